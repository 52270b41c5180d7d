//! The small static program that every backup carries, so that its databases become plain ones without this program.
//!
//! Where it was installed, and whether it was: a backup without it is written all the same, and told as one that a stranger
//! cannot read that way. Called by the writing of backups, by its plan, and by the posture.

use std::path::{Path, PathBuf};

/// Its name on a medium, and beside this program.
pub(super) const NAME: &str = "rawkey";

/// Where it is installed.
const INSTALLED: &str = "usr/lib/strongroom/rawkey";

/// Larger is another program.
const MOST_BYTES: u64 = 64 << 20;

/// Whether it is there.
pub(super) fn is_there(system_root: &Path) -> bool {
    places(system_root).any(|place| is_one(&place))
}

/// The program, if it is there and can be read.
pub(super) fn program(system_root: &Path) -> Option<Vec<u8>> {
    places(system_root).filter(|place| is_one(place)).find_map(|place| std::fs::read(place).ok())
}

/// Installed, or built beside this program.
fn places(system_root: &Path) -> impl Iterator<Item = PathBuf> {
    let beside = std::env::current_exe().ok().map(|own| own.with_file_name(NAME));
    std::iter::once(system_root.join(INSTALLED)).chain(beside)
}

fn is_one(place: &Path) -> bool {
    let size =
        std::fs::metadata(place).ok().filter(std::fs::Metadata::is_file).map_or(0, |found| found.len());
    (1..=MOST_BYTES).contains(&size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_where_it_is_installed() {
        let root = tempfile::tempdir().unwrap();
        assert!(!is_there(root.path()) && program(root.path()).is_none());
        let place = root.path().join(INSTALLED);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, "").unwrap();
        assert!(!is_there(root.path()), "an empty file is none");
        std::fs::write(&place, "ELF").unwrap();
        assert!(is_there(root.path()));
        assert_eq!(program(root.path()).unwrap(), b"ELF");
    }
}
