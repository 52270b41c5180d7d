//! A medium that is plugged in: its name or label, and what is known of it.

use eframe::egui::{Sense, Ui, vec2};

use super::words::ago;
use crate::app::snapshot::{Health, MediaFace, MediumRefusal, MediumSeen};
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone};
use crate::ui::widgets::text;

/// What it is called here: its label, the device's model, or at least where it is.
pub(super) fn name(seen: &MediumSeen) -> String {
    let model = &seen.facts.device.model;
    let place = || seen.mount.file_name().unwrap_or_default().to_string_lossy().into_owned();
    [&seen.label, model].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_else(place)
}

/// How it stands, as a colour.
pub(super) const fn tone(seen: &MediumSeen) -> Tone {
    match seen.refusal() {
        None => Tone::Good,
        Some(MediumRefusal::Unknown) => Tone::Plain,
        Some(_) => Tone::Warning,
    }
}

/// The head of its card: the mark, the name, and one line about it.
pub(super) fn head_ui(ui: &mut Ui, cx: &Cx<'_>, seen: &MediumSeen) {
    ui.horizontal(|ui| {
        let (dot, _) = ui.allocate_exact_size(vec2(20.0, 44.0), Sense::hover());
        ui.painter().circle_filled(dot.center(), 5.0, cx.theme.ink(tone(seen)));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            text::line(ui, Face::Heading, cx.theme.text, name(seen));
            text::line(ui, Face::Body, cx.theme.muted, line(cx, seen));
        });
    });
}

/// The room of what is known of a medium, in points: each name stays on a line in either language.
const NAMES: f32 = 124.0;

/// "Set B · safe 2 · 64 GB, 41 GB free".
fn line(cx: &Cx<'_>, seen: &MediumSeen) -> String {
    let set = (!seen.set.is_empty()).then(|| cx.with("medium-of-set", &[("set", seen.set.as_str().into())]));
    let place = Some(seen.place.clone()).filter(|place| !place.is_empty());
    set.into_iter().chain(place).chain([room(cx, seen)]).collect::<Vec<_>>().join(" · ")
}

fn room(cx: &Cx<'_>, seen: &MediumSeen) -> String {
    let size = |bytes| cx.texts.size(bytes).into();
    cx.with("medium-room", &[("size", size(seen.facts.total_bytes)), ("free", size(seen.facts.free_bytes))])
}

/// What is known of it, side by side: what people said, and what the system says.
pub(super) fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, seen: &MediumSeen, register: Option<&MediaFace>) {
    let own = seen.medium.and_then(|id| register?.media.iter().find(|one| one.medium == id));
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        if seen.medium.is_some() {
            fact(left, cx, "media-holder", &seen.holder);
            fact(left, cx, "media-written", &ago(cx, own.and_then(|own| own.last_written)));
            fact(left, cx, "media-verified", &ago(cx, own.and_then(|own| own.last_verified)));
            let writes = own.map_or(0, |own| own.writes);
            fact(left, cx, "medium-writes", &cx.texts.count(writes));
        } else {
            fact(left, cx, "medium-mount", &seen.mount.display().to_string());
            fact(left, cx, "medium-file-system", seen.facts.file_system);
        }
        device_ui(right, cx, seen);
    });
}

fn device_ui(ui: &mut Ui, cx: &Cx<'_>, seen: &MediumSeen) {
    let device = &seen.facts.device;
    fact(ui, cx, "medium-device", &device.model);
    fact(ui, cx, "medium-serial", &device.serial);
    if seen.medium.is_some() {
        fact(ui, cx, "medium-file-system", seen.facts.file_system);
    }
    let speed =
        device.speed_mbit.map(|speed| cx.with("medium-speed-mbit", &[("speed", u64::from(speed).into())]));
    fact(ui, cx, "medium-speed", &speed.unwrap_or_default());
    let health = match device.health {
        Health::Unsaid => cx.t("medium-health-unsaid").to_owned(),
        Health::Good => cx.t("medium-health-good").to_owned(),
        Health::Errors(count) => cx.with("medium-health-errors", &[("count", count.into())]),
        Health::WornOut => cx.t("medium-health-worn").to_owned(),
    };
    fact(ui, cx, "medium-health", &health);
}

/// One line; what the system does not say is said to be unsaid.
fn fact(ui: &mut Ui, cx: &Cx<'_>, key: &str, value: &str) {
    let value = if value.is_empty() { cx.t("medium-unsaid") } else { value };
    text::fact_of(ui, cx.theme, NAMES, cx.t(key), |ui| {
        text::line(ui, Face::Body, cx.theme.text, value);
    });
}
