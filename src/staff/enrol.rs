//! Enrolling: a draft is prepared, the person sits down and sets their password, their keys are made; once they are
//! screened they are admitted, which gives them the registry's key. In a sample, all of it at once.

use std::collections::BTreeMap;

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, DraftId, GroupId, VaultId};
use crate::crypto::hash::Digest;
use crate::crypto::kdf::{Argon2Params, Profile};
use crate::crypto::secret::Password;
use crate::keys::keyslot::{AccountKeys, AccountPublic, Keyslot, KeyslotError, KeyslotHeader};
use crate::keys::place::KeyKind;
use crate::keys::statement::{Agreement, Body, Proposal, Request, Signer};
use crate::keys::words::fingerprint;
use crate::policy::{Act, Permit, Role, Rule};
use crate::vault::account::{RegistryWrap, store_registry_wraps};
use crate::vault::anchor::Anchor;
use crate::vault::registry::WrapRow;
use crate::vault::retire::remove_account;
use crate::vault::{Vault, VaultKind};

use super::account::{AccountFiles, NEVER, Words};
use super::deed::{Consent, Deed, PeopleError, require};
use super::founding::NewPerson;
use super::grants::Width;
use super::house::House;
use super::newkey::{grant_of, wrapped_to_screened};
use super::screening::ScreeningForm;
use super::standing::months;
use super::verified::Verified;

/// What a new account may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupGrant {
    /// The group.
    pub group: GroupId,
    /// Its identities too, not only its records.
    pub identities: bool,
}

/// A person who was just enrolled: no key is theirs yet but their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Their account.
    pub account: AccountId,
    /// The fingerprint of their public keys, to be compared and written down.
    pub fingerprint_words: [&'static str; 6],
}

/// A new account's keys, sealed under the password that its person typed.
pub struct NewKeys {
    pub(super) account: AccountId,
    pub(super) keys: AccountKeys,
    pub(super) slot: Keyslot,
}

/// Makes the keys of a new account, on any thread.
pub struct KeyMaking {
    vault: VaultId,
    founding: Digest,
    params: Argon2Params,
    profile: Profile,
}

impl KeyMaking {
    /// Draws the keys and seals them. As slow as a log-in.
    pub fn make(&self, password: &Password) -> Result<NewKeys, KeyslotError> {
        let (account, keys) = (AccountId::generate(), AccountKeys::generate());
        let slot = KeyslotHeader::new(self.vault, account, self.params, keys.public(), self.founding);
        let slot = Keyslot::seal(slot, &keys, password, None, self.profile)?;
        Ok(NewKeys { account, keys, slot })
    }
}

/// The fingerprint of an account's public keys: SHA-256 over both, in words.
pub fn account_fingerprint(public: &AccountPublic) -> [&'static str; 6] {
    let both = crate::crypto::hash::length_prefixed(&[public.kem.as_bytes(), &public.signing.0]);
    fingerprint(crate::crypto::hash::sha256(&both))
}

impl<S> Vault<S> {
    /// What makes the keys of new accounts of this vault, on any thread.
    pub fn key_making(&self) -> KeyMaking {
        let header = self.header();
        let (founding, params) = (header.founding_digest(), header.params);
        KeyMaking { vault: self.id(), founding, params, profile: self.kind().profile() }
    }
}

