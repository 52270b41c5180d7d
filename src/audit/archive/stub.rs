//! What stays of a segment that was archived: `segment-<first>.archived`, a signed note that keeps the tree, the chain and
//! what goes on from it.
//!
//! ```text
//! strongroom/log-archive/v1/<vault id>
//! frames <first> <count>
//! before <leaf hash of the frame before it>
//! last <leaf hash of its last frame>
//! file <bytes> <SHA-256 of the segment>
//! wall <ms since 1970>
//! alone <the written reason>                        only where one person alone archived it; base64 of UTF-8
//! subtree <root>                                    1 or more: the largest complete subtrees over its frames
//! head <frames> <root> <last>                       0 or more: what the log was at the checkpoints within it
//! session <next step> <its first frame's body>      0 or more: sessions that go on behind it
//! ```
//! Hashes and bodies in base64. A walk holds it against the chain and the tree; `verify` also against its signatures.

use crate::audit::body::{self, Kind};
use crate::audit::note::Note;
use crate::audit::tree::{FrameNumber, Head};
use crate::base::base64;
use crate::base::clock::WallTime;
use crate::base::fs::read_limited;
use crate::base::id::{SessionId, VaultId};
use crate::crypto::hash::Digest;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

const ORIGIN: &str = "strongroom/log-archive/v1/";

/// Room for the heads and sessions of any segment.
const READ_BYTES: u64 = 32 << 20;

/// What stays of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) struct Stub {
    pub(in crate::audit) says: Archived,
    pub(in crate::audit) note: Note,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::audit) struct Archived {
    pub(in crate::audit) first: FrameNumber,
    pub(in crate::audit) count: u64,
    pub(in crate::audit) before: Digest,
    pub(in crate::audit) last: Digest,
    pub(in crate::audit) bytes: u64,
    pub(in crate::audit) sha256: Digest,
    pub(in crate::audit) wall: WallTime,
    pub(in crate::audit) alone: Option<String>,
    pub(in crate::audit) subtrees: Vec<Digest>,
    pub(in crate::audit) heads: Vec<Head>,
    pub(in crate::audit) sessions: Vec<(u64, Vec<u8>)>,
}

impl Archived {
    /// The number of the frame behind it.
    pub(in crate::audit) const fn end(&self) -> FrameNumber {
        self.first.saturating_add(self.count)
    }

    /// The sessions that go on behind it: the next step of each, and the body that it began with.
    pub(in crate::audit) fn begun(&self) -> impl Iterator<Item = (SessionId, (u64, Vec<u8>))> + '_ {
        self.sessions.iter().filter_map(|(next, body)| match body::decode(body)?.kind {
            Kind::Session(frame, _) => Some((frame.session, (*next, body.clone()))),
            _ => None,
        })
    }

    /// The text that is signed.
    pub(super) fn text(&self, vault: VaultId) -> String {
        let one = |digest: &Digest| base64::encode(&digest.0);
        let mut text = format!(
            "{ORIGIN}{vault}\nframes {} {}\nbefore {}\nlast {}\nfile {} {}\nwall {}\n",
            self.first,
            self.count,
            one(&self.before),
            one(&self.last),
            self.bytes,
            one(&self.sha256),
            self.wall.unix_millis()
        );
        let mut line = |line: String| writeln!(text, "{line}").expect("writing to memory does not fail");
        if let Some(reason) = &self.alone {
            line(format!("alone {}", base64::encode(reason.as_bytes())));
        }
        self.subtrees.iter().for_each(|root| line(format!("subtree {}", one(root))));
        for head in &self.heads {
            line(format!("head {} {} {}", head.count, one(&head.root), one(&head.last)));
        }
        for (step, body) in &self.sessions {
            line(format!("session {step} {}", base64::encode(body)));
        }
        text
    }

    fn parse(vault: VaultId, text: &str) -> Option<Self> {
        let mut lines = text.lines().peekable();
        let mut field = |before: &str| lines.next()?.strip_prefix(before).map(str::to_owned);
        (field(ORIGIN)?.parse() == Ok(vault)).then_some(())?;
        let (frames, before, last) =
            (field("frames ")?, digest(&field("before ")?)?, digest(&field("last ")?)?);
        let (file, wall) = (field("file ")?, field("wall ")?.parse().ok()?);
        let ((first, count), (bytes, sha256)) = (frames.split_once(' ')?, file.split_once(' ')?);
        let mut read = Self {
            first: first.parse().ok()?,
            count: count.parse().ok()?,
            before,
            last,
            bytes: bytes.parse().ok()?,
            sha256: digest(sha256)?,
            wall: WallTime::from_unix_millis(wall),
            alone: None,
            subtrees: Vec::new(),
            heads: Vec::new(),
            sessions: Vec::new(),
        };
        for line in lines {
            read.take(line)?;
        }
        // Another text for the same facts would be another thing that was signed.
        (read.text(vault) == text && read.count > 0).then_some(read)
    }

    /// Takes one of the lines of which there may be many.
    fn take(&mut self, line: &str) -> Option<()> {
        let (name, rest) = line.split_once(' ')?;
        match name {
            "alone" => self.alone = Some(String::from_utf8(base64::decode(rest)?).ok()?),
            "subtree" => self.subtrees.push(digest(rest)?),
            "head" => {
                let (count, hashes) = rest.split_once(' ')?;
                let (root, last) = hashes.split_once(' ')?;
                let (count, root, last) = (count.parse().ok()?, digest(root)?, digest(last)?);
                self.heads.push(Head { count, last, root });
            }
            "session" => {
                let (step, body) = rest.split_once(' ')?;
                self.sessions.push((step.parse().ok()?, base64::decode(body)?));
            }
            _ => return None,
        }
        Some(())
    }
}

