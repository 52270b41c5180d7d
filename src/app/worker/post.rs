//! Events on their way to the window: sent from any thread, each followed by a wake.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender};

use crate::base::job::Progress;

use super::super::event::{Answer, Event};
use super::super::problem::Problem;
use super::super::request::RequestId;
use super::super::technician::{self, Message};
use super::Wake;

/// Progress is told at most this often.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// Where events are dropped in.
#[derive(Clone)]
pub(super) struct Post {
    events: Sender<Event>,
    wake: Wake,
}

impl Post {
    pub(super) fn open(wake: Wake) -> (Self, Receiver<Event>) {
        let (events, received) = crossbeam_channel::unbounded();
        (Self { events, wake }, received)
    }

    pub(super) fn send(&self, event: Event) {
        // A window that is gone needs no news.
        drop(self.events.send(event));
        (self.wake)();
    }

    pub(super) fn done(&self, request: RequestId, answer: Result<Answer, Problem>) {
        if let Err(problem) = &answer {
            technician::note(&Message::Problem(problem.kind));
        }
        self.send(Event::Done { request, answer });
    }
}

/// Tells the progress of one request, thinned out.
pub(super) struct ProgressTeller {
    post: Post,
    request: RequestId,
    last: Option<Instant>,
}

impl ProgressTeller {
    pub(super) fn new(post: Post, request: RequestId) -> Self {
        Self { post, request, last: None }
    }

    pub(super) fn tell(&mut self, progress: &Progress) {
        // How often something is drawn is a matter of the machine's own time, not of the injected clock.
        let now = Instant::now();
        if self.last.is_none_or(|last| now.duration_since(last) >= PROGRESS_EVERY) {
            self.last = Some(now);
            self.post.send(Event::Progress { request: self.request, progress: progress.clone() });
        }
    }
}
