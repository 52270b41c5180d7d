//! Setting a group to take two people, killed at any change of a file or on a disk that is full from there on: it is then
//! either as before, open to each alone, or ruled, and two open all of it; and what was cut off is done by doing it again.

use std::sync::OnceLock;

use crate::dice::either;
use crate::house::{FROM, objects};
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program, folder};
use crate::trio::{Campaign, RECORDS, Trio, borrowed, none_failed, run, sound};

/// A vault with a group that three people hold.
struct House(Trio);

impl House {
    fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(|| Self(Trio::make("two-person", 22, 1_700_000)))
    }

    fn setting(&self) -> Vec<String> {
        self.0.with_second(&["group", "two-person", FROM])
    }

    /// Done by two who hold the group.
    fn by_two(&self, program: &Program, arguments: &[&str]) -> Ending {
        run(program, &self.0.with_second(&[arguments, &["--second-reason", "To see it is whole"]].concat()))
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
        sound(program)?;
        if Self::alone(program)? {
            let again = run(program, &self.setting());
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
        sound(program)
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

fn campaign(modes: &[Mode], seed: u64, wanted: usize) {
    let house = House::shared();
    let judge = |program: &Program, _: &Ending, _| house.judge(program);
    let (name, on) = (format!("two-person-{:?}", modes[0]), &house.0.founder);
    let setting = house.setting();
    let run = |program: &Program, shim: &Shim| program.run_with(shim, &borrowed(&setting));
    let campaign = Campaign { name, modes, seed, wanted, act: &run, on, judge: &judge };
    none_failed(&campaign.run());
}
