//! What events are looked for, and finding them among those on the shelf: one look at every row, nothing from the disk.

use memchr::memmem::Finder;

use crate::audit::{FrameNumber, Outcome};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::fold::folded;
use crate::base::id::{AccountId, GroupId, RecordId};
use crate::policy::Act;

use super::row::IndexRow;
use super::shelf::Shelf;

/// More words than this are not looked for.
const WORDS: usize = 12;

/// What events are looked for. Everything that is said must fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogFilter {
    /// Done by this person.
    pub person: Option<AccountId>,
    /// About this customer.
    pub customer: Option<ClientCode>,
    /// About this record.
    pub record: Option<RecordId>,
    /// Of this act.
    pub act: Option<Act>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// In this group.
    pub group: Option<GroupId>,
    /// From this moment on.
    pub from: Option<WallTime>,
    /// Before this moment.
    pub to: Option<WallTime>,
    /// Every word that was typed stands in the event's words, at any place; case and diacritics do not matter.
    pub words: String,
    /// Only these frames, ascending: those behind a finding. Empty: all.
    pub only: Vec<FrameNumber>,
    /// The oldest first.
    pub oldest_first: bool,
}

/// The filter in the shelf's own numbers. Made only if everything it names is known there.
struct Sought<'s> {
    shelf: &'s Shelf,
    account: Option<u16>,
    group: Option<u16>,
    act: Option<u16>,
    outcome: Option<u8>,
    record: Option<RecordId>,
    from: i64,
    to: i64,
    words: Vec<Finder<'static>>,
}

impl LogFilter {
    /// The places of the rows that fit, in the order asked for.
    pub(super) fn rows_on(&self, shelf: &Shelf) -> Vec<u32> {
        let Some(sought) = self.sought(shelf) else { return Vec::new() };
        let mut rows = self.candidates(&sought);
        if !self.oldest_first {
            rows.reverse();
        }
        rows
    }

    fn sought<'s>(&self, shelf: &'s Shelf) -> Option<Sought<'s>> {
        let account = self.person.map(|person| shelf.accounts.place_of(&person));
        let group = self.group.map(|group| shelf.groups.place_of(&group));
        if account == Some(None) || group == Some(None) {
            return None;
        }
        let typed = folded(&self.words);
        let mut words: Vec<&str> = typed.split_whitespace().take(WORDS).collect();
        // The longest one is the rarest.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        Some(Sought {
            shelf,
            account: account.flatten(),
            group: group.flatten(),
            act: self.act.map(Act::number),
            outcome: self.outcome.map(Outcome::number),
            record: self.record,
            from: self.from.map_or(i64::MIN, WallTime::unix_millis),
            to: self.to.map_or(i64::MAX, WallTime::unix_millis),
            words: words.into_iter().map(|word| Finder::new(word).into_owned()).collect(),
        })
    }

    /// Rows that fit, ascending. What narrows most is looked up first.
    fn candidates(&self, sought: &Sought<'_>) -> Vec<u32> {
        let shelf = sought.shelf;
        if !self.only.is_empty() {
            let rows = self.only.iter().filter_map(|number| shelf.place_of(*number));
            let of_customer = |row: &u32| self.customer.is_none_or(|code| shelf.names(*row, code));
            return rows.filter(|row| sought.fits_at(*row)).filter(of_customer).collect();
        }
        if let Some(code) = self.customer {
            return shelf.rows_naming(code).filter(|row| sought.fits_at(*row)).collect();
        }
        if let Some(word) = sought.words.first() {
            return shelf.rows_saying(word).filter(|row| sought.fits_at(*row)).collect();
        }
        let fitting = shelf.rows.iter().zip(0..).filter(|(row, _)| sought.fits(row));
        fitting.map(|(_, place)| place).collect()
    }
}

impl Sought<'_> {
    fn fits_at(&self, place: u32) -> bool {
        self.shelf.row(place).is_some_and(|row| self.fits(row))
    }

    fn fits(&self, row: &IndexRow) -> bool {
        self.account.is_none_or(|account| row.account == account)
            && self.act.is_none_or(|act| row.act == act)
            && self.outcome.is_none_or(|outcome| row.outcome == outcome)
            && self.group.is_none_or(|group| row.group == group)
            && row.wall_ms >= self.from
            && row.wall_ms < self.to
            && (self.record.is_none() || row.record() == self.record)
            && self.words.iter().all(|word| word.find(self.shelf.words_of(row)).is_some())
    }
}
