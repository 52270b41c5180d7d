//! The rules of the house, read from the source itself: which floor may know which, where outside crates may be
//! named, and how long and how well named the code is; and from what is packaged beside it.
//!
//! It does not judge what the code does; the other tests do. It reads `src/` as text (a small tokenizer, no
//! compiler), so a rule broken behind a `#[cfg]` is seen as well. Nothing is exempt but what the tables below say.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that meets what it does not expect should end, and say where"
)]

mod packaging;
mod sources;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sources::rust_files;

/// Every room and its floor. The table in the documentation of `src/lib.rs` must be the same.
const FLOORS: &[(&str, u8)] = &[
    ("base", 0),
    ("crypto", 1),
    ("policy", 1),
    ("texts", 1),
    ("document", 1),
    ("confine", 1),
    ("keys", 2),
    ("parcel", 2),
    ("viewing", 2),
    ("store", 3),
    ("vault", 4),
    ("staff", 5),
    ("audit", 5),
    ("records", 5),
    ("airgap", 6),
    ("backup", 6),
    ("paper", 6),
    ("app", 7),
    ("cli", 8),
    ("ui", 8),
];

/// Crates that may be named only in these rooms (or in this folder of a room).
const CRATES: &[(&str, &[&str])] = &[
    ("aes", &["crypto"]),
    ("argon2", &["crypto"]),
    ("blake3", &["crypto"]),
    ("aes_gcm", &["crypto"]),
    ("chacha20poly1305", &["crypto"]),
    ("ed25519_dalek", &["crypto"]),
    ("getrandom", &["base", "crypto"]),
    ("hkdf", &["crypto"]),
    ("hmac", &["crypto"]),
    ("hpke", &["crypto"]),
    ("landlock", &["confine"]),
    ("libc", &["crypto", "confine"]),
    ("p256", &["crypto"]),
    ("seccompiler", &["confine"]),
    ("sha2", &["crypto"]),
    ("subtle", &["crypto"]),
    ("x25519_dalek", &["crypto"]),
    ("blahaj", &["keys"]),
    ("age", &["parcel"]),
    ("tar", &["parcel"]),
    ("rusqlite", &["store"]),
    ("image", &["viewing", "app/sample"]),
    ("encoding_rs", &["viewing"]),
    ("csv", &["viewing", "records"]),
    ("krilla", &["paper"]),
    // `viewing` draws codes in its tests, to read them.
    ("qrcode", &["paper", "viewing"]),
    ("rqrr", &["viewing"]),
    ("fluent_bundle", &["texts"]),
    ("unic_langid", &["texts"]),
    ("sys_locale", &["texts"]),
    ("clap", &["cli"]),
    ("eframe", &["ui"]),
    ("egui", &["ui"]),
    ("egui_commonmark", &["ui"]),
    ("egui_extras", &["ui"]),
    ("egui_plot", &["ui"]),
    ("rfd", &["ui"]),
    ("zbus", &["ui", "backup"]),
];

/// Outside `crypto` only this much of `zeroize` may be named: a buffer that a secret passes through.
const ZEROIZE_OUTSIDE_CRYPTO: &str = "Zeroizing";

/// The only files that may hold `unsafe`: the secret pages, the heap that wipes, and the system calls that must fail.
const UNSAFE: &[&str] = &["src/confine/attempt.rs", "src/crypto/heap.rs", "src/crypto/pages.rs"];

/// Words that say nothing of what a thing is. Names of functions and types do without them.
const EMPTY_WORDS: &[&str] = &["manager", "helper", "helpers", "util", "utils", "info", "get"];

const FUNCTION_LINES: usize = 80;
const FILE_LINES: usize = 600;

#[test]
fn the_map_in_the_crate_documentation_is_this_table() {
    let lib = fs::read_to_string(source_root().join("lib.rs")).unwrap();
    let map: Vec<(String, u8)> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim);
            let floor = cells.next()?.parse().ok()?;
            let room = cells.next()?.strip_prefix("[`")?.strip_suffix("`]")?;
            Some((room.to_owned(), floor))
        })
        .collect();
    let table: Vec<(String, u8)> = FLOORS.iter().map(|(room, floor)| ((*room).to_owned(), *floor)).collect();
    assert_eq!(map, table);
}

