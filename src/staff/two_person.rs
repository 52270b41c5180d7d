//! Ruling that a group takes two people, or one again; and granting such a group, which deals it anew.
//!
//! Both make new keys: the group's databases are written under them by `app`, as in `rekey`, before they are committed.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::keys::place::KeyKind;
use crate::keys::share::SHARES_NEEDED;
use crate::keys::statement::{Body, GroupRuling};
use crate::policy::{Act, Permit};
use crate::vault::Vault;

use super::deed::{CoSigner, Consent, PeopleError, require};
use super::grants::Width;
use super::house::KeyName;
use super::rekey::{NextKeys, OF_GROUP, new_epochs, next_keys};
use super::verified::Verified;

/// With fewer than this, one who cannot come shuts the group to the others: to be confirmed.
const ENOUGH_HOLDERS: usize = 3;

impl Vault<Verified> {
    /// Judges a ruling, and draws the new keys that it takes, as far as they can be made here and now: of a group that is
    /// open, and, where a key is split now, with a second person who holds it. The others are owed. Nothing is written.
    pub fn prepare_two_person(
        &self,
        permit: &Permit,
        ruling: GroupRuling,
        few_confirmed: bool,
        second: Option<&CoSigner>,
        wall: WallTime,
    ) -> Result<Option<NextKeys>, PeopleError> {
        require(permit, &[Act::GroupTwoPerson])?;
        self.judge_two_person(ruling, few_confirmed, wall)?;
        let house = self.house();
        let changing = |kind: &KeyKind| house.is_split((*kind, Some(ruling.group))) != of(ruling, *kind);
        let able = |kind: &KeyKind| {
            let split = house.is_split((*kind, Some(ruling.group)));
            !split || second.is_some_and(|second| self.holds_with(second, (*kind, Some(ruling.group)), wall))
        };
        let kinds: Vec<KeyKind> = OF_GROUP.into_iter().filter(|kind| changing(kind) && able(kind)).collect();
        Ok(self.group(ruling.group).and_then(|held| next_keys(held, kinds)))
    }

    /// Whether a ruling can be made: it changes something, and enough people hold the group.
    pub fn judge_two_person(
        &self,
        ruling: GroupRuling,
        few_confirmed: bool,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        let (house, now) = (self.house(), self.now(wall));
        if !house.groups().contains(&ruling.group) {
            return Err(PeopleError::Unknown("group"));
        }
        if house.group_ruling(ruling.group) == ruling
            || ruling.two_person_records && !ruling.two_person_identities
        {
            return Err(PeopleError::BadInput("two-person"));
        }
        for kind in OF_GROUP.into_iter().filter(|kind| of(ruling, *kind)) {
            let key: KeyName = (kind, Some(ruling.group));
            let able = |account| house.bound(account, now).is_ok();
            let holders = house.holders(key).filter(|p| p.holds_at(key, now) && able(p.account)).count();
            let too_few = holders < usize::from(SHARES_NEEDED);
            if too_few || (holders < ENOUGH_HOLDERS && !few_confirmed) {
                return Err(PeopleError::FewHolders(holders));
            }
        }
        Ok(())
    }

    /// Commits a ruling, with the new keys under which the databases were written. Gives the names of those who held the
    /// group and hold it no more, as for a re-keying.
    pub fn commit_two_person(
        &mut self,
        permit: &Permit,
        ruling: GroupRuling,
        next: Option<&NextKeys>,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<Vec<String>, PeopleError> {
        require(permit, &[Act::GroupTwoPerson])?;
        let now = self.now(wall);
        let group = self.group(ruling.group).cloned();
        let mut deed = self.deed(wall);
        if let Consent::With(second) = consent {
            deed.with_beside(second);
        }
        deed.say_with(Body::GroupFacts(ruling), consent, None)?;
        let mut lost = Vec::new();
        if let (Some(group), Some(next)) = (&group, next) {
            lost = new_epochs(&mut deed, group, next, consent, (None, now))?.lost;
        }
        let done = deed.done();
        self.commit(done)?;
        match (group, next) {
            (Some(group), Some(next)) => self.go_on_with(group, next, now)?,
            _ => self.state.open_keys(now)?,
        }
        lost.sort();
        lost.dedup();
        Ok(lost)
    }

    /// The kinds of a group's keys that are split and that someone is to be given who does not hold them: they are dealt
    /// anew.
    pub(super) fn kinds_to_share(&self, account: AccountId, group: GroupId, width: Width) -> Vec<KeyKind> {
        let house = self.house();
        let lacks = |kind: &KeyKind| {
            let key = (*kind, Some(group));
            house.is_split(key) && !house.holders(key).any(|person| person.account == account)
        };
        width.kinds().iter().copied().filter(lacks).collect()
    }

    /// The new keys that granting takes; none where nothing is split, and [`grant`](Self::grant) does it. Nothing is
    /// written.
    pub fn prepare_sharing(
        &self,
        permit: &Permit,
        account: AccountId,
        (group, width): (GroupId, Width),
    ) -> Result<Option<NextKeys>, PeopleError> {
        require(permit, &[Act::Grant])?;
        let kinds = self.kinds_to_share(account, group, width);
        if kinds.is_empty() {
            return Ok(None);
        }
        let held = self.group(group).ok_or(PeopleError::TakesTwo)?;
        let all = kinds.len();
        match next_keys(held, kinds) {
            Some(next) if next.count() == all => Ok(Some(next)),
            _ => Err(PeopleError::TakesTwo),
        }
    }

    /// Gives a person a group that takes two: its keys are dealt anew by the two who are here, with a share for them.
    pub fn grant_share(
        &mut self,
        permit: &Permit,
        (account, width, until): (AccountId, Width, Option<WallTime>),
        next: &NextKeys,
        (consent, beside): (Consent<'_>, &CoSigner),
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Grant])?;
        let now = self.now(wall);
        if account == self.state.account() || account == beside.account() {
            return Err(PeopleError::OwnCase);
        }
        if until.is_some_and(|until| until <= now) {
            return Err(PeopleError::BadInput("end"));
        }
        let group = self.group(next.group).ok_or(PeopleError::TakesTwo)?.clone();
        let mut deed = self.deed(wall);
        deed.with_beside(beside);
        let stated = new_epochs(&mut deed, &group, next, Consent::Own, (Some(account), now))?;
        let what = (group.id, width, until);
        self.granting_with(&mut deed, account, what, &stated.newcomers, (consent, now))?;
        let done = deed.done();
        self.commit(done)?;
        self.go_on_with(group, next, now)
    }

    /// Whether someone beside the session holds a key now.
    fn holds_with(&self, second: &CoSigner, key: KeyName, wall: WallTime) -> bool {
        let held = self.house().holders(key).any(|person| person.account == second.account());
        let person = self.house().person(second.account());
        second.is_full() && held && person.is_some_and(|person| person.holds_at(key, self.now(wall)))
    }
}

/// What a ruling says of a kind of key.
const fn of(ruling: GroupRuling, kind: KeyKind) -> bool {
    match kind {
        KeyKind::GroupRecords => ruling.two_person_records,
        KeyKind::GroupIdentities => ruling.two_person_identities,
        KeyKind::Registry | KeyKind::LogReader | KeyKind::Restore => false,
    }
}
