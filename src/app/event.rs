//! What the worker answers: the results of requests, their progress, and what happens by itself.

use std::sync::Arc;

use crate::base::code::ClientCode;
use crate::base::id::{DraftId, GroupId, RecordId};

use super::acts::RekeyReport;
use super::problem::Problem;
use super::request::{LockReason, RequestId};
use super::sheet_entry::ReadSheet;
use super::snapshot::{
    AgreementDiff, AgreementFace, AgreementRegister, AirGapFace, AloneRow, ArchiveDueFace, ArchivedFace,
    BackupPlan, CheckReport, CodeFace, CsvPreview, CsvReport, CustomerAccesses, CustomerPage, CustomerSheet,
    DrillFace, DrillRow, EnrolledFace, EventRow, ExportReport, FoundingFace, GrantsMatrix, GroupRow,
    HeldGroup, ImportReport, InterruptedImport, KdfFace, LetGo, Listing, LogCharts, LogCounts, LogDay,
    LogQueue, MediaFace, MediumSeen, NewSheetsFace, OwedRow, OwnFace, PeopleFace, PostureFace, Progress,
    RecordRow, RecordSheet, RestoredFace, ScreeningFace, SecondNeeded, SessionFace, SettingRow, SheetFace,
    SheetsFace, ShelfFace, StagedFace, StoppedBackup, TakenFace, VaultFace, VerifiedFace, WaitingNumber,
    WaitingRow, WrittenFace,
};

/// News from the worker.
pub enum Event {
    /// A request came to its end.
    Done {
        /// Which.
        request: RequestId,
        /// How.
        answer: Result<Answer, Problem>,
    },
    /// A request is on its way. Sent at most ten times a second.
    Progress {
        /// Which.
        request: RequestId,
        /// How far.
        progress: Progress,
    },
    /// What is known of the vault before any log-in.
    Face(Arc<VaultFace>),
    /// What the air-gap guard sees: once at the beginning, and whenever it changes.
    AirGap(Arc<AirGapFace>),
    /// Someone is logged in, or what is known of their session changed.
    Session(Arc<SessionFace>),
    /// The groups this person sees changed.
    Groups(Arc<[GroupRow]>),
    /// How many people the groups take that this person holds, and which of them are shut; sent with the groups.
    Held(Arc<[HeldGroup]>),
    /// The hour of a group that two people opened is over, or one of them shut it: what is shown of it is to be dropped.
    Shut(GroupId),
    /// Whether a numeric code leads back; sent when that changes and after every wrong code. It can be typed only
    /// while the vault is locked.
    Code(Option<Arc<CodeFace>>),
    /// What is plugged in where media are, for those who keep the register: after the log-in, and whenever it changes.
    Plugged(Arc<[MediumSeen]>),
    /// Locking stopped a backup that was being written: for whoever may go on with it.
    BackupStopped(Arc<StoppedBackup>),
    /// The person who is back had these imports stopped by locking. The window asks for them again.
    Interrupted(Vec<InterruptedImport>),
    /// Keys, connections and content are gone; screens are to be dropped.
    Locked(LockReason),
}

