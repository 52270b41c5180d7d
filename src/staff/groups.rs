//! Groups' keys and names: making, renaming and closing a customer group, as far as the registry goes.
//!
//! The databases of a group are `records`' business: `app` logs, has them made with the new keys, and then commits.

use std::sync::Arc;

use minicbor::{Decode, Encode};
use unicode_normalization::UnicodeNormalization;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::hpke::KemPrivate;
use crate::keys::hierarchy::{ContentKey, GroupIdentities, GroupRecords, IdentitiesKey, RecordsKey};
use crate::keys::place::{KeyKind, Place};
use crate::keys::statement::Body;
use crate::parcel::ParcelError;
use crate::policy::{Act, Permit};
use crate::store::StoreError;
use crate::vault::registry::Change;
use crate::vault::{Vault, cbor};

use super::account::line;
use super::alarm::Alarm;
use super::deed::PeopleError;
use super::entitled::NotEntitled;
use super::house::House;
use super::newkey::new_group_key;
use super::pairs::ShutGroup;
use super::verified::Verified;
use super::wraps::{Wraps, holds_now};

/// What a group's sealed face is about; vault, group and epoch are bound into its key.
const ABOUT_FACE: &[u8] = b"face";

/// A group whose records key the person holds.
#[derive(Clone)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Read-only for good.
    pub closed: bool,
    /// The epoch of its keys and files.
    pub epoch: u32,
    /// Opens records and stacks.
    pub records: Arc<RecordsKey>,
    /// Keys of earlier epochs, while stacks are still to be written again.
    pub older: Vec<Arc<RecordsKey>>,
    /// Opens identities, if granted.
    pub identities: Option<Arc<IdentitiesKey>>,
}

/// A group that is being made: its databases are made with these keys before it is committed.
pub struct NewGroup {
    /// Its id.
    pub id: GroupId,
    /// Its name, trimmed, NFC.
    pub name: String,
    /// The epoch of its keys and files: 1.
    pub epoch: u32,
    /// Opens records and stacks.
    pub records: Arc<RecordsKey>,
    /// Opens identities.
    pub identities: Arc<IdentitiesKey>,
}

