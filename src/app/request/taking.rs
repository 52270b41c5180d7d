//! What may be taken out of the access log: evidence, a customer's report, lists and slips; and its old parts, to an
//! archive.
//!
//! All of it runs beside the worker, with progress, and can be cancelled: nothing half-made is left under its name.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::app::snapshot::{ListForm, LogFilter};
use crate::base::code::ClientCode;
use crate::texts::Language;

use super::people::Consent;

/// One thing that is taken out of the access log. Only by those who hold the reader key; `folder` lies outside of the
/// vault, and a new folder with a telling name is made in it. Answered by [`Answer::Taken`](crate::app::event::Answer::Taken)
/// if nothing else is said.
pub enum TakeWish {
    /// Evidence of everything that was logged on these days: see FORMAT, "Evidence".
    Evidence {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
        /// Where the new folder is made.
        folder: PathBuf,
        /// Why.
        reason: String,
    },
    /// Who opened a customer's file: a PDF and a table, signed.
    Report {
        /// The customer.
        code: ClientCode,
        /// Where the new folder is made.
        folder: PathBuf,
        /// Why, such as the customer's request.
        reason: String,
        /// The language of the PDF.
        language: Language,
    },
    /// Events that fit, as a plain list without proofs.
    List {
        /// What is looked for.
        filter: Box<LogFilter>,
        /// How it is written.
        form: ListForm,
        /// Where the file is made, under a telling name.
        folder: PathBuf,
        /// Why.
        reason: String,
    },
    /// The review slip of this moment, as a PDF at this path.
    SaveSlip {
        /// The file to write.
        path: PathBuf,
        /// The language of the slip.
        language: Language,
    },
    /// The review slip of this moment, to the printer. Answered by `Done`.
    PrintSlip {
        /// The language of the slip.
        language: Language,
    },
    /// What could be archived now. Answered by [`Answer::ArchiveDue`](crate::app::event::Answer::ArchiveDue).
    ArchiveDue,
    /// Take the segments that are older than the rule says to an archive. It needs two, or a reason.
    Archive {
        /// Where the new folder is made.
        folder: PathBuf,
        /// How it gets its second signature; it cannot wait in the queue.
        consent: Consent,
    },
}
