//! One finding in plain words: what it is, what was seen of it, why that matters, and what to do.

use eframe::egui::{Align, Layout, Ui};

use crate::app::snapshot::{Colour, DeviceKind, Finding, Why};
use crate::ui::cx::Cx;
use crate::ui::status::tone_of;
use crate::ui::theme::space;
use crate::ui::widgets::{panes, text};

/// The key of a kind's name.
pub(super) fn kind_key(kind: DeviceKind) -> String {
    format!("gap-kind-{}", kind.key())
}

/// The key of what was seen.
pub(super) fn seen_key(why: Why) -> String {
    format!("gap-seen-{}", why.key())
}

/// The key of why it matters.
pub(super) const fn matters_key(why: Why) -> &'static str {
    match why {
        Why::Hidden => "gap-matters-hidden",
        Why::Down | Why::Blocked | Why::Up => "gap-matters-amber",
        Why::RadioOn | Why::Carrier | Why::Routed | Why::Unknown => "gap-matters-red",
    }
}

/// The key of what to do: switch off what is live, take away what is not.
pub(super) fn act_key(finding: &Finding) -> String {
    let is_live = Colour::from(finding.why.verdict()) == Colour::Red;
    format!("gap-{}-{}", if is_live { "off" } else { "remove" }, finding.kind.key())
}

/// What it is, its name in the system, and whether it is live.
pub(super) fn head_ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding) {
    let colour = Colour::from(finding.why.verdict());
    ui.horizontal(|ui| {
        text::strong(ui, cx.theme, cx.t(&kind_key(finding.kind)));
        text::code(ui, cx.theme, &finding.device);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let word = match finding.why {
                Why::Hidden => "gap-unseen",
                _ if colour == Colour::Red => "gap-live",
                _ => "gap-still",
            };
            panes::chip(ui, cx.theme, tone_of(colour), cx.t(word));
        });
    });
}

/// All of it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, finding: &Finding) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    head_ui(ui, cx, finding);
    ui.set_max_width(ui.available_width().min(space::TEXT));
    text::body(ui, cx.theme, cx.t(&seen_key(finding.why)));
    text::muted(ui, cx.theme, cx.t(matters_key(finding.why)));
    ui.add_space(space::TINY);
    text::fact(ui, cx.theme, cx.t("gap-do"), |ui| {
        text::body(ui, cx.theme, cx.t(&act_key(finding)));
    });
}
