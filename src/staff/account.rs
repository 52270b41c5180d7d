//! What a new account consists of, for its founder and for everyone after: checked words, fresh keys, files.

use std::io;
use std::time::Duration;

use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::base::id::VaultId;
use crate::base::limits::LINE_CHARS;
use crate::crypto::hash::Digest;
use crate::keys::keyslot::{AccountKeys, AccountPublic, Keyslot};
use crate::keys::statement::Enrolment;
use crate::policy::Role;
use crate::vault::Layout;
use crate::vault::account::{AccountHandle, RegistryWrap, login_nfc, store_keyslots, store_registry_wraps};
use crate::vault::anchor::Anchor;

use super::founding::NewPerson;

/// How long the founder's exemption counts.
pub const VALID_FOR: Duration = Duration::from_hours(365 * 24);

/// The longest login name, in Unicode scalar values.
pub const LOGIN_CHARS: usize = 64;

/// A line that must say something: trimmed, 1 to [`LINE_CHARS`] characters, none of them a control character.
pub(super) fn line(text: &str) -> Option<String> {
    let text = text.trim();
    let sound = (1..=LINE_CHARS).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    sound.then(|| text.to_owned())
}

/// A person's words, checked.
pub(super) struct Words {
    pub(super) name: String,
    pub(super) login: String,
    pub(super) job_title: String,
}

impl Words {
    /// Refuses with the name of the field.
    pub(super) fn of(person: &NewPerson<'_>) -> Result<Self, &'static str> {
        Self::from_texts(&person.name, &person.login, &person.job_title)
    }

    /// Refuses with the name of the field.
    pub(super) fn from_texts(name: &str, login: &str, job_title: &str) -> Result<Self, &'static str> {
        let login = login_nfc(login);
        let sound = (1..=LOGIN_CHARS).contains(&login.chars().count())
            && !login.chars().any(|c| c.is_whitespace() || c.is_control());
        if !sound {
            return Err("login");
        }
        let job_title = match job_title.trim() {
            "" => String::new(),
            title => line(title).ok_or("job title")?,
        };
        Ok(Self { name: line(name).ok_or("name")?, login, job_title })
    }

    pub(super) fn enrolment(&self, account: AccountId, role: Role, public: &AccountPublic) -> Enrolment {
        Enrolment {
            account,
            name: self.name.clone(),
            login: self.login.clone(),
            job_title: self.job_title.clone(),
            role,
            public: public.clone(),
        }
    }
}

/// The commitment of an exemption, which has no details.
pub(super) const NO_DETAILS: Digest = Digest::ZERO;

/// The files of a new account.
pub(super) struct AccountFiles<'a> {
    pub(super) vault: VaultId,
    pub(super) account: AccountId,
    pub(super) handle: AccountHandle,
    pub(super) keys: &'a AccountKeys,
    pub(super) slot: Keyslot,
    /// None until the person is admitted.
    pub(super) registry: Option<RegistryWrap>,
    pub(super) anchor: Anchor,
}

impl AccountFiles<'_> {
    /// Writes all of them, those of an enrolment that did not end included.
    pub(super) fn store(&self, layout: &Layout) -> io::Result<()> {
        store_keyslots(layout, self.handle, std::slice::from_ref(&self.slot))?;
        if let Some(registry) = &self.registry {
            store_registry_wraps(&layout.registry_wrap(self.handle), std::slice::from_ref(registry))?;
        }
        self.anchor.store(layout, self.handle, (self.vault, self.account), self.keys)
    }
}

/// The time of an anchor before the first log-in.
pub(super) const NEVER: WallTime = WallTime::from_unix_millis(0);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::secret::Password;
    use crate::staff::agreement::AgreementLanguage;
    use zeroize::Zeroizing;

    fn refused(name: &str, login: &str) -> Option<&'static str> {
        let password = Password::from_text(Zeroizing::new("irrelevant".to_owned()));
        let person = NewPerson {
            name: name.to_owned(),
            login: login.to_owned(),
            job_title: String::new(),
            password: &password,
            agreement: AgreementLanguage::English,
        };
        Words::of(&person).err()
    }

    #[test]
    fn words_are_checked() {
        assert_eq!(refused("Ana Pop", " ana "), None);
        assert_eq!(refused("  ", "ana"), Some("name"));
        assert_eq!(refused("Ana Pop", ""), Some("login"));
        assert_eq!(refused("Ana Pop", "ana pop"), Some("login"));
        assert_eq!(refused("Ana\nPop", "ana"), Some("name"));
        assert_eq!(refused("Ana Pop", &"a".repeat(65)), Some("login"));
    }
}