#[test]
fn the_readme_shows_every_room() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let missing: Vec<&str> = FLOORS
        .iter()
        .map(|(room, _)| *room)
        .filter(|room| !readme.contains(&format!("`src/{room}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_folder_is_a_room_and_every_room_a_folder() {
    let mut folders: Vec<String> = fs::read_dir(source_root())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut rooms: Vec<String> = FLOORS.iter().map(|(room, _)| (*room).to_owned()).collect();
    rooms.sort();
    assert_eq!(folders, rooms);
}

#[test]
fn rooms_know_only_lower_floors() {
    complain(sources().iter().flat_map(|source| {
        rooms_named(source).into_iter().filter_map(|(line, named)| {
            let here = source.room.as_deref()?;
            if named == here || floor(&named) < floor(here) {
                return None;
            }
            Some(source.at(
                line,
                &format!("`{here}` (floor {:?}) names `{named}` ({:?})", floor(here), floor(&named)),
            ))
        })
    }));
}

#[test]
fn no_file_reaches_another_room_by_super() {
    complain(sources().iter().flat_map(|source| {
        let tests_at = source.tests_at.unwrap_or(usize::MAX);
        source.chains_of_super().into_iter().filter_map(move |(line, ups)| {
            let depth = source.depth + usize::from(line >= tests_at);
            (ups >= depth && source.room.is_some())
                .then(|| source.at(line, "reaches the crate root by `super`; name the room with `crate::`"))
        })
    }));
}

#[test]
fn outside_crates_are_named_only_where_the_table_says() {
    complain(sources().iter().flat_map(|source| {
        source.crates_named().into_iter().filter_map(move |(line, named, next)| {
            if named == "zeroize" {
                let fine = source.lies_in("crypto") || next == ZEROIZE_OUTSIDE_CRYPTO;
                return (!fine).then(|| source.at(line, &format!("names `zeroize::{next}`")));
            }
            let (_, allowed) = CRATES.iter().find(|(name, _)| *name == named)?;
            let fine = allowed.iter().any(|place| source.lies_in(place));
            (!fine).then(|| source.at(line, &format!("names the crate `{named}`")))
        })
    }));
}

#[test]
fn every_crate_of_the_table_is_a_dependency() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    // `egui` comes with `eframe`, which re-exports it.
    let missing: Vec<&str> = CRATES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| *name != "egui")
        .filter(|name| {
            let words = |line: &str| line.split([' ', '=']).next().map(|word| word.replace('-', "_"));
            !manifest.lines().any(|line| words(line).as_deref() == Some(name))
        })
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "the table speaks of crates that are not there");
}

#[test]
fn every_file_says_first_what_it_is() {
    let own = sources();
    let tests = tests_and_benches();
    complain(own.iter().chain(&tests).filter_map(|source| {
        let header = source.text.lines().take_while(|line| line.starts_with("//!")).count();
        (header == 0 || header > 60 && source.path != "src/lib.rs")
            .then(|| source.at(1, "opens without saying in `//!` lines what it is"))
    }));
}

#[test]
fn unsafe_stays_in_its_files() {
    complain(sources().iter().filter(|source| !UNSAFE.contains(&&source.path[..])).flat_map(|source| {
        source.tokens.iter().filter(|token| token.is("unsafe")).map(|token| source.at(token.line, "`unsafe`"))
    }));
}

