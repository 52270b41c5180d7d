//! What the sample business needs: enrolling people while everyone's keys are at hand, and filling whole groups.
//!
//! The same decisions and events as for one customer or one file, but the events of a group share one sync.

use crate::base::id::{AccountId, GroupId};
use crate::base::job::Watch;
use crate::crypto::secret::Password;
use crate::policy::{Act, Role};
use crate::records::ImportPlan;
use crate::records::face::IdentityDraft;
use crate::staff::Consent;
use crate::staff::enrol::GroupGrant;
use crate::staff::founding::NewPerson;
use crate::texts::Language;

use super::super::founding::agreement_language;
use super::super::password;
use super::super::problem::Problem;
use super::super::sample::Filed;
use super::super::session::Session;
use super::Job;

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

/// A customer of a sample business and their records.
pub struct SampleFiles {
    /// Who they are.
    pub identity: IdentityDraft,
    /// Their records, with titles and tags.
    pub plan: ImportPlan,
}

impl Session {
    /// Adds customers with their records to a group; where each was filed.
    pub fn fill_sample_group(
        &mut self,
        group: GroupId,
        customers: Vec<SampleFiles>,
    ) -> Result<Job<Vec<Filed>>, Problem> {
        self.group(group)?;
        let adding = self.permit(Act::CustomerAdd, Some(group))?;
        let importing = self.permit(Act::RecordImport, Some(group))?;
        let mut store = self.store(group)?.another()?;
        let mut filed = Vec::with_capacity(customers.len());
        for customer in customers {
            filed.push((self.draw_code(group)?, customer));
        }
        let witness = self.witness.clone();
        Ok(Job::new(move |watch| {
            let mut events = Vec::new();
            for (code, SampleFiles { plan, .. }) in &filed {
                events.push(witness.event_in(adding.act(), group).of_client(*code));
                let records = plan.files.iter().map(|file| {
                    let event = witness.event_in(importing.act(), group).of_client(*code);
                    event.of_record(file.id).with_words(&file.file_name)
                });
                events.extend(records);
            }
            witness.log_all(&events)?;
            let mut done = Vec::with_capacity(filed.len());
            for (code, SampleFiles { identity, plan }) in filed {
                watch.go_on()?;
                let records = plan.files.iter().map(|file| file.id).collect();
                done.push(Filed { group, code, records });
                store.add_customer(code, &identity)?;
                let outcome = store.import(code, witness.account(), plan, &mut Watch::unwatched(), |_| ())?;
                if let Some((_, error)) = outcome.failed.into_iter().next() {
                    return Err(error.into());
                }
            }
            store.close()?;
            Ok(done)
        }))
    }

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
        // The second supervisor comes last: until then the founder is alone, and says so.
        let alone = Consent::Alone("A practice vault");
        let enrolled = self.vault.enrol(&permit, &new, person.role, &grants, alone, self.witness.wall())?;
        self.certify();
        Ok(enrolled)
    }
}
