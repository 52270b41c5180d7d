//! Keys that do not travel with the backups yet, sealed by whoever opened them: those of a vault from before, those whose
//! file was lost, and all of them after the restore key was made anew.
//!
//! Best effort at log-in: a key that cannot be sealed now is sealed by the next person who opens it.

use crate::keys::hierarchy::{Key, KindOfKey};
use crate::keys::place::KeyKind;
use crate::vault::Vault;
use crate::vault::sealed_keys::{has_sealed_key, remove_older_seals};

use super::deed::PeopleError;
use super::newkey::sealed_to_restorers;
use super::verified::Verified;

impl Vault<Verified> {
    /// Seals every key that this person has open and that is not sealed to the restore key in use. Gives how many.
    pub fn seal_held_keys(&self) -> Result<u32, PeopleError> {
        let mut sealed = self.seal_held(&self.state.opened.registry_key)?;
        for reader in self.state.reader.iter().chain(&self.state.older_readers) {
            sealed += self.seal_held(reader)?;
        }
        for group in self.groups() {
            for records in group.older.iter().chain([&group.records]) {
                sealed += self.seal_held(&**records)?;
            }
            if let Some(identities) = &group.identities {
                sealed += self.seal_held(&**identities)?;
            }
        }
        Ok(sealed)
    }

    fn seal_held<K: KindOfKey>(&self, key: &Key<K>) -> Result<u32, PeopleError> {
        let restore = self.house().current_epoch((KeyKind::Restore, None));
        let (place, restore) = (key.place(), restore.map_or(0, |(epoch, _)| epoch));
        if has_sealed_key(self.layout(), &place, restore) {
            // Of an earlier time that was cut off before it had removed them.
            remove_older_seals(self.layout(), &place, restore)?;
            return Ok(0);
        }
        sealed_to_restorers(key, self.house())?.store(self.layout())?;
        remove_older_seals(self.layout(), &place, restore)?;
        Ok(1)
    }
}
