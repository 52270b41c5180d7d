//! Which generations may go: by their age, never by how many there are. Pure.

use std::collections::BTreeSet;

use crate::base::clock::WallTime;
use crate::base::id::GenerationId;

use super::chain::{Generation, Shelf};

/// The generations of a medium that are older than `days`, but never one that a younger one needs, and never the last
/// verified one, what it needs, or one after it. With nothing verified, nothing goes.
pub fn expired<'s>(
    shelf: &'s Shelf,
    verified: &BTreeSet<GenerationId>,
    now: WallTime,
    days: u64,
) -> Vec<&'s Generation> {
    let last_verified = shelf
        .generations
        .iter()
        .rev()
        .find(|one| verified.contains(&one.manifest.generation) && shelf.chain(one).is_ok());
    let Some(last_verified) = last_verified else { return Vec::new() };
    let longest = i64::try_from(days.saturating_mul(86_400_000)).unwrap_or(i64::MAX);
    let old = |one: &Generation| now.unix_millis().saturating_sub(one.manifest.made.unix_millis()) > longest;
    let mut needed = BTreeSet::new();
    for one in shelf.generations.iter().filter(|one| !old(one)).chain([last_verified]) {
        match shelf.chain(one) {
            Ok(chain) => needed.extend(chain.iter().map(|one| one.manifest.generation)),
            Err(_) => {
                needed.insert(one.manifest.generation);
            }
        }
    }
    // Nothing after the last verified one goes either: what is youngest on a medium must be there when it is verified.
    let before = shelf
        .generations
        .iter()
        .take_while(|one| one.manifest.generation != last_verified.manifest.generation);
    before.filter(|one| !needed.contains(&one.manifest.generation)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::manifest::{Parent, tests::example};
    use crate::base::id::AccountId;
    use crate::crypto::hash::Digest;

    const DAY: i64 = 86_400_000;

    /// Each generation: its number, the day it was made, its parent.
    fn shelf(of: &[(u8, i64, Option<u8>)]) -> Shelf {
        let id = |n| GenerationId::from_bytes([n; 16]);
        let generations = of.iter().map(|&(n, day, parent)| {
            let mut manifest = example(1, 1, false);
            manifest.generation = id(n);
            manifest.made = WallTime::from_unix_millis(day * DAY);
            manifest.parent = parent.map(|n| Parent {
                generation: id(n),
                folder: format!("g{n}"),
                sha256: Digest([n; 32]),
            });
            let by = AccountId::from_bytes([0; 16]);
            Generation { folder: format!("g{n}").into(), manifest, sha256: Digest([n; 32]), by }
        });
        Shelf { generations: generations.collect(), ..Shelf::default() }
    }

    fn gone(shelf: &Shelf, verified: &[u8], now: i64) -> Vec<String> {
        let verified = verified.iter().map(|n| GenerationId::from_bytes([*n; 16])).collect();
        let now = WallTime::from_unix_millis(now * DAY);
        expired(shelf, &verified, now, 100).into_iter().map(Generation::name).collect()
    }

    #[test]
    fn what_is_needed_or_was_verified_last_stays() {
        let shelf = shelf(&[(1, 0, None), (2, 10, Some(1)), (3, 50, None), (4, 120, Some(3))]);
        assert_eq!(gone(&shelf, &[1, 2, 3, 4], 60), Vec::<String>::new());
        assert_eq!(gone(&shelf, &[1, 2, 3, 4], 130), ["g1", "g2"]);
        assert_eq!(gone(&shelf, &[1, 2, 3, 4], 160), ["g1", "g2"], "a younger one needs the third");
        assert_eq!(gone(&shelf, &[3], 1000), ["g1", "g2"]);
        assert_eq!(gone(&shelf, &[2], 160), Vec::<String>::new(), "the last verified one and what it needs");
        assert_eq!(gone(&shelf, &[1, 2, 3, 4], 1000), ["g1", "g2"]);
        assert_eq!(gone(&shelf, &[], 1000), Vec::<String>::new());
    }
}