impl Vault<Verified> {
    /// Enrols the person of a draft under keys that were made with the password that they alone know. A new supervisor
    /// needs two.
    pub fn enrol_draft(
        &mut self,
        permit: &Permit,
        draft: DraftId,
        new: NewKeys,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<Enrolled, PeopleError> {
        require(permit, &[Act::Enrol])?;
        let drafted = self.drafts()?.into_iter().find(|known| known.id == draft);
        let drafted = drafted.ok_or(PeopleError::Unknown("draft"))?;
        let words = drafted.words()?;
        let (account, public) = (new.account, new.keys.public());
        let mut deed = self.deed(wall);
        enrolment(&mut deed, &words, account, drafted.role, &public, consent)?;
        deed.change.dropped_drafts.push(*draft.as_bytes());
        let done = deed.done();
        self.account_files(&new, &words)?.store(self.layout())?;
        self.commit(done)?;
        Ok(Enrolled { account, fingerprint_words: account_fingerprint(&public) })
    }

    /// Asks another supervisor for their signature under the enrolment of a new one: the person's keys are made now, while
    /// they sit here, and the account is theirs once the other agrees; the account's files go if the other refuses.
    pub fn request_enrolment(
        &mut self,
        permit: &Permit,
        draft: DraftId,
        new: NewKeys,
        reason: &str,
        wall: WallTime,
    ) -> Result<(u64, Enrolled), PeopleError> {
        require(permit, &[Act::RequestMake])?;
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(PeopleError::NeedsReason);
        }
        let drafted = self.drafts()?.into_iter().find(|known| known.id == draft);
        let drafted = drafted.ok_or(PeopleError::Unknown("draft"))?;
        let words = drafted.words()?;
        let (account, public) = (new.account, new.keys.public());
        let mut deed = self.deed(wall);
        require_free(&deed.house, &words.login)?;
        let says = words.enrolment(account, drafted.role, &public);
        let proposal = Proposal::Fact(Box::new(Body::Enrolment(says)));
        let number = deed.say(Body::Request(Request { proposal, reason }))?;
        deed.change.dropped_drafts.push(*draft.as_bytes());
        let done = deed.done();
        self.account_files(&new, &words)?.store(self.layout())?;
        self.commit(done)?;
        Ok((number, Enrolled { account, fingerprint_words: account_fingerprint(&public) }))
    }

    /// After an enrolment was refused: nothing is left of the account that was waiting.
    pub(super) fn drop_refused(&self, proposal: &Proposal) -> Result<(), PeopleError> {
        let Proposal::Fact(body) = proposal else { return Ok(()) };
        let Body::Enrolment(says) = &**body else { return Ok(()) };
        if self.house().person_called(&says.login).is_some() {
            return Ok(());
        }
        Ok(remove_account(self.layout(), self.account_handle(&says.login))?)
    }

    /// Gives a screened person the registry's key, and a supervisor the log-reader and restore keys as far as this one
    /// holds them. Can be done again: what is there is wrapped anew.
    pub fn admit(&mut self, permit: &Permit, account: AccountId, wall: WallTime) -> Result<(), PeopleError> {
        require(permit, &[Act::Enrol, Act::Screen])?;
        let mut deed = self.deed(wall);
        let registry = self.admission(&mut deed, account, self.now(wall))?;
        let login = deed.house.person(account).map(|person| person.login.clone()).unwrap_or_default();
        let done = deed.done();
        self.commit(done)?;
        let path = self.layout().registry_wrap(self.account_handle(&login));
        Ok(store_registry_wraps(&path, &[registry])?)
    }

    /// States the grants of the vault's keys that a screened person is to have.
    fn admission(
        &self,
        deed: &mut Deed<'_>,
        account: AccountId,
        now: WallTime,
    ) -> Result<RegistryWrap, PeopleError> {
        if account == self.state.account() {
            return Err(PeopleError::OwnCase);
        }
        let to = deed.house.screened(account, now)?;
        let own = wrapped_to_screened(&self.state.opened.registry_key, to);
        let mut rows = Vec::new();
        if let Ok(supervisor) = to.supervisor() {
            let person = supervisor.person();
            let lacks = |kind| !person.holds((kind, None));
            let reader = self.state.reader.as_ref().filter(|_| lacks(KeyKind::LogReader));
            let restore = self.state.restore.as_ref().filter(|_| lacks(KeyKind::Restore));
            let older = reader.iter().flat_map(|_| &self.state.older_readers);
            rows.extend(older.map(|key| wrapped_to_screened(key, supervisor)));
            rows.extend(reader.map(|key| wrapped_to_screened(key, supervisor)));
            rows.extend(restore.map(|key| wrapped_to_screened(key, supervisor)));
        }
        for row in std::iter::once(&own).chain(&rows) {
            deed.say(Body::Grant(grant_of(row, account, None)))?;
        }
        deed.change.wraps.extend(rows);
        let WrapRow { epoch, wrap, .. } = own;
        Ok(RegistryWrap { epoch, check: self.state.opened.registry_wrap.check, wrap })
    }

