//! `backup` and `restore`: the operator's work, and the way back.

use std::path::PathBuf;

use serde::Serialize;

use crate::app::acts::backup::restore_by_sheets;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::session::Session;
use crate::app::snapshot::{GenerationFace, RestoredFace};
use crate::backup::verify::Extent;
use crate::base::clock::WallTime;
use crate::base::id::GenerationId;
use crate::base::wrong::Wrong;
use crate::texts::Texts;

use super::super::args::{BackupCommand, Common, RestoreArguments};
use super::super::output::Output;
use super::super::seat::{missing, with_session};
use super::super::{Outcome, Surroundings};
use super::recovery::typed;

#[derive(Debug, Serialize)]
struct GenerationObject {
    id: String,
    medium: String,
    label: String,
    folder: String,
    made: String,
    full: bool,
    bytes: u64,
    verified: Option<String>,
    damaged: Option<String>,
    /// For people: the two moments say it.
    #[serde(skip)]
    is_damaged: bool,
}

#[derive(Debug, Serialize)]
struct WrittenObject {
    #[serde(flatten)]
    generation: GenerationObject,
    files: u64,
    removed: Vec<String>,
    uncached: bool,
    rawkey: bool,
}

#[derive(Debug, Serialize)]
struct VerifiedObject {
    #[serde(flatten)]
    generation: GenerationObject,
    files: u64,
    bytes_read: u64,
    whole: bool,
    uncached: bool,
    damage: Vec<DamageObject>,
}

#[derive(Debug, Serialize)]
struct DamageObject {
    file: String,
    what: String,
}

#[derive(Debug, Serialize)]
struct RestoredObject {
    path: String,
    kept: Option<String>,
    generation: String,
    made: String,
    files: u64,
    bytes: u64,
    log_frames: u64,
}

pub(super) fn backup(session: &mut Session, command: BackupCommand, output: &Output) -> Outcome {
    match command {
        BackupCommand::Write { to, full } => write(session, &to, full, output),
        BackupCommand::Verify { mount, generation, sample } => {
            verify(session, &mount, generation.as_deref(), sample, output)
        }
        BackupCommand::List { mount } => list(session, mount, output),
    }
}

fn write(session: &mut Session, to: &std::path::Path, full: bool, output: &Output) -> Outcome {
    let written = output.run(session.write_backup(to, full)?)?;
    let kept = session.keep_written(&written);
    let object = WrittenObject {
        generation: generation_object(written.generation),
        files: written.files,
        removed: written.removed,
        uncached: written.uncached,
        rawkey: written.rawkey,
    };
    output.result(&object, |texts| {
        let size = texts.size(object.generation.bytes);
        vec![object.generation.id.clone(), texts.with("cli-backup-written", &[("size", size.into())])]
    });
    if !object.uncached {
        output.say("backup-cached", &[]);
    }
    if !object.rawkey {
        output.say("written-bare", &[]);
    }
    output.say("cli-backup-remove", &[]);
    if session.is_practice_medium(to) {
        output.say("medium-practice", &[]);
    }
    kept
}

fn verify(
    session: &mut Session,
    mount: &std::path::Path,
    generation: Option<&str>,
    sample: Option<usize>,
    output: &Output,
) -> Outcome {
    let extent = sample.map_or(Extent::All, |every| Extent::Sample { every: every.max(1), from: 0 });
    let generation = generation.map(id).transpose()?;
    let found = output.run(session.verify_backup(mount, generation, extent)?)?;
    let kept = session.keep_verified(&found);
    let object = VerifiedObject {
        generation: generation_object(found.generation),
        files: found.files,
        bytes_read: found.bytes,
        whole: found.whole,
        uncached: found.uncached,
        damage: found.damage.into_iter().map(|(file, what)| DamageObject { file, what }).collect(),
    };
    output.result(&object, |texts| {
        let size = texts.size(object.bytes_read);
        let mut lines: Vec<String> = object
            .damage
            .iter()
            .map(|damage| format!("{}: {}", damage.file, wrong(texts, &damage.what)))
            .collect();
        if lines.is_empty() {
            lines.push(texts.with("cli-backup-verified", &[("size", size.into())]));
        }
        lines
    });
    if !object.uncached {
        output.say("backup-cached", &[]);
    }
    match object.damage.first() {
        None => kept,
        Some(first) => {
            let what = format!("{}: {}", first.file, first.what);
            Err(Problem::new(ProblemKind::BackupDamaged).with("what", what))
        }
    }
}

