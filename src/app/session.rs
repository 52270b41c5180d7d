//! Someone is logged in: the verified vault, what they may do, and the open groups. One per unlocked vault.
//!
//! Each act of `acts` is a method that decides, logs and acts. Ending the session drops everything in order.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::audit::{Log, Outcome};
use crate::backup::drill::ROWS;
use crate::base::clock::{SharedClock, WallTime};
use crate::base::id::{AccountId, GroupId};
use crate::base::job::Watch;
use crate::crypto::hash::Digest;
use crate::policy::{self, Act, Permit, Refusal, Role, Rule};
use crate::records::{FreeFloor, GroupKeys, GroupStore, RowCounts, Setting};
use crate::staff::Verified;
use crate::staff::groups::Group;
use crate::staff::stick::Stick;
use crate::store::{Access, Interrupt};
use crate::vault::anchor::LogHead;
use crate::vault::{Vault, VaultKind};

use super::acts::backup::row_of;
use super::acts::log::breaks;
use super::acts::people::standing_face;
use super::acts::sheets::NewSheets;
use super::failure;
use super::log_anchors;
use super::log_desk::LogDesk;
use super::patience::Patience;
use super::problem::{Problem, ProblemKind};
use super::request::LockReason;
use super::snapshot::{LogFilter, SessionFace};
use super::tokens::FindTokens;
use super::trail::Trail;
use super::witness::Witness;

/// A session ends after this long, whatever happens, unless the house says sooner.
pub const SESSION: Duration = Duration::from_hours(12);

/// Nothing is touched for this long: the window locks, unless the house says otherwise.
pub const IDLE_LOCK_SECS: u32 = 5 * 60;

/// An unlocked vault and the person who unlocked it.
pub struct Session {
    pub(super) vault: Vault<Verified>,
    pub(super) witness: Witness,
    /// The groups that were opened, by id; each is opened when it is first looked at.
    pub(super) stores: BTreeMap<GroupId, GroupStore>,
    /// The groups that were swept.
    swept: BTreeSet<GroupId>,
    /// The groups that two people opened, each with when, since the machine was started.
    pub(super) by_two: BTreeMap<GroupId, Duration>,
    /// Connections to groups that are being written again and that nobody can open alone.
    pub(super) rewriting: BTreeMap<GroupId, GroupStore>,
    /// The commit counters of databases that were closed before the session ends.
    pub(super) counters: BTreeMap<String, u64>,
    /// The stick that the person came in with, which must stay.
    pub(super) stick: Option<Stick>,
    /// A numeric code leads back to this session.
    pub(super) code_set: bool,
    /// Counts failed log-ins.
    pub(super) patience: Option<Arc<Patience>>,
    /// Finds tokens, to add one.
    pub(super) tokens: Option<FindTokens>,
    /// The search that is going on, if any, and when it was last typed on.
    pub(super) trail: Option<Trail>,
    /// Heads of the log that groups kept and that it was found to have grown from.
    pub(super) grown_from: RefCell<BTreeSet<(u64, Digest)>>,
    /// The root of the system that the guard and the posture look at; `/` but in tests.
    pub(super) system_root: PathBuf,
    /// What the jobs that read the log share.
    pub(super) log_desk: Arc<LogDesk>,
    /// The last filter of events, which is in the log.
    pub(super) log_filter: Option<LogFilter>,
    /// Which sheets of the set in use were typed in.
    pub(super) sheets_checked: RefCell<BTreeSet<u8>>,
    /// Recovery sheets that were drawn and are not the vault's yet.
    pub(super) new_sheets: Option<NewSheets>,
    searched_since_boot: Duration,
    began_at: WallTime,
    began_since_boot: Duration,
    last_login: Option<WallTime>,
    failed_before: u32,
}

