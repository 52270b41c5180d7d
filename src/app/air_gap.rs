//! What follows from the air-gap guard: a real vault is refused, what is open of it is locked, changes are logged.
//!
//! What the machine shows is `airgap`'s; here is what `app` makes of it. The worker hears the guard by itself
//! (`worker::guarded`); commands hold a [`CommandGuard`].

use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::airgap::guard::{Guard, Seen};
use crate::airgap::watch::Watch;
use crate::airgap::{self, Verdict};
use crate::audit::{Event, Log, Outcome};
use crate::base::job::CancelFlag;
use crate::policy::Act;
use crate::vault::VaultKind;

use super::entrance::Entrance;
use super::problem::{Problem, ProblemKind};
use super::snapshot::AirGapFace;
use super::technician;

/// What the guard sees at `system_root` right now, in short.
pub fn air_gap(system_root: &Path) -> AirGapFace {
    let face = AirGapFace::of(airgap::look(system_root));
    technician::note_air_gap(&face);
    face
}

/// A machine on a network: no real vault is made or opened on it.
pub(super) fn not_air_gapped(face: &AirGapFace) -> Problem {
    let device = face.devices().first().copied().unwrap_or("?").to_owned();
    Problem::new(ProblemKind::NotAirGapped).with("device", device)
}

/// Logs what the guard sees now. Locking does not wait for a log that cannot be written.
pub(super) fn log_change(log: &Log, seen: &Seen) {
    let count = u64::try_from(seen.findings.len()).unwrap_or(u64::MAX);
    let event = Event::new(Act::AirGapChange).outcome(Outcome::Done).counting(count);
    if log.append(&event.with_words(&words(seen))).is_err() {
        ::log::warn!("a change of the air gap could not be logged");
    }
}

/// The most findings that one event names.
const NAMED: usize = 40;

/// The colour, and what each device is and does: `red: wired eth0 carrier; route eth0 routed`.
fn words(seen: &Seen) -> String {
    let named = seen.findings.iter().take(NAMED).map(|finding| {
        let (kind, why) = (finding.kind.key(), finding.why.key());
        format!("{kind} {} {why}", finding.device)
    });
    let named = named.collect::<Vec<_>>().join("; ");
    let colour = seen.verdict.key();
    if named.is_empty() { colour.to_owned() } else { format!("{colour}: {named}") }
}

/// The guard of one command. Dropping it ends its duty.
pub struct CommandGuard {
    _guard: Guard,
    red: Arc<OnceLock<AirGapFace>>,
}

impl CommandGuard {
    /// Whether the machine stayed off every network; else why what was done is over.
    pub fn stayed_apart(&self) -> Result<(), Problem> {
        self.red.get().map_or(Ok(()), |face| Err(not_air_gapped(face)))
    }
}

impl Entrance {
    /// Puts a guard on duty for a command. On red it stops the work of a real vault at its next step; changes are
    /// logged.
    pub fn hold_guard(&self, watch: Option<Watch>, stop: CancelFlag) -> CommandGuard {
        let (log, real) = (self.shared_log(), self.sealed().kind() == VaultKind::Real);
        let red = Arc::new(OnceLock::new());
        let (seen_red, mut is_first) = (Arc::clone(&red), true);
        let guard = Guard::start(self.system_root().to_owned(), watch, self.clock(), move |seen| {
            if !std::mem::take(&mut is_first) {
                log_change(&log, &seen);
            }
            if real && seen.verdict == Verdict::Red {
                // The first one counts.
                drop(seen_red.set(AirGapFace::of(seen.findings)));
                stop.cancel();
            }
        });
        CommandGuard { _guard: guard, red }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::airgap::{DeviceKind, Finding, Why};
    use crate::base::clock::WallTime;

    #[test]
    fn the_event_names_kind_device_and_state() {
        let finding = |kind, why| Finding { device: "eth0".to_owned(), kind, why };
        let at = WallTime::from_unix_millis(0);
        let findings =
            vec![finding(DeviceKind::Wired, Why::Carrier), finding(DeviceKind::Route, Why::Routed)];
        let red = Seen { verdict: Verdict::Red, findings, at };
        assert_eq!(words(&red), "red: wired eth0 carrier; route eth0 routed");
        let green = Seen { verdict: Verdict::Green, findings: Vec::new(), at };
        assert_eq!(words(&green), "green");
    }
}
