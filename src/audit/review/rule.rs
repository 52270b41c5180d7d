//! The rules of review by name: what counts as unusual, and how grave each is. What they look at is in `judge`.

macro_rules! review_rules {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $key:literal, $grave:literal;)*) => {
        /// What is unusual in a day.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ReviewRule { $($(#[$doc])* $name,)* }

        impl ReviewRule {
            /// Every rule, the gravest first: the order in which findings are shown.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The number of the rule; never reused.
            pub const fn number(self) -> u8 {
                match self { $(Self::$name => $number,)* }
            }

            /// Its short name, for keys of texts and for the command line.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Whether it is an alarm, not only something to look at.
            pub const fn is_grave(self) -> bool {
                match self { $(Self::$name => $grave,)* }
            }
        }
    };
}

review_rules! {
    /// Frames that their session did not write, or that were sealed to another key than the reader's.
    Forged = 1, "forged", true;
    /// Supervisors accepted that the log is not what was seen of it.
    LogBreak = 16, "log-break", true;
    /// The count of failed log-ins was put back.
    TriesReset = 2, "tries-reset", true;
    /// The clock was set while the machine ran.
    ClockJump = 3, "clock-jump", true;
    /// A run of the program that did not end in order.
    NoEnd = 4, "no-end", false;
    /// The disk was full.
    DiskFull = 5, "disk-full", false;
    /// A torn last frame was set aside.
    TornTail = 6, "torn-tail", false;
    /// The machine was on a network.
    Network = 7, "network", true;
    /// Log-ins failed.
    FailedLogIns = 8, "failed-log-ins", false;
    /// A log-in was not tried, because too many had failed.
    Throttled = 9, "throttled", true;
    /// Somebody worked outside the hours of the house.
    OutOfHours = 10, "out-of-hours", false;
    /// One person opened many records.
    ManyRecords = 11, "many-records", false;
    /// One person saw many names.
    ManyNames = 12, "many-names", false;
    /// Somebody opened a group for the first time.
    FirstGroup = 13, "first-group", false;
    /// Copies left the vault.
    Exports = 14, "exports", false;
    /// One person was refused many times.
    Refusals = 15, "refusals", false;
}

impl ReviewRule {
    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("log-rule-{}", self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_keys_are_each_given_once() {
        let mut numbers: Vec<u8> = ReviewRule::ALL.iter().map(|rule| rule.number()).collect();
        let mut keys: Vec<&str> = ReviewRule::ALL.iter().map(|rule| rule.key()).collect();
        numbers.sort_unstable();
        keys.sort_unstable();
        numbers.dedup();
        keys.dedup();
        assert_eq!((numbers.len(), keys.len()), (ReviewRule::ALL.len(), ReviewRule::ALL.len()));
    }
}
