//! `keys`: whose key is whose under the checkpoints, without names, so that anyone who was given the fingerprint of the
//! founding statement can check every signature. Knows nobody's authority: that is in the statements.
//!
//! A certificate is a signed note, made by the supervisor who enrolled the account (or by the recovery sheets):
//!
//! ```text
//! strongroom/log-key/v1/<vault id>
//! account <id>
//! role <number>
//! key <public key, base64>
//! ```

use super::checkpoint::{account_key, account_name, account_of, machine_name};
use super::checkpoints::blocks;
use super::note::{Note, NoteKey, sign_note};
use super::segment::Turn;
use crate::base::base64;
use crate::base::fs::{read_limited, write_atomically};
use crate::base::id::{AccountId, VaultId};
use crate::crypto::sign::{SigningKey, VerifyingKey};
use crate::keys::statement::Founding;
use crate::policy::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

const FILE: &str = "keys";
const ORIGIN: &str = "strongroom/log-key/v1/";

/// Room for some ten thousand accounts.
const READ_BYTES: u64 = 8 << 20;

/// The keys that the founding statement names: what every certificate ends at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundingRoot {
    /// The vault.
    pub vault: VaultId,
    /// The founder.
    pub founder: AccountId,
    /// The founder's key.
    pub founder_key: VerifyingKey,
    /// The recovery sheets' key.
    pub recovery: VerifyingKey,
    /// The machine's key.
    pub machine: VerifyingKey,
}

/// That a key is an account's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    /// The account.
    pub account: AccountId,
    /// Its role when it was enrolled.
    pub role: Role,
    /// Its Ed25519 key.
    pub public: VerifyingKey,
}

/// Who makes a certificate.
#[derive(Clone, Copy)]
pub enum Certifier<'a> {
    /// A supervisor.
    Account(AccountId, &'a SigningKey),
    /// The recovery sheets.
    Recovery(&'a SigningKey),
}

/// The keys under a log's notes, verified down to the founding statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogKeys {
    root: FoundingRoot,
    machine: NoteKey,
    accounts: BTreeMap<AccountId, (Role, NoteKey)>,
    certificates: Vec<Note>,
}

/// Why the keys were not believed.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file could not be read or written.
    #[error("the keys of the access log cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// A certificate is none, or is not signed by someone who may.
    #[error("certificate {number} of the access log's keys is not signed by someone who may")]
    Refused {
        /// Which one, from 1.
        number: u64,
    },
}

impl From<&Founding> for FoundingRoot {
    fn from(says: &Founding) -> Self {
        Self {
            vault: says.vault,
            founder: says.founder,
            founder_key: says.founder_public.signing,
            recovery: says.recovery_signing,
            machine: says.machine,
        }
    }
}

/// Adds certificates to the keys of the log in `folder`, made by `by`, for those accounts that have none.
pub fn certify(
    folder: &Path,
    root: &FoundingRoot,
    certificates: &[Certificate],
    by: Certifier<'_>,
) -> Result<(), KeysError> {
    let _turn = Turn::to_write(folder)?;
    let known = LogKeys::load_in_turn(folder, root)?;
    let (name, key) = match by {
        Certifier::Account(account, key) => (account_name(account), key),
        Certifier::Recovery(key) => (recovery_name(root.vault), key),
    };
    let mut notes = known.text();
    let mut number = known.certificates.len() as u64;
    for certificate in certificates {
        if known.key_of(certificate.account).is_some_and(|key| key.public == certificate.public) {
            continue;
        }
        number += 1;
        let note = sign_note(&certificate.text(root.vault), &name, key);
        notes.push_str(&note.or(Err(KeysError::Refused { number }))?.encode());
        notes.push('\n');
    }
    if number == known.certificates.len() as u64 {
        return Ok(());
    }
    // What could not be believed later is not written now.
    LogKeys::from_text(&notes, root)?;
    Ok(write_atomically(&folder.join(FILE), notes.as_bytes())?)
}

