//! Adding files: the customer first, then files and folders by button or by dropping them, then the work and its report.
//!
//! Nothing is read before the person says so. What was typed and chosen stays if it was refused; `report` shows what
//! came of it.

mod report;

use std::path::PathBuf;

use eframe::egui::{Align2, Rect, ScrollArea, Sense, StrokeKind, Ui, UiBuilder, vec2};

use super::cells::line;
use super::customers::finder::Finder;
use super::job::job_ui;
use super::remove::remove_ui;
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::ImportReport;
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// The height of the place to drop files on.
const DROP_HEIGHT: f32 = 104.0;

/// The height of the list of what was chosen.
const LIST_HEIGHT: f32 = 220.0;

/// The screen and what it keeps.
pub(crate) struct AddFiles {
    customer: Option<(GroupId, ClientCode)>,
    finder: Finder,
    paths: Vec<PathBuf>,
    pick: Option<PickId>,
    job: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
    report: Option<ImportReport>,
}

impl AddFiles {
    /// Adding these files for this customer; both may be missing yet.
    pub(crate) fn new(customer: Option<(GroupId, ClientCode)>, paths: Vec<PathBuf>) -> Self {
        Self {
            customer,
            finder: Finder::default(),
            paths,
            pick: None,
            job: None,
            speed: Speed::default(),
            problem: None,
            report: None,
        }
    }

    /// Following an import for this customer that goes on.
    pub(crate) fn following(customer: (GroupId, ClientCode), job: RequestId) -> Self {
        Self { job: Some(job), ..Self::new(Some(customer), Vec::new()) }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        self.take(cx.model.dropped.clone());
        if let Some(chosen) = cx.picked(self.pick) {
            self.pick = None;
            self.take(chosen.to_vec());
        }
        match cx.answer(self.job) {
            Some(Ok(Answer::Imported(report))) => {
                self.job = None;
                self.paths.clear();
                self.report = Some((**report).clone());
            }
            Some(Err(problem)) => {
                self.job = None;
                self.problem = Some(problem.clone());
            }
            _ => {}
        }
    }

    fn take(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            if !self.paths.contains(&path) {
                self.paths.push(path);
                self.report = None;
            }
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        let mut action = panes::card(ui, cx.theme, |ui| self.customer_ui(ui, cx)).inner;
        ui.add_space(space::MEDIUM);
        action = action.or(panes::card(ui, cx.theme, |ui| self.files_ui(ui, cx)).inner);
        ui.add_space(space::MEDIUM);
        action.or(self.start_ui(ui, cx))
    }

