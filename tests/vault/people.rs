//! People's administration through its doors: enrolment, screening, agreement, grants, two signatures, and the queue.

use strongroom::keys::place::KeyKind;
use strongroom::policy::{Act, Role, Rule, Standing as Kind};
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::entitled::NotEntitled;
use strongroom::staff::grants::Width;
use strongroom::staff::requests::Ask;
use strongroom::staff::screening::ScreeningForm;
use strongroom::staff::{Alarm, Consent, PeopleError, Why};
use strongroom::store::params;
use strongroom::vault::{UnlockError, Vault};

use crate::fixture::{Fixture, LOGIN, later, password, permit};
use crate::hands::{ALONE, co_signer, days, enrol, form, lock, sign};

#[test]
fn a_person_is_enrolled_screened_admitted_signs_and_is_granted_in_this_order() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let school = fixture.with_group("School");
    let mut ana = fixture.log_in(LOGIN, later());
    let dan = enrol(&mut ana, "dan", Role::Staff, Consent::Own);
    assert!(ana.drafts().unwrap().is_empty(), "the draft is used up");
    let sealed = Vault::open(fixture.layout().folder()).unwrap();

    let admitting = permit(&ana, Act::Enrol);
    let unscreened = ana.admit(&admitting, dan, later());
    assert!(matches!(unscreened, Err(PeopleError::NotEntitled(NotEntitled::NotScreened))));
    ana.screen(&permit(&ana, Act::Screen), dan, &form(), ALONE, later()).unwrap();
    let granting = permit(&ana, Act::Grant);
    let wide = (clinic, Width::Records);
    let unsigned = ana.grant(&granting, dan, wide, None, ALONE, later());
    assert!(matches!(unsigned, Err(PeopleError::NotEntitled(NotEntitled::NotAgreed))));
    lock(ana, later());
    assert!(matches!(sealed.unlock("dan", &password("dan"), None), Err(UnlockError::NotAdmitted)));

    let mut ana = fixture.log_in(LOGIN, later());
    ana.admit(&admitting, dan, later()).unwrap();
    lock(ana, later());
    let mut session = fixture.log_in("dan", later());
    assert_eq!((session.standing().kind, session.standing().why), (Kind::MustSign, Some(Why::NotSigned)));
    let signing = permit(&session, Act::AgreementSign);
    let english = AgreementLanguage::English;
    let misnamed = session.sign_agreement(&signing, "Someone else", english, later());
    assert!(matches!(misnamed, Err(PeopleError::BadInput(_))));
    sign(&mut session, later());
    assert_eq!(session.standing().kind, Kind::Full);
    lock(session, later());

    let mut ana = fixture.log_in(LOGIN, later());
    ana.grant(&granting, dan, wide, None, ALONE, later()).unwrap();
    lock(ana, later());
    let session = fixture.log_in("dan", later());
    assert!(session.group(clinic).unwrap().identities.is_none());
    lock(session, later());

    // More than the agreement was signed for: it is signed again before anything opens.
    let mut ana = fixture.log_in(LOGIN, later());
    ana.grant(&granting, dan, (school, Width::RecordsAndIdentities), None, ALONE, later()).unwrap();
    lock(ana, later());
    let mut session = fixture.log_in("dan", later());
    assert_eq!(session.standing().why, Some(Why::Widened));
    assert!(session.groups().is_empty());
    sign(&mut session, later());
    assert_eq!(session.groups().len(), 2);
}

#[test]
fn a_login_is_taken_by_a_draft_and_by_an_account() {
    let fixture = Fixture::new();
    let mut ana = fixture.log_in(LOGIN, later());
    enrol(&mut ana, "dan", Role::Staff, Consent::Own);
    let allowed = permit(&ana, Act::Enrol);
    let draft = |login: &str| strongroom::staff::drafts::NewDraft {
        name: "Dan Doi".to_owned(),
        login: login.to_owned(),
        job_title: String::new(),
        role: Role::Staff,
    };
    assert!(matches!(ana.draft_account(&allowed, &draft(" dan ")), Err(PeopleError::LoginTaken)));
    let id = ana.draft_account(&allowed, &draft("dan2")).unwrap();
    assert!(matches!(ana.draft_account(&allowed, &draft("dan2")), Err(PeopleError::LoginTaken)));
    ana.drop_draft(&allowed, id).unwrap();
    assert!(ana.draft_account(&allowed, &draft("dan2")).is_ok());
}