impl LogKeys {
    /// Whether at least so many signed a note, all of them supervisors by their certificates, and all signatures verify.
    pub(super) fn signed_by_supervisors(&self, note: &Note, needed: usize) -> bool {
        let signers: BTreeSet<AccountId> =
            note.signatures.iter().filter_map(|by| account_of(&by.name)).collect();
        let signed = |account: &AccountId| {
            let key = self.key_of(*account).filter(|_| self.role_of(*account) == Some(Role::Supervisor));
            key.is_some_and(|key| note.verify(key).is_ok())
        };
        let named = signers.len() == note.signatures.len();
        named && signers.len() >= needed && signers.iter().all(signed)
    }
}

impl Certificate {
    fn text(&self, vault: VaultId) -> String {
        let key = base64::encode(&self.public.0);
        format!("{ORIGIN}{vault}\naccount {}\nrole {}\nkey {key}\n", self.account, self.role.number())
    }

    fn parse(vault: VaultId, text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut field = |before: &str| lines.next()?.strip_prefix(before).map(str::to_owned);
        (field(ORIGIN)?.parse() == Ok(vault)).then_some(())?;
        let account = field("account ")?.parse().ok()?;
        let role = Role::from_number(field("role ")?.parse().ok()?)?;
        let public = VerifyingKey(base64::decode(&field("key ")?)?.try_into().ok()?);
        let read = Self { account, role, public };
        (read.text(vault) == text).then_some(read)
    }
}

impl LogKeys {
    /// Reads and verifies the keys of the log in `folder`. Without the file, there are those of the founding statement.
    pub fn load(folder: &Path, root: &FoundingRoot) -> Result<Self, KeysError> {
        let _turn = Turn::to_read(folder)?;
        Self::load_in_turn(folder, root)
    }

    fn load_in_turn(folder: &Path, root: &FoundingRoot) -> Result<Self, KeysError> {
        let bytes = match read_limited(&folder.join(FILE), READ_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            read => read?,
        };
        let text = String::from_utf8(bytes).or(Err(KeysError::Refused { number: 1 }))?;
        Self::from_text(&text, root)
    }

    /// Verifies certificates, each as a signed note and an empty line after it.
    pub fn from_text(text: &str, root: &FoundingRoot) -> Result<Self, KeysError> {
        let machine = NoteKey { name: machine_name(root.vault), public: root.machine };
        let founder = (Role::Supervisor, account_key(root.founder, root.founder_key));
        let accounts = BTreeMap::from([(root.founder, founder)]);
        let mut keys = Self { root: root.clone(), machine, accounts, certificates: Vec::new() };
        let (notes, rest) = blocks(text.as_bytes());
        for note in notes {
            let refused = KeysError::Refused { number: keys.certificates.len() as u64 + 1 };
            keys.believe(note).ok_or(refused)?;
        }
        if rest.is_empty() {
            Ok(keys)
        } else {
            Err(KeysError::Refused { number: keys.certificates.len() as u64 + 1 })
        }
    }

    /// Takes the next certificate, if one who may signed it and no account gets a second key.
    fn believe(&mut self, note: &[u8]) -> Option<()> {
        let note = Note::parse(note).ok()?;
        let [by] = note.signatures.as_slice() else { return None };
        let signer = if by.name == recovery_name(self.root.vault) {
            NoteKey { name: by.name.clone(), public: self.root.recovery }
        } else {
            let (role, key) = self.accounts.get(&account_of(&by.name)?)?;
            (*role == Role::Supervisor).then(|| key.clone())?
        };
        note.verify(&signer).ok()?;
        let read = Certificate::parse(self.root.vault, &note.text)?;
        let key = account_key(read.account, read.public);
        if self.accounts.insert(read.account, (read.role, key)).is_some() {
            return None;
        }
        self.certificates.push(note);
        Some(())
    }

