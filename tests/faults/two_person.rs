//! Setting a group to take two people, killed at any change of a file or on a disk that is full from there on: it is then
//! either as before, open to each alone, or ruled, and two open all of it; and what was cut off is done by doing it again.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::dice::{Dice, either};
use crate::full_disk::clear_error;
use crate::house::{FROM, add_customer, found, objects};
use crate::leaving::enrol;
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program, copy, file, folder};

/// How many records there are.
const RECORDS: usize = 3;

/// A vault with a group that three people hold.
struct House {
    founder: Program,
    /// The password of `mia`, the second supervisor, and of `dan`.
    passwords: PathBuf,
}

impl House {
    fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(Self::make)
    }

    fn make() -> Self {
        let founder = found("two-person-house", &["--practice"], false);
        founder.run(&["group", "add", FROM]).json();
        let customer = add_customer(&founder, FROM, "Ștefan Brânză");
        let papers = folder("two-person-papers");
        let mut dice = Dice::seeded(22);
        for number in 0..RECORDS {
            file(&papers.join(format!("scan-{number}.bin")), &dice.bytes(1_700_000));
        }
        let imported = papers.to_str().unwrap();
        founder.run(&["import", imported, "--group", FROM, "--customer", &customer]).json();
        enrol(&founder);
        let passwords = folder("two-person-passwords");
        for login in ["mia", "dan"] {
            file(&passwords.join(login), format!("{login} walks along the river\n").as_bytes());
        }
        Self { founder, passwords }
    }

    fn copied(&self, name: &str) -> Program {
        let vault = folder(name).join("vault");
        copy(&self.founder.vault, &vault);
        Program { vault, ..self.founder.clone() }
    }

    fn with_second(&self, arguments: &[&str]) -> Vec<String> {
        let file = self.passwords.join("mia").display().to_string();
        let second = ["--second", "mia", "--second-password-file", &file];
        arguments.iter().chain(&second).map(ToString::to_string).collect()
    }

    fn setting(&self) -> Vec<String> {
        self.with_second(&["group", "two-person", FROM])
    }

    /// Done by two who hold the group.
    fn by_two(&self, program: &Program, arguments: &[&str]) -> Ending {
        let arguments = self.with_second(&[arguments, &["--second-reason", "To see it is whole"]].concat());
        program.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Whether the founder alone opens the group and sees all of it.
    fn alone(program: &Program) -> Result<bool, String> {
        let listed = program.run(&["list", "--group", FROM]);
        match listed.code {
            Some(0) if objects(&listed.json()).len() == RECORDS => Ok(true),
            Some(1) => Ok(false),
            _ => Err(format!("alone: {listed:?}")),
        }
    }

    /// Two take all of it out, to the last byte: what is taken out is held against its hash.
    fn whole_by_two(&self, program: &Program) -> Result<(), String> {
        let listed = self.by_two(program, &["list", "--group", FROM]);
        if !listed.done() {
            return Err(format!("by two: {listed:?}"));
        }
        let rows = objects(&listed.json());
        let ids: Vec<String> = rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        let to = folder(&format!("two-person-out-{:?}", std::thread::current().id()));
        let mut export = vec!["export"];
        export.extend(ids.iter().map(String::as_str));
        export.extend(["--group", FROM, "--to", to.to_str().unwrap(), "--reason", "To see it is whole"]);
        let taken = self.by_two(program, &export);
        if ids.len() == RECORDS && taken.done() { Ok(()) } else { Err(format!("taken out: {taken:?}")) }
    }

    fn judge(&self, program: &Program) -> Result<(), String> {
        Self::sound(program)?;
        if Self::alone(program)? {
            let again = self.setting();
            let again = program.run(&again.iter().map(String::as_str).collect::<Vec<_>>());
            if !again.done() {
                return Err(format!("done again: {again:?}"));
            }
        } else {
            self.whole_by_two(program)?;
            if !objects(&program.run(&["group", "owed"]).json()).is_empty() {
                let renewed = self.by_two(program, &["group", "rekey", FROM]);
                if !renewed.done() {
                    return Err(format!("gone on with: {renewed:?}"));
                }
            }
        }
        if Self::alone(program)? {
            return Err("one person opens it in the end".to_owned());
        }
        let owed = objects(&program.run(&["group", "owed"]).json());
        if !owed.is_empty() {
            return Err(format!("owed in the end: {owed:?}"));
        }
        self.whole_by_two(program)?;
        Self::sound(program)
    }

    /// Repaired and checked, there is no damage.
    fn sound(program: &Program) -> Result<(), String> {
        for arguments in [&["check", "--repair"][..], &["check"]] {
            let checked = program.run(arguments);
            if !checked.done() {
                return Err(format!("{arguments:?}: {checked:?}"));
            }
        }
        Ok(())
    }
}

#[test]
fn setting_a_group_to_two_people_can_be_killed_at_any_write() {
    campaign(&[Mode::Kill, Mode::Tear], 320, either(8, usize::MAX));
}

#[test]
fn setting_a_group_to_two_people_on_a_disk_that_fills_up_shuts_nobody_out() {
    campaign(&[Mode::Full], 330, either(6, 50));
}

#[expect(clippy::print_stdout, reason = "a campaign says how much it covered")]
fn campaign(modes: &[Mode], seed: u64, wanted: usize) {
    let house = House::shared();
    let setting = house.setting();
    let setting: Vec<&str> = setting.iter().map(String::as_str).collect();
    let name = format!("two-person-count-{:?}", std::thread::current().id());
    let program = house.copied(&name);
    let shim = Shim::around(&program.vault, Mode::Count, 0);
    let ending = program.run_with(&shim, &setting);
    assert!(ending.done(), "undisturbed it failed: {ending:?}");
    house.judge(&program).expect("an undisturbed setting leaves a good vault");
    let changes = shim.changes();
    assert!(changes > 30, "the shim saw only {changes} changes");
    let points = Dice::seeded(seed).points(wanted, changes);
    println!("two-person {modes:?}: {} of {changes} points", points.len());
    let mut bad = Vec::new();
    for (index, at) in points.into_iter().enumerate() {
        let mode = modes[index % modes.len()];
        let program = house.copied(&format!("two-person-{mode:?}-{:?}", std::thread::current().id()));
        let shim = Shim::around(&program.vault, mode, at);
        let ending = program.run_with(&shim, &setting);
        let told = match mode {
            Mode::Full => clear_error(&ending),
            _ if ending.signal == Some(9) || ending.done() => Ok(()),
            _ => Err(format!("neither killed nor done: {ending:?}")),
        };
        if let Err(what) = told.and_then(|()| house.judge(&program)) {
            bad.push(format!("{mode:?} at {at} of {changes}: {what}"));
        }
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}
