//! Requests about people: each is one act, done at once.

use std::sync::Arc;

use super::super::event::Answer;
use super::super::problem::{Problem, ProblemKind};
use super::super::request::PeopleWish;
use super::super::session::Session;
use super::super::snapshot::{EnrolledFace, Settled};

/// Does what is asked about people.
pub(super) fn act(session: &mut Session, wish: PeopleWish) -> Result<Answer, Problem> {
    match wish {
        PeopleWish::List => session.people().map(|face| Answer::People(Arc::new(face))),
        PeopleWish::Draft(wish) => session.draft_account(&wish).map(Answer::Drafted),
        PeopleWish::DropDraft(draft) => done(session.drop_draft(draft)),
        PeopleWish::Enrol { draft, password, consent } => {
            Ok(enrolled(session.enrol(draft, &password, &consent)?))
        }
        PeopleWish::Screen { form, consent } => {
            Ok(settled(session.screen(&form, &consent)?, |()| Answer::Done))
        }
        PeopleWish::OpenScreening(account) => {
            session.screening(account).map(|face| Answer::Screening(Arc::new(face)))
        }
        PeopleWish::RenewExemption { reason } => done(session.renew_exemption(&reason)),
        PeopleWish::Admit(account) => done(session.admit_person(account)),
        PeopleWish::Own => Ok(Answer::Own(Arc::new(session.own_page()))),
        PeopleWish::Grants => session.grants().map(|face| Answer::Grants(Arc::new(face))),
        PeopleWish::Grant { account, group, width, until, consent } => {
            let granted = session.grant(account, group, width, until, &consent)?;
            Ok(settled(granted, |()| Answer::Done))
        }
        PeopleWish::Revoke { account, group, leave, reason } => {
            done(session.revoke(account, group, leave, &reason))
        }
        PeopleWish::ReviewGrants(person) => done(session.review_grants(person)),
        PeopleWish::Leave { account, reason } => done(session.leave(account, &reason)),
        PeopleWish::Waiting => session.waiting().map(|rows| Answer::WaitingList(rows.into())),
        PeopleWish::Answer { number, agreed } => done(session.answer(number, agreed)),
        PeopleWish::Alone => session.alone().map(|rows| Answer::AloneList(rows.into())),
        PeopleWish::Ratify => session.ratify().map(Answer::Ratified),
        PeopleWish::Owed => Ok(Answer::Owed(session.rekey_owed().into())),
        PeopleWish::Settings => Ok(Answer::Settings(session.settings().into())),
        PeopleWish::ChangeSetting { rule, value, consent } => {
            Ok(settled(session.change_setting(&rule, value, &consent)?, |()| Answer::Done))
        }
        PeopleWish::CorrectClock { reason, consent } => {
            Ok(settled(session.correct_clock(&reason, &consent)?, |()| Answer::Done))
        }
        PeopleWish::OpenAgreement { version, language } => {
            session.agreement(version, language).map(|face| Answer::Agreement(Arc::new(face)))
        }
        PeopleWish::SignAgreement { typed_name, language } => {
            session.sign_agreement(&typed_name, language).map(|()| Answer::Signed)
        }
        PeopleWish::SaveSigned { account, path, language } => {
            done(session.save_signed_copy(account, &path, language))
        }
        PeopleWish::PrintSigned { account, language } => done(session.print_signed_copy(account, language)),
        PeopleWish::Register => {
            session.agreement_register().map(|register| Answer::Register(Arc::new(register)))
        }
        PeopleWish::DiffAgreement { from, to, language } => {
            session.compare_agreements(from, to, language).map(|diff| Answer::Diff(Arc::new(diff)))
        }
        PeopleWish::DiffDraftText { text, language } => {
            session.compare_with_draft(&text, language).map(|diff| Answer::Diff(Arc::new(diff)))
        }
        PeopleWish::PublishAgreement { english, romanian, consent } => {
            let published = session.publish_agreement(&english, &romanian, &consent)?;
            Ok(settled(published, Answer::Published))
        }
        // Locks afterwards: done before it comes here.
        PeopleWish::Suspect { .. } | PeopleWish::Slip { .. } => {
            Err(Problem::new(ProblemKind::Internal).with("why", "asked at the wrong time"))
        }
        // A job: started before it comes here.
        PeopleWish::Rekey(_) | PeopleWish::CarryOut(_) => {
            Err(Problem::new(ProblemKind::Internal).with("why", "asked at the wrong time"))
        }
    }
}

/// What came of an enrolment.
pub(super) fn enrolled(outcome: Settled<EnrolledFace>) -> Answer {
    settled(outcome, |face| Answer::Enrolled(Arc::new(face)))
}

fn done(outcome: Result<(), Problem>) -> Result<Answer, Problem> {
    outcome.map(|()| Answer::Done)
}

pub(super) fn settled<T>(settled: Settled<T>, answer: impl FnOnce(T) -> Answer) -> Answer {
    match settled {
        Settled::Done(done) => answer(done),
        Settled::Waiting(number) => Answer::Waiting(number),
        Settled::SecondNeeded(needed) => Answer::SecondNeeded(Arc::new(*needed)),
    }
}
