//! Pouring content in: one thread reads and hashes, several write to stacks of their own, and the caller hears of
//! each input once all of its chunks are durable. Constant memory, whatever the size of the inputs.
//!
//! ```text
//! inputs ─► read + hashes ──► chunks ─┬─► lane: stack a ─┐
//!            (one thread)  (shared)   ├─► lane: stack b ─┼─► durable places ─► caller: rows of the records database
//!                                     └─► lane: stack c ─┘
//! ```
//!
//! Knows neither customers nor titles: what a poured input becomes is for `import` and `moving` to say.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError};

use crate::base::job::{Progress, Watch};
use crate::store::StoreError;

use super::super::error::{ImportError, RecordsError};
use super::super::group::Group;
use super::lane::{Lane, Work};
use super::place::{Content, Place};
use super::reading::{Input, ReadContent, Reading};
use super::stacks::{self, StackSource};

/// How often the watcher hears of bytes while nothing else happens.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Each lane is worth its own stack from this many bytes on.
const LANE_BYTES: u64 = 16 << 20;

/// Chunks that wait for a lane.
const QUEUE_CHUNKS: usize = 4;

/// An input all of whose chunks are durable.
pub(in crate::records) struct Poured {
    /// Its place among the inputs.
    pub(in crate::records) index: usize,
    /// Size, hashes and places.
    pub(in crate::records) content: Content,
    /// The beginning, to tell the kind of file from.
    pub(in crate::records) head: Vec<u8>,
}

/// How pouring ended for those that were not poured.
#[must_use]
pub(in crate::records) struct PourEnd<'g> {
    /// The inputs that failed, each with the reason.
    pub(in crate::records) failed: Vec<(usize, ImportError)>,
    /// It was stopped on request.
    pub(in crate::records) cancelled: bool,
    /// The stacks that were written to, unless they are left for the sweep.
    source: Option<StackSource<'g>>,
}

impl PourEnd<'_> {
    /// Why the first input that failed did so; for those who need all of them.
    pub(in crate::records) fn take_failure(&mut self) -> Option<ImportError> {
        self.failed.pop().map(|(_, error)| error)
    }

    /// Everything that was poured is named by a record now: the stacks need no looking after.
    pub(in crate::records) fn settle(&mut self) -> Result<(), StoreError> {
        self.source.take().map_or(Ok(()), StackSource::settle)
    }
}

/// What the threads tell the caller's.
pub(super) enum Event {
    /// All of an input was read.
    Read { index: usize, read: ReadContent },
    /// An input was given up.
    Failed { index: usize, error: ImportError },
    /// These chunks are durable: input, number within it, place.
    Durable(Vec<(usize, u64, Place)>),
    /// A lane broke: nothing more can be written.
    Broken(StoreError),
}

/// What the threads share.
pub(super) struct Shared {
    /// Nothing more is to be read or written.
    pub(super) broken: AtomicBool,
    pub(super) read_bytes: AtomicU64,
}

/// Pours `inputs` into the group's stacks. `file` is called on this thread with inputs that are durable, a few at a
/// time, in no particular order; what it makes of them is the commit point. Its error ends the pouring.
///
/// The caller has the write permit, and settles the end once records name what was poured.
pub(in crate::records) fn pour<'g>(
    group: &'g Group,
    inputs: Vec<Input>,
    watch: &mut Watch<'_>,
    mut file: impl FnMut(Vec<Poured>) -> Result<(), RecordsError>,
) -> Result<PourEnd<'g>, RecordsError> {
    let count = inputs.len();
    let total_bytes = inputs.iter().map(|input| input.size_bytes).sum::<Option<u64>>();
    let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
    let source = Mutex::new(StackSource::new(group, group.open_records()?)?);
    let shared = Shared { broken: AtomicBool::new(false), read_bytes: AtomicU64::new(0) };
    let (work_in, work_out) = crossbeam_channel::bounded::<Work>(QUEUE_CHUNKS);
    let (spare_in, spare_out) = crossbeam_channel::unbounded();
    let (event_in, events) = crossbeam_channel::unbounded::<Event>();
    let mut basin = Basin { count, names, total_bytes, ..Basin::default() };

    let ended = thread::scope(|scope| {
        for _ in 0..lanes_for(total_bytes) {
            let lane = Lane::new(group, &source, &shared, event_in.clone(), spare_in.clone());
            let work = work_out.clone();
            scope.spawn(move || lane.run(&work));
        }
        let reading = Reading {
            group,
            shared: &shared,
            cancel: watch.flag().clone(),
            events: event_in,
            spare: spare_out,
        };
        scope.spawn(move || reading.run(inputs, &work_in));
        drop((work_out, spare_in));
        basin.gather(&events, &shared, watch, &mut file)
    });
    let source = source.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    basin.finish(group, source, ended)
}

