//! The anchor: what one account last saw of the vault, so that older files put back are noticed when they return.
//!
//! Signed by the account's key and sealed under a key only that account can derive.

use std::collections::BTreeMap;

use crate::base::clock::WallTime;
use crate::crypto::hash::Digest;

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
    /// The log's head; none before the first event.
    pub log: Option<LogHead>,
    /// The statements' head.
    pub chain: ChainHead,
    /// The commit counters of the databases, by path relative to the vault's folder.
    pub counters: BTreeMap<String, u64>,
}
