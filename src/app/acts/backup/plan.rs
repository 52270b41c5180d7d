//! What writing a backup would do, before it is begun: everything or what changed, why, and how much room there is.

use std::path::Path;

use crate::backup::chain::{Shelf, why_full};
use crate::backup::device;
use crate::backup::full_bytes;
use crate::policy::Act;

use super::super::super::problem::Problem;
use super::super::super::rawkey;
use super::super::super::session::Session;
use super::super::super::snapshot::BackupPlan;
use super::super::Job;
use super::refused;

impl Session {
    /// What writing to the medium at `mount` would do. Nothing is written, so nothing is logged.
    pub fn plan_backup(&self, mount: &Path) -> Result<Job<BackupPlan>, Problem> {
        let _permit = self.permit(Act::BackupWrite, None)?;
        let (epoch, _) = self.restore_recipient()?;
        let (keys, now) = (self.note_keys()?, self.witness.wall());
        let full_bytes = full_bytes(self.vault.layout())?;
        let (mount, root) = (mount.to_owned(), self.system_root.clone());
        Ok(Job::new(move |_| {
            let shelf = keys.with_signers(|signers| Shelf::look(&mount, signers))?;
            let facts = device::facts(&mount, &root).map_err(|error| refused(&mount, error.into()))?;
            let newest = shelf.find(None);
            let chain = newest.and_then(|newest| shelf.chain(newest).ok()).map_or(0, |chain| chain.len());
            Ok(BackupPlan {
                full: why_full(&shelf, epoch, now),
                chain: chain as u64,
                since: newest.map(|newest| newest.manifest.made),
                full_bytes,
                free_bytes: facts.free_bytes,
                rawkey: rawkey::is_there(&root),
                unfinished: shelf.unfinished.len() as u64,
            })
        }))
    }
}
