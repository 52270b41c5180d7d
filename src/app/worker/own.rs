//! Requests that nobody made: what the worker does by itself. Their progress and their ends are told under these ids.

use super::super::request::RequestId;

/// When a supervisor has come in, the log is read on, so that the status bar knows how far the review is.
pub const LOOK_AT_REVIEW: RequestId = RequestId(u64::MAX);

/// When something was plugged in or removed, the media are asked who they are.
pub(super) const LOOK_AT_MEDIA: RequestId = RequestId(u64::MAX - 1);

/// What was decided to be deleted is carried out.
pub const FINISH_DELETIONS: RequestId = RequestId(u64::MAX - 2);

/// Moves of customers that were interrupted are finished.
pub const FINISH_MOVES: RequestId = RequestId(u64::MAX - 3);

/// A medium is let go behind the lock.
pub(super) const LET_GO_BEHIND: RequestId = RequestId(u64::MAX - 4);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        let mut ids = [LOOK_AT_REVIEW, LOOK_AT_MEDIA, FINISH_DELETIONS, FINISH_MOVES, LET_GO_BEHIND];
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
