//! One function per thing a person can do: decide, log, act, in that order; the worker; snapshots for screens.

pub mod acts;
mod alarm;
pub mod code;
mod comparison;
pub mod demo;
pub mod entrance;
pub mod event;
pub mod evidence_check;
mod failure;
pub mod founding;
mod log_anchors;
mod log_desk;
pub mod log_verify;
pub mod password;
mod patience;
pub mod problem;
mod recovery;
pub mod request;
pub mod sample;
pub mod session;
pub mod sheet_entry;
pub mod snapshot;
pub mod tokens;
mod trail;
mod way_back;
mod witness;
pub mod worker;
