//! The content of a record at full size, whatever it is; and the page for what is not shown.

use eframe::egui::{Align, Layout, Ui, vec2};

use super::picture_ui::PictureView;
use super::table_ui::TableView;
use super::text_ui::TextView;
use crate::app::snapshot::RecordSheet;
use crate::document::Shown;
use crate::ui::cx::Cx;
use crate::ui::screens::records::preview::kind_key;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, text};

/// What the views keep: where they are scrolled, how large the picture is.
#[derive(Default)]
pub(super) struct Content {
    text: TextView,
    table: TableView,
    picture: PictureView,
}

impl Content {
    /// Draws the content over all the room. True when a copy is to be taken out, where nothing is shown; while
    /// `editing`, saving is what the screen is for.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet, editing: bool) -> bool {
        match &sheet.shown {
            Shown::Text(text) => self.text.ui(ui, cx, text),
            Shown::Table(table) => self.table.ui(ui, cx, table),
            Shown::Picture(picture) => self.picture.ui(ui, cx, picture, &sheet.row.title),
            Shown::Not(reason) => return not_ui(ui, cx, sheet, reason, editing),
        }
        false
    }
}

/// A line above the content that says what it is, and whether there is more of it.
pub(super) fn bar_ui(ui: &mut Ui, cx: &Cx<'_>, facts: &[String], cut: bool) {
    let room = vec2(ui.available_width(), space::CONTROL);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(space::CONTROL);
        ui.add_space(space::LARGE);
        let line = facts.join(" · ");
        text::line(ui, Face::Small, cx.theme.muted, line);
        if cut {
            text::line(ui, Face::Small, cx.theme.warning, cx.t("viewer-cut"));
        }
    });
    // The line lies at the edge of the bar; what follows is not set off from it.
    ui.add_space(-ui.spacing().item_spacing.y);
    let bottom = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), bottom, cx.theme.hairline());
}

fn not_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &RecordSheet, reason: &str, editing: bool) -> bool {
    ui.vertical_centered(|ui| {
        ui.set_max_width(space::FORM);
        ui.add_space((ui.available_height() * 0.2).clamp(space::PAGE, 160.0));
        text::text(ui, Face::LargeIcon, cx.theme.faint, Icon::File.letter());
        let kind = cx.t(kind_key(sheet.row.kind));
        text::text(
            ui,
            Face::Small,
            cx.theme.muted,
            format!("{kind} · {}", cx.texts.size(sheet.row.size_bytes)),
        );
        ui.add_space(space::SMALL);
        text::heading(ui, cx.theme, cx.t("viewer-not-title"));
        text::body(ui, cx.theme, cx.t(&format!("not-shown-{reason}")));
        ui.add_space(space::TINY);
        text::muted(ui, cx.theme, cx.t("viewer-not-next"));
        ui.add_space(space::MEDIUM);
        let label = cx.t("records-take-out");
        let button = if editing { Button::secondary(label) } else { Button::primary(label) };
        button.ui(ui, cx.theme)
    })
    .inner
}
