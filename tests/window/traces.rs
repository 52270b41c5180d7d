//! Looks for what was typed and shown in every file that the program can have written while a desktop was up: the person's
//! folder, which is the one for temporary files too, with the vault and the log for technicians in it, and shared memory.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desktop::Desktop;
use crate::planted::Secret;
use crate::scan::Found;

/// Where the log for technicians lies in the person's folder.
const TECHNICIANS: &str = ".local/state/strongroom/technician.log";

/// Holds that none of the secrets is in any file, nor in a file's name. `origins` are the test's own: what the secrets were
/// read from, and the program.
pub(crate) fn require_none(desktop: &Desktop, secrets: &[Secret], origins: &[&Path]) {
    let files = [desktop.folder(), Path::new("/dev/shm")].map(files_below).concat();
    let written = files.iter().filter(|file| !origins.iter().any(|origin| file.starts_with(origin)));
    let mut looked = 0;
    for file in written {
        // What is in memory only, and gone by now, was not left behind.
        let Ok(bytes) = fs::read(file) else { continue };
        looked += 1;
        let mut found = Found::default();
        found.look(secrets, &bytes, |place| format!("{} at {place}", file.display()));
        found.look(secrets, file.as_os_str().as_encoded_bytes(), |_| format!("the name {}", file.display()));
        found.require_none("on the disk", secrets.iter().map(|secret| secret.name));
    }
    assert!(looked > 5, "no more than {looked} files were searched");
    holds_only_words_of_the_program(&fs::read_to_string(desktop.folder().join(TECHNICIANS)).unwrap());
}

/// Each line is a time, a level, a code and `name=value`: the window's own is among them.
fn holds_only_words_of_the_program(log: &str) {
    assert!(log.lines().any(|line| line.contains(" window ")), "the window wrote nothing: {log}");
    for line in log.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [time, level, code, numbers @ ..] = &words[..] else { panic!("no line of it: {line}") };
        assert!(time.ends_with('Z') && time.starts_with("20"), "{line}");
        assert!(["info", "warn", "error"].contains(level), "{line}");
        assert!(code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{line}");
        assert!(numbers.iter().all(|number| number.split('=').count() == 2), "{line}");
    }
}

/// Every plain file; links are not followed.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files
}
