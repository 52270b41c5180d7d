//! What is owed of backups: one that is late, media that missed their turn or were long not verified, a drill. Pure.
//!
//! Called by `app`, for whoever keeps the register: at the log-in, and on their pages.

use crate::base::clock::WallTime;
use crate::base::id::MediumId;

use super::register::{GenerationRow, MediumRow};
use super::rotation;
use super::seen::Known;

/// A medium that nobody verified for so many days is to be.
pub const VERIFY_DAYS: u64 = 31;

/// A month, as the rules count it, in days.
const MONTH_DAYS: u64 = 31;

const DAY_MILLIS: i64 = 86_400_000;

/// One thing that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owed {
    /// A backup: the last whole one is so many days old; there is none yet.
    Backup(Option<u64>),
    /// What lies on a medium was found damaged: by its label.
    Damaged(String),
    /// A medium was left out of the turns: its label, and how many days ago it was written, if ever.
    Turn(String, Option<u64>),
    /// What lies on a medium was not verified for so many days: its label, and since when, if ever.
    Unverified(String, Option<u64>),
    /// A drill: the last one was so many days ago; there was none yet.
    Drill(Option<u64>),
}

/// The rules of the house that say when something is owed.
#[derive(Debug, Clone, Copy)]
pub struct DueRules {
    /// Days between backups.
    pub backup_days: u64,
    /// Months between drills.
    pub drill_months: u64,
}

/// Everything that is owed, the worst first.
pub fn owed(known: &Known<'_>, last_drill: Option<WallTime>, rules: DueRules) -> Vec<Owed> {
    let mut owed = Vec::new();
    let whole = known.generations.iter().map(|(_, row)| row).filter(|row| is_whole(row));
    let last = whole.map(|row| row.made).max();
    let since_last = last.map(|made| days(known, made));
    if since_last.is_none_or(|days| days > rules.backup_days) {
        owed.push(Owed::Backup(since_last));
    }
    let mut in_use: Vec<_> = known.media.iter().filter(|(_, row)| row.retired == 0).collect();
    in_use.sort_by_key(|(id, row)| (row.label.to_lowercase(), *id));
    let sets = rotation::turns(known).len().max(1) as u64;
    for (id, row) in &in_use {
        owed.extend(of_contents(known, *id, row));
    }
    for (id, row) in in_use.iter().filter(|(_, row)| !row.set.is_empty()) {
        owed.extend(of_turn(known, *id, row, 2 * sets * rules.backup_days));
    }
    let since_drill = last_drill.map(|at| days(known, at.unix_millis()));
    if last.is_some() && since_drill.is_none_or(|days| days > rules.drill_months * MONTH_DAYS) {
        owed.push(Owed::Drill(since_drill));
    }
    owed
}

/// What is owed of what lies on a medium: of its newest generation.
fn of_contents(known: &Known<'_>, medium: MediumId, row: &MediumRow) -> Option<Owed> {
    let newest = own(known, medium).max_by_key(|row| row.made)?;
    let verified = own(known, medium).map(|row| row.verified).max().filter(|at| *at != 0);
    let since = verified.map(|at| days(known, at));
    if newest.damaged > newest.verified {
        Some(Owed::Damaged(row.label.clone()))
    } else if since.is_none_or(|days| days > VERIFY_DAYS) {
        Some(Owed::Unverified(row.label.clone(), since))
    } else {
        None
    }
}

/// A medium that was not written for two rounds missed its turn.
fn of_turn(known: &Known<'_>, medium: MediumId, row: &MediumRow, most_days: u64) -> Option<Owed> {
    let written = own(known, medium).map(|row| row.made).max();
    let since = days(known, written.unwrap_or(row.enrolled));
    (since > most_days).then(|| Owed::Turn(row.label.clone(), written.map(|_| since)))
}

fn own<'a>(known: &Known<'a>, medium: MediumId) -> impl Iterator<Item = &'a GenerationRow> {
    let generations = known.generations.iter().map(|(_, row)| row);
    generations.filter(move |row| row.medium == *medium.as_bytes())
}

