//! What a person who is logged in can do: each act is a method of [`Session`](super::session::Session) that gathers
//! the facts, decides, logs and acts.
//!
//! What lasts is returned as a [`Job`]: decided here, to be run on a thread of its own, where it logs and acts.

pub mod backup;
mod check;
mod content;
mod customers;
mod deleting;
mod groups;
mod leaving;
pub(super) mod log;
mod outgoing;
pub mod pairs;
pub(super) mod people;
mod posture;

mod records;
mod renewing;
mod sample;
mod search;
pub(super) mod sheets;
mod suspicion;
mod table;
mod transfer;
mod ways_in;

use std::time::Instant;

use crate::base::id::GroupId;
use crate::base::job::Watch;

use super::problem::Problem;
use super::technician::{self, Ending, Message, Task};

pub use leaving::{MayRenew, OwedRow, RekeyReport};
pub use log::breaks::BreakWish;
pub(super) use ways_in::Sealed;

pub use sample::{SampleFiles, SamplePerson};

/// What a job does once it is run.
type Work<T> = Box<dyn FnOnce(&mut Watch<'_>) -> Result<T, Problem> + Send>;

/// An act that was permitted and waits to be done, on any thread. Dropped, nothing was done and nothing logged.
#[must_use = "a job that is not run does nothing"]
pub struct Job<T> {
    run: Work<T>,
    groups: Vec<GroupId>,
    derives: bool,
}

impl<T> Job<T> {
    pub(super) fn new(run: impl FnOnce(&mut Watch<'_>) -> Result<T, Problem> + Send + 'static) -> Self {
        Self { run: Box::new(run), groups: Vec::new(), derives: false }
    }

    /// A derivation from what someone typed: it cannot be stopped, holds nothing of the vault, and ends by itself.
    pub(super) fn deriving(run: impl FnOnce() -> Result<T, Problem> + Send + 'static) -> Self {
        Self { derives: true, ..Self::new(|_| run()) }
    }

    /// Whether nobody has to leave the process if it does not end in time.
    pub(super) const fn derives(&self) -> bool {
        self.derives
    }

    /// The same, known to work in these groups: it is stopped when one of them is shut.
    fn in_groups(self, groups: impl IntoIterator<Item = GroupId>) -> Self {
        Self { groups: groups.into_iter().collect(), ..self }
    }

    /// The groups that it works in.
    pub(super) fn groups(&self) -> &[GroupId] {
        &self.groups
    }

    /// Logs and acts.
    pub fn run(self, watch: &mut Watch<'_>) -> Result<T, Problem> {
        // How long something takes is a matter of the machine's own time, not of the injected clock.
        let begun = Instant::now();
        let (mut task, mut bytes) = (Task::Other, 0);
        let mut seen = Watch::new(watch.flag().clone(), |progress| {
            (task, bytes) = (Task::of_stage(progress.stage), progress.done_bytes);
            watch.tell(progress);
        });
        let done = (self.run)(&mut seen);
        drop(seen);
        let millis = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        technician::note(&Message::Job { task, ending: Ending::of(&done), millis, bytes });
        done
    }
}
