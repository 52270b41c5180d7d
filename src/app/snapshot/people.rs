//! People as screens and the command line show them: who is enrolled, how each stands, drafts, and screenings.
//!
//! Plain and owned; filled by `acts::people`. No key, and no detail of a screening but in a [`ScreeningFace`].

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, DraftId};
use crate::policy::Role;

use super::waiting::WaitingNumber;

/// Everyone, as supervisors see them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleFace {
    /// Accounts, by name; those who left last.
    pub people: Vec<PersonRow>,
    /// Accounts that are drafted, not enrolled; by name.
    pub drafts: Vec<DraftRow>,
    /// How many acts of one supervisor alone wait to be ratified by a second.
    pub to_ratify: u64,
    /// How many requests wait for a second person.
    pub waiting: u64,
    /// How many groups' keys are owed to be renewed.
    pub owed: u64,
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The account.
    pub account: AccountId,
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The job title; may be empty.
    pub job_title: String,
    /// The role.
    pub role: Role,
    /// The person who looks at this list.
    pub is_me: bool,
    /// How they stand, and why.
    pub standing: StandingFace,
    /// The steps of a new account that are still to be done, in their order; empty for everyone who works.
    pub next_step: Option<NextStep>,
    /// Until when the screening counts; none if there is none.
    pub screened_until: Option<WallTime>,
    /// The founder's exemption, not a screening by another.
    pub exempt: bool,
    /// The version of the agreement that was signed last.
    pub agreement_version: Option<u32>,
    /// Until when that counts.
    pub agreed_until: Option<WallTime>,
    /// When they last logged in; none if never, or if this person may not know.
    pub last_login: Option<WallTime>,
    /// What lapses within 30 days.
    pub warnings: Vec<Lapsing>,
    /// The six words of the account's public keys.
    pub fingerprint_words: Vec<String>,
    /// Groups that only the recovery sheets would open if this account was closed.
    pub last_of: LastOf,
}

/// Groups that nobody opens any more once someone is gone, by name; none for one that whoever looks does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LastOf {
    /// Nobody else holds them.
    pub alone: Vec<Option<String>>,
    /// They take two people, and one other person holds them.
    pub of_two: Vec<Option<String>>,
}

/// How a person stands: what logging in gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StandingFace {
    /// Everything they were granted.
    Full,
    /// Only the agreement, to read and sign.
    MustSign(StandingWhy),
    /// A supervisor: only the registry, to put things right.
    Renewal(StandingWhy),
    /// Nothing, until a supervisor sees to it.
    Lapsed(StandingWhy),
    /// Nothing, for good.
    Left,
}

impl StandingFace {
    /// The standing's short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::MustSign(_) => "must-sign",
            Self::Renewal(_) => "renewal",
            Self::Lapsed(_) => "lapsed",
            Self::Left => "left",
        }
    }

    /// The key of its text. Nothing of somebody new has lapsed.
    pub fn text_key(self) -> String {
        match self {
            Self::Lapsed(StandingWhy::NotScreened) => "standing-new".to_owned(),
            other => format!("standing-{}", other.key()),
        }
    }

    /// Why it is less than full, if a reason is known.
    pub const fn why(self) -> Option<StandingWhy> {
        match self {
            Self::Full | Self::Left => None,
            Self::MustSign(why) | Self::Renewal(why) | Self::Lapsed(why) => Some(why),
        }
    }
}

/// Why a person does not stand in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StandingWhy {
    /// No screening was passed yet.
    NotScreened,
    /// The last screening is over.
    ScreeningLapsed,
    /// The agreement was never signed.
    NotSigned,
    /// There is a newer text.
    NewText,
    /// The signature is a year old.
    AgreementLapsed,
    /// Access was widened since the last signature.
    AccessWidened,
    /// Not logged in for too long.
    Inactive,
}

impl StandingWhy {
    /// The reason's short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotScreened => "not-screened",
            Self::ScreeningLapsed => "screening-lapsed",
            Self::NotSigned => "not-signed",
            Self::NewText => "new-text",
            Self::AgreementLapsed => "agreement-lapsed",
            Self::AccessWidened => "access-widened",
            Self::Inactive => "inactive",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("standing-why-{}", self.key())
    }
}