#[test]
fn what_needs_two_is_done_by_two_and_by_nobody_for_themselves() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let eva = fixture.with_second();
    let mut ana = fixture.log_in(LOGIN, later());
    assert!(!ana.house().founding_period());
    let dan = enrol(&mut ana, "dan", Role::Staff, Consent::Own);
    let screening = permit(&ana, Act::Screen);
    for alone in [Consent::Own, ALONE] {
        let refused = ana.screen(&screening, dan, &form(), alone, later());
        assert!(matches!(refused, Err(PeopleError::NeedsSecond)));
    }
    let own = ana.person().account;
    let both = co_signer(&ana, "eva");
    let refused = ana.screen(&screening, own, &form(), Consent::With(&both), later());
    assert!(matches!(refused, Err(PeopleError::OwnCase)));
    ana.screen(&screening, dan, &form(), Consent::With(&both), later()).unwrap();
    ana.admit(&permit(&ana, Act::Enrol), dan, later()).unwrap();
    lock(ana, later());
    fixture.signs("dan", later());

    let mut ana = fixture.log_in(LOGIN, later());
    let granting = permit(&ana, Act::Grant);
    let wide = (clinic, Width::RecordsAndIdentities);
    let refused = ana.grant(&granting, dan, wide, None, Consent::Own, later());
    assert!(matches!(refused, Err(PeopleError::NeedsSecond)));
    let refused = ana.grant(&granting, own, wide, None, Consent::With(&both), later());
    assert!(matches!(refused, Err(PeopleError::OwnCase)));
    ana.grant(&granting, dan, wide, None, Consent::With(&both), later()).unwrap();
    // Of two supervisors, what one gets is decided by the other alone, and noted.
    let alone = ana.house().to_ratify().count();
    ana.grant(&granting, eva, (clinic, Width::Records), None, ALONE, later()).unwrap();
    assert_eq!(ana.house().to_ratify().count(), alone + 1);
    let dan = co_signer_of_staff(&ana);
    let refused = ana.change_policy(
        &permit(&ana, Act::PolicyChange),
        &[(Rule::IdleLockMinutes, 3)],
        Consent::With(&dan),
        later(),
    );
    assert!(matches!(refused, Err(PeopleError::NeedsSecond)), "staff second nothing");
}

fn co_signer_of_staff(vault: &crate::hands::Session) -> strongroom::staff::CoSigner {
    // Dan's access was widened by his first group alone, so he stands in full.
    co_signer(vault, "dan")
}

#[test]
fn the_second_supervisor_ratifies_what_the_founder_decided_alone() {
    let fixture = Fixture::new();
    let mut ana = fixture.log_in(LOGIN, later());
    let dan = enrol(&mut ana, "dan", Role::Staff, Consent::Own);
    ana.screen(&permit(&ana, Act::Screen), dan, &form(), ALONE, later()).unwrap();
    assert!(matches!(
        ana.screen(&permit(&ana, Act::Screen), dan, &form(), Consent::Own, later()),
        Err(PeopleError::NeedsReason)
    ));
    let own = ana.person().account;
    assert!(ana.house().to_ratify_by(own).is_empty(), "nobody ratifies what they decided");
    lock(ana, later());
    let eva = fixture.with_second();
    let mut session = fixture.log_in("eva", later());
    let waiting = session.house().to_ratify_by(eva);
    // Dan's screening; her own enrolment and screening wait for a third.
    assert_eq!(waiting.len(), 1);
    let all: Vec<u64> = session.house().to_ratify().map(|(number, _)| number).collect();
    let ratifying = permit(&session, Act::Ratify);
    assert!(session.ratify(&ratifying, &all, later()).is_err());
    assert_eq!(session.ratify(&ratifying, &waiting, later()).unwrap(), 1);
    assert!(session.house().to_ratify_by(eva).is_empty());
}

