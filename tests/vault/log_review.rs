//! Reviewing the access log through the doors of the program: what a day tells, who may sign that it was reviewed, what is
//! late, and who is shown nothing.

use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, LockReason, LogWish, Request};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    Colour, DayState, IdentityDraft, LogDay, LogDayRow, LogFilter, LogQueue, Outcome, ReviewRule, Settled,
};
use strongroom::base::clock::WallTime;
use strongroom::base::code::ClientCode;
use strongroom::base::id::GroupId;
use strongroom::base::job::Watch;
use strongroom::policy::{Act, Role};

use crate::fixture::{LOGIN, NOW, PASSWORD};
use crate::newcomer::{Office, done, newcomer, second};
use crate::worker::{Desk, unlock};

const DAY: Duration = Duration::from_hours(24);

fn day_of(wall: WallTime) -> Date {
    let moment = jiff::Timestamp::from_millisecond(wall.unix_millis()).unwrap();
    TimeZone::system().to_datetime(moment).date()
}

fn queue(session: &mut Session) -> LogQueue {
    session.log_queue().unwrap().run(&mut Watch::unwatched()).unwrap()
}

fn day(session: &mut Session, day: Date) -> LogDay {
    session.log_day(day).unwrap().run(&mut Watch::unwatched()).unwrap()
}

fn row(queue: &LogQueue, day: Date) -> &LogDayRow {
    queue.days.iter().find(|row| row.day == day).unwrap()
}

fn review(session: &mut Session, day: Date, seen: u64, consent: &Consent) -> Result<Settled<u64>, Problem> {
    session.review_days(vec![day], seen, "nothing unusual", consent)?.run(&mut Watch::unwatched())
}

fn rules(row: &LogDayRow) -> Vec<ReviewRule> {
    row.findings.iter().map(|finding| finding.rule).collect()
}

/// A customer whose page is opened and whose record is taken out.
fn a_days_work(session: &mut Session) -> (GroupId, ClientCode) {
    let group = session.make_group("Clients").unwrap();
    let identity = IdentityDraft { name: "Zamfirescu".to_owned(), ..IdentityDraft::default() };
    let code = session.add_customer(group, &identity).unwrap();
    session.customer(group, code).unwrap();
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("letter.txt");
    std::fs::write(&file, "Dear sir").unwrap();
    let watch = &mut Watch::unwatched();
    let imported = session.import_files(group, code, vec![file]).unwrap().run(watch).unwrap().imported;
    let to = out.path().join("copies");
    std::fs::create_dir(&to).unwrap();
    session.export_records(group, imported, to, "asked for by the customer").unwrap().run(watch).unwrap();
    (group, code)
}

#[test]
fn a_day_is_reviewed_by_each_supervisor_for_the_other() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    a_days_work(&mut ana);
    ana.lock(LockReason::Person).unwrap();
    office.clock().advance(DAY);
    let first = day_of(NOW);

    let mut ana = office.enter(LOGIN).unwrap();
    assert!(ana.face().review.is_none(), "nothing is known before the log was read");
    let before = queue(&mut ana);
    assert_eq!(before.days.iter().map(|row| row.day).collect::<Vec<_>>(), [day_of(NOW.plus(DAY)), first]);
    let yesterday = row(&before, first);
    assert_eq!((yesterday.state, yesterday.colour), (DayState::Open, Colour::Amber));
    assert_eq!((yesterday.counts.exports, yesterday.counts.people), (1, 2));
    assert!(rules(yesterday).contains(&ReviewRule::Exports));
    assert_eq!(row(&before, before.today).state, DayState::Today);
    let due = ana.face().review.unwrap();
    assert_eq!((due.days, due.mine, due.others, due.colour), (1, 1, 0, Colour::Amber));

    assert_eq!(done(review(&mut ana, first, before.seen, &Consent::Unsaid)), 1);
    let due = ana.face().review.unwrap();
    assert_eq!((due.days, due.mine, due.others), (1, 0, 1), "her own acts wait for Ion");
    let after = queue(&mut ana);
    let yesterday = row(&after, first);
    assert_eq!((yesterday.state, yesterday.colour), (DayState::WaitsForAnother, Colour::Amber));
    let signed = &yesterday.reviews[0];
    assert_eq!((signed.by.as_str(), signed.note.as_str()), ("Ana Pop", "nothing unusual"));
    assert!(signed.valid && signed.alone.is_none() && signed.seen == before.seen);
    // Again she cannot: nothing but her own acts is left, and those take Ion.
    let Settled::SecondNeeded(needed) = review(&mut ana, first, after.seen, &Consent::Unsaid).unwrap() else {
        panic!("she reviewed her own acts");
    };
    assert_eq!(needed.who, [("Ion Munteanu".to_owned(), "ion".to_owned())]);
    assert!(!needed.reason_is_enough);
    ana.lock(LockReason::Person).unwrap();

    let mut ion = office.enter("ion").unwrap();
    let seen = queue(&mut ion);
    assert_eq!(row(&seen, first).state, DayState::Open);
    assert_eq!(done(review(&mut ion, first, seen.seen, &Consent::Unsaid)), 1);
    let whole = day(&mut ion, first);
    assert_eq!((whole.row.state, whole.row.colour), (DayState::Reviewed, Colour::Green));
    assert!(whole.people.iter().all(|person| person.reviewed));
    assert_eq!(ion.face().review.unwrap().days, 0);
    ion.lock(LockReason::Person).unwrap();
}

