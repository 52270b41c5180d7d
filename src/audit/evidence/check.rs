//! Verifying a folder that was taken out of a log, as `verify.py` does: the founding statement against its fingerprint, the
//! certificates down to it, the signature, the hash of every file, and of evidence every frame, event and checkpoint.
//!
//! Needs no vault and no secret. Names the first file or frame that fails.

use super::file;
use super::frames::Frames;
use super::signed::{Signed, TakenKind, only_signer};
use super::table::rows_in;
use super::told::check_events;
use crate::audit::checkpoints::blocks;
use crate::audit::{Checkpoint, FoundingRoot, KeysError, LogKeys, Note, account_of};
use crate::base::clock::WallTime;
use crate::base::fs::read_limited;
use crate::base::id::{AccountId, VaultId};
use crate::base::job::{Cancelled, Watch};
use crate::crypto::hash::{Digest, Sha256Stream, sha256};
use crate::keys::statement::{Body, Statement};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// No file is read that is larger.
const MOST_BYTES: u64 = 4 << 30;

/// What a folder proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The vault.
    pub vault: VaultId,
    /// The name of the business, as the founding statement says it.
    pub business: String,
    /// What it is.
    pub kind: TakenKind,
    /// The first frame.
    pub first: u64,
    /// How many frames.
    pub count: u64,
    /// How many events it tells of.
    pub events: u64,
    /// How many more are in it, sealed.
    pub withheld: u64,
    /// Who signed it.
    pub by: AccountId,
    /// When, as they say.
    pub wall: WallTime,
    /// The newest checkpoint in it.
    pub newest: Option<Checkpoint>,
}

/// Why a folder proves nothing: which file (and where in it), and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {why}")]
pub struct BadEvidence {
    /// The file, and the frame, note or line in it.
    pub place: String,
    /// What is wrong with it.
    pub why: String,
    /// It is not wrong: the check was stopped.
    pub cancelled: bool,
}

impl BadEvidence {
    pub(super) fn new(place: &str, why: &str) -> Self {
        Self { place: place.to_owned(), why: why.to_owned(), cancelled: false }
    }
}

impl From<Cancelled> for BadEvidence {
    fn from(stopped: Cancelled) -> Self {
        Self { place: String::new(), why: stopped.to_string(), cancelled: true }
    }
}

/// Verifies a folder. `is_founding` says whether a founding statement with this hash is the one that is trusted: compare it
/// with the fingerprint that came another way than the folder.
pub fn verify(
    folder: &Path,
    is_founding: &dyn Fn(Digest) -> bool,
    watch: &mut Watch<'_>,
) -> Result<Evidence, BadEvidence> {
    let (root, business) = root_of(&read(folder, file::FOUNDING)?, is_founding)?;
    let keys = keys_of(&read(folder, file::KEYS)?, &root)?;
    let (signed, by) = signed_by(&read(folder, file::SIGNATURE)?, &keys)?;
    check_sums(folder, &signed, watch)?;
    let points = checkpoints_of(&read(folder, file::CHECKPOINTS)?, &keys)?;
    let covers = |point: &Checkpoint| {
        keys.key_of(by).is_some_and(|key| point.note.verify(key).is_ok())
            && signed.first.checked_add(signed.count).is_some_and(|end| point.head.count >= end)
    };
    if signed.kind != TakenKind::Archive && !points.iter().any(covers) {
        return Err(BadEvidence::new(
            file::CHECKPOINTS,
            "has none that covers every frame and that the reviewer signed",
        ));
    }
    match signed.kind {
        TakenKind::Events => check_events(folder, root.vault, &signed, &points, watch)?,
        TakenKind::Accesses | TakenKind::Posture => check_report(folder, &signed, &points)?,
        TakenKind::Archive => {}
    }
    Ok(Evidence {
        vault: root.vault,
        business,
        kind: signed.kind,
        first: signed.first,
        count: signed.count,
        events: signed.events,
        withheld: signed.withheld,
        by,
        wall: signed.wall,
        newest: points.into_iter().last(),
    })
}

