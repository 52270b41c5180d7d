//! Replacing the recovery sheets, killed at any change of a file or on a disk that is full from there on: the set of before
//! opens what the vault holds, or the new one does, never neither and never both; and what was cut off is done by doing it
//! again. The new sheets are read off their pages, as people do who type them in.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::OnceLock;
use std::thread;

use crate::dice::either;
use crate::house::State;
use crate::shim::{Mode, Shim};
use crate::stage::{Ending, Program, copy, file, folder, give, run};
use crate::trio::{Campaign, RECORDS, Trio, borrowed, copied, none_failed, sound};

/// Which sheets of a set are typed in.
const TYPED: [usize; 3] = [2, 5, 3];

/// The name and login of whoever comes by the sheets.
const COMES: (&str, &str) = ("Eva Stan", "eva");

/// The arguments that name the files of three sheets.
type Typed = Vec<String>;

/// A vault, the sheets of its founding, and a medium of it.
struct House {
    trio: Trio,
    old: Typed,
    medium: PathBuf,
    before: State,
}

impl House {
    fn shared() -> &'static Self {
        static HOUSE: OnceLock<House> = OnceLock::new();
        HOUSE.get_or_init(|| {
            let trio = Trio::make("sheets", 27, 90_000);
            let medium = folder("sheets-medium");
            trio.founder.run(&["media", "enrol", medium.to_str().unwrap(), "--label", "Stick"]).json();
            let places = (1..=5).map(|number| scratch_of(&format!("sheets-house-sheet-{number}")));
            let old = typed(&places.collect::<Vec<_>>(), &folder("sheets-old")).expect("the founding's");
            let before = State::read(&trio.founder);
            assert_eq!(before.records.len(), RECORDS, "{before:#?}");
            Self { trio, old, medium, before }
        })
    }

    /// Replaces the sheets, typing in three of the new ones: how it ended, and what three of them say if they were saved.
    fn replace(&self, program: &Program, shim: Option<&Shim>) -> (Ending, Option<Typed>) {
        let desk = folder("sheets-desk");
        let within = |name: String| desk.join(name).to_str().unwrap().to_owned();
        let mut arguments = vec!["recovery".to_owned(), "replace".to_owned()];
        let places: Vec<PathBuf> =
            (1..=5).map(|number| PathBuf::from(within(format!("place-{number}")))).collect();
        for place in &places {
            fs::create_dir(place).unwrap();
            arguments.extend(["--sheet-to".to_owned(), place.to_str().unwrap().to_owned()]);
        }
        // In places that the program reaches.
        let pipes = TYPED.map(|number| within(format!("place-{number}/typed")));
        run("mkfifo", &pipes.each_ref().map(String::as_str));
        arguments.extend(pipes.iter().flat_map(|pipe| ["--sheet-file".to_owned(), pipe.clone()]));
        arguments.extend(["--reason".to_owned(), "Sheet 2 was lost".to_owned()]);
        give(&desk);
        let arguments = self.trio.with_second(&borrowed(&arguments));
        let mut command = program.command(&borrowed(&arguments));
        if let Some(shim) = shim {
            shim.put_on(&mut command);
        }
        let ending = while_typing(command.spawn().unwrap(), &pipes, &places);
        (ending, typed(&places, &folder("sheets-new")))
    }

    fn judge(
        &self,
        program: &Program,
        ending: &Ending,
        new: Option<&Typed>,
        turn: usize,
    ) -> Result<(), String> {
        let which = || Ok::<_, String>((fits(program, Some(&self.old))?, fits(program, new)?));
        let (old_fits, new_fits) = which()?;
        if old_fits == new_fits || (ending.done() && !new_fits) {
            return Err(format!("old: {old_fits}, new: {new_fits}, after {ending:?}"));
        }
        let sheets = new.filter(|_| new_fits).unwrap_or(&self.old);
        // Some come by the sheets before anybody else was there, some restore after.
        if turn.is_multiple_of(2) {
            self.lets_in(program, sheets)?;
        }
        self.whole(program)?;
        if !turn.is_multiple_of(2) {
            self.restores(program, sheets)?;
        }
        if which()? != (old_fits, new_fits) {
            return Err("other sheets fit after somebody was there".to_owned());
        }
        if new_fits { Ok(()) } else { self.again(program) }
    }

    /// Done again, to its end.
    fn again(&self, program: &Program) -> Result<(), String> {
        let (again, newest) = self.replace(program, None);
        if !again.done() {
            return Err(format!("done again: {again:?}"));
        }
        if !fits(program, newest.as_ref())? || fits(program, Some(&self.old))? {
            return Err("done again, it is not the newest set that fits".to_owned());
        }
        sound(program)
    }

    /// Nothing is damaged, the founder opens all that was there, and the log verifies.
    fn whole(&self, program: &Program) -> Result<(), String> {
        sound(program)?;
        let after = State::read(program);
        if after != self.before {
            return Err(format!("the founder finds {after:#?}"));
        }
        let verified = program.run(&["log", "verify"]);
        if verified.done() { Ok(()) } else { Err(format!("the log: {verified:?}")) }
    }

    /// On a copy, the sheets alone let a supervisor in.
    fn lets_in(&self, program: &Program, sheets: &Typed) -> Result<(), String> {
        let program = copied(program, "sheets-lets-in");
        let password_file = file(&folder("sheets-eva").join("password"), b"a river of lemons by night\n");
        let (name, login) = COMES;
        let mut arguments = vec!["recovery", "combine", "--name", name, "--login", login];
        arguments.extend(["--new-password-file", password_file.to_str().unwrap()]);
        arguments.extend(sheets.iter().map(String::as_str));
        let combined = program.run(&arguments);
        let comes = Program { login: login.to_owned(), password_file, ..program };
        let signed = comes.run(&["agreement", "sign", "--name", name]);
        if combined.done() && signed.done() { Ok(()) } else { Err(format!("{combined:?}, then {signed:?}")) }
    }

    /// On a copy, the sheets alone restore a backup that is written now, with everything that is in the vault.
    fn restores(&self, program: &Program, sheets: &Typed) -> Result<(), String> {
        let program = copied(program, "sheets-restores");
        let desk = folder("sheets-restored");
        let (medium, to) = (desk.join("medium"), desk.join("vault"));
        copy(&self.medium, &medium);
        let written = program.run(&["backup", "write", "--to", medium.to_str().unwrap()]);
        if !written.done() {
            return Err(format!("no backup: {written:?}"));
        }
        let mut arguments = vec!["restore", "--by-sheets", "--from", medium.to_str().unwrap()];
        arguments.extend(["--to", to.to_str().unwrap()]);
        arguments.extend(sheets.iter().map(String::as_str));
        let restored = program.run(&arguments);
        if !restored.done() {
            return Err(format!("not restored: {restored:?}"));
        }
        let found = State::read(&Program { vault: to, ..program });
        if found == self.before { Ok(()) } else { Err(format!("restored: {found:#?}")) }
    }
}

