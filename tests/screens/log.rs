//! Reviewing the log: the queue, a day with what is unusual, the signature, events, a customer's accesses, charts.

use eframe::egui::Key;
use jiff::civil::Date;
use strongroom::app::event::Event;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, LogWish, Request};
use strongroom::app::snapshot::{DayState, Outcome, Progress, ReviewRule};
use strongroom::policy::{Act, Role};
use strongroom::texts::{Language, Texts};

use crate::desk::{Desk, in_both};
use crate::house::{House, code};
use crate::logbook::{Logbook, SEEN, TODAY};

fn house() -> House {
    House { logbook: Logbook::sample(), ..House::sample(9) }
}

fn at_log(language: Language) -> Desk {
    let mut desk = Desk::unlocked(house(), Role::Supervisor, language);
    desk.press("rail-log");
    desk
}

fn yesterday() -> Date {
    TODAY.yesterday().unwrap()
}

/// The page of the day with much that is unusual.
fn at_day(language: Language) -> Desk {
    let mut desk = at_log(language);
    let day = desk.texts.day(yesterday());
    desk.click_part(&format!("{day}:"));
    desk.press("log-open-day");
    desk
}

fn wished(desk: &Desk, fits: impl Fn(&LogWish) -> bool) -> LogWish {
    match desk.asked(|request| matches!(request, Request::Log(wish) if fits(wish))).1 {
        Request::Log(wish) => wish,
        _ => unreachable!("only wishes about the log fit"),
    }
}

#[test]
fn the_queue_shows_each_day_with_what_is_unusual_and_how_late_it_is() {
    in_both(|language| {
        let desk = at_log(language);
        let day = desk.texts.day(yesterday());
        let unusual = desk.with("log-unusual-count", &[("count", 5_u64.into())]);
        assert!(desk.sees_both(&day, &unusual));
        assert!(desk.sees_both(&day, &desk.with("log-late", &[("count", 1_u64.into())])));
        let late = desk.texts.day(TODAY.checked_sub(jiff::Span::new().days(3)).unwrap());
        assert!(desk.sees_both(&late, &desk.with("log-late", &[("count", 3_u64.into())])));
        let own = desk.texts.day(TODAY.checked_sub(jiff::Span::new().days(4)).unwrap());
        assert!(desk.sees_both(&own, &desk.text("log-day-waits-for-another")));
        assert!(desk.sees(&desk.with("log-others", &[("count", 1_u64.into())])));
        assert!(desk.sees_part(&desk.with("log-line-read", &[("count", SEEN.into())])));
    });
}

#[test]
fn the_status_bar_says_how_much_waits_and_leads_to_the_queue() {
    in_both(|language| {
        let mut desk = Desk::unlocked(house(), Role::Supervisor, language);
        desk.click(&desk.with("status-review", &[("count", 3_u64.into())]));
        wished(&desk, |wish| matches!(wish, LogWish::Queue));
        assert!(desk.sees(&desk.text("log-review-oldest")));
        let staff = Desk::unlocked(house(), Role::Staff, language);
        assert!(!staff.sees(&staff.text("rail-log")));
        assert!(!staff.sees_part(&staff.text("status-review-none")));
    });
}

#[test]
fn the_oldest_day_that_one_can_review_is_one_press_away() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.press("log-review-oldest");
        let wish = wished(&desk, |wish| matches!(wish, LogWish::Day(_)));
        let LogWish::Day(day) = wish else { unreachable!() };
        assert_eq!(day, TODAY.checked_sub(jiff::Span::new().days(3)).unwrap());
        desk.key(Key::Escape);
        assert!(desk.sees(&desk.text("log-review-oldest")));
    });
}

