//! `log verify`: needs no password. Exit code 4 if the log is damaged or is not what was kept of it.

use serde::Serialize;

use crate::app::log_verify::{Kept, LogVerified, verify_log};
use crate::audit::AcceptedBreak;
use crate::texts::Texts;

use super::super::super::Outcome;
use super::super::super::args::{Common, VerifyArguments};
use super::super::super::output::Output;
use super::super::super::seat::vault_folder;

/// What verified.
#[derive(Debug, Serialize)]
struct VerifiedObject {
    vault: String,
    founding: String,
    founding_words: String,
    frames: u64,
    root: String,
    words: String,
    sessions: u64,
    events: u64,
    checkpoints: u64,
    signers: Vec<SignerObject>,
    held_against: u64,
    torn_bytes: u64,
    lost_checkpoints: u64,
    breaks: Vec<BreakObject>,
}

/// That supervisors accepted that the log was not what was seen of it.
#[derive(Debug, Serialize)]
struct BreakObject {
    frames: u64,
    at: String,
    alone: bool,
    signers: Vec<String>,
    reason: String,
}

#[derive(Debug, Serialize)]
struct SignerObject {
    key: String,
    signatures: u64,
    /// A certificate says whose key it is, down to the founding statement.
    certified: bool,
}

pub(super) fn verify(common: &Common, arguments: VerifyArguments, output: &Output) -> Outcome {
    let kept: Vec<Kept> = arguments
        .heads
        .into_iter()
        .map(|(count, root)| Kept::Head(count, root))
        .chain(arguments.slips.into_iter().map(|(count, words)| Kept::Slip(count, words)))
        .chain(arguments.anchors.into_iter().map(Kept::File))
        .collect();
    let done = verify_log(&vault_folder(common, output)?, &kept, &mut output.watch());
    output.progress_over();
    let object = VerifiedObject::of(&done?);
    output.result(&object, |texts| object.lines(texts));
    Ok(())
}

impl BreakObject {
    fn of(accepted: &AcceptedBreak) -> Self {
        Self {
            frames: accepted.head.count,
            at: accepted.wall.to_string(),
            alone: accepted.alone,
            signers: accepted.signers().map(|account| account.to_string()).collect(),
            reason: accepted.reason.clone(),
        }
    }
}

impl VerifiedObject {
    fn of(verified: &LogVerified) -> Self {
        let log = &verified.log;
        let signer = |(key, signatures): (&String, &u64), certified| SignerObject {
            key: key.clone(),
            signatures: *signatures,
            certified,
        };
        let known = log.signatures.iter().map(|entry| signer(entry, true));
        Self {
            vault: verified.vault.to_string(),
            founding: verified.founding.to_string(),
            founding_words: verified.founding_words.join(" "),
            frames: log.head.count,
            root: log.head.root.to_string(),
            words: verified.head_words.join(" "),
            sessions: log.sessions,
            events: log.events,
            checkpoints: log.checkpoints,
            signers: known.chain(log.unknown.iter().map(|entry| signer(entry, false))).collect(),
            held_against: verified.held_against,
            torn_bytes: log.torn.as_ref().map_or(0, |torn| torn.bytes),
            lost_checkpoints: log.lost_checkpoints,
            breaks: log.breaks.iter().map(BreakObject::of).collect(),
        }
    }

    fn lines(&self, texts: &Texts) -> Vec<String> {
        let mut lines = vec![
            texts.with(
                "cli-log-verified",
                &[("frames", self.frames.into()), ("checkpoints", self.checkpoints.into())],
            ),
            texts.with(
                "cli-log-head",
                &[("frames", self.frames.into()), ("words", self.words.as_str().into())],
            ),
            texts.with("cli-log-root", &[("root", self.root.as_str().into())]),
            texts.with("cli-log-founding", &[("words", self.founding_words.as_str().into())]),
        ];
        lines.extend(self.signers.iter().map(|signer| {
            let key = if signer.certified { "cli-log-signer" } else { "cli-log-signer-unknown" };
            texts.with(key, &[("name", signer.key.as_str().into()), ("count", signer.signatures.into())])
        }));
        if self.held_against > 0 {
            lines.push(texts.with("cli-log-held", &[("count", self.held_against.into())]));
        }
        lines.extend(self.breaks.iter().map(|accepted| {
            let named = [
                ("frames", accepted.frames.into()),
                ("at", accepted.at.as_str().into()),
                ("who", accepted.signers.join(", ").into()),
                ("reason", accepted.reason.as_str().into()),
            ];
            texts.with("cli-log-break", &named)
        }));
        if self.torn_bytes > 0 {
            lines.push(texts.text("cli-log-torn").to_owned());
        }
        lines
    }
}
