//! Drawing content out: one chunk after the other for the viewer, or many records in a row over several threads for
//! exports and checks. Whoever draws a whole record learns whether it is still what was filed.
//!
//! Decrypting takes most of the time; each thread has its own connections, and chunks come back in order.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::thread;

use crossbeam_channel::{Receiver, Sender};
use zeroize::Zeroizing;

use crate::base::id::RecordId;
use crate::base::job::{Cancelled, Watch};
use crate::store::stack::Stack;
use crate::store::{Database, StoreError};

use super::super::error::RecordsError;
use super::super::group::Group;
use super::chunk::{Chunk, Lent};
use super::place::{Content, Place, content_of};
use super::proof::{By, Proof};
use super::stacks;

/// Stacks that one reader keeps open.
const OPEN_STACKS: usize = 12;

/// Threads that decrypt.
const THREADS: usize = 2;

/// Chunks that are asked for ahead.
const AHEAD: usize = 6 * THREADS;

/// Chunks that there are, those that visitors have not given back included.
const CHUNKS: usize = AHEAD + 12;

/// Content's bytes, wiped when dropped.
pub(in crate::records) type Bytes = Zeroizing<Vec<u8>>;

/// Reads chunks, on one thread.
pub(in crate::records) struct Drawer {
    group: Arc<Group>,
    epochs: HashMap<u32, u32>,
    open: HashMap<u32, Stack>,
}

impl Drawer {
    /// A reader of the stacks that `records` names now.
    pub(in crate::records) fn new(group: &Arc<Group>, records: &Database) -> Result<Self, StoreError> {
        let epochs = stacks::all(records)?.into_iter().map(|stack| (stack.n, stack.epoch)).collect();
        Ok(Self { group: Arc::clone(group), epochs, open: HashMap::new() })
    }

    /// Reads a chunk into the room there is and says how long it is. One that is not there, or longer, is damage.
    pub(in crate::records) fn read(&mut self, place: Place, into: &mut [u8]) -> Result<usize, StoreError> {
        let door = self.group.permits.door(place.stack);
        let _at_door = door.knock();
        if let Some(epoch) = door.moved()
            && self.epochs.insert(place.stack, epoch) != Some(epoch)
        {
            self.open.remove(&place.stack);
        }
        if !self.open.contains_key(&place.stack) {
            if self.open.len() >= OPEN_STACKS {
                self.open.clear();
            }
            let epoch = self.epochs.get(&place.stack).copied().unwrap_or(self.group.epoch);
            self.open.insert(place.stack, self.group.open_stack(place.stack, epoch)?);
        }
        let stack = self.open.get(&place.stack).expect("it was opened above");
        match stack.read(place.chunk, into) {
            Ok(Some(length)) => Ok(length),
            Ok(None) => Err(stack.database().damaged(format!("chunk {} is gone", place.chunk))),
            Err(error) => {
                // SQLCipher refuses a connection that met a damaged page: the next read gets a new one.
                self.open.remove(&place.stack);
                Err(error)
            }
        }
    }

    /// Reads a whole record and compares it with what was filed, in constant memory. `read` hears of the bytes of each
    /// chunk, and may end it.
    pub(in crate::records) fn verify(
        &mut self,
        id: RecordId,
        content: &Content,
        mut read: impl FnMut(usize) -> Result<(), Cancelled>,
    ) -> Result<(), RecordsError> {
        let mut chunk = Chunk::new();
        let mut proof = Proof::begin(content, By::Blake3);
        for place in &content.places {
            chunk.fill(|room| self.read(*place, room))?;
            proof.update(&chunk);
            read(chunk.len())?;
        }
        if proof.fits(content) { Ok(()) } else { Err(RecordsError::ContentDamaged(id)) }
    }

    /// A whole record, compared with what was filed.
    pub(in crate::records) fn read_all(
        &mut self,
        id: RecordId,
        content: &Content,
    ) -> Result<Bytes, RecordsError> {
        let size = usize::try_from(content.size_bytes).or(Err(RecordsError::TooLarge))?;
        let mut bytes = Zeroizing::new(vec![0; size]);
        let mut read = 0;
        for place in &content.places {
            read += self.read(*place, bytes.get_mut(read..).unwrap_or_default())?;
        }
        let mut proof = Proof::begin(content, By::Blake3);
        proof.update(&bytes);
        if read != size || !proof.fits(content) {
            return Err(RecordsError::ContentDamaged(id));
        }
        Ok(bytes)
    }
}

/// What is done with records as they are drawn.
pub(in crate::records) trait Visit {
    /// A record comes. False: it is not wanted.
    fn begin(&mut self, index: usize, content: &Content) -> bool;

    /// The next bytes of it, to be given back soon: reading goes on with those that were. False: the rest is not wanted.
    fn chunk(&mut self, index: usize, chunk: Lent) -> bool;

    /// All of it was drawn and is what was filed, or why not. Not called for records that were not wanted.
    fn end(&mut self, index: usize, outcome: Result<(), RecordsError>);
}

/// Draws records one after the other and proves each. Stops at a chunk's end when it is cancelled.
pub(in crate::records) fn draw(
    group: &Arc<Group>,
    records: &Database,
    ids: &[RecordId],
    by: By,
    watch: &Watch<'_>,
    visit: &mut dyn Visit,
) -> Result<(), RecordsError> {
    thread::scope(|scope| {
        let mut lines = Vec::new();
        for _ in 0..THREADS {
            let mut drawer = Drawer::new(group, records)?;
            let (ask, asked) = crossbeam_channel::bounded(AHEAD);
            let (answer, answers) = crossbeam_channel::bounded(AHEAD);
            scope.spawn(move || answer_all(&mut drawer, &asked, &answer));
            lines.push((ask, answers));
        }
        let (back, spare) = crossbeam_channel::unbounded();
        let mut drawing = Drawing {
            lines,
            records,
            ids,
            by,
            next: 0,
            asked: 0,
            answered: 0,
            queue: VecDeque::new(),
            made: 0,
            back,
            spare,
        };
        drawing.run(watch, visit)
    })
}

