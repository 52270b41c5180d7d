//! Pictures of every screen, for eyes: both sizes, both looks, both languages. Judges nothing but that each screen is
//! reached. Run by hand: `cargo test --test window -- --ignored gallery`; pictures lie in `target/tmp/window`.
//! `GALLERY=ro-dark` takes one kind of desktop, `GALLERY=all` all eight, `GALLERY_FROM=groups` begins at one part,
//! `GALLERY_VAULT=/tmp/sample` takes a copy of a sample vault that is there.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;

use strongroom::texts::{Language, Texts, Value};

use crate::desktop::{Desktop, Kind, give};
use crate::story::{install, keep_sheet, quiet};

pub(crate) const LOGIN: &str = "elena.radu";
pub(crate) const PASSWORD: &str = "sample lantern over the quiet mill";

/// A part of the walk.
pub(crate) type Part = fn(&Walk);

pub(crate) struct Walk {
    pub(crate) desktop: Desktop,
    pub(crate) words: Texts,
    pub(crate) name: String,
    vault: PathBuf,
    papers: PathBuf,
    /// The window.
    pub(crate) process: u32,
}

#[test]
#[ignore = "pictures for eyes; takes minutes"]
fn gallery() {
    each_kind(100, Walk::walk);
}

/// Walks on each kind of desktop that was asked for.
pub(crate) fn each_kind(first: u32, walk: impl Fn(&Walk)) {
    each_desktop(first, |name, first, kind, look| walk(&Walk::begin(name, first, kind, look, "true")));
}

/// The same, without a walk that was begun: the folder of the pictures, the first display, the desktop and the look.
pub(crate) fn each_desktop(first: u32, walk: impl Fn(&str, u32, Kind, &str)) {
    let wanted = std::env::var("GALLERY").unwrap_or_default();
    let (small, large) = ((1280, 800), (1920, 1080));
    let (english, romanian) = (Language::English, Language::Romanian);
    let kinds = [
        ("en-light", small, english, "light"),
        ("ro-dark", small, romanian, "dark"),
        ("ro-light-large", large, romanian, "light"),
        ("en-dark-large", large, english, "dark"),
        ("en-dark", small, english, "dark"),
        ("ro-light", small, romanian, "light"),
        ("en-light-large", large, english, "light"),
        ("ro-dark-large", large, romanian, "dark"),
    ];
    for (place, (name, size, language, look)) in kinds.into_iter().enumerate() {
        let is_wanted = match &*wanted {
            "" => place < 4,
            "all" => true,
            one => one == name,
        };
        if is_wanted {
            let first = first + 5 * u32::try_from(place).unwrap();
            walk(name, first, Kind { size, language }, look);
        }
    }
}

/// What the window remembers of a person: language, look, vault.
pub(crate) fn prefer(desktop: &Desktop, language: Language, look: &str, vault: &Path) {
    let settings = desktop.folder().join(".config/strongroom");
    fs::create_dir_all(&settings).unwrap();
    let (code, vault) = (language.code(), vault.display());
    fs::write(settings.join("window"), format!("language={code}\nlook={look}\nvault={vault}\n")).unwrap();
    give(&desktop.folder().join(".config"));
}

/// A sample vault: made, or a copy of the one that `GALLERY_VAULT` names, which was made before.
fn sample_vault(desktop: &Desktop, program: &str, vault: &Path) {
    let vault = vault.to_str().unwrap();
    let made = match std::env::var_os("GALLERY_VAULT") {
        Some(ready) => Command::new("cp").arg("-a").arg(ready).arg(vault).output(),
        None => desktop.ordinary(program).args(["demo", vault, "--no-window"]).output(),
    };
    assert!(made.unwrap().status.success());
}

