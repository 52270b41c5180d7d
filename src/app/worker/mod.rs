//! The worker: the one thread that owns the unlocked session, and the jobs beside it.
//!
//! The window sends requests and takes events; it never waits for a disk, a KDF or a lock. Nothing here decides
//! what a person may do: that is `acts`. Started by `ui` (and by tests) through [`Worker::start`].

mod answers;
mod backup;
mod by_sheets;
mod code;
mod deriving;
mod entering;
mod guarded;
mod interrupted;
mod jobs;
mod log;
mod newest;
mod own;
mod pairs;
mod people;
mod placing;
mod plugs;
mod post;
mod prepare;
mod sheets;
mod taking;
mod touch;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender};

use crate::airgap::watch::Watch;
use crate::base::clock::SharedClock;
use crate::crypto::stack;

use super::acts::Job;
use super::acts::backup::Staged;
use super::entrance::Entrance;
use super::event::{Answer, Event};
use super::founding::{Calibration, Founded};
use super::problem::{Problem, ProblemKind};
use super::recovery;
use super::request::{LockReason, Request, RequestId, SheetWish};
use super::session::Session;
use super::technician::{self, Message};
use super::tokens::FindTokens;
use super::way_back::WayBack;
use backup::Copying;
use guarded::Guarded;
use interrupted::Interrupted;
use jobs::Jobs;
use newest::Newest;
use plugs::Plugs;
use post::Post;

pub use self::own::{FINISH_DELETIONS, FINISH_MOVES, LOOK_AT_REVIEW};
use prepare::Preparations;

/// Called from the worker's threads after each event, so that the window draws. Must not block.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How long jobs have to stop when the vault is locked. One that has not stopped then, on a dead stick for example,
/// is answered by dropping the keys and leaving the process; what it was writing was never acknowledged.
const JOBS_STOP_WITHIN: Duration = Duration::from_millis(1500);

/// The longest wait between looks at the clock, which may be set to another time than it ticks.
const LOOK_AT_CLOCK_EVERY: Duration = Duration::from_mins(1);

/// How often is looked whether the stick with the keyfile is still there.
const WATCH_STICK_EVERY: Duration = Duration::from_secs(1);

/// While a code could lead back, how often is looked whether it still may: whether the machine slept.
const WATCH_CODE_EVERY: Duration = Duration::from_secs(2);

/// A search that was not typed on for this long is over, and its last words are logged.
const SEARCH_ENDS_AFTER: Duration = Duration::from_secs(30);

/// The worker thread. Lives as long as its [`WorkerHandle`].
pub struct Worker {
    folder: Option<PathBuf>,
    clock: SharedClock,
    system_root: PathBuf,
    post: Post,
    newest: Arc<Newest>,
    entrance: Option<Entrance>,
    session: Option<Session>,
    /// The numeric code, for coming back after an idle lock.
    way_back: Option<WayBack>,
    jobs: Jobs,
    guarded: Guarded,
    /// The guard's, until it goes on duty.
    watch: Option<Watch>,
    /// What tokens answered and what was derived, on its way back from the jobs that did it.
    preparations: Preparations,
    /// Counts the locks: what a job did for someone before one of them is dropped.
    turn: u64,
    /// Other tokens than those of this machine.
    tokens: Option<FindTokens>,
    interrupted: Interrupted,
    /// The backup that is being written or verified.
    copying: Copying,
    /// A backup that was restored beside the vault, while somebody may sign it.
    staged: Option<Staged>,
    /// What is plugged in.
    plugs: Plugs,
    /// Measured once; shared with the jobs that need it.
    calibration: Arc<OnceLock<Calibration>>,
    founded: Option<Founded>,
    /// What was decided to be deleted waits for the end of what was decided before.
    deletions_wait: bool,
}

/// What a worker is given of the machine beside its files; nothing of it is needed.
#[derive(Default)]
pub struct Beside {
    /// Other tokens than those of this machine.
    pub tokens: Option<FindTokens>,
    /// The kernel's news of the network, opened before the process confined itself.
    pub watch: Option<Watch>,
}

/// The window's end of the worker. Dropping it locks the vault and ends the worker.
pub struct WorkerHandle {
    requests: Option<Sender<(RequestId, Request)>>,
    newest: Arc<Newest>,
    thread: Option<std::thread::JoinHandle<()>>,
    /// The answers, in the order they came up. Read without waiting, after each wake.
    pub events: Receiver<Event>,
}