impl Session {
    pub(super) fn begin(
        vault: Vault<Verified>,
        log: Arc<Log>,
        clock: SharedClock,
        failed_before: u32,
    ) -> Self {
        let witness = Witness::new(log, &vault, Arc::clone(&clock));
        let last_login = Some(vault.anchor().at).filter(|at| at.unix_millis() > 0);
        Self {
            vault,
            witness,
            stores: BTreeMap::new(),
            swept: BTreeSet::new(),
            by_two: BTreeMap::new(),
            rewriting: BTreeMap::new(),
            counters: BTreeMap::new(),
            stick: None,
            code_set: false,
            patience: None,
            tokens: None,
            trail: None,
            grown_from: RefCell::default(),
            system_root: PathBuf::from("/"),
            log_desk: Arc::default(),
            log_filter: None,
            sheets_checked: RefCell::default(),
            new_sheets: None,
            searched_since_boot: Duration::ZERO,
            began_at: clock.wall(),
            began_since_boot: clock.since_boot(),
            last_login,
            failed_before,
        }
    }

    /// When this session began, by the wall clock and since the machine was started.
    pub(super) const fn began(&self) -> (WallTime, Duration) {
        (self.began_at, self.began_since_boot)
    }

    /// Goes on with a session that locked itself: its longest time goes on, too.
    pub(super) fn goes_on_from(&mut self, (at, since_boot): (WallTime, Duration)) {
        (self.began_at, self.began_since_boot) = (at, since_boot);
    }

    /// The log-in before this one.
    pub(super) const fn last_login(&self) -> Option<WallTime> {
        self.last_login
    }

    /// How many log-ins failed since.
    pub(super) const fn failed_before(&self) -> u32 {
        self.failed_before
    }

    /// Counts failed log-ins, of this person and of others who are asked beside them.
    pub(super) fn patience(&self) -> Result<Arc<Patience>, Problem> {
        self.patience.clone().ok_or_else(|| Problem::new(ProblemKind::Locked))
    }

    /// Who is logged in.
    pub fn face(&self) -> SessionFace {
        let person = self.vault.person();
        SessionFace {
            name: person.name.clone(),
            login: person.login.clone(),
            role: person.role,
            failed_since_last: self.failed_before,
            last_login: self.last_login,
            ends_at: self.began_at.plus(self.longest()),
            idle_lock_secs: self.idle_lock_secs(),
            password_chars: self.password_chars(),
            log_written_at: self.witness.access_log().last_written_at(),
            founding_period: self.vault.house().founding_period(),
            standing: standing_face(self.vault.standing()),
            waiting: self.waiting_for_me(),
            to_ratify: self.to_ratify_by_me(),
            owed: self.owed_groups(),
            sheets_owed: person.role == Role::Supervisor && self.sheets_are_owed(),
            review: self.log_desk.due(),
            backup: self.backup_state(),
        }
    }

    /// Whose session it is.
    pub(super) fn account(&self) -> AccountId {
        self.witness.account()
    }

    /// How many frames of the log this program knows of.
    pub(super) fn frames_seen(&self) -> u64 {
        self.witness.access_log().head().count
    }

    /// How long the session may still last.
    pub fn time_left(&self) -> Duration {
        let gone = self.witness.clock().since_boot().saturating_sub(self.began_since_boot);
        self.longest().saturating_sub(gone)
    }

    /// How long a session may last by the rules of the house.
    pub(super) fn longest(&self) -> Duration {
        let hours = u32::try_from(self.vault.house().rule(Rule::SessionHours)).unwrap_or(u32::MAX);
        SESSION.min(Duration::from_hours(1).saturating_mul(hours))
    }

    fn idle_lock_secs(&self) -> u32 {
        let minutes = u32::try_from(self.vault.house().rule(Rule::IdleLockMinutes));
        minutes.map_or(IDLE_LOCK_SECS, |minutes| minutes.saturating_mul(60))
    }

    /// The fewest characters of a new password by the rules of the house.
    pub(super) fn password_chars(&self) -> usize {
        usize::try_from(self.vault.house().rule(Rule::PasswordChars)).unwrap_or(usize::MAX)
    }

    /// Whether the vault is of the sample kind.
    pub fn is_sample(&self) -> bool {
        self.vault.kind() == VaultKind::Sample
    }

