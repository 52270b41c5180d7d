//! Errors about people: ways in, enrolment, groups, founding and recovery.

use std::io;

use crate::keys::code::CodeError;
use crate::keys::keyslot::KeyslotError;
use crate::keys::recovery::SheetError;
use crate::keys::token::TokenError;
use crate::staff::code::{CodeUnlockError, SetCodeError};
use crate::staff::entitled::NotEntitled;
use crate::staff::factors::FactorsError;
use crate::staff::founding::FoundingError;
use crate::staff::groups::GroupError;
use crate::staff::recovering::RecoveryError;
use crate::staff::stick::StickError;
use crate::staff::{self, PeopleError};
use crate::vault;
use crate::vault::header::HeaderError;

use super::super::problem::{Problem, ProblemKind as Kind};
use super::{damaged, internal, not_written};

impl From<SetCodeError> for Problem {
    fn from(error: SetCodeError) -> Self {
        internal(error)
    }
}

impl From<CodeUnlockError> for Problem {
    fn from(error: CodeUnlockError) -> Self {
        match error {
            CodeUnlockError::Code(CodeError::Wrong(left)) => Self::new(Kind::WrongCode).with("left", left),
            CodeUnlockError::Code(CodeError::Gone) => Self::new(Kind::CodeGone),
            // The password or a factor was changed meanwhile.
            CodeUnlockError::Unlock(vault::UnlockError::WrongCredentials) => Self::new(Kind::CodeGone),
            CodeUnlockError::Unlock(error) => error.into(),
        }
    }
}

impl From<FactorsError> for Problem {
    fn from(error: FactorsError) -> Self {
        match error {
            FactorsError::WrongPassword => Self::new(Kind::WrongCredentials),
            FactorsError::UsedBefore => Self::new(Kind::WeakPassword).with("why", "used-before"),
            FactorsError::NeedsFullLogIn => Self::new(Kind::NeedsFullLogIn),
            FactorsError::TooMany => Self::new(Kind::Refused).with("why", "two-factors"),
            FactorsError::Twice => Self::new(Kind::Refused).with("why", "factor-twice"),
            FactorsError::Changed => Self::new(Kind::Refused).with("why", "slots-changed"),
            FactorsError::NoSuchFactor => Self::new(Kind::NotFound),
            FactorsError::Stopped => Self::new(Kind::Cancelled),
            FactorsError::Label => Self::new(Kind::BadInput).with("what", "label"),
            FactorsError::Stick(error) => error.into(),
            FactorsError::NotWritten(error) => not_written(&error),
            FactorsError::File(error) => damaged(error),
            FactorsError::Keyslot(KeyslotError::Malformed) => damaged(error),
            FactorsError::OtherPermit | FactorsError::Keyslot(_) => internal(error),
        }
    }
}

impl From<TokenError> for Problem {
    fn from(error: TokenError) -> Self {
        let refused = |why: &'static str| Self::new(Kind::TokenRefused).with("why", why);
        match error {
            TokenError::Io(_) | TokenError::NotThisOne => Self::new(Kind::NoToken),
            TokenError::Twice => Self::new(Kind::Refused).with("why", "factor-twice"),
            TokenError::PinNeeded => refused("pin-needed"),
            TokenError::PinNotSet => refused("pin-not-set"),
            TokenError::WrongHolder => refused("pin-wrong"),
            TokenError::Blocked => refused("token-blocked"),
            TokenError::NotTouched => refused("token-not-touched"),
            TokenError::Unsupported(_) => refused("token-cannot"),
            TokenError::Protocol(_) | TokenError::Status(_) => {
                Self::new(Kind::TokenRefused).with("why", error)
            }
        }
    }
}

impl From<StickError> for Problem {
    fn from(error: StickError) -> Self {
        match error {
            StickError::NotAKeyfile(_) => Self::new(Kind::NotAKeyfile),
            StickError::Io(error) if error.kind() == io::ErrorKind::StorageFull => not_written(&error),
            StickError::Io(_) | StickError::NotReadBack => Self::new(Kind::CannotRead).with("why", error),
        }
    }
}

impl From<staff::Alarm> for Problem {
    fn from(alarm: staff::Alarm) -> Self {
        match alarm {
            staff::Alarm::RegistryUnreadable(error) => error.into(),
            _ => Self::new(Kind::StatementsRefused).with("what", alarm),
        }
    }
}

/// Why somebody may not be given a key.
fn not_entitled(why: NotEntitled) -> Problem {
    let why = match why {
        NotEntitled::Unknown => return Problem::new(Kind::NotFound).with("what", ""),
        NotEntitled::NotScreened => "person-not-screened",
        NotEntitled::NotAgreed => "person-not-agreed",
        NotEntitled::Role => "person-role",
    };
    Problem::new(Kind::Refused).with("why", why)
}