#[test]
fn a_finding_says_what_to_ask_and_shows_the_events_behind_it() {
    in_both(|language| {
        let mut desk = at_day(language);
        for rule in [ReviewRule::Throttled, ReviewRule::OutOfHours, ReviewRule::Exports] {
            assert!(desk.sees(&desk.text(&rule.text_key())), "{rule:?}");
            assert!(desk.sees(&desk.text(&format!("log-ask-{}", rule.key()))), "{rule:?}");
        }
        desk.press_first("log-show-events");
        let wish = wished(&desk, |wish| matches!(wish, LogWish::Events { .. }));
        let LogWish::Events { filter, .. } = wish else { unreachable!() };
        assert_eq!(filter.only, [3]);
        assert!(desk.sees(&desk.text(&Act::RecordView.text_key())));
        desk.click(&desk.with("log-events-behind", &[("count", 1_u64.into())]));
        let count = desk.with("log-events-count", &[("count", 1_u64.into())]);
        assert!(desk.sees(&desk.with("log-narrowed-only", &[("what", count.into())])));
    });
}

#[test]
fn a_day_is_signed_with_a_note_and_says_that_own_acts_wait() {
    in_both(|language| {
        let mut desk = at_day(language);
        assert!(desk.sees(&desk.with("log-own-waits", &[("count", 96_u64.into())])));
        desk.press("log-mark");
        assert!(desk.sees(&desk.text("log-own-wait-about")));
        desk.type_into("log-mark-note", "Asked R. Pop about the copy");
        desk.press("log-mark-go");
        let wish = wished(&desk, |wish| matches!(wish, LogWish::Review { .. }));
        let LogWish::Review { days, seen, note, consent } = wish else { unreachable!() };
        assert_eq!((days.as_slice(), seen), ([yesterday()].as_slice(), SEEN));
        assert_eq!(note, "Asked R. Pop about the copy");
        assert!(matches!(consent, Consent::Unsaid));
        assert!(desk.sees(&desk.text("log-marked")));
        assert!(!desk.sees(&desk.text("log-mark")), "nothing is left to sign");
        assert!(desk.sees("Asked R. Pop about the copy"));
    });
}

#[test]
fn a_refused_signature_keeps_the_note() {
    in_both(|language| {
        let mut desk = at_day(language);
        desk.press("log-mark");
        desk.type_into("log-mark-note", "Nothing to add");
        desk.shared.house.borrow_mut().refuse =
            Some(Problem::new(ProblemKind::NotLogged).with("why", "disk"));
        desk.press("log-mark-go");
        let refused = desk.texts.problem("not-logged", &[("why", "disk".to_owned())]);
        assert!(desk.sees(&refused));
        desk.press("log-mark-go");
        let wishes: Vec<LogWish> =
            (0..2).map(|_| wished(&desk, |wish| matches!(wish, LogWish::Review { .. }))).collect();
        let both = |wish: &LogWish| matches!(wish, LogWish::Review { note, .. } if note == "Nothing to add");
        assert!(wishes.iter().all(both));
    });
}

#[test]
fn alone_in_the_founding_period_a_reason_covers_ones_own_acts() {
    in_both(|language| {
        let mut house = house();
        house.founding = true;
        let mut desk = Desk::unlocked(house, Role::Supervisor, language);
        desk.press("rail-log");
        let day = desk.texts.day(TODAY.checked_sub(jiff::Span::new().days(4)).unwrap());
        desk.click_part(&format!("{day}:"));
        desk.press("log-open-day");
        desk.press("log-mark");
        assert!(desk.sees(&desk.text("log-own-alone-about")));
        desk.press("log-mark-go");
        assert!(desk.never_asked(|request| matches!(request, Request::Log(LogWish::Review { .. }))));
        desk.type_into("consent-reason", "nobody else is here yet");
        desk.press("log-mark-go");
        let wish = wished(&desk, |wish| matches!(wish, LogWish::Review { .. }));
        let LogWish::Review { consent: Consent::Alone(reason), .. } = wish else { panic!("not alone") };
        assert_eq!(reason, "nobody else is here yet");
    });
}

