//! What may be asked about the recovery sheets of a vault that is open.

use std::path::PathBuf;

use zeroize::Zeroizing;

use super::Consent;
use crate::texts::Language;

/// One thing about the sheets.
pub enum SheetWish {
    /// Which are in use. Answered by [`Answer::Sheets`](crate::app::event::Answer::Sheets).
    Look,
    /// Draw a new set. Answered by [`Answer::SheetsDrawn`](crate::app::event::Answer::SheetsDrawn).
    Draw,
    /// Forget a set that was drawn.
    Drop,
    /// Save one of the new sheets as a PDF.
    Save {
        /// Which, from 1.
        number: u8,
        /// The file to write.
        path: PathBuf,
        /// The language it is printed in.
        language: Language,
    },
    /// Send one of the new sheets to the printer.
    Print {
        /// Which, from 1.
        number: u8,
        /// The language it is printed in.
        language: Language,
    },
    /// Put the new set in the place of the one in use.
    Replace {
        /// Enough of the new sheets, as they were typed in again.
        sheets: Vec<Zeroizing<String>>,
        /// Why, in writing.
        reason: String,
        /// It needs two.
        consent: Consent,
    },
    /// What one sheet is. Answered by [`Answer::Sheet`](crate::app::event::Answer::Sheet); also before any log-in.
    Check(Zeroizing<String>),
}
