//! Restoring by recovery sheets, in a worker that has no vault: in the stage of the window that reaches around the place
//! where one is to be, and in the chooser, which only looks at media.
//!
//! Nobody is logged in and nothing locks. On a network that comes up the work stops; off it, it is begun again.

use std::sync::Arc;

use super::super::acts::Job;
use super::super::acts::backup::{
    look_unproven, sheets_open, sign_by_sheets, stage_by_sheets, verify_unproven,
};
use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{RequestId, SheetRestoreWish};
use super::Worker;
use super::backup::Came;
use super::placing::nothing_staged;

impl Worker {
    /// Does what is asked of restoring by recovery sheets.
    pub(super) fn restore_by_sheets(&mut self, id: RequestId, wish: SheetRestoreWish) {
        if self.folder.is_some() {
            let beside_a_vault = Problem::new(ProblemKind::Internal).with("why", "a vault is here");
            return self.post.done(id, Err(beside_a_vault));
        }
        let clock = Arc::clone(&self.clock);
        match wish {
            SheetRestoreWish::Look { mount } => {
                let job = Job::new(move |_| look_unproven(&mount, clock.wall()));
                self.jobs.start(id, job, |shelf| Answer::OnMedium(Arc::new(shelf)));
            }
            SheetRestoreWish::Verify { mount, generation } => {
                let job = verify_unproven(mount, generation, clock);
                self.jobs.start(id, job, |found| Answer::BackupVerified(Arc::new(found)));
            }
            SheetRestoreWish::Open { mount, generation, sheets } => {
                let job = Job::new(move |_| sheets_open(&mount, generation, &sheets));
                self.jobs.start(id, job, |()| Answer::Done);
            }
            SheetRestoreWish::Stage { wish, sheets } => {
                self.staged = None;
                let root = self.system_root.clone();
                let job = Job::new(move |watch| stage_by_sheets(&wish, &sheets, (&clock, &root), watch));
                let back = self.copying.back();
                // Dropped by a worker that is gone, it is removed.
                self.jobs.start_and(id, job, move |done, _| drop(back.send(Came::Staged(id, done))));
            }
            SheetRestoreWish::Unstage => {
                self.staged = None;
                self.post.done(id, Ok(Answer::Done));
            }
            SheetRestoreWish::Place => {
                let placed = self.place_by_sheets();
                self.post.done(id, placed);
            }
        }
    }

    fn place_by_sheets(&mut self) -> Result<Answer, Problem> {
        let staged = self.staged.as_ref().ok_or_else(nothing_staged)?;
        let signed = sign_by_sheets(staged, &self.clock, &self.system_root)?;
        let staged = self.staged.take().ok_or_else(nothing_staged)?;
        Ok(Answer::Placed(Arc::new(staged.place(signed)?)))
    }

    /// A network came up where no vault is open: whatever goes on with recovery sheets stops.
    pub(super) fn stop_by_sheets(&self) {
        if self.folder.is_none() && self.founded.is_none() {
            self.jobs.pause_all();
        }
    }
}
