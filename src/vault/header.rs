//! `header.cbor`: what can be known of a vault without a key, and what binds everything else to it.
//!
//! Signed by the machine, so that decay and clumsy edits are seen without a key; what an attacker with the machine
//! key could change is compared with the statements by `staff` once someone is logged in.

use std::io;

use minicbor::{Decode, Encode};

use crate::base::fs::{read_limited, write_atomically};
use crate::base::id::VaultId;
use crate::base::limits::PLAIN_FILE_BYTES;
use crate::crypto::hash::Digest;
use crate::crypto::hpke::KemPublic;
use crate::crypto::kdf::{Argon2Params, check_params};
use crate::crypto::sign::{Signature, SignedKind, SigningKey};
use crate::keys::statement::{Body, Founding, Signer, Statement};

use super::cbor;
use super::kind::VaultKind;
use super::layout::Layout;

/// The format this version writes.
pub const FORMAT_VERSION: u32 = 1;

/// The contents of `header.cbor`.
#[derive(Clone)]
pub struct Header {
    /// Real or sample.
    pub kind: VaultKind,
    /// The random bytes that the vault id is derived from, together with the kind.
    pub origin: [u8; 32],
    /// Salts the names of the account files.
    pub login_salt: [u8; 32],
    /// The Argon2id setting of new keyslots, and of the time spent on unknown logins.
    pub params: Argon2Params,
    /// The epoch of the registry that is in use; the commit point of a new one.
    pub registry_epoch: u32,
    /// The log's reader keys by epoch, the one in use last; never empty.
    pub readers: Vec<(u32, KemPublic)>,
    founding: FoundingPart,
}

/// The founding statement, as it stands first in the chain.
#[derive(Clone)]
struct FoundingPart {
    bytes: Vec<u8>,
    digest: Digest,
    says: Founding,
}

