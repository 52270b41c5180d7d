//! A text that has to be read to its end: scrolled by mouse or keyboard, and it knows when the end was seen.

use eframe::egui::{EventFilter, Id, Key, Modifiers, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::ui::cx::Cx;
use crate::ui::theme::space;

/// What is left below the last line counts as read.
const SLACK: f32 = 8.0;

/// How far an arrow key scrolls, in points.
const STEP: f32 = 40.0;

/// The text as it is being read.
#[derive(Default)]
pub(super) struct Reader {
    cache: CommonMarkCache,
    offset: f32,
    /// How far it can be scrolled, and how much is seen at once; known once it was drawn.
    most: f32,
    page: f32,
    begun: bool,
    seen: bool,
}

impl Reader {
    /// Whether the end was on screen.
    pub(super) const fn is_read(&self) -> bool {
        self.seen
    }

    /// Draws the text over the room that is left. `name` is what a screen reader says of it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, name: &str, text: &str) {
        let id = Id::unique("reader");
        let room = ui.available_rect_before_wrap();
        let area = ui.interact(room, id, Sense::click());
        area.widget_info(|| WidgetInfo::labeled(Role::Document, true, name));
        if area.clicked() {
            area.request_focus();
        }
        // A new text is read from its head, wherever the one before it was left.
        let begun = std::mem::replace(&mut self.begun, true);
        let scrolled = if begun { self.scrolled(ui, id) } else { Some(0.0) };
        let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt("reader");
        if let Some(offset) = scrolled {
            scroll = scroll.vertical_scroll_offset(offset);
        }
        let shown = scroll.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            CommonMarkViewer::new().show(ui, &mut self.cache, text);
            ui.add_space(space::LARGE);
        });
        self.page = shown.inner_rect.height();
        self.most = (shown.content_size.y - self.page).max(0.0);
        self.offset = shown.state.clamped_offset().y;
        // The first pass does not know yet how long the text is.
        self.seen |=
            begun && self.page > 0.0 && shown.content_size.y > SLACK && self.offset + SLACK >= self.most;
        if area.has_focus() {
            ui.painter().rect_stroke(
                room,
                f32::from(space::RADIUS),
                eframe::egui::Stroke::new(1.0, cx.theme.accent),
                eframe::egui::StrokeKind::Outside,
            );
        }
    }

    /// Where the keys scroll to; the text takes them unless a field has the keyboard.
    fn scrolled(&self, ui: &Ui, id: Id) -> Option<f32> {
        let focused = ui.memory(eframe::egui::Memory::focused);
        if focused.is_some_and(|other| other != id) {
            return None;
        }
        if focused.is_some() {
            let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        let steps = [
            (Key::ArrowDown, STEP),
            (Key::ArrowUp, -STEP),
            (Key::PageDown, self.page * 0.9),
            (Key::PageUp, -self.page * 0.9),
            (Key::Space, self.page * 0.9),
            (Key::End, f32::INFINITY),
            (Key::Home, f32::NEG_INFINITY),
        ];
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (_, by) = steps.into_iter().find(|(key, _)| pressed(*key))?;
        Some((self.offset + by).clamp(0.0, self.most))
    }
}
