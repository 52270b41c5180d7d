//! The decision itself: one table of acts against roles and facts.
//!
//! A [`Permit`] can only be made here, and an act takes it as an argument: what was not permitted does not compile.

use super::{Act, Role, Standing};

/// What is known when something is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The role of the person who asks.
    pub role: Role,
    /// How that person stands.
    pub standing: Standing,
    /// The group the act touches, if it touches one.
    pub group: Option<GroupFacts>,
}

/// What is known of the group that an act touches.
#[derive(Debug, Clone, Copy)]
pub struct GroupFacts {
    /// The person holds the group's records key.
    pub records: bool,
    /// The person holds the group's identities key.
    pub identities: bool,
    /// The group is closed: it can be read, not changed.
    pub closed: bool,
}

/// A permission to do one act. Made by [`decide`] alone.
#[must_use = "a permission that is not used permits nothing"]
#[derive(Debug)]
pub struct Permit {
    act: Act,
}

impl Permit {
    /// The act that is permitted.
    pub const fn act(&self) -> Act {
        self.act
    }
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The account was closed.
    #[error("this account was closed")]
    Left,
    /// No valid screening stands, or the person was long away.
    #[error("no valid screening is recorded for this account, or it was not used for long")]
    NotScreened,
    /// The session is there to sign, to screen others and to correct the clock.
    #[error("this session is for renewal only")]
    RenewalOnly,
    /// The current agreement is not signed.
    #[error("the confidentiality agreement is not signed")]
    NotAgreed,
    /// The role does not do this.
    #[error("this role does not do this")]
    Role,
    /// The group's records were not granted.
    #[error("this group was not granted to this account")]
    NoRecordsGrant,
    /// The group's identities were not granted.
    #[error("the identities of this group were not granted to this account")]
    NoIdentitiesGrant,
    /// The group is closed.
    #[error("the group is closed: it can be read, not changed")]
    GroupClosed,
}

/// What an act needs of the group it touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// It touches no group.
    Nothing,
    /// Its records key.
    Read,
    /// Its records key, and that it is not closed.
    Write,
    /// Both its keys.
    ReadNames,
    /// Both its keys, and that it is not closed.
    WriteNames,
}

/// Who does an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Every role; the program's own events, too.
    Everyone,
    /// Those who may hold groups' keys.
    Handlers,
    /// Supervisors.
    Supervisors,
    /// Backup operators and supervisors.
    Keepers,
    /// Assessors and supervisors.
    Watchers,
}

/// How one must stand to do an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// Also before the agreement is signed, and in a renewal session.
    Anyhow,
    /// Also in a renewal session.
    Renewing,
    /// In full.
    Full,
}

/// One row of the table: who, standing how, with what of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    who: Who,
    stands: Stands,
    needs: Needs,
}

/// Decides whether a person may do `act`.
///
/// An act that touches two groups, such as moving a customer, is decided once for each.
pub fn decide(act: Act, facts: &Facts) -> Result<Permit, Refusal> {
    let row = row(act);
    standing_allows(row.stands, facts.standing)?;
    if !includes(row.who, facts.role) {
        return Err(Refusal::Role);
    }
    group_allows(row.needs, facts.group)?;
    Ok(Permit { act })
}

const fn standing_allows(stands: Stands, standing: Standing) -> Result<(), Refusal> {
    match (standing, stands) {
        (Standing::Full, _)
        | (Standing::MustSign, Stands::Anyhow)
        | (Standing::Renewal, Stands::Anyhow | Stands::Renewing) => Ok(()),
        (Standing::MustSign, _) => Err(Refusal::NotAgreed),
        (Standing::Renewal, Stands::Full) => Err(Refusal::RenewalOnly),
        (Standing::Lapsed, _) => Err(Refusal::NotScreened),
        (Standing::Left, _) => Err(Refusal::Left),
    }
}

const fn includes(who: Who, role: Role) -> bool {
    match who {
        Who::Everyone => true,
        Who::Handlers => role.may_hold_group_keys(),
        Who::Supervisors => matches!(role, Role::Supervisor),
        Who::Keepers => matches!(role, Role::BackupOperator | Role::Supervisor),
        Who::Watchers => matches!(role, Role::Assessor | Role::Supervisor),
    }
}

fn group_allows(needs: Needs, group: Option<GroupFacts>) -> Result<(), Refusal> {
    if needs == Needs::Nothing {
        return Ok(());
    }
    let group = group.ok_or(Refusal::NoRecordsGrant)?;
    if !group.records {
        return Err(Refusal::NoRecordsGrant);
    }
    if matches!(needs, Needs::ReadNames | Needs::WriteNames) && !group.identities {
        return Err(Refusal::NoIdentitiesGrant);
    }
    if matches!(needs, Needs::Write | Needs::WriteNames) && group.closed {
        return Err(Refusal::GroupClosed);
    }
    Ok(())
}

