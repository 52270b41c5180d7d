//! The screens about people: accounts and their screening, the agreement, grants, what waits for a second person, and
//! everyone's own page.
//!
//! They send wishes and draw faces; who may do what is decided by the worker. Where something may not be done, the
//! screen says why.

mod agreement;
mod asking;
mod cell;
mod consent;
mod day;
mod diff;
mod draft;
mod enrol;
mod grants;
mod lapsed;
mod leave;
mod list;
mod loaded;
mod owed;
mod own;
mod own_code;
mod own_factors;
mod own_password;
mod paper_out;
mod person;
mod reader;
mod register;
mod screening;
mod settings;
mod signed_copy;
mod slip;
mod text_editor;
mod waiting;
mod will;

pub(crate) use agreement::Agreement;
pub(crate) use asking::{Asking, AskingDialog, problem_ui};
pub(crate) use consent::{REASON_LEAST, is_reason};
pub(crate) use enrol::Enrol;
pub(crate) use grants::Grants;
pub(crate) use lapsed::shut_out_ui;
pub(crate) use list::People;
pub(crate) use loaded::Loaded;
pub(crate) use own::Own;
pub(crate) use register::Register;
pub(crate) use screening::Screening;
pub(crate) use settings::Settings;
pub(crate) use text_editor::AgreementText;
pub(crate) use waiting::Waiting;
