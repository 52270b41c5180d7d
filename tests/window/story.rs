//! The whole slice in one sitting: found a vault, unlock it, make a group, add a customer, put three files in, find one,
//! see it, lock: with a real vault, on a machine without a network, once in each language.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use strongroom::texts::{Language, Texts};

use crate::desktop::{Desktop, Kind, give};
use crate::planted::Secret;
use crate::traces;

const EMAIL: &str = "ann@example.org";

/// What a person types and reads in one language.
struct Told {
    words: Texts,
    password: &'static str,
    business: &'static str,
    founder: &'static str,
    group: &'static str,
    customer: &'static str,
    letter: &'static str,
}

impl Told {
    fn in_english() -> Self {
        Self {
            words: Texts::new(Language::English),
            password: "harbour lantern over nine quiet mills",
            business: "Dumbrava Clinic",
            founder: "Ioana Marin",
            group: "Private clients",
            customer: "Ann Winter",
            letter: "Dear Ms Winter, the deed is signed.",
        }
    }

    fn in_romanian() -> Self {
        Self {
            words: Texts::new(Language::Romanian),
            password: "nouă mori liniștite țin șirul băncii",
            business: "Clinica Dumbrăvița",
            founder: "Ștefania Mărgărint",
            group: "Clienți vârstnici",
            customer: "Țîrlea Ghiță",
            letter: "Stimată doamnă Ghiță, actul este semnat și păstrat.",
        }
    }

    fn t(&self, key: &str) -> &str {
        let text = self.words.text(key);
        assert!(self.words.has(key), "there is no text {key}");
        text
    }

    fn with(&self, key: &str, name: &str, value: impl Into<strongroom::texts::Value<'static>>) -> String {
        self.words.with(key, &[(name, value.into())])
    }

    /// A text up to what it names.
    fn before(&self, key: &str, name: &str) -> String {
        let text = self.with(key, name, "\u{0}".to_owned());
        text.split('\u{0}').next().unwrap().trim_end().to_owned()
    }
}

#[test]
fn a_real_vault_from_founding_to_locking() {
    tell(&Told::in_english(), 70);
}

#[test]
fn a_real_vault_from_founding_to_locking_in_romanian() {
    tell(&Told::in_romanian(), 75);
}

fn tell(told: &Told, first_display: u32) {
    if !rustix::process::geteuid().is_root() {
        println!("real vault in the window: left out, a machine without a network takes root (unshare)");
        return;
    }
    let language = told.words.language();
    let mut desktop =
        Desktop::start(&format!("real-{}", language.code()), first_display, Kind::ordinary(language));
    let program = install(&desktop);
    let papers = papers(&desktop, told);
    let vault = desktop.folder().join("vault");
    let mut window = desktop.isolated(&program);
    window.arg("--allow").arg(desktop.folder());
    desktop.adopt(quiet(window));

    found(&desktop, told, &vault);
    desktop.click(told.t("wizard-done-open"));
    unlock(&desktop, told);
    desktop.see_any(&[told.t("status-air-gap-green"), told.t("status-air-gap-amber")]);
    work(&desktop, told, &papers);
    lock(&desktop, told);
    let typed = [
        Secret::text("the password", told.password),
        Secret::text("the group", told.group),
        Secret::text("the customer's name", told.customer),
        Secret::text("the customer's address", EMAIL),
        Secret::text("the letter's text", told.letter),
    ];
    traces::require_none(&desktop, &typed, &[&papers, Path::new(&program)]);

    let listed = listed(desktop.isolated(&program), &desktop, told, &vault);
    let titles: Vec<&str> = listed.iter().filter_map(|record| record["title"].as_str()).collect();
    assert_eq!(listed.len(), 3, "{titles:?}");
    assert!(titles.iter().any(|title| title.contains("letter")), "{titles:?}");
}

/// The program where the ordinary user can run it, and a home. `STRONGROOM_PROGRAM` names another build than the tests' own,
/// the one that is released for example.
pub(crate) fn install(desktop: &Desktop) -> String {
    let built =
        std::env::var_os("STRONGROOM_PROGRAM").unwrap_or_else(|| env!("CARGO_BIN_EXE_strongroom").into());
    let program = desktop.folder().join("strongroom");
    fs::copy(built, &program).unwrap();
    give(&program);
    program.to_str().unwrap().to_owned()
}

/// Three files: a text, a table and a picture.
fn papers(desktop: &Desktop, told: &Told) -> PathBuf {
    let folder = desktop.folder().join("papers");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("letter.txt"), told.letter).unwrap();
    fs::write(folder.join("payments.csv"), "day,amount\n2026-11-02,120\n2026-11-09,80\n").unwrap();
    let mut picture = Command::new("convert");
    picture.args(["-size", "320x200", "gradient:navy-white"]).arg(folder.join("scan.png"));
    assert!(
        picture.status().is_ok_and(|status| status.success()),
        "imagemagick is needed: apt-get install imagemagick"
    );
    give(&folder);
    folder
}

pub(crate) fn quiet(mut command: Command) -> Command {
    command.stdout(Stdio::null());
    command
}

