//! A window on a list that may be a million rows long: the pages that are here, and which one to ask for next.
//!
//! Pure: it neither draws nor sends. The lists of records and customers keep one each; a newer search starts
//! over, but the rows of the older one stay on screen until the first page of the newer one is here.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::app::snapshot::Listing;

/// How many rows are asked for at once.
pub(crate) const PAGE_ROWS: u32 = 200;

/// How many pages are kept; the farthest from the screen go first.
const PAGES_KEPT: usize = 12;

/// The rows of one search that are here.
#[derive(Debug)]
pub(crate) struct Rows<T> {
    total: Option<u64>,
    pages: BTreeMap<u64, Vec<T>>,
    fresh: bool,
    asked: Option<u64>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { total: None, pages: BTreeMap::new(), fresh: false, asked: None }
    }
}

impl<T: Clone> Rows<T> {
    /// How many rows fit in all; unknown before the first answer.
    pub(crate) const fn total(&self) -> Option<u64> {
        self.total
    }

    /// Whether what is here answers the newest search.
    pub(crate) const fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Something else is looked for: what is here stays until the first answer.
    pub(crate) const fn restart(&mut self) {
        self.fresh = false;
        self.asked = None;
    }

    /// The row at this place, if its page is here.
    pub(crate) fn row(&self, place: u64) -> Option<&T> {
        let page = self.pages.get(&page_of(place))?;
        page.get(usize::try_from(place % u64::from(PAGE_ROWS)).ok()?)
    }

    /// The place of the first row here that fits.
    pub(crate) fn position(&self, fits: impl Fn(&T) -> bool) -> Option<u64> {
        self.pages.iter().find_map(|(page, rows)| {
            let within = rows.iter().position(&fits)?;
            Some(page * u64::from(PAGE_ROWS) + u64::try_from(within).ok()?)
        })
    }

    /// The first row of the page to ask for now, if the rows on screen need one that is neither here nor asked for.
    pub(crate) fn wanted(&mut self, on_screen: &Range<u64>) -> Option<u64> {
        let page = if self.fresh { self.missing_page(on_screen)? } else { 0 };
        if self.asked == Some(page) {
            return None;
        }
        self.asked = Some(page);
        Some(page * u64::from(PAGE_ROWS))
    }

    /// Takes in the answer to what was [`wanted`](Self::wanted).
    pub(crate) fn take(&mut self, listing: &Listing<Vec<T>>) {
        let page = page_of(listing.offset);
        if !self.fresh || self.total != Some(listing.total) {
            self.pages.clear();
        }
        self.total = Some(listing.total);
        self.fresh = true;
        self.asked = None;
        self.pages.insert(page, listing.rows.clone());
        self.forget_far_from(page);
    }

    /// What was asked for did not come: asks again when it is next needed only after a [`restart`](Self::restart).
    pub(crate) fn failed(&mut self) {
        if !self.fresh {
            self.pages.clear();
            self.total = None;
        }
    }

    fn missing_page(&self, on_screen: &Range<u64>) -> Option<u64> {
        let last = self.total?.checked_sub(1)?;
        let first_page = page_of(on_screen.start.min(last));
        let last_page = page_of(on_screen.end.saturating_sub(1).min(last));
        (first_page..=last_page).find(|page| !self.pages.contains_key(page))
    }

    fn forget_far_from(&mut self, page: u64) {
        while self.pages.len() > PAGES_KEPT {
            let Some(farthest) = self.pages.keys().copied().max_by_key(|other| other.abs_diff(page)) else {
                return;
            };
            self.pages.remove(&farthest);
        }
    }
}

fn page_of(place: u64) -> u64 {
    place / u64::from(PAGE_ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(total: u64, offset: u64) -> Listing<Vec<u64>> {
        let end = (offset + u64::from(PAGE_ROWS)).min(total);
        Listing { total, offset, rows: (offset..end).collect() }
    }

    #[test]
    fn a_million_rows_are_asked_for_page_by_page_and_few_are_kept() {
        let mut rows = Rows::default();
        assert_eq!(rows.wanted(&(0..20)), Some(0));
        assert_eq!(rows.wanted(&(0..20)), None, "it is on its way");
        rows.take(&answer(1_000_000, 0));
        assert_eq!(rows.wanted(&(0..20)), None, "it is here");
        for place in (0..1_000_000).step_by(10_000) {
            let offset = rows.wanted(&(place..place + 20));
            if let Some(offset) = offset {
                rows.take(&answer(1_000_000, offset));
            }
            assert_eq!(rows.row(place), Some(&place));
        }
        assert!(rows.pages.len() <= PAGES_KEPT);
    }

    #[test]
    fn a_newer_search_keeps_the_older_rows_until_it_is_answered() {
        let mut rows = Rows::default();
        assert_eq!(rows.wanted(&(0..20)), Some(0));
        rows.take(&answer(500, 0));
        rows.restart();
        assert!(!rows.is_fresh());
        assert_eq!(rows.row(3), Some(&3));
        assert_eq!(rows.wanted(&(300..320)), Some(0), "a new list starts at its head");
        rows.take(&answer(2, 0));
        assert_eq!(rows.total(), Some(2));
        assert_eq!(rows.row(3), None);
        assert_eq!(rows.wanted(&(0..20)), None);
    }

    #[test]
    fn a_list_that_grew_is_read_again() {
        let mut rows = Rows::default();
        rows.take(&answer(500, 0));
        rows.take(&answer(501, 200));
        assert_eq!(rows.row(0), None);
        assert_eq!(rows.wanted(&(190..210)), Some(0));
        rows.take(&answer(501, 0));
        assert_eq!(rows.position(|row| *row == 199), Some(199));
    }

    #[test]
    fn an_empty_list_asks_for_nothing_more() {
        let mut rows = Rows::<u64>::default();
        rows.take(&answer(0, 0));
        assert_eq!(rows.wanted(&(0..20)), None);
    }
}