#[test]
fn nobody_reviews_a_day_of_their_own_acts_alone() {
    let office = Office::with_two();
    office.clock().advance(DAY);
    let mut ana = office.enter(LOGIN).unwrap();
    a_days_work(&mut ana);
    ana.lock(LockReason::Person).unwrap();
    office.clock().advance(DAY);
    let second_day = day_of(NOW.plus(DAY));

    let mut ana = office.enter(LOGIN).unwrap();
    let seen = queue(&mut ana).seen;
    let own = ana.log_day(second_day).unwrap().run(&mut Watch::unwatched()).unwrap();
    assert_eq!(own.people.iter().filter(|person| person.account.is_some()).count(), 1);
    // The program's own events of that day are another's, so that she may sign for those; her own acts stay.
    done(review(&mut ana, second_day, seen, &Consent::Unsaid));
    assert_eq!(day(&mut ana, second_day).row.state, DayState::WaitsForAnother);
    // A written reason is not enough where there is another supervisor, and she is not her own second.
    let alone = Consent::Alone("I was here alone".to_owned());
    assert!(matches!(review(&mut ana, second_day, seen, &alone), Ok(Settled::SecondNeeded(_))));
    assert_eq!(day(&mut ana, second_day).row.state, DayState::WaitsForAnother);
    let herself = Consent::Second(strongroom::app::request::Second {
        login: LOGIN.to_owned(),
        password: crate::fixture::password(PASSWORD),
        factor: strongroom::app::request::GivenFactor::Nothing,
    });
    let refused = review(&mut ana, second_day, seen, &herself).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Refused);
    // With Ion beside her both sign, and the day is done.
    done(review(&mut ana, second_day, seen, &second("ion")));
    let reviewed = day(&mut ana, second_day);
    assert_eq!(reviewed.row.state, DayState::Reviewed);
    let by: Vec<&str> = reviewed.row.reviews.iter().map(|review| review.by.as_str()).collect();
    assert_eq!(by, ["Ana Pop", "Ana Pop", "Ion Munteanu"]);
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn in_the_founding_period_a_written_reason_stands_until_a_second_supervisor_ratifies() {
    let office = Office::new();
    let first = day_of(NOW);
    office.enter(LOGIN).unwrap().lock(LockReason::Person).unwrap();
    office.clock().advance(DAY);
    let mut ana = office.enter(LOGIN).unwrap();
    let seen = queue(&mut ana).seen;
    let needed = review(&mut ana, first, seen, &Consent::Unsaid).unwrap();
    let Settled::SecondNeeded(needed) = needed else { panic!("{needed:?}") };
    assert!(needed.reason_is_enough && needed.who.is_empty());
    assert!(queue(&mut ana).days.iter().all(|row| row.reviews.is_empty()));
    done(review(&mut ana, first, seen, &Consent::Alone("nobody else is here yet".to_owned())));
    let alone = day(&mut ana, first);
    assert_eq!((alone.row.state, alone.row.colour), (DayState::Alone, Colour::Green));
    assert_eq!(alone.row.reviews[0].alone.as_deref(), Some("nobody else is here yet"));
    assert_eq!(ana.face().review.unwrap().to_ratify, 0, "not by herself");
    let alone = || Consent::Alone("nobody else is here yet".to_owned());
    let ion = newcomer(&office, &mut ana, "Ion Munteanu", "ion", Role::Supervisor, alone);
    ana.admit_person(ion).unwrap();
    ana.lock(LockReason::Person).unwrap();
    office.signs("ion", "Ion Munteanu");

    let mut ion = office.enter("ion").unwrap();
    let seen = queue(&mut ion);
    assert_eq!((row(&seen, first).state, seen.due.to_ratify), (DayState::Alone, 1));
    done(review(&mut ion, first, seen.seen, &Consent::Unsaid));
    let ratified = queue(&mut ion);
    assert_eq!((row(&ratified, first).state, ratified.due.to_ratify), (DayState::Reviewed, 0));
    ion.lock(LockReason::Person).unwrap();
}

