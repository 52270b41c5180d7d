//! What the registry keeps of media and generations: rows of CBOR, `medium/<id>`, `generation/<id>` and `backup/held`.
//!
//! Whose stick lies where, what was verified when, and which files are safe in a backup. No restore needs it.

use minicbor::{Decode, Encode};

use crate::base::id::{GenerationId, MediumId};

/// A medium.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct MediumRow {
    /// What people call it.
    #[n(0)]
    pub label: String,
    /// Where it is kept.
    #[n(1)]
    pub place: String,
    /// The set that it rotates in.
    #[n(2)]
    pub set: String,
    /// Who holds it.
    #[n(3)]
    pub holder: String,
    /// The device's model, as the system said.
    #[n(4)]
    pub model: String,
    /// The device's serial number, as the system said.
    #[n(5)]
    pub serial: String,
    /// When it was enrolled, ms since 1970.
    #[n(6)]
    pub enrolled: i64,
    /// When it was taken out of use, ms since 1970; 0 if it was not.
    #[n(7)]
    #[cbor(default)]
    pub retired: i64,
}

/// A generation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct GenerationRow {
    /// The medium it lies on.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub medium: [u8; 16],
    /// The name of its folder.
    #[n(1)]
    pub folder: String,
    /// When it was made, ms since 1970.
    #[n(2)]
    pub made: i64,
    /// Whether it needs no other.
    #[n(3)]
    pub full: bool,
    /// How many bytes its volumes have.
    #[n(4)]
    pub bytes: u64,
    /// When every byte of it was last read back as it was written, ms since 1970; 0 if never.
    #[n(5)]
    pub verified: i64,
    /// When it was last found damaged, ms since 1970; 0 if never.
    #[n(6)]
    pub damaged: i64,
}

/// The last generation that was written and verified, and which files of groups it holds: what re-keying left behind of
/// them may go.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct HeldRow {
    /// The generation.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub generation: [u8; 16],
    /// The medium it lies on.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub medium: [u8; 16],
    /// The databases of groups, relative to the vault.
    #[n(2)]
    pub files: Vec<String>,
}

/// The name of the row of what the last verified generation holds.
pub const HELD: &str = "backup/held";

/// What the last verified generation holds, if one of these rows says so.
pub fn held(rows: &[(String, Vec<u8>)]) -> Option<HeldRow> {
    let (_, value) = rows.iter().find(|(name, _)| name == HELD)?;
    minicbor::decode(value).ok()
}

/// The name of a medium's row.
pub fn medium_name(medium: MediumId) -> String {
    format!("medium/{medium}")
}

/// The name of a generation's row.
pub fn generation_name(generation: GenerationId) -> String {
    format!("generation/{generation}")
}

/// The media among these rows. What cannot be read is left out: it is no more than a note.
pub fn media(rows: &[(String, Vec<u8>)]) -> Vec<(MediumId, MediumRow)> {
    let read = |(name, value): &(String, Vec<u8>)| {
        Some((name.strip_prefix("medium/")?.parse().ok()?, minicbor::decode(value).ok()?))
    };
    rows.iter().filter_map(read).collect()
}

/// The generations among these rows.
pub fn generations(rows: &[(String, Vec<u8>)]) -> Vec<(GenerationId, GenerationRow)> {
    let read = |(name, value): &(String, Vec<u8>)| {
        Some((name.strip_prefix("generation/")?.parse().ok()?, minicbor::decode(value).ok()?))
    };
    rows.iter().filter_map(read).collect()
}

/// The bytes of a row.
///
/// # Panics
/// Never: writing to memory does not fail.
pub fn to_bytes<T: Encode<()>>(row: &T) -> Vec<u8> {
    minicbor::to_vec(row).expect("writing to memory does not fail")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_survive_their_bytes() {
        let medium = MediumId::generate();
        let row = MediumRow {
            label: "Stick 1".to_owned(),
            place: "safe A".to_owned(),
            set: "A".to_owned(),
            holder: "Dan".to_owned(),
            model: String::new(),
            serial: "4C53".to_owned(),
            enrolled: 5,
            retired: 0,
        };
        let rows = [(medium_name(medium), to_bytes(&row)), ("medium/x".to_owned(), vec![1])];
        assert_eq!(media(&rows), [(medium, row)]);
        let generation = GenerationId::generate();
        let row = GenerationRow {
            medium: *medium.as_bytes(),
            folder: "f".to_owned(),
            made: 1,
            full: true,
            bytes: 2,
            verified: 3,
            damaged: 0,
        };
        assert_eq!(generations(&[(generation_name(generation), to_bytes(&row))]), [(generation, row)]);
        let row = HeldRow {
            generation: [1; 16],
            medium: [2; 16],
            files: vec!["groups/ab/records.2.db".to_owned()],
        };
        assert_eq!(held(&[("backup/x".to_owned(), vec![1]), (HELD.to_owned(), to_bytes(&row))]), Some(row));
    }
}
