//! How the backups of the vault stand: the last whole one, and what is owed, for those who keep the register.
//!
//! Read with every picture of the session, so nothing of it is logged, and it asks no medium.

use crate::airgap::posture;
use crate::backup::due::{self, DueRules};
use crate::backup::register;
use crate::backup::seen::{Known, MediaRules};
use crate::base::clock::WallTime;
use crate::policy::Rule;

use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::BackupState;

impl Session {
    /// How the backups stand; nothing if the register cannot be read.
    pub(in crate::app) fn backup_state(&self) -> Option<BackupState> {
        let read = self.read_backup_state();
        if read.is_err() {
            log::warn!("the register of backups could not be read");
        }
        read.ok()
    }

    fn read_backup_state(&self) -> Result<BackupState, Problem> {
        let media = register::media(&self.vault.media_rows("medium/")?);
        let generations = register::generations(&self.vault.media_rows("generation/")?);
        let rule = |rule| self.vault.house().rule(rule);
        let now = self.witness.wall();
        let last =
            generations.iter().map(|(_, row)| row).filter(|row| due::is_whole(row)).map(|row| row.made);
        let last = last.max().map(WallTime::from_unix_millis);
        let days = last.map(|last| now.since(last).as_secs() / 86_400);
        let rules = DueRules { backup_days: rule(Rule::BackupDays), drill_months: rule(Rule::DrillMonths) };
        let known = Known { media: &media, generations: &generations, rules: NO_LIMITS, needed: 0, now };
        let keeps = self.may_keep_media();
        let last_drill = self.last_drill()?;
        Ok(BackupState {
            last,
            last_drill,
            colour: posture::backup(days, rules.backup_days, true).colour().into(),
            owed: if keeps { due::owed(&known, last_drill, rules) } else { Vec::new() },
        })
    }
}

/// What is owed does not depend on what wears media out.
const NO_LIMITS: MediaRules = MediaRules { sets: 0, years: 0, writes: 0, failures: 0 };
