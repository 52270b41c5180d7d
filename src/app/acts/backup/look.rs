//! The look at a medium that comes before every act on one: whose it is, what lies on it, whether it may be written.
//!
//! A dead stick holds whoever reads it for as long as it likes. So the look is a job of its own, beside the session, and
//! what follows is decided on what it saw: on the session's thread nothing of a medium is read. A refusal is in the log
//! before it is told. The command line, which does one thing at a time, looks and waits.

use std::path::{Path, PathBuf};

use crate::backup::chain::Shelf;
use crate::backup::medium::{Mark, NotUsable, identify};
use crate::backup::resume::Begun;
use crate::backup::seen::Refusal;
use crate::base::job::{Progress, Watch};
use crate::policy::Act;

use super::super::super::failure::internal;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::witness::Witness;
use super::super::Job;
use super::super::outgoing::outside_of;
use super::refused;
use super::seen::Looking;

/// A medium of this vault as it was seen, for one act.
pub struct Looked {
    pub(super) act: Act,
    pub(super) mount: PathBuf,
    pub(super) mark: Mark,
    pub(super) shelf: Shelf,
    /// The write that was interrupted latest, if it left something to go on from.
    pub(super) begun: Option<Begun>,
    /// The folder that something is restored into.
    pub(super) to: Option<PathBuf>,
}

impl Looked {
    /// What the medium is called.
    pub fn label(&self) -> &str {
        &self.mark.label
    }

    /// Where it is mounted.
    pub fn mount(&self) -> &Path {
        &self.mount
    }

    /// What was seen, for the act that it was looked at for.
    pub(super) fn of(self, act: Act) -> Result<Self, Problem> {
        if self.act == act { Ok(self) } else { Err(internal("it was looked at for another act")) }
    }

    /// The same, and the folder that something is restored into.
    pub(super) fn onto(mut self, act: Act) -> Result<(Self, PathBuf), Problem> {
        let to = self.to.take().ok_or_else(|| internal("no folder was looked at"))?;
        Ok((self.of(act)?, to))
    }
}

/// Everything that the look takes, on whichever thread it is done.
struct Look {
    witness: Witness,
    looking: Looking,
    vault: PathBuf,
    act: Act,
    mount: PathBuf,
    to: Option<PathBuf>,
}

impl Session {
    /// Looks at the medium at `mount` for an act that is to follow on the same medium: `act` is it. `to` is the folder that
    /// something is to be restored into; it has to be spare.
    pub fn look_at_medium(&self, act: Act, mount: &Path, to: Option<&Path>) -> Result<Job<Looked>, Problem> {
        let permit = self.permit(act, None)?;
        let look = Look {
            witness: self.witness.clone(),
            looking: self.looking_at_media()?,
            vault: self.vault.layout().folder().to_owned(),
            act: permit.act(),
            mount: mount.to_owned(),
            to: to.map(Path::to_owned),
        };
        Ok(Job::new(move |watch| look.run(watch)))
    }

    /// The same, for those who wait for it.
    pub(super) fn look_and_wait(&self, act: Act, mount: &Path, to: Option<&Path>) -> Result<Looked, Problem> {
        self.look_at_medium(act, mount, to)?.run(&mut Watch::unwatched())
    }
}

impl Look {
    fn run(self, watch: &mut Watch<'_>) -> Result<Looked, Problem> {
        watch.tell(&Progress { stage: "backup-look", ..Progress::default() });
        let looking = &self.looking;
        // What is written or verified counts as kept apart from the vault; restoring reads from wherever it lies.
        if matches!(self.act, Act::BackupWrite | Act::BackupVerify) {
            let apart = looking.require_apart(&self.mount);
            apart.map_err(|error| medium_refused(&self.witness, self.act, &self.mount, error))?;
        }
        let mark = identify(&self.mount, looking.keys.vault, |account| looking.keys.of(account))
            .map_err(|error| medium_refused(&self.witness, self.act, &self.mount, error))?;
        let mark = looking.as_called_now(mark);
        if self.act == Act::BackupWrite {
            self.require_writable()?;
            outside_of(&self.vault, &self.mount)?;
        }
        if let Some(to) = &self.to {
            require_spare(&self.vault, to)?;
        }
        watch.go_on()?;
        let (shelf, begun) = looking.keys.with_signers(|signers| {
            let shelf = Shelf::look(&self.mount, signers)?;
            let begun = shelf.unfinished.iter().filter_map(|folder| Begun::read(folder, signers));
            let begun = begun.max_by(|one, other| one.folder.cmp(&other.folder));
            Ok::<_, Problem>((shelf, begun))
        })?;
        watch.go_on()?;
        let Self { act, mount, to, .. } = self;
        Ok(Looked { act, mount, mark, shelf, begun, to })
    }

    /// A medium that may not be written now is refused. Too little room is left to the writing, which knows how much it
    /// takes.
    fn require_writable(&self) -> Result<(), Problem> {
        let seen = self.looking.seen(&self.mount, None);
        let Some(refusal) = seen.refusal().filter(|why| !matches!(why, Refusal::TooSmall { .. })) else {
            return Ok(());
        };
        let words = format!("{}: {}", seen.label, refusal.key());
        let event = self.witness.event(self.act).with_words(&words).outcome(crate::audit::Outcome::Refused);
        self.witness.log(&event)?;
        let problem = Problem::new(ProblemKind::MediumRefused);
        Err(problem.with("path", self.mount.display()).with("why", refusal.key()))
    }
}

/// Why a medium is not used is in the log before it is told.
pub(super) fn medium_refused(witness: &Witness, act: Act, mount: &Path, error: NotUsable) -> Problem {
    let words = format!("{}: {error}", mount.display());
    let event = witness.event(act).with_words(&words).outcome(crate::audit::Outcome::Refused);
    match witness.log(&event) {
        Ok(()) => refused(mount, error),
        Err(problem) => problem,
    }
}

/// A folder to restore into: not there or empty, and outside of the vault.
fn require_spare(vault: &Path, to: &Path) -> Result<(), Problem> {
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    outside_of(vault, parent)?;
    if std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Problem::new(ProblemKind::FolderNotEmpty).with("path", to.display()));
    }
    Ok(())
}
