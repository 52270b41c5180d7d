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
    Nothing,
    ReadRecords,
    WriteRecords,
    ReadIdentities,
    WriteIdentities,
}

/// Decides whether a person may do `act`.
pub fn decide(act: Act, facts: &Facts) -> Result<Permit, Refusal> {
    if !facts.screened {
        return Err(Refusal::NotScreened);
    }
    let needs = needs(act);
    if needs != Needs::Nothing && !facts.agreed {
        return Err(Refusal::NotAgreed);
    }
    if !role_does(facts.role, act) {
        return Err(Refusal::Role);
    }
    group_allows(needs, facts.group)?;
    Ok(Permit { act })
}

fn group_allows(needs: Needs, group: Option<GroupFacts>) -> Result<(), Refusal> {
    if needs == Needs::Nothing {
        return Ok(());
    }
    let group = group.ok_or(Refusal::NoRecordsGrant)?;
    if !group.records {
        return Err(Refusal::NoRecordsGrant);
    }
    if matches!(needs, Needs::ReadIdentities | Needs::WriteIdentities) && !group.identities {
        return Err(Refusal::NoIdentitiesGrant);
    }
    if matches!(needs, Needs::WriteRecords | Needs::WriteIdentities) && group.closed {
        return Err(Refusal::GroupClosed);
    }
    Ok(())
}

fn needs(act: Act) -> Needs {
    match act {
        Act::CustomerView | Act::RecordView | Act::RecordSearch | Act::RecordExport | Act::CustomerSearch => {
            Needs::ReadRecords
        }
        Act::RecordImport | Act::RecordEdit | Act::RecordDelete | Act::Redact => Needs::WriteRecords,
        Act::IdentityReveal => Needs::ReadIdentities,
        Act::CustomerAdd | Act::CustomerEdit | Act::CustomerMove | Act::CustomerImport => {
            Needs::WriteIdentities
        }
        _ => Needs::Nothing,
    }
}

/// The table roles × acts.
fn role_does(role: Role, act: Act) -> bool {
    match act {
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
        | Act::AgreementSign
        | Act::VaultCheck => true,
        // Customers and records.
        Act::GroupList
        | Act::CustomerAdd
        | Act::CustomerEdit
        | Act::CustomerView
        | Act::CustomerSearch
        | Act::IdentityReveal
        | Act::CustomerImport
        | Act::RecordImport
        | Act::RecordEdit
        | Act::RecordView
        | Act::RecordSearch
        | Act::RecordExport
        | Act::Redact
        | Act::Print => role.may_hold_group_keys(),
        // What only supervisors do.
        Act::VaultFound
        | Act::SheetsIssue
        | Act::VaultRepair
        | Act::GroupMake
        | Act::GroupRename
        | Act::GroupClose
        | Act::CustomerMove
        | Act::RecordDelete
        | Act::Enrol
        | Act::Screen
        | Act::Grant
        | Act::Revoke
        | Act::Countersign
        | Act::PolicyChange
        | Act::Rekey
        | Act::RecoveryEnrol
        | Act::LogReview
        | Act::LogRead
        | Act::Restore
        | Act::Drill => role == Role::Supervisor,
        Act::BackupWrite | Act::BackupVerify | Act::Media => {
            matches!(role, Role::BackupOperator | Role::Supervisor)
        }
    }
}
