//! A person's own ways in: the password they change, the keyfiles they add and lose, and what a pulled stick does.

use std::path::{Path, PathBuf};

use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{GivenFactor, LockReason, Request};
use strongroom::keys::keyfile::Keyfile;
use strongroom::policy::Act;
use strongroom::staff::factors::FactorsError;
use strongroom::staff::{self, Verified, stick};
use strongroom::vault::{UnlockError, Vault};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password, permit};
use crate::worker::{Desk, unlock};

const NEXT: &str = "trei cocori deasupra lacului";

fn unlocks(fixture: &Fixture, text: &str, factor: Option<&Path>) -> bool {
    let factor = factor.map(|path| stick::read(path).unwrap().second());
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    match vault.unlock(LOGIN, &password(text), factor.as_ref()) {
        Ok(opened) => staff::verify(opened, later()).is_ok(),
        Err(UnlockError::WrongCredentials) => false,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn the_old_password_proves_the_new_one_and_opens_nothing_afterwards() {
    let fixture = Fixture::new();
    let mut vault = fixture.verify().unwrap();
    let permit = permit(&vault, Act::PasswordChange);
    let wrong = vault.change_password(&permit, &password("not the password"), &password(NEXT));
    assert!(matches!(wrong, Err(FactorsError::WrongPassword)));
    vault.change_password(&permit, &password(PASSWORD), &password(NEXT)).unwrap();
    drop(vault);
    assert!(unlocks(&fixture, NEXT, None));
    assert!(!unlocks(&fixture, PASSWORD, None));
}

#[test]
fn the_last_four_passwords_are_refused_and_the_fifth_is_not() {
    let fixture = Fixture::new();
    let mut vault = fixture.verify().unwrap();
    let permit = permit(&vault, Act::PasswordChange);
    let all = [PASSWORD, "second of five", "third of five", "fourth of five", "fifth of five"];
    for pair in all.windows(2) {
        let same = vault.change_password(&permit, &password(pair[0]), &password(pair[0]));
        assert!(matches!(same, Err(FactorsError::UsedBefore)));
        vault.change_password(&permit, &password(pair[0]), &password(pair[1])).unwrap();
    }
    for used in &all[1..] {
        let refused = vault.change_password(&permit, &password(all[4]), &password(used));
        assert!(matches!(refused, Err(FactorsError::UsedBefore)), "{used}");
    }
    vault.change_password(&permit, &password(all[4]), &password(all[0])).unwrap();
}

#[test]
fn one_log_in_rewrites_the_slots_of_both_sticks() {
    let fixture = Fixture::new();
    let sticks = tempfile::tempdir().unwrap();
    let mut vault = fixture.verify().unwrap();
    let (add, change) = (permit(&vault, Act::FactorChange), permit(&vault, Act::PasswordChange));
    let blue = vault.add_keyfile(&add, &password(PASSWORD), sticks.path(), " Blue stick ").unwrap();
    assert!(!unlocks_beside(&fixture, PASSWORD, None), "the password alone opens nothing any more");
    let green = vault.add_keyfile(&add, &password(PASSWORD), sticks.path(), "").unwrap();
    let third = vault.add_keyfile(&add, &password(PASSWORD), sticks.path(), "");
    assert!(matches!(third, Err(FactorsError::TooMany)));
    assert_eq!(std::fs::read_dir(sticks.path()).unwrap().count(), 2, "no keyfile without its slot");
    assert_eq!(vault.factors()[0].1, "Blue stick");
    drop(vault);
    // Someone who came in with the one changes the password of both.
    let mut vault = with_stick(&fixture, PASSWORD, &green);
    vault.change_password(&change, &password(PASSWORD), &password(NEXT)).unwrap();
    drop(vault);
    for path in [&blue, &green] {
        assert!(unlocks(&fixture, NEXT, Some(path)));
        assert!(!unlocks(&fixture, PASSWORD, Some(path)));
    }
    assert!(!unlocks(&fixture, NEXT, None));
    let stranger = tempfile::tempdir().unwrap().path().join("other");
    std::fs::create_dir_all(stranger.parent().unwrap()).unwrap();
    std::fs::write(&stranger, Keyfile::generate().to_text().as_bytes()).unwrap();
    assert!(!unlocks(&fixture, NEXT, Some(&stranger)));
}

/// The same question while a session holds the seat: asked of the slots alone.
fn unlocks_beside(fixture: &Fixture, text: &str, factor: Option<&Path>) -> bool {
    use strongroom::crypto::kdf::Profile;
    use strongroom::keys::keyslot::Keyslot;
    use strongroom::vault::account::load_keyslots;
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    let path = fixture.layout().keyslots(vault.account_handle(LOGIN));
    let slots = load_keyslots(&path, vault.id(), Profile::Sample).unwrap();
    let factor = factor.map(|path| stick::read(path).unwrap().second());
    Keyslot::open_any(&slots, &password(text), factor.as_ref(), Profile::Sample).is_ok()
}

fn with_stick(fixture: &Fixture, text: &str, path: &Path) -> Vault<Verified> {
    let factor = stick::read(path).unwrap().second();
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    staff::verify(vault.unlock(LOGIN, &password(text), Some(&factor)).unwrap(), later()).unwrap()
}

#[test]
fn a_lost_stick_is_removed_with_the_other_one() {
    let fixture = Fixture::new();
    let sticks = tempfile::tempdir().unwrap();
    let mut vault = fixture.verify().unwrap();
    let permit = permit(&vault, Act::FactorChange);
    let lost = vault.add_keyfile(&permit, &password(PASSWORD), sticks.path(), "lost").unwrap();
    let kept = vault.add_keyfile(&permit, &password(PASSWORD), sticks.path(), "kept").unwrap();
    drop(vault);
    let mut vault = with_stick(&fixture, PASSWORD, &kept);
    let none = vault.remove_factor(&permit, &password(PASSWORD), 2);
    assert!(matches!(none, Err(FactorsError::NoSuchFactor)));
    let lost_at = vault.factors().iter().position(|(_, label)| label == "lost").unwrap();
    vault.remove_factor(&permit, &password(PASSWORD), lost_at).unwrap();
    drop(vault);
    assert!(!unlocks(&fixture, PASSWORD, Some(&lost)));
    assert!(unlocks(&fixture, PASSWORD, Some(&kept)));
    // Without any, the password alone opens the account again.
    let mut vault = with_stick(&fixture, PASSWORD, &kept);
    vault.remove_factor(&permit, &password(PASSWORD), 0).unwrap();
    vault
        .change_password(&self::permit(&vault, Act::PasswordChange), &password(PASSWORD), &password(NEXT))
        .unwrap();
    drop(vault);
    assert!(unlocks(&fixture, NEXT, None));
    assert!(!unlocks(&fixture, NEXT, Some(&kept)));
}

#[test]
fn whatever_happens_while_slots_are_rewritten_the_old_or_the_new_ones_are_there() {
    let fixture = Fixture::new();
    let mut vault = fixture.verify().unwrap();
    let path = fixture.layout().keyslots(vault.own_handle());
    let before = std::fs::read(&path).unwrap();
    let permit = permit(&vault, Act::PasswordChange);
    // A folder where the temporary file should come: nothing can be written.
    let temporary = path.with_extension("keyslots.new");
    std::fs::create_dir(&temporary).unwrap();
    let failed = vault.change_password(&permit, &password(PASSWORD), &password(NEXT));
    assert!(matches!(failed, Err(FactorsError::NotWritten(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    std::fs::remove_dir(&temporary).unwrap();
    vault.change_password(&permit, &password(PASSWORD), &password(NEXT)).unwrap();
    let after = std::fs::read(&path).unwrap();
    drop(vault);
    // Killed at every byte of the temporary file, or right after it was renamed.
    for cut in (0..=after.len()).step_by(97) {
        std::fs::write(&path, &before).unwrap();
        std::fs::write(&temporary, &after[..cut]).unwrap();
        assert!(unlocks(&fixture, PASSWORD, None), "cut at {cut}");
        assert!(!temporary.exists(), "what was left over is swept");
    }
    std::fs::write(&path, &after).unwrap();
    assert!(unlocks(&fixture, NEXT, None));
}

fn add_keyfile(desk: &mut Desk, folder: &Path) -> Result<PathBuf, Problem> {
    std::fs::create_dir_all(folder).unwrap();
    let label = "stick".to_owned();
    match desk.ask(Request::AddKeyfile { password: password(PASSWORD), folder: folder.to_owned(), label })? {
        Answer::KeyfileMade(path) => Ok(path),
        _ => panic!("no keyfile"),
    }
}

fn with_keyfile(path: &Path) -> Request {
    let factor = GivenFactor::Keyfile(path.to_owned());
    Request::UnlockWithFactor { login: LOGIN.to_owned(), password: password(PASSWORD), factor }
}

fn lock(desk: &mut Desk, reason: LockReason) {
    assert!(desk.ask(Request::Lock(reason)).is_ok());
    desk.wait_for(|event| matches!(event, Event::Locked(_)));
}

#[test]
fn pulling_the_stick_locks_and_ends_the_code() {
    let mut desk = Desk::unlocked();
    let stick = desk.vault().with_file_name("stick");
    let path = add_keyfile(&mut desk, &stick).unwrap();
    lock(&mut desk, LockReason::Person);
    assert_eq!(desk.ask(unlock(PASSWORD)).err().unwrap().kind, ProblemKind::WrongCredentials);
    let letter = stick.join("letter.txt");
    std::fs::write(&letter, "a letter").unwrap();
    assert_eq!(desk.ask(with_keyfile(&letter)).err().unwrap().kind, ProblemKind::NotAKeyfile);
    assert_eq!(desk.ask(with_keyfile(&stick.join("none"))).err().unwrap().kind, ProblemKind::CannotRead);
    assert!(desk.ask(with_keyfile(&path)).is_ok());
    // A code leads back while the stick is in, but not to more than needs no stick.
    assert!(desk.ask(Request::SetCode { code: password("704193") }).is_ok());
    lock(&mut desk, LockReason::Idle);
    assert!(desk.ask(Request::UnlockWithCode { code: password("704193") }).is_ok());
    let change = Request::ChangePassword { old: password(PASSWORD), new: password(NEXT) };
    assert_eq!(desk.ask(change).err().unwrap().kind, ProblemKind::NeedsFullLogIn);
    std::fs::rename(&stick, stick.with_file_name("pulled")).unwrap();
    desk.wait_for(|event| matches!(event, Event::Locked(LockReason::KeyfileRemoved)));
    let gone = desk.ask(Request::UnlockWithCode { code: password("704193") }).err().unwrap();
    assert_eq!(gone.kind, ProblemKind::CodeGone);
    // Put in again, it opens again; pulled while locked behind a code, the code is gone.
    std::fs::rename(stick.with_file_name("pulled"), &stick).unwrap();
    assert!(desk.ask(with_keyfile(&path)).is_ok());
    assert!(desk.ask(Request::SetCode { code: password("704193") }).is_ok());
    lock(&mut desk, LockReason::Idle);
    std::fs::remove_file(&path).unwrap();
    let gone = desk.ask(Request::UnlockWithCode { code: password("704193") }).err().unwrap();
    assert_eq!(gone.kind, ProblemKind::CodeGone);
}

#[test]
fn a_changed_password_ends_the_code_and_wrong_ones_count_as_failed_log_ins() {
    let mut desk = Desk::unlocked();
    assert!(desk.ask(Request::SetCode { code: password("704193") }).is_ok());
    let change = |old: &str, new: &str| Request::ChangePassword { old: password(old), new: password(new) };
    assert_eq!(desk.ask(change(PASSWORD, "short")).err().unwrap().kind, ProblemKind::WeakPassword);
    let used = desk.ask(change(PASSWORD, PASSWORD)).err().unwrap();
    assert_eq!(used.kind, ProblemKind::WeakPassword);
    assert_eq!(used.details, [("why", "used-before".to_owned())]);
    assert!(desk.ask(change(PASSWORD, NEXT)).is_ok());
    lock(&mut desk, LockReason::Idle);
    let gone = desk.ask(Request::UnlockWithCode { code: password("704193") }).err().unwrap();
    assert_eq!(gone.kind, ProblemKind::CodeGone);
    assert!(desk.ask(unlock(NEXT)).is_ok());
    for _ in 0..5 {
        let wrong = desk.ask(change("wrong", "alte trei cuvinte fără rost")).err().unwrap();
        assert_eq!(wrong.kind, ProblemKind::WrongCredentials);
    }
    let waits = desk.ask(change(NEXT, "alte trei cuvinte fără rost")).err().unwrap();
    assert_eq!(waits.kind, ProblemKind::Throttled);
}

#[test]
fn of_two_changes_at_once_one_stands_and_a_lock_leaves_the_old_or_the_new_password() {
    let mut desk = Desk::unlocked();
    let change = |new: &str| Request::ChangePassword { old: password(PASSWORD), new: password(new) };
    let other = "alte trei cuvinte fără rost";
    let ids = [desk.send(change(NEXT)), desk.send(change(other))];
    // Nothing else waits for them.
    assert!(desk.ask(crate::worker::find("anyone")).is_ok());
    let done = ids.map(|id| desk.answer(id).is_ok());
    assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
    let stands = if done[0] { NEXT } else { other };
    lock(&mut desk, LockReason::Person);
    assert!(desk.ask(unlock(stands)).is_ok());
    // Locked in the middle of it.
    let id = desk.send(Request::ChangePassword {
        old: password(stands),
        new: password("nine quiet lanterns over mills"),
    });
    lock(&mut desk, LockReason::Person);
    let stands = if desk.answer(id).is_ok() { "nine quiet lanterns over mills" } else { stands };
    assert!(desk.ask(unlock(stands)).is_ok());
}
