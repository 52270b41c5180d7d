//! `group add | list | rename | close`.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::snapshot::GroupRow;
use crate::base::id::GroupId;

use super::super::Outcome;
use super::super::args::{Common, GroupCommand};
use super::super::output::Output;
use super::rows::GroupObject;
use super::{leaving, pairs};

pub(super) fn group(
    session: &mut Session,
    common: &Common,
    command: GroupCommand,
    output: &Output,
) -> Outcome {
    match command {
        GroupCommand::Add { name } => {
            let made = session.make_group(&name)?;
            let rows = only(session, made)?;
            print(session, &rows, output);
        }
        GroupCommand::List => {
            let rows = session.list_groups()?;
            let held = session.held_groups();
            let shut = held.iter().filter(|held| rows.iter().all(|row| row.id != held.group));
            let mut objects: Vec<_> = rows.iter().map(|row| GroupObject::of(row, &held)).collect();
            objects.extend(shut.map(GroupObject::of_shut));
            say(&objects, output);
        }
        GroupCommand::Rename { group, name } => {
            let group = session.group_named(&group)?;
            session.rename_group(group, &name)?;
            let rows = only(session, group)?;
            print(session, &rows, output);
        }
        GroupCommand::Close { group } => {
            let group = session.group_named(&group)?;
            session.close_group(group)?;
            let rows = only(session, group)?;
            print(session, &rows, output);
        }
        GroupCommand::Again(command) => return leaving::rekey(session, common, command, output),
        GroupCommand::Pair(command) => return pairs::pair(session, common, command, output),
    }
    Ok(())
}

fn only(session: &mut Session, group: GroupId) -> Result<Vec<GroupRow>, Problem> {
    let mut rows = session.list_groups()?;
    rows.retain(|row| row.id == group);
    Ok(rows)
}

fn print(session: &Session, rows: &[GroupRow], output: &Output) {
    let held = session.held_groups();
    say(&rows.iter().map(|row| GroupObject::of(row, &held)).collect::<Vec<_>>(), output);
}

fn say(objects: &[GroupObject], output: &Output) {
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
}
