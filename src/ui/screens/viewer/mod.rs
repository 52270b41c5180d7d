//! One record, opened: its content from memory, what is known of it, and its title, tags and notes to be edited.
//!
//! The content is drawn by `content`, the column beside it by `beside_ui`. Nothing is ever written outside the vault;
//! what cannot be shown says why, and what to do.

mod content;
mod draft;
mod edit;
mod facts;
mod picture_ui;
mod table_ui;
mod text_ui;
mod zoom;

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, Ui};

use self::content::Content;
use self::edit::Editing;
use super::{Screen, beside, head};
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::RecordSheet;
use crate::base::id::{GroupId, RecordId};
use crate::document::Shown;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, progress, text};

/// The screen and what it keeps.
pub(crate) struct Viewer {
    group: GroupId,
    record: RecordId,
    asked: Option<RequestId>,
    wanted: bool,
    sheet: Option<Arc<RecordSheet>>,
    problem: Option<Problem>,
    content: Content,
    edit_first: bool,
    editing: Option<Editing>,
    saved: bool,
}

impl Viewer {
    /// The viewer of one record; `edit` opens its details for editing at once.
    pub(crate) fn new(group: GroupId, record: RecordId, edit: bool) -> Self {
        Self {
            group,
            record,
            asked: None,
            wanted: true,
            sheet: None,
            problem: None,
            content: Content::default(),
            edit_first: edit,
            editing: None,
            saved: false,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if cx.lost(self.asked) {
            self.asked = None;
            self.wanted = true;
        }
        match cx.answer(self.asked) {
            Some(Ok(Answer::Record(sheet))) => {
                self.asked = None;
                self.sheet = Some(Arc::clone(sheet));
                self.problem = None;
                if std::mem::take(&mut self.edit_first) && !self.closed(cx) {
                    self.editing = Some(Editing::of(sheet));
                }
            }
            Some(Err(problem)) => {
                self.asked = None;
                self.problem = Some(problem.clone());
            }
            _ => {}
        }
        if self.editing.as_mut().is_some_and(|editing| editing.hear(cx)) {
            // Saved: the record is read again, so that what is shown is what is kept.
            self.editing = None;
            self.saved = true;
            self.wanted = true;
        }
    }

    fn wish(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if !std::mem::take(&mut self.wanted) {
            return None;
        }
        let (id, action) = cx.ask(Request::OpenRecord { group: self.group, record: self.record });
        self.asked = Some(id);
        Some(action)
    }

    fn closed(&self, cx: &Cx<'_>) -> bool {
        cx.model.group(self.group).is_none_or(|group| group.closed)
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet) -> Option<Action> {
        if head::back_ui(ui, cx, cx.t("viewer-back")) {
            return Some(Action::Back);
        }
        let line = format!("{} · {}", sheet.row.code, sheet.file_name);
        let editable = self.editing.is_none() && !self.closed(cx);
        let (out, edit) = panes::page_head(ui, cx.theme, &sheet.row.title, &line, |ui| {
            let edit = editable && Button::secondary(cx.t("viewer-edit")).icon(Icon::Pencil).ui(ui, cx.theme);
            let shown = !matches!(sheet.shown, Shown::Not(_));
            let out = shown && Button::secondary(cx.t("records-take-out")).ui(ui, cx.theme);
            (out, edit)
        });
        if edit {
            self.editing = Some(Editing::of(sheet));
            self.saved = false;
        }
        out.then(|| self.take_out(sheet))
    }

    fn take_out(&self, sheet: &RecordSheet) -> Action {
        Action::Open(Route::Export { group: self.group, records: vec![sheet.row.clone()] })
    }

    fn beside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet) -> Option<Action> {
        let Some(editing) = &mut self.editing else {
            return facts::facts_ui(ui, cx, sheet, self.saved);
        };
        let (action, stop) = editing.ui(ui, cx, sheet);
        if stop {
            self.editing = None;
        }
        action
    }

    fn opening_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if head::back_ui(ui, cx, cx.t("viewer-back")) {
            return Some(Action::Back);
        }
        ui.add_space(space::PAGE);
        let Some(problem) = &self.problem else {
            progress::waiting(ui, cx.theme, cx.t("records-opening"));
            return None;
        };
        panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
        text::muted(ui, cx.theme, cx.problem_next(problem));
        if Button::secondary(cx.t("records-try-again")).ui(ui, cx.theme) {
            self.problem = None;
            self.wanted = true;
        }
        None
    }
}

impl Screen for Viewer {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let wish = self.wish(cx);
        if wish.is_some() {
            ui.ctx().request_repaint();
        }
        let Some(sheet) = self.sheet.clone() else {
            return wish.or(self.opening_ui(ui, cx));
        };
        let mut action = self.head_ui(ui, cx, &sheet);
        let (left, right) = beside::split(ui);
        let editing = self.editing.is_some();
        let shown = beside::sheet(ui, cx.theme, left, |ui| self.content.ui(ui, cx, &sheet, editing));
        if shown {
            action = action.or(Some(self.take_out(&sheet)));
        }
        action = action.or(beside::card(ui, cx.theme, right, |ui| self.beside_ui(ui, cx, &sheet)));
        let edit = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::E));
        if edit && self.editing.is_none() && !self.closed(cx) {
            self.editing = Some(Editing::of(&sheet));
        }
        wish.or(action)
    }

    fn unsaved(&self) -> bool {
        let editing = self.editing.as_ref().zip(self.sheet.as_ref());
        editing.is_some_and(|(editing, sheet)| editing.changes(sheet))
    }

    fn manual_page(&self) -> &'static str {
        "records"
    }
}
