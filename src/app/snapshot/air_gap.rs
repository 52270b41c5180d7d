//! What the air-gap guard saw, as the status mark and the pages show it.

use crate::airgap::guard::Seen;
use crate::airgap::{Finding, Verdict, judge};
use crate::base::clock::WallTime;

use super::Colour;

/// What the air-gap guard saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AirGapFace {
    /// Green, amber or red.
    pub colour: Colour,
    /// What it found, the worst first.
    pub findings: Vec<Finding>,
    /// Since when it sees this; not known of a single look.
    pub since: Option<WallTime>,
}

impl AirGapFace {
    /// Of a single look.
    pub fn of(findings: Vec<Finding>) -> Self {
        Self { colour: judge(&findings).into(), findings, since: None }
    }

    /// What the guard tells.
    pub fn seen(seen: &Seen) -> Self {
        Self { since: Some(seen.at), ..Self::of(seen.findings.clone()) }
    }

    /// The devices it speaks of, by the system's names, each once, the worst first.
    pub fn devices(&self) -> Vec<&str> {
        let mut devices: Vec<&str> = Vec::new();
        for finding in &self.findings {
            if !devices.contains(&finding.device.as_str()) {
                devices.push(&finding.device);
            }
        }
        devices
    }
}

impl From<Verdict> for Colour {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Green => Self::Green,
            Verdict::Amber => Self::Amber,
            Verdict::Red => Self::Red,
        }
    }
}
