//! What evidence tells, checked against its frames: every frame opens with its own key to the event that is told, in the
//! log's order, and the tree over them is that of every signed checkpoint.

use super::check::{BadEvidence, read};
use super::file;
use super::frames::{Frames, bad_frame};
use super::line::{EventLine, Names, Step};
use super::proofs::{Proofs, digest};
use super::signed::Signed;
use crate::audit::body::{Body, EventFrame, Kind, Sealed};
use crate::audit::tree::{Frontier, leaf_hash};
use crate::audit::{Checkpoint, FrameNumber, event};
use crate::base::id::VaultId;
use crate::base::job::{Progress, Watch};
use crate::crypto::hash::Digest;
use crate::crypto::secret::SecretBytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::path::Path;

/// Checks the files of evidence against each other and against the checkpoints.
pub(super) fn check_events(
    folder: &Path,
    vault: VaultId,
    signed: &Signed,
    points: &[Checkpoint],
    watch: &mut Watch<'_>,
) -> Result<(), BadEvidence> {
    let proofs = Proofs::parse(&read(folder, file::PROOFS)?)?;
    if proofs.first != signed.first {
        return Err(BadEvidence::new(file::PROOFS, "begins with another frame than the signature"));
    }
    let (tree, last) = proofs.begin()?;
    let (lines, table) = lines_of(&read(folder, file::EVENTS)?, signed)?;
    let keys = keys_of(&read(folder, file::EVENT_KEYS)?)?;
    let mut told = Told { vault, lines, keys, place: 0, withheld: 0 };
    let mut climb = Climb { tree, points, next: 0 };
    climb.reach(Some(last))?;
    let frames = read(folder, file::FRAMES)?;
    let last = pass(Frames::new(&frames, signed.first), last, &mut told, &mut climb, (signed, watch))?;
    climb.reach(Some(last))?;
    told.ended(signed)?;
    for growth in &proofs.growth {
        growth.lead(&mut climb.tree)?;
        climb.reach(None)?;
    }
    if climb.next < points.len() {
        return Err(BadEvidence::new(file::CHECKPOINTS, "has checkpoints that nothing leads to"));
    }
    if read(folder, file::TABLE)? != table.as_bytes() {
        return Err(BadEvidence::new(file::TABLE, "does not say what events.jsonl does"));
    }
    Ok(())
}

/// Goes over the frames; the hash of the last one.
fn pass(
    mut frames: Frames<'_>,
    before: Digest,
    told: &mut Told,
    climb: &mut Climb<'_>,
    (signed, watch): (&Signed, &mut Watch<'_>),
) -> Result<Digest, BadEvidence> {
    let mut last = before;
    while let Some(body) = frames.next()? {
        if body.previous != last {
            return Err(bad_frame(body.number, "does not follow the frame before"));
        }
        last = leaf_hash(body.bytes);
        climb.tree.push(last);
        climb.reach(Some(last))?;
        if let Kind::Event(frame, sealed) = &body.kind {
            told.compare(&body, frame, *sealed)?;
        }
        if body.number.is_multiple_of(256) {
            watch.go_on()?;
            let (done, total) = (body.number - signed.first, Some(signed.count));
            watch.tell(&Progress { done, total, stage: "checking-evidence", ..Progress::default() });
        }
    }
    let count = frames.next_number() - signed.first;
    if count == signed.count {
        Ok(last)
    } else {
        let why = format!("has {count} frames, and {} were signed", signed.count);
        Err(BadEvidence::new(file::FRAMES, &why))
    }
}

/// The tree as it grows, and the checkpoints that it has to meet.
struct Climb<'a> {
    tree: Frontier,
    points: &'a [Checkpoint],
    next: usize,
}

impl Climb<'_> {
    /// Compares the checkpoints of this count; `last` is the hash of the last frame, where it is known.
    fn reach(&mut self, last: Option<Digest>) -> Result<(), BadEvidence> {
        while let Some(point) =
            self.points.get(self.next).filter(|point| point.head.count <= self.tree.count())
        {
            self.next += 1;
            let place = format!("{}, note {}", file::CHECKPOINTS, self.next);
            let bad = |why| Err(BadEvidence::new(&place, why));
            if point.head.count != self.tree.count() {
                return bad("is not in its order, or of before the first frame");
            }
            if point.head.root != self.tree.root() {
                return bad("has another root than the frames");
            }
            if last.is_some_and(|last| last != point.head.last) {
                return bad("names another last frame");
            }
        }
        Ok(())
    }
}

