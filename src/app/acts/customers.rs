//! One customer: adding, looking at, editing.

use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::policy::Act;
use crate::records::face::{CustomerSheet, IdentityDraft};

use super::super::problem::Problem;
use super::super::session::Session;

impl Session {
    /// Adds a customer under a new code.
    pub fn add_customer(&mut self, group: GroupId, draft: &IdentityDraft) -> Result<ClientCode, Problem> {
        self.group(group)?;
        let permit = self.permit(Act::CustomerAdd, Some(group))?;
        let code = self.draw_code(group)?;
        self.witness.log(&self.witness.event_in(permit.act(), group).of_client(code))?;
        self.store(group)?.add_customer(code, draft)?;
        Ok(code)
    }

    /// Everything of one customer. A name that is shown is an event of its own.
    pub fn customer(&mut self, group: GroupId, code: ClientCode) -> Result<CustomerSheet, Problem> {
        let identities = self.group(group)?.identities.is_some();
        let mut events = vec![
            self.witness.event_in(self.permit(Act::CustomerView, Some(group))?.act(), group).of_client(code),
        ];
        if identities {
            let reveal = self.permit(Act::IdentityReveal, Some(group))?;
            events.push(self.witness.event_in(reveal.act(), group).of_client(code));
        }
        self.witness.log_all(&events)?;
        self.store(group)?.customer(code).map_err(|error| Problem::from(error).naming(code))
    }

    /// Changes a customer's identity, as a whole.
    pub fn edit_customer(
        &mut self,
        group: GroupId,
        code: ClientCode,
        draft: &IdentityDraft,
    ) -> Result<(), Problem> {
        self.group(group)?;
        let permit = self.permit(Act::CustomerEdit, Some(group))?;
        self.witness.log(&self.witness.event_in(permit.act(), group).of_client(code))?;
        self.store(group)?.edit_customer(code, draft).map_err(|error| Problem::from(error).naming(code))
    }

    /// A code that no group this person sees has, or ever had.
    pub(super) fn draw_code(&mut self, group: GroupId) -> Result<ClientCode, Problem> {
        let groups: Vec<GroupId> = self.vault.groups().iter().map(|known| known.id).collect();
        loop {
            let code = self.store(group)?.draw_code()?;
            let mut taken = false;
            for other in &groups {
                taken = taken || self.store(*other)?.knows_code(code)?;
            }
            if !taken {
                return Ok(code);
            }
        }
    }
}