impl From<GroupError> for Problem {
    fn from(error: GroupError) -> Self {
        match error {
            GroupError::NameTaken => Self::new(Kind::NameTaken).with("what", ""),
            GroupError::BadName => Self::bad_input("group-name", "bad-line"),
            GroupError::NotEntitled(why) => not_entitled(why),
            GroupError::Unknown => Self::new(Kind::NotFound).with("what", ""),
            GroupError::Closed => Self::new(Kind::GroupClosed),
            GroupError::Registry(error) => error.into(),
            GroupError::Io(error) => not_written(&error),
            GroupError::OtherPermit | GroupError::Seal(_) | GroupError::Chain(_) => internal(error),
        }
    }
}

impl From<PeopleError> for Problem {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::LoginTaken => Self::new(Kind::NameTaken).with("what", ""),
            PeopleError::BadInput(field) => Self::bad_input(field, "bad-line"),
            PeopleError::Unknown(what) => Self::new(Kind::NotFound).with("what", what),
            PeopleError::NotEntitled(why) => not_entitled(why),
            PeopleError::NotHeld => Self::new(Kind::Refused).with("why", "not-grantable"),
            PeopleError::OwnCase => Self::new(Kind::Refused).with("why", "own-case"),
            PeopleError::NeedsSecond => Self::new(Kind::SecondNeeded),
            PeopleError::TakesTwo => Self::new(Kind::GroupShut),
            PeopleError::FewHolders(many) => {
                Self::new(Kind::Refused).with("why", "few-holders").with("what", many)
            }
            PeopleError::NotRestorer(_) => Self::new(Kind::Refused).with("why", "no-restore-key"),
            PeopleError::NotReader(who) => Self::new(Kind::NotLogReader).with("see", who.join(", ")),
            PeopleError::NeedsReason => Self::new(Kind::ReasonNeeded),
            PeopleError::TextWaits => Self::new(Kind::Refused).with("why", "text-waits"),
            PeopleError::Request => Self::new(Kind::Refused).with("why", "request"),
            PeopleError::Registry(error) => error.into(),
            PeopleError::Io(error) => not_written(&error),
            PeopleError::OtherPermit
            | PeopleError::Keyslot(_)
            | PeopleError::Seal(_)
            | PeopleError::Chain(_) => internal(error),
        }
    }
}

impl From<FoundingError> for Problem {
    fn from(error: FoundingError) -> Self {
        match error {
            FoundingError::FolderNotEmpty => Self::new(Kind::FolderNotEmpty),
            FoundingError::BadInput(field) => Self::bad_input(field, "bad-line"),
            FoundingError::Io(error) | FoundingError::Header(HeaderError::Io(error)) => not_written(&error),
            FoundingError::Registry(error) => error.into(),
            FoundingError::Seat(error) => error.into(),
            FoundingError::Cost(_)
            | FoundingError::Keyslot(_)
            | FoundingError::Seal(_)
            | FoundingError::Header(_)
            | FoundingError::Chain(_) => internal(error),
        }
    }
}

impl From<SheetError> for Problem {
    fn from(error: SheetError) -> Self {
        let (why, what) = match error {
            SheetError::Word(place) | SheetError::LikelyWord(place) | SheetError::Swapped(place) => {
                ("sheet-word", Some(place))
            }
            SheetError::WordCount { found } => ("sheet-words", Some(found)),
            SheetError::Checksum => ("sheet-mistyped", None),
            SheetError::NotASheet => ("sheet-none", None),
            SheetError::Newer => ("sheet-newer", None),
            SheetError::OtherSet => ("sheet-other-set", None),
            SheetError::Repeated => ("sheet-twice", None),
            SheetError::TooFew { missing } => ("sheet-too-few", Some(usize::from(missing))),
            SheetError::BadSplit => return internal(error),
        };
        let problem = Self::new(Kind::Sheets).with("why", why);
        match what {
            Some(what) => problem.with("what", what),
            None => problem,
        }
    }
}

impl From<RecoveryError> for Problem {
    fn from(error: RecoveryError) -> Self {
        match error {
            RecoveryError::Replaced => Self::new(Kind::Sheets).with("why", "sheet-replaced"),
            RecoveryError::OtherVault => Self::new(Kind::Sheets).with("why", "sheet-other-vault"),
            RecoveryError::Seat(error) => error.into(),
            RecoveryError::Wrap(_) => damaged(error),
            RecoveryError::BadInput(what) => Self::new(Kind::BadInput).with("what", what),
            RecoveryError::LoginTaken => Self::new(Kind::NameTaken).with("what", ""),
            RecoveryError::Io(error) => not_written(&error),
            RecoveryError::Registry(error) => error.into(),
            RecoveryError::Chain(alarm) => alarm.into(),
            RecoveryError::Keyslot(_) => internal(error),
        }
    }
}
