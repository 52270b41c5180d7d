//! Files were dropped onto the window from where the confined program does not reach: which, and where to put them.

use std::path::PathBuf;

use eframe::egui::Ui;

use super::{Screen, head};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{panes, text};

/// How many of the files are named.
const NAMED: usize = 8;

/// The screen: what was dropped.
pub(super) struct OutOfReach {
    paths: Vec<PathBuf>,
}

impl OutOfReach {
    /// Of these files and folders.
    pub(super) const fn new(paths: Vec<PathBuf>) -> Self {
        Self { paths }
    }

    fn files_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.set_width(ui.available_width());
        text::text(ui, Face::Label, cx.theme.text, cx.t("reach-files"));
        for path in self.paths.iter().take(NAMED) {
            text::code(ui, cx.theme, path.display().to_string());
        }
        let more = self.paths.len().saturating_sub(NAMED);
        if more > 0 {
            text::muted(ui, cx.theme, cx.with("reach-more", &[("count", more.into())]));
        }
    }
}

fn places_ui(ui: &mut Ui, cx: &Cx<'_>) {
    ui.set_width(ui.available_width());
    text::text(ui, Face::Label, cx.theme.text, cx.t("reach-where"));
    let roots = cx.model.reach.as_ref().map_or(&[][..], |reach| &reach.roots);
    if roots.is_empty() {
        text::muted(ui, cx.theme, cx.t("reach-none"));
    }
    for root in roots {
        text::code(ui, cx.theme, root.display().to_string());
    }
}

impl Screen for OutOfReach {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let back = head::back_ui(ui, cx, cx.t("viewer-back"));
        panes::page_head(ui, cx.theme, cx.t("reach-title"), cx.t("reach-text"), |_| {});
        ui.set_max_width(space::TEXT);
        panes::card(ui, cx.theme, |ui| self.files_ui(ui, cx));
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| places_ui(ui, cx));
        back.then_some(Action::Back)
    }

    fn manual_page(&self) -> &'static str {
        "confinement"
    }
}
