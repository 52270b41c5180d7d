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

#[test]
fn closing_asks_while_files_are_added() {
    in_both(|language| {
        let mut desk = ready(language);
        desk.shared.house.borrow_mut().hold = true;
        let id = start(&mut desk);
        assert!(desk.close());
        let jobs = desk.with("close-jobs", &[("jobs", desk.text("job-import").into())]);
        assert!(desk.sees(&jobs));
        desk.press("close-stay");
        assert!(!desk.sees(&jobs) && desk.sees(&desk.text("add-cancel-what")), "it goes on");
        desk.shared.done(id, Ok(Answer::Imported(ImportReport::default().into())));
        desk.settle();
        assert!(!desk.close(), "there is nothing to lose any more");
    });
}

#[test]
fn the_picker_is_walked_through_by_the_keyboard() {
    in_both(|language| {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(place.path().join("Box/inner")).unwrap();
        for name in ["Box/alpha.txt", "Box/beta.txt", "Box/gamma.txt"] {
            std::fs::write(place.path().join(name), "x").unwrap();
        }
        let roots = vec![place.path().to_owned()];
        let mut desk = Desk::confined(House::sample(3), Role::Staff, roots, language);
        desk.press("records-add-files");
        desk.type_into("add-customer-label", &code(0).to_string());
        desk.key(Key::Enter);
        desk.press("add-choose-files");
        let read = |desk: &mut Desk, name: &str| {
            for _ in 0..200 {
                desk.settle();
                if desk.sees(name) {
                    return;
                }
                std::thread::yield_now();
            }
            panic!("{name} is not listed");
        };
        read(&mut desk, "Box");
        desk.key(Key::Enter);
        read(&mut desk, "gamma.txt");
        desk.key(Key::Backspace);
        read(&mut desk, "Box");
        desk.key(Key::Enter);
        read(&mut desk, "gamma.txt");
        // The folder, alpha, beta; then by its first letter.
        desk.key(Key::ArrowDown);
        desk.key(Key::ArrowDown);
        desk.key(Key::Space);
        desk.harness.event(eframe::egui::Event::Text("g".to_owned()));
        desk.settle();
        desk.key(Key::Enter);
        assert!(!desk.sees(&desk.text("picker-choose")), "it is chosen");
        desk.press("add-start");
        let (_, asked) = desk.asked(|request| matches!(request, Request::ImportFiles { .. }));
        let Request::ImportFiles { paths, .. } = asked else { panic!() };
        assert_eq!(paths, ["beta.txt", "gamma.txt"].map(|name| place.path().join("Box").join(name)));
    });
}
