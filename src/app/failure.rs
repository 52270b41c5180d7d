//! Every error of the lower floors, widened into a [`Problem`] once, here.
//!
//! A `what` or `why` that no text stands for is in the words of the room it comes from: for the technician.

use std::io;
use std::path::Path;

use crate::audit;
use crate::audit::evidence::TakeError;
use crate::audit::index::IndexError;
use crate::backup::BackupError;
use crate::base::job::Cancelled;
use crate::keys::code::CodeError;
use crate::keys::keyslot::KeyslotError;
use crate::keys::recovery::SheetError;
use crate::keys::token::TokenError;
use crate::paper;
use crate::policy::Refusal;
use crate::records::{ExportError, ImportError, MoveError, NotLogged, RecordsError, TableError};
use crate::staff;
use crate::staff::PeopleError;
use crate::staff::code::{CodeUnlockError, SetCodeError};
use crate::staff::copied::CopyError;
use crate::staff::factors::FactorsError;
use crate::staff::founding::FoundingError;
use crate::staff::groups::GroupError;
use crate::staff::recovering::RecoveryError;
use crate::staff::stick::StickError;
use crate::store::StoreError;
use crate::vault;
use crate::vault::header::HeaderError;
use crate::vault::seat::SeatError;

use super::problem::{Problem, ProblemKind as Kind};

/// A fault of the program or the system.
pub(super) fn internal(why: impl std::fmt::Display) -> Problem {
    Problem::new(Kind::Internal).with("why", why)
}

/// What the system said of reading a path outside of the vault.
pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Problem {
    Problem::new(Kind::CannotRead).with("path", path.display()).with("why", error)
}

/// What the system said of writing a path outside of the vault.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => no_space(path),
        _ => Problem::new(Kind::CannotWrite).with("path", path.display()).with("why", error),
    }
}

/// The disk that holds `path` is full.
pub(super) fn no_space(path: &Path) -> Problem {
    let free = crate::base::fs::room_at(path).map_or(0, |room| room.free_bytes);
    Problem::new(Kind::NoSpace).with("free", free).with("needed", 0)
}

/// What the system said of writing a plain file of the vault.
fn not_written(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Problem::new(Kind::NoSpace).with("free", 0).with("needed", 0)
        }
        _ => internal(error),
    }
}

fn damaged(what: impl std::fmt::Display) -> Problem {
    Problem::new(Kind::Damaged).with("what", what)
}

impl From<Cancelled> for Problem {
    fn from(_: Cancelled) -> Self {
        Self::new(Kind::Cancelled)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Left => Self::new(Kind::Lapsed).with("why", "left"),
            Refusal::RenewalOnly => Self::new(Kind::Refused).with("why", "renewal-only"),
            Refusal::NotScreened => Self::new(Kind::Lapsed).with("why", "not-screened"),
            Refusal::NotAgreed => Self::new(Kind::MustSign),
            Refusal::Role => Self::new(Kind::Refused).with("why", "role"),
            Refusal::NoRecordsGrant => Self::new(Kind::Refused).with("why", "no-records-grant"),
            Refusal::NoIdentitiesGrant => Self::new(Kind::Refused).with("why", "no-identities-grant"),
            Refusal::GroupClosed => Self::new(Kind::GroupClosed),
        }
    }
}

impl From<vault::OpenError> for Problem {
    fn from(error: vault::OpenError) -> Self {
        match error {
            vault::OpenError::Header(HeaderError::Missing) => Self::new(Kind::NoVault),
            vault::OpenError::Header(HeaderError::Newer(_)) => Self::new(Kind::NewerFormat),
            vault::OpenError::Header(HeaderError::Io(error)) => internal(error),
            vault::OpenError::Header(other) => damaged(other),
            vault::OpenError::MachineKey => damaged(error),
        }
    }
}

impl From<vault::UnlockError> for Problem {
    fn from(error: vault::UnlockError) -> Self {
        match error {
            vault::UnlockError::WrongCredentials => Self::new(Kind::WrongCredentials),
            vault::UnlockError::NotAdmitted => Self::new(Kind::Lapsed).with("why", "not-admitted"),
            vault::UnlockError::Seat(error) => error.into(),
            vault::UnlockError::Damaged { .. } => damaged(error),
            vault::UnlockError::Changed(error) => error.into(),
            vault::UnlockError::Registry(error) => error.into(),
            vault::UnlockError::NoMemory | vault::UnlockError::Sweep(_) => internal(error),
        }
    }
}

impl From<SetCodeError> for Problem {
    fn from(error: SetCodeError) -> Self {
        internal(error)
    }
}

