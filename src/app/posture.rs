//! The posture as this machine shows it, before anyone is logged in: for `doctor`, and the beginning of what
//! `acts::posture` tells those who are.
//!
//! Looks, changes nothing and logs nothing: what is told here anyone at the machine can see.

use std::path::Path;

use crate::airgap::Verdict;
use crate::airgap::posture::{self, Guarded, Here, Row, SessionKind, Space, Subject};
use crate::base::clock::{Clock, WallTime};
use crate::base::fs::room_at;
use crate::base::limits::{FREE_FLOOR_BYTES, FREE_FLOOR_PERCENT};

use super::confinement;
use super::entrance::open_sealed;
use super::problem::Problem;
use super::snapshot::{Colour, ConfinementFace, PostureFace};

/// What the machine shows; of the vault in `folder` what can be seen from outside of it.
pub fn look_around(
    system_root: &Path,
    clock: &dyn Clock,
    folder: Option<&Path>,
) -> Result<PostureFace, Problem> {
    if let Some(folder) = folder {
        open_sealed(folder)?;
    }
    let wall = clock.wall();
    Ok(face_of(machine_rows(system_root, wall, None, folder), wall))
}

/// The rows that need no log-in. `passed` is the latest moment that is known to have passed.
pub(super) fn machine_rows(
    system_root: &Path,
    wall: WallTime,
    passed: Option<WallTime>,
    folder: Option<&Path>,
) -> Vec<Row> {
    let user = rustix::process::getuid().as_raw();
    let here = Here { user, session: session_kind(), wall, passed };
    // What is mounted where is told of the path without links.
    let vault = folder.and_then(|folder| folder.canonicalize().ok());
    let mut rows = posture::look(system_root, &here, vault.as_deref());
    rows.push(posture::space(vault.as_deref().and_then(space_of)));
    rows.push(posture::folder(vault.as_deref().and_then(|vault| posture::permissions_of(vault, user))));
    rows.push(posture::confinement(guarded(&confinement::face())));
    rows
}

/// The rows in their order, and the worst of them.
pub(super) fn face_of(mut rows: Vec<Row>, seen_at: WallTime) -> PostureFace {
    let place = |row: &Row| Subject::ALL.iter().position(|subject| *subject == row.subject());
    rows.sort_by_key(place);
    let worst = rows.iter().map(Row::colour).max().unwrap_or(Verdict::Amber);
    PostureFace { rows, seen_at, colour: worst.into() }
}

/// What the self-test came to; nothing in a process that was never confined.
fn guarded(face: &ConfinementFace) -> Option<Guarded> {
    let count = |colour| face.rows.iter().filter(|row| row.colour == colour).count() as u64;
    match (count(Colour::Red), count(Colour::Amber)) {
        _ if face.rows.is_empty() => None,
        (0, 0) => Some(Guarded::Held),
        (0, weaker) => Some(Guarded::Weaker(weaker)),
        (broken, _) => Some(Guarded::Broken(broken)),
    }
}

fn session_kind() -> SessionKind {
    SessionKind::of(&|name| std::env::var(name).ok())
}

fn space_of(vault: &Path) -> Option<Space> {
    let room = room_at(vault).ok()?;
    let floor = FREE_FLOOR_BYTES.max(room.total_bytes / 100 * FREE_FLOOR_PERCENT);
    Some(Space { free: room.free_bytes, floor })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::snapshot::ConfinedRow;

    #[test]
    fn one_check_that_failed_is_worse_than_many_that_are_weaker() {
        let of = |colours: &[Colour]| {
            let rows = colours.iter().map(|colour| ConfinedRow { key: "network", colour: *colour }).collect();
            guarded(&ConfinementFace { rows })
        };
        let (green, amber, red) = (Colour::Green, Colour::Amber, Colour::Red);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[green, green]), Some(Guarded::Held));
        assert_eq!(of(&[green, amber, amber]), Some(Guarded::Weaker(2)));
        assert_eq!(of(&[amber, red, amber]), Some(Guarded::Broken(1)));
    }
}
