//! What the window may ask of the worker. Each request is one thing a person can do, and is answered by events
//! that carry its id.

mod backup;
mod log;
mod own;
mod pairs;
mod people;
mod restoring;
mod sheets;
mod taking;

use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::crypto::secret::Password;
use crate::texts::Language;

pub use backup::BackupWish;
pub use log::LogWish;
pub use own::GivenFactor;
pub use pairs::PairWish;
pub use people::{Consent, PeopleWish, Second, SlipTo};
pub use restoring::SheetRestoreWish;
pub use sheets::SheetWish;
pub use taking::TakeWish;

use super::snapshot::{CsvMapping, CustomerQuery, DraftWish, IdentityDraft, RecordQuery};

/// Tells the answers to one request from those to others. Grows by one with each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// One thing that is asked for.
pub enum Request {
    /// Measure this machine and say which Argon2id setting a new vault would get.
    Calibrate,
    /// Make a new vault.
    Found(Box<FoundingWish>),
    /// The PDF of recovery sheet `number` (1 to 5), saved at `path`. Right after founding only.
    SaveSheet {
        /// Which sheet, 1 to 5.
        number: u8,
        /// The file to write.
        path: PathBuf,
        /// The language it is printed in.
        language: Language,
    },
    /// Send one recovery sheet to the printer.
    PrintSheet {
        /// Which sheet, 1 to 5.
        number: u8,
        /// The language it is printed in.
        language: Language,
    },
    /// The founder has the sheets: forget the seed and go on to unlocking.
    SheetsDone,
    /// Log in.
    Unlock {
        /// The login name as typed.
        login: String,
        /// The password as typed.
        password: Password,
    },
    /// Log in with the password and a second factor.
    UnlockWithFactor {
        /// The login name as typed.
        login: String,
        /// The password as typed.
        password: Password,
        /// What is given besides it.
        factor: GivenFactor,
    },
    /// Log in as a supervisor who accepts that the log is not what was seen of it: what the alarm says is known, and it is
    /// gone on with. Answered by `Unlocked`, or by `SecondNeeded` and then to be asked again with the consent.
    AcceptBreak {
        /// The login name as typed.
        login: String,
        /// The password as typed.
        password: Password,
        /// What is given besides it.
        factor: GivenFactor,
        /// Why the log is not what was seen of it, and why it is gone on with.
        reason: String,
        /// The second signature.
        consent: Consent,
    },
    /// Accept a break that a group found, by a supervisor who is in. Answered by `Done`, or by `SecondNeeded`.
    AcceptGroupBreak {
        /// Why the log is not what the group saw of it, and why it is gone on with.
        reason: String,
        /// The second signature.
        consent: Consent,
    },
    /// Come back with the numeric code, after an idle lock. See [`CodeFace`](super::snapshot::CodeFace).
    UnlockWithCode {
        /// The code as typed.
        code: Password,
    },
    /// Set the numeric code of this session; another one replaces it.
    SetCode {
        /// The code as typed.
        code: Password,
    },
    /// Forget the numeric code.
    DropCode,
    /// Change the person's own password.
    ChangePassword {
        /// The present one.
        old: Password,
        /// The new one.
        new: Password,
    },
    /// Make a keyfile in a folder (of a stick) and add it as a second factor; the answer names the file.
    AddKeyfile {
        /// The password, once more.
        password: Password,
        /// Where it goes.
        folder: PathBuf,
        /// What the person calls it; may be empty.
        label: String,
    },
    /// Make a credential on the token that is plugged in and add it as a second factor.
    AddToken {
        /// The password, once more.
        password: Password,
        /// The token's PIN; none if it knows its holder by the finger.
        pin: Option<Password>,
        /// What the person calls it; may be empty.
        label: String,
    },
    /// Remove one of the person's own second factors.
    RemoveFactor {
        /// The password, once more.
        password: Password,
        /// Its place among the factors, from 0.
        slot: u32,
    },
    /// Let someone try again who failed to log in too often.
    ReleaseLogIn {
        /// Their login name.
        login: String,
    },
    /// Drop keys, connections and everything shown.
    Lock(LockReason),
    /// Make a customer group.
    MakeGroup {
        /// Its name.
        name: String,
    },
    /// Give a group another name.
    RenameGroup {
        /// Which.
        group: GroupId,
        /// The new name.
        name: String,
    },
    /// Make a group read-only for good.
    CloseGroup {
        /// Which.
        group: GroupId,
    },
    /// Customers that fit, from `offset`, at most `limit`. A newer search ends an older one.
    FindCustomers {
        /// What is looked for.
        query: CustomerQuery,
        /// The first row wanted.
        offset: u64,
        /// How many rows.
        limit: u32,
    },
    /// Everything of one customer.
    OpenCustomer {
        /// The group.
        group: GroupId,
        /// The customer.
        code: ClientCode,
    },
    /// Add a customer; the answer names the code.
    AddCustomer {
        /// The group.
        group: GroupId,
        /// Name, contacts, notes.
        identity: IdentityDraft,
    },
    /// Change a customer's identity.
    EditCustomer {
        /// The group.
        group: GroupId,
        /// The customer.
        code: ClientCode,
        /// The new identity, whole.
        identity: IdentityDraft,
    },
    /// Move a customer with all records to another group.
    MoveCustomer {
        /// Where they are.
        from: GroupId,
        /// Where they go.
        to: GroupId,
        /// The customer.
        code: ClientCode,
    },
    /// The head of a CSV file: columns, first rows, a guess at the mapping, and which rows would be refused.
    PreviewCsv {
        /// The file.
        path: PathBuf,
        /// The mapping the rows are judged by; without one, the guess.
        mapping: Option<CsvMapping>,
    },
    /// Import customers from a CSV file.
    ImportCustomers {
        /// The group they go to.
        group: GroupId,
        /// The file.
        path: PathBuf,
        /// Which column is what.
        mapping: CsvMapping,
    },
    /// Records that fit, from `offset`, at most `limit`. A newer search ends an older one.
    FindRecords {
        /// What is looked for.
        query: RecordQuery,
        /// The first row wanted.
        offset: u64,
        /// How many rows.
        limit: u32,
    },
    /// Put files and whole folders in.
    ImportFiles {
        /// The group.
        group: GroupId,
        /// The customer they belong to.
        code: ClientCode,
        /// Files and folders.
        paths: Vec<PathBuf>,
    },
    /// A record's metadata and, if it can be shown, its content.
    OpenRecord {
        /// The group.
        group: GroupId,
        /// The record.
        record: RecordId,
    },
    /// Change a record's title, tags and notes.
    EditRecord {
        /// The group.
        group: GroupId,
        /// The record.
        record: RecordId,
        /// The new title.
        title: String,
        /// The new tags.
        tags: Vec<String>,
        /// The new notes.
        notes: String,
    },
    /// Take copies out.
    ExportRecords {
        /// The group.
        group: GroupId,
        /// The records.
        records: Vec<RecordId>,
        /// The folder they are written to.
        to: PathBuf,
        /// Why, in the person's words.
        reason: String,
    },
    /// Delete for good. It takes two: answered by what is needed, or by `Waiting`, or, once it is done, by `Deleted`.
    Delete {
        /// The group.
        group: GroupId,
        /// What of it.
        what: DeleteWhat,
        /// Why, in the person's words.
        reason: String,
        /// The second signature.
        consent: Consent,
    },
    /// Check the whole vault, and sweep what no row names if `repair`.
    Check {
        /// Also sweep orphans.
        repair: bool,
    },
    /// Something about people.
    People(PeopleWish),
    /// Something about groups that take two people.
    Pair(PairWish),
    /// Every row of the posture. Answered by [`Answer::Posture`](crate::app::event::Answer::Posture).
    Posture,
    /// A signed report of it, in a new folder. Answered by [`Answer::Taken`](crate::app::event::Answer::Taken).
    TakePosture {
        /// Where the new folder is made, outside of the vault.
        folder: PathBuf,
        /// Why.
        reason: String,
        /// The language of the PDF.
        language: Language,
    },
    /// Something about the access log.
    Log(LogWish),
    /// Something about media and backups.
    Backup(BackupWish),
    /// Something about the recovery sheets of a vault that is open.
    Sheets(SheetWish),
    /// Something about restoring by recovery sheets, where no vault is.
    RestoreBySheets(SheetRestoreWish),
    /// Read a recovery sheet from a picture of its code. Answered by
    /// [`Answer::SheetRead`](crate::app::event::Answer::SheetRead); also before any log-in.
    ReadSheet {
        /// The picture.
        path: PathBuf,
    },
    /// Enrol a supervisor with enough sheets, before anyone is logged in. The role of the wish is not looked at.
    Recover {
        /// Each sheet's words, or what its code holds, as typed.
        sheets: Vec<Zeroizing<String>>,
        /// Who.
        wish: DraftWish,
        /// Their password.
        password: Password,
    },
    /// Stop the job that answers this request.
    Cancel(RequestId),
}

