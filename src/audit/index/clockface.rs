//! Which day and hour a moment is where the machine stands. Moments of one quarter of an hour are looked up once: zones
//! change their offset at such quarters only.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::base::clock::WallTime;

const QUARTER_MS: i64 = 15 * 60 * 1000;

/// A moment as people there would say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LocalHour {
    pub(super) day: Date,
    /// From 0 (Monday).
    pub(super) weekday: u8,
    pub(super) hour: u8,
}

/// Tells local days and hours.
pub(super) struct ClockFace {
    zone: TimeZone,
    last: Option<(i64, LocalHour)>,
}

impl ClockFace {
    pub(super) fn new(zone: TimeZone) -> Self {
        Self { zone, last: None }
    }

    /// The day and hour of a moment; moments that no calendar knows are of the first day of 1970.
    pub(super) fn of(&mut self, wall: WallTime) -> LocalHour {
        let quarter = wall.unix_millis().div_euclid(QUARTER_MS);
        if let Some((last, hour)) = self.last
            && last == quarter
        {
            return hour;
        }
        let hour = self.look(wall);
        self.last = Some((quarter, hour));
        hour
    }

    /// The same, looked up each time.
    pub(super) fn look(&self, wall: WallTime) -> LocalHour {
        let moment = Timestamp::from_millisecond(wall.unix_millis()).unwrap_or(Timestamp::UNIX_EPOCH);
        let local = self.zone.to_datetime(moment);
        LocalHour {
            day: local.date(),
            weekday: local.weekday().to_monday_zero_offset().unsigned_abs(),
            hour: local.hour().unsigned_abs(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_of_the_day_and_hour_that_clocks_there_show() {
        // Romania: two hours before Greenwich in winter, three in summer; 2026-10-25 has 25 hours.
        let zone = TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap();
        let mut face = ClockFace::new(zone);
        let mut told = |text: &str| {
            let moment: Timestamp = text.parse().unwrap();
            let hour = face.of(WallTime::from_unix_millis(moment.as_millisecond()));
            (hour.day.to_string(), hour.weekday, hour.hour)
        };
        assert_eq!(told("2026-11-21T21:59:59Z"), ("2026-11-21".to_owned(), 5, 23));
        assert_eq!(told("2026-11-21T22:00:00Z"), ("2026-11-22".to_owned(), 6, 0));
        assert_eq!(told("2026-07-01T20:59:59Z"), ("2026-07-01".to_owned(), 2, 23));
        assert_eq!(told("2026-10-25T00:59:59Z").2, 3);
        assert_eq!(told("2026-10-25T01:00:00Z").2, 3);
        assert_eq!(told("2026-10-25T02:00:00Z").2, 4);
    }
}