impl From<CodeUnlockError> for Problem {
    fn from(error: CodeUnlockError) -> Self {
        match error {
            CodeUnlockError::Code(CodeError::Wrong(left)) => Self::new(Kind::WrongCode).with("left", left),
            CodeUnlockError::Code(CodeError::Gone) => Self::new(Kind::CodeGone),
            CodeUnlockError::Code(error @ CodeError::Kdf(_)) => internal(error),
            // The password or a factor was changed meanwhile.
            CodeUnlockError::Unlock(vault::UnlockError::WrongCredentials) => Self::new(Kind::CodeGone),
            CodeUnlockError::Unlock(error) => error.into(),
        }
    }
}

impl From<FactorsError> for Problem {
    fn from(error: FactorsError) -> Self {
        match error {
            FactorsError::WrongPassword => Self::new(Kind::WrongCredentials),
            FactorsError::UsedBefore => Self::new(Kind::WeakPassword).with("why", "used-before"),
            FactorsError::NeedsFullLogIn => Self::new(Kind::NeedsFullLogIn),
            FactorsError::TooMany => Self::new(Kind::Refused).with("why", "two-factors"),
            FactorsError::Twice => Self::new(Kind::Refused).with("why", "factor-twice"),
            FactorsError::Changed => Self::new(Kind::Refused).with("why", "slots-changed"),
            FactorsError::NoSuchFactor => Self::new(Kind::NotFound),
            FactorsError::Stopped => Self::new(Kind::Cancelled),
            FactorsError::Label => Self::new(Kind::BadInput).with("what", "label"),
            FactorsError::Stick(error) => error.into(),
            FactorsError::NotWritten(error) => not_written(&error),
            FactorsError::File(error) => damaged(error),
            FactorsError::Keyslot(KeyslotError::Malformed) => damaged(error),
            FactorsError::OtherPermit | FactorsError::Keyslot(_) => internal(error),
        }
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        let refused = |why: &'static str| Self::new(Kind::TokenRefused).with("why", why);
        match error {
            TokenError::Io(_) | TokenError::NotThisOne => Self::new(Kind::NoToken),
            TokenError::Twice => Self::new(Kind::Refused).with("why", "factor-twice"),
            TokenError::PinNeeded => refused("pin-needed"),
            TokenError::PinNotSet => refused("pin-not-set"),
            TokenError::WrongHolder => refused("pin-wrong"),
            TokenError::Blocked => refused("token-blocked"),
            TokenError::NotTouched => refused("token-not-touched"),
            TokenError::Unsupported(_) => refused("token-cannot"),
            TokenError::Protocol(_) | TokenError::Status(_) => {
                Self::new(Kind::TokenRefused).with("why", error)
            }
        }
    }
}

impl From<StickError> for Problem {
    fn from(error: StickError) -> Self {
        match error {
            StickError::NotAKeyfile(_) => Self::new(Kind::NotAKeyfile),
            StickError::Io(error) if error.kind() == io::ErrorKind::StorageFull => not_written(&error),
            StickError::Io(_) | StickError::NotReadBack => Self::new(Kind::CannotRead).with("why", error),
        }
    }
}

impl From<SeatError> for Problem {
    fn from(error: SeatError) -> Self {
        match error {
            SeatError::Taken => Self::new(Kind::SeatTaken),
            SeatError::Io(error) => internal(error),
        }
    }
}

impl From<staff::Alarm> for Problem {
    fn from(alarm: staff::Alarm) -> Self {
        match alarm {
            staff::Alarm::RegistryUnreadable(error) => error.into(),
            _ => Self::new(Kind::StatementsRefused).with("what", alarm),
        }
    }
}

impl From<audit::AppendError> for Problem {
    fn from(error: audit::AppendError) -> Self {
        match error {
            audit::AppendError::DiskFull => Self::new(Kind::NoSpace).with("free", 0).with("needed", 0),
            audit::AppendError::NotSound(why) => why.into(),
            audit::AppendError::Shortened => damaged(error),
            _ => Self::new(Kind::NotLogged).with("why", error),
        }
    }
}

impl From<audit::WalkError> for Problem {
    fn from(error: audit::WalkError) -> Self {
        match error {
            audit::WalkError::Io(error) => Self::new(Kind::NotLogged).with("why", error),
            _ => damaged(error),
        }
    }
}

impl From<audit::CheckpointsError> for Problem {
    fn from(error: audit::CheckpointsError) -> Self {
        match error {
            audit::CheckpointsError::Io(error) => Self::new(Kind::NotLogged).with("why", error),
            audit::CheckpointsError::Damaged { .. } => damaged(error),
        }
    }
}

/// Why nothing was taken out of the log to `path`.
pub(super) fn not_taken(path: &Path, error: TakeError) -> Problem {
    match error {
        TakeError::Io(error) => cannot_write(path, &error),
        TakeError::NotSound(error) => error.into(),
        TakeError::Checkpoints(error) => error.into(),
        TakeError::Archived(before) => Problem::new(Kind::LogArchived).with("before", before),
        TakeError::Cancelled(cancelled) => cancelled.into(),
        TakeError::Checkpoint(_) | TakeError::NotCovered(_) => {
            Problem::new(Kind::NotLogged).with("why", error)
        }
    }
}

