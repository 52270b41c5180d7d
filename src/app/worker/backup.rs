//! Backups in the worker: while one is written nothing else is done in the vault, and what came of it goes into the register.
//!
//! The job copies with no key and on a thread of its own; the register is the session's, so the job's end comes back here.

use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{BackupWish, Request, RequestId};
use super::super::session::Session;
use super::super::snapshot::{MediaFace, ShelfFace, VerifiedFace, WrittenFace};
use super::{JOBS_STOP_WITHIN, LOOK_AT_REVIEW, Worker};

/// What came of a job.
pub(super) enum Came {
    /// Of writing.
    Written(RequestId, Result<WrittenFace, Problem>),
    /// Of verifying.
    Verified(RequestId, Result<VerifiedFace, Problem>),
}

/// The backup that is being written, and the way back of what came of jobs.
pub(super) struct Copying {
    writing: Option<RequestId>,
    came: (Sender<Came>, Receiver<Came>),
    /// What could not be put into the register yet.
    unkept: Vec<Came>,
}

impl Default for Copying {
    fn default() -> Self {
        Self { writing: None, came: crossbeam_channel::unbounded(), unkept: Vec::new() }
    }
}

impl Copying {
    /// Where jobs say what came of them.
    pub(super) fn news(&self) -> Receiver<Came> {
        self.came.1.clone()
    }

    /// Whether the vault is being copied.
    pub(super) const fn is_going_on(&self) -> bool {
        self.writing.is_some()
    }

    /// Whether a wish has to wait, because it could write into what is being copied.
    pub(super) const fn holds_back(&self, wish: &Request) -> bool {
        let reads_only = matches!(wish, Request::Backup(BackupWish::Register | BackupWish::Shelf { .. }));
        self.is_going_on() && !reads_only
    }
}

impl Worker {
    /// Does what is asked of media and backups.
    pub(super) fn backup(&mut self, id: RequestId, wish: BackupWish) {
        let Some(session) = &mut self.session else { return };
        let done = match wish {
            BackupWish::Register => register(session).map(|face| Some(Answer::MediaRegister(Arc::new(face)))),
            BackupWish::Shelf { mount } => session
                .generations_on(&mount)
                .map(|(generations, refused)| ShelfFace { generations, refused })
                .map(|shelf| Some(Answer::OnMedium(Arc::new(shelf)))),
            BackupWish::Enrol { mount, wish } => {
                let root = self.system_root.clone();
                session.enrol_medium(&mount, &wish, &root).map(|_face| Some(Answer::Done))
            }
            BackupWish::Write { mount, full } => self.write(id, &mount, full).map(|()| None),
            BackupWish::Verify { mount, generation, extent } => {
                session.verify_backup(&mount, generation, extent).map(|job| {
                    let back = self.copying.came.0.clone();
                    // A worker that is gone keeps no register.
                    self.jobs.start_and(id, job, move |done, _| drop(back.send(Came::Verified(id, done))));
                    None
                })
            }
        };
        match done {
            Ok(None) => {}
            Ok(Some(answer)) => self.post.done(id, Ok(answer)),
            Err(problem) => self.post.done(id, Err(problem)),
        }
    }

    fn write(&mut self, id: RequestId, mount: &std::path::Path, full: bool) -> Result<(), Problem> {
        // What the worker does by itself gives way.
        self.jobs.cancel(LOOK_AT_REVIEW);
        self.jobs.wait_for(LOOK_AT_REVIEW, JOBS_STOP_WITHIN);
        if self.jobs.any() {
            return Err(Problem::new(ProblemKind::WorkGoesOn));
        }
        let Some(session) = &mut self.session else { return Err(Problem::new(ProblemKind::Locked)) };
        let job = session.write_backup(mount, full)?;
        self.copying.writing = Some(id);
        let back = self.copying.came.0.clone();
        self.jobs.start_and(id, job, move |done, _| drop(back.send(Came::Written(id, done))));
        Ok(())
    }

    /// Takes in what came of a job, and says so.
    pub(super) fn hear_copied(&mut self, came: Came) {
        if matches!(&came, Came::Written(id, _) if self.copying.writing == Some(*id)) {
            self.copying.writing = None;
        }
        let kept = self.session.as_mut().map_or(Ok(()), |session| keep(session, &came));
        let (id, answer) = match &came {
            Came::Written(id, done) => (*id, done.clone().map(|face| Answer::BackupWritten(Arc::new(face)))),
            Came::Verified(id, done) => {
                (*id, done.clone().map(|face| Answer::BackupVerified(Arc::new(face))))
            }
        };
        if kept.is_err() || self.session.is_none() {
            // What lies on the medium counts all the same; the register learns of it at the next log-in.
            self.copying.unkept.push(came);
        }
        self.post.done(id, answer);
        self.tell_groups();
        self.tell_session();
    }

    /// Takes in what came of jobs that ended while the worker was busy.
    pub(super) fn hear_all_copied(&mut self) {
        while let Ok(came) = self.copying.came.1.try_recv() {
            self.hear_copied(came);
        }
    }

    /// Puts into the register what could not be put there before, once somebody is here who may.
    pub(super) fn keep_unkept(&mut self) {
        let keeps = |session: &&mut Session| session.may_keep_media();
        let Some(session) = self.session.as_mut().filter(keeps) else { return };
        self.copying.unkept.retain(|came| keep(session, came).is_err());
    }

    /// Takes up the renewing of keys that ended, if the vault is not being copied.
    pub(super) fn settle_rekeys(&mut self) {
        if let Some(session) = self.session.as_mut().filter(|_| !self.copying.is_going_on()) {
            session.settle_rekeys();
        }
    }
}

fn register(session: &Session) -> Result<MediaFace, Problem> {
    Ok(MediaFace { media: session.media()?, generations: session.generations()? })
}

fn keep(session: &mut Session, came: &Came) -> Result<(), Problem> {
    match came {
        Came::Written(_, Ok(face)) => session.keep_written(face),
        Came::Verified(_, Ok(face)) => session.keep_verified(face),
        Came::Written(_, Err(_)) | Came::Verified(_, Err(_)) => Ok(()),
    }
}