/// What is to be deleted for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeleteWhat {
    /// These records.
    Records(Vec<RecordId>),
    /// A customer with all of their records.
    Customer(ClientCode),
}

impl Request {
    /// The second person who authenticates for it, if one does.
    pub const fn second_mut(&mut self) -> Option<&mut Second> {
        let consent = match self {
            Self::People(wish) => wish.consent_mut(),
            Self::Delete { consent, .. } => Some(consent),
            Self::Log(LogWish::Review { consent, .. } | LogWish::Take(TakeWish::Archive { consent, .. }))
            | Self::Pair(PairWish::Rule { consent, .. } | PairWish::Renew { consent, .. })
            | Self::Backup(BackupWish::Place { consent } | BackupWish::PutBack { consent, .. })
            | Self::Sheets(SheetWish::Replace { consent, .. })
            | Self::AcceptBreak { consent, .. }
            | Self::AcceptGroupBreak { consent, .. } => Some(consent),
            Self::Pair(
                PairWish::Open { second, .. }
                | PairWish::Rekey { second, .. }
                | PairWish::HandOn { second, .. },
            ) => return Some(second),
            _ => None,
        };
        match consent {
            Some(Consent::Second(second)) => Some(second),
            _ => None,
        }
    }
}

/// What the first-run wizard gathers.
pub struct FoundingWish {
    /// The folder the vault is made in: missing or empty.
    pub folder: PathBuf,
    /// The name of the business.
    pub business: String,
    /// The founding supervisor's full name.
    pub founder: String,
    /// Their login name.
    pub login: String,
    /// Their password.
    pub password: Password,
    /// A practice vault: the sample kind, without sample content. The only kind made on a networked machine.
    pub practice: bool,
    /// The language the founder reads: the agreement is signed in it.
    pub language: Language,
}

/// Why the vault was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockReason {
    /// The button or Ctrl+L.
    Person,
    /// Nobody touched the machine for the idle time.
    Idle,
    /// The desktop's screen was locked.
    ScreenLocked,
    /// The machine goes to sleep.
    Sleep,
    /// The session's longest time is over.
    SessionEnd,
    /// The window is closed.
    WindowClosed,
    /// A network came up.
    Network,
    /// The stick with the keyfile was removed.
    KeyfileRemoved,
    /// Another session got the screen.
    SeatSwitched,
    /// The lid was closed.
    LidClosed,
    /// An account was closed because its keys may be in other hands.
    Suspicion,
}

impl LockReason {
    /// The reason's short name, for the log and for keys of texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Idle => "idle",
            Self::ScreenLocked => "screen-locked",
            Self::Sleep => "sleep",
            Self::SessionEnd => "session-end",
            Self::WindowClosed => "window-closed",
            Self::Network => "network",
            Self::KeyfileRemoved => "keyfile-removed",
            Self::SeatSwitched => "seat-switched",
            Self::LidClosed => "lid-closed",
            Self::Suspicion => "suspicion",
        }
    }
}
