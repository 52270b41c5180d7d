//! `frames.bin`: frames as they lie in the log, one after the other, taken apart again by whoever checks evidence.

use super::check::BadEvidence;
use crate::audit::body::{self, Body};
use crate::audit::frame::{self, Found};
use crate::audit::{FrameNumber, evidence::file};

/// The frames of a file, by their bodies.
pub(super) struct Frames<'a> {
    bytes: &'a [u8],
    place: usize,
    number: FrameNumber,
}

impl<'a> Frames<'a> {
    pub(super) const fn new(bytes: &'a [u8], first: FrameNumber) -> Self {
        Self { bytes, place: 0, number: first }
    }

    /// The number that the next frame has.
    pub(super) const fn next_number(&self) -> FrameNumber {
        self.number
    }

    /// The next frame; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Body<'a>>, BadEvidence> {
        let bad = |why| Err(bad_frame(self.number, why));
        match frame::at(self.bytes, self.place) {
            Found::End => Ok(None),
            Found::Torn => bad("is cut off"),
            Found::Bad => bad("its checksum does not fit"),
            Found::Whole(bytes) => {
                let Some(body) = body::decode(bytes) else { return bad("is no frame") };
                if body.number != self.number {
                    return bad("has another number");
                }
                self.place += bytes.len() + frame::AROUND_BYTES;
                let next = self.number.checked_add(1);
                self.number = next.ok_or_else(|| bad_frame(self.number, "has no number behind it"))?;
                Ok(Some(body))
            }
        }
    }
}

/// What is wrong with a frame.
pub(super) fn bad_frame(number: FrameNumber, why: &str) -> BadEvidence {
    BadEvidence::new(&format!("{}, frame {number}", file::FRAMES), why)
}