/// The root of the system that the guard looks at is given by code alone: the program names one, and neither a flag nor
/// the environment nor a kind of build leads to another.
#[test]
fn nothing_switches_the_guard_off() {
    let own = sources();
    let made = "system_root: PathBuf::from(";
    for source in &own {
        for (at, _) in source.text.match_indices(made) {
            let rest = &source.text[at + made.len()..];
            assert!(rest.starts_with("\"/\")"), "{} looks at another machine", source.path);
        }
    }
    let decides = |source: &Source| {
        let folders = ["src/airgap/", "src/app/worker/", "src/cli/args/"];
        let files = ["src/app/air_gap.rs", "src/app/entrance.rs", "src/app/founding.rs", "src/cli/mod.rs"];
        let within = folders.iter().any(|folder| source.path.starts_with(folder));
        within || files.contains(&source.path.as_str())
    };
    complain(own.iter().filter(|source| decides(source)).flat_map(|source| {
        let ends = source.tests_at.unwrap_or(usize::MAX);
        // A flag would have to name what it gives.
        let flags = source.path.starts_with("src/cli/args/");
        let words = ["env", "option_env", "debug_assertions", "feature"];
        source
            .tokens
            .iter()
            .filter(move |token| token.line < ends)
            .filter(move |token| words.iter().any(|word| token.is(word)) || flags && token.is("system_root"))
            .map(|token| source.at(token.line, &format!("names `{}`", token.text)))
    }));
}

/// Wrapping takes a person of whom the house has said that they may have the key: the room `keys` wraps for nobody from
/// outside the crate, one file of `staff` calls it, and every door of that file to a person's key takes the proof.
#[test]
fn keys_are_wrapped_in_one_place_and_to_entitled_people() {
    let own = sources();
    complain(own.iter().filter(|source| source.path != "src/staff/newkey.rs").flat_map(|source| {
        let ends = source.tests_at.unwrap_or(usize::MAX);
        let outside = source.room.as_deref() != Some("keys");
        let calls = source.tokens.windows(3).filter(move |three| {
            let texts: Vec<&str> = three.iter().map(|token| token.text.as_str()).collect();
            outside && three[0].line < ends && texts == ["Wrap", "::", "seal"]
        });
        calls.map(|three| source.at(three[0].line, "wraps a key"))
    }));
    complain(own.iter().filter(|source| source.path != "src/staff/newkey.rs").flat_map(|source| {
        let ends = source.tests_at.unwrap_or(usize::MAX);
        let called = source.tokens.windows(2).filter(|two| two[0].is(".") && two[1].is("travelling_text"));
        called
            .filter(move |two| two[0].line < ends)
            .map(|two| source.at(two[0].line, "takes a key out to be sealed"))
    }));
    let read = |path: &str| own.iter().find(|source| source.path == path).unwrap().text.clone();
    assert!(read("src/keys/wrap.rs").contains("pub(crate) fn seal<"), "no public function wraps");
    let newkey = read("src/staff/newkey.rs");
    for door in newkey.split("pub(super) fn ").skip(1) {
        let signature = door.split('{').next().unwrap();
        let makes_wraps = signature.contains("-> WrapRow") || signature.contains("-> NewKey");
        let proofs = ["Screened<'_>", "Bound<'_>", "RecoverySeed", "wrapped_to_recovery"];
        assert!(!makes_wraps || proofs.iter().any(|proof| signature.contains(proof)), "{signature}");
    }
    assert!(!newkey.contains("pub fn") && !newkey.contains("pub(crate) fn"));
}

#[test]
fn functions_and_files_are_short() {
    let own = sources();
    let long_functions = own.iter().flat_map(|source| {
        source.functions().into_iter().filter(|function| function.lines > FUNCTION_LINES).map(|function| {
            source.at(function.line, &format!("`{}` has {} lines", function.name, function.lines))
        })
    });
    let long_files = own.iter().filter_map(|source| {
        let lines = source.tests_at.unwrap_or(source.text.lines().count());
        (lines > FILE_LINES).then(|| source.at(1, &format!("has {lines} lines before its tests")))
    });
    complain(long_functions.chain(long_files));
}

#[test]
fn names_say_what_things_are() {
    complain(sources().iter().flat_map(|source| {
        // What tests are called are sentences, not names.
        let names = source
            .declared_names()
            .into_iter()
            .filter(|(line, _)| source.tests_at.is_none_or(|at| *line < at));
        names.filter_map(|(line, name)| {
            let word = words(&name).into_iter().find(|word| EMPTY_WORDS.contains(&&word[..]))?;
            Some(source.at(line, &format!("`{name}` says \"{word}\"")))
        })
    }));
}