/// A chunk that was asked for, or why it cannot be read; its room comes back either way.
struct Answer {
    chunk: Chunk,
    read: Result<(), StoreError>,
}

fn answer_all(drawer: &mut Drawer, asked: &Receiver<(Place, Chunk)>, answer: &Sender<Answer>) {
    for (place, mut chunk) in asked {
        let read = chunk.fill(|room| drawer.read(place, room));
        if answer.send(Answer { chunk, read }).is_err() {
            return;
        }
    }
}

/// The way to one reading thread, and back.
type Line = (Sender<(Place, Chunk)>, Receiver<Answer>);

/// Records on their way, in order. Requests go to the lines in turn, and so do answers.
struct Drawing<'d> {
    lines: Vec<Line>,
    records: &'d Database,
    ids: &'d [RecordId],
    by: By,
    /// The next record to look up.
    next: usize,
    asked: usize,
    answered: usize,
    queue: VecDeque<Coming>,
    /// How many chunks were made, and how they come back from whoever has them.
    made: usize,
    back: Sender<Chunk>,
    spare: Receiver<Chunk>,
}

/// A record on its way.
struct Coming {
    index: usize,
    content: Content,
    asked: usize,
    answered: usize,
    proof: Proof,
    begun: bool,
    /// Why the rest is not asked for.
    failed: Option<RecordsError>,
    unwanted: bool,
}

impl Coming {
    fn asks(&self) -> bool {
        self.failed.is_none() && !self.unwanted && self.asked < self.content.places.len()
    }
}

impl Drawing<'_> {
    fn run(&mut self, watch: &Watch<'_>, visit: &mut dyn Visit) -> Result<(), RecordsError> {
        loop {
            watch.go_on()?;
            self.ask_ahead(visit)?;
            let Some(front) = self.queue.front_mut() else {
                return Ok(());
            };
            if !front.begun {
                front.begun = true;
                front.unwanted = front.failed.is_none() && !visit.begin(front.index, &front.content);
            }
            if front.answered < front.asked {
                self.receive(visit);
            } else if !front.asks() {
                self.end_front(visit);
            }
        }
    }

    /// Keeps the lines busy with what comes next, over the ends of records.
    fn ask_ahead(&mut self, visit: &mut dyn Visit) -> Result<(), RecordsError> {
        while self.asked - self.answered < AHEAD {
            if self.queue.back().is_none_or(|last| !last.asks()) {
                let Some(id) = self.ids.get(self.next) else {
                    return Ok(());
                };
                let content = content_of(self.records, *id)?;
                let index = self.next;
                self.next += 1;
                match content {
                    Some(content) => self.queue.push_back(Coming::new(index, content, self.by)),
                    None => visit.end(index, Err(RecordsError::NotFound)),
                }
                if self.queue.len() > AHEAD {
                    return Ok(());
                }
                continue;
            }
            let Some(spare) = self.spare_chunk() else {
                return Ok(());
            };
            let Some(last) = self.queue.back_mut() else {
                return Ok(());
            };
            let Some(place) = last.content.places.get(last.asked) else {
                return Ok(());
            };
            last.asked += 1;
            let line = &self.lines[self.asked % self.lines.len()];
            self.asked += 1;
            line.0.send((*place, spare)).expect("the lines stay open until the drawing ends");
        }
        Ok(())
    }

    /// Room for one more chunk. None while others still have all of it and there is something else to do.
    fn spare_chunk(&mut self) -> Option<Chunk> {
        if let Ok(chunk) = self.spare.try_recv() {
            return Some(chunk);
        }
        if self.made < CHUNKS {
            self.made += 1;
            return Some(Chunk::new());
        }
        if self.asked > self.answered {
            return None;
        }
        Some(self.spare.recv().expect("this end keeps the channel open"))
    }

    fn receive(&mut self, visit: &mut dyn Visit) {
        let line = &self.lines[self.answered % self.lines.len()];
        self.answered += 1;
        let Answer { chunk, read } = line.1.recv().expect("a line answers whatever is asked");
        let chunk = Lent::new(chunk, self.back.clone());
        let Some(front) = self.queue.front_mut() else {
            return;
        };
        front.answered += 1;
        if let Err(error) = read {
            front.failed = Some(error.into());
        } else if front.failed.is_none() && !front.unwanted {
            front.proof.update(&chunk);
            front.unwanted = !visit.chunk(front.index, chunk);
        }
    }

    fn end_front(&mut self, visit: &mut dyn Visit) {
        let Some(front) = self.queue.pop_front() else {
            return;
        };
        if front.unwanted {
            return;
        }
        let fits = front.proof.fits(&front.content);
        let outcome = match front.failed {
            Some(error) => Err(error),
            None if fits => Ok(()),
            None => Err(RecordsError::ContentDamaged(self.ids[front.index])),
        };
        visit.end(front.index, outcome);
    }
}

impl Coming {
    fn new(index: usize, content: Content, by: By) -> Self {
        let proof = Proof::begin(&content, by);
        Self { index, content, asked: 0, answered: 0, proof, begun: false, failed: None, unwanted: false }
    }
}
