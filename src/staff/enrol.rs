//! Enrolling another account while everyone's keys are in hand: what the sample business needs.
//!
//! Screens for enrolment, where the new person signs on their own, come with people's own administration.

use std::collections::BTreeMap;
use std::io;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId};
use crate::crypto::hpke::KemPublic;
use crate::keys::keyslot::{AccountKeys, Keyslot, KeyslotError, KeyslotHeader};
use crate::keys::place::Holder;
use crate::keys::statement::{Body, Screening, Signer};
use crate::policy::{Act, Permit, Role};
use crate::store::StoreError;
use crate::vault::Vault;
use crate::vault::account::RegistryWrap;
use crate::vault::anchor::Anchor;
use crate::vault::registry::{Change, WrapRow};

use super::account::{AccountFiles, NEVER, NO_DETAILS, VALID_FOR, Words};
use super::agreement::AgreementLanguage;
use super::alarm::Alarm;
use super::chain::{self, Scribe};
use super::founding::NewPerson;
use super::newkey::{grant_of, wrapped};
use super::verified::Verified;

/// What a new account may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupGrant {
    /// The group.
    pub group: GroupId,
    /// Its identities too, not only its records.
    pub identities: bool,
}

/// Why nobody was enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// An account has the login.
    #[error("another account has this login")]
    LoginTaken,
    /// A name or login is empty or too long.
    #[error("{0} is empty or too long")]
    BadInput(&'static str),
    /// The role holds no group keys, or the enroller does not hold what is to be granted.
    #[error("this cannot be granted")]
    NotGrantable,
    /// The permission is for another act.
    #[error("the permission is for another act")]
    OtherPermit,
    /// The keyslot could not be sealed.
    #[error(transparent)]
    Keyslot(#[from] KeyslotError),
    /// A file of the account could not be written.
    #[error("the account could not be written: {0}")]
    Io(#[from] io::Error),
    /// The registry could not be written; the person was not enrolled.
    #[error(transparent)]
    Registry(#[from] StoreError),
    /// The statements would not be believed, for this person is not entitled to make them; nothing changed.
    #[error(transparent)]
    Chain(#[from] Alarm),
}

impl Vault<Verified> {
    /// Enrols a person: their files first, then enrolment, screening, their signed agreement, grants and wraps in
    /// one transaction. Supervisors also get the log-reader and restore keys. As slow as a keyslot.
    pub fn enrol(
        &mut self,
        permit: &Permit,
        person: &NewPerson<'_>,
        role: Role,
        grants: &[GroupGrant],
        wall: WallTime,
    ) -> Result<AccountId, EnrolError> {
        if permit.act() != Act::Enrol {
            return Err(EnrolError::OtherPermit);
        }
        let words = Words::of(person).map_err(EnrolError::BadInput)?;
        if self.house().people().any(|known| known.login == words.login) {
            return Err(EnrolError::LoginTaken);
        }
        let account = AccountId::generate();
        let keys = AccountKeys::generate();
        let handed = self.state.handed_on(account, &keys.kem.public(), role, grants)?;

        let said = Said { words: &words, account, role, keys: &keys, language: person.agreement };
        let statements = self.enrolment_rows(&said, &handed, wall)?;
        let house = chain::extended(self.house(), &statements)?;

        self.account_files(account, &keys, &words, person, handed.registry)?.store(self.layout())?;
        let change = Change { statements, wraps: handed.rows, faces: Vec::new() };
        self.state.opened.registry.commit(&change)?;
        self.state.house = house;
        Ok(account)
    }

    /// What is said of the new person, and by them.
    fn enrolment_rows(
        &self,
        said: &Said<'_>,
        handed: &HandedOn,
        wall: WallTime,
    ) -> Result<Vec<chain::Row>, Alarm> {
        let account = said.account;
        let mut scribe = Scribe::after(self.house(), wall);
        let maker = Signer::Account(self.state.account());
        let enrolment = said.words.enrolment(account, said.role, said.keys);
        scribe.write(Body::Enrolment(enrolment), maker, self.signing())?;
        let screening = Screening {
            account,
            passed: true,
            valid_until: wall.plus(VALID_FOR),
            details: NO_DETAILS,
            founding_exemption: None,
        };
        scribe.write(Body::Screening(screening), maker, self.signing())?;
        let agreement = said.words.agreement(account, said.language, wall);
        scribe.write(Body::Agreement(agreement), Signer::Account(account), &said.keys.signing)?;
        for row in std::iter::once(&handed.registry).chain(&handed.rows) {
            scribe.write(Body::Grant(grant_of(row, account)), maker, self.signing())?;
        }
        Ok(scribe.into_rows())
    }

    fn account_files<'k>(
        &self,
        account: AccountId,
        keys: &'k AccountKeys,
        words: &Words,
        person: &NewPerson<'_>,
        registry: WrapRow,
    ) -> Result<AccountFiles<'k>, EnrolError> {
        let founding = self.header().founding_digest();
        let slot = KeyslotHeader::new(self.id(), account, self.header().params, keys.public(), founding);
        let slot = Keyslot::seal(slot, keys, person.password, None, self.kind().profile())?;
        // What stands now is the least that the person will see when they come.
        let name = self.layout().relative(&self.layout().registry(self.header().registry_epoch));
        let commits = self.state.opened.registry.database().commits()?;
        let counters = BTreeMap::from([(name, commits)]);
        let anchor = Anchor { at: NEVER, log: None, chain: self.house().head(), counters };
        let check = self.state.opened.registry_wrap.check;
        Ok(AccountFiles {
            vault: self.id(),
            account,
            handle: self.account_handle(&words.login),
            keys,
            slot,
            registry: RegistryWrap { epoch: registry.epoch, check, wrap: registry.wrap },
            anchor,
        })
    }
}

/// A new person, as the statements tell of them.
struct Said<'a> {
    words: &'a Words,
    account: AccountId,
    role: Role,
    keys: &'a AccountKeys,
    language: AgreementLanguage,
}

/// Keys wrapped to a new person.
struct HandedOn {
    registry: WrapRow,
    rows: Vec<WrapRow>,
}

impl Verified {
    fn handed_on(
        &self,
        account: AccountId,
        to: &KemPublic,
        role: Role,
        grants: &[GroupGrant],
    ) -> Result<HandedOn, EnrolError> {
        let holder = Holder::Account(account);
        let mut rows = Vec::new();
        if role == Role::Supervisor {
            rows.push(wrapped(self.reader.as_ref().ok_or(EnrolError::NotGrantable)?, holder, to));
            rows.push(wrapped(self.restore.as_ref().ok_or(EnrolError::NotGrantable)?, holder, to));
        }
        if !grants.is_empty() && !role.may_hold_group_keys() {
            return Err(EnrolError::NotGrantable);
        }
        for grant in grants {
            let group = self.groups.iter().find(|group| group.id == grant.group);
            let group = group.ok_or(EnrolError::NotGrantable)?;
            rows.push(wrapped(&group.records, holder, to));
            if grant.identities {
                let identities = group.identities.as_ref().ok_or(EnrolError::NotGrantable)?;
                rows.push(wrapped(identities, holder, to));
            }
        }
        Ok(HandedOn { registry: wrapped(&self.opened.registry_key, holder, to), rows })
    }
}
