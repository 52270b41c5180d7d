//! Keyfiles on their stick: written, read, and looked for while a session lasts.
//!
//! The folder is the person's choice; whether it is on a removable medium is not judged here.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Advice, fadvise};
use zeroize::Zeroizing;

use crate::base::fs::{PRIVATE_FILE, sync_folder};
use crate::crypto::secret::secret_hex;
use crate::keys::keyfile::{KEYFILE_BYTES, KEYFILE_HEAD_BYTES, Keyfile, NotAKeyfile};
use crate::keys::keyslot::{Asked, FactorId};

/// Why a keyfile was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum StickError {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is something else.
    #[error(transparent)]
    NotAKeyfile(#[from] NotAKeyfile),
    /// What was read back is not what was written: the stick is failing.
    #[error("what was written could not be read back")]
    NotReadBack,
}

/// A keyfile that was just written: taken away again unless it is kept.
pub(super) struct Written(Option<PathBuf>);

impl Written {
    /// Leaves it where it is.
    pub(super) fn keep(mut self) -> PathBuf {
        self.0.take().expect("it is kept once")
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // On a stick that was pulled it stays: it opens nothing.
            drop(std::fs::remove_file(path));
        }
    }
}

/// Writes a keyfile into `folder`, under a name that says what it is, and reads it back from the medium. An older file
/// is never written over.
pub(super) fn write(folder: &Path, keyfile: &Keyfile) -> Result<Written, StickError> {
    let name = format!("strongroom-{}.keyfile", secret_hex(&keyfile.id.0[..4]).as_str());
    let path = folder.join(name);
    let written = write_new(&path, keyfile).and_then(|()| match read(&path) {
        Ok(back) if *back.to_text() == *keyfile.to_text() => Ok(()),
        Ok(_) | Err(StickError::NotAKeyfile(_)) => Err(StickError::NotReadBack),
        Err(error) => Err(error),
    });
    // Only what was made here is taken away.
    let made =
        !matches!(&written, Err(StickError::Io(error)) if error.kind() == io::ErrorKind::AlreadyExists);
    let file = Written(made.then_some(path));
    written.map(|()| file)
}

fn write_new(path: &Path, keyfile: &Keyfile) -> Result<(), StickError> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(PRIVATE_FILE).open(path)?;
    file.write_all(keyfile.to_text().as_bytes())?;
    file.sync_all()?;
    Ok(sync_folder(path.parent().unwrap_or(Path::new(".")))?)
}

/// Reads a keyfile, past what the system remembers of the file.
pub fn read(path: &Path) -> Result<Keyfile, StickError> {
    let mut bytes = Zeroizing::new([0; KEYFILE_BYTES + 1]);
    let count = fill(path, &mut *bytes)?;
    Ok(Keyfile::from_bytes(bytes.get(..count).unwrap_or_default())?)
}

/// Where the keyfile of a session lies, to look whether it is still there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stick {
    path: PathBuf,
    id: FactorId,
}

impl Stick {
    /// The stick that a keyfile was read from.
    pub fn new(path: &Path, id: FactorId) -> Self {
        Self { path: path.to_owned(), id }
    }

    /// What the slot of this keyfile asks for.
    pub const fn asked(&self) -> Asked {
        Asked::Keyfile(self.id)
    }

    /// Whether the keyfile can still be read where it was. `system_root` is `/` but in tests.
    ///
    /// A stick that was pulled without being unmounted leaves its files in the system's memory for a while; so the
    /// file's block device must still be there, and what is read is read from it.
    pub fn is_there(&self, system_root: &Path) -> bool {
        let mut head = [0; KEYFILE_HEAD_BYTES];
        device_is_there(&self.path, system_root)
            && fill(&self.path, &mut head).is_ok()
            && Keyfile::id_of_head(&head) == Ok(self.id)
    }
}

/// Files of no block device (major number 0: memory, network, FUSE) have none to look for.
fn device_is_there(path: &Path, system_root: &Path) -> bool {
    let Ok(metadata) = std::fs::metadata(path) else { return false };
    let (major, minor) = (rustix::fs::major(metadata.dev()), rustix::fs::minor(metadata.dev()));
    let devices = system_root.join("sys/dev/block");
    major == 0 || !devices.is_dir() || devices.join(format!("{major}:{minor}")).exists()
}

/// Reads until the file or the buffer ends; says how much.
fn fill(path: &Path, buffer: &mut [u8]) -> io::Result<usize> {
    let mut file = File::open(path)?;
    // Best effort: a file system that keeps no pages has none to forget.
    let _forgotten: Result<(), rustix::io::Errno> = fadvise(&file, 0, None, Advice::DontNeed);
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keyfile_is_written_once_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let keyfile = Keyfile::generate();
        let path = write(folder.path(), &keyfile).unwrap().keep();
        assert_eq!(*read(&path).unwrap().to_text(), *keyfile.to_text());
        assert!(matches!(write(folder.path(), &keyfile), Err(StickError::Io(_))), "never over another file");
        assert!(path.exists());
        assert!(matches!(write(&folder.path().join("none"), &keyfile), Err(StickError::Io(_))));
        std::fs::write(&path, b"a letter").unwrap();
        assert!(matches!(read(&path), Err(StickError::NotAKeyfile(_))));
        std::fs::write(&path, [b'x'; 5000]).unwrap();
        assert!(matches!(read(&path), Err(StickError::NotAKeyfile(_))));
    }

    #[test]
    fn a_stick_is_there_while_its_own_keyfile_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let (keyfile, other) = (Keyfile::generate(), Keyfile::generate());
        let path = write(folder.path(), &keyfile).unwrap().keep();
        let stick = Stick::new(&path, keyfile.id);
        assert!(stick.is_there(Path::new("/")));
        std::fs::write(&path, other.to_text().as_bytes()).unwrap();
        assert!(!stick.is_there(Path::new("/")), "another stick in the same place");
        std::fs::remove_file(&path).unwrap();
        assert!(!stick.is_there(Path::new("/")));
    }

    #[test]
    fn a_device_that_is_gone_takes_its_files_along() {
        let (folder, root) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keyfile = Keyfile::generate();
        let path = write(folder.path(), &keyfile).unwrap().keep();
        let stick = Stick::new(&path, keyfile.id);
        let blocks = root.path().join("sys/dev/block");
        std::fs::create_dir_all(&blocks).unwrap();
        let device = std::fs::metadata(&path).unwrap().dev();
        let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
        // Without a block device under the temporary folder there is nothing that could go.
        assert_eq!(stick.is_there(root.path()), major == 0);
        std::fs::write(blocks.join(format!("{major}:{minor}")), b"").unwrap();
        assert!(stick.is_there(root.path()));
    }
}
