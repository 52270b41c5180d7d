//! The chosen record beside the list: a preview, what is known of it, and what can be done with it.
//!
//! Choosing a record opens it: the worker logs that before it shows anything. While one record is on its way no other
//! is asked for, so that holding an arrow key down does not open every record it passes.

use std::sync::Arc;

use eframe::egui::Ui;

use super::chosen::Chosen;
use super::open_record;
use super::preview::preview_ui;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{RecordRow, RecordSheet};
use crate::base::code::ClientCode;
use crate::base::id::{GroupId, RecordId};
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::beside;
use crate::ui::screens::picture::Tiled;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, progress, text};

/// The height of the preview, in points: this share of the room, so that the facts have room below it.
const PREVIEW_SHARE: f32 = 0.42;
const PREVIEW_LEAST: f32 = 140.0;
const PREVIEW_MOST: f32 = 320.0;

/// The details and what they keep.
#[derive(Default)]
pub(super) struct Details {
    asked: Option<(RecordId, u64, RequestId)>,
    sheet: Option<(u64, Arc<RecordSheet>)>,
    problem: Option<(RecordId, Problem)>,
    tiled: Option<Tiled>,
    revealing: Option<(ClientCode, RequestId)>,
    revealed: Option<(ClientCode, String)>,
}

impl Details {
    /// Asks for the chosen record, if it is not here.
    pub(super) fn wish(&mut self, cx: &Cx<'_>, row: Option<&RecordRow>) -> Option<Action> {
        let row = row?;
        let known = self
            .sheet
            .as_ref()
            .is_some_and(|(revision, sheet)| sheet.row.id == row.id && *revision == cx.model.revision);
        let refused = self.problem.as_ref().is_some_and(|(record, _)| *record == row.id);
        if known || refused || self.asked.is_some() {
            return None;
        }
        let (id, action) = cx.ask(Request::OpenRecord { group: row.group, record: row.id });
        self.asked = Some((row.id, cx.model.revision, id));
        Some(action)
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        self.asked = self.asked.filter(|(.., id)| !cx.lost(Some(*id)));
        self.revealing = self.revealing.filter(|(_, id)| !cx.lost(Some(*id)));
        if let Some((record, revision, id)) = self.asked
            && let Some(answer) = cx.answer(Some(id))
        {
            self.asked = None;
            match answer {
                Ok(Answer::Record(sheet)) => {
                    self.sheet = Some((revision, Arc::clone(sheet)));
                    self.problem = None;
                }
                Ok(_) => {}
                Err(problem) => self.problem = Some((record, problem.clone())),
            }
        }
        if let Some((code, id)) = self.revealing
            && let Some(answer) = cx.answer(Some(id))
        {
            self.revealing = None;
            let name = match answer {
                Ok(Answer::Customer(customer)) => {
                    customer.identity.as_ref().map_or_else(String::new, |identity| identity.name.clone())
                }
                Ok(_) => String::new(),
                Err(problem) => cx.problem(problem),
            };
            self.revealed = Some((code, name));
        }
    }

    /// Draws the details of what is chosen.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, chosen: &Chosen) -> Option<Action> {
        self.hear(cx);
        match chosen.one() {
            Some(row) => self.one_ui(ui, cx, row),
            None if chosen.count() > 1 => many_ui(ui, cx, chosen),
            None => {
                let (title, words) = (cx.t("records-pick-title"), cx.t("records-pick-text"));
                panes::empty(ui, cx.theme, Icon::File, title, words, None);
                None
            }
        }
    }

    fn one_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &RecordRow) -> Option<Action> {
        let rows = if may_delete(cx, row.group) { 3.0 } else { 2.0 };
        let foot = rows * (space::CONTROL + space::SMALL) - space::SMALL;
        let (above, below) =
            beside::with_foot(ui, foot, |ui| self.facts_ui(ui, cx, row), |ui| acts_ui(ui, cx, row));
        above.or(below)
    }

    fn facts_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &RecordRow) -> Option<Action> {
        let sheet = self.sheet.as_ref().map(|(_, sheet)| Arc::clone(sheet)).filter(|s| s.row.id == row.id);
        let preview = (ui.clip_rect().height() * PREVIEW_SHARE).clamp(PREVIEW_LEAST, PREVIEW_MOST);
        let opened = self.preview_ui(ui, cx, row, preview, sheet.as_deref());
        ui.add_space(space::SMALL);
        text::strong(ui, cx.theme, &row.title);
        ui.add_space(space::TINY);
        let theme = cx.theme;
        text::fact(ui, theme, cx.t("record-customer"), |ui| {
            text::code(ui, theme, row.code.to_string());
        });
        let revealed = self.identity_ui(ui, cx, row.group, row.code);
        text::fact(ui, theme, cx.t("record-filed"), |ui| {
            let when = cx.texts.date(row.filed_at);
            match sheet.as_ref().filter(|sheet| !sheet.filed_by.is_empty()) {
                Some(sheet) => {
                    let named = [("when", when.into()), ("who", (&sheet.filed_by).into())];
                    text::body(ui, theme, cx.with("record-filed-by", &named))
                }
                None => text::body(ui, theme, when),
            };
        });
        text::fact(ui, theme, cx.t("record-size"), |ui| {
            text::body(ui, theme, cx.texts.size(row.size_bytes));
        });
        if let Some(sheet) = &sheet {
            sheet_facts_ui(ui, cx, sheet);
        }
        let accesses = accesses_ui(ui, cx, row.code);
        opened.then(|| open_record(row, false)).or(revealed).or(accesses)
    }

    fn preview_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        row: &RecordRow,
        height: f32,
        sheet: Option<&RecordSheet>,
    ) -> bool {
        if let Some(sheet) = sheet {
            return preview_ui(ui, cx, height, sheet, &mut self.tiled).clicked();
        }
        ui.allocate_ui([ui.available_width(), height].into(), |ui| {
            ui.set_min_height(height);
            match self.problem.as_ref().filter(|(record, _)| *record == row.id) {
                Some((_, problem)) => {
                    panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
                    text::small(ui, cx.theme, cx.problem_next(problem));
                }
                None => progress::waiting(ui, cx.theme, cx.t("records-opening")),
            }
        });
        false
    }

    fn identity_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, group: GroupId, code: ClientCode) -> Option<Action> {
        if !cx.model.group(group).is_some_and(|group| group.identities) {
            return None;
        }
        let mut action = None;
        text::fact(ui, cx.theme, cx.t("record-identity"), |ui| {
            if let Some((_, name)) = self.revealed.as_ref().filter(|(known, _)| *known == code) {
                text::body(ui, cx.theme, name);
            } else if self.revealing.is_some() {
                text::muted(ui, cx.theme, "…");
            } else if choose::link(ui, cx.theme, cx.t("record-identity-reveal")) {
                let (id, ask) = cx.ask(Request::OpenCustomer { group, code });
                self.revealing = Some((code, id));
                action = Some(ask);
            }
        });
        action
    }
}