#[test]
fn days_turn_amber_after_one_and_red_after_three() {
    let office = Office::new();
    let colour = |session: &mut Session| queue(session).due.colour;
    let mut seen = Vec::new();
    for _ in 0..5 {
        let mut ana = office.enter(LOGIN).unwrap();
        seen.push(colour(&mut ana));
        assert_eq!(ana.face().review.unwrap().colour, *seen.last().unwrap());
        ana.lock(LockReason::Person).unwrap();
        office.clock().advance(DAY);
    }
    assert_eq!(seen, [Colour::Green, Colour::Amber, Colour::Amber, Colour::Red, Colour::Red]);
    let mut ana = office.enter(LOGIN).unwrap();
    let all = queue(&mut ana);
    let colours: Vec<Colour> = all.days.iter().map(|row| row.colour).collect();
    let expected = [Colour::Green, Colour::Amber, Colour::Amber, Colour::Red, Colour::Red, Colour::Red];
    assert_eq!(colours, expected);
    // The oldest are reviewed: it is as late as the next one is.
    for row in all.days.iter().rev().take(3) {
        let alone = Consent::Alone("nobody else is here yet".to_owned());
        done(review(&mut ana, row.day, all.seen, &alone));
    }
    assert_eq!(colour(&mut ana), Colour::Amber);
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn events_are_found_and_reading_them_is_an_event_itself() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let (group, code) = a_days_work(&mut ana);
    let watch = &mut Watch::unwatched();
    let exports = LogFilter {
        act: Some(Act::RecordExport),
        words: "CUSTOMER asked".to_owned(),
        ..LogFilter::default()
    };
    let find = |ana: &mut Session, filter: &LogFilter, offset| {
        ana.log_events(filter.clone(), offset, 50).unwrap().run(&mut Watch::unwatched()).unwrap()
    };
    let found = find(&mut ana, &exports, 0);
    assert_eq!((found.total, found.rows.len()), (1, 1));
    let event = &found.rows[0];
    assert_eq!((event.who.as_str(), event.words.as_str()), ("Ana Pop", "asked for by the customer"));
    assert_eq!(event.customers, [code]);
    assert_eq!(event.group, Some((group, Some("Clients".to_owned()))));
    assert_eq!(event.outcome, Some(Outcome::Permitted));
    let reads = LogFilter { act: Some(Act::LogRead), ..LogFilter::default() };
    let before = find(&mut ana, &reads, 0).total;
    assert_eq!(find(&mut ana, &reads, 1).total, before, "another page is no other reading");
    find(&mut ana, &exports, 0);
    assert_eq!(find(&mut ana, &reads, 0).total, before + 2);
    let accesses = ana.customer_accesses(code).unwrap().run(watch).unwrap();
    let acts: Vec<Act> = accesses.rows.iter().filter_map(|row| row.act).collect();
    for act in [Act::RecordExport, Act::RecordImport, Act::IdentityReveal, Act::CustomerView] {
        assert!(acts.contains(&act), "{act:?}");
    }
    assert_eq!(accesses.people[0].1, "Ana Pop");
    let charts = ana.log_charts(day_of(NOW), day_of(NOW)).unwrap().run(watch).unwrap();
    assert_eq!((charts.days.len(), charts.people.len()), (1, 1));
    assert!(charts.people[0].2[0] >= 4);
    assert_eq!(charts.week.iter().flatten().sum::<u64>(), charts.people[0].2[0]);
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn planted_days_trip_their_rules_also_through_the_doors() {
    let office = Office::with_two();
    // A run that is killed, and three wrong passwords under one name.
    for _ in 0..3 {
        assert!(office.try_with("ion", "not the password").is_err());
    }
    let mut ana = office.enter(LOGIN).unwrap();
    a_days_work(&mut ana);
    let found = queue(&mut ana);
    let today = row(&found, found.today);
    for rule in [ReviewRule::FailedLogIns, ReviewRule::FirstGroup, ReviewRule::Exports] {
        assert!(rules(today).contains(&rule), "{rule:?} in {:?}", rules(today));
    }
    let failed = today.findings.iter().find(|finding| finding.rule == ReviewRule::FailedLogIns).unwrap();
    assert_eq!((failed.count, failed.who.as_deref(), failed.account), (3, Some("ion"), None));
    let behind = LogFilter { only: failed.frames.clone(), ..LogFilter::default() };
    let events = ana.log_events(behind, 0, 10).unwrap().run(&mut Watch::unwatched()).unwrap();
    assert!(events.rows.iter().all(|row| row.act == Some(Act::LogInFailed) && row.words == "ion"));
    assert_eq!(events.total, 3);
    // The house decides that one export is nothing unusual.
    done(ana.change_setting("log-exports", 2, &second("ion")));
    let found = queue(&mut ana);
    assert!(!rules(row(&found, found.today)).contains(&ReviewRule::Exports));
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn staff_read_nothing_of_the_log_and_an_assessor_counts_it() {
    let office = Office::with_staff();
    for login in ["mara", "vlad"] {
        let mut session = office.enter(login).unwrap();
        let refused = [
            session.log_queue().err(),
            session.log_events(LogFilter::default(), 0, 10).err(),
            session.log_day(day_of(NOW)).err(),
            session.customer_accesses(ClientCode::generate()).err(),
            session.review_days(vec![day_of(NOW)], 1, "", &Consent::Unsaid).err(),
        ];
        for problem in refused {
            assert_eq!(problem.unwrap().kind, ProblemKind::Refused, "{login}");
        }
        assert!(session.look_at_review().is_none() && session.face().review.is_none());
        let counts = session.log_counts().unwrap().run(&mut Watch::unwatched()).unwrap();
        assert!(counts.frames > counts.events && counts.events > counts.sessions);
        session.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn whoever_left_finds_nothing_new_in_an_index_under_their_key() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Supervisor, || second("ion"));
    ana.admit_person(mara).unwrap();
    let before = queue(&mut ana);
    let index = |epoch| office.vault().join("audit").join(format!("index.{epoch}.db"));
    assert!(index(1).exists());
    ana.leave(mara, "has left").unwrap();
    let after = queue(&mut ana);
    assert!(index(2).exists() && !index(1).exists());
    assert!(after.seen > before.seen && after.unreadable == 0);
    let left = LogFilter { act: Some(Act::Revoke), ..LogFilter::default() };
    assert!(ana.log_events(left, 0, 5).unwrap().run(&mut Watch::unwatched()).unwrap().total > 0);
    ana.lock(LockReason::Person).unwrap();
    // Nobody's account can read the log's own key from the files: another day begins with what the first one knew.
    let mut ion = office.enter("ion").unwrap();
    assert!(queue(&mut ion).seen > after.seen);
    ion.lock(LockReason::Person).unwrap();
}

#[test]
fn the_worker_looks_at_the_review_by_itself_and_answers_beside_it() {
    let mut desk = Desk::unlocked();
    let told = desk.wait_for(|event| matches!(event, Event::Session(face) if face.review.is_some()));
    let Event::Session(face) = told else { unreachable!("it was looked for") };
    assert_eq!(face.review.as_ref().unwrap().colour, Colour::Green);
    let days = |desk: &mut Desk| match desk.ask(Request::Log(LogWish::Queue)) {
        Ok(Answer::LogQueue(queue)) => queue.due.colour,
        other => panic!("no queue: {:?}", other.err()),
    };
    assert_eq!(days(&mut desk), Colour::Green);
    desk.clock.advance(DAY);
    desk.restart();
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    let told = desk.wait_for(|event| {
        matches!(event, Event::Session(face) if face.review.as_ref().is_some_and(|due| due.days == 1))
    });
    assert!(matches!(told, Event::Session(face) if face.review.as_ref().unwrap().colour == Colour::Amber));
    assert_eq!(days(&mut desk), Colour::Amber);
    // A reading that was cancelled before it began says so, and locking waits for whatever reads.
    let asked =
        desk.send(Request::Log(LogWish::Events { filter: LogFilter::default(), offset: 0, limit: 5 }));
    desk.send(Request::Cancel(asked));
    match desk.answer(asked) {
        Ok(Answer::LogEvents(_)) => {}
        Ok(_) => panic!("another answer"),
        Err(problem) => assert_eq!(problem.kind, ProblemKind::Cancelled),
    }
    desk.send(Request::Log(LogWish::Queue));
    assert!(matches!(desk.ask(Request::Lock(LockReason::Person)), Ok(Answer::Done)));
    let refused = desk.ask(Request::Log(LogWish::Queue)).err().unwrap();
    assert_eq!(refused.kind, ProblemKind::Locked);
}