impl From<IndexError> for Problem {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Log(error) => error.into(),
            IndexError::Store(error) => error.into(),
            IndexError::Cancelled(cancelled) => cancelled.into(),
        }
    }
}

impl From<GroupError> for Problem {
    fn from(error: GroupError) -> Self {
        match error {
            GroupError::NameTaken => Self::new(Kind::NameTaken).with("what", ""),
            GroupError::BadName => Self::bad_input("group-name", "bad-line"),
            GroupError::NotEntitled(_) => Self::new(Kind::Refused).with("why", "not-grantable"),
            GroupError::Unknown => Self::new(Kind::NotFound).with("what", ""),
            GroupError::Closed => Self::new(Kind::GroupClosed),
            GroupError::Registry(error) => error.into(),
            GroupError::Io(error) => not_written(&error),
            GroupError::OtherPermit | GroupError::Seal(_) | GroupError::Chain(_) => internal(error),
        }
    }
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::LoginTaken => Self::new(Kind::NameTaken).with("what", ""),
            PeopleError::BadInput(field) => Self::bad_input(field, "bad-line"),
            PeopleError::Unknown(what) => Self::new(Kind::NotFound).with("what", what),
            PeopleError::NotEntitled(_) | PeopleError::NotHeld => {
                Self::new(Kind::Refused).with("why", "not-grantable")
            }
            PeopleError::OwnCase => Self::new(Kind::Refused).with("why", "own-case"),
            PeopleError::NeedsSecond => Self::new(Kind::SecondNeeded),
            PeopleError::TakesTwo => Self::new(Kind::GroupShut),
            PeopleError::FewHolders(many) => {
                Self::new(Kind::Refused).with("why", "few-holders").with("what", many)
            }
            PeopleError::NotReader(who) => Self::new(Kind::NotLogReader).with("see", who.join(", ")),
            PeopleError::NeedsReason => Self::new(Kind::ReasonNeeded),
            PeopleError::TextWaits => Self::new(Kind::Refused).with("why", "text-waits"),
            PeopleError::Request => Self::new(Kind::Refused).with("why", "request"),
            PeopleError::Registry(error) => error.into(),
            PeopleError::Io(error) => not_written(&error),
            PeopleError::OtherPermit
            | PeopleError::Keyslot(_)
            | PeopleError::Seal(_)
            | PeopleError::Chain(_) => internal(error),
        }
    }
}

impl From<FoundingError> for Problem {
    fn from(error: FoundingError) -> Self {
        match error {
            FoundingError::FolderNotEmpty => Self::new(Kind::FolderNotEmpty),
            FoundingError::BadInput(field) => Self::bad_input(field, "bad-line"),
            FoundingError::Io(error) | FoundingError::Header(HeaderError::Io(error)) => not_written(&error),
            FoundingError::Registry(error) => error.into(),
            FoundingError::Seat(error) => error.into(),
            FoundingError::Cost(_)
            | FoundingError::Keyslot(_)
            | FoundingError::Seal(_)
            | FoundingError::Header(_)
            | FoundingError::Chain(_) => internal(error),
        }
    }
}

impl From<SheetError> for Problem {
    fn from(error: SheetError) -> Self {
        let (why, what) = match error {
            SheetError::Word(place) | SheetError::LikelyWord(place) | SheetError::Swapped(place) => {
                ("sheet-word", Some(place))
            }
            SheetError::WordCount { found } => ("sheet-words", Some(found)),
            SheetError::Checksum => ("sheet-mistyped", None),
            SheetError::NotASheet => ("sheet-none", None),
            SheetError::Newer => ("sheet-newer", None),
            SheetError::OtherSet => ("sheet-other-set", None),
            SheetError::Repeated => ("sheet-twice", None),
            SheetError::TooFew { missing } => ("sheet-too-few", Some(usize::from(missing))),
            SheetError::BadSplit => return internal(error),
        };
        let problem = Self::new(Kind::Sheets).with("why", why);
        match what {
            Some(what) => problem.with("what", what),
            None => problem,
        }
    }
}

impl From<RecoveryError> for Problem {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::OtherVault => Self::new(Kind::Sheets).with("why", "sheet-other-vault"),
            RecoveryError::Seat(error) => error.into(),
            RecoveryError::Wrap(_) => damaged(error),
            RecoveryError::BadInput(what) => Self::new(Kind::BadInput).with("what", what),
            RecoveryError::LoginTaken => Self::new(Kind::NameTaken).with("what", ""),
            RecoveryError::Io(error) => not_written(&error),
            RecoveryError::Registry(error) => error.into(),
            RecoveryError::Chain(alarm) => alarm.into(),
            RecoveryError::Keyslot(_) => internal(error),
        }
    }
}

