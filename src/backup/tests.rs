//! Writes that are interrupted and gone on with, on a folder that looks like a vault: what is good stays, what is not is
//! written again, and what comes back is what is in the vault.

use super::chain::{Generation, Shelf, Signers};
use super::error::BackupError;
use super::restore::restore;
use super::resume::{Begun, RESUME};
use super::survey::survey;
use super::verify::{Extent, verify};
use super::write::{Done, Order, write};
use crate::audit::{Head, NoteKey, account_name, machine_name};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, MediumId, VaultId};
use crate::base::job::{CancelFlag, Watch};
use crate::crypto::hash::Digest;
use crate::crypto::secret::SecretBytes;
use crate::crypto::sign::SigningKey;
use crate::crypto::x25519::public_of;
use crate::parcel::{Identity, Recipient};
use crate::vault::Layout;

const VOLUME: u64 = 1 << 19;

/// Something that looks like a vault to those who copy it, and a medium.
struct Stage {
    vault: tempfile::TempDir,
    medium: tempfile::TempDir,
    id: VaultId,
    machine: SigningKey,
    person: (AccountId, SigningKey),
    secret: SecretBytes<32>,
}

impl Stage {
    fn new() -> Self {
        let stage = Self {
            vault: tempfile::tempdir().unwrap(),
            medium: tempfile::tempdir().unwrap(),
            id: VaultId::generate(),
            machine: SigningKey::generate(),
            person: (AccountId::generate(), SigningKey::generate()),
            secret: SecretBytes::generate(),
        };
        for folder in ["accounts", "audit", "keys", "groups/ab"] {
            std::fs::create_dir_all(stage.vault.path().join(folder)).unwrap();
        }
        stage.put("registry.1.db", 100_000, 1);
        stage.put("groups/ab/records.1.db", 150_000, 2);
        for n in 1..=4 {
            stage.put(&format!("groups/ab/stack-{n}.1.db"), 500_000 + 65_536 * usize::from(n), n);
        }
        stage
    }

    fn put(&self, path: &str, bytes: usize, seed: u8) {
        let content: Vec<u8> =
            (0..bytes).map(|at| u8::try_from((at / 997 + at) % 256).unwrap() ^ seed).collect();
        std::fs::write(self.vault.path().join(path), content).unwrap();
    }

