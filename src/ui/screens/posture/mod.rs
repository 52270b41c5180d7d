//! The posture of the workstation: every row with its colour, and beside the list what the chosen one means and what to do.
//!
//! Looking is in the log, so it is asked for when the screen opens and when it is asked for again, never by itself.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use super::cells::Cell;
use super::people::{AskingDialog, problem_ui};
use super::table::{self, Column, Row as Line, Table, TableState, Width};
use super::taking::TakeDialog;
use super::{Screen, beside};
use crate::airgap::Verdict;
use crate::airgap::posture::{Row, Subject};
use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{Colour, PostureFace};
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, panes, progress, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Posture {
    asked: Option<RequestId>,
    face: Option<Arc<PostureFace>>,
    problem: Option<Problem>,
    table: TableState,
    chosen: Option<Subject>,
    report: Option<TakeDialog>,
}

impl Posture {
    /// Takes in what was seen; asks when nothing is here and nothing is on its way.
    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if cx.lost(self.asked) {
            self.asked = None;
        }
        match cx.answer(self.asked) {
            Some(Ok(Answer::Posture(face))) => {
                self.asked = None;
                self.problem = None;
                self.chosen = self.chosen.or_else(|| worst_of(face));
                self.face = Some(Arc::clone(face));
            }
            Some(Ok(_)) => {
                self.asked = None;
                self.problem = Some(Problem::new(ProblemKind::Internal));
            }
            Some(Err(problem)) => {
                self.asked = None;
                self.problem = Some(problem.clone());
            }
            None => {}
        }
        let nothing = self.face.is_none() && self.problem.is_none() && self.asked.is_none();
        nothing.then(|| self.look(cx))
    }

    fn look(&mut self, cx: &Cx<'_>) -> Action {
        self.problem = None;
        let (id, action) = cx.ask(Request::Posture);
        self.asked = Some(id);
        action
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let ready = self.face.is_some() && self.asked.is_none();
        let (title, line) = (cx.t("posture-title"), cx.t("posture-line"));
        let assessor = cx.model.session.as_ref().is_some_and(|session| session.role == Role::Assessor);
        let [report, again, verify] = panes::page_head(ui, cx.theme, title, line, |ui| {
            let report = Button::primary(cx.t("posture-take")).icon(Icon::FileText).enabled(ready);
            let again = Button::secondary(cx.t("posture-again")).enabled(self.asked.is_none());
            let [report, again] = [report, again].map(|button| button.ui(ui, cx.theme));
            // The other thing that an assessor does here.
            [report, again, assessor && Button::secondary(cx.t("posture-verify-log")).ui(ui, cx.theme)]
        });
        if report {
            self.report = Some(TakeDialog::posture());
        }
        if verify {
            return Some(Action::Go(Route::LogCounts));
        }
        again.then(|| self.look(cx))
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &PostureFace) {
        let columns = [
            Column::new(cx.t("posture-column-row"), Width::Points(204.0)),
            Column::new(cx.t("posture-what"), Width::Share(1.0)),
            Column::new(cx.t("posture-column-state"), Width::Points(128.0)),
        ];
        let rows = u64::try_from(face.rows.len()).unwrap_or(0);
        let table = Table { id: list_id(), label: cx.t("posture-list"), columns: &columns, rows };
        let chosen = self.chosen;
        let at = |place: u64| face.rows.get(usize::try_from(place).ok()?);
        let touched = table.ui(ui, cx, &mut self.table, |place| Some(drawn(cx, at(place)?, chosen)));
        let mut moved = touched.clicked.map(|(place, _)| place);
        if ui.memory(eframe::egui::Memory::focused) == Some(list_id()) {
            let here = face.rows.iter().position(|row| Some(row.subject()) == chosen);
            let here = here.and_then(|place| u64::try_from(place).ok());
            if let Some(place) = table::moved(ui, &self.table, here, rows) {
                self.table.reveal(place);
                moved = Some(place);
            }
        }
        if let Some(row) = moved.and_then(at) {
            self.chosen = Some(row.subject());
        }
    }
}

