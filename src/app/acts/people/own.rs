//! A person's own page.

use super::super::super::session::Session;
use super::super::super::snapshot::{GrantWidth, OwnFace, OwnGrant};
use super::list::{fingerprint_words, warnings};

impl Session {
    /// What a person sees of themselves. It is about nobody else, so it is no event of its own.
    pub fn own_page(&self) -> OwnFace {
        let person = self.vault.person();
        let now = self.vault.now(self.witness.wall());
        OwnFace {
            name: person.name.clone(),
            login: person.login.clone(),
            job_title: person.job_title.clone(),
            role: person.role,
            standing: self.standing_of(person),
            last_login: self.last_login(),
            failed_since_last: self.failed_before(),
            grants: self.own_grants(),
            screened_until: person.screening.map(|screening| screening.valid_until),
            agreement: self.signed_face(person),
            warnings: warnings(person, now),
            factors: self.factors(),
            code_set: self.code_set,
            fingerprint_words: fingerprint_words(person),
        }
    }

    fn own_grants(&self) -> Vec<OwnGrant> {
        let person = self.vault.person();
        let until = |group| person.grants.get(&(crate::keys::place::KeyKind::GroupRecords, Some(group)));
        let grant = |group: &crate::staff::groups::Group| OwnGrant {
            group: group.id,
            name: group.name.clone(),
            width: if group.identities.is_some() { GrantWidth::Identities } else { GrantWidth::Records },
            until: until(group.id).and_then(|held| held.until),
        };
        self.vault.groups().iter().map(grant).collect()
    }
}
