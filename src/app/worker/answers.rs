//! Requests of someone who is logged in: short acts are done at once, long ones become jobs.

use std::sync::Arc;

use super::super::acts::BreakWish;
use super::super::event::{Answer, Event};
use super::super::problem::{Problem, ProblemKind};
use super::super::request::{DeleteWhat, LockReason, PairWish, PeopleWish, Request, RequestId};
use super::super::session::Session;
use super::super::snapshot::Settled;
use super::{FINISH_DELETIONS, FINISH_MOVES, Worker, pairs, people, sheets};
use crate::records::Deleted;

impl Worker {
    pub(super) fn handle_unlocked(&mut self, id: RequestId, wish: Request) {
        let Some(session) = &mut self.session else {
            return self.post.done(id, Err(Problem::new(ProblemKind::Locked)));
        };
        if is_search(&wish) {
            let answer = if self.newest.begin(&wish, session.interrupts()) {
                let answer = search(session, &wish);
                self.newest.end();
                answer
            } else {
                Err(Problem::new(ProblemKind::Cancelled))
            };
            return self.post.done(id, answer);
        }
        if self.copying.holds_back(&wish) {
            return self.post.done(id, Err(Problem::new(ProblemKind::BackupRunning)));
        }
        if let Err(problem) = session.end_search() {
            return self.post.done(id, Err(problem));
        }
        let Some(wish) = self.change_ways_in(id, wish) else { return };
        let Some(wish) = self.suspect(id, wish) else { return };
        if let Some(wish) = self.start_job(id, wish) {
            let Some(session) = &mut self.session else { return };
            let opens = may_open_more(&wish);
            let answer = act(session, wish);
            self.post.done(id, answer);
            self.end_code();
            if opens {
                self.finish_owed();
            }
            self.tell_groups();
        }
        self.tell_session();
    }

    /// Closes an account on suspicion, or makes its slip once more, and locks; gives back a request for anything else.
    fn suspect(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        let session = self.session.as_mut()?;
        let (done, lock) = match wish {
            Request::People(PeopleWish::Suspect { account, reason, to, language }) => {
                (session.suspect(account, &reason, &to, language), true)
            }
            Request::People(PeopleWish::Slip { account, to, language, lock }) => {
                (session.slip_about(account, &to, language).map(|()| None), lock)
            }
            other => return Some(other),
        };
        let locks = lock && matches!(done, Ok(None));
        self.post.done(id, done.map(|problem| problem.map_or(Answer::Done, Answer::NoSlip)));
        if locks {
            self.lock(LockReason::Suspicion);
        } else {
            self.tell_groups();
            self.tell_session();
        }
        None
    }

    /// Starts the job that a request asks for; gives back a request that is no job.
    fn start_job(&mut self, id: RequestId, wish: Request) -> Option<Request> {
        let session = self.session.as_mut()?;
        let jobs = &mut self.jobs;
        let planned = match wish {
            Request::ImportFiles { group, code, paths } => {
                session.import_files(group, code, paths).map(|job| {
                    let (interrupted, account) = (self.interrupted.clone(), session.account());
                    jobs.start(id, job, move |report| {
                        interrupted.note(account, group, code, &report);
                        Answer::Imported(Arc::new(report))
                    });
                })
            }
            Request::ImportCustomers { group, path, mapping } => session
                .import_customers(group, &path, mapping)
                .map(|job| jobs.start(id, job, |report| Answer::CsvImported(Arc::new(report)))),
            Request::PreviewCsv { path, mapping } => {
                jobs.start(id, Session::preview_customers(path, mapping), |preview| {
                    Answer::CsvPreviewed(Arc::new(preview))
                });
                Ok(())
            }
            Request::ExportRecords { group, records, to, reason } => session
                .export_records(group, records, to, &reason)
                .map(|job| jobs.start(id, job, |report| Answer::Exported(Arc::new(report)))),
            Request::OpenRecord { group, record } => session
                .open_record(group, record)
                .map(|job| jobs.start(id, job, |sheet| Answer::Record(Arc::new(sheet)))),
            Request::MoveCustomer { from, to, code } => {
                session.move_customer(from, to, code).map(|job| jobs.start(id, job, |()| Answer::Done))
            }
            Request::Check { repair } => session
                .check(repair)
                .map(|job| jobs.start(id, job, |report| Answer::Checked(Arc::new(report)))),
            Request::Posture => {
                session.posture().map(|job| jobs.start(id, job, |face| Answer::Posture(Arc::new(face))))
            }
            Request::TakePosture { folder, reason, language } => session
                .take_posture(&folder, &reason, language)
                .map(|job| jobs.start(id, job, |face| Answer::Taken(Arc::new(face)))),
            Request::Delete { group, what, reason, consent } => {
                let settled = match what {
                    DeleteWhat::Records(records) => {
                        session.delete_records(group, &records, &reason, &consent)
                    }
                    DeleteWhat::Customer(code) => session.delete_customer(group, code, &reason, &consent),
                };
                settled.map(|settled| match settled {
                    Settled::Done(job) => jobs.start(id, job, deleted),
                    Settled::Waiting(number) => self.post.done(id, Ok(Answer::Waiting(number))),
                    Settled::SecondNeeded(needed) => {
                        self.post.done(id, Ok(Answer::SecondNeeded(Arc::new(*needed))));
                    }
                })
            }
            Request::AcceptGroupBreak { reason, consent } => {
                self.accept_group_break(id, &BreakWish { reason: &reason, consent: &consent });
                return None;
            }
            Request::Pair(wish) => return self.pair(id, wish),
            Request::People(PeopleWish::Rekey(group)) => session
                .rekey_group(group)
                .map(|job| jobs.start(id, job, |report| Answer::Rekeyed(Arc::new(report)))),
            Request::People(PeopleWish::CarryOut(number)) => session.carry_out(number).map(|job| match job {
                Some(job) => jobs.start(id, job, |report| Answer::Rekeyed(Arc::new(report))),
                None => self.post.done(id, Ok(Answer::Done)),
            }),
            Request::Log(wish) => super::log::start(session, jobs, id, wish),
            Request::Backup(wish) => {
                self.backup(id, wish);
                return None;
            }
            other => return Some(other),
        };
        if let Err(problem) = planned {
            self.post.done(id, Err(problem));
        }
        None
    }

