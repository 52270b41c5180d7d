//! The last step of unlocking: the chain is verified, the person's keys are unwrapped and compared.
//!
//! [`Verified`] has private fields and is made here alone, so whoever has a `Vault<Verified>` knows that all of
//! this was done.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::crypto::sign::SigningKey;
use crate::keys::hierarchy::{IdentitiesKey, LogReaderKey, RecordsKey};
use crate::policy::Facts;
use crate::vault::anchor::{Anchor, LogHead};
use crate::vault::{Opened, Vault};

use super::alarm::Alarm;
use super::groups::Group;
use super::house::{House, Person};

/// A vault whose statements were verified, with the keys of the person who logged in.
pub struct Verified {
    opened: Opened,
    house: House,
    groups: Vec<Group>,
    reader: Option<LogReaderKey>,
    anchor: Anchor,
    now: WallTime,
}

/// Why the anchor was not written when the vault was locked. Keys and connections are dropped all the same.
#[derive(Debug, thiserror::Error)]
#[error("the anchor could not be written: {0}")]
pub struct LockError(pub String);

/// Verifies the statements, compares the anchor, and unwraps the person's keys.
///
/// `wall` is what the clock says; screening and agreement are judged at the later of it and the anchor's time.
pub fn verify(_vault: Vault<Opened>, _wall: WallTime) -> Result<Vault<Verified>, Alarm> {
    todo!()
}

impl Vault<Verified> {
    /// The person who is logged in.
    pub fn person(&self) -> &Person {
        todo!()
    }

    /// What the statements say.
    pub fn house(&self) -> &House {
        &self.state.house
    }

    /// What is known for a decision about an act that touches `group` or none.
    pub fn facts(&self, _group: Option<GroupId>) -> Facts {
        todo!()
    }

    /// The groups whose records key this person holds, by name; closed ones too.
    pub fn groups(&self) -> &[Group] {
        &self.state.groups
    }

    /// One of them.
    pub fn group(&self, group: GroupId) -> Option<&Group> {
        self.state.groups.iter().find(|known| known.id == group)
    }

    /// Reads the access log, if this person was granted that.
    pub fn log_reader(&self) -> Option<&LogReaderKey> {
        self.state.reader.as_ref()
    }

    /// Signs for this person.
    pub fn signing(&self) -> &SigningKey {
        &self.state.opened.keys.signing
    }

    /// What this person's last session saw: `audit` compares its log head, `records` its counters.
    pub fn anchor(&self) -> &Anchor {
        &self.state.anchor
    }

    /// Ends the session: writes the anchor (log head and the commit counters of the databases that were open, by
    /// relative path), closes the registry, drops the keys and lets go of the seat.
    pub fn lock(
        self,
        _wall: WallTime,
        _log: Option<LogHead>,
        _counters: BTreeMap<String, u64>,
    ) -> Result<(), LockError> {
        todo!()
    }
}

#[expect(dead_code, reason = "in work")]
type Held = (Arc<RecordsKey>, Option<Arc<IdentitiesKey>>);
