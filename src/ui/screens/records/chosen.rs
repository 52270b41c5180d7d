//! Which records of the list are chosen: one, or several with Ctrl and Shift.
//!
//! Pure. What is chosen is remembered by the record, not by its place, so that it survives a list that changed.

use std::collections::BTreeMap;

use eframe::egui::Modifiers;

use crate::app::snapshot::RecordRow;
use crate::base::id::RecordId;
use crate::ui::screens::rows::Rows;

/// The longest run that Shift chooses.
const LONGEST_RUN: u64 = 500;

/// The chosen records.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    rows: BTreeMap<RecordId, RecordRow>,
    place: Option<u64>,
}

impl Chosen {
    /// The place the keyboard moves from.
    pub(super) const fn place(&self) -> Option<u64> {
        self.place
    }

    /// Whether this record is chosen.
    pub(super) fn has(&self, row: &RecordRow) -> bool {
        self.rows.contains_key(&row.id)
    }

    /// The chosen record, if it is one.
    pub(super) fn one(&self) -> Option<&RecordRow> {
        let mut rows = self.rows.values();
        rows.next().filter(|_| rows.next().is_none())
    }

    /// Every chosen record.
    pub(super) fn all(&self) -> impl Iterator<Item = &RecordRow> {
        self.rows.values()
    }

    /// How many are chosen.
    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// Chooses this one alone.
    pub(super) fn only(&mut self, place: u64, row: &RecordRow) {
        self.rows.clear();
        self.rows.insert(row.id, row.clone());
        self.place = Some(place);
    }

    /// The keyboard went to a place whose row may not be here yet; it is chosen once it is.
    pub(super) fn go_to(&mut self, place: u64, rows: &Rows<RecordRow>) {
        self.rows.clear();
        self.place = Some(place);
        self.arrive(rows);
    }

    /// Chooses the row at the place the keyboard went to, if it came in meanwhile.
    pub(super) fn arrive(&mut self, rows: &Rows<RecordRow>) {
        if let Some(place) = self.place.filter(|_| self.rows.is_empty())
            && let Some(row) = rows.row(place)
        {
            self.only(place, row);
        }
    }

    /// A row was clicked while these keys were held.
    pub(super) fn click(&mut self, place: u64, keys: Modifiers, rows: &Rows<RecordRow>) {
        let Some(row) = rows.row(place) else { return };
        if keys.shift {
            let from = self.place.unwrap_or(place);
            let (first, last) = (from.min(place), from.max(place));
            for row in (first..=last.min(first + LONGEST_RUN)).filter_map(|place| rows.row(place)) {
                self.rows.insert(row.id, row.clone());
            }
        } else if keys.command {
            if self.rows.remove(&row.id).is_none() {
                self.rows.insert(row.id, row.clone());
            }
            self.place = Some(place);
        } else {
            self.only(place, row);
        }
    }

    /// The list was read again: what is chosen is looked for in it, and let go if it is not in sight.
    pub(super) fn follow(&mut self, rows: &Rows<RecordRow>) {
        let Some(chosen) = self.one().map(|row| row.id) else {
            self.rows.clear();
            self.place = None;
            return;
        };
        self.place = rows.position(|row| row.id == chosen);
        match self.place.and_then(|place| rows.row(place)) {
            Some(row) => {
                self.rows.insert(chosen, row.clone());
            }
            None => self.rows.clear(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::snapshot::{FileKind, Listing};
    use crate::base::clock::WallTime;
    use crate::base::code::ClientCode;
    use crate::base::id::GroupId;

    fn rows(ids: &[u8]) -> Rows<RecordRow> {
        let row = |id: &u8| RecordRow {
            group: GroupId::from_bytes([1; 16]),
            id: RecordId::from_bytes([*id; 16]),
            code: ClientCode::from_values([*id; 10]),
            title: format!("Record {id}"),
            kind: FileKind::Text,
            tags: Vec::new(),
            filed_at: WallTime::from_unix_millis(0),
            size_bytes: 1,
        };
        let mut rows = Rows::default();
        let all: Vec<_> = ids.iter().map(row).collect();
        rows.take(&Listing { total: all.len() as u64, offset: 0, rows: all });
        rows
    }

    #[test]
    fn clicks_choose_one_some_or_a_run() {
        let rows = rows(&[1, 2, 3, 4]);
        let mut chosen = Chosen::default();
        chosen.click(0, Modifiers::NONE, &rows);
        assert_eq!(chosen.one().unwrap().title, "Record 1");
        chosen.click(3, Modifiers::SHIFT, &rows);
        assert_eq!(chosen.count(), 4);
        chosen.click(1, Modifiers::COMMAND, &rows);
        assert_eq!(chosen.count(), 3);
        chosen.click(2, Modifiers::NONE, &rows);
        assert_eq!(chosen.one().unwrap().title, "Record 3");
    }

    #[test]
    fn the_chosen_record_is_found_again_where_it_went() {
        let mut chosen = Chosen::default();
        chosen.click(0, Modifiers::NONE, &rows(&[5, 6]));
        chosen.follow(&rows(&[9, 8, 5]));
        assert_eq!(chosen.place(), Some(2));
        chosen.follow(&rows(&[9, 8]));
        assert_eq!(chosen.count(), 0);
    }
}
