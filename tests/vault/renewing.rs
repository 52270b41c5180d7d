//! New keys of groups: what is owed is finished by whoever holds it, staff too; what nobody owes is decided by two; and
//! what was agreed to in the queue is carried out, also for a group that takes two people.

use strongroom::app::problem::ProblemKind;
use strongroom::app::request::{Consent, LockReason};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    GrantWidth, LastOf, MayRenew, Settled, TwoPerson, WaitingNumber, WaitingState,
};
use strongroom::base::job::Watch;
use strongroom::keys::place::KeyKind;
use strongroom::policy::Role;
use strongroom::staff::enrol::GroupGrant;

use crate::fixture::LOGIN;
use crate::two_people::{House, WHY, second, why};

const REASON: &str = "Went to another firm";

fn may(session: &Session) -> Vec<MayRenew> {
    session.rekey_owed().iter().map(|row| row.may).collect()
}

fn waits(settled: Settled<impl Sized>) -> WaitingNumber {
    match settled {
        Settled::Waiting(number) => number,
        Settled::Done(_) | Settled::SecondNeeded(_) => panic!("it does not wait"),
    }
}

/// The epoch in use of the group's records and identities.
fn epochs(house: &House) -> [u32; 2] {
    let vault = house.fixture.verify().unwrap();
    [KeyKind::GroupRecords, KeyKind::GroupIdentities]
        .map(|kind| vault.house().current_epoch((kind, Some(house.group))).unwrap().0)
}

