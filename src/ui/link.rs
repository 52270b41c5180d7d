//! The window's end of the worker: requests go out, events come in, and neither ever waits.

use crossbeam_channel::Receiver;

use crate::app::event::Event;
use crate::app::request::{Request, RequestId};
use crate::app::worker::WorkerHandle;

/// What the window knows of the worker. Made from a [`WorkerHandle`]; by hand in tests.
pub struct Link {
    send: Box<dyn Fn(RequestId, Request)>,
    events: Receiver<Event>,
}

impl Link {
    /// A link over a way to send and a channel of events. `send` must not block.
    pub fn new(send: impl Fn(RequestId, Request) + 'static, events: Receiver<Event>) -> Self {
        Self { send: Box::new(send), events }
    }

    pub(super) fn send(&self, id: RequestId, request: Request) {
        (self.send)(id, request);
    }

    pub(super) fn events(&self) -> &Receiver<Event> {
        &self.events
    }
}

impl From<WorkerHandle> for Link {
    fn from(worker: WorkerHandle) -> Self {
        let events = worker.events.clone();
        Self::new(move |id, request| worker.send(id, request), events)
    }
}
