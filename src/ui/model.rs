//! What the window knows: the worker's events, folded. Screens read it through `Cx` and never change it.
//!
//! Locking replaces it by a new one, so nothing of a session outlives its keys.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::confinement::Reach;
use crate::app::event::{Answer, Event};
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{
    BackupWish, LockReason, LogWish, PeopleWish, Request, RequestId, SheetRestoreWish, TakeWish,
};
use crate::app::snapshot::{
    AirGapFace, CodeFace, GroupRow, HeldGroup, MediumSeen, Progress, SessionFace, StoppedBackup, VaultFace,
};
use crate::app::worker::FINISH_MOVES;
use crate::base::id::{GenerationId, GroupId};

use super::picker::PickId;
use super::route::Route;
use super::theme::Tone;

/// How many ended requests are remembered.
const REMEMBERED: usize = 64;

/// What a request was for, as far as the window cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TaskKind {
    /// A search of customers or records.
    Search,
    /// Long work that is shown with its progress wherever one is: importing, exporting, checking, moving.
    Job(JobKind),
    /// Everything else.
    Act,
}

/// The kinds of long work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JobKind {
    /// Putting files in.
    Import,
    /// Taking copies out.
    Export,
    /// Importing customers.
    ImportCustomers,
    /// Moving a customer.
    Move,
    /// Finishing a move that was interrupted, which nobody asked for.
    FinishMove,
    /// Checking the vault.
    Check,
    /// Taking something out of the access log.
    TakeLog,
    /// Writing a group again under new keys.
    Rekey,
    /// Writing a backup.
    BackupWrite,
    /// Verifying a backup.
    BackupVerify,
    /// Rehearsing a restore.
    Drill,
    /// Restoring a backup.
    Restore,
    /// Restoring a backup beside the vault.
    Stage,
}

impl JobKind {
    /// The job's short name, for keys of texts (`job-<key>`).
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Export => "export",
            Self::ImportCustomers => "import-customers",
            Self::Move => "move",
            Self::FinishMove => "finish-move",
            Self::Check => "check",
            Self::TakeLog => "take-log",
            Self::Rekey => "rekey",
            Self::BackupWrite => "backup-write",
            Self::BackupVerify => "backup-verify",
            Self::Drill => "drill",
            Self::Restore => "restore",
            Self::Stage => "restore",
        }
    }
}

/// A request and what came of it.
pub(crate) struct Task {
    pub(crate) kind: TaskKind,
    pub(crate) progress: Option<Progress>,
    pub(crate) answer: Option<Result<Answer, Problem>>,
    /// Stopping was asked for.
    pub(crate) stopping: bool,
}

impl Task {
    const fn new(kind: TaskKind) -> Self {
        Self { kind, progress: None, answer: None, stopping: false }
    }

    /// What came of long work is kept until it locks: its screen may be looked at much later.
    fn may_be_forgotten(&self) -> bool {
        self.answer.is_some() && !matches!(self.kind, TaskKind::Job(_))
    }
}

/// Something said at the top of the page until it is dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) id: u64,
    pub(crate) tone: Tone,
    pub(crate) text: String,
    /// The work whose report can be seen from here.
    pub(crate) report_of: Option<RequestId>,
    /// The page of the manual that says more.
    pub(crate) page: Option<&'static str>,
    /// Where something can be done about it.
    pub(crate) leads: Option<Route>,
}

impl Notice {
    /// Words alone. Its number comes with [`super::window::Window::tell`].
    pub(crate) fn new(tone: Tone, text: String) -> Self {
        Self { id: 0, tone, text, report_of: None, page: None, leads: None }
    }
}