fn leaves(house: &House, login: &str) {
    let mut ana = house.enter(LOGIN);
    ana.leave(house.account(login), REASON).unwrap();
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn staff_who_hold_a_group_finish_what_is_owed() {
    let house = House::new();
    leaves(&house, "dan");
    let eve = house.enter("eve");
    assert_eq!(may(&eve), [MayRenew::No]);
    eve.lock(LockReason::Person).unwrap();
    let mut lia = house.enter("lia");
    assert_eq!(may(&lia), [MayRenew::Yes]);
    // What is decided by nobody's leaving is for supervisors.
    let decided = lia.renew_keys(house.group, &Consent::Later(REASON.to_owned()));
    assert_eq!(why(&decided.err().unwrap()), Some("role"));
    let job = lia.rekey_group(house.group).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    lia.settle_rekeys();
    assert_eq!((lia.rekey_owed(), house.seen(&mut lia)), (Vec::new(), (1, 1, Ok(()))));
    lia.lock(LockReason::Person).unwrap();
    assert_eq!(epochs(&house), [2, 2]);
}

#[test]
fn who_holds_the_records_alone_leaves_the_names_to_another() {
    let house = House::with(true, |fixture, group| {
        fixture.with_person("rob", Role::Staff, &[GroupGrant { group, identities: false }]);
    });
    leaves(&house, "dan");
    let mut rob = house.enter("rob");
    assert_eq!(may(&rob), [MayRenew::Yes]);
    let job = rob.rekey_group(house.group).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    rob.settle_rekeys();
    assert_eq!(may(&rob), [MayRenew::No]);
    rob.lock(LockReason::Person).unwrap();
    assert_eq!(epochs(&house), [2, 1]);
    let mut lia = house.enter("lia");
    assert_eq!(may(&lia), [MayRenew::Yes]);
    lia.rekey_group(house.group).ok().unwrap().run(&mut Watch::unwatched()).unwrap();
    lia.settle_rekeys();
    assert_eq!((lia.rekey_owed(), house.seen(&mut lia)), (Vec::new(), (1, 1, Ok(()))));
    lia.lock(LockReason::Person).unwrap();
    assert_eq!(epochs(&house), [2, 2]);
}

#[test]
fn new_keys_that_nobody_owes_are_decided_by_two() {
    let house = House::new();
    let mut ana = house.enter(LOGIN);
    let Settled::SecondNeeded(needed) = ana.renew_keys(house.group, &Consent::Unsaid).unwrap() else {
        panic!("one was enough")
    };
    assert_eq!((needed.will.key, needed.may_wait, needed.reason_is_enough), ("rekey", true, false));
    let alone = ana.renew_keys(house.group, &Consent::Alone(REASON.to_owned())).unwrap();
    assert!(matches!(alone, Settled::SecondNeeded(_)));
    let decided = ana.renew_keys(house.group, &Consent::Second(second("mia"))).unwrap();
    let Settled::Done(job) = decided else { panic!("not done") };
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    ana.settle_rekeys();
    assert_eq!((ana.rekey_owed(), house.seen(&mut ana)), (Vec::new(), (1, 1, Ok(()))));
    ana.lock(LockReason::Person).unwrap();
    assert_eq!(epochs(&house), [2, 2]);
}

#[test]
fn new_keys_wait_in_the_queue_and_are_carried_out_once() {
    let house = House::new();
    let mut ana = house.enter(LOGIN);
    let number = waits(ana.renew_keys(house.group, &Consent::Later(REASON.to_owned())).unwrap());
    assert_eq!(ana.carry_out(number).err().unwrap().kind, ProblemKind::NotFound);
    ana.lock(LockReason::Person).unwrap();
    let mut mia = house.enter("mia");
    let rows = mia.waiting().unwrap();
    assert_eq!((rows[0].will.key, rows[0].state), ("rekey", WaitingState::Open));
    mia.answer(number, true).unwrap();
    mia.lock(LockReason::Person).unwrap();
    let mut ana = house.enter(LOGIN);
    assert_eq!(ana.waiting().unwrap()[0].state, WaitingState::Agreed);
    let job = ana.carry_out(number).ok().unwrap().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    ana.settle_rekeys();
    assert_eq!((ana.waiting().unwrap().len(), house.seen(&mut ana)), (0, (1, 1, Ok(()))));
    assert_eq!(ana.carry_out(number).err().unwrap().kind, ProblemKind::NotFound);
    ana.lock(LockReason::Person).unwrap();
    assert_eq!(epochs(&house), [2, 2]);
}

#[test]
fn a_grant_of_what_takes_two_waits_and_is_handed_on_with_anyone_who_holds_it() {
    let house = House::with(false, |_, _| ()).ruled(TwoPerson::Whole);
    let eve = house.account("eve");
    let mut ana = house.enter(LOGIN);
    ana.open_by_two(house.group, &second("lia"), WHY).unwrap();
    // On the same screen the second supervisor has to hold it.
    let now = ana.grant(eve, house.group, GrantWidth::Identities, None, &Consent::Second(second("mia")));
    assert_eq!(why(&now.unwrap_err()), Some("grant-takes-two"));
    let later = Consent::Later(REASON.to_owned());
    let number = waits(ana.grant(eve, house.group, GrantWidth::Identities, None, &later).unwrap());
    ana.lock(LockReason::Person).unwrap();
    let mut mia = house.enter("mia");
    mia.answer(number, true).unwrap();
    mia.lock(LockReason::Person).unwrap();

    let mut ana = house.enter(LOGIN);
    assert_eq!(ana.waiting().unwrap()[0].state, WaitingState::Agreed);
    assert!(ana.carry_out(number).is_err());
    let outsider = ana.carry_out_by_two(number, &second("mia"), WHY).unwrap_err();
    assert_eq!(why(&outsider), Some("second-holds-not"));
    ana.carry_out_by_two(number, &second("dan"), WHY).unwrap();
    assert_eq!(ana.waiting().unwrap().len(), 0);
    assert!(ana.carry_out_by_two(number, &second("dan"), WHY).is_err());
    let job = ana.rekey_group(house.group).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    ana.settle_rekeys();
    assert_eq!((ana.rekey_owed(), house.seen(&mut ana)), (Vec::new(), (1, 1, Ok(()))));
    ana.lock(LockReason::Person).unwrap();
    house.fixture.signs("eve", crate::fixture::later());
    let mut eve = house.enter("eve");
    eve.open_by_two(house.group, &second("dan"), WHY).unwrap();
    assert_eq!(house.seen(&mut eve), (1, 1, Ok(())));
}

#[test]
fn what_takes_two_gets_new_keys_by_two_who_hold_it() {
    let house = House::by_two(TwoPerson::Whole);
    let mut ana = house.enter(LOGIN);
    let shut = ana.renew_keys(house.group, &Consent::Second(second("mia"))).err().unwrap();
    assert_eq!(shut.kind, ProblemKind::GroupShut);
    ana.open_by_two(house.group, &second("lia"), WHY).unwrap();
    let Settled::SecondNeeded(needed) = ana.renew_keys(house.group, &Consent::Unsaid).unwrap() else {
        panic!("one was enough")
    };
    assert!(!needed.may_wait);
    let Settled::Done(job) = ana.renew_keys(house.group, &Consent::Second(second("mia"))).unwrap() else {
        panic!("not done")
    };
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    ana.settle_rekeys();
    assert_eq!((ana.rekey_owed(), house.seen(&mut ana)), (Vec::new(), (1, 1, Ok(()))));
}

#[test]
fn a_supervisor_who_does_not_hold_what_takes_two_is_no_second_for_its_keys() {
    let house = House::with(false, |_, _| ()).ruled(TwoPerson::Whole);
    let mut ana = house.enter(LOGIN);
    ana.open_by_two(house.group, &second("lia"), WHY).unwrap();
    let outsider = ana.renew_keys(house.group, &Consent::Second(second("mia"))).err().unwrap();
    assert_eq!(why(&outsider), Some("second-holds-not"));
}

#[test]
fn whose_leaving_would_leave_a_group_to_the_sheets_is_said_before() {
    let house = House::new();
    let last_of = |session: &mut Session, login: &str| {
        let people = session.people().unwrap().people;
        people.into_iter().find(|row| row.login == login).unwrap().last_of
    };
    let mut ana = house.enter(LOGIN);
    assert_eq!(last_of(&mut ana, "dan"), LastOf::default());
    for login in ["lia", "mia", "dan"] {
        ana.leave(house.account(login), REASON).unwrap();
    }
    let only = LastOf { alone: vec![Some(crate::two_people::NAME.to_owned())], of_two: Vec::new() };
    assert_eq!(last_of(&mut ana, LOGIN), only);
    drop(ana);

    let house = House::by_two(TwoPerson::Whole);
    let mut ana = house.enter(LOGIN);
    for login in ["lia", "mia"] {
        assert_eq!(last_of(&mut ana, "dan"), LastOf::default());
        ana.leave(house.account(login), REASON).unwrap();
    }
    let of_two = LastOf { alone: Vec::new(), of_two: vec![Some(crate::two_people::NAME.to_owned())] };
    assert_eq!(last_of(&mut ana, "dan"), of_two);
}

#[test]
fn names_are_taken_back_and_the_records_stay() {
    let house = House::new();
    let mut ana = house.enter(LOGIN);
    ana.revoke(house.account("dan"), house.group, Some(GrantWidth::Records), "Works by codes now").unwrap();
    ana.lock(LockReason::Person).unwrap();
    let mut dan = house.enter("dan");
    // Found by code and title, not by name; and he makes no new key of what he does not hold.
    assert_eq!(house.seen(&mut dan), (0, 1, Ok(())));
    assert_eq!(may(&dan), [MayRenew::No]);
    dan.lock(LockReason::Person).unwrap();
    let mut lia = house.enter("lia");
    lia.rekey_group(house.group).ok().unwrap().run(&mut Watch::unwatched()).unwrap();
    lia.settle_rekeys();
    assert_eq!(lia.rekey_owed(), Vec::new());
    lia.lock(LockReason::Person).unwrap();
    assert_eq!(epochs(&house), [1, 2]);
}
