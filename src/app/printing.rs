//! Everything that a person sends to the printer goes through here: the event, then the printer, then how it ended.
//!
//! What is printed was decided as the act it belongs to; this says that it left on paper. Sheets of a vault that is being
//! founded are logged by `founding`, where nobody is logged in yet, and review slips as what is taken out of the log is.

use crate::audit::Event;
use crate::paper::PrintError;
use crate::policy::Act;

use super::attendant;
use super::problem::Problem;
use super::witness::Witness;

/// The title that the spooler shows: never what is on the paper.
const TITLE: &str = "Strongroom";

/// Prints a document; `what` it is, in the log's words.
pub(super) fn print(witness: &Witness, what: &str, pdf: &[u8]) -> Result<(), Problem> {
    let event = witness.event(Act::Print).with_words(what);
    witness.log(&event)?;
    let printed = send(pdf).map_err(Problem::from);
    witness.note_end(event, printed.as_ref().err());
    printed
}

/// The event of printing before anybody can log in.
pub(super) fn event(what: &str) -> Event {
    Event::new(Act::Print).with_words(what)
}

/// Sends a document whose event is written to the printer. What the spooler kept of it is removed once it is on paper.
pub(super) fn send(pdf: &[u8]) -> Result<(), PrintError> {
    attendant::print(pdf, TITLE)
}
