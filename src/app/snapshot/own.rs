//! A person's own page, and the settings of the house.

use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::policy::Role;

use super::agreement::SignedFace;
use super::grants::GrantWidth;
use super::people::{Lapsing, StandingFace};

/// What a person sees of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFace {
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The job title.
    pub job_title: String,
    /// The role.
    pub role: Role,
    /// How they stand.
    pub standing: StandingFace,
    /// The log-in before this one; none if this is the first.
    pub last_login: Option<WallTime>,
    /// Failed log-ins since then.
    pub failed_since_last: u32,
    /// What they hold.
    pub grants: Vec<OwnGrant>,
    /// Until when the screening counts.
    pub screened_until: Option<WallTime>,
    /// The agreement as signed last.
    pub agreement: Option<SignedFace>,
    /// What lapses within 30 days.
    pub warnings: Vec<Lapsing>,
    /// The second factors of the keyslots; empty if the password alone opens it.
    pub factors: Vec<FactorRow>,
    /// A numeric code is set for this session.
    pub code_set: bool,
    /// The six words of the account's public keys.
    pub fingerprint_words: Vec<String>,
}

/// A numeric code that can be typed instead of the full log-in, as the unlock screen and the own page show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeFace {
    /// The full name of whose it is.
    pub name: String,
    /// Their login name.
    pub login: String,
    /// How many wrong codes it still takes to end it.
    pub tries_left: u8,
    /// When it ends with the session, by the wall clock.
    pub until: WallTime,
}

/// A group that a person holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnGrant {
    /// The group.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// How much of it.
    pub width: GrantWidth,
    /// Until when; none for as long as the account stands.
    pub until: Option<WallTime>,
}

/// A way in to a person's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorRow {
    /// The number of its keyslot, from 0.
    pub slot: u32,
    /// What it asks for beside the password.
    pub kind: FactorKind,
    /// What the person calls it; may be empty.
    pub label: String,
}

/// What a keyslot asks for beside the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactorKind {
    /// Nothing.
    PasswordOnly,
    /// A keyfile on a stick.
    Keyfile,
    /// A FIDO2 token.
    Token,
}

impl FactorKind {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PasswordOnly => "password-only",
            Self::Keyfile => "keyfile",
            Self::Token => "token",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("factor-{}", self.key())
    }
}

/// A setting of the house, within its bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingRow {
    /// The key of the setting (`rule-<key>` names it, with its unit).
    pub rule: &'static str,
    /// What it is.
    pub value: u64,
    /// What it is in a new vault.
    pub default: u64,
    /// The least it can be.
    pub least: u64,
    /// The most it can be.
    pub most: u64,
    /// Whether this version follows it already.
    pub followed: bool,
}
