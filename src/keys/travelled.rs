//! A key that travelled with a backup, read back from its lines. Writing them is `hierarchy`'s.
//!
//! For `staff` alone, which opens what is sealed and holds each key against the statements.

use super::hierarchy::{IdentitiesKey, Key, LogReaderKey, RecordsKey, RegistryKey};
use super::place::{KeyKind, PLACE_BYTES, Place};
use crate::base::id::{GroupId, VaultId};
use crate::crypto::secret::SecretBytes;

/// The most bytes that the lines of a key have.
pub(crate) const TRAVELLING_BYTES: usize = 1024;

/// A key that travelled. The restore key itself never does.
pub(crate) enum Travelled {
    /// The registry's.
    Registry(RegistryKey),
    /// The log reader's.
    LogReader(LogReaderKey),
    /// A group's records'.
    Records(RecordsKey),
    /// A group's identities'.
    Identities(IdentitiesKey),
}

impl Travelled {
    /// Reads the lines; nothing if other lines would say the same, or if they are another vault's.
    pub(crate) fn read(lines: &[u8], vault: VaultId) -> Option<Self> {
        let text = std::str::from_utf8(lines).ok()?;
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let of = lines.next()?.strip_prefix("strongroom/key/v1/")?;
        let kind = lines.next()?.strip_prefix("kind ")?;
        let group = lines.next()?.strip_prefix("group ")?;
        let epoch = lines.next()?.strip_prefix("epoch ")?.parse().ok()?;
        let place_hex = lines.next()?.strip_prefix("place ")?;
        let key_hex = lines.next()?.strip_prefix("key ")?;
        let kind = KeyKind::ALL.into_iter().find(|one| one.word() == kind)?;
        let group: Option<GroupId> = if group == "-" { None } else { Some(group.parse().ok()?) };
        let place = Place { vault, kind, group, epoch };
        let mut told = [0; PLACE_BYTES];
        unhex(place_hex, &mut told)?;
        let fits = lines.next().is_none() && of == vault.to_string() && told == place.to_bytes();
        let mut whole = None;
        let bytes = SecretBytes::<32>::filled_by(|bytes| whole = unhex(key_hex, bytes));
        whole.filter(|()| fits)?;
        match kind {
            KeyKind::Registry => Key::at(place, bytes).map(Self::Registry),
            KeyKind::LogReader => Key::at(place, bytes).map(Self::LogReader),
            KeyKind::GroupRecords => Key::at(place, bytes).map(Self::Records),
            KeyKind::GroupIdentities => Key::at(place, bytes).map(Self::Identities),
            KeyKind::Restore => None,
        }
    }
}

/// Lower-case hexadecimal digits, exactly as many as `into` takes.
fn unhex(hex: &str, into: &mut [u8]) -> Option<()> {
    let digits = hex.as_bytes();
    if digits.len() != 2 * into.len() {
        return None;
    }
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    for (byte, pair) in into.iter_mut().zip(digits.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *byte = (value(*high)? << 4) | value(*low)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_lines_and_from_no_others() {
        let (vault, group) = (VaultId::generate(), GroupId::generate());
        let key = RecordsKey::generate(Place::of_group(vault, KeyKind::GroupRecords, group, 3));
        let lines = key.travelling_text();
        assert!(lines.len() <= TRAVELLING_BYTES);
        let Some(Travelled::Records(back)) = Travelled::read(&lines, vault) else { panic!("it is a key") };
        assert_eq!(back.place(), key.place());
        assert!(back.check_value().same_as(&key.check_value()));
        assert!(Travelled::read(&lines, VaultId::generate()).is_none(), "another vault's");
        let text = std::str::from_utf8(&lines).unwrap();
        for wrong in [
            text.replace("epoch 3", "epoch 4"),
            text.replace("kind records", "kind identities"),
            text.replace("kind records", "kind restore"),
            text.to_uppercase(),
            format!("{text}\n"),
            text.trim_end().to_owned(),
            text.chars().take(text.chars().count() - 3).chain(['\n']).collect(),
        ] {
            assert!(
                Travelled::read(wrong.as_bytes(), vault).is_none(),
                "{}",
                wrong.lines().next().unwrap_or_default()
            );
        }
    }
}
