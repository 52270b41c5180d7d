//! Time, absence and loss never close the house for good, and no way back is a short cut past a rule.

use strongroom::base::clock::WallTime;
use strongroom::keys::recovery::RecoverySeed;
use strongroom::policy::{Act, Refusal, Role, Standing as Kind, decide};
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::enrol::GroupGrant;
use strongroom::staff::founding::NewPerson;
use strongroom::staff::recovering::{RecoveryError, enrol_by_recovery};
use strongroom::staff::{Consent, PeopleError, Why};
use strongroom::vault::{UnlockError, Vault};

use crate::fixture::{Fixture, LOGIN, later, password, permit};
use crate::hands::{ALONE, Session, days, enrol, form, lock, sign};

/// Thirteen months on.
fn lapsed() -> WallTime {
    later().plus(days(396))
}

fn refused(vault: &Session, act: Act) -> Refusal {
    decide(act, &vault.facts(None)).unwrap_err()
}

#[test]
fn one_founder_alone_whose_screening_lapsed() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    fixture.with_person("dan", Role::Staff, &[GroupGrant { group: clinic, identities: false }]);
    let mut ana = fixture.log_in(LOGIN, lapsed());
    assert_eq!((ana.standing().kind, ana.standing().why), (Kind::Renewal, Some(Why::ScreeningLapsed)));
    assert!(ana.groups().is_empty() && ana.log_reader().is_none());
    assert_eq!(refused(&ana, Act::Grant), Refusal::RenewalOnly);
    assert_eq!(refused(&ana, Act::GroupMake), Refusal::RenewalOnly);
    let screening = permit(&ana, Act::Screen);
    assert!(matches!(ana.renew_exemption(&screening, " ", lapsed()), Err(PeopleError::NeedsReason)));
    ana.renew_exemption(&screening, "Still no second supervisor", lapsed()).unwrap();
    assert_eq!(ana.standing().kind, Kind::MustSign, "the agreement lapsed too");
    sign(&mut ana, lapsed());
    assert_eq!(ana.standing().kind, Kind::Full);
    assert!(ana.group(clinic).is_some());
    assert_eq!(ana.house().to_ratify().filter(|(_, alone)| alone.reason.starts_with("Still")).count(), 1);
    lock(ana, lapsed());
    assert_eq!(fixture.log_in(LOGIN, lapsed()).standing().kind, Kind::Full);
}

#[test]
fn every_supervisors_screening_and_agreement_lapsed_at_once() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let eva = fixture.with_second();
    let mut ana = fixture.log_in(LOGIN, lapsed());
    assert_eq!(ana.standing().kind, Kind::Renewal);
    let founder = ana.person().account;
    let screening = permit(&ana, Act::Screen);
    let own = ana.renew_exemption(&screening, "I may not", lapsed());
    assert!(
        matches!(own, Err(PeopleError::NeedsSecond)),
        "another can screen them, so nobody exempts themselves"
    );
    assert!(matches!(ana.screen(&screening, founder, &form(), ALONE, lapsed()), Err(PeopleError::OwnCase)));
    ana.screen(&screening, eva, &form(), Consent::Alone("Of two, only the other is there"), lapsed())
        .unwrap();
    assert_eq!(ana.standing().kind, Kind::Renewal, "what one does for another changes nothing for oneself");
    lock(ana, lapsed());
    let mut session = fixture.log_in("eva", lapsed());
    assert_eq!(session.standing().why, Some(Why::AgreementLapsed));
    assert_eq!(refused(&session, Act::Screen), Refusal::NotAgreed);
    sign(&mut session, lapsed());
    session.screen(&permit(&session, Act::Screen), founder, &form(), ALONE, lapsed()).unwrap();
    lock(session, lapsed());
    let mut ana = fixture.log_in(LOGIN, lapsed());
    sign(&mut ana, lapsed());
    assert!(ana.group(clinic).is_some());
}

#[test]
fn everyone_inactive_for_91_days() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let dan = fixture.with_person("dan", Role::Staff, &[GroupGrant { group: clinic, identities: false }]);
    let back = later().plus(days(91));
    let away = fixture.log_in("dan", back);
    assert_eq!((away.standing().kind, away.standing().why), (Kind::Lapsed, Some(Why::Inactive)));
    lock(away, back);
    // That somebody tried is no work: it wakes nothing.
    assert_eq!(fixture.log_in("dan", back).standing().kind, Kind::Lapsed);

    let ana = fixture.log_in(LOGIN, back);
    assert_eq!((ana.standing().kind, ana.standing().why), (Kind::Renewal, Some(Why::Inactive)));
    lock(ana, back);
    let mut ana = fixture.log_in(LOGIN, back);
    assert_eq!(ana.standing().kind, Kind::Renewal, "nor does a renewal session in which nothing was renewed");
    sign(&mut ana, back);
    assert_eq!(ana.standing().kind, Kind::Full);
    ana.screen(&permit(&ana, Act::Screen), dan, &form(), ALONE, back).unwrap();
    lock(ana, back);
    let session = fixture.log_in("dan", back);
    assert_eq!(session.standing().kind, Kind::Full);
    assert!(session.group(clinic).is_some());
}

