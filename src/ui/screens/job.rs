//! Long work of a screen: asked for, while it goes on (what is being done, a bar, how much and how fast, a way to stop it),
//! and how it ended.
//!
//! Adding files, taking copies out, importing and moving customers and checking the vault show the same lines.

use eframe::egui::{Align, Layout, Ui};

use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::Progress;
use crate::base::speed::Speed;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, progress, text};

/// One piece of long work: whether it is under way, and what went wrong with the last.
#[derive(Default)]
pub(crate) struct Work {
    id: Option<RequestId>,
    speed: Speed,
    problem: Option<Problem>,
}

impl Work {
    /// Asks for it.
    pub(crate) fn begin(&mut self, cx: &Cx<'_>, request: Request) -> Action {
        let (id, action) = cx.ask(request);
        *self = Self { id: Some(id), ..Self::default() };
        action
    }

    /// Takes over work that was begun before, unless it is over.
    pub(crate) fn take_over(&mut self, cx: &Cx<'_>, id: Option<RequestId>) {
        self.id = id.filter(|id| cx.waiting(Some(*id)));
    }

    /// Follows work that was begun before, also if it is over: then its end is heard.
    pub(crate) fn follow(&mut self, id: Option<RequestId>) {
        self.id = id;
    }

    /// The answer, once it is done; what went wrong is kept.
    pub(crate) fn hear<'a>(&mut self, cx: &Cx<'a>) -> Option<&'a Answer> {
        if cx.lost(self.id) {
            self.id = None;
        }
        let ended = cx.answer(self.id)?;
        self.id = None;
        match ended {
            Ok(answer) => Some(answer),
            Err(problem) => {
                self.problem = Some(problem.clone());
                None
            }
        }
    }

    /// The work that goes on.
    pub(crate) const fn id(&self) -> Option<RequestId> {
        self.id
    }

    /// Whether it goes on.
    pub(crate) const fn is_going_on(&self) -> bool {
        self.id.is_some()
    }

    /// What went wrong.
    pub(crate) const fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// What went wrong is over and done with.
    pub(crate) fn forget_problem(&mut self) {
        self.problem = None;
    }

    /// Draws how it ended, if it was not done: `stopped`, if somebody stopped it. Whether there was something to draw.
    pub(crate) fn ended_ui(&self, ui: &mut Ui, cx: &Cx<'_>, stopped: &str) -> bool {
        match &self.problem {
            Some(problem) if problem.kind == ProblemKind::Cancelled => {
                panes::notice(ui, cx.theme, Tone::Plain, stopped, None);
            }
            Some(_) => self.problem_ui(ui, cx),
            None => {}
        }
        self.problem.is_some()
    }

    /// Draws what went wrong and what to do next.
    pub(crate) fn problem_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if let Some(problem) = &self.problem {
            panes::notice(ui, cx.theme, Tone::Danger, &cx.problem(problem), None);
            text::small(ui, cx.theme, cx.problem_next(problem));
        }
    }

    /// Draws it on a sheet while it goes on; none once it does not. `stop_what` says what stopping keeps.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        title: &str,
        stop_what: &str,
    ) -> Option<Option<Action>> {
        let id = self.id?;
        let sheet = panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            job_ui(ui, cx, id, title, &mut self.speed, Some(stop_what))
        });
        Some(sheet.inner)
    }

    /// Draws it where there is little room, beside something; none once it does not go on.
    pub(crate) fn narrow_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        title: &str,
        (stop, stop_what): (&str, &str),
    ) -> Option<Option<Action>> {
        let id = self.id?;
        let task = cx.model.task(id)?;
        let now = task.progress.clone().unwrap_or_default();
        self.speed.note(cx.since_boot, now.done_bytes);
        text::text(ui, Face::Strong, cx.theme.text, title);
        progress::bar(ui, cx.theme, title, progress::share(&now));
        for line in [stage_of(cx, &now), reached(cx, &now, &self.speed)] {
            // A stage that is all of it says nothing more.
            if !line.is_empty() && line != title {
                text::muted(ui, cx.theme, line);
            }
        }
        ui.add_space(space::SMALL);
        let label = if task.stopping { cx.t("add-stopping") } else { stop };
        let stop = Button::secondary(label).enabled(!task.stopping).ui(ui, cx.theme);
        text::small(ui, cx.theme, stop_what);
        Some(stop.then(|| cx.ask(Request::Cancel(id)).1))
    }
}

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
        text::line(ui, Face::Body, cx.theme.muted, stage_of(cx, now));
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

/// What is being done, and with what.
fn stage_of(cx: &Cx<'_>, now: &Progress) -> String {
    let stage = format!("progress-{}", now.stage);
    let stage = if cx.texts.has(&stage) { cx.t(&stage) } else { "" };
    let line = [stage, now.now.as_str()].into_iter().filter(|part| !part.is_empty());
    line.collect::<Vec<_>>().join(" · ")
}

/// How far it is: steps, bytes, bytes a second, how long still ("1.6 of 2.3 GB · 84 MB/s · 8 s left"); what is not known is
/// left out.
pub(crate) fn reached(cx: &Cx<'_>, now: &Progress, speed: &Speed) -> String {
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
        let still = now.total_bytes.map(|total| total.saturating_sub(now.done_bytes).div_ceil(each_second));
        parts.extend(still.filter(|still| *still > 0).map(|still| left(cx, still)));
    }
    parts.join(" · ")
}

/// How long it takes still, in words.
fn left(cx: &Cx<'_>, seconds: u64) -> String {
    if seconds < 90 {
        cx.with("job-left-seconds", &[("seconds", seconds.into())])
    } else {
        cx.with("job-left-minutes", &[("minutes", seconds.div_ceil(60).into())])
    }
}
