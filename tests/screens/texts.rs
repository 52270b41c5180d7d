//! The texts: every key in both languages with the same variables, each used by the program, and none missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use strongroom::app::problem::{FIELD_KEYS, ProblemKind, WHY_KEYS};
use strongroom::app::request::LockReason;
use strongroom::base::wrong::Wrong;
use strongroom::document::FileKind;
use strongroom::policy::Role;
use strongroom::texts::{Language, Texts};

/// What long work is called in keys.
const JOBS: [&str; 10] = [
    "import",
    "export",
    "import-customers",
    "move",
    "finish-move",
    "check",
    "take-log",
    "rekey",
    "backup-write",
    "backup-verify",
];

/// The keys of a language, each with the variables it names.
fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = root().join("assets/i18n").join(language.code());
    let mut keys = BTreeMap::new();
    for file in files(&folder, "ftl") {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut here = String::new();
        for line in text.lines() {
            if let Some((key, _)) = line.split_once(" =")
                && line.starts_with(|first: char| first.is_ascii_lowercase())
            {
                key.clone_into(&mut here);
                assert!(
                    keys.insert(here.clone(), BTreeSet::new()).is_none(),
                    "{key} is twice in {}",
                    language.code()
                );
            }
            let variables = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect::<String>()
            });
            if let Some(known) = keys.get_mut(&here).filter(|_| !line.starts_with('#')) {
                known.extend(variables);
            }
        }
    }
    keys
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|other| other == ending) {
            found.push(path);
        }
    }
    found
}

/// What stands between quotation marks in the source, with what stands before it on the way to the last bracket.
fn literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in files(&root().join("src"), "rs") {
        let text = std::fs::read_to_string(&file).unwrap();
        let parts: Vec<&str> = text.split('"').collect();
        for pair in parts.windows(2) {
            let before: String = pair[0].chars().rev().filter(|c| !c.is_whitespace()).take(12).collect();
            found.push((before.chars().rev().collect(), pair[1].to_owned()));
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (english, romanian) = (catalogue(Language::English), catalogue(Language::Romanian));
    assert!(english.len() > 200, "the files were found");
    for (key, variables) in &english {
        assert_eq!(romanian.get(key), Some(variables), "{key}");
    }
    for key in romanian.keys() {
        assert!(english.contains_key(key), "{key} is in Romanian only");
    }
}

#[test]
fn every_file_is_read_whole() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for key in catalogue(language).keys() {
            assert!(texts.has(key), "{key} is not read in {}", language.code());
        }
    }
}

#[test]
fn what_the_program_says_is_there_and_what_is_there_is_said() {
    let keys = catalogue(Language::English);
    let literals = literals();
    let mut missing = Vec::new();
    for (before, literal) in &literals {
        let asked = [".t(", ".text(", "texts.with(", "cx.with(", "self.with("]
            .iter()
            .any(|call| before.ends_with(call));
        if asked && literal.contains('-') && !literal.contains('{') && !keys.contains_key(literal) {
            missing.push(literal);
        }
    }
    assert!(missing.is_empty(), "asked for and not there: {missing:?}");
    let said: BTreeSet<&str> = literals.iter().map(|(_, literal)| literal.as_str()).collect();
    // Keys that are put together: what stands before the first brace of a literal.
    let beginnings: Vec<&str> = said
        .iter()
        .filter_map(|literal| literal.split_once('{').map(|(beginning, _)| beginning))
        .filter(|beginning| beginning.len() > 3 && beginning.ends_with('-'))
        .collect();
    let unused: Vec<&String> = keys
        .keys()
        .filter(|key| !key.strip_suffix("-about").is_some_and(|key| said.contains(key)))
        .filter(|key| !said.contains(key.as_str()))
        .filter(|key| !beginnings.iter().any(|beginning| key.starts_with(beginning)))
        .collect();
    assert!(unused.is_empty(), "there and never said: {unused:?}");
}

#[test]
fn keys_that_are_put_together_are_all_there() {
    let keys = catalogue(Language::English);
    let mut wanted = Vec::new();
    for kind in ProblemKind::ALL {
        wanted.extend([format!("problem-{}", kind.key()), format!("problem-{}-next", kind.key())]);
    }
    wanted.extend(Wrong::ALL.iter().map(|wrong| wrong.text_key().to_owned()));
    wanted.extend(["in-use", "replaced", "founding", "unknown"].map(|key| format!("sheet-of-{key}")));
    wanted.extend(WHY_KEYS.iter().map(|key| format!("why-{key}")));
    wanted.extend(FIELD_KEYS.iter().map(|key| format!("field-{}", key.replace(' ', "-"))));
    wanted.extend(Role::ALL.map(|role| format!("role-{}", role.key())));
    wanted.extend(FileKind::ALL.map(|kind| format!("record-kind-{}", kind.key())));
    let reasons = [
        LockReason::Idle,
        LockReason::ScreenLocked,
        LockReason::Sleep,
        LockReason::SessionEnd,
        LockReason::WindowClosed,
        LockReason::Network,
    ];
    wanted.extend(reasons.map(|reason| format!("locked-{}", reason.key())));
    wanted.extend(["system", "light", "dark"].map(|look| format!("look-{look}")));
    for job in JOBS {
        wanted.extend([format!("job-{job}"), format!("job-ended-{job}")]);
    }
    let missing: Vec<_> = wanted.iter().filter(|key| !keys.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
