//! Files that are dropped onto the window of a confined process: those within its reach are on their way in, for the
//! others a page says where to put them.

use std::fs;
use std::path::PathBuf;

use eframe::egui::Key;
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::desk::{Desk, in_both};
use crate::house::House;

/// A folder within reach and one outside of it, a letter in each.
struct Places {
    _house: tempfile::TempDir,
    within: PathBuf,
    outside: PathBuf,
}

impl Places {
    fn new() -> Self {
        let house = tempfile::tempdir().unwrap();
        let [within, outside] = ["stick", "desktop"].map(|name| house.path().join(name));
        for folder in [&within, &outside] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("letter.txt"), "Dear Ms Winter").unwrap();
        }
        Self { _house: house, within, outside }
    }

    fn desk(&self, role: Role, language: Language) -> Desk {
        Desk::confined(House::sample(3), role, vec![self.within.clone()], language)
    }
}

#[test]
fn what_lies_out_of_reach_gets_a_page_that_says_where_to_put_it() {
    let places = Places::new();
    let letter = places.outside.join("letter.txt");
    in_both(|language| {
        let mut desk = places.desk(Role::Staff, language);
        desk.drop_files(&[&letter]);
        for key in ["reach-title", "reach-text", "reach-files", "reach-where"] {
            assert!(desk.sees(&desk.text(key)), "{key}");
        }
        assert!(desk.sees(letter.to_str().unwrap()) && desk.sees(places.within.to_str().unwrap()));
        assert!(!desk.sees(&desk.text("add-choose-files")), "nothing is on its way in");
        // Another try from there does not pile up pages.
        desk.drop_files(&[&letter]);
        desk.key(Key::Escape);
        assert!(!desk.sees(&desk.text("reach-title")));
        assert!(desk.sees(&desk.text("records-add-files")), "back where it was dropped");
    });
}

#[test]
fn what_lies_within_reach_is_on_its_way_in() {
    let places = Places::new();
    // By another way to the same folder.
    let around = places.outside.join("../stick/letter.txt");
    in_both(|language| {
        let mut desk = places.desk(Role::Staff, language);
        desk.drop_files(&[&around]);
        assert!(desk.sees(&desk.text("add-choose-files")) && desk.sees_part("letter.txt"));
        assert!(!desk.sees(&desk.text("reach-title")));
    });
}

#[test]
fn a_link_within_reach_to_a_file_outside_is_out_of_reach() {
    let places = Places::new();
    let link = places.within.join("link.txt");
    std::os::unix::fs::symlink(places.outside.join("letter.txt"), &link).unwrap();
    let mut desk = places.desk(Role::Supervisor, Language::English);
    desk.drop_files(&[&link]);
    assert!(desk.sees(&desk.text("reach-title")) && desk.sees(link.to_str().unwrap()));
}

#[test]
fn many_files_are_counted_and_a_place_that_is_missing_is_told() {
    let places = Places::new();
    let many: Vec<PathBuf> =
        (0..11).map(|number| places.outside.join(format!("scan-{number}.png"))).collect();
    in_both(|language| {
        let mut desk = Desk::confined(House::sample(3), Role::Staff, Vec::new(), language);
        desk.drop_files(&many.iter().map(PathBuf::as_path).collect::<Vec<_>>());
        assert!(desk.sees(many[7].to_str().unwrap()) && !desk.sees(many[8].to_str().unwrap()));
        assert!(desk.sees(&desk.with("reach-more", &[("count", 3_u32.into())])));
        assert!(desk.sees(&desk.text("reach-none")));
    });
}

#[test]
fn who_holds_no_group_key_drops_nothing() {
    let places = Places::new();
    for role in [Role::Assessor, Role::BackupOperator] {
        let mut desk = places.desk(role, Language::English);
        desk.drop_files(&[&places.outside.join("letter.txt")]);
        desk.drop_files(&[&places.within.join("letter.txt")]);
        assert!(!desk.sees(&desk.text("reach-title")) && !desk.sees(&desk.text("add-choose-files")));
    }
}