#[test]
fn the_clock_set_to_2099_and_back_to_1970() {
    const Y2099: WallTime = WallTime::from_unix_millis(4_070_908_800_000);
    const Y1970: WallTime = WallTime::from_unix_millis(0);
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    lock(fixture.log_in(LOGIN, later()), later());
    let mut ana = fixture.log_in(LOGIN, Y2099);
    assert_eq!(ana.standing().kind, Kind::Renewal);
    // What is renewed under the wrong clock is cut down when the clock is set right.
    ana.renew_exemption(&permit(&ana, Act::Screen), "The year is 2099", Y2099).unwrap();
    lock(ana, Y2099);
    for wall in [Y1970, later()] {
        let ana = fixture.log_in(LOGIN, wall);
        assert_eq!(ana.standing().kind, Kind::MustSign, "time does not go back by itself");
        assert_eq!(ana.now(wall), Y2099);
        lock(ana, wall);
    }
    let mut ana = fixture.log_in(LOGIN, later());
    sign(&mut ana, later());
    let correcting = permit(&ana, Act::ClockCorrect);
    assert!(matches!(
        ana.correct_clock(&correcting, "Wrong battery", Consent::Own, later()),
        Err(PeopleError::NeedsReason)
    ));
    let before = ana.correct_clock(&correcting, "Back to 1970", ALONE, Y1970);
    assert!(before.is_err(), "never behind the founding");
    ana.correct_clock(&correcting, "The battery was empty", ALONE, later()).unwrap();
    assert_eq!(ana.now(later()), later());
    let screening = ana.person().screening.unwrap();
    assert!(screening.valid_until <= later().plus(days(366)), "no year of it outlives the mistake");
    assert_eq!(ana.standing().kind, Kind::Full);
    assert!(ana.group(clinic).is_some());
    lock(ana, later());
    let ana = fixture.log_in(LOGIN, Y1970);
    assert_eq!(ana.now(Y1970), later());
    assert_eq!(ana.standing().kind, Kind::Full);
}

#[test]
fn the_only_supervisors_password_is_lost() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let dan = fixture.with_person("dan", Role::Staff, &[GroupGrant { group: clinic, identities: false }]);
    let lost = fixture.keys(LOGIN, crate::fixture::PASSWORD).0;
    let sealed = Vault::open(fixture.layout().folder()).unwrap();
    let secret = password("rita");
    let person = |login: &str| NewPerson {
        name: "Rita Rus".to_owned(),
        login: login.to_owned(),
        job_title: String::new(),
        password: &secret,
        agreement: AgreementLanguage::English,
    };
    let sheets = fixture.seed.split(3, 5).unwrap();
    let seed = RecoverySeed::combine(&sheets[1..4]).unwrap();
    let other = RecoverySeed::generate();
    let foreign = enrol_by_recovery(&sealed, &other, &person("rita"), later());
    assert!(matches!(foreign, Err(RecoveryError::OtherVault)));
    let taken = enrol_by_recovery(&sealed, &seed, &person("dan"), later());
    assert!(matches!(taken, Err(RecoveryError::LoginTaken)));
    enrol_by_recovery(&sealed, &seed, &person("rita"), later()).unwrap();

    let mut rita = fixture.log_in("rita", later());
    assert_eq!((rita.person().role, rita.standing().kind), (Role::Supervisor, Kind::MustSign));
    sign(&mut rita, later());
    assert_eq!(rita.standing().kind, Kind::Full);
    assert!(rita.groups().is_empty() && rita.log_reader().is_none() && rita.restore_key().is_none());
    // The lost account still counts as the second one, until it is closed.
    let changing = permit(&rita, Act::PolicyChange);
    let rule = [(strongroom::policy::Rule::IdleLockMinutes, 3)];
    assert!(matches!(rita.change_policy(&changing, &rule, ALONE, later()), Err(PeopleError::NeedsSecond)));
    // While somebody is here who reads the log, she makes herself no reader of it by closing another account.
    let closing = permit(&rita, Act::Revoke);
    let refused = rita.leave(&closing, dan, "Went to another firm", later());
    assert!(matches!(refused, Err(PeopleError::NotReader(names)) if names == ["Ana Pop"]));
    rita.leave(&closing, lost, "The password is lost", later()).unwrap();
    rita.change_policy(&changing, &rule, ALONE, later()).unwrap();

    // What the lost account alone held stays closed to her: the sheets enrol, and nothing more.
    // Only the log goes on: nobody else is left to read what is written from now on.
    assert_eq!(rita.log_reader().map(|key| key.place().epoch), Some(2));
    assert!(rita.restore_key().is_none());
    let eva = enrol(&mut rita, "eva", Role::Staff, Consent::Own);
    rita.screen(&permit(&rita, Act::Screen), eva, &form(), ALONE, later()).unwrap();
    lock(rita, later());
    assert!(fixture.log_in("rita", later()).group(clinic).is_none());
    assert_eq!(fixture.log_in("dan", later()).groups().len(), 1);
    // Once someone else came in, not even the files of the lost account are there.
    let outcome = sealed.unlock(LOGIN, &password(crate::fixture::PASSWORD), None);
    assert!(matches!(outcome, Err(UnlockError::WrongCredentials)));
}
