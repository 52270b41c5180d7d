//! The groups whose keys are owed to be renewed: each with who would be left out, the button that has it done where the
//! person holds it, the work while it goes on, and what came of it. Stopped or cut off, it goes on where it was.

use std::sync::Arc;

use eframe::egui::Ui;

use super::asking::problem_ui;
use super::loaded::Loaded;
use crate::app::event::Answer;
use crate::app::problem::ProblemKind;
use crate::app::request::{PeopleWish, Request, RequestId};
use crate::app::snapshot::{MayRenew, OwedRow, RekeyReport};
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::route::Route;
use crate::ui::screens::job::Work;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::panes::Side;
use crate::ui::widgets::{Answered, Button, Dialog, choose, panes, text};

/// The list and the work.
#[derive(Default)]
pub(super) struct Owed {
    rows: Loaded<[OwedRow]>,
    /// How many were owed when they were asked for.
    count: u64,
    confirming: Option<GroupId>,
    work: Work,
    /// Whether work that was begun before was looked for.
    looked: bool,
    report: Option<Arc<RekeyReport>>,
}

impl Owed {
    /// Asks for the list where there is none or it is old, and takes in how the work ended.
    pub(super) fn keep(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if !std::mem::replace(&mut self.looked, true) {
            self.work.take_over(cx, cx.model.newest_job(JobKind::Rekey));
        }
        if let Some(Answer::Rekeyed(report)) = self.work.hear(cx) {
            self.report = Some(Arc::clone(report));
        }
        // The last step is the worker's own, a moment after the work ended.
        let count = cx.model.session.as_ref().map_or(0, |session| session.owed);
        if std::mem::replace(&mut self.count, count) != count {
            self.rows.again();
        }
        let take = |answer: &Answer| match answer {
            Answer::Owed(rows) => Some(Arc::clone(rows)),
            _ => None,
        };
        self.rows.keep(cx, || PeopleWish::Owed, take)
    }

    /// What is owed, once it is known.
    pub(super) fn rows(&self) -> Option<Arc<[OwedRow]>> {
        self.rows.face()
    }

    /// The work that goes on.
    pub(super) const fn job(&self) -> Option<RequestId> {
        self.work.id()
    }

    /// Whether there is anything to show besides rows.
    pub(super) const fn has_news(&self) -> bool {
        self.work.is_going_on() || self.report.is_some() || self.work.problem().is_some()
    }

    /// Draws it, below a title.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rows: &[OwedRow]) -> Option<Action> {
        self.ended_ui(ui, cx);
        let drawn = self.work.ui(ui, cx, cx.t("job-rekey"), cx.t("owed-stop-what"));
        if drawn.is_some() {
            ui.add_space(space::SMALL);
        }
        let mut action = drawn.flatten();
        for row in rows {
            panes::card(ui, cx.theme, |ui| {
                ui.set_width(ui.available_width());
                panes::abreast(ui, |ui, side| match side {
                    Side::Left => owed_text_ui(ui, cx, row),
                    Side::Right => action = self.row_ui(ui, cx, row).or(action.take()),
                });
            });
            ui.add_space(space::SMALL);
        }
        if let Some(row) = rows.iter().find(|row| Some(row.group) == self.confirming) {
            action = self.confirm_ui(ui, cx, row).or(action);
        }
        action
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &OwedRow) -> Option<Action> {
        match row.may {
            MayRenew::Yes => {}
            MayRenew::ByTwo => {
                text::small(ui, cx.theme, cx.t("owed-by-two"));
                let there = choose::link(ui, cx.theme, cx.t("owed-groups"));
                return there.then_some(Action::Go(Route::Groups));
            }
            MayRenew::No => {
                text::small(ui, cx.theme, cx.t("owed-others"));
                return None;
            }
        }
        let key = if row.begun { "owed-go-on" } else { "owed-renew" };
        let label = cx.with(key, &[("group", name_of(cx, row).into())]);
        if Button::secondary(&label).enabled(!self.work.is_going_on()).ui(ui, cx.theme) {
            self.confirming = Some(row.group);
        }
        None
    }

    fn ended_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(problem) = self.work.problem() {
            if problem.kind == ProblemKind::Cancelled {
                panes::notice(ui, cx.theme, Tone::Plain, cx.t("owed-stopped"), None);
            } else {
                problem_ui(ui, cx, problem);
            }
            ui.add_space(space::SMALL);
        }
        let Some(report) = &self.report else { return };
        panes::notice(ui, cx.theme, Tone::Good, cx.t("owed-done"), None);
        if !report.lost.is_empty() {
            let who = [("who", report.lost.join(", ").into())];
            panes::notice(ui, cx.theme, Tone::Warning, &cx.with("owed-done-lost", &who), None);
        }
        if report.old_files > 0 {
            let files =
                [("count", report.old_files.into()), ("size", cx.texts.size(report.old_bytes).into())];
            text::small(ui, cx.theme, cx.with("owed-done-old", &files));
        }
        ui.add_space(space::SMALL);
    }

    /// What renewing does, and who would be left out, before it is begun.
    fn confirm_ui(&mut self, ui: &Ui, cx: &Cx<'_>, row: &OwedRow) -> Option<Action> {
        let name = row.name.clone().unwrap_or_default();
        let title = cx.with("owed-confirm-title", &[("group", name.into())]);
        let dialog = Dialog::new("owed", &title, cx.t("owed-confirm-go"), cx.t("people-cancel")).wide();
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t("owed-confirm-text"));
            if !row.left_out.is_empty() {
                ui.add_space(space::SMALL);
                let who = [("who", row.left_out.join(", ").into())];
                panes::notice(ui, cx.theme, Tone::Warning, &cx.with("owed-confirm-lost", &who), None);
            }
        });
        let answered = answered?;
        self.confirming = None;
        (answered == Answered::Yes).then(|| {
            self.report = None;
            self.work.begin(cx, Request::People(PeopleWish::Rekey(row.group)))
        })
    }
}

fn name_of<'a>(cx: &Cx<'a>, row: &'a OwedRow) -> &'a str {
    row.name.as_deref().unwrap_or_else(|| cx.t("grants-nameless"))
}

fn owed_text_ui(ui: &mut Ui, cx: &Cx<'_>, row: &OwedRow) {
    ui.horizontal(|ui| {
        text::strong(ui, cx.theme, name_of(cx, row));
        panes::chip(ui, cx.theme, Tone::Warning, cx.t("owed-chip"));
    });
    text::muted(ui, cx.theme, cx.t(if row.begun { "owed-begun" } else { "owed-waits" }));
}