/// What has arrived and is not filed yet.
#[derive(Default)]
struct Basin {
    count: usize,
    names: Vec<String>,
    total_bytes: Option<u64>,
    arriving: HashMap<usize, Arriving>,
    filed: u64,
    failed: Vec<(usize, ImportError)>,
    cancelled: bool,
    broken: Option<StoreError>,
    abandoned: Vec<Place>,
    settled: Vec<bool>,
}

#[derive(Default)]
struct Arriving {
    read: Option<ReadContent>,
    places: Vec<(u64, Place)>,
    given_up: bool,
}

impl Basin {
    fn gather(
        &mut self,
        events: &Receiver<Event>,
        shared: &Shared,
        watch: &mut Watch<'_>,
        file: &mut impl FnMut(Vec<Poured>) -> Result<(), RecordsError>,
    ) -> Result<(), RecordsError> {
        self.settled = vec![false; self.count];
        let mut result = Ok(());
        loop {
            let mut ready = Vec::new();
            match events.recv_timeout(TELL_EVERY) {
                Ok(event) => {
                    self.take(event, &mut ready);
                    for event in events.try_iter() {
                        self.take(event, &mut ready);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if !ready.is_empty() && result.is_ok() {
                let count = ready.len() as u64;
                result = file(ready);
                match result {
                    Ok(()) => self.filed += count,
                    // The threads are let run out; nothing more is filed.
                    Err(_) => shared.broken.store(true, Ordering::SeqCst),
                }
            }
            self.tell(shared, watch);
        }
        self.cancelled = watch.flag().is_cancelled();
        result
    }

    fn take(&mut self, event: Event, ready: &mut Vec<Poured>) {
        match event {
            Event::Read { index, read } => {
                self.arriving.entry(index).or_default().read = Some(read);
                self.complete(index, ready);
            }
            Event::Failed { index, error } => {
                self.arriving.entry(index).or_default().given_up = true;
                self.settled[index] = true;
                self.failed.push((index, error));
            }
            Event::Durable(places) => {
                for (index, seq, place) in places {
                    self.arriving.entry(index).or_default().places.push((seq, place));
                    self.complete(index, ready);
                }
            }
            Event::Broken(error) => self.broken = Some(error),
        }
    }

    fn complete(&mut self, index: usize, ready: &mut Vec<Poured>) {
        let whole = self.arriving.get(&index).is_some_and(|arriving| {
            arriving.read.as_ref().is_some_and(|read| read.chunks == arriving.places.len() as u64)
        });
        if !whole {
            return;
        }
        let Some(Arriving { read: Some(read), mut places, .. }) = self.arriving.remove(&index) else {
            return;
        };
        places.sort_unstable_by_key(|(seq, _)| *seq);
        self.settled[index] = true;
        let places = places.into_iter().map(|(_, place)| place).collect();
        let content =
            Content { size_bytes: read.size_bytes, sha256: read.sha256, blake3: Some(read.blake3), places };
        ready.push(Poured { index, content, head: read.head });
    }

    fn tell(&self, shared: &Shared, watch: &mut Watch<'_>) {
        let at = self.settled.iter().position(|settled| !settled);
        watch.tell(&Progress {
            done: self.filed,
            total: Some(self.count as u64),
            done_bytes: shared.read_bytes.load(Ordering::Relaxed),
            total_bytes: self.total_bytes,
            stage: "import",
            now: at.and_then(|at| self.names.get(at)).cloned().unwrap_or_default(),
        });
    }

    /// Removes the chunks of what was given up, and says what became of the inputs that never came to an end.
    fn finish<'g>(
        mut self,
        group: &Group,
        source: StackSource<'g>,
        ended: Result<(), RecordsError>,
    ) -> Result<PourEnd<'g>, RecordsError> {
        // After a failed commit of rows it is not known whether they are there: what they name is left for the sweep.
        ended?;
        for arriving in std::mem::take(&mut self.arriving).into_values() {
            self.abandoned.extend(arriving.places.into_iter().map(|(_, place)| place));
        }
        let removed = stacks::remove_chunks(group, source.records(), &self.abandoned);
        let source = Some(source).filter(|_| self.broken.is_none() && removed.is_ok());
        let unsettled = self.settled.iter().enumerate().filter(|(_, settled)| !**settled);
        for (index, _) in unsettled {
            match &self.broken {
                Some(StoreError::NoSpace { .. }) => {
                    let (free_bytes, needed_bytes) = group.room().unwrap_or_default();
                    self.failed.push((index, ImportError::NoSpace { free_bytes, needed_bytes }));
                }
                Some(error) => self.failed.push((index, error.clone().into())),
                None if self.cancelled => {}
                None => self.failed.push((index, ImportError::Stopped)),
            }
        }
        Ok(PourEnd { failed: self.failed, cancelled: self.cancelled, source })
    }
}

fn lanes_for(total_bytes: Option<u64>) -> usize {
    let cores = thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let most = (cores + 1).clamp(2, 8);
    let worth = total_bytes.map_or(most, |bytes| usize::try_from(bytes / LANE_BYTES).unwrap_or(most) + 1);
    worth.min(most)
}
