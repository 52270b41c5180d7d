//! The kinds of keys, each its own type, and the keys derived from them.
//!
//! A key that is wrapped to people only ever protects or derives other keys; a derived key serves one thing.

use std::marker::PhantomData;

use zeroize::Zeroizing;

use super::place::{KeyKind, PLACE_BYTES, Place};
use crate::crypto::{
    aead::{self, NotOpened},
    hash::{Digest, derive_key},
    hpke::{KemPrivate, KemPublic},
    secret::SecretBytes,
    x25519,
};

/// What the key of a group's name is derived with.
const NAME_LABEL: &str = "strongroom/group-name/v1";

/// A 32-byte key that is wrapped to people; `K` says which kind.
pub struct Key<K> {
    bytes: SecretBytes<32>,
    place: Place,
    kind: PhantomData<K>,
}

/// A kind of key, as a type.
pub trait KindOfKey: sealed::Sealed {
    /// The kind, as a value.
    const KIND: KeyKind;
}

/// A kind of which the vault has one key.
pub trait OfVault: KindOfKey {}

/// A kind of which each group has a key.
pub trait OfGroup: KindOfKey {}

/// Opens the registry.
pub struct Registry;
/// Reads the access log: derives the X-Wing key whose public half writers seal session keys to.
pub struct LogReader;
/// Opens backups: derives an X25519 secret, the private half of an age recipient.
pub struct Restore;
/// A group's records.
pub struct GroupRecords;
/// A group's identities.
pub struct GroupIdentities;

/// The registry's key.
pub type RegistryKey = Key<Registry>;
/// The key that reads the access log.
pub type LogReaderKey = Key<LogReader>;
/// The key that opens backups.
pub type RestoreKey = Key<Restore>;
/// The key of a group's records and stacks.
pub type RecordsKey = Key<GroupRecords>;
/// The key of a group's identities.
pub type IdentitiesKey = Key<GroupIdentities>;

impl<K: KindOfKey> Key<K> {
    /// Draws the key of this vault, group and epoch.
    ///
    /// # Panics
    /// If `place` is another kind's or not sound: the types of keys are chosen in code, never by what is read.
    pub fn generate(place: Place) -> Self {
        Self::at(place, SecretBytes::generate()).expect("a key is made at a place of its kind")
    }

    /// The key with these bytes; nothing if there can be no such key at this place.
    pub(super) fn at(place: Place, bytes: SecretBytes<32>) -> Option<Self> {
        (place.kind == K::KIND && place.is_sound()).then_some(Self { bytes, place, kind: PhantomData })
    }
}

impl<K> Key<K> {
    /// Where it belongs.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The key-check value, which epoch statements carry: HKDF(key, `strongroom/kcv/v1`, place). Says nothing of the key.
    pub fn check_value(&self) -> Digest {
        let value = self.derived("strongroom/kcv/v1", &[]);
        // EXPOSE: a key-check value is public; nothing but the comparison is derived with this label.
        Digest(*value.expose())
    }

    /// A second holder of the same key, for another thread.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { bytes: self.bytes.duplicate(), place: self.place, kind: PhantomData }
    }

    /// The key itself, to be wrapped.
    pub(super) fn bytes(&self) -> &SecretBytes<32> {
        &self.bytes
    }

    /// The key and its place in words, for the one small file in which it travels with a backup: lines that a shell reads.
    /// For `staff` alone, which seals it.
    pub(crate) fn travelling_text(&self) -> Zeroizing<Vec<u8>> {
        let place = self.place;
        let group = place.group.map_or_else(|| "-".to_owned(), |group| group.to_string());
        let head = format!(
            "strongroom/key/v1/{}\nkind {}\ngroup {group}\nepoch {}\nplace ",
            place.vault,
            place.kind.word(),
            place.epoch,
        );
        // Room for all from the start: a text that grows leaves its old bytes behind.
        let mut text = Zeroizing::new(Vec::with_capacity(head.len() + 2 * PLACE_BYTES + 5 + 64 + 1));
        text.extend_from_slice(head.as_bytes());
        push_hex(&mut text, &place.to_bytes());
        text.extend_from_slice(b"\nkey ");
        // EXPOSE: the key is what travels; the text is sealed by whoever asked for it, and wiped.
        push_hex(&mut text, self.bytes.expose());
        text.push(b'\n');
        text
    }

    /// For a group's records: what its name is sealed with, to be handed out beside a share of the key. Leads back to
    /// nothing.
    pub(super) fn name_secret(&self) -> Option<SecretBytes<32>> {
        (self.place.kind == KeyKind::GroupRecords).then(|| self.derived(NAME_LABEL, &[]))
    }

    fn derived(&self, label: &str, more: &[&[u8]]) -> SecretBytes<32> {
        let place = self.place.to_bytes();
        let mut context: Vec<&[u8]> = vec![&place];
        context.extend_from_slice(more);
        derive_key(&self.bytes, label, &context)
    }

    /// `strongroom/database/v1`, place, the database's name, its number (big-endian; 0 where there is but one).
    fn database(&self, name: &str, number: u32) -> DatabaseKey {
        DatabaseKey(self.derived("strongroom/database/v1", &[name.as_bytes(), &number.to_be_bytes()]))
    }
}

/// The raw key of one SQLCipher database.
pub struct DatabaseKey(SecretBytes<32>);

impl DatabaseKey {
    /// For `store` alone: the raw key that the database is opened with.
    pub fn expose(&self) -> &[u8; 32] {
        // EXPOSE: passed on; `store` says why.
        self.0.expose()
    }

