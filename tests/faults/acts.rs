//! The writing acts that are interrupted, and the judgement afterwards: whatever happened, a vault that opens, checks
//! clean, and holds everything that was acknowledged and everything there was before.

use std::fs;

use crate::house::{FROM, House, Record, State, TO, sha256};
use crate::stage::{Ending, Program};

/// An act that writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Import,
    AddCustomer,
    EditCustomer,
    MoveCustomer,
    AddGroup,
}

const NEW_NAME: &str = "Zoltan Quill";
const NEW_GROUP: &str = "Winter estates";

impl Act {
    pub(crate) const ALL: [Self; 5] =
        [Self::Import, Self::AddCustomer, Self::EditCustomer, Self::MoveCustomer, Self::AddGroup];

    pub(crate) fn arguments(self, house: &House) -> Vec<&str> {
        match self {
            Self::Import => {
                vec!["import", house.files.to_str().unwrap(), "--group", FROM, "--customer", &house.customer]
            }
            Self::AddCustomer => vec!["customer", "add", "--group", FROM, "--name", NEW_NAME],
            Self::EditCustomer => {
                vec!["customer", "edit", &house.customer, "--group", FROM, "--name", NEW_NAME]
            }
            Self::MoveCustomer => vec!["customer", "move", &house.customer, "--group", FROM, "--to", TO],
            Self::AddGroup => vec!["group", "add", NEW_GROUP],
        }
    }

    /// Judges the vault after the act was interrupted, or not: says what is wrong with it.
    pub(crate) fn judge(self, house: &House, program: &Program, ending: &Ending) -> Result<(), String> {
        clean_after_repair(program)?;
        let after = State::read(program);
        let whole = self.applied(house, &after);
        let fine = if ending.done() {
            after == whole
        } else {
            after == house.before
                || after == whole
                || (self == Self::Import && between(house, &after, &whole))
        };
        if fine { Ok(()) } else { Err(format!("{self:?} ended as {ending:?} and left {after:#?}")) }
    }

    /// The state after the act was done. A new customer's code is drawn, so it is taken from `after`.
    fn applied(self, house: &House, after: &State) -> State {
        let mut state = house.before.clone();
        match self {
            Self::Import => {
                for record in imported(house) {
                    *state.records.entry(record).or_default() += 1;
                }
            }
            Self::AddCustomer => {
                state
                    .customers
                    .extend(after.customers.clone().into_iter().filter(|(_, name)| name == NEW_NAME).take(1));
            }
            Self::EditCustomer => {
                state.customers.insert((FROM.to_owned(), house.customer.clone()), NEW_NAME.to_owned());
            }
            Self::MoveCustomer => {
                let name = state.customers.remove(&(FROM.to_owned(), house.customer.clone())).unwrap();
                state.customers.insert((TO.to_owned(), house.customer.clone()), name);
                let moved = state.records.into_iter().map(|(mut record, times)| {
                    if record.code == house.customer {
                        TO.clone_into(&mut record.group);
                    }
                    (record, times)
                });
                state.records = moved.collect();
            }
            Self::AddGroup => {
                state.groups.insert(NEW_GROUP.to_owned());
            }
        }
        state
    }
}

/// `check --repair` ends well, and a second look finds nothing left over.
fn clean_after_repair(program: &Program) -> Result<(), String> {
    let repaired = program.run(&["check", "--repair"]);
    if !repaired.done() {
        return Err(format!("check --repair: {repaired:?}"));
    }
    let checked = program.run(&["check"]);
    if !checked.done() {
        return Err(format!("check after repair: {checked:?}"));
    }
    let left = checked.json()["orphan_bytes"].as_u64().ok_or("check does not say how much is left over")?;
    if left == 0 { Ok(()) } else { Err(format!("{left} bytes are left over after repair")) }
}

/// The records that an undisturbed import makes.
fn imported(house: &House) -> Vec<Record> {
    let read = |entry: std::io::Result<fs::DirEntry>| fs::read(entry.unwrap().path()).unwrap();
    let files = fs::read_dir(&house.files).unwrap().map(read);
    files
        .map(|bytes| Record {
            group: FROM.to_owned(),
            code: house.customer.clone(),
            sha256: sha256(&bytes),
            size: bytes.len() as u64,
        })
        .collect()
}

/// Whether an import stopped between two files: all of before, and nothing that is not in the whole.
fn between(house: &House, after: &State, whole: &State) -> bool {
    let fewer = |few: &State, many: &State| {
        few.records.iter().all(|(record, times)| many.records.get(record).is_some_and(|more| times <= more))
    };
    after.groups == whole.groups
        && after.customers == whole.customers
        && fewer(&house.before, after)
        && fewer(after, whole)
}
