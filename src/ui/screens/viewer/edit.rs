//! The title, tags and notes of a record while they are edited.
//!
//! What is typed stays until it is saved or given up: a refused save keeps it and says why.

use eframe::egui::{Id, Key, Modifiers, ScrollArea, Ui};

use super::draft::{DraftFault, RecordDraft};
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::RecordSheet;
use crate::base::limits::{LINE_CHARS, NOTE_CHARS};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, panes, text};

/// What is typed, and the save that is on its way.
pub(super) struct Editing {
    draft: RecordDraft,
    saving: Option<RequestId>,
    problem: Option<Problem>,
    focus: bool,
}

impl Editing {
    /// Editing that changes nothing yet.
    pub(super) fn of(sheet: &RecordSheet) -> Self {
        Self { draft: RecordDraft::of(sheet), saving: None, problem: None, focus: true }
    }

    /// Whether something typed is not saved.
    pub(super) fn changes(&self, sheet: &RecordSheet) -> bool {
        self.draft.changes(sheet)
    }

    /// True when the save succeeded.
    pub(super) fn hear(&mut self, cx: &Cx<'_>) -> bool {
        let Some(answer) = cx.answer(self.saving) else { return false };
        self.saving = None;
        match answer {
            Ok(_) => true,
            Err(problem) => {
                self.problem = Some(problem.clone());
                false
            }
        }
    }

    /// Draws the form: the wish to save, and whether editing ends without it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet) -> (Option<Action>, bool) {
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            self.fields_ui(ui, cx);
            ui.add_space(space::SMALL);
            if let Some(problem) = &self.problem {
                panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
                text::small(ui, cx.theme, cx.problem_next(problem));
            }
            let changed = self.changes(sheet);
            if changed {
                text::small_tone(ui, cx.theme, Tone::Warning, cx.t("viewer-unsaved"));
            }
            self.buttons_ui(ui, cx, sheet, changed)
        })
        .inner
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let fault = self.draft.fault();
        let long = |max: usize| cx.with("viewer-line-long", &[("max", max.into())]);
        let title_error = match fault {
            Some(DraftFault::TitleMissing) => Some(cx.t("viewer-title-missing").to_owned()),
            Some(DraftFault::TitleLong) => Some(long(LINE_CHARS)),
            _ => None,
        };
        let id = Id::unique("viewer-title");
        Field::new(cx.t("viewer-title-label")).error(title_error).id(id).ui(
            ui,
            cx.theme,
            &mut self.draft.title,
        );
        if std::mem::take(&mut self.focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        ui.add_space(space::SMALL);
        let tag_error = (fault == Some(DraftFault::TagLong)).then(|| long(LINE_CHARS));
        Field::new(cx.t("viewer-tags-label")).hint(cx.t("viewer-tags-hint")).error(tag_error).ui(
            ui,
            cx.theme,
            &mut self.draft.tags,
        );
        text::small(ui, cx.theme, cx.t("viewer-tags-help"));
        ui.add_space(space::SMALL);
        let notes_error = (fault == Some(DraftFault::NotesLong)).then(|| long(NOTE_CHARS));
        Field::new(cx.t("viewer-notes-label")).rows(8).error(notes_error).ui(
            ui,
            cx.theme,
            &mut self.draft.notes,
        );
    }

    fn buttons_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        sheet: &RecordSheet,
        changed: bool,
    ) -> (Option<Action>, bool) {
        ui.horizontal(|ui| {
            let ready = changed && self.saving.is_none() && self.draft.fault().is_none();
            let pressed = Button::primary(cx.t("viewer-save")).enabled(ready).ui(ui, cx.theme);
            let typed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::S));
            let stop = cx.t(if changed { "viewer-discard" } else { "viewer-stop-editing" });
            let stopped = Button::secondary(stop).ui(ui, cx.theme);
            let action = (ready && (pressed || typed)).then(|| self.save(cx, sheet));
            (action, stopped)
        })
        .inner
    }

    fn save(&mut self, cx: &Cx<'_>, sheet: &RecordSheet) -> Action {
        self.problem = None;
        let (id, action) = cx.ask(Request::EditRecord {
            group: sheet.row.group,
            record: sheet.row.id,
            title: self.draft.title.trim().to_owned(),
            tags: self.draft.tag_list(),
            notes: self.draft.notes.clone(),
        });
        self.saving = Some(id);
        action
    }
}
