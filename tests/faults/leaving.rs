//! Leaving, and writing again what was held, killed at any change of a file or on a disk that is full from there on: those
//! who stay can always open the vault, whoever left never once it is done, and what was cut off is done by doing it again.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use strongroom::app::acts::SamplePerson;
use strongroom::app::entrance::Entrance;
use strongroom::app::request::LockReason;
use strongroom::base::clock::SystemClock;
use strongroom::crypto::secret::Password;
use strongroom::policy::Role;

use crate::dice::{Dice, either};
use crate::full_disk::clear_error;
use crate::house::{FROM, State, add_customer, found, objects};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program, copy, file, folder, give};

/// The two acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Leave,
    Rekey,
}

const ALL: [Act; 2] = [Act::Leave, Act::Rekey];

/// A vault with three people who hold its group: the founder, `mia` who stays, `dan` who leaves.
struct House {
    founder: Program,
    /// The same, after `dan` left.
    left: Program,
    before: State,
    passwords: PathBuf,
}

impl House {
    fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(Self::make)
    }

    fn make() -> Self {
        let founder = found("leaving-house", &["--practice"], false);
        founder.run(&["group", "add", FROM]).json();
        let customer = add_customer(&founder, FROM, "Ștefan Brânză");
        let papers = folder("leaving-papers");
        let mut dice = Dice::seeded(21);
        // As much as it takes for a second stack.
        for number in 0..3 {
            file(&papers.join(format!("scan-{number}.bin")), &dice.bytes(5_700_000));
        }
        let imported = papers.to_str().unwrap();
        founder.run(&["import", imported, "--group", FROM, "--customer", &customer]).json();
        enrol(&founder);
        let passwords = folder("leaving-passwords");
        for login in ["mia", "dan"] {
            file(&passwords.join(login), format!("{login} walks along the river\n").as_bytes());
        }
        let before = State::read(&founder);
        assert_eq!(before.records.len(), 3, "{before:#?}");
        let left = Program { vault: folder("leaving-left").join("vault"), ..founder.clone() };
        copy(&founder.vault, &left.vault);
        left.run(&["staff", "leave", "dan", "--reason", "Went to another firm"]).json();
        Self { founder, left, before, passwords }
    }

    /// The program on a copy of the vault that the act begins with.
    fn copied(&self, act: Act, name: &str) -> Program {
        let program = match act {
            Act::Leave => &self.founder,
            Act::Rekey => &self.left,
        };
        let vault = folder(&format!("{name}-{act:?}")).join("vault");
        copy(&program.vault, &vault);
        Program { vault, ..program.clone() }
    }

    fn as_someone(&self, program: &Program, login: &str) -> Program {
        let password_file = self.passwords.join(login);
        Program { login: login.to_owned(), password_file, ..program.clone() }
    }

    /// Whether the person can open the vault and finds all of it there.
    fn opens(&self, program: &Program, login: &str) -> Result<bool, String> {
        let program = self.as_someone(program, login);
        let listed = program.run(&["group", "list"]);
        match listed.code {
            Some(0) if State::read(&program) == self.before => Ok(true),
            Some(3 | 7) => Ok(false),
            _ => Err(format!("{login}: {listed:?}")),
        }
    }
}

