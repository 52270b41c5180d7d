//! What the people of the sample business did in the weeks before: ordinary days, and a few that a review should stop at.
//! Only says what was logged, and when; `demo` writes it to the log.

use crate::audit::{Event, Outcome};
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId};
use crate::policy::Act;

use super::dice::Dice;

/// How many working days there are.
pub const DAYS: usize = 16;

/// After these days (from 0) the log was reviewed; those behind the last wait.
pub const REVIEWED_AFTER: [usize; 3] = [4, 9, 13];

/// A customer, and where they are filed.
#[derive(Debug, Clone)]
pub struct Filed {
    /// The group.
    pub group: GroupId,
    /// The code.
    pub code: ClientCode,
    /// The records.
    pub records: Vec<RecordId>,
}

/// Who works there, and on what.
#[derive(Debug, Clone)]
pub struct Weeks {
    /// Two who work on files.
    pub staff: [AccountId; 2],
    /// One who lets them, and one who keeps backups.
    pub others: [AccountId; 2],
    /// The customers.
    pub filed: Vec<Filed>,
}

/// Events that are logged together, some minutes after those before.
#[derive(Debug, Clone)]
pub struct Moment {
    /// Minutes of the day.
    pub minute: u64,
    /// What is logged.
    pub events: Vec<Event>,
}

/// A day of the log.
#[derive(Debug, Clone)]
pub struct Workday {
    /// What is logged, in order.
    pub moments: Vec<Moment>,
    /// The program ended in order.
    pub ended: bool,
}

/// One of the days: `number` from 0, the oldest.
pub fn workday(seed: u64, number: usize, weeks: &Weeks) -> Workday {
    let mut dice = Dice::new(seed).fork(0xDA1 << 16 | number as u64);
    let [ioana, thomas] = weeks.staff;
    let mut day = Writing { moments: Vec::new(), minute: 7 * 60 + dice.between(30, 55), dice, weeks };
    match number {
        3 => day.wrong_passwords("ioana.marin", 4),
        15 => day.wrong_passwords("andrei", 3),
        _ => {}
    }
    day.visit(ioana, 10);
    day.passing(weeks.others[0], &[Act::StaffList, Act::GrantReview]);
    day.visit(thomas, 8);
    match number {
        6 => day.export(thomas),
        9 => day.many_records(ioana),
        12 => day.refused(thomas),
        14 => day.export(ioana),
        _ => {}
    }
    day.visit(ioana, 6);
    day.passing(weeks.others[1], &[]);
    if number == 11 {
        day.minute = 21 * 60 + 20;
        day.visit(thomas, 5);
    }
    Workday { moments: day.moments, ended: number != 13 }
}

struct Writing<'a> {
    moments: Vec<Moment>,
    minute: u64,
    dice: Dice,
    weeks: &'a Weeks,
}

