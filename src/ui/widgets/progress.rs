//! How far long work is: a bar, what is being done, how much is left, and a way to stop it.

use eframe::egui::{Align, CornerRadius, Layout, Rect, Role, Sense, Spinner, Ui, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::{choose, text};
use crate::app::snapshot::Progress;
use crate::texts::Texts;
use crate::ui::theme::{Face, Theme};

/// The height of the strip at the foot of the window.
const STRIP_HEIGHT: f32 = 32.0;

/// A bar of which `share` (0 to 1) is filled; none if it is not known how much there is.
pub(crate) fn bar(ui: &mut Ui, theme: &Theme, name: &str, share: Option<f32>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = share.map(|share| f64::from(share) * 100.0);
        info
    });
    let radius = CornerRadius::same(4);
    ui.painter().rect_filled(rect, radius, theme.plain_soft);
    let filled = if let Some(share) = share {
        Rect::from_min_size(rect.min, vec2(rect.width() * share.clamp(0.0, 1.0), rect.height()))
    } else {
        // Not known how much there is: a piece that wanders.
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(40));
        #[expect(clippy::cast_possible_truncation, reason = "a phase between 0 and 1")]
        let phase = ui.input(|input| (input.time * 0.6).fract()) as f32;
        let width = rect.width() * 0.25;
        let left = rect.left() - width + phase * (rect.width() + width);
        Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height())).intersect(rect)
    };
    if filled.width() > 0.0 {
        ui.painter().rect_filled(filled, radius, theme.accent);
    }
}

/// What was pressed on the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strip {
    /// The work is to be stopped.
    Stop,
    /// Its screen is to be shown.
    See,
}

/// The same on one line, for the strip at the foot of the window.
pub(crate) fn strip(
    ui: &mut Ui,
    theme: &Theme,
    texts: &Texts,
    name: &str,
    progress: Option<&Progress>,
    stopping: bool,
) -> Option<Strip> {
    ui.horizontal(|ui| {
        ui.set_min_height(STRIP_HEIGHT);
        let see = choose::link(ui, theme, name);
        let room = vec2(ui.available_width(), STRIP_HEIGHT);
        let stop = ui
            .allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                let label = texts.text(if stopping { "progress-stopping" } else { "progress-stop" });
                let stop = Button::secondary(label).enabled(!stopping).height(28.0).ui(ui, theme);
                let reached = progress.map(|at| reached(at, texts)).unwrap_or_default();
                text::line(ui, Face::Small, theme.muted, reached);
                bar(ui, theme, name, progress.and_then(share));
                stop
            })
            .inner;
        stop.then_some(Strip::Stop).or(see.then_some(Strip::See))
    })
    .inner
}

/// A wheel that turns beside what is being waited for.
pub(crate) fn waiting(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.horizontal(|ui| {
        ui.add(Spinner::new().size(16.0).color(theme.accent));
        text::muted(ui, theme, words);
    });
}

#[expect(clippy::cast_precision_loss, reason = "a share for the eye")]
pub(crate) fn share(at: &Progress) -> Option<f32> {
    let of = |done: u64, total: Option<u64>| total.filter(|t| *t > 0).map(|total| done as f32 / total as f32);
    of(at.done_bytes, at.total_bytes).or_else(|| of(at.done, at.total))
}

fn reached(at: &Progress, texts: &Texts) -> String {
    let steps = match at.total {
        Some(total) if total > 0 => texts.with(
            "progress-of",
            &[("done", texts.count(at.done).into()), ("total", texts.count(total).into())],
        ),
        _ if at.done > 0 => texts.count(at.done),
        _ => String::new(),
    };
    let bytes = match at.total_bytes {
        Some(total) if total > 0 => texts.with(
            "progress-of",
            &[("done", texts.size(at.done_bytes).into()), ("total", texts.size(total).into())],
        ),
        _ if at.done_bytes > 0 => texts.size(at.done_bytes),
        _ => String::new(),
    };
    match (steps.is_empty(), bytes.is_empty()) {
        (false, false) => format!("{steps} · {bytes}"),
        _ => steps + &bytes,
    }
}
