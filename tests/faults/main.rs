//! What the vault survives: kills, power cuts, full disks, flipped bits; and what it never leaves behind: plaintext.
//!
//! Every test runs the real `strongroom` program as an ordinary user on a copy of a small practice vault, through the
//! command line. An ordinary run takes a fixed, seeded sample of the points; `STRONGROOM_LONG=1` takes all. What needs
//! root (loop devices, power cuts) says so and is left out without it.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that meets what it does not expect should end, and say where"
)]

mod acts;
mod backup_memory;
mod backup_night;
mod backup_sticks;
mod backups;
mod bit_flips;
mod canary;
mod deleting;
mod desk;
mod dice;
mod full_disk;
mod house;
mod kills;
mod leaving;
mod log_attacks;
mod log_house;
mod log_kills;
mod memory;
mod power_cuts;
mod restores;
mod sheets;
mod shim;
mod stage;
mod trio;
mod two_person;
