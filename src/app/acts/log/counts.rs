//! Verifying the log and what can be counted of it without a key: for assessors, who see neither a record nor a name nor a code.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::audit::{self, FoundingRoot, LogKeys};
use crate::base::clock::WallTime;
use crate::policy::Act;

use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::LogCounts;
use super::super::Job;

impl Session {
    /// Counts frames, runs of the program and failed log-ins, having verified every frame, checkpoint and signature.
    pub fn log_counts(&mut self) -> Result<Job<LogCounts>, Problem> {
        let permit = self.permit(Act::VaultCheck, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("log counts"))?;
        let (folder, vault) = (self.vault.layout().audit(), self.vault.id());
        let root = FoundingRoot::from(self.vault.header().founding());
        Ok(Job::new(move |watch| {
            audit::verify(&folder, vault, &LogKeys::load(&folder, &root)?, &[], watch)?;
            let counted = audit::count_frames(&folder, vault, watch.flag())?;
            watch.go_on()?;
            let zone = TimeZone::system();
            Ok(LogCounts {
                frames: counted.walk.head.count,
                sessions: counted.sessions.len() as u64,
                events: counted.events,
                failed_log_ins: by_day(&counted.failed_log_ins, &zone),
                sessions_by_day: by_day(&counted.sessions, &zone),
                torn_bytes: counted.walk.torn.map_or(0, |torn| torn.bytes),
            })
        }))
    }
}

fn by_day(moments: &[WallTime], zone: &TimeZone) -> Vec<(Date, u64)> {
    let mut days: BTreeMap<Date, u64> = BTreeMap::new();
    for moment in moments {
        let moment = Timestamp::from_millisecond(moment.unix_millis()).unwrap_or(Timestamp::UNIX_EPOCH);
        *days.entry(zone.to_datetime(moment).date()).or_default() += 1;
    }
    days.into_iter().collect()
}