/// Everything that is known.
#[derive(Default)]
pub(crate) struct Model {
    /// The vault, before any log-in.
    pub(crate) face: Option<Arc<VaultFace>>,
    /// What the air-gap guard saw last.
    pub(crate) air_gap: Option<Arc<AirGapFace>>,
    /// The folder that the window was started with, where it holds no vault.
    pub(crate) no_vault: Option<PathBuf>,
    /// Where a backup is to be restored in the place of the vault: where its medium is mounted, and which; the newest if none
    /// is named.
    pub(crate) restoring: Option<(PathBuf, Option<GenerationId>)>,
    /// A restore in the place of the vault was begun: after a lock it goes on.
    pub(crate) restore_begun: bool,
    /// Where a backup is to be restored by recovery sheets, and where its medium is mounted.
    pub(crate) by_sheets: Option<(PathBuf, PathBuf)>,
    /// Who is logged in.
    pub(crate) session: Option<Arc<SessionFace>>,
    /// What is plugged in where media are; nothing before the first look.
    pub(crate) plugged: Option<Arc<[MediumSeen]>>,
    /// A backup that locking stopped, if it was not gone on with.
    pub(crate) stopped_backup: Option<Arc<StoppedBackup>>,
    /// The groups this person sees.
    pub(crate) groups: Arc<[GroupRow]>,
    /// The groups this person holds, also those that take two people and are shut.
    pub(crate) held: Arc<[HeldGroup]>,
    /// Grows whenever something was changed in the vault: lists of an older revision are asked for again.
    pub(crate) revision: u64,
    /// Other programs could watch the screen.
    pub(crate) watchable: bool,
    /// Why the vault was locked last.
    pub(crate) locked: Option<LockReason>,
    /// The numeric code that leads back, if one does.
    pub(crate) code: Option<Arc<CodeFace>>,
    /// What is said at the top of the page.
    pub(crate) notices: Vec<Notice>,
    /// Files dropped onto the window this frame.
    pub(crate) dropped: Vec<PathBuf>,
    /// Files dropped onto the window this frame from where a confined process does not reach.
    pub(crate) out_of_reach: Vec<PathBuf>,
    /// Where a confined process reaches; none where it reaches everywhere.
    pub(crate) reach: Option<Reach>,
    /// Files are held over the window.
    pub(crate) hovering: bool,
    /// Vaults that were open before, newest first.
    pub(crate) recent: Vec<PathBuf>,
    tasks: BTreeMap<RequestId, Task>,
    picks: BTreeMap<PickId, Vec<PathBuf>>,
}

impl Model {
    /// What is known before the worker said anything.
    pub(crate) fn before_any_vault(air_gap: Option<AirGapFace>, recent: Vec<PathBuf>) -> Self {
        Self { air_gap: air_gap.map(Arc::new), recent, ..Self::default() }
    }

    /// A request goes out.
    pub(crate) fn asked(&mut self, id: RequestId, request: &Request) {
        if matches!(request, Request::Backup(BackupWish::Write { .. })) {
            self.stopped_backup = None;
        }
        match request {
            Request::Backup(BackupWish::Stage { mount, generation }) => {
                self.restoring = Some((mount.clone(), *generation));
                self.restore_begun = true;
            }
            Request::Backup(BackupWish::Unstage) => self.restore_begun = false,
            _ => {}
        }
        if let Request::Cancel(other) = request
            && let Some(task) = self.tasks.get_mut(other)
        {
            task.stopping = true;
        }
        if matches!(request, Request::OpenRecord { .. }) {
            // Content is large: the answers before it are kept only by the screens that show them.
            self.tasks.retain(|_, task| !matches!(task.answer, Some(Ok(Answer::Record(_)))));
        }
        let kind = kind_of(request);
        self.tasks.insert(id, Task::new(kind));
        self.forget_old();
    }