/// What is to be done next with a new account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NextStep {
    /// A supervisor who is not the person screens them.
    Screen,
    /// A supervisor admits them: wraps the registry's key.
    Admit,
    /// They log in and sign the agreement.
    Sign,
    /// A supervisor grants them groups.
    Grant,
}

impl NextStep {
    /// The step's short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Admit => "admit",
            Self::Sign => "sign",
            Self::Grant => "grant",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("next-step-{}", self.key())
    }
}

/// Something of a person that lapses soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapsing {
    /// What.
    pub what: LapsingWhat,
    /// When.
    pub at: WallTime,
    /// Whole days until then; 0 on the last day.
    pub days: u32,
    /// Within 7 days, not only within 30.
    pub urgent: bool,
}

/// What lapses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LapsingWhat {
    /// The screening.
    Screening,
    /// The agreement.
    Agreement,
    /// A grant.
    Grant,
}

impl LapsingWhat {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Screening => "screening",
            Self::Agreement => "agreement",
            Self::Grant => "grant",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("lapsing-{}", self.key())
    }
}

/// What a supervisor writes down of a person before they sit down to set their password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftWish {
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The job title; may be empty.
    pub job_title: String,
    /// The role.
    pub role: Role,
}

/// A drafted account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Its id.
    pub draft: DraftId,
    /// What was written down. No two drafts have the same login.
    pub wish: DraftWish,
    /// The name of who drafted it.
    pub by: String,
}

/// An account that was just enrolled: both compare the words aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolledFace {
    /// The account.
    pub account: AccountId,
    /// The full name.
    pub name: String,
    /// The login name.
    pub login: String,
    /// The six words of the account's public keys.
    pub fingerprint_words: Vec<String>,
    /// The request under which a second supervisor has to agree first; none if the account is there.
    pub waits: Option<WaitingNumber>,
}

/// What a supervisor checked of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningForm {
    /// Who.
    pub account: AccountId,
    /// What was checked, at least one.
    pub checks: Vec<ScreeningCheck>,
    /// Whether the person passed.
    pub passed: bool,
    /// Until when it counts; not longer than the rules allow, which is taken if none is named.
    pub valid_until: Option<WallTime>,
    /// When it was checked, if that was not today; not later than now.
    pub checked_on: Option<WallTime>,
    /// Anything else to be kept, in the supervisor's words; may be empty.
    pub notes: String,
}

/// One thing that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningCheck {
    /// What.
    pub what: ChecksWhat,
    /// What came of it, in the supervisor's words; not empty.
    pub outcome: String,
}

/// What can be checked of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChecksWhat {
    /// An identity document was seen.
    IdentityDocument,
    /// References were asked.
    References,
    /// A background check was made.
    BackgroundCheck,
    /// Something else, said in the outcome.
    Other,
}

impl ChecksWhat {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::IdentityDocument, Self::References, Self::BackgroundCheck, Self::Other];

    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::IdentityDocument => "identity-document",
            Self::References => "references",
            Self::BackgroundCheck => "background-check",
            Self::Other => "other",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("screening-{}", self.key())
    }
}

/// A screening that was recorded, with its details; for supervisors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningFace {
    /// Whose.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// What was checked; empty if the details are not there to be read (an exemption, or a session for renewal only).
    pub checks: Vec<ScreeningCheck>,
    /// When it was checked, if that is told apart from when it was recorded.
    pub checked_on: Option<WallTime>,
    /// Anything else that was kept.
    pub notes: String,
    /// When it was recorded.
    pub at: WallTime,
    /// Until when it counts.
    pub valid_until: WallTime,
    /// An exemption, not a screening by another.
    pub exempt: bool,
    /// The name of who recorded it.
    pub by: String,
    /// The name of who countersigned it; none in the founding period.
    pub countersigned_by: Option<String>,
    /// The written reason of a supervisor alone, or of the founder's exemption.
    pub reason: Option<String>,
}
