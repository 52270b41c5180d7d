//! A volume: a tar stream of plain files (POSIX ustar) in one age file. Written to and read from any stream.
//!
//! Entries carry no owner and no time: they are pieces of files, and what they are is said by whoever lists them.

use std::io::{self, Read, Write};

use crate::crypto::hash::Digest;

use super::behind::Behind;
use super::error::ParcelError;
use super::recipient::{Identity, Recipient};

/// tar's blocks; each entry has one in front, and is filled up to a whole number of them.
const BLOCK_BYTES: u64 = 512;

/// The longest name of an entry that ustar keeps in one field.
const NAME_BYTES: usize = 100;

/// A volume being written.
pub struct VolumeWriter<W: Write + Send + 'static> {
    tar: tar::Builder<age::stream::StreamWriter<Behind<W>>>,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256.
    pub sha256: Digest,
}

/// A volume being read.
pub struct VolumeReader<'a, R: Read> {
    tar: tar::Archive<age::stream::StreamReader<R>>,
    name: &'a str,
}

/// One entry of a volume.
pub struct Entry<'a> {
    /// Its name: relative, with nothing but plain parts.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its content.
    pub content: &'a mut dyn Read,
}

/// How many bytes an entry of this size takes in the tar stream.
pub const fn entry_cost(size: u64) -> u64 {
    BLOCK_BYTES + size.div_ceil(BLOCK_BYTES) * BLOCK_BYTES
}

impl<W: Write + Send + 'static> VolumeWriter<W> {
    /// Begins a volume that each of the recipients opens. `out` is written by a thread of its own.
    pub fn begin(out: W, recipients: &[Recipient]) -> Result<Self, ParcelError> {
        let encryptor = age::Encryptor::with_recipients(recipients.iter().map(Recipient::inner))?;
        Ok(Self { tar: tar::Builder::new(encryptor.wrap_output(Behind::begin(out)?)?) })
    }

    /// Adds an entry. `content` must give exactly `size` bytes; else the volume is not worth finishing.
    pub fn append(&mut self, name: &str, size: u64, content: impl Read) -> Result<(), ParcelError> {
        if !is_plain(name) || name.len() > NAME_BYTES {
            return Err(ParcelError::BadEntry(name.to_owned()));
        }
        let mut header = tar::Header::new_ustar();
        header.set_path(name)?;
        header.set_entry_type(tar::EntryType::Regular);
        header.set_mode(0o600);
        header.set_size(size);
        header.set_cksum();
        let mut counted = Counted { from: content.take(size), bytes: 0 };
        self.tar.append(&header, &mut counted)?;
        if counted.bytes == size {
            Ok(())
        } else {
            Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file became shorter").into())
        }
    }

    /// Ends the volume; gives back what it was written to. Nothing is synced.
    pub fn finish(self) -> Result<(W, Written), ParcelError> {
        Ok(self.tar.into_inner()?.finish()?.finish()?)
    }
}

impl<'a, R: Read> VolumeReader<'a, R> {
    /// Opens a volume; `name` is what errors call it.
    pub fn open(name: &'a str, from: R, identity: &Identity) -> Result<Self, ParcelError> {
        let decryptor = age::Decryptor::new(from)?;
        let reader = decryptor.decrypt(std::iter::once(identity.inner()))?;
        Ok(Self { tar: tar::Archive::new(reader), name })
    }

    /// Gives every entry in its order. What `each` does with an entry counts only when this has returned in full: a
    /// damaged block is met after those before it were given.
    pub fn each<E: From<ParcelError>>(
        mut self,
        mut each: impl FnMut(Entry<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let broken = |error| ParcelError::Io(error);
        for entry in self.tar.entries().map_err(broken)? {
            let mut entry = entry.map_err(broken)?;
            let name = std::str::from_utf8(&entry.path_bytes()).unwrap_or_default().to_owned();
            if !entry.header().entry_type().is_file() || !is_plain(&name) {
                return Err(ParcelError::BadEntry(format!("{} in {}", name, self.name)).into());
            }
            each(Entry { name, size: entry.size(), content: &mut entry })?;
        }
        // Up to the end: the last block of the age file says that nothing was cut off.
        io::copy(&mut self.tar.into_inner(), &mut io::sink()).map_err(broken)?;
        Ok(())
    }
}

/// Relative, without empty, `.` or `..` parts, in letters that every file system and shell takes.
fn is_plain(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_alphanumeric() || b"._-@/".contains(&byte);
    name.bytes().all(letters) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

struct Counted<R> {
    from: R,
    bytes: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::crypto::hash::sha256;
    use crate::crypto::secret::SecretBytes;
    use crate::crypto::x25519::public_of;

    fn pair() -> (Identity, Recipient) {
        let secret = SecretBytes::generate();
        (Identity::from_secret(&secret).unwrap(), Recipient::from_public(&public_of(&secret)).unwrap())
    }

    fn volume(entries: &[(String, Vec<u8>)], to: &Recipient) -> (Vec<u8>, Written) {
        let mut writer = VolumeWriter::begin(Vec::new(), std::slice::from_ref(to)).unwrap();
        for (name, content) in entries {
            writer.append(name, content.len() as u64, content.as_slice()).unwrap();
        }
        writer.finish().unwrap()
    }

    fn read(bytes: &[u8], by: &Identity) -> Result<Vec<(String, Vec<u8>)>, ParcelError> {
        let mut found = Vec::new();
        VolumeReader::open("a volume", bytes, by)?.each(|entry| {
            let mut content = Vec::new();
            entry.content.read_to_end(&mut content)?;
            found.push((entry.name, content));
            Ok::<(), ParcelError>(())
        })?;
        Ok(found)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn what_goes_in_comes_out(contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..2000), 0..6)) {
            let (identity, to) = pair();
            let name = |place| format!("groups/ab/stack-{place}.1.db@{place}");
            let entries: Vec<_> = contents.into_iter().enumerate().map(|(n, content)| (name(n), content)).collect();
            let (bytes, written) = volume(&entries, &to);
            prop_assert_eq!(written, Written { bytes: bytes.len() as u64, sha256: sha256(&bytes) });
            let tar: u64 = entries.iter().map(|(_, content)| entry_cost(content.len() as u64)).sum();
            prop_assert!(written.bytes >= tar);
            prop_assert_eq!(read(&bytes, &identity).unwrap(), entries);
        }

        #[test]
        fn a_flipped_bit_or_a_lost_end_is_seen(place in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let (identity, to) = pair();
            let (bytes, _) = volume(&[("a@0".to_owned(), vec![7; 70_000])], &to);
            let mut changed = bytes.clone();
            *place.get_mut::<u8>(&mut changed) ^= 1 << bit;
            prop_assert!(read(&changed, &identity).is_err());
            prop_assert!(read(&bytes[..place.index(bytes.len())], &identity).is_err());
        }
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let (_, to) = pair();
        for name in ["/etc/passwd", "../a", "a/../b", "a//b", "", "a b", "a\nb", "./a"] {
            let mut writer = VolumeWriter::begin(Vec::new(), std::slice::from_ref(&to)).unwrap();
            assert!(matches!(writer.append(name, 0, io::empty()), Err(ParcelError::BadEntry(_))), "{name}");
        }
    }

    #[test]
    fn a_file_that_becomes_shorter_is_an_error() {
        let (_, to) = pair();
        let mut writer = VolumeWriter::begin(Vec::new(), std::slice::from_ref(&to)).unwrap();
        assert!(writer.append("a@0", 5, &b"four"[..]).is_err());
    }
}
