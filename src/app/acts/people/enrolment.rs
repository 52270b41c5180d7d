//! A new account's way: a draft, enrolment by the person's own hand, screening, admission. And the exemption of a
//! supervisor whom nobody else could screen.

use crate::base::id::{AccountId, DraftId};
use crate::crypto::secret::Password;
use crate::keys::keyslot::KeyslotError;
use crate::keys::statement::Signer;
use crate::policy::{Act, Permit, Role, Rule};
use crate::staff::deed::PeopleError;
use crate::staff::drafts::{Draft, NewDraft};
use crate::staff::enrol::{Enrolled, NewKeys};
use crate::staff::requests::Ask;
use crate::staff::screening::ScreeningForm as StaffForm;

use super::super::super::password;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{
    ChecksWhat, DraftRow, DraftWish, EnrolledFace, Named, ScreeningCheck, ScreeningFace, ScreeningForm,
    Settled, WaitingNumber, Will,
};
use super::super::Job;
use super::consent::Intent;
use super::list::counts_until;

impl Session {
    /// Writes down a new account.
    pub fn draft_account(&mut self, wish: &DraftWish) -> Result<DraftId, Problem> {
        let permit = self.permit(Act::Enrol, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words(&format!("draft {}", wish.login)))?;
        let new = NewDraft {
            name: wish.name.clone(),
            login: wish.login.clone(),
            job_title: wish.job_title.clone(),
            role: wish.role,
        };
        self.vault.draft_account(&permit, &new).map_err(|error| Problem::from(error).naming(&wish.login))
    }

    /// Drops a draft.
    pub fn drop_draft(&mut self, draft: DraftId) -> Result<(), Problem> {
        let permit = self.permit(Act::Enrol, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("drop draft"))?;
        Ok(self.vault.drop_draft(&permit, draft)?)
    }

    /// The draft of this login, as people write it on the command line.
    pub fn draft_named(&self, written: &str) -> Result<DraftId, Problem> {
        let drafts = self.vault.drafts()?;
        let draft = drafts.iter().find(|draft| draft.login == written.trim());
        draft
            .map(|draft| draft.id)
            .ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", written.trim()))
    }

    /// The drafts, for whoever may see people.
    pub(super) fn draft_rows(&self, _seen: &Permit) -> Result<Vec<DraftRow>, Problem> {
        let drafts = self.vault.drafts()?.into_iter();
        let row = |draft: Draft| DraftRow {
            draft: draft.id,
            by: self.name_of(Signer::Account(draft.by)),
            wish: DraftWish {
                name: draft.name,
                login: draft.login,
                job_title: draft.job_title,
                role: draft.role,
            },
        };
        let mut rows: Vec<DraftRow> = drafts.map(row).collect();
        rows.sort_by_key(|row| row.wish.name.to_lowercase());
        Ok(rows)
    }

    /// Enrols the person of a draft, who typed their own password. A new supervisor needs two. As slow as a keyslot.
    pub fn enrol(
        &mut self,
        draft: DraftId,
        password: &Password,
        consent: &Consent,
    ) -> Result<Settled<EnrolledFace>, Problem> {
        self.judge_password(&self.draft(draft)?, password)?;
        let making = self.vault.key_making();
        self.enrol_with(draft, || making.make(password), consent)
    }

    /// The keys of a new account, to be made on any thread; then [`Session::enrol_made`].
    pub(in crate::app) fn new_keys(
        &self,
        draft: DraftId,
        password: Password,
    ) -> Result<Job<NewKeys>, Problem> {
        let _permit = self.permit(Act::Enrol, None)?;
        self.judge_password(&self.draft(draft)?, &password)?;
        let making = self.vault.key_making();
        Ok(Job::deriving(move || Ok(making.make(&password).map_err(PeopleError::from)?)))
    }

    /// Whether nothing is made yet, because it is first to be said what is needed.
    pub(in crate::app) fn asks_before_enrolling(&self, draft: DraftId, consent: &Consent) -> bool {
        let two = self.draft(draft).is_ok_and(|draft| draft.role == Role::Supervisor);
        two && matches!(consent, Consent::Unsaid)
    }

