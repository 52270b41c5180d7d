//! Putting back a record out of a restored copy of its group: the content copied and verified, and filed again for its
//! customer. Not moving: the copy stays as it is, and the customer is here.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::id::RecordId;
use crate::base::job::Watch;

use super::content::place::Place;
use super::content::stacks;
use super::customer::entry;
use super::error::{MoveError, RecordsError};
use super::filing;
use super::group::GroupStore;
use super::moving::filing_of;
use super::schema::state;

impl GroupStore {
    /// Puts back a record of `copy`, a copy of this group, as the record `filed_as`: its content, title, tags, notes and
    /// kind, who filed it and when. Nothing that is here is changed. Its customer must be here.
    pub fn put_back(
        &mut self,
        copy: &Self,
        id: RecordId,
        filed_as: RecordId,
        watch: &mut Watch<'_>,
    ) -> Result<(), MoveError> {
        self.writable()?;
        let detail = copy.record(id)?;
        let code = detail.row.code;
        let customer = entry(&self.records, code)?.filter(|here| here.state == state::HERE);
        let customer = customer.ok_or(RecordsError::NotFound)?.id;
        let group = Arc::clone(&self.group);
        let _permit = group.permits.writing(watch.flag());
        watch.go_on().map_err(RecordsError::from)?;
        let mut copied = HashMap::new();
        let mut poured = copy.copy_content(&group, &[id], &mut copied, watch)?;
        let whole = match poured.take_failure() {
            Some(error) => Err(MoveError::Copy(error)),
            None => copy.verify_copies(self, &[id], &copied, watch),
        };
        let content = match (whole, copied.get(&id)) {
            (Ok(()), Some(content)) => content,
            (whole, _) => {
                let places: Vec<Place> = copied.into_values().flat_map(|content| content.places).collect();
                stacks::remove_chunks(&group, &self.records, &places)?;
                poured.settle()?;
                return Err(whole.err().unwrap_or_else(|| RecordsError::ContentDamaged(id).into()));
            }
        };
        let filing = filing::Filing { id: filed_as, ..filing_of(detail) };
        self.records.write(|writing| filing::file(writing, customer, &code.compact(), &filing, content))?;
        Ok(poured.settle()?)
    }
}
