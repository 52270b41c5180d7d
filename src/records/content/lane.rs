//! One lane of pouring: a thread that takes chunks as they come and writes them to a stack of its own.
//!
//! Used by [`super::pour`] alone.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossbeam_channel::{Receiver, Sender};

use crate::base::limits::STACK_TRANSACTION_BYTES;
use crate::store::StoreError;
use crate::store::stack::Stack;

use super::super::group::Group;
use super::permit::Door;
use super::place::Place;
use super::pour::{Event, Shared};
use super::reading::Buffer;
use super::stacks::StackSource;

/// A reader that waits is let in after this many uncommitted bytes.
const DOOR_BYTES: u64 = 4 << 20;

/// A chunk on its way to a stack.
pub(super) struct Work {
    /// Which input.
    pub(super) index: usize,
    /// Which chunk of it, from 0.
    pub(super) seq: u64,
    pub(super) buffer: Buffer,
}

pub(super) struct Lane<'p, 'g> {
    group: &'p Group,
    source: &'p Mutex<StackSource<'g>>,
    shared: &'p Shared,
    events: Sender<Event>,
    spare: Sender<Buffer>,
    taken: Option<Taken>,
    uncommitted_bytes: u64,
    /// Chunks that the next commit makes durable.
    pending: Vec<(usize, u64, Place)>,
}

/// The stack that this lane writes to.
struct Taken {
    n: u32,
    stack: Stack,
    door: Arc<Door>,
}

impl<'p, 'g> Lane<'p, 'g> {
    pub(super) fn new(
        group: &'p Group,
        source: &'p Mutex<StackSource<'g>>,
        shared: &'p Shared,
        events: Sender<Event>,
        spare: Sender<Buffer>,
    ) -> Self {
        let pending = Vec::new();
        Self { group, source, shared, events, spare, taken: None, uncommitted_bytes: 0, pending }
    }

    /// Writes until there is no more work. After an error the rest is let pass, so that nobody waits.
    pub(super) fn run(mut self, work: &Receiver<Work>) {
        let mut result = Ok(());
        for work in work {
            if result.is_ok() && !self.shared.broken.load(Ordering::SeqCst) {
                result = self.write(&work);
            }
            // The reader may have gone already; then the buffer is wiped here.
            drop(self.spare.send(work.buffer));
        }
        let result = result.and_then(|()| self.commit(true)).and_then(|()| self.give_back());
        if let Err(error) = result {
            self.shared.broken.store(true, Ordering::SeqCst);
            self.tell(Event::Broken(error));
        }
    }

    fn write(&mut self, work: &Work) -> Result<(), StoreError> {
        let written = self.write_chunk(work);
        if written.is_err() {
            self.shared.broken.store(true, Ordering::SeqCst);
        }
        written
    }

    fn write_chunk(&mut self, work: &Work) -> Result<(), StoreError> {
        if self.taken.is_none() {
            let (n, stack) = held(self.source).take()?;
            self.taken = Some(Taken { n, stack, door: self.group.permits.door(n) });
        }
        let content = work.buffer.content();
        if let Some(taken) = &mut self.taken {
            let chunk = taken.stack.append(content)?;
            self.pending.push((work.index, work.seq, Place { stack: taken.n, chunk }));
        }
        self.uncommitted_bytes += content.len() as u64;
        let door_waits = self.taken.as_ref().is_some_and(|taken| taken.door.is_waited_at());
        if self.uncommitted_bytes >= STACK_TRANSACTION_BYTES
            || (door_waits && self.uncommitted_bytes >= DOOR_BYTES)
        {
            self.commit(false)?;
        }
        Ok(())
    }

    fn commit(&mut self, last: bool) -> Result<(), StoreError> {
        let Some(taken) = &mut self.taken else {
            return Ok(());
        };
        taken.stack.commit()?;
        self.uncommitted_bytes = 0;
        let durable = std::mem::take(&mut self.pending);
        taken.door.step_back();
        self.tell(Event::Durable(durable));
        if last { Ok(()) } else { self.give_back_if_full() }
    }

    fn give_back_if_full(&mut self) -> Result<(), StoreError> {
        match &self.taken {
            Some(taken) if StackSource::is_full(&taken.stack)? => self.give_back(),
            _ => Ok(()),
        }
    }

    fn give_back(&mut self) -> Result<(), StoreError> {
        match self.taken.take() {
            Some(taken) => held(self.source).give_back(taken.n, taken.stack),
            None => Ok(()),
        }
    }

    fn tell(&self, event: Event) {
        // The caller listens until every lane has gone.
        drop(self.events.send(event));
    }
}

fn held<'m, 'g>(source: &'m Mutex<StackSource<'g>>) -> MutexGuard<'m, StackSource<'g>> {
    source.lock().unwrap_or_else(PoisonError::into_inner)
}
