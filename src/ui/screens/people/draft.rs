//! Drafting an account: name, login, job title and role, written down before the person sits down.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use crate::app::request::PeopleWish;
use crate::app::snapshot::DraftWish;
use crate::base::limits::LINE_CHARS;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::choice::{choice, option};
use crate::ui::screens::wizard::login_of;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Field, progress, text};

/// The form and what was typed.
pub(super) struct Draft {
    name: String,
    login: String,
    own_login: bool,
    job_title: String,
    role: Role,
    focused: bool,
}

/// What came of the form.
pub(super) enum Drafting {
    /// Ask the worker.
    Ask(Action),
    /// It was given up.
    Up,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            name: String::new(),
            login: String::new(),
            own_login: false,
            job_title: String::new(),
            role: Role::Staff,
            focused: false,
        }
    }
}

impl Draft {
    /// Whether anything is typed.
    pub(super) fn is_typed(&self) -> bool {
        [&self.name, &self.login, &self.job_title].iter().any(|typed| !typed.trim().is_empty())
    }

    /// Draws the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, asking: &mut Asking) -> Option<Drafting> {
        text::heading(ui, cx.theme, cx.t("draft-title"));
        text::muted(ui, cx.theme, cx.t("draft-text"));
        ui.add_space(space::SMALL);
        let name = Field::new(cx.t("draft-name")).id(Id::unique("draft-name"));
        let name = name.ui(ui, cx.theme, &mut self.name);
        keys::focus_first(&mut self.focused, &name);
        if name.changed() && !self.own_login {
            self.login = login_of(&self.name);
        }
        let spaces = self.login.trim().contains(char::is_whitespace);
        let error = spaces.then(|| cx.t("wizard-you-login-spaces").to_owned());
        let login = Field::new(cx.t("draft-login")).note(cx.t("wizard-you-login-note")).error(error);
        if login.ui(ui, cx.theme, &mut self.login).changed() {
            self.own_login = !self.login.is_empty();
        }
        let job = Field::new(cx.t("draft-job")).note(cx.t("draft-job-note"));
        job.ui(ui, cx.theme, &mut self.job_title);
        self.role_ui(ui, cx);
        asking.problem_ui(ui, cx);
        ui.add_space(space::MEDIUM);
        if asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        let fits = |typed: &str| (1..=LINE_CHARS).contains(&typed.trim().chars().count());
        let ready = fits(&self.name) && fits(&self.login) && !spaces;
        ui.horizontal(|ui| {
            let pressed = Button::primary(cx.t("draft-go")).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                return Some(Drafting::Up);
            }
            let go = ready && (pressed || keys::submitted(ui));
            go.then(|| Drafting::Ask(asking.ask(cx, PeopleWish::Draft(self.wish()))))
        })
        .inner
    }

    fn role_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        text::text(ui, Face::Label, cx.theme.text, cx.t("draft-role"));
        let name = |role: Role| cx.t(&format!("role-{}", role.key()));
        let label = format!("{}: {}", cx.t("draft-role"), name(self.role));
        let (_, chosen) = choice(ui, cx.theme, &label, Some(ui.available_width()), |ui| {
            Role::ALL.into_iter().filter(|role| option(ui, cx.theme, *role == self.role, name(*role))).last()
        });
        self.role = chosen.unwrap_or(self.role);
        text::small(ui, cx.theme, cx.t(&format!("draft-role-{}", self.role.key())));
    }

    fn wish(&self) -> DraftWish {
        DraftWish {
            name: self.name.trim().to_owned(),
            login: self.login.trim().to_owned(),
            job_title: self.job_title.trim().to_owned(),
            role: self.role,
        }
    }
}