/// Whether a generation was read back whole, and was not found damaged since.
pub const fn is_whole(row: &GenerationRow) -> bool {
    row.verified > row.damaged
}

fn days(known: &Known<'_>, then_millis: i64) -> u64 {
    u64::try_from(known.now.unix_millis().saturating_sub(then_millis) / DAY_MILLIS).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::seen::MediaRules;
    use crate::base::id::GenerationId;

    const RULES: DueRules = DueRules { backup_days: 1, drill_months: 3 };

    fn medium(n: u8, set: &str, enrolled: i64, retired: i64) -> (MediumId, MediumRow) {
        let row = MediumRow {
            label: format!("Stick {n}"),
            place: String::new(),
            set: set.to_owned(),
            holder: String::new(),
            model: String::new(),
            serial: String::new(),
            enrolled: enrolled * DAY_MILLIS,
            retired,
        };
        (MediumId::from_bytes([n; 16]), row)
    }

    fn written(medium: u8, day: i64, verified: i64, damaged: i64) -> (GenerationId, GenerationRow) {
        let row = GenerationRow {
            medium: [medium; 16],
            folder: String::new(),
            made: day * DAY_MILLIS,
            full: true,
            bytes: 1,
            verified: verified * DAY_MILLIS,
            damaged: damaged * DAY_MILLIS,
        };
        (GenerationId::generate(), row)
    }

    fn at(
        day: i64,
        media: &[(MediumId, MediumRow)],
        generations: &[(GenerationId, GenerationRow)],
        drill: Option<i64>,
    ) -> Vec<Owed> {
        let rules = MediaRules { sets: 3, years: 5, writes: 1000, failures: 1 };
        let now = WallTime::from_unix_millis(day * DAY_MILLIS);
        let known = Known { media, generations, rules, needed: 0, now };
        owed(&known, drill.map(|day| WallTime::from_unix_millis(day * DAY_MILLIS)), RULES)
    }

    #[test]
    fn a_house_without_a_backup_owes_one_and_no_drill_yet() {
        assert_eq!(at(9, &[], &[], None), [Owed::Backup(None)]);
    }

    #[test]
    fn nothing_is_owed_in_good_order() {
        let media = [medium(1, "A", 1, 0), medium(2, "B", 1, 0), medium(3, "C", 1, 0)];
        let generations = [written(1, 8, 8, 0), written(2, 9, 9, 0), written(3, 10, 10, 0)];
        assert_eq!(at(11, &media, &generations, Some(2)), []);
    }

    #[test]
    fn each_thing_is_owed_from_its_day_on() {
        let media = [medium(1, "A", 1, 0), medium(2, "B", 1, 0), medium(3, "", 1, 0), medium(4, "A", 1, 5)];
        let generations = [written(1, 40, 40, 0), written(2, 34, 34, 39), written(3, 2, 2, 0)];
        let owed = at(42, &media, &generations, Some(42 - 94));
        assert_eq!(
            owed,
            [
                Owed::Backup(Some(2)),
                Owed::Damaged("Stick 2".to_owned()),
                Owed::Unverified("Stick 3".to_owned(), Some(40)),
                Owed::Turn("Stick 2".to_owned(), Some(8)),
                Owed::Drill(Some(94)),
            ]
        );
        assert_eq!(at(41, &media[..1], &generations, Some(41)), [], "one day is no delay");
    }

    #[test]
    fn a_medium_that_was_never_written_is_missed_after_two_rounds() {
        let media = [medium(1, "A", 1, 0), medium(2, "B", 1, 0)];
        let generations = [written(1, 6, 6, 0)];
        assert_eq!(at(5, &media, &generations, Some(5)), []);
        assert_eq!(at(6, &media, &generations, Some(6)), [Owed::Turn("Stick 2".to_owned(), None)]);
    }
}
