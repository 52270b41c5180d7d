//! A statement read again, for showing who signed it and why: the house keeps what follows from statements, not all that
//! they say.

use crate::keys::statement::{Body, Proposal, Request, Statement};
use crate::vault::Vault;

use super::alarm::Alarm;
use super::deed::PeopleError;
use super::verified::Verified;

impl Vault<Verified> {
    /// The statement that published a version of the agreement, or asked for it. They were verified at unlocking.
    pub fn publishing(&self, version: u32) -> Result<Option<Statement>, PeopleError> {
        for (number, bytes) in self.state.opened.registry.statements()? {
            let statement = Statement::from_bytes(number, &bytes)?;
            if publishes(&statement.body, version) {
                return Ok(Some(statement));
            }
        }
        Ok(None)
    }

    /// The statement with this number, held against the chain that was verified.
    pub fn statement(&self, number: u64) -> Result<Statement, PeopleError> {
        let rows = self.state.opened.registry.statements()?;
        let bytes = rows.into_iter().find(|(found, _)| *found == number).map(|(_, bytes)| bytes);
        let statement = Statement::from_bytes(number, &bytes.ok_or(PeopleError::Unknown("statement"))?)?;
        if self.house().hash_of(number) == Some(statement.digest()) {
            Ok(statement)
        } else {
            Err(PeopleError::Chain(Alarm::BrokenChain(number)))
        }
    }
}

fn publishes(body: &Body, version: u32) -> bool {
    match body {
        Body::AgreementText(text) => text.version == version,
        Body::Request(Request { proposal: Proposal::Fact(body), .. }) => publishes(body, version),
        _ => false,
    }
}