/// Whether these sheets, if they were saved at all, are those of the vault.
fn fits(program: &Program, sheets: Option<&Typed>) -> Result<bool, String> {
    let Some(sheets) = sheets else { return Ok(false) };
    let checked = program.run(&[&["recovery", "check"][..], &borrowed(sheets)].concat());
    match checked.code {
        Some(0) => Ok(true),
        Some(1 | 3) if !checked.complained.contains("panicked") => Ok(false),
        _ => Err(format!("{checked:?}")),
    }
}

/// Types the words of three pages in where they are asked for, until the program ends.
fn while_typing(child: Child, pipes: &[String; 3], places: &[PathBuf]) -> Ending {
    thread::scope(|scope| {
        let typing = scope.spawn(|| {
            for (pipe, number) in pipes.iter().zip(TYPED) {
                // This waits until they are asked for.
                let mut asked = OpenOptions::new().write(true).open(pipe).unwrap();
                let words = words_in(&places[number - 1]).unwrap_or_default();
                // One that ended meanwhile reads nothing.
                drop(asked.write_all(words.as_bytes()));
            }
        });
        let ending = Ending::of(&child.wait_with_output().unwrap());
        // Nobody asks for the rest: it is read here, so that it is not waited with.
        let unread = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
        let read = |pipe| OpenOptions::new().read(true).custom_flags(unread).open(pipe).unwrap();
        let readers = pipes.each_ref().map(read);
        typing.join().unwrap();
        drop(readers);
        ending
    })
}

/// Files with the words of three sheets that were saved in these places; nothing if they were not all saved.
fn typed(places: &[PathBuf], to: &Path) -> Option<Typed> {
    let mut arguments = Vec::new();
    for number in TYPED {
        let path = file(&to.join(format!("sheet-{number}")), words_in(&places[number - 1])?.as_bytes());
        arguments.extend(["--sheet-file".to_owned(), path.to_str().unwrap().to_owned()]);
    }
    Some(arguments)
}

/// The words of the page in a folder, read as a person does: by their numbers.
fn words_in(place: &Path) -> Option<String> {
    let known: BTreeSet<&str> = include_str!("../../assets/words/english.txt").lines().collect();
    let page = fs::read_dir(place)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|kind| kind == "pdf"))?;
    let read = Command::new("pdftotext").arg("-layout").arg(page).arg("-").output();
    let text =
        String::from_utf8(read.expect("pdftotext is needed: apt-get install poppler-utils").stdout).unwrap();
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut words = Vec::new();
    for pair in tokens.windows(2) {
        if pair[0].parse() == Ok(words.len() + 1) && known.contains(pair[1]) {
            words.push(pair[1]);
        }
    }
    Some(words.join(" "))
}

fn scratch_of(name: &str) -> PathBuf {
    crate::stage::scratch().join(name)
}

#[test]
fn replacing_the_sheets_can_be_killed_at_any_write() {
    campaign(&[Mode::Kill, Mode::Tear], 360, either(4, usize::MAX));
}

#[test]
fn replacing_the_sheets_on_a_disk_that_fills_up_leaves_a_set_that_fits() {
    campaign(&[Mode::Full], 370, either(2, 50));
}

fn campaign(modes: &[Mode], seed: u64, wanted: usize) {
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    // They share the pages and the desk.
    let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let house = House::shared();
    let new = std::cell::RefCell::new(None);
    let act = |program: &Program, shim: &Shim| {
        let (ending, typed) = house.replace(program, Some(shim));
        *new.borrow_mut() = typed;
        ending
    };
    let judge =
        |program: &Program, ending: &Ending, turn| house.judge(program, ending, new.borrow().as_ref(), turn);
    let (name, on) = (format!("sheets-{:?}", modes[0]), &house.trio.founder);
    none_failed(&Campaign { name, modes, seed, wanted, act: &act, on, judge: &judge }.run());
}
