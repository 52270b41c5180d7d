//! A backup is in the place of the vault: which one, where the vault of before is kept, and the way to log in to the restored
//! one. Nobody is logged in.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::app::snapshot::RestoredFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::{Screen, front};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// The width of the column.
const WIDTH: f32 = 560.0;

/// The page.
pub(crate) struct Placed {
    face: Arc<RestoredFace>,
}

impl Placed {
    /// The page of what was restored.
    pub(crate) const fn new(face: Arc<RestoredFace>) -> Self {
        Self { face }
    }
}

/// Where it is, and what comes next for those who restored it by their sheets.
fn by_sheets_ui(ui: &mut Ui, cx: &Cx<'_>, face: &RestoredFace) {
    if face.kept.is_none() {
        text::body(ui, cx.theme, cx.t("placed-here"));
        text::code(ui, cx.theme, face.path.display().to_string());
    }
    text::strong(ui, cx.theme, cx.t("placed-next"));
    for next in ["placed-next-nobody", "placed-next-sheets", "placed-next-backup"] {
        text::body(ui, cx.theme, cx.t(next));
    }
}

impl Screen for Placed {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        front::column(ui, WIDTH, |ui| {
            front::head(ui, cx, "");
            let opens = front::card(ui, cx, |ui| {
                text::heading(ui, cx.theme, cx.t("placed-title"));
                let named = [
                    ("when", cx.texts.date_and_time(self.face.made).into()),
                    ("files", cx.texts.count(self.face.files).into()),
                    ("size", cx.texts.size(self.face.bytes).into()),
                ];
                panes::notice(ui, cx.theme, Tone::Good, &cx.with("placed-text", &named), None);
                text::body(ui, cx.theme, cx.t("restore-open"));
                if let Some(kept) = &self.face.kept {
                    text::body(ui, cx.theme, cx.t("placed-kept"));
                    text::code(ui, cx.theme, kept.display().to_string());
                    text::muted(ui, cx.theme, cx.t("placed-kept-about"));
                }
                if cx.model.by_sheets.is_some() {
                    by_sheets_ui(ui, cx, &self.face);
                }
                let width = ui.available_width();
                Button::primary(cx.t("placed-open"))
                    .icon(Icon::Vault)
                    .width(width)
                    .height(42.0)
                    .ui(ui, cx.theme)
            });
            ui.add_space(space::MEDIUM);
            let foot = front::foot(ui, cx, |_| None);
            opens.then(|| Action::OpenVault(self.face.path.clone())).or(foot)
        })
    }

    fn manual_page(&self) -> &'static str {
        "restoring"
    }
}
