//! What `check` can say of the plain files once the statements are verified: every account's files, and recovery's,
//! are those that were signed for. Changes nothing.

use crate::base::wrong::Wrong;
use crate::keys::place::{Holder, KeyKind};
use crate::vault::Vault;
use crate::vault::account::{RegistryWrap, load_keyslots, load_registry_wraps};
use crate::vault::anchor::Anchor;

use super::alarm::Alarm;
use super::chain;
use super::house::Person;
use super::verified::Verified;
use super::wraps::signed_digest;

/// The registry's own key.
const REGISTRY: (KeyKind, Option<crate::base::id::GroupId>) = (KeyKind::Registry, None);

impl Vault<Verified> {
    /// Verifies every signature of the chain again, those of earlier sessions included.
    pub fn check_statements(&self) -> Result<(), Alarm> {
        let rows = self.state.opened.registry.statements()?;
        let house = chain::fold(&rows, self.id(), self.header().founding_digest(), None)?;
        if house.head() == self.house().head() { Ok(()) } else { Err(Alarm::RolledBack) }
    }

    /// Holds the plain files against the statements: the file, relative to the vault, and what is wrong with it.
    pub fn check_plain_files(&self) -> Vec<(String, String)> {
        let mut damage = Vec::new();
        let path = self.layout().recovery_registry();
        let wraps = load_registry_wraps(&path).map_err(|error| error.to_string());
        let fits = wraps.and_then(|wraps| self.registry_wraps_fit(&wraps, Holder::Recovery));
        damage.extend(fits.err().map(|what| (self.layout().relative(&path), what)));
        for person in self.house().people().filter(|person| person.is_here()) {
            self.check_account(person, &mut damage);
        }
        damage
    }

    fn check_account(&self, person: &Person, damage: &mut Vec<(String, String)>) {
        let layout = self.layout();
        let handle = self.account_handle(&person.login);
        let path = layout.keyslots(handle);
        let slots = load_keyslots(&path, self.id(), self.kind().profile());
        let fits = slots.map_err(|error| error.to_string()).and_then(|slots| {
            let own = slots
                .iter()
                .all(|slot| slot.header.account == person.account && slot.header.public == person.public);
            own.then_some(()).ok_or_else(|| Wrong::OtherAccount.to_string())
        });
        damage.extend(fits.err().map(|what| (layout.relative(&path), what)));

        if person.holds(REGISTRY) {
            self.check_registry_wrap(person, damage);
        }
        let checked = Anchor::check(layout, handle, (self.id(), person.account), &person.public);
        damage
            .extend(checked.err().map(|error| (layout.relative(&layout.anchor(handle)), error.to_string())));
    }

    fn check_registry_wrap(&self, person: &Person, damage: &mut Vec<(String, String)>) {
        let layout = self.layout();
        let path = layout.registry_wrap(self.account_handle(&person.login));
        let wraps = load_registry_wraps(&path).map_err(|error| error.to_string());
        let fits = wraps.and_then(|wraps| self.registry_wraps_fit(&wraps, Holder::Account(person.account)));
        damage.extend(fits.err().map(|what| (layout.relative(&path), what)));
    }

    fn registry_wraps_fit(&self, wraps: &[RegistryWrap], holder: Holder) -> Result<(), String> {
        let used = self.header().registry_epoch;
        // One of a later epoch is of a leaving that was cut off; it opens nothing and goes at the next unlock.
        for wrap in wraps.iter().filter(|wrap| wrap.epoch <= used) {
            let fact = self.house().epochs(REGISTRY).find(|(epoch, _)| *epoch == wrap.epoch);
            let check_fits = fact.is_some_and(|(_, fact)| fact.check == wrap.check);
            if !check_fits
                || signed_digest(self.house(), REGISTRY, wrap.epoch, holder) != Some(wrap.wrap.digest())
            {
                return Err(Wrong::OtherWrap.into());
            }
        }
        let current = self.header().registry_epoch;
        if wraps.iter().any(|wrap| wrap.epoch == current) { Ok(()) } else { Err(Wrong::NoWrap.into()) }
    }
}
