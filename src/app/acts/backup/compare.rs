//! A restored copy, compared with the vault that is there: records only in the copy, only here, and different, group by
//! group. Counts for everyone who restores; codes and titles for those who hold the group.

use std::collections::VecDeque;

use crate::base::clock::SharedClock;
use crate::base::id::{GroupId, RecordId};
use crate::base::job::{Progress, Watch};
use crate::records::{GroupStore, Listed};
use crate::staff::copied::OpenedCopy;
use crate::vault::Layout;

use super::super::super::problem::Problem;
use super::super::super::snapshot::{Compared, ComparedGroup, ComparedRecord};
use super::drill::open_group;

/// How many records are listed by code and title; more are counted.
const LISTED: usize = 1000;

/// How many rows are read at a time.
const PAGE: u32 = 4096;

/// A group of this vault that is open: its id, its name for those who hold it, connections of its own.
pub(super) type Held = (GroupId, Option<String>, GroupStore);

/// Compares the copy in `layout` with the groups that are held.
pub(super) fn compare(
    layout: &Layout,
    opened: &OpenedCopy,
    held: &[Held],
    clock: &SharedClock,
    watch: &mut Watch<'_>,
) -> Result<Vec<ComparedGroup>, Problem> {
    watch.tell(&Progress { stage: "backup-compare", ..Progress::default() });
    let mut groups = Vec::new();
    let there = opened.groups();
    for group in &there {
        let own = held.iter().find(|(id, ..)| id == group);
        let Some(copied) = open_group(layout, opened, *group, clock).and_then(Result::ok) else {
            let name = own.and_then(|(_, name, _)| name.clone());
            groups.push(ComparedGroup { name, ..ComparedGroup::unopened(*group) });
            continue;
        };
        let mut compared = ComparedGroup::unopened(*group);
        compared.there = Some(copied.counts()?.records);
        if let Some((_, name, store)) = own {
            compared.name.clone_from(name);
            compared.here = Some(store.counts()?.records);
            merge(&copied, store, &mut compared, watch)?;
        }
        groups.push(compared);
    }
    for (group, name, store) in held.iter().filter(|(id, ..)| !there.contains(id)) {
        let here = store.counts()?.records;
        groups.push(ComparedGroup {
            name: name.clone(),
            here: Some(here),
            there: Some(0),
            only_here: here,
            ..ComparedGroup::unopened(*group)
        });
    }
    Ok(groups)
}

/// Walks both in the order of their ids.
fn merge(
    copied: &GroupStore,
    store: &GroupStore,
    compared: &mut ComparedGroup,
    watch: &mut Watch<'_>,
) -> Result<(), Problem> {
    let (mut there, mut here) = (Rows::of(copied), Rows::of(store));
    loop {
        watch.go_on()?;
        let what = match (there.peek()?.map(|row| row.id), here.peek()?.map(|row| row.id)) {
            (None, None) => return Ok(()),
            (Some(one), Some(other)) if one == other => {
                let (one, other) = (there.take(), here.take());
                let same = one.as_ref().map(|row| (row.sha256, &row.title, row.code))
                    == other.as_ref().map(|row| (row.sha256, &row.title, row.code));
                (!same).then_some((Compared::Different, other))
            }
            (Some(one), Some(other)) if one > other => Some((Compared::OnlyHere, here.take())),
            (Some(_), _) => Some((Compared::OnlyThere, there.take())),
            (None, Some(_)) => Some((Compared::OnlyHere, here.take())),
        };
        if let Some((what, Some(row))) = what {
            note(compared, what, row);
        }
    }
}

fn note(compared: &mut ComparedGroup, what: Compared, row: Listed) {
    *match what {
        Compared::OnlyThere => &mut compared.only_there,
        Compared::OnlyHere => &mut compared.only_here,
        Compared::Different => &mut compared.different,
    } += 1;
    if compared.listed.len() < LISTED {
        compared.listed.push(ComparedRecord { what, record: row.id, code: row.code, title: row.title });
    }
}

/// The records of a group, a page at a time.
struct Rows<'s> {
    store: &'s GroupStore,
    page: VecDeque<Listed>,
    last: Option<RecordId>,
    over: bool,
}

impl<'s> Rows<'s> {
    const fn of(store: &'s GroupStore) -> Self {
        Self { store, page: VecDeque::new(), last: None, over: false }
    }

    fn peek(&mut self) -> Result<Option<&Listed>, Problem> {
        if self.page.is_empty() && !self.over {
            self.page = self.store.listed_after(self.last, PAGE)?.into();
            self.last = self.page.back().map(|row| row.id);
            self.over = self.page.is_empty();
        }
        Ok(self.page.front())
    }

    fn take(&mut self) -> Option<Listed> {
        self.page.pop_front()
    }
}
