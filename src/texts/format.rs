//! Dates, times, sizes and counts, written as each language writes them.

use fluent_bundle::FluentValue;
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, Zoned};

use super::{Language, Texts};
use crate::base::clock::WallTime;

/// The units of sizes, each 1000 of the one before; `size-<unit>` are their texts.
const SIZE_KEYS: [&str; 5] = ["size-bytes", "size-kb", "size-mb", "size-gb", "size-tb"];

impl Texts {
    /// A day: `22 Nov 2026`.
    pub fn date(&self, moment: WallTime) -> String {
        self.zoned(moment).map_or_else(String::new, |at| {
            self.with(
                "date",
                &[
                    ("day", at.day().to_string().into()),
                    ("month", self.named("month-short", at.month()).into()),
                    ("year", at.year().to_string().into()),
                ],
            )
        })
    }

    /// A day with its name: `Sunday 22 November 2026`.
    pub fn long_date(&self, moment: WallTime) -> String {
        self.zoned(moment).map_or_else(String::new, |at| {
            self.with(
                "date-long",
                &[
                    ("weekday", self.named("weekday", at.weekday().to_monday_one_offset()).into()),
                    ("day", at.day().to_string().into()),
                    ("month", self.named("month", at.month()).into()),
                    ("year", at.year().to_string().into()),
                ],
            )
        })
    }

    /// A day of the calendar: `Sun 22 Nov 2026`.
    pub fn day(&self, day: Date) -> String {
        self.with(
            "date-day",
            &[
                ("weekday", self.weekday_short(day.weekday()).into()),
                ("day", day.day().to_string().into()),
                ("month", self.named("month-short", day.month()).into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// A day of the calendar in full: `Sunday 22 November 2026`.
    pub fn long_day(&self, day: Date) -> String {
        self.with(
            "date-long",
            &[
                ("weekday", self.named("weekday", day.weekday().to_monday_one_offset()).into()),
                ("day", day.day().to_string().into()),
                ("month", self.named("month", day.month()).into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// A day of the calendar where the year is known: `22 Nov`.
    pub fn short_day(&self, day: Date) -> String {
        self.with(
            "date-short",
            &[
                ("day", day.day().to_string().into()),
                ("month", self.named("month-short", day.month()).into()),
            ],
        )
    }

    /// A day of the week: `Sun`.
    pub fn weekday_short(&self, weekday: Weekday) -> String {
        self.named("weekday-short", weekday.to_monday_one_offset())
    }

    /// A time of day: `09:41`.
    pub fn time(&self, moment: WallTime) -> String {
        self.zoned(moment).map_or_else(String::new, |at| format!("{:02}:{:02}", at.hour(), at.minute()))
    }

    /// A time of day with seconds: `09:41:07`.
    pub fn time_with_seconds(&self, moment: WallTime) -> String {
        self.zoned(moment)
            .map_or_else(String::new, |at| format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()))
    }

    /// A day and a time: `22 Nov 2026, 09:41`.
    pub fn date_and_time(&self, moment: WallTime) -> String {
        format!("{}, {}", self.date(moment), self.time(moment))
    }

    /// A count, its digits grouped: `2,014` or `2.014`.
    pub fn count(&self, count: u64) -> String {
        grouped(count, self.language().group_mark())
    }

    /// A size: `412 KB`, `2.1 MB`; units of 1000, one decimal below ten.
    pub fn size(&self, bytes: u64) -> String {
        let mut unit = 0;
        let mut scale = 1_u64;
        while unit + 1 < SIZE_KEYS.len() && bytes / scale >= 1000 {
            unit += 1;
            scale *= 1000;
        }
        let whole = bytes / scale;
        let tenths = bytes % scale / (scale / 10).max(1);
        let number = if unit > 0 && whole < 10 {
            format!("{whole}{}{tenths}", self.language().decimal_mark())
        } else {
            self.count(whole)
        };
        self.with(SIZE_KEYS.get(unit).copied().unwrap_or("size-bytes"), &[("number", number.into())])
    }

    /// Minutes and seconds that are left: `4:32`.
    pub fn countdown(&self, seconds: u64) -> String {
        if seconds >= 3600 {
            format!("{}:{:02}:{:02}", seconds / 3600, seconds % 3600 / 60, seconds % 60)
        } else {
            format!("{}:{:02}", seconds / 60, seconds % 60)
        }
    }

    fn named(&self, key: &str, number: i8) -> String {
        self.with(key, &[("number", super::Value::Count(u64::try_from(number).unwrap_or(1)))])
    }

    fn zoned(&self, moment: WallTime) -> Option<Zoned> {
        Timestamp::from_millisecond(moment.unix_millis()).ok().map(|at| at.to_zoned(self.zone().clone()))
    }
}

/// Writes counts inside English texts.
pub(super) fn english<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    written(value, Language::English)
}

/// Writes counts inside Romanian texts.
pub(super) fn romanian<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    written(value, Language::Romanian)
}

fn written(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    number.value.to_string().parse().ok().map(|count| grouped(count, language.group_mark()))
}

fn grouped(count: u64, mark: char) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    fn both() -> (Texts, Texts) {
        (Texts::in_zone(Language::English, TimeZone::UTC), Texts::in_zone(Language::Romanian, TimeZone::UTC))
    }

    #[test]
    fn dates_are_written_as_the_language_does() {
        let (english, romanian) = both();
        let moment = WallTime::from_unix_millis(1_795_340_467_000);
        assert_eq!(english.date(moment), "22 Nov 2026");
        assert_eq!(english.long_date(moment), "Sunday 22 November 2026");
        assert_eq!(english.time_with_seconds(moment), "09:41:07");
        assert_eq!(english.date_and_time(moment), "22 Nov 2026, 09:41");
        assert_eq!(romanian.date(moment), "22 nov. 2026");
        assert_eq!(romanian.long_date(moment), "duminică, 22 noiembrie 2026");
    }

    #[test]
    fn sizes_have_one_decimal_below_ten() {
        let (english, romanian) = both();
        for (bytes, text) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 KB"),
            (412_345, "412 KB"),
            (2_199_999, "2.1 MB"),
            (5_000_000_000, "5.0 GB"),
            (u64::MAX, "18,446,744 TB"),
        ] {
            assert_eq!(english.size(bytes), text);
        }
        assert_eq!(romanian.size(2_199_999), "2,1 MB");
    }

    #[test]
    fn counts_pick_the_plural_and_are_grouped() {
        let (english, romanian) = both();
        let of = |texts: &Texts, count: u64| texts.with("count-records", &[("count", count.into())]);
        assert_eq!(of(&english, 1), "1 record");
        assert_eq!(of(&english, 2_014), "2,014 records");
        assert_eq!(of(&romanian, 1), "1 înregistrare");
        assert_eq!(of(&romanian, 2), "2 înregistrări");
        assert_eq!(of(&romanian, 20), "20 de înregistrări");
        assert_eq!(of(&romanian, 100), "100 de înregistrări");
        assert_eq!(of(&romanian, 101), "101 înregistrări");
        assert_eq!(of(&romanian, 2_014), "2.014 înregistrări");
        assert_eq!(romanian.countdown(272), "4:32");
    }
}
