//! The ground floor: ids, client codes, base64, the clock, atomic file writes, size limits, and how long work is watched.
//!
//! Knows nothing of cryptography, people or databases. Everyone may import it; it imports no other room.

pub mod base64;
pub mod clock;
pub mod code;
pub mod fold;
pub mod fs;
pub mod id;
pub mod job;
pub mod limits;
pub mod person;
pub mod speed;
pub mod wrong;
