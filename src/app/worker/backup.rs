//! Backups in the worker: while one is written nothing else is done in the vault, and what came of it goes into the register.
//!
//! The job copies with no key and on a thread of its own; the register is the session's, so the job's end comes back here.
//! An idle lock spares a backup whose writer holds no group key: the session then ends when the backup does.

use std::path::Path;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use super::super::acts::Job;
use super::super::acts::backup::{Enrolled, Looked, Staged};
use super::super::event::{Answer, Event};
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{BackupWish, LockReason, Request, RequestId};
use super::super::session::Session;
use super::super::snapshot::{
    DrillFace, LetGo, MediumSeen, ShelfFace, StoppedBackup, VerifiedFace, WrittenFace,
};
use super::own::{LET_GO_BEHIND, LOOK_AT_MEDIA};
use super::{JOBS_STOP_WITHIN, LOOK_AT_REVIEW, Worker};
use crate::airgap::Verdict;
use crate::policy::Act;

/// What came of a job.
pub(super) enum Came {
    /// Of writing.
    Written(RequestId, Result<WrittenFace, Problem>),
    /// Of verifying.
    Verified(RequestId, Result<VerifiedFace, Problem>),
    /// Of rehearsing a restore.
    Drilled(RequestId, Result<DrillFace, Problem>),
    /// Of restoring beside the vault.
    Staged(RequestId, Result<Staged, Problem>),
    /// Of looking at what is plugged in.
    Seen(Result<Vec<MediumSeen>, Problem>),
    /// Of enrolling a medium.
    Enrolled(RequestId, Result<Enrolled, Problem>),
    /// Of letting a medium go; the table of what is mounted has the last word.
    LetGo(RequestId, Result<LetGo, Problem>),
}

/// The backup that is being written, and the way back of what came of jobs.
pub(super) struct Copying {
    writing: Option<RequestId>,
    /// The one that is being written, as it is told if the vault is locked meanwhile.
    medium: Option<StoppedBackup>,
    /// The one that locking stopped.
    stopped: Option<StoppedBackup>,
    /// The session of a backup that an idle lock spared: nobody works in it.
    behind: Option<Session>,
    /// The medium that is being let go of: it must not be asked meanwhile.
    letting_go: Option<RequestId>,
    came: (Sender<Came>, Receiver<Came>),
    /// What could not be put into the register yet.
    unkept: Vec<Came>,
}

impl Default for Copying {
    fn default() -> Self {
        Self {
            writing: None,
            medium: None,
            stopped: None,
            behind: None,
            letting_go: None,
            came: crossbeam_channel::unbounded(),
            unkept: Vec::new(),
        }
    }
}

impl Copying {
    /// Where jobs say what came of them.
    pub(super) fn news(&self) -> Receiver<Came> {
        self.came.1.clone()
    }

    /// Where jobs drop it.
    pub(super) fn back(&self) -> Sender<Came> {
        self.came.0.clone()
    }

    /// Whether the vault is being copied.
    pub(super) const fn is_going_on(&self) -> bool {
        self.writing.is_some()
    }

    /// Whether a medium is being let go of.
    pub(super) const fn is_letting_go(&self) -> bool {
        self.letting_go.is_some()
    }

    /// Whether a wish has to wait, because it could write into what is being copied.
    pub(super) const fn holds_back(&self, wish: &Request) -> bool {
        let reads_only = matches!(
            wish,
            Request::Backup(BackupWish::Register | BackupWish::Shelf { .. } | BackupWish::LookAgain)
        );
        self.is_going_on() && !reads_only
    }

    /// The session that waits for its backup.
    pub(super) const fn behind(&self) -> Option<&Session> {
        self.behind.as_ref()
    }

    /// Whether a backup goes on behind the lock, so that nobody can come in.
    pub(super) const fn is_behind(&self) -> bool {
        self.behind.is_some()
    }
}

