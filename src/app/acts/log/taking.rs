//! What taking something out of the log has besides a signature: how the log is read, and the names of what is in it.

use std::path::Path;

use jiff::tz::TimeZone;

use crate::audit::evidence::Names;
use crate::crypto::hpke::KemPrivate;
use crate::keys::hierarchy::LogReaderKey;
use crate::policy::Act;

use super::super::super::log_desk::{LogReading, readers_of};
use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::outgoing::Outgoing;

/// Everything that taking something out of the log needs, on whichever thread it is done.
pub(super) struct OutOfLog {
    pub(super) out: Outgoing,
    pub(super) reading: LogReading,
    pub(super) names: Names,
    readers: Vec<LogReaderKey>,
}

impl Session {
    /// Decides whether something may be taken out of the log, and where to.
    pub(super) fn out_of_log(&self, folder: &Path) -> Result<OutOfLog, Problem> {
        let out = self.outgoing(Act::LogExport, Some(folder))?;
        let reading = LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock())?;
        let people = self.vault.house().people();
        let names = Names {
            accounts: people
                .map(|person| (person.account, format!("{} ({})", person.name, person.login)))
                .collect(),
            groups: self.vault.groups().iter().map(|group| (group.id, group.name.clone())).collect(),
            zone: TimeZone::system(),
        };
        Ok(OutOfLog { out, reading, names, readers: readers_of(&self.vault)? })
    }
}

impl OutOfLog {
    /// The reader's key of an epoch, if the person holds it.
    pub(super) fn reader(&self, epoch: u32) -> Option<KemPrivate> {
        let held = self.readers.iter().find(|reader| reader.place().epoch == epoch);
        held.map(LogReaderKey::reader_private)
    }
}
