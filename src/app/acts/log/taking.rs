//! What every taking out of the log has in common: who may, why, where to, that it is in the log before it is done, and
//! that a checkpoint the person signed covers it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::audit::evidence::{Names, TakeError, Taken, Taking};
use crate::audit::{Checkpoint, Event, FoundingRoot, LogKeys};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hpke::KemPrivate;
use crate::crypto::sign::SigningKey;
use crate::keys::hierarchy::LogReaderKey;
use crate::keys::words;
use crate::policy::{Act, Permit};

use super::super::super::failure::{cannot_write, internal, not_taken};
use super::super::super::log_desk::{LogReading, readers_of};
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::TakenFace;
use super::super::super::witness::Witness;

/// The longest reason, in Unicode scalar values.
const REASON_CHARS: usize = 2_000;

/// Everything that taking something out needs, on whichever thread it is done.
pub(super) struct Outgoing {
    permit: Permit,
    pub(super) reading: LogReading,
    pub(super) names: Names,
    pub(super) business: String,
    /// The vault's fingerprint, in words.
    pub(super) vault_words: String,
    /// Who takes it: name and login.
    pub(super) by: String,
    pub(super) witness: Witness,
    log: PathBuf,
    vault: VaultId,
    root: FoundingRoot,
    founding: Vec<u8>,
    account: AccountId,
    key: SigningKey,
    readers: Vec<LogReaderKey>,
}

impl Session {
    /// Decides whether something may be taken out of the log, and where to.
    pub(super) fn outgoing(&self, folder: Option<&Path>) -> Result<Outgoing, Problem> {
        let permit = self.permit(Act::LogExport, None)?;
        if let Some(folder) = folder {
            self.require_outside(folder)?;
        }
        let header = self.vault.header();
        let founding = self.vault.statement(0)?.to_bytes();
        let reading = LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock())?;
        let person = self.vault.person();
        let people = self.vault.house().people();
        Ok(Outgoing {
            permit,
            reading,
            names: Names {
                accounts: people
                    .map(|person| (person.account, format!("{} ({})", person.name, person.login)))
                    .collect(),
                groups: self.vault.groups().iter().map(|group| (group.id, group.name.clone())).collect(),
                zone: TimeZone::system(),
            },
            business: self.vault.business().to_owned(),
            vault_words: words::fingerprint(header.founding_digest()).join(" "),
            by: format!("{} ({})", person.name, person.login),
            witness: self.witness.clone(),
            log: self.vault.layout().audit(),
            vault: self.vault.id(),
            root: FoundingRoot::from(header.founding()),
            founding,
            account: person.account,
            key: self.vault.signing().duplicate(),
            readers: readers_of(&self.vault)?,
        })
    }

    /// A folder that is there and lies outside of the vault: what is in the vault is not taken out.
    pub(in crate::app::acts) fn require_outside(&self, folder: &Path) -> Result<(), Problem> {
        let cannot = |error: &std::io::Error| cannot_write(folder, error);
        let place = folder.canonicalize().map_err(|error| cannot(&error))?;
        if !place.is_dir() {
            return Err(cannot(&std::io::Error::from(std::io::ErrorKind::NotADirectory)));
        }
        let vault = self.vault.layout().audit().canonicalize().map_err(internal)?;
        if vault.parent().is_some_and(|vault| place.starts_with(vault)) {
            return Err(Problem::new(ProblemKind::Refused).with("why", "inside-vault"));
        }
        Ok(())
    }
}

/// A reason as it is kept; there must be one.
pub(in crate::app::acts) fn reason_of(typed: &str) -> Result<String, Problem> {
    let reason = typed.trim();
    match reason.chars().count() {
        0 => Err(Problem::bad_input("reason", "empty")),
        1..=REASON_CHARS => Ok(reason.to_owned()),
        _ => Err(Problem::bad_input("reason", "too-long")),
    }
}

impl Outgoing {
    /// Puts into the log what is about to be taken out, and signs the log as it is then.
    pub(super) fn begin(&self, what: &str, customer: Option<ClientCode>) -> Result<Checkpoint, Problem> {
        self.witness.log(&self.event(what, customer))?;
        let unsigned = || Problem::new(ProblemKind::NotLogged).with("why", "no checkpoint could be signed");
        self.witness.checkpoint().ok_or_else(unsigned)
    }

    /// Notes how it ended.
    pub(super) fn end<T>(
        &self,
        what: &str,
        customer: Option<ClientCode>,
        done: Result<T, Problem>,
    ) -> Result<T, Problem> {
        self.witness.note_end(self.event(what, customer), done.as_ref().err());
        done
    }

    fn event(&self, what: &str, customer: Option<ClientCode>) -> Event {
        let event = self.witness.event(self.permit.act()).with_words(what);
        customer.into_iter().fold(event, Event::of_client)
    }

    /// Makes a folder with what is taken out. `take` is given what it is made with.
    pub(super) fn take(
        &self,
        to: &Path,
        checkpoint: &Checkpoint,
        take: impl FnOnce(&Taking<'_>) -> Result<Taken, TakeError>,
    ) -> Result<TakenFace, Problem> {
        let keys = self.keys()?;
        let taken = take(&self.taking(&keys)).map_err(|error| not_taken(to, error))?;
        Ok(TakenFace {
            path: taken.path,
            files: taken.files,
            events: taken.events,
            withheld: taken.withheld,
            frames: checkpoint.head.count,
            head_words: head_words(checkpoint),
        })
    }

    /// The keys under the log's notes.
    pub(super) fn keys(&self) -> Result<LogKeys, Problem> {
        Ok(LogKeys::load(&self.log, &self.root)?)
    }

    /// What a folder is made with.
    pub(super) fn taking<'a>(&'a self, keys: &'a LogKeys) -> Taking<'a> {
        Taking {
            log: &self.log,
            vault: self.vault,
            founding: &self.founding,
            keys,
            by: self.account,
            signing: &self.key,
            wall: self.witness.wall(),
        }
    }

    /// The log's folder.
    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    /// The vault.
    pub(super) const fn vault(&self) -> VaultId {
        self.vault
    }

    /// The reader's key of an epoch, if the person holds it.
    pub(super) fn reader(&self, epoch: u32) -> Option<KemPrivate> {
        let held = self.readers.iter().find(|reader| reader.place().epoch == epoch);
        held.map(LogReaderKey::reader_private)
    }

    /// A telling name that is not in use: what it is, of what, and the moment.
    pub(super) fn name(&self, what: &str) -> String {
        let moment = moment(self.witness.wall(), &self.names.zone);
        format!("strongroom-{what}-{moment}")
    }
}

/// The root of the log in words.
pub(in crate::app::acts) fn head_words(checkpoint: &Checkpoint) -> String {
    words::fingerprint(checkpoint.head.root).join(" ")
}

/// A moment as it stands in the names of folders.
pub(in crate::app::acts) fn moment(at: WallTime, zone: &TimeZone) -> String {
    let moment = Timestamp::from_millisecond(at.unix_millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(zone.clone()).strftime("%Y%m%d-%H%M%S").to_string()
}