#[test]
fn a_request_waits_for_the_other_and_is_used_once() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    fixture.with_second();
    let mut ana = fixture.log_in(LOGIN, later());
    let dan = enrol(&mut ana, "dan", Role::Staff, Consent::Own);
    let asking = permit(&ana, Act::RequestMake);
    let number = ana.request(&asking, &Ask::Screening(dan, form()), "He begins on Monday", later()).unwrap();
    let answering = permit(&ana, Act::Countersign);
    assert!(matches!(ana.answer(&answering, number, true, later()), Err(PeopleError::OwnCase)));
    assert!(ana.house().person(dan).unwrap().screening.is_none(), "nothing happens before the answer");
    lock(ana, later());

    let mut eva = fixture.log_in("eva", later());
    assert_eq!(eva.requests().len(), 1);
    eva.answer(&answering, number, true, later()).unwrap();
    assert!(eva.requests().is_empty());
    assert!(matches!(eva.answer(&answering, number, true, later()), Err(PeopleError::Request)));
    assert!(eva.house().person(dan).unwrap().screening.is_some());
    eva.admit(&permit(&eva, Act::Enrol), dan, later()).unwrap();
    lock(eva, later());
    fixture.signs("dan", later());

    // Eva does not hold the clinic: Ana asks, Eva approves, Ana hands it on, once.
    let mut ana = fixture.log_in(LOGIN, later());
    let ask = Ask::Grant { account: dan, group: clinic, width: Width::Records, until: None };
    let number = ana.request(&asking, &ask, "His work", later()).unwrap();
    let granting = permit(&ana, Act::Grant);
    let approved = Consent::Approved(number);
    let early = ana.grant(&granting, dan, (clinic, Width::Records), None, approved, later());
    assert!(matches!(early, Err(PeopleError::Chain(Alarm::NoAuthority(..)))));
    lock(ana, later());
    let mut eva = fixture.log_in("eva", later());
    eva.answer(&answering, number, true, later()).unwrap();
    assert_eq!(eva.requests().len(), 1, "the keys are still to be handed on");
    lock(eva, later());
    let mut ana = fixture.log_in(LOGIN, later());
    let more = ana.grant(&granting, dan, (clinic, Width::RecordsAndIdentities), None, approved, later());
    assert!(more.is_err(), "more than was asked for");
    ana.grant(&granting, dan, (clinic, Width::Records), None, approved, later()).unwrap();
    let taken = (KeyKind::GroupRecords, Some(clinic));
    ana.revoke(&permit(&ana, Act::Revoke), dan, taken, "A mistake", later()).unwrap();
    let again = ana.grant(&granting, dan, (clinic, Width::Records), None, approved, later());
    assert!(again.is_err(), "a request is used once");
}

#[test]
fn one_new_text_waits_at_a_time_and_a_refused_one_can_be_asked_for_again() {
    let fixture = Fixture::new();
    fixture.with_second();
    let mut ana = fixture.log_in(LOGIN, later());
    let asking = permit(&ana, Act::RequestMake);
    let text = |english: &str| Ask::Agreement { english: english.to_owned(), romanian: "Nou".to_owned() };
    let first = ana.request(&asking, &text("New"), "The law changed", later()).unwrap();
    let second = ana.request(&asking, &text("Newer"), "It changed again", later());
    assert!(matches!(second, Err(PeopleError::TextWaits)));
    lock(ana, later());

    let mut eva = fixture.log_in("eva", later());
    let answering = permit(&eva, Act::Countersign);
    assert_eq!(eva.agreement_text(2, AgreementLanguage::English).unwrap(), "New");
    eva.answer(&answering, first, false, later()).unwrap();
    assert!(eva.agreement_text(2, AgreementLanguage::English).is_err(), "nobody asks for it any more");
    // The Romanian text is the one that was refused.
    let second = eva.request(&asking, &text("Newer"), "It changed again", later()).unwrap();
    lock(eva, later());
    let mut ana = fixture.log_in(LOGIN, later());
    ana.answer(&answering, second, true, later()).unwrap();
    let read = |language| ana.agreement_text(2, language).unwrap();
    assert_eq!(
        (read(AgreementLanguage::English), read(AgreementLanguage::Romanian)),
        ("Newer".to_owned(), "Nou".to_owned())
    );
}

#[test]
fn a_rule_changes_within_its_bounds_and_by_two() {
    let fixture = Fixture::new();
    fixture.with_second();
    let mut ana = fixture.log_in(LOGIN, later());
    let both = co_signer(&ana, "eva");
    let changing = permit(&ana, Act::PolicyChange);
    let consent = Consent::With(&both);
    for (rule, value) in [(Rule::IdleLockMinutes, 0), (Rule::IdleLockMinutes, 16), (Rule::PasswordChars, 8)] {
        assert!(ana.change_policy(&changing, &[(rule, value)], consent, later()).is_err());
    }
    ana.change_policy(&changing, &[(Rule::IdleLockMinutes, 3)], consent, later()).unwrap();
    lock(ana, later());
    let ana = fixture.log_in(LOGIN, later());
    assert_eq!((ana.house().rule(Rule::IdleLockMinutes), ana.house().rule(Rule::CodeTries)), (3, 5));
}

#[test]
fn a_grant_ends_when_it_said() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let dan = fixture.with_person("dan", Role::Staff, &[]);
    let mut ana = fixture.log_in(LOGIN, later());
    let granting = permit(&ana, Act::Grant);
    let until = Some(later().plus(days(10)));
    ana.grant(&granting, dan, (clinic, Width::Records), until, ALONE, later()).unwrap();
    let past = ana.grant(&granting, dan, (clinic, Width::Records), Some(later()), ALONE, later());
    assert!(matches!(past, Err(PeopleError::BadInput(_))));
    lock(ana, later());
    let session = fixture.log_in("dan", later().plus(days(9)));
    assert_eq!(session.groups().len(), 1);
    lock(session, later().plus(days(9)));
    let session = fixture.log_in("dan", later().plus(days(10)));
    assert!(session.groups().is_empty());
    lock(session, later().plus(days(10)));
    // The clock turned back brings nothing back.
    assert!(fixture.log_in("dan", later()).groups().is_empty());
}

