//! The desk at which supervisors read the access log: the index, opened once for a session and read on whenever it is
//! asked, by one job at a time; and what was last known of how far the review is.
//!
//! Holds keys while a job runs and the index while the session lasts; both are dropped when the vault is locked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::audit::index::{IndexError, IndexPlace, LogIndex};
use crate::audit::review::{Lateness, Settings};
use crate::base::clock::SharedClock;
use crate::base::id::{AccountId, GroupId, VaultId};
use crate::base::job::Watch;
use crate::crypto::sign::VerifyingKey;
use crate::keys::hierarchy::LogReaderKey;
use crate::policy::Role;
use crate::staff::Verified;
use crate::vault::{Layout, Vault};

use super::problem::{Problem, ProblemKind};
use super::snapshot::{Colour, ReviewDue};

/// How often a job that waits for another one looks whether it may go on, or was cancelled.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What the jobs of one session share.
#[derive(Default)]
pub(super) struct LogDesk {
    index: Mutex<Option<LogIndex>>,
    due: Mutex<Option<ReviewDue>>,
}

impl LogDesk {
    /// How far the review was when the log was last read in this session.
    pub(super) fn due(&self) -> Option<ReviewDue> {
        self.due.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Closes the index; no job reads it any more.
    pub(super) fn close(&self) -> Result<(), Problem> {
        let index = self.index.lock().unwrap_or_else(PoisonError::into_inner).take();
        index.map_or(Ok(()), |index| index.close().map_err(Problem::from))
    }

    /// Waits until no other job reads the log.
    fn index(&self, watch: &Watch<'_>) -> Result<MutexGuard<'_, Option<LogIndex>>, Problem> {
        loop {
            match self.index.try_lock() {
                Ok(index) => return Ok(index),
                // A job that panicked may have left half a batch on the shelf.
                Err(TryLockError::Poisoned(poisoned)) => {
                    let mut index = poisoned.into_inner();
                    *index = None;
                    return Ok(index);
                }
                Err(TryLockError::WouldBlock) => {
                    watch.go_on()?;
                    std::thread::sleep(LOOK_EVERY);
                }
            }
        }
    }
}

/// Everything that a job needs to read the log, and to say who is who.
pub(super) struct LogReading {
    desk: Arc<LogDesk>,
    clock: SharedClock,
    layout: Layout,
    vault: VaultId,
    /// The readers of all epochs that this person holds; the one in use first.
    readers: Vec<LogReaderKey>,
    reviewers: BTreeMap<AccountId, VerifyingKey>,
    names: Names,
    settings: Settings,
    me: AccountId,
}

/// Who is who, as far as the person who reads may know.
pub(super) struct Names {
    people: BTreeMap<AccountId, String>,
    groups: BTreeMap<GroupId, String>,
}

/// The log, read to its end.
pub(super) struct ReadLog<'a> {
    pub(super) index: &'a mut LogIndex,
    pub(super) names: &'a Names,
    pub(super) settings: &'a Settings,
    pub(super) me: AccountId,
    pub(super) today: Date,
}

impl LogReading {
    /// For a person who holds the reader key.
    pub(super) fn prepare(
        vault: &Vault<Verified>,
        desk: &Arc<LogDesk>,
        clock: &SharedClock,
    ) -> Result<Self, Problem> {
        let readers = readers_of(vault)?;
        let house = vault.house();
        let supervisors = house.people().filter(|person| person.role == Role::Supervisor);
        Ok(Self {
            desk: Arc::clone(desk),
            clock: Arc::clone(clock),
            layout: vault.layout().clone(),
            vault: vault.id(),
            readers,
            reviewers: supervisors.map(|person| (person.account, person.public.signing)).collect(),
            names: Names::of(vault),
            settings: Settings::of(|rule| house.rule(rule)),
            me: vault.person().account,
        })
    }

