//! The random ids of things that live in a vault, each its own type: 16 bytes, but for the short ones that people type.
//!
//! An id is public within a vault: it names folders and rows, and is bound into what is sealed. It is no secret.

use std::fmt;
use std::str::FromStr;

/// The length of every random id, in bytes.
pub const ID_BYTES: usize = 16;

/// A text that is not the lower-case hexadecimal digits of an id (32 of them, or 8 for a sheet set).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: hexadecimal digits are expected")]
pub struct NotAnId;

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        random_id! { $(#[$doc])* $name, ID_BYTES }
    };
    ($(#[$doc:meta])* $name:ident, $length:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// Draws a new id from the operating system.
            ///
            /// # Panics
            /// If the operating system has no randomness to give, which on Linux means it is broken.
            pub fn generate() -> Self {
                let mut bytes = [0; $length];
                getrandom::fill(&mut bytes).expect("the operating system gives randomness");
                Self(bytes)
            }

            /// The id with these bytes.
            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            /// The bytes, in the order they are written on disk.
            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Ok(Self(parse_hex(text)?))
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = NotAnId;

            fn try_from(bytes: &[u8]) -> Result<Self, NotAnId> {
                bytes.try_into().map(Self).or(Err(NotAnId))
            }
        }
    };
}

random_id! {
    /// One vault, for its whole life. Bound into everything sealed or signed in it.
    VaultId
}
random_id! {
    /// One person's account.
    AccountId
}
random_id! {
    /// One draft of an account.
    DraftId
}
random_id! {
    /// One customer group; names its folder.
    GroupId
}
random_id! {
    /// One record: a stored document with its metadata.
    RecordId
}
random_id! {
    /// One medium that backups are written to.
    MediumId
}
random_id! {
    /// One backup: a generation on a medium.
    GenerationId
}
random_id! {
    /// One run of the program, from start to end.
    SessionId
}
random_id! {
    /// One set of recovery sheets: four bytes, because it is part of the words that are typed from every sheet.
    SheetSetId, 4
}

fn parse_hex<const LENGTH: usize>(text: &str) -> Result<[u8; LENGTH], NotAnId> {
    let digits = text.as_bytes();
    if digits.len() != 2 * LENGTH {
        return Err(NotAnId);
    }
    let mut bytes = [0; LENGTH];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair.iter().try_fold(0, |sum, digit| match digit {
            b'0'..=b'9' => Ok(sum * 16 + (digit - b'0')),
            b'a'..=b'f' => Ok(sum * 16 + (digit - b'a' + 10)),
            _ => Err(NotAnId),
        })?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_its_text() {
        let id = GroupId::generate();
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "0", "G0000000000000000000000000000000", "A0000000000000000000000000000000", &"0".repeat(33)]
        {
            assert_eq!(text.parse::<GroupId>(), Err(NotAnId), "{text}");
        }
    }
}