fn digest(text: &str) -> Option<Digest> {
    Digest::from_slice(&base64::decode(text)?)
}

impl Stub {
    /// Reads a stub; `None` if it is none of this vault. Its signatures are still to be verified.
    pub(super) fn parse(vault: VaultId, bytes: &[u8]) -> Option<Self> {
        let note = Note::parse(bytes).ok()?;
        Some(Self { says: Archived::parse(vault, &note.text)?, note })
    }
}

/// Whether bytes are what stays of an archived segment; if they are, it is written again as it was.
#[cfg(any(fuzzing, test))]
pub(in crate::audit) fn is_stub(vault: VaultId, bytes: &[u8]) -> bool {
    let Some(stub) = Stub::parse(vault, bytes) else { return false };
    assert_eq!(stub.says.text(vault), stub.note.text, "one text for the same facts");
    let mut tail = crate::audit::tail::Tail::before_everything();
    let _fits = tail.pass_archived(&stub.says).is_ok();
    assert!(stub.says.begun().count() <= bytes.len());
    true
}

/// The name of what stays of the segment that begins with this frame.
pub(in crate::audit) fn name(first: FrameNumber) -> String {
    format!("segment-{first:012}.archived")
}

pub(super) fn path(folder: &Path, first: FrameNumber) -> PathBuf {
    folder.join(name(first))
}

/// The first frames of archived segments in the folder, in order.
pub(in crate::audit) fn list(folder: &Path) -> io::Result<Vec<FrameNumber>> {
    let mut firsts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        let digits = name.to_str().and_then(|name| name.strip_prefix("segment-")?.strip_suffix(".archived"));
        let digits =
            digits.filter(|digits| digits.len() >= 12 && digits.bytes().all(|digit| digit.is_ascii_digit()));
        firsts.extend(digits.and_then(|digits| digits.parse::<FrameNumber>().ok()));
    }
    firsts.sort_unstable();
    Ok(firsts)
}

/// Reads what stays of an archived segment; `Ok(None)` if it is damaged.
pub(in crate::audit) fn read(folder: &Path, vault: VaultId, first: FrameNumber) -> io::Result<Option<Stub>> {
    let bytes = match read_limited(&path(folder, first), READ_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => return Ok(None),
        read => read?,
    };
    Ok(Stub::parse(vault, &bytes).filter(|stub| stub.says.first == first))
}
