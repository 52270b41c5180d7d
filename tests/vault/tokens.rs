//! A FIDO2 token as second factor, over the software token: enrolled, asked, refused, lost. What one sends and the other
//! answers are the packets of a real one.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::entrance::Entrance;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{GivenFactor, LockReason};
use strongroom::app::session::Session;
use strongroom::base::clock::HandClock;
use strongroom::keys::token::{Token, TokenError};

use crate::fixture::{Fixture, LOGIN, NOW, PASSWORD, password};
use crate::soft_token::Plug;

const PIN: &str = "4701";

fn entrance(fixture: &Fixture, plugs: &[Plug]) -> Entrance {
    let clock = Arc::new(HandClock::at(NOW.plus(Duration::from_hours(2))));
    let entrance = Entrance::open(fixture.layout().folder(), clock, PathBuf::from("/")).unwrap();
    entrance.with_tokens(Plug::found(plugs))
}

fn unlock(fixture: &Fixture, plugs: &[Plug], pin: Option<&str>) -> Result<Session, Problem> {
    unlock_as(fixture, LOGIN, plugs, pin)
}

fn unlock_as(fixture: &Fixture, login: &str, plugs: &[Plug], pin: Option<&str>) -> Result<Session, Problem> {
    let given = GivenFactor::Token { pin: pin.map(password) };
    entrance(fixture, plugs).unlock_with(login, &password(PASSWORD), &given)
}

/// A fixture whose founder came in by the password and added this token.
fn with_token(plug: &Plug, pin: Option<&str>) -> Fixture {
    let fixture = Fixture::new();
    let mut session =
        entrance(&fixture, std::slice::from_ref(plug)).unlock(LOGIN, &password(PASSWORD)).unwrap();
    session.add_token(password(PASSWORD), pin.map(password), "Black key").unwrap();
    assert_eq!(session.factors().len(), 1);
    session.lock(LockReason::Person).unwrap();
    fixture
}

fn why(outcome: Result<Session, Problem>) -> (ProblemKind, String) {
    let problem = outcome.err().expect("this must be refused");
    let why = problem.details.iter().find(|(name, _)| *name == "why").map(|(_, why)| why.clone());
    (problem.kind, why.unwrap_or_default())
}

#[test]
fn a_token_with_a_pin_opens_and_nothing_else_does() {
    let (mine, other) = (Plug::new(Some(PIN)), Plug::new(Some(PIN)));
    let fixture = with_token(&mine, Some(PIN));
    let without = entrance(&fixture, &[]).unlock(LOGIN, &password(PASSWORD));
    assert_eq!(why(without).0, ProblemKind::WrongCredentials, "the password alone");
    assert_eq!(why(unlock(&fixture, &[], Some(PIN))).0, ProblemKind::NoToken);
    assert_eq!(why(unlock(&fixture, std::slice::from_ref(&other), Some(PIN))).0, ProblemKind::NoToken);
    // Among several, the person's own is found.
    let session = unlock(&fixture, &[other.clone(), mine.clone()], Some(PIN)).unwrap();
    session.lock(LockReason::Person).unwrap();
    let wrong = entrance(&fixture, std::slice::from_ref(&mine)).unlock_with(
        LOGIN,
        &password("not the password"),
        &GivenFactor::Token { pin: Some(password(PIN)) },
    );
    assert_eq!(why(wrong).0, ProblemKind::WrongCredentials);
    // Nobody learns from a token that is not theirs whether there is such an account.
    assert_eq!(why(unlock_as(&fixture, "nobody", &[other], Some(PIN))).0, ProblemKind::NoToken);
}

#[test]
fn the_holder_proves_themselves_to_the_token_and_touches_it() {
    let mine = Plug::new(Some(PIN));
    let fixture = with_token(&mine, Some(PIN));
    let refused = |pin: Option<&str>| why(unlock(&fixture, std::slice::from_ref(&mine), pin));
    let token_refused = |why: &str| (ProblemKind::TokenRefused, why.to_owned());
    assert_eq!(refused(None), token_refused("pin-needed"));
    assert_eq!(refused(Some("0000")), token_refused("pin-wrong"));
    mine.0.lock().unwrap().touched = false;
    assert_eq!(refused(Some(PIN)), token_refused("token-not-touched"));
    for _ in 0..7 {
        assert_eq!(refused(Some("0000")), token_refused("pin-wrong"));
    }
    assert_eq!(refused(Some("0000")), token_refused("token-blocked"));
    assert_eq!(refused(Some(PIN)), token_refused("token-blocked"));
}

