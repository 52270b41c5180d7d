//! `import.root`: one line beside the header that names a folder outside the vault from which files may be taken in.
//!
//! It is written by hand by whoever looks after the computer, and read before the process is confined. It opens the
//! folder for reading and nothing else; what is put in from there follows the same rules as from anywhere.

use std::path::{Component, Path, PathBuf};

use crate::base::fs::read_limited;

use super::Layout;

/// A path is far shorter.
const FILE_BYTES: u64 = 8 << 10;

/// The folder that the vault's settings name; none if there is no such file, or if it names no folder that may be opened
/// like this: a whole disk, or one that the vault lies in.
pub fn import_root(layout: &Layout) -> Option<PathBuf> {
    let bytes = read_limited(&layout.import_root(), FILE_BYTES).ok()?;
    let line = std::str::from_utf8(&bytes).ok()?.lines().next()?.trim();
    let folder = Path::new(line);
    if !folder.is_absolute() {
        return None;
    }
    let folder = folder.canonicalize().ok().filter(|folder| folder.is_dir())?;
    let vault = layout.folder().canonicalize().ok()?;
    let deep = folder.components().filter(|part| matches!(part, Component::Normal(_))).count();
    (deep >= 2 && !vault.starts_with(&folder)).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_a_folder_or_nothing() {
        let house = tempfile::tempdir().unwrap();
        let (vault, incoming) = (house.path().join("vault"), house.path().join("incoming"));
        std::fs::create_dir(&vault).unwrap();
        std::fs::create_dir(&incoming).unwrap();
        let layout = Layout::new(&vault);
        assert_eq!(import_root(&layout), None);
        let named = |line: &str| {
            std::fs::write(layout.import_root(), line).unwrap();
            import_root(&layout)
        };
        let incoming = incoming.canonicalize().unwrap();
        assert_eq!(named(&format!("{}\n", incoming.display())), Some(incoming.clone()));
        assert_eq!(named(&format!("  {}  \nmore\n", incoming.display())), Some(incoming));
        for line in ["", "\n", "/", "/tmp", "/usr", "incoming", "/nowhere/at/all"] {
            assert_eq!(named(line), None, "{line}");
        }
        assert_eq!(named(&house.path().display().to_string()), None, "the vault lies in it");
    }
}