fn list(session: &Session, mount: Option<PathBuf>, output: &Output) -> Outcome {
    let (generations, refused) = match mount {
        Some(mount) => session.generations_on(&mount)?,
        None => (session.generations()?, Vec::new()),
    };
    let objects: Vec<GenerationObject> = generations.into_iter().map(generation_object).collect();
    output.result(&objects, |texts| {
        let line = |one: &GenerationObject| {
            let found = found(texts, one.is_damaged, one.verified.as_deref());
            format!("{}  {}  {}  {}  {found}", one.id, one.label, one.folder, texts.size(one.bytes))
        };
        objects.iter().map(line).collect()
    });
    match refused.first() {
        None => Ok(()),
        Some((file, what)) => {
            Err(Problem::new(ProblemKind::BackupDamaged).with("what", format!("{file}: {what}")))
        }
    }
}

/// By sheets nobody is logged in; else a supervisor, who holds the restore key.
pub(crate) fn restore(
    common: &Common,
    arguments: RestoreArguments,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    let RestoreArguments { from, to, generation, by_sheets, sheets, replace, put_back, group, consent } =
        arguments;
    let generation = generation.as_deref().map(id).transpose()?;
    let Some(to) = to.filter(|_| by_sheets || !replace) else {
        if by_sheets {
            return Err(missing("--to", output));
        }
        return super::restore::in_place(common, (&from, generation), consent, surroundings, output);
    };
    if let Some(group) = group {
        let errand = super::restore::PutBack { from, generation, to, group, records: put_back };
        return super::restore::put_back(common, &errand, consent, surroundings, output);
    }
    if !by_sheets {
        return with_session(common, surroundings, output, |session| {
            print_restored(output.run(session.restore_backup(&from, generation, &to)?)?, output);
            Ok(())
        });
    }
    let sheets = typed(&sheets, crate::keys::recovery::SHEETS_NEEDED, output)?;
    let around = (&surroundings.clock, surroundings.system_root.as_path());
    let done = restore_by_sheets(&from, generation, &to, &sheets, replace, around, &mut output.watch());
    output.progress_over();
    print_restored(done?, output);
    Ok(())
}

pub(super) fn print_restored(restored: RestoredFace, output: &Output) {
    let object = RestoredObject {
        path: restored.path.display().to_string(),
        kept: restored.kept.map(|kept| kept.display().to_string()),
        generation: restored.generation.to_string(),
        made: restored.made.to_string(),
        files: restored.files,
        bytes: restored.bytes,
        log_frames: restored.frames,
    };
    output.result(&object, |texts| {
        let named = [("files", object.files.into()), ("size", texts.size(object.bytes).into())];
        [object.path.clone()]
            .into_iter()
            .chain(object.kept.clone())
            .chain([texts.with("cli-restored", &named)])
            .collect()
    });
}

fn generation_object(face: GenerationFace) -> GenerationObject {
    let is_damaged = face.is_damaged();
    let GenerationFace { generation, medium, folder, made, full, bytes, verified, damaged } = face;
    GenerationObject {
        id: generation.to_string(),
        medium: medium.0.to_string(),
        label: medium.1,
        folder,
        made: made.to_string(),
        full,
        bytes,
        verified: moment(verified),
        damaged: moment(damaged),
        is_damaged,
    }
}

/// What is wrong with a file, in the reader's language where it is of a known kind.
fn wrong(texts: &Texts, what: &str) -> String {
    Wrong::of(what).map_or(what, |wrong| texts.text(wrong.text_key())).to_owned()
}

/// What verifying found last.
pub(super) fn found(texts: &Texts, damaged: bool, verified: Option<&str>) -> String {
    match verified {
        _ if damaged => texts.text("cli-found-damaged").to_owned(),
        Some(at) => texts.with("cli-found-whole", &[("when", at.into())]),
        None => texts.text("cli-found-never").to_owned(),
    }
}

pub(super) fn moment(at: Option<WallTime>) -> Option<String> {
    at.map(|at| at.to_string())
}

pub(super) fn id(typed: &str) -> Result<GenerationId, Problem> {
    typed.parse().map_err(|error| Problem::new(ProblemKind::BadInput).with("what", typed).with("why", error))
}
