//! No plaintext anywhere: names and contents full of planted canaries go in, are searched, listed and taken out, and none
//! of them is found in the vault, the home folder, the folder for temporary files or `/dev/shm`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bit_flips::files_of;
use crate::dice::Dice;
use crate::house::{add_customer, found, objects, text};
use crate::stage::{file, folder};

const GROUP: &str = "canarygroup7Hq2Vx9Tb4";
const TITLE: &str = "canarytitleM3kW8zYc5J";

#[test]
fn no_plaintext_is_left_behind() {
    let shared: BTreeSet<PathBuf> = files_of(Path::new("/dev/shm")).into_iter().collect();
    let mut canaries = vec![GROUP.to_owned(), TITLE.to_owned()];
    let mut dice = Dice::seeded(500);
    let program = found("canary", &["--practice"], false);
    program.run(&["group", "add", GROUP]).json();
    let name = canary(&mut dice, &mut canaries);
    let code = add_customer(&program, GROUP, &format!("Ana {name}"));
    let email = format!("{}@example.org", canary(&mut dice, &mut canaries));
    let notes = canary(&mut dice, &mut canaries);
    program.run(&["customer", "edit", &code, "--group", GROUP, "--email", &email, "--notes", &notes]).json();

    let papers = folder("canary-papers");
    let word = canary(&mut dice, &mut canaries);
    let content = format!("client,amount\n{word},100\n").repeat(3000);
    let path = file(&papers.join(format!("{TITLE}.csv")), content.as_bytes());
    let imported = papers.to_str().unwrap();
    program.run(&["import", imported, "--group", GROUP, "--customer", &code]).json();
    let listed = objects(&program.run(&["list", "--group", GROUP]).json());
    assert!(text(&listed[0], "title").contains(TITLE));
    for words in [&name[..], TITLE, &code] {
        program.run(&["search", words]).json();
    }
    assert_eq!(objects(&program.run(&["customer", "find", &name]).json()).len(), 1);
    let out = folder("canary-out");
    let reason = canary(&mut dice, &mut canaries);
    let id = text(&listed[0], "id");
    program
        .run(&["export", &id, "--group", GROUP, "--to", out.to_str().unwrap(), "--reason", &reason])
        .json();
    assert_eq!(fs::read(&files_of(&out)[0]).unwrap(), fs::read(path).unwrap());
    program.run(&["check", "--repair"]).json();

    let password = fs::read_to_string(&program.password_file).unwrap().trim().to_owned();
    canaries.push(password);
    let mut looked = 0;
    for place in [&program.vault, &program.home, &program.temporary, Path::new("/dev/shm")] {
        for path in files_of(place) {
            if path == program.password_file || shared.contains(&path) {
                continue;
            }
            looked += 1;
            let bytes = fs::read(&path).unwrap_or_default();
            for canary in &canaries {
                assert!(!holds(&bytes, canary), "{canary} lies in {}", path.display());
            }
            let name = path.to_string_lossy();
            assert!(!canaries.iter().any(|canary| name.contains(&canary[..])), "{name} bears a canary");
        }
    }
    println!("canaries: {} planted, {looked} files searched", canaries.len());
    assert!(looked > 5);
    holds_only_words_of_the_program(&technicians_log(&program.home));
}

/// What was written for technicians all along: it lay among the files that were searched.
fn technicians_log(home: &Path) -> String {
    fs::read_to_string(home.join(".local/state/strongroom/technician.log")).expect("technicians have a log")
}

/// Each line is a time, a level, a code and `name=value`, and tells of the acts; of whom and what it says nothing.
fn holds_only_words_of_the_program(log: &str) {
    let jobs: Vec<&str> = log.lines().filter(|line| line.contains(" job task=")).collect();
    for task in ["import", "export", "check"] {
        assert!(
            jobs.iter().any(|line| line.contains(&format!("task={task} ending=done"))),
            "no {task}: {log}"
        );
    }
    for line in log.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [time, level, code, numbers @ ..] = &words[..] else { panic!("no line of it: {line}") };
        assert!(time.ends_with('Z') && time.starts_with("20"), "{line}");
        assert!(["info", "warn", "error"].contains(level), "{line}");
        assert!(code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{line}");
        assert!(numbers.iter().all(|number| number.split('=').count() == 2), "{line}");
    }
}

/// A word that nothing else contains.
fn canary(dice: &mut Dice, planted: &mut Vec<String>) -> String {
    let word = format!("canary{:016x}", dice.number());
    planted.push(word.clone());
    word
}

/// Whether the bytes hold the word, as UTF-8 or as UTF-16.
fn holds(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [word.as_bytes(), &wide].iter().any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
}
