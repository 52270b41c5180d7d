//! One record: looking at it and editing it.

use crate::base::id::{GroupId, RecordId};
use crate::base::limits::SHOWN_BYTES;
use crate::document::Shown;
use crate::policy::Act;
use crate::records::{GroupStore, RecordDetail, RecordEdit};
use crate::viewing;

use super::super::problem::Problem;
use super::super::session::Session;
use super::super::snapshot::{RecordRow, RecordSheet};
use super::Job;

impl Session {
    /// A record's metadata and, if it can be shown, its content. The event is durable before anything is read.
    pub fn open_record(&mut self, group: GroupId, record: RecordId) -> Result<Job<RecordSheet>, Problem> {
        self.group(group)?;
        let permit = self.permit(Act::RecordView, Some(group))?;
        let store = self.store(group)?.another()?;
        let witness = self.witness.clone();
        let people: Vec<_> =
            self.vault.house().people().map(|person| (person.account, person.name.clone())).collect();
        Ok(Job::new(move |_| {
            let detail = store.record(record).map_err(|error| Problem::from(error).naming(record))?;
            let event = witness.event_in(permit.act(), group).of_client(detail.row.code).of_record(record);
            witness.log(&event)?;
            let shown = shown(&store, &detail)?;
            let filed_by = people.into_iter().find(|(account, _)| *account == detail.filed_by);
            store.close()?;
            Ok(RecordSheet {
                sha256_hex: detail.sha256.to_hex(),
                row: detail.row,
                file_name: detail.file_name,
                notes: detail.notes,
                filed_by: filed_by.map(|(_, name)| name).unwrap_or_default(),
                shown,
            })
        })
        .in_groups([group]))
    }

    /// Changes a record's title, tags and notes.
    pub fn edit_record(
        &mut self,
        group: GroupId,
        record: RecordId,
        title: String,
        tags: Vec<String>,
        notes: String,
    ) -> Result<(), Problem> {
        self.group(group)?;
        let permit = self.permit(Act::RecordEdit, Some(group))?;
        self.witness.log(&self.witness.event_in(permit.act(), group).of_record(record))?;
        let edit = RecordEdit { title, tags, notes };
        self.store(group)?.edit_record(record, &edit).map_err(|error| Problem::from(error).naming(record))
    }

    /// A row of the list and the SHA-256 of its content in hexadecimal, for someone who was just shown the list.
    pub fn record_row(&mut self, group: GroupId, record: RecordId) -> Result<(RecordRow, String), Problem> {
        let _permit = self.permit(Act::RecordSearch, Some(group))?;
        let detail =
            self.store(group)?.record(record).map_err(|error| Problem::from(error).naming(record))?;
        Ok((detail.row, detail.sha256.to_hex()))
    }
}

/// The content, read only if it is of a kind and size that is shown.
fn shown(store: &GroupStore, detail: &RecordDetail) -> Result<Shown, Problem> {
    match viewing::is_shown(detail.row.kind, detail.row.size_bytes) {
        Ok(()) => Ok(viewing::show(detail.row.kind, &store.read_content(detail.row.id, SHOWN_BYTES)?)),
        Err(why) => Ok(Shown::Not(why)),
    }
}
