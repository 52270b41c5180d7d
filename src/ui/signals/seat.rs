//! How the seat stands, and which change of it means that the vault must be locked. Pure; `login` hears the changes.

use crate::app::request::LockReason;

/// What logind says of our session and its seat. What it does not say is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seat {
    /// Our session has the screen.
    active: bool,
    /// The desktop locked its screen.
    locked: bool,
    /// Nobody touched any device of the seat.
    idle: bool,
    /// The lid is closed.
    lid_closed: bool,
}

impl Seat {
    /// Someone is there.
    pub(super) const USED: Self = Self { active: true, locked: false, idle: false, lid_closed: false };

    /// Takes in one property by the name that logind has for it; why to lock, if this is why.
    pub(super) fn change(&mut self, name: &str, value: bool) -> Option<LockReason> {
        let (place, bad, reason) = match name {
            "Active" => (&mut self.active, false, LockReason::SeatSwitched),
            "LockedHint" => (&mut self.locked, true, LockReason::ScreenLocked),
            "IdleHint" => (&mut self.idle, true, LockReason::Idle),
            "LidClosed" => (&mut self.lid_closed, true, LockReason::LidClosed),
            _ => return None,
        };
        let changed = std::mem::replace(place, value) != value;
        (changed && value == bad).then_some(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_for_the_worse_locks_once_and_none_for_the_better() {
        for (name, bad, reason) in [
            ("Active", false, LockReason::SeatSwitched),
            ("LockedHint", true, LockReason::ScreenLocked),
            ("IdleHint", true, LockReason::Idle),
            ("LidClosed", true, LockReason::LidClosed),
        ] {
            let mut seat = Seat::USED;
            assert_eq!(seat.change(name, !bad), None, "{name}");
            assert_eq!(seat.change(name, bad), Some(reason));
            // A lid that stays closed beside a screen of its own does not lock again and again.
            assert_eq!(seat.change(name, bad), None, "{name}");
            assert_eq!(seat.change(name, !bad), None, "{name}");
            assert_eq!(seat.change(name, bad), Some(reason));
        }
        let mut used = Seat::USED;
        assert_eq!(used.change("Docked", true), None);
    }
}