    fn signed<T>(&self, act: impl FnOnce(&Signers<'_>) -> T) -> T {
        let machine = NoteKey::new(&machine_name(self.id), self.machine.verifying()).unwrap();
        let key = NoteKey::new(&account_name(self.person.0), self.person.1.verifying()).unwrap();
        let key_of = |who: AccountId| (who == self.person.0).then(|| key.clone());
        act(&Signers { vault: self.id, machine, key_of: &key_of })
    }

    fn shelf(&self) -> Shelf {
        self.signed(|signers| Shelf::look(self.medium.path(), signers)).unwrap()
    }

    fn begun(&self) -> Option<Begun> {
        let shelf = self.shelf();
        self.signed(|signers| shelf.unfinished.iter().find_map(|folder| Begun::read(folder, signers)))
    }

    /// Writes; stopped after so many bytes. How many bytes of the vault were told as done.
    fn write(&self, parent: Option<&Generation>, stop: u64) -> (Result<Done, BackupError>, u64) {
        let later = i64::try_from(self.shelf().generations.len()).unwrap() * 60_000;
        let layout = Layout::new(self.vault.path());
        let recipient = Recipient::from_public(&public_of(&self.secret)).unwrap();
        let order = Order {
            vault: self.id,
            layout: &layout,
            mount: self.medium.path(),
            medium: MediumId::from_bytes([7; 16]),
            parent,
            recovery: recipient.clone(),
            restore: (1, recipient),
            log: Head { count: 1, root: Digest([1; 32]), last: Digest([2; 32]) },
            statements: (1, Digest([3; 32])),
            wall: WallTime::from_unix_millis(1_795_341_600_000 + later),
            machine: &self.machine,
            person: (self.person.0, &self.person.1),
            extras: &[("RESTORE.txt", b"read me".to_vec())],
            begun: self.begun(),
            volume_bytes: VOLUME,
        };
        let cancel = CancelFlag::default();
        let stopper = cancel.clone();
        let mut told = 0;
        let mut watch = Watch::new(cancel, |progress| {
            if progress.stage != "backup-survey" {
                told = progress.done_bytes;
                assert!(progress.done_bytes <= progress.total_bytes.unwrap());
                if told >= stop {
                    stopper.cancel();
                }
            }
        });
        let done = write(&order, &mut watch);
        drop(watch);
        (done, told)
    }

    /// The newest generation is whole and comes back as the vault is now.
    fn is_restored(&self) {
        let shelf = self.shelf();
        let newest = shelf.find(None).unwrap();
        let found = verify(&shelf, newest, Extent::All, &mut Watch::unwatched()).unwrap();
        assert!(found.damage.is_empty(), "{:?}", found.damage);
        let apart = tempfile::tempdir().unwrap();
        let to = apart.path().join("restored");
        let identity = Identity::from_secret(&self.secret).unwrap();
        restore(&shelf.chain(newest).unwrap(), &identity, &to, &mut Watch::unwatched()).unwrap();
        for found in survey(&Layout::new(self.vault.path())).unwrap() {
            let (was, is) =
                (std::fs::read(self.vault.path().join(&found.path)), std::fs::read(to.join(&found.path)));
            assert!(was.unwrap() == is.unwrap(), "{}", found.path);
        }
    }
}

#[test]
fn a_write_that_was_stopped_anywhere_is_gone_on_with_and_comes_back_whole() {
    for stop in (0_u64..10).map(|part| part * 600_000) {
        let stage = Stage::new();
        let (done, _) = stage.write(None, stop);
        if done.is_ok() {
            stage.is_restored();
            continue;
        }
        assert!(matches!(done, Err(BackupError::Cancelled(_))), "{stop}");
        assert!(stage.shelf().generations.is_empty(), "{stop}");
        let kept = stage.begun().map_or(0, |begun| begun.volumes.len());
        // A log-in writes the registry; an import, a stack that was not the first.
        stage.put("registry.1.db", 120_000, 9);
        stage.put("groups/ab/stack-3.1.db", 650_000, 9);
        let (done, _) = stage.write(None, u64::MAX);
        let done = done.unwrap();
        let taken = stage.shelf().generations.len();
        assert_eq!((taken, stage.shelf().unfinished.len()), (1, 0), "{stop}: {kept}");
        assert!(!done.folder.join(RESUME).exists());
        stage.is_restored();
    }
}

#[test]
fn verified_volumes_are_not_written_again_unless_they_are_not_good_any_more() {
    let stage = Stage::new();
    stage.write(None, 4_000_000).0.unwrap_err();
    let begun = stage.begun().unwrap();
    let volumes = begun.volumes.len();
    assert!(volumes >= 3, "{volumes}");
    let inode = |n: usize| {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(begun.folder.join(&begun.volumes[n].name)).unwrap().ino()
    };
    let first = (inode(0), inode(1));
    let done = stage.write(None, u64::MAX).0.unwrap();
    assert_eq!((inode(0), inode(1)), first);
    assert_eq!(done.manifest.generation, begun.generation);
    stage.is_restored();

    // One that rotted meanwhile is a medium that failed: nothing is said to be done, nothing of it stays.
    let stage = Stage::new();
    stage.write(None, 4_000_000).0.unwrap_err();
    let begun = stage.begun().unwrap();
    let path = begun.folder.join(&begun.volumes[1].name);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(matches!(stage.write(None, u64::MAX).0, Err(BackupError::NotReadBack(_))));
    assert!(!begun.folder.exists());
    stage.write(None, u64::MAX).0.unwrap();
    stage.is_restored();
}

#[test]
fn an_increment_is_gone_on_with_too_and_one_that_aims_elsewhere_is_not() {
    let stage = Stage::new();
    stage.write(None, u64::MAX).0.unwrap();
    for n in 1..=4 {
        stage.put(&format!("groups/ab/stack-{n}.1.db"), 600_000, n + 50);
    }
    let parent = stage.shelf().generations.remove(0);
    stage.write(Some(&parent), 3_000_000).0.unwrap_err();
    let begun = stage.begun().unwrap();
    assert!(!begun.is_full() && begun.volumes.len() >= 2);
    let done = stage.write(Some(&parent), u64::MAX).0.unwrap();
    assert_eq!(done.manifest.generation, begun.generation);
    stage.is_restored();
    // Begun as an increment, now wanted in full.
    stage.put("groups/ab/stack-1.1.db", 2_000_000, 77);
    stage.put("groups/ab/stack-2.1.db", 600_000, 78);
    let parent = stage.shelf().generations.pop().unwrap();
    stage.write(Some(&parent), 3_800_000).0.unwrap_err();
    let begun = stage.begun().unwrap();
    let done = stage.write(None, u64::MAX).0.unwrap();
    assert_ne!(done.manifest.generation, begun.generation);
    assert!(!begun.folder.exists());
    stage.is_restored();
}
