//! One group beside the list: its facts and acts, a form for its name, and the question before it is closed for good.
//!
//! What is typed stays until the worker has done it, or it is given up.

use eframe::egui::{Id, Ui};

use super::listed::Listed;
use super::pairs::Pairs;
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::GroupRow;
use crate::base::id::GroupId;
use crate::base::limits::LINE_CHARS;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::screens::people::problem_ui;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, Field, Icon, panes, progress, text};

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Doing {
    #[default]
    Nothing,
    Making,
    Renaming(GroupId),
    Closing(GroupId),
}

/// The details and what they keep.
#[derive(Default)]
pub(super) struct Details {
    doing: Doing,
    /// The name that is typed: of the new group, the new name, or the confirmation.
    name: String,
    focus: bool,
    asked: Option<RequestId>,
    problem: Option<Problem>,
    said: Option<String>,
    /// How many people the group takes.
    pairs: Pairs,
}

impl Details {
    /// Whether the form for a new group is open.
    pub(super) fn is_making(&self) -> bool {
        self.doing == Doing::Making
    }

    /// Opens the form for a new group.
    pub(super) fn make(&mut self) {
        self.begin(Doing::Making, String::new());
    }

    /// Shows the chosen group. A name that is being typed stays.
    pub(super) fn show(&mut self) {
        self.pairs.show();
        if !self.unsaved() {
            self.begin(Doing::Nothing, String::new());
        }
    }

    /// Whether something typed is not saved.
    pub(super) fn unsaved(&self) -> bool {
        self.doing == Doing::Making && !self.name.trim().is_empty()
    }

    /// Takes in answers; the group that was made, if one was.
    pub(super) fn hear(&mut self, cx: &Cx<'_>) -> Option<GroupId> {
        self.pairs.hear(cx);
        let answer = cx.answer(self.asked)?;
        self.asked = None;
        let answer = match answer {
            Ok(answer) => answer,
            Err(problem) => {
                self.problem = Some(problem.clone());
                return None;
            }
        };
        let closed = match self.doing {
            Doing::Closing(group) => cx.model.group(group).map(|group| group.name.clone()),
            _ => None,
        };
        let key = match self.doing {
            Doing::Renaming(_) => "groups-renamed",
            Doing::Closing(_) => "groups-close-done",
            Doing::Making | Doing::Nothing => "groups-made",
        };
        let name = closed.unwrap_or_else(|| self.name.trim().to_owned());
        self.begin(Doing::Nothing, String::new());
        self.said = Some(cx.with(key, &[("name", name.into())]));
        if let Answer::GroupMade(group) = answer { Some(*group) } else { None }
    }

