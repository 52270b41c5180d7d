//! How a person stands at a time: pure, over the house, the time that counts, and when the person last worked here.
//!
//! Time never closes the house: a supervisor whom time has disabled still gets a renewal session.

use std::time::Duration;

use crate::base::clock::WallTime;
use crate::policy::{Role, Rule, Standing as Kind};
use crate::vault::anchor::Anchor;

use super::house::{House, Person};

/// How a person stands, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it lets them do.
    pub kind: Kind,
    /// Why it is not full.
    pub why: Option<Why>,
    /// The supervisors who can help: names, in order.
    pub see: Vec<String>,
}

/// Why someone does not stand in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The account was closed.
    Left,
    /// No screening was passed.
    NotScreened,
    /// The screening lapsed.
    ScreeningLapsed,
    /// The account was not used for long.
    Inactive,
    /// The agreement was never signed.
    NotSigned,
    /// The agreement has a new text.
    NewText,
    /// The signature lapsed.
    AgreementLapsed,
    /// Access was widened since the agreement was signed.
    Widened,
}

impl Why {
    /// Short name, for keys of texts and for the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::NotScreened => "not-screened",
            Self::ScreeningLapsed => "screening-lapsed",
            Self::Inactive => "inactive",
            Self::NotSigned => "not-signed",
            Self::NewText => "new-text",
            Self::AgreementLapsed => "agreement-lapsed",
            Self::Widened => "widened",
        }
    }
}

const DAY: Duration = Duration::from_hours(24);

/// A month of a rule: a twelfth of 365 days.
pub(super) fn months(number: u64) -> Duration {
    DAY * u32::try_from(number).unwrap_or(u32::MAX) * 365 / 12
}

impl House {
    /// The time that counts: the later of the wall clock and of what the person's anchor knows; an anchor of before the
    /// last clock correction knows nothing of the time any more.
    pub(super) fn now(&self, wall: WallTime, anchor: &Anchor) -> WallTime {
        match self.corrected {
            Some((number, to)) if anchor.chain.number < number => wall.max(to),
            Some((_, to)) => wall.max(anchor.at).max(to),
            None => wall.max(anchor.at),
        }
    }

    /// How a person stands at `now`. `active` is when they last worked here in full standing, as their own anchor says.
    pub fn standing(&self, person: &Person, now: WallTime, active: WallTime) -> Standing {
        let why = self.hindrance(person, now, active);
        let supervisor = person.role == Role::Supervisor;
        let kind = match why {
            None => Kind::Full,
            Some(Why::Left) => Kind::Left,
            Some(Why::NotSigned | Why::NewText | Why::AgreementLapsed | Why::Widened) => Kind::MustSign,
            Some(Why::ScreeningLapsed | Why::Inactive) if supervisor => Kind::Renewal,
            Some(Why::NotScreened | Why::ScreeningLapsed | Why::Inactive) => Kind::Lapsed,
        };
        let see = match kind {
            Kind::Full | Kind::MustSign => Vec::new(),
            _ => {
                let others = self.supervisors().filter(|other| other.account != person.account);
                let mut names: Vec<String> = others.map(|other| other.name.clone()).collect();
                names.sort();
                names
            }
        };
        Standing { kind, why, see }
    }

    fn hindrance(&self, person: &Person, now: WallTime, active: WallTime) -> Option<Why> {
        if !person.is_here() {
            return Some(Why::Left);
        }
        let Some(screening) = person.screening else { return Some(Why::NotScreened) };
        if screening.valid_until <= now {
            return Some(Why::ScreeningLapsed);
        }
        let signed_at = person.agreement.as_ref().map_or(person.enrolled_at, |signed| signed.at);
        let last = active.max(person.enrolled_at).max(screening.at).max(signed_at);
        let days = u32::try_from(self.rule(Rule::InactiveDays)).unwrap_or(u32::MAX);
        if now.since(last) > DAY * days {
            return Some(Why::Inactive);
        }
        self.unsigned(person, now)
    }

    fn unsigned(&self, person: &Person, now: WallTime) -> Option<Why> {
        let Some(signed) = &person.agreement else { return Some(Why::NotSigned) };
        let current = self.current_text();
        let same = current.is_some_and(|text| {
            text.version == signed.version && [text.english, text.romanian].contains(&signed.text)
        });
        if !same {
            return Some(Why::NewText);
        }
        if signed.valid_until <= now {
            return Some(Why::AgreementLapsed);
        }
        person.widened.then_some(Why::Widened)
    }
}
