//! What content lies in: cards, chips, notices, empty pages, the head of a page.

use eframe::egui::{
    Align, Color32, CornerRadius, Frame, InnerResponse, Layout, Margin, Rect, Response, Role, Sense, Stroke,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::button::Button;
use super::icon::Icon;
use super::text;
use crate::ui::theme::{Face, Theme, Tone, space};

/// A white sheet with a thin line around it.
pub(crate) fn card<R>(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    frame(theme).inner_margin(Margin::same(16)).show(ui, add)
}

/// The same, without room inside: for tables.
pub(crate) fn frame(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.surface)
        .stroke(theme.hairline())
        .corner_radius(CornerRadius::same(space::CARD_RADIUS))
}

/// A word on coloured ground: a tag, a state.
pub(crate) fn chip(ui: &mut Ui, theme: &Theme, tone: Tone, word: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(word.to_owned(), Face::Small.font(), theme.ink(tone));
    let size = vec2(galley.size().x + 16.0, 20.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    ui.painter().rect_filled(rect, CornerRadius::same(10), theme.soft(tone));
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, theme.ink(tone));
    response
}

/// Something said across the page. True when it was dismissed.
pub(crate) fn notice(ui: &mut Ui, theme: &Theme, tone: Tone, words: &str, dismiss: Option<&str>) -> bool {
    notice_with(ui, theme, tone, words, dismiss.as_slice()).is_some()
}

/// The same, with what can be done about it at its right end. The place of what was pressed.
pub(crate) fn notice_with(
    ui: &mut Ui,
    theme: &Theme,
    tone: Tone,
    words: &str,
    acts: &[&str],
) -> Option<usize> {
    let ink = theme.ink(tone);
    let icon = match tone {
        Tone::Good => Icon::CheckCircle,
        Tone::Warning | Tone::Danger => Icon::WarningCircle,
        Tone::Plain | Tone::Accent => Icon::Info,
    };
    let inner = Frame::new()
        .fill(theme.soft(tone))
        .stroke(Stroke::new(1.0, ink.gamma_multiply(0.25)))
        .corner_radius(CornerRadius::same(space::RADIUS))
        .inner_margin(Margin::symmetric(12, 8));
    let words_ink = if tone == Tone::Plain { theme.text } else { ink };
    inner
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                icon.ui(ui, ink);
                let room = acts.iter().map(|label| quiet_width(ui, label)).sum::<f32>();
                let words_room = vec2(ui.available_width() - room, 0.0);
                ui.allocate_ui_with_layout(words_room, Layout::top_down(Align::Min), |ui| {
                    text::text(ui, Face::Body, words_ink, words)
                });
                if acts.is_empty() {
                    // Not even the gap before nothing: the page would grow by it.
                    return None;
                }
                // A height of its own: the buttons would be centred in all that is left of the page.
                let end = vec2(ui.available_width(), Face::Body.line());
                ui.allocate_ui_with_layout(end, Layout::right_to_left(Align::Center), |ui| {
                    let mut pressed = None;
                    for (place, label) in acts.iter().enumerate().rev() {
                        if Button::quiet(label).height(Face::Body.line()).ui(ui, theme) {
                            pressed = Some(place);
                        }
                    }
                    pressed
                })
                .inner
            })
            .inner
        })
        .inner
}

/// How much room a quiet button with this label takes, with the gap before it.
fn quiet_width(ui: &Ui, label: &str) -> f32 {
    let word = ui.painter().layout_no_wrap(label.to_owned(), Face::Label.font(), Color32::PLACEHOLDER);
    word.size().x + space::LARGE
}

/// What is shown where nothing is: an icon, what this place is for, and what to do first. True when that is pressed.
pub(crate) fn empty(
    ui: &mut Ui,
    theme: &Theme,
    icon: Icon,
    title: &str,
    words: &str,
    act: Option<&str>,
) -> bool {
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.22).clamp(space::PAGE, 160.0));
        text::text(ui, Face::LargeIcon, theme.faint, icon.letter());
        ui.add_space(space::SMALL);
        text::heading(ui, theme, title);
        ui.scope(|ui| {
            ui.set_max_width(space::FORM.min(ui.available_width()));
            text::muted(ui, theme, words);
        });
        ui.add_space(space::SMALL);
        act.is_some_and(|label| Button::secondary(label).ui(ui, theme))
    })
    .inner
}

/// The buttons at the foot of a form or dialog, drawn from right to left. A row of their own height: without it they
/// would be centred in all that is left of the page.
pub(crate) fn buttons<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let room = vec2(ui.available_width(), space::CONTROL);
    ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        add(ui)
    })
    .inner
}

/// What is read at the left, and what goes with it at the right; below each other where there is no room for both.
pub(crate) fn abreast(ui: &mut Ui, mut add: impl FnMut(&mut Ui, Side)) {
    let wide = ui.available_width() >= 1.5 * space::TEXT;
    let between = ui.spacing().item_spacing;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        ui.columns(if wide { 2 } else { 1 }, |columns| {
            // Columns would stretch their lines of text to their width.
            let mut fill = |ui: &mut Ui, side| {
                ui.spacing_mut().item_spacing = between;
                ui.with_layout(Layout::top_down(Align::Min), |ui| add(ui, side));
            };
            if let Some(left) = columns.first_mut() {
                fill(left, Side::Left);
            }
            if let Some(right) = columns.last_mut() {
                fill(right, Side::Right);
            }
        });
    });
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// What is read.
    Left,
    /// What goes with it.
    Right,
}

/// The height of the head of a page.
const HEAD_HEIGHT: f32 = 48.0;

/// The head of a page: its title, a line about it, and its buttons at the right (drawn from right to left).
pub(crate) fn page_head<R>(
    ui: &mut Ui,
    theme: &Theme,
    title: &str,
    line: &str,
    buttons: impl FnOnce(&mut Ui) -> R,
) -> R {
    let room = vec2(ui.available_width(), HEAD_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let right = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    let (inner, edge) = ui
        .scope_builder(right, |ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            (buttons(ui), ui.min_rect().left())
        })
        .inner;
    let edge = if edge < rect.right() { edge - space::LARGE } else { rect.right() };
    let left = Rect::from_min_max(rect.min, pos2(edge.max(rect.left()), rect.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        text::line(ui, Face::Title, theme.text, title);
        if !line.is_empty() {
            text::line(ui, Face::Body, theme.muted, line);
        }
    });
    ui.add_space(space::SMALL);
    inner
}
