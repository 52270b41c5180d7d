//! Screening: what was checked of a person, by whom, and until when it counts. The details are sealed to those who read
//! the access log, the supervisors; the statement carries the result, the dates and a salted commitment to them.

use minicbor::{Decode, Encode};

use crate::base::clock::WallTime;
use crate::base::id::{AccountId, VaultId};
use crate::base::limits::NOTE_CHARS;
use crate::crypto::hash::{Digest, length_prefixed, sha256};
use crate::crypto::hpke::{open_with, seal_to};
use crate::crypto::random::random_bytes;
use crate::keys::statement::{Body, Screening};
use crate::policy::{Act, Permit, Rule};
use crate::vault::registry::SealedScreening;
use crate::vault::{Vault, cbor};

use super::account::NO_DETAILS;
use super::deed::{Consent, Deed, PeopleError, require};
use super::standing::months;
use super::verified::Verified;

/// Says in every sealed form that it is one; the `info` of HPKE.
const PURPOSE: &[u8] = b"strongroom/screening/v1";

/// What was checked. Empty texts were not checked; at least one is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningForm {
    /// The identity document that was seen.
    pub identity: String,
    /// Whose references were taken.
    pub references: String,
    /// How the background was checked.
    pub background: String,
    /// Anything else.
    pub other: String,
    /// Whether the person passed.
    pub passed: bool,
    /// Until when it counts; the longest that the rules allow if none is given, and never longer.
    pub valid_until: Option<WallTime>,
    /// When it was checked, where that is not when it was recorded; never later.
    pub checked_on: Option<WallTime>,
    /// Anything else that is to be kept.
    pub notes: String,
}

/// The plain content of the sealed details.
#[derive(Encode, Decode)]
#[cbor(array)]
struct DetailsWire {
    #[cbor(n(0), with = "minicbor::bytes")]
    salt: [u8; 32],
    #[n(1)]
    identity: String,
    #[n(2)]
    references: String,
    #[n(3)]
    background: String,
    #[n(4)]
    other: String,
    #[n(5)]
    passed: bool,
    #[n(6)]
    valid_until_millis: i64,
    #[n(7)]
    checked_on_millis: Option<i64>,
    #[n(8)]
    notes: Option<String>,
}

impl ScreeningForm {
    /// A form of someone who passed, with nothing written down yet.
    pub const fn passed() -> Self {
        Self {
            identity: String::new(),
            references: String::new(),
            background: String::new(),
            other: String::new(),
            passed: true,
            valid_until: None,
            checked_on: None,
            notes: String::new(),
        }
    }

    fn is_sound(&self) -> bool {
        let texts = [&self.identity, &self.references, &self.background, &self.other];
        let short = texts.iter().all(|text| text.chars().count() <= NOTE_CHARS / 10);
        let notes = self.notes.chars().count() <= NOTE_CHARS;
        short && notes && texts.iter().any(|text| !text.trim().is_empty())
    }
}