    /// Decides whether the person may do `act`; a refusal is in the log before it is told.
    pub(super) fn permit(&self, act: Act, group: Option<GroupId>) -> Result<Permit, Problem> {
        self.witness.saw_statements(self.vault.house().head());
        policy::decide(act, &self.vault.facts(group)).map_err(|refusal| {
            let mut event = self.witness.event(act).outcome(Outcome::Refused);
            event.group = group;
            let shut = match refusal {
                Refusal::NoRecordsGrant | Refusal::NoIdentitiesGrant => group.and_then(|id| self.is_shut(id)),
                _ => None,
            };
            match self.witness.log(&event) {
                Ok(()) => shut.unwrap_or_else(|| refusal.into()),
                Err(problem) => problem,
            }
        })
    }

    /// Whether the person may do `act` in a group; for what nobody asked for.
    pub(super) fn is_permitted(&self, act: Act, group: GroupId) -> bool {
        policy::decide(act, &self.vault.facts(Some(group))).is_ok()
    }

    /// The group, if this person holds its records key, or opened it with a second person less than an hour ago.
    pub(super) fn group(&self, group: GroupId) -> Result<&Group, Problem> {
        let known = self.vault.group(group).filter(|_| !self.is_overdue(group));
        known.ok_or_else(|| {
            self.is_shut(group).unwrap_or_else(|| Problem::new(ProblemKind::NotFound).with("what", group))
        })
    }

    /// The problem of a group that takes two people and is not open.
    fn is_shut(&self, group: GroupId) -> Option<Problem> {
        let shut = self.vault.shut_group(group).map(|shut| &shut.name);
        let overdue = self.vault.group(group).filter(|_| self.is_overdue(group)).map(|known| &known.name);
        shut.or(overdue).map(|name| Problem::new(ProblemKind::GroupShut).with("what", name))
    }

    /// Sweeps what was interrupted, in each group once, before any writer starts there. A group that cannot be opened keeps
    /// nobody from the others: what is wrong with it is told when it is asked for, and by `check`.
    pub(super) fn tidy(&mut self) {
        let open: Vec<GroupId> =
            self.vault.groups().iter().filter(|group| !group.closed).map(|group| group.id).collect();
        for group in open {
            if !self.swept.insert(group) {
                // Whoever writes there now would be waited for.
                continue;
            }
            let swept = self
                .store(group)
                .and_then(|store| store.sweep(false, &mut Watch::unwatched()).map_err(Problem::from));
            if let Err(problem) = swept {
                // Also a database that was swapped for another: for whoever reviews the log.
                log::warn!("a group could not be swept");
                let event = self.witness.event_in(Act::VaultCheck, group).with_words("at log-in");
                self.witness.note_end(event, Some(&problem));
            }
        }
        self.settle_rekeys();
    }

    /// Keys that do not travel with the backups yet are sealed to do so. What cannot be done now is tried at the next
    /// log-in.
    pub(super) fn seal_held_keys(&self) {
        if self.vault.seal_held_keys().is_err() {
            log::warn!("a key could not be sealed for the backups");
        }
    }

    /// What groups are opened in.
    pub(super) fn setting(&self) -> Setting {
        Setting { clock: Arc::clone(self.witness.clock()), floor: FreeFloor::Standard }
    }

    /// The group's connections, opened now if they were not.
    pub(super) fn store(&mut self, id: GroupId) -> Result<&mut GroupStore, Problem> {
        let store = match self.stores.remove(&id) {
            Some(open) if !self.is_overdue(id) => open,
            Some(overdue) => {
                overdue.close()?;
                self.open_store(id)?
            }
            None => self.open_store(id)?,
        };
        Ok(self.stores.entry(id).or_insert(store))
    }

