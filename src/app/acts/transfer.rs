//! Moving a customer with everything to another group.

use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::base::job::Watch;
use crate::policy::Act;
use crate::records::GroupStore;

use super::super::problem::Problem;
use super::super::session::Session;
use super::super::witness::Witness;
use super::Job;

impl Session {
    /// Moves a customer: copied, verified and committed there, a tombstone left here.
    pub fn move_customer(
        &mut self,
        from: GroupId,
        to: GroupId,
        code: ClientCode,
    ) -> Result<Job<()>, Problem> {
        self.group(from)?;
        self.group(to)?;
        let _permit_there = self.permit(Act::CustomerMove, Some(to))?;
        let permit = self.permit(Act::CustomerMove, Some(from))?;
        let (source, target) = (self.store(from)?.another()?, self.store(to)?.another()?);
        let witness = self.witness.clone();
        Ok(Job::new(move |watch| {
            let event = |group: GroupId| witness.event_in(permit.act(), group).of_client(code);
            witness.log_all(&[event(from), event(to)])?;
            let moved = move_now(source, target, code, watch);
            witness.note_end(event(from), moved.as_ref().err());
            moved
        })
        .in_groups([from, to]))
    }

    /// Finishes moves that were interrupted, as far as this person holds both groups: they were decided and logged
    /// when they were begun. One that cannot be finished now stays frozen where it is.
    pub(in crate::app) fn finish_moves(&mut self) -> Result<(), Problem> {
        let groups: Vec<GroupId> =
            self.vault.groups().iter().filter(|group| !group.closed).map(|group| group.id).collect();
        for from in &groups {
            for (code, to) in self.store(*from)?.unfinished_moves()? {
                let held = groups.contains(&to) && self.is_permitted(Act::CustomerMove, to);
                if held && self.is_permitted(Act::CustomerMove, *from) {
                    let (source, target) = (self.store(*from)?.another()?, self.store(to)?.another()?);
                    let moved = move_now(source, target, code, &mut Watch::unwatched());
                    note(&self.witness, *from, code, &moved);
                }
            }
        }
        Ok(())
    }
}

fn move_now(
    mut source: GroupStore,
    mut target: GroupStore,
    code: ClientCode,
    watch: &mut Watch<'_>,
) -> Result<(), Problem> {
    let moved = source.move_customer(&mut target, code, watch, |_| ());
    let closed = source.close().and_then(|()| target.close());
    moved.map_err(|error| Problem::from(error).naming(code))?;
    Ok(closed?)
}

fn note(witness: &Witness, from: GroupId, code: ClientCode, moved: &Result<(), Problem>) {
    let event = witness.event_in(Act::CustomerMove, from).of_client(code);
    witness.note_end(event, moved.as_ref().err());
}
