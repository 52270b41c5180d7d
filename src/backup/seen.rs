//! A medium as it was met: who it is, what the register and the system say of it, and whether it may be written. Pure.
//!
//! Looking at it is `device`'s and `medium`'s; who is told, `app`'s. Verifying and restoring refuse less: they read.

use std::path::PathBuf;

use crate::base::clock::WallTime;
use crate::base::id::{GenerationId, MediumId};

use super::device::Facts;
use super::medium::{Mark, NotUsable};
use super::register::{GenerationRow, MediumRow};
use super::rotation;

const YEAR_MILLIS: i64 = 365 * 86_400_000;

/// A medium that is plugged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediumSeen {
    /// Where it is mounted.
    pub mount: PathBuf,
    /// Which it is, if it is one of this vault.
    pub medium: Option<MediumId>,
    /// What people call it; empty if it is none of this vault. The rest of what people said of it is the register's.
    pub label: String,
    /// Where it is kept.
    pub place: String,
    /// The set that it rotates in.
    pub set: String,
    /// Who holds it.
    pub holder: String,
    /// What the system says of it.
    pub facts: Facts,
    /// Whether it is on a device of its own; one that is not is taken for practice alone.
    pub apart: bool,
    /// Whether it may be written now.
    pub verdict: Verdict,
}

/// Whether a medium may be written now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Accepted,
    /// It may not.
    Refused(Refusal),
}

/// Why a medium is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    Unreadable,
    /// This program may not reach it: it was mounted where nothing was when the program started.
    OutOfReach,
    /// It is on the vault's own disk, or in memory.
    NotApart,
    /// It was never enrolled.
    Unknown,
    /// It belongs to another vault.
    Foreign,
    /// What it says of itself is not believed.
    Forged,
    /// It was taken out of use.
    Retired,
    /// It says that it is a medium which has another serial number: it is a copy.
    Copied,
    /// It can only be read.
    ReadOnly,
    /// A full backup would never fit.
    TooSmall {
        /// The size of its file system.
        bytes: u64,
        /// What a full backup takes.
        needed: u64,
    },
    /// It served for as long as the rules allow, or longer.
    Worn(Wear),
    /// Another set is due.
    WrongSet {
        /// The set that is due.
        due: String,
    },
}

/// What a medium is worn by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wear {
    /// It was enrolled so many years ago.
    Years(u64),
    /// It was written so many times.
    Writes(u64),
    /// So many backups on it were found damaged.
    Failures(u64),
    /// The device says so.
    Device,
}

impl Refusal {
    /// The key of the text that says why (`why-<key>`).
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unreadable => "medium-unreadable",
            Self::OutOfReach => "medium-out-of-reach",
            Self::NotApart => "medium-not-apart",
            Self::Unknown => "medium-not-enrolled",
            Self::Foreign => "medium-foreign",
            Self::Forged => "medium-forged",
            Self::Retired => "medium-retired",
            Self::Copied => "medium-copied",
            Self::ReadOnly => "medium-read-only",
            Self::TooSmall { .. } => "medium-too-small",
            Self::Worn(Wear::Years(_)) => "medium-too-old",
            Self::Worn(Wear::Writes(_)) => "medium-written-often",
            Self::Worn(Wear::Failures(_)) => "medium-failed-before",
            Self::Worn(Wear::Device) => "medium-device-worn",
            Self::WrongSet { .. } => "medium-wrong-set",
        }
    }
}

/// What the rules of the house say of media.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaRules {
    /// From so many sets on, they are used in turn.
    pub sets: u64,
    /// A medium serves so many years.
    pub years: u64,
    /// It is written so many times.
    pub writes: u64,
    /// So many damaged backups end its service.
    pub failures: u64,
}

/// What a medium is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The media of the register.
    pub media: &'a [(MediumId, MediumRow)],
    /// The generations of the register.
    pub generations: &'a [(GenerationId, GenerationRow)],
    /// The rules.
    pub rules: MediaRules,
    /// What a full backup takes, in bytes.
    pub needed: u64,
    /// The wall clock.
    pub now: WallTime,
}

