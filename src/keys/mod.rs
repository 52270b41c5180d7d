//! Keyslots, wraps, statements' envelopes and signatures, recovery shares: which key opens what, and where it belongs.

mod cbor;
pub mod code;
pub mod fingerprint;
pub mod hierarchy;
pub mod keyfile;
pub mod keyslot;
#[cfg(test)]
mod mutated;
pub mod place;
pub mod recovery;
pub mod share;
pub mod statement;
pub mod token;
pub(crate) mod travelled;
#[cfg(test)]
mod vectors;
pub mod words;
pub mod wrap;