impl From<paper::NotSet> for Problem {
    fn from(error: paper::NotSet) -> Self {
        internal(error)
    }
}

impl From<paper::PrintError> for Problem {
    fn from(error: paper::PrintError) -> Self {
        Self::new(Kind::NotPrinted).with("why", error)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoSpace { .. } => Self::new(Kind::NoSpace).with("free", 0).with("needed", 0),
            StoreError::Missing { .. } | StoreError::Damaged { .. } => damaged(error),
            StoreError::Newer { .. } => Self::new(Kind::NewerFormat),
            StoreError::Interrupted => Self::new(Kind::Cancelled),
            _ => internal(error),
        }
    }
}

impl From<RecordsError> for Problem {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Store(error) => error.into(),
            RecordsError::NotFound => Self::new(Kind::NotFound).with("what", ""),
            RecordsError::GroupClosed => Self::new(Kind::GroupClosed),
            RecordsError::NotGranted => Self::new(Kind::Refused).with("why", "no-identities-grant"),
            RecordsError::BadInput { field, why } => Self::bad_input(field, why),
            RecordsError::BeingMoved => Self::new(Kind::Refused).with("why", "being-moved"),
            RecordsError::ContentDamaged(_) => damaged(error),
            RecordsError::InUse => Self::new(Kind::Refused).with("why", "group-in-use"),
            RecordsError::NoRoom { free_bytes, needed_bytes } => {
                Self::new(Kind::NoSpace).with("free", free_bytes).with("needed", needed_bytes)
            }
            RecordsError::Cancelled(stopped) => stopped.into(),
            RecordsError::TooLarge => Self::new(Kind::NotShown).with("why", "large"),
            RecordsError::CodeTaken => internal(error),
        }
    }
}

impl From<CopyError> for Problem {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Registry(error) => error.into(),
            CopyError::NoRegistryKey | CopyError::Io(_) | CopyError::Chain(_) => {
                Self::new(Kind::BackupDamaged).with("what", error)
            }
        }
    }
}

impl From<BackupError> for Problem {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Medium { error, .. } if is_full(&error) => {
                Self::new(Kind::NoSpace).with("free", 0).with("needed", 0)
            }
            BackupError::Medium { file, error } => {
                Self::new(Kind::MediumFailed).with("path", file).with("why", error)
            }
            BackupError::NotReadBack(ref file) => {
                Self::new(Kind::MediumFailed).with("path", file).with("why", &error)
            }
            BackupError::NoRoom { free, needed } => {
                Self::new(Kind::NoSpace).with("free", free).with("needed", needed)
            }
            BackupError::Changed(_) => Self::new(Kind::Refused).with("why", "vault-changed"),
            BackupError::Vault { .. } => damaged(error),
            BackupError::Damaged { .. } | BackupError::ChainBroken(_) => {
                Self::new(Kind::BackupDamaged).with("what", error)
            }
            BackupError::NotEmpty(path) => Self::new(Kind::FolderNotEmpty).with("path", path),
            BackupError::Cancelled(stopped) => stopped.into(),
            BackupError::Parcel(_) | BackupError::Note(_) => internal(error),
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

impl From<NotLogged> for Problem {
    fn from(error: NotLogged) -> Self {
        Self::new(Kind::NotLogged).with("why", error.0)
    }
}

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Records(error) => error.into(),
            ImportError::Read(error) => Self::new(Kind::CannotRead).with("why", error),
            ImportError::Special => Self::new(Kind::CannotRead).with("why", "special-file"),
            ImportError::NoSpace { free_bytes, needed_bytes } => {
                Self::new(Kind::NoSpace).with("free", free_bytes).with("needed", needed_bytes)
            }
            ImportError::Changed => Self::new(Kind::CannotRead).with("why", "changed-while-read"),
            ImportError::Stopped => Self::new(Kind::Cancelled),
        }
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Records(error) => error.into(),
            ExportError::Write { path, error } => cannot_write(&path, &error),
        }
    }
}

impl From<MoveError> for Problem {
    fn from(error: MoveError) -> Self {
        match error {
            MoveError::Records(error) => error.into(),
            MoveError::Copy(error) => error.into(),
            MoveError::SameGroup => Self::new(Kind::Refused).with("why", "same-group"),
            MoveError::OtherTarget => Self::new(Kind::Refused).with("why", "being-moved"),
            MoveError::CodeTaken => internal(error),
        }
    }
}

impl From<TableError> for Problem {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Records(error) => error.into(),
            TableError::Read(error) => Self::new(Kind::CannotRead).with("why", error),
            TableError::NoNameColumn => Self::bad_input("name", "missing"),
            TableError::NotLogged(error) => error.into(),
        }
    }
}
