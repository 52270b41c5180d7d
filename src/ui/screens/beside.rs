//! A list with its details beside it: how the room of a page is shared, and the sheets that both lie on.
//!
//! Knows nothing of what is listed. The lists of records, customers and groups use it.

use eframe::egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::ui::theme::{Theme, space};
use crate::ui::widgets::panes;

/// The list never gets narrower than this, in points; the details give way.
const LIST_LEAST: f32 = 420.0;

/// Shares the room that is left: the list, and the details at its right, wider on a wide screen.
pub(crate) fn split(ui: &Ui) -> (Rect, Rect) {
    let room = ui.available_rect_before_wrap();
    let wish = (room.width() * 0.29).clamp(space::DETAILS, 1.6 * space::DETAILS);
    let details = wish.min((room.width() - LIST_LEAST).max(0.0));
    let edge = room.right() - details;
    let list = Rect::from_min_max(room.min, pos2(edge - space::LARGE, room.bottom()));
    (list, Rect::from_min_max(pos2(edge, room.top()), room.max))
}

/// Draws on a sheet that covers `rect`, to its edges: for tables.
pub(crate) fn sheet<R>(ui: &mut Ui, theme: &Theme, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    framed(ui, panes::frame(theme).inner_margin(Margin::same(1)), rect, add)
}

/// Draws on a sheet that covers `rect`, with room around: for details.
pub(crate) fn card<R>(ui: &mut Ui, theme: &Theme, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    framed(ui, panes::frame(theme).inner_margin(Margin::same(16)), rect, add)
}

/// Draws `add`, scrolled if it is too long: the bar stands in the margin of the card or page, not over what is drawn.
pub(crate) fn scrolled<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    with_foot(ui, 0.0, add, |_no_foot| ()).0
}

/// Draws `add`, scrolled if it is too long, over a foot of `foot_height` points that stays in sight.
pub(crate) fn with_foot<A, B>(
    ui: &mut Ui,
    foot_height: f32,
    add: impl FnOnce(&mut Ui) -> A,
    foot: impl FnOnce(&mut Ui) -> B,
) -> (A, B) {
    with_foot_of(ui, foot_height, &mut (), |(), ui| add(ui), |(), ui| foot(ui))
}

/// The same, where both parts need `of`.
pub(crate) fn with_foot_of<S, A, B>(
    ui: &mut Ui,
    foot_height: f32,
    of: &mut S,
    add: impl FnOnce(&mut S, &mut Ui) -> A,
    foot: impl FnOnce(&mut S, &mut Ui) -> B,
) -> (A, B) {
    let room = ui.available_rect_before_wrap();
    let edge = (room.bottom() - foot_height).max(room.top());
    // The scroll bar stands beside the content, in the margin of the sheet, and the ring of a field has room.
    let above = Rect::from_min_max(
        pos2(room.left() - space::TINY, room.top()),
        pos2(room.right() + space::MEDIUM, edge - space::MEDIUM),
    );
    let below = Rect::from_min_max(pos2(room.left(), edge), room.max);
    // Not a scope: it reaches over the edge of the room, and must not widen the sheet.
    let mut child = ui.new_child(UiBuilder::new().max_rect(above));
    let area = ScrollArea::vertical().auto_shrink([false, false]);
    let within = Frame::new().inner_margin(Margin { left: 4, right: 12, top: 0, bottom: 0 });
    let first = area.show(&mut child, |ui| within.show(ui, |ui| add(of, ui)).inner).inner;
    let second = ui.scope_builder(UiBuilder::new().max_rect(below), |ui| foot(of, ui)).inner;
    (first, second)
}

fn framed<R>(ui: &mut Ui, frame: Frame, rect: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        frame
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                add(ui)
            })
            .inner
    })
    .inner
}
