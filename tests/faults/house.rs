//! The small practice vault that every campaign starts from, and what can be read of a vault.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::dice::Dice;
use crate::stage::{Program, copy, file, folder, scratch};

pub(crate) const FROM: &str = "Private clients";
pub(crate) const TO: &str = "Estates";

/// The vault of the campaigns, made once, and what is in it.
pub(crate) struct House {
    program: Program,
    pub(crate) before: State,
    /// The customer that is edited and moved: in [`FROM`], with two records.
    pub(crate) customer: String,
    /// Files to import.
    pub(crate) files: PathBuf,
}

/// What a person who may see everything finds in a vault.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct State {
    pub(crate) groups: BTreeSet<String>,
    /// Group and code to name.
    pub(crate) customers: BTreeMap<(String, String), String>,
    /// Group, code, title and SHA-256, with how often.
    pub(crate) records: BTreeMap<Record, u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Record {
    pub(crate) group: String,
    pub(crate) code: String,
    pub(crate) sha256: String,
    pub(crate) size: u64,
}

impl House {
    pub(crate) fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(|| Self::of(found("house", &["--practice"], false)))
    }

    /// A vault of the real kind, with everything it costs, on a machine without a network. Takes root.
    pub(crate) fn real() -> &'static Self {
        static REAL: OnceLock<House> = OnceLock::new();
        REAL.get_or_init(|| Self::of(found("real-house", &[], true)))
    }

    fn of(program: Program) -> Self {
        program.run(&["group", "add", FROM]).json();
        program.run(&["group", "add", TO]).json();
        let customer = add_customer(&program, FROM, "Ștefan Brânză");
        let other = add_customer(&program, TO, "Ann Winter");
        let mut dice = Dice::seeded(11);
        let papers = folder(&format!("papers-{}", program.isolated));
        for (code, group, name, len) in [
            (&customer, FROM, "letter.txt", 700),
            (&customer, FROM, "scan.bin", 1_400_000),
            (&other, TO, "deed.bin", 90_000),
        ] {
            let path = file(&papers.join(name), &dice.bytes(len));
            program.run(&["import", path.to_str().unwrap(), "--group", group, "--customer", code]).json();
        }
        let files = folder(&format!("files-{}", program.isolated));
        for (name, len) in
            [("empty", 0), ("small.txt", 900), ("middle.bin", 180_000), ("large.bin", 2_300_000)]
        {
            file(&files.join(name), &dice.bytes(len));
        }
        let before = State::read(&program);
        assert_eq!(before.records.len(), 3, "{before:#?}");
        Self { program, before, customer, files }
    }

    /// The program on a copy of the vault of its own.
    pub(crate) fn copied(&self, name: &str) -> Program {
        let place = folder(name);
        self.placed(&place.join("vault"))
    }

    /// The program on a copy of the vault at `vault`.
    pub(crate) fn placed(&self, vault: &Path) -> Program {
        copy(&self.program.vault, vault);
        self.at(vault)
    }

    /// The program on a copy that lies at `vault` already.
    pub(crate) fn at(&self, vault: &Path) -> Program {
        Program { vault: vault.to_owned(), ..self.program.clone() }
    }

    pub(crate) fn vault(&self) -> &Path {
        &self.program.vault
    }
}

/// Founds a vault and gives the program on it, logged in as its founder.
pub(crate) fn found(name: &str, more: &[&str], isolated: bool) -> Program {
    let place = folder(name);
    let home = folder(&format!("{name}-home"));
    let temporary = folder(&format!("{name}-temporary"));
    let password_file = file(&home.join("password"), b"campaign lantern beside the old well\n");
    let login = "founder".to_owned();
    let program = Program { vault: place.join("vault"), home, temporary, login, password_file, isolated };
    let sheets: Vec<String> = (1..=5)
        .map(|number| folder(&format!("{name}-sheet-{number}")).to_str().unwrap().to_owned())
        .collect();
    let mut arguments =
        vec!["init", "--business", "Campaign House", "--founder", "Fay Founder", "--login", "founder"];
    arguments.extend(more);
    for sheet in &sheets {
        arguments.extend(["--sheet-to", sheet]);
    }
    program.run(&arguments).json();
    program
}

/// The words of these recovery sheets of the vault that was founded as `name`, each in a file of its own.
pub(crate) fn sheets_of(name: &str, numbers: [usize; 3]) -> [PathBuf; 3] {
    numbers.map(|number| {
        let saved = scratch().join(format!("{name}-sheet-{number}"));
        let pdf = saved.join(format!("strongroom-recovery-sheet-{number}.pdf"));
        let read = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
        let read = read.expect("pdftotext is needed: apt-get install poppler-utils").stdout;
        let page = String::from_utf8(read).unwrap();
        let mut words = vec![""; 32];
        for line in page.lines() {
            let parts: Vec<&str> = line.split_whitespace().collect();
            // Four words in a line, each after its number.
            for pair in parts.chunks_exact(2).filter(|_| parts.len() == 8) {
                if let Ok(place @ 1..=32) = pair[0].parse::<usize>() {
                    words[place - 1] = pair[1];
                }
            }
        }
        file(&saved.join("words"), words.join(" ").as_bytes())
    })
}

/// Adds a customer and returns the code.
pub(crate) fn add_customer(program: &Program, group: &str, name: &str) -> String {
    let answer = program.run(&["customer", "add", "--group", group, "--name", name]).json();
    text(&objects(&answer)[0], "code")
}

impl State {
    /// Reads all of it through the command line. Panics if anything cannot be opened.
    pub(crate) fn read(program: &Program) -> Self {
        let mut state = Self::default();
        for group in objects(&program.run(&["group", "list"]).json()) {
            state.groups.insert(text(&group, "name"));
        }
        for group in state.groups.clone() {
            for customer in objects(&program.run(&["customer", "find", "", "--group", &group]).json()) {
                state.customers.insert((group.clone(), text(&customer, "code")), text(&customer, "name"));
            }
            for record in objects(&program.run(&["list", "--group", &group]).json()) {
                let record = Record {
                    group: group.clone(),
                    code: text(&record, "code"),
                    sha256: text(&record, "sha256"),
                    size: record["size"].as_u64().expect("a record has a size"),
                };
                *state.records.entry(record).or_default() += 1;
            }
        }
        state
    }
}

/// The objects of an answer: an array of them, or one alone.
pub(crate) fn objects(answer: &Value) -> Vec<Value> {
    answer.as_array().cloned().unwrap_or_else(|| vec![answer.clone()])
}

pub(crate) fn text(object: &Value, name: &str) -> String {
    object[name].as_str().unwrap_or_else(|| panic!("no text `{name}` in {object}")).to_owned()
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