    /// The key of an account; none of one that was not certified.
    pub fn key_of(&self, account: AccountId) -> Option<&NoteKey> {
        self.accounts.get(&account).map(|(_, key)| key)
    }

    /// The role an account was certified with.
    pub fn role_of(&self, account: AccountId) -> Option<Role> {
        self.accounts.get(&account).map(|(role, _)| *role)
    }

    /// The machine's key.
    pub const fn machine(&self) -> &NoteKey {
        &self.machine
    }

    /// The keys that the founding statement names.
    pub const fn root(&self) -> &FoundingRoot {
        &self.root
    }

    /// The certificates as they lie in the file.
    pub fn text(&self) -> String {
        self.certificates.iter().map(|note| note.encode() + "\n").collect()
    }
}

fn recovery_name(vault: VaultId) -> String {
    machine_name(vault).replacen("machine", "recovery", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct House {
        folder: tempfile::TempDir,
        root: FoundingRoot,
        founder: SigningKey,
        recovery: SigningKey,
    }

    fn house() -> House {
        let (founder, recovery) = (SigningKey::generate(), SigningKey::generate());
        let root = FoundingRoot {
            vault: VaultId::generate(),
            founder: AccountId::generate(),
            founder_key: founder.verifying(),
            recovery: recovery.verifying(),
            machine: SigningKey::generate().verifying(),
        };
        House { folder: tempfile::tempdir().unwrap(), root, founder, recovery }
    }

    fn of(key: &SigningKey, role: Role) -> Certificate {
        Certificate { account: AccountId::generate(), role, public: key.verifying() }
    }

    #[test]
    fn certificates_are_believed_down_to_the_founder_or_the_sheets() {
        let house = house();
        let (folder, root) = (house.folder.path(), &house.root);
        let (ana, dan, eva) = (SigningKey::generate(), SigningKey::generate(), SigningKey::generate());
        let (of_ana, of_dan) = (of(&ana, Role::Supervisor), of(&dan, Role::Staff));
        let of_eva = of(&eva, Role::Supervisor);
        certify(folder, root, &[of_ana], Certifier::Account(root.founder, &house.founder)).unwrap();
        certify(folder, root, &[of_dan], Certifier::Account(of_ana.account, &ana)).unwrap();
        certify(folder, root, &[of_eva], Certifier::Recovery(&house.recovery)).unwrap();
        let keys = LogKeys::load(folder, root).unwrap();
        for (account, key) in [(root.founder, &house.founder), (of_ana.account, &ana), (of_dan.account, &dan)]
        {
            assert_eq!(keys.key_of(account).unwrap().public, key.verifying());
        }
        assert_eq!(LogKeys::from_text(&keys.text(), root).unwrap(), keys);
        // Staff certify nobody, nobody gets a second key, and a stranger is nobody.
        let more = of(&SigningKey::generate(), Role::Supervisor);
        assert!(certify(folder, root, &[more], Certifier::Account(of_dan.account, &dan)).is_err());
        assert!(certify(folder, root, &[more], Certifier::Account(root.founder, &dan)).is_err());
        let second = Certificate { account: of_ana.account, ..more };
        assert!(certify(folder, root, &[second], Certifier::Account(root.founder, &house.founder)).is_err());
        assert_eq!(LogKeys::load(folder, root).unwrap(), keys);
    }

    #[test]
    fn every_flipped_bit_of_the_keys_is_seen() {
        let house = house();
        let of_ana = of(&SigningKey::generate(), Role::Supervisor);
        let by = Certifier::Account(house.root.founder, &house.founder);
        certify(house.folder.path(), &house.root, &[of_ana], by).unwrap();
        let file = house.folder.path().join(FILE);
        let whole = std::fs::read(&file).unwrap();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            std::fs::write(&file, &flipped).unwrap();
            assert!(LogKeys::load(house.folder.path(), &house.root).is_err(), "bit {bit}");
        }
    }
}
