//! What can be said in the technicians' log. Every part is a number or one of this source's own words.

use std::fmt;
use std::panic::Location;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::snapshot::Colour;

/// One line of the log, without its time. New kinds may be added; none may hold text that comes from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The program was started.
    Started {
        /// The first three numbers of the kernel's version.
        kernel: [u32; 3],
    },
    /// The process confined itself: how many of its checks held, are weaker on this kernel, or failed.
    Confined {
        /// Hold as they should.
        held: u32,
        /// Known to be weaker here.
        weaker: u32,
        /// Do not hold.
        broken: u32,
    },
    /// The window opened.
    Window {
        /// What draws it.
        driver: Driver,
        /// The version of OpenGL.
        gl: [u32; 2],
    },
    /// What the guard sees of networks.
    AirGap {
        /// The verdict.
        colour: Colour,
        /// How many devices it is about.
        devices: u32,
    },
    /// The worker began.
    WorkerBegan,
    /// The worker ended in order.
    WorkerEnded,
    /// A long act came to its end.
    Job {
        /// Which.
        task: Task,
        /// How.
        ending: Ending,
        /// How long it took.
        millis: u64,
        /// How much it went through.
        bytes: u64,
    },
    /// A person was told of a problem.
    Problem(ProblemKind),
    /// The program warned of something; of the warning only its place in the source is kept.
    Warned(Place),
    /// A fault of the program.
    Panicked(Place),
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its word in the log.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// A long act, by the stage that it tells its watcher of.
    Task {
        /// Files are put in.
        Import = "import",
        /// Copies are taken out.
        Export = "export",
        /// The vault is checked.
        Check = "check",
        /// A customer is moved.
        Move = "move",
        /// A group is written again under new keys.
        Rekey = "rekey",
        /// Customers are imported from a table.
        Customers = "customers",
        /// The index of the access log is opened.
        LogOpen = "log-open",
        /// The access log is read.
        LogIndex = "log-index",
        /// The access log is verified.
        VerifyingLog = "verifying-log",
        /// Something is taken out of the access log.
        TakingLog = "taking-log",
        /// Evidence is checked.
        CheckingEvidence = "checking-evidence",
        /// Old parts of the access log are archived.
        Archiving = "archiving",
        /// The sample vault is made.
        Sample = "sample",
        /// A backup is written, read back or restored.
        Backup = "backup",
        /// None of these.
        Other = "other",
    }
}

words! {
    /// How a long act ended.
    Ending {
        /// It was done.
        Done = "done",
        /// Somebody stopped it.
        Cancelled = "cancelled",
        /// It failed, or was refused.
        Failed = "failed",
    }
}

words! {
    /// What draws the window, by the family of its driver.
    Driver {
        /// Mesa, with a graphics processor or without.
        Mesa = "mesa",
        /// NVIDIA's own.
        Nvidia = "nvidia",
        /// None of these.
        Other = "other",
    }
}

impl Task {
    /// The act that tells this stage.
    pub fn of_stage(stage: &str) -> Self {
        let exact = Self::ALL.iter().copied().find(|task| task.word() == stage);
        exact.unwrap_or(if stage.starts_with("backup-") { Self::Backup } else { Self::Other })
    }
}

impl Ending {
    /// How this result ended.
    pub fn of<T>(result: &Result<T, Problem>) -> Self {
        match result {
            Ok(_) => Self::Done,
            Err(problem) if problem.kind == ProblemKind::Cancelled => Self::Cancelled,
            Err(_) => Self::Failed,
        }
    }
}

impl Driver {
    /// The family of what OpenGL calls its vendor.
    pub fn of_name(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let families = [("mesa", Self::Mesa), ("nvidia", Self::Nvidia)];
        let family = families.into_iter().find(|(word, _)| name.contains(word));
        family.map_or(Self::Other, |(_, family)| family)
    }
}

/// A place in the source: a file or module, and a line. Made only of what the compiler wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    file: String,
    line: u32,
}

/// The longest file that is named.
const FILE_CHARS: usize = 80;

impl Place {
    /// Where a panic began. Files of this program and of the crates in it are named from their own folder on; the
    /// folders of the machine that built it are left out.
    pub fn of_panic(place: &Location<'_>) -> Self {
        let (file, line) = (place.file(), place.line());
        let own = file.starts_with("src/").then_some(file);
        let registry = || file.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
        let library = || file.split_once("/library/");
        let named = own.or_else(|| registry().or_else(library).map(|(_, rest)| rest));
        Self::new(named.unwrap_or("elsewhere"), line)
    }

