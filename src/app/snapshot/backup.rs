//! Media, generations, and what came of writing, verifying and restoring them.

use std::path::PathBuf;

use crate::backup::chain::WhyFull;
use crate::backup::drill::Drill;
use crate::backup::due::Owed;
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{GenerationId, GroupId, MediumId, RecordId};

use super::super::request::LockReason;
use super::Colour;

/// What a person says of a medium when it is enrolled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediumWish {
    /// What it is called; it stands in the clear on the medium.
    pub label: String,
    /// Where it is kept.
    pub place: String,
    /// The set that it rotates in.
    pub set: String,
    /// Who holds it.
    pub holder: String,
}

/// A medium of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediumFace {
    /// Which.
    pub medium: MediumId,
    /// What people say of it.
    pub wish: MediumWish,
    /// The device's model, as the system said.
    pub model: String,
    /// The device's serial number, as the system said.
    pub serial: String,
    /// When it was enrolled.
    pub enrolled: WallTime,
    /// When it was taken out of use.
    pub retired: Option<WallTime>,
    /// How many backups on it the register knows.
    pub writes: u64,
    /// How many of them were found damaged.
    pub failures: u64,
    /// Whether one was, and was not found whole since.
    pub is_damaged: bool,
    /// The newest generation on it that the register knows.
    pub last_written: Option<WallTime>,
    /// When a generation on it was last verified in full.
    pub last_verified: Option<WallTime>,
    /// When restoring one from it was last rehearsed, and passed.
    pub last_drilled: Option<WallTime>,
}

/// A generation, of the register or on a medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenerationFace {
    /// Which.
    pub generation: GenerationId,
    /// The medium it lies on, and what it is called if the register knows it.
    pub medium: (MediumId, String),
    /// The name of its folder.
    pub folder: String,
    /// When it was made.
    pub made: WallTime,
    /// Whether it needs no other.
    pub full: bool,
    /// How many bytes its volumes have.
    pub bytes: u64,
    /// When it was last verified in full.
    pub verified: Option<WallTime>,
    /// When it was last found damaged.
    pub damaged: Option<WallTime>,
}

impl GenerationFace {
    /// Whether it was found damaged, and not whole since.
    pub fn is_damaged(&self) -> bool {
        self.damaged > self.verified
    }
}

/// How the backups of the vault stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupState {
    /// When the newest backup was made that was read back whole and not found damaged since.
    pub last: Option<WallTime>,
    /// When a restore was rehearsed last.
    pub last_drill: Option<WallTime>,
    /// What its age comes to.
    pub colour: Colour,
    /// What is owed, the worst first; nothing for those who do not keep the register.
    pub owed: Vec<Owed>,
}

/// What writing a backup would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupPlan {
    /// Why everything is written; nothing if it is what changed since the newest on the medium.
    pub full: Option<WhyFull>,
    /// How many generations the chain has that it goes on.
    pub chain: u64,
    /// When the newest generation on the medium was made.
    pub since: Option<WallTime>,
    /// What everything would take, in bytes; what changed takes less.
    pub full_bytes: u64,
    /// What is free on the medium, in bytes.
    pub free_bytes: u64,
    /// Folders of backups whose writing did not end: they go, or are gone on with.
    pub unfinished: u64,
    /// Whether it will carry the program that turns its databases into plain ones.
    pub rawkey: bool,
}

/// A backup that was being written when the vault was locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoppedBackup {
    /// Where the medium was mounted.
    pub mount: PathBuf,
    /// What the medium is called.
    pub label: String,
    /// When it was stopped.
    pub at: WallTime,
    /// Why the vault was locked.
    pub why: LockReason,
    /// The live devices, if it was a network.
    pub devices: Vec<String>,
}

/// What the register knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaFace {
    /// The media, by their labels.
    pub media: Vec<MediumFace>,
    /// The generations, the newest first.
    pub generations: Vec<GenerationFace>,
    /// The set whose turn it is, if sets take turns.
    pub set_due: Option<String>,
}

/// What lies on a medium that is plugged in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShelfFace {
    /// The generations, the newest first.
    pub generations: Vec<GenerationFace>,
    /// Manifests that are not believed: the file, and why.
    pub refused: Vec<(String, String)>,
}