/// For those who read the access log: who opened this customer's file.
fn accesses_ui(ui: &mut Ui, cx: &Cx<'_>, code: ClientCode) -> Option<Action> {
    if cx.model.session.as_ref().is_none_or(|session| session.role != Role::Supervisor) {
        return None;
    }
    let mut pressed = false;
    text::fact(ui, cx.theme, cx.t("record-accesses"), |ui| {
        pressed = choose::link(ui, cx.theme, cx.t("record-accesses-see"));
    });
    pressed.then_some(Action::Open(Route::Accesses(code)))
}

fn sheet_facts_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet) {
    let theme = cx.theme;
    text::fact(ui, theme, cx.t("record-file"), |ui| {
        text::body(ui, theme, &sheet.file_name);
    });
    if !sheet.row.tags.is_empty() {
        text::fact(ui, theme, cx.t("record-tags"), |ui| tags_ui(ui, cx, &sheet.row.tags));
    }
    if !sheet.notes.is_empty() {
        text::fact(ui, theme, cx.t("record-notes"), |ui| {
            text::body(ui, theme, &sheet.notes);
        });
    }
}

/// Tags as chips, in as many lines as they need.
pub(crate) fn tags_ui(ui: &mut Ui, cx: &Cx<'_>, tags: &[String]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = [space::TINY, space::TINY].into();
        for tag in tags {
            panes::chip(ui, cx.theme, Tone::Plain, tag);
        }
    });
}

fn acts_ui(ui: &mut Ui, cx: &Cx<'_>, row: &RecordRow) -> Option<Action> {
    let closed = cx.model.group(row.group).is_some_and(|group| group.closed);
    let width = ui.available_width();
    let half = (width - space::SMALL) / 2.0;
    let first = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let open = Button::secondary(cx.t("records-open")).width(half).ui(ui, cx.theme);
            let edit = Button::secondary(cx.t("records-edit")).width(half).enabled(!closed).ui(ui, cx.theme);
            (open || edit).then(|| open_record(row, edit))
        })
        .inner;
    let out = Button::secondary(cx.t("records-take-out")).width(width).ui(ui, cx.theme);
    first
        .or_else(|| out.then(|| Action::Open(Route::Export { group: row.group, records: vec![row.clone()] })))
        .or_else(|| delete_ui(ui, cx, row.group, || vec![row.clone()]))
}

/// Whether the person who looks may delete in this group, with a second one.
fn may_delete(cx: &Cx<'_>, group: GroupId) -> bool {
    let supervisor = cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor);
    supervisor && cx.model.group(group).is_some_and(|group| !group.closed)
}

fn delete_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    group: GroupId,
    records: impl FnOnce() -> Vec<RecordRow>,
) -> Option<Action> {
    let pressed = may_delete(cx, group)
        && Button::secondary(cx.t("delete-open")).width(ui.available_width()).ui(ui, cx.theme);
    pressed.then(|| Action::Open(Route::DeleteRecords { group, records: records() }))
}

fn many_ui(ui: &mut Ui, cx: &Cx<'_>, chosen: &Chosen) -> Option<Action> {
    let size: u64 = chosen.all().map(|row| row.size_bytes).sum();
    text::heading(ui, cx.theme, cx.with("records-many-title", &[("count", chosen.count().into())]));
    text::muted(ui, cx.theme, cx.with("records-many-text", &[("size", cx.texts.size(size).into())]));
    let group = chosen.all().next()?.group;
    if chosen.all().any(|row| row.group != group) {
        text::muted(ui, cx.theme, cx.t("records-many-groups"));
        return None;
    }
    ui.add_space(space::MEDIUM);
    let out = Button::secondary(cx.t("records-take-out")).width(ui.available_width()).ui(ui, cx.theme);
    let all = || chosen.all().cloned().collect();
    out.then(|| Action::Open(Route::Export { group, records: all() }))
        .or_else(|| delete_ui(ui, cx, group, all))
}
