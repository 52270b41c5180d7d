//! The worker: the one thread that owns the unlocked session, and the jobs beside it.
//!
//! The window sends requests and takes events; it never waits for a disk, a KDF or a lock. Nothing here decides
//! what a person may do: that is `acts`. Started by `ui` (and by tests) through [`Worker::start`].

use std::path::PathBuf;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};

use crate::base::clock::SharedClock;

use super::event::Event;
use super::problem::{Problem, ProblemKind};
use super::request::{Request, RequestId};

/// Called from the worker's threads after each event, so that the window draws. Must not block.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The worker thread. Lives as long as its [`WorkerHandle`].
pub struct Worker;

/// The window's end of the worker.
pub struct WorkerHandle {
    requests: Sender<(RequestId, Request)>,
    /// The answers, in the order they came up. Read without waiting, after each wake.
    pub events: Receiver<Event>,
}

impl WorkerHandle {
    /// Asks for one thing. Never blocks; the answer is an [`Event::Done`] with the same id.
    pub fn send(&self, request: RequestId, wish: Request) {
        // A worker that is gone has locked and left the process: nobody is there to be told.
        drop(self.requests.send((request, wish)));
    }
}

impl Worker {
    /// Starts the worker on the vault at `vault_path`; none in the chooser and wizard stage, where only
    /// [`Request::Calibrate`], [`Request::Found`] and the sheets are answered, and a founded vault becomes its vault.
    /// `system_root` is `/` but in tests. The first event is [`Event::Face`] if there is a vault.
    pub fn start(
        vault_path: Option<PathBuf>,
        clock: SharedClock,
        system_root: PathBuf,
        wake: Wake,
    ) -> WorkerHandle {
        let (requests, wishes) = crossbeam_channel::unbounded::<(RequestId, Request)>();
        let (answers, events) = crossbeam_channel::unbounded();
        std::thread::spawn(move || {
            let _kept = (&vault_path, &clock, &system_root);
            for (request, _wish) in wishes {
                let answer = Err(Problem::new(ProblemKind::Internal).with("why", "not built yet"));
                drop(answers.send(Event::Done { request, answer }));
                wake();
            }
        });
        WorkerHandle { requests, events }
    }
}