impl Worker {
    /// Does what is asked of media and backups.
    pub(super) fn backup(&mut self, id: RequestId, wish: BackupWish) {
        let Some(session) = &mut self.session else { return };
        let done = match wish {
            BackupWish::Register => {
                session.media_register().map(|face| Some(Answer::MediaRegister(Arc::new(face))))
            }
            BackupWish::Shelf { mount } => {
                self.look_first(id, (Act::Media, &mount, None), |worker, id, looked| {
                    let (generations, refused) = worker.logged_in()?.generations_seen(looked)?;
                    let shelf = ShelfFace { generations, refused };
                    worker.post.done(id, Ok(Answer::OnMedium(Arc::new(shelf))));
                    Ok(())
                });
                return;
            }
            BackupWish::LookAgain => {
                self.plugs.again();
                Ok(Some(Answer::Looking))
            }
            BackupWish::Enrol { mount, wish } => {
                session.write_note(&mount, &wish).map(|job| self.keep_end(id, job, Came::Enrolled))
            }
            BackupWish::Retire { medium, retired } => {
                self.plugs.again();
                session.retire_medium(medium, retired).map(|()| Some(Answer::Done))
            }
            BackupWish::Edit { medium, wish } => {
                self.plugs.again();
                session.edit_medium(medium, &wish).map(|()| Some(Answer::Done))
            }
            BackupWish::Plan { mount } => session.plan_backup(&mount).map(|job| {
                self.jobs.start(id, job, |plan| Answer::BackupPlanned(Arc::new(plan)));
                None
            }),
            BackupWish::LetGo { mount } => session.let_medium_go(&mount).map(|job| {
                self.copying.letting_go = Some(id);
                self.keep_end(id, job, Came::LetGo)
            }),
            BackupWish::Write { mount, full } => {
                self.look_first(id, (Act::BackupWrite, &mount, None), move |worker, id, looked| {
                    worker.write(id, looked, full)
                });
                return;
            }
            wish @ (BackupWish::Restore { .. }
            | BackupWish::Stage { .. }
            | BackupWish::Unstage
            | BackupWish::PutBack { .. }
            | BackupWish::Place { .. }) => return self.restore(id, wish),
            BackupWish::Drills => session.drills().map(|drills| Some(Answer::Drills(drills.into()))),
            BackupWish::Drill { mount, generation, to } => {
                self.look_first(id, (Act::Drill, &mount, Some(&to)), move |worker, id, looked| {
                    let job = worker.logged_in_mut()?.drill_on(looked, generation)?;
                    worker.keep_end(id, job, Came::Drilled);
                    Ok(())
                });
                return;
            }
            BackupWish::Verify { mount, generation, extent } => {
                self.look_first(id, (Act::BackupVerify, &mount, None), move |worker, id, looked| {
                    let job = worker.logged_in_mut()?.verify_backup_on(looked, generation, extent)?;
                    worker.keep_end(id, job, Came::Verified);
                    Ok(())
                });
                return;
            }
        };
        match done {
            Ok(None) => {}
            Ok(Some(answer)) => self.post.done(id, Ok(answer)),
            Err(problem) => self.post.done(id, Err(problem)),
        }
    }

    /// Has a medium looked at beside the worker, and goes on with what was seen: a dead stick holds nobody up.
    pub(super) fn look_first(
        &mut self,
        id: RequestId,
        (act, mount, to): (Act, &Path, Option<&Path>),
        go_on: impl FnOnce(&mut Self, RequestId, Looked) -> Result<(), Problem> + Send + 'static,
    ) {
        let job = self.logged_in().and_then(|session| session.look_at_medium(act, mount, to));
        self.wait(id, job, move |worker, id, looked| {
            // Meanwhile a backup was begun: what follows could write into what is being copied.
            let held = worker.copying.is_going_on() && act != Act::Media;
            let gone_on =
                if held { Err(Problem::new(ProblemKind::BackupRunning)) } else { go_on(worker, id, looked) };
            if let Err(problem) = gone_on {
                worker.post.done(id, Err(problem));
            }
        });
    }

