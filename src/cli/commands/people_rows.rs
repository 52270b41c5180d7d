//! What is printed of people, screenings and a person's own page: JSON objects with the fields that scripts rely on, and
//! lines.

use serde::Serialize;

use crate::app::snapshot::{
    DraftRow, EnrolledFace, Lapsing, NextStep, OwnFace, PersonRow, ScreeningFace, StandingFace, StandingWhy,
};
use crate::texts::{Texts, Value};

/// A person.
#[derive(Debug, Serialize)]
pub(super) struct PersonObject {
    object: &'static str,
    login: String,
    name: String,
    job_title: String,
    role: &'static str,
    standing: &'static str,
    why: Option<&'static str>,
    next_step: Option<&'static str>,
    screened_until: Option<String>,
    exempt: bool,
    agreement: Option<u32>,
    agreed_until: Option<String>,
    lapsing: Vec<LapsingObject>,
    fingerprint: Vec<String>,
    #[serde(skip)]
    face: StandingFace,
}

/// Something that lapses soon.
#[derive(Debug, Serialize)]
pub(super) struct LapsingObject {
    what: &'static str,
    at: String,
    days: u32,
}

impl LapsingObject {
    fn all(warnings: &[Lapsing]) -> Vec<Self> {
        let object = |lapsing: &Lapsing| Self {
            what: lapsing.what.key(),
            at: lapsing.at.to_string(),
            days: lapsing.days,
        };
        warnings.iter().map(object).collect()
    }

    fn line(&self, texts: &Texts) -> String {
        let what = texts.text(&format!("lapsing-{}", self.what)).to_owned();
        texts.with("cli-lapses", &[("what", what.into()), ("days", self.days.into())])
    }
}

impl PersonObject {
    pub(super) fn of(row: &PersonRow) -> Self {
        Self {
            object: "person",
            login: row.login.clone(),
            name: row.name.clone(),
            job_title: row.job_title.clone(),
            role: row.role.key(),
            standing: row.standing.key(),
            why: row.standing.why().map(StandingWhy::key),
            next_step: row.next_step.map(NextStep::key),
            screened_until: row.screened_until.map(|until| until.to_string()),
            exempt: row.exempt,
            agreement: row.agreement_version,
            agreed_until: row.agreed_until.map(|until| until.to_string()),
            lapsing: LapsingObject::all(&row.warnings),
            fingerprint: row.fingerprint_words.clone(),
            face: row.standing,
        }
    }

    pub(super) fn line(&self, texts: &Texts) -> String {
        let role = texts.text(&format!("role-{}", self.role));
        let mut line = format!("{}  {}  {role}  {}", self.login, self.name, standing(self.face, texts));
        for lapsing in &self.lapsing {
            line.push_str("  ");
            line.push_str(&lapsing.line(texts));
        }
        line
    }
}

/// How someone stands, and why.
pub(super) fn standing(standing: StandingFace, texts: &Texts) -> String {
    let said = texts.text(&standing.text_key()).to_owned();
    match standing.why() {
        Some(why) => format!("{said}: {}", texts.text(&why.text_key())),
        None => said,
    }
}

/// A draft.
#[derive(Debug, Serialize)]
pub(super) struct DraftObject {
    object: &'static str,
    login: String,
    name: String,
    job_title: String,
    role: &'static str,
    by: String,
}

impl DraftObject {
    pub(super) fn of(row: &DraftRow) -> Self {
        Self {
            object: "draft",
            login: row.wish.login.clone(),
            name: row.wish.name.clone(),
            job_title: row.wish.job_title.clone(),
            role: row.wish.role.key(),
            by: row.by.clone(),
        }
    }

    pub(super) fn line(&self, texts: &Texts) -> String {
        let role = texts.text(&format!("role-{}", self.role));
        format!("{}  {}  {role}  ({})", self.login, self.name, texts.text("cli-draft"))
    }
}

/// An account that was just made.
#[derive(Debug, Serialize)]
pub(super) struct EnrolledObject {
    login: String,
    name: String,
    pub(super) fingerprint: Vec<String>,
    /// The number of the request that is to be agreed to first.
    pub(super) waits: Option<u64>,
}

impl EnrolledObject {
    pub(super) fn of(face: &EnrolledFace) -> Self {
        Self {
            login: face.login.clone(),
            name: face.name.clone(),
            fingerprint: face.fingerprint_words.clone(),
            waits: face.waits.map(|number| number.0),
        }
    }
}