/// A generation that was written, read back and committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFace {
    /// The generation.
    pub generation: GenerationFace,
    /// How many files of the vault it tells of.
    pub files: u64,
    /// Old generations that were removed, by their folders.
    pub removed: Vec<String>,
    /// The databases of groups that it holds, relative to the vault.
    pub held: Vec<String>,
    /// Whether every byte was read back past the system's memory.
    pub uncached: bool,
    /// Whether it carries the program that turns its databases into plain ones.
    pub rawkey: bool,
}

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedFace {
    /// The generation that was asked for.
    pub generation: GenerationFace,
    /// How many files of it, and of those it needs, were read.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
    /// Whether every byte was read.
    pub whole: bool,
    /// Whether all that was read came past the system's memory.
    pub uncached: bool,
    /// What is damaged, missing or not of it: the file, and what is wrong.
    pub damage: Vec<(String, String)>,
}

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoredFace {
    /// Where the restored vault is.
    pub path: PathBuf,
    /// Where the vault of before was kept, if there was one.
    pub kept: Option<PathBuf>,
    /// The generation.
    pub generation: GenerationId,
    /// When it was made.
    pub made: WallTime,
    /// How many files.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
    /// How many frames the access log had then.
    pub frames: u64,
    /// What is different from the vault that was open; nothing by recovery sheets.
    pub compared: Vec<ComparedGroup>,
}

/// A backup that was restored beside a vault, to be signed and put in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StagedFace {
    /// The generation.
    pub generation: GenerationId,
    /// When it was made.
    pub made: WallTime,
    /// How many files; every one was compared with what was copied.
    pub files: u64,
    /// How many bytes.
    pub bytes: u64,
    /// What is different from the vault that is there.
    pub compared: Vec<ComparedGroup>,
    /// What it was compared with.
    pub against: Against,
}

/// What a backup was compared with, that is to be put somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The vault that is there.
    Vault,
    /// There is none.
    Nothing,
    /// One is there, but it does not open.
    Unopened,
    /// One is there, but it is not the one that the backup is of.
    Other,
}

impl Against {
    /// Its short name, for keys of texts (`against-<key>`).
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vault => "vault",
            Self::Nothing => "nothing",
            Self::Unopened => "unopened",
            Self::Other => "other",
        }
    }
}

/// A restore that was rehearsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillFace {
    /// What was compared and found.
    pub drill: Drill,
    /// What the medium is called.
    pub medium: String,
    /// When the generation was made.
    pub made: WallTime,
    /// The note that the register keeps, signed by whoever rehearsed it.
    pub signed: Vec<u8>,
}

/// A rehearsal that the register keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrillRow {
    /// What was compared and found.
    pub drill: Drill,
    /// What the medium is called, if the register knows it.
    pub medium: String,
    /// Who rehearsed it.
    pub by: String,
}

/// What a comparison says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// It is in the backup alone.
    OnlyThere,
    /// It is in this vault alone.
    OnlyHere,
    /// Content, title or customer differ.
    Different,
}

impl Compared {
    /// Its short name, for keys of texts (`compared-<key>`) and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::OnlyThere => "only-there",
            Self::OnlyHere => "only-here",
            Self::Different => "different",
        }
    }
}

/// A record that is not the same in a backup and in this vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRecord {
    /// How.
    pub what: Compared,
    /// Which.
    pub record: RecordId,
    /// Whose.
    pub code: ClientCode,
    /// Its title.
    pub title: String,
}

/// A group of a backup, compared with this vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedGroup {
    /// Which.
    pub group: GroupId,
    /// Its name, for those who hold it.
    pub name: Option<String>,
    /// How many records the backup has; nothing where the recovery sheets alone open it.
    pub there: Option<u64>,
    /// How many this vault has; nothing for those who do not hold the group.
    pub here: Option<u64>,
    /// Records of the backup alone.
    pub only_there: u64,
    /// Records of this vault alone.
    pub only_here: u64,
    /// Records that differ.
    pub different: u64,
    /// Those by code and title; some more may be counted.
    pub listed: Vec<ComparedRecord>,
}

impl ComparedGroup {
    /// One of which nothing is known yet.
    pub const fn unopened(group: GroupId) -> Self {
        Self {
            group,
            name: None,
            there: None,
            here: None,
            only_there: 0,
            only_here: 0,
            different: 0,
            listed: Vec::new(),
        }
    }
}
