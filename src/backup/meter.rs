//! Tells how far the writing of a generation is, and stops it. Writing and reading back are one way: what is written is
//! read back volume by volume, so both count towards one end.

use crate::base::job::{Cancelled, Progress, Watch};

/// Tells how far the work is, and stops it.
pub(super) struct Meter<'w, 'a> {
    watch: &'w mut Watch<'a>,
    told: Progress,
}

impl<'w, 'a> Meter<'w, 'a> {
    pub(super) fn new(watch: &'w mut Watch<'a>) -> Self {
        Self { watch, told: Progress { stage: "backup-survey", ..Progress::default() } }
    }

    /// From now on so many bytes are to go.
    pub(super) fn begin(&mut self, stage: &'static str, total: u64) {
        self.told = Progress { stage, total_bytes: Some(total), ..Progress::default() };
        self.watch.tell(&self.told);
    }

    /// The same way goes on, with something else.
    pub(super) fn turn_to(&mut self, stage: &'static str, now: &str) {
        self.told.stage = stage;
        now.clone_into(&mut self.told.now);
        self.watch.tell(&self.told);
    }

    /// So many bytes of it are done.
    pub(super) fn pass(&mut self, bytes: u64) -> Result<(), Cancelled> {
        self.watch.go_on()?;
        // What a volume adds to what is in it was not counted before.
        let most = self.told.total_bytes.unwrap_or(u64::MAX);
        self.told.done_bytes = self.told.done_bytes.saturating_add(bytes).min(most);
        self.watch.tell(&self.told);
        Ok(())
    }
}
