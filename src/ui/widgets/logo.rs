//! The sign of the product: a safe's wheel on a rounded square, drawn with lines so that it is sharp at every size.

use eframe::egui::{CornerRadius, Rect, Sense, Stroke, Ui, vec2};

use crate::ui::theme::Theme;

/// In the rail.
pub(crate) fn small(ui: &mut Ui, theme: &Theme) {
    draw(ui, theme, 20.0);
}

/// Above the first screens.
pub(crate) fn large(ui: &mut Ui, theme: &Theme) {
    draw(ui, theme, 36.0);
}

fn draw(ui: &mut Ui, theme: &Theme, size: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let painter = ui.painter();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few points")]
    painter.rect_filled(rect, CornerRadius::same((size * 0.22) as u8), theme.accent);
    let line = Stroke::new(size * 0.065, theme.on_accent);
    let wheel = Rect::from_center_size(rect.center(), vec2(size, size) * 0.5);
    painter.circle_stroke(wheel.center(), wheel.width() / 2.0, line);
    painter.hline(wheel.x_range(), wheel.center().y, line);
    painter.vline(wheel.center().x, wheel.y_range(), line);
}
