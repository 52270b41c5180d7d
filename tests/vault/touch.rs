//! Waiting for a token beside the worker's other work; and a second person who has a second factor, and gets by without
//! it nowhere: not in the window, not on the command line, not at the level of keys.

use std::path::PathBuf;

use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, GivenFactor, LockReason, PeopleWish, Request, RequestId, Second};
use strongroom::app::snapshot::Settled;
use strongroom::policy::Role;
use strongroom::vault::Layout;

use crate::fixture::{LOGIN, PASSWORD, password};
use crate::newcomer::{Office, THEIRS, done, form, newcomer, second};
use crate::soft_token::Plug;
use crate::worker::{Desk, unlock};

const PIN: &str = "4701";

fn add_token() -> Request {
    let pin = Some(password(PIN));
    Request::AddToken { password: password(PASSWORD), pin, label: "Black key".to_owned() }
}

fn by_token() -> Request {
    let factor = GivenFactor::Token { pin: Some(password(PIN)) };
    Request::UnlockWithFactor { login: LOGIN.to_owned(), password: password(PASSWORD), factor }
}

fn kind(answer: Result<Answer, Problem>) -> ProblemKind {
    answer.err().expect("this must be refused").kind
}

/// Other requests are answered while the token blinks; then the wait is stopped.
fn waits_and_is_stopped(desk: &mut Desk, plug: &Plug, waiting: RequestId, meanwhile: Request) {
    assert!(desk.ask(meanwhile).is_ok(), "the worker goes on with its work");
    while !plug.0.lock().unwrap().blinking {
        std::thread::yield_now();
    }
    assert!(desk.ask(Request::Cancel(waiting)).is_ok());
    assert_eq!(kind(desk.answer(waiting)), ProblemKind::Cancelled);
    assert!(std::mem::take(&mut plug.0.lock().unwrap().given_up), "the token stops blinking");
}

#[test]
fn waiting_for_a_touch_holds_nothing_up_and_can_be_stopped() {
    let plug = Plug::new(Some(PIN));
    let mut desk = Desk::new();
    desk.restart_with(Plug::found(std::slice::from_ref(&plug)));
    assert!(desk.ask(unlock(PASSWORD)).is_ok());
    plug.0.lock().unwrap().blinks = true;
    let waiting = desk.send(add_token());
    waits_and_is_stopped(&mut desk, &plug, waiting, Request::People(PeopleWish::Own));
    // Touched, it is added; then it is needed.
    plug.0.lock().unwrap().blinks = false;
    assert!(desk.ask(add_token()).is_ok());
    assert!(desk.ask(Request::Lock(LockReason::Person)).is_ok());
    desk.wait_for(|event| matches!(event, Event::Locked(_)));
    assert_eq!(kind(desk.ask(unlock(PASSWORD))), ProblemKind::WrongCredentials);
    plug.0.lock().unwrap().blinks = true;
    let waiting = desk.send(by_token());
    waits_and_is_stopped(&mut desk, &plug, waiting, Request::Cancel(RequestId(0)));
    plug.0.lock().unwrap().blinks = false;
    assert!(matches!(desk.ask(by_token()), Ok(Answer::Unlocked)));
}

#[test]
fn locking_ends_the_wait_for_a_token() {
    let plug = Plug::new(Some(PIN));
    let mut desk = Desk::new();
    desk.restart_with(Plug::found(std::slice::from_ref(&plug)));
    assert!(desk.ask(unlock(PASSWORD)).is_ok());
    plug.0.lock().unwrap().blinks = true;
    let waiting = desk.send(add_token());
    assert!(desk.ask(Request::Lock(LockReason::Person)).is_ok());
    assert_eq!(kind(desk.answer(waiting)), ProblemKind::Cancelled);
    assert!(desk.ask(unlock(PASSWORD)).is_ok(), "nothing was added");
}

/// Ion, who seconds, has a keyfile on this stick.
fn office_with_a_keyfile() -> (Office, PathBuf) {
    let office = Office::with_two();
    let mut ion = office.enter("ion").unwrap();
    let stick = office.vault().with_file_name("stick");
    std::fs::create_dir_all(&stick).unwrap();
    let path = ion.add_keyfile(password(THEIRS), stick, String::new()).unwrap();
    ion.lock(LockReason::Person).unwrap();
    (office, path)
}

fn ion_with(factor: GivenFactor) -> Consent {
    Consent::Second(Second { login: "ion".to_owned(), password: password(THEIRS), factor })
}

