//! Deleting for good, killed at any change of a file or on a disk that is full from there on: either nothing was decided
//! and all is there, or two have decided and whoever holds the group next carries it out; and nothing else is touched.

use std::sync::OnceLock;

use crate::dice::either;
use crate::house::{FROM, objects, text};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program};
use crate::trio::{Campaign, RECORDS, Trio, borrowed, none_failed, run, sound};

/// What is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Record,
    Customer,
}

/// A vault with one customer, three records, and two supervisors.
struct House {
    trio: Trio,
    /// The record that goes.
    record: String,
}

impl House {
    fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(|| {
            let trio = Trio::make("deleting", 23, 1_700_000);
            let listed = objects(&trio.founder.run(&["list", "--group", FROM]).json());
            let record = text(&listed[0], "id");
            Self { trio, record }
        })
    }

    fn arguments(&self, act: Act) -> Vec<String> {
        let reason = ["--group", FROM, "--reason", "Asked for under article 17"];
        let what = match act {
            Act::Record => vec!["delete", &self.record],
            Act::Customer => vec!["customer", "delete", &self.trio.customer],
        };
        self.trio.with_second(&[&what[..], &reason].concat())
    }

    /// How many records there are, and whether the customer is; what is decided is carried out by asking.
    fn left(&self, program: &Program, login: &str) -> (usize, bool) {
        let program = match login {
            "mia" => self.trio.as_someone(program, login),
            _ => program.clone(),
        };
        let records = objects(&program.run(&["list", "--group", FROM]).json()).len();
        (records, !objects(&program.run(&["customer", "find", "", "--group", FROM]).json()).is_empty())
    }

    fn judge(&self, act: Act, program: &Program, ending: &Ending, turn: usize) -> Result<(), String> {
        let gone = match act {
            Act::Record => (RECORDS - 1, true),
            Act::Customer => (0, false),
        };
        // Whoever holds the group and comes first.
        let left = self.left(program, ["founder", "mia"][turn % 2]);
        if left != gone && (ending.done() || left != (RECORDS, true)) {
            return Err(format!("left {left:?} after {ending:?}"));
        }
        clean(program)?;
        if left != gone {
            let again = run(program, &self.arguments(act));
            if !again.done() {
                return Err(format!("done again: {again:?}"));
            }
        }
        let left = self.left(program, "founder");
        if left != gone {
            return Err(format!("left {left:?} in the end"));
        }
        clean(program)
    }
}

/// No damage, and no content that no record names.
fn clean(program: &Program) -> Result<(), String> {
    sound(program)?;
    let orphans = program.run(&["check"]).json()["orphan_bytes"].as_u64();
    if orphans == Some(0) { Ok(()) } else { Err(format!("{orphans:?} bytes are left over")) }
}

#[test]
fn a_deletion_can_be_killed_at_any_write() {
    campaign(&[Mode::Kill, Mode::Tear], 340, either(6, usize::MAX));
}

#[test]
fn a_deletion_on_a_disk_that_fills_up_deletes_nothing_else() {
    campaign(&[Mode::Full], 350, either(4, 50));
}

fn campaign(modes: &[Mode], seed: u64, wanted: usize) {
    let house = House::shared();
    let mut bad = Vec::new();
    for (number, act) in [Act::Record, Act::Customer].into_iter().enumerate() {
        let judge = |program: &Program, ending: &Ending, turn| house.judge(act, program, ending, turn);
        let name = format!("deleting-{act:?}-{:?}", modes[0]);
        let (arguments, on, seed) = (house.arguments(act), &house.trio.founder, seed + number as u64);
        let run = |program: &Program, shim: &Shim| program.run_with(shim, &borrowed(&arguments));
        bad.extend(Campaign { name, modes, seed, wanted, act: &run, on, judge: &judge }.run());
    }
    none_failed(&bad);
}