#[test]
fn another_supervisor_signs_for_own_acts_in_the_dialog() {
    in_both(|language| {
        let mut desk = at_day(language);
        desk.press("log-mark");
        desk.press("log-own-second");
        desk.type_into("consent-login", "elena.stefanescu");
        desk.type_into("consent-password", "nine quiet lanterns over mills");
        desk.press("log-mark-go");
        let wish = wished(&desk, |wish| matches!(wish, LogWish::Review { .. }));
        let LogWish::Review { consent: Consent::Second(second), .. } = wish else { panic!("nobody else") };
        assert_eq!(second.login, "elena.stefanescu");
    });
}

#[test]
fn events_are_narrowed_and_each_filter_can_be_taken_off() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.press_first("log-events");
        assert!(desk.sees(&desk.with("log-events-count", &[("count", 600_u64.into())])));
        desk.type_into("log-words", "court");
        assert!(desk.never_asked(
            |request| matches!(request, Request::Log(LogWish::Events { filter, .. }) if !filter.words.is_empty())
        ));
        desk.key(Key::Enter);
        assert!(desk.sees(&desk.with("log-events-count", &[("count", 50_u64.into())])));
        desk.press("log-filter-act");
        desk.press("act-log-in");
        assert!(desk.sees(&desk.text("log-none-title")), "no log-in has these words");
        desk.press("log-filter-outcome");
        desk.press_last("outcome-permitted");
        let words = desk.with("log-narrowed-words", &[("what", "court".into())]);
        let act = desk.with("log-narrowed-act", &[("what", desk.text("act-log-in").into())]);
        let outcome = desk.with("log-narrowed-outcome", &[("what", desk.text("outcome-permitted").into())]);
        desk.click(&words);
        assert!(!desk.sees(&words) && desk.sees(&act) && desk.sees(&outcome));
        let newest = |wish: &LogWish| {
            matches!(wish, LogWish::Events { filter, .. } if filter.words.is_empty()
                && filter.act == Some(Act::LogIn) && filter.outcome == Some(Outcome::Permitted))
        };
        wished(&desk, newest);
        assert!(desk.sees(&desk.with("log-events-count", &[("count", 50_u64.into())])));
        desk.press_first("records-filter-clear");
        assert!(!desk.sees(&act));
        assert!(desk.sees(&desk.with("log-events-count", &[("count", 600_u64.into())])));
    });
}

#[test]
fn a_person_is_chosen_by_name_and_an_event_tells_all_of_itself() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.press_first("log-events");
        desk.press("log-filter-person");
        desk.click("Radu Pop");
        assert!(desk.sees(&desk.with("log-narrowed-person", &[("what", "Radu Pop".into())])));
        desk.click_part(&desk.text("act-customer-view"));
        assert!(desk.sees(&desk.text("log-fact-frame")));
        desk.press("log-see-customer");
        wished(&desk, |wish| matches!(wish, LogWish::Accesses(_)));
        desk.key(Key::Escape);
        assert!(desk.sees(&desk.text("log-events-title")));
    });
}

#[test]
fn who_opened_a_file_is_one_click_from_the_customer_and_from_a_record() {
    in_both(|language| {
        let mut desk = Desk::unlocked(house(), Role::Supervisor, language);
        desk.press("rail-customers");
        desk.click_part(&code(3).to_string());
        desk.press("customer-who-opened");
        let LogWish::Accesses(asked) = wished(&desk, |wish| matches!(wish, LogWish::Accesses(_))) else {
            unreachable!()
        };
        assert_eq!(asked, code(3));
        assert!(desk.sees(&desk.text("log-accesses-title")));
        desk.press("rail-records");
        desk.click_part("Discharge letter");
        desk.press("record-accesses-see");
        assert!(desk.sees(&desk.text("log-save-report")));
        let mut staff = Desk::unlocked(house(), Role::Staff, language);
        staff.press("rail-customers");
        staff.click_part(&code(3).to_string());
        assert!(!staff.sees(&staff.text("customer-who-opened")));
    });
}

