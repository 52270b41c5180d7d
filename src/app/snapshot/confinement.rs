//! What holds the process: the rows of the self-test, each with its colour.

use super::Colour;

/// What the self-test of the process found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfinementFace {
    /// Everything that was looked at; nothing in a process that was never confined.
    pub rows: Vec<ConfinedRow>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfinedRow {
    /// Its short name, for the text `confined-<key>`.
    pub key: &'static str,
    /// Green: held. Amber: held by the second best means. Red: not held.
    pub colour: Colour,
}

impl ConfinementFace {
    /// The worst of its rows.
    pub fn colour(&self) -> Colour {
        self.rows.iter().map(|row| row.colour).max().unwrap_or(Colour::Green)
    }

    /// The short names of what is not held.
    pub fn broken(&self) -> Vec<&'static str> {
        self.rows.iter().filter(|row| row.colour == Colour::Red).map(|row| row.key).collect()
    }
}
