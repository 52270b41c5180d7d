//! The widgets of the house, drawn on egui in the theme's colours. They know texts only as they are handed in.
//!
//! Every one has a name that a screen reader says and a test finds.

pub(crate) mod button;
pub(crate) mod choose;
pub(crate) mod dialog;
pub(crate) mod field;
pub(crate) mod icon;
pub(crate) mod logo;
pub(crate) mod panes;
pub(crate) mod progress;
pub(crate) mod secret;
pub(crate) mod text;

pub(crate) use button::Button;
pub(crate) use dialog::{Answered, Dialog};
pub(crate) use field::Field;
pub(crate) use icon::Icon;
pub(crate) use secret::SecretField;
