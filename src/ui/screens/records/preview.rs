//! The small picture of a record beside the list: the head of a text, the corner of a table, a fitted picture, or
//! why nothing is shown. `details` draws it; the viewer shows the same content at full size.

use eframe::egui::{Rect, Response, Sense, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use crate::app::snapshot::RecordSheet;
use crate::document::{Shown, Table, Text};
use crate::ui::cx::Cx;
use crate::ui::screens::cells::line;
use crate::ui::screens::picture::Tiled;
use crate::ui::theme::{Face, space};

/// Between two lines of small print.
const LINE: f32 = 13.0;

/// The most columns of a table in small.
const COLUMNS: usize = 4;

/// Draws the record's content small, over the whole width and `height` points. A click opens the record.
pub(crate) fn preview_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    height: f32,
    sheet: &RecordSheet,
    tiled: &mut Option<Tiled>,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &sheet.row.title));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect_filled(rect, f32::from(space::RADIUS), cx.theme.surface);
    let page = rect.shrink(1.0);
    match &sheet.shown {
        Shown::Text(text) => text_ui(ui, cx, page.shrink(space::LARGE), text),
        Shown::Table(table) => table_ui(ui, cx, page, table),
        Shown::Picture(picture) => {
            let tiled = match tiled {
                Some(tiled) if tiled.shows(picture) => tiled,
                other => other.insert(Tiled::new(ui.ctx(), picture)),
            };
            let room = page.shrink(space::SMALL);
            let scale = (room.size() / tiled.size().max(vec2(1.0, 1.0))).min_elem().min(1.0);
            tiled.paint(&painter, Rect::from_center_size(room.center(), tiled.size() * scale));
        }
        Shown::Not(reason) => not_ui(ui, cx, page.shrink(space::LARGE), sheet, reason),
    }
    ui.painter().rect_stroke(rect, f32::from(space::RADIUS), cx.theme.hairline(), StrokeKind::Inside);
    response
}

fn text_ui(ui: &Ui, cx: &Cx<'_>, room: Rect, text: &Text) {
    let mut top = room.top();
    for text in &text.lines {
        if top + LINE > room.bottom() {
            return;
        }
        // Long lines of a letter are cut, not wrapped: this is only a glance.
        let galley = line(ui, text.trim_end(), Face::Tiny, cx.theme.text, room.width());
        ui.painter().galley(pos2(room.left(), top), galley, cx.theme.text);
        top += LINE;
    }
}

fn table_ui(ui: &Ui, cx: &Cx<'_>, room: Rect, table: &Table) {
    let columns = table.head.len().clamp(1, COLUMNS);
    #[expect(clippy::cast_precision_loss, reason = "at most a handful of columns")]
    let width = room.width() / columns as f32;
    let height = LINE + space::TINY;
    let mut top = room.top();
    for (place, row) in std::iter::once(&table.head).chain(&table.rows).enumerate() {
        if top + height > room.bottom() {
            return;
        }
        let mut left = room.left();
        for cell in row.iter().take(columns) {
            let colour = if place == 0 { cx.theme.muted } else { cx.theme.text };
            let galley = line(ui, cell, Face::Tiny, colour, width - space::SMALL);
            ui.painter().galley(pos2(left + space::TINY, top + 2.0), galley, colour);
            left += width;
        }
        ui.painter().hline(room.x_range(), top + height, cx.theme.hairline());
        top += height;
    }
}

fn not_ui(ui: &Ui, cx: &Cx<'_>, room: Rect, sheet: &RecordSheet, reason: &str) {
    let kind = cx.t(kind_key(sheet.row.kind)).to_owned();
    let name = line(ui, &kind, Face::Heading, cx.theme.muted, room.width());
    let why = ui.painter().layout(
        cx.t(&format!("not-shown-{reason}")).to_owned(),
        Face::Small.font(),
        cx.theme.muted,
        room.width(),
    );
    let height = name.size().y + space::SMALL + why.size().y;
    let top = room.center().y - height / 2.0;
    let below = top + name.size().y + space::SMALL;
    ui.painter().galley(pos2(room.center().x - name.size().x / 2.0, top), name, cx.theme.muted);
    ui.painter().galley(pos2(room.center().x - why.size().x / 2.0, below), why, cx.theme.muted);
}

/// The text that names a kind of file.
pub(crate) const fn kind_key(kind: crate::app::snapshot::FileKind) -> &'static str {
    use crate::app::snapshot::FileKind;
    match kind {
        FileKind::Pdf => "record-kind-pdf",
        FileKind::Image => "record-kind-image",
        FileKind::Text => "record-kind-text",
        FileKind::Csv => "record-kind-csv",
        FileKind::Sheet => "record-kind-sheet",
        FileKind::Word => "record-kind-word",
        FileKind::Mail => "record-kind-mail",
        FileKind::Other => "record-kind-other",
    }
}