impl WorkerHandle {
    /// Asks for one thing. Never blocks; the answer is an [`Event::Done`] with the same id.
    pub fn send(&self, request: RequestId, wish: Request) {
        self.newest.note(&wish);
        if let Some(requests) = &self.requests {
            // A worker that is gone has locked and left the process: nobody is there to be told.
            drop(requests.send((request, wish)));
        }
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.newest.stop();
        drop(self.requests.take());
        if let Some(thread) = self.thread.take() {
            // The worker locks before it ends; how it ended is in the log.
            drop(thread.join());
        }
    }
}

impl Worker {
    /// Starts the worker on the vault at `vault_path`; none in the chooser and wizard stage, where only
    /// [`Request::Calibrate`], [`Request::Found`] and the sheets are answered, and a founded vault becomes its vault.
    /// `system_root` is `/` but in tests. The first event is [`Event::Face`] if there is a vault.
    ///
    /// # Panics
    /// If the system has no thread to give.
    pub fn start(
        vault_path: Option<PathBuf>,
        clock: SharedClock,
        system_root: PathBuf,
        wake: Wake,
    ) -> WorkerHandle {
        Self::start_with(vault_path, clock, system_root, wake, Beside::default())
    }

    /// The same with what else it is given of the machine.
    ///
    /// # Panics
    /// If the system has no thread to give.
    pub fn start_with(
        vault_path: Option<PathBuf>,
        clock: SharedClock,
        system_root: PathBuf,
        wake: Wake,
        beside: Beside,
    ) -> WorkerHandle {
        let Beside { tokens, watch } = beside;
        let (requests, wishes) = crossbeam_channel::unbounded();
        let (post, events) = Post::open(wake);
        let newest = Arc::new(Newest::default());
        let worker = Self {
            folder: vault_path,
            clock,
            system_root,
            jobs: Jobs::new(post.clone()),
            preparations: crossbeam_channel::unbounded(),
            turn: 0,
            tokens,
            interrupted: Interrupted::default(),
            copying: Copying::default(),
            staged: None,
            plugs: Plugs::default(),
            post,
            guarded: Guarded::new(),
            watch,
            newest: Arc::clone(&newest),
            entrance: None,
            session: None,
            way_back: None,
            calibration: Arc::default(),
            founded: None,
            deletions_wait: false,
        };
        let thread = std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || worker.run(&wishes))
            .expect("the system has a thread to give");
        WorkerHandle { requests: Some(requests), newest, thread: Some(thread), events }
    }

    fn run(mut self, wishes: &Receiver<(RequestId, Request)>) {
        technician::note(&Message::WorkerBegan);
        let (root, clock, newest) =
            (self.system_root.clone(), Arc::clone(&self.clock), Arc::clone(&self.newest));
        self.guarded.begin(root, self.watch.take(), clock, newest);
        if self.folder.is_some() {
            // What is wrong with it is told again, with an id, by the unlocking.
            drop(self.open_entrance());
        }
        let (ended, prepared) = (self.jobs.ended(), self.preparations.1.clone());
        let guard = self.guarded.news();
        let copied = self.copying.news();
        loop {
            crossbeam_channel::select! {
                recv(guard) -> seen => {
                    if let Ok(seen) = seen {
                        self.hear_guard(seen);
                    }
                }
                recv(wishes) -> wish => match wish {
                    Ok((id, wish)) => {
                        self.look_at_clock();
                        self.handle(id, wish);
                        stack::wipe_left_over();
                    }
                    Err(_the_window_is_gone) => break,
                },
                recv(prepared) -> came => {
                    if let Ok((id, came)) = came {
                        self.go_on_prepared(id, came);
                        stack::wipe_left_over();
                    }
                }
                recv(copied) -> came => {
                    if let Ok(came) = came {
                        self.hear_copied(came);
                    }
                }
                recv(ended) -> job => {
                    self.jobs.forget(job.ok());
                    self.settle_rekeys();
                    self.go_on_deleting();
                    self.tell_groups();
                    self.tell_session();
                }
                default(self.patience()) => self.look_at_clock(),
            }
        }
        self.lock(LockReason::WindowClosed);
        technician::note(&Message::WorkerEnded);
    }

    /// How long there is nothing to do but wait.
    fn patience(&self) -> Duration {
        let shut_in = self.session.as_ref().and_then(Session::first_shut_in).unwrap_or(Duration::MAX);
        self.patience_otherwise().min(shut_in).min(self.plugs.patience())
    }

    fn patience_otherwise(&self) -> Duration {
        match self.session.as_ref().or(self.copying.behind()) {
            Some(session) if session.is_searching() => session.time_left().min(SEARCH_ENDS_AFTER),
            Some(session) if session.stick.is_some() => WATCH_STICK_EVERY,
            Some(session) => session.time_left().min(LOOK_AT_CLOCK_EVERY),
            None if self.way_back.is_some() => WATCH_CODE_EVERY,
            None => Duration::from_hours(1),
        }
    }

    fn look_at_clock(&mut self) {
        self.hear_waiting_news();
        self.look_for_stick();
        self.look_at_media();
        self.end_code();
        self.shut_overdue();
        let over = |session: &Session| session.time_left().is_zero();
        if self.session.as_ref().or(self.copying.behind()).is_some_and(over) {
            self.lock(LockReason::SessionEnd);
        }
        if let Some(session) = &mut self.session
            && session.search_idle() >= SEARCH_ENDS_AFTER
            && session.end_search().is_err()
        {
            ::log::warn!("the end of a search could not be logged");
        }
    }

    fn handle(&mut self, id: RequestId, wish: Request) {
        if self.copying.is_behind() && !matches!(wish, Request::Lock(_) | Request::Cancel(_)) {
            return self.post.done(id, Err(Problem::new(ProblemKind::BackupRunning)));
        }
        let Some(wish) = self.prepare(id, wish) else { return };
        match wish {
            Request::Lock(reason) => {
                self.lock(reason);
                self.post.done(id, Ok(Answer::Done));
            }
            Request::Cancel(job) => {
                self.jobs.cancel(job);
                self.post.done(id, Ok(Answer::Done));
            }
            Request::SaveSheet { number, path, language } => {
                let saved = self.founded().and_then(|founded| founded.save_sheet(number, &path, language));
                self.post.done(id, saved.map(|()| Answer::Done));
            }
            Request::PrintSheet { number, language } => {
                let printed = self.founded().and_then(|founded| founded.print_sheet(number, language));
                self.post.done(id, printed.map(|()| Answer::Done));
            }
            Request::SheetsDone => {
                if let Some(founded) = self.founded.take() {
                    founded.sheets_are_kept();
                }
                let opened = self.open_entrance();
                self.post.done(id, opened.map(|()| Answer::Done));
            }
            Request::DropCode => {
                self.drop_code();
                self.post.done(id, Ok(Answer::Done));
            }
            Request::Sheets(SheetWish::Check(typed)) if self.session.is_none() => {
                let told = self.at_entrance().and_then(|entrance| entrance.check_sheet(&typed));
                self.post.done(id, told.map(|face| Answer::Sheet(Arc::new(face))));
            }
            Request::ReadSheet { path } => {
                let job = Job::new(move |_| recovery::sheet_from_picture(&path));
                self.jobs.start(id, job, |sheet| Answer::SheetRead(sheet.into()));
            }
            Request::RestoreBySheets(wish) => self.restore_by_sheets(id, wish),
            other => self.handle_unlocked(id, other),
        }
    }

    /// Stops the jobs, then ends the session, and says so. The window drops its screens when it hears it.
    fn lock(&mut self, reason: LockReason) {
        // What is still being derived leads nowhere any more.
        self.turn += 1;
        if self.lock_behind(reason) {
            return;
        }
        self.stop_copying(reason);
        self.code_outlives(reason);
        self.plugs.watch(false);
        self.interrupted.locking(true);
        // Who closes the window, or is suspected, does not come back to what goes on.
        let comes_back = !matches!(reason, LockReason::WindowClosed | LockReason::Suspicion);
        if comes_back {
            self.jobs.pause_all();
        } else {
            self.jobs.stop_all();
        }
        let Some(mut session) = self.session.take() else { return };
        self.newest.forget();
        if session.end_search().is_err() {
            ::log::warn!("the end of a search could not be logged");
        }
        let on_red = reason == LockReason::Network;
        if !self.jobs.wait(if on_red { guarded::JOBS_STOP_ON_RED } else { JOBS_STOP_WITHIN }) {
            // The keys go first; whatever holds the job up cannot keep them.
            drop(session);
            ::log::warn!("a job did not stop: leaving");
            if on_red {
                guarded::leave();
            }
            std::process::exit(0);
        }
        self.session = Some(session);
        self.hear_all_copied();
        // Nobody is there to sign it; whoever comes back takes it up.
        if let Some(staged) = self.staged.take().filter(|_| comes_back) {
            staged.leave();
        }
        let Some(session) = self.session.take() else { return };
        if let Err(problem) = session.lock(reason) {
            ::log::warn!("locked, but not in order: {}", problem.kind.key());
        }
        self.hold_open(false);
        self.interrupted.locking(false);
        self.post.send(Event::Locked(reason));
    }
}
