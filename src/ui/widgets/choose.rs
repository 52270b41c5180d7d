//! One of several: a button that opens a list, and words to choose between in a row.

use eframe::egui::{
    Align2, Color32, CornerRadius, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::button::focus_ring;
use super::icon::Icon;
use crate::ui::theme::{Face, Theme, space};

/// A line of a list that can be clicked.
pub(crate) fn row(ui: &mut Ui, theme: &Theme, words: &str, face: Face, here: bool) -> Response {
    let ink = if here { theme.accent } else { theme.text };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, here, words));
    let ground = if here {
        theme.accent_soft
    } else if response.hovered() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, CornerRadius::same(space::RADIUS), ground);
    let room = rect.shrink2(vec2(space::SMALL, 0.0));
    let words = eframe::egui::WidgetText::from(super::text::rich(face, ink, words));
    let galley =
        words.into_galley(ui, Some(eframe::egui::TextWrapMode::Truncate), room.width(), Face::Body.font());
    let at = Align2::LEFT_CENTER.anchor_size(room.left_center(), galley.size());
    ui.painter().galley(at.min, galley, ink);
    focus_ring(ui, theme, rect.shrink(3.0), &response);
    response
}

/// The same, as wide as this.
pub(crate) fn select_button_wide(ui: &mut Ui, theme: &Theme, label: &str, width: Option<f32>) -> Response {
    let mut word = ui.painter().layout_no_wrap(label.to_owned(), Face::Label.font(), theme.text);
    let letter = Icon::CaretDown.letter().to_owned();
    let arrow = ui.painter().layout_no_wrap(letter, Face::SmallIcon.font(), theme.muted);
    let natural = word.size().x + arrow.size().x + space::SMALL + 2.0 * space::MEDIUM;
    let width = width.unwrap_or(natural);
    if natural > width {
        let room = word.size().x - (natural - width);
        let words = eframe::egui::WidgetText::from(super::text::rich(Face::Label, theme.text, label));
        word = words.into_galley(ui, Some(eframe::egui::TextWrapMode::Truncate), room, Face::Label.font());
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, space::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let fill = if response.hovered() { theme.hover } else { theme.surface };
    ui.painter().rect(rect, CornerRadius::same(space::RADIUS), fill, theme.hairline(), StrokeKind::Inside);
    focus_ring(ui, theme, rect, &response);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(rect.left() + space::MEDIUM, rect.center().y), word.size());
    ui.painter().galley(at.min, word, theme.text);
    let at =
        Align2::RIGHT_CENTER.anchor_size(pos2(rect.right() - space::MEDIUM, rect.center().y), arrow.size());
    ui.painter().galley(at.min, arrow, theme.muted);
    response
}

/// Small words in a row of which one is chosen: languages, looks. Returns the place of the newly chosen one.
pub(crate) fn words(ui: &mut Ui, theme: &Theme, options: &[&str], chosen: usize) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        for (place, option) in options.iter().enumerate() {
            let colour = if place == chosen { theme.accent } else { theme.muted };
            if word(ui, theme, option, colour, place == chosen).clicked() {
                clicked = Some(place);
            }
        }
    });
    clicked
}

/// How wide [`words`] are.
pub(crate) fn width_of_words(ui: &Ui, options: &[&str]) -> f32 {
    let wide = |option: &&str| {
        ui.painter().layout_no_wrap((*option).to_owned(), Face::Body.font(), Color32::PLACEHOLDER).size().x
    };
    options.iter().map(|option| wide(option) + space::MEDIUM).sum::<f32>() - space::MEDIUM
}

/// A word that can be clicked.
pub(crate) fn link(ui: &mut Ui, theme: &Theme, label: &str) -> bool {
    word(ui, theme, label, theme.accent, false).clicked()
}

fn word(ui: &mut Ui, theme: &Theme, label: &str, colour: Color32, selected: bool) -> Response {
    let galley = ui.painter().layout_no_wrap(label.to_owned(), Face::Body.font(), colour);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, Face::Body.line()), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, label));
    let at = Align2::LEFT_CENTER.anchor_size(pos2(rect.left(), rect.center().y), galley.size());
    let ink = if response.hovered() { theme.text } else { colour };
    ui.painter().galley_with_override_text_color(at.min, galley, ink);
    if response.hovered() {
        ui.painter().hline(rect.x_range(), at.bottom(), eframe::egui::Stroke::new(1.0, ink));
        ui.ctx().set_cursor_icon(eframe::egui::CursorIcon::PointingHand);
    }
    focus_ring(ui, theme, rect, &response);
    response
}

/// A box to tick, with its words.
pub(crate) fn tick(ui: &mut Ui, theme: &Theme, ticked: &mut bool, label: &str) -> Response {
    let galley =
        ui.painter().layout(label.to_owned(), Face::Body.font(), theme.text, ui.available_width() - 28.0);
    let size = vec2(28.0 + galley.size().x, galley.size().y.max(24.0));
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    if response.clicked() {
        *ticked = !*ticked;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *ticked, label));
    let square = eframe::egui::Rect::from_min_size(pos2(rect.left(), rect.top() + 3.0), vec2(18.0, 18.0));
    let (fill, line) = if *ticked {
        (theme.accent, theme.accent)
    } else {
        (theme.surface, if response.hovered() { theme.accent } else { theme.faint })
    };
    ui.painter().rect(
        square,
        CornerRadius::same(4),
        fill,
        eframe::egui::Stroke::new(1.0, line),
        StrokeKind::Inside,
    );
    if *ticked {
        ui.painter().text(
            square.center(),
            Align2::CENTER_CENTER,
            Icon::Check.letter(),
            eframe::egui::FontId::new(13.0, crate::ui::fonts::icons()),
            theme.on_accent,
        );
    }
    focus_ring(ui, theme, square, &response);
    ui.painter().galley(pos2(rect.left() + 28.0, rect.top() + 3.0), galley, theme.text);
    response
}