#[test]
fn the_format_is_written_down() {
    let text = fs::read_to_string(source_root().join("vault/FORMAT.md")).unwrap();
    for part in ["header.cbor", "keyslots", "registry", "records", "identities", "stack", "segment"] {
        assert!(text.contains(part), "src/vault/FORMAT.md says nothing of `{part}`");
    }
}

/// One file of source and what is read from it.
struct Source {
    /// From the top of the repository.
    path: String,
    text: String,
    /// The room it belongs to; none for `lib.rs`, `main.rs` and tests.
    room: Option<String>,
    /// How many `super` lead to the crate root: 1 for `src/room/mod.rs`.
    depth: usize,
    /// The line of `#[cfg(test)]` before `mod tests`; 1 for a file that holds tests only.
    tests_at: Option<usize>,
    tokens: Vec<Token>,
}

struct Token {
    text: String,
    line: usize,
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
}

impl Token {
    fn is(&self, text: &str) -> bool {
        self.text == text
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    }
}

impl Source {
    fn read(file: &Path) -> Self {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = file.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(file).unwrap();
        let parts: Vec<&str> = path.split('/').collect();
        let room = (parts[0] == "src" && parts.len() > 2).then(|| parts[1].to_owned());
        let depth = parts.len() - 1 - usize::from(path.ends_with("/mod.rs"));
        let inline = || text.find("\n#[cfg(test)]\nmod tests").map(|end| text[..end].lines().count() + 1);
        let tests_at = if path.ends_with("/tests.rs") { Some(1) } else { inline() };
        let tokens = tokens(&text);
        Self { path, text, room, depth, tests_at, tokens }
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    /// Whether it belongs to this room, or to this folder of a room.
    fn lies_in(&self, place: &str) -> bool {
        self.path
            .strip_prefix("src/")
            .and_then(|path| path.strip_prefix(place))
            .is_some_and(|rest| rest.starts_with('/'))
    }

    fn text_at(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.text)
    }

    /// Every run of `super::super::…` with its length.
    fn chains_of_super(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut index = 0;
        while index < self.tokens.len() {
            let mut ups = 0;
            while self.text_at(index + 2 * ups) == "super" && self.text_at(index + 2 * ups + 1) == "::" {
                ups += 1;
            }
            if ups > 0 {
                found.push((self.tokens[index].line, ups));
            }
            index += 1 + 2 * ups;
        }
        found
    }

    /// Every place that names a crate: the line, the crate, and the word after it.
    fn crates_named(&self) -> Vec<(usize, &str, &str)> {
        let known = |name: &str| name == "zeroize" || CRATES.iter().any(|(other, _)| *other == name);
        let uses = self.use_statements();
        let within = |index: usize| uses.iter().find(|(from, to)| (*from..*to).contains(&index));
        // A room's own module may bear a crate's name (`crypto::hpke`): where it is imported, the bare name means it.
        let imported = |name: &str| {
            uses.iter().any(|(from, to)| (from + 2..*to).any(|index| self.text_at(index) == name))
        };
        (0..self.tokens.len())
            .filter(|index| known(self.text_at(*index)))
            .filter(|index| {
                if let Some((from, _)) = within(*index) {
                    let open = matches!(self.text_at(from + 1), "::" | "{");
                    *index == from + 1 || (*index == from + 2 && open)
                } else {
                    let field = *index > 0 && self.text_at(index - 1) == ".";
                    let path = self.text_at(index + 1) == "::" && !field && !self.inside_a_path(*index);
                    let external = *index > 0 && self.text_at(index - 1) == "crate";
                    external || (path && !imported(self.text_at(*index)))
                }
            })
            .map(|index| (self.tokens[index].line, self.text_at(index), self.text_at(index + 2)))
            .collect()
    }

    /// Where each `use …;` starts and ends.
    fn use_statements(&self) -> Vec<(usize, usize)> {
        (0..self.tokens.len())
            .filter(|index| self.text_at(*index) == "use")
            .map(|from| {
                let end = (from..self.tokens.len()).find(|index| self.text_at(*index) == ";");
                (from, end.unwrap_or(self.tokens.len()))
            })
            .collect()
    }

