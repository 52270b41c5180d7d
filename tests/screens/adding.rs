//! Adding files: the customer first, then the files; progress, stopping, and the report.

use eframe::egui::Key;
use strongroom::app::event::{Answer, Event};
use strongroom::app::request::{Request, RequestId};
use strongroom::app::snapshot::{ImportReport, Progress};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::{House, code};

fn ready(language: Language) -> Desk {
    let mut desk = Desk::unlocked(House::sample(3), Role::Staff, language);
    desk.press("records-add-files");
    desk.type_into("add-customer-label", &code(0).to_string());
    desk.key(Key::Enter);
    assert!(desk.sees(&code(0).to_string()), "the customer is chosen");
    for name in ["letter.txt", "twice.txt", "bad.txt"] {
        desk.press("add-choose-files");
        desk.pick(&format!("/media/stick/{name}"));
    }
    desk
}

fn start(desk: &mut Desk) -> RequestId {
    desk.press("add-start");
    let (id, asked) = desk.asked(|request| matches!(request, Request::ImportFiles { .. }));
    let Request::ImportFiles { paths, code: of, .. } = asked else { panic!() };
    assert_eq!((paths.len(), of), (3, code(0)));
    id
}

#[test]
fn files_are_added_and_reported() {
    in_both(|language| {
        let mut desk = ready(language);
        start(&mut desk);
        assert!(desk.sees_part(&desk.with("add-report-done", &[("count", 2_u32.into())])));
        assert!(desk.sees("twice.txt") && desk.sees("bad.txt"));
        desk.press("add-report-see");
        desk.asked(|request| {
            matches!(request, Request::FindRecords { query, .. } if query.customer == Some(code(0)))
        });
    });
}

#[test]
fn work_shows_how_far_it_is_and_stops() {
    in_both(|language| {
        let mut desk = ready(language);
        desk.shared.house.borrow_mut().hold = true;
        let id = start(&mut desk);
        let progress = Progress {
            done: 1,
            total: Some(3),
            done_bytes: 2_000_000,
            total_bytes: Some(9_000_000),
            stage: "import",
            now: "twice.txt".to_owned(),
        };
        desk.shared.say(Event::Progress { request: id, progress });
        desk.settle();
        assert!(desk.sees_part("twice.txt"));
        assert!(desk.sees(&desk.text("add-cancel-what")));
        desk.press_last("add-cancel");
        desk.asked(|request| matches!(request, Request::Cancel(other) if *other == id));
        let report = ImportReport { cancelled: true, ..ImportReport::default() };
        desk.shared.done(id, Ok(Answer::Imported(report.into())));
        desk.settle();
        assert!(desk.sees(&desk.text("add-report-cancelled")));
    });
}

#[test]
fn the_report_of_work_whose_screen_was_left_can_be_seen() {
    in_both(|language| {
        let mut desk = ready(language);
        desk.shared.house.borrow_mut().hold = true;
        let id = start(&mut desk);
        desk.press("rail-customers");
        assert!(!desk.sees(&desk.text("add-cancel-what")));
        let strip = desk.text("job-import");
        desk.click_part(&strip);
        assert!(desk.sees(&desk.text("add-cancel-what")), "the strip leads back to the work");
        desk.press("rail-customers");
        let report = ImportReport { cancelled: true, ..ImportReport::default() };
        desk.shared.done(id, Ok(Answer::Imported(report.into())));
        desk.settle();
        assert!(desk.sees(&desk.text("job-ended-import")));
        desk.press("notice-see-report");
        assert!(desk.sees(&desk.text("add-report-cancelled")));
        assert!(!desk.sees(&desk.text("job-ended-import")));
    });
}

#[test]
fn nothing_starts_without_a_customer() {
    let mut desk = Desk::unlocked(House::sample(3), Role::Staff, Language::English);
    desk.press("records-add-files");
    desk.press("add-choose-folder");
    desk.pick("/media/stick/all");
    desk.press("add-start");
    assert!(desk.never_asked(|request| matches!(request, Request::ImportFiles { .. })));
    assert!(desk.sees(&desk.text("add-customer-first")));
}
