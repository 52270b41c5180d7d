//! The log is not what was seen of it: the alarm, with whose sight it was, of when, and how many frames then and now.
//!
//! Made at a log-in, when a group is opened, and by `log verify`. The page that shows it is the window's.

use crate::audit::{BreaksError, KeysError, Parted, VerifyError, WalkError};
use crate::base::clock::WallTime;

use super::problem::{Problem, ProblemKind};

/// Who or what saw the log as it was.
pub(super) enum Witnessed<'a> {
    /// The person's own last session.
    Own,
    /// A group, when it was last closed: its name.
    Group(&'a str),
    /// A checkpoint of the log itself: its number, from 1.
    Checkpoint(u64),
    /// A break that was accepted, and what was gone on with: its number, from 1.
    Break(u64),
    /// A head that was noted down.
    Head,
    /// A review slip.
    Slip,
    /// A checkpoint kept elsewhere: the file.
    File(&'a str),
}

impl Witnessed<'_> {
    const fn key(&self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Group(_) => "group",
            Self::Checkpoint(_) => "checkpoint",
            Self::Break(_) => "break",
            Self::Head => "head",
            Self::Slip => "slip",
            Self::File(_) => "file",
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Group(name) | Self::File(name) => (*name).to_owned(),
            Self::Checkpoint(number) | Self::Break(number) => number.to_string(),
            Self::Own | Self::Head | Self::Slip => String::new(),
        }
    }
}

/// What a person is told of it; `at` is when the log was seen as it was, where that is known.
pub(super) fn alarm(parted: Parted, whose: &Witnessed<'_>, at: Option<WallTime>) -> Problem {
    let problem = match parted {
        Parted::RolledBack { then, now } => {
            Problem::new(ProblemKind::LogRolledBack).with("then", then).with("now", now)
        }
        Parted::Forked { then, now, agreed } => {
            Problem::new(ProblemKind::LogForked).with("then", then).with("now", now).with("agreed", agreed)
        }
    };
    let problem = problem.with("whose", whose.key()).with("name", whose.name());
    match at {
        Some(at) => problem.with("seen", at),
        None => problem,
    }
}

/// A problem as the log notes it: the kind and what it names.
pub(super) fn told(problem: &Problem) -> String {
    let named = problem.details.iter().filter(|(_, value)| !value.is_empty());
    named.fold(problem.kind.key().to_owned(), |told, (name, value)| format!("{told} {name}={value}"))
}

impl From<VerifyError> for Problem {
    /// Of an anchor it says only that it is none of the log's own: whoever passed it knows whose it was.
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Walk(error) => error.into(),
            VerifyError::Cancelled(stopped) => stopped.into(),
            VerifyError::Checkpoint { number, parted } => alarm(parted, &Witnessed::Checkpoint(number), None),
            VerifyError::Anchor { parted, .. } => alarm(parted, &Witnessed::Head, None),
            VerifyError::Break { number, parted } => alarm(parted, &Witnessed::Break(number), None),
            VerifyError::Checkpoints(_) | VerifyError::Breaks(_) | VerifyError::Signature { .. } => {
                Self::new(ProblemKind::Damaged).with("what", error)
            }
        }
    }
}

impl From<BreaksError> for Problem {
    fn from(error: BreaksError) -> Self {
        match error {
            BreaksError::Io(error) => WalkError::Io(error).into(),
            BreaksError::Refused { .. } | BreaksError::Note(_) => {
                Self::new(ProblemKind::Damaged).with("what", error)
            }
        }
    }
}

impl From<KeysError> for Problem {
    fn from(error: KeysError) -> Self {
        match error {
            KeysError::Io(error) => WalkError::Io(error).into(),
            KeysError::Refused { .. } => Self::new(ProblemKind::Damaged).with("what", error),
        }
    }
}