    /// Whether the word at `index` is a later part of a path (`a::image::b`), not its beginning (`::image::b` is one).
    fn inside_a_path(&self, index: usize) -> bool {
        index >= 2
            && self.text_at(index - 1) == "::"
            && self.tokens[index - 2].is_word()
            && self.text_at(index - 2) != "use"
    }

    /// The functions with bodies, and how many lines each takes from `fn` to its closing brace.
    fn functions(&self) -> Vec<Function> {
        (0..self.tokens.len())
            .filter(|index| {
                self.text_at(*index) == "fn" && self.tokens.get(index + 1).is_some_and(Token::is_word)
            })
            .filter_map(|index| {
                let (mut round, mut curly) = (0_i32, 0_i32);
                for token in &self.tokens[index..] {
                    match &token.text[..] {
                        "(" | "[" => round += 1,
                        ")" | "]" => round -= 1,
                        "{" => curly += 1,
                        "}" => curly -= 1,
                        _ => {}
                    }
                    if token.is(";") && round == 0 && curly == 0 {
                        return None;
                    }
                    if token.is("}") && curly == 0 {
                        let line = self.tokens[index].line;
                        return Some(Function {
                            name: self.text_at(index + 1).to_owned(),
                            line,
                            lines: token.line - line + 1,
                        });
                    }
                }
                None
            })
            .collect()
    }

    fn declared_names(&self) -> Vec<(usize, String)> {
        self.tokens
            .windows(2)
            .filter(|pair| {
                matches!(&pair[0].text[..], "fn" | "struct" | "enum" | "trait" | "type" | "mod")
                    && pair[1].is_word()
            })
            .map(|pair| (pair[1].line, pair[1].text.clone()))
            .collect()
    }
}

/// The rooms a file names: `crate::room`, `crate::{room, …}` and `strongroom::room`.
fn rooms_named(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for index in 0..source.tokens.len() {
        let root = matches!(source.text_at(index), "crate" | "strongroom");
        if !root || source.text_at(index + 1) != "::" || source.inside_a_path(index) {
            continue;
        }
        if source.text_at(index + 2) != "{" {
            found.push((source.tokens[index].line, source.text_at(index + 2).to_owned()));
            continue;
        }
        let mut depth = 0_u32;
        for place in index + 2..source.tokens.len() {
            match source.text_at(place) {
                "{" => depth += 1,
                "}" if depth == 1 => break,
                "}" => depth -= 1,
                word if depth == 1 && matches!(source.text_at(place - 1), "{" | ",") => {
                    found.push((source.tokens[place].line, word.to_owned()));
                }
                _ => {}
            }
        }
    }
    found.retain(|(_, name)| FLOORS.iter().any(|(room, _)| room == name));
    found
}

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// `snake_case` and `CamelCase` names as lower-case words.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() {
            words.push(String::new());
        }
        if letter != '_' {
            words.last_mut().unwrap().extend(letter.to_lowercase());
        }
    }
    words
}

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<Source> {
    let found = rust_files(&source_root());
    assert!(found.len() > 30, "the source was not found");
    found.iter().map(|file| Source::read(file)).collect()
}

fn tests_and_benches() -> Vec<Source> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    rust_files(&tests).iter().map(|file| Source::read(file)).collect()
}

/// Fails with every complaint, one a line.
fn complain(complaints: impl Iterator<Item = String>) {
    let mut list = String::new();
    let mut count = 0;
    for complaint in complaints {
        count += 1;
        writeln!(list, "{complaint}").unwrap();
    }
    assert!(count == 0, "{count} places break the rule:\n{list}");
}

/// Words, numbers and signs of Rust source, without comments and without what strings and characters hold.
fn tokens(text: &str) -> Vec<Token> {
    let letters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut line = 1;
    let mut place = 0;
    while place < letters.len() {
        let (end, kept) = token_end(&letters, place);
        if kept {
            found.push(Token { text: letters[place..end].iter().collect(), line });
        }
        line += letters[place..end].iter().filter(|letter| **letter == '\n').count();
        place = end;
    }
    found
}