/// Everyone's keys are at hand in a practice vault; the people come in without the command line.
pub(crate) fn enrol(founder: &Program) {
    let nowhere = folder("leaving-nowhere");
    let entrance = Entrance::open(&founder.vault, Arc::new(SystemClock), nowhere).ok().unwrap();
    let read = |path: &std::path::Path| fs::read_to_string(path).unwrap().trim().to_owned();
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

impl Act {
    fn arguments(self) -> Vec<&'static str> {
        match self {
            Self::Leave => vec!["staff", "leave", "dan", "--reason", "Went to another firm"],
            Self::Rekey => vec!["group", "rekey", FROM],
        }
    }

    /// How many changes an undisturbed act makes.
    fn changes(self, house: &House) -> u64 {
        let program = house.copied(self, &format!("leaving-count-{:?}", std::thread::current().id()));
        let shim = Shim::around(&program.vault, Mode::Count, 0);
        let ending = program.run_with(&shim, &self.arguments());
        assert!(ending.done(), "undisturbed {self:?} failed: {ending:?}");
        self.judge(house, &program, &ending, 0).expect("an undisturbed act leaves a good vault");
        assert!(shim.changes() > 30, "the shim saw only {} changes of {self:?}", shim.changes());
        shim.changes()
    }

    /// Judges the vault after the act was interrupted, or not; `turn` says who comes first. Then it is done again.
    fn judge(self, house: &House, program: &Program, ending: &Ending, turn: usize) -> Result<(), String> {
        let mut logins = ["dan", "mia"];
        logins.rotate_left(turn % 2);
        let mut gone = ending.done() || self == Self::Rekey;
        for login in logins {
            let opened = house.opens(program, login)?;
            if login == "mia" && !opened {
                return Err("mia, who stays, cannot open the vault".to_owned());
            }
            if login == "dan" && opened && gone {
                return Err("dan, who left, still opens the vault".to_owned());
            }
            gone |= login == "dan" && !opened;
        }
        self.whole(house, program)?;
        let owed = objects(&program.run(&["group", "owed"]).json());
        if self == Self::Leave && owed.len() != usize::from(gone) {
            return Err(format!("gone: {gone}, and owed: {owed:?}"));
        }
        self.again(house, program, gone)
    }

    /// Done again, to its end.
    fn again(self, house: &House, program: &Program, gone: bool) -> Result<(), String> {
        if !(self == Self::Leave && gone) {
            let again = program.run(&self.arguments());
            if !again.done() {
                return Err(format!("done again: {again:?}"));
            }
        }
        if house.opens(program, "dan")? || !house.opens(program, "mia")? {
            return Err("after it was done again, dan opens the vault or mia does not".to_owned());
        }
        let owed = objects(&program.run(&["group", "owed"]).json());
        if owed.len() != usize::from(self == Self::Leave) {
            return Err(format!("owed in the end: {owed:?}"));
        }
        self.whole(house, program)
    }

    /// The founder opens the vault, repairs, finds no damage and all that was there.
    fn whole(self, house: &House, program: &Program) -> Result<(), String> {
        for arguments in [&["check", "--repair"][..], &["check"]] {
            let checked = program.run(arguments);
            if !checked.done() {
                return Err(format!("{self:?}, {arguments:?}: {checked:?}"));
            }
        }
        let after = State::read(program);
        if after == house.before { Ok(()) } else { Err(format!("{self:?} left {after:#?}")) }
    }
}

#[test]
fn leaving_can_be_killed_at_any_write() {
    campaign(&[Mode::Kill, Mode::Tear], 300, either(8, usize::MAX));
}

#[test]
fn leaving_on_a_disk_that_fills_up_lets_no_one_down() {
    campaign(&[Mode::Full], 310, either(6, 50));
}

#[expect(clippy::print_stdout, reason = "a campaign says how much it covered")]
fn campaign(modes: &[Mode], seed: u64, wanted: usize) {
    let house = House::shared();
    let mut bad = Vec::new();
    for (number, act) in ALL.into_iter().enumerate() {
        let changes = act.changes(house);
        let points = Dice::seeded(seed + number as u64).points(wanted, changes);
        println!("{act:?} {modes:?}: {} of {changes} points", points.len());
        for (index, at) in points.into_iter().enumerate() {
            let mode = modes[index % modes.len()];
            let program = house.copied(act, &format!("leaving-{mode:?}"));
            let shim = Shim::around(&program.vault, mode, at);
            let ending = program.run_with(&shim, &act.arguments());
            let told = match mode {
                Mode::Full => clear_error(&ending),
                _ if ending.signal == Some(9) || ending.done() => Ok(()),
                _ => Err(format!("neither killed nor done: {ending:?}")),
            };
            if let Err(what) = told.and_then(|()| act.judge(house, &program, &ending, index)) {
                bad.push(format!("{act:?}, {mode:?} at {at} of {changes}: {what}"));
            }
        }
    }
    assert!(bad.is_empty(), "{} points failed:\n{}", bad.len(), bad.join("\n"));
}