/// The keys that the founding statement names.
fn root_of(
    bytes: &[u8],
    is_founding: &dyn Fn(Digest) -> bool,
) -> Result<(FoundingRoot, String), BadEvidence> {
    let bad = |why| BadEvidence::new(file::FOUNDING, why);
    if !is_founding(sha256(bytes)) {
        return Err(bad("is not the founding statement with this fingerprint"));
    }
    match Statement::from_bytes(0, bytes).map(|statement| statement.body) {
        Ok(Body::Founding(says)) => Ok((FoundingRoot::from(&says), says.business)),
        _ => Err(bad("is not a founding statement")),
    }
}

fn keys_of(bytes: &[u8], root: &FoundingRoot) -> Result<LogKeys, BadEvidence> {
    let text =
        std::str::from_utf8(bytes).map_err(|_not_text| BadEvidence::new(file::KEYS, "is not UTF-8"))?;
    LogKeys::from_text(text, root).map_err(|error| match error {
        KeysError::Refused { number } => BadEvidence::new(
            &format!("{}, note {number}", file::KEYS),
            "is not a certificate by someone who may make one",
        ),
        KeysError::Io(error) => BadEvidence::new(file::KEYS, &error.to_string()),
    })
}

fn signed_by(bytes: &[u8], keys: &LogKeys) -> Result<(Signed, AccountId), BadEvidence> {
    let bad = |why: &str| BadEvidence::new(file::SIGNATURE, why);
    let note = Note::parse(bytes).map_err(|error| bad(&error.to_string()))?;
    let signed = Signed::parse(keys.root().vault, &note).ok_or_else(|| bad("says nothing of this vault"))?;
    let by =
        only_signer(&note).ok().and_then(account_of).ok_or_else(|| bad("is not signed by one account"))?;
    let may = keys.role_of(by).is_some_and(|role| signed.kind.may_be_signed_by(role));
    let key = keys.key_of(by).filter(|_| may);
    let key = key.ok_or_else(|| bad("is not signed by someone of this vault who may"))?;
    note.verify(key).map_err(|error| bad(&error.to_string()))?;
    Ok((signed, by))
}

/// The checkpoints, each signed by the machine; who signed with it and is certified must have signed it, too.
fn checkpoints_of(bytes: &[u8], keys: &LogKeys) -> Result<Vec<Checkpoint>, BadEvidence> {
    let (notes, rest) = blocks(bytes);
    let mut points = Vec::with_capacity(notes.len());
    for (number, note) in (1..).zip(notes) {
        let place = format!("{}, note {number}", file::CHECKPOINTS);
        let bad = |why: &str| BadEvidence::new(&place, why);
        let point = Checkpoint::parse(keys.root().vault, note)
            .ok_or_else(|| bad("is no checkpoint of this vault"))?;
        point.note.verify(keys.machine()).map_err(|error| bad(&format!("the machine: {error}")))?;
        for by in &point.note.signatures {
            if let Some(key) = account_of(&by.name).and_then(|account| keys.key_of(account)) {
                point.note.verify(key).map_err(|error| bad(&format!("{}: {error}", by.name)))?;
            }
        }
        points.push(point);
    }
    if rest.is_empty() {
        Ok(points)
    } else {
        Err(BadEvidence::new(file::CHECKPOINTS, "something follows its last note"))
    }
}

/// Every file is the one that was signed for, and there is no other.
fn check_sums(folder: &Path, signed: &Signed, watch: &Watch<'_>) -> Result<(), BadEvidence> {
    let sums = sums_of(&read(folder, file::SUMS)?, signed)?;
    let listed = std::fs::read_dir(folder).map_err(|error| unreadable("", &error))?;
    for entry in listed {
        let name = entry.map_err(|error| unreadable("", &error))?.file_name();
        let name = name.to_string_lossy();
        if !sums.contains_key(&*name) && ![file::SUMS, file::SIGNATURE].contains(&&*name) {
            return Err(BadEvidence::new(&name, "does not belong to it"));
        }
    }
    for (name, sum) in &sums {
        watch.go_on()?;
        if sum_of(folder, name)? != *sum {
            if name == file::FRAMES {
                let bytes = read(folder, name)?;
                let mut frames = Frames::new(&bytes, signed.first);
                while frames.next()?.is_some() {}
            }
            return Err(BadEvidence::new(name, "was changed: its hash is not the one that was signed"));
        }
    }
    Ok(())
}

