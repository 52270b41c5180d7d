//! The manual inside the window, and what the status bar explains.

use eframe::egui::Key;
use strongroom::app::snapshot::Colour;

use crate::front::{Front, in_both};

#[test]
fn f1_opens_the_page_of_the_screen_and_closes_it_again() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        front.key(Key::F1);
        assert!(front.sees("manual-line"));
        let page = format!("assets/manual/{}/unlocking.md", language.code());
        let text =
            std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let title = text.lines().next().unwrap().trim_start_matches("# ");
        assert!(front.sees_words(title), "{title}");
        front.key(Key::Escape);
        assert!(front.sees("unlock-password"));
    });
}

#[test]
fn the_manual_is_searched_in_both_languages() {
    in_both(|language| {
        let mut front = Front::unlocked(language);
        front.press("rail-manual");
        front.type_into("manual-find", "zzzz");
        assert!(front.sees("manual-nothing"));
        front.press("manual-close");
        assert!(!front.sees("manual-line"));
    });
}

#[test]
fn each_part_of_the_status_bar_explains_itself() {
    in_both(|language| {
        let mut front = Front::of_vault(Colour::Green, false, language);
        front.press("status-air-gap-green");
        assert!(front.sees("gap-green") && front.sees("gap-nothing"));
        let front = Front::of_vault(Colour::Red, true, language);
        assert!(front.sees("status-air-gap-red"));
        assert!(front.sees_words("eth0"));
    });
}
