//! What screens and the command line show: plain, owned pictures of the vault, without a key or a connection.
//!
//! Everything here is dropped when the vault is locked.

mod agreement;
mod air_gap;
mod backup;
mod confinement;
mod grants;
mod log;
mod own;
mod pairs;
mod people;
mod posture;
mod sheets;
mod taken;
mod waiting;

use std::path::PathBuf;

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::document::Shown;
use crate::policy::Role;

pub use agreement::{
    AgreementDiff, AgreementFace, AgreementRegister, AgreementVersion, DiffParagraph, DiffRun, DiffSide, Due,
    RegisterRow, SignedFace,
};
pub use air_gap::AirGapFace;
pub use backup::{
    Against, BackupPlan, BackupState, Compared, ComparedGroup, ComparedRecord, DrillFace, DrillRow,
    GenerationFace, MediaFace, MediumFace, MediumWish, RestoredFace, ShelfFace, StagedFace, StoppedBackup,
    VerifiedFace, WrittenFace,
};
pub use confinement::{ConfinedRow, ConfinementFace};
pub use grants::{CellWhy, GrantWidth, GrantsMatrix, MatrixCell, MatrixGroup, MatrixRow, MayGrant};
pub use log::{
    CustomerAccesses, DayCounts, DayState, EventRow, FRAMES_OF_A_FINDING, FindingRow, LogCharts, LogCounts,
    LogDay, LogDayRow, LogFilter, LogQueue, Outcome, PersonDay, ReviewDue, ReviewRow, ReviewRule,
};
pub use own::{CodeFace, FactorKind, FactorRow, OwnFace, OwnGrant, SettingRow};
pub use pairs::{HeldGroup, TwoPerson};
pub use people::{
    ChecksWhat, DraftRow, DraftWish, EnrolledFace, Lapsing, LapsingWhat, LastOf, NextStep, PeopleFace,
    PersonRow, ScreeningCheck, ScreeningFace, ScreeningForm, StandingFace, StandingWhy,
};
pub use posture::PostureFace;
pub use sheets::{NewSheetsFace, ReplacedSheets, SheetFace, SheetOf, SheetsFace};
pub use taken::{ArchiveDueFace, ArchivedFace, ListForm, TakenFace};
pub use waiting::{
    AloneRow, DoomedRow, MayAnswer, Named, SecondNeeded, Settled, WaitingNumber, WaitingRow, WaitingState,
    Will,
};

pub use super::acts::{MayRenew, OwedRow, RekeyReport};
pub use crate::airgap::{DeviceKind, Finding, Why};
pub use crate::backup::chain::WhyFull;
pub use crate::backup::device::Health;
pub use crate::backup::due::Owed as BackupOwed;
pub use crate::backup::eject::LetGo;
pub use crate::backup::seen::{MediumSeen, Refusal as MediumRefusal, Verdict as MediumVerdict, Wear};
pub use crate::backup::verify::Extent;
pub use crate::base::job::Progress;
pub use crate::document::FileKind;
pub use crate::records::face::{
    CsvMapping, CsvPreview, CustomerQuery, CustomerRow, CustomerSheet, IdentityDraft, Listing, RecordOrder,
    RecordQuery, RecordRow,
};

/// What can be known of a vault without a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultFace {
    /// Its folder.
    pub path: PathBuf,
    /// The name of the business.
    pub business: String,
    /// A sample or practice vault.
    pub sample: bool,
    /// What the air-gap guard saw.
    pub air_gap: AirGapFace,
    /// What holds the process that shows it.
    pub confinement: ConfinementFace,
}

/// The state of something that is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// As it should be.
    Green,
    /// Needs attention.
    Amber,
    /// Must not be.
    Red,
}