    /// Enrols the person of a draft with keys that were made for them.
    pub(in crate::app) fn enrol_made(
        &mut self,
        draft: DraftId,
        keys: NewKeys,
        consent: &Consent,
    ) -> Result<Settled<EnrolledFace>, Problem> {
        self.enrol_with(draft, || Ok(keys), consent)
    }

    fn draft(&self, draft: DraftId) -> Result<Draft, Problem> {
        let found = self.vault.drafts()?.into_iter().find(|known| known.id == draft);
        found.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", ""))
    }

    fn judge_password(&self, draft: &Draft, password: &Password) -> Result<(), Problem> {
        let names = [draft.name.as_str(), &draft.login, self.vault.business()];
        password::require_at_least(password, &names, self.password_chars())
    }

    fn enrol_with(
        &mut self,
        draft: DraftId,
        keys: impl FnOnce() -> Result<NewKeys, KeyslotError>,
        consent: &Consent,
    ) -> Result<Settled<EnrolledFace>, Problem> {
        let permit = self.permit(Act::Enrol, None)?;
        let draft = self.draft(draft)?;
        let two = draft.role == Role::Supervisor;
        if let Consent::Later(reason) = consent
            && two
            && self.vault.house().needs_second(self.witness.account(), None)
        {
            let keys = keys().map_err(PeopleError::from)?;
            return self.enrol_later(&draft, keys, reason).map(Settled::Done);
        }
        let person = Named::Person { account: None, name: draft.name.clone(), login: draft.login.clone() };
        let intent = Intent {
            permit: &permit,
            will: Will { key: "enrol", named: vec![("person", person), ("role", Named::Role(draft.role))] },
            about: None,
            needs_two: two,
            ask: None,
            words: draft.login.clone(),
        };
        let settled = self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            session.vault.enrol_draft(&permit, draft.id, keys()?, consent, wall)
        })?;
        self.certify();
        Ok(match settled {
            // It waits by a door of its own, since the keys are made at once.
            Settled::SecondNeeded(mut needed) => {
                needed.may_wait = !needed.reason_is_enough;
                Settled::SecondNeeded(needed)
            }
            other => other.map(|enrolled| enrolled_face(&draft, &enrolled, None)),
        })
    }

    /// Puts the enrolment into the queue: the account is there once another agrees.
    fn enrol_later(&mut self, draft: &Draft, keys: NewKeys, reason: &str) -> Result<EnrolledFace, Problem> {
        let permit = self.permit(Act::RequestMake, None)?;
        let words = format!("{}: {reason}", draft.login);
        self.witness.log(&self.witness.event(permit.act()).with_words(&words))?;
        let wall = self.witness.wall();
        let (number, enrolled) = self.vault.request_enrolment(&permit, draft.id, keys, reason, wall)?;
        Ok(enrolled_face(draft, &enrolled, Some(WaitingNumber(number))))
    }

    /// Records that someone else was screened.
    pub fn screen(&mut self, form: &ScreeningForm, consent: &Consent) -> Result<Settled<()>, Problem> {
        let permit = self.permit(Act::Screen, None)?;
        let account = form.account;
        self.require_other(account)?;
        let kept = kept_form(form)?;
        let now = self.vault.now(self.witness.wall());
        let latest = counts_until(self.vault.house(), Rule::ScreeningMonths, now);
        let until = form.valid_until.map_or(latest, |until| until.min(latest));
        let outcome = if form.passed { "passed" } else { "not-passed" };
        let intent = Intent {
            permit: &permit,
            will: Will {
                key: "screen",
                named: vec![
                    ("person", self.named(account)?),
                    ("outcome", Named::Key(format!("screening-{outcome}"))),
                    ("checks", named_checks(&kept)),
                    ("until", Named::Until(Some(until))),
                ],
            },
            about: Some(account),
            needs_two: true,
            ask: Some(Ask::Screening(account, kept.clone())),
            words: format!("{account} {outcome}"),
        };
        self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            session.vault.screen(&permit, account, &kept, consent, wall)
        })
    }

    /// What was checked of a person.
    pub fn screening(&mut self, account: AccountId) -> Result<ScreeningFace, Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words(&format!("screening {account}")))?;
        let kept = self.vault.screening_details(&permit, account)?;
        let person = self.known(account)?;
        let fact =
            person.screening.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", &person.name))?;
        let said = self.vault.statement(fact.number)?;
        let second = said.signatures.get(1).map(|(signer, _)| self.name_of(*signer));
        Ok(ScreeningFace {
            account,
            name: person.name.clone(),
            checks: kept.as_ref().map(checks).unwrap_or_default(),
            checked_on: kept.as_ref().and_then(|kept| kept.checked_on),
            notes: kept.map(|kept| kept.notes).unwrap_or_default(),
            at: fact.at,
            valid_until: fact.valid_until,
            exempt: fact.exemption,
            by: self.name_of(fact.by),
            countersigned_by: second,
            reason: said.alone.clone().or_else(|| exemption_reason(&said.body)),
        })
    }

    /// A supervisor whom nobody else could screen renews the exemption, with a written reason.
    pub fn renew_exemption(&mut self, reason: &str) -> Result<(), Problem> {
        let permit = self.permit(Act::Screen, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words(reason))?;
        Ok(self.vault.renew_exemption(&permit, reason, self.witness.wall())?)
    }

    /// Gives a screened person the registry's key.
    pub fn admit_person(&mut self, account: AccountId) -> Result<(), Problem> {
        let permit = self.permit(Act::Enrol, None)?;
        self.require_other(account)?;
        self.witness.log(&self.witness.event(permit.act()).with_words(&format!("admit {account}")))?;
        Ok(self.vault.admit(&permit, account, self.witness.wall())?)
    }

    /// Refuses what is about the person who asks.
    pub(super) fn require_other(&self, account: AccountId) -> Result<(), Problem> {
        if account == self.witness.account() {
            return Err(Problem::new(ProblemKind::Refused).with("why", "own-case"));
        }
        self.known(account).map(drop)
    }

    /// A person, as what will happen names them.
    pub(super) fn named(&self, account: AccountId) -> Result<Named, Problem> {
        let person = self.known(account)?;
        Ok(Named::Person { account: Some(account), name: person.name.clone(), login: person.login.clone() })
    }
}