    /// News from the worker.
    pub(crate) fn fold(&mut self, event: Event) {
        match event {
            Event::Done { request, answer } => self.done(request, answer),
            Event::Progress { request, progress } => {
                if request == FINISH_MOVES && self.session.is_some() {
                    let finishing = || Task::new(TaskKind::Job(JobKind::FinishMove));
                    let task = self.tasks.entry(request).or_insert_with(finishing);
                    if task.answer.is_some() {
                        *task = finishing();
                    }
                }
                if let Some(task) = self.tasks.get_mut(&request) {
                    task.progress = Some(progress);
                }
            }
            Event::Face(face) => {
                // A single look. The guard, once it spoke, knows better.
                if self.air_gap.as_ref().is_none_or(|seen| seen.since.is_none()) {
                    self.air_gap = Some(Arc::new(face.air_gap.clone()));
                }
                self.face = Some(face);
            }
            Event::AirGap(seen) => self.air_gap = Some(seen),
            Event::Session(session) => self.session = Some(session),
            Event::Groups(groups) => self.groups = groups,
            Event::Held(held) => self.held = held,
            Event::Plugged(seen) => self.plugged = Some(seen).filter(|_| self.session.is_some()),
            Event::BackupStopped(stopped) => self.stopped_backup = Some(stopped),
            Event::Shut(_) => self.shut(),
            Event::Code(code) => self.code = code,
            // The window asks for them again.
            Event::Interrupted(_) => {}
            Event::Locked(reason) => self.lock(reason),
        }
    }

    /// Drops everything of the session.
    pub(crate) fn lock(&mut self, reason: LockReason) {
        *self = Self {
            face: self.face.take(),
            air_gap: self.air_gap.take(),
            recent: std::mem::take(&mut self.recent),
            reach: self.reach.take(),
            restoring: self.restoring.take(),
            restore_begun: self.restore_begun,
            locked: Some(reason),
            code: self.code.take(),
            watchable: self.watchable,
            tasks: going_on_behind(std::mem::take(&mut self.tasks)),
            ..Self::default()
        };
    }

    /// A group was shut: nothing that was answered before is shown any more, and lists are asked for again.
    fn shut(&mut self) {
        self.tasks.retain(|_, task| task.answer.is_none());
        self.revision += 1;
    }

    /// A choice of files was made, or cancelled if `paths` is empty.
    pub(crate) fn choose(&mut self, pick: PickId, paths: Vec<PathBuf>) {
        self.picks.insert(pick, paths);
    }

    /// A request and what came of it.
    pub(crate) fn task(&self, id: RequestId) -> Option<&Task> {
        self.tasks.get(&id)
    }

    /// Long work that has not ended.
    pub(crate) fn jobs(&self) -> impl Iterator<Item = (RequestId, JobKind, &Task)> {
        self.tasks.iter().filter(|(_, task)| task.answer.is_none()).filter_map(|(id, task)| match task.kind {
            TaskKind::Job(kind) => Some((*id, kind, task)),
            TaskKind::Search | TaskKind::Act => None,
        })
    }

    /// The kind of a long work.
    pub(crate) fn job_kind(&self, id: RequestId) -> Option<JobKind> {
        match self.tasks.get(&id)?.kind {
            TaskKind::Job(kind) => Some(kind),
            TaskKind::Search | TaskKind::Act => None,
        }
    }

    /// The newest work of a kind, going on or ended.
    pub(crate) fn newest_job(&self, kind: JobKind) -> Option<RequestId> {
        let mut newest_first = self.tasks.iter().rev();
        newest_first.find(|(_, task)| task.kind == TaskKind::Job(kind)).map(|(id, _)| *id)
    }

    /// What was chosen; empty if it was cancelled.
    pub(crate) fn picked(&self, pick: PickId) -> Option<&[PathBuf]> {
        self.picks.get(&pick).map(Vec::as_slice)
    }

    /// A group by its id.
    pub(crate) fn group(&self, id: GroupId) -> Option<&GroupRow> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// What the air-gap guard saw.
    pub(crate) fn air_gap(&self) -> Option<&AirGapFace> {
        self.air_gap.as_deref()
    }

    /// A sample or practice vault is open.
    pub(crate) fn is_sample(&self) -> bool {
        self.face.as_ref().is_some_and(|face| face.sample)
    }

