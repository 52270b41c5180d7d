//! The rules of the house within their bounds, and the clock that counts.

use crate::policy::{Act, Rule};
use crate::staff::requests::Ask;

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::request::Consent;
use super::super::super::session::Session;
use super::super::super::snapshot::{Named, SettingRow, Settled, Will};
use super::consent::Intent;

impl Session {
    /// Every rule, its value and its bounds. They bind everyone, so everyone may read them.
    pub fn settings(&self) -> Vec<SettingRow> {
        let row = |rule: &Rule| SettingRow {
            rule: rule.key(),
            value: self.vault.house().rule(*rule),
            default: rule.default_value(),
            least: *rule.bounds().start(),
            most: *rule.bounds().end(),
            followed: rule.is_followed(),
        };
        Rule::ALL.iter().map(row).collect()
    }

    /// Changes one rule.
    pub fn change_setting(
        &mut self,
        key: &str,
        value: u64,
        consent: &Consent,
    ) -> Result<Settled<()>, Problem> {
        let permit = self.permit(Act::PolicyChange, None)?;
        let rule = Rule::ALL.iter().copied().find(|rule| rule.key() == key);
        let rule = rule.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", key))?;
        if !rule.bounds().contains(&value) {
            return Err(Problem::new(ProblemKind::BadInput).with("what", key));
        }
        let from = self.vault.house().rule(rule);
        let intent = Intent {
            permit: &permit,
            will: Will {
                key: "policy",
                named: vec![("setting", Named::Setting { rule: rule.key(), from, to: value })],
            },
            about: None,
            needs_two: true,
            ask: Some(Ask::Policy(vec![(rule, value)])),
            words: format!("{key} {from} {value}"),
        };
        self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            session.vault.change_policy(&permit, &[(rule, value)], consent, wall)
        })
    }

    /// Sets the time that counts to what the wall clock says.
    pub fn correct_clock(&mut self, reason: &str, consent: &Consent) -> Result<Settled<()>, Problem> {
        let permit = self.permit(Act::ClockCorrect, None)?;
        let to = self.witness.wall();
        let intent = Intent {
            permit: &permit,
            will: Will { key: "clock", named: vec![("time", Named::Until(Some(to)))] },
            about: None,
            needs_two: true,
            ask: Some(Ask::Clock(to)),
            words: format!("{to}: {reason}"),
        };
        self.settle(intent, consent, |session, consent| {
            let wall = session.witness.wall();
            session.vault.correct_clock(&permit, reason, consent, wall)
        })
    }
}
