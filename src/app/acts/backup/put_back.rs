//! Putting a single record back: out of a vault that was restored into a folder of its own, into the vault that is open.
//!
//! It takes the restore key, the group, and two signatures: what was deleted for good could come back this way. Both are in the
//! log before anything is filed. Nothing leaves the vaults in the clear.

use std::path::Path;

use crate::audit::Event;
use crate::base::id::{GroupId, RecordId};
use crate::base::job::Watch;
use crate::parcel::Identity;
use crate::policy::Act;
use crate::records::GroupStore;
use crate::staff::copied::OpenedCopy;
use crate::vault::{Sealed, Vault};

use super::super::super::entrance::open_sealed;
use super::super::super::failure::internal;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{Named, Settled, Will};
use super::super::super::witness::Witness;
use super::super::Job;
use super::super::log::archive::Beside;
use super::drill::open_group;

/// What is put back, and by whom.
struct PutBack {
    witness: Witness,
    store: GroupStore,
    record: RecordId,
    beside: Beside,
    /// Where from, for the log.
    from: String,
}

impl Session {
    /// Puts a record of the restored vault in `folder` back into its group here; the id that it has then. One that a record
    /// here has by now stays that one's.
    pub fn put_back(
        &mut self,
        folder: &Path,
        group: GroupId,
        record: RecordId,
        consent: &Consent,
    ) -> Result<Job<Settled<RecordId>>, Problem> {
        let name = self.group(group)?.name.clone();
        let _restores = self.permit(Act::Restore, None)?;
        let _files = self.permit(Act::RecordImport, Some(group))?;
        let key = self.vault.restore_key().map(|key| Identity::from_secret(&key.identity()));
        let no_key = || Problem::new(ProblemKind::Refused).with("why", "no-restore-key");
        let identity = key.ok_or_else(no_key)?.map_err(internal)?;
        let named =
            vec![("name", Named::Words(name)), ("folder", Named::Words(folder.display().to_string()))];
        let needed = self.needed_beside(Will { key: "put-back", named });
        let beside = self.beside(consent)?;
        let (store, witness) = (self.store(group)?.another()?, self.witness.clone());
        let (vault, founding) = (self.vault.id(), self.vault.header().founding_digest());
        let folder = folder.to_owned();
        Ok(Job::new(move |watch| {
            let Some(beside) = beside else { return Ok(Settled::SecondNeeded(Box::new(needed))) };
            let copy = open_sealed(&folder)?;
            if copy.id() != vault || copy.header().founding_digest() != founding {
                return Err(Problem::new(ProblemKind::Refused).with("why", "another-vault"));
            }
            let from = folder.display().to_string();
            PutBack { witness, store, record, beside, from }.run(&copy, &identity, watch).map(Settled::Done)
        })
        .in_groups([group]))
    }
}

impl PutBack {
    fn run(
        mut self,
        copy: &Vault<Sealed>,
        identity: &Identity,
        watch: &mut Watch<'_>,
    ) -> Result<RecordId, Problem> {
        let opened = OpenedCopy::open(copy, identity)?;
        let group = open_group(copy.layout(), &opened, self.store.id(), self.witness.clock());
        let group =
            group.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", self.store.id()))??;
        let done = self.log_and_file(&group, watch);
        let closed = group.close().and_then(|()| self.store.close());
        opened.close()?;
        closed?;
        done
    }

    fn log_and_file(&mut self, copied: &GroupStore, watch: &mut Watch<'_>) -> Result<RecordId, Problem> {
        let code = copied.record(self.record)?.row.code;
        let filed_as =
            if self.store.record(self.record).is_ok() { RecordId::generate() } else { self.record };
        let mut words = format!("put back from {}", self.from);
        if let Beside::Nobody(reason) = &self.beside {
            words = format!("{words}: {reason}");
        }
        let of = |event: Event| event.of_client(code).of_record(filed_as).with_words(&words);
        let event = of(self.witness.event_in(Act::Restore, self.store.id()));
        let mut events = vec![event.clone()];
        if let Beside::Second(account, _) = &self.beside {
            events.push(Event::new(Act::Countersign).by(*account).with_words(&words));
        }
        self.witness.log_all(&events)?;
        let done = self.store.put_back(copied, self.record, filed_as, watch).map_err(Problem::from);
        self.witness.note_end(event, done.as_ref().err());
        done.map(|()| filed_as)
    }
}
