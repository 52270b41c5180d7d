//! Taking copies out: why and where to, a confirmation that says what leaves and what is logged, the work, the result.
//!
//! The reason and the folder stay if it was refused. The hashes that were verified are the worker's; they are only
//! said to fit, never shown to be copied.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::folder_form::FolderForm;
use super::job::Work;
use super::reason_form::ReasonForm;
use super::records::preview::kind_key;
use super::{Screen, head};
use crate::app::event::Answer;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{ExportReport, RecordRow};
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, panes, text};

/// How many records are named.
const NAMED: usize = 6;

/// The screen and what it keeps.
pub(crate) struct TakeOut {
    group: GroupId,
    records: Vec<RecordRow>,
    reason: ReasonForm,
    folder: FolderForm,
    confirming: bool,
    work: Work,
    report: Option<Arc<ExportReport>>,
}

impl TakeOut {
    /// Taking out copies of these records of one group.
    pub(crate) fn new(group: GroupId, records: Vec<RecordRow>) -> Self {
        Self {
            group,
            records,
            reason: ReasonForm::default(),
            folder: FolderForm::default(),
            confirming: false,
            work: Work::default(),
            report: None,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if let Some(Answer::Exported(report)) = self.work.hear(cx) {
            self.report = Some(Arc::clone(report));
        }
    }

    fn size(&self) -> u64 {
        self.records.iter().map(|row| row.size_bytes).sum()
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        panes::card(ui, cx.theme, |ui| self.what_ui(ui, cx));
        ui.add_space(space::MEDIUM);
        let action = panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            self.reason.ui(ui, cx, "out-reason", cx.t("out-reason-hint"), cx.t("out-reason-help"));
            ui.add_space(space::MEDIUM);
            self.folder.ui(ui, cx, cx.t("out-folder-label"), cx.t("out-folder-hint"))
        })
        .inner;
        ui.add_space(space::MEDIUM);
        self.work.problem_ui(ui, cx);
        let ready = self.reason.is_ready() && self.folder.folder().is_some();
        self.confirming |= Button::primary(cx.t("out-next")).enabled(ready).ui(ui, cx.theme);
        action.or(self.confirm_ui(ui, cx))
    }

    fn what_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.with("out-what", &[("count", self.records.len().into())]));
        ui.add_space(space::TINY);
        for row in self.records.iter().take(NAMED) {
            ui.horizontal(|ui| {
                text::line(ui, Face::Code, cx.theme.text, row.code.to_string());
                text::line(ui, Face::Body, cx.theme.text, &row.title);
                let kind = format!("{} · {}", cx.t(kind_key(row.kind)), cx.texts.size(row.size_bytes));
                text::line(ui, Face::Body, cx.theme.muted, kind);
            });
        }
        if self.records.len() > NAMED {
            let more = cx.with("out-more", &[("count", (self.records.len() - NAMED).into())]);
            text::muted(ui, cx.theme, more);
        }
    }

    fn confirm_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let folder = self.folder.folder().filter(|_| self.confirming)?.to_owned();
        let (title, back) = (cx.t("out-confirm-title"), cx.t("out-confirm-back"));
        let dialog = Dialog::new("take-out", title, cx.t("out-confirm-go"), back);
        let answered = dialog.ui(ui, cx.theme, |ui| {
            let leaves = [
                ("count", self.records.len().into()),
                ("size", cx.texts.size(self.size()).into()),
                ("folder", folder.display().to_string().into()),
            ];
            text::body(ui, cx.theme, cx.with("out-confirm-leaves", &leaves));
            text::muted(ui, cx.theme, cx.t("out-confirm-open"));
            let reason = [("reason", self.reason.reason().into())];
            text::muted(ui, cx.theme, cx.with("out-confirm-logged", &reason));
        });
        self.confirming = answered.is_none();
        if answered != Some(Answered::Yes) {
            return None;
        }
        let wish = Request::ExportRecords {
            group: self.group,
            records: self.records.iter().map(|row| row.id).collect(),
            to: folder,
            reason: self.reason.reason(),
        };
        Some(self.work.begin(cx, wish))
    }

    fn report_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, report: &ExportReport) -> Option<Action> {
        ui.set_max_width(space::TEXT);
        let count = report.written.len();
        if count > 0 {
            let words = cx.with("out-done", &[("count", count.into())]);
            panes::notice(ui, cx.theme, Tone::Good, &words, None);
            text::muted(ui, cx.theme, cx.t("out-done-text"));
        } else {
            panes::notice(ui, cx.theme, Tone::Warning, cx.t("out-none"), None);
        }
        if report.cancelled {
            text::muted(ui, cx.theme, cx.t("out-cancelled"));
        }
        ui.add_space(space::MEDIUM);
        if count > 0 {
            panes::card(ui, cx.theme, |ui| written_ui(ui, cx, report));
        }
        if !report.failed.is_empty() {
            ui.add_space(space::MEDIUM);
            panes::card(ui, cx.theme, |ui| self.failed_ui(ui, cx, report));
        }
        ui.add_space(space::MEDIUM);
        Button::primary(cx.t("out-back")).ui(ui, cx.theme).then_some(Action::Back)
    }

    fn failed_ui(&self, ui: &mut Ui, cx: &Cx<'_>, report: &ExportReport) {
        ui.set_width(ui.available_width());
        text::text(ui, Face::Strong, cx.theme.danger, cx.t("out-failed"));
        for (record, problem) in &report.failed {
            let row = self.records.iter().find(|row| row.id == *record);
            text::body(ui, cx.theme, row.map_or_else(|| record.to_string(), |row| row.title.clone()));
            text::small(ui, cx.theme, format!("{} {}", cx.problem(problem), cx.problem_next(problem)));
        }
    }
}

fn written_ui(ui: &mut Ui, cx: &Cx<'_>, report: &ExportReport) {
    ui.set_width(ui.available_width());
    for (path, sha256) in &report.written {
        ui.horizontal(|ui| {
            panes::chip(ui, cx.theme, Tone::Good, cx.t("out-verified"));
            text::line(ui, Face::Body, cx.theme.text, path.display().to_string());
        });
        text::text(ui, Face::Code, cx.theme.muted, sha256.clone());
        ui.add_space(space::TINY);
    }
}

impl Screen for TakeOut {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let back = !self.work.is_going_on() && head::back_ui(ui, cx, cx.t("viewer-back"));
        let group = cx.model.group(self.group).map_or("", |group| group.name.as_str());
        panes::page_head(ui, cx.theme, cx.t("out-title"), group, |_| {});
        if back {
            return Some(Action::Back);
        }
        if let Some(wish) = self.work.ui(ui, cx, cx.t("out-running"), cx.t("out-stop-keeps")) {
            return wish;
        }
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| match self.report.clone() {
            Some(report) => self.report_ui(ui, cx, &report),
            None => self.form_ui(ui, cx),
        })
        .inner
    }

    fn unsaved(&self) -> bool {
        !self.work.is_going_on() && self.report.is_none() && self.reason.is_begun()
    }

    fn job(&self) -> Option<RequestId> {
        self.work.id()
    }

    fn manual_page(&self) -> &'static str {
        "exporting"
    }
}
