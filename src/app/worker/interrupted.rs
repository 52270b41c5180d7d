//! Imports that locking stopped, remembered until the same person is back: what was not put in yet. Only paths of
//! files outside the vault are kept, in this process alone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId};

use super::super::snapshot::{ImportReport, InterruptedImport};

/// What locking stopped, whoever's it was.
#[derive(Clone, Default)]
pub(super) struct Interrupted {
    locking: Arc<AtomicBool>,
    imports: Arc<Mutex<Vec<(AccountId, InterruptedImport)>>>,
}

impl Interrupted {
    /// From now on whatever stops is stopped by locking, and not by the person; or no longer.
    pub(super) fn locking(&self, now: bool) {
        self.locking.store(now, Ordering::SeqCst);
    }

    /// An import of this person ended: keeps what is left of it, if it was locking that stopped it.
    pub(super) fn note(&self, of: AccountId, group: GroupId, code: ClientCode, report: &ImportReport) {
        if report.cancelled && !report.left.is_empty() && self.locking.load(Ordering::SeqCst) {
            let import = InterruptedImport { group, code, paths: report.left.clone() };
            self.imports.lock().unwrap_or_else(PoisonError::into_inner).push((of, import));
        }
    }

    /// This person is back: their imports, oldest first, and they are forgotten here.
    pub(super) fn take(&self, of: AccountId) -> Vec<InterruptedImport> {
        let mut imports = self.imports.lock().unwrap_or_else(PoisonError::into_inner);
        let (theirs, others) = std::mem::take(&mut *imports).into_iter().partition(|(whose, _)| *whose == of);
        *imports = others;
        let theirs: Vec<(AccountId, InterruptedImport)> = theirs;
        theirs.into_iter().map(|(_, import)| import).collect()
    }
}
