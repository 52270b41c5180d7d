//! The page in place of the log-in form for a person whose screening lapsed, or whose account is closed: why, whom to
//! see, and what is kept.

use eframe::egui::Ui;

use crate::app::problem::Problem;
use crate::ui::cx::Cx;
use crate::ui::screens::front;
use crate::ui::widgets::{Button, Icon, text};

/// Draws it; true when someone else wants to log in.
pub(crate) fn shut_out_ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> bool {
    let detail = |name: &str| {
        let found = problem.details.iter().find(|(named, _)| *named == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    let left = detail("why") == Some("left");
    front::card(ui, cx, |ui| {
        ui.horizontal(|ui| {
            Icon::Stopped.ui(ui, cx.theme.warning);
            text::heading(ui, cx.theme, cx.t(if left { "lapsed-left" } else { "lapsed-title" }));
        });
        if left {
            text::body(ui, cx.theme, cx.t("lapsed-left-text"));
        } else {
            let key = format!("why-{}", detail("why").unwrap_or_default());
            let why = if cx.texts.has(&key) { cx.t(&key) } else { cx.t("lapsed-unknown") };
            text::body(ui, cx.theme, cx.with("lapsed-why", &[("why", why.into())]));
            match detail("see") {
                Some(see) => text::strong(ui, cx.theme, cx.with("lapsed-see", &[("who", see.into())])),
                None => text::strong(ui, cx.theme, cx.t("lapsed-see-any")),
            };
            text::muted(ui, cx.theme, cx.t("lapsed-kept"));
        }
        let width = ui.available_width();
        Button::secondary(cx.t("lapsed-other")).width(width).ui(ui, cx.theme)
    })
}
