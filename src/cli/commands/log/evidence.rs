//! `log verify-evidence`: needs no vault and no password. Exit code 4 if what is there proves nothing.

use std::path::Path;

use serde::Serialize;

use crate::app::evidence_check::{EvidenceChecked, check_evidence};

use super::super::super::Outcome;
use super::super::super::output::Output;

/// What the folder proves.
#[derive(Debug, Serialize)]
struct EvidenceObject {
    vault: String,
    business: String,
    kind: &'static str,
    first: u64,
    frames: u64,
    events: u64,
    withheld: u64,
    by: String,
    at: String,
    log_frames: Option<u64>,
    words: Option<String>,
}

pub(super) fn verify_evidence(folder: &Path, founding: &str, output: &Output) -> Outcome {
    let done = check_evidence(folder, founding, &mut output.watch());
    output.progress_over();
    let EvidenceChecked { proved, head_words } = done?;
    let object = EvidenceObject {
        vault: proved.vault.to_string(),
        business: proved.business,
        kind: proved.kind.key(),
        first: proved.first,
        frames: proved.count,
        events: proved.events,
        withheld: proved.withheld,
        by: proved.by.to_string(),
        at: proved.wall.to_string(),
        log_frames: proved.newest.as_ref().map(|newest| newest.head.count),
        words: head_words,
    };
    output.result(&object, |texts| {
        let named = [("business", object.business.as_str().into()), ("count", object.events.into())];
        let key = format!("cli-evidence-{}", object.kind);
        let mut lines = vec![texts.with(&key, &named)];
        lines.push(texts.with(
            "cli-evidence-by",
            &[("account", object.by.as_str().into()), ("at", object.at.as_str().into())],
        ));
        if let (Some(frames), Some(words)) = (object.log_frames, &object.words) {
            lines.push(texts.with("cli-log-head", &[("frames", frames.into()), ("words", words.into())]));
        }
        if object.withheld > 0 {
            lines.push(texts.with("cli-log-withheld", &[("count", object.withheld.into())]));
        }
        lines
    });
    Ok(())
}
