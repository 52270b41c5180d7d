//! Every screen, found and driven by the labels that a screen reader reads, in both languages; and the texts.
//!
//! In front of the vault the worker is played by hand (`front`). At the unlocked desk (`desk`) it is played by
//! `house`, a vault made of rows.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that meets what it does not expect should end, and say where"
)]

mod closing;
mod crew;
mod deleting;
mod desk;
mod front;
mod house;
mod logbook;
mod sticks;

mod access;
mod adding;
mod agreements;
mod air_gap;
mod backups;
mod by_sheets;
mod checking;
mod customers;
mod drilling;
mod dropping;
mod founding;
mod groups;
mod helping;
mod locking;
mod log;
mod log_alarm;
mod log_taking;
mod own;
mod pairs;
mod people;
mod posture;
mod records;
mod recovering;
mod restoring;
mod rules;
mod sheets;
mod taking_out;
mod texts;
mod unlocking;
mod viewing;
