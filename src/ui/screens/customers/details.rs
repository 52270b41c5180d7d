//! The chosen customer beside the list: the identity where it was granted, and what can be done.
//!
//! The identity is edited here; what is typed stays until it is saved or given up.

use std::sync::Arc;

use eframe::egui::Ui;

use super::form::{identity_ui, trimmed};
use super::typed::IdentityFaults;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{CustomerRow, CustomerSheet, IdentityDraft};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::screens::beside;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, Icon, panes, progress, text};

type Who = (GroupId, ClientCode);

/// The details and what they keep.
#[derive(Default)]
pub(super) struct Details {
    asked: Option<(Who, u64, RequestId)>,
    sheet: Option<(u64, Arc<CustomerSheet>)>,
    problem: Option<(Who, Problem)>,
    editing: Option<Editing>,
    saved: Option<Who>,
}

struct Editing {
    sheet: Arc<CustomerSheet>,
    draft: IdentityDraft,
    saving: Option<RequestId>,
    problem: Option<Problem>,
    leaving: bool,
}

impl Details {
    /// Asks for the chosen customer, if they are not here. Not while an identity is edited.
    pub(super) fn wish(&mut self, cx: &Cx<'_>, row: Option<&CustomerRow>) -> Option<Action> {
        let who = row.map(|row| (row.group, row.code))?;
        let known = |(revision, sheet): &(u64, Arc<CustomerSheet>)| {
            who_of(sheet) == who && *revision == cx.model.revision
        };
        let refused = self.problem.as_ref().is_some_and(|(refused, _)| *refused == who);
        if self.sheet.as_ref().is_some_and(known) || refused || self.asked.is_some() || self.editing.is_some()
        {
            return None;
        }
        let (id, action) = cx.ask(Request::OpenCustomer { group: who.0, code: who.1 });
        self.asked = Some((who, cx.model.revision, id));
        Some(action)
    }

    /// Whether something typed is not saved.
    pub(super) fn unsaved(&self) -> bool {
        self.editing.as_ref().is_some_and(Editing::changes)
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        self.asked = self.asked.filter(|(.., id)| !cx.lost(Some(*id)));
        if let Some((who, revision, id)) = self.asked
            && let Some(answer) = cx.answer(Some(id))
        {
            self.asked = None;
            match answer {
                Ok(Answer::Customer(sheet)) => {
                    self.sheet = Some((revision, Arc::clone(sheet)));
                    self.problem = None;
                }
                Ok(_) => {}
                Err(problem) => self.problem = Some((who, problem.clone())),
            }
        }
        let Some(editing) = &mut self.editing else { return };
        match cx.answer(editing.saving) {
            Some(Ok(_)) => {
                self.saved = Some(who_of(&editing.sheet));
                self.editing = None;
            }
            Some(Err(problem)) => {
                editing.saving = None;
                editing.problem = Some(problem.clone());
            }
            None => {}
        }
    }

