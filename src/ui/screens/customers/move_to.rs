//! Moving a customer with every record to another group: where to, what changes, and a confirmation.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{CustomerSheet, GroupRow};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::choice::{choice, option};
use crate::ui::screens::job::job_ui;
use crate::ui::screens::{Screen, head};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, panes, text};

/// The screen and what it keeps.
pub(crate) struct MoveCustomer {
    from: GroupId,
    code: ClientCode,
    to: Option<GroupId>,
    asked: Option<RequestId>,
    sheet: Option<Arc<CustomerSheet>>,
    confirming: bool,
    moving: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    done: bool,
}

impl MoveCustomer {
    /// Moving this customer out of their group.
    pub(crate) fn new(from: GroupId, code: ClientCode) -> Self {
        Self {
            from,
            code,
            to: None,
            asked: None,
            sheet: None,
            confirming: false,
            moving: None,
            speed: Speed::default(),
            problem: None,
            done: false,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if let Some(Ok(Answer::Customer(sheet))) = cx.answer(self.asked) {
            self.sheet = Some(Arc::clone(sheet));
        }
        match cx.answer(self.moving) {
            Some(Ok(_)) => {
                self.moving = None;
                self.done = true;
            }
            Some(Err(problem)) => {
                self.moving = None;
                self.problem = Some(problem.clone());
            }
            None => {}
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        ui.add_space(space::TINY);
        text::body(ui, cx.theme, cx.t("customer-move-text"));
        ui.add_space(space::MEDIUM);
        let records = self.sheet.as_ref().map_or(0, |sheet| sheet.records);
        let who = [("code", self.code.to_string().into()), ("records", records.into())];
        text::strong(ui, cx.theme, cx.with("customer-move-who", &who));
        let from = cx.model.group(self.from).map_or("", |group| group.name.as_str());
        text::muted(ui, cx.theme, cx.with("customer-move-from", &[("group", from.into())]));
        ui.add_space(space::MEDIUM);
        let others: Vec<&GroupRow> = cx.model.groups.iter().filter(|group| self.may_go_to(group)).collect();
        if others.is_empty() {
            panes::notice(ui, cx.theme, Tone::Warning, cx.t("customer-move-nowhere"), None);
            return None;
        }
        text::text(ui, Face::Label, cx.theme.text, cx.t("customer-move-to"));
        let name = self.to.and_then(|id| cx.model.group(id)).map(|group| group.name.as_str());
        let label = name.unwrap_or(cx.t("customer-move-choose"));
        let (_, chosen) = choice(ui, cx.theme, label, Some(space::FORM), |ui| {
            others.iter().find(|group| option(ui, cx.theme, self.to == Some(group.id), &group.name))
        });
        if let Some(group) = chosen {
            self.to = Some(group.id);
        }
        ui.add_space(space::SMALL);
        text::muted(ui, cx.theme, cx.t("customer-move-readers"));
        ui.add_space(space::MEDIUM);
        if let Some(problem) = &self.problem {
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            text::small(ui, cx.theme, cx.problem_next(problem));
        }
        let go = Button::primary(cx.t("customer-move-next")).enabled(self.to.is_some()).ui(ui, cx.theme);
        self.confirming |= go;
        self.confirm_ui(ui, cx)
    }

    fn may_go_to(&self, group: &GroupRow) -> bool {
        group.id != self.from && group.identities && !group.closed
    }

    fn confirm_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let to = self.to.filter(|_| self.confirming)?;
        let (title, back) = (cx.t("customer-move-title"), cx.t("customer-cancel"));
        let dialog = Dialog::new("customer-move", title, cx.t("customer-move-go"), back);
        let name = |id| cx.model.group(id).map_or("", |group: &GroupRow| group.name.as_str());
        let code = self.code.to_string();
        let will = [("code", code.into()), ("from", name(self.from).into()), ("to", name(to).into())];
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::strong(ui, cx.theme, cx.with("customer-move-will", &will));
            text::body(ui, cx.theme, cx.t("customer-move-text"));
            text::muted(ui, cx.theme, cx.t("customer-move-readers"));
        });
        self.confirming = answered.is_none();
        if answered != Some(Answered::Yes) {
            return None;
        }
        self.problem = None;
        self.speed = Speed::default();
        let (id, action) = cx.ask(Request::MoveCustomer { from: self.from, to, code: self.code });
        self.moving = Some(id);
        Some(action)
    }

    fn done_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let group = self.to.and_then(|id| cx.model.group(id)).map_or("", |group| group.name.as_str());
        let said = [("code", self.code.to_string().into()), ("group", group.into())];
        panes::notice(ui, cx.theme, Tone::Good, &cx.with("customer-move-done", &said), None);
        ui.add_space(space::MEDIUM);
        let see = Button::primary(cx.t("customers-title")).ui(ui, cx.theme);
        see.then_some(Action::Go(Route::Customers { group: self.to }))
    }
}

impl Screen for MoveCustomer {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        if self.asked.is_none() {
            let (id, action) = cx.ask(Request::OpenCustomer { group: self.from, code: self.code });
            self.asked = Some(id);
            return Some(action);
        }
        let back = self.moving.is_none() && head::back_ui(ui, cx, cx.t("customers-title"));
        panes::page_head(ui, cx.theme, cx.t("customer-move-title"), "", |_| {});
        if back {
            return Some(Action::Back);
        }
        if let Some(id) = self.moving {
            return job_ui(ui, cx, id, cx.t("customer-move-running"), &mut self.speed, None);
        }
        if self.done { self.done_ui(ui, cx) } else { self.form_ui(ui, cx) }
    }

    fn job(&self) -> Option<RequestId> {
        self.moving
    }

    fn manual_page(&self) -> &'static str {
        "moving-customers"
    }
}
