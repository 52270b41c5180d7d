//! The failed log-ins once more, beside the log: so that deleting the log, or putting an older one back, does not give
//! the tries back unnoticed. Signed by the machine, like everything that is written before anyone is logged in.
//!
//! The log counts; this file is believed only where the log no longer is what it was when the file was written. Whoever
//! deletes both, or puts both back together, is not seen here (but by the account's anchor, where one is newer).

use std::io;

use minicbor::{Decode, Encode};

use crate::base::clock::WallTime;
use crate::base::id::VaultId;
use crate::crypto::hash::Digest;
use crate::crypto::sign::{Signature, SignedKind, SigningKey, VerifyingKey};

use super::account::{AccountFileError, AccountHandle, load_summed, store_summed};
use super::anchor::LogHead;
use super::cbor;
use super::layout::Layout;

/// The most accounts that are kept; the oldest go first.
const MOST_TRIES: usize = 1024;

/// Failed log-ins of one account in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Try {
    /// The account's file name; of an account that may not exist.
    pub account: AccountHandle,
    /// How many.
    pub failures: u32,
    /// The start of the machine when the last of them was.
    pub boot: [u8; 16],
    /// How long after it, in milliseconds.
    pub since_boot_millis: u64,
    /// What the wall clock said.
    pub wall: WallTime,
}

/// All of them, and how long the log was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tries {
    /// The log's head when this was written.
    pub log: LogHead,
    /// Those that the log counts, the one that failed last at the end.
    pub tries: Vec<Try>,
    /// Those that the log no longer knew when this was written: they count as well.
    pub lost: Vec<Try>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct TryWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    account: [u8; 32],
    #[n(1)]
    failures: u32,
    #[cbor(n(2), with = "minicbor::bytes")]
    boot: [u8; 16],
    #[n(3)]
    since_boot_millis: u64,
    #[n(4)]
    wall_millis: i64,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct TriesWire {
    #[n(0)]
    events: u64,
    #[cbor(n(1), with = "minicbor::bytes")]
    hash: [u8; 32],
    #[n(2)]
    tries: Vec<TryWire>,
    #[n(3)]
    lost: Vec<TryWire>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct SignedWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Tries {
    /// Writes the file.
    pub fn store(&self, layout: &Layout, vault: VaultId, machine: &SigningKey) -> io::Result<()> {
        let wire = TriesWire {
            events: self.log.events,
            hash: self.log.hash.0,
            tries: to_wire(&self.tries),
            lost: to_wire(&self.lost),
        };
        let body = cbor::to_bytes(&wire);
        let signature = machine.sign(SignedKind::FailedLogIns, vault, &body).0;
        store_summed(&layout.tries(), cbor::to_bytes(&SignedWire { body, signature }))
    }

    /// Reads the file; `Missing` before the first failed log-in.
    pub fn load(layout: &Layout, vault: VaultId, machine: &VerifyingKey) -> Result<Self, AccountFileError> {
        let content = load_summed(&layout.tries())?;
        let wire: SignedWire = cbor::from_bytes(&content).ok_or(AccountFileError::Damaged)?;
        machine
            .verify(SignedKind::FailedLogIns, vault, &wire.body, &Signature(wire.signature))
            .or(Err(AccountFileError::Damaged))?;
        let wire: TriesWire = cbor::from_bytes(&wire.body).ok_or(AccountFileError::Damaged)?;
        let log = LogHead { events: wire.events, hash: Digest(wire.hash) };
        Ok(Self { log, tries: from_wire(&wire.tries), lost: from_wire(&wire.lost) })
    }
}

fn to_wire(tries: &[Try]) -> Vec<TryWire> {
    let kept = tries.iter().skip(tries.len().saturating_sub(MOST_TRIES));
    let wires = kept.map(|tried| TryWire {
        account: tried.account.0.0,
        failures: tried.failures,
        boot: tried.boot,
        since_boot_millis: tried.since_boot_millis,
        wall_millis: tried.wall.unix_millis(),
    });
    wires.collect()
}

fn from_wire(wires: &[TryWire]) -> Vec<Try> {
    let tries = wires.iter().map(|wire| Try {
        account: AccountHandle(Digest(wire.account)),
        failures: wire.failures,
        boot: wire.boot,
        since_boot_millis: wire.since_boot_millis,
        wall: WallTime::from_unix_millis(wire.wall_millis),
    });
    tries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(failures: u32, wall: i64) -> Tries {
        let tried = Try {
            account: AccountHandle(Digest([3; 32])),
            failures,
            boot: [4; 16],
            since_boot_millis: 900,
            wall: WallTime::from_unix_millis(wall),
        };
        Tries { log: LogHead { events: 12, hash: Digest([7; 32]) }, tries: vec![tried], lost: vec![tried] }
    }

    #[test]
    fn every_changed_bit_and_another_vault_or_machine_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        let (vault, machine) = (VaultId::generate(), SigningKey::generate());
        let public = machine.verifying();
        assert!(matches!(Tries::load(&layout, vault, &public), Err(AccountFileError::Missing)));
        sample(5, 1).store(&layout, vault, &machine).unwrap();
        assert_eq!(Tries::load(&layout, vault, &public).unwrap(), sample(5, 1));
        assert!(Tries::load(&layout, VaultId::generate(), &public).is_err());
        assert!(Tries::load(&layout, vault, &SigningKey::generate().verifying()).is_err());
        let whole = std::fs::read(layout.tries()).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(layout.tries(), &flipped).unwrap();
            assert!(Tries::load(&layout, vault, &public).is_err(), "bit {bit}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_was_written_is_read(failures in any::<u32>(), wall in any::<i64>()) {
            let folder = tempfile::tempdir().unwrap();
            let layout = Layout::new(folder.path());
            let (vault, machine) = (VaultId::generate(), SigningKey::generate());
            sample(failures, wall).store(&layout, vault, &machine).unwrap();
            prop_assert_eq!(Tries::load(&layout, vault, &machine.verifying()).unwrap(), sample(failures, wall));
        }
    }
}
