//! `media`: the register of media, what is plugged in, and letting a medium go.

use serde::Serialize;

use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{MediumFace, MediumWish};
use crate::backup::device::Health;
use crate::backup::eject::LetGo;
use crate::backup::seen::MediumSeen;
use crate::base::id::MediumId;

use super::super::Outcome;
use super::super::args::MediaCommand;
use super::super::output::Output;
use super::backup::{found, moment};

#[derive(Debug, Serialize)]
struct MediumObject {
    id: String,
    label: String,
    place: String,
    set: String,
    holder: String,
    model: String,
    serial: String,
    enrolled: String,
    damaged: bool,
    last_written: Option<String>,
    last_verified: Option<String>,
    last_drilled: Option<String>,
}

#[derive(Debug, Serialize)]
struct SeenObject {
    mount: String,
    id: Option<String>,
    label: String,
    place: String,
    set: String,
    holder: String,
    device: String,
    model: String,
    serial: String,
    file_system: &'static str,
    size: u64,
    free: u64,
    speed_mbit: Option<u32>,
    health: &'static str,
    accepted: bool,
    why: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct LetGoObject {
    mount: String,
    unmounted: bool,
}

pub(super) fn media(session: &mut Session, command: MediaCommand, output: &Output) -> Outcome {
    match command {
        MediaCommand::List => print(session.media()?, output),
        MediaCommand::Enrol { mount, label, place, set, holder } => {
            let wish = MediumWish { label, place, set, holder };
            print(vec![session.enrol_medium(&mount, &wish)?], output);
            if session.is_practice_medium(&mount) {
                output.say("medium-practice", &[]);
            }
        }
        MediaCommand::Edit { medium, label, place, set, holder } => {
            let medium = named(session, &medium)?;
            let faces = session.media()?.into_iter();
            let said = faces.map(|face| (face.medium, face.wish)).find(|(id, _)| *id == medium);
            let (_, said) = said.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", medium))?;
            let wish = MediumWish {
                label: label.unwrap_or(said.label),
                place: place.unwrap_or(said.place),
                set: set.unwrap_or(said.set),
                holder: holder.unwrap_or(said.holder),
            };
            session.edit_medium(medium, &wish)?;
            print(session.media()?.into_iter().filter(|face| face.medium == medium).collect(), output);
        }
        MediaCommand::Look => look(session, output)?,
        MediaCommand::Unmount { mount } => unmount(session, &mount, output)?,
        MediaCommand::Retire { medium, undo } => {
            let medium = named(session, &medium)?;
            session.retire_medium(medium, !undo)?;
            print(session.media()?.into_iter().filter(|face| face.medium == medium).collect(), output);
        }
    }
    Ok(())
}

fn print(media: Vec<MediumFace>, output: &Output) {
    let objects: Vec<MediumObject> = media.into_iter().map(medium_object).collect();
    output.result(&objects, |texts| {
        let line = |one: &MediumObject| {
            let found = found(texts, one.damaged, one.last_verified.as_deref());
            format!("{}  {}  {}  {}  {found}", one.id, one.label, one.place, one.holder)
        };
        objects.iter().map(line).collect()
    });
}

fn look(session: &Session, output: &Output) -> Outcome {
    let seen = session.media_seen()?.run(&mut output.watch())?;
    let objects: Vec<SeenObject> = seen.into_iter().map(seen_object).collect();
    output.result(&objects, |texts| {
        let line = |one: &SeenObject| {
            let why = one.why.map_or_else(
                || texts.text("cli-medium-accepted").to_owned(),
                |why| texts.text(&format!("why-{why}")).to_owned(),
            );
            format!("{}  {}  {}  {why}", one.mount, one.label, texts.size(one.free))
        };
        objects.iter().map(line).collect()
    });
    Ok(())
}

fn unmount(session: &Session, mount: &std::path::Path, output: &Output) -> Outcome {
    let done = session.let_medium_go(mount)?.run(&mut output.watch())?;
    let object = LetGoObject { mount: mount.display().to_string(), unmounted: done == LetGo::Unmounted };
    output.result(&object, |texts| {
        let said = match done {
            LetGo::Unmounted => "cli-medium-gone",
            LetGo::ByHand => "cli-medium-by-hand",
            LetGo::Busy => "cli-medium-busy",
        };
        vec![texts.text(said).to_owned()]
    });
    Ok(())
}

/// The medium with this id, or the one with this label.
fn named(session: &Session, medium: &str) -> Result<MediumId, Problem> {
    if let Ok(id) = medium.parse() {
        return Ok(id);
    }
    let media = session.media()?;
    let mut fits = media.iter().filter(|face| face.wish.label == medium);
    match (fits.next(), fits.next()) {
        (Some(one), None) => Ok(one.medium),
        _ => Err(Problem::new(ProblemKind::NotFound).with("what", medium)),
    }
}

fn medium_object(face: MediumFace) -> MediumObject {
    let MediumFace {
        medium,
        wish,
        model,
        serial,
        enrolled,
        is_damaged,
        last_written,
        last_verified,
        last_drilled,
        ..
    } = face;
    MediumObject {
        id: medium.to_string(),
        label: wish.label,
        place: wish.place,
        set: wish.set,
        holder: wish.holder,
        model,
        serial,
        enrolled: enrolled.to_string(),
        damaged: is_damaged,
        last_written: moment(last_written),
        last_verified: moment(last_verified),
        last_drilled: moment(last_drilled),
    }
}

fn seen_object(seen: MediumSeen) -> SeenObject {
    let why = seen.refusal().map(crate::backup::seen::Refusal::key);
    let facts = seen.facts;
    SeenObject {
        mount: seen.mount.display().to_string(),
        id: seen.medium.map(|id| id.to_string()),
        label: seen.label,
        place: seen.place,
        set: seen.set,
        holder: seen.holder,
        device: facts.device.name,
        model: facts.device.model,
        serial: facts.device.serial,
        file_system: facts.file_system,
        size: facts.total_bytes,
        free: facts.free_bytes,
        speed_mbit: facts.device.speed_mbit,
        health: match facts.device.health {
            Health::Unsaid => "unsaid",
            Health::Good => "good",
            Health::Errors(_) => "errors",
            Health::WornOut => "worn out",
        },
        accepted: why.is_none(),
        why,
    }
}
