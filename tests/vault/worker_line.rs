//! A worker and what it says, one request after the other: what the tests of the worker are written with.
//!
//! Events that come while another is waited for are kept, and found when they are asked for.

use std::time::Duration;

use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::Problem;
use strongroom::app::request::{Request, RequestId};
use strongroom::app::worker::WorkerHandle;

/// Longer than anything here takes: a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_mins(2);

/// A worker that is spoken with.
pub(crate) struct Line {
    worker: WorkerHandle,
    last: u64,
    kept: Vec<Event>,
}

impl Line {
    pub(crate) fn to(worker: WorkerHandle) -> Self {
        Self { worker, last: 0, kept: Vec::new() }
    }

    pub(crate) fn send(&mut self, wish: Request) -> RequestId {
        self.last += 1;
        self.worker.send(RequestId(self.last), wish);
        RequestId(self.last)
    }

    pub(crate) fn ask(&mut self, wish: Request) -> Result<Answer, Problem> {
        let id = self.send(wish);
        self.answer(id)
    }

    /// The answer to a request.
    pub(crate) fn answer(&mut self, id: RequestId) -> Result<Answer, Problem> {
        let is_it = |event: &Event| matches!(event, Event::Done { request, .. } if *request == id);
        match self.wait_for(is_it) {
            Event::Done { answer, .. } => answer,
            _ => unreachable!("it was looked for"),
        }
    }

    /// Whether an answer to a request has come, which is taken later.
    pub(crate) fn is_answered(&mut self, id: RequestId) -> bool {
        self.kept.extend(self.worker.events.try_iter());
        self.kept.iter().any(|event| matches!(event, Event::Done { request, .. } if *request == id))
    }

    /// The first such event that was not taken yet.
    pub(crate) fn wait_for(&mut self, is_it: impl Fn(&Event) -> bool) -> Event {
        if let Some(place) = self.kept.iter().position(&is_it) {
            return self.kept.remove(place);
        }
        loop {
            let event = self.worker.events.recv_timeout(PATIENCE).unwrap();
            if is_it(&event) {
                return event;
            }
            self.kept.push(event);
        }
    }

    /// What was kept, and is no more.
    pub(crate) fn take_kept(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.kept)
    }
}
