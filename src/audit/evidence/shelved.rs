//! The folder that archived segments go to: the segments themselves, what stays of each in the vault, and the signature over
//! all of it. Read back from the medium before it has its name.

use super::folder::Staging;
use super::signed::{Signed, TakenKind};
use super::{ARCHIVE_README, TakeError, Taking, file};
use crate::audit::{checkpoints, segment};
use crate::base::job::{Progress, Watch};
use crate::crypto::hash::Digest;
use std::io::{self, Write};
use std::path::Path;

/// Copies segments, each with its hash and with what stays of it, into the new folder `to`.
pub(in crate::audit) fn put_archive(
    taking: &Taking<'_>,
    files: &[(String, Digest, String, String)],
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<(), TakeError> {
    let mut staging = Staging::begin(to)?;
    staging.put_common(taking, ARCHIVE_README)?;
    let notes: String =
        checkpoints(taking.log, taking.vault)?.all.iter().map(|point| point.note.encode() + "\n").collect();
    staging.put(file::CHECKPOINTS, notes.as_bytes())?;
    for (done, (name, sum, stays, note)) in files.iter().enumerate() {
        watch.go_on()?;
        let (done, total) = (done as u64, Some(files.len() as u64));
        watch.tell(&Progress { done, total, stage: "archiving", now: name.clone(), ..Progress::default() });
        let bytes = segment::read_named(taking.log, name)?;
        let mut copy = staging.file(name)?;
        copy.write_all(&bytes)?;
        staging.close(copy)?;
        if staging.read_back(name)? != *sum {
            return Err(io::Error::other(format!("{name} is not on the medium as it was written")).into());
        }
        staging.put(stays, note.as_bytes())?;
    }
    let count = files.len() as u64;
    staging.finish(taking, |sums| Signed {
        kind: TakenKind::Archive,
        first: 0,
        count,
        events: 0,
        withheld: 0,
        wall: taking.wall,
        sums,
    })?;
    Ok(())
}
