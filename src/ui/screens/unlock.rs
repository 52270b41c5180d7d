//! Logging in: login name and password, and nothing about which of the two was wrong. Where the vault must not be
//! opened at all, a page that says why instead.

use eframe::egui::{Align, Id, Layout, Ui, vec2};

use super::Screen;
use super::air_gap;
use super::code_form::CodeForm;
use super::factor_form::{FactorForm, touch_ui};
use super::front;
use super::log_alarm::{self, AcceptDialog};
use super::people;
use super::people::AskingDialog;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{GivenFactor, LockReason, Request, RequestId};
use crate::app::snapshot::{AirGapFace, Colour};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Icon, SecretField, choose, panes, progress, text};

/// The screen.
#[derive(Default)]
pub(super) struct Unlock {
    login: String,
    password: SecretField,
    factor: FactorForm,
    asked: Option<RequestId>,
    code: CodeForm,
    focused: bool,
    /// The password is to be typed again, once the answer is there.
    retype: bool,
    /// The log is not what was seen of it.
    log_alarm: Option<Problem>,
    /// A supervisor accepts that.
    accept: Option<AcceptDialog>,
}

impl Screen for Unlock {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let alarm = alarm(cx, self.asked.or(self.code.asked()));
        if let Some(problem) = alarm.as_ref().filter(|problem| log_alarm::is_log_alarm(problem)) {
            self.log_alarm = Some(problem.clone());
        }
        // It stays until the person goes back, whatever is asked for meanwhile.
        if let Some(problem) = self.log_alarm.clone() {
            let accepted = AcceptDialog::ui_of(&mut self.accept, ui, cx);
            return accepted.or(self.log_alarm_ui(ui, cx, &problem));
        }
        if let Some(face) = cx.model.air_gap().filter(|face| shuts(cx, face)) {
            // What was typed is not kept behind the page.
            self.password.wipe();
            self.code = CodeForm::default();
            self.focused = false;
            return network_ui(ui, cx, face);
        }
        front::column(ui, space::FORM, |ui| {
            head_ui(ui, cx);
            let mut action = match alarm {
                Some(problem) if is_shut_out(&problem) => self.shut_out_ui(ui, cx, &problem),
                Some(problem) => self.alarm_ui(ui, cx, &problem),
                None => self.form_ui(ui, cx),
            };
            ui.add_space(space::LARGE);
            text::small(ui, cx.theme, cx.t("unlock-notice"));
            if choose::link(ui, cx.theme, cx.t("unlock-lost")) {
                action = Some(Action::Open(Route::Recovery));
            }
            ui.add_space(space::MEDIUM);
            action = front::foot(ui, cx, |ui| elsewhere_ui(ui, cx)).or(action);
            action
        })
    }

    fn returned(&mut self) {
        self.focused = false;
        self.code.returned();
    }

    fn manual_page(&self) -> &'static str {
        "unlocking"
    }
}

impl Unlock {
    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let waiting = cx.waiting(self.asked);
        let refused = self.refused(cx);
        front::card(ui, cx, |ui| {
            restoring_ui(ui, cx);
            locked_ui(ui, cx);
            confinement_ui(ui, cx);
            if let Some(problem) = refused.filter(|_| !waiting) {
                let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
                panes::notice(ui, cx.theme, Tone::Danger, &words, None);
            }
            match self.code.face(cx) {
                Some(face) => self.code.ui(ui, cx, face),
                None => self.fields_ui(ui, cx, waiting),
            }
        })
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, waiting: bool) -> Option<Action> {
        let login = Field::new(cx.t("unlock-login")).id(Id::unique("unlock-login")).enabled(!waiting);
        let login = login.ui(ui, cx.theme, &mut self.login);
        keys::focus_first(&mut self.focused, &login);
        let password =
            Field::new(cx.t("unlock-password")).id(Id::unique("unlock-password")).enabled(!waiting);
        let password = self.password.ui(ui, cx.theme, password, cx.t("caps-lock"));
        if self.retype && !waiting {
            self.retype = false;
            password.request_focus();
        }
        ui.add_space(space::TINY);
        let picking = self.factor.ui(ui, cx, "unlock", !waiting);
        if waiting && self.factor.is_token() {
            return touch_ui(ui, cx, self.asked);
        }
        if waiting {
            ui.allocate_ui_with_layout(
                vec2(ui.available_width(), 42.0),
                Layout::left_to_right(Align::Center),
                |ui| progress::waiting(ui, cx.theme, cx.t("unlock-waiting")),
            );
            return None;
        }
        let typed = !self.login.trim().is_empty() && !self.password.is_empty();
        let ready = typed && self.factor.is_ready();
        let button = Button::primary(cx.t("unlock-button")).width(ui.available_width()).height(42.0);
        let pressed = button.enabled(ready).ui(ui, cx.theme);
        picking.or_else(|| (ready && (pressed || keys::submitted(ui))).then(|| self.ask(cx)))
    }

    fn ask(&mut self, cx: &Cx<'_>) -> Action {
        let (login, password) = (self.login.trim().to_owned(), self.password.password());
        let (id, action) = cx.ask(match self.factor.given() {
            GivenFactor::Nothing => Request::Unlock { login, password },
            factor => Request::UnlockWithFactor { login, password, factor },
        });
        self.password.wipe();
        self.asked = Some(id);
        self.retype = true;
        action
    }

    fn refused<'a>(&self, cx: &Cx<'a>) -> Option<&'a Problem> {
        cx.answer(self.asked.or(self.code.asked()))?.as_ref().err()
    }

    /// Whose account lapsed or was closed reads why, and whom to see; someone else can still log in.
    fn shut_out_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> Option<Action> {
        if people::shut_out_ui(ui, cx, problem) {
            *self = Self::default();
        }
        None
    }

    /// The access log is not what was seen of it: a page of its own, in place of everything else.
    fn log_alarm_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> Option<Action> {
        front::column(ui, log_alarm::WIDTH, |ui| {
            head_ui(ui, cx);
            let wished = log_alarm::ui(ui, cx, problem);
            ui.add_space(space::MEDIUM);
            let other = front::foot(ui, cx, |_| None);
            match wished {
                Some(log_alarm::Wished::Action(action)) => Some(action),
                Some(log_alarm::Wished::Accept) => {
                    self.accept = Some(AcceptDialog::new(&self.login, std::mem::take(&mut self.factor)));
                    None
                }
                Some(log_alarm::Wished::Back) => {
                    *self = Self::default();
                    None
                }
                None => other,
            }
        })
    }

    /// Why the vault must not be opened, in place of the form.
    fn alarm_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) -> Option<Action> {
        front::card(ui, cx, |ui| {
            ui.horizontal(|ui| {
                Icon::Stopped.ui(ui, cx.theme.danger);
                text::heading(ui, cx.theme, cx.t("alarm-damage"));
            });
            text::body(ui, cx.theme, cx.problem(problem));
            text::muted(ui, cx.theme, cx.problem_next(problem));
            text::muted(ui, cx.theme, cx.t("alarm-restore"));
            let again = Button::secondary(cx.t("alarm-again")).width(ui.available_width()).ui(ui, cx.theme);
            if again {
                self.asked = None;
                self.focused = false;
            }
            None
        })
    }
}

