//! The enrolment: the supervisor hands over, the person sets their own password, both compare six words, and the
//! screen says what comes next.
//!
//! Nobody else ever knows the password: it is masked, goes to the worker once, and is wiped.

use std::sync::Arc;

use eframe::egui::Ui;

use super::asking::Asking;
use crate::app::event::Answer;
use crate::app::request::{Consent, PeopleWish};
use crate::app::snapshot::{DraftRow, EnrolledFace};
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::screens::new_password::NewPassword;
use crate::ui::screens::{Screen, front};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, choose, panes, progress, text};

/// The width of the column.
const WIDTH: f32 = 600.0;

/// The steps of the ceremony.
#[derive(Default)]
enum Step {
    #[default]
    HandOver,
    Password,
    Compare(Arc<EnrolledFace>),
    Next(Arc<EnrolledFace>),
}

impl Step {
    /// The step's short name, for keys of texts (`enrol-title-<key>`).
    fn key(&self) -> &'static str {
        match self {
            Self::HandOver => "hand-over",
            Self::Password => "password",
            Self::Compare(_) => "compare",
            Self::Next(face) if face.waits.is_some() => "waiting",
            Self::Next(_) => "next",
        }
    }
}

/// The screen and what it keeps.
pub(crate) struct Enrol {
    draft: DraftRow,
    step: Step,
    password: NewPassword,
    compared: bool,
    asking: Asking,
}

impl Enrol {
    /// The enrolment of a draft.
    pub(crate) fn new(draft: DraftRow) -> Self {
        Self {
            draft,
            step: Step::default(),
            password: NewPassword::default(),
            compared: false,
            asking: Asking::default(),
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let Some(Answer::Enrolled(face)) = self.asking.hear(cx) else { return };
        self.step = Step::Compare(Arc::clone(face));
        self.password = NewPassword::default();
    }

    fn enrol(&mut self, cx: &Cx<'_>, consent: Consent) -> Action {
        let wish = PeopleWish::Enrol { draft: self.draft.draft, password: self.password.password(), consent };
        self.asking.ask(cx, wish)
    }

    fn step_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        match &self.step {
            Step::HandOver => self.hand_over_ui(ui, cx),
            Step::Password => self.password_ui(ui, cx),
            Step::Compare(face) => self.compare_ui(ui, cx, &Arc::clone(face)),
            Step::Next(face) => next_ui(ui, cx, &Arc::clone(face), self.draft.wish.role),
        }
    }

    fn hand_over_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::body(
            ui,
            cx.theme,
            cx.with("enrol-hand-over-text", &[("name", (&self.draft.wish.name).into())]),
        );
        for key in ["enrol-hand-over-1", "enrol-hand-over-2", "enrol-hand-over-3"] {
            text::muted(ui, cx.theme, cx.t(key));
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            if Button::primary(cx.t("enrol-seated")).ui(ui, cx.theme) || keys::submitted(ui) {
                self.step = Step::Password;
            }
            Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme).then_some(Action::Back)
        })
        .inner
    }

    fn password_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let wish = &self.draft.wish;
        text::body(ui, cx.theme, cx.with("enrol-password-text", &[("name", (&wish.name).into())]));
        text::fact(ui, cx.theme, cx.t("draft-login"), |ui| {
            text::code(ui, cx.theme, &wish.login);
        });
        let mut names = vec![wish.name.clone(), wish.login.clone()];
        names.extend(cx.model.face.as_ref().map(|face| face.business.clone()));
        let ready = self.password.ui(ui, cx, &names);
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("enrol-making"));
            return None;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let pressed = Button::primary(cx.t("enrol-make")).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                return Some(Action::Back);
            }
            (ready && (pressed || keys::submitted(ui))).then(|| self.enrol(cx, Consent::Unsaid))
        })
        .inner
    }

    fn compare_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &Arc<EnrolledFace>) -> Option<Action> {
        text::body(ui, cx.theme, cx.t("enrol-compare-text"));
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::LARGE;
                for word in &face.fingerprint_words {
                    text::line(ui, Face::Title, cx.theme.text, word);
                }
            });
        });
        text::muted(ui, cx.theme, cx.t("enrol-compare-why"));
        choose::tick(ui, cx.theme, &mut self.compared, cx.t("enrol-compared"));
        if Button::primary(cx.t("wizard-next")).enabled(self.compared).ui(ui, cx.theme) {
            self.step = Step::Next(Arc::clone(face));
        }
        None
    }
}

/// What comes next, in its order, and the first of it.
fn next_ui(ui: &mut Ui, cx: &Cx<'_>, face: &EnrolledFace, role: Role) -> Option<Action> {
    if let Some(number) = face.waits {
        let number = number.0.to_string();
        text::body(ui, cx.theme, cx.with("enrol-waiting-text", &[("number", number.into())]));
        return Button::primary(cx.t("enrol-back")).ui(ui, cx.theme).then_some(Action::Go(Route::People));
    }
    text::body(ui, cx.theme, cx.with("enrol-next-text", &[("name", (&face.name).into())]));
    let steps: &[&str] = if role.may_hold_group_keys() {
        &["enrol-next-screen", "enrol-next-admit", "enrol-next-sign", "enrol-next-grant"]
    } else {
        &["enrol-next-screen", "enrol-next-admit", "enrol-next-sign"]
    };
    for (place, key) in steps.iter().enumerate() {
        text::muted(ui, cx.theme, format!("{}. {}", place + 1, cx.t(key)));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        let screen = Button::primary(cx.t("people-screen")).ui(ui, cx.theme);
        if Button::secondary(cx.t("enrol-back")).ui(ui, cx.theme) {
            return Some(Action::Go(Route::People));
        }
        let (account, name) = (face.account, face.name.clone());
        screen.then_some(Action::Open(Route::Screening { account, name }))
    })
    .inner
}

impl Screen for Enrol {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish);
        let action = front::column(ui, WIDTH, |ui| {
            front::card(ui, cx, |ui| {
                ui.horizontal(|ui| {
                    Icon::Person.ui(ui, cx.theme.accent);
                    let title = format!("enrol-title-{}", self.step.key());
                    text::text(ui, Face::Title, cx.theme.text, cx.t(&title));
                });
                self.step_ui(ui, cx)
            })
        });
        consent.map(|consent| self.enrol(cx, consent)).or(wish).or(action)
    }

    fn unsaved(&self) -> bool {
        self.password.is_typed() || matches!(self.step, Step::Compare(_))
    }

    fn manual_page(&self) -> &'static str {
        "enrolling"
    }
}
