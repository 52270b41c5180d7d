//! The anchor: what one account last saw of the vault, so that older files put back are noticed when they return.
//!
//! Signed by the account's key and sealed under a key that only the account can derive.

use std::collections::BTreeMap;
use std::io;

use minicbor::{Decode, Encode};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::sign::{Signature, SignedKind};
use crate::keys::keyslot::{AccountKeys, AccountPublic};

use super::account::{AccountFileError, AccountHandle, load_summed, store_summed};
use super::cbor;
use super::layout::Layout;

/// What the sealed bytes are about; vault and account are bound into the key.
const ABOUT: &[u8] = b"anchor";

/// How long the log was and its last hash, as `audit` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogHead {
    /// How many events the log holds.
    pub events: u64,
    /// What commits to all of them.
    pub hash: Digest,
}

/// The last statement of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainHead {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: Digest,
}

/// What an account last saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// When, by the wall clock.
    pub at: WallTime,
    /// When the person last worked here in full standing; as [`Self::at`] before the first log-in. What inactivity is
    /// counted from: a renewal session moves the time on, but is no work.
    pub active_at: WallTime,
    /// The log's head; none before the first event.
    pub log: Option<LogHead>,
    /// The statements' head.
    pub chain: ChainHead,
    /// The commit counters of the databases, by path relative to the vault's folder.
    pub counters: BTreeMap<String, u64>,
}

/// The plain content, inside the seal.
#[derive(Encode, Decode)]
#[cbor(array)]
struct AnchorWire {
    #[n(0)]
    at_millis: i64,
    #[n(1)]
    active_at_millis: i64,
    #[n(2)]
    log: Option<HeadWire>,
    #[n(3)]
    chain: HeadWire,
    #[n(4)]
    counters: Vec<(String, u64)>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct HeadWire {
    #[n(0)]
    number: u64,
    #[cbor(n(1), with = "minicbor::bytes")]
    hash: [u8; 32],
}

/// The file's content: the sealed anchor and the account's signature over the sealed bytes, so that anyone with the
/// account's public key can check the file.
#[derive(Encode, Decode)]
#[cbor(array)]
struct SealedWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    sealed: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Anchor {
    /// Writes the anchor of an account.
    pub fn store(
        &self,
        layout: &Layout,
        handle: AccountHandle,
        place: (VaultId, AccountId),
        keys: &AccountKeys,
    ) -> io::Result<()> {
        let plain = cbor::to_bytes(&self.to_wire());
        let sealed = keys.anchor_key(place.0, place.1).seal(ABOUT, &plain);
        let signature = keys.signing.sign(SignedKind::Anchor, place.0, &signed_message(place, &sealed)).0;
        store_summed(&layout.anchor(handle), cbor::to_bytes(&SealedWire { sealed, signature }))
    }

    /// Reads the anchor of an account: the signature first, then the seal.
    pub fn load(
        layout: &Layout,
        handle: AccountHandle,
        place: (VaultId, AccountId),
        keys: &AccountKeys,
    ) -> Result<Self, AccountFileError> {
        let sealed = load_signed(layout, handle, place, &keys.public())?;
        let plain =
            keys.anchor_key(place.0, place.1).open(ABOUT, &sealed).or(Err(AccountFileError::Damaged))?;
        cbor::from_bytes(&plain).and_then(Self::from_wire).ok_or(AccountFileError::Damaged)
    }

    /// Checks the file of an account, as far as that goes without its private keys.
    pub fn check(
        layout: &Layout,
        handle: AccountHandle,
        place: (VaultId, AccountId),
        public: &AccountPublic,
    ) -> Result<(), AccountFileError> {
        load_signed(layout, handle, place, public).map(drop)
    }

    fn to_wire(&self) -> AnchorWire {
        AnchorWire {
            at_millis: self.at.unix_millis(),
            active_at_millis: self.active_at.unix_millis(),
            log: self.log.map(|log| HeadWire { number: log.events, hash: log.hash.0 }),
            chain: HeadWire { number: self.chain.number, hash: self.chain.hash.0 },
            counters: self.counters.clone().into_iter().collect(),
        }
    }

    fn from_wire(wire: AnchorWire) -> Option<Self> {
        let many = wire.counters.len();
        let counters: BTreeMap<String, u64> = wire.counters.into_iter().collect();
        (counters.len() == many).then_some(Self {
            at: WallTime::from_unix_millis(wire.at_millis),
            active_at: WallTime::from_unix_millis(wire.active_at_millis),
            log: wire.log.map(|log| LogHead { events: log.number, hash: Digest(log.hash) }),
            chain: ChainHead { number: wire.chain.number, hash: Digest(wire.chain.hash) },
            counters,
        })
    }
}

fn load_signed(
    layout: &Layout,
    handle: AccountHandle,
    place: (VaultId, AccountId),
    public: &AccountPublic,
) -> Result<Vec<u8>, AccountFileError> {
    let content = load_summed(&layout.anchor(handle))?;
    let wire: SealedWire = cbor::from_bytes(&content).ok_or(AccountFileError::Damaged)?;
    let message = signed_message(place, &wire.sealed);
    let signature = Signature(wire.signature);
    public
        .signing
        .verify(SignedKind::Anchor, place.0, &message, &signature)
        .or(Err(AccountFileError::Damaged))?;
    Ok(wire.sealed)
}

fn signed_message((_, account): (VaultId, AccountId), sealed: &[u8]) -> Vec<u8> {
    [account.as_bytes().as_slice(), sealed].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_opens_for_its_account_alone() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        std::fs::create_dir(layout.accounts()).unwrap();
        let (ana, dan) = (AccountKeys::generate(), AccountKeys::generate());
        let handle = AccountHandle(Digest([1; 32]));
        let place = (VaultId::generate(), AccountId::generate());
        let anchor = Anchor {
            at: WallTime::from_unix_millis(5),
            active_at: WallTime::from_unix_millis(4),
            log: Some(LogHead { events: 9, hash: Digest([2; 32]) }),
            chain: ChainHead { number: 7, hash: Digest([3; 32]) },
            counters: BTreeMap::from([("registry.1.db".to_owned(), 12)]),
        };
        anchor.store(&layout, handle, place, &ana).unwrap();
        assert_eq!(Anchor::load(&layout, handle, place, &ana).unwrap(), anchor);
        assert!(Anchor::load(&layout, handle, place, &dan).is_err());
        let elsewhere = (VaultId::generate(), place.1);
        assert!(Anchor::load(&layout, handle, elsewhere, &ana).is_err());
        assert!(Anchor::check(&layout, handle, place, &ana.public()).is_ok());
        assert!(Anchor::check(&layout, handle, place, &dan.public()).is_err());
    }
}
