//! The vault and its people through their public doors: founding, unlocking, verifying, and every kind of tampering.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

mod content;
mod damage;
mod finding;
mod fixture;
mod found;
mod group;
mod groups;
mod moving;
mod real;
mod recovery;
mod speed;
mod tamper_files;
mod tamper_registry;
mod unlock;
mod vector;
