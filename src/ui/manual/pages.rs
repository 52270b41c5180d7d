//! The pages of the manual, built into the program, in both languages and in reading order.

use crate::texts::Language;

macro_rules! pages {
    ($($name:literal),* $(,)?) => {
        const NAMES: &[&str] = &[$($name),*];
        const ENGLISH: &[&str] = &[$(include_str!(concat!("../../../assets/manual/en/", $name, ".md"))),*];
        const ROMANIAN: &[&str] = &[$(include_str!(concat!("../../../assets/manual/ro/", $name, ".md"))),*];
    };
}

pages![
    "index",
    "getting-started",
    "founding",
    "recovery-sheets",
    "recovering",
    "unlocking",
    "ways-in",
    "customers",
    "importing-customers",
    "adding-files",
    "finding",
    "records",
    "exporting",
    "deleting",
    "locking",
    "agreement",
    "own-page",
    "people",
    "enrolling",
    "screening",
    "register",
    "agreement-text",
    "grants",
    "waiting",
    "settings",
    "groups",
    "two-people",
    "moving-customers",
    "leaving",
    "reviewing",
    "log-events",
    "who-opened",
    "evidence",
    "charts",
    "log-limits",
    "backups",
    "writing-backups",
    "media",
    "verifying-backups",
    "restoring",
    "drills",
    "checking",
    "posture",
    "command-line",
    "air-gap",
    "kiosk",
    "technicians",
    "protection",
    "memory",
    "confinement",
    "rules",
    "trouble",
];

/// A page that was found.
pub(super) struct Found {
    /// Its name.
    pub(super) name: &'static str,
    /// Its title: the first heading.
    pub(super) title: &'static str,
    /// The line that holds the words, unless the title does.
    pub(super) line: Option<&'static str>,
}

/// The names of all pages, in reading order.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().copied()
}

/// The text of a page; empty if there is none of that name.
pub(super) fn text(language: Language, name: &str) -> &'static str {
    let place = NAMES.iter().position(|other| *other == name);
    place.and_then(|place| texts(language).get(place)).copied().unwrap_or_default()
}

/// The pages in which every word occurs; all pages for no words.
pub(super) fn find(language: Language, words: &str) -> Vec<Found> {
    let words: Vec<String> = words.split_whitespace().map(plain).collect();
    NAMES
        .iter()
        .zip(texts(language))
        .filter(|(_, text)| {
            let text = plain(text);
            words.iter().all(|word| text.contains(word))
        })
        .map(|(name, text)| Found { name, title: title(text), line: line(text, &words) })
        .collect()
}

const fn texts(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::Romanian => ROMANIAN,
    }
}

fn title(text: &'static str) -> &'static str {
    text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default()
}

fn line(text: &'static str, words: &[String]) -> Option<&'static str> {
    let first = words.first()?;
    if plain(title(text)).contains(first) {
        return None;
    }
    text.lines().find(|line| !line.starts_with('#') && plain(line).contains(first)).map(str::trim)
}

/// Small letters without the marks of Romanian, so that "inchide" finds "închide".
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|letter| match letter {
            'ă' | 'â' => 'a',
            'î' => 'i',
            'ș' | 'ş' => 's',
            'ț' | 'ţ' => 't',
            other => other,
        })
        .collect()
}