fn enrolled_face(draft: &Draft, enrolled: &Enrolled, waits: Option<WaitingNumber>) -> EnrolledFace {
    EnrolledFace {
        account: enrolled.account,
        name: draft.name.clone(),
        login: draft.login.clone(),
        fingerprint_words: enrolled.fingerprint_words.map(str::to_owned).to_vec(),
        waits,
    }
}

fn exemption_reason(body: &crate::keys::statement::Body) -> Option<String> {
    match body {
        crate::keys::statement::Body::Screening(says) => says.founding_exemption.clone(),
        _ => None,
    }
}

/// The form as `staff` keeps it: one text for each thing that was checked.
fn kept_form(form: &ScreeningForm) -> Result<StaffForm, Problem> {
    let mut kept = StaffForm {
        passed: form.passed,
        valid_until: form.valid_until,
        checked_on: form.checked_on,
        notes: form.notes.trim().to_owned(),
        ..StaffForm::passed()
    };
    for check in &form.checks {
        if check.outcome.trim().is_empty() {
            return Err(Problem::new(ProblemKind::BadInput).with("what", check.what.key()));
        }
        let place = match check.what {
            ChecksWhat::IdentityDocument => &mut kept.identity,
            ChecksWhat::References => &mut kept.references,
            ChecksWhat::BackgroundCheck => &mut kept.background,
            ChecksWhat::Other => &mut kept.other,
        };
        check.outcome.trim().clone_into(place);
    }
    if form.checks.is_empty() {
        return Err(Problem::new(ProblemKind::BadInput).with("what", "checks"));
    }
    Ok(kept)
}

/// What was checked, for the sentence that says what will happen.
pub(super) fn named_checks(kept: &StaffForm) -> Named {
    Named::Checks(checks(kept), kept.notes.clone())
}

fn checks(kept: &StaffForm) -> Vec<ScreeningCheck> {
    let texts = [&kept.identity, &kept.references, &kept.background, &kept.other];
    let all = ChecksWhat::ALL.into_iter().zip(texts);
    let told = all.filter(|(_, outcome)| !outcome.is_empty());
    told.map(|(what, outcome)| ScreeningCheck { what, outcome: outcome.clone() }).collect()
}
