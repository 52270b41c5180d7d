//! Making the index: reading the log on from where it was left, and writing what is read in batches.
//!
//! A batch and the head of the log after it are one commit, so whatever stops it leaves an index of some earlier head.

use std::cell::Cell;

use crate::audit::read::read_while;
use crate::audit::tail::Tail;
use crate::audit::{Entry, Head, LoggedEvent, ReaderKeys};
use crate::base::clock::WallTime;
use crate::base::fold::folded;
use crate::base::id::{SessionId, VaultId};
use crate::base::job::{Progress, Watch};
use crate::store::{StoreError, Writing, params};

use super::row::IndexRow;
use super::run::Run;
use super::schema;
use super::shelf::{Blank, Known, Shelf};
use super::{IndexError, LogIndex, Reviewers};

/// How many frames are committed together.
pub(super) const BATCH_FRAMES: usize = 8192;

/// How often is told how far it is.
pub(super) const TELL_EVERY_FRAMES: u64 = 1024;

impl LogIndex {
    /// Reads on to the end of the log. If the index is not of this log any more, it is made anew from the first frame.
    /// `reviewers` tells whose signatures count under a review.
    pub fn refresh(
        &mut self,
        keys: &ReaderKeys<'_>,
        reviewers: &Reviewers<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<(), IndexError> {
        if !self.read_on(keys, reviewers, watch)? {
            self.forget()?;
            let _of_this_log = self.read_on(keys, reviewers, watch)?;
        }
        Ok(())
    }

    /// False if the log was never what the index was made of; nothing was read then.
    fn read_on(
        &mut self,
        keys: &ReaderKeys<'_>,
        reviewers: &Reviewers<'_>,
        watch: &mut Watch<'_>,
    ) -> Result<bool, IndexError> {
        let (from, since) = (self.head.count, self.head);
        let (folder, vault) = (self.place.folder.clone(), self.place.vault);
        let flag = watch.flag().clone();
        let (stop, same) = (Cell::new(false), Cell::new(from == 0));
        let mut failed: Option<StoreError> = None;
        let mut read = Vec::new();
        let mut progress = Progress { stage: "log-index", ..Progress::default() };
        let go_on = || !stop.get() && !flag.is_cancelled();
        let walked = read_while(&folder, vault, keys, from, &go_on, &mut |tail: &Tail, entry| {
            let count = tail.next_number();
            if count == from {
                same.set(tail.head() == since);
                stop.set(!same.get());
                return;
            }
            read.extend(entry);
            progress.done = count;
            if count.is_multiple_of(TELL_EVERY_FRAMES) {
                watch.tell(&progress);
            }
            if read.len() >= BATCH_FRAMES
                && let Err(error) = self.commit(&mut read, tail.head(), reviewers)
            {
                failed = Some(error);
                stop.set(true);
            }
        })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        watch.go_on()?;
        if same.get() && walked.head.count > self.head.count {
            self.commit(&mut read, walked.head, reviewers)?;
        }
        Ok(same.get())
    }

    /// Writes what was read, in one commit with the head of the log after it, and puts it onto the shelf. After an error
    /// the shelf has more than the file: the index is to be dropped and opened again.
    fn commit(
        &mut self,
        read: &mut Vec<Entry>,
        head: Head,
        reviewers: &Reviewers<'_>,
    ) -> Result<(), StoreError> {
        let Self { place, database, shelf, .. } = self;
        database.write(|writing| {
            for entry in read.drain(..) {
                match entry {
                    Entry::Session { number, session, wall, boot, .. } => {
                        let run = Run::begun(session, boot, number, wall);
                        schema::write_run(writing, shelf.runs.len(), &run)?;
                        shelf.begin_run(run);
                    }
                    Entry::Event { session, event } => {
                        add_event(writing, shelf, session, &event)?;
                        add_review(writing, shelf, &event, (place.vault, reviewers))?;
                    }
                    Entry::Unreadable { number, why } => {
                        let last = shelf.rows.last().map_or(WallTime::from_unix_millis(0), IndexRow::wall);
                        let blank = Blank { number, why, wall: last };
                        schema::write_blank(writing, &blank)?;
                        shelf.blanks.push(blank);
                    }
                }
            }
            schema::write_head(writing, &head)
        })?;
        self.head = head;
        self.found = None;
        Ok(())
    }
}

fn add_event(
    writing: &Writing<'_>,
    shelf: &mut Shelf,
    session: SessionId,
    logged: &LoggedEvent,
) -> Result<(), StoreError> {
    let mut row = IndexRow::of(logged);
    row.session = shelf.run_places.get(&session).copied().unwrap_or(u32::MAX);
    let known = logged.event.as_ref();
    if let Some(account) = known.and_then(|event| event.account) {
        row.account = learn(writing, &mut shelf.accounts, account, schema::NEW_ACCOUNT, account.as_bytes())?;
    }
    if let Some(group) = known.and_then(|event| event.group) {
        row.group = learn(writing, &mut shelf.groups, group, schema::NEW_GROUP, group.as_bytes())?;
    }
    schema::write_event(writing, &row, logged)?;
    let words = known.map(|event| folded(&event.words)).unwrap_or_default();
    let clients = known.map(|event| event.clients.as_slice()).unwrap_or_default();
    shelf.add(row, &words, clients);
    Ok(())
}

/// The place of an id, written down where it is new.
fn learn<Id: Copy + Eq + std::hash::Hash>(
    writing: &Writing<'_>,
    known: &mut Known<Id>,
    id: Id,
    sql: &str,
    bytes: &[u8; 16],
) -> Result<u16, StoreError> {
    let (place, new) = known.learn(id);
    if new {
        writing.execute(sql, params![place, bytes])?;
    }
    Ok(place)
}

fn add_review(
    writing: &Writing<'_>,
    shelf: &mut Shelf,
    logged: &LoggedEvent,
    (vault, reviewers): (VaultId, &Reviewers<'_>),
) -> Result<(), StoreError> {
    let Some(event) = &logged.event else { return Ok(()) };
    let (Some(mark), Some(account)) = (&event.review, event.account) else { return Ok(()) };
    let key = reviewers(account);
    let valid = key.is_some_and(|key| mark.verify(&key, (vault, account), &event.words).is_ok());
    if let Some(review) = schema::review_in(logged, event, valid) {
        schema::write_review(writing, &review)?;
        shelf.reviews.push(review);
    }
    Ok(())
}
