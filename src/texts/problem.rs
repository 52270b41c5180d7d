//! Problems in the reader's language: `problem-<key>` says what happened, `problem-<key>-next` what to do next.
//!
//! Details arrive as the program writes them; a reason that is a key becomes its text (`why-<key>`), bytes become a
//! size and a moment becomes a date.

use jiff::Timestamp;

use super::{Texts, Value};
use crate::base::clock::WallTime;

/// Everything that a problem may name.
const NAMES: [&str; 20] = [
    "path", "what", "why", "device", "until", "free", "needed", "see", "left", "sheet", "whose", "name",
    "seen", "then", "now", "agreed", "place", "before", "done", "failed",
];

impl Texts {
    /// What happened.
    pub fn problem(&self, key: &str, details: &[(&'static str, String)]) -> String {
        self.say(&format!("problem-{key}"), details)
    }

    /// What to do next.
    pub fn problem_next(&self, key: &str, details: &[(&'static str, String)]) -> String {
        self.say(&format!("problem-{key}-next"), details)
    }

    fn say(&self, key: &str, details: &[(&'static str, String)]) -> String {
        // What a problem does not name is left out of its text.
        let named: Vec<(&str, Value<'_>)> = NAMES
            .iter()
            .map(|name| {
                let value = details.iter().find(|(named, _)| named == name);
                let missing = if *name == "see" { "nobody" } else { "" };
                (*name, value.map_or(missing.into(), |(_, value)| self.detail(name, value)))
            })
            .collect();
        self.with(key, &named).trim_end().to_owned()
    }

    fn detail<'a>(&'a self, name: &str, value: &'a str) -> Value<'a> {
        match name {
            "why" => {
                let keys = [format!("why-{value}"), format!("not-shown-{value}")];
                let key = keys.iter().find(|key| self.has(key));
                key.map_or(value.into(), |key| self.text(key).into())
            }
            "free" | "needed" => value.parse().map_or(value.into(), |bytes| self.size(bytes).into()),
            "then" | "now" | "agreed" | "before" | "done" | "failed" => {
                value.parse().map_or(value.into(), |count: u64| count.into())
            }
            "until" | "seen" => value.parse::<Timestamp>().map_or(value.into(), |moment| {
                self.date_and_time(WallTime::from_unix_millis(moment.as_millisecond())).into()
            }),
            // A field that a form named is said by its label.
            "what" => {
                let key = format!("field-{}", value.replace(' ', "-"));
                if self.has(&key) { self.text(&key).into() } else { value.into() }
            }
            _ => value.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::texts::{Language, Texts};
    use jiff::tz::TimeZone;

    #[test]
    fn whatever_a_problem_names_is_filled_in() {
        let source = include_str!("../../assets/i18n/en/problems.ftl");
        let named = source
            .split('$')
            .skip(1)
            .map(|rest| rest.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default());
        let missing: Vec<&str> = named.filter(|name| !super::NAMES.contains(name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let texts = Texts::in_zone(Language::English, TimeZone::UTC);
        let named = [("place", "report.pdf".to_owned()), ("why", "was changed".to_owned())];
        let said = texts.problem("bad-evidence", &named);
        assert_eq!(said, "This proves nothing: report.pdf: was changed.");
    }

    #[test]
    fn details_are_said_in_the_readers_language() {
        let texts = Texts::in_zone(Language::Romanian, TimeZone::UTC);
        let said = texts.problem("no-space", &[("free", "2100000".to_owned()), ("needed", "9".to_owned())]);
        assert!(said.contains("2,1 MB"), "{said}");
        let named = [("what", "email".to_owned()), ("why", "input-too-long".to_owned())];
        let said = texts.problem("bad-input", &named);
        assert!(said.contains("E-mail") && said.contains("prea lung"), "{said}");
        let said = texts.problem_next("throttled", &[("until", "2026-11-22T10:00:00Z".to_owned())]);
        assert!(said.contains("22 nov. 2026, 10:00"), "{said}");
        let said = |agreed: &str| texts.problem_next("log-forked", &[("agreed", agreed.to_owned())]);
        assert!(said("4216").contains("de după numărul 4.216. Opriți-vă"), "{}", said("4216"));
        assert!(said("0").starts_with("Nu se știe care"), "{}", said("0"));
        let said = texts.problem("partly", &[("done", "5".to_owned()), ("failed", "2".to_owned())]);
        assert!(said.contains("s-a făcut: 5. Nefăcute: 2;"), "{said}");
    }
}