impl Vault<Verified> {
    /// Records a screening of someone else; seconded by another supervisor where the vault has one.
    pub fn screen(
        &mut self,
        permit: &Permit,
        account: AccountId,
        form: &ScreeningForm,
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Screen])?;
        let mut deed = self.deed(wall);
        self.screening(&mut deed, account, form, consent, self.now(wall))?;
        let done = deed.done();
        self.commit(done)
    }

    /// A supervisor whom nobody else could screen renews the exemption, with a reason in writing.
    pub fn renew_exemption(
        &mut self,
        permit: &Permit,
        reason: &str,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::Screen])?;
        let account = self.state.account();
        if reason.trim().is_empty() {
            return Err(PeopleError::NeedsReason);
        }
        if self.house().needs_second(account, None) {
            return Err(PeopleError::NeedsSecond);
        }
        let now = self.now(wall);
        let mut deed = self.deed(wall);
        deed.say(Body::Screening(Screening {
            account,
            passed: true,
            valid_until: now.plus(months(self.house().rule(Rule::ScreeningMonths))),
            details: NO_DETAILS,
            founding_exemption: Some(reason.trim().to_owned()),
        }))?;
        let done = deed.done();
        self.commit(done)?;
        Ok(self.stand_again(wall)?)
    }

    /// What was checked of a person, for those who read the access log.
    pub fn screening_details(
        &self,
        permit: &Permit,
        account: AccountId,
    ) -> Result<Option<ScreeningForm>, PeopleError> {
        let person = self.house().person(account).ok_or(PeopleError::Unknown("account"))?;
        let Some(fact) = person.screening else { return Ok(None) };
        self.checked(permit, account, fact.details)
    }

    /// The same of a screening that may still wait for its second signature, by its commitment.
    pub fn checked(
        &self,
        permit: &Permit,
        account: AccountId,
        details: Digest,
    ) -> Result<Option<ScreeningForm>, PeopleError> {
        require(permit, &[Act::StaffList, Act::Screen])?;
        if details == NO_DETAILS {
            return Ok(None);
        }
        let Some(row) = self.state.opened.registry.screening(details)? else { return Ok(None) };
        let Some(reader) = self.log_reader_of(row.epoch) else { return Ok(None) };
        let plain = open_with(&reader.reader_private(), PURPOSE, &about(self.id(), account), &row.sealed);
        let plain = plain.or(Err(PeopleError::Unknown("screening")))?;
        if commitment(&plain) != details {
            return Err(PeopleError::Unknown("screening"));
        }
        let wire: DetailsWire = cbor::from_bytes(&plain).ok_or(PeopleError::Unknown("screening"))?;
        Ok(Some(ScreeningForm {
            identity: wire.identity,
            references: wire.references,
            background: wire.background,
            other: wire.other,
            passed: wire.passed,
            valid_until: Some(WallTime::from_unix_millis(wire.valid_until_millis)),
            checked_on: wire.checked_on_millis.map(WallTime::from_unix_millis),
            notes: wire.notes.unwrap_or_default(),
        }))
    }

    /// States a screening.
    pub(super) fn screening(
        &self,
        deed: &mut Deed<'_>,
        account: AccountId,
        form: &ScreeningForm,
        consent: Consent<'_>,
        now: WallTime,
    ) -> Result<(), PeopleError> {
        let (says, sealed) = self.screening_says(&deed.house, account, form, now)?;
        deed.say_with(Body::Screening(says), consent, Some(account))?;
        deed.change.screenings.push(sealed);
        Ok(())
    }

    /// What a screening's statement says, and its sealed details.
    pub(super) fn screening_says(
        &self,
        house: &super::House,
        account: AccountId,
        form: &ScreeningForm,
        now: WallTime,
    ) -> Result<(Screening, SealedScreening), PeopleError> {
        if !form.is_sound() || form.checked_on.is_some_and(|at| at > now) {
            return Err(PeopleError::BadInput("screening"));
        }
        if !house.person(account).is_some_and(super::Person::is_here) {
            return Err(PeopleError::Unknown("account"));
        }
        let latest = now.plus(months(house.rule(Rule::ScreeningMonths)));
        let valid_until = form.valid_until.map_or(latest, |until| until.min(latest));
        let wire = DetailsWire {
            salt: random_bytes(),
            identity: form.identity.trim().to_owned(),
            references: form.references.trim().to_owned(),
            background: form.background.trim().to_owned(),
            other: form.other.trim().to_owned(),
            passed: form.passed,
            valid_until_millis: valid_until.unix_millis(),
            checked_on_millis: form.checked_on.map(WallTime::unix_millis),
            notes: Some(form.notes.trim().to_owned()).filter(|notes| !notes.is_empty()),
        };
        let plain = cbor::to_bytes(&wire);
        let details = commitment(&plain);
        let (epoch, reader) = self.header().reader();
        let sealed = seal_to(reader, PURPOSE, &about(self.id(), account), &plain);
        let says = Screening { account, passed: form.passed, valid_until, details, founding_exemption: None };
        Ok((says, SealedScreening { commitment: details, epoch, sealed }))
    }
}

fn commitment(plain: &[u8]) -> Digest {
    sha256(&length_prefixed(&[b"strongroom/screening-details/v1", plain]))
}

fn about(vault: VaultId, account: AccountId) -> Vec<u8> {
    length_prefixed(&[vault.as_bytes(), account.as_bytes()])
}