impl MediumSeen {
    /// What is mounted at `mount`: `mark` is what it says of itself, `facts` what the system says.
    pub fn judge(
        (mount, apart): (PathBuf, bool),
        mark: Result<&Mark, &NotUsable>,
        facts: Facts,
        known: &Known<'_>,
    ) -> Self {
        let medium = mark.ok().map(|mark| mark.medium);
        let row = known.media.iter().find(|(id, _)| Some(*id) == medium).map(|(_, row)| row);
        let said = |said: fn(&MediumRow) -> &String| row.map(said).cloned().unwrap_or_default();
        Self {
            medium,
            // The register knows what it is called now; the note on it, what it was enrolled as.
            label: row
                .map(|row| &row.label)
                .or(mark.ok().map(|mark| &mark.label))
                .cloned()
                .unwrap_or_default(),
            place: said(|row| &row.place),
            set: said(|row| &row.set),
            holder: said(|row| &row.holder),
            verdict: refusal(mark, row, &facts, known).map_or(Verdict::Accepted, Verdict::Refused),
            mount,
            facts,
            apart,
        }
    }

    /// Why it may not be written now.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match &self.verdict {
            Verdict::Accepted => None,
            Verdict::Refused(refusal) => Some(refusal),
        }
    }
}

fn refusal(
    mark: Result<&Mark, &NotUsable>,
    row: Option<&MediumRow>,
    facts: &Facts,
    known: &Known<'_>,
) -> Option<Refusal> {
    let mark = match mark {
        Ok(mark) => mark,
        Err(error) => return Some(refusal_of(error)),
    };
    let serial = row.map_or("", |row| row.serial.as_str());
    let seen = facts.device.serial.as_str();
    if row.is_some_and(|row| row.retired != 0) {
        Some(Refusal::Retired)
    } else if !serial.is_empty() && !seen.is_empty() && serial != seen {
        Some(Refusal::Copied)
    } else if facts.read_only {
        Some(Refusal::ReadOnly)
    } else if facts.total_bytes < known.needed {
        Some(Refusal::TooSmall { bytes: facts.total_bytes, needed: known.needed })
    } else if let Some(wear) = wear(mark, facts, known) {
        Some(Refusal::Worn(wear))
    } else {
        let set = row.map_or("", |row| row.set.as_str());
        let due = rotation::set_due(known).filter(|due| !set.is_empty() && set != *due)?;
        Some(Refusal::WrongSet { due: due.to_owned() })
    }
}

fn refusal_of(error: &NotUsable) -> Refusal {
    match error {
        NotUsable::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Refusal::OutOfReach,
        NotUsable::Io(_) => Refusal::Unreadable,
        // The last two are not said of a medium that is met.
        NotUsable::NotEnrolled | NotUsable::Enrolled | NotUsable::BadLabel => Refusal::Unknown,
        NotUsable::NotApart => Refusal::NotApart,
        NotUsable::Foreign => Refusal::Foreign,
        NotUsable::Forged(_) => Refusal::Forged,
        NotUsable::ReadOnly => Refusal::ReadOnly,
    }
}

