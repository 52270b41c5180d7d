//! The confidentiality agreement: reading it, signing it, the register, new texts, signed copies.

use std::path::Path;

use zeroize::Zeroizing;

use crate::base::clock::WallTime;
use crate::base::fs::write_atomically;
use crate::base::id::AccountId;
use crate::keys::statement::Signer;
use crate::keys::words;
use crate::paper::{self, SignedAgreement, SignedTexts};
use crate::policy::{Act, Rule};
use crate::staff::Person;
use crate::staff::agreement::{AgreementLanguage, FIRST_VERSION};
use crate::staff::requests::Ask;
use crate::texts::{Language, Texts};

use super::super::super::comparison::compare;
use super::super::super::failure::cannot_write;
use super::super::super::founding::agreement_language;
use super::super::super::printing;
use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{
    AgreementDiff, AgreementFace, AgreementRegister, AgreementVersion, Due, Named, RegisterRow, Settled,
    SignedFace, StandingFace, Will,
};
use super::consent::Intent;
use super::list::{counts_until, due, fingerprint_words};

impl Session {
    /// A text of the agreement, the current one if no version is named. Everyone may read it at any time.
    pub fn agreement(&self, version: Option<u32>, language: Language) -> Result<AgreementFace, Problem> {
        let house = self.vault.house();
        let current = self.current_version()?;
        let version = version.unwrap_or(current);
        let text = self.vault.agreement_text(version, agreement_language(language))?;
        let now = self.vault.now(self.witness.wall());
        let standing = self.standing_of(self.vault.person());
        Ok(AgreementFace {
            version,
            language,
            text,
            is_current: version == current,
            to_sign: match standing {
                StandingFace::MustSign(why) => Some(why),
                _ => None,
            },
            name: self.vault.person().name.clone(),
            would_count_until: counts_until(house, Rule::AgreementMonths, now),
        })
    }

    /// Signs the current text with the person's own key. From here on they stand anew.
    pub fn sign_agreement(&mut self, typed_name: &str, language: Language) -> Result<(), Problem> {
        let permit = self.permit(Act::AgreementSign, None)?;
        let version = self.current_version()?;
        self.witness.log(&self.witness.event(permit.act()).counting(u64::from(version)))?;
        let (language, wall) = (agreement_language(language), self.witness.wall());
        self.vault.sign_agreement(&permit, typed_name, language, wall)?;
        // Groups may have come into sight: they are made ready as at a log-in.
        self.tidy();
        Ok(())
    }

    /// Who signed what, and when it lapses; logged.
    pub fn agreement_register(&mut self) -> Result<AgreementRegister, Problem> {
        let permit = self.permit(Act::StaffList, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words("agreement register"))?;
        let now = self.vault.now(self.witness.wall());
        let here = self.vault.house().people().filter(|person| person.is_here());
        let mut rows: Vec<RegisterRow> = here.map(|person| self.register_row(person, now)).collect();
        rows.sort_by_key(|row| (row.due, row.name.to_lowercase()));
        Ok(AgreementRegister { versions: self.versions()?, rows })
    }

    /// What is different between two versions.
    pub fn compare_agreements(
        &self,
        from: u32,
        to: u32,
        language: Language,
    ) -> Result<AgreementDiff, Problem> {
        let older = self.vault.agreement_text(from, agreement_language(language))?;
        let newer = self.vault.agreement_text(to, agreement_language(language))?;
        Ok(AgreementDiff { from, to: Some(to), paragraphs: compare(&older, &newer) })
    }

    /// What a text that is being written would change.
    pub fn compare_with_draft(&self, text: &str, language: Language) -> Result<AgreementDiff, Problem> {
        let from = self.current_version()?;
        let older = self.vault.agreement_text(from, agreement_language(language))?;
        Ok(AgreementDiff { from, to: None, paragraphs: compare(&older, text) })
    }

