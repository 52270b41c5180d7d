//! A vault with one group that three people hold: the founder, `mia`, who is a supervisor too, and `dan`; and the campaign
//! that kills an act of theirs, tears its writes, or fills the disk under it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strongroom::app::acts::SamplePerson;
use strongroom::app::entrance::Entrance;
use strongroom::app::request::LockReason;
use strongroom::base::clock::SystemClock;
use strongroom::crypto::secret::Password;
use strongroom::policy::Role;

use crate::dice::Dice;
use crate::full_disk::clear_error;
use crate::house::{FROM, add_customer, found};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program, copy, file, folder, give};

/// How many records the group holds, all of one customer.
pub(crate) const RECORDS: usize = 3;

/// The vault, and how its people log in.
pub(crate) struct Trio {
    pub(crate) founder: Program,
    pub(crate) customer: String,
    passwords: PathBuf,
}

impl Trio {
    pub(crate) fn make(name: &str, seed: u64, scan_bytes: usize) -> Self {
        let founder = found(&format!("{name}-house"), &["--practice"], false);
        founder.run(&["group", "add", FROM]).json();
        let customer = add_customer(&founder, FROM, "Ștefan Brânză");
        let papers = folder(&format!("{name}-papers"));
        let mut dice = Dice::seeded(seed);
        for number in 0..RECORDS {
            file(&papers.join(format!("scan-{number}.bin")), &dice.bytes(scan_bytes));
        }
        let imported = papers.to_str().unwrap();
        founder.run(&["import", imported, "--group", FROM, "--customer", &customer]).json();
        enrol(&founder, &folder(&format!("{name}-nowhere")));
        let passwords = folder(&format!("{name}-passwords"));
        for login in ["mia", "dan"] {
            file(&passwords.join(login), format!("{login} walks along the river\n").as_bytes());
        }
        Self { founder, customer, passwords }
    }

    pub(crate) fn as_someone(&self, program: &Program, login: &str) -> Program {
        let password_file = self.passwords.join(login);
        Program { login: login.to_owned(), password_file, ..program.clone() }
    }

    /// With `mia`'s signature beside the founder's.
    pub(crate) fn with_second(&self, arguments: &[&str]) -> Vec<String> {
        let file = self.passwords.join("mia").display().to_string();
        owned(&[arguments, &["--second", "mia", "--second-password-file", &file]].concat())
    }
}

/// A program on a copy of its vault.
pub(crate) fn copied(program: &Program, name: &str) -> Program {
    let vault = folder(name).join("vault");
    copy(&program.vault, &vault);
    Program { vault, ..program.clone() }
}

pub(crate) fn owned(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(ToString::to_string).collect()
}

pub(crate) fn run(program: &Program, arguments: &[String]) -> Ending {
    program.run(&borrowed(arguments))
}

pub(crate) fn borrowed(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// Repaired and checked, there is no damage.
pub(crate) fn sound(program: &Program) -> Result<(), String> {
    for arguments in [&["check", "--repair"][..], &["check"]] {
        let checked = program.run(arguments);
        if !checked.done() {
            return Err(format!("{arguments:?}: {checked:?}"));
        }
    }
    Ok(())
}

/// Everyone's keys are at hand in a practice vault; the people come in without the command line.
fn enrol(founder: &Program, nowhere: &Path) {
    let entrance = Entrance::open(&founder.vault, Arc::new(SystemClock), nowhere.to_owned()).ok().unwrap();
    let read = |path: &Path| fs::read_to_string(path).unwrap().trim().to_owned();
    let password = |text: String| Password::from_text(text.into());
    let mut session = entrance.unlock(&founder.login, &password(read(&founder.password_file))).ok().unwrap();
    let group = session.group_named(FROM).unwrap();
    for (login, role) in [("dan", Role::Staff), ("mia", Role::Supervisor)] {
        let person = SamplePerson {
            name: login,
            login,
            job_title: "",
            password: &password(format!("{login} walks along the river")),
            role,
            groups: &[(group, true)],
        };
        session.enrol_sample_person(&person).unwrap();
    }
    session.lock(LockReason::Person).unwrap();
    give(&founder.vault);
}

/// One act that is interrupted.
pub(crate) struct Campaign<'c> {
    pub(crate) name: String,
    pub(crate) modes: &'c [Mode],
    pub(crate) seed: u64,
    /// How many points of it, at most.
    pub(crate) wanted: usize,
    /// Does it.
    pub(crate) act: &'c dyn Fn(&Program, &Shim) -> Ending,
    /// Whose vault a copy is made of each time.
    pub(crate) on: &'c Program,
    /// Judges what is left; the number of the point may say who comes first.
    pub(crate) judge: &'c dyn Fn(&Program, &Ending, usize) -> Result<(), String>,
}

impl Campaign<'_> {
    /// Interrupts the act at each point: what was wrong afterwards.
    #[expect(clippy::print_stdout, reason = "a campaign says how much it covered")]
    pub(crate) fn run(&self) -> Vec<String> {
        let (changes, modes, name) = (self.changes(), self.modes, &self.name);
        let points = Dice::seeded(self.seed).points(self.wanted, changes);
        println!("{name} {modes:?}: {} of {changes} points", points.len());
        let mut bad = Vec::new();
        for (index, at) in points.into_iter().enumerate() {
            let mode = modes[index % modes.len()];
            let program = copied(self.on, &format!("{name}-{mode:?}"));
            let shim = Shim::around(&program.vault, mode, at);
            let ending = (self.act)(&program, &shim);
            let told = match mode {
                Mode::Full => clear_error(&ending),
                _ if ending.signal == Some(9) || ending.done() => Ok(()),
                _ => Err(format!("neither killed nor done: {ending:?}")),
            };
            if let Err(what) = told.and_then(|()| (self.judge)(&program, &ending, index)) {
                bad.push(format!("{name}, {mode:?} at {at} of {changes}: {what}"));
            }
        }
        bad
    }

    /// How many changes the undisturbed act makes.
    fn changes(&self) -> u64 {
        let name = &self.name;
        let program = copied(self.on, &format!("{name}-count-{:?}", std::thread::current().id()));
        let shim = Shim::around(&program.vault, Mode::Count, 0);
        let ending = (self.act)(&program, &shim);
        assert!(ending.done(), "undisturbed {name} failed: {ending:?}");
        (self.judge)(&program, &ending, 0).expect("an undisturbed act leaves a good vault");
        assert!(shim.changes() > 30, "the shim saw only {} changes of {name}", shim.changes());
        shim.changes()
    }
}

/// Nothing may have been wrong.
pub(crate) fn none_failed(bad: &[String]) {
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}
