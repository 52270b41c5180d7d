//! The last step of unlocking: the chain is verified, the person's keys are unwrapped and compared.
//!
//! [`Verified`] has private fields and is made here alone, so whoever has a `Vault<Verified>` knows that all of
//! this was done.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::sign::SigningKey;
use crate::keys::hierarchy::{LogReaderKey, RestoreKey};
use crate::keys::place::KeyKind;
use crate::policy::{Facts, GroupFacts, Standing as Kind};
use crate::vault::anchor::{Anchor, LogHead};
use crate::vault::header::Header;
use crate::vault::{Layout, Opened, Vault};

use super::account::NEVER;
use super::alarm::Alarm;
use super::chain;
use super::groups::{Group, groups_held};
use super::house::{House, Person};
use super::leaving;
use super::pairs::ShutGroup;
use super::standing::Standing;
use super::wraps::{Wraps, registry_wrap_fits};

/// A vault whose statements were verified, with the keys of the person who logged in.
pub struct Verified {
    pub(super) opened: Opened,
    pub(super) house: House,
    pub(super) groups: Vec<Group>,
    /// Groups, or identities of groups, that take two and are not open.
    pub(super) shut: Vec<ShutGroup>,
    /// Groups that two people opened.
    pub(super) by_two: BTreeSet<GroupId>,
    pub(super) reader: Option<LogReaderKey>,
    /// Readers of earlier epochs, for what was sealed to them.
    pub(super) older_readers: Vec<LogReaderKey>,
    pub(super) restore: Option<RestoreKey>,
    /// Restore keys of earlier epochs, for backups that were sealed to them.
    pub(super) older_restores: Vec<RestoreKey>,
    pub(super) anchor: Anchor,
    pub(super) standing: Standing,
    /// Groups of which people still have wraps of an earlier epoch: they are not written again to the end.
    pub(super) unfinished: BTreeSet<GroupId>,
    /// Nothing outside this file makes one.
    _proof: (),
}

/// Why the anchor was not written when the vault was locked. Keys and connections are dropped all the same.
#[derive(Debug, thiserror::Error)]
#[error("the anchor could not be written: {0}")]
pub struct LockError(pub String);

/// Verifies the statements, compares the anchor, judges how the person stands, and unwraps the keys that are theirs
/// as they stand.
///
/// `wall` is what the clock says; screening, agreement and grants are judged at the later of it and the anchor's time.
pub fn verify(vault: Vault<Opened>, wall: WallTime) -> Result<Vault<Verified>, Alarm> {
    vault.advance(|layout, header, opened| prove(layout, header, opened, wall))
}

fn prove(layout: &Layout, header: &Header, opened: Opened, wall: WallTime) -> Result<Verified, Alarm> {
    let place = (header.vault(), opened.slot.account);
    let anchor = Anchor::load(layout, opened.handle, place, &opened.keys);
    // An anchor of before the first log-in was written by whoever enrolled this account, who is not to be believed.
    let own = anchor.as_ref().ok().filter(|anchor| anchor.at != NEVER);
    let rows = opened.registry.statements()?;
    let house = chain::fold(&rows, header.vault(), opened.slot.founding, own.map(|anchor| anchor.chain))?;
    header_fits(header, &opened, &house)?;
    let person = account_fits(header, &opened, &house)?;
    if person.is_here() {
        registry_wrap_fits(person, &opened)?;
    }
    let anchor = anchor.or(Err(Alarm::Anchor))?;
    not_older(&anchor, layout, header, &opened, &house)?;
    let now = house.now(wall, &anchor);
    let standing = house.standing(person, now, anchor.active_at);
    let mut verified = Verified {
        groups: Vec::new(),
        shut: Vec::new(),
        by_two: BTreeSet::new(),
        reader: None,
        older_readers: Vec::new(),
        restore: None,
        older_restores: Vec::new(),
        anchor,
        standing,
        unfinished: BTreeSet::new(),
        _proof: (),
        opened,
        house,
    };
    verified.open_keys(now)?;
    leaving::tidy_up(layout, header, &verified.house, verified.account());
    Ok(verified)
}

/// What the header says without proof is what the statements say.
fn header_fits(header: &Header, opened: &Opened, house: &House) -> Result<(), Alarm> {
    if header.founding_digest() != opened.slot.founding {
        return Err(Alarm::OtherFounding);
    }
    let named = house.epochs((KeyKind::LogReader, None));
    let named = named.map(|(epoch, fact)| (epoch, fact.public.as_deref().unwrap_or_default()));
    if !named.eq(header.readers.iter().map(|(epoch, public)| (*epoch, public.as_bytes()))) {
        return Err(Alarm::ReaderKey);
    }
    let (epoch, fact) = house.current_epoch((KeyKind::Registry, None)).ok_or(Alarm::OtherRegistry)?;
    let key = &opened.registry_key;
    if epoch != header.registry_epoch || !key.check_value().same_as(&fact.check) {
        return Err(Alarm::OtherRegistry);
    }
    Ok(())
}

/// The account of the keyslot is enrolled under this login and with these keys.
fn account_fits<'h>(header: &Header, opened: &Opened, house: &'h House) -> Result<&'h Person, Alarm> {
    let account = opened.slot.account;
    let person = house.person(account).ok_or(Alarm::OtherAccount(account))?;
    let handle = crate::vault::account::AccountHandle::of(&header.login_salt, &person.login);
    if handle != opened.handle || person.public != opened.slot.public {
        return Err(Alarm::OtherAccount(account));
    }
    Ok(person)
}

