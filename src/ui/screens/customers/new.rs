//! Adding a customer: the group, the identity, and the code that the program drew for it.
//!
//! What is typed stays if it was refused. Afterwards the code is shown, with what is usually done next.

use eframe::egui::{Key, Modifiers, ScrollArea, Ui};

use super::form::{identity_ui, name_id, trimmed};
use super::typed::IdentityFaults;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{GroupRow, IdentityDraft};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::choice::{choice, option};
use crate::ui::screens::{Screen, head};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// The screen and what it keeps.
pub(crate) struct NewCustomer {
    group: Option<GroupId>,
    draft: IdentityDraft,
    touched: bool,
    focus: bool,
    saving: Option<RequestId>,
    problem: Option<Problem>,
    added: Option<(GroupId, ClientCode)>,
}

impl NewCustomer {
    /// An empty form, for this group to start with.
    pub(crate) fn new(group: Option<GroupId>) -> Self {
        Self {
            group,
            draft: IdentityDraft::default(),
            touched: false,
            focus: true,
            saving: None,
            problem: None,
            added: None,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        match cx.answer(self.saving) {
            Some(Ok(Answer::CustomerAdded(code))) => {
                self.saving = None;
                self.added = self.group.map(|group| (group, *code));
                self.draft = IdentityDraft::default();
                self.touched = false;
            }
            Some(Err(problem)) => {
                self.saving = None;
                self.problem = Some(problem.clone());
            }
            _ => {}
        }
        let open = |id: GroupId| cx.model.group(id).is_some_and(usable);
        if !self.group.is_some_and(open) {
            self.group = cx.model.groups.iter().find(|group| usable(group)).map(|group| group.id);
        }
    }

    fn group_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        text::text(ui, Face::Label, cx.theme.text, cx.t("customer-group"));
        let name = self.group.and_then(|id| cx.model.group(id)).map_or("", |group| group.name.as_str());
        let (_, chosen) = choice(ui, cx.theme, name, Some(space::FORM), |ui| {
            let mut groups = cx.model.groups.iter().filter(|group| usable(group));
            groups.find(|group| option(ui, cx.theme, self.group == Some(group.id), &group.name))
        });
        if let Some(group) = chosen {
            self.group = Some(group.id);
        }
        ui.add_space(space::SMALL);
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        self.group_ui(ui, cx);
        let before = self.draft.clone();
        identity_ui(ui, cx, &mut self.draft, self.touched);
        self.touched |= self.draft != before;
        if std::mem::take(&mut self.focus) {
            ui.memory_mut(|memory| memory.request_focus(name_id()));
        }
        ui.add_space(space::MEDIUM);
        if let Some(problem) = &self.problem {
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            text::small(ui, cx.theme, cx.problem_next(problem));
        }
        ui.horizontal(|ui| {
            let ready = IdentityFaults::of(&self.draft).none() && self.saving.is_none();
            let save = Button::primary(cx.t("customer-new-save")).enabled(ready && self.group.is_some());
            let pressed = save.ui(ui, cx.theme);
            let typed = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::S));
            if Button::secondary(cx.t("customer-cancel")).ui(ui, cx.theme) {
                return Some(Action::Back);
            }
            if ready && (pressed || typed) { self.save(cx) } else { None }
        })
        .inner
    }

    fn save(&mut self, cx: &Cx<'_>) -> Option<Action> {
        self.problem = None;
        let (id, action) =
            cx.ask(Request::AddCustomer { group: self.group?, identity: trimmed(&self.draft) });
        self.saving = Some(id);
        Some(action)
    }

    fn added_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, group: GroupId, code: ClientCode) -> Option<Action> {
        let said = cx.with("customer-new-done", &[("code", code.to_string().into())]);
        panes::notice(ui, cx.theme, Tone::Good, &said, None);
        ui.add_space(space::MEDIUM);
        text::small(ui, cx.theme, cx.t("customers-column-code"));
        text::text(ui, Face::Title, cx.theme.text, code.to_string());
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            if Button::primary(cx.t("customer-add-files")).ui(ui, cx.theme) {
                let customer = Some((group, code));
                return Some(Action::Open(Route::AddFiles { customer, paths: Vec::new() }));
            }
            if Button::secondary(cx.t("customer-another")).ui(ui, cx.theme) {
                self.added = None;
                self.focus = true;
            }
            None
        })
        .inner
    }
}

impl Screen for NewCustomer {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let back = head::back_ui(ui, cx, cx.t("customers-title"));
        let (title, line) = (cx.t("customer-new-title"), cx.t("customer-new-text"));
        panes::page_head(ui, cx.theme, title, line, |_| {});
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let action = area.show(ui, |ui| match self.added {
            Some((group, code)) => self.added_ui(ui, cx, group, code),
            None => self.form_ui(ui, cx),
        });
        if back { Some(Action::Back) } else { action.inner }
    }

    fn unsaved(&self) -> bool {
        self.draft != IdentityDraft::default()
    }

    fn manual_page(&self) -> &'static str {
        "customers"
    }
}

/// Customers can be added: the group is open, and its identities were granted.
const fn usable(group: &GroupRow) -> bool {
    group.identities && !group.closed
}
