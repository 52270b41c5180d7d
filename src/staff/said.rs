//! A statement read again, for showing who signed it and why: the house keeps what follows from statements, not all that
//! they say.

use crate::keys::statement::Statement;
use crate::vault::Vault;

use super::alarm::Alarm;
use super::deed::PeopleError;
use super::verified::Verified;

impl Vault<Verified> {
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