    /// Where this program itself warned; none for the words of other crates.
    pub fn of_warning(module: Option<&'static str>, line: Option<u32>) -> Option<Self> {
        let module = module.filter(|module| module.starts_with("strongroom"))?;
        Some(Self::new(module, line.unwrap_or(0)))
    }

    fn new(file: &str, line: u32) -> Self {
        let plain = |letter: &char| letter.is_ascii_alphanumeric() || "/_-.:".contains(*letter);
        Self { file: file.chars().filter(plain).take(FILE_CHARS).collect(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at={} line={}", self.file, self.line)
    }
}

impl Message {
    /// The start of this program on this kernel.
    pub(super) fn started() -> Self {
        let system = rustix::system::uname();
        let release = system.release().to_string_lossy();
        let mut numbers = release.split(|letter: char| !letter.is_ascii_digit());
        Self::Started { kernel: [(); 3].map(|()| numbers.next().and_then(|n| n.parse().ok()).unwrap_or(0)) }
    }

    /// The line: how bad it is, what it is, and its numbers.
    pub(super) fn line(&self) -> String {
        format!("{} {}{}", self.level(), self.code(), self.numbers())
    }

    const fn level(&self) -> &'static str {
        match self {
            Self::Panicked(_) => "error",
            Self::Confined { broken: 1.., .. } | Self::AirGap { colour: Colour::Red, .. } => "error",
            Self::Confined { weaker: 1.., .. } | Self::AirGap { colour: Colour::Amber, .. } => "warn",
            Self::Problem(_) | Self::Warned(_) | Self::Job { ending: Ending::Failed, .. } => "warn",
            _ => "info",
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::Started { .. } => "started",
            Self::Confined { .. } => "confined",
            Self::Window { .. } => "window",
            Self::AirGap { .. } => "air-gap",
            Self::WorkerBegan => "worker-began",
            Self::WorkerEnded => "worker-ended",
            Self::Job { .. } => "job",
            Self::Problem(_) => "problem",
            Self::Warned(_) => "warned",
            Self::Panicked(_) => "panicked",
        }
    }

    fn numbers(&self) -> String {
        match self {
            Self::Started { kernel: [major, minor, patch] } => {
                format!(" version={} kernel={major}.{minor}.{patch}", env!("CARGO_PKG_VERSION"))
            }
            Self::Confined { held, weaker, broken } => {
                format!(" held={held} weaker={weaker} broken={broken}")
            }
            Self::Window { driver, gl: [major, minor] } => {
                format!(" driver={} gl={major}.{minor}", driver.word())
            }
            Self::AirGap { colour, devices } => {
                let colour = match colour {
                    Colour::Green => "green",
                    Colour::Amber => "amber",
                    Colour::Red => "red",
                };
                format!(" colour={colour} devices={devices}")
            }
            Self::WorkerBegan | Self::WorkerEnded => String::new(),
            Self::Job { task, ending, millis, bytes } => {
                format!(" task={} ending={} ms={millis} bytes={bytes}", task.word(), ending.word())
            }
            Self::Problem(kind) => format!(" kind={}", kind.key()),
            Self::Warned(place) | Self::Panicked(place) => format!(" {place}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_level_a_code_and_numbers() {
        let job = Message::Job { task: Task::Import, ending: Ending::Failed, millis: 12, bytes: 4096 };
        assert_eq!(job.line(), "warn job task=import ending=failed ms=12 bytes=4096");
        assert_eq!(Message::Problem(ProblemKind::Damaged).line(), "warn problem kind=damaged");
        assert!(Message::started().line().starts_with("info started version="));
    }

    #[test]
    fn every_stage_that_is_told_is_a_task() {
        for task in Task::ALL {
            assert_eq!(Task::of_stage(task.word()), *task);
        }
        assert_eq!(Task::of_stage("backup-verify"), Task::Backup);
        assert_eq!(Task::of_stage("Ana Pop's file.pdf"), Task::Other);
    }

    #[test]
    fn what_draws_is_named_by_its_family_alone() {
        for (name, family) in [
            ("(Compatibility Profile) Mesa 22.3.6", Driver::Mesa),
            ("NVIDIA 535.183.01", Driver::Nvidia),
            ("Ana Pop's computer", Driver::Other),
        ] {
            assert_eq!(Driver::of_name(name), family, "{name}");
        }
    }

    #[test]
    fn places_are_named_without_the_folders_of_who_built_it() {
        let here = Place::of_panic(Location::caller());
        assert!(here.file.starts_with("src/app/technician") && here.line > 0, "{here}");
        assert_eq!(Place::of_warning(Some("egui::context"), Some(7)), None);
        let warned = Place::of_warning(Some("strongroom::app::witness"), Some(7)).unwrap();
        assert_eq!(warned.to_string(), "at=strongroom::app::witness line=7");
    }
}
