//! Who can reach the vault's folder: the permissions of everything in it, and of the folders on the way to it.
//!
//! The one place of the posture that reads more than text files. It only looks, and follows no link.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Read, write and search by the group and by others.
const OTHERS: u32 = 0o077;

/// Write by the group and by others.
const OTHERS_WRITE: u32 = 0o022;

/// Only owners remove what is in such a folder.
const STICKY: u32 = 0o1000;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Permissions {
    /// The folder itself lets others in, or belongs to another.
    pub open: bool,
    /// A folder on the way to it lets others put something else in its place.
    pub replaceable: bool,
    /// How many files and folders in it are open to others, or belong to another.
    pub loose: u64,
}

/// Looks at the vault in `folder`, which should be `user`'s alone. `None` if it cannot be looked at.
pub fn permissions_of(folder: &Path, user: u32) -> Option<Permissions> {
    let open = |found: &Metadata| found.mode() & OTHERS != 0 || found.uid() != user;
    let own = fs::symlink_metadata(folder).ok()?;
    let mut loose = 0;
    let mut ahead = vec![folder.to_owned()];
    while let Some(next) = ahead.pop() {
        for entry in fs::read_dir(next).ok()? {
            let entry = entry.ok()?;
            // What was removed meanwhile needs no permissions.
            let Ok(found) = entry.metadata() else { continue };
            loose += u64::from(open(&found));
            if found.is_dir() {
                ahead.push(entry.path());
            }
        }
    }
    let replaceable = folder.ancestors().skip(1).any(|above| {
        fs::symlink_metadata(above).is_ok_and(|found| {
            found.mode() & OTHERS_WRITE != 0 && found.mode() & STICKY == 0
                || ![0, user].contains(&found.uid())
        })
    });
    Some(Permissions { open: open(&own), replaceable, loose })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn whoever_else_can_reach_the_folder_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let vault = root.path().join("above/vault");
        fs::create_dir_all(vault.join("audit")).unwrap();
        fs::write(vault.join("audit/keys"), "k").unwrap();
        for path in [root.path(), &root.path().join("above"), &vault, &vault.join("audit")] {
            allow(path, 0o700);
        }
        allow(&vault.join("audit/keys"), 0o600);
        let me = rustix::process::getuid().as_raw();
        let look = || permissions_of(&vault, me).unwrap();
        assert_eq!(look(), Permissions::default());
        allow(&vault.join("audit/keys"), 0o640);
        assert_eq!(look(), Permissions { loose: 1, ..Permissions::default() });
        allow(&vault, 0o750);
        assert!(look().open);
        allow(&root.path().join("above"), 0o777);
        assert!(look().replaceable);
        allow(&root.path().join("above"), 0o1777);
        assert!(!look().replaceable);
        assert!(permissions_of(&vault, me + 1).unwrap().open);
        assert_eq!(permissions_of(&root.path().join("nothing"), me), None);
    }
}
