//! What is plugged in where media are: the table of what is mounted is read each second, the media are asked when it changed.
//!
//! Only for those who keep the register, and only while they are logged in. Asking a medium is a job: a dead stick holds
//! nobody up.

use std::time::Duration;

use super::super::event::Event;
use super::super::problem::Problem;
use super::super::snapshot::MediumSeen;
use super::Worker;
use super::backup::Came;
use super::own::LOOK_AT_MEDIA;
use crate::backup::mounts::{Mounted, plugged_in};

/// How often the table is read.
const EVERY: Duration = Duration::from_secs(1);

/// What was plugged in at the last look.
#[derive(Default)]
pub(super) struct Plugs {
    watching: bool,
    /// The table that the last look was for; nothing if it is to be looked again.
    table: Option<Vec<Mounted>>,
}

impl Plugs {
    /// From now on, or no longer.
    pub(super) fn watch(&mut self, watching: bool) {
        *self = Self { watching, ..Self::default() };
    }

    /// Looks again, although nothing was plugged in: something was written to a medium or into the register.
    pub(super) fn again(&mut self) {
        self.table = None;
    }

    /// How long until the table is read again.
    pub(super) const fn patience(&self) -> Duration {
        if self.watching { EVERY } else { Duration::MAX }
    }
}

impl Worker {
    /// Asks the media, if something was plugged in or removed. While the vault is copied nothing is asked.
    pub(super) fn look_at_media(&mut self) {
        // A medium that is asked is in use, and could not be unmounted.
        let asked = self.copying.is_letting_go() || self.jobs.is_running(LOOK_AT_MEDIA);
        let busy = self.copying.is_going_on() || asked;
        if !self.plugs.watching || busy {
            return;
        }
        let Some(session) = &self.session else { return };
        let table = plugged_in(&self.system_root).unwrap_or_default();
        if self.plugs.table.as_ref() == Some(&table) {
            return;
        }
        let Ok(job) = session.media_seen() else { return };
        self.plugs.table = Some(table);
        let back = self.copying.back();
        // A worker that is gone shows nothing.
        self.jobs.start_and(LOOK_AT_MEDIA, job, move |seen, _| drop(back.send(Came::Seen(seen))));
    }

    /// Tells what was seen.
    pub(super) fn hear_seen(&mut self, seen: &Result<Vec<MediumSeen>, Problem>) {
        if !self.plugs.watching || self.session.is_none() {
            return;
        }
        self.post.send(Event::Plugged(seen.clone().unwrap_or_default().into()));
    }
}
