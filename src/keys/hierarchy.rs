//! The kinds of keys, each its own type, and the keys derived from them.
use super::place::Place;
use crate::crypto::{
    hash::Digest,
    hpke::{KemPrivate, KemPublic},
    secret::SecretBytes,
};
use std::marker::PhantomData;
/// A 32-byte key that is wrapped to people; `K` says which kind.
pub struct Key<K> {
    #[expect(dead_code)]
    bytes: SecretBytes<32>,
    place: Place,
    kind: PhantomData<K>,
}
/// Opens the registry.
pub struct Registry;
/// Reads the access log: the X-Wing seed whose public half writers seal session keys to.
pub struct LogReader;
/// Opens backups: an X25519 secret, the private half of an age recipient.
pub struct Restore;
/// A group's records.
pub struct GroupRecords;
/// A group's identities.
pub struct GroupIdentities;
/// RegistryKey etc.
pub type RegistryKey = Key<Registry>;
/// reads the log
pub type LogReaderKey = Key<LogReader>;
/// opens backups
pub type RestoreKey = Key<Restore>;
/// a group's records and stacks
pub type RecordsKey = Key<GroupRecords>;
/// a group's identities
pub type IdentitiesKey = Key<GroupIdentities>;
impl<K> Key<K> {
    /// new key; vault, group, epoch
    pub fn generate(_place: Place) -> Self {
        todo!()
    }
    /// where it belongs
    pub fn place(&self) -> Place {
        self.place
    }
    /// key-check value: HKDF(key, "strongroom/kcv/v1" ‖ place)
    pub fn check_value(&self) -> Digest {
        todo!()
    }
}
/// The raw key of one SQLCipher database.
pub struct DatabaseKey(#[expect(dead_code)] SecretBytes<32>);
impl DatabaseKey {
    /// for `store` alone: PRAGMA key
    pub fn expose(&self) -> &[u8; 32] {
        todo!()
    }
    /// For tests and benches of `store`
    pub fn from_secret(secret: SecretBytes<32>) -> Self {
        Self(secret)
    }
}
impl Key<Registry> {
    /// registry.<epoch>.db
    pub fn registry_database(&self) -> DatabaseKey {
        todo!()
    }
}
impl Key<GroupRecords> {
    /// records.<epoch>.db
    pub fn records_database(&self) -> DatabaseKey {
        todo!()
    }
    /// stack-<n>.<epoch>.db
    pub fn stack_database(&self, _n: u32) -> DatabaseKey {
        todo!()
    }
}
impl Key<GroupIdentities> {
    /// identities.<epoch>.db
    pub fn identities_database(&self) -> DatabaseKey {
        todo!()
    }
}
impl Key<LogReader> {
    /// what writers seal session keys to
    pub fn reader_public(&self) -> KemPublic {
        todo!()
    }
    /// to open sessions with
    pub fn reader_private(&self) -> KemPrivate {
        todo!()
    }
}
impl Key<Restore> {
    /// the X25519 public key, 32 bytes (an age recipient before bech32)
    pub fn recipient(&self) -> [u8; 32] {
        todo!()
    }
}