impl Colour {
    /// Its short name, for keys of texts and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFace {
    /// The person's name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The role.
    pub role: Role,
    /// Failed log-ins since the last good one.
    pub failed_since_last: u32,
    /// When they were logged in before.
    pub last_login: Option<WallTime>,
    /// When the session ends, whatever happens.
    pub ends_at: WallTime,
    /// Nothing is touched for this long: locked.
    pub idle_lock_secs: u32,
    /// The fewest characters of a new password.
    pub password_chars: usize,
    /// When the last event was written to the log.
    pub log_written_at: WallTime,
    /// The founding period is not over: no second supervisor signed in yet.
    pub founding_period: bool,
    /// How they stand. To sign: only the agreement opens. For renewal: only people and the agreement.
    pub standing: StandingFace,
    /// How many requests wait for this person's answer.
    pub waiting: u64,
    /// How many acts of another supervisor alone wait for this person to ratify them.
    pub to_ratify: u64,
    /// How many groups' keys are owed to be renewed.
    pub owed: u64,
    /// Nobody said yet that the recovery sheets in use are kept; for supervisors.
    pub sheets_owed: bool,
    /// How far the review of the log is; for those who review it, once it was looked at.
    pub review: Option<ReviewDue>,
    /// How the backups stand; nothing if the register cannot be read.
    pub backup: Option<BackupState>,
}

/// The Argon2id setting of this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfFace {
    /// Memory in MiB.
    pub memory_mib: u32,
    /// Passes over it.
    pub passes: u32,
    /// How long one derivation takes here, in milliseconds.
    pub takes_millis: u32,
}

/// A vault that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundingFace {
    /// The fingerprint of the founding statement, in words.
    pub fingerprint_words: Vec<String>,
    /// How many recovery sheets there are.
    pub sheets: u8,
    /// How many of them recover.
    pub needed: u8,
}

/// A customer group as its people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Read-only for good.
    pub closed: bool,
    /// This person also holds the identities.
    pub identities: bool,
    /// How many customers.
    pub customers: u64,
    /// How many records.
    pub records: u64,
}

/// Rows of customers.
pub type CustomerPage = Vec<CustomerRow>;

/// A record, opened.
#[derive(Debug, Clone)]
pub struct RecordSheet {
    /// What the list shows of it.
    pub row: RecordRow,
    /// The name the file had.
    pub file_name: String,
    /// The notes.
    pub notes: String,
    /// SHA-256 of the content, in hexadecimal.
    pub sha256_hex: String,
    /// Who filed it, if the person may know.
    pub filed_by: String,
    /// The content, or why it is not shown.
    pub shown: Shown,
}

/// What came of putting files in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// The records that were made.
    pub imported: Vec<RecordId>,
    /// How many bytes they hold.
    pub bytes: u64,
    /// Files whose content was there already (imported all the same), each with the record it repeats.
    pub duplicates: Vec<(String, RecordId)>,
    /// Files that were not imported, each with the reason.
    pub failed: Vec<(String, super::problem::Problem)>,
    /// It was stopped; what was imported before stays.
    pub cancelled: bool,
    /// Files that it had not come to when it was stopped.
    pub left: Vec<PathBuf>,
}

/// An import that locking stopped: what is to be asked for again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterruptedImport {
    /// Into which group.
    pub group: GroupId,
    /// For which customer.
    pub code: ClientCode,
    /// The files that were not put in yet.
    pub paths: Vec<PathBuf>,
}

/// What came of taking copies out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportReport {
    /// The copies: where, and the SHA-256 that was verified, in hexadecimal.
    pub written: Vec<(PathBuf, String)>,
    /// Records that were not copied, each with the reason.
    pub failed: Vec<(RecordId, super::problem::Problem)>,
    /// The person stopped it.
    pub cancelled: bool,
}

/// What came of importing customers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CsvReport {
    /// How many customers were added.
    pub added: u64,
    /// Refused rows: the line in the file (from 1) and the key of the reason (`csv-refused-<key>`).
    pub refused: Vec<(u64, &'static str)>,
    /// The person stopped it; what was added before stays.
    pub cancelled: bool,
}

/// What `check` found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// How many files and databases were looked at.
    pub files: u64,
    /// How many records' contents were read and compared.
    pub records: u64,
    /// What is damaged: where, and what is wrong with it.
    pub damage: Vec<Damage>,
    /// Content that no row names, in bytes.
    pub orphan_bytes: u64,
    /// Bytes of it that were swept.
    pub repaired_bytes: u64,
    /// Parts this person cannot open, so only their files were checked.
    pub unopened: Vec<String>,
}

/// One thing that is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file, relative to the vault.
    pub file: String,
    /// The record, if one is hit.
    pub record: Option<RecordId>,
    /// What is wrong, for the technician.
    pub what: String,
}
