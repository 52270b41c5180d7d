//! The technicians' log: what a technician needs to know of the program, and nothing that belongs to a customer.
//!
//! A message is one of a closed set that has no room for free text: numbers, and words of this source. So no name, code,
//! title or path can get into it, whoever writes. It is no access log: it proves nothing, and may be deleted. Written
//! by `app` and above through [`note`]; opened once by the program, by tests through [`Journal`].

mod journal;
mod message;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

pub use journal::Journal;
pub use message::{Driver, Ending, Message, Place, Task};

use crate::base::clock::{SharedClock, SystemClock};

use super::snapshot::{AirGapFace, Colour, ConfinementFace};

/// The log of this process, once it is open.
static JOURNAL: OnceLock<Journal> = OnceLock::new();

/// The air gap as it was noted last: its colour and how many devices, packed; nothing noted yet is no such value.
static AIR_GAP: AtomicU64 = AtomicU64::new(u64::MAX);

/// Opens the log of this process where the person's own state is kept, before the process confines itself, and notes
/// the start. Without it, or where it cannot be written, the program runs all the same.
pub fn open() {
    let clock: SharedClock = Arc::new(SystemClock);
    if let Some(journal) = Journal::of_person(clock)
        && JOURNAL.set(journal).is_ok()
    {
        note(&Message::started());
    }
}

/// Notes something, in a process that opened its log.
pub fn note(message: &Message) {
    if let Some(journal) = JOURNAL.get() {
        journal.write(message);
    }
}

/// Notes how many checks of the confinement hold, are weaker here, or do not hold.
pub(super) fn note_confinement(found: &ConfinementFace) {
    let of = |colour| {
        u32::try_from(found.rows.iter().filter(|row| row.colour == colour).count()).unwrap_or(u32::MAX)
    };
    note(&Message::Confined { held: of(Colour::Green), weaker: of(Colour::Amber), broken: of(Colour::Red) });
}

/// Notes what the guard sees, where that is not what was noted last.
pub fn note_air_gap(seen: &AirGapFace) {
    let devices = u32::try_from(seen.devices().len()).unwrap_or(u32::MAX);
    let colour = match seen.colour {
        Colour::Green => 0,
        Colour::Amber => 1,
        Colour::Red => 2,
    };
    let packed = colour << 32 | u64::from(devices);
    if AIR_GAP.swap(packed, Ordering::Relaxed) != packed {
        note(&Message::AirGap { colour: seen.colour, devices });
    }
}