/// What was checked of a person.
#[derive(Debug, Serialize)]
pub(super) struct ScreeningObject {
    name: String,
    checks: Vec<CheckObject>,
    checked_on: Option<String>,
    notes: String,
    at: String,
    valid_until: String,
    exempt: bool,
    by: String,
    countersigned_by: Option<String>,
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct CheckObject {
    what: &'static str,
    outcome: String,
}

impl ScreeningObject {
    pub(super) fn of(face: &ScreeningFace) -> Self {
        let check = |check: &crate::app::snapshot::ScreeningCheck| CheckObject {
            what: check.what.key(),
            outcome: check.outcome.clone(),
        };
        Self {
            name: face.name.clone(),
            checks: face.checks.iter().map(check).collect(),
            checked_on: face.checked_on.map(|at| at.to_string()),
            notes: face.notes.clone(),
            at: face.at.to_string(),
            valid_until: face.valid_until.to_string(),
            exempt: face.exempt,
            by: face.by.clone(),
            countersigned_by: face.countersigned_by.clone(),
            reason: face.reason.clone(),
        }
    }

    pub(super) fn lines(&self, texts: &Texts) -> Vec<String> {
        let mut lines = vec![format!("{}  {}  {}", self.name, self.at, self.valid_until)];
        let check = |check: &CheckObject| {
            format!("{}: {}", texts.text(&format!("screening-{}", check.what)), check.outcome)
        };
        lines.extend(self.checks.iter().map(check));
        let of = |key, words: &str| format!("{}: {words}", texts.text(key));
        lines.extend(self.checked_on.as_ref().map(|at| of("screening-checked-on", at)));
        lines.extend(Some(&self.notes).filter(|notes| !notes.is_empty()).map(|n| of("screening-notes", n)));
        let signers = [Some(self.by.clone()), self.countersigned_by.clone(), self.reason.clone()];
        lines.extend(signers.into_iter().flatten());
        lines
    }
}

/// A person's own page.
#[derive(Debug, Serialize)]
pub(super) struct OwnObject {
    login: String,
    name: String,
    role: &'static str,
    standing: &'static str,
    why: Option<&'static str>,
    last_login: Option<String>,
    failed_since_last: u32,
    grants: Vec<OwnGrantObject>,
    screened_until: Option<String>,
    agreement: Option<u32>,
    agreed_until: Option<String>,
    lapsing: Vec<LapsingObject>,
    fingerprint: Vec<String>,
    #[serde(skip)]
    face: StandingFace,
}

#[derive(Debug, Serialize)]
struct OwnGrantObject {
    group: String,
    name: String,
    width: &'static str,
    until: Option<String>,
}

impl OwnObject {
    pub(super) fn of(face: &OwnFace) -> Self {
        let grant = |grant: &crate::app::snapshot::OwnGrant| OwnGrantObject {
            group: grant.group.to_string(),
            name: grant.name.clone(),
            width: grant.width.key(),
            until: grant.until.map(|until| until.to_string()),
        };
        Self {
            login: face.login.clone(),
            name: face.name.clone(),
            role: face.role.key(),
            standing: face.standing.key(),
            why: face.standing.why().map(StandingWhy::key),
            last_login: face.last_login.map(|at| at.to_string()),
            failed_since_last: face.failed_since_last,
            grants: face.grants.iter().map(grant).collect(),
            screened_until: face.screened_until.map(|until| until.to_string()),
            agreement: face.agreement.as_ref().map(|signed| signed.version),
            agreed_until: face.agreement.as_ref().map(|signed| signed.lapses_at.to_string()),
            lapsing: LapsingObject::all(&face.warnings),
            fingerprint: face.fingerprint_words.clone(),
            face: face.standing,
        }
    }

    pub(super) fn lines(&self, texts: &Texts) -> Vec<String> {
        let role = texts.text(&format!("role-{}", self.role));
        let mut lines =
            vec![format!("{}  {}  {role}  {}", self.login, self.name, standing(self.face, texts))];
        lines.extend(
            self.grants
                .iter()
                .map(|grant| format!("{}  {}", grant.name, texts.text(&format!("width-{}", grant.width)))),
        );
        lines.extend(self.lapsing.iter().map(|lapsing| lapsing.line(texts)));
        let words: Value<'_> = self.fingerprint.join(" ").into();
        lines.push(texts.with("cli-fingerprint", &[("words", words)]));
        lines
    }
}