/// The account is the reason, not the vault.
const fn is_shut_out(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Lapsed)
}

/// What stands in the way of opening the vault at all.
fn alarm(cx: &Cx<'_>, asked: Option<RequestId>) -> Option<Problem> {
    if let Some(Err(problem)) = cx.answer(asked)
        && matches!(
            problem.kind,
            ProblemKind::Lapsed
                | ProblemKind::Damaged
                | ProblemKind::StatementsRefused
                | ProblemKind::LogRolledBack
                | ProblemKind::LogForked
                | ProblemKind::NoVault
                | ProblemKind::NewerFormat
        )
    {
        return Some(problem.clone());
    }
    None
}

/// On a network, a real vault has nothing to type into.
fn shuts(cx: &Cx<'_>, face: &AirGapFace) -> bool {
    face.colour == Colour::Red && cx.model.face.as_ref().is_some_and(|vault| !vault.sample)
}

/// Why nothing opens here, in place of everything else.
fn network_ui(ui: &mut Ui, cx: &Cx<'_>, face: &AirGapFace) -> Option<Action> {
    front::column(ui, log_alarm::WIDTH, |ui| {
        head_ui(ui, cx);
        let action = air_gap::red_ui(ui, cx, face);
        ui.add_space(space::MEDIUM);
        let foot = front::foot(ui, cx, |ui| {
            choose::link(ui, cx.theme, cx.t("unlock-other")).then_some(Action::OtherVault)
        });
        action.or(foot)
    })
}

fn head_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let line = cx.model.face.as_ref().map(|face| {
        let key = if face.sample { "unlock-line-sample" } else { "unlock-line" };
        cx.with(key, &[("business", (&face.business).into())])
    });
    front::head(ui, cx, line.as_deref().unwrap_or_default());
}

/// Why it was locked, unless the person did it.
fn locked_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if let Some(reason) = cx.model.locked.filter(|reason| *reason != LockReason::Person) {
        let words = cx.t(&format!("locked-{}", reason.key()));
        panes::notice(ui, cx.theme, Tone::Plain, words, None);
    }
}

/// Why there is another log-in, where a backup is to be restored in the place of the vault.
fn restoring_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if cx.model.restoring.is_some() {
        let words = if cx.model.restore_begun { "place-goes-on" } else { "place-log-in" };
        panes::notice(ui, cx.theme, Tone::Accent, cx.t(words), None);
    }
}

/// The way to another vault, or back to this one as it is.
fn elsewhere_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    match cx.model.face.as_ref().filter(|_| cx.model.restoring.is_some()) {
        Some(face) => {
            choose::link(ui, cx.theme, cx.t("place-back")).then(|| Action::OpenVault(face.path.clone()))
        }
        None => choose::link(ui, cx.theme, cx.t("unlock-other")).then_some(Action::OtherVault),
    }
}

/// What does not hold the program, or holds it by the second best means. Nothing where all is well.
fn confinement_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let Some(face) = &cx.model.face else { return };
    let colour = face.confinement.colour();
    if colour == Colour::Green {
        return;
    }
    let rows = face.confinement.rows.iter().filter(|row| row.colour == colour);
    let what: Vec<&str> = rows.map(|row| cx.t(&format!("confined-{}", row.key))).collect();
    let key = match (colour, face.sample) {
        (Colour::Red, true) => "confined-broken-sample",
        (Colour::Red, false) => "confined-broken",
        _ => "confined-weaker",
    };
    let tone = if colour == Colour::Red { Tone::Danger } else { Tone::Warning };
    let words = cx.with(key, &[("what", what.join(", ").into())]);
    panes::notice(ui, cx.theme, tone, &words, None);
}
