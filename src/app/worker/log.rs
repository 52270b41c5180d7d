//! Requests about the access log: each is a job beside the worker.

use std::sync::Arc;

use super::super::event::Answer;
use super::super::problem::Problem;
use super::super::request::{LogWish, RequestId};
use super::super::session::Session;
use super::super::snapshot::Settled;
use super::jobs::Jobs;

/// Starts what is asked of the log.
pub(super) fn start(
    session: &mut Session,
    jobs: &mut Jobs,
    id: RequestId,
    wish: LogWish,
) -> Result<(), Problem> {
    match wish {
        LogWish::Queue => {
            jobs.start(id, session.log_queue()?, |queue| Answer::LogQueue(Arc::new(queue)));
        }
        LogWish::Day(day) => jobs.start(id, session.log_day(day)?, |day| Answer::LogDay(Arc::new(day))),
        LogWish::Events { filter, offset, limit } => {
            let job = session.log_events(filter, offset, limit)?;
            jobs.start(id, job, |rows| Answer::LogEvents(Arc::new(rows)));
        }
        LogWish::Accesses(code) => {
            jobs.start(id, session.customer_accesses(code)?, |found| Answer::Accesses(Arc::new(found)));
        }
        LogWish::Charts { from, to } => {
            jobs.start(id, session.log_charts(from, to)?, |charts| Answer::LogCharts(Arc::new(charts)));
        }
        LogWish::Review { days, seen, note, consent } => {
            jobs.start(id, session.review_days(days, seen, &note, &consent)?, |settled| match settled {
                Settled::Done(days) => Answer::Reviewed(days),
                Settled::Waiting(number) => Answer::Waiting(number),
                Settled::SecondNeeded(needed) => Answer::SecondNeeded(Arc::new(*needed)),
            });
        }
        LogWish::Counts => {
            jobs.start(id, session.log_counts()?, |counts| Answer::LogCounts(Arc::new(counts)));
        }
        LogWish::Take(wish) => super::taking::start(session, jobs, id, wish)?,
    }
    Ok(())
}