/// The result of a request that was done.
pub enum Answer {
    /// Nothing more to say.
    Done,
    /// The Argon2id setting.
    Calibrated(KdfFace),
    /// The vault is made; its sheets can be printed.
    Founded(Arc<FoundingFace>),
    /// Someone is logged in (a [`Event::Session`] came before).
    Unlocked,
    /// The keyfile that was made.
    KeyfileMade(std::path::PathBuf),
    /// The group that was made.
    GroupMade(GroupId),
    /// Rows of a customer search.
    Customers(Arc<Listing<CustomerPage>>),
    /// One customer.
    Customer(Arc<CustomerSheet>),
    /// The new customer's code.
    CustomerAdded(ClientCode),
    /// The head of a table.
    CsvPreviewed(Arc<CsvPreview>),
    /// Customers were imported.
    CsvImported(Arc<CsvReport>),
    /// Rows of a record search.
    Records(Arc<Listing<Vec<RecordRow>>>),
    /// Files were put in.
    Imported(Arc<ImportReport>),
    /// One record.
    Record(Arc<RecordSheet>),
    /// Copies were taken out.
    Exported(Arc<ExportReport>),
    /// Something was deleted for good.
    Deleted {
        /// How many records.
        records: u64,
        /// A customer went with them.
        customer: bool,
    },
    /// The vault was checked.
    Checked(Arc<CheckReport>),
    /// Nothing was done yet: a second person or a reason is needed.
    SecondNeeded(Arc<SecondNeeded>),
    /// It waits in the queue under this number.
    Waiting(WaitingNumber),
    /// Everyone and every draft.
    People(Arc<PeopleFace>),
    /// The draft that was written.
    Drafted(DraftId),
    /// An account was made: both compare its six words.
    Enrolled(Arc<EnrolledFace>),
    /// What was checked of a person.
    Screening(Arc<ScreeningFace>),
    /// A text of the agreement.
    Agreement(Arc<AgreementFace>),
    /// The agreement is signed; a fresh session and fresh groups came before.
    Signed,
    /// Who signed what.
    Register(Arc<AgreementRegister>),
    /// What is different between two texts.
    Diff(Arc<AgreementDiff>),
    /// The version that was published.
    Published(u32),
    /// People by groups.
    Grants(Arc<GrantsMatrix>),
    /// One's own page.
    Own(Arc<OwnFace>),
    /// What waits for a second person.
    WaitingList(Arc<[WaitingRow]>),
    /// What a supervisor did alone.
    AloneList(Arc<[AloneRow]>),
    /// How many statements were ratified.
    Ratified(u64),
    /// Groups whose keys are owed to be renewed.
    Owed(Arc<[OwedRow]>),
    /// The rules of the house.
    Settings(Arc<[SettingRow]>),
    /// What protects the workstation around the program.
    Posture(Arc<PostureFace>),
    /// The days of the log.
    LogQueue(Arc<LogQueue>),
    /// One day of the log.
    LogDay(Arc<LogDay>),
    /// Events of the log.
    LogEvents(Arc<Listing<Vec<EventRow>>>),
    /// Who opened a customer's file.
    Accesses(Arc<CustomerAccesses>),
    /// What the charts draw.
    LogCharts(Arc<LogCharts>),
    /// What can be counted of the log without a key.
    LogCounts(Arc<LogCounts>),
    /// Something was taken out of the log.
    Taken(Arc<TakenFace>),
    /// What could be archived of the log.
    ArchiveDue(Arc<ArchiveDueFace>),
    /// Old parts of the log were archived.
    Archived(Arc<ArchivedFace>),
    /// What is known of media and backups.
    MediaRegister(Arc<MediaFace>),
    /// What lies on a medium.
    OnMedium(Arc<ShelfFace>),
    /// What writing a backup would do.
    BackupPlanned(Arc<BackupPlan>),
    /// What is plugged in is looked at again; it is told by itself.
    Looking,
    /// Which recovery sheets are in use.
    Sheets(Arc<SheetsFace>),
    /// A new set of sheets was drawn.
    SheetsDrawn(Arc<NewSheetsFace>),
    /// A sheet was read from a picture: whoever asked takes it, once.
    SheetRead(ReadSheet),
    /// What a sheet is.
    Sheet(Arc<SheetFace>),
    /// How a medium was let go.
    LetGo(LetGo),
    /// A backup was written, read back and committed.
    BackupWritten(Arc<WrittenFace>),
    /// A backup was restored into another folder, and compared.
    Restored(Arc<RestoredFace>),
    /// A backup was restored beside the vault, and compared: it can be signed.
    Staged(Arc<StagedFace>),
    /// A record was put back out of a restored vault; its id here.
    PutBack(RecordId),
    /// It is in the place of the vault, and nobody is logged in any more.
    Placed(Arc<RestoredFace>),
    /// What rehearsing a restore came to.
    Drilled(Arc<DrillFace>),
    /// The rehearsals that the register keeps, the newest first.
    Drills(Arc<[DrillRow]>),
    /// What verifying a backup found.
    BackupVerified(Arc<VerifiedFace>),
    /// How many days were marked reviewed; a fresh session comes with it.
    Reviewed(u64),
    /// A group was written again.
    Rekeyed(Arc<RekeyReport>),
    /// An account was closed on suspicion, but the slip was not made: the vault stays open for what is to be done.
    NoSlip(Problem),
}
