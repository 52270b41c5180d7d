//! Signed notes (C2SP signed-note): a text, an empty line, and signatures by keys that have names. Pure.
//!
//! Checkpoints, log key certificates and what reviewers sign are such notes, so that tools of others verify them too.
//! Every text that is signed here begins with `strongroom/<kind>/v1/<vault id>`.

use crate::base::base64;
use crate::crypto::hash::{Digest, sha256};
use crate::crypto::sign::{NotAText, Signature, SigningKey, VerifyingKey};

/// What a signature line begins with: an em dash and a space.
pub(super) const MARK: &str = "\u{2014} ";

/// The algorithm byte of Ed25519.
const ED25519: u8 = 1;

/// A note with more signatures is refused.
const MOST_SIGNATURES: usize = 100;

/// A text and the signatures under it, verified or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The text; it ends with a newline.
    pub text: String,
    /// The signatures, in their order.
    pub signatures: Vec<NoteSignature>,
}

/// One signature of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// The name of the key.
    pub name: String,
    /// The first four bytes of the hash of name and key, which tell keys of one name apart.
    pub key_hash: [u8; 4],
    /// The signature; 64 bytes where it is Ed25519.
    pub bytes: Vec<u8>,
}

/// A public key and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteKey {
    /// The name: no spaces, no plus.
    pub name: String,
    /// The key.
    pub public: VerifyingKey,
}

/// Why a note was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is not of the form of a signed note.
    #[error("it is not a signed note")]
    Malformed,
    /// The name of a key is empty, or has spaces or a plus.
    #[error("it is not a name of a key")]
    BadName,
    /// The text is not one that this program signs.
    #[error(transparent)]
    NotAText(#[from] NotAText),
    /// It has no signature by this key.
    #[error("it is not signed by this key")]
    NotSigned,
    /// It has a signature by this key, which does not verify.
    #[error("its signature does not verify")]
    BadSignature,
}

/// Signs a text.
pub fn sign_note(text: &str, name: &str, key: &SigningKey) -> Result<Note, NoteError> {
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed);
    }
    Note { text: text.to_owned(), signatures: Vec::new() }.cosigned(name, key)
}

impl Note {
    /// The same note with one more signature.
    pub fn cosigned(mut self, name: &str, key: &SigningKey) -> Result<Self, NoteError> {
        let named = NoteKey::new(name, key.verifying())?;
        let bytes = key.sign_text(&self.text)?.0.to_vec();
        self.signatures.push(NoteSignature { key_hash: named.key_hash(), name: named.name, bytes });
        Ok(self)
    }

    /// Reads one note; nothing may follow it.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        let whole = std::str::from_utf8(bytes).or(Err(NoteError::Malformed))?;
        if whole.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
            return Err(NoteError::Malformed);
        }
        let (text, lines) = whole.rsplit_once("\n\n").ok_or(NoteError::Malformed)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Malformed)?;
        let signatures: Vec<_> =
            lines.split('\n').map(NoteSignature::parse).collect::<Option<_>>().ok_or(NoteError::Malformed)?;
        if signatures.len() > MOST_SIGNATURES {
            return Err(NoteError::Malformed);
        }
        Ok(Self { text: format!("{text}\n"), signatures })
    }

    /// The bytes of the note; [`Self::parse`] reads no others as the same note.
    pub fn encode(&self) -> String {
        let lines = self.signatures.iter().map(|signature| {
            let bytes = [signature.key_hash.as_slice(), &signature.bytes].concat();
            format!("{MARK}{} {}\n", signature.name, base64::encode(&bytes))
        });
        format!("{}\n{}", self.text, lines.collect::<String>())
    }

    /// Whether this key signed the text. A signature that names the key and does not verify is an error of its own.
    pub fn verify(&self, key: &NoteKey) -> Result<(), NoteError> {
        let hash = key.key_hash();
        let mut by_key =
            self.signatures.iter().filter(|by| by.name == key.name && by.key_hash == hash).peekable();
        by_key.peek().ok_or(NoteError::NotSigned)?;
        by_key.try_for_each(|by| {
            let bytes = by.bytes.as_slice().try_into().or(Err(NoteError::BadSignature))?;
            key.public.verify_text(&self.text, &Signature(bytes)).or(Err(NoteError::BadSignature))
        })
    }
}

