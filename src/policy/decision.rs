//! The decision itself: one table of acts against roles and facts.
//!
//! A [`Permit`] can only be made here, and an act takes it as an argument: what was not permitted does not compile.

use super::{Act, Role};

/// What is known when something is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The role of the person who asks.
    pub role: Role,
    /// Whether a valid screening stands.
    pub screened: bool,
    /// Whether the current agreement is signed.
    pub agreed: bool,
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
    /// No valid screening stands.
    #[error("no valid screening is recorded for this account")]
    NotScreened,
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
}

/// One row of the table: who, under the agreement or not, with what of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rule {
    who: Who,
    under_agreement: bool,
    needs: Needs,
}

/// Decides whether a person may do `act`.
///
/// An act that touches two groups, such as moving a customer, is decided once for each.
pub fn decide(act: Act, facts: &Facts) -> Result<Permit, Refusal> {
    let rule = rule(act);
    if !facts.screened {
        return Err(Refusal::NotScreened);
    }
    if rule.under_agreement && !facts.agreed {
        return Err(Refusal::NotAgreed);
    }
    if !includes(rule.who, facts.role) {
        return Err(Refusal::Role);
    }
    group_allows(rule.needs, facts.group)?;
    Ok(Permit { act })
}

const fn includes(who: Who, role: Role) -> bool {
    match who {
        Who::Everyone => true,
        Who::Handlers => role.may_hold_group_keys(),
        Who::Supervisors => matches!(role, Role::Supervisor),
        Who::Keepers => matches!(role, Role::BackupOperator | Role::Supervisor),
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

/// The table. What opens a group's content is under the agreement, without exception.
#[expect(clippy::match_same_arms, reason = "each row of the table stands where people look for it")]
const fn rule(act: Act) -> Rule {
    let (who, under_agreement, needs) = match act {
        // The program's own events, and what everyone does.
        Act::ProgramStart
        | Act::ProgramEnd
        | Act::ClockJump
        | Act::DiskFull
        | Act::TornTail
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
        | Act::AgreementSign => (Who::Everyone, false, Needs::Nothing),
        // Groups.
        Act::GroupList => (Who::Handlers, true, Needs::Nothing),
        Act::GroupMake => (Who::Supervisors, true, Needs::Nothing),
        Act::GroupRename | Act::GroupClose => (Who::Supervisors, true, Needs::Write),
        // Customers.
        Act::CustomerView | Act::CustomerSearch => (Who::Handlers, true, Needs::Read),
        Act::IdentityReveal => (Who::Handlers, true, Needs::ReadNames),
        Act::CustomerAdd | Act::CustomerEdit | Act::CustomerImport => {
            (Who::Handlers, true, Needs::WriteNames)
        }
        Act::CustomerMove => (Who::Supervisors, true, Needs::WriteNames),
        // Records.
        Act::RecordView | Act::RecordSearch | Act::RecordExport | Act::Print => {
            (Who::Handlers, true, Needs::Read)
        }
        Act::RecordImport | Act::RecordEdit | Act::Redact => (Who::Handlers, true, Needs::Write),
        Act::RecordDelete => (Who::Supervisors, true, Needs::Write),
        // People, keys and the log. A supervisor whose agreement lapsed can still do these: else the house could
        // lock itself out.
        Act::VaultFound
        | Act::SheetsIssue
        | Act::VaultRepair
        | Act::Enrol
        | Act::Screen
        | Act::Revoke
        | Act::Countersign
        | Act::PolicyChange
        | Act::RecoveryEnrol
        | Act::LogReview
        | Act::LogRead
        | Act::Restore
        | Act::Drill => (Who::Supervisors, false, Needs::Nothing),
        // Handing on or renewing keys takes holding them, which `staff` sees to.
        Act::Grant | Act::Rekey => (Who::Supervisors, true, Needs::Nothing),
        // Media.
        Act::BackupWrite | Act::BackupVerify | Act::Media => (Who::Keepers, false, Needs::Nothing),
    };
    Rule { who, under_agreement, needs }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Act; who does it (S staff, V supervisor, B backup operator, A assessor); `y` if under the agreement; what it
    /// needs of the group (r its records, n its names too; capital: and open for writing).
    const TABLE: &str = "
        program-start     SVBA - -
        program-end       SVBA - -
        clock-jump        SVBA - -
        disk-full         SVBA - -
        torn-tail         SVBA - -
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
        vault-found       .V.. - -
        sheets-issue      .V.. - -
        vault-check       SVBA - -
        vault-repair      .V.. - -
        group-make        .V.. y -
        group-rename      .V.. y R
        group-close       .V.. y R
        group-list        SV.. y -
        customer-add      SV.. y N
        customer-edit     SV.. y N
        customer-view     SV.. y r
        customer-search   SV.. y r
        identity-reveal   SV.. y n
        customer-move     .V.. y N
        customer-import   SV.. y N
        record-import     SV.. y R
        record-edit       SV.. y R
        record-view       SV.. y r
        record-search     SV.. y r
        record-export     SV.. y r
        record-delete     .V.. y R
        print             SV.. y r
        redact            SV.. y R
        enrol             .V.. - -
        screen            .V.. - -
        agreement-sign    SVBA - -
        grant             .V.. y -
        revoke            .V.. - -
        countersign       .V.. - -
        policy-change     .V.. - -
        rekey             .V.. y -
        recovery-enrol    .V.. - -
        log-review        .V.. - -
        log-read          .V.. - -
        backup-write      .VB. - -
        backup-verify     .VB. - -
        restore           .V.. - -
        drill             .V.. - -
        media             .VB. - -
    ";

    fn facts(role: Role, group: Option<GroupFacts>) -> Facts {
        Facts { role, screened: true, agreed: true, group }
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
    fn nothing_without_screening_and_no_content_without_agreement() {
        let rows =
            TABLE.lines().map(|row| row.split_whitespace().collect::<Vec<_>>()).filter(|r| !r.is_empty());
        let group = Some(GroupFacts { records: true, identities: true, closed: false });
        for (row, act) in rows.zip(Act::ALL) {
            let open = facts(Role::Supervisor, group);
            let unscreened = Facts { screened: false, ..open };
            assert_eq!(decide(*act, &unscreened).unwrap_err(), Refusal::NotScreened);
            let unsigned = decide(*act, &Facts { agreed: false, ..open });
            assert_eq!(unsigned.err(), (row[2] == "y").then_some(Refusal::NotAgreed), "{act:?}");
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