    /// Draws the details of the chosen customer.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: Option<&CustomerRow>) -> Option<Action> {
        self.hear(cx);
        if self.editing.is_some() {
            return self.edit_ui(ui, cx, row);
        }
        let Some(row) = row else {
            let (title, words) = (cx.t("customers-pick-title"), cx.t("customers-pick-text"));
            panes::empty(ui, cx.theme, Icon::Person, title, words, None);
            return None;
        };
        let who = (row.group, row.code);
        let sheet = self.sheet.as_ref().map(|(_, sheet)| Arc::clone(sheet)).filter(|s| who_of(s) == who);
        let rows = if may_see_accesses(cx) { 4.0 } else { 2.0 };
        let foot = rows * (space::CONTROL + space::SMALL) - space::SMALL;
        let ((), action) = beside::with_foot(
            ui,
            foot,
            |ui| self.facts_ui(ui, cx, row, sheet.as_deref()),
            |ui| acts_ui(ui, cx, row, sheet.as_deref()),
        );
        match (action, sheet) {
            (Some(Act::Edit), Some(sheet)) => {
                let draft = sheet.identity.clone().unwrap_or_default();
                self.editing = Some(Editing { sheet, draft, saving: None, problem: None, leaving: false });
                self.saved = None;
                None
            }
            (Some(Act::Wish(action)), _) => Some(action),
            _ => None,
        }
    }

    fn facts_ui(&self, ui: &mut Ui, cx: &Cx<'_>, row: &CustomerRow, sheet: Option<&CustomerSheet>) {
        let theme = cx.theme;
        let name = sheet.and_then(|sheet| sheet.identity.as_ref()).map(|identity| identity.name.as_str());
        if let Some(name) = name.or(row.name.as_deref()) {
            text::heading(ui, theme, name);
        }
        text::text(ui, Face::Code, theme.text, row.code.to_string());
        if self.saved == Some((row.group, row.code)) {
            panes::chip(ui, theme, Tone::Good, cx.t("customer-saved"));
        }
        ui.add_space(space::SMALL);
        if let Some((_, problem)) = self.problem.as_ref().filter(|(who, _)| *who == (row.group, row.code)) {
            panes::notice(ui, theme, Tone::Danger, &cx.problem(problem), None);
            return;
        }
        let Some(sheet) = sheet else {
            progress::waiting(ui, theme, cx.t("records-opening"));
            return;
        };
        sheet_ui(ui, cx, sheet);
    }

    fn edit_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: Option<&CustomerRow>) -> Option<Action> {
        let editing = self.editing.as_mut()?;
        // Another row was chosen meanwhile: what is typed is not lost without a question.
        if row.is_some_and(|row| (row.group, row.code) != who_of(&editing.sheet)) {
            editing.leaving = true;
        }
        let (action, stop) = editing.ui(ui, cx);
        if stop {
            self.editing = None;
        }
        action
    }
}

impl Editing {
    fn changes(&self) -> bool {
        self.sheet.identity.as_ref().is_none_or(|identity| *identity != trimmed(&self.draft))
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        let form = |editing: &mut Self, ui: &mut Ui| editing.form_ui(ui, cx);
        let buttons = |editing: &mut Self, ui: &mut Ui| editing.buttons_ui(ui, cx);
        let ((), (action, stop)) = beside::with_foot_of(ui, space::CONTROL, self, form, buttons);
        let escaped = !self.leaving
            && self.saving.is_none()
            && ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
            && keys::pressed(ui, &keys::BACK);
        let stop = stop || escaped;
        if stop && self.changes() {
            self.leaving = true;
        } else if stop {
            return (None, true);
        }
        if !self.leaving {
            return (action, false);
        }
        if !self.changes() {
            return (None, true);
        }
        let (title, stay) = (cx.t("customer-leave-title"), cx.t("customer-leave-stay"));
        let dialog = Dialog::new("customer-leave", title, cx.t("customer-leave-discard"), stay)
            .dangerous()
            .without_enter();
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t("customer-leave-text"));
        });
        self.leaving = answered.is_none();
        (action, answered == Some(Answered::Yes))
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        text::heading(ui, cx.theme, cx.t("customer-edit-title"));
        text::text(ui, Face::Code, cx.theme.text, self.sheet.code.to_string());
        ui.add_space(space::SMALL);
        identity_ui(ui, cx, &mut self.draft, true);
        ui.add_space(space::SMALL);
        if let Some(problem) = &self.problem {
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            text::small(ui, cx.theme, cx.problem_next(problem));
        }
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        ui.horizontal(|ui| {
            let fit = IdentityFaults::of(&self.draft).none();
            let ready = fit && self.changes() && self.saving.is_none();
            let save = Button::secondary(cx.t("customer-edit-save")).enabled(ready).ui(ui, cx.theme);
            let stop = Button::secondary(cx.t("customer-cancel")).ui(ui, cx.theme);
            (save.then(|| self.save(cx)), stop)
        })
        .inner
    }

    fn save(&mut self, cx: &Cx<'_>) -> Action {
        self.problem = None;
        let (group, code) = who_of(&self.sheet);
        let (id, action) = cx.ask(Request::EditCustomer { group, code, identity: trimmed(&self.draft) });
        self.saving = Some(id);
        action
    }
}

