//! Every screen, found and driven by the labels that a screen reader reads, in both languages; and the texts.
//!
//! In front of the vault the worker is played by hand (`front`).

mod front;

mod founding;
mod helping;
mod locking;
mod texts;
mod unlocking;
