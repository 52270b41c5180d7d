//! The list of people: how each stands, what is to be done next with a new account, what lapses soon.

use std::time::Duration;

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::keys::place::KeyKind;
use crate::policy::{Act, Role, Rule};
use crate::staff::Why;
use crate::staff::enrol::account_fingerprint;
use crate::staff::{House, Person, Standing};

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::{
    Due, Lapsing, LapsingWhat, NextStep, PeopleFace, PersonRow, StandingFace, StandingWhy,
};

const DAY: Duration = Duration::from_hours(24);

/// Something lapses soon within this time.
const SOON: Duration = DAY.saturating_mul(30);

/// Something lapses very soon within this time.
const VERY_SOON: Duration = DAY.saturating_mul(7);

impl Session {
    /// Everyone, and every draft; logged.
    pub fn people(&mut self) -> Result<PeopleFace, Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        self.witness.log(&self.witness.event(permit.act()))?;
        let house = self.vault.house();
        let mut people: Vec<PersonRow> = house.people().map(|person| self.person_row(person)).collect();
        people.sort_by_key(|row| (row.standing == StandingFace::Left, row.name.to_lowercase()));
        let me = self.witness.account();
        let open = house.requests().filter(|(_, request)| request.answer.is_none() && request.by != me);
        Ok(PeopleFace {
            people,
            drafts: self.draft_rows(&permit)?,
            to_ratify: house.to_ratify().count() as u64,
            waiting: open.count() as u64,
            owed: self.owed_groups(),
        })
    }

    /// The open account with this login, as people write it on the command line.
    pub fn person_named(&self, written: &str) -> Result<AccountId, Problem> {
        let person = self.vault.house().person_called(written.trim());
        person
            .map(|person| person.account)
            .ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", written.trim()))
    }

    /// The account with this login name that was closed last.
    pub fn closed_account_named(&self, written: &str) -> Result<AccountId, Problem> {
        let written = written.trim();
        let closed =
            self.vault.house().people().filter(|person| person.login == written && !person.is_here());
        let last = closed.max_by_key(|person| person.left).map(|person| person.account);
        last.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", written))
    }

    pub(super) fn known(&self, account: AccountId) -> Result<&Person, Problem> {
        let person = self.vault.house().person(account);
        person.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", account))
    }

    /// How someone stands now. When others were last here only they know, so nobody but oneself is told inactive.
    pub(super) fn standing_of(&self, person: &Person) -> StandingFace {
        if person.account == self.witness.account() {
            return standing_face(self.vault.standing());
        }
        let now = self.vault.now(self.witness.wall());
        standing_face(&self.vault.house().standing(person, now, now))
    }

    fn person_row(&self, person: &Person) -> PersonRow {
        let now = self.vault.now(self.witness.wall());
        let house = self.vault.house();
        let is_me = person.account == self.witness.account();
        PersonRow {
            account: person.account,
            name: person.name.clone(),
            login: person.login.clone(),
            job_title: person.job_title.clone(),
            role: person.role,
            is_me,
            standing: self.standing_of(person),
            next_step: next_step(house, person, now),
            screened_until: person.screening.map(|screening| screening.valid_until),
            exempt: person.screening.is_some_and(|screening| screening.exemption),
            agreement_version: person.agreement.as_ref().map(|signed| signed.version),
            agreed_until: person.agreement.as_ref().map(|signed| signed.valid_until),
            last_login: if is_me { self.last_login() } else { None },
            warnings: warnings(person, now),
            fingerprint_words: fingerprint_words(person),
            last_of: self.last_of(person),
        }
    }
}

/// The six words of a person's public keys.
pub(super) fn fingerprint_words(person: &Person) -> Vec<String> {
    account_fingerprint(&person.public).map(str::to_owned).to_vec()
}

/// A verdict of `staff`, drawn.
pub(in crate::app) fn standing_face(standing: &Standing) -> StandingFace {
    use crate::policy::Standing as Kind;
    let why = standing.why.map_or(StandingWhy::NotScreened, why_face);
    match standing.kind {
        Kind::Full => StandingFace::Full,
        Kind::MustSign => StandingFace::MustSign(why),
        Kind::Renewal => StandingFace::Renewal(why),
        Kind::Lapsed => StandingFace::Lapsed(why),
        Kind::Left => StandingFace::Left,
    }
}

const fn why_face(why: Why) -> StandingWhy {
    match why {
        Why::Left | Why::NotScreened => StandingWhy::NotScreened,
        Why::ScreeningLapsed => StandingWhy::ScreeningLapsed,
        Why::Inactive => StandingWhy::Inactive,
        Why::NotSigned => StandingWhy::NotSigned,
        Why::NewText => StandingWhy::NewText,
        Why::AgreementLapsed => StandingWhy::AgreementLapsed,
        Why::Widened => StandingWhy::AccessWidened,
    }
}

/// Screening, then the registry's key, then the agreement, then a group: what is missing first.
fn next_step(house: &House, person: &Person, now: WallTime) -> Option<NextStep> {
    if !person.is_here() {
        return None;
    }
    let registry = (KeyKind::Registry, None);
    let holds_a_group = person.grants.keys().any(|(_, group)| group.is_some());
    if house.screened(person.account, now).is_err() {
        Some(NextStep::Screen)
    } else if !person.holds(registry) {
        Some(NextStep::Admit)
    } else if person.agreement.is_none() {
        Some(NextStep::Sign)
    } else if person.role == Role::Staff && !holds_a_group {
        Some(NextStep::Grant)
    } else {
        None
    }
}

/// How soon something that counts until `until` lapses.
pub(super) fn due(until: Option<WallTime>, now: WallTime) -> Due {
    match until {
        Some(until) if until > now => match until.since(now) {
            left if left <= VERY_SOON => Due::Week,
            left if left <= SOON => Due::Month,
            _ => Due::Later,
        },
        _ => Due::Missing,
    }
}

/// What of a person lapses within 30 days, the soonest first. What is over already is told by how they stand, and of whoever
/// left nothing lapses any more.
pub(super) fn warnings(person: &Person, now: WallTime) -> Vec<Lapsing> {
    if !person.is_here() {
        return Vec::new();
    }
    let screening = person.screening.map(|screening| screening.valid_until);
    let agreement = person.agreement.as_ref().map(|signed| signed.valid_until);
    let grants = person.grants.values().filter_map(|held| held.until);
    let ends = [(LapsingWhat::Screening, screening), (LapsingWhat::Agreement, agreement)];
    let mut lapsing: Vec<Lapsing> = ends
        .into_iter()
        .filter_map(|(what, until)| until.map(|until| (what, until)))
        .chain(grants.map(|until| (LapsingWhat::Grant, until)))
        .filter(|(_, until)| matches!(due(Some(*until), now), Due::Week | Due::Month))
        .map(|(what, at)| lapsing_at(what, at, now))
        .collect();
    lapsing.sort_by_key(|lapsing| lapsing.at);
    lapsing.dedup();
    lapsing
}

fn lapsing_at(what: LapsingWhat, at: WallTime, now: WallTime) -> Lapsing {
    let left = at.since(now);
    let days = u32::try_from(left.as_secs() / DAY.as_secs()).unwrap_or(u32::MAX);
    Lapsing { what, at, days, urgent: left <= VERY_SOON }
}

/// The time a screening or a signature counts by the rules, from `now`.
pub(super) fn counts_until(house: &House, rule: Rule, now: WallTime) -> WallTime {
    let months = u32::try_from(house.rule(rule)).unwrap_or(u32::MAX);
    now.plus(DAY * months * 365 / 12)
}