    /// Draws the form, or the chosen group.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        group: Option<&Listed<'_>>,
        supervisor: bool,
    ) -> Option<Action> {
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
            ui.add_space(space::SMALL);
        }
        match self.doing {
            Doing::Making => {
                text::heading(ui, cx.theme, cx.t("groups-make-title"));
                text::muted(ui, cx.theme, cx.t("groups-make-text"));
                let name = self.name_ui(ui, cx, "groups-make-go")?;
                Some(self.ask(cx, Request::MakeGroup { name }))
            }
            Doing::Renaming(group) => {
                text::heading(ui, cx.theme, cx.t("groups-rename-title"));
                let name = self.name_ui(ui, cx, "groups-rename-go")?;
                Some(self.ask(cx, Request::RenameGroup { group, name }))
            }
            Doing::Closing(id) => {
                self.facts_ui(ui, cx, group, supervisor);
                let name = cx.model.group(id).map_or("", |group| group.name.as_str());
                self.close_ui(ui, cx, id, name)
            }
            Doing::Nothing => self.facts_ui(ui, cx, group, supervisor),
        }
    }

    /// The form for a name; the name, once it is to be used.
    fn name_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, go: &str) -> Option<String> {
        ui.add_space(space::MEDIUM);
        let long = self.name.chars().count() > LINE_CHARS;
        let error = long.then(|| cx.with("customer-line-long", &[("max", LINE_CHARS.into())]));
        let id = Id::unique("group-name");
        let field = Field::new(cx.t("groups-name-label")).hint(cx.t("groups-name-hint")).error(error).id(id);
        let response = field.ui(ui, cx.theme, &mut self.name);
        if std::mem::take(&mut self.focus) {
            response.request_focus();
        }
        self.problem_ui(ui, cx);
        ui.add_space(space::MEDIUM);
        if self.asked.is_some() {
            progress::waiting(ui, cx.theme, cx.t("groups-making"));
            return None;
        }
        let entered = response.lost_focus() && keys::submitted(ui);
        ui.horizontal(|ui| {
            let ready = !self.name.trim().is_empty() && !long;
            let pressed = Button::secondary(cx.t(go)).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("groups-cancel")).ui(ui, cx.theme) {
                self.begin(Doing::Nothing, String::new());
                return None;
            }
            (ready && (pressed || entered)).then(|| self.name.trim().to_owned())
        })
        .inner
    }

    fn facts_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        listed: Option<&Listed<'_>>,
        supervisor: bool,
    ) -> Option<Action> {
        let theme = cx.theme;
        let Some(listed) = listed else {
            let (title, words) = (cx.t("groups-pick-title"), cx.t("groups-pick-text"));
            panes::empty(ui, theme, Icon::Group, title, words, None);
            return None;
        };
        let Some(group) = listed.row else { return self.shut_ui(ui, cx, listed, supervisor) };
        text::heading(ui, theme, &group.name);
        let (key, tone) =
            if group.closed { ("groups-closed", Tone::Plain) } else { ("groups-open", Tone::Good) };
        panes::chip(ui, theme, tone, cx.t(key));
        ui.add_space(space::SMALL);
        let fact = |ui: &mut Ui, key: &str, value: &str| {
            text::fact(ui, theme, cx.t(key), |ui| {
                text::body(ui, theme, value);
            });
        };
        fact(ui, "groups-column-customers", &cx.texts.count(group.customers));
        fact(ui, "groups-column-records", &cx.texts.count(group.records));
        let identities = if group.identities { "groups-identities-yes" } else { listed.nameless() };
        fact(ui, "groups-column-identities", cx.t(identities));
        self.problem_ui(ui, cx);
        ui.add_space(space::LARGE);
        let acted = self.acts_ui(ui, cx, group, supervisor);
        acted.or(listed.held.and_then(|held| self.pairs.ui(ui, cx, held, supervisor)))
    }

    /// A group that takes two people and is shut, or that does not open.
    fn shut_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, listed: &Listed<'_>, supervisor: bool) -> Option<Action> {
        let held = listed.held?;
        text::heading(ui, cx.theme, &held.name);
        if let Some(problem) = &held.problem {
            panes::chip(ui, cx.theme, Tone::Danger, cx.t("groups-unopened"));
            problem_ui(ui, cx, problem);
            ui.add_space(space::MEDIUM);
            let leads = supervisor && held.found_break();
            let log = Button::secondary(cx.t("groups-see-log")).width(ui.available_width());
            return (leads && log.ui(ui, cx.theme)).then_some(Action::Go(Route::Log));
        }
        panes::chip(ui, cx.theme, Tone::Plain, cx.t("groups-shut"));
        self.pairs.ui(ui, cx, held, supervisor)
    }

    fn acts_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, group: &GroupRow, supervisor: bool) -> Option<Action> {
        let width = ui.available_width();
        let button = |ui: &mut Ui, key: &str| Button::secondary(cx.t(key)).width(width).ui(ui, cx.theme);
        let records = button(ui, "groups-see-records");
        let customers = button(ui, "groups-see-customers");
        if supervisor {
            if button(ui, "groups-rename") {
                self.begin(Doing::Renaming(group.id), group.name.clone());
            }
            let close = Button::danger(cx.t("groups-close")).width(width).enabled(!group.closed);
            if close.ui(ui, cx.theme) {
                self.begin(Doing::Closing(group.id), String::new());
            }
        } else {
            text::small(ui, cx.theme, cx.t("groups-supervisors-only"));
        }
        if records {
            Some(super::records_of(group))
        } else {
            customers.then_some(Action::Open(Route::Customers { group: Some(group.id) }))
        }
    }

    /// The question before a group is closed: its name must be typed.
    fn close_ui(&mut self, ui: &Ui, cx: &Cx<'_>, group: GroupId, name: &str) -> Option<Action> {
        let title = cx.with("groups-close-title", &[("name", name.into())]);
        let (go, cancel) = (cx.t("groups-close-go"), cx.t("groups-cancel"));
        let ready = self.name.trim() == name && self.asked.is_none();
        let dialog = Dialog::new("close-group", &title, go, cancel).dangerous().ready(ready);
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t("groups-close-text"));
            ui.add_space(space::SMALL);
            let field = Field::new(cx.t("groups-close-type")).hint(name);
            let response = field.ui(ui, cx.theme, &mut self.name);
            if std::mem::take(&mut self.focus) {
                response.request_focus();
            }
            self.problem_ui(ui, cx);
        });
        match answered {
            Some(Answered::Yes) => Some(self.ask(cx, Request::CloseGroup { group })),
            Some(Answered::No) => {
                self.begin(Doing::Nothing, String::new());
                None
            }
            None => None,
        }
    }

    fn problem_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(problem) = &self.problem {
            ui.add_space(space::SMALL);
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            text::small(ui, cx.theme, cx.problem_next(problem));
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, request: Request) -> Action {
        self.problem = None;
        let (id, action) = cx.ask(request);
        self.asked = Some(id);
        action
    }

    fn begin(&mut self, doing: Doing, name: String) {
        self.doing = doing;
        self.name = name;
        self.focus = true;
        self.problem = None;
        self.said = None;
    }
}