/// Where the token that starts at `place` ends, and whether it is kept.
fn token_end(letters: &[char], place: usize) -> (usize, bool) {
    let at = |index: usize| letters.get(index).copied().unwrap_or('\0');
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    match at(place) {
        '/' if at(place + 1) == '/' => (find(letters, place, "\n"), false),
        '/' if at(place + 1) == '*' => (find(letters, place + 2, "*/") + 2, false),
        '"' => (string_end(letters, place), false),
        'r' | 'b' | 'c'
            if matches!(at(place + 1), '"' | '#' | 'r') && raw_hashes(letters, place).is_some() =>
        {
            let (start, hashes) = raw_hashes(letters, place).unwrap();
            let close = format!("\"{}", "#".repeat(hashes));
            (find(letters, start, &close) + close.len(), false)
        }
        'b' | 'c' if at(place + 1) == '"' => (string_end(letters, place + 1), false),
        '\'' if at(place + 1) == '\\' => (find(letters, place + 3, "'") + 1, false),
        '\'' if at(place + 2) == '\'' => (place + 3, false),
        letter if is_name(letter) => {
            let end = (place..letters.len()).find(|index| !is_name(letters[*index])).unwrap_or(letters.len());
            (end, true)
        }
        ':' if at(place + 1) == ':' => (place + 2, true),
        letter => (place + 1, !letter.is_whitespace()),
    }
}

/// For `r"`, `r#"`, `br##"` …: where the content starts and how many `#` close it.
fn raw_hashes(letters: &[char], place: usize) -> Option<(usize, usize)> {
    let mut index = place;
    while matches!(letters.get(index), Some('b' | 'c')) {
        index += 1;
    }
    (letters.get(index) == Some(&'r')).then_some(())?;
    let hashes = letters[index + 1..].iter().take_while(|letter| **letter == '#').count();
    let start = index + 1 + hashes;
    (letters.get(start) == Some(&'"')).then_some((start + 1, hashes))
}

fn string_end(letters: &[char], quote: usize) -> usize {
    let mut index = quote + 1;
    while index < letters.len() && letters[index] != '"' {
        index += if letters[index] == '\\' { 2 } else { 1 };
    }
    (index + 1).min(letters.len())
}

fn find(letters: &[char], from: usize, what: &str) -> usize {
    let what: Vec<char> = what.chars().collect();
    (from..letters.len()).find(|index| letters[*index..].starts_with(&what)).unwrap_or(letters.len())
}

#[test]
fn the_tokenizer_skips_what_is_not_code() {
    let text = "use crate::{a, b::{c, d}}; // crate::e\n/* crate::f */ let s = \"crate::g\"; r#\"crate::h\"#; 'x'; '\\''; fn f<'a>() {}";
    let words: Vec<String> =
        tokens(text).into_iter().filter(Token::is_word).map(|token| token.text).collect();
    assert_eq!(words, ["use", "crate", "a", "b", "c", "d", "let", "s", "fn", "f", "a"]);
}

#[test]
fn the_rules_see_what_they_forbid() {
    let text = "use crate::{ui, base::id};\nfn a() { rusqlite::open(); x.csv::<u8>(); }\nuse super::super::staff::A;\nuse crate::crypto::hpke;\nhpke::seal();\n";
    let source = Source {
        path: "src/store/x.rs".to_owned(),
        text: text.to_owned(),
        room: Some("store".to_owned()),
        depth: 2,
        tests_at: None,
        tokens: tokens(text),
    };
    let rooms: BTreeMap<String, usize> =
        rooms_named(&source).into_iter().map(|(line, room)| (room, line)).collect();
    assert_eq!(
        rooms,
        BTreeMap::from([("ui".to_owned(), 1), ("base".to_owned(), 1), ("crypto".to_owned(), 4)])
    );
    assert_eq!(source.crates_named(), [(2, "rusqlite", "open")]);
    assert_eq!(source.chains_of_super(), [(3, 2)]);
    assert_eq!(source.functions()[0].lines, 1);
    assert_eq!(words("KeyManager_get"), ["", "key", "manager", "get"].map(str::to_owned)[..]);
}
