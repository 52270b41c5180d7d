//! Long acts beside the worker, each on a thread of its own: started, told of, cancelled, waited for.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};

use crate::base::id::GroupId;
use crate::base::job::{CancelFlag, Watch};
use crate::crypto::stack;

use super::super::acts::Job;
use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::RequestId;
use super::post::{Post, ProgressTeller};

/// The jobs that run, by the order in which they were started: what was asked for once can take two, one after the other,
/// and the first says that it ended when the second runs.
type Running = BTreeMap<Serial, Run>;

/// A job among all that were ever started.
type Serial = u64;

/// What is known of a job that runs.
struct Run {
    request: RequestId,
    cancel: CancelFlag,
    /// The groups that it works in.
    groups: Vec<GroupId>,
    /// It only derives a key, and holds nothing of the vault.
    derives: bool,
}

/// The jobs that run.
pub(super) struct Jobs {
    post: Post,
    running: Running,
    last: Serial,
    ended: (Sender<Serial>, Receiver<Serial>),
}

impl Jobs {
    pub(super) fn new(post: Post) -> Self {
        Self { post, running: BTreeMap::new(), last: 0, ended: crossbeam_channel::unbounded() }
    }

    /// Starts a job; its end is told to the window.
    pub(super) fn start<T: 'static>(
        &mut self,
        request: RequestId,
        job: Job<T>,
        answer: impl FnOnce(T) -> Answer + Send + 'static,
    ) {
        self.start_and(request, job, move |done, post| post.done(request, done.map(answer)));
    }

    /// Starts a job; `then` takes its end on the job's thread.
    pub(super) fn start_and<T: 'static>(
        &mut self,
        request: RequestId,
        job: Job<T>,
        then: impl FnOnce(Result<T, Problem>, &Post) + Send + 'static,
    ) {
        let cancel = CancelFlag::default();
        self.last += 1;
        let serial = self.last;
        let (groups, derives) = (job.groups().to_vec(), job.derives());
        let (post, ended, flag) = (self.post.clone(), self.ended.0.clone(), cancel.clone());
        let spawned = std::thread::Builder::new().name("job".to_owned()).spawn(move || {
            // Dropped last, also if the job panics: whoever waits for the job must not wait for ever.
            let _end = EndNotice { serial, ended };
            let mut teller = ProgressTeller::new(post.clone(), request);
            let mut watch = Watch::new(flag, move |progress| teller.tell(progress));
            then(job.run(&mut watch), &post);
            // The system keeps the stacks of threads that ended.
            stack::wipe_left_over();
        });
        match spawned {
            Ok(_detached) => {
                self.running.insert(serial, Run { request, cancel, groups, derives });
            }
            Err(error) => {
                self.post.done(request, Err(Problem::new(ProblemKind::Internal).with("why", error)));
            }
        }
    }

    /// Asks one job to stop; fine if it ended already.
    pub(super) fn cancel(&self, request: RequestId) {
        for run in self.running.values().filter(|run| run.request == request) {
            run.cancel.cancel();
        }
    }

    /// Asks all jobs to stop.
    pub(super) fn stop_all(&self) {
        for run in self.running.values() {
            run.cancel.cancel();
        }
    }

    /// Asks all jobs to stop, so that what can be gone on with later is kept.
    pub(super) fn pause_all(&self) {
        for run in self.running.values() {
            run.cancel.pause();
        }
    }

    /// Where jobs say that they ended.
    pub(super) fn ended(&self) -> Receiver<Serial> {
        self.ended.1.clone()
    }

    /// Forgets a job that said it ended.
    pub(super) fn forget(&mut self, job: Option<Serial>) {
        if let Some(job) = job {
            self.running.remove(&job);
        }
    }

    /// Asks the jobs that work in a group to stop.
    pub(super) fn stop_in(&self, group: GroupId) {
        for run in self.running.values().filter(|run| run.groups.contains(&group)) {
            run.cancel.cancel();
        }
    }

    /// Waits until all jobs ended; false if one did not within `limit` that is more than a derivation.
    pub(super) fn wait(&mut self, limit: Duration) -> bool {
        self.wait_while(limit, |running| !running.is_empty()) || self.running.values().all(|run| run.derives)
    }

    /// Whether this job runs.
    pub(super) fn is_running(&self, request: RequestId) -> bool {
        runs(&self.running, request)
    }

    /// Whether any job runs.
    pub(super) fn any(&self) -> bool {
        !self.running.is_empty()
    }

    /// Waits until this job ended; false if it did not within `limit`.
    pub(super) fn wait_for(&mut self, request: RequestId, limit: Duration) -> bool {
        self.wait_while(limit, |running| runs(running, request))
    }

    /// Waits until no job works in a group; false if one still does after `limit`.
    pub(super) fn wait_in(&mut self, group: GroupId, limit: Duration) -> bool {
        self.wait_while(limit, |running| running.values().any(|run| run.groups.contains(&group)))
    }

    fn wait_while(&mut self, limit: Duration, busy: impl Fn(&Running) -> bool) -> bool {
        let until = Instant::now() + limit;
        while busy(&self.running) {
            match self.ended.1.recv_deadline(until) {
                Ok(job) => {
                    self.running.remove(&job);
                }
                Err(_too_late) => return false,
            }
        }
        true
    }
}

fn runs(running: &Running, request: RequestId) -> bool {
    running.values().any(|run| run.request == request)
}

/// Says that a job ended, however it ended.
struct EndNotice {
    serial: Serial,
    ended: Sender<Serial>,
}

impl Drop for EndNotice {
    fn drop(&mut self) {
        // A worker that is gone waits for no job.
        if self.ended.send(self.serial).is_err() {}
    }
}