#[test]
fn a_lapsed_screening_shuts_staff_out_and_says_whom_to_see() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    let year = later().plus(days(366));
    let session = fixture.log_in("dan", year);
    assert_eq!(session.standing().kind, Kind::Lapsed);
    assert_eq!(session.standing().see, ["Ana Pop"]);
    assert!(session.groups().is_empty());
    lock(session, year);
    let inactive = Fixture::new();
    inactive.with_person("dan", Role::Staff, &[]);
    let session = inactive.log_in("dan", later().plus(days(91)));
    assert_eq!((session.standing().kind, session.standing().why), (Kind::Lapsed, Some(Why::Inactive)));
}

#[test]
fn what_was_taken_away_is_gone_and_its_renewal_is_owed() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let dan = fixture.with_person(
        "dan",
        Role::Staff,
        &[strongroom::staff::enrol::GroupGrant { group: clinic, identities: true }],
    );
    let mut ana = fixture.log_in(LOGIN, later());
    let revoking = permit(&ana, Act::Revoke);
    let taken = (KeyKind::GroupIdentities, Some(clinic));
    assert!(matches!(ana.revoke(&revoking, dan, taken, " ", later()), Err(PeopleError::NeedsReason)));
    ana.revoke(&revoking, dan, taken, "No longer needed", later()).unwrap();
    let owed: Vec<_> = ana.house().rekey_owed().collect();
    assert_eq!(owed, [(KeyKind::GroupIdentities, Some(clinic))]);
    lock(ana, later());
    let session = fixture.log_in("dan", later());
    assert!(session.group(clinic).unwrap().identities.is_none());
    lock(session, later());
}

#[test]
fn details_of_a_screening_are_for_supervisors_and_fit_their_commitment() {
    let fixture = Fixture::new();
    let mut ana = fixture.log_in(LOGIN, later());
    let dan = enrol(&mut ana, "dan", Role::Staff, Consent::Own);
    let screening = permit(&ana, Act::Screen);
    let empty = ScreeningForm::passed();
    assert!(matches!(ana.screen(&screening, dan, &empty, ALONE, later()), Err(PeopleError::BadInput(_))));
    ana.screen(&screening, dan, &form(), ALONE, later()).unwrap();
    let details = ana.screening_details(&screening, dan).unwrap().unwrap();
    assert_eq!(details.identity, "Identity card seen");
    lock(ana, later());
    fixture.insider().execute("UPDATE screening SET sealed = zeroblob(1200)", params![]);
    let ana = fixture.log_in(LOGIN, later());
    assert!(ana.screening_details(&screening, dan).is_err(), "changed details are not shown");
}

#[test]
fn a_new_text_is_signed_by_everyone_again() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    let mut ana = fixture.log_in(LOGIN, later());
    let publishing = permit(&ana, Act::AgreementPublish);
    let version = ana.publish_agreement(&publishing, ("New", "Nou"), ALONE, later()).unwrap();
    assert_eq!(version, 2);
    assert_eq!(ana.standing().why, Some(Why::NewText));
    sign(&mut ana, later());
    assert_eq!(ana.standing().kind, Kind::Full);
    lock(ana, later());
    fixture.insider().execute("UPDATE agreement_text SET text = 'Old' WHERE text = 'Nou'", params![]);
    let mut dan = fixture.log_in("dan", later());
    assert_eq!(dan.standing().why, Some(Why::NewText));
    let signing = permit(&dan, Act::AgreementSign);
    let romanian = AgreementLanguage::Romanian;
    let changed = dan.sign_agreement(&signing, "Someone called dan", romanian, later());
    assert!(
        matches!(changed, Err(PeopleError::Chain(Alarm::AgreementText(2)))),
        "a changed text is not signed"
    );
}

#[test]
fn a_review_signs_what_stands() {
    let fixture = Fixture::new();
    fixture.with_person("dan", Role::Staff, &[]);
    let mut ana = fixture.log_in(LOGIN, later());
    ana.review_grants(&permit(&ana, Act::GrantReview), None, later()).unwrap();
    let review = ana.house().reviewed(None).unwrap();
    assert_eq!(review.grants, ana.house().grants_digest(None));
    assert_eq!(review.by, ana.person().account);
}
