//! Requests about the recovery sheets: each is done at once.

use std::sync::Arc;

use super::super::event::Answer;
use super::super::problem::Problem;
use super::super::request::SheetWish;
use super::super::session::Session;
use super::people::settled;

/// Does what is asked about the sheets.
pub(super) fn act(session: &mut Session, wish: SheetWish) -> Result<Answer, Problem> {
    match wish {
        SheetWish::Look => session.sheets().map(|face| Answer::Sheets(Arc::new(face))),
        SheetWish::Draw => session.draw_sheets().map(|face| Answer::SheetsDrawn(Arc::new(face))),
        SheetWish::Drop => {
            session.drop_sheets();
            Ok(Answer::Done)
        }
        SheetWish::Save { number, path, language } => {
            session.save_new_sheet(number, &path, language).map(|()| Answer::Done)
        }
        SheetWish::Print { number, language } => {
            session.print_new_sheet(number, language).map(|()| Answer::Done)
        }
        SheetWish::Replace { sheets, reason, consent } => {
            Ok(settled(session.replace_sheets(&sheets, &reason, &consent)?, |()| Answer::Done))
        }
        SheetWish::Check(typed) => session.check_sheet(&typed).map(|face| Answer::Sheet(Arc::new(face))),
    }
}
