//! The rows of what the vault knows, and of its folder: from plain numbers to a colour.

use super::folder::Permissions;
use super::{Row, Seen};

/// Room for the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// Free, in bytes.
    pub free: u64,
    /// Below this imports stop.
    pub floor: u64,
}

/// How many people something counts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lapses {
    /// Of how many it counts, for a month and longer.
    pub count: u64,
    /// Of how many it lapses within a month.
    pub soon: u64,
    /// Of how many it lapsed, or is missing.
    pub lapsed: u64,
}

/// What the self-test of the confinement came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guarded {
    /// Every check held.
    Held,
    /// So many checks hold less than on a newer kernel.
    Weaker(u64),
    /// So many checks failed.
    Broken(u64),
}

/// Within this many floors imports soon stop.
const LOW_FLOORS: u64 = 3;

/// A backup is long due after this many times its rule.
const OLD_BACKUP: u64 = 3;

/// A drill is long due after this many times its rule.
const OLD_DRILL: u64 = 2;

/// Days in a month of a rule, rounded up.
const MONTH_DAYS: u64 = 31;

/// Room for the vault; none where no vault was named.
pub fn space(space: Option<Space>) -> Row {
    let Some(Space { free, floor }) = space else { return Row::of(Seen::SpaceUnknown) };
    let seen = match free {
        free if free <= floor => Seen::SpaceGone,
        free if free <= floor.saturating_mul(LOW_FLOORS) => Seen::SpaceLow,
        _ => Seen::SpaceEnough,
    };
    Row::of(seen).bytes("free", free).bytes("floor", floor)
}

/// Who can reach the vault's folder; none where no vault was named.
pub fn folder(found: Option<Permissions>) -> Row {
    match found {
        None => Row::of(Seen::FolderUnknown),
        Some(Permissions { open, replaceable, .. }) if open || replaceable => Row::of(Seen::FolderOpen),
        Some(Permissions { loose: 0, .. }) => Row::of(Seen::FolderClosed),
        Some(Permissions { loose, .. }) => Row::of(Seen::FolderLoose).count("count", loose),
    }
}

/// Whether this process is confined; none where nothing was tried.
pub fn confinement(guarded: Option<Guarded>) -> Row {
    match guarded {
        None => Row::of(Seen::ConfinementUnknown),
        Some(Guarded::Held) => Row::of(Seen::ConfinementHeld),
        Some(Guarded::Weaker(count)) => Row::of(Seen::ConfinementWeaker).count("count", count),
        Some(Guarded::Broken(count)) => Row::of(Seen::ConfinementBroken).count("count", count),
    }
}

/// The last backup: how many days ago, how many may lie between two, and whether `rawkey` is there to go with the next.
pub fn backup(days: Option<u64>, rule_days: u64, rawkey: bool) -> Row {
    let Some(days) = days else { return Row::of(Seen::BackupNone) };
    let seen = match days {
        days if days <= rule_days && !rawkey => Seen::BackupBare,
        days if days <= rule_days => Seen::BackupFresh,
        days if days <= rule_days.saturating_mul(OLD_BACKUP) => Seen::BackupLate,
        _ => Seen::BackupOld,
    };
    Row::of(seen).count("days", days)
}

/// The last drill: how many days ago, and how many months may lie between two.
pub fn drill(days: Option<u64>, rule_months: u64) -> Row {
    let Some(days) = days else { return Row::of(Seen::DrillNone) };
    let rule_days = rule_months.saturating_mul(MONTH_DAYS);
    let seen = match days {
        days if days <= rule_days => Seen::DrillFresh,
        days if days <= rule_days.saturating_mul(OLD_DRILL) => Seen::DrillLate,
        _ => Seen::DrillOld,
    };
    Row::of(seen).count("days", days)
}

/// The review of the log: how many days wait, and for how many days the oldest of them has; none for who reads no log.
pub fn review(waiting: Option<(u64, u64)>) -> Row {
    match waiting {
        None => Row::of(Seen::ReviewUnknown),
        Some((0, _)) => Row::of(Seen::ReviewDone),
        Some((days, 0..=2)) => Row::of(Seen::ReviewLate).count("days", days),
        Some((days, oldest)) => Row::of(Seen::ReviewVeryLate).count("days", days).count("oldest", oldest),
    }
}

/// Everyone's screenings.
pub fn screenings(people: Lapses) -> Row {
    lapses(people, [Seen::ScreeningsCount, Seen::ScreeningsSoon, Seen::ScreeningsLapsed])
}

/// Everyone's signatures under the agreement.
pub fn agreements(people: Lapses) -> Row {
    lapses(people, [Seen::AgreementsCount, Seen::AgreementsSoon, Seen::AgreementsLapsed])
}

/// The recovery sheets: whether nobody said that they are kept, and how many groups those in use do not open yet.
pub fn sheets(owed: bool, behind: u64) -> Row {
    match (owed, behind) {
        (true, _) => Row::of(Seen::SheetsOwed),
        (false, 0) => Row::of(Seen::SheetsKept),
        (false, behind) => Row::of(Seen::SheetsBehind).count("count", behind),
    }
}

fn lapses(people: Lapses, [fine, soon, lapsed]: [Seen; 3]) -> Row {
    match people {
        Lapses { lapsed: 1.., .. } => Row::of(lapsed).count("count", people.lapsed),
        Lapses { soon: 1.., .. } => Row::of(soon).count("count", people.soon),
        Lapses { count, .. } => Row::of(fine).count("count", count),
    }
}
