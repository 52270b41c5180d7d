//! What the rules of review are set to, by the rules of the house. Pure.

use crate::policy::Rule;

/// The thresholds of the rules. A count that reaches its threshold is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The first hour of a working day, 0 to 23.
    pub from_hour: u64,
    /// The hour at which it ends, 1 to 24.
    pub to_hour: u64,
    /// Days of the week that are worked, from Monday on.
    pub work_days: u64,
    /// Failed log-ins under one name, in a day.
    pub failed_log_ins: u64,
    /// Different records opened or taken out by one person in a day.
    pub records: u64,
    /// Different customers whose names one person saw in a day.
    pub names: u64,
    /// Copies taken out by one person in a day.
    pub exports: u64,
    /// Acts refused to one person in a day.
    pub refusals: u64,
}

impl Settings {
    /// What the house has decided.
    pub fn of(value: impl Fn(Rule) -> u64) -> Self {
        Self {
            from_hour: value(Rule::LogHoursFrom),
            to_hour: value(Rule::LogHoursTo),
            work_days: value(Rule::LogWorkDays),
            failed_log_ins: value(Rule::LogFailedLogIns),
            records: value(Rule::LogManyRecords),
            names: value(Rule::LogManyNames),
            exports: value(Rule::LogExports),
            refusals: value(Rule::LogRefusals),
        }
    }

    /// Whether the house works on this day of the week (from 0, Monday) at this hour. Hours that end before they begin go
    /// over midnight.
    pub const fn in_hours(&self, weekday: u8, hour: u8) -> bool {
        let hour = hour as u64;
        let within = if self.from_hour < self.to_hour {
            self.from_hour <= hour && hour < self.to_hour
        } else {
            self.from_hour <= hour || hour < self.to_hour
        };
        within && (weekday as u64) < self.work_days
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::of(Rule::default_value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_may_go_over_midnight_and_the_week_has_an_end() {
        let day = Settings { from_hour: 7, to_hour: 19, work_days: 5, ..Settings::default() };
        let inside = |settings: &Settings, weekday| {
            (0..24).filter(|hour| settings.in_hours(weekday, *hour)).collect::<Vec<u8>>()
        };
        assert_eq!(inside(&day, 4), (7..19).collect::<Vec<u8>>());
        assert!(inside(&day, 5).is_empty());
        let night = Settings { from_hour: 22, to_hour: 2, work_days: 7, ..day };
        assert_eq!(inside(&night, 6), [0, 1, 22, 23]);
    }
}
