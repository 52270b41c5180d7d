//! Who may open what: granting, taking back, the six-monthly review, and leaving.

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::keys::place::KeyKind;
use crate::policy::{Act, Permit};
use crate::staff;
use crate::staff::CoSigner;
use crate::staff::grants::Width;
use crate::staff::rekey::NextKeys;
use crate::staff::requests::Ask;

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{GrantWidth, Named, Settled, Will};
use super::consent::Intent;

impl Session {
    /// Grants a group, or more of it, to someone else.
    pub fn grant(
        &mut self,
        account: AccountId,
        group: GroupId,
        width: GrantWidth,
        until: Option<WallTime>,
        consent: &Consent,
    ) -> Result<Settled<()>, Problem> {
        let permit = self.permit(Act::Grant, None)?;
        self.shut_overdue();
        self.require_other(account)?;
        let name = self.group(group)?.name.clone();
        let kept = match width {
            GrantWidth::Records => Width::Records,
            GrantWidth::Identities => Width::RecordsAndIdentities,
        };
        let intent = Intent {
            permit: &permit,
            will: Will {
                key: "grant",
                named: vec![
                    ("person", self.named(account)?),
                    ("width", Named::Width(width)),
                    ("group", Named::Group(group, Some(name))),
                    ("until", Named::Until(until)),
                ],
            },
            about: Some(account),
            needs_two: self.widens(account, group, width, until),
            ask: Some(Ask::Grant { account, group, width: kept, until }),
            words: format!("{account} {group} {}", width.key()),
        };
        self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            match session.vault.prepare_sharing(&permit, account, (group, kept))? {
                None => Ok(session.vault.grant(&permit, account, (group, kept), until, consent, wall)?),
                Some(next) => session.grant_share(&permit, (account, kept, until), &next, consent),
            }
        })
    }

    /// A group that takes two is dealt anew, by two who hold it; what is to be written again is owed then.
    fn grant_share(
        &mut self,
        permit: &Permit,
        given: (AccountId, Width, Option<WallTime>),
        next: &NextKeys,
        consent: staff::Consent<'_>,
    ) -> Result<(), Problem> {
        match consent {
            staff::Consent::With(beside) => self.share_out(permit, given, next, (consent, beside)),
            _ => Err(Problem::new(ProblemKind::Refused).with("why", "grant-takes-two")),
        }
    }

    /// The same, by a second person who holds the group, whoever else consented.
    pub(super) fn share_out(
        &mut self,
        permit: &Permit,
        given: (AccountId, Width, Option<WallTime>),
        next: &NextKeys,
        (consent, beside): (staff::Consent<'_>, &CoSigner),
    ) -> Result<(), Problem> {
        let wall = self.witness.wall();
        if !self.vault.may_second(next.group, beside, wall) {
            return Err(Problem::new(ProblemKind::Refused).with("why", "grant-takes-two"));
        }
        let group = next.group;
        self.written_under(Some(next))?;
        self.vault.grant_share(permit, given, next, (consent, beside), wall)?;
        // Opened again, with the new keys.
        self.close_store(group)
    }

    /// Whether a grant gives anything, or longer, than is held: then it needs two.
    fn widens(&self, account: AccountId, group: GroupId, width: GrantWidth, until: Option<WallTime>) -> bool {
        let Some(person) = self.vault.house().person(account) else { return true };
        let mut kinds = vec![KeyKind::GroupRecords];
        if width == GrantWidth::Identities {
            kinds.push(KeyKind::GroupIdentities);
        }
        kinds.into_iter().any(|kind| match person.grants.get(&(kind, Some(group))) {
            None => true,
            Some(held) => match (held.until, until) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(was), Some(becomes)) => becomes > was,
            },
        })
    }

    /// Takes a group back, records and identities; or, with `leave` of the records, the identities alone.
    pub fn revoke(
        &mut self,
        account: AccountId,
        group: GroupId,
        leave: Option<GrantWidth>,
        reason: &str,
    ) -> Result<(), Problem> {
        let permit = self.permit(Act::Revoke, None)?;
        self.require_other(account)?;
        let kind = match leave {
            None => KeyKind::GroupRecords,
            Some(GrantWidth::Records) => KeyKind::GroupIdentities,
            Some(GrantWidth::Identities) => {
                return Err(Problem::new(ProblemKind::NotFound).with("what", ""));
            }
        };
        let key = (kind, Some(group));
        if !self.known(account)?.holds(key) {
            return Err(Problem::new(ProblemKind::NotFound).with("what", ""));
        }
        let left = leave.map_or("nothing", GrantWidth::key);
        let words = format!("{account} {group} leaving {left}: {reason}");
        self.witness.log(&self.witness.event_in(permit.act(), group).with_words(&words))?;
        Ok(self.vault.revoke(&permit, account, key, reason, self.witness.wall())?)
    }

    /// Signs that what stands granted, to one person or to everyone, was looked at and is still needed.
    pub fn review_grants(&mut self, person: Option<AccountId>) -> Result<(), Problem> {
        let permit = self.permit(Act::GrantReview, None)?;
        self.witness.log(&self.witness.event(permit.act()))?;
        Ok(self.vault.review_grants(&permit, person, self.witness.wall())?)
    }
}