#[test]
fn charts_say_in_words_and_as_tables_what_they_draw() {
    in_both(|language| {
        let mut desk = at_log(language);
        desk.press("log-charts");
        for key in ["log-chart-accesses", "log-chart-week", "log-chart-failures"] {
            assert!(desk.sees_part(&format!("{}:", desk.text(key))), "{key} has a name for readers");
        }
        desk.click(&desk.with("log-chart-range", &[("count", 7_u64.into())]));
        let LogWish::Charts { from, to } = ({
            wished(&desk, |wish| matches!(wish, LogWish::Charts { .. }));
            wished(&desk, |wish| matches!(wish, LogWish::Charts { .. }))
        }) else {
            unreachable!()
        };
        assert_eq!((from, to), (TODAY.checked_sub(jiff::Span::new().days(6)).unwrap(), TODAY));
        desk.press("log-chart-tables");
        assert!(desk.sees("Elena Ștefănescu"));
        assert!(desk.sees(&desk.texts.day(TODAY)));
    });
}

#[test]
fn reading_the_log_shows_how_far_it_is_and_can_be_stopped() {
    in_both(|language| {
        let mut desk = Desk::unlocked(house(), Role::Supervisor, language);
        desk.shared.house.borrow_mut().hold = true;
        desk.press("rail-log");
        let (id, _) = desk.asked(|request| matches!(request, Request::Log(LogWish::Queue)));
        assert!(desk.sees(&desk.text("log-reading")));
        let progress = Progress { done: 250_000, total: Some(1_000_000), ..Progress::default() };
        desk.shared.say(Event::Progress { request: id, progress });
        desk.settle();
        assert!(desk.sees(&desk.text("log-reading-new")));
        desk.press("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        desk.shared.done(id, Err(Problem::new(ProblemKind::Cancelled)));
        desk.settle();
        assert!(desk.sees(&desk.text("log-stopped")));
        desk.shared.house.borrow_mut().hold = false;
        desk.press("log-read-on");
        assert!(desk.sees(&desk.text("log-review-oldest")));
    });
}

#[test]
fn an_empty_log_and_one_that_cannot_all_be_read_say_so() {
    in_both(|language| {
        let mut desk = Desk::unlocked(House::sample(3), Role::Supervisor, language);
        desk.press("rail-log");
        assert!(desk.sees(&desk.text("log-empty-title")));
        assert!(desk.sees(&desk.text("status-review-none")));
        let mut house = house();
        house.logbook.unreadable = 12;
        let mut desk = Desk::unlocked(house, Role::Supervisor, language);
        desk.press("rail-log");
        assert!(desk.sees(&desk.with("log-unreadable", &[("count", 12_u64.into())])));
    });
}

#[test]
fn an_assessor_sees_that_it_fits_together_and_no_name() {
    in_both(|language| {
        let mut desk = Desk::unlocked(house(), Role::Assessor, language);
        desk.press("rail-log");
        assert!(desk.sees(&desk.text("log-counts-fit")));
        assert!(desk.sees(&desk.texts.count(SEEN)));
        assert!(!desk.sees_part("Radu Pop"));
    });
}

#[test]
fn everything_in_the_log_has_its_words() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        let states =
            [DayState::Today, DayState::Open, DayState::WaitsForAnother, DayState::Alone, DayState::Reviewed];
        let mut keys: Vec<String> = Act::ALL.iter().map(|act| act.text_key()).collect();
        keys.extend(Outcome::ALL.map(Outcome::text_key));
        keys.extend(states.map(DayState::text_key));
        for rule in ReviewRule::ALL {
            keys.extend([
                rule.text_key(),
                format!("log-finding-{}", rule.key()),
                format!("log-ask-{}", rule.key()),
            ]);
        }
        for key in keys {
            assert!(texts.has(&key), "{key} in {}", language.code());
        }
    }
}
