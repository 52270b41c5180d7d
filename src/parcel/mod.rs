//! age files and tar streams, in and out, with limits: what leaves the vault so that stock tools open it again.
//!
//! Knows nothing of vaults or media. `staff` seals each new key with it, and `backup` its volumes. Age's X25519 is not
//! post-quantum, unlike the wraps of the living vault; that is the price of opening with Debian's `age`.

mod behind;
mod error;
mod recipient;
mod small;
mod volume;

pub use error::ParcelError;
pub use recipient::{Identity, Recipient};
pub use small::{open_small, seal_small};
pub use volume::{Entry, VolumeReader, VolumeWriter, Written, entry_cost};