    /// Enrols, screens, admits and grants at once, while everyone's keys are in hand: in a sample alone, where nobody's
    /// signature is worth anything. As slow as a keyslot.
    pub fn enrol(
        &mut self,
        permit: &Permit,
        person: &NewPerson<'_>,
        role: Role,
        grants: &[GroupGrant],
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<AccountId, PeopleError> {
        require(permit, &[Act::Enrol])?;
        if self.kind() != VaultKind::Sample {
            return Err(PeopleError::OtherPermit);
        }
        let words = Words::of(person).map_err(PeopleError::BadInput)?;
        let new = self.key_making().make(person.password)?;
        let NewKeys { account, ref keys, .. } = new;
        let now = self.now(wall);
        let mut deed = self.deed(wall);
        enrolment(&mut deed, &words, account, role, &keys.public(), consent)?;
        let form = ScreeningForm { identity: "Sample".to_owned(), ..ScreeningForm::passed() };
        self.screening(&mut deed, account, &form, consent, now)?;
        let registry = self.admission(&mut deed, account, now)?;
        let months_valid = months(deed.house.rule(Rule::AgreementMonths));
        let text = *deed.house.current_text().ok_or(PeopleError::Unknown("agreement"))?;
        let signed = Agreement {
            account,
            version: text.version,
            text: person.agreement.digest_in(&text),
            typed_name: words.name.clone(),
            valid_until: now.plus(months_valid),
        };
        let signer = Signer::Account(account);
        deed.say_as(Body::Agreement(signed.clone()), signer, &keys.signing)?;
        for grant in grants {
            let width = if grant.identities { Width::RecordsAndIdentities } else { Width::Records };
            self.granting(&mut deed, account, (grant.group, width, None), consent, now)?;
        }
        if deed.house.person(account).is_some_and(|person| person.widened) {
            deed.say_as(Body::Agreement(signed), signer, &keys.signing)?;
        }
        let done = deed.done();
        let files = self.account_files(&new, &words)?;
        AccountFiles { registry: Some(registry), ..files }.store(self.layout())?;
        self.commit(done)?;
        Ok(account)
    }

    fn account_files<'k>(&self, new: &'k NewKeys, words: &Words) -> Result<AccountFiles<'k>, PeopleError> {
        // What stands now is the least that the person will see when they come.
        let name = self.layout().relative(&self.layout().registry(self.header().registry_epoch));
        let commits = self.state.opened.registry.database().commits()?;
        let counters = BTreeMap::from([(name, commits)]);
        let anchor = Anchor { at: NEVER, active_at: NEVER, log: None, chain: self.house().head(), counters };
        Ok(AccountFiles {
            vault: self.id(),
            account: new.account,
            handle: self.account_handle(&words.login),
            keys: &new.keys,
            slot: new.slot.clone(),
            registry: None,
            anchor,
        })
    }
}

fn enrolment(
    deed: &mut Deed<'_>,
    words: &Words,
    account: AccountId,
    role: Role,
    public: &AccountPublic,
    consent: Consent<'_>,
) -> Result<(), PeopleError> {
    require_free(&deed.house, &words.login)?;
    let body = Body::Enrolment(words.enrolment(account, role, public));
    if role == Role::Supervisor {
        deed.say_with(body, consent, Some(account))?
    } else {
        deed.say(body)?
    };
    Ok(())
}

/// No account has the login, and none that waits for a second signature.
fn require_free(house: &House, login: &str) -> Result<(), PeopleError> {
    if house.person_called(login).is_some() || house.waits_for(login) {
        Err(PeopleError::LoginTaken)
    } else {
        Ok(())
    }
}