/// A picture of this step, in this language.
fn picture(desktop: &Desktop, told: &Told, step: &str) {
    desktop.picture(&format!("{}-{step}", told.words.language().code()));
}

/// The wizard, from the folder to the sheets.
fn found(desktop: &Desktop, told: &Told, vault: &Path) {
    desktop.fill(told.t("wizard-folder-label"), vault.to_str().unwrap());
    picture(desktop, told, "1-folder");
    desktop.click(told.t("wizard-next"));
    desktop.fill(told.t("wizard-you-business"), told.business);
    desktop.fill(told.t("wizard-you-founder"), told.founder);
    desktop.fill(told.t("wizard-you-login"), "ioana.marin");
    picture(desktop, told, "2-you");
    desktop.click(told.t("wizard-next"));
    desktop.fill(told.t("wizard-password-first"), told.password);
    desktop.fill(told.t("wizard-password-again"), told.password);
    picture(desktop, told, "3-password");
    desktop.click(told.t("wizard-next"));
    picture(desktop, told, "4-computer");
    desktop.click(told.t("wizard-make"));
    for number in 1..=5_u32 {
        keep_sheet(desktop, &told.words, number);
    }
    picture(desktop, told, "5-sheets");
    desktop.click(told.t("wizard-sheets-done"));
    desktop.see(told.t("wizard-title-done"));
    picture(desktop, told, "6-made");
}

/// Saves a recovery sheet to a place of its own and ticks it.
pub(crate) fn keep_sheet(desktop: &Desktop, words: &Texts, number: u32) {
    let with = |key| words.with(key, &[("number", number.into())]);
    let place = desktop.folder().join(format!("place-{number}"));
    fs::create_dir(&place).unwrap();
    give(&place);
    let name = words.text("picker-name");
    desktop.click_to_see(&with("wizard-sheet-save"), name);
    desktop.fill(name, place.join("sheet.pdf").to_str().unwrap());
    desktop.press("Return");
    desktop.see_gone(name);
    desktop.click(&with("wizard-sheet-tick"));
    assert!(fs::read(place.join("sheet.pdf")).unwrap().starts_with(b"%PDF"));
}

fn unlock(desktop: &Desktop, told: &Told) {
    desktop.see(told.t("unlock-button"));
    desktop.fill(told.t("unlock-login"), "ioana.marin");
    desktop.fill(told.t("unlock-password"), told.password);
    picture(desktop, told, "7-unlock");
    desktop.press("Return");
    desktop.see(told.t("rail-lock"));
    picture(desktop, told, "8-unlocked");
}

/// Group, customer, three files, find one, see it.
fn work(desktop: &Desktop, told: &Told, papers: &Path) {
    desktop.click_to_see(told.t("rail-groups"), told.t("groups-new"));
    desktop.click_to_see(told.t("groups-new"), told.t("groups-name-label"));
    desktop.fill(told.t("groups-name-label"), told.group);
    desktop.click(told.t("groups-make-go"));
    desktop.see_part(&told.with("groups-made", "name", told.group));
    picture(desktop, told, "9-group");

    desktop.click_to_see(told.t("rail-customers"), told.t("customers-new"));
    desktop.click_to_see(told.t("customers-new"), told.t("customer-email"));
    desktop.fill(told.t("customer-name"), told.customer);
    desktop.fill(told.t("customer-email"), EMAIL);
    picture(desktop, told, "10-customer");
    desktop.click(told.t("customer-new-save"));
    desktop.see_part(&told.before("customer-new-done", "code"));
    picture(desktop, told, "11-code");

    desktop.click(told.t("customer-add-files"));
    let path = told.t("picker-path");
    desktop.click_to_see(told.t("add-choose-folder"), path);
    desktop.fill(path, papers.to_str().unwrap());
    desktop.press("Return");
    desktop.see_gone(path);
    picture(desktop, told, "12-files");
    desktop.click(told.t("add-start"));
    desktop.see(&told.with("add-report-done", "count", 3_u32));
    picture(desktop, told, "13-report");

    desktop.click(told.t("add-report-see"));
    desktop.fill(told.t("records-search"), "lett");
    let of_three = [("fit", 1_u32.into()), ("records", told.with("records-count", "count", 3_u32).into())];
    desktop.see_part(&told.words.with("records-fit", &of_three));
    desktop.click_row("letter");
    picture(desktop, told, "14-found");
    desktop.press("Return");
    desktop.see_part(told.letter);
    picture(desktop, told, "15-viewer");
}

fn lock(desktop: &Desktop, told: &Told) {
    desktop.press("ctrl+l");
    desktop.see(told.t("unlock-button"));
    assert!(!desktop.shows(told.letter), "the letter is still shown after locking");
    picture(desktop, told, "16-locked");
}

/// The records, by the command line.
fn listed(mut command: Command, desktop: &Desktop, told: &Told, vault: &Path) -> Vec<Value> {
    let password = desktop.folder().join("password");
    fs::write(&password, told.password).unwrap();
    give(&password);
    command.arg("--json").arg("--vault").arg(vault).args(["--account", "ioana.marin"]);
    command.arg("--password-file").arg(password).args(["list", "--group", told.group]);
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice::<Value>(&output.stdout).unwrap().as_array().unwrap().clone()
}
