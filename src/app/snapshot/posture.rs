//! What protects the workstation around the program, as it was seen at one moment.

use crate::airgap::posture::Row;
use crate::base::clock::WallTime;

use super::Colour;

/// The rows of the posture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostureFace {
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// When they were looked at.
    pub seen_at: WallTime,
    /// The worst of them.
    pub colour: Colour,
}

impl PostureFace {
    /// How many rows have this colour.
    pub fn count(&self, colour: Colour) -> usize {
        self.rows.iter().filter(|row| Colour::from(row.colour()) == colour).count()
    }
}
