//! What is written into a folder outside of the vault and signed there: who may, why, where to, that it is in the log before
//! it is done, and that a checkpoint the person signed covers it.
//!
//! Evidence of the log, its reports and slips, and the report of the posture are taken out with it.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::audit::evidence::{TakeError, Taken, Taking};
use crate::audit::{Checkpoint, Event, FoundingRoot, LogKeys};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::sign::SigningKey;
use crate::keys::words;
use crate::paper::Colophon;
use crate::policy::Act;

use super::super::failure::{cannot_write, internal, not_taken};
use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;
use super::super::snapshot::TakenFace;
use super::super::witness::Witness;

/// The longest reason, in Unicode scalar values.
const REASON_CHARS: usize = 2_000;

/// Everything that signing takes, on whichever thread it is done.
pub(super) struct Outgoing {
    /// What the log calls it.
    act: Act,
    pub(super) witness: Witness,
    business: String,
    /// The vault's fingerprint, in words.
    vault_words: String,
    /// Who takes it: name and login.
    by: String,
    log: PathBuf,
    vault: VaultId,
    root: FoundingRoot,
    founding: Vec<u8>,
    account: AccountId,
    key: SigningKey,
}

impl Session {
    /// Decides whether something may be taken out, and where to.
    pub(super) fn outgoing(&self, act: Act, folder: Option<&Path>) -> Result<Outgoing, Problem> {
        let permit = self.permit(act, None)?;
        if let Some(folder) = folder {
            self.require_outside(folder)?;
        }
        let header = self.vault.header();
        let person = self.vault.person();
        Ok(Outgoing {
            act: permit.act(),
            witness: self.witness.clone(),
            business: self.vault.business().to_owned(),
            vault_words: words::fingerprint(header.founding_digest()).join(" "),
            by: format!("{} ({})", person.name, person.login),
            log: self.vault.layout().audit(),
            vault: self.vault.id(),
            root: FoundingRoot::from(header.founding()),
            founding: self.vault.statement(0)?.to_bytes(),
            account: person.account,
            key: self.vault.signing().duplicate(),
        })
    }

    /// A folder that is there and lies outside of the vault: what is in the vault is not taken out.
    pub(super) fn require_outside(&self, folder: &Path) -> Result<(), Problem> {
        outside_of(self.vault.layout().folder(), folder)
    }

    /// The same for a single file.
    pub(super) fn require_file_outside(&self, path: &Path) -> Result<(), Problem> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        self.require_outside(folder.unwrap_or(Path::new(".")))
    }
}

/// The same, on whichever thread: `folder` is there, and lies outside of the vault at `vault`.
pub(super) fn outside_of(vault: &Path, folder: &Path) -> Result<(), Problem> {
    let cannot = |error: &std::io::Error| cannot_write(folder, error);
    let place = folder.canonicalize().map_err(|error| cannot(&error))?;
    if !place.is_dir() {
        return Err(cannot(&std::io::Error::from(std::io::ErrorKind::NotADirectory)));
    }
    if place.starts_with(vault.canonicalize().map_err(internal)?) {
        return Err(Problem::new(ProblemKind::Refused).with("why", "inside-vault"));
    }
    Ok(())
}

/// A reason as it is kept; there must be one.
pub(super) fn reason_of(typed: &str) -> Result<String, Problem> {
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

    /// It leaves on paper: the log calls it printing, and nothing else besides.
    pub(super) fn on_paper(self) -> Self {
        Self { act: Act::Print, ..self }
    }

    fn event(&self, what: &str, customer: Option<ClientCode>) -> Event {
        let event = self.witness.event(self.act).with_words(what);
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
        let Taken { path, files, events, withheld, .. } =
            take(&self.taking(&keys)).map_err(|error| not_taken(to, error))?;
        Ok(TakenFace { files, events, withheld, ..of_checkpoint(path, checkpoint) })
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

    /// Whose paper it is that is made with it, and when.
    pub(super) fn colophon<'a>(&'a self, made_at: &'a str) -> Colophon<'a> {
        let (business, made_by) = (&*self.business, &*self.by);
        Colophon { business, made_by, made_at, vault_words: &self.vault_words }
    }

    /// A telling name that is not in use: what it is, of what, and the moment.
    pub(super) fn name(&self, what: &str) -> String {
        let moment = moment(self.witness.wall());
        format!("strongroom-{what}-{moment}")
    }
}

/// The root of the log in words.
pub(super) fn head_words(checkpoint: &Checkpoint) -> String {
    words::fingerprint(checkpoint.head.root).join(" ")
}

/// What was taken out under a checkpoint, in a single file.
pub(super) fn of_checkpoint(path: PathBuf, checkpoint: &Checkpoint) -> TakenFace {
    let (frames, head_words) = (checkpoint.head.count, head_words(checkpoint));
    TakenFace { path, files: Vec::new(), events: 0, withheld: 0, frames, head_words }
}

/// A moment as it stands in the names of folders.
fn moment(at: WallTime) -> String {
    let moment = Timestamp::from_millisecond(at.unix_millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::system()).strftime("%Y%m%d-%H%M%S").to_string()
}
