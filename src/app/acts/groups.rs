//! Customer groups: listing, making, renaming, closing.

use crate::base::id::GroupId;
use crate::policy::Act;
use crate::records::{GroupKeys, GroupStore};
use crate::staff::groups::Group;

use super::super::problem::{Problem, ProblemKind};
use super::super::session::Session;
use super::super::snapshot::GroupRow;

impl Session {
    /// The groups this person was granted, by name; logged.
    pub fn list_groups(&mut self) -> Result<Vec<GroupRow>, Problem> {
        let permit = self.permit(Act::GroupList, None)?;
        self.witness.log(&self.witness.event(permit.act()))?;
        self.group_rows()
    }

    fn group_rows(&mut self) -> Result<Vec<GroupRow>, Problem> {
        self.groups_not_overdue().into_iter().map(|group| self.group_row(group)).collect()
    }

    /// For refreshing what is on the screen already: those that open, and why the others do not, which keeps nobody from
    /// the rest.
    pub(in crate::app) fn groups_that_open(&mut self) -> (Vec<GroupRow>, Vec<(GroupId, Problem)>) {
        let (mut rows, mut unopened) = (Vec::new(), Vec::new());
        for group in self.groups_not_overdue() {
            let id = group.id;
            match self.group_row(group) {
                Ok(row) => rows.push(row),
                Err(problem) => unopened.push((id, problem)),
            }
        }
        (rows, unopened)
    }

    fn groups_not_overdue(&self) -> Vec<Group> {
        self.vault.groups().iter().filter(|group| !self.is_overdue(group.id)).cloned().collect()
    }

    fn group_row(&mut self, group: Group) -> Result<GroupRow, Problem> {
        let counts = self.store(group.id)?.counts()?;
        Ok(GroupRow {
            id: group.id,
            name: group.name,
            closed: group.closed,
            identities: group.identities.is_some(),
            customers: counts.customers,
            records: counts.records,
        })
    }

    /// The group with this name or id, as people write it on the command line.
    pub fn group_named(&self, written: &str) -> Result<GroupId, Problem> {
        let wanted = written.trim();
        let groups = self.vault.groups();
        let by_name = groups.iter().find(|group| group.name == wanted);
        let shut = self.vault.shut_groups();
        let by_id = || {
            let id: GroupId = wanted.parse().ok()?;
            self.vault.group(id).map(|known| known.id).or(self.vault.shut_group(id).map(|known| known.id))
        };
        let shut = || shut.iter().find(|group| group.name == wanted).map(|group| group.id);
        if let Some(group) = by_name.map(|group| group.id).or_else(shut).or_else(by_id) {
            return Ok(group);
        }
        // Whoever is to sign first is told so.
        let _permit = self.permit(Act::GroupList, None)?;
        Err(Problem::new(ProblemKind::NotFound).with("what", wanted))
    }

    /// Makes a group. Its databases are there before the registry knows of it.
    pub fn make_group(&mut self, name: &str) -> Result<GroupId, Problem> {
        let permit = self.permit(Act::GroupMake, None)?;
        let named = |error| Problem::from(error).naming(name);
        let new = self.vault.prepare_group(&permit, name).map_err(named)?;
        let event = self.witness.event_in(permit.act(), new.id).with_words(&new.name);
        self.witness.log(&event)?;
        let keys = GroupKeys {
            records: new.records.clone(),
            older: Vec::new(),
            identities: Some(new.identities.clone()),
        };
        let store = GroupStore::create(self.vault.layout(), keys, self.setting())?;
        let id = self.vault.commit_group(new, self.witness.wall()).map_err(named)?;
        self.stores.insert(id, store);
        Ok(id)
    }

    /// Gives a group another name.
    pub fn rename_group(&mut self, group: GroupId, name: &str) -> Result<(), Problem> {
        self.group(group)?;
        let permit = self.permit(Act::GroupRename, Some(group))?;
        self.witness.log(&self.witness.event_in(permit.act(), group).with_words(name))?;
        self.vault.rename_group(&permit, group, name).map_err(|error| Problem::from(error).naming(name))
    }

    /// Makes a group read-only for good.
    pub fn close_group(&mut self, group: GroupId) -> Result<(), Problem> {
        self.group(group)?;
        let permit = self.permit(Act::GroupClose, Some(group))?;
        self.witness.log(&self.witness.event_in(permit.act(), group))?;
        self.vault.close_group(&permit, group)?;
        // Opened again, for reading only, when it is next looked at.
        self.close_store(group)
    }
}
