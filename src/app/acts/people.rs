//! Enrolling people while everyone's keys are at hand: what the sample business needs.

use crate::base::id::{AccountId, GroupId};
use crate::crypto::secret::Password;
use crate::policy::{Act, Role};
use crate::staff::enrol::GroupGrant;
use crate::staff::founding::NewPerson;
use crate::texts::Language;

use super::super::founding::agreement_language;
use super::super::password;
use super::super::problem::Problem;
use super::super::session::Session;

/// A person of a sample business.
pub struct SamplePerson<'a> {
    /// Full name.
    pub name: &'a str,
    /// Login name.
    pub login: &'a str,
    /// Job title.
    pub job_title: &'a str,
    /// Password.
    pub password: &'a Password,
    /// Role.
    pub role: Role,
    /// The groups granted, and whether with the identities.
    pub groups: &'a [(GroupId, bool)],
}

impl Session {
    /// Enrols a person who is not there: only in a sample vault, where nobody's signature is worth anything.
    pub fn enrol_sample_person(&mut self, person: &SamplePerson<'_>) -> Result<AccountId, Problem> {
        let permit = self.permit(Act::Enrol, None)?;
        password::require(person.password, &[person.name, person.login])?;
        self.witness.log(&self.witness.event(permit.act()).with_words(person.login))?;
        let grants: Vec<GroupGrant> = person
            .groups
            .iter()
            .map(|(group, identities)| GroupGrant { group: *group, identities: *identities })
            .collect();
        let new = NewPerson {
            name: person.name.to_owned(),
            login: person.login.to_owned(),
            job_title: person.job_title.to_owned(),
            password: person.password,
            agreement: agreement_language(Language::English),
        };
        Ok(self.vault.enrol(&permit, &new, person.role, &grants, self.witness.wall())?)
    }
}
