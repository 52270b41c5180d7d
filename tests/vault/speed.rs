//! How long unlocking takes beside the derivation from the password, with a long chain. Measures; asserts nothing of
//! the clock. Run by hand: `cargo test --test vault speed -- --ignored --nocapture`.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use strongroom::policy::{Act, Role};
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::enrol::GroupGrant;
use strongroom::staff::founding::NewPerson;
use strongroom::staff::{self, Consent};
use strongroom::vault::Vault;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password, permit};

#[test]
#[ignore = "measures"]
fn verifying_a_thousand_statements() {
    let fixture = Fixture::new();
    let groups = ["A", "B", "C", "D"].map(|name| fixture.with_group(name));
    let grants = groups.map(|group| GroupGrant { group, identities: true });
    let mut vault = fixture.verify().unwrap();
    let allowed = permit(&vault, Act::Enrol);
    let password_of_all = password("x");
    for number in 0..80 {
        let person = NewPerson {
            name: format!("Person {number}"),
            login: format!("p{number}"),
            job_title: String::new(),
            password: &password_of_all,
            agreement: AgreementLanguage::English,
        };
        vault.enrol(&allowed, &person, Role::Staff, &grants, Consent::Alone("Alone"), later()).unwrap();
    }
    let statements = vault.house().head().number + 1;
    vault.lock(later(), None, BTreeMap::new()).unwrap();
    let mut times: Vec<(Duration, Duration)> = (0..5)
        .map(|_| {
            let sealed = Vault::open(fixture.layout().folder()).unwrap();
            let start = Instant::now();
            let opened = sealed.unlock(LOGIN, &password(PASSWORD), None).unwrap();
            let unlocked = start.elapsed();
            let start = Instant::now();
            drop(staff::verify(opened, later()).unwrap());
            (unlocked, start.elapsed())
        })
        .collect();
    times.sort();
    eprintln!("{statements} statements: unlock with the cheap derivation, verify: {times:?}");
}
