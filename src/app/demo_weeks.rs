//! The weeks that lie behind the sample vault: what its people did, logged on a clock of its own, and the days that its
//! supervisors reviewed meanwhile. So that the queue, the charts and the reports have something to show.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::audit::{Event, Log};
use crate::base::clock::{Clock, HandClock, SharedClock, WallTime};
use crate::base::job::Watch;
use crate::policy::Act;

use super::demo::password;
use super::entrance::{Entrance, open_sealed, opening_of};
use super::problem::Problem;
use super::request::{Consent, LockReason};
use super::sample::{self, SampleAccount, Weeks};

/// A clock that goes through the past, up to the machine's own.
pub(super) struct PastClock {
    hand: Arc<HandClock>,
    days: Vec<Date>,
    zone: TimeZone,
}

impl PastClock {
    /// On the morning before the first of the working days that end with the last one before `now`.
    pub(super) fn before(now: WallTime) -> Self {
        let zone = TimeZone::system();
        let days = workdays_before(zone.to_datetime(moment(now)).date());
        let begins = days.first().and_then(|first| first.yesterday().ok());
        let begins = begins.and_then(|day| at(day, 9 * 60, &zone)).unwrap_or(now);
        Self { hand: Arc::new(HandClock::at(begins.min(now))), days, zone }
    }

    /// The clock, for whoever asks the time.
    pub(super) fn shared(&self) -> SharedClock {
        Arc::clone(&self.hand) as SharedClock
    }

    /// Goes on to a moment, if it is not over.
    fn go_to(&self, moment: WallTime) {
        self.hand.advance(moment.since(self.hand.wall()));
    }

    fn minute(&self, day: Date, minute: u64) {
        if let Some(moment) = at(day, minute, &self.zone) {
            self.go_to(moment);
        }
    }
}

/// Logs the weeks, and has the supervisors review what they did; then it is `now`.
pub(super) fn live(
    folder: &Path,
    clock: &PastClock,
    weeks: &Weeks,
    (supervisors, now): (&[SampleAccount; 2], WallTime),
    system_root: &Path,
) -> Result<(), Problem> {
    let mut before: Vec<Date> = clock.days.first().and_then(|day| day.yesterday().ok()).into_iter().collect();
    for (number, day) in clock.days.iter().copied().enumerate() {
        write_day(folder, clock, day, &sample::workday(sample::SEED, number, weeks))?;
        before.push(day);
        if sample::REVIEWED_AFTER.contains(&number) {
            clock.minute(day, 22 * 60 + 30);
            let seen = std::mem::take(&mut before);
            for by in supervisors {
                review(folder, clock, by, seen.clone(), system_root)?;
            }
        }
    }
    clock.go_to(now);
    Ok(())
}

fn write_day(folder: &Path, clock: &PastClock, day: Date, says: &sample::Workday) -> Result<(), Problem> {
    let vault = open_sealed(folder)?;
    clock.minute(day, 7 * 60 + 20);
    let log = Log::open(opening_of(&vault), clock.shared())?;
    let _receipt = log.append(&Event::new(Act::ProgramStart))?;
    for moment in &says.moments {
        clock.minute(day, moment.minute);
        let _receipts = log.append_all(&moment.events)?;
    }
    if says.ended {
        let _receipt = log.append(&Event::new(Act::ProgramEnd))?;
    }
    log.checkpoint(None).map_err(super::failure::internal)?;
    Ok(())
}

/// A supervisor comes and signs that these days were reviewed.
fn review(
    folder: &Path,
    clock: &PastClock,
    by: &SampleAccount,
    days: Vec<Date>,
    system_root: &Path,
) -> Result<(), Problem> {
    let entrance = Entrance::open(folder, clock.shared(), system_root.to_owned())?;
    let mut session = entrance.unlock(by.login, &password(by))?;
    let seen = session.frames_seen();
    let note = "Looked at with the day's findings; nothing to follow up.";
    let signed = session
        .review_days(days, seen, note, &Consent::Unsaid)
        .and_then(|job| job.run(&mut Watch::unwatched()));
    let locked = session.lock(LockReason::Person);
    signed.map(drop).and(locked)
}

/// The last working days before this one, the oldest first.
fn workdays_before(today: Date) -> Vec<Date> {
    let mut days = Vec::with_capacity(sample::DAYS);
    let mut day = today;
    while days.len() < sample::DAYS {
        let Ok(before) = day.checked_sub(1.day()) else { break };
        day = before;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            days.push(day);
        }
    }
    days.reverse();
    days
}

fn moment(wall: WallTime) -> Timestamp {
    Timestamp::from_millisecond(wall.unix_millis()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The moment so many minutes into a day.
fn at(day: Date, minute: u64, zone: &TimeZone) -> Option<WallTime> {
    let begins = day.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond();
    Some(WallTime::from_unix_millis(begins).plus(Duration::from_secs(minute * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_before_are_working_days_in_order() {
        let today = Date::constant(2026, 11, 22);
        let days = workdays_before(today);
        assert_eq!((days.len(), days.last()), (sample::DAYS, Some(&Date::constant(2026, 11, 20))));
        assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(days[0], Date::constant(2026, 10, 30));
    }
}
