//! Leaving, and writing again what was held, killed at any change of a file or on a disk that is full from there on: those
//! who stay can always open the vault, whoever left never once it is done, and what was cut off is done by doing it again.

use std::sync::OnceLock;

use crate::dice::either;
use crate::house::{FROM, State, objects};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program};
use crate::trio::{Campaign, RECORDS, Trio, copied, none_failed, sound};

/// The two acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Leave,
    Rekey,
}

const ALL: [Act; 2] = [Act::Leave, Act::Rekey];

/// A vault that `mia` stays with and `dan` leaves.
struct House {
    trio: Trio,
    /// The same, after `dan` left.
    left: Program,
    before: State,
}

impl House {
    fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(Self::make)
    }

    fn make() -> Self {
        // As much as it takes for a second stack.
        let trio = Trio::make("leaving", 21, 5_700_000);
        let before = State::read(&trio.founder);
        assert_eq!(before.records.len(), RECORDS, "{before:#?}");
        let left = copied(&trio.founder, "leaving-left");
        left.run(&["staff", "leave", "dan", "--reason", "Went to another firm"]).json();
        Self { trio, left, before }
    }

    /// Whether the person can open the vault and finds all of it there.
    fn opens(&self, program: &Program, login: &str) -> Result<bool, String> {
        let program = self.trio.as_someone(program, login);
        let listed = program.run(&["group", "list"]);
        match listed.code {
            Some(0) if State::read(&program) == self.before => Ok(true),
            Some(3 | 7) => Ok(false),
            _ => Err(format!("{login}: {listed:?}")),
        }
    }
}

impl Act {
    fn arguments(self) -> Vec<&'static str> {
        match self {
            Self::Leave => vec!["staff", "leave", "dan", "--reason", "Went to another firm"],
            Self::Rekey => vec!["group", "rekey", FROM],
        }
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
        sound(program).map_err(|what| format!("{self:?}: {what}"))?;
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

fn campaign(modes: &[Mode], seed: u64, wanted: usize) {
    let house = House::shared();
    let mut bad = Vec::new();
    for (number, act) in ALL.into_iter().enumerate() {
        let on = match act {
            Act::Leave => &house.trio.founder,
            Act::Rekey => &house.left,
        };
        let judge = |program: &Program, ending: &Ending, turn| act.judge(house, program, ending, turn);
        let run = |program: &Program, shim: &Shim| program.run_with(shim, &act.arguments());
        let (name, seed) = (format!("leaving-{act:?}"), seed + number as u64);
        bad.extend(Campaign { name, modes, seed, wanted, act: &run, on, judge: &judge }.run());
    }
    none_failed(&bad);
}