#[test]
fn a_second_person_with_a_keyfile_cannot_sign_by_the_password_alone() {
    let (office, path) = office_with_a_keyfile();
    let mut ana = office.enter(LOGIN).unwrap();
    let given = || ion_with(GivenFactor::Keyfile(path.clone()));
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, given);
    let refused = ana.screen(&form(mara), &second("ion")).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::WrongCredentials, "his slots ask for the keyfile");
    let other = path.with_file_name("other.keyfile");
    std::fs::write(&other, "a letter").unwrap();
    let refused = ana.screen(&form(mara), &ion_with(GivenFactor::Keyfile(other))).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::NotAKeyfile);
    done(ana.screen(&form(mara), &given()));
}

#[test]
fn the_command_line_takes_the_second_persons_keyfile() {
    let (office, path) = office_with_a_keyfile();
    let file = |login: &str| office.file(login).display().to_string();
    std::fs::write(office.file("mara"), THEIRS).unwrap();
    let ana = |arguments: &[&str]| office.run(LOGIN, arguments);
    assert_eq!(ana(&["staff", "draft", "--name", "Mara Dinu", "--login", "mara", "--role", "staff"]), 0);
    assert_eq!(ana(&["staff", "enrol", "mara", "--new-password-file", &file("mara")]), 0);
    let screen = ["staff", "screen", "mara", "--check", "identity-document=card"];
    let (ions, path) = (file("ion"), path.display().to_string());
    let alone = ["--second", "ion", "--second-password-file", &ions];
    assert_eq!(ana(&[&screen[..], &alone].concat()), 3);
    let with_keyfile = [&alone[..], &["--second-keyfile", &path]].concat();
    assert_eq!(ana(&[&screen[..], &with_keyfile].concat()), 0);
}

#[test]
fn a_second_persons_token_is_asked_on_their_own_account() {
    let office = Office::with_two();
    let plug = Plug::new(Some(PIN));
    let enter = |login: &str, words: &str| {
        let entrance = office.entrance().with_tokens(Plug::found(std::slice::from_ref(&plug)));
        entrance.unlock(login, &password(words)).unwrap()
    };
    let mut ion = enter("ion", THEIRS);
    ion.add_token(password(THEIRS), Some(password(PIN)), "").unwrap();
    ion.lock(LockReason::Person).unwrap();
    let mut ana = enter(LOGIN, PASSWORD);
    let given = || ion_with(GivenFactor::Token { pin: Some(password(PIN)) });
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, given);
    let wrong = ion_with(GivenFactor::Token { pin: Some(password("0000")) });
    assert_eq!(ana.screen(&form(mara), &wrong).unwrap_err().kind, ProblemKind::TokenRefused);
    assert!(matches!(ana.screen(&form(mara), &given()), Ok(Settled::Done(()))));
}

/// An older log was put back; Ana and Ion come with tokens and their PINs, and go on with it.
#[test]
fn two_tokens_accept_a_break() {
    let office = Office::with_two();
    let plug = Plug::new(Some(PIN));
    let entrance = || office.entrance().with_tokens(Plug::found(std::slice::from_ref(&plug)));
    let with_token = || GivenFactor::Token { pin: Some(password(PIN)) };
    for (login, words) in [(LOGIN, PASSWORD), ("ion", THEIRS)] {
        let mut session = entrance().unlock(login, &password(words)).unwrap();
        session.add_token(password(words), Some(password(PIN)), "").unwrap();
        session.lock(LockReason::Person).unwrap();
    }
    let (audit, before) = (Layout::new(office.vault()).audit(), tempfile::tempdir().unwrap());
    let copy = |from: &std::path::Path, to: &std::path::Path| {
        for entry in std::fs::read_dir(from).unwrap().flatten() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    };
    copy(&audit, before.path());
    let seen = entrance().unlock_with(LOGIN, &password(PASSWORD), &with_token()).unwrap();
    seen.lock(LockReason::Person).unwrap();
    std::fs::remove_dir_all(&audit).unwrap();
    std::fs::create_dir(&audit).unwrap();
    copy(before.path(), &audit);
    office.clock().advance(std::time::Duration::from_mins(5));

    let mut desk = office.desk(Plug::found(std::slice::from_ref(&plug)));
    assert_eq!(kind(desk.ask(by_token())), ProblemKind::LogRolledBack);
    let accept = |consent| Request::AcceptBreak {
        login: LOGIN.to_owned(),
        password: password(PASSWORD),
        factor: with_token(),
        reason: "Friday's copy was put back".to_owned(),
        consent,
    };
    assert!(matches!(desk.ask(accept(Consent::Unsaid)), Ok(Answer::SecondNeeded(_))));
    let wrong = ion_with(GivenFactor::Token { pin: Some(password("0000")) });
    assert_eq!(kind(desk.ask(accept(wrong))), ProblemKind::TokenRefused);
    assert_eq!(kind(desk.ask(accept(ion_with(GivenFactor::Nothing)))), ProblemKind::WrongCredentials);
    assert!(matches!(desk.ask(accept(ion_with(with_token()))), Ok(Answer::Unlocked)));
}