    fn customer_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_width(ui.available_width());
        let Some((group, code)) = self.customer else {
            if let Some(row) = self.finder.ui(ui, cx) {
                self.customer = Some((row.group, row.code));
            }
            text::small(ui, cx.theme, cx.t("add-customer-first"));
            return self.finder.wish(cx);
        };
        text::text(ui, Face::Label, cx.theme.text, cx.t("add-customer-label"));
        ui.horizontal(|ui| {
            text::line(ui, Face::Code, cx.theme.text, code.to_string());
            let name = cx.model.group(group).map_or("", |group| group.name.as_str());
            text::line(ui, Face::Body, cx.theme.muted, name);
            if choose::link(ui, cx.theme, cx.t("add-customer-change")) {
                self.customer = None;
                self.finder = Finder::default();
            }
        });
        if cx.model.group(group).is_some_and(|group| group.closed) {
            panes::notice(ui, cx.theme, Tone::Warning, cx.t("add-group-closed"), None);
        }
        None
    }

    fn files_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_width(ui.available_width());
        text::text(ui, Face::Label, cx.theme.text, cx.t("add-files-label"));
        let action = self.drop_ui(ui, cx);
        if !self.paths.is_empty() {
            ui.add_space(space::SMALL);
            self.paths_ui(ui, cx);
        }
        action
    }

    /// The place to drop files on, with the two buttons in it.
    fn drop_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), DROP_HEIGHT), Sense::hover());
        let (fill, ink) = if cx.model.hovering {
            (cx.theme.accent_soft, cx.theme.accent)
        } else {
            (cx.theme.background, cx.theme.line)
        };
        ui.painter().rect_filled(rect, f32::from(space::RADIUS), fill);
        ui.painter().rect_stroke(rect, f32::from(space::RADIUS), (1.0, ink), StrokeKind::Inside);
        let words = rect.center_bottom() - vec2(0.0, space::PAGE);
        ui.painter().text(words, Align2::CENTER_CENTER, cx.t("add-drop"), Face::Small.font(), cx.theme.muted);
        let buttons =
            Rect::from_min_size(rect.min + vec2(0.0, space::LARGE), vec2(rect.width(), space::CONTROL));
        // Not a scope: what follows goes on below the whole place, not below the buttons.
        let mut inside = ui.new_child(UiBuilder::new().max_rect(buttons));
        let wish = inside.horizontal(|ui| {
            let words = [cx.t("add-choose-files"), cx.t("add-choose-folder")];
            ui.add_space((ui.available_width() - width_of(ui, words)).max(0.0) / 2.0);
            let files = Button::secondary(words[0]).icon(Icon::Files).ui(ui, cx.theme);
            let folder = Button::secondary(words[1]).icon(Icon::Folder).ui(ui, cx.theme);
            files.then_some(PickWish::Files).or(folder.then_some(PickWish::Folder))
        });
        let wish = wish.inner;
        let (id, action) = cx.pick(wish?);
        self.pick = Some(id);
        Some(action)
    }

    fn paths_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal(|ui| {
            let count = [("count", self.paths.len().into())];
            text::line(ui, Face::Small, cx.theme.muted, cx.with("add-chosen", &count));
            if choose::link(ui, cx.theme, cx.t("add-clear")) {
                self.paths.clear();
            }
        });
        let mut gone = None;
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, path) in self.paths.iter().enumerate() {
                if path_ui(ui, cx, &path.display().to_string()) {
                    gone = Some(place);
                }
            }
        });
        if let Some(place) = gone {
            self.paths.remove(place);
        }
    }

    fn start_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(problem) = &self.problem {
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            text::small(ui, cx.theme, cx.problem_next(problem));
        }
        let open = |id| cx.model.group(id).is_some_and(|group| !group.closed);
        let ready = !self.paths.is_empty() && self.customer.is_some_and(|(group, _)| open(group));
        if !Button::primary(cx.t("add-start")).enabled(ready).ui(ui, cx.theme) {
            return None;
        }
        let (group, code) = self.customer?;
        self.problem = None;
        self.speed = Speed::default();
        let (id, action) = cx.ask(Request::ImportFiles { group, code, paths: self.paths.clone() });
        self.job = Some(id);
        Some(action)
    }
}

impl Screen for AddFiles {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let back = head::back_ui(ui, cx, cx.t("viewer-back"));
        panes::page_head(ui, cx.theme, cx.t("add-title"), cx.t("add-text"), |_| {});
        if back {
            return Some(Action::Back);
        }
        if let Some(id) = self.job {
            let keeps = Some(cx.t("add-cancel-what"));
            return panes::card(ui, cx.theme, |ui| {
                job_ui(ui, cx, id, cx.t("add-running"), &mut self.speed, keeps)
            })
            .inner;
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let shown = area.show(ui, |ui| match (&self.report, self.customer) {
            (Some(report), Some(customer)) => report::report_ui(ui, cx, report, customer),
            _ => report::Next::Wish(self.form_ui(ui, cx)),
        });
        match shown.inner {
            report::Next::Wish(action) => action,
            report::Next::Again => {
                self.report = None;
                None
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.job.is_none() && self.report.is_none() && self.paths.len() > 1
    }

    fn job(&self) -> Option<RequestId> {
        self.job
    }

    fn manual_page(&self) -> &'static str {
        "adding-files"
    }
}

/// The width of two buttons with icons and these words, to put them in the middle.
fn width_of(ui: &Ui, words: [&str; 2]) -> f32 {
    let letters: f32 = words
        .iter()
        .map(|word| {
            ui.painter()
                .layout_no_wrap((*word).to_owned(), Face::Label.font(), ui.visuals().text_color())
                .size()
                .x
        })
        .sum();
    letters + 2.0 * (2.0 * space::LARGE + space::PAGE) + space::SMALL
}

/// One chosen file or folder; true when it is to be taken off the list.
fn path_ui(ui: &mut Ui, cx: &Cx<'_>, path: &str) -> bool {
    ui.horizontal(|ui| {
        ui.set_min_height(space::PAGE + space::TINY);
        let remove = cx.with("add-remove", &[("name", path.into())]);
        let width = ui.available_width() - space::PAGE - space::LARGE;
        let (rect, _) = ui.allocate_exact_size(vec2(width, space::PAGE), Sense::hover());
        let galley = line(ui, path, Face::Body, cx.theme.text, width);
        ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, cx.theme.text);
        remove_ui(ui, cx.theme, &remove)
    })
    .inner
}