    /// Starts a job whose end comes back here.
    pub(super) fn keep_end<T: Send + 'static>(
        &mut self,
        id: RequestId,
        job: Job<T>,
        came: impl FnOnce(RequestId, Result<T, Problem>) -> Came + Send + 'static,
    ) -> Option<Answer> {
        let back = self.copying.back();
        // A worker that is gone keeps no register.
        self.jobs.start_and(id, job, move |done, _| drop(back.send(came(id, done))));
        None
    }

    fn write(&mut self, id: RequestId, looked: Looked, full: bool) -> Result<(), Problem> {
        // What the worker does by itself gives way; the look is over, and says so any moment.
        self.jobs.cancel(LOOK_AT_REVIEW);
        for own in [LOOK_AT_REVIEW, LOOK_AT_MEDIA, id] {
            self.jobs.wait_for(own, JOBS_STOP_WITHIN);
        }
        if self.jobs.any() {
            return Err(Problem::new(ProblemKind::WorkGoesOn));
        }
        let Some(session) = &mut self.session else { return Err(Problem::new(ProblemKind::Locked)) };
        let (mount, label) = (looked.mount().to_owned(), looked.label().to_owned());
        let job = session.write_backup_on(looked, full)?;
        let (at, why) = (self.clock.wall(), LockReason::Person);
        self.copying.writing = Some(id);
        self.copying.medium = Some(StoppedBackup { mount, label, at, why, devices: Vec::new() });
        self.copying.stopped = None;
        self.keep_end(id, job, Came::Written);
        Ok(())
    }

    /// Takes in what came of a job, and says so.
    pub(super) fn hear_copied(&mut self, came: Came) {
        let came = match came {
            Came::Staged(id, done) => return self.hear_staged(id, done),
            other => other,
        };
        let (id, answer) = match &came {
            Came::Staged(..) => return,
            Came::Seen(seen) => return self.hear_seen(seen),
            Came::LetGo(LET_GO_BEHIND, _) => {
                self.copying.letting_go = None;
                return self.plugs.again();
            }
            Came::LetGo(id, done) => {
                self.copying.letting_go = None;
                self.plugs.again();
                return self.post.done(*id, done.clone().map(Answer::LetGo));
            }
            Came::Written(id, done) => (*id, done.clone().map(|face| Answer::BackupWritten(Arc::new(face)))),
            Came::Verified(id, done) => {
                (*id, done.clone().map(|face| Answer::BackupVerified(Arc::new(face))))
            }
            Came::Drilled(id, done) => (*id, done.clone().map(|face| Answer::Drilled(Arc::new(face)))),
            Came::Enrolled(id, done) => (*id, done.clone().map(|_row| Answer::Done)),
        };
        let mut mount = None;
        if self.copying.writing == Some(id) {
            mount = self.copying.medium.take().map(|medium| medium.mount);
            self.copying.writing = None;
        }
        let mount = mount.filter(|_| matches!(came, Came::Written(_, Ok(_))));
        let behind = self.copying.behind.take();
        let spared = behind.is_some();
        self.session = self.session.take().or(behind);
        let kept = self.session.as_mut().map(|session| keep(session, &came));
        if !matches!(kept, Some(Ok(()))) {
            // What lies on the medium counts all the same; the register learns of it at the next log-in.
            self.copying.unkept.push(came);
        }
        self.plugs.again();
        self.post.done(id, answer);
        if spared {
            self.lock_and_let_go(mount.as_deref());
        } else {
            self.tell_groups();
            self.tell_session();
        }
    }

    /// Locks behind a backup that an idle lock spared, and lets its medium go, so that it can be taken out: that takes no key.
    fn lock_and_let_go(&mut self, mount: Option<&Path>) {
        let letting = |mount| self.session.as_ref()?.let_medium_go_behind(mount).ok();
        let job = mount.and_then(letting);
        self.lock(LockReason::Idle);
        let Some(job) = job else { return };
        self.copying.letting_go = Some(LET_GO_BEHIND);
        let back = self.copying.back();
        // A worker that is gone shows nothing.
        self.jobs.start_and(LET_GO_BEHIND, job, move |done, _| {
            drop(back.send(Came::LetGo(LET_GO_BEHIND, done)));
        });
    }

    /// Takes in what came of jobs that ended while the worker was busy.
    pub(super) fn hear_all_copied(&mut self) {
        while let Ok(came) = self.copying.came.1.try_recv() {
            self.hear_copied(came);
        }
    }

    /// Leaves a session to the backup that it writes, if this lock spares it: nothing of it is shown or asked for any more.
    pub(super) fn lock_behind(&mut self, reason: LockReason) -> bool {
        let spares = matches!(reason, LockReason::Idle | LockReason::ScreenLocked);
        if !spares || !self.copying.is_going_on() {
            return false;
        }
        let holds_no_group = |session: &mut Session| !session.vault.person().role.may_hold_group_keys();
        let Some(session) = self.session.take_if(holds_no_group) else { return self.copying.is_behind() };
        self.newest.forget();
        self.copying.behind = Some(session);
        self.post.send(Event::Locked(reason));
        true
    }

    /// The vault is locked, whatever goes on: a backup that was spared is stopped now, and who comes next is told of it.
    pub(super) fn stop_copying(&mut self, reason: LockReason) {
        if let Some(behind) = self.copying.behind.take() {
            self.session = Some(behind);
        }
        let red = self.guarded.last().filter(|seen| seen.verdict == Verdict::Red);
        let devices = match red {
            Some(seen) if reason == LockReason::Network => seen
                .findings
                .iter()
                .filter(|finding| finding.why.verdict() == Verdict::Red)
                .map(|finding| finding.device.clone())
                .collect(),
            _ => Vec::new(),
        };
        let at = self.clock.wall();
        if let Some(medium) = self.copying.medium.take() {
            self.copying.stopped = Some(StoppedBackup { at, why: reason, devices, ..medium });
        }
    }

    /// For whoever keeps the register: puts into it what could not be put there before, looks at what is plugged in, and
    /// tells of a backup that locking stopped.
    pub(super) fn begin_backups(&mut self) {
        let keeps = |session: &&mut Session| session.may_keep_media();
        let session = self.session.as_mut().filter(keeps);
        self.plugs.watch(session.is_some());
        let Some(session) = session else { return };
        self.copying.unkept.retain(|came| keep(session, came).is_err());
        if let Some(stopped) = &self.copying.stopped {
            self.post.send(Event::BackupStopped(Arc::new(stopped.clone())));
        }
    }

    /// Takes up the renewing of keys that ended, if the vault is not being copied.
    pub(super) fn settle_rekeys(&mut self) {
        if let Some(session) = self.session.as_mut().filter(|_| !self.copying.is_going_on()) {
            session.settle_rekeys();
        }
    }
}

fn keep(session: &mut Session, came: &Came) -> Result<(), Problem> {
    match came {
        Came::Written(_, Ok(face)) => session.keep_written(face),
        Came::Verified(_, Ok(face)) => session.keep_verified(face),
        Came::Drilled(_, Ok(face)) => session.keep_drill(face),
        Came::Enrolled(_, Ok(enrolled)) => session.keep_enrolled(enrolled).map(drop),
        Came::Written(_, Err(_))
        | Came::Verified(_, Err(_))
        | Came::Drilled(_, Err(_))
        | Came::Enrolled(_, Err(_))
        | Came::Staged(..)
        | Came::Seen(_)
        | Came::LetGo(..) => Ok(()),
    }
}
