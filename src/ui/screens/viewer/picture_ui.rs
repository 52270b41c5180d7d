//! A picture at full size: fitted to the pane, or larger and moved about with the mouse and the keys.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, Rect, ScrollArea, Sense, Ui, Vec2, WidgetInfo, accesskit::Role, vec2};

use super::content::bar_ui;
use super::zoom::Zoom;
use crate::document::Picture;
use crate::ui::cx::Cx;
use crate::ui::screens::picture::Tiled;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, text};

/// The picture on the card and how large it is drawn.
#[derive(Default)]
pub(super) struct PictureView {
    tiled: Option<Tiled>,
    zoom: Zoom,
}

impl PictureView {
    /// Draws the picture over all the room.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, picture: &Arc<Picture>, title: &str) {
        let tiled = match &mut self.tiled {
            Some(tiled) if tiled.shows(picture) => tiled,
            other => {
                self.zoom = Zoom::Fit;
                other.insert(Tiled::new(ui.ctx(), picture))
            }
        };
        bar_ui(ui, cx, &facts(cx, picture), false);
        let pane = ui.available_size() - vec2(0.0, space::CONTROL + space::LARGE);
        let scale = self.zoom.scale(tiled.size(), pane - Vec2::splat(2.0 * space::LARGE));
        let label = cx.with("viewer-picture", &[("title", title.into())]);
        pane_ui(ui, cx, pane, scale, tiled, &label);
        self.zoom = keys(ui, scale, self.zoom);
        self.zoom = ui.horizontal(|ui| buttons_ui(ui, cx, scale, self.zoom)).inner;
    }
}

fn facts(cx: &Cx<'_>, picture: &Picture) -> Vec<String> {
    let size = cx.with(
        "viewer-picture-size",
        &[("width", picture.full_width.into()), ("height", picture.full_height.into())],
    );
    let mut facts = vec![size];
    if picture.width < picture.full_width {
        facts.push(cx.t("viewer-picture-reduced").to_owned());
    }
    facts
}

fn pane_ui(ui: &mut Ui, cx: &Cx<'_>, pane: Vec2, scale: f32, tiled: &mut Tiled, label: &str) {
    let size = tiled.size() * scale;
    ui.allocate_ui(pane, |ui| {
        ui.set_min_size(pane);
        ui.painter().rect_filled(ui.max_rect(), 0.0, cx.theme.background);
        let area = ScrollArea::both().id_salt("picture").auto_shrink([false, false]);
        area.scroll_source(eframe::egui::scroll_area::ScrollSource::ALL).show(ui, |ui| {
            let room = (size + Vec2::splat(2.0 * space::LARGE)).max(ui.available_size());
            let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, label));
            tiled.paint(ui.painter(), Rect::from_center_size(rect.center(), size));
        });
    });
}

fn buttons_ui(ui: &mut Ui, cx: &Cx<'_>, scale: f32, zoom: Zoom) -> Zoom {
    ui.add_space(space::LARGE);
    ui.spacing_mut().item_spacing.x = space::SMALL;
    let mut next = zoom;
    if Button::quiet(cx.t("viewer-fit")).ui(ui, cx.theme) {
        next = Zoom::Fit;
    }
    if Button::quiet(cx.t("viewer-actual")).ui(ui, cx.theme) {
        next = Zoom::Scale(1.0);
    }
    if Button::quiet(cx.t("viewer-zoom-out")).ui(ui, cx.theme) {
        next = Zoom::smaller(scale);
    }
    if Button::quiet(cx.t("viewer-zoom-in")).ui(ui, cx.theme) {
        next = Zoom::larger(scale);
    }
    let percent = format!("{:.0}", scale * 100.0);
    text::line(ui, Face::Small, cx.theme.muted, cx.with("viewer-zoom", &[("percent", percent.into())]));
    next
}

/// `+`, `-`, `0` (fit), `1` (actual size), and the wheel with Ctrl.
fn keys(ui: &Ui, scale: f32, zoom: Zoom) -> Zoom {
    if ui.memory(|memory| memory.focused().is_some()) {
        return zoom;
    }
    let wheel = ui.input(eframe::egui::InputState::zoom_delta);
    if (wheel - 1.0).abs() > 0.001 {
        return Zoom::Scale((scale * wheel).clamp(0.05, 8.0));
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        Zoom::larger(scale)
    } else if pressed(Key::Minus) {
        Zoom::smaller(scale)
    } else if pressed(Key::Num0) {
        Zoom::Fit
    } else if pressed(Key::Num1) {
        Zoom::Scale(1.0)
    } else {
        zoom
    }
}
