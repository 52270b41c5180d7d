//! `group add | list | rename | close`.

use crate::app::problem::Problem;
use crate::app::session::Session;
use crate::app::snapshot::GroupRow;
use crate::base::id::GroupId;

use super::super::Outcome;
use super::super::args::GroupCommand;
use super::super::output::Output;
use super::leaving;
use super::rows::GroupObject;

pub(super) fn group(session: &mut Session, command: GroupCommand, output: &Output) -> Outcome {
    match command {
        GroupCommand::Add { name } => {
            let made = session.make_group(&name)?;
            print(&only(session, made)?, output);
        }
        GroupCommand::List => print(&session.list_groups()?, output),
        GroupCommand::Rename { group, name } => {
            let group = session.group_named(&group)?;
            session.rename_group(group, &name)?;
            print(&only(session, group)?, output);
        }
        GroupCommand::Close { group } => {
            let group = session.group_named(&group)?;
            session.close_group(group)?;
            print(&only(session, group)?, output);
        }
        GroupCommand::Again(command) => return leaving::rekey(session, command, output),
    }
    Ok(())
}

fn only(session: &mut Session, group: GroupId) -> Result<Vec<GroupRow>, Problem> {
    let mut rows = session.list_groups()?;
    rows.retain(|row| row.id == group);
    Ok(rows)
}

fn print(rows: &[GroupRow], output: &Output) {
    let objects: Vec<_> = rows.iter().map(GroupObject::of).collect();
    output.result(&objects, |texts| objects.iter().map(|object| object.line(texts)).collect());
}
