//! The page in place of the log-in form while the machine is on a network: which device, how to switch it off, whom to
//! call. It goes by itself when the guard sees nothing live any more; there is no other way past it.

use eframe::egui::Ui;

use super::finding;
use crate::airgap::Verdict;
use crate::app::snapshot::{AirGapFace, DeviceKind, Finding};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::front;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// How many live devices are told of in full; the others are on the page of details.
const TOLD: usize = 2;

/// Draws it.
pub(in crate::ui::screens) fn ui(ui: &mut Ui, cx: &Cx<'_>, face: &AirGapFace) -> Option<Action> {
    front::card(ui, cx, |ui| {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        ui.horizontal(|ui| {
            Icon::WarningCircle.ui(ui, cx.theme.danger);
            text::heading(ui, cx.theme, cx.t("gap-page-title"));
        });
        panes::notice(ui, cx.theme, Tone::Danger, cx.t("gap-page-text"), None);
        live_ui(ui, cx, face);
        ui.add_space(space::SMALL);
        text::strong(ui, cx.theme, cx.t("gap-page-call"));
        text::body(ui, cx.theme, cx.t("gap-page-call-text"));
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            let all = Button::secondary(cx.t("gap-page-all")).ui(ui, cx.theme);
            let about = choose::link(ui, cx.theme, cx.t("gap-manual"));
            let all = all.then_some(Action::Open(Route::AirGap));
            all.or(about.then_some(Action::Manual(Some("air-gap"))))
        })
        .inner
    })
}

/// What is live, and how each is switched off.
fn live_ui(ui: &mut Ui, cx: &Cx<'_>, face: &AirGapFace) {
    let is_live = |finding: &&Finding| finding.why.verdict() == Verdict::Red;
    let through = |route: &Finding| {
        let mut others = face.findings.iter().filter(is_live);
        others.any(|other| other.kind != DeviceKind::Route && other.device == route.device)
    };
    // A way to other machines goes with the device that it leads through.
    let live: Vec<&Finding> = face
        .findings
        .iter()
        .filter(is_live)
        .filter(|finding| finding.kind != DeviceKind::Route || !through(finding))
        .collect();
    for found in live.iter().take(TOLD) {
        ui.add_space(space::TINY);
        finding::head_ui(ui, cx, found);
        text::muted(ui, cx.theme, cx.t(&finding::seen_key(found.why)));
        text::body(ui, cx.theme, cx.t(&finding::act_key(found)));
    }
    if live.len() > TOLD {
        let more = live.len() - TOLD;
        text::muted(ui, cx.theme, cx.with("gap-page-more", &[("count", more.into())]));
    }
}
