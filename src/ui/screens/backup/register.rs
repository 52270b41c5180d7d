//! The register of media: where each lies, who holds it, and when it was written and verified.

use eframe::egui::{Id, Ui};

use super::home::of_register;
use crate::app::request::{BackupWish, Request};
use crate::app::snapshot::{MediaFace, MediumFace};
use crate::base::clock::WallTime;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::Screen;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::people::Loaded;
use crate::ui::screens::table::{Column, Row, Table, TableState, Width};
use crate::ui::widgets::{Icon, panes};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Media {
    register: Loaded<MediaFace>,
    table: TableState,
}

impl Screen for Media {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.register.keep_of(cx, || Request::Backup(BackupWish::Register), of_register);
        panes::page_head(ui, cx.theme, cx.t("media-title"), cx.t("media-line"), |_| {});
        match self.register.face() {
            Some(face) if face.media.is_empty() => {
                panes::empty(ui, cx.theme, Icon::Stick, cx.t("media-none"), cx.t("media-none-about"), None);
            }
            Some(face) => self.list_ui(ui, cx, &face),
            None => self.register.missing_ui(ui, cx),
        }
        asked
    }

    fn manual_page(&self) -> &'static str {
        "backups"
    }
}

impl Media {
    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &MediaFace) {
        let columns = [
            Column::new(cx.t("media-label"), Width::Share(1.2)),
            Column::new(cx.t("media-set"), Width::Share(0.6)),
            Column::new(cx.t("media-place"), Width::Share(1.0)),
            Column::new(cx.t("media-holder"), Width::Share(1.0)),
            Column::new(cx.t("media-written"), Width::Points(150.0)),
            Column::new(cx.t("media-verified"), Width::Points(150.0)),
        ];
        let rows = face.media.len() as u64;
        let table =
            Table { id: Id::unique("media-list"), label: cx.t("media-title"), columns: &columns, rows };
        table.ui(ui, cx, &mut self.table, |place| {
            Some(drawn(cx, face.media.get(usize::try_from(place).ok()?)?))
        });
    }
}

fn drawn(cx: &Cx<'_>, one: &MediumFace) -> Row {
    let moment =
        |at: Option<WallTime>| at.map_or_else(|| cx.t("media-never").to_owned(), |at| cx.texts.date(at));
    let wish = &one.wish;
    let cells = vec![
        Cell::Text(wish.label.clone()),
        Cell::Text(wish.set.clone()),
        Cell::muted(wish.place.clone()),
        Cell::muted(wish.holder.clone()),
        Cell::muted(moment(one.last_written)),
        Cell::muted(moment(one.last_verified)),
    ];
    Row { cells, label: format!("{}, {}, {}", wish.label, wish.place, wish.holder), chosen: false }
}