    /// Publishes a new text in both languages; everyone signs again.
    pub fn publish_agreement(
        &mut self,
        english: &str,
        romanian: &str,
        consent: &Consent,
    ) -> Result<Settled<u32>, Problem> {
        let permit = self.permit(Act::AgreementPublish, None)?;
        let next = self.current_version()?.saturating_add(1);
        let intent = Intent {
            permit: &permit,
            will: Will { key: "agreement-text", named: vec![("version", Named::Words(next.to_string()))] },
            about: None,
            needs_two: true,
            ask: Some(Ask::Agreement { english: english.to_owned(), romanian: romanian.to_owned() }),
            words: format!("version {next}"),
        };
        self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            session.vault.publish_agreement(&permit, (english, romanian), consent, wall)
        })
    }

    /// Saves a signed copy as a PDF: one's own, or, for supervisors, anyone's.
    pub fn save_signed_copy(
        &mut self,
        account: Option<AccountId>,
        path: &Path,
        language: Language,
    ) -> Result<(), Problem> {
        self.require_file_outside(path)?;
        let pdf = self.signed_copy(account, language)?;
        write_atomically(path, &pdf).map_err(|error| cannot_write(path, &error))
    }

    /// Sends a signed copy to the printer.
    pub fn print_signed_copy(
        &mut self,
        account: Option<AccountId>,
        language: Language,
    ) -> Result<(), Problem> {
        let pdf = self.signed_copy(account, language)?;
        let account = account.unwrap_or(self.witness.account());
        printing::print(&self.witness, &format!("signed copy {account}"), &pdf)
    }

    fn signed_copy(
        &mut self,
        account: Option<AccountId>,
        language: Language,
    ) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let me = self.witness.account();
        let account = account.unwrap_or(me);
        // Whose signature it is stands in the statements; only supervisors read those of others.
        let act = if account == me { Act::AgreementSign } else { Act::StaffList };
        let permit = self.permit(act, None)?;
        self.witness.log(&self.witness.event(permit.act()).with_words(&format!("signed copy {account}")))?;
        let person = self.known(account)?;
        let missing = || Problem::new(ProblemKind::NotFound).with("what", &person.name);
        let signed = person.agreement.as_ref().ok_or_else(missing)?;
        let read_in = self.language_signed(person).ok_or_else(missing)?;
        let statement = self.vault.statement(signed.number)?;
        let own = statement.signatures.iter().find(|(signer, _)| *signer == Signer::Account(account));
        let (_, signature) = own.ok_or_else(missing)?;
        let texts = Texts::new(language);
        let page = SignedAgreement {
            business: self.vault.business(),
            text: &self.vault.agreement_text(signed.version, read_in)?,
            typed_name: &signed.typed_name,
            login: &person.login,
            signed_at: &texts.date_and_time(signed.at),
            lapses_at: &texts.date(signed.valid_until),
            key_words: &fingerprint_words(person).join(" "),
            statement: signed.number,
            text_hash: &signed.text.to_hex(),
            signature: &hexadecimal(&signature.0),
            vault_words: &words::fingerprint(self.vault.header().founding_digest()).join(" "),
        };
        Ok(paper::signed_agreement(&page, &signed_texts(&texts))?)
    }

    fn current_version(&self) -> Result<u32, Problem> {
        let current = self.vault.house().current_text();
        current.map(|text| text.version).ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", ""))
    }

    fn language_signed(&self, person: &Person) -> Option<AgreementLanguage> {
        let signed = person.agreement.as_ref()?;
        let text = self.vault.house().texts().find(|text| text.version == signed.version)?;
        AgreementLanguage::ALL.into_iter().find(|language| language.digest_in(text) == signed.text)
    }

    /// A person's signature, drawn.
    pub(super) fn signed_face(&self, person: &Person) -> Option<SignedFace> {
        let signed = person.agreement.as_ref()?;
        Some(SignedFace {
            version: signed.version,
            typed_name: signed.typed_name.clone(),
            language: self.language_signed(person).map(|language| match language {
                AgreementLanguage::English => Language::English,
                AgreementLanguage::Romanian => Language::Romanian,
            }),
            signed_at: signed.at,
            lapses_at: signed.valid_until,
            fingerprint_words: fingerprint_words(person),
        })
    }

    fn register_row(&self, person: &Person, now: WallTime) -> RegisterRow {
        let standing = self.standing_of(person);
        let until = person.agreement.as_ref().map(|signed| signed.valid_until);
        let counts = !matches!(standing, StandingFace::MustSign(_));
        RegisterRow {
            account: person.account,
            name: person.name.clone(),
            standing,
            signed: self.signed_face(person),
            due: if counts { due(until, now) } else { Due::Missing },
        }
    }

    /// Every version, the newest first. A text that waits in the queue is none yet.
    fn versions(&self) -> Result<Vec<AgreementVersion>, Problem> {
        let mut versions = Vec::new();
        for text in self.vault.house().texts() {
            let version = text.version;
            let published = self.vault.publishing(version)?.filter(|_| version > FIRST_VERSION);
            versions.push(AgreementVersion {
                version,
                published_at: published.as_ref().map(|said| said.made_at),
                by: published
                    .and_then(|said| said.signatures.first().map(|(signer, _)| self.name_of(*signer))),
            });
        }
        versions.reverse();
        Ok(versions)
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Everything that is said on a signed copy.
fn signed_texts(texts: &Texts) -> SignedTexts {
    let text = |key: &str| texts.text(key).to_owned();
    SignedTexts {
        title: text("signed-title"),
        signature_title: text("signed-signature-title"),
        name_label: text("signed-name"),
        signed_label: text("signed-at"),
        lapses_label: text("signed-until"),
        key_label: text("signed-key"),
        statement_label: text("signed-statement"),
        hash_label: text("signed-hash"),
        signature_label: text("signed-signature"),
        vault_label: text("sheet-fingerprint"),
        foot: text("signed-foot"),
    }
}