impl Writing<'_> {
    fn put(&mut self, events: Vec<Event>) {
        self.minute += self.dice.between(3, 14);
        self.moments.push(Moment { minute: self.minute, events });
    }

    /// Somebody comes, looks at the files of some customers, and locks.
    fn visit(&mut self, who: AccountId, customers: u64) {
        self.put(vec![Event::new(Act::LogIn).by(who)]);
        let customers = self.dice.between(customers / 2, customers);
        for _ in 0..customers {
            let events = self.customer(who);
            self.put(events);
        }
        self.put(vec![Event::new(Act::Lock).by(who).with_words("person")]);
    }

    fn any_customer(&mut self) -> Filed {
        let place = self.dice.below(self.weeks.filed.len() as u64);
        self.weeks.filed[usize::try_from(place).unwrap_or(0)].clone()
    }

    fn customer(&mut self, who: AccountId) -> Vec<Event> {
        let Filed { group, code, records } = self.any_customer();
        let event = |act| Event::new(act).by(who).in_group(group);
        let mut events = Vec::new();
        if self.dice.chance(60) {
            let words = self.dice.pick(&["factura", "report", "contract", "scan", "bilet", "insurance"]);
            events.push(event(Act::RecordSearch).with_words(words));
        }
        events.push(event(Act::CustomerView).of_client(code));
        if self.dice.chance(40) {
            events.push(event(Act::IdentityReveal).of_client(code));
        }
        for record in records.iter().take(usize::try_from(self.dice.between(1, 3)).unwrap_or(1)) {
            events.push(event(Act::RecordView).of_client(code).of_record(*record));
        }
        if let Some(record) = records.first().filter(|_| self.dice.chance(15)) {
            events.push(event(Act::RecordEdit).of_client(code).of_record(*record));
        }
        events
    }

    /// Somebody comes for a moment.
    fn passing(&mut self, who: AccountId, acts: &[Act]) {
        let acts = acts.iter().map(|act| Event::new(*act).by(who));
        let log_in = Event::new(Act::LogIn).by(who);
        let lock = Event::new(Act::Lock).by(who).with_words("idle");
        self.put(std::iter::once(log_in).chain(acts).chain([lock]).collect());
    }

    fn wrong_passwords(&mut self, claimed: &str, times: usize) {
        let failed = Event::new(Act::LogInFailed).outcome(Outcome::Failed).with_words(claimed);
        self.put(vec![failed; times]);
    }

    fn export(&mut self, who: AccountId) {
        let Filed { group, code, records } = self.any_customer();
        let event = Event::new(Act::RecordExport).by(who).in_group(group).of_client(code);
        let why = "Copies that the customer asked for";
        let events = records.iter().map(|record| event.clone().of_record(*record).with_words(why));
        let events: Vec<Event> = events.collect();
        let done = events.iter().map(|event| event.clone().outcome(Outcome::Done));
        let both = events.iter().cloned().chain(done).collect();
        self.put(vec![Event::new(Act::LogIn).by(who)]);
        self.put(both);
        self.put(vec![Event::new(Act::Lock).by(who).with_words("person")]);
    }

    fn many_records(&mut self, who: AccountId) {
        self.put(vec![Event::new(Act::LogIn).by(who)]);
        for _ in 0..24 {
            let Filed { group, code, records } = self.any_customer();
            let opened = records.iter().map(|record| {
                Event::new(Act::RecordView).by(who).in_group(group).of_client(code).of_record(*record)
            });
            let opened = opened.collect();
            self.minute = self.minute.saturating_sub(8);
            self.put(opened);
        }
        self.put(vec![Event::new(Act::Lock).by(who).with_words("person")]);
    }

    fn refused(&mut self, who: AccountId) {
        let refused = Event::new(Act::StaffList).by(who).outcome(Outcome::Refused);
        self.put(vec![Event::new(Act::LogIn).by(who)]);
        self.put(vec![refused; 6]);
        self.put(vec![Event::new(Act::Lock).by(who).with_words("person")]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks() -> Weeks {
        let id = |byte| AccountId::from_bytes([byte; 16]);
        let group = GroupId::from_bytes([9; 16]);
        let filed = (0..30).map(|number| Filed {
            group,
            code: ClientCode::from_values([number; 10]),
            records: vec![RecordId::from_bytes([number; 16]); 4],
        });
        Weeks { staff: [id(1), id(2)], others: [id(3), id(4)], filed: filed.collect() }
    }

    #[test]
    fn days_are_the_same_for_a_seed_and_fit_into_a_day() {
        for number in 0..DAYS {
            let day = workday(7, number, &weeks());
            let minutes: Vec<u64> = day.moments.iter().map(|moment| moment.minute).collect();
            assert!(minutes.last().is_some_and(|last| *last < 24 * 60), "{number}: {minutes:?}");
            assert!(minutes.iter().all(|minute| *minute >= 7 * 60));
            let again = workday(7, number, &weeks());
            assert!(day.moments.iter().zip(&again.moments).all(|(a, b)| a.events == b.events));
            assert_eq!(day.ended, number != 13);
        }
        let moments = |seed| workday(seed, 0, &weeks()).moments.len();
        assert!((8..20).any(|seed| moments(seed) != moments(7)));
    }
}