/// By what a medium is worn, if it is.
fn wear(mark: &Mark, facts: &Facts, known: &Known<'_>) -> Option<Wear> {
    let own = || known.generations.iter().filter(|(_, row)| row.medium == *mark.medium.as_bytes());
    let failures = own().filter(|(_, row)| row.damaged != 0).count() as u64;
    let writes = own().count() as u64;
    let age_millis = known.now.unix_millis().saturating_sub(mark.enrolled.unix_millis());
    let years = u64::try_from(age_millis / YEAR_MILLIS).unwrap_or(0);
    if facts.device.health.is_bad() {
        Some(Wear::Device)
    } else if failures >= known.rules.failures {
        Some(Wear::Failures(failures))
    } else if years >= known.rules.years {
        Some(Wear::Years(years))
    } else {
        Some(Wear::Writes(writes)).filter(|_| writes >= known.rules.writes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::device::Health;
    use crate::base::id::VaultId;

    const DAY: i64 = 86_400_000;

    fn id(n: u8) -> MediumId {
        MediumId::from_bytes([n; 16])
    }

    fn row(set: &str, serial: &str) -> MediumRow {
        MediumRow {
            label: "Stick".to_owned(),
            place: "safe A".to_owned(),
            set: set.to_owned(),
            holder: "Dan".to_owned(),
            model: String::new(),
            serial: serial.to_owned(),
            enrolled: 0,
            retired: 0,
        }
    }

    fn written(n: u8, medium: u8, day: i64, damaged: i64) -> (GenerationId, GenerationRow) {
        let row = GenerationRow {
            medium: [medium; 16],
            folder: format!("g{n}"),
            made: day * DAY,
            full: true,
            bytes: 1,
            verified: day * DAY,
            damaged,
        };
        (GenerationId::from_bytes([n; 16]), row)
    }

    /// What is made of the first medium, of set A, on the tenth day.
    fn verdict(
        change: impl FnOnce(&mut Facts, &mut Vec<(MediumId, MediumRow)>, &mut Case),
    ) -> Option<Refusal> {
        let mut facts = Facts { free_bytes: 50, total_bytes: 100, ..Facts::default() };
        let mut media = vec![(id(1), row("A", "S1")), (id(2), row("B", "S2")), (id(3), row("C", ""))];
        let mut case =
            Case { generations: vec![written(1, 2, 8, 0), written(2, 3, 9, 0)], ..Case::default() };
        change(&mut facts, &mut media, &mut case);
        let known = Known {
            media: &media,
            generations: &case.generations,
            rules: MediaRules { sets: 3, years: 5, writes: 4, failures: 1 },
            needed: case.needed,
            now: WallTime::from_unix_millis(case.day.max(10) * DAY),
        };
        let wall = WallTime::from_unix_millis(0);
        let mark = Mark {
            vault: VaultId::from_bytes([9; 16]),
            medium: id(1),
            label: "Stick".to_owned(),
            enrolled: wall,
        };
        let mark = case.mark.as_ref().map_or(Ok(&mark), Err);
        MediumSeen::judge(("/media/x".into(), true), mark, facts, &known).refusal().cloned()
    }

    #[derive(Default)]
    struct Case {
        generations: Vec<(GenerationId, GenerationRow)>,
        mark: Option<NotUsable>,
        needed: u64,
        day: i64,
    }

    #[test]
    fn each_reason_to_refuse_is_told_and_none_else() {
        use Refusal::{
            Copied, Foreign, Forged, ReadOnly, Retired, TooSmall, Unknown, Unreadable, Worn, WrongSet,
        };
        assert_eq!(verdict(|_, _, _| ()), None, "it is this set's turn");
        for (error, expected) in [
            (NotUsable::NotEnrolled, Unknown),
            (NotUsable::NotApart, Refusal::NotApart),
            (NotUsable::Foreign, Foreign),
            (NotUsable::Forged(String::new()), Forged),
            (NotUsable::Io(std::io::ErrorKind::Other.into()), Unreadable),
            (NotUsable::Io(std::io::ErrorKind::PermissionDenied.into()), Refusal::OutOfReach),
        ] {
            assert_eq!(verdict(|_, _, case| case.mark = Some(error)), Some(expected));
        }
        assert_eq!(verdict(|_, media, _| media[0].1.retired = 7), Some(Retired));
        assert_eq!(verdict(|facts, _, _| facts.device.serial = "S2".to_owned()), Some(Copied));
        assert_eq!(verdict(|facts, _, _| facts.device.serial = "S1".to_owned()), None);
        assert_eq!(verdict(|facts, _, _| facts.read_only = true), Some(ReadOnly));
        assert_eq!(verdict(|_, _, case| case.needed = 100), None);
        assert_eq!(verdict(|_, _, case| case.needed = 101), Some(TooSmall { bytes: 100, needed: 101 }));
        assert_eq!(verdict(|facts, _, _| facts.device.health = Health::Errors(30)), Some(Worn(Wear::Device)));
        assert_eq!(verdict(|facts, _, _| facts.device.health = Health::WornOut), Some(Worn(Wear::Device)));
        assert_eq!(verdict(|facts, _, _| facts.device.health = Health::Good), None);
        assert_eq!(verdict(|_, _, case| case.day = 365 * 5 - 1), None);
        assert_eq!(verdict(|_, _, case| case.day = 365 * 5), Some(Worn(Wear::Years(5))));
        let often = |times: u8| {
            verdict(|_, _, case| case.generations.extend((0..times).map(|n| written(100 + n, 1, 1, 0))))
        };
        assert_eq!((often(3), often(4)), (None, Some(Worn(Wear::Writes(4)))));
        let failed = verdict(|_, _, case| case.generations.push(written(100, 1, 1, 5)));
        assert_eq!(failed, Some(Worn(Wear::Failures(1))));
        assert_eq!(
            verdict(|_, _, case| case.generations.push(written(100, 2, 1, 5))),
            None,
            "another's failure"
        );
        let due = |due: &str| Some(WrongSet { due: due.to_owned() });
        let not_its_turn = verdict(|_, _, case| case.generations.push(written(9, 1, 9, 0)));
        assert_eq!(not_its_turn, due("B"));
        assert_eq!(
            verdict(|_, media, case| {
                media[0].1.set.clear();
                case.generations.push(written(9, 1, 9, 0));
            }),
            None,
            "of no set"
        );
    }
}