impl Walk {
    /// A sample vault and the chooser, where a shell has changed more of the machine first.
    pub(crate) fn begin(name: &str, first: u32, kind: Kind, look: &str, change: &str) -> Self {
        let mut desktop = Desktop::start(name, first, kind);
        let program = install(&desktop);
        let vault = desktop.folder().join("vault");
        sample_vault(&desktop, &program, &vault);
        prefer(&desktop, kind.language, look, &vault);
        let papers = desktop.folder().join("papers");
        fs::create_dir_all(papers.join("older letters")).unwrap();
        fs::write(papers.join("letter.txt"), "Dear Ms Winter, the deed is signed.\n").unwrap();
        fs::write(papers.join("again.txt"), "Dear Ms Winter, the deed is signed.\n").unwrap();
        fs::write(papers.join("customers.csv"), "Name,Mail,Phone,Street,Remarks\nAnn Winter,ann@example.org,+40 721 000 000,Strada Lungă 4,\n,nobody@example.org,,,\nȘtefan Țărnă,s@example.org,,,wants letters only\n").unwrap();
        give(&papers);
        let mut window = if std::env::var_os("NETWORKED").is_some() {
            desktop.ordinary(&program)
        } else {
            desktop.isolated_with(&program, change)
        };
        window.arg("--choose").arg("--allow").arg(desktop.folder());
        let window = quiet(window);
        let process = desktop.adopt(window);
        let (words, name) = (Texts::new(kind.language), name.to_owned());
        let walk = Self { desktop, words, name, vault, papers, process };
        walk.desktop.see(walk.t("chooser-new"));
        walk.desktop.enlarge(kind.size);
        walk
    }

    pub(crate) fn vault(&self) -> &Path {
        &self.vault
    }

    pub(crate) fn t(&self, key: &str) -> &str {
        assert!(self.words.has(key), "{key}");
        self.words.text(key)
    }

    pub(crate) fn shot(&self, name: &str) {
        self.desktop.settle();
        self.desktop.picture(&format!("{}/{name}", self.name));
    }

    /// Goes on where a part fails, so that one screen does not keep the others from being seen.
    pub(crate) fn part(&self, name: &str, part: impl FnOnce(&Self)) {
        if catch_unwind(AssertUnwindSafe(|| part(self))).is_err() {
            println!("{}: {name} was not reached", self.name);
            self.shot(&format!("failed-{name}"));
            self.desktop.press("Escape");
            self.desktop.settle();
            self.desktop.press("Escape");
            if self.desktop.shows(self.t("leave-discard")) {
                self.desktop.click(self.t("leave-discard"));
            }
        }
    }

    fn walk(&self) {
        let parts: [(&str, Part); 14] = [
            ("front", Self::front),
            ("unlock", Self::unlock),
            ("records", Self::records),
            ("viewing", Self::viewing),
            ("out", Self::out),
            ("customers", Self::customers),
            ("import", Self::import),
            ("adding", Self::adding),
            ("groups", Self::groups),
            ("log", Self::log),
            ("check", Self::check),
            ("around", Self::around),
            ("lock", Self::lock),
            ("deleting", Self::deleting),
        ];
        let from = std::env::var("GALLERY_FROM").unwrap_or_default();
        if !from.is_empty() {
            self.part("enter", Self::enter);
        }
        for (name, part) in parts.into_iter().skip_while(|(name, _)| !from.is_empty() && *name != from) {
            self.part(name, part);
        }
    }

