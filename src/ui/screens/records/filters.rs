//! What the list of records is narrowed to, and the search that follows from it.
//!
//! Pure: the buttons that change it are drawn by `filters_ui`. Days are the workstation's own days.

use std::ops::Range;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::snapshot::{FileKind, RecordOrder, RecordQuery};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::GroupId;

/// When a record was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum When {
    /// At any time.
    #[default]
    Any,
    /// Today.
    Today,
    /// Today or on the six days before.
    Week,
    /// Today or on the 29 days before.
    Month,
    /// Since the first of January.
    Year,
    /// From the first to the last of these days, both included; an open end where there is none.
    Between(Option<Date>, Option<Date>),
}

/// Everything the list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filters {
    pub(crate) text: String,
    pub(crate) group: Option<GroupId>,
    pub(crate) customer: Option<ClientCode>,
    pub(crate) kind: Option<FileKind>,
    pub(crate) tag: Option<String>,
    pub(crate) when: When,
    pub(crate) order: RecordOrder,
}

impl Filters {
    /// Whether anything but the order and the group is narrowed.
    pub(crate) fn narrow(&self) -> bool {
        let wide = Self { group: self.group, order: self.order, ..Self::default() };
        *self != wide
    }

    /// Everything shown again, in the same group and order.
    pub(crate) fn clear(&mut self) {
        *self = Self { group: self.group, order: self.order, ..Self::default() };
    }

    /// What is looked for, on the day of `now` in `zone`.
    pub(crate) fn query(&self, now: WallTime, zone: &TimeZone) -> RecordQuery {
        let days = self.when.days(day_of(now, zone));
        RecordQuery {
            group: self.group,
            customer: self.customer,
            text: self.text.trim().to_owned(),
            kind: self.kind,
            tag: self.tag.clone(),
            filed_from: days.start.and_then(|day| start_of(day, zone)),
            filed_before: days.end.and_then(|day| start_of(day, zone)),
            order: self.order,
        }
    }
}

impl When {
    /// The first day and the day after the last, seen from `today`.
    pub(crate) fn days(self, today: Date) -> Range<Option<Date>> {
        let since = |days: i64| today.checked_sub(days.days()).ok();
        let after = |day: Date| day.tomorrow().ok();
        match self {
            Self::Any => None..None,
            Self::Today => Some(today)..None,
            Self::Week => since(6)..None,
            Self::Month => since(29)..None,
            Self::Year => Some(today.first_of_year())..None,
            Self::Between(first, last) => first..last.and_then(after),
        }
    }
}

/// Reads a day as it is typed: empty is an open end, `None` is no day.
pub(crate) fn typed_day(text: &str) -> Option<Option<Date>> {
    let text = text.trim();
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

/// The day of a moment, here.
pub(crate) fn day_of(moment: WallTime, zone: &TimeZone) -> Date {
    jiff::Timestamp::from_millisecond(moment.unix_millis())
        .map_or(Date::ZERO, |moment| zone.to_datetime(moment).date())
}

/// The first moment of a day, here.
pub(crate) fn start_of(day: Date, zone: &TimeZone) -> Option<WallTime> {
    let midnight = day.to_zoned(zone.clone()).ok()?;
    Some(WallTime::from_unix_millis(midnight.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: WallTime = WallTime::from_unix_millis(1_795_341_600_000); // 2026-11-22T10:00:00Z
    const DAY_MILLIS: i64 = 86_400_000;

    fn from_of(when: When) -> Option<i64> {
        let filters = Filters { when, ..Filters::default() };
        filters.query(NOW, &TimeZone::UTC).filed_from.map(WallTime::unix_millis)
    }

    #[test]
    fn days_begin_at_midnight_here() {
        let midnight = 1_795_341_600_000 - 10 * 3_600_000;
        assert_eq!(from_of(When::Any), None);
        assert_eq!(from_of(When::Today), Some(midnight));
        assert_eq!(from_of(When::Week), Some(midnight - 6 * DAY_MILLIS));
        assert_eq!(from_of(When::Year), Some(midnight - 325 * DAY_MILLIS));
    }

    #[test]
    fn chosen_days_are_both_included() {
        let day = typed_day(" 2026-11-22 ").unwrap();
        let filters = Filters { when: When::Between(day, day), ..Filters::default() };
        let query = filters.query(NOW, &TimeZone::UTC);
        let (from, before) = (query.filed_from.unwrap(), query.filed_before.unwrap());
        assert_eq!(before.unix_millis() - from.unix_millis(), DAY_MILLIS);
        assert!(from <= NOW && NOW < before);
    }

    #[test]
    fn what_is_no_day_is_told_from_an_open_end() {
        assert_eq!(typed_day(""), Some(None));
        assert_eq!(typed_day("22.11.2026"), None);
        assert_eq!(typed_day("2026-02-30"), None);
    }

    #[test]
    fn clearing_keeps_the_group_and_the_order() {
        let mut filters = Filters {
            text: "loan".to_owned(),
            group: Some(GroupId::from_bytes([1; 16])),
            order: RecordOrder::Title,
            ..Filters::default()
        };
        assert!(filters.narrow());
        filters.clear();
        assert!(!filters.narrow());
        assert_eq!((filters.group.is_some(), filters.order), (true, RecordOrder::Title));
    }
}
