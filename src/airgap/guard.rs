//! The guard: a thread that looks at the machine every second and on news of the network, and tells what changed.
//!
//! It decides nothing: refusing, locking and logging are up to `app`, whose worker and commands each hold one. Dropping
//! it ends the thread.

use std::os::fd::{AsFd as _, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::io::Errno;

use super::watch::Watch;
use super::{Finding, Verdict, judge, look};
use crate::base::clock::{SharedClock, WallTime};

/// How often it looks, whatever the kernel says: of radios it says nothing here.
pub const LOOKS_EVERY: Duration = Duration::from_secs(1);

/// How long news are gathered before the look they are the reason for: an interface that comes up says a dozen things.
const NEWS_SETTLE: Duration = Duration::from_millis(50);

/// What the guard saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What it comes to.
    pub verdict: Verdict,
    /// The worst first.
    pub findings: Vec<Finding>,
    /// When it was first seen so.
    pub at: WallTime,
}

impl Seen {
    /// Looks once.
    pub fn now(root: &Path, clock: &SharedClock) -> Self {
        let findings = look(root);
        Self { verdict: judge(&findings), findings, at: clock.wall() }
    }
}

/// A guard on duty.
#[derive(Debug)]
pub struct Guard {
    stop: Option<Arc<OwnedFd>>,
    thread: Option<JoinHandle<()>>,
}

impl Guard {
    /// Goes on duty at the machine whose root folder is `root`. `on_change` is told the first look at once and from then
    /// on only what differs from the one before; while it runs, the guard does not look. Without a watch, or where the
    /// system has none, looking once a second is all.
    ///
    /// # Panics
    /// If the system has no thread to give.
    pub fn start(
        root: PathBuf,
        watch: Option<Watch>,
        clock: SharedClock,
        mut on_change: impl FnMut(Seen) + Send + 'static,
    ) -> Self {
        let stop = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).ok().map(Arc::new);
        let mut round = Round { watch, stop: stop.clone() };
        let thread = std::thread::Builder::new()
            .name("guard".to_owned())
            .spawn(move || {
                let mut last: Option<Seen> = None;
                loop {
                    let seen = Seen::now(&root, &clock);
                    if last.as_ref().is_none_or(|last| last.findings != seen.findings) {
                        last = Some(seen.clone());
                        on_change(seen);
                    }
                    if !round.goes_on() {
                        return;
                    }
                }
            })
            .expect("the system has a thread to give");
        Self { stop, thread: Some(thread) }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let Some(stop) = &self.stop else { return };
        // A counter takes one more in: nobody else writes it.
        if rustix::io::write(&**stop, &1_u64.to_ne_bytes()).is_ok()
            && let Some(thread) = self.thread.take()
        {
            // It ends after the look it is at; one that panicked has ended.
            drop(thread.join());
        }
    }
}

/// What the thread waits with.
struct Round {
    watch: Option<Watch>,
    stop: Option<Arc<OwnedFd>>,
}

impl Round {
    /// Waits for news or for the next second; false once it is to stop.
    fn goes_on(&mut self) -> bool {
        match self.wait(LOOKS_EVERY, true) {
            Woken::Stop => return false,
            Woken::Time => return true,
            Woken::News => {}
        }
        let stopped = self.wait(NEWS_SETTLE, false) == Woken::Stop;
        if !self.watch.as_ref().is_some_and(Watch::drain) {
            self.watch = None;
        }
        !stopped
    }

    fn wait(&self, limit: Duration, with_news: bool) -> Woken {
        let news = self.watch.as_ref().filter(|_| with_news);
        let ears = [self.stop.as_ref().map(|stop| stop.as_fd()), news.map(Watch::as_fd)];
        let mut polled: Vec<PollFd<'_>> =
            ears.iter().flatten().map(|ear| PollFd::from_borrowed_fd(*ear, PollFlags::IN)).collect();
        let time = Timespec { tv_sec: limit.as_secs().cast_signed(), tv_nsec: limit.subsec_nanos().into() };
        match poll(&mut polled, Some(&time)) {
            Ok(_) => {}
            // A look too many does no harm.
            Err(Errno::INTR) => return Woken::Time,
            Err(_no_poll) => {
                std::thread::sleep(limit);
                return Woken::Time;
            }
        }
        let mut heard = polled.iter().map(|ear| !ear.revents().is_empty());
        if self.stop.is_some() && heard.next() == Some(true) {
            Woken::Stop
        } else if news.is_some() && heard.next() == Some(true) {
            Woken::News
        } else {
            Woken::Time
        }
    }
}

/// Why it woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    Stop,
    News,
    Time,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::clock::SystemClock;

    /// Longer than anything here takes: a test that waits this long has failed.
    const PATIENCE: Duration = Duration::from_mins(1);

    fn interface(root: &Path, carrier: &str) {
        let folder = root.join("sys/class/net/eth0");
        std::fs::create_dir_all(&folder).unwrap();
        for (attribute, value) in [("type", "1"), ("flags", "0x1003"), ("operstate", "down")] {
            std::fs::write(folder.join(attribute), value).unwrap();
        }
        std::fs::write(folder.join("carrier"), carrier).unwrap();
    }

    #[test]
    fn the_first_look_and_every_change_are_told_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("sys/class/net")).unwrap();
        let (tell, told) = crossbeam_channel::unbounded();
        let clock: SharedClock = Arc::new(SystemClock);
        let watch = Watch::open().ok();
        let guard = Guard::start(root.path().to_owned(), watch, clock, move |seen| {
            // The test may have heard enough.
            if tell.send(seen.verdict).is_err() {}
        });
        let next = || told.recv_timeout(PATIENCE).unwrap();
        assert_eq!(next(), Verdict::Green);
        interface(root.path(), "1");
        // Files come one after the other, and half an interface is red, too.
        assert_eq!(next(), Verdict::Red);
        interface(root.path(), "0");
        while next() != Verdict::Amber {}
        std::fs::remove_dir_all(root.path().join("sys/class/net/eth0")).unwrap();
        while next() != Verdict::Green {}
        drop(guard);
        assert!(told.recv_timeout(PATIENCE).is_err(), "the thread is gone, and its teller with it");
    }
}