impl Screen for Posture {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.hear(cx);
        let again = self.head_ui(ui, cx);
        let reporting = TakeDialog::ui_of(&mut self.report, ui, cx);
        if let Some(problem) = &self.problem {
            problem_ui(ui, cx, problem);
        }
        let action = asked.or(again).or(reporting);
        let Some(face) = self.face.clone() else {
            if self.asked.is_some() {
                progress::waiting(ui, cx.theme, cx.t("posture-looking"));
            }
            return action;
        };
        summary_ui(ui, cx, &face);
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, &face));
        let chosen = face.rows.iter().find(|row| Some(row.subject()) == self.chosen);
        beside::card(ui, cx.theme, beside, |ui| {
            beside::scrolled(ui, |ui| row_ui(ui, cx, chosen));
        });
        action
    }

    fn job(&self) -> Option<RequestId> {
        self.report.as_ref().and_then(TakeDialog::job)
    }

    fn manual_page(&self) -> &'static str {
        "posture"
    }
}

fn list_id() -> Id {
    Id::unique("posture-list")
}

/// The first of the worst rows: what is shown beside the list to begin with.
fn worst_of(face: &PostureFace) -> Option<Subject> {
    let worst = face.rows.iter().map(Row::colour).max()?;
    face.rows.iter().find(|row| row.colour() == worst).map(Row::subject)
}

/// The whole in one sentence, and when it was looked at.
fn summary_ui(ui: &mut Ui, cx: &Cx<'_>, face: &PostureFace) {
    let named = [("count", face.count(face.colour).into())];
    let (tone, words) = match face.colour {
        Colour::Green => (Tone::Good, cx.t("posture-summary-green").to_owned()),
        Colour::Amber => (Tone::Warning, cx.with("posture-summary-amber", &named)),
        Colour::Red => (Tone::Danger, cx.with("posture-summary-red", &named)),
    };
    panes::notice(ui, cx.theme, tone, &words, None);
    let when = cx.texts.date_and_time(face.seen_at);
    text::small(ui, cx.theme, cx.with("posture-seen-at", &[("when", when.into())]));
}

const fn tone_of(colour: Verdict) -> Tone {
    match colour {
        Verdict::Green => Tone::Good,
        Verdict::Amber => Tone::Warning,
        Verdict::Red => Tone::Danger,
    }
}

fn word_of<'a>(cx: &Cx<'a>, colour: Verdict) -> &'a str {
    cx.t(match colour {
        Verdict::Green => "posture-green",
        Verdict::Amber => "posture-amber",
        Verdict::Red => "posture-red",
    })
}

fn drawn(cx: &Cx<'_>, row: &Row, chosen: Option<Subject>) -> Line {
    let (name, said) = (row.name(cx.texts), row.said(cx.texts));
    let state = word_of(cx, row.colour());
    let label = format!("{name}: {state}. {said}");
    let cells = vec![
        Cell::Text(name),
        Cell::muted(said),
        Cell::Chips(vec![(state.to_owned(), tone_of(row.colour()))]),
    ];
    Line { cells, label, chosen: chosen == Some(row.subject()) }
}

/// What the chosen row says, what it means and what to do.
fn row_ui(ui: &mut Ui, cx: &Cx<'_>, row: Option<&Row>) {
    let Some(row) = row else { return };
    text::heading(ui, cx.theme, row.name(cx.texts));
    panes::chip(ui, cx.theme, tone_of(row.colour()), word_of(cx, row.colour()));
    ui.add_space(space::MEDIUM);
    let part = |ui: &mut Ui, key: &str, words: &str| {
        text::text(ui, Face::Label, cx.theme.muted, cx.t(key));
        text::body(ui, cx.theme, words);
        ui.add_space(space::MEDIUM);
    };
    part(ui, "posture-what", &row.said(cx.texts));
    let next = row.next(cx.texts);
    part(ui, "posture-do", next.as_deref().unwrap_or_else(|| cx.t("posture-nothing-to-do")));
    part(ui, "posture-why", &row.why(cx.texts));
}
