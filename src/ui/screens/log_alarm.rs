//! The page in place of the log-in form when the access log is not what was seen of it: what is known, what it means,
//! whom to call, and what not to do. Nothing opens from here, unless a supervisor accepts the break, with a second one.

use eframe::egui::{Id, Ui};

use super::factor_form::{FactorForm, touch_ui};
use super::people::{Asking, AskingDialog, is_reason};
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{Consent, Request};
use crate::base::clock::WallTime;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::front;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, Field, Icon, SecretField, choose, panes, progress, text};

/// The width of the page, in points.
pub(super) const WIDTH: f32 = 720.0;

/// Whether it is this alarm.
pub(super) const fn is_log_alarm(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::LogRolledBack | ProblemKind::LogForked)
}

/// What was wished for on the page.
pub(super) enum Wished {
    /// Back to the form.
    Back,
    /// To accept the break.
    Accept,
    /// Something of the window.
    Action(Action),
}

/// The dialog in which a supervisor accepts the break, and logs in by it.
pub(super) struct AcceptDialog {
    login: String,
    factor: FactorForm,
    password: SecretField,
    reason: String,
    asking: Asking,
}

impl AcceptDialog {
    /// For the person with this login, and the factor they came with.
    pub(super) fn new(login: &str, factor: FactorForm) -> Self {
        Self {
            login: login.trim().to_owned(),
            factor,
            password: SecretField::default(),
            reason: String::new(),
            asking: Asking::default(),
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let busy = self.asking.is_busy();
        panes::notice(ui, cx.theme, Tone::Warning, cx.t("alarm-log-accept-about"), None);
        ui.add_space(space::SMALL);
        let reason = Field::new(cx.t("alarm-log-accept-reason")).id(Id::unique("accept-reason"));
        reason.enabled(!busy).ui(ui, cx.theme, &mut self.reason);
        let field = Field::new(cx.t("alarm-log-accept-password")).id(Id::unique("accept-password"));
        self.password.ui(ui, cx.theme, field.enabled(!busy), cx.t("caps-lock"));
        let picking = self.factor.ui(ui, cx, "accept", !busy);
        if busy && self.factor.is_token() {
            return touch_ui(ui, cx, self.asking.asked());
        }
        if busy {
            progress::waiting(ui, cx.theme, cx.t("unlock-waiting"));
            return None;
        }
        self.asking.problem_ui(ui, cx);
        picking
    }
}

impl AskingDialog for AcceptDialog {
    fn asking(&mut self) -> &mut Asking {
        &mut self.asking
    }

    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        // That it was done is heard by the window, which opens the desk.
        let _unlocked = self.asking.hear(cx);
        None
    }

    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        let busy = self.asking.is_busy();
        let typed = !self.password.is_empty() && is_reason(&self.reason) && self.factor.is_ready();
        let (title, go) = (cx.t("alarm-log-accept-title"), cx.t("alarm-log-accept-go"));
        let dialog = Dialog::new("accept-break", title, go, cx.t("alarm-log-accept-cancel")).wide();
        let mut action = None;
        let answered = dialog.ready(typed && !busy).ui(ui, cx.theme, |ui| action = self.fields_ui(ui, cx));
        match answered {
            Some(Answered::Yes) => (self.ask(cx, Consent::Unsaid), false),
            Some(Answered::No) => (None, !busy),
            None => (action, false),
        }
    }

    fn ask(&mut self, cx: &Cx<'_>, consent: Consent) -> Option<Action> {
        let request = Request::AcceptBreak {
            login: self.login.clone(),
            password: self.password.password(),
            factor: self.factor.given_again(),
            reason: self.reason.trim().to_owned(),
            consent,
        };
        Some(self.asking.ask_for(cx, request))
    }
}

/// Draws it.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> Option<Wished> {
    let forked = problem.kind == ProblemKind::LogForked;
    front::card(ui, cx, |ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        ui.horizontal(|ui| {
            Icon::Stopped.ui(ui, cx.theme.danger);
            let title = if forked { "alarm-log-forked" } else { "alarm-log-rolled-back" };
            text::heading(ui, cx.theme, cx.t(title));
        });
        ui.add_space(space::TINY);
        panes::notice(ui, cx.theme, Tone::Danger, cx.t("alarm-log-shut"), None);
        part_ui(ui, cx, "alarm-log-known");
        known_ui(ui, cx, problem);
        part_ui(ui, cx, "alarm-log-means");
        let means = if forked { "alarm-log-means-forked" } else { "alarm-log-means-rolled-back" };
        text::body(ui, cx.theme, cx.t(means));
        part_ui(ui, cx, "alarm-log-call");
        text::body(ui, cx.theme, cx.t("alarm-log-call-text"));
        part_ui(ui, cx, "alarm-log-leave");
        for key in ["alarm-log-leave-1", "alarm-log-leave-2", "alarm-log-leave-3"] {
            ui.horizontal_top(|ui| {
                Icon::Close.ui(ui, cx.theme.danger);
                text::body(ui, cx.theme, cx.t(key));
            });
        }
        let may = problem.details.iter().any(|(name, _)| *name == "may");
        part_ui(ui, cx, "alarm-log-go-on");
        text::body(ui, cx.theme, cx.t(if may { "alarm-log-go-on-text" } else { "alarm-log-go-on-others" }));
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            let accept = may && Button::secondary(cx.t("alarm-log-accept")).ui(ui, cx.theme);
            let about = Button::secondary(cx.t("alarm-log-manual")).icon(Icon::Manual).ui(ui, cx.theme);
            let back = choose::link(ui, cx.theme, cx.t("alarm-log-back"));
            let about = about.then(|| Wished::Action(Action::Manual(Some("log-limits"))));
            about.or(back.then_some(Wished::Back)).or(accept.then_some(Wished::Accept))
        })
        .inner
    })
}

fn part_ui(ui: &mut Ui, cx: &Cx<'_>, key: &str) {
    ui.add_space(space::SMALL);
    text::strong(ui, cx.theme, cx.t(key));
}

/// Who saw the log, when, and how long it was then and is now.
fn known_ui(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) {
    let detail = |name: &str| {
        let found = problem.details.iter().find(|(named, _)| *named == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    };
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        text::fact(ui, cx.theme, cx.t(key), |ui| {
            text::body(ui, cx.theme, value);
        });
    };
    let name = [("name", detail("name").unwrap_or_default().into())];
    let seen_by = match detail("whose") {
        Some("own") => cx.t("alarm-log-own").to_owned(),
        Some("group") => cx.with("alarm-log-group", &name),
        Some("checkpoint") => cx.with("alarm-log-checkpoint", &name),
        _ => cx.t("alarm-log-other").to_owned(),
    };
    fact(ui, "alarm-log-seen-by", &seen_by);
    if let Some(at) = detail("seen").and_then(moment) {
        fact(ui, "alarm-log-when", &cx.texts.date_and_time(at));
    }
    for (key, name) in [("alarm-log-then", "then"), ("alarm-log-now", "now"), ("alarm-log-agreed", "agreed")]
    {
        if let Some(count) = detail(name).and_then(|count| count.parse().ok()) {
            fact(ui, key, &cx.texts.count(count));
        }
    }
}

/// A moment as a problem names it: RFC 3339.
fn moment(named: &str) -> Option<WallTime> {
    let moment: jiff::Timestamp = named.parse().ok()?;
    Some(WallTime::from_unix_millis(moment.as_millisecond()))
}