fn sums_of(bytes: &[u8], signed: &Signed) -> Result<BTreeMap<String, Digest>, BadEvidence> {
    let bad = |why: &str| BadEvidence::new(file::SUMS, why);
    if sha256(bytes) != signed.sums {
        return Err(bad("is not the list that was signed"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_not_text| bad("is not UTF-8"))?;
    let mut sums = BTreeMap::new();
    for line in text.lines() {
        let (sum, name) = line.split_once("  ").ok_or_else(|| bad("has a line that is none of its kind"))?;
        let sum = super::proofs::digest(sum).filter(|_| is_name(name));
        let sum = sum.ok_or_else(|| bad("has a line that is none of its kind"))?;
        if sums.insert(name.to_owned(), sum).is_some() {
            return Err(bad("names a file twice"));
        }
    }
    let needed: &[&str] = match signed.kind {
        TakenKind::Events => &[file::PROOFS, file::FRAMES, file::EVENT_KEYS, file::EVENTS, file::TABLE],
        TakenKind::Accesses | TakenKind::Posture => &[file::REPORT, file::REPORT_TABLE],
        TakenKind::Archive => &[],
    };
    for name in [file::FOUNDING, file::KEYS, file::CHECKPOINTS].iter().chain(needed) {
        if !sums.contains_key(*name) {
            return Err(bad(&format!("does not name {name}")));
        }
    }
    Ok(sums)
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn check_report(folder: &Path, signed: &Signed, points: &[Checkpoint]) -> Result<(), BadEvidence> {
    let [point] = points else {
        return Err(BadEvidence::new(file::CHECKPOINTS, "is not the reviewer's one checkpoint"));
    };
    if (signed.first, signed.count) != (0, point.head.count) {
        return Err(BadEvidence::new(file::CHECKPOINTS, "is of another moment than the report"));
    }
    let bad = |why: &str| BadEvidence::new(file::REPORT_TABLE, why);
    let table = read(folder, file::REPORT_TABLE)?;
    let table = std::str::from_utf8(&table).map_err(|_not_text| bad("is not UTF-8"))?;
    let rows = rows_in(table).checked_sub(1);
    if rows == Some(signed.events) { Ok(()) } else { Err(bad("has another number of rows than was signed")) }
}

/// A file of the folder, whole.
pub(super) fn read(folder: &Path, name: &str) -> Result<Vec<u8>, BadEvidence> {
    let path = folder.join(name);
    let kind = std::fs::symlink_metadata(&path).map_err(|error| unreadable(name, &error))?;
    if !kind.is_file() {
        return Err(BadEvidence::new(name, "is no file"));
    }
    read_limited(&path, MOST_BYTES).map_err(|error| unreadable(name, &error))
}

fn sum_of(folder: &Path, name: &str) -> Result<Digest, BadEvidence> {
    let path = folder.join(name);
    let kind = std::fs::symlink_metadata(&path).map_err(|error| unreadable(name, &error))?;
    if !kind.is_file() {
        return Err(BadEvidence::new(name, "is no file"));
    }
    let (mut sum, mut piece) = (Sha256Stream::new(), vec![0; 1 << 16]);
    let mut file = File::open(&path).map_err(|error| unreadable(name, &error))?;
    loop {
        let taken = file.read(&mut piece).map_err(|error| unreadable(name, &error))?;
        if taken == 0 {
            return Ok(sum.finish());
        }
        sum.update(piece.get(..taken).unwrap_or_default());
    }
}

fn unreadable(name: &str, error: &io::Error) -> BadEvidence {
    match error.kind() {
        io::ErrorKind::NotFound => BadEvidence::new(name, "is missing"),
        _ => BadEvidence::new(name, &format!("cannot be read: {error}")),
    }
}
