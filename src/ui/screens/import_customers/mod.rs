//! Importing customers from a CSV file: the file, which column is what, a preview, the work, the refused rows.
//!
//! Nothing is added before the preview was seen. `columns` is the mapping and the preview, `report` what came of it.

mod columns;
mod report;

use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use self::columns::Columns;
use super::job::Work;
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{CsvReport, GroupRow};
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::screens::choice::{choice, option};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, panes, progress, text};

/// The endings of the files that are offered.
const ENDINGS: &[&str] = &["csv", "txt", "tsv"];

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct ImportCustomers {
    group: Option<GroupId>,
    pick: Option<PickId>,
    path: Option<PathBuf>,
    previewing: Work,
    columns: Option<Columns>,
    work: Work,
    report: Option<Arc<CsvReport>>,
}

impl ImportCustomers {
    /// Importing into this group to start with.
    pub(crate) fn new(group: Option<GroupId>) -> Self {
        Self { group, ..Self::default() }
    }

    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let usable = |id: GroupId| cx.model.group(id).is_some_and(takes_customers);
        if !self.group.is_some_and(usable) {
            self.group = cx.model.groups.iter().find(|group| takes_customers(group)).map(|group| group.id);
        }
        if let Some(Answer::CsvPreviewed(preview)) = self.previewing.hear(cx) {
            match &mut self.columns {
                Some(columns) => columns.judged_anew(preview),
                None => self.columns = Some(Columns::of(preview)),
            }
        }
        if let Some(Answer::CsvImported(report)) = self.work.hear(cx) {
            self.report = Some(Arc::clone(report));
        }
        if let Some(chosen) = cx.picked(self.pick) {
            self.pick = None;
            return Some(self.preview(cx, chosen.first()?.clone()));
        }
        self.judge(cx)
    }

    fn preview(&mut self, cx: &Cx<'_>, path: PathBuf) -> Action {
        self.columns = None;
        self.report = None;
        self.work = Work::default();
        self.path = Some(path.clone());
        self.previewing.begin(cx, Request::PreviewCsv { path, mapping: None })
    }

    /// Has the rows judged by the columns that were chosen since.
    fn judge(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if self.previewing.is_going_on() || self.previewing.problem().is_some() {
            return None;
        }
        let mapping = Some(self.columns.as_ref()?.unjudged()?);
        Some(self.previewing.begin(cx, Request::PreviewCsv { path: self.path.clone()?, mapping }))
    }

    fn choose_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, primary: bool) -> Option<Action> {
        let button = if primary {
            Button::primary(cx.t("csv-choose")).icon(Icon::FileCsv)
        } else {
            Button::secondary(cx.t("csv-other"))
        };
        if !button.ui(ui, cx.theme) {
            return None;
        }
        let (id, action) = cx.pick(PickWish::FileEnding(ENDINGS));
        self.pick = Some(id);
        Some(action)
    }

    fn group_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        text::text(ui, Face::Label, cx.theme.text, cx.t("csv-group"));
        let name = self.group.and_then(|id| cx.model.group(id)).map_or("", |group| group.name.as_str());
        let (_, chosen) = choice(ui, cx.theme, name, Some(space::FORM), |ui| {
            let mut groups = cx.model.groups.iter().filter(|group| takes_customers(group));
            groups.find(|group| option(ui, cx.theme, self.group == Some(group.id), &group.name))
        });
        if let Some(group) = chosen {
            self.group = Some(group.id);
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let mut action = None;
        if let Some(path) = &self.path {
            text::muted(ui, cx.theme, path.display().to_string());
        }
        self.previewing.problem_ui(ui, cx);
        self.work.problem_ui(ui, cx);
        if self.previewing.is_going_on() && self.columns.is_none() {
            progress::waiting(ui, cx.theme, cx.t("csv-reading"));
            return None;
        }
        let Some(mut columns) = self.columns.take() else {
            ui.set_max_width(space::TEXT);
            text::muted(ui, cx.theme, cx.t("csv-what"));
            ui.add_space(space::SMALL);
            return self.choose_ui(ui, cx, true);
        };
        self.group_ui(ui, cx);
        ui.add_space(space::MEDIUM);
        columns.ui(ui, cx);
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            let ready = columns.is_ready() && self.group.is_some();
            let label = columns.go_label(cx);
            if Button::primary(&label).enabled(ready).ui(ui, cx.theme) {
                action = self.start(cx, &columns);
            }
            action = action.take().or(self.choose_ui(ui, cx, false));
        });
        self.columns = Some(columns);
        action
    }

    fn start(&mut self, cx: &Cx<'_>, columns: &Columns) -> Option<Action> {
        let (group, path) = (self.group?, self.path.clone()?);
        Some(self.work.begin(cx, Request::ImportCustomers { group, path, mapping: columns.mapping }))
    }
}

impl Screen for ImportCustomers {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let heard = self.hear(cx);
        let back = head::back_ui(ui, cx, cx.t("customers-title"));
        panes::page_head(ui, cx.theme, cx.t("csv-title"), cx.t("csv-text"), |_| {});
        if heard.is_some() || back {
            return heard.or(Some(Action::Back));
        }
        if let Some(wish) = self.work.ui(ui, cx, cx.t("csv-running"), cx.t("csv-cancel-what")) {
            return wish;
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| match self.report.clone() {
            Some(report) => {
                let group = self.group;
                report::report_ui(ui, cx, &report, group, |ui| self.choose_ui(ui, cx, false))
            }
            None => self.form_ui(ui, cx),
        })
        .inner
    }

    fn unsaved(&self) -> bool {
        self.columns.is_some() && !self.work.is_going_on() && self.report.is_none()
    }

    fn job(&self) -> Option<RequestId> {
        self.work.id()
    }

    fn manual_page(&self) -> &'static str {
        "importing-customers"
    }
}

/// Customers can be added: the group is open, and its identities were granted.
const fn takes_customers(group: &GroupRow) -> bool {
    group.identities && !group.closed
}
