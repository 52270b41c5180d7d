//! The agreement as documents of the vault: its versions, and people's signatures under them.

use crate::base::clock::WallTime;
use crate::crypto::hash::sha256;
use crate::keys::statement::{Agreement, AgreementText, Body};
use crate::policy::{Act, Permit, Rule};
use crate::vault::Vault;

use super::agreement::{AgreementLanguage, MOST_TEXT_BYTES};
use super::alarm::Alarm;
use super::deed::{Consent, PeopleError, require};
use super::standing::months;
use super::verified::Verified;

impl Vault<Verified> {
    /// The text of a version, held against the hash in its statement; of one that waits to be agreed to, in its request:
    /// whoever agrees reads it first.
    pub fn agreement_text(&self, version: u32, language: AgreementLanguage) -> Result<String, PeopleError> {
        let house = self.house();
        // Of each version one waits at most, and none once it is there.
        let mut known = house.texts().chain(house.waiting_text()).filter(|text| text.version == version);
        let known = known.next().ok_or(PeopleError::Unknown("version"))?;
        let hash = language.digest_in(known);
        match self.state.opened.registry.agreement_text(hash)? {
            Some(text) if sha256(text.as_bytes()) == hash => Ok(text),
            _ => Err(PeopleError::Chain(Alarm::AgreementText(version))),
        }
    }

    /// Signs the current agreement for the person logged in, who typed their full name. From here on they stand anew.
    pub fn sign_agreement(
        &mut self,
        permit: &Permit,
        typed_name: &str,
        language: AgreementLanguage,
        wall: WallTime,
    ) -> Result<(), PeopleError> {
        require(permit, &[Act::AgreementSign])?;
        if !same_name(typed_name, &self.person().name) {
            return Err(PeopleError::BadInput("typed name"));
        }
        let text = *self.house().current_text().ok_or(PeopleError::Unknown("agreement"))?;
        // What is signed is what was there to read.
        self.agreement_text(text.version, language)?;
        let now = self.now(wall);
        let signed = Agreement {
            account: self.state.account(),
            version: text.version,
            text: language.digest_in(&text),
            typed_name: typed_name.trim().to_owned(),
            valid_until: now.plus(months(self.house().rule(Rule::AgreementMonths))),
        };
        let mut deed = self.deed(wall);
        deed.say(Body::Agreement(signed))?;
        let done = deed.done();
        self.commit(done)?;
        Ok(self.stand_again(wall)?)
    }

    /// Publishes a new version of the agreement, which everyone then signs; returns its number.
    pub fn publish_agreement(
        &mut self,
        permit: &Permit,
        (english, romanian): (&str, &str),
        consent: Consent<'_>,
        wall: WallTime,
    ) -> Result<u32, PeopleError> {
        require(permit, &[Act::AgreementPublish])?;
        let mut deed = self.deed(wall);
        let text = next_text(self.house().current_text(), english, romanian)?;
        deed.say_with(Body::AgreementText(text), consent, None)?;
        deed.change.texts.extend([english, romanian].map(str::to_owned));
        let done = deed.done();
        self.commit(done)?;
        self.stand_again(wall)?;
        Ok(text.version)
    }

    /// Judges again how the person logged in stands, and unwraps what is theirs now.
    pub(super) fn stand_again(&mut self, wall: WallTime) -> Result<(), Alarm> {
        let now = self.now(wall);
        let state = &mut self.state;
        state.standing = state.house.standing(state.me(), now, state.anchor.active_at);
        state.open_keys(now)
    }
}

/// The statement of the version after `last`.
pub(super) fn next_text(
    last: Option<&AgreementText>,
    english: &str,
    romanian: &str,
) -> Result<AgreementText, PeopleError> {
    let sound = |text: &str| !text.trim().is_empty() && text.len() <= MOST_TEXT_BYTES;
    if !sound(english) || !sound(romanian) {
        return Err(PeopleError::BadInput("agreement"));
    }
    let version = last.map_or(0, |text| text.version).saturating_add(1);
    Ok(AgreementText { version, english: sha256(english.as_bytes()), romanian: sha256(romanian.as_bytes()) })
}

/// Whether someone typed their own name: case, spaces and the form of accents do not matter.
fn same_name(typed: &str, name: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let plain = |text: &str| -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>().to_lowercase()
    };
    !typed.trim().is_empty() && plain(typed) == plain(name)
}