impl NoteSignature {
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(MARK)?.split_once(' ')?;
        let bytes = base64::decode(encoded)?;
        let (key_hash, signature) = bytes.split_first_chunk::<4>()?;
        (is_name(name) && !signature.is_empty()).then(|| Self {
            name: name.to_owned(),
            key_hash: *key_hash,
            bytes: signature.to_vec(),
        })
    }
}

impl NoteKey {
    /// A key under a name.
    pub fn new(name: &str, public: VerifyingKey) -> Result<Self, NoteError> {
        if is_name(name) { Ok(Self { name: name.to_owned(), public }) } else { Err(NoteError::BadName) }
    }

    /// SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), its first four bytes.
    pub fn key_hash(&self) -> [u8; 4] {
        let Digest([a, b, c, d, ..]) =
            sha256(&[self.name.as_bytes(), &[b'\n', ED25519], &self.public.0].concat());
        [a, b, c, d]
    }

    /// The key as text: `name+hash+key`.
    pub fn vkey(&self) -> String {
        let hash = u32::from_be_bytes(self.key_hash());
        format!(
            "{}+{hash:08x}+{}",
            self.name,
            base64::encode(&[&[ED25519], self.public.0.as_slice()].concat())
        )
    }

    /// Reads what [`Self::vkey`] wrote.
    pub fn parse_vkey(text: &str) -> Result<Self, NoteError> {
        let mut parts = text.splitn(3, '+');
        let (name, hash, key) = (parts.next(), parts.next(), parts.next());
        let bytes = key.and_then(base64::decode).ok_or(NoteError::Malformed)?;
        let Some((&ED25519, public)) = bytes.split_first() else { return Err(NoteError::Malformed) };
        let public = VerifyingKey(public.try_into().or(Err(NoteError::Malformed))?);
        let key = Self::new(name.unwrap_or_default(), public)?;
        let named = format!("{:08x}", u32::from_be_bytes(key.key_hash()));
        if hash == Some(named.as_str()) { Ok(key) } else { Err(NoteError::Malformed) }
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains('+') && !name.chars().any(|c| c.is_whitespace() || c < ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "strongroom/test/v1/00\nfact\n\nmore\n";

    #[test]
    fn a_note_survives_its_bytes_and_holds_for_its_keys() {
        let (ana, dan) = (SigningKey::generate(), SigningKey::generate());
        let note = sign_note(TEXT, "ana", &ana).unwrap().cosigned("dan", &dan).unwrap();
        assert_eq!(Note::parse(note.encode().as_bytes()), Ok(note.clone()));
        let key = NoteKey::new("ana", ana.verifying()).unwrap();
        assert_eq!(note.verify(&key), Ok(()));
        assert_eq!(note.verify(&NoteKey::new("dan", dan.verifying()).unwrap()), Ok(()));
        assert_eq!(note.verify(&NoteKey::new("dan", ana.verifying()).unwrap()), Err(NoteError::NotSigned));
        assert_eq!(NoteKey::parse_vkey(&key.vkey()), Ok(key.clone()));
        let changed = Note { text: TEXT.replace("fact", "face"), ..note };
        assert_eq!(changed.verify(&key), Err(NoteError::BadSignature));
    }

    #[test]
    fn every_flipped_bit_of_a_note_is_seen() {
        let ana = SigningKey::generate();
        let key = NoteKey::new("ana", ana.verifying()).unwrap();
        let whole = sign_note(TEXT, "ana", &ana).unwrap().encode().into_bytes();
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let holds = Note::parse(&flipped).and_then(|note| note.verify(&key));
            assert!(holds.is_err(), "bit {bit}");
        }
    }

    #[test]
    fn what_is_not_a_note_is_refused() {
        let ana = SigningKey::generate();
        assert_eq!(sign_note("hello\n", "ana", &ana), Err(NoteError::NotAText(NotAText)));
        assert_eq!(sign_note("strongroom/x", "ana", &ana), Err(NoteError::Malformed));
        assert_eq!(sign_note(TEXT, "a na", &ana), Err(NoteError::BadName));
        let note = sign_note(TEXT, "ana", &ana).unwrap().encode();
        for bad in ["", "\n\n", TEXT, &format!("{note}\n"), &format!("{note}x\n"), note.trim_end()] {
            assert!(Note::parse(bad.as_bytes()).is_err(), "{bad:?}");
        }
    }
}