/// Nothing is older than what this account saw before.
fn not_older(
    anchor: &Anchor,
    layout: &Layout,
    header: &Header,
    opened: &Opened,
    house: &House,
) -> Result<(), Alarm> {
    let registry = layout.relative(&layout.registry(header.registry_epoch));
    let seen = anchor.counters.get(&registry).copied().unwrap_or(0);
    if !house.contains(anchor.chain) || opened.registry.database().commits()? < seen {
        return Err(Alarm::RolledBack);
    }
    Ok(())
}

impl Verified {
    pub(super) fn account(&self) -> AccountId {
        self.opened.slot.account
    }

    /// Unwraps what is this person's as they stand, and holds every wrap of the registry against the statements.
    pub(super) fn open_keys(&mut self, now: WallTime) -> Result<(), Alarm> {
        let wraps = Wraps::checked(&self.house, self.opened.registry.wraps()?)?;
        self.unfinished = wraps.unfinished(&self.house);
        if self.standing.kind != Kind::Full {
            (self.reader, self.restore, self.groups) = (None, None, Vec::new());
            self.older_readers.clear();
            self.older_restores.clear();
            self.shut.clear();
            self.by_two.clear();
            return Ok(());
        }
        let holder = (self.account(), &self.opened.keys.kem);
        self.reader = wraps.open(&self.house, holder, None, now)?;
        self.older_readers = wraps.open_older(&self.house, holder, None)?;
        self.restore = wraps.open(&self.house, holder, None, now)?;
        self.older_restores = wraps.open_older(&self.house, holder, None)?;
        let faces = self.opened.registry.faces()?;
        let (groups, shut) = groups_held(&self.house, &wraps, holder, &faces, now)?;
        let before = std::mem::replace(&mut self.groups, groups);
        self.shut = shut;
        self.keep_opened(before, now);
        Ok(())
    }

    pub(super) fn me(&self) -> &Person {
        self.house.person(self.account()).expect("verifying found the account in the house")
    }
}

impl Vault<Verified> {
    /// The person who is logged in.
    pub fn person(&self) -> &Person {
        self.state.me()
    }

    /// What the statements say.
    pub fn house(&self) -> &House {
        &self.state.house
    }

    /// What is known for a decision about an act that touches `group` or none.
    pub fn facts(&self, group: Option<GroupId>) -> Facts {
        let group = group.map(|group| {
            let held = self.group(group);
            GroupFacts {
                records: held.is_some(),
                identities: held.is_some_and(|held| held.identities.is_some()),
                closed: held.is_some_and(|held| held.closed),
            }
        });
        Facts { role: self.person().role, standing: self.state.standing.kind, group }
    }

    /// How the person who is logged in stands: judged at log-in, and again when they sign.
    pub fn standing(&self) -> &Standing {
        &self.state.standing
    }

    /// The time that counts, when the wall clock says `wall`: never before what this person saw last.
    pub fn now(&self, wall: WallTime) -> WallTime {
        self.state.house.now(wall, &self.state.anchor)
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

    /// Reads what was logged, and sealed to those who read the log, in an epoch.
    pub fn log_reader_of(&self, epoch: u32) -> Option<&LogReaderKey> {
        let all = self.state.reader.iter().chain(&self.state.older_readers);
        all.into_iter().find(|reader| reader.place().epoch == epoch)
    }

    /// Opens backups, if this person was granted that.
    pub fn restore_key(&self) -> Option<&RestoreKey> {
        self.state.restore.as_ref()
    }

    /// Opens backups that were sealed to an epoch of the restore key, if this person holds the one in use.
    pub fn restore_key_of(&self, epoch: u32) -> Option<&RestoreKey> {
        let all = self
            .state
            .restore
            .iter()
            .chain(self.state.restore.iter().flat_map(|_| &self.state.older_restores));
        all.into_iter().find(|key| key.place().epoch == epoch)
    }

    /// Signs for this person.
    pub fn signing(&self) -> &SigningKey {
        &self.state.opened.keys.signing
    }

    /// What this person's last session saw: `audit` compares its log head, `records` its counters.
    pub fn anchor(&self) -> &Anchor {
        &self.state.anchor
    }

    /// What is wrong with the registry's pages, in SQLite's words; empty if all is well.
    pub fn find_registry_damage(&self) -> Result<Vec<String>, crate::store::StoreError> {
        self.state.opened.registry.database().find_damage()
    }

    /// Ends the session: writes the anchor (log head and the commit counters of the databases that were open, by
    /// relative path), closes the registry, drops the keys and lets go of the seat.
    pub fn lock(
        self,
        wall: WallTime,
        log: Option<LogHead>,
        counters: BTreeMap<String, u64>,
    ) -> Result<(), LockError> {
        let layout = self.layout().clone();
        let vault = self.id();
        let registry = layout.relative(&layout.registry(self.header().registry_epoch));
        let now = self.now(wall);
        let Verified { opened, house, standing, anchor: before, .. } = self.state;
        let commits = opened.registry.database().commits().map_err(|error| LockError(error.to_string()))?;
        let closed = opened.registry.close();
        let mut seen = before.counters;
        seen.extend(counters);
        seen.insert(registry, commits);
        let active_at = if standing.kind == Kind::Full { now } else { before.active_at };
        let log = log.or(before.log);
        let anchor = Anchor { at: now, active_at, log, chain: house.head(), counters: seen };
        let place = (vault, opened.slot.account);
        let stored = anchor.store(&layout, opened.handle, place, &opened.keys);
        // The seat is let go of last, when nothing of this session writes any more.
        drop(opened.seat);
        stored.map_err(|error| LockError(error.to_string()))?;
        closed.map_err(|error| LockError(error.to_string()))
    }
}
