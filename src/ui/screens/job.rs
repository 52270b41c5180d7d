//! Long work while it goes on: what is being done, a bar, how much and how fast, and a way to stop it.
//!
//! Adding files, taking copies out, importing and moving customers and checking the vault show the same lines.

use eframe::egui::{Align, Layout, Ui};

use crate::app::request::{Request, RequestId};
use crate::app::snapshot::Progress;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, progress, text};

/// Draws the work that answers `id`, on a sheet; `stop_what` says what stopping keeps, and offers it.
pub(crate) fn job_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: RequestId,
    title: &str,
    speed: &mut Speed,
    stop_what: Option<&str>,
) -> Option<Action> {
    let task = cx.model.task(id)?;
    let now = task.progress.as_ref();
    if let Some(now) = now {
        speed.note(cx.since_boot, now.done_bytes);
    }
    ui.horizontal(|ui| {
        text::line(ui, Face::Strong, cx.theme.text, title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            text::line(
                ui,
                Face::Body,
                cx.theme.muted,
                now.map_or_else(String::new, |now| reached(cx, now, speed)),
            );
        });
    });
    ui.add_space(space::TINY);
    progress::bar(ui, cx.theme, title, now.and_then(progress::share));
    ui.add_space(space::SMALL);
    if let Some(now) = now {
        let stage = format!("progress-{}", now.stage);
        let stage = if cx.texts.has(&stage) { cx.t(&stage) } else { "" };
        let line = [stage, now.now.as_str()].into_iter().filter(|part| !part.is_empty());
        text::line(ui, Face::Body, cx.theme.muted, line.collect::<Vec<_>>().join(" · "));
    }
    ui.add_space(space::MEDIUM);
    ui.horizontal(|ui| {
        let label = cx.t(if task.stopping { "add-stopping" } else { "add-cancel" });
        let stop = Button::secondary(label).enabled(!task.stopping).ui(ui, cx.theme);
        if let Some(what) = stop_what {
            ui.add_space(space::TINY);
            text::muted(ui, cx.theme, what);
        }
        stop.then(|| cx.ask(Request::Cancel(id)).1)
    })
    .inner
}

/// How far it is: steps, bytes, bytes a second; what is not known is left out.
fn reached(cx: &Cx<'_>, now: &Progress, speed: &Speed) -> String {
    let of = |done: String, total: Option<String>| match total {
        Some(total) => cx.with("job-of", &[("done", done.into()), ("total", total.into())]),
        None => done,
    };
    let mut parts = Vec::new();
    if now.done > 0 || now.total.is_some() {
        parts.push(of(cx.texts.count(now.done), now.total.map(|total| cx.texts.count(total))));
    }
    if now.done_bytes > 0 {
        parts.push(of(cx.texts.size(now.done_bytes), now.total_bytes.map(|total| cx.texts.size(total))));
    }
    if let Some(each_second) = speed.bytes_per_second().filter(|speed| *speed > 0) {
        parts.push(cx.with("job-speed", &[("size", cx.texts.size(each_second).into())]));
    }
    parts.join(" · ")
}
