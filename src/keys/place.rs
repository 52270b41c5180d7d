//! Where a key belongs: bound into everything that is sealed or derived with it.
//!
//! The bytes given here are of fixed length and stand in FORMAT.md.

use crate::base::id::{AccountId, GroupId, ID_BYTES, VaultId};

/// How many bytes a place is when it is bound into something.
pub const PLACE_BYTES: usize = 1 + 1 + ID_BYTES + 1 + ID_BYTES + 4;

/// How many bytes a holder is when it is bound into something.
pub const HOLDER_BYTES: usize = 1 + ID_BYTES;

/// The version of the formats of this room.
pub const FORMAT_VERSION: u8 = 1;

/// Which key, of which vault, group and epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The vault.
    pub vault: VaultId,
    /// What the key is for.
    pub kind: KeyKind,
    /// The group, for a group's keys; none for the vault's.
    pub group: Option<GroupId>,
    /// How often the key was made anew; counts from 1.
    pub epoch: u32,
}

impl Place {
    /// The place of one of the vault's own keys.
    pub const fn of_vault(vault: VaultId, kind: KeyKind, epoch: u32) -> Self {
        Self { vault, kind, group: None, epoch }
    }

    /// The place of one of a group's keys.
    pub const fn of_group(vault: VaultId, kind: KeyKind, group: GroupId, epoch: u32) -> Self {
        Self { vault, kind, group: Some(group), epoch }
    }

    /// Whether such a key can be: a group for a group's keys and for no others, and an epoch from 1.
    pub const fn is_sound(&self) -> bool {
        self.kind.is_of_group() == self.group.is_some() && self.epoch >= 1
    }

    /// Format version ‖ kind ‖ vault ‖ 0 or 1 ‖ group or zeros ‖ epoch (big-endian).
    pub fn to_bytes(self) -> [u8; PLACE_BYTES] {
        let group = self.group.map_or([0; ID_BYTES], |group| *group.as_bytes());
        joined(&[
            &[FORMAT_VERSION, self.kind.number()],
            self.vault.as_bytes(),
            &[u8::from(self.group.is_some())],
            &group,
            &self.epoch.to_be_bytes(),
        ])
    }
}

/// The kinds of keys that are wrapped to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyKind {
    /// Opens the registry.
    Registry,
    /// Reads the access log.
    LogReader,
    /// Opens backups in drills.
    Restore,
    /// A group's records and stacks.
    GroupRecords,
    /// A group's identities.
    GroupIdentities,
}

impl KeyKind {
    /// Every kind, in the order of the numbers.
    pub const ALL: [Self; 5] =
        [Self::Registry, Self::LogReader, Self::Restore, Self::GroupRecords, Self::GroupIdentities];

    /// The number of the kind in the formats.
    pub const fn number(self) -> u8 {
        match self {
            Self::Registry => 1,
            Self::LogReader => 2,
            Self::Restore => 3,
            Self::GroupRecords => 4,
            Self::GroupIdentities => 5,
        }
    }

    /// The kind in the names of files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::LogReader => "log-reader",
            Self::Restore => "restore",
            Self::GroupRecords => "records",
            Self::GroupIdentities => "identities",
        }
    }

    /// The kind with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.number() == number)
    }

    /// Whether each group has a key of this kind; else the vault has one.
    pub const fn is_of_group(self) -> bool {
        matches!(self, Self::GroupRecords | Self::GroupIdentities)
    }
}

/// Whom a key is wrapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// A person.
    Account(AccountId),
    /// The recovery sheets.
    Recovery,
}

impl Holder {
    /// 1 ‖ account, or 2 ‖ zeros.
    pub fn to_bytes(self) -> [u8; HOLDER_BYTES] {
        match self {
            Self::Account(account) => joined(&[&[1], account.as_bytes()]),
            Self::Recovery => joined(&[&[2], &[0; ID_BYTES]]),
        }
    }

    /// The holder with these bytes, if they are one's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (kind, id) = bytes.split_first()?;
        let id: [u8; ID_BYTES] = id.try_into().ok()?;
        match kind {
            1 => Some(Self::Account(AccountId::from_bytes(id))),
            2 if id == [0; ID_BYTES] => Some(Self::Recovery),
            _ => None,
        }
    }
}

fn joined<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    parts.concat().try_into().expect("the parts have fixed lengths")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_place_shows_in_its_bytes() {
        let vault = VaultId::generate();
        let group = GroupId::generate();
        let place = Place::of_group(vault, KeyKind::GroupRecords, group, 1);
        for other in [
            Place { vault: VaultId::generate(), ..place },
            Place { kind: KeyKind::GroupIdentities, ..place },
            Place { group: Some(GroupId::generate()), ..place },
            Place { group: None, ..place },
            Place { epoch: 2, ..place },
        ] {
            assert_ne!(place.to_bytes(), other.to_bytes());
        }
        assert_ne!(
            Holder::Recovery.to_bytes(),
            Holder::Account(AccountId::from_bytes([0; ID_BYTES])).to_bytes()
        );
    }

    #[test]
    fn a_holder_survives_its_bytes() {
        for holder in [Holder::Recovery, Holder::Account(AccountId::generate())] {
            assert_eq!(Holder::from_bytes(&holder.to_bytes()), Some(holder));
        }
        let mut account_as_recovery = Holder::Account(AccountId::from_bytes([7; ID_BYTES])).to_bytes();
        account_as_recovery[0] = 2;
        assert_eq!(Holder::from_bytes(&account_as_recovery), None);
        assert_eq!(Holder::from_bytes(&[]), None);
    }

    #[test]
    fn a_group_is_named_for_group_keys_and_for_no_others() {
        let vault = VaultId::generate();
        let group = GroupId::generate();
        for kind in KeyKind::ALL {
            assert_eq!(KeyKind::from_number(kind.number()), Some(kind));
            assert_eq!(Place::of_group(vault, kind, group, 1).is_sound(), kind.is_of_group());
            assert_eq!(Place::of_vault(vault, kind, 1).is_sound(), !kind.is_of_group());
            assert!(!Place::of_vault(vault, kind, 0).is_sound());
        }
        assert_eq!(KeyKind::from_number(0), None);
        assert_eq!(KeyKind::from_number(6), None);
    }
}
