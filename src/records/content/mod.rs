//! Where records' content lies: which stacks there are, who may write to them, pouring content in and drawing it out.
//!
//! Knows chunks, not titles. Called by importing, exporting, moving and checking.

pub(super) mod chunk;
pub(super) mod draw;
mod lane;
pub(super) mod permit;
pub(super) mod place;
pub(super) mod pour;
pub(super) mod proof;
pub(super) mod reading;
pub(super) mod stacks;
