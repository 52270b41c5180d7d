//! Each rule has a planted day that trips it, and one that just does not.

use super::*;
use crate::audit::Outcome;
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId};
use crate::policy::Act;

const IOANA: AccountId = AccountId::from_bytes([3; 16]);
const DAN: AccountId = AccountId::from_bytes([4; 16]);
const GROUP: GroupId = GroupId::from_bytes([9; 16]);

/// Tuesday, ten in the morning.
fn seen(number: u64, act: Act, account: Option<AccountId>) -> Seen<'static> {
    Seen {
        number,
        wall: WallTime::from_unix_millis(1000 * i64::try_from(number).unwrap()),
        weekday: 1,
        hour: 10,
        account,
        act: Some(act),
        outcome: Some(Outcome::Permitted),
        group: None,
        first_in_group: false,
        record: None,
        clients: &[],
        words: "",
    }
}

fn ordinary() -> Vec<Seen<'static>> {
    let acts = [Act::LogIn, Act::CustomerSearch, Act::RecordView, Act::RecordEdit, Act::Lock];
    (1..).zip(acts).map(|(number, act)| seen(number, act, Some(IOANA))).collect()
}

fn findings(events: Vec<Seen<'_>>) -> Vec<Finding> {
    judge(&DayView { events, ..DayView::default() }, &Settings::default())
}

/// The one rule that these events, among ordinary ones, trip.
fn tripped(planted: impl IntoIterator<Item = Seen<'static>>) -> Option<Finding> {
    let mut events = ordinary();
    events.extend(planted);
    let mut found = findings(events);
    assert!(found.len() < 2, "{found:?}");
    found.pop()
}

fn rule_of(planted: impl IntoIterator<Item = Seen<'static>>) -> Option<(ReviewRule, u64)> {
    tripped(planted).map(|finding| (finding.rule, finding.count))
}

#[test]
fn an_ordinary_day_is_not_unusual() {
    assert_eq!(findings(ordinary()), []);
    assert_eq!(findings(Vec::new()), []);
}

#[test]
fn failed_log_ins_are_unusual_from_the_third_under_one_name() {
    let failed = |number, words| Seen {
        outcome: Some(Outcome::Failed),
        words,
        ..seen(number, Act::LogInFailed, None)
    };
    let two_each = [failed(10, "ioana.m"), failed(11, "ioana.m"), failed(12, "dan"), failed(13, "dan")];
    assert_eq!(tripped(two_each), None);
    let mut three = two_each.to_vec();
    three.push(failed(14, "ioana.m"));
    let finding = tripped(three).unwrap();
    assert_eq!((finding.rule, finding.count), (ReviewRule::FailedLogIns, 3));
    assert_eq!((finding.claimed.as_str(), finding.frames.as_slice()), ("ioana.m", [10, 11, 14].as_slice()));
    assert_eq!(finding.at, WallTime::from_unix_millis(10_000));
}

#[test]
fn wrong_codes_and_log_ins_that_ended_in_an_alarm_count_as_failed() {
    let code = Seen { outcome: Some(Outcome::Failed), ..seen(10, Act::CodeFailed, Some(DAN)) };
    let alarm = Seen { outcome: Some(Outcome::Failed), ..seen(11, Act::LogIn, Some(DAN)) };
    assert_eq!(tripped([code, alarm]), None);
    let third = Seen { number: 12, ..code };
    let finding = tripped([code, alarm, third]).unwrap();
    assert_eq!((finding.rule, finding.account), (ReviewRule::FailedLogIns, Some(DAN)));
}

#[test]
fn a_throttled_log_in_is_unusual_and_one_that_succeeds_is_not() {
    let throttled =
        Seen { outcome: Some(Outcome::Refused), words: "dan", ..seen(10, Act::LogInThrottled, None) };
    assert_eq!(rule_of([throttled]), Some((ReviewRule::Throttled, 1)));
    assert_eq!(rule_of([seen(10, Act::LogIn, Some(DAN))]), None);
}

