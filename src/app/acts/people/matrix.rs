//! People by groups: what each holds, why, and what the person who looks may change.

use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::keys::place::KeyKind;
use crate::keys::statement::Signer;
use crate::policy::{Act, Rule};
use crate::staff::Person;
use crate::staff::entitled::NotEntitled;
use crate::staff::house::TakenFact;

use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::{
    CellWhy, GrantWidth, GrantsMatrix, MatrixCell, MatrixGroup, MatrixRow, MayGrant, StandingFace,
};
use super::list::counts_until;

impl Session {
    /// People by groups; logged.
    pub fn grants(&mut self) -> Result<GrantsMatrix, Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        self.witness.log(&self.witness.event(permit.act()))?;
        let house = self.vault.house();
        let mut groups: Vec<MatrixGroup> =
            house.groups().into_iter().map(|group| self.matrix_group(group)).collect();
        groups.sort_by_key(|group| (group.name.is_none(), group.name.clone(), group.group));
        let now = self.vault.now(self.witness.wall());
        let holders = house.people().filter(|person| person.is_here() && person.role.may_hold_group_keys());
        let mut people: Vec<MatrixRow> = holders
            .map(|person| MatrixRow {
                account: person.account,
                name: person.name.clone(),
                login: person.login.clone(),
                role: person.role,
                standing: self.standing_of(person),
                cells: groups.iter().map(|column| self.cell(person, column.group, now)).collect(),
            })
            .collect();
        people.sort_by_key(|row| (row.standing == StandingFace::Left, row.name.to_lowercase()));
        let reviewed_at = house.reviewed(None).map(|review| review.at);
        let founder = house.person(house.founding().founder).map(|founder| founder.enrolled_at);
        let review_due_at =
            reviewed_at.or(founder).map(|at| counts_until(house, Rule::GrantReviewMonths, at));
        Ok(GrantsMatrix { groups, people, reviewed_at, review_due_at })
    }

    fn matrix_group(&self, group: GroupId) -> MatrixGroup {
        let ruling = self.vault.house().group_ruling(group);
        MatrixGroup {
            group,
            name: self.group_name(group),
            two_person_records: ruling.two_person_records,
            two_person_identities: ruling.two_person_identities,
            holders: self.vault.house().holders((KeyKind::GroupRecords, Some(group))).count() as u64,
        }
    }

    /// The name of a group that this person holds.
    pub(in crate::app::acts) fn group_name(&self, group: GroupId) -> Option<String> {
        let open = self.vault.group(group).map(|known| known.name.clone());
        open.or_else(|| self.vault.shut_group(group).map(|known| known.name.clone()))
    }

    fn cell(&self, person: &Person, group: GroupId, now: WallTime) -> MatrixCell {
        let records = (KeyKind::GroupRecords, Some(group));
        let identities = (KeyKind::GroupIdentities, Some(group));
        let width = match (person.holds_at(records, now), person.holds_at(identities, now)) {
            (true, true) => Some(GrantWidth::Identities),
            (true, false) => Some(GrantWidth::Records),
            (false, _) => None,
        };
        MatrixCell {
            width,
            until: width.and_then(|_| person.grants.get(&records)).and_then(|held| held.until),
            why: self.cell_why(person, group, now),
            records: self.may_grant(person, KeyKind::GroupRecords, group, now),
            identities: self.may_grant(person, KeyKind::GroupIdentities, group, now),
            may_revoke: person.holds(records) && person.account != self.witness.account(),
        }
    }

    fn cell_why(&self, person: &Person, group: GroupId, now: WallTime) -> CellWhy {
        let records = (KeyKind::GroupRecords, Some(group));
        let Some(held) = person.grants.get(&records) else {
            return self.taken_why(person.taken.get(&records));
        };
        match held.until {
            Some(until) if until <= now => CellWhy::Expired { at: until },
            _ if held.by == Signer::Account(person.account) => CellWhy::Made { at: held.at },
            _ => CellWhy::Granted { by: self.name_of(held.by), with: None, at: held.at },
        }
    }

    fn taken_why(&self, taken: Option<&TakenFact>) -> CellWhy {
        let Some(TakenFact { by, at, reason }) = taken else { return CellWhy::NeverGranted };
        let (by, at) = (self.name_of(*by), *at);
        match reason {
            Some(reason) => CellWhy::Revoked { by, at, reason: reason.clone() },
            None => CellWhy::LeftOut { by, at },
        }
    }

    /// The name of who made a statement.
    pub(super) fn name_of(&self, signer: Signer) -> String {
        match signer {
            Signer::Account(account) => {
                self.vault.house().person(account).map_or_else(String::new, |person| person.name.clone())
            }
            Signer::Recovery => String::new(),
        }
    }

    fn may_grant(&self, person: &Person, kind: KeyKind, group: GroupId, now: WallTime) -> MayGrant {
        let key = (kind, Some(group));
        let house = self.vault.house();
        let registry = (KeyKind::Registry, None);
        if person.account == self.witness.account() {
            return MayGrant::Myself;
        }
        if !person.is_here() {
            return MayGrant::Left;
        }
        if person.holds_at(key, now) {
            return MayGrant::Held;
        }
        match house.bound(person.account, now) {
            Err(NotEntitled::Role) => MayGrant::Role,
            Err(NotEntitled::Unknown | NotEntitled::NotScreened) => MayGrant::NotScreened,
            _ if !person.holds(registry) => MayGrant::NotAdmitted,
            Err(NotEntitled::NotAgreed) => MayGrant::NotSigned,
            Ok(_) if !self.vault.person().holds_at(key, now) => MayGrant::NotHeldByMe,
            Ok(_) => MayGrant::Yes,
        }
    }
}