    /// To the records, without looking at what lies before.
    pub(crate) fn enter(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("chooser-open-button"), t("unlock-button"));
        d.enlarge_again();
        d.fill(t("unlock-login"), LOGIN);
        d.fill(t("unlock-password"), PASSWORD);
        d.press("Return");
        d.see(t("rail-lock"));
    }

    fn front(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        self.shot("01-chooser");
        d.click_to_see(t("chooser-new-button"), t("wizard-title-folder"));
        self.shot("02-wizard-real");
        d.click_to_see(t("wizard-back"), t("chooser-practice-button"));
        d.click_to_see(t("chooser-practice-button"), t("wizard-title-folder"));
        d.click_to_see(t("wizard-folder-choose"), t("picker-path"));
        self.shot("03-picker");
        d.press("Escape");
        d.fill(t("wizard-folder-label"), self.vault.with_file_name("second").to_str().unwrap());
        self.shot("04-folder");
        d.click_to_see(t("wizard-next"), t("wizard-title-you"));
        d.fill(t("wizard-you-business"), "Clinica Dumbrava");
        d.fill(t("wizard-you-founder"), "Ioana Marin");
        d.fill(t("wizard-you-login"), "ioana marin");
        self.shot("05-you-wrong");
        d.fill(t("wizard-you-login"), "ioana.marin");
        d.click_to_see(t("wizard-next"), t("wizard-title-password"));
        self.shot("06-password-empty");
        d.fill(t("wizard-password-first"), "parola scurta");
        d.fill(t("wizard-password-again"), "parola");
        self.shot("07-password-wrong");
        d.fill(t("wizard-password-first"), "nine quiet lanterns over mills");
        d.fill(t("wizard-password-again"), "nine quiet lanterns over mills");
        self.shot("08-password");
        d.click_to_see(t("wizard-next"), t("wizard-sheets-done"));
        self.shot("10-sheets");
        for number in 1..=5_u32 {
            keep_sheet(d, &self.words, number);
        }
        self.shot("11-sheets-kept");
        d.click_to_see(t("wizard-sheets-done"), t("wizard-title-done"));
        self.shot("12-made");
        d.click_to_see(t("wizard-done-open"), t("unlock-button"));
        d.click_to_see(t("unlock-other"), t("chooser-new"));
        self.desktop.enlarge_again();
        self.shot("13-chooser-two");
        d.click_nth(t("chooser-open-button"), 1);
        d.see(t("unlock-button"));
        self.desktop.enlarge_again();
    }

    fn unlock(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        self.shot("14-unlock");
        d.fill(t("unlock-login"), LOGIN);
        d.fill(t("unlock-password"), "not the password at all");
        d.press("Return");
        self.desktop.picture(&format!("{}/15-unlock-waiting", self.name));
        d.see_part(t("problem-wrong-credentials"));
        self.shot("16-unlock-refused");
        d.fill(t("unlock-password"), PASSWORD);
        d.press("Return");
        d.see(t("rail-lock"));
        self.shot("17-records");
    }

    fn records(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        if d.shows(t("notice-dismiss")) {
            d.click(t("notice-dismiss"));
        }
        d.hand(&["mousemove", "500", "330", "click", "1"]);
        self.shot("18-record-chosen");
        d.click(t("records-filter-type-any"));
        self.shot("19-filter-type");
        d.press("Escape");
        d.click(t("records-filter-tag-any"));
        self.shot("20-filter-tag");
        d.press("Escape");
        d.click(t("records-filter-date-any"));
        self.shot("21-filter-date");
        d.press("Escape");
        d.fill(t("records-search"), "zzqq");
        d.see(t("records-none-title"));
        self.shot("22-nothing-fits");
        d.fill(t("records-search"), "letter");
        self.shot("23-found");
        d.hand(&[
            "mousemove",
            "500",
            "330",
            "click",
            "1",
            "keydown",
            "shift",
            "mousemove",
            "500",
            "450",
            "click",
            "1",
            "keyup",
            "shift",
        ]);
        self.shot("24-many");
        d.fill(t("records-search"), "");
    }

    fn viewing(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        for (kind, name) in [
            ("text", "25-text"),
            ("csv", "26-table"),
            ("image", "27-picture"),
            ("pdf", "28-not-shown"),
            ("mail", "29-mail"),
        ] {
            d.click_to_see(t("rail-records"), t("records-filter-type-any"));
            d.click(t("records-filter-type-any"));
            d.click(self.t(&format!("record-kind-{kind}")));
            d.settle();
            d.hand(&["mousemove", "500", "330", "click", "1"]);
            self.shot(&format!("{name}-chosen"));
            d.press("Return");
            d.see(t("viewer-edit"));
            self.shot(name);
        }
        d.click(t("viewer-edit"));
        d.see(t("viewer-tags-label"));
        self.shot("30-edit");
        d.fill(t("viewer-title-label"), "Something else");
        d.press("Escape");
        self.shot("31-leaving");
        if d.shows(t("leave-discard")) {
            d.click(t("leave-discard"));
        }
        d.press("Escape");
    }

    fn out(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-records"), t("records-filter-type-any"));
        d.hand(&["mousemove", "500", "330", "click", "1"]);
        d.click_to_see(t("records-take-out"), t("out-reason-label"));
        self.shot("32-out");
        d.fill(t("out-reason-label"), "asked for by the court");
        d.click_to_see(t("out-folder-choose"), t("picker-path"));
        self.shot("33-out-picker");
        d.fill(t("picker-path"), self.papers.to_str().unwrap());
        d.press("Return");
        d.see_gone(t("picker-path"));
        d.click_to_see(t("out-next"), t("out-confirm-title"));
        self.shot("34-out-confirm");
        d.click_to_see(t("out-confirm-go"), t("out-back"));
        self.shot("35-out-done");
    }

    fn customers(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-customers"), t("customers-new"));
        self.shot("36-customers");
        d.hand(&["mousemove", "500", "330", "click", "1"]);
        self.shot("37-customer");
        d.click_to_see(t("customer-edit"), t("customer-edit-save"));
        self.shot("38-customer-edit");
        d.click_to_see(t("customer-cancel"), t("customer-move"));
        d.click_to_see(t("customer-move"), t("customer-move-title"));
        self.shot("39-move");
        d.press("Escape");
        d.settle();
        d.press("Escape");
        d.click_to_see(t("rail-customers"), t("customers-new"));
        d.fill(t("customers-search"), "zzqqx");
        d.see(t("customers-none-title"));
        self.shot("40-nobody");
        d.click_to_see(t("customers-new"), t("customer-email"));
        d.fill(t("customer-name"), "Ann Winter");
        d.fill(t("customer-email"), "nonsense");
        self.shot("41-new-wrong");
        d.fill(t("customer-email"), "ann@example.org");
        d.click_to_see(t("customer-new-save"), t("customer-add-files"));
        self.shot("42-new-done");
    }

    fn log(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-log"), t("log-open-day"));
        self.shot("60-log");
        d.click_to_see(t("log-open-day"), t("log-mark"));
        self.shot("61-log-day");
        d.click_to_see(t("log-mark"), t("log-mark-go"));
        self.shot("62-log-mark");
        d.press("Escape");
        d.settle();
        d.press("Escape");
        d.click_to_see(t("log-charts"), t("log-chart-tables"));
        self.shot("63-log-charts");
        d.press("Escape");
        d.click_to_see(t("rail-customers"), t("customers-new"));
        d.hand(&["mousemove", "500", "330", "click", "1"]);
        d.click_to_see(t("customer-who-opened"), t("log-save-report"));
        self.shot("64-log-accesses");
        d.click_to_see(t("log-save-report"), t("log-take-go"));
        self.shot("65-log-report");
        d.press("Escape");
        d.settle();
        d.press("Escape");
    }

    fn import(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-customers"), t("customers-import"));
        d.click_to_see(t("customers-import"), t("csv-choose"));
        self.shot("43-csv");
        d.click_to_see(t("csv-choose"), t("picker-path"));
        d.fill(t("picker-path"), self.papers.join("customers.csv").to_str().unwrap());
        d.press("Return");
        d.see_part(t("csv-preview"));
        self.shot("44-csv-columns");
        d.click_part(&self.words.with("csv-go", &[("count", Value::Count(3))]), t("csv-go-uncounted"));
        d.see(t("csv-see"));
        self.shot("45-csv-report");
    }

    fn adding(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-records"), t("records-add-files"));
        d.click_to_see(t("records-add-files"), t("add-choose-files"));
        self.shot("46-add");
        d.fill(t("add-customer-label"), "ann");
        self.shot("47-add-finder");
        d.press("Down");
        d.press("Return");
        self.shot("48-add-customer");
        d.click_to_see(t("add-choose-files"), t("picker-path"));
        d.click("papers");
        d.see("letter.txt");
        d.click("letter.txt");
        d.click("again.txt");
        self.shot("49-add-picker");
        d.click(t("picker-choose"));
        d.see_gone(t("picker-path"));
        self.shot("50-add-files");
        d.click_to_see(t("add-start"), t("add-report-see"));
        self.shot("51-add-report");
    }

    fn groups(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-groups"), t("groups-new"));
        self.shot("52-groups");
        d.hand(&["mousemove", "500", "330", "click", "1"]);
        self.shot("53-group");
        d.click_to_see(t("groups-new"), t("groups-name-label"));
        self.shot("54-group-new");
        d.fill(t("groups-name-label"), "Archive");
        d.click(t("groups-make-go"));
        d.see_part(&self.words.with("groups-made", &[("name", "Archive".into())]));
        self.shot("55-group-made");
        d.click(t("groups-close"));
        self.shot("56-group-close");
        d.press("Escape");
        d.click(t("groups-see-records"));
        d.see(t("records-empty-title"));
        self.shot("57-no-records");
        d.click_to_see(t("rail-groups"), t("groups-new"));
        d.click_row("Archive");
        d.click(t("groups-see-customers"));
        d.see(t("customers-empty-title"));
        self.shot("58-no-customers");
    }

    fn check(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-check"), t("check-start"));
        self.shot("59-check");
        d.click(t("check-start"));
        d.see_any(&[t("check-running"), t("check-again")]);
        self.desktop.picture(&format!("{}/60-checking", self.name));
        d.click(t("rail-records"));
        self.desktop.picture(&format!("{}/61-job-strip", self.name));
        d.click(t("rail-check"));
        d.see(t("check-again"));
        self.shot("62-checked");
        d.click_to_see(t("rail-posture"), t("posture-why"));
        self.shot("62-posture");
        d.click_to_see(t("posture-take"), t("posture-take-text"));
        self.shot("62-posture-report");
        d.press("Escape");
    }

    fn around(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-records"), t("records-filter-type-any"));
        d.click_to_see(t("rail-manual"), t("manual-close"));
        self.shot("63-manual");
        d.fill(t("manual-find"), "CSV");
        self.shot("64-manual-find");
        d.press("F1");
        d.see_gone(t("manual-close"));
        d.click_row("Elena Radu");
        self.shot("65-settings");
        d.press("Escape");
        d.click_row(&self.words.with("status-session", &[("time", "".into())]));
        self.shot("66-status");
        d.press("Escape");
    }

    /// A record and a customer: what goes, the second person, the result, and a request that waits.
    fn deleting(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        if !d.shows(t("rail-lock")) {
            d.fill(t("unlock-login"), LOGIN);
            d.fill(t("unlock-password"), PASSWORD);
            d.press("Return");
        }
        d.click_to_see(t("rail-records"), t("records-search"));
        d.press("Down");
        d.press("Down");
        d.click_to_see(t("delete-open"), t("delete-final"));
        self.shot("80-delete");
        d.fill(t("out-reason-label"), "Asked for under article 17");
        d.click_to_see(t("delete-next"), t("consent-title"));
        self.seconded("81-delete-consent");
        d.see_gone(t("consent-title"));
        d.see(t("delete-back"));
        self.shot("82-deleted");
        d.click_to_see(t("delete-back"), t("records-search"));
        d.click_to_see(t("rail-customers"), t("customers-new"));
        d.press("Down");
        d.press("Down");
        d.click_to_see(t("delete-open"), t("delete-final"));
        self.shot("83-delete-customer");
        d.fill(t("out-reason-label"), "Asked for under article 17");
        d.click_to_see(t("delete-next"), t("consent-title"));
        d.click(t("consent-way-later"));
        self.shot("84-delete-later");
        d.click(t("consent-cancel"));
    }

    fn lock(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.press("ctrl+l");
        d.see(t("unlock-button"));
        self.shot("67-locked");
        d.press("F1");
        d.see(t("manual-close"));
        self.shot("68-manual-outside");
        d.press("F1");
        d.see_gone(t("manual-close"));
        // A person who was granted codes only, and one who holds no group key.
        for (login, password, name) in [
            ("thomas.ashworth", "sample harbour between two bridges", "69-staff"),
            ("mihai.stan", "sample copper kettle on the stove", "71-operator"),
        ] {
            d.fill(t("unlock-login"), login);
            d.fill(t("unlock-password"), password);
            d.press("Return");
            d.see(t("rail-lock"));
            self.shot(name);
            if d.shows(t("rail-customers")) {
                d.click(t("rail-customers"));
                d.hand(&["mousemove", "500", "330", "click", "1"]);
                self.shot("70-staff-customers");
            }
            d.press("ctrl+l");
            d.see(t("unlock-button"));
        }
    }
}
