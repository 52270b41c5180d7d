//! The posture for those who are logged in: what the machine shows, and what the vault knows of backups, reviews and
//! people, as numbers without names.

mod report;

use std::path::PathBuf;
use std::time::Duration;

use crate::airgap::posture::{self, Lapses, Row};
use crate::backup::register;
use crate::base::clock::{SharedClock, WallTime};
use crate::base::job::Watch;
use crate::keys::place::KeyKind;
use crate::policy::{Act, Rule};
use crate::staff::{House, Person, Why};

use super::super::log_desk::LogReading;
use super::super::posture::{face_of, machine_rows};
use super::super::problem::Problem;
use super::super::rawkey;
use super::super::session::Session;
use super::super::snapshot::{PostureFace, ReviewDue};
use super::Job;

const DAY: Duration = Duration::from_hours(24);

/// What lapses within this time lapses soon.
const SOON: Duration = DAY.saturating_mul(30);

/// Everything that looking takes, on whichever thread it is done.
struct Looking {
    root: PathBuf,
    vault: PathBuf,
    clock: SharedClock,
    /// The latest moment that the vault knows of.
    passed: WallTime,
    /// What is known already.
    known: Vec<Row>,
    /// How the log is read; none for who does not review it.
    reading: Option<LogReading>,
}

impl Session {
    /// Every row of the posture; logged.
    pub fn posture(&mut self) -> Result<Job<PostureFace>, Problem> {
        let permit = self.permit(Act::PostureView, None)?;
        self.witness.log(&self.witness.event(permit.act()))?;
        let mut looking = self.looking()?;
        Ok(Job::new(move |watch| looking.look(watch)))
    }

    fn looking(&self) -> Result<Looking, Problem> {
        let wall = self.witness.wall();
        let house = self.vault.house();
        let (screenings, agreements) = people_of(house, self.vault.now(wall));
        let rule = |rule| house.rule(rule);
        let known = vec![
            posture::backup(
                days_since(self.last_backup()?, wall),
                rule(Rule::BackupDays),
                rawkey::is_there(&self.system_root),
            ),
            posture::drill(days_since(self.last_drill()?, wall), rule(Rule::DrillMonths)),
            posture::screenings(screenings),
            posture::agreements(agreements),
            posture::sheets(self.sheets_are_owed(), self.groups_behind_sheets()),
        ];
        let vault = self.vault.layout().folder().to_owned();
        Ok(Looking {
            root: self.system_root.clone(),
            vault,
            clock: self.witness.clock().clone(),
            passed: self.vault.now(wall),
            known,
            reading: LogReading::prepare(&self.vault, &self.log_desk, self.witness.clock()).ok(),
        })
    }

    /// When the newest backup was made that was read back whole, and was not found damaged since.
    fn last_backup(&self) -> Result<Option<WallTime>, Problem> {
        let rows = register::generations(&self.vault.media_rows("generation/")?);
        let whole = rows.iter().filter(|(_, row)| row.verified > row.damaged);
        Ok(whole.map(|(_, row)| row.made).max().map(WallTime::from_unix_millis))
    }
}

impl Looking {
    fn look(&mut self, watch: &mut Watch<'_>) -> Result<PostureFace, Problem> {
        let due = match &self.reading {
            Some(reading) => Some(reading.run(watch, |log| Ok((log.due(), log.today)))?),
            None => None,
        };
        let wall = self.clock.wall();
        let mut rows = machine_rows(&self.root, wall, Some(self.passed), Some(&self.vault));
        rows.append(&mut self.known);
        rows.push(posture::review(due.map(|(due, today)| waiting(&due, today))));
        watch.go_on()?;
        Ok(face_of(rows, wall))
    }
}

/// How many days wait for their review, and for how many days the oldest of them has.
fn waiting(due: &ReviewDue, today: jiff::civil::Date) -> (u64, u64) {
    let oldest = due.oldest.map_or(0, |day| (today - day).get_days());
    (due.days, u64::try_from(oldest).unwrap_or(0))
}

fn days_since(then: Option<WallTime>, now: WallTime) -> Option<u64> {
    then.map(|then| now.since(then).as_secs() / DAY.as_secs())
}

/// How many people screenings and signatures count of. Who was enrolled and holds nothing yet is not counted.
fn people_of(house: &House, now: WallTime) -> (Lapses, Lapses) {
    let (mut screenings, mut agreements) = (Lapses::default(), Lapses::default());
    let registry = (KeyKind::Registry, None);
    for person in house.people().filter(|person| person.is_here() && person.holds(registry)) {
        let until = person.screening.map(|screening| screening.valid_until);
        count(&mut screenings, until, now);
        count(&mut agreements, signed_until(house, person, now), now);
    }
    (screenings, agreements)
}

/// Until when a person's signature counts; none if they have to sign.
fn signed_until(house: &House, person: &Person, now: WallTime) -> Option<WallTime> {
    let why = house.standing(person, now, now).why;
    let unsigned = matches!(why, Some(Why::NotSigned | Why::NewText | Why::AgreementLapsed | Why::Widened));
    let signed = person.agreement.as_ref().filter(|_| !unsigned);
    signed.map(|signed| signed.valid_until)
}

fn count(lapses: &mut Lapses, until: Option<WallTime>, now: WallTime) {
    let place = match until {
        Some(until) if until > now.plus(SOON) => &mut lapses.count,
        Some(until) if until > now => &mut lapses.soon,
        _ => &mut lapses.lapsed,
    };
    *place += 1;
}