/// Why a group was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum GroupError {
    /// A group this person sees has the name.
    #[error("another group has this name")]
    NameTaken,
    /// Empty, or longer than a line.
    #[error("a group's name has 1 to 300 characters")]
    BadName,
    /// This person does not hold the group's keys.
    #[error("no such group")]
    Unknown,
    /// The group is closed.
    #[error("the group is closed")]
    Closed,
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// The registry could not be written; nothing changed.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// A sealed key could not be written; nothing changed.
    #[error("a sealed key could not be written: {0}")]
    Io(std::io::Error),
    /// A key could not be sealed to those who restore; nothing changed.
    #[error("a key could not be sealed for backups: {0}")]
    Seal(ParcelError),
    /// The statements would not be believed: a fault of the program; nothing changed.
    #[error(transparent)]
    Chain(#[from] Alarm),
    /// The maker may not hold a group's key.
    #[error(transparent)]
    NotEntitled(#[from] NotEntitled),
}

/// The plain content of a group's sealed face.
#[derive(Encode, Decode)]
#[cbor(array)]
struct FaceWire {
    #[n(0)]
    name: String,
    #[n(1)]
    closed: bool,
}

impl Vault<Verified> {
    /// Draws a new group's id and keys. Nothing is written yet.
    pub fn prepare_group(&self, permit: &Permit, name: &str) -> Result<NewGroup, GroupError> {
        require(permit, Act::GroupMake)?;
        let name = self.free_name(name, None)?;
        let id = GroupId::generate();
        let records = RecordsKey::generate(Place::of_group(self.id(), KeyKind::GroupRecords, id, 1));
        let identities = IdentitiesKey::generate(Place::of_group(self.id(), KeyKind::GroupIdentities, id, 1));
        Ok(NewGroup { id, name, epoch: 1, records: Arc::new(records), identities: Arc::new(identities) })
    }

    /// Commits a new group whose databases were made: wraps to this person and to recovery, the epoch and grant
    /// statements and the group's face, in one transaction.
    pub fn commit_group(&mut self, new: NewGroup, wall: WallTime) -> Result<GroupId, GroupError> {
        let now = self.now(wall);
        let mut deed = self.deed(wall);
        let maker = self.house().bound(self.state.account(), now)?;
        let recovery = &self.house().recovery().kem;
        for key in
            [new_group_key(&new.records, maker, recovery), new_group_key(&new.identities, maker, recovery)]
        {
            deed.say(Body::Epoch(key.epoch)).map_err(not_believed)?;
            deed.say(Body::Grant(key.grant)).map_err(not_believed)?;
            deed.change.wraps.extend(key.wraps);
        }
        deed.seal_to_restorers(&*new.records).map_err(not_believed)?;
        deed.seal_to_restorers(&*new.identities).map_err(not_believed)?;
        let group = Group {
            id: new.id,
            name: new.name,
            closed: false,
            epoch: new.epoch,
            records: new.records,
            older: Vec::new(),
            identities: Some(new.identities),
        };
        deed.change.faces.push((group.id, sealed_face(&group)));
        let done = deed.done();
        self.commit(done).map_err(not_believed)?;
        let state = &mut self.state;
        let id = group.id;
        state.groups.push(group);
        sort(&mut state.groups);
        Ok(id)
    }

    /// Gives a group another name.
    pub fn rename_group(&mut self, permit: &Permit, group: GroupId, name: &str) -> Result<(), GroupError> {
        require(permit, Act::GroupRename)?;
        let name = self.free_name(name, Some(group))?;
        self.change_face(group, |group| group.name = name)
    }

    /// Makes a group read-only for good.
    pub fn close_group(&mut self, permit: &Permit, group: GroupId) -> Result<(), GroupError> {
        require(permit, Act::GroupClose)?;
        self.change_face(group, |group| group.closed = true)
    }

    fn change_face(&mut self, group: GroupId, change: impl FnOnce(&mut Group)) -> Result<(), GroupError> {
        let state = &mut self.state;
        let known = state.groups.iter_mut().find(|known| known.id == group).ok_or(GroupError::Unknown)?;
        if known.closed {
            return Err(GroupError::Closed);
        }
        let mut changed = known.clone();
        change(&mut changed);
        let faces = vec![(group, sealed_face(&changed))];
        state.opened.registry.commit(&Change { faces, ..Change::default() })?;
        *known = changed;
        sort(&mut state.groups);
        Ok(())
    }

    /// The name as it is kept, if no other group that this person sees has it.
    fn free_name(&self, name: &str, own: Option<GroupId>) -> Result<String, GroupError> {
        let name: String = line(name).ok_or(GroupError::BadName)?.nfc().collect();
        let folded = name.to_lowercase();
        let open = self.groups().iter().map(|group| (group.id, &group.name));
        let shut = self.shut_groups().iter().map(|group| (group.id, &group.name));
        let mut others = open.chain(shut).filter(|(group, _)| Some(*group) != own);
        if others.any(|(_, name)| name.to_lowercase() == folded) {
            return Err(GroupError::NameTaken);
        }
        Ok(name)
    }
}

fn not_believed(error: PeopleError) -> GroupError {
    match error {
        PeopleError::Chain(alarm) => GroupError::Chain(alarm),
        PeopleError::Registry(error) => GroupError::Registry(error),
        PeopleError::Io(error) => GroupError::Io(error),
        PeopleError::Seal(error) => GroupError::Seal(error),
        _ => GroupError::OtherPermit,
    }
}

fn require(permit: &Permit, act: Act) -> Result<(), GroupError> {
    if permit.act() == act { Ok(()) } else { Err(GroupError::OtherPermit) }
}

/// The groups whose records key was granted to the person, each with its name; and those that take two, as far as they do.
pub(super) fn groups_held(
    house: &House,
    wraps: &Wraps,
    holder: (AccountId, &KemPrivate),
    faces: &[(GroupId, Vec<u8>)],
    now: WallTime,
) -> Result<(Vec<Group>, Vec<ShutGroup>), Alarm> {
    let (mut groups, mut shut) = (Vec::new(), Vec::new());
    for id in house.groups() {
        let face = faces.iter().find(|(group, _)| *group == id).ok_or(Alarm::GroupFace(id));
        let takes_two = |kind| {
            let key = (kind, Some(id));
            holds_now(house, holder.0, key, now) && wraps.takes_two(house, holder.0, key)
        };
        let records_shut = takes_two(KeyKind::GroupRecords);
        if records_shut || takes_two(KeyKind::GroupIdentities) {
            shut.push(wraps.shut_group(house, holder, (id, &face.clone()?.1), now)?);
        }
        if records_shut {
            continue;
        }
        let Some(records) = wraps.open::<GroupRecords>(house, holder, Some(id), now)? else { continue };
        let identities = wraps.open::<GroupIdentities>(house, holder, Some(id), now)?;
        let older = wraps.open_older::<GroupRecords>(house, holder, Some(id))?;
        let (name, closed) = face_of(id, &records.name_key(), &face?.1)?;
        groups.push(Group {
            id,
            name,
            closed,
            epoch: records.place().epoch,
            records: Arc::new(records),
            older: older.into_iter().map(Arc::new).collect(),
            identities: identities.map(Arc::new),
        });
    }
    sort(&mut groups);
    shut.sort_by_cached_key(|group| (group.name.to_lowercase(), group.id));
    Ok((groups, shut))
}

/// A group's name, and whether it is closed.
pub(super) fn face_of(id: GroupId, key: &ContentKey, sealed: &[u8]) -> Result<(String, bool), Alarm> {
    let face = key.open(ABOUT_FACE, sealed).or(Err(Alarm::GroupFace(id)))?;
    let face: FaceWire = cbor::from_bytes(&face).ok_or(Alarm::GroupFace(id))?;
    Ok((face.name, face.closed))
}

pub(super) fn sealed_face(group: &Group) -> Vec<u8> {
    let face = FaceWire { name: group.name.clone(), closed: group.closed };
    group.records.name_key().seal(ABOUT_FACE, &cbor::to_bytes(&face))
}

pub(super) fn sort(groups: &mut [Group]) {
    groups.sort_by_cached_key(|group| (group.name.to_lowercase(), group.id));
}
