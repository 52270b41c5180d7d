//! A keyfile: 32 random bytes on a stick, as a small text that says what it is. Bytes only; no file is touched here.
//!
//! The public name comes before the secret, so that looking whether the stick is still there reads no secret.

use zeroize::Zeroizing;

use crate::crypto::{
    hash::{Digest, length_prefixed, sha256},
    secret::{SecretBytes, secret_hex},
};

use super::keyslot::{Asked, EnrolledFactor, FactorId};

/// The first line.
const FIRST_LINE: &str =
    "Strongroom keyfile 1. Part of one person's key: keep it apart from the workstation.\n";

/// What stands before the name, the secret and the checksum.
const MARKS: [&str; 3] = ["name:   ", "secret: ", "check:  "];

/// How many bytes a keyfile has, exactly.
pub const KEYFILE_BYTES: usize = FIRST_LINE.len() + 3 * (8 + 1) + 32 + 64 + 64;

/// How many of them come before the secret.
pub const KEYFILE_HEAD_BYTES: usize = FIRST_LINE.len() + 8 + 32 + 1;

/// A keyfile's content.
pub struct Keyfile {
    /// Its public name.
    pub id: FactorId,
    secret: SecretBytes<32>,
}

/// Bytes that are no keyfile, or one that has decayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no keyfile, or it is damaged")]
pub struct NotAKeyfile;

impl Keyfile {
    /// Draws a new one.
    pub fn generate() -> Self {
        Self { id: FactorId::generate(), secret: SecretBytes::generate() }
    }

    /// The file's content, [`KEYFILE_BYTES`] long.
    pub fn to_text(&self) -> Zeroizing<String> {
        // Room for all from the start: a string that grows leaves its old bytes behind.
        let mut text = Zeroizing::new(String::with_capacity(KEYFILE_BYTES));
        // EXPOSE: the file is the secret.
        let secret = secret_hex(self.secret.expose());
        let lines = [&*secret_hex(&self.id.0), &*secret, &self.check().to_hex()];
        text.push_str(FIRST_LINE);
        for (mark, line) in MARKS.iter().zip(lines) {
            text.push_str(mark);
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Reads a keyfile; refuses every other spelling of it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKeyfile> {
        let text = std::str::from_utf8(bytes).or(Err(NotAKeyfile))?;
        let id = Self::id_of_head(bytes)?;
        let mut lines = text.lines().skip(2);
        let secret = field(lines.next(), MARKS[1])?;
        let keyfile = Self { id, secret: SecretBytes::filled_by(|own| *own = *secret) };
        let check = field(lines.next(), MARKS[2])?;
        let whole = keyfile.check().same_as(&Digest(*check)) && keyfile.to_text().as_bytes() == bytes;
        whole.then_some(keyfile).ok_or(NotAKeyfile)
    }

    /// The name, from the first [`KEYFILE_HEAD_BYTES`] bytes or more.
    pub fn id_of_head(head: &[u8]) -> Result<FactorId, NotAKeyfile> {
        let head = head.get(..KEYFILE_HEAD_BYTES).and_then(|head| std::str::from_utf8(head).ok());
        let name = head.and_then(|head| head.strip_prefix(FIRST_LINE)).ok_or(NotAKeyfile)?;
        Ok(FactorId(*field(name.strip_suffix('\n'), MARKS[0])?))
    }

    /// As a person's slots keep it.
    pub fn into_factor(self, label: String) -> EnrolledFactor {
        EnrolledFactor { asked: Asked::Keyfile(self.id), label, secret: self.secret }
    }

    /// What is given to open a slot.
    pub fn second(&self) -> super::keyslot::SecondFactor {
        super::keyslot::SecondFactor::Keyfile(self.secret.duplicate())
    }

    /// Sees decay, nothing else: whoever changes the file can change this, too.
    fn check(&self) -> Digest {
        // EXPOSE: hashed for the checksum, which stands beside the secret.
        let parts = [b"strongroom/keyfile/v1".as_slice(), &self.id.0, self.secret.expose()];
        sha256(&Zeroizing::new(length_prefixed(&parts)))
    }
}

/// `N` bytes in lower-case hexadecimal after their mark.
fn field<const N: usize>(line: Option<&str>, mark: &str) -> Result<Zeroizing<[u8; N]>, NotAKeyfile> {
    let digits = line.and_then(|line| line.strip_prefix(mark)).ok_or(NotAKeyfile)?;
    let mut bytes = Zeroizing::new([0; N]);
    if digits.len() != N * 2 {
        return Err(NotAKeyfile);
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let [high, low] = [nibble(pair.first()), nibble(pair.last())];
        *byte = high.zip(low).map(|(high, low)| high << 4 | low).ok_or(NotAKeyfile)?;
    }
    Ok(bytes)
}

fn nibble(digit: Option<&u8>) -> Option<u8> {
    match digit? {
        digit @ b'0'..=b'9' => Some(digit - b'0'),
        digit @ b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample() -> Keyfile {
        Keyfile { id: FactorId([0xa5; 16]), secret: SecretBytes::from_exposed(&mut [0x3c; 32]) }
    }

    #[test]
    fn a_keyfile_says_what_it_is_and_survives_its_text() {
        let text = sample().to_text();
        assert_eq!(text.len(), KEYFILE_BYTES);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].starts_with("Strongroom keyfile 1."));
        assert_eq!(lines[1], format!("name:   {}", "a5".repeat(16)));
        assert_eq!(lines[2], format!("secret: {}", "3c".repeat(32)));
        let read = Keyfile::from_bytes(text.as_bytes()).ok().unwrap();
        assert_eq!(read.id, sample().id);
        assert!(read.secret.same_as(&sample().secret));
        let head = &text.as_bytes()[..KEYFILE_HEAD_BYTES];
        assert_eq!(Keyfile::id_of_head(head), Ok(sample().id));
        assert!(!String::from_utf8_lossy(head).contains("3c"), "the head holds no secret");
        assert_eq!(Keyfile::id_of_head(&head[..head.len() - 1]), Err(NotAKeyfile));
    }

    #[test]
    fn every_changed_bit_is_refused() {
        let whole = sample().to_text();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.as_bytes().to_vec();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(Keyfile::from_bytes(&flipped).is_err(), "bit {bit}");
        }
        let windows = whole.replace('\n', "\r\n");
        let upper = whole.replace("3c", "3C");
        for other in [windows.as_str(), upper.as_str(), &format!("{}\n", *whole), whole.trim_end(), ""] {
            assert!(Keyfile::from_bytes(other.as_bytes()).is_err());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn any_keyfile_survives_and_any_bytes_are_judged(
            id in any::<[u8; 16]>(), mut secret in any::<[u8; 32]>(), noise in proptest::collection::vec(any::<u8>(), 0..400),
        ) {
            let keyfile = Keyfile { id: FactorId(id), secret: SecretBytes::from_exposed(&mut secret) };
            let read = Keyfile::from_bytes(keyfile.to_text().as_bytes()).ok().unwrap();
            prop_assert!(read.id == keyfile.id && read.secret.same_as(&keyfile.secret));
            prop_assert!(Keyfile::from_bytes(&noise).is_err());
            prop_assert!(Keyfile::id_of_head(&noise).is_err());
        }
    }
}
