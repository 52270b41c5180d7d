//! The way back when no supervisor can log in: recovery sheets, typed in word by word, enrol one. Opened from the
//! log-in page. What is typed is masked and wiped.

use std::sync::Arc;

use eframe::egui::Ui;

use super::new_password::NewPassword;
use super::sheet_form::SheetForm;
use super::{Screen, front};
use crate::app::event::Answer;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{DraftWish, EnrolledFace};
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Field, Icon, panes, progress, text};

/// The width of the column.
const WIDTH: f32 = 600.0;

/// The screen.
#[derive(Default)]
pub(super) struct Recovery {
    sheets: SheetForm,
    person: Person,
    asked: Option<RequestId>,
    focused: bool,
}

/// The new supervisor.
#[derive(Default)]
struct Person {
    name: String,
    login: String,
    password: NewPassword,
}

impl Screen for Recovery {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        front::column(ui, WIDTH, |ui| {
            front::head(ui, cx, cx.t("recover-line"));
            let action = front::card(ui, cx, |ui| self.step_ui(ui, cx));
            ui.add_space(space::MEDIUM);
            front::foot(ui, cx, |_| None).or(action)
        })
    }

    fn unsaved(&self) -> bool {
        self.sheets.is_begun()
    }

    fn manual_page(&self) -> &'static str {
        "recovering"
    }
}

impl Recovery {
    fn step_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(face) = recovered(cx, self.asked) {
            *self = Self { asked: self.asked, ..Self::default() };
            return done_ui(ui, cx, &face);
        }
        if self.sheets.is_done() { self.person_ui(ui, cx) } else { self.sheets_ui(ui, cx) }
    }

    fn sheets_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("recover-title-sheets"));
        text::muted(ui, cx.theme, cx.t("recover-text"));
        let action = self.sheets.ui(ui, cx);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let back = Button::secondary(cx.t("wizard-back")).ui(ui, cx.theme);
            let wish = self.sheets.buttons_ui(ui, cx);
            action.or(wish).or(back.then_some(Action::Back))
        })
        .inner
    }

    fn person_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("recover-title-person"));
        text::muted(ui, cx.theme, cx.t("recover-person-text"));
        if let Some(Err(problem)) = cx.answer(self.asked) {
            let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
            panes::notice(ui, cx.theme, Tone::Danger, &words, None);
        }
        if cx.waiting(self.asked) {
            progress::waiting(ui, cx.theme, cx.t("recover-waiting"));
            return None;
        }
        let person = &mut self.person;
        let name = Field::new(cx.t("wizard-you-founder")).ui(ui, cx.theme, &mut person.name);
        keys::focus_first(&mut self.focused, &name);
        let field = Field::new(cx.t("wizard-you-login")).note(cx.t("wizard-you-login-note"));
        field.ui(ui, cx.theme, &mut person.login);
        let names = [person.name.trim().to_owned(), person.login.trim().to_owned()];
        let taken = person.password.ui(ui, cx, &names);
        let ready = taken && names.iter().all(|name| !name.is_empty());
        panes::buttons(ui, |ui| {
            let pressed = Button::primary(cx.t("recover-enrol")).enabled(ready).ui(ui, cx.theme);
            (ready && (pressed || keys::submitted(ui))).then(|| self.ask(cx))
        })
    }

    fn ask(&mut self, cx: &Cx<'_>) -> Action {
        let wish = DraftWish {
            name: self.person.name.trim().to_owned(),
            login: self.person.login.trim().to_owned(),
            job_title: String::new(),
            role: Role::Supervisor,
        };
        let password = self.person.password.password();
        let (id, action) = cx.ask(Request::Recover { sheets: self.sheets.words(), wish, password });
        self.asked = Some(id);
        action
    }
}

fn recovered(cx: &Cx<'_>, asked: Option<RequestId>) -> Option<Arc<EnrolledFace>> {
    match cx.answer(asked)? {
        Ok(Answer::Enrolled(face)) => Some(Arc::clone(face)),
        _ => None,
    }
}

fn done_ui(ui: &mut Ui, cx: &Cx<'_>, face: &EnrolledFace) -> Option<Action> {
    text::text(ui, Face::Title, cx.theme.text, cx.t("recover-title-done"));
    text::body(ui, cx.theme, cx.with("recover-done-text", &[("login", (&face.login).into())]));
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::fact(ui, cx.theme, cx.t("recover-done-fingerprint"), |ui| {
            text::body(ui, cx.theme, face.fingerprint_words.join(" "));
        });
    });
    text::muted(ui, cx.theme, cx.t("recover-done-next"));
    let go = Button::primary(cx.t("recover-done-button")).icon(Icon::Lock).ui(ui, cx.theme);
    (go || keys::submitted(ui)).then_some(Action::Back)
}