    /// Reads the log to its end, then does something with it.
    pub(super) fn run<T>(
        &self,
        watch: &mut Watch<'_>,
        act: impl FnOnce(&mut ReadLog<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut held = self.desk.index(watch)?;
        let index = match self.refreshed(&mut held, watch) {
            Ok(index) => index,
            Err(error) => {
                if !matches!(error, IndexError::Cancelled(_)) {
                    *held = None;
                }
                return Err(error.into());
            }
        };
        let today = index.day_of(self.clock.wall());
        let mut log = ReadLog { index, names: &self.names, settings: &self.settings, me: self.me, today };
        let done = act(&mut log);
        let due = log.due();
        *self.desk.due.lock().unwrap_or_else(PoisonError::into_inner) = Some(due);
        done
    }

    fn refreshed<'i>(
        &self,
        held: &'i mut Option<LogIndex>,
        watch: &mut Watch<'_>,
    ) -> Result<&'i mut LogIndex, IndexError> {
        let keys = |epoch| {
            let reader = self.readers.iter().find(|reader| reader.place().epoch == epoch);
            reader.map(LogReaderKey::reader_private)
        };
        let reviewers = |account: AccountId| self.reviewers.get(&account).copied();
        let place = self.place();
        let index = match held.take() {
            Some(index) if index.epoch() == place.epoch => held.insert(index),
            other => {
                // Whoever left may have kept the key of the epoch before: nothing new is written under it.
                other.map_or(Ok(()), LogIndex::close)?;
                held.insert(LogIndex::open(place, &keys, watch)?)
            }
        };
        index.refresh(&keys, &reviewers, watch)?;
        Ok(index)
    }

    fn place(&self) -> IndexPlace {
        let current = self.readers.first().expect("it was prepared with the reader in use");
        IndexPlace {
            folder: self.layout.audit(),
            vault: self.vault,
            epoch: current.place().epoch,
            key: current.index_database(),
            zone: TimeZone::system(),
        }
    }
}

/// The reader keys of all epochs that a person holds; the one in use first.
pub(super) fn readers_of(vault: &Vault<Verified>) -> Result<Vec<LogReaderKey>, Problem> {
    let current = vault.log_reader().ok_or_else(|| Problem::new(ProblemKind::Refused).with("why", "role"))?;
    let older = (1..current.place().epoch).rev().filter_map(|epoch| vault.log_reader_of(epoch));
    Ok(std::iter::once(current).chain(older).map(LogReaderKey::duplicate).collect())
}

impl Names {
    fn of(vault: &Vault<Verified>) -> Self {
        Self {
            people: vault.house().people().map(|person| (person.account, person.name.clone())).collect(),
            groups: vault.groups().iter().map(|group| (group.id, group.name.clone())).collect(),
        }
    }

    /// The name of an account; an unknown one is told by its id.
    pub(super) fn person(&self, account: Option<AccountId>) -> String {
        let Some(account) = account else { return String::new() };
        self.people.get(&account).cloned().unwrap_or_else(|| account.to_string())
    }

    /// A group and its name, if the reader may know it.
    pub(super) fn group(&self, group: GroupId) -> (GroupId, Option<String>) {
        (group, self.groups.get(&group).cloned())
    }
}

impl ReadLog<'_> {
    /// How far the review is. A day is to be reviewed once it is over.
    pub(super) fn due(&self) -> ReviewDue {
        let mut due =
            ReviewDue { colour: Colour::Green, days: 0, oldest: None, mine: 0, others: 0, to_ratify: 0 };
        for (day, left) in self.index.coverage().into_iter().filter(|(day, _)| *day < self.today) {
            if !left.open.is_empty() {
                due.days += 1;
                due.oldest = due.oldest.or(Some(day));
                let place = if left.is_open_to(self.me) { &mut due.mine } else { &mut due.others };
                *place += 1;
            }
            due.to_ratify += u64::from(left.alone.iter().any(|person| *person != self.me));
        }
        due.colour = due.oldest.map_or(Colour::Green, |day| colour_of(day, self.today));
        due
    }
}

/// The colour of a day that is not reviewed.
pub(super) fn colour_of(day: Date, today: Date) -> Colour {
    match Lateness::of(day, today) {
        Lateness::InTime => Colour::Green,
        Lateness::Late => Colour::Amber,
        Lateness::VeryLate => Colour::Red,
    }
}
