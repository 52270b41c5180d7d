//! A long list of which only the pages near what is seen are loaded.
//!
//! A screen shows the rows that are there, and asks each frame with [`Rows::wanted`] whether a page is missing. While
//! a new search has not answered, the rows of the old one stay, so that the list does not flicker while typing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::app::problem::Problem;
use crate::app::request::RequestId;

/// How many rows are asked for at once.
pub(crate) const PAGE_ROWS: u32 = 200;

/// How many pages are kept.
const PAGES: usize = 12;

/// The rows of the latest search, as far as they are loaded.
pub(crate) struct Rows<Q, T> {
    /// What the rows fit.
    shown: Option<Q>,
    total: u64,
    pages: BTreeMap<u64, Vec<T>>,
    /// The search that has not answered: its id, what it looks for and its first row.
    pending: Option<(RequestId, Q, u64)>,
    /// Why the latest search failed, and what it looked for.
    problem: Option<(Q, Problem)>,
    outdated: bool,
}

impl<Q, T> Default for Rows<Q, T> {
    fn default() -> Self {
        Self { shown: None, total: 0, pages: BTreeMap::new(), pending: None, problem: None, outdated: false }
    }
}

impl<Q: Clone + PartialEq, T: Clone> Rows<Q, T> {
    /// How many rows fit in all.
    pub(crate) fn total(&self) -> u64 {
        self.total
    }

    /// The row at this place, if it is loaded.
    pub(crate) fn row(&self, place: u64) -> Option<&T> {
        let page = self.pages.get(&(place / u64::from(PAGE_ROWS)))?;
        page.get(usize::try_from(place % u64::from(PAGE_ROWS)).ok()?)
    }

    /// Whether the rows are those of this search.
    pub(crate) fn answers(&self, query: &Q) -> bool {
        self.shown.as_ref() == Some(query)
    }

    /// Why this search failed, if it did.
    pub(crate) fn problem(&self, query: &Q) -> Option<&Problem> {
        self.problem.as_ref().filter(|(failed, _)| failed == query).map(|(_, problem)| problem)
    }

    /// The first row of a page that must be asked for so that `seen` can be shown; asks for `PAGE_ROWS` rows.
    pub(crate) fn wanted(&self, query: &Q, seen: Range<u64>) -> Option<u64> {
        if self.problem(query).is_some() {
            return None;
        }
        let page_rows = u64::from(PAGE_ROWS);
        if let Some((_, pending, _)) = &self.pending
            && pending == query
        {
            return None;
        }
        let first = seen.start / page_rows;
        if !self.answers(query) {
            return Some(0);
        }
        if self.outdated {
            return Some(first * page_rows);
        }
        let end = seen.end.min(self.total);
        (first..end.div_ceil(page_rows)).find(|page| !self.pages.contains_key(page)).map(|page| page * page_rows)
    }

    /// The search goes out.
    pub(crate) fn asked(&mut self, id: RequestId, query: &Q, offset: u64) {
        self.pending = Some((id, query.clone(), offset));
        self.problem = None;
    }

    /// Rows arrived; those of an older search are ignored.
    pub(crate) fn arrived(&mut self, id: RequestId, total: u64, offset: u64, rows: &[T]) {
        let Some((_, query, _)) = self.pending.take_if(|(pending, ..)| *pending == id) else { return };
        if !self.answers(&query) || self.outdated || self.total != total {
            self.pages.clear();
            self.shown = Some(query);
            self.outdated = false;
        }
        self.total = total;
        self.pages.insert(offset / u64::from(PAGE_ROWS), rows.to_vec());
        while self.pages.len() > PAGES {
            // The page farthest from the one that arrived goes.
            let here = offset / u64::from(PAGE_ROWS);
            if let Some(far) = self.pages.keys().copied().max_by_key(|page| page.abs_diff(here)) {
                self.pages.remove(&far);
            }
        }
    }

    /// The search failed; without a problem it was only overtaken by a newer one.
    pub(crate) fn failed(&mut self, id: RequestId, problem: Option<Problem>) {
        if let Some((_, query, _)) = self.pending.take_if(|(pending, ..)| *pending == id) {
            self.problem = problem.map(|problem| (query, problem));
        }
    }

    /// Something changed in the vault: the rows are asked for again.
    pub(crate) fn outdated(&mut self) {
        self.outdated = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: u64 = PAGE_ROWS as u64;

    fn page() -> Vec<u64> {
        (0..PAGE).collect()
    }

    #[test]
    fn a_search_is_asked_for_once_and_pages_as_they_are_seen() {
        let mut rows: Rows<&str, u64> = Rows::default();
        assert_eq!(rows.wanted(&"a", 0..20), Some(0));
        rows.asked(RequestId(1), &"a", 0);
        assert_eq!(rows.wanted(&"a", 0..20), None);
        rows.arrived(RequestId(1), 3 * PAGE, 0, &page());
        assert_eq!(rows.row(7), Some(&7));
        assert_eq!(rows.wanted(&"a", 0..20), None);
        assert_eq!(rows.wanted(&"a", PAGE - 3..PAGE + 3), Some(PAGE));
        assert_eq!(rows.row(PAGE), None);
    }

    #[test]
    fn the_answer_to_an_older_search_is_ignored() {
        let mut rows: Rows<&str, u64> = Rows::default();
        rows.asked(RequestId(1), &"a", 0);
        rows.asked(RequestId(2), &"ab", 0);
        rows.arrived(RequestId(1), PAGE, 0, &page());
        assert_eq!(rows.total(), 0);
        rows.arrived(RequestId(2), 1, 0, &[9]);
        assert!(rows.answers(&"ab"));
        assert_eq!(rows.row(0), Some(&9));
    }

    #[test]
    fn a_change_in_the_vault_asks_again() {
        let mut rows: Rows<&str, u64> = Rows::default();
        rows.asked(RequestId(1), &"a", 0);
        rows.arrived(RequestId(1), 1, 0, &[1]);
        rows.outdated();
        assert_eq!(rows.wanted(&"a", 0..20), Some(0));
        assert_eq!(rows.row(0), Some(&1));
    }
}
