//! Reading `/sys` and `/proc` below an injected root: links are followed inside of it, whatever they point to.
//!
//! Only looks. What is missing is `None` or an error; what that means is for those who look.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

/// As the kernel: more links than this on one way are a circle.
const MOST_LINKS: usize = 40;

/// Attributes are a line or a short table; routes are the longest.
const MOST_BYTES: u64 = 1 << 20;

/// A file system as it would be with another root.
pub(super) struct Tree<'a> {
    root: &'a Path,
}

impl<'a> Tree<'a> {
    pub(super) const fn at(root: &'a Path) -> Self {
        Self { root }
    }

    /// The path within the tree, with all links followed; `None` if it leads nowhere. Begins with `/`.
    pub(super) fn resolve(&self, path: impl AsRef<Path>) -> Option<PathBuf> {
        let mut found = PathBuf::from("/");
        let mut ahead = steps(path.as_ref());
        let mut links = 0;
        while let Some(step) = ahead.pop_front() {
            if step == ".." {
                found.pop();
                continue;
            }
            let here = found.join(&step);
            let outside = self.outside(&here);
            if std::fs::symlink_metadata(&outside).ok()?.is_symlink() {
                links += 1;
                let target = (links <= MOST_LINKS).then(|| std::fs::read_link(&outside).ok()).flatten()?;
                if target.is_absolute() {
                    found = PathBuf::from("/");
                }
                for step in steps(&target).into_iter().rev() {
                    ahead.push_front(step);
                }
            } else {
                found = here;
            }
        }
        Some(found)
    }

    /// A file's text without the space around it.
    pub(super) fn read(&self, path: impl AsRef<Path>) -> Option<String> {
        let bytes = crate::base::fs::read_limited(&self.outside(&self.resolve(path)?), MOST_BYTES).ok()?;
        Some(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// The names in a folder, sorted.
    pub(super) fn list(&self, path: impl AsRef<Path>) -> io::Result<Vec<String>> {
        let folder = self.resolve(path).ok_or(io::ErrorKind::NotFound)?;
        let mut names = std::fs::read_dir(self.outside(&folder))?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    /// Whether something is there.
    pub(super) fn has(&self, path: impl AsRef<Path>) -> bool {
        self.resolve(path).is_some()
    }

    /// Whether a folder is there.
    pub(super) fn is_folder(&self, path: impl AsRef<Path>) -> bool {
        self.resolve(path).is_some_and(|path| self.outside(&path).is_dir())
    }

    /// A whole number, decimal or with `0x`.
    pub(super) fn number(&self, path: impl AsRef<Path>) -> Option<u64> {
        number_of(&self.read(path)?)
    }

    fn outside(&self, inside: &Path) -> PathBuf {
        self.root.join(inside.strip_prefix("/").unwrap_or(inside))
    }
}

/// A whole number, decimal or with `0x`.
pub(super) fn number_of(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(hexadecimal) => u64::from_str_radix(hexadecimal, 16).ok(),
        None => text.parse().ok(),
    }
}

fn steps(path: &Path) -> VecDeque<OsString> {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_owned()),
            Component::ParentDir => Some("..".into()),
            Component::RootDir | Component::CurDir | Component::Prefix(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_stay_inside_the_root() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        std::fs::create_dir_all(at("sys/devices/card")).unwrap();
        std::fs::create_dir_all(at("sys/class")).unwrap();
        std::fs::write(at("sys/devices/card/type"), "1\n").unwrap();
        symlink("../devices/card", at("sys/class/relative")).unwrap();
        symlink("/sys/devices/card", at("sys/class/absolute")).unwrap();
        symlink("../../../../../../etc", at("sys/class/out")).unwrap();
        symlink("circle", at("sys/class/circle")).unwrap();
        let tree = Tree::at(root.path());
        for link in ["/sys/class/relative", "/sys/class/absolute"] {
            assert_eq!(tree.resolve(link), Some(PathBuf::from("/sys/devices/card")));
            assert_eq!(tree.number(Path::new(link).join("type")), Some(1));
        }
        assert_eq!(tree.resolve("/sys/class/out"), None);
        assert_eq!(tree.resolve("/sys/class/circle"), None);
    }
}