enum Act {
    Edit,
    Wish(Action),
}

/// Whether the person who looks reads the access log.
fn may_see_accesses(cx: &Cx<'_>) -> bool {
    cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor)
}

fn who_of(sheet: &CustomerSheet) -> Who {
    (sheet.group, sheet.code)
}

fn sheet_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &CustomerSheet) {
    let theme = cx.theme;
    if let Some(moved_to) = sheet.moved_to {
        let group = cx.model.group(moved_to).map_or(cx.t("customer-moved-elsewhere"), |g| g.name.as_str());
        panes::notice(ui, theme, Tone::Warning, &cx.with("customer-moved", &[("group", group.into())]), None);
        text::small(ui, theme, cx.t("customer-moved-text"));
    }
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        if !value.is_empty() {
            text::fact(ui, theme, cx.t(key), |ui| {
                text::body(ui, theme, value);
            });
        }
    };
    match &sheet.identity {
        Some(identity) => {
            fact(ui, "customer-email", &identity.email);
            fact(ui, "customer-phone", &identity.phone);
            fact(ui, "customer-address", &identity.address);
            fact(ui, "customer-notes", &identity.notes);
        }
        None if sheet.moved_to.is_none() => {
            text::muted(ui, theme, cx.t("customers-codes-only"));
        }
        None => {}
    }
    fact(ui, "customer-group", cx.model.group(sheet.group).map_or("", |group| group.name.as_str()));
    fact(ui, "customer-records", &cx.texts.count(sheet.records));
    fact(ui, "customer-added", &cx.texts.date(sheet.added_at));
}

fn acts_ui(ui: &mut Ui, cx: &Cx<'_>, row: &CustomerRow, sheet: Option<&CustomerSheet>) -> Option<Act> {
    let group = cx.model.group(row.group)?;
    let here = sheet.is_some_and(|sheet| sheet.moved_to.is_none());
    let supervisor = cx.model.session.as_ref().is_some_and(|session| session.role == Role::Supervisor);
    let changeable = here && !group.closed;
    let half = (ui.available_width() - space::SMALL) / 2.0;
    ui.spacing_mut().item_spacing = [space::SMALL, space::SMALL].into();
    let button = |ui: &mut Ui, key: &str, enabled: bool| {
        Button::secondary(cx.t(key)).width(half).enabled(enabled).ui(ui, cx.theme)
    };
    let (records, add) = ui
        .horizontal(|ui| {
            (button(ui, "customer-see-records", true), button(ui, "customer-add-files", changeable))
        })
        .inner;
    let (edit, moved) = ui
        .horizontal(|ui| {
            let named = sheet.is_some_and(|sheet| sheet.identity.is_some());
            let edit = button(ui, "customer-edit", changeable && named);
            let moved = supervisor && button(ui, "customer-move", changeable && group.identities);
            (edit, moved)
        })
        .inner;
    let opened = may_see_accesses(cx)
        && Button::secondary(cx.t("customer-who-opened")).width(ui.available_width()).ui(ui, cx.theme);
    let delete = supervisor
        && Button::secondary(cx.t("delete-open"))
            .width(ui.available_width())
            .enabled(changeable && group.identities)
            .ui(ui, cx.theme);
    if delete {
        Some(Act::Wish(Action::Open(Route::DeleteCustomer { group: row.group, code: row.code })))
    } else if opened {
        Some(Act::Wish(Action::Open(Route::Accesses(row.code))))
    } else if records {
        Some(Act::Wish(super::records_of(row)))
    } else if add {
        let customer = Some((row.group, row.code));
        Some(Act::Wish(Action::Open(Route::AddFiles { customer, paths: Vec::new() })))
    } else if moved {
        Some(Act::Wish(Action::Open(Route::MoveCustomer { from: row.group, code: row.code })))
    } else {
        edit.then_some(Act::Edit)
    }
}
