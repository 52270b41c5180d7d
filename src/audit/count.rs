//! What the clear parts of the log tell without a key: how many frames of which kind, and when log-ins failed.

use super::body::{EventFrame, Kind};
use super::walk::{Walk, WalkError, walk_while};
use crate::base::clock::WallTime;
use crate::base::id::VaultId;
use crate::base::job::CancelFlag;
use std::path::Path;

/// What was counted on a walk over the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameCounts {
    /// The walk: every frame fits.
    pub walk: Walk,
    /// Events.
    pub events: u64,
    /// When runs of the program began, in the order of the log.
    pub sessions: Vec<WallTime>,
    /// When log-ins failed.
    pub failed_log_ins: Vec<WallTime>,
}

/// Walks over the whole log and counts. Asked to stop, it returns what it has.
pub fn count_frames(folder: &Path, vault: VaultId, stop: &CancelFlag) -> Result<FrameCounts, WalkError> {
    let (mut events, mut sessions, mut failed_log_ins) = (0, Vec::new(), Vec::new());
    let go_on = || !stop.is_cancelled();
    let walk = walk_while(folder, vault, 0, &go_on, &mut |_, body| match &body.kind {
        Kind::Session(frame, _) => sessions.push(frame.wall),
        Kind::Event(EventFrame { log_in, .. }, _) => {
            events += 1;
            failed_log_ins.extend(log_in.filter(|log_in| log_in.failures > 0).map(|log_in| log_in.wall));
        }
        Kind::Segment(_) | Kind::Unknown | Kind::Archived(_) => {}
    })?;
    Ok(FrameCounts { walk, events, sessions, failed_log_ins })
}
