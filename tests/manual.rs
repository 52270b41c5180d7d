//! The manual: every page in both languages, in step with each other, and one for every screen.
//!
//! It does not judge the prose. How pages are shown is tested with the screens.

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test that meets what it does not expect should end, and say where"
)]

mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sources::rust_files;

use strongroom::policy::{Act, Facts, GroupFacts, Role, Standing, decide};

const LANGUAGES: [&str; 2] = ["en", "ro"];

/// Pages that tell of no act, so that they need not say what is logged and what to do when it fails.
const WITHOUT_ACTS: [&str; 4] = ["index", "protection", "rules", "trouble"];

#[test]
fn every_page_is_there_in_both_languages_and_in_the_order() {
    let order: BTreeSet<String> = order().into_iter().collect();
    for language in LANGUAGES {
        let pages: BTreeSet<String> = fs::read_dir(folder().join(language))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .map(|name| name.strip_suffix(".md").expect("only pages lie here").to_owned())
            .collect();
        assert_eq!(pages, order, "{language}");
    }
}

#[test]
fn every_page_is_built_into_the_program() {
    let built =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/manual/pages.rs")).unwrap();
    let list = built.split("pages![").nth(1).unwrap().split(']').next().unwrap();
    assert_eq!(quoted(list), order());
}

#[test]
fn pages_of_both_languages_have_the_same_parts() {
    for page in order() {
        let [english, romanian] = LANGUAGES.map(|language| shape(&read(language, &page)));
        assert_eq!(english, romanian, "{page}");
    }
}

#[test]
fn every_page_says_what_is_logged_and_what_to_do_when_it_fails() {
    let needed = [
        ("en", "## What is logged", "## When it fails"),
        ("ro", "## Ce se scrie în jurnal", "## Când nu merge"),
    ];
    for (language, logged, fails) in needed {
        for page in order().iter().filter(|page| !WITHOUT_ACTS.contains(&&page[..])) {
            let text = read(language, page);
            assert!(text.contains(logged), "{language}/{page} does not say what is logged");
            assert!(text.contains(fails), "{language}/{page} does not say what to do when it fails");
        }
    }
}

#[test]
fn links_lead_to_pages_and_every_page_is_in_the_contents() {
    let order = order();
    for language in LANGUAGES {
        for page in &order {
            for link in links(&read(language, page)) {
                assert!(order.contains(&link), "{language}/{page} leads to {link}, which is not there");
            }
        }
        let contents: BTreeSet<String> = links(&read(language, "index")).into_iter().collect();
        let others: BTreeSet<String> = order.iter().filter(|page| *page != "index").cloned().collect();
        assert_eq!(contents, others, "{language}/index");
    }
}

#[test]
fn romanian_is_written_with_the_comma_below() {
    for page in order() {
        let text = read("ro", &page);
        assert!(!text.contains(['ş', 'ţ', 'Ş', 'Ţ']), "{page} has letters with a cedilla");
        assert!(text.contains(['ș', 'ț']), "{page} has no Romanian letters at all");
    }
}

#[test]
fn every_screen_has_its_page() {
    let order = order();
    let mut named = BTreeSet::new();
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")) {
        let text = fs::read_to_string(&file).unwrap();
        for mark in ["fn manual_page(&self) -> &'static str {", "Action::Manual(Some("] {
            for (at, _) in text.match_indices(mark) {
                let rest = &text[at + mark.len()..];
                let body = &rest[..rest.find('}').unwrap_or(rest.len())];
                for page in quoted(body) {
                    assert!(
                        order.contains(&page),
                        "{} names the page {page}, which is not there",
                        file.display()
                    );
                    named.insert(page);
                }
            }
        }
    }
    assert!(!named.is_empty(), "no screen names a page");
}

/// What a row of the page of rules must say: for each role whether it may, how one must stand, what of the group.
fn decided(act: Act) -> String {
    let group =
        |bits: u8| GroupFacts { records: bits & 1 != 0, identities: bits & 2 != 0, closed: bits & 4 != 0 };
    let may = |role, standing, group| decide(act, &Facts { role, standing, group }).is_ok();
    let open = Some(group(3));
    let roles = Role::ALL.map(|role| if may(role, Standing::Full, open) { "yes" } else { "no" });
    let anyone = |standing| Role::ALL.into_iter().any(|role| may(role, standing, open));
    let stands = match (anyone(Standing::MustSign), anyone(Standing::Renewal)) {
        (true, _) => "always",
        (false, true) => "renewal",
        (false, false) => "in full",
    };
    let fits =
        |bits: Option<u8>| Role::ALL.into_iter().any(|role| may(role, Standing::Full, bits.map(group)));
    let needs = match (fits(None), fits(Some(1)), fits(Some(3)), fits(Some(5)), fits(Some(7))) {
        (true, ..) => "nothing",
        (false, true, _, true, _) => "records",
        (false, true, _, false, _) => "records, open",
        (false, false, true, _, true) => "names",
        (false, false, true, _, false) => "names, open",
        (false, false, false, ..) => "never",
    };
    format!("{} {stands} {needs}", roles.join(" "))
}

#[test]
fn the_page_of_rules_is_the_table_that_decides() {
    let words = [
        (
            "en",
            ["yes", "–", "always", "renewal", "in full", "records", "records, open", "names", "names, open"],
        ),
        (
            "ro",
            [
                "da",
                "–",
                "oricum",
                "reînnoire",
                "deplin",
                "înregistrări",
                "înregistrări, deschis",
                "nume",
                "nume, deschis",
            ],
        ),
    ];
    let plain =
        ["yes", "no", "always", "renewal", "in full", "records", "records, open", "names", "names, open"];
    for (language, words) in words {
        let text = read(language, "rules");
        let rows: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| line.starts_with('|') && line.contains('`'))
            .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        assert_eq!(rows.len(), Act::ALL.len(), "{language}: a row for every act");
        for (row, act) in rows.iter().zip(Act::ALL) {
            assert!(row[0].ends_with(&format!("`{}`", act.key())), "{language}: {} is not {act:?}", row[0]);
            let said = |cell: &&str| {
                let place = words.iter().position(|word| word == cell);
                place.map_or_else(|| format!("{cell}?"), |place| plain[place].to_owned())
            };
            let (last, others) = row[1..].split_last().unwrap();
            let mut cells: Vec<String> = others.iter().map(said).collect();
            cells.push(if *last == "–" { "nothing".to_owned() } else { said(last) });
            assert_eq!(cells.join(" "), decided(*act), "{language}: {act:?}");
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/manual")
}

fn order() -> Vec<String> {
    let text = fs::read_to_string(folder().join("order.txt")).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn read(language: &str, page: &str) -> String {
    let path = folder().join(language).join(format!("{page}.md"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What both languages must share: the marks of headings, steps, points and table rows, in order, and the links.
fn shape(text: &str) -> (Vec<String>, Vec<String>) {
    let mark = |line: &str| {
        let first = line.split(' ').next().unwrap_or_default();
        let step = first.trim_end_matches('.').parse::<u32>().is_ok();
        (step || matches!(first, "#" | "##" | "-" | "|" | "|---|---|")).then(|| first.to_owned())
    };
    (text.lines().filter_map(mark).collect(), links(text))
}

/// The pages that `[words](page)` lead to.
fn links(text: &str) -> Vec<String> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(page, _)| page.to_owned())
        .collect()
}

/// What stands in double quotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}