    /// Accepts a break of the log that a group found.
    fn accept_group_break(&mut self, id: RequestId, wish: &BreakWish<'_>) {
        let Some(session) = &mut self.session else { return };
        let settled = session.accept_group_break(wish);
        self.post.done(id, settled.map(|settled| people::settled(settled, |()| Answer::Done)));
        self.tell_groups();
    }

    /// Finishes what was decided and is not done yet, beside whatever else is done: moves first, so that what is deleted
    /// is where it was decided to be; then deletions.
    pub(super) fn finish_owed(&mut self) {
        if !self.jobs.is_running(FINISH_MOVES)
            && let Some(session) = &mut self.session
            && let Some(job) = session.moves_owed()
        {
            self.jobs.start(FINISH_MOVES, job, |_| Answer::Done);
        }
        self.finish_deletions();
    }

    fn finish_deletions(&mut self) {
        if [FINISH_MOVES, FINISH_DELETIONS].into_iter().any(|job| self.jobs.is_running(job)) {
            self.deletions_wait = true;
            return;
        }
        let Some(session) = &mut self.session else { return };
        match session.deletions_owed() {
            Ok(Some(job)) => self.jobs.start(FINISH_DELETIONS, job, deleted),
            Ok(None) => {}
            Err(problem) => log::warn!("what is to be deleted was not looked at: {}", problem.kind.key()),
        }
    }

    /// Looks again at deletions, if they wait for a job that has ended.
    pub(super) fn go_on_deleting(&mut self) {
        let busy = [FINISH_MOVES, FINISH_DELETIONS].into_iter().any(|job| self.jobs.is_running(job));
        if !busy && std::mem::take(&mut self.deletions_wait) {
            self.finish_deletions();
        }
    }

    /// Says who is logged in and what is known of their session.
    pub(super) fn tell_session(&self) {
        if let Some(session) = &self.session {
            self.post.send(Event::Session(Arc::new(session.face())));
        }
    }

    /// Says which groups there are, and how much they hold.
    pub(super) fn tell_groups(&mut self) {
        if self.copying.is_going_on() {
            // Counting would open what is being copied.
            return;
        }
        let Some(session) = &mut self.session else { return };
        let (rows, unopened) = session.groups_that_open();
        let mut held = session.held_groups();
        for (group, problem) in unopened {
            if let Some(held) = held.iter_mut().find(|held| held.group == group) {
                held.problem = Some(problem);
            }
        }
        self.post.send(Event::Groups(rows.into()));
        self.post.send(Event::Held(held.into()));
    }
}

/// Whether something that was decided may be carried out from here on: it was agreed to, or a group is open now.
const fn may_open_more(wish: &Request) -> bool {
    matches!(
        wish,
        Request::People(PeopleWish::Answer { agreed: true, .. } | PeopleWish::SignAgreement { .. })
            | Request::Pair(PairWish::Open { .. })
    )
}

const fn deleted(deleted: Deleted) -> Answer {
    Answer::Deleted { records: deleted.records, customer: deleted.customer }
}

const fn is_search(wish: &Request) -> bool {
    matches!(wish, Request::FindCustomers { .. } | Request::FindRecords { .. })
}

fn search(session: &mut Session, wish: &Request) -> Result<Answer, Problem> {
    match wish {
        Request::FindCustomers { query, offset, limit } => {
            Ok(Answer::Customers(Arc::new(session.find_customers(query, *offset, *limit)?)))
        }
        Request::FindRecords { query, offset, limit } => {
            Ok(Answer::Records(Arc::new(session.find_records(query, *offset, *limit)?)))
        }
        _ => Err(Problem::new(ProblemKind::Internal).with("why", "not a search")),
    }
}

/// Acts that are done at once.
fn act(session: &mut Session, wish: Request) -> Result<Answer, Problem> {
    match wish {
        Request::ReleaseLogIn { login } => session.release_log_in(&login).map(|()| Answer::Done),
        Request::MakeGroup { name } => session.make_group(&name).map(Answer::GroupMade),
        Request::RenameGroup { group, name } => session.rename_group(group, &name).map(|()| Answer::Done),
        Request::CloseGroup { group } => session.close_group(group).map(|()| Answer::Done),
        Request::OpenCustomer { group, code } => {
            session.customer(group, code).map(|sheet| Answer::Customer(Arc::new(sheet)))
        }
        Request::AddCustomer { group, identity } => {
            session.add_customer(group, &identity).map(Answer::CustomerAdded)
        }
        Request::EditCustomer { group, code, identity } => {
            session.edit_customer(group, code, &identity).map(|()| Answer::Done)
        }
        Request::EditRecord { group, record, title, tags, notes } => {
            session.edit_record(group, record, title, tags, notes).map(|()| Answer::Done)
        }
        Request::People(wish) => people::act(session, wish),
        Request::Pair(wish) => pairs::act(session, wish),
        Request::Sheets(wish) => sheets::act(session, wish),
        _ => Err(Problem::new(ProblemKind::Internal).with("why", "asked at the wrong time")),
    }
}
