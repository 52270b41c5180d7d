//! What the program says, in English and Romanian: the Fluent files of `assets/i18n`, built into the program.
//!
//! Draws and prints nothing. `ui`, `cli` and `paper` ask a [`Texts`] for a text by its key; dates, sizes and counts
//! are written as the language writes them. A test holds both languages to the same keys and variables.

mod catalogue;
mod format;
mod language;
mod problem;

pub use language::Language;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::tz::TimeZone;

/// What is shown for a key that no file has. A test keeps it from ever being seen.
const MISSING: &str = "(text missing)";

/// What a text names: a word or a count. Counts pick the plural form and are grouped as the language does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// A word, a name, a date that is already written.
    Word(Cow<'a, str>),
    /// A whole number.
    Count(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(word: &'a str) -> Self {
        Self::Word(Cow::Borrowed(word))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(word: &'a String) -> Self {
        Self::Word(Cow::Borrowed(word))
    }
}

impl From<String> for Value<'_> {
    fn from(word: String) -> Self {
        Self::Word(Cow::Owned(word))
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Value<'_> {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

impl From<usize> for Value<'_> {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

/// All texts of one language. Cheap to clone.
#[derive(Clone)]
pub struct Texts {
    inner: Arc<Inner>,
}

struct Inner {
    language: Language,
    zone: TimeZone,
    bundle: FluentBundle<FluentResource>,
    /// The texts that name nothing, written once.
    plain: HashMap<String, String>,
}

impl Texts {
    /// The texts of a language, with times in the machine's own zone.
    pub fn new(language: Language) -> Self {
        Self::in_zone(language, TimeZone::system())
    }

    /// The texts of a language, with times in `zone`.
    ///
    /// What is wrong in a built-in file is passed over here, and found by a test.
    pub fn in_zone(language: Language, zone: TimeZone) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::English => format::english,
            Language::Romanian => format::romanian,
        }));
        let mut keys = Vec::new();
        for source in catalogue::sources(language) {
            keys.extend(catalogue::keys(source).map(str::to_owned));
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(read, _)| read);
            bundle.add_resource_overriding(resource);
        }
        let plain =
            keys.into_iter().filter_map(|key| Some((key.clone(), write_plain(&bundle, &key)?))).collect();
        Self { inner: Arc::new(Inner { language, zone, bundle, plain }) }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.inner.language
    }

    /// The zone that times are written in.
    pub fn zone(&self) -> &TimeZone {
        &self.inner.zone
    }

    /// Whether there is a text with this key.
    pub fn has(&self, key: &str) -> bool {
        self.inner.bundle.has_message(key)
    }

    /// A text that names nothing.
    pub fn text(&self, key: &str) -> &str {
        self.inner.plain.get(key).map_or(MISSING, String::as_str)
    }

    /// A text with what it names filled in.
    pub fn with(&self, key: &str, named: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self.inner.bundle.get_message(key).and_then(|message| message.value()) else {
            return MISSING.to_owned();
        };
        let mut args = FluentArgs::with_capacity(named.len());
        for (name, value) in named {
            args.set((*name).to_owned(), fluent(value, self.inner.language));
        }
        let mut gaps = Vec::new();
        self.inner.bundle.format_pattern(pattern, Some(&args), &mut gaps).into_owned()
    }
}

fn fluent<'a>(value: &'a Value<'_>, language: Language) -> FluentValue<'a> {
    match value {
        Value::Word(word) => FluentValue::String(Cow::Borrowed(word)),
        // Counts of things stay far below 2^53, where f64 is exact.
        Value::Count(count) => {
            let mut number = FluentValue::from(*count);
            // The plural rules below us look at the whole number, where Romanian's go by its last two digits
            // (CLDR: 2,014 is "few"). A number with a visible fraction is "few" to them; it is never shown.
            let few = language == Language::Romanian && *count > 100 && (1..=19).contains(&(count % 100));
            if let (FluentValue::Number(number), true) = (&mut number, few) {
                number.options.minimum_fraction_digits = Some(1);
            }
            number
        }
    }
}

/// The text, if it names nothing.
fn write_plain(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut gaps = Vec::new();
    let written = bundle.format_pattern(pattern, None, &mut gaps).into_owned();
    gaps.is_empty().then_some(written)
}
