//! Unlocking and locking: who gets in, what they hold, and that the seat is one.

use std::collections::BTreeMap;

use strongroom::base::clock::WallTime;
use strongroom::crypto::hash::Digest;
use strongroom::policy::{Role, Standing};
use strongroom::vault::anchor::LogHead;
use strongroom::vault::seat::{Seat, SeatError};
use strongroom::vault::{UnlockError, Vault};

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};

#[test]
fn the_founder_gets_in_and_holds_every_key_of_the_vault() {
    let fixture = Fixture::new();
    let vault = fixture.verify().unwrap();
    let me = vault.person();
    assert_eq!((me.name.as_str(), me.role), ("Ana Pop", Role::Supervisor));
    let facts = vault.facts(None);
    assert_eq!(facts.standing, Standing::Full);
    assert!(vault.house().founding_period());
    assert!(vault.groups().is_empty());
    assert!(vault.restore_key().is_some());
    assert_eq!(vault.check_statements(), Ok(()));
    let reader = vault.log_reader().unwrap();
    assert!(reader.reader_public() == *vault.header().reader().1);
}

#[test]
fn an_unknown_login_and_a_wrong_password_get_the_same_answer() {
    let fixture = Fixture::new();
    let vault = Vault::open(fixture.layout().folder()).unwrap();
    for (login, text) in [(LOGIN, "wrong"), ("nobody", PASSWORD), ("", "")] {
        let outcome = vault.unlock(login, &password(text), None);
        assert!(matches!(outcome, Err(UnlockError::WrongCredentials)), "{login}");
    }
    // The seat is free again after a failure.
    assert!(vault.unlock(LOGIN, &password(PASSWORD), None).is_ok());
}

#[test]
fn the_seat_is_held_from_unlock_to_lock() {
    let fixture = Fixture::new();
    let vault = fixture.verify().unwrap();
    let second = Vault::open(fixture.layout().folder()).unwrap();
    let refused = second.unlock(LOGIN, &password(PASSWORD), None);
    assert!(matches!(refused, Err(UnlockError::Seat(SeatError::Taken))));
    assert!(matches!(Seat::share(&fixture.layout()), Err(SeatError::Taken)));
    vault.lock(later(), None, BTreeMap::new()).unwrap();
    assert!(second.unlock(LOGIN, &password(PASSWORD), None).is_ok());
}

#[test]
fn the_anchor_remembers_the_last_session() {
    let fixture = Fixture::new();
    let vault = fixture.verify().unwrap();
    assert_eq!(vault.anchor().at, WallTime::from_unix_millis(0), "never logged in before");
    let head = LogHead { events: 4, hash: Digest([4; 32]) };
    let counters = BTreeMap::from([("groups/x/records.1.db".to_owned(), 17)]);
    let chain = vault.house().head();
    vault.lock(later(), Some(head), counters).unwrap();
    let vault = fixture.verify().unwrap();
    assert_eq!(vault.anchor().log, Some(head));
    assert_eq!(vault.anchor().chain, chain);
    assert_eq!(vault.anchor().counters["groups/x/records.1.db"], 17);
    assert!(vault.anchor().counters.contains_key("registry.1.db"));
    assert_eq!(vault.anchor().at, later());
}

#[test]
fn what_a_crash_left_half_written_is_swept() {
    let fixture = Fixture::new();
    let leftover = fixture.layout().accounts().join("abc.keyslots.new");
    std::fs::write(&leftover, b"half").unwrap();
    drop(fixture.open(LOGIN, PASSWORD));
    assert!(!leftover.exists());
}
