//! An access log on its own, in a folder without a vault: written through the public doors, and taken apart into frames.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use strongroom::audit::{
    BootId, Certificate, Cosigner, Event, FoundingRoot, Head, KeysError, Log, LogKeys, Opening, Outcome,
    Seen, Verified, VerifyError, verify,
};
use strongroom::base::clock::{HandClock, WallTime};
use strongroom::base::id::{AccountId, VaultId};
use strongroom::base::job::Watch;
use strongroom::crypto::hash::Digest;
use strongroom::crypto::hpke::KemPrivate;
use strongroom::crypto::secret::SecretBytes;
use strongroom::crypto::sign::SigningKey;
use strongroom::policy::{Act, Role};

use crate::dice::Dice;

pub(crate) const VAULT: VaultId = VaultId::from_bytes([7; 16]);
const ANA: AccountId = AccountId::from_bytes([3; 16]);
const ANAS_FILE: Digest = Digest([8; 32]);

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(SecretBytes::from_exposed(&mut [seed; 32]))
}

pub(crate) fn reader() -> KemPrivate {
    KemPrivate::from_seed(SecretBytes::from_exposed(&mut [9; 32]))
}

fn root() -> FoundingRoot {
    FoundingRoot {
        vault: VAULT,
        founder: ANA,
        founder_key: key(3).verifying(),
        recovery: key(4).verifying(),
        machine: key(6).verifying(),
    }
}

/// A log's folder, and a clock for it.
pub(crate) struct LogHouse {
    pub(crate) folder: PathBuf,
    pub(crate) clock: Arc<HandClock>,
}

impl LogHouse {
    pub(crate) fn at(folder: &Path) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let clock = Arc::new(HandClock::at(WallTime::from_unix_millis(1_795_341_600_000)));
        Self { folder: folder.to_owned(), clock }
    }

    pub(crate) fn open(&self) -> Log {
        let opening = Opening {
            folder: self.folder.clone(),
            vault: VAULT,
            reader_epoch: 1,
            reader: reader().public(),
            boot: BootId([4; 16]),
            machine: Arc::new(key(6)),
        };
        self.clock.advance(Duration::from_secs(7));
        Log::open(opening, self.clock.clone()).unwrap()
    }

    /// Whose key is whose.
    pub(crate) fn keys(&self) -> Result<LogKeys, KeysError> {
        LogKeys::load(&self.folder, &root())
    }

    /// The keyless verification, held against what was seen elsewhere.
    pub(crate) fn verify(&self, seen: &[Seen]) -> Result<Verified, VerifyError> {
        let keys = self.keys().unwrap();
        verify(&self.folder, VAULT, &keys, seen, &mut Watch::unwatched())
    }

    /// The bytes of the segment that begins with this frame.
    pub(crate) fn segment(&self, first: u64) -> PathBuf {
        self.folder.join(format!("segment-{first:012}.log"))
    }
}

/// A checkpoint of the machine and of Ana.
pub(crate) fn checkpoint(log: &Log) -> Head {
    let ana = key(3);
    log.checkpoint(Some(Cosigner { account: ANA, key: &ana, statements: (4, Digest([5; 32])) })).unwrap().head
}

/// A certificate, so that the keys have something in them.
pub(crate) fn certify(house: &LogHouse) {
    let dan = Certificate {
        account: AccountId::from_bytes([2; 16]),
        role: Role::Staff,
        public: key(2).verifying(),
    };
    let by = strongroom::audit::Certifier::Account(ANA, &key(3));
    strongroom::audit::certify(&house.folder, &root(), &[dan], by).unwrap();
}

/// An event as a day has it: most are short, some are long, some are log-ins in the clear.
pub(crate) fn event(dice: &mut Dice) -> Event {
    let account = AccountId::from_bytes([u8::try_from(dice.below(5)).unwrap(); 16]);
    match dice.below(20) {
        0 => Event::new(Act::LogInFailed).outcome(Outcome::Failed).of_account_file(ANAS_FILE),
        1 => Event::new(Act::LogIn).by(account).of_account_file(ANAS_FILE),
        2 => Event::new(Act::RecordExport).by(account).with_words(&"long reason ".repeat(30)),
        _ => Event::new(Act::RecordView).by(account).with_words(&format!("search {}", dice.below(1000))),
    }
}

/// Where each frame of a segment begins, and where the last one ends.
pub(crate) fn bounds(segment: &[u8]) -> Vec<usize> {
    let mut places = vec![0];
    let mut place = 0;
    while let Some(length) = segment.get(place..place + 4) {
        place += 12 + usize::try_from(u32::from_be_bytes(length.try_into().unwrap())).unwrap();
        places.push(place);
    }
    places
}
