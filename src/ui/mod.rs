//! The window: routes, screens, widgets, theme. Knows the vault only through requests and events.
//!
//! A screen gets [`cx::Cx`], a read-only picture, and returns at most one [`action::Action`]; `apply` is the one
//! place that grants it. No frame waits for a disk, a key derivation or a lock.

mod action;
mod cx;
mod fonts;
mod model;
mod picker;
mod preferences;
mod route;
mod screens;
mod theme;
mod widgets;
