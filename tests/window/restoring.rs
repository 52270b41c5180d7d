//! A vault that nobody can open any more comes back in the real window, confined as it is for people: three sheets, read from
//! pictures of their codes, restore the backup in its place, and the restored vault is logged in to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use strongroom::texts::{Language, Texts};

use crate::desktop::{Desktop, Kind, give};
use crate::story::{install, quiet};

const PASSWORD: &str = "harbour lantern over nine quiet mills";
const GROUP: &str = "Private clients";
const KEPT: &str = "Ann Winter";

/// A practice vault, a medium with a backup of it, and pictures of three of its sheets.
struct House<'d> {
    desktop: &'d Desktop,
    program: String,
    vault: PathBuf,
    stick: PathBuf,
}

impl<'d> House<'d> {
    fn new(desktop: &'d Desktop) -> Self {
        let folder = desktop.folder();
        let (place, stick) = (folder.join("place"), folder.join("stick"));
        fs::write(folder.join("password"), PASSWORD).unwrap();
        for made in [&place, &stick] {
            fs::create_dir(made).unwrap();
        }
        let program = install(desktop);
        let house = Self { desktop, program, vault: place.join("vault"), stick };
        let mut init = vec!["init", "--practice", "--business", "Dumbrava", "--founder", "Ioana Marin"];
        init.extend(["--login", "ioana"]);
        let sheets: Vec<String> =
            (1..=5).map(|n| folder.join(format!("sheet-{n}")).to_str().unwrap().to_owned()).collect();
        for sheet in &sheets {
            fs::create_dir(sheet).unwrap();
            init.extend(["--sheet-to", sheet]);
        }
        give(folder);
        house.ask(&init);
        let stick = house.stick.to_str().unwrap();
        house.ask(&["group", "add", GROUP]);
        house.ask(&["customer", "add", "--group", GROUP, "--name", KEPT]);
        house.ask(&["media", "enrol", stick, "--label", "Stick"]);
        house.ask(&["backup", "write", "--to", stick]);
        for sheet in [1, 3, 5] {
            photograph(Path::new(&sheets[sheet - 1]), &house.picture(sheet));
        }
        give(folder);
        house
    }

    fn picture(&self, sheet: usize) -> PathBuf {
        self.stick.join(format!("sheet-{sheet}.png"))
    }

    fn ask(&self, arguments: &[&str]) -> Value {
        let mut command = self.desktop.ordinary(&self.program);
        command.arg("--json").arg("--vault").arg(&self.vault).args(["--account", "ioana"]);
        command.arg("--password-file").arg(self.desktop.folder().join("password")).args(arguments);
        let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }
}

/// The page of the sheet that was saved in a folder, as a picture.
fn photograph(saved: &Path, to: &Path) {
    let pdf = fs::read_dir(saved).unwrap().next().unwrap().unwrap().path();
    let mut draw = Command::new("pdftoppm");
    draw.args(["-png", "-gray", "-singlefile", "-r", "200"]).arg(pdf).arg(to.with_extension(""));
    let done = draw.status().expect("pdftoppm is needed: apt-get install poppler-utils");
    assert!(done.success() && to.exists());
}

#[test]
fn a_vault_that_nobody_can_open_comes_back_by_three_sheets() {
    let texts = Texts::new(Language::English);
    let t = |key| texts.text(key);
    let mut desktop = Desktop::start("by-sheets", 195, Kind::ordinary(Language::English));
    let house = House::new(&desktop);
    let registry = house.vault.join("registry.1.db");
    assert!(registry.exists());
    fs::write(&registry, "nothing that opens").unwrap();
    let (program, vault, stick) = (house.program.clone(), house.vault.clone(), house.stick.clone());
    let pictures = [1, 3, 5].map(|sheet| (sheet, house.picture(sheet)));
    let mut window = desktop.ordinary(&program);
    window.arg("--vault").arg(&vault).arg("--restoring").arg(&stick).arg("--restoring-by-sheets");
    desktop.adopt(quiet(window));

    desktop.click_to_see(t("by-sheets-go-on"), t("recover-picture"));
    for (sheet, picture) in pictures {
        desktop.click_to_see(t("recover-picture"), t("picker-path"));
        desktop.fill(t("picker-path"), picture.to_str().unwrap());
        desktop.press("Return");
        desktop.see_gone(t("picker-path"));
        if sheet < 5 {
            desktop
                .see_part(&texts.with("recover-sheet", &[("number", u32::try_from(sheet).unwrap().into())]));
        }
    }
    desktop.click_to_see(t("place-begin"), t("by-sheets-place"));
    desktop.see_part(t("against-unopened"));
    desktop.picture("by-sheets-staged");
    desktop.click_to_see(t("by-sheets-place"), t("placed-open"));
    desktop.picture("by-sheets-placed");
    desktop.click_to_see(t("placed-open"), t("unlock-button"));
    desktop.log_in(&texts, "ioana", PASSWORD);
    desktop.press("alt+F4");

    let kept: Vec<String> = fs::read_dir(vault.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".before-"))
        .collect();
    let [kept] = kept.as_slice() else { panic!("the vault of before is kept: {kept:?}") };
    assert_eq!(fs::read(vault.with_file_name(kept).join("registry.1.db")).unwrap(), b"nothing that opens");
    let running = || crate::scan::running(&program).is_empty();
    desktop.wait_for("the window to be gone", running);
    let house = House { desktop: &desktop, program: program.clone(), vault, stick };
    let found = house.ask(&["customer", "find", "Winter"]);
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
}