    fn done(&mut self, id: RequestId, answer: Result<Answer, Problem>) {
        if answer.as_ref().is_ok_and(changes_lists) {
            self.revision += 1;
        }
        if let Some(task) = self.tasks.get_mut(&id) {
            if task.kind == TaskKind::Job(JobKind::Stage) && ends_for_good(&answer, task.stopping) {
                self.restore_begun = false;
            }
            task.progress = None;
            task.answer = Some(answer);
        }
    }

    fn forget_old(&mut self) {
        let ended: Vec<_> =
            self.tasks.iter().filter(|(_, task)| task.may_be_forgotten()).map(|(id, _)| *id).collect();
        for id in ended.iter().take(ended.len().saturating_sub(REMEMBERED)) {
            self.tasks.remove(id);
        }
    }
}

/// Whether work failed, or was stopped by hand: what a lock stopped goes on.
fn ends_for_good(answer: &Result<Answer, Problem>, by_hand: bool) -> bool {
    answer.as_ref().is_err_and(|problem| by_hand || problem.kind != ProblemKind::Cancelled)
}

/// What a lock may spare: a backup that is being written. The worker says how it ended.
fn going_on_behind(tasks: BTreeMap<RequestId, Task>) -> BTreeMap<RequestId, Task> {
    let spared = |task: &Task| task.kind == TaskKind::Job(JobKind::BackupWrite) && task.answer.is_none();
    tasks.into_iter().filter(|(_, task)| spared(task)).collect()
}

const fn changes_lists(answer: &Answer) -> bool {
    matches!(
        answer,
        Answer::Done
            | Answer::GroupMade(_)
            | Answer::KeyfileMade(_)
            | Answer::CustomerAdded(_)
            | Answer::CsvImported(_)
            | Answer::Imported(_)
            | Answer::Deleted { .. }
            | Answer::Checked(_)
            | Answer::Drafted(_)
            | Answer::Enrolled(_)
            | Answer::Signed
            | Answer::Ratified(_)
            | Answer::Published(_)
            | Answer::Waiting(_)
            | Answer::Reviewed(_)
            | Answer::Archived(_)
            | Answer::Rekeyed(_)
            | Answer::BackupWritten(_)
            | Answer::BackupVerified(_)
            | Answer::Drilled(_)
            | Answer::PutBack(_)
            | Answer::NoSlip(_)
    )
}

const fn kind_of(request: &Request) -> TaskKind {
    match request {
        Request::FindCustomers { .. } | Request::FindRecords { .. } => TaskKind::Search,
        Request::ImportFiles { .. } => TaskKind::Job(JobKind::Import),
        Request::ExportRecords { .. } => TaskKind::Job(JobKind::Export),
        Request::ImportCustomers { .. } => TaskKind::Job(JobKind::ImportCustomers),
        Request::MoveCustomer { .. } => TaskKind::Job(JobKind::Move),
        Request::Check { .. } => TaskKind::Job(JobKind::Check),
        Request::Log(LogWish::Take(
            TakeWish::Evidence { .. }
            | TakeWish::Report { .. }
            | TakeWish::List { .. }
            | TakeWish::Archive { .. },
        )) => TaskKind::Job(JobKind::TakeLog),
        Request::Backup(BackupWish::Write { .. }) => TaskKind::Job(JobKind::BackupWrite),
        Request::Backup(BackupWish::Verify { .. }) => TaskKind::Job(JobKind::BackupVerify),
        Request::Backup(BackupWish::Drill { .. }) => TaskKind::Job(JobKind::Drill),
        Request::Backup(BackupWish::Restore { .. }) => TaskKind::Job(JobKind::Restore),
        Request::Backup(BackupWish::Stage { .. })
        | Request::RestoreBySheets(SheetRestoreWish::Stage { .. }) => TaskKind::Job(JobKind::Stage),
        Request::RestoreBySheets(SheetRestoreWish::Verify { .. }) => TaskKind::Job(JobKind::BackupVerify),
        Request::People(PeopleWish::Rekey(_)) => TaskKind::Job(JobKind::Rekey),
        _ => TaskKind::Act,
    }
}