    fn open_store(&self, id: GroupId) -> Result<GroupStore, Problem> {
        let group = self.group(id)?;
        let keys = GroupKeys {
            records: Arc::clone(&group.records),
            older: group.older.clone(),
            identities: group.identities.clone(),
        };
        let access = if group.closed { Access::ReadOnly } else { Access::ReadWrite };
        let mut store = GroupStore::open(self.vault.layout(), keys, access, self.setting())?;
        let seen = &self.vault.anchor().counters;
        log_anchors::require(self, &group.name, &store)?;
        for (path, commits) in store.commit_counters()? {
            let older = seen.get(&path).is_some_and(|before| *before > commits);
            if older && !breaks::is_known_lost(&self.vault, self.vault.anchor().at)? {
                let what = format!("{path}: an older copy was put back");
                return Err(Problem::new(ProblemKind::Damaged).with("what", what).with("older", "copy"));
            }
        }
        self.let_old_files_go(&mut store);
        Ok(store)
    }

    /// Closes one group's connections.
    pub(super) fn close_store(&mut self, id: GroupId) -> Result<(), Problem> {
        let Some(store) = self.stores.remove(&id) else { return Ok(()) };
        let counts = self.counts_of(&store);
        store.close()?;
        self.keep_row_counts(&counts.into_iter().collect::<Vec<_>>());
        Ok(())
    }

    /// What a drill compares with, once this group is closed.
    fn counts_of(&self, store: &GroupStore) -> Option<(GroupId, RowCounts)> {
        store.kept_counts().ok().map(|counts| (store.id(), counts))
    }

    /// Keeps how many rows groups have. A drill without it compares with the databases' own count alone.
    fn keep_row_counts(&mut self, counts: &[(GroupId, RowCounts)]) {
        let kept = self.vault.media_rows(ROWS).and_then(|before| {
            let rows: Vec<_> =
                counts.iter().map(|(group, counts)| row_of(*group, *counts, &before)).collect();
            self.vault.keep_row_counts(&rows)
        });
        if kept.is_err() {
            log::warn!("how many rows a group has could not be kept");
        }
    }

    /// What stops a search that runs on the open groups.
    pub(super) fn interrupts(&self) -> Vec<Interrupt> {
        self.stores.values().flat_map(GroupStore::interrupts).collect()
    }

    /// Someone searches.
    pub(super) fn note_search(&mut self, trail: Trail) {
        self.searched_since_boot = self.witness.clock().since_boot();
        self.trail = Some(trail);
    }

    /// Whether a search is going on.
    pub(super) fn is_searching(&self) -> bool {
        self.trail.is_some()
    }

    /// For how long nothing was typed on the search that is going on; nothing if there is none.
    pub(super) fn search_idle(&self) -> Duration {
        match self.trail {
            Some(_) => self.witness.clock().since_boot().saturating_sub(self.searched_since_boot),
            None => Duration::ZERO,
        }
    }

    /// Ends the session: everything is closed, the anchor is written, the keys are dropped. What goes wrong on the
    /// way is told after all of it was tried.
    pub fn lock(mut self, reason: LockReason) -> Result<(), Problem> {
        let mut first = self.end_search();
        let mut tried = |outcome: Result<(), Problem>| {
            if first.is_ok() {
                first = outcome;
            }
        };
        tried(self.witness.log(&self.witness.event(Act::Lock).with_words(reason.key())));
        self.witness.saw_statements(self.vault.house().head());
        let checkpoint = self.witness.checkpoint();
        let mut counters = self.vault.anchor().counters.clone();
        counters.extend(std::mem::take(&mut self.counters));
        drop(std::mem::take(&mut self.rewriting));
        let mut rows = Vec::new();
        for mut store in std::mem::take(&mut self.stores).into_values() {
            log_anchors::keep(&mut store, checkpoint.as_ref());
            match store.commit_counters() {
                Ok(counted) => counters.extend(counted),
                Err(error) => tried(Err(error.into())),
            }
            rows.extend(self.counts_of(&store));
            tried(store.close().map_err(Problem::from));
        }
        self.keep_row_counts(&rows);
        tried(self.log_desk.close());
        let head = self.witness.access_log().head();
        let head = LogHead { events: head.count, hash: head.root };
        let wall = self.witness.wall();
        tried(self.vault.lock(wall, Some(head), counters).map_err(failure::internal));
        first
    }
}
