//! Requests to take something out of the access log: each is a job beside the worker.

use std::sync::Arc;

use super::super::event::Answer;
use super::super::problem::Problem;
use super::super::request::{RequestId, TakeWish};
use super::super::session::Session;
use super::super::snapshot::{Settled, TakenFace};
use super::jobs::Jobs;

/// Starts what is asked for.
pub(super) fn start(
    session: &mut Session,
    jobs: &mut Jobs,
    id: RequestId,
    wish: TakeWish,
) -> Result<(), Problem> {
    match wish {
        TakeWish::Evidence { from, to, folder, reason } => {
            jobs.start(id, session.take_evidence((from, to), &folder, &reason)?, taken);
        }
        TakeWish::Report { code, folder, reason, language } => {
            jobs.start(id, session.take_report(code, &folder, &reason, language)?, taken);
        }
        TakeWish::List { filter, form, folder, reason } => {
            jobs.start(id, session.take_list(*filter, form, &folder, &reason)?, taken);
        }
        TakeWish::SaveSlip { path, language } => jobs.start(id, session.save_slip(&path, language)?, taken),
        TakeWish::PrintSlip { language } => jobs.start(id, session.print_slip(language)?, |()| Answer::Done),
        TakeWish::ArchiveDue => {
            jobs.start(id, session.archive_due()?, |due| Answer::ArchiveDue(Arc::new(due)));
        }
        TakeWish::Archive { folder, consent } => {
            jobs.start(id, session.archive_log(&folder, &consent)?, |settled| match settled {
                Settled::Done(face) => Answer::Archived(Arc::new(face)),
                Settled::Waiting(number) => Answer::Waiting(number),
                Settled::SecondNeeded(needed) => Answer::SecondNeeded(Arc::new(*needed)),
            });
        }
    }
    Ok(())
}

fn taken(face: TakenFace) -> Answer {
    Answer::Taken(Arc::new(face))
}
