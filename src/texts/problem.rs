//! Problems in the reader's language: `problem-<key>` says what happened, `problem-<key>-next` what to do next.
//!
//! Details arrive as the program writes them; a reason that is a key becomes its text (`why-<key>`), bytes become a
//! size and a moment becomes a date.

use jiff::Timestamp;

use super::{Texts, Value};
use crate::base::clock::WallTime;

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
        let named: Vec<(&str, Value<'_>)> =
            details.iter().map(|(name, value)| (*name, self.detail(name, value))).collect();
        self.with(key, &named)
    }

    fn detail<'a>(&'a self, name: &str, value: &'a str) -> Value<'a> {
        match name {
            "why" => {
                let key = format!("why-{value}");
                if self.has(&key) { self.text(&key).into() } else { value.into() }
            }
            "free" | "needed" => value.parse().map_or(value.into(), |bytes| self.size(bytes).into()),
            "until" => value.parse::<Timestamp>().map_or(value.into(), |moment| {
                self.date_and_time(WallTime::from_unix_millis(moment.as_millisecond())).into()
            }),
            _ => value.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::problem::ProblemKind;
    use crate::texts::{Language, Texts};
    use jiff::tz::TimeZone;

    #[test]
    fn details_are_said_in_the_readers_language() {
        let texts = Texts::in_zone(Language::Romanian, TimeZone::UTC);
        let said = texts.problem("no-space", &[("free", "2100000".to_owned()), ("needed", "9".to_owned())]);
        assert!(said.contains("2,1 MB"), "{said}");
        let said = texts.problem_next("throttled", &[("until", "2026-11-22T10:00:00Z".to_owned())]);
        assert!(said.contains("22 nov. 2026, 10:00"), "{said}");
    }

    #[test]
    fn every_problem_says_what_happened_and_what_to_do_next() {
        for language in Language::ALL {
            let texts = Texts::in_zone(language, TimeZone::UTC);
            for kind in ProblemKind::ALL {
                assert!(texts.has(&format!("problem-{}", kind.key())), "{language:?} {kind:?}");
                assert!(texts.has(&format!("problem-{}-next", kind.key())), "{language:?} {kind:?}");
            }
        }
    }
}
