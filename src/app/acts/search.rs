//! Finding customers and records, in one group or in all that were granted.

use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::policy::Act;
use crate::records::face::{CustomerQuery, CustomerRow, Listing, RecordOrder, RecordQuery, RecordRow};
use crate::records::{GroupStore, RecordsError};

use super::super::problem::Problem;
use super::super::session::Session;
use super::super::trail::Trail;

/// Rows of several groups are put in one order while there are at most this many; more come group by group, so
/// that a page deep in a long list costs no more than the first.
const MERGED_AT_MOST: u64 = 20_000;

impl Session {
    /// Customers that fit. Names on the page are in the log before they are returned.
    pub fn find_customers(
        &mut self,
        query: &CustomerQuery,
        offset: u64,
        limit: u32,
    ) -> Result<Listing<Vec<CustomerRow>>, Problem> {
        let groups = self.searched(Act::CustomerSearch, query.group)?;
        let mut trail = self.trail_of(Act::CustomerSearch, query.group, &query.text)?;
        let listing = self.gather(
            &groups,
            offset,
            limit,
            |store, offset, limit| store.find_customers(query, offset, limit),
            |left, right| left.name.cmp(&right.name).then(right.added_at.cmp(&left.added_at)),
        );
        // A search that was interrupted goes on with the next letter.
        let listing = match listing {
            Ok(listing) => listing,
            Err(problem) => return self.search_failed(trail, problem),
        };
        let named = listing.rows.iter().filter(|row| row.name.is_some()).map(|row| (row.group, row.code));
        let named: Vec<(GroupId, ClientCode)> = named.collect();
        self.tell(&mut trail, &named, listing.total)?;
        self.note_search(trail);
        Ok(listing)
    }

    /// Records that fit.
    pub fn find_records(
        &mut self,
        query: &RecordQuery,
        offset: u64,
        limit: u32,
    ) -> Result<Listing<Vec<RecordRow>>, Problem> {
        let groups = self.searched(Act::RecordSearch, query.group)?;
        let mut trail = self.trail_of(Act::RecordSearch, query.group, &words_of(query))?;
        let order = |left: &RecordRow, right: &RecordRow| match query.order {
            RecordOrder::NewestFirst => right.filed_at.cmp(&left.filed_at),
            RecordOrder::OldestFirst => left.filed_at.cmp(&right.filed_at),
            RecordOrder::Title => left.title.to_lowercase().cmp(&right.title.to_lowercase()),
            RecordOrder::Largest => right.size_bytes.cmp(&left.size_bytes),
        };
        let listing = self.gather(
            &groups,
            offset,
            limit,
            |store, offset, limit| store.find_records(query, offset, limit),
            order,
        );
        let listing = match listing {
            Ok(listing) => listing,
            Err(problem) => return self.search_failed(trail, problem),
        };
        self.tell(&mut trail, &[], listing.total)?;
        self.note_search(trail);
        Ok(listing)
    }

    /// The search that was going on is over: its last words and count are logged.
    pub fn end_search(&mut self) -> Result<(), Problem> {
        match self.trail.take() {
            Some(trail) if trail.was_told() => self.witness.log(&trail.end(&self.witness)),
            _ => Ok(()),
        }
    }

    fn search_failed<T>(&mut self, trail: Trail, problem: Problem) -> Result<T, Problem> {
        self.note_search(trail);
        Err(problem)
    }

    /// The groups that are searched: the one named, or all that this person may search.
    fn searched(&mut self, act: Act, group: Option<GroupId>) -> Result<Vec<GroupId>, Problem> {
        self.shut_overdue();
        if let Some(group) = group {
            self.group(group)?;
            let _permit = self.permit(act, Some(group))?;
            return Ok(vec![group]);
        }
        // Who holds no group finds nothing; who may never hold one is refused.
        let _permit = self.permit(Act::GroupList, None)?;
        let mut groups = Vec::new();
        for group in self.vault.groups() {
            let _permit = self.permit(act, Some(group.id))?;
            groups.push(group.id);
        }
        Ok(groups)
    }

    /// The search that goes on with these words, or a new one; its beginning is not logged yet.
    fn trail_of(&mut self, act: Act, group: Option<GroupId>, words: &str) -> Result<Trail, Problem> {
        match self.trail.take() {
            Some(mut trail) if trail.goes_on_as(act, group) => {
                trail.type_on(words);
                Ok(trail)
            }
            other => {
                self.trail = other;
                self.end_search()?;
                Ok(Trail::begin(act, group, words))
            }
        }
    }

    /// Logs what must be on the disk before this page is shown, with one sync.
    fn tell(&self, trail: &mut Trail, named: &[(GroupId, ClientCode)], total: u64) -> Result<(), Problem> {
        trail.found(total);
        let mut events: Vec<_> = trail.beginning(&self.witness).into_iter().collect();
        events.extend(trail.reveal(&self.witness, named.iter().copied()));
        self.witness.log_all(&events)
    }

    fn gather<T>(
        &mut self,
        groups: &[GroupId],
        offset: u64,
        limit: u32,
        find: impl Fn(&GroupStore, u64, u32) -> Result<Listing<Vec<T>>, RecordsError>,
        order: impl Fn(&T, &T) -> std::cmp::Ordering,
    ) -> Result<Listing<Vec<T>>, Problem> {
        if let [group] = groups {
            return Ok(find(self.store(*group)?, offset, limit)?);
        }
        let mut totals = Vec::with_capacity(groups.len());
        for group in groups {
            totals.push(find(self.store(*group)?, 0, 0)?.total);
        }
        let total = totals.iter().sum();
        let mut rows = Vec::new();
        if total <= MERGED_AT_MOST {
            let upto = u32::try_from(offset.saturating_add(u64::from(limit)).min(total)).unwrap_or(u32::MAX);
            for group in groups {
                rows.extend(find(self.store(*group)?, 0, upto)?.rows);
            }
            rows.sort_by(order);
            let skipped = usize::try_from(offset).unwrap_or(usize::MAX).min(rows.len());
            rows.drain(..skipped);
            rows.truncate(limit as usize);
        } else {
            let mut before = 0;
            for (group, count) in groups.iter().zip(&totals) {
                let wanted = u64::from(limit).saturating_sub(rows.len() as u64);
                let reached = offset.saturating_add(rows.len() as u64);
                if wanted > 0 && reached < before + count {
                    let wanted = u32::try_from(wanted).unwrap_or(limit);
                    rows.extend(find(self.store(*group)?, reached.saturating_sub(before), wanted)?.rows);
                }
                before += count;
            }
        }
        Ok(Listing { total, offset, rows })
    }
}

/// What the log keeps of a query: the words, the customer, the kind and the tag.
fn words_of(query: &RecordQuery) -> String {
    let mut words = query.text.clone();
    let customer = query.customer.map(|code| format!("customer:{code}"));
    let kind = query.kind.map(|kind| format!("kind:{}", kind.key()));
    let tag = query.tag.as_ref().map(|tag| format!("tag:{tag}"));
    for part in [customer, kind, tag].into_iter().flatten() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&part);
    }
    words
}
