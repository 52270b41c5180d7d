//! Buttons: one primary a screen, secondary ones, and those for what cannot be undone.

use eframe::egui::{
    Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::icon::Icon;
use crate::ui::theme::{Face, Theme, space};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Primary,
    Secondary,
    Danger,
    Quiet,
}

/// A button that is being described; [`Button::ui`] draws it.
#[must_use = "a button is drawn by `ui`"]
pub(crate) struct Button<'a> {
    label: &'a str,
    weight: Weight,
    icon: Option<Icon>,
    hint: Option<&'a str>,
    enabled: bool,
    width: Option<f32>,
    height: f32,
}

impl<'a> Button<'a> {
    /// The one thing this screen is for.
    pub(crate) fn primary(label: &'a str) -> Self {
        Self::new(label, Weight::Primary)
    }

    /// Something else that can be done here.
    pub(crate) fn secondary(label: &'a str) -> Self {
        Self::new(label, Weight::Secondary)
    }

    /// What cannot be undone.
    pub(crate) fn danger(label: &'a str) -> Self {
        Self::new(label, Weight::Danger)
    }

    /// A word that can be clicked, without a frame.
    pub(crate) fn quiet(label: &'a str) -> Self {
        Self { height: 28.0, ..Self::new(label, Weight::Quiet) }
    }

    fn new(label: &'a str, weight: Weight) -> Self {
        Self { label, weight, icon: None, hint: None, enabled: true, width: None, height: space::CONTROL }
    }

    /// An icon before the word.
    pub(crate) fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same, after the word.
    pub(crate) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Whether it can be pressed.
    pub(crate) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// As wide as this.
    pub(crate) fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Taller or lower than others.
    pub(crate) fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Draws it; true when it was pressed.
    pub(crate) fn ui(self, ui: &mut Ui, theme: &Theme) -> bool {
        self.show(ui, theme).clicked()
    }

    /// Draws it.
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        ui.add_enabled_ui(self.enabled, |ui| self.draw(ui, theme)).inner
    }

    fn draw(self, ui: &mut Ui, theme: &Theme) -> Response {
        let (label, enabled) = (self.label.to_owned(), self.enabled);
        let layout = |ui: &Ui, text: &str, face: Face| {
            ui.painter().layout_no_wrap(text.to_owned(), face.font(), Color32::PLACEHOLDER)
        };
        let word = layout(ui, self.label, Face::Label);
        let icon = self.icon.map(|icon| layout(ui, icon.letter(), Face::Icon));
        let hint = self.hint.map(|hint| layout(ui, hint, Face::Small));
        let mut inner = word.size().x;
        inner += icon.as_ref().map_or(0.0, |icon| icon.size().x + space::SMALL);
        inner += hint.as_ref().map_or(0.0, |hint| hint.size().x + space::TINY);
        let padding = if self.weight == Weight::Quiet { space::TINY } else { space::LARGE };
        let width = self.width.unwrap_or(inner + 2.0 * padding);
        let (rect, response) = ui.allocate_exact_size(vec2(width, self.height), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &label));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let ink = self.ground(ui, theme, rect, &response);
        let mut x =
            if self.weight == Weight::Quiet { rect.left() + padding } else { rect.center().x - inner / 2.0 };
        let mut put = |galley: std::sync::Arc<eframe::egui::Galley>, colour, gap: f32| {
            let size = galley.size();
            let at = Align2::LEFT_CENTER.anchor_size(pos2(x, rect.center().y), size);
            x += size.x + gap;
            ui.painter().galley(at.min, galley, colour);
        };
        if let Some(icon) = icon {
            put(icon, ink, space::SMALL);
        }
        put(word, ink, space::TINY);
        if let Some(hint) = hint {
            put(hint, ink.gamma_multiply(0.7), 0.0);
        }
        response
    }

    /// Paints what lies under the word; returns the colour of the word.
    fn ground(&self, ui: &Ui, theme: &Theme, rect: Rect, response: &Response) -> Color32 {
        let over = response.hovered() || response.is_pointer_button_down_on();
        let line = theme.hairline();
        let (fill, stroke, ink) = match self.weight {
            Weight::Primary if over => (theme.accent_hover, Stroke::NONE, theme.on_accent),
            Weight::Primary => (theme.accent, Stroke::NONE, theme.on_accent),
            Weight::Danger if over => (theme.danger_soft, Stroke::new(1.0, theme.danger), theme.danger),
            Weight::Danger => (theme.surface, line, theme.danger),
            Weight::Secondary if over => (theme.hover, Stroke::new(1.0, theme.faint), theme.text),
            Weight::Secondary => (theme.surface, line, theme.text),
            Weight::Quiet if over => (theme.accent_soft, Stroke::NONE, theme.accent),
            Weight::Quiet => (Color32::TRANSPARENT, Stroke::NONE, theme.accent),
        };
        let painter = ui.painter();
        painter.rect(rect, CornerRadius::same(space::RADIUS), fill, stroke, StrokeKind::Inside);
        focus_ring(ui, theme, rect, response);
        ink
    }
}

/// The ring around what has the keyboard.
pub(crate) fn focus_ring(ui: &Ui, theme: &Theme, rect: Rect, response: &Response) {
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.accent.gamma_multiply(0.45));
        ui.painter().rect_stroke(
            rect.expand(3.0),
            CornerRadius::same(space::RADIUS + 3),
            ring,
            StrokeKind::Inside,
        );
    }
}