#[test]
fn out_of_hours_begins_with_the_hour_and_with_the_weekend() {
    let at = |weekday, hour| Seen { weekday, hour, ..seen(10, Act::RecordView, Some(DAN)) };
    assert_eq!(rule_of([at(1, 18), at(1, 7), at(4, 18)]), None);
    assert_eq!(rule_of([at(1, 19)]), Some((ReviewRule::OutOfHours, 1)));
    assert_eq!(rule_of([at(1, 6)]), Some((ReviewRule::OutOfHours, 1)));
    assert_eq!(rule_of([at(5, 12), at(6, 12)]), Some((ReviewRule::OutOfHours, 2)));
}

#[test]
fn the_programs_own_events_are_never_out_of_hours() {
    let night = |act, account| Seen { hour: 3, ..seen(10, act, account) };
    assert_eq!(rule_of([night(Act::ProgramStart, None), night(Act::Lock, Some(DAN))]), None);
    let ended = Seen { outcome: Some(Outcome::Done), ..night(Act::RecordExport, Some(DAN)) };
    assert_eq!(rule_of([ended]), None, "what began in hours may end later");
}

#[test]
fn many_records_are_counted_once_each() {
    let opened = |number: u64, record: u8| Seen {
        record: Some(RecordId::from_bytes([record; 16])),
        ..seen(number, Act::RecordView, Some(DAN))
    };
    let most = u8::try_from(Settings::default().records).unwrap();
    let just_not = (0..2 * most - 2).map(|n| opened(u64::from(n) + 10, n % (most - 1)));
    assert_eq!(rule_of(just_not), None);
    let just = (0..most).map(|n| opened(u64::from(n) + 10, n));
    assert_eq!(rule_of(just), Some((ReviewRule::ManyRecords, u64::from(most))));
    let by_two = (0..most)
        .map(|n| Seen { account: Some(if n == 0 { IOANA } else { DAN }), ..opened(u64::from(n) + 10, n) });
    assert_eq!(rule_of(by_two), None, "each person is counted alone");
}

#[test]
fn many_names_are_counted_once_each() {
    let codes: Vec<ClientCode> =
        (0..100).map(|n| ClientCode::from_values([n / 32, n % 32, 0, 0, 0, 0, 0, 0, 0, 0])).collect();
    let codes: &'static [ClientCode] = codes.leak();
    let shown = |number, clients| Seen { clients, ..seen(number, Act::IdentityReveal, Some(DAN)) };
    assert_eq!(rule_of([shown(10, &codes[..60]), shown(11, &codes[..99])]), None);
    assert_eq!(
        rule_of([shown(10, &codes[..60]), shown(11, &codes[40..])]),
        Some((ReviewRule::ManyNames, 100))
    );
}

#[test]
fn the_first_access_to_a_group_is_unusual_and_the_second_is_not() {
    let in_group = |first_in_group| Seen {
        group: Some(GROUP),
        first_in_group,
        ..seen(10, Act::CustomerView, Some(DAN))
    };
    let finding = tripped([in_group(true), in_group(false)]).unwrap();
    assert_eq!(
        (finding.rule, finding.account, finding.group),
        (ReviewRule::FirstGroup, Some(DAN), Some(GROUP))
    );
    assert_eq!(finding.count, 1);
    assert_eq!(tripped([in_group(false)]), None);
}

#[test]
fn every_copy_that_leaves_is_unusual_unless_the_house_says_otherwise() {
    let export = |number, act| seen(number, act, Some(DAN));
    for act in [Act::RecordExport, Act::Print, Act::LogExport] {
        assert_eq!(rule_of([export(10, act)]), Some((ReviewRule::Exports, 1)));
    }
    let refused = Seen { outcome: Some(Outcome::Refused), ..export(10, Act::RecordExport) };
    assert_eq!(rule_of([refused]), None);
    // A slip that was printed: permitted and done is once.
    let done = Seen { outcome: Some(Outcome::Done), ..export(11, Act::Print) };
    assert_eq!(rule_of([export(10, Act::Print), done]), Some((ReviewRule::Exports, 1)));
    let settings = Settings { exports: 3, ..Settings::default() };
    let day = |count: u64| {
        let events = (0..count).map(|number| export(number, Act::RecordExport)).collect();
        judge(&DayView { events, ..DayView::default() }, &settings).len()
    };
    assert_eq!((day(2), day(3)), (0, 1));
}

