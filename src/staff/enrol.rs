//! Enrolling another account while everyone's keys are in hand: what the sample business needs.
//!
//! Screens for enrolment, where the new person signs on their own, come with people's own administration.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::policy::{Permit, Role};
use crate::vault::Vault;

use super::founding::NewPerson;
use super::verified::Verified;

/// What a new account may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupGrant {
    /// The group.
    pub group: GroupId,
    /// Its identities too, not only its records.
    pub identities: bool,
}

/// Why nobody was enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// An account has the login.
    #[error("another account has this login")]
    LoginTaken,
    /// A name or login is empty or too long.
    #[error("{0} is empty or too long")]
    BadInput(&'static str),
    /// The role holds no group keys, or the enroller does not hold what is to be granted.
    #[error("this cannot be granted")]
    NotGrantable,
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// A file or the registry could not be written.
    #[error("the account could not be written: {0}")]
    Write(String),
}

impl Vault<Verified> {
    /// Enrols a person: enrolment, screening, their signed agreement, grants and wraps, in one transaction, with
    /// their keyslot before it. Supervisors also get the log-reader and restore keys.
    pub fn enrol(
        &mut self,
        _permit: &Permit,
        _person: &NewPerson<'_>,
        _role: Role,
        _grants: &[GroupGrant],
        _wall: WallTime,
    ) -> Result<AccountId, EnrolError> {
        todo!()
    }
}
