//! Where a backup operator begins: the last backup, the media, and what is to be done today.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use crate::app::event::Answer;
use crate::app::request::{BackupWish, Request};
use crate::app::snapshot::MediaFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::Screen;
use crate::ui::screens::people::Loaded;
use crate::ui::theme::space;
use crate::ui::widgets::{panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Backup {
    register: Loaded<MediaFace>,
}

/// The register, out of the answer that asking for it gets.
pub(super) fn of_register(answer: &Answer) -> Option<Arc<MediaFace>> {
    match answer {
        Answer::MediaRegister(face) => Some(Arc::clone(face)),
        _ => None,
    }
}

impl Screen for Backup {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.register.keep_of(cx, || Request::Backup(BackupWish::Register), of_register);
        panes::page_head(ui, cx.theme, cx.t("backup-title"), "", |_| {});
        match self.register.face() {
            Some(face) => {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| last_ui(ui, cx, &face));
            }
            None => self.register.missing_ui(ui, cx),
        }
        asked
    }

    fn manual_page(&self) -> &'static str {
        "backups"
    }
}

/// The newest backup of the register.
fn last_ui(ui: &mut Ui, cx: &Cx<'_>, face: &MediaFace) {
    ui.set_max_width(space::TEXT);
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        match face.generations.first() {
            Some(last) => {
                let named = [
                    ("when", cx.texts.date_and_time(last.made).into()),
                    ("medium", last.medium.1.as_str().into()),
                ];
                text::body(ui, cx.theme, cx.with("backup-last", &named));
            }
            None => {
                text::body(ui, cx.theme, cx.t("backup-none"));
            }
        }
        text::muted(ui, cx.theme, cx.t("backup-closed-to-you"));
    });
}
