//! The rules of the house that supervisors can change, each with its number, its default and its bounds.
//!
//! A rule never leaves its bounds: a statement that says otherwise is refused.

use std::ops::RangeInclusive;

use super::numbered::numbered;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $key:literal, $default:literal in $least:literal..=$most:literal;)*) => {
        numbered! {
            /// A rule with a number for a value; its unit is in its name.
            Rule { $($(#[$doc])* $name = $number, $key;)* }
        }

        impl Rule {
            /// Its value while nothing else was decided.
            pub const fn default_value(self) -> u64 {
                match self { $(Self::$name => $default,)* }
            }

            /// The values it may have.
            pub const fn bounds(self) -> RangeInclusive<u64> {
                match self { $(Self::$name => $least..=$most,)* }
            }
        }
    };
}

rules! {
    /// Minutes without a hand on the machine until it locks; never off.
    IdleLockMinutes = 1, "idle-lock-minutes", 5 in 1..=15;
    /// Hours a session may last.
    SessionHours = 2, "session-hours", 12 in 1..=12;
    /// Months a screening counts.
    ScreeningMonths = 3, "screening-months", 12 in 1..=24;
    /// Months a signed agreement counts.
    AgreementMonths = 4, "agreement-months", 12 in 1..=12;
    /// Days without a log-in until an account is disabled.
    InactiveDays = 5, "inactive-days", 90 in 14..=90;
    /// Fewest characters of a password.
    PasswordChars = 6, "password-chars", 15 in 15..=64;
    /// Fewest digits of a numeric code.
    CodeDigits = 7, "code-digits", 6 in 6..=12;
    /// Tries of a numeric code.
    CodeTries = 8, "code-tries", 5 in 3..=5;
    /// Minutes a two-person group stays open.
    TwoPersonMinutes = 9, "two-person-minutes", 60 in 5..=60;
    /// Months between reviews of what people were granted.
    GrantReviewMonths = 10, "grant-review-months", 6 in 1..=12;
    /// Years the access log is kept.
    LogYears = 11, "log-years", 6 in 6..=30;
    /// Seconds until the clipboard is cleared.
    ClipboardSecs = 12, "clipboard-secs", 10 in 5..=60;
    /// Days between backups.
    BackupDays = 13, "backup-days", 1 in 1..=7;
    /// Months between drills of a restore.
    DrillMonths = 14, "drill-months", 3 in 1..=6;
    /// The hour at which a working day begins; what is done before is unusual.
    LogHoursFrom = 15, "log-hours-from", 7 in 0..=23;
    /// The hour at which a working day ends; what is done from then on is unusual.
    LogHoursTo = 16, "log-hours-to", 19 in 1..=24;
    /// Days of the week that are worked, from Monday on.
    LogWorkDays = 17, "log-work-days", 5 in 5..=7;
    /// Log-ins that fail under one name in a day until that is unusual.
    LogFailedLogIns = 18, "log-failed-log-ins", 3 in 1..=20;
    /// Records that one person opens in a day until that is unusual.
    LogManyRecords = 19, "log-many-records", 40 in 1..=10_000;
    /// Customers whose names one person sees in a day until that is unusual.
    LogManyNames = 20, "log-many-names", 100 in 1..=100_000;
    /// Copies that one person takes out in a day until that is unusual.
    LogExports = 21, "log-exports", 1 in 1..=10_000;
    /// Acts that are refused to one person in a day until that is unusual.
    LogRefusals = 22, "log-refusals", 5 in 1..=1_000;
    /// Days that generations of backups are kept at least.
    BackupKeptDays = 23, "backup-kept-days", 365 in 30..=3_650;
    /// Sets of media from which on they are used in turn.
    MediaSets = 24, "media-sets", 3 in 2..=10;
    /// Years that a medium serves.
    MediumYears = 25, "medium-years", 5 in 1..=10;
    /// Times that a medium is written.
    MediumWrites = 26, "medium-writes", 1_000 in 50..=10_000;
    /// Backups on a medium that were found damaged, from which on it is not written any more.
    MediumFailures = 27, "medium-failures", 1 in 1..=3;
}

impl Rule {
    /// Whether this version follows it already; the others are kept for what is still to come.
    pub const fn is_followed(self) -> bool {
        !matches!(self, Self::ClipboardSecs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_back_and_every_default_is_in_bounds() {
        for rule in Rule::ALL {
            assert_eq!(Rule::from_number(rule.number()), Some(*rule));
            assert!(rule.bounds().contains(&rule.default_value()), "{rule:?}");
        }
        assert!(Rule::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
        assert_eq!(Rule::from_number(0), None);
    }
}
