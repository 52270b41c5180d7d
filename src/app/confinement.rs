//! The plan that a window's process is confined to, and what becomes of it: which folders it reaches, what the self-test
//! found, and that a real vault does not open where something was not held.
//!
//! The locks themselves are `confine`'s. The command line plans for itself, by its arguments.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::airgap::posture;
use crate::base::fs::create_private_folder;
use crate::base::person;
use crate::confine::{self, Check, MEDIA, Outcome, Plan};
use crate::crypto::heap;
use crate::vault::import_root::import_root;
use crate::vault::{Layout, VaultKind};

use super::entrance::open_sealed;
use super::problem::{Problem, ProblemKind};
use super::snapshot::{Colour, ConfinedRow, ConfinementFace};
use super::technician;

/// Where a confined window may look for files and put them, as people are shown it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// Folders to read from and, but for the import root, to write to.
    pub roots: Vec<PathBuf>,
}

impl Reach {
    /// Whether a file lies where the process reaches, by the place it really is at.
    pub fn holds(&self, path: &Path) -> bool {
        let real = path.canonicalize();
        let path = real.as_deref().unwrap_or(path);
        self.roots.iter().any(|root| path.starts_with(root.canonicalize().as_deref().unwrap_or(root)))
    }
}

/// The plan for the window of the vault in `folder`, or of a new one that is to be there, and where it reaches.
/// `allowed` are the folders that the command line names besides. A practice vault also reaches the person's own folder:
/// nothing in it is real, and people who try things out keep their files there.
pub fn plan_of_window(folder: &Path, practice: bool, allowed: &[PathBuf]) -> (Plan, Reach) {
    let home = std::env::home_dir().filter(|_| practice || is_practice(folder));
    let import = import_root(&Layout::new(folder));
    let mut plan = Plan::of_system().with_media();
    let own = [person::settings_folder(), person::state_folder()];
    plan.read_write.push(folder.to_owned());
    plan.read_write.extend(own.into_iter().flatten());
    plan.read_write.extend(allowed.iter().cloned().chain(home.clone()));
    plan.read_only.extend(posture::READS.iter().map(PathBuf::from));
    plan.read_only.extend(person::screen_cookie().into_iter().chain(import.clone()));
    let media = MEDIA.iter().map(PathBuf::from);
    let roots = home.into_iter().chain(allowed.iter().cloned()).chain(import).chain(media);
    (plan, Reach { roots: roots.filter(|root| root.is_dir()).collect() })
}

/// The plan for the window that restores in the place of the vault in `folder`, an absolute path, or where one is to be: around
/// the vault it may do everything, for the restored one is made there and changes names with it; the medium, and what the
/// command line names besides, it only reads.
pub fn plan_of_restoring(folder: &Path, medium: &Path, allowed: &[PathBuf]) -> (Plan, Reach) {
    let mut plan = Plan::of_system();
    let own = [person::settings_folder(), person::state_folder()];
    plan.read_write.push(folder.parent().unwrap_or(folder).to_owned());
    plan.read_write.extend(own.into_iter().flatten());
    plan.read_only.extend(posture::READS.iter().map(PathBuf::from));
    plan.read_only.extend(person::screen_cookie());
    let media = MEDIA.iter().map(PathBuf::from).chain([medium.to_owned()]);
    let roots: Vec<PathBuf> = media.chain(allowed.iter().cloned()).filter(|root| root.is_dir()).collect();
    plan.read_only.extend(roots.iter().cloned());
    (plan, Reach { roots })
}

/// Makes the program's own folders, which must be there to be reached.
pub fn make_own_folders() {
    for folder in [person::settings_folder(), person::state_folder()].into_iter().flatten() {
        if let Err(error) = create_private_folder(&folder) {
            log::info!("the program has no folder of its own: {error}");
        }
    }
}

fn is_practice(folder: &Path) -> bool {
    open_sealed(folder).is_ok_and(|vault| vault.kind() == VaultKind::Sample)
}

/// Confines this process and tests that it holds; technicians are told how much of it does.
pub fn begin(plan: &Plan) {
    confine::begin(plan);
    technician::note_confinement(&face());
}

/// The row that is not `confine`'s: memory that is given back is wiped, for all libraries. There is no second best means.
const WIPING: &str = "wiping";

/// What the self-test of this process found; nothing in a process that was never confined.
pub fn face() -> ConfinementFace {
    let row = |check: &Check| ConfinedRow {
        key: check.what.key(),
        colour: match check.outcome {
            Outcome::Held => Colour::Green,
            Outcome::Weaker(_) => Colour::Amber,
            Outcome::Broken => Colour::Red,
        },
    };
    let mut rows: Vec<ConfinedRow> = confine::seen().iter().map(row).collect();
    if !rows.is_empty() {
        let colour = if wipes() { Colour::Green } else { Colour::Red };
        rows.push(ConfinedRow { key: WIPING, colour });
    }
    ConfinementFace { rows }
}

/// Whether memory is wiped that is given back; tried once.
fn wipes() -> bool {
    static WIPES: OnceLock<bool> = OnceLock::new();
    *WIPES.get_or_init(heap::wipes)
}

/// Refuses where something is not held that must be.
pub(super) fn require() -> Result<(), Problem> {
    let broken = face().broken();
    if broken.is_empty() {
        return Ok(());
    }
    Err(Problem::new(ProblemKind::NotConfined).with("what", broken.join(", ")))
}
