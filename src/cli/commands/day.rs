//! Days as they are written on the command line.

use jiff::civil::{Date, Time, time};

use crate::app::problem::{Problem, ProblemKind};
use crate::base::clock::WallTime;
use crate::texts::Texts;

/// The last second of a day such as 2027-05-31, where the reader is.
pub(super) fn last_moment_of(written: &str, texts: &Texts) -> Result<WallTime, Problem> {
    moment_of(written, time(23, 59, 59, 0), texts)
}

/// The first moment of a day.
pub(super) fn first_moment_of(written: &str, texts: &Texts) -> Result<WallTime, Problem> {
    moment_of(written, Time::midnight(), texts)
}

fn moment_of(written: &str, of_day: Time, texts: &Texts) -> Result<WallTime, Problem> {
    let bad =
        |error: jiff::Error| Problem::new(ProblemKind::BadInput).with("what", written).with("why", error);
    let day: Date = written.trim().parse().map_err(bad)?;
    let moment = day.to_datetime(of_day).to_zoned(texts.zone().clone()).map_err(bad)?;
    Ok(WallTime::from_unix_millis(moment.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;
    use jiff::tz::TimeZone;

    #[test]
    fn a_day_ends_at_its_last_second() {
        let texts = Texts::in_zone(Language::English, TimeZone::UTC);
        let moment = last_moment_of("2027-05-31", &texts).unwrap();
        assert_eq!(moment.to_string(), "2027-05-31T23:59:59Z");
        for wrong in ["31.05.2027", "2027-02-30", ""] {
            assert_eq!(last_moment_of(wrong, &texts).unwrap_err().kind, ProblemKind::BadInput);
        }
    }
}
