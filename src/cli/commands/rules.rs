//! `rule list | set | clock`.

use serde::Serialize;

use crate::app::session::Session;

use super::super::Outcome;
use super::super::args::{Common, RuleCommand};
use super::super::output::Output;
use super::consent::{consent, settled};

/// A rule of the house.
#[derive(Debug, Serialize)]
struct RuleObject {
    rule: &'static str,
    value: u64,
    default: u64,
    least: u64,
    most: u64,
}

pub(super) fn rule(session: &mut Session, common: &Common, command: RuleCommand, output: &Output) -> Outcome {
    match command {
        RuleCommand::List => {}
        RuleCommand::Set { rule, value, consent: given } => {
            let given = consent(common, given, output)?;
            settled(session.change_setting(&rule, value, &given)?, output)?;
        }
        RuleCommand::Clock { reason, consent: given } => {
            let given = consent(common, given, output)?;
            settled(session.correct_clock(&reason, &given)?, output)?;
        }
    }
    let rows = session.settings();
    let object = |row: &crate::app::snapshot::SettingRow| RuleObject {
        rule: row.rule,
        value: row.value,
        default: row.default,
        least: row.least,
        most: row.most,
    };
    let objects: Vec<_> = rows.iter().map(object).collect();
    output.result(&objects, |texts| {
        let line = |object: &RuleObject| {
            let name = texts.text(&format!("rule-{}", object.rule)).to_owned();
            let named = [
                ("name", name.into()),
                ("value", object.value.into()),
                ("least", object.least.into()),
                ("most", object.most.into()),
            ];
            texts.with("cli-rule", &named)
        };
        objects.iter().map(line).collect()
    });
    Ok(())
}
