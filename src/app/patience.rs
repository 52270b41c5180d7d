//! How often the full log-in was tried in vain, and how long to wait: asked before every try of a password, at the
//! entrance and by those who are in.
//!
//! The log counts. A file beside it says the same again, so that a log that was deleted or put back gives no tries back:
//! then what the file says goes on counting, and the log says what was found.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::audit::{self, BootId, Event, FailedLogIn, Log, Outcome};
use crate::base::clock::SharedClock;
use crate::base::id::VaultId;
use crate::base::limits::LINE_CHARS;
use crate::crypto::sign::SigningKey;
use crate::policy::Act;
use crate::staff::throttle::{self, FailedStreak, Moment};
use crate::vault::account::{AccountFileError, AccountHandle};
use crate::vault::anchor::LogHead;
use crate::vault::tries::{Tries, Try};
use crate::vault::{Layout, Sealed, Vault};

use super::problem::{Problem, ProblemKind};

/// Keeps count of a vault's failed log-ins.
pub(super) struct Patience {
    log: Arc<Log>,
    clock: SharedClock,
    layout: Layout,
    vault: VaultId,
    machine: SigningKey,
    /// What the log no longer knows.
    lost: Mutex<Vec<FailedStreak>>,
}

/// An event about a log-in to this account.
pub(super) fn attempt(act: Act, handle: AccountHandle) -> Event {
    Event::new(act).of_account_file(handle.0)
}

impl Patience {
    /// Compares the log with what stands beside it; what does not fit is in the log from then on.
    pub(super) fn begin(vault: &Vault<Sealed>, log: Arc<Log>, clock: SharedClock) -> Self {
        // EXPOSE: nothing; a second holder of the machine's key, which signs what is written before anyone is in.
        let machine = SigningKey::from_seed(vault.machine().seed().duplicate());
        let layout = vault.layout().clone();
        let patience = Self { log, clock, layout, vault: vault.id(), machine, lost: Mutex::default() };
        let (lost, found) = patience.compare();
        *patience.lost() = lost;
        if let Some(found) = found {
            let event = Event::new(Act::TriesReset).outcome(Outcome::Done).with_words(found);
            if patience.log.append(&event).is_err() {
                log::warn!("it could not be logged that failed log-ins were put back");
            }
            patience.keep();
        }
        patience
    }

    /// What only the file knows, and what is wrong, if anything is.
    fn compare(&self) -> (Vec<FailedStreak>, Option<&'static str>) {
        let tries = match Tries::load(&self.layout, self.vault, &self.machine.verifying()) {
            Ok(tries) => tries,
            Err(AccountFileError::Missing) if self.log.failed_log_ins().is_empty() => {
                return (Vec::new(), None);
            }
            Err(AccountFileError::Missing) => {
                return (Vec::new(), Some("the file of failed log-ins is gone"));
            }
            Err(_) => return (Vec::new(), Some("the file of failed log-ins is damaged")),
        };
        let mut lost: Vec<FailedStreak> = tries.lost.iter().map(streak_of).collect();
        let head = audit::head_at(&self.layout.audit(), self.vault, tries.log.events);
        if head.is_ok_and(|head| head.is_some_and(|head| head.root.same_as(&tries.log.hash))) {
            return (lost, None);
        }
        tries.tries.iter().map(streak_of).for_each(|streak| add(&mut lost, streak));
        (lost, Some("the log is not the one of the last failed log-in"))
    }

    /// How many failures came before, unless it is too early to try again. `claimed` is the login name as typed.
    pub(super) fn require(&self, handle: AccountHandle, claimed: &str) -> Result<u32, Problem> {
        let now = Moment {
            boot: BootId::of_this_machine().0,
            since_boot: self.clock.since_boot(),
            wall: self.clock.wall(),
        };
        let judged = throttle::judge(&self.streaks(), handle, now);
        if judged.wait.is_zero() {
            return Ok(judged.account_failures);
        }
        let event = attempt(Act::LogInThrottled, handle).outcome(Outcome::Refused);
        let _receipt = self.log.append(&event.with_words(&line(claimed)))?;
        Err(Problem::new(ProblemKind::Throttled).with("until", now.wall.plus(judged.wait)))
    }

    /// Counts a wrong password; it is on the disk before it is told.
    pub(super) fn count_failure(&self, handle: AccountHandle, claimed: &str) -> Result<(), Problem> {
        let event = attempt(Act::LogInFailed, handle).outcome(Outcome::Failed);
        let _receipt = self.log.append(&event.with_words(&line(claimed)))?;
        self.keep();
        Ok(())
    }

    /// The account's count begins anew: its owner came in, or a supervisor said so, and the log has it.
    pub(super) fn forget(&self, handle: AccountHandle) {
        self.lost().retain(|streak| streak.account != handle);
        self.keep();
    }

    /// What the log counts, and what only the file did.
    fn streaks(&self) -> Vec<FailedStreak> {
        let mut streaks = self.lost().clone();
        self.log.failed_log_ins().iter().map(streak).for_each(|streak| add(&mut streaks, streak));
        streaks
    }

    /// Writes the file. The log has it already: a file that cannot be written is told to the technician only.
    fn keep(&self) {
        let head = self.log.head();
        let log = LogHead { events: head.count, hash: head.root };
        let tries = self.log.failed_log_ins().iter().map(streak).map(|streak| try_of(&streak)).collect();
        let lost = self.lost().iter().map(try_of).collect();
        let tries = Tries { log, tries, lost };
        if let Err(error) = tries.store(&self.layout, self.vault, &self.machine) {
            log::warn!("the failed log-ins could not be kept beside the log: {error}");
        }
    }

    fn lost(&self) -> MutexGuard<'_, Vec<FailedStreak>> {
        // A panic while it was held left what was known before.
        self.lost.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A login name as the log keeps it: no longer than any is.
fn line(claimed: &str) -> String {
    claimed.trim().chars().take(LINE_CHARS).collect()
}

/// Both count: what was lost, and what came after.
fn add(streaks: &mut Vec<FailedStreak>, later: FailedStreak) {
    match streaks.iter_mut().find(|known| known.account == later.account) {
        Some(known) => {
            *known = FailedStreak { failures: known.failures.saturating_add(later.failures), ..later }
        }
        None => streaks.push(later),
    }
}

fn streak(failed: &FailedLogIn) -> FailedStreak {
    FailedStreak {
        account: AccountHandle(failed.account_file),
        failures: failed.failures,
        last: Moment { boot: failed.boot.0, since_boot: failed.since_boot, wall: failed.wall },
    }
}

fn streak_of(tried: &Try) -> FailedStreak {
    let since_boot = Duration::from_millis(tried.since_boot_millis);
    let last = Moment { boot: tried.boot, since_boot, wall: tried.wall };
    FailedStreak { account: tried.account, failures: tried.failures, last }
}

fn try_of(streak: &FailedStreak) -> Try {
    Try {
        account: streak.account,
        failures: streak.failures,
        boot: streak.last.boot,
        since_boot_millis: u64::try_from(streak.last.since_boot.as_millis()).unwrap_or(u64::MAX),
        wall: streak.last.wall,
    }
}
