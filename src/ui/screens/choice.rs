//! A button that opens a short list to choose from, and the lines of that list.
//!
//! Filters, the choice of a group and the mapping of columns use it. Arrow keys and Enter work as in every menu.

use eframe::egui::{
    Align2, Popup, PopupCloseBehavior, Response, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2,
};

use super::cells::line;
use crate::ui::theme::{Face, Theme, space};
use crate::ui::widgets::Icon;
use crate::ui::widgets::choose::select_button_wide;

/// The height of a line of the list.
const LINE: f32 = 32.0;

/// The list is never longer than this; it scrolls.
const LONGEST: f32 = 360.0;

/// Draws the button; while it is open, the list that `add` draws. Closes when a line is chosen.
pub(crate) fn choice<R>(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    width: Option<f32>,
    add: impl FnOnce(&mut Ui) -> Option<R>,
) -> (Response, Option<R>) {
    let response = select_button_wide(ui, theme, label, width);
    let chosen = open_list(&response, add);
    (response, chosen)
}

fn open_list<R>(button: &Response, add: impl FnOnce(&mut Ui) -> Option<R>) -> Option<R> {
    Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(button.rect.width().max(200.0))
        .show(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let chosen = ScrollArea::vertical().max_height(LONGEST).show(ui, add).inner;
            if chosen.is_some() {
                ui.close();
            }
            chosen
        })
        .and_then(|shown| shown.inner)
}

/// One line of the list; true when it is chosen.
pub(crate) fn option(ui: &mut Ui, theme: &Theme, chosen: bool, label: &str) -> bool {
    let widest = ui.painter().layout_no_wrap(label.to_owned(), Face::Body.font(), theme.text).size().x;
    let width = ui.available_width().max(widest.min(420.0) + 44.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, chosen, label));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, f32::from(space::RADIUS), theme.hover);
    }
    let galley = line(ui, label, Face::Body, theme.text, rect.width() - 44.0);
    let at = rect.left_center() + vec2(space::SMALL, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
    if chosen {
        let at = rect.right_center() - vec2(space::SMALL, 0.0);
        ui.painter().text(at, Align2::RIGHT_CENTER, Icon::Check.letter(), Face::Icon.font(), theme.accent);
    }
    response.clicked()
}
