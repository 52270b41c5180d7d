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
    /// when they were begun. One that cannot be finished now, or is stopped, stays frozen where it is. None if nothing is
    /// to be finished; else how many were.
    pub fn moves_owed(&mut self) -> Option<Job<u64>> {
        let groups: Vec<GroupId> =
            self.vault.groups().iter().filter(|group| !group.closed).map(|group| group.id).collect();
        let mut owed = Vec::new();
        for from in &groups {
            // A group that does not open is told of where it is asked for.
            let Ok(unfinished) = self.unfinished_moves(*from) else { continue };
            for (code, to) in unfinished {
                let held = groups.contains(&to) && self.is_permitted(Act::CustomerMove, to);
                if held
                    && self.is_permitted(Act::CustomerMove, *from)
                    && let Ok(stores) = self.stores_of_move(*from, to)
                {
                    owed.push((*from, to, code, stores));
                }
            }
        }
        if owed.is_empty() {
            return None;
        }
        let witness = self.witness.clone();
        let places: Vec<GroupId> = owed.iter().flat_map(|(from, to, ..)| [*from, *to]).collect();
        let all = Job::new(move |watch| {
            let (mut moves, mut first) = (0, Ok(()));
            for (from, _, code, (source, target)) in owed {
                let moved = move_now(source, target, code, watch);
                note(&witness, from, code, &moved);
                moves += u64::from(moved.is_ok());
                first = first.and(moved);
            }
            first.map(|()| moves)
        });
        Some(all.in_groups(places))
    }

    fn unfinished_moves(&mut self, from: GroupId) -> Result<Vec<(ClientCode, GroupId)>, Problem> {
        Ok(self.store(from)?.unfinished_moves()?)
    }

    fn stores_of_move(&mut self, from: GroupId, to: GroupId) -> Result<(GroupStore, GroupStore), Problem> {
        Ok((self.store(from)?.another()?, self.store(to)?.another()?))
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
