//! Everything printed: plain structs in, PDF bytes out, and the way to the system's printer.
//!
//! Knows no vault and no key: whoever asks for a page brings the words that are on it. Nothing is written to a file here.

mod access_report;
mod agreement;
mod canvas;
mod code;
mod colophon;
mod face;
mod flow;
mod posture;
mod print;
#[cfg(test)]
mod reading;
mod sheet;
mod slip;
mod suspicion;

pub use access_report::{AccessReport, AccessRow, ReportTexts, access_report};
pub use agreement::{SignedAgreement, SignedTexts, signed_agreement};
pub use colophon::{Colophon, ColophonTexts, LogHead};
pub use posture::{Light, PostureReport, PostureRow, PostureTexts, posture_report};
pub use print::{PrintError, Spooled, print};
pub use sheet::{RecoverySheet, SheetTexts, recovery_sheet};
pub use slip::{ReviewSlip, SlipTexts, review_slip};
pub use suspicion::{SuspicionSlip, SuspicionTexts, suspicion_slip};

/// A page that could not be made: a text with characters that the typeface lacks, or a code too long to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the page cannot be set")]
pub struct NotSet;