    /// For tests and benches of `store`.
    pub fn from_secret(secret: SecretBytes<32>) -> Self {
        Self(secret)
    }

    /// A second holder of the same key, for a connection of another thread.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.duplicate())
    }
}

impl Key<Registry> {
    /// registry.<epoch>.db
    pub fn registry_database(&self) -> DatabaseKey {
        self.database("registry", 0)
    }
}

impl Key<GroupRecords> {
    /// records.<epoch>.db
    pub fn records_database(&self) -> DatabaseKey {
        self.database("records", 0)
    }

    /// stack-<n>.<epoch>.db
    pub fn stack_database(&self, n: u32) -> DatabaseKey {
        self.database("stack", n)
    }

    /// What the group's name is sealed with, for those who may open its records.
    pub fn name_key(&self) -> ContentKey {
        ContentKey(self.derived(NAME_LABEL, &[]))
    }
}

impl Key<GroupIdentities> {
    /// identities.<epoch>.db
    pub fn identities_database(&self) -> DatabaseKey {
        self.database("identities", 0)
    }
}

impl Key<LogReader> {
    /// What writers seal session keys to.
    pub fn reader_public(&self) -> KemPublic {
        self.reader_private().public()
    }

    /// What sessions are opened with.
    pub fn reader_private(&self) -> KemPrivate {
        KemPrivate::from_seed(self.derived("strongroom/log-reader-kem/v1", &[]))
    }

    /// audit/index.<epoch>.db
    pub fn index_database(&self) -> DatabaseKey {
        self.database("index", 0)
    }
}

impl Key<Restore> {
    /// The X25519 public key, 32 bytes (an age recipient before its text form).
    pub fn recipient(&self) -> [u8; 32] {
        x25519::public_of(&self.identity())
    }

    /// The X25519 secret (an age identity before its text form).
    pub fn identity(&self) -> SecretBytes<32> {
        self.derived("strongroom/restore-x25519/v1", &[])
    }
}

/// A key that seals content of one purpose, which is bound into it when it is derived.
pub struct ContentKey(SecretBytes<32>);

impl ContentKey {
    pub(super) fn from_secret(secret: SecretBytes<32>) -> Self {
        Self(secret)
    }

    /// Seals `plain`, bound to what it is about (an id, a counter; it is not stored): 40 bytes longer.
    pub fn seal(&self, about: &[u8], plain: &[u8]) -> Vec<u8> {
        aead::seal(&self.0, about, plain)
    }

    /// Opens what [`Self::seal`] made about the same thing.
    pub fn open(&self, about: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        aead::open(&self.0, about, sealed)
    }
}

/// Lower-case hexadecimal digits at the end of `text`.
fn push_hex(text: &mut Vec<u8>, bytes: &[u8]) {
    let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' + value - 10 };
    text.extend(bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]));
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! kinds_of_keys {
    ($($kind:ident)*) => {
        $(
            impl sealed::Sealed for $kind {}
            impl KindOfKey for $kind {
                const KIND: KeyKind = KeyKind::$kind;
            }
        )*
    };
}

kinds_of_keys! { Registry LogReader Restore GroupRecords GroupIdentities }

impl OfVault for Registry {}
impl OfVault for LogReader {}
impl OfVault for Restore {}
impl OfGroup for GroupRecords {}
impl OfGroup for GroupIdentities {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{GroupId, VaultId};

    #[test]
    fn every_derived_key_differs() {
        let vault = VaultId::generate();
        let group = GroupId::generate();
        let secret = || SecretBytes::from_exposed(&mut [5; 32]);
        let records = |epoch| {
            let place = Place::of_group(vault, KeyKind::GroupRecords, group, epoch);
            RecordsKey::at(place, secret()).unwrap()
        };
        let identities = Place::of_group(vault, KeyKind::GroupIdentities, group, 1);
        let identities = IdentitiesKey::at(identities, secret()).unwrap();
        let registry = RegistryKey::at(Place::of_vault(vault, KeyKind::Registry, 1), secret()).unwrap();
        let derived = [
            *records(1).records_database().expose(),
            *records(2).records_database().expose(),
            *records(1).stack_database(0).expose(),
            *records(1).stack_database(1).expose(),
            *records(2).stack_database(1).expose(),
            *identities.identities_database().expose(),
            *registry.registry_database().expose(),
            records(1).check_value().0,
            records(2).check_value().0,
            identities.check_value().0,
        ];
        for (place, one) in derived.iter().enumerate() {
            assert!(derived.iter().skip(place + 1).all(|other| one != other), "{place}");
        }
        assert_eq!(records(1).duplicate().check_value(), records(1).check_value());
    }

    #[test]
    fn a_key_has_a_place_of_its_own_kind() {
        let place = Place::of_vault(VaultId::generate(), KeyKind::Restore, 1);
        assert!(RegistryKey::at(place, SecretBytes::generate()).is_none());
        assert!(RestoreKey::at(Place { epoch: 0, ..place }, SecretBytes::generate()).is_none());
        let key = RestoreKey::at(place, SecretBytes::generate()).unwrap();
        assert_eq!(key.recipient(), x25519::public_of(&key.identity()));
    }

    #[test]
    fn content_opens_only_as_what_it_is_about() {
        let place = Place::of_group(VaultId::generate(), KeyKind::GroupRecords, GroupId::generate(), 1);
        let key = RecordsKey::generate(place).name_key();
        let sealed = key.seal(b"name", b"Clinica Ana");
        assert_eq!(**key.open(b"name", &sealed).unwrap(), *b"Clinica Ana");
        assert!(key.open(b"other", &sealed).is_err());
    }
}