#[test]
fn refusals_are_unusual_from_the_fifth() {
    let refused =
        |number| Seen { outcome: Some(Outcome::Refused), ..seen(number, Act::CustomerView, Some(DAN)) };
    assert_eq!(rule_of((10..14).map(refused)), None);
    assert_eq!(rule_of((10..15).map(refused)), Some((ReviewRule::Refusals, 5)));
}

#[test]
fn what_the_program_notes_of_itself_is_unusual_at_once() {
    let noted = |act| Seen { outcome: Some(Outcome::Done), ..seen(10, act, None) };
    for (act, rule) in [
        (Act::ClockJump, ReviewRule::ClockJump),
        (Act::DiskFull, ReviewRule::DiskFull),
        (Act::TornTail, ReviewRule::TornTail),
        (Act::TriesReset, ReviewRule::TriesReset),
        (Act::AirGapChange, ReviewRule::Network),
        (Act::NetworkRefused, ReviewRule::Network),
    ] {
        assert_eq!(rule_of([noted(act)]), Some((rule, 1)));
    }
    assert_eq!(rule_of([noted(Act::ProgramStart), noted(Act::ProgramEnd), noted(Act::ClockCorrect)]), None);
}

#[test]
fn a_break_that_was_accepted_is_an_alarm_and_one_that_was_not_is_none() {
    let at =
        |number, outcome| Seen { outcome: Some(outcome), ..seen(number, Act::LogBreakAccept, Some(DAN)) };
    let finding = tripped([at(10, Outcome::Permitted), at(11, Outcome::Done)]).unwrap();
    assert_eq!((finding.rule, finding.account, finding.count), (ReviewRule::LogBreak, Some(DAN), 1));
    assert!(finding.rule.is_grave() && finding.frames == [10]);
    // Somebody who may not asked for it, and its end alone; who signed beside has an event of their own.
    assert_eq!(rule_of([at(10, Outcome::Refused), at(11, Outcome::Failed), at(12, Outcome::Done)]), None);
    assert_eq!(rule_of([seen(10, Act::Countersign, Some(DAN))]), None);
    // It comes before whatever else was unusual.
    let jump = Seen { outcome: Some(Outcome::Done), ..seen(9, Act::ClockJump, None) };
    let found = findings(vec![jump, at(10, Outcome::Permitted)]);
    assert_eq!(found[0].rule, ReviewRule::LogBreak);
}

#[test]
fn a_run_without_an_end_and_a_forged_frame_are_findings() {
    let frame = Flagged { number: 50, wall: WallTime::from_unix_millis(9), account: Some(DAN) };
    let unended = DayView { events: ordinary(), unended: vec![frame], ..DayView::default() };
    let found = judge(&unended, &Settings::default());
    assert_eq!((found.len(), found[0].rule, found[0].account), (1, ReviewRule::NoEnd, Some(DAN)));
    let forged = DayView { events: ordinary(), forged: vec![frame, frame], ..DayView::default() };
    let found = judge(&forged, &Settings::default());
    assert_eq!((found.len(), found[0].rule, found[0].count), (1, ReviewRule::Forged, 2));
    assert!(found[0].rule.is_grave());
}

#[test]
fn the_gravest_comes_first_and_a_finding_names_so_many_frames() {
    let export = (0..1000).map(|number| seen(number, Act::RecordExport, Some(DAN)));
    let jump = Seen { outcome: Some(Outcome::Done), ..seen(2000, Act::ClockJump, None) };
    let found = findings(export.chain([jump]).collect());
    assert_eq!(
        found.iter().map(|finding| finding.rule).collect::<Vec<_>>(),
        [ReviewRule::ClockJump, ReviewRule::Exports]
    );
    assert_eq!((found[1].count, found[1].frames.len()), (1000, FRAMES_OF_A_FINDING));
}

#[test]
fn acts_of_a_later_version_trip_nothing() {
    let later = Seen { act: None, outcome: None, hour: 3, ..seen(10, Act::LogIn, Some(DAN)) };
    assert_eq!(rule_of([later]), None);
}