/// The events as they are told, and the keys to compare them with their frames.
struct Told {
    vault: VaultId,
    lines: Vec<EventLine>,
    keys: BTreeMap<FrameNumber, SecretBytes<32>>,
    place: usize,
    withheld: u64,
}

impl Told {
    fn compare(
        &mut self,
        body: &Body<'_>,
        frame: &EventFrame,
        sealed: Sealed<'_>,
    ) -> Result<(), BadEvidence> {
        let number = body.number;
        let Some(key) = self.keys.remove(&number) else {
            self.withheld += 1;
            return Ok(());
        };
        let plain = sealed.open_event(self.vault, &key);
        let plain =
            plain.map_err(|_shut| bad_frame(number, "does not open with its key in event-keys.json"))?;
        let logged = event::decode(&plain).map_err(|_other| bad_frame(number, "holds no event"))?;
        if logged.number != number {
            return Err(bad_frame(number, "holds the event of another frame"));
        }
        let logged = crate::audit::LoggedEvent { log_in: frame.log_in, ..logged };
        let place = format!("{}, event of frame {number}", file::EVENTS);
        let line = self.lines.get(self.place).ok_or_else(|| BadEvidence::new(&place, "is missing"))?;
        let nobody = Names { accounts: BTreeMap::new(), groups: BTreeMap::new(), zone: TimeZone::UTC };
        let step = Step { session: frame.session, step: frame.step };
        let event = EventLine::of(&logged, step, &nobody);
        let event = event.ok_or_else(|| bad_frame(number, "holds an event of a later version"))?;
        // Names, the word for the act and the zone of the time are the maker's.
        let (at, act_name) = (line.at.clone(), line.act_name.clone());
        let (account_name, group_name) = (line.account_name.clone(), line.group_name.clone());
        if *line != (EventLine { at, account_name, act_name, group_name, ..event }) {
            return Err(BadEvidence::new(&place, "says something else than the sealed frame"));
        }
        let moment = line.at.parse::<Timestamp>().map(Timestamp::as_millisecond);
        if moment.ok() != Some(line.wall_ms) {
            return Err(BadEvidence::new(&place, "gives another time than the sealed frame"));
        }
        self.place += 1;
        Ok(())
    }

    fn ended(&self, signed: &Signed) -> Result<(), BadEvidence> {
        if self.place < self.lines.len() {
            return Err(BadEvidence::new(file::EVENTS, "has events that no frame holds"));
        }
        if !self.keys.is_empty() {
            return Err(BadEvidence::new(file::EVENT_KEYS, "has a key for a frame that is not there"));
        }
        if self.withheld != signed.withheld {
            let why = format!("{} events are withheld, and {} were signed", self.withheld, signed.withheld);
            return Err(BadEvidence::new(file::FRAMES, &why));
        }
        Ok(())
    }
}

/// The lines, and the table that says the same.
fn lines_of(bytes: &[u8], signed: &Signed) -> Result<(Vec<EventLine>, String), BadEvidence> {
    let bad = |why: &str| BadEvidence::new(file::EVENTS, why);
    let text = std::str::from_utf8(bytes).map_err(|_not_text| bad("is not UTF-8"))?;
    let (mut lines, mut table) = (Vec::new(), EventLine::head());
    for (number, line) in (1..).zip(text.split_terminator('\n')) {
        let line: EventLine = serde_json::from_str(line).map_err(|error| {
            BadEvidence::new(&format!("{}, line {number}", file::EVENTS), &error.to_string())
        })?;
        table.push_str(&line.row());
        lines.push(line);
    }
    if lines.len() as u64 == signed.events {
        Ok((lines, table))
    } else {
        Err(bad(&format!("has {} events, and {} were signed", lines.len(), signed.events)))
    }
}

fn keys_of(bytes: &[u8]) -> Result<BTreeMap<FrameNumber, SecretBytes<32>>, BadEvidence> {
    let bad = |why: &str| BadEvidence::new(file::EVENT_KEYS, why);
    let listed: Vec<(FrameNumber, String)> =
        serde_json::from_slice(bytes).map_err(|error| bad(&error.to_string()))?;
    let mut keys = BTreeMap::new();
    for (number, text) in listed {
        let mut key = digest(&text).ok_or_else(|| bad("has something that is no key"))?;
        if keys.insert(number, SecretBytes::from_exposed(&mut key.0)).is_some() {
            return Err(bad(&format!("has two keys for frame {number}")));
        }
    }
    Ok(keys)
}
