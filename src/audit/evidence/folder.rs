//! A folder that is written under another name, file by file, and gets its own name when everything in it is durable:
//! nothing half-made is ever taken for whole. `SHA256SUMS` and the signature over it are its last files.

use super::signed::Signed;
use super::{TakeError, Taken, Taking, file};
use crate::base::fs::{PRIVATE_FILE, PRIVATE_FOLDER, sync_folder};
use crate::crypto::hash::{Digest, Sha256Stream, sha256};
use std::collections::BTreeMap;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// A folder that is being made.
pub(super) struct Staging {
    /// Where it will be.
    to: PathBuf,
    /// Where it is now; none once it is there.
    at: Option<PathBuf>,
    sums: BTreeMap<String, Digest>,
}

/// One file of it.
pub(super) struct Summed {
    name: String,
    file: BufWriter<File>,
    sum: Sha256Stream,
}

impl Staging {
    /// Begins a folder that is to be `to`, which must not be there.
    pub(super) fn begin(to: &Path) -> io::Result<Self> {
        if to.try_exists()? {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".new");
        let at = to.with_file_name(name);
        DirBuilder::new().mode(PRIVATE_FOLDER).create(&at)?;
        Ok(Self { to: to.to_owned(), at: Some(at), sums: BTreeMap::new() })
    }

    fn at(&self) -> &Path {
        self.at.as_deref().unwrap_or(&self.to)
    }

    /// Begins a file.
    pub(super) fn file(&self, name: &str) -> io::Result<Summed> {
        let file = create(&self.at().join(name))?;
        Ok(Summed {
            name: name.to_owned(),
            file: BufWriter::with_capacity(1 << 16, file),
            sum: Sha256Stream::new(),
        })
    }

    /// Ends a file: it is durable, and its hash is known.
    pub(super) fn close(&mut self, file: Summed) -> io::Result<()> {
        file.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        self.sums.insert(file.name, file.sum.finish());
        Ok(())
    }

    /// The hash of a file as it is on the medium, past what the system remembers of it.
    pub(super) fn read_back(&self, name: &str) -> io::Result<Digest> {
        let mut file = File::open(self.at().join(name))?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
        let (mut sum, mut piece) = (Sha256Stream::new(), vec![0; 1 << 16]);
        loop {
            let taken = file.read(&mut piece)?;
            if taken == 0 {
                return Ok(sum.finish());
            }
            sum.update(piece.get(..taken).unwrap_or_default());
        }
    }

    /// A file whose bytes are there.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file(name)?;
        file.write_all(bytes)?;
        self.close(file)
    }

    /// What every folder has.
    pub(super) fn put_common(&mut self, taking: &Taking<'_>, readme: &str) -> io::Result<()> {
        self.put(file::FOUNDING, taking.founding)?;
        self.put(file::KEYS, taking.keys.text().as_bytes())?;
        self.put(file::VERIFIER, super::VERIFIER.as_bytes())?;
        self.put(file::README, readme.as_bytes())
    }

    /// Writes the hashes of all files and the signature, and gives the folder its name.
    pub(super) fn finish(
        mut self,
        taking: &Taking<'_>,
        sign: impl FnOnce(Digest) -> Signed,
    ) -> Result<Taken, TakeError> {
        let sums: String = self.sums.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect();
        let signed = sign(sha256(sums.as_bytes()));
        let note = signed.sign(taking.vault, taking.by, taking.signing)?;
        for (name, bytes) in [(file::SUMS, sums), (file::SIGNATURE, note.encode())] {
            let mut file = create(&self.at().join(name))?;
            file.write_all(bytes.as_bytes())?;
            file.sync_all()?;
        }
        sync_folder(self.at())?;
        std::fs::rename(self.at(), &self.to)?;
        self.at = None;
        let parent = self.to.parent().filter(|parent| !parent.as_os_str().is_empty());
        sync_folder(parent.unwrap_or(Path::new(".")))?;
        let mut files: Vec<String> = self.sums.keys().cloned().collect();
        files.extend([file::SUMS.to_owned(), file::SIGNATURE.to_owned()]);
        let (events, withheld) = (signed.events, signed.withheld);
        Ok(Taken { path: self.to.clone(), files, events, withheld })
    }
}

impl Drop for Staging {
    /// What was not finished goes: it was never there under its name.
    fn drop(&mut self) {
        if let Some(at) = self.at.take() {
            drop(std::fs::remove_dir_all(at));
        }
    }
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(PRIVATE_FILE).open(path)
}
