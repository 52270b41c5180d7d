//! Groups that take two people, in the worker: opened on request, shut when their hour is over, whoever is at work.

use std::sync::Arc;

use super::super::event::{Answer, Event};
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{LockReason, PairWish, Request, RequestId};
use super::super::session::Session;
use super::super::snapshot::Settled;
use super::{JOBS_STOP_WITHIN, Worker};
use crate::base::id::GroupId;

impl Worker {
    /// Starts the job that a wish asks for; gives back what is done at once.
    pub(super) fn pair(&mut self, id: RequestId, wish: PairWish) -> Option<Request> {
        let session = self.session.as_mut()?;
        let planned = match wish {
            PairWish::Rule { group, rule, few_confirmed, consent } => {
                session.rule_two_person(group, rule, few_confirmed, &consent)
            }
            PairWish::Rekey { group, second, reason } => {
                session.rekey_by_two(group, &second, &reason).map(Settled::Done)
            }
            PairWish::Shut(group) => {
                let shut = self.shut(group);
                self.post.done(id, shut.map(|()| Answer::Done));
                return None;
            }
            PairWish::Renew { group, consent } => session.renew_keys(group, &consent),
            other @ (PairWish::Open { .. } | PairWish::HandOn { .. }) => return Some(Request::Pair(other)),
        };
        match planned {
            Ok(Settled::Done(job)) => {
                self.jobs.start(id, job, |report| Answer::Rekeyed(Arc::new(report)));
            }
            Ok(Settled::Waiting(number)) => self.post.done(id, Ok(Answer::Waiting(number))),
            Ok(Settled::SecondNeeded(needed)) => {
                self.post.done(id, Ok(Answer::SecondNeeded(Arc::new(*needed))));
            }
            Err(problem) => self.post.done(id, Err(problem)),
        }
        self.tell_groups();
        None
    }

    /// Shuts the groups whose hour is over. A job in one of them that does not stop ends the session.
    pub(super) fn shut_overdue(&mut self) {
        let over = self.session.as_ref().map(Session::overdue).unwrap_or_default();
        for group in over {
            if self.shut(group).is_err() {
                log::warn!("a group that two people opened was not shut in order");
            }
        }
    }

    fn shut(&mut self, group: GroupId) -> Result<(), Problem> {
        self.jobs.stop_in(group);
        if !self.jobs.wait_in(group, JOBS_STOP_WITHIN) {
            self.lock(LockReason::SessionEnd);
            return Err(Problem::new(ProblemKind::Locked));
        }
        let Some(session) = &mut self.session else { return Err(Problem::new(ProblemKind::Locked)) };
        let shut = session.shut_group(group);
        self.post.send(Event::Shut(group));
        self.tell_groups();
        shut
    }
}

/// What is done at once.
pub(super) fn act(session: &mut Session, wish: PairWish) -> Result<Answer, Problem> {
    match wish {
        PairWish::Open { group, second, reason } => {
            session.open_by_two(group, &second, &reason).map(|()| Answer::Done)
        }
        PairWish::HandOn { number, second, reason } => {
            session.carry_out_by_two(number, &second, &reason).map(|()| Answer::Done)
        }
        PairWish::Shut(_) | PairWish::Rule { .. } | PairWish::Rekey { .. } | PairWish::Renew { .. } => {
            Err(Problem::new(ProblemKind::Internal).with("why", "asked at the wrong time"))
        }
    }
}
