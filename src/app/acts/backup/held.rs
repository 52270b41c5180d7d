//! What re-keying left behind goes, once a verified backup holds everything that took its place. Done by whoever opens the
//! group: the operator, who writes the backup, cannot.

use std::collections::BTreeSet;

use crate::backup::register;
use crate::policy::Act;
use crate::records::GroupStore;

use super::super::super::problem::Problem;
use super::super::super::session::Session;

impl Session {
    /// Removes the files of earlier keys of a group that was just opened, if they may go. What cannot be done now is tried
    /// at the next opening: it keeps nobody from the group.
    pub(in crate::app) fn let_old_files_go(&self, store: &mut GroupStore) {
        if self.remove_old_files(store).is_err() {
            log::warn!("files of earlier keys could not be removed yet");
        }
    }

    fn remove_old_files(&self, store: &mut GroupStore) -> Result<(), Problem> {
        let old = store.old_files()?.len();
        if old == 0 || store.stacks_owed()? > 0 || !self.is_held(store)? {
            return Ok(());
        }
        let event = self.witness.event_in(Act::Rekey, store.id());
        let event = event.with_words("old files").counting(old as u64);
        self.witness.log(&event)?;
        let removed = store.remove_old_files().map(drop).map_err(Problem::from);
        self.witness.note_end(event, removed.as_ref().err());
        removed
    }

    /// Whether the last verified backup holds every file that the group uses.
    fn is_held(&self, store: &GroupStore) -> Result<bool, Problem> {
        let Some(held) = register::held(&self.vault.media_rows(register::HELD)?) else { return Ok(false) };
        let held: BTreeSet<String> = held.files.into_iter().collect();
        let used = store.files_in_use()?;
        Ok(used.iter().all(|path| held.contains(&self.vault.layout().relative(path))))
    }
}
