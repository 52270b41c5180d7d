//! `restore --replace`: a backup in the place of the vault, compared first and signed by two.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::app::entrance::holds_vault;
use crate::app::snapshot::ComparedGroup;
use crate::base::id::GenerationId;

use super::super::args::{Common, ConsentArguments};
use super::super::output::Output;
use super::super::seat::with_session;
use super::super::{Outcome, Surroundings};
use super::backup::print_restored;
use super::consent::{consent, settled};
use super::records::record_id;

#[derive(Debug, Serialize)]
struct ComparedObject {
    group: String,
    name: Option<String>,
    there: Option<u64>,
    here: Option<u64>,
    only_there: u64,
    only_here: u64,
    different: u64,
    records: Vec<RecordObject>,
}

#[derive(Debug, Serialize)]
struct RecordObject {
    what: &'static str,
    id: String,
    code: String,
    title: String,
}

/// Staged, compared and signed with somebody logged in; put in place once the session is over.
pub(super) fn in_place(
    common: &Common,
    (from, generation): (&Path, Option<GenerationId>),
    arguments: ConsentArguments,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    let mut signed = None;
    with_session(common, surroundings, output, |session| {
        let done = session.stage_restore(from, generation)?.run(&mut output.watch());
        output.progress_over();
        let staged = done?;
        tell(staged.compared(), output);
        let consent = consent(common, arguments, output)?;
        signed = settled(session.sign_restored(&staged, &consent)?, output)?.map(|signed| (staged, signed));
        Ok(())
    })?;
    if let Some((staged, signed)) = signed {
        print_restored(staged.place(signed)?, output);
    }
    Ok(())
}

/// Records that are put back, and the restored vault that they come from.
pub(super) struct PutBack {
    pub(super) from: PathBuf,
    pub(super) generation: Option<GenerationId>,
    pub(super) to: PathBuf,
    pub(super) group: String,
    pub(super) records: Vec<String>,
}

/// Restored into a folder, if that was not done before, and put back from there.
pub(super) fn put_back(
    common: &Common,
    errand: &PutBack,
    arguments: ConsentArguments,
    surroundings: &Surroundings,
    output: &Output,
) -> Outcome {
    with_session(common, surroundings, output, |session| {
        let group = session.group_named(&errand.group)?;
        let records = errand.records.iter().map(|record| record_id(record)).collect::<Result<Vec<_>, _>>()?;
        if !holds_vault(&errand.to) {
            output.run(session.restore_backup(&errand.from, errand.generation, &errand.to)?)?;
        }
        let consent = consent(common, arguments, output)?;
        let mut put = Vec::new();
        for record in records {
            let done = output.run(session.put_back(&errand.to, group, record, &consent)?)?;
            put.extend(settled(done, output)?.map(|id| id.to_string()));
        }
        output.result(&put, |_| put.clone());
        Ok(())
    })
}

/// To standard error: what is restored is the answer.
fn tell(compared: &[ComparedGroup], output: &Output) {
    for group in compared {
        let object = object(group);
        output.line(&serde_json::to_string(&object).unwrap_or_default());
    }
}

fn object(compared: &ComparedGroup) -> ComparedObject {
    let records = compared.listed.iter().map(|record| RecordObject {
        what: record.what.key(),
        id: record.record.to_string(),
        code: record.code.to_string(),
        title: record.title.clone(),
    });
    ComparedObject {
        group: compared.group.to_string(),
        name: compared.name.clone(),
        there: compared.there,
        here: compared.here,
        only_there: compared.only_there,
        only_here: compared.only_here,
        different: compared.different,
        records: records.collect(),
    }
}
