//! Letting a medium go: written out, unmounted where the system's disk service does that, and told to be safe to remove
//! only then.

use std::path::Path;

use crate::backup::eject::{self, LetGo};
use crate::policy::Act;

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::Job;

impl Session {
    /// Lets the medium at `mount` go. What is told is what the table of mounts says, not what the disk service does; a slow
    /// medium can take minutes, and is not waited for by cancelling.
    pub fn let_medium_go(&self, mount: &Path) -> Result<Job<LetGo>, Problem> {
        let permit = self.permit(Act::Media, None)?;
        let event = self.witness.event(permit.act()).with_words(&format!("unmount {}", mount.display()));
        self.witness.log(&event)?;
        let (witness, mount, root) = (self.witness.clone(), mount.to_owned(), self.system_root.clone());
        Ok(Job::new(move |_| {
            let done = eject::let_go(&mount, &root, None).map_err(|error| {
                Problem::new(ProblemKind::MediumFailed).with("path", mount.display()).with("why", error)
            });
            witness.note_end(event, done.as_ref().err());
            done
        }))
    }

    /// The same for when the vault is locked by then: nothing of the session goes along, so how it ended is not logged.
    pub(in crate::app) fn let_medium_go_behind(&self, mount: &Path) -> Result<Job<LetGo>, Problem> {
        let permit = self.permit(Act::Media, None)?;
        let words = format!("unmount {}", mount.display());
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        let (mount, root) = (mount.to_owned(), self.system_root.clone());
        Ok(Job::new(move |_| {
            eject::let_go(&mount, &root, None).map_err(|error| {
                Problem::new(ProblemKind::MediumFailed).with("path", mount.display()).with("why", error)
            })
        }))
    }

    /// Whether a medium that was unmounted by hand is: only the table of mounts is believed.
    pub fn is_medium_gone(&self, mount: &Path) -> Result<bool, Problem> {
        let _permit = self.permit(Act::Media, None)?;
        eject::is_gone(mount, &self.system_root)
            .map_err(|error| Problem::new(ProblemKind::Internal).with("why", error))
    }
}
