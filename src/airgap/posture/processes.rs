//! The programs that run, as far as this one sees them; and the row of those that other people started.

use std::collections::BTreeSet;

use super::{Here, Row, Seen};
use crate::airgap::tree::Tree;

/// Accounts of people (login.defs(5)); below are the system's, above those that come and go with a service.
const PEOPLE: std::ops::RangeInclusive<u32> = 1000..=60_000;

/// What runs.
pub(super) struct Processes {
    names: BTreeSet<String>,
    users: BTreeSet<u32>,
    /// The first process of the machine is in sight, and so are those of others.
    all: bool,
}

impl Processes {
    /// Reads `/proc`.
    pub(super) fn in_sight(tree: &Tree<'_>) -> Self {
        let numbers = tree.list("/proc").unwrap_or_default();
        let mut found = Self { names: BTreeSet::new(), users: BTreeSet::new(), all: false };
        for number in numbers.iter().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())) {
            // One that ended meanwhile is passed over.
            let Some(user) = user_of(tree, number) else { continue };
            found.users.insert(user);
            found.names.extend(tree.read(format!("/proc/{number}/comm")));
            found.all |= number == "1";
        }
        found
    }

    /// Whether a program with this name runs. The kernel keeps 15 letters of a name.
    pub(super) fn run(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

/// Whose a process is: the first number after `Uid:`.
fn user_of(tree: &Tree<'_>, number: &str) -> Option<u32> {
    let status = tree.read(format!("/proc/{number}/status"))?;
    let users = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    users.split_whitespace().next()?.parse().ok()
}

/// The row of other people's programs.
pub(super) fn others(tree: &Tree<'_>, here: &Here, running: &Processes) -> Row {
    if here.user == 0 {
        return Row::of(Seen::OthersAdministrator);
    }
    let others: Vec<String> = running
        .users
        .iter()
        .filter(|user| PEOPLE.contains(user) && **user != here.user)
        .map(|user| name_of(tree, *user))
        .collect();
    if !others.is_empty() {
        return Row::of(Seen::OthersThere).word("users", others.join(", "));
    }
    Row::of(if running.all { Seen::OthersNone } else { Seen::OthersHidden })
}

/// The name of a user of the machine; the number if none is known.
fn name_of(tree: &Tree<'_>, user: u32) -> String {
    let table = tree.read("/etc/passwd").unwrap_or_default();
    let named = table.lines().find_map(|line| {
        let mut cells = line.split(':');
        let name = cells.next()?;
        (cells.nth(1)?.parse() == Ok(user)).then(|| name.to_owned())
    });
    named.unwrap_or_else(|| user.to_string())
}