/// The table. Nothing but signing is done before the agreement is signed, and a renewal session renews.
#[expect(clippy::match_same_arms, reason = "each row of the table stands where people look for it")]
const fn row(act: Act) -> Row {
    use Stands::{Anyhow, Full, Renewing};
    let (who, stands, needs) = match act {
        // The program's own events, and what everyone does.
        Act::ProgramStart
        | Act::ProgramEnd
        | Act::ClockJump
        | Act::DiskFull
        | Act::TornTail
        | Act::TriesReset
        | Act::LogIn
        | Act::LogInFailed
        | Act::LogInThrottled
        | Act::Lock
        | Act::NetworkRefused
        | Act::AirGapChange
        | Act::CodeSet
        | Act::CodeFailed
        | Act::PasswordChange
        | Act::FactorChange
        | Act::VaultCheck
        | Act::AgreementSign => (Who::Everyone, Anyhow, Needs::Nothing),
        // Groups.
        Act::GroupList => (Who::Handlers, Full, Needs::Nothing),
        // That both hold a share is for `staff` to see: nothing else opens it.
        Act::GroupOpenTwo => (Who::Handlers, Full, Needs::Nothing),
        // What is owed was decided when it was owed: whoever holds the keys finishes it, which `staff` sees to.
        Act::Rekey => (Who::Handlers, Full, Needs::Nothing),
        Act::RekeyDecide => (Who::Supervisors, Full, Needs::ReadNames),
        Act::GroupMake => (Who::Supervisors, Full, Needs::Nothing),
        Act::GroupRename | Act::GroupClose => (Who::Supervisors, Full, Needs::Write),
        // Customers.
        Act::CustomerView | Act::CustomerSearch => (Who::Handlers, Full, Needs::Read),
        Act::IdentityReveal => (Who::Handlers, Full, Needs::ReadNames),
        Act::CustomerAdd | Act::CustomerEdit | Act::CustomerImport => {
            (Who::Handlers, Full, Needs::WriteNames)
        }
        Act::CustomerMove | Act::CustomerDelete => (Who::Supervisors, Full, Needs::WriteNames),
        // Records.
        Act::RecordView | Act::RecordSearch | Act::RecordExport | Act::Print => {
            (Who::Handlers, Full, Needs::Read)
        }
        Act::RecordImport | Act::RecordEdit | Act::Redact => (Who::Handlers, Full, Needs::Write),
        Act::RecordDelete => (Who::Supervisors, Full, Needs::Write),
        // What a supervisor in a renewal session can do: else the house could lock itself out.
        Act::Screen | Act::Countersign | Act::RequestMake | Act::ClockCorrect | Act::StaffList => {
            (Who::Supervisors, Renewing, Needs::Nothing)
        }
        // People, keys, rules and the log. Handing on or renewing keys takes holding them, which `staff` sees to.
        Act::VaultFound
        | Act::SheetsIssue
        | Act::VaultRepair
        | Act::LogInRelease
        | Act::Enrol
        | Act::Grant
        | Act::Revoke
        | Act::PolicyChange
        | Act::GroupTwoPerson
        | Act::RecoveryEnrol
        | Act::RecoveryReplace
        | Act::AgreementPublish
        | Act::Ratify
        | Act::GrantReview
        | Act::LogReview
        | Act::LogRead
        | Act::LogExport
        | Act::LogArchive
        | Act::LogBreakAccept
        | Act::Restore
        | Act::Drill => (Who::Supervisors, Full, Needs::Nothing),
        // Media.
        Act::BackupWrite | Act::BackupVerify | Act::Media => (Who::Keepers, Full, Needs::Nothing),
        // What the consultant is here for.
        Act::PostureView | Act::PostureReport => (Who::Watchers, Full, Needs::Nothing),
    };
    Row { who, stands, needs }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Act; who does it (S staff, V supervisor, B backup operator, A assessor); how they must stand (`f` in full, `r`
    /// also in a renewal session, `-` also before signing); what it needs of the group (r its records, n its names too;
    /// capital: and open for writing).
    const TABLE: &str = "
        program-start     SVBA - -
        program-end       SVBA - -
        clock-jump        SVBA - -
        disk-full         SVBA - -
        torn-tail         SVBA - -
        tries-reset       SVBA - -
        log-in-release    .V.. f -
        log-in            SVBA - -
        log-in-failed     SVBA - -
        log-in-throttled  SVBA - -
        lock              SVBA - -
        network-refused   SVBA - -
        air-gap-change    SVBA - -
        code-set          SVBA - -
        code-failed       SVBA - -
        password-change   SVBA - -
        factor-change     SVBA - -
        vault-found       .V.. f -
        sheets-issue      .V.. f -
        vault-check       SVBA - -
        vault-repair      .V.. f -
        group-make        .V.. f -
        group-rename      .V.. f R
        group-close       .V.. f R
        group-list        SV.. f -
        customer-add      SV.. f N
        customer-edit     SV.. f N
        customer-view     SV.. f r
        customer-search   SV.. f r
        identity-reveal   SV.. f n
        customer-move     .V.. f N
        customer-import   SV.. f N
        customer-delete   .V.. f N
        record-import     SV.. f R
        record-edit       SV.. f R
        record-view       SV.. f r
        record-search     SV.. f r
        record-export     SV.. f r
        record-delete     .V.. f R
        print             SV.. f r
        redact            SV.. f R
        enrol             .V.. f -
        screen            .V.. r -
        agreement-sign    SVBA - -
        grant             .V.. f -
        revoke            .V.. f -
        countersign       .V.. r -
        policy-change     .V.. f -
        rekey             SV.. f -
        recovery-enrol    .V.. f -
        clock-correct     .V.. r -
        log-review        .V.. f -
        log-read          .V.. f -
        agreement-publish .V.. f -
        ratify            .V.. f -
        grant-review      .V.. f -
        request-make      .V.. r -
        staff-list        .V.. r -
        log-export        .V.. f -
        log-archive       .V.. f -
        log-break-accept  .V.. f -
        backup-write      .VB. f -
        backup-verify     .VB. f -
        restore           .V.. f -
        drill             .V.. f -
        media             .VB. f -
        posture-view      .V.A f -
        posture-report    .V.A f -
        group-open-two    SV.. f -
        group-two-person  .V.. f -
        rekey-decide      .V.. f n
        recovery-replace  .V.. f -
    ";

    fn facts(role: Role, group: Option<GroupFacts>) -> Facts {
        Facts { role, standing: Standing::Full, group }
    }

    /// Every state a group can be in for a person.
    fn group_states() -> Vec<Option<GroupFacts>> {
        let mut states = vec![None];
        for bits in 0..8 {
            let (records, identities, closed) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
            states.push(Some(GroupFacts { records, identities, closed }));
        }
        states
    }

    fn group_fits(letter: &str, group: Option<GroupFacts>) -> bool {
        let Some(group) = group else { return letter == "-" };
        match letter {
            "-" => true,
            "r" => group.records,
            "R" => group.records && !group.closed,
            "n" => group.records && group.identities,
            "N" => group.records && group.identities && !group.closed,
            other => panic!("unknown letter {other}"),
        }
    }

    #[test]
    fn every_cell_of_roles_by_acts() {
        let rows: Vec<Vec<&str>> = TABLE
            .lines()
            .map(|row| row.split_whitespace().collect::<Vec<_>>())
            .filter(|r| !r.is_empty())
            .collect();
        assert_eq!(rows.len(), Act::ALL.len(), "the table has a row for every act");
        for (row, act) in rows.iter().zip(Act::ALL) {
            assert_eq!(row[0], act.key(), "the rows stand in the order of the numbers");
            for (role, letter) in Role::ALL.into_iter().zip(["S", "V", "B", "A"]) {
                for group in group_states() {
                    let expected = row[1].contains(letter) && group_fits(row[3], group);
                    assert_eq!(
                        decide(*act, &facts(role, group)).is_ok(),
                        expected,
                        "{role:?} {act:?} {group:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_cell_of_standings_by_acts() {
        let rows =
            TABLE.lines().map(|row| row.split_whitespace().collect::<Vec<_>>()).filter(|r| !r.is_empty());
        let group = Some(GroupFacts { records: true, identities: true, closed: false });
        for (row, act) in rows.zip(Act::ALL) {
            let of = |standing| {
                decide(*act, &Facts { standing, ..facts(Role::Supervisor, group) }).map(drop).err()
            };
            assert_eq!(of(Standing::Full), None, "{act:?}");
            assert_eq!(of(Standing::MustSign), (row[2] != "-").then_some(Refusal::NotAgreed), "{act:?}");
            assert_eq!(of(Standing::Renewal), (row[2] == "f").then_some(Refusal::RenewalOnly), "{act:?}");
            assert_eq!(of(Standing::Lapsed), Some(Refusal::NotScreened));
            assert_eq!(of(Standing::Left), Some(Refusal::Left));
        }
    }

    #[test]
    fn each_refusal_says_why() {
        let closed = Some(GroupFacts { records: true, identities: true, closed: true });
        let nameless = Some(GroupFacts { records: true, identities: false, closed: false });
        let unknown = Some(GroupFacts { records: false, identities: false, closed: false });
        let of = |act, role, group| decide(act, &facts(role, group)).unwrap_err();
        assert_eq!(of(Act::RecordImport, Role::Staff, closed), Refusal::GroupClosed);
        assert_eq!(of(Act::CustomerAdd, Role::Staff, nameless), Refusal::NoIdentitiesGrant);
        assert_eq!(of(Act::RecordView, Role::Supervisor, unknown), Refusal::NoRecordsGrant);
        assert_eq!(of(Act::RecordView, Role::Assessor, nameless), Refusal::Role);
    }

    #[test]
    fn a_permit_says_what_it_permits() {
        let permit = decide(Act::GroupMake, &facts(Role::Supervisor, None)).unwrap();
        assert_eq!(permit.act(), Act::GroupMake);
    }
}