/// Why a header was refused.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// There is none: the folder is no vault.
    #[error("the folder holds no vault")]
    Missing,
    /// It could not be read or written.
    #[error("the vault's header could not be read or written: {0}")]
    Io(#[from] io::Error),
    /// It was made by a newer version.
    #[error("the vault was made by a newer version (format {0})")]
    Newer(u32),
    /// It is no header, or was changed by something that does not have the machine's key.
    #[error("the vault's header is damaged")]
    Damaged,
    /// Its kind does not fit the vault id: a sample made to look real, or the other way round.
    #[error("the vault's kind was changed")]
    KindChanged,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct SignedWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[cbor(n(1), with = "minicbor::bytes")]
    signature: [u8; 64],
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct BodyWire {
    #[n(0)]
    version: u32,
    #[n(1)]
    kind: u8,
    #[cbor(n(2), with = "minicbor::bytes")]
    origin: [u8; 32],
    #[cbor(n(3), with = "minicbor::bytes")]
    founding: Vec<u8>,
    #[cbor(n(4), with = "minicbor::bytes")]
    login_salt: [u8; 32],
    #[n(5)]
    params: (u32, u32, u32),
    #[n(6)]
    registry_epoch: u32,
    #[n(7)]
    readers: Vec<ReaderWire>,
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct ReaderWire {
    #[n(0)]
    epoch: u32,
    #[cbor(n(1), with = "minicbor::bytes")]
    public: Vec<u8>,
}

/// What a new vault's header is made from, besides its founding statement.
pub struct NewHeader {
    /// Real or sample.
    pub kind: VaultKind,
    /// Random bytes; the vault id follows from them and the kind.
    pub origin: [u8; 32],
    /// Salts the names of the account files.
    pub login_salt: [u8; 32],
    /// The Argon2id setting.
    pub params: Argon2Params,
    /// The log's first reader key.
    pub reader: KemPublic,
}

impl Header {
    /// The header of a new vault. Refuses a statement that does not found this vault.
    pub fn new(new: NewHeader, founding: &Statement) -> Result<Self, HeaderError> {
        let header = Self {
            kind: new.kind,
            origin: new.origin,
            login_salt: new.login_salt,
            params: new.params,
            registry_epoch: 1,
            readers: vec![(1, new.reader)],
            founding: FoundingPart::of(founding).ok_or(HeaderError::Damaged)?,
        };
        header.check(founding)?;
        Ok(header)
    }

    /// Reads and checks the header.
    pub fn load(layout: &Layout) -> Result<Self, HeaderError> {
        let bytes = match read_limited(&layout.header(), PLAIN_FILE_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(HeaderError::Missing),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => return Err(HeaderError::Damaged),
            read => read?,
        };
        Self::from_bytes(&bytes)
    }

    /// Writes the header, signed by the machine.
    pub fn store(&self, layout: &Layout, machine: &SigningKey) -> Result<(), HeaderError> {
        Ok(write_atomically(&layout.header(), &self.to_bytes(machine))?)
    }

    /// The vault's id.
    pub fn vault(&self) -> VaultId {
        self.kind.vault_id(&self.origin)
    }

    /// What the founding statement says.
    pub fn founding(&self) -> &Founding {
        &self.founding.says
    }

    /// The fingerprint of the founding statement.
    pub fn founding_digest(&self) -> Digest {
        self.founding.digest
    }

    /// The log's reader key in use, and its epoch.
    ///
    /// # Panics
    /// If every reader key was taken out of `readers`.
    pub fn reader(&self) -> (u32, &KemPublic) {
        let (epoch, public) = self.readers.last().expect("a header has a reader key");
        (*epoch, public)
    }

    /// The bytes of the file.
    pub fn to_bytes(&self, machine: &SigningKey) -> Vec<u8> {
        let readers = self.readers.iter();
        let body = cbor::to_bytes(&BodyWire {
            version: FORMAT_VERSION,
            kind: self.kind.number(),
            origin: self.origin,
            founding: self.founding.bytes.clone(),
            login_salt: self.login_salt,
            params: (self.params.memory_kib, self.params.passes, self.params.lanes),
            registry_epoch: self.registry_epoch,
            readers: readers
                .map(|(epoch, public)| ReaderWire { epoch: *epoch, public: public.as_bytes().to_vec() })
                .collect(),
        });
        let signature = machine.sign(SignedKind::MachineState, self.vault(), &body).0;
        cbor::to_bytes(&SignedWire { body, signature })
    }

    /// Parses and checks the bytes of the file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, HeaderError> {
        let signed: SignedWire = cbor::from_bytes(bytes).ok_or(HeaderError::Damaged)?;
        match version_of(&signed.body) {
            Some(FORMAT_VERSION) => {}
            Some(newer) if newer > FORMAT_VERSION => return Err(HeaderError::Newer(newer)),
            _ => return Err(HeaderError::Damaged),
        }
        let wire: BodyWire = cbor::from_bytes(&signed.body).ok_or(HeaderError::Damaged)?;
        let founding = Statement::from_bytes(0, &wire.founding).or(Err(HeaderError::Damaged))?;
        let header = Self::from_wire(&wire, &founding).ok_or(HeaderError::Damaged)?;
        header.check(&founding)?;
        header
            .founding()
            .machine
            .verify(SignedKind::MachineState, header.vault(), &signed.body, &Signature(signed.signature))
            .or(Err(HeaderError::Damaged))?;
        Ok(header)
    }

    fn from_wire(wire: &BodyWire, founding: &Statement) -> Option<Self> {
        let (memory_kib, passes, lanes) = wire.params;
        let readers = wire.readers.iter();
        let readers: Vec<(u32, KemPublic)> = readers
            .map(|reader| Some((reader.epoch, KemPublic::from_bytes(&reader.public).ok()?)))
            .collect::<Option<_>>()?;
        let ascending = readers.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if a < b));
        if readers.is_empty() || !ascending || wire.registry_epoch == 0 {
            return None;
        }
        Some(Self {
            kind: VaultKind::from_number(wire.kind)?,
            origin: wire.origin,
            login_salt: wire.login_salt,
            params: Argon2Params { memory_kib, passes, lanes },
            registry_epoch: wire.registry_epoch,
            readers,
            founding: FoundingPart::of(founding)?,
        })
    }

    /// The kind fits the id, the id fits the founding statement, and the founder signed it.
    fn check(&self, founding: &Statement) -> Result<(), HeaderError> {
        let says = self.founding();
        if self.vault() != says.vault || says.sample != (self.kind == VaultKind::Sample) {
            return Err(HeaderError::KindChanged);
        }
        check_params(self.params, self.kind.profile()).or(Err(HeaderError::Damaged))?;
        founding
            .verify(self.vault(), Signer::Account(says.founder), &says.founder_public.signing)
            .or(Err(HeaderError::Damaged))
    }
}

impl FoundingPart {
    fn of(statement: &Statement) -> Option<Self> {
        let Body::Founding(says) = &statement.body else { return None };
        Some(Self { bytes: statement.to_bytes(), digest: statement.digest(), says: says.clone() })
    }
}

/// The format version, readable whatever else a newer version changed.
fn version_of(body: &[u8]) -> Option<u32> {
    let mut decoder = minicbor::Decoder::new(body);
    decoder.array().ok()?;
    decoder.u32().ok()
}
