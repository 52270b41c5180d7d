//! The small cross at the end of a line that takes the line away. Its name says what it removes.

use eframe::egui::{Align2, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::ui::theme::{Face, Theme, space};
use crate::ui::widgets::Icon;
use crate::ui::widgets::button::focus_ring;

/// Draws the cross; true when it is pressed.
pub(crate) fn remove_ui(ui: &mut Ui, theme: &Theme, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(space::PAGE, space::PAGE), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, f32::from(space::RADIUS), theme.hover);
    }
    let ink = if response.hovered() { theme.text } else { theme.muted };
    let cross = Icon::Close.letter();
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, cross, Face::Icon.font(), ink);
    focus_ring(ui, theme, rect, &response);
    response.clicked()
}
