//! Which set of media is due: they are used in turn, the one that was written longest ago first. Pure.
//!
//! Turns need several sets: with fewer than the rule asks for, any medium is welcome. Media of no set stand aside.

use std::collections::BTreeMap;

use crate::base::clock::WallTime;
use crate::base::id::MediumId;

use super::seen::Known;

/// A set that was written within so many hours stays the one that is due: a second backup of a day changes no turn.
const SAME_TURN_HOURS: i64 = 12;

/// The set that is due; nothing while there are too few to take turns.
pub fn set_due<'a>(known: &Known<'a>) -> Option<&'a str> {
    let mut last: BTreeMap<&'a str, i64> = BTreeMap::new();
    let in_use = known.media.iter().filter(|(_, row)| row.retired == 0 && !row.set.is_empty());
    for (medium, row) in in_use {
        let written = last_written(known, *medium).unwrap_or(i64::MIN);
        let set = last.entry(row.set.as_str()).or_insert(i64::MIN);
        *set = written.max(*set);
    }
    if (last.len() as u64) < known.rules.sets.max(2) {
        return None;
    }
    let (newest, at) = last.iter().max_by_key(|(_, at)| **at)?;
    let since_millis = known.now.unix_millis().saturating_sub(*at);
    if since_millis < SAME_TURN_HOURS * 3_600_000 {
        return Some(newest);
    }
    last.iter().min_by_key(|(_, at)| **at).map(|(set, _)| *set)
}

/// When a medium was last written, as far as the register knows.
fn last_written(known: &Known<'_>, medium: MediumId) -> Option<i64> {
    let own = known.generations.iter().filter(|(_, row)| row.medium == *medium.as_bytes());
    own.map(|(_, row)| row.made).max()
}

/// When each set was last written; nothing for one that never was. For the page that shows the turns.
pub fn turns(known: &Known<'_>) -> Vec<(String, Option<WallTime>)> {
    let mut turns: BTreeMap<&str, Option<i64>> = BTreeMap::new();
    for (medium, row) in known.media.iter().filter(|(_, row)| row.retired == 0 && !row.set.is_empty()) {
        let set = turns.entry(row.set.as_str()).or_default();
        *set = last_written(known, *medium).max(*set);
    }
    turns.into_iter().map(|(set, at)| (set.to_owned(), at.map(WallTime::from_unix_millis))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::register::{GenerationRow, MediumRow};
    use crate::backup::seen::MediaRules;
    use crate::base::id::GenerationId;

    const HOUR: i64 = 3_600_000;

    /// Which set is due at this hour: media by their sets, and which of them was written in which hour.
    fn due(sets: &[&str], written: &[(u8, i64)], hour: i64) -> Option<String> {
        let row = |set: &str| MediumRow {
            label: String::new(),
            place: String::new(),
            set: set.trim_end_matches('!').to_owned(),
            holder: String::new(),
            model: String::new(),
            serial: String::new(),
            enrolled: 0,
            retired: i64::from(set.ends_with('!')),
        };
        let media: Vec<_> =
            (0_u8..).zip(sets).map(|(n, set)| (MediumId::from_bytes([n; 16]), row(set))).collect();
        let generations: Vec<_> = written
            .iter()
            .map(|&(n, hour)| {
                let made = hour * HOUR;
                let (folder, medium) = (String::new(), [n; 16]);
                let row =
                    GenerationRow { medium, folder, made, full: true, bytes: 0, verified: 0, damaged: 0 };
                (GenerationId::generate(), row)
            })
            .collect();
        let rules = MediaRules { sets: 3, years: 1, writes: 1, failures: 1 };
        let now = WallTime::from_unix_millis(hour * HOUR);
        set_due(&Known { media: &media, generations: &generations, rules, needed: 0, now }).map(str::to_owned)
    }

    #[test]
    fn sets_take_turns() {
        let sets = ["A", "B", "C"];
        let due = |written: &[(u8, i64)], hour| due(&sets, written, hour).unwrap();
        assert_eq!(due(&[], 0), "A", "none was ever written");
        assert_eq!(due(&[(0, 0)], 1), "A", "a second one of the same day");
        assert_eq!(due(&[(0, 0)], 12), "B");
        assert_eq!(due(&[(0, 0), (1, 24)], 48), "C");
        assert_eq!(due(&[(0, 0), (1, 24), (2, 48)], 72), "A");
        assert_eq!(due(&[(0, 0), (1, 24), (2, 48), (0, 72)], 96), "B");
        // A clock that went back changes no turn.
        assert_eq!(due(&[(0, 0), (1, 24), (2, 48)], 30), "C");
    }

    #[test]
    fn turns_take_enough_sets_and_a_retired_medium_has_none() {
        assert_eq!(due(&["A", "B"], &[], 0), None);
        assert_eq!(due(&["A", "B", ""], &[], 0), None);
        assert_eq!(due(&["A", "B", "C!"], &[], 0), None);
        assert_eq!(due(&["A!", "A", "B", "C"], &[(0, 90), (1, 1), (2, 2), (3, 3)], 100).unwrap(), "A");
        // Two media of one set: what was written to either counts.
        assert_eq!(due(&["A", "A", "B", "C"], &[(1, 30), (2, 2), (3, 3)], 100).unwrap(), "B");
    }
}
