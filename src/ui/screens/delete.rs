//! Deleting for good: what goes, what stays nevertheless, why; then the second person, the work, and the result.
//!
//! Opened from the details of records and customers. Nothing is asked of the worker before a reason is written.

use eframe::egui::{ScrollArea, Ui};

use super::job::job_ui;
use super::people::Asking;
use super::reason_form::ReasonForm;
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::request::{Consent, DeleteWhat, Request, RequestId};
use crate::app::snapshot::RecordRow;
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, text};

/// How many records are named.
const NAMED: usize = 8;

/// What came of it.
enum Ended {
    /// It is gone.
    Deleted(u64),
    /// It waits for a second person.
    Waits,
}

/// The screen and what it keeps.
pub(crate) struct Delete {
    group: GroupId,
    customer: Option<ClientCode>,
    records: Vec<RecordRow>,
    reason: ReasonForm,
    asking: Asking,
    speed: Speed,
    ended: Option<Ended>,
}

impl Delete {
    /// Deleting these records of one group.
    pub(crate) fn of_records(group: GroupId, records: Vec<RecordRow>) -> Self {
        Self::new(group, None, records)
    }

    /// Deleting a customer with every record.
    pub(crate) fn of_customer(group: GroupId, code: ClientCode) -> Self {
        Self::new(group, Some(code), Vec::new())
    }

    fn new(group: GroupId, customer: Option<ClientCode>, records: Vec<RecordRow>) -> Self {
        Self {
            group,
            customer,
            records,
            reason: ReasonForm::default(),
            asking: Asking::default(),
            speed: Speed::default(),
            ended: None,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        match self.asking.hear(cx) {
            Some(Answer::Deleted { records, .. }) => self.ended = Some(Ended::Deleted(*records)),
            Some(Answer::Waiting(_)) => self.ended = Some(Ended::Waits),
            _ => {}
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, consent: Consent) -> Action {
        let what = match self.customer {
            Some(code) => DeleteWhat::Customer(code),
            None => DeleteWhat::Records(self.records.iter().map(|row| row.id).collect()),
        };
        let reason = self.reason.reason();
        self.asking.ask_for(cx, Request::Delete { group: self.group, what, reason, consent })
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        panes::card(ui, cx.theme, |ui| self.what_ui(ui, cx));
        ui.add_space(space::MEDIUM);
        panes::notice(ui, cx.theme, Tone::Warning, cx.t("delete-final"), None);
        text::small(ui, cx.theme, cx.t("delete-stays"));
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            self.reason.ui(ui, cx, "delete-reason", cx.t("delete-reason-hint"), cx.t("out-reason-help"));
        });
        ui.add_space(space::MEDIUM);
        if !self.asking.is_consenting() {
            self.asking.problem_ui(ui, cx);
        }
        let ready = self.reason.is_ready() && !self.asking.is_busy();
        if Button::danger(cx.t("delete-next")).enabled(ready).ui(ui, cx.theme) {
            return Some(self.ask(cx, Consent::Unsaid));
        }
        let mut wish = None;
        match self.asking.consent_ui(ui, cx, &mut wish) {
            Some(consent) => Some(self.ask(cx, consent)),
            None => wish,
        }
    }

    fn what_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.set_width(ui.available_width());
        if let Some(code) = self.customer {
            text::strong(ui, cx.theme, cx.t("delete-customer-what"));
            text::text(ui, Face::Code, cx.theme.text, code.to_string());
            text::muted(ui, cx.theme, cx.t("delete-customer-all"));
            return;
        }
        text::strong(ui, cx.theme, cx.with("delete-what", &[("count", self.records.len().into())]));
        ui.add_space(space::TINY);
        for row in self.records.iter().take(NAMED) {
            ui.horizontal(|ui| {
                text::line(ui, Face::Code, cx.theme.text, row.code.to_string());
                text::line(ui, Face::Body, cx.theme.text, &row.title);
                text::line(ui, Face::Body, cx.theme.muted, cx.texts.size(row.size_bytes));
            });
        }
        if self.records.len() > NAMED {
            let more = cx.with("out-more", &[("count", (self.records.len() - NAMED).into())]);
            text::muted(ui, cx.theme, more);
        }
    }

    fn ended_ui(&self, ui: &mut Ui, cx: &Cx<'_>, ended: &Ended) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        match ended {
            Ended::Deleted(count) => {
                let key = if self.customer.is_some() { "delete-customer-done" } else { "delete-done" };
                panes::notice(ui, cx.theme, Tone::Good, &cx.with(key, &[("count", (*count).into())]), None);
                text::small(ui, cx.theme, cx.t("delete-stays"));
            }
            Ended::Waits => {
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("delete-waits"), None);
            }
        }
        ui.add_space(space::MEDIUM);
        Button::primary(cx.t("delete-back")).ui(ui, cx.theme).then_some(Action::Back)
    }
}

impl Screen for Delete {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let from = if self.customer.is_some() { "rail-customers" } else { "viewer-back" };
        let back = !self.asking.is_busy() && head::back_ui(ui, cx, cx.t(from));
        let group = cx.model.group(self.group).map_or("", |group| group.name.as_str());
        panes::page_head(ui, cx.theme, cx.t("delete-title"), group, |_| {});
        if back {
            return Some(Action::Back);
        }
        if let Some(id) = self.job()
            && cx.model.task(id).is_some_and(|task| task.progress.is_some())
        {
            return panes::card(ui, cx.theme, |ui| {
                job_ui(ui, cx, id, cx.t("delete-running"), &mut self.speed, Some(cx.t("delete-goes-on")))
            })
            .inner;
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| match &self.ended {
            Some(ended) => self.ended_ui(ui, cx, ended),
            None => self.form_ui(ui, cx),
        })
        .inner
    }

    fn unsaved(&self) -> bool {
        !self.asking.is_busy() && self.ended.is_none() && self.reason.is_begun()
    }

    fn job(&self) -> Option<RequestId> {
        self.asking.asked()
    }

    fn manual_page(&self) -> &'static str {
        "deleting"
    }
}