#[test]
fn a_finger_and_an_older_token_will_do() {
    let by_finger = Plug::new(None);
    by_finger.0.lock().unwrap().finger = true;
    let old = Plug::new(Some(PIN));
    old.0.lock().unwrap().permissions = false;
    let old_by_finger = Plug::new(None);
    old_by_finger.0.lock().unwrap().finger = true;
    old_by_finger.0.lock().unwrap().permissions = false;
    for (plug, pin) in [(by_finger, None), (old, Some(PIN)), (old_by_finger, None)] {
        let fixture = with_token(&plug, pin);
        let session = unlock(&fixture, std::slice::from_ref(&plug), pin).unwrap();
        session.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn two_tokens_are_enrolled_and_a_lost_one_is_removed() {
    let (lost, kept) = (Plug::new(Some(PIN)), Plug::new(Some("985512")));
    let fixture = with_token(&lost, Some(PIN));
    let mut session = unlock(&fixture, std::slice::from_ref(&lost), Some(PIN)).unwrap();
    let twice = session.add_token(password(PASSWORD), Some(password(PIN)), "again").err().unwrap();
    assert_eq!(twice.details, [("why", "factor-twice".to_owned())]);
    session.lock(LockReason::Person).unwrap();
    // In with the first one, which is unplugged then; the second one is plugged in.
    let plugged = Arc::new(std::sync::Mutex::new(vec![lost.clone()]));
    let seen = Arc::clone(&plugged);
    let place = entrance(&fixture, &[]).with_tokens(Arc::new(move || Plug::found(&seen.lock().unwrap())()));
    let given = GivenFactor::Token { pin: Some(password(PIN)) };
    let mut session = place.unlock_with(LOGIN, &password(PASSWORD), &given).unwrap();
    *plugged.lock().unwrap() = vec![kept.clone()];
    session.add_token(password(PASSWORD), Some(password("985512")), "Spare").unwrap();
    session.change_password(password(PASSWORD), password("trei cocori deasupra lacului")).unwrap();
    session.lock(LockReason::Person).unwrap();

    let given = GivenFactor::Token { pin: Some(password("985512")) };
    let new = password("trei cocori deasupra lacului");
    let mut session = entrance(&fixture, &[kept]).unlock_with(LOGIN, &new, &given).unwrap();
    let row = session.factors().into_iter().find(|row| row.label == "Black key").unwrap();
    session.remove_factor(password("trei cocori deasupra lacului"), row.slot).unwrap();
    session.lock(LockReason::Person).unwrap();
    let given = GivenFactor::Token { pin: Some(password(PIN)) };
    let gone = entrance(&fixture, &[lost]).unlock_with(LOGIN, &new, &given);
    assert_eq!(why(gone).0, ProblemKind::NoToken);
}

#[test]
fn a_token_that_lacks_something_is_told_so() {
    let plug = Plug::new(Some(PIN));
    plug.0.lock().unwrap().protocols = vec![1];
    assert!(matches!(Token::open(plug).err(), Some(TokenError::Unsupported("PIN/UV protocol two"))));
    let bare = Plug::new(None);
    let mut token = Token::open(bare).ok().unwrap();
    assert!(!token.asks_pin());
    assert!(matches!(token.secret(&[1; 32], None, &[vec![1; 48]]), Err(TokenError::PinNotSet)));
    assert!(matches!(
        token.secret(&[1; 32], Some(&password("1234")), &[vec![1; 48]]),
        Err(TokenError::PinNotSet)
    ));
}

#[test]
fn the_secret_is_the_tokens_the_credentials_and_the_salts() {
    let plug = Plug::new(Some(PIN));
    let mut token = Token::open(plug).ok().unwrap();
    assert!(token.asks_pin());
    let pin = password(PIN);
    let (credential, secret) = token.enrol(&[1; 32], Some(&pin), &[]).ok().unwrap();
    let own = std::slice::from_ref(&credential);
    assert!(token.secret(&[1; 32], Some(&pin), own).ok().unwrap().same_as(&secret));
    assert!(!token.secret(&[2; 32], Some(&pin), own).ok().unwrap().same_as(&secret));
    assert!(matches!(token.enrol(&[1; 32], Some(&pin), own), Err(TokenError::Twice)));
    let (other, another) = token.enrol(&[1; 32], Some(&pin), &[]).ok().unwrap();
    assert!(other != credential && !another.same_as(&secret));
    // A credential that does not fit one packet goes over several, and back.
    let long: Vec<Vec<u8>> = (0..12).map(|number| vec![number; 200]).chain([credential]).collect();
    assert!(token.secret(&[1; 32], Some(&pin), &long).ok().unwrap().same_as(&secret));
}
