//! The real window on a virtual screen: real keys and a real mouse, aimed by what a screen reader finds there, and judged
//! by what is shown and by what the command line finds in the vault afterwards.
//!
//! Pictures of every step lie in `target/tmp/window`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "a test that meets what it does not expect should end, and say where"
)]

mod desktop;
mod dropped;
mod gallery;
mod gallery_backups;
mod gallery_gap;
mod gallery_people;
mod hands;
mod killed;
mod kiosk;
mod login;
mod memory;
mod planted;
mod restoring;
mod scan;
mod session;
mod signals;
mod story;
mod traces;
mod tree;
mod veth;
