//! The way back when no supervisor can log in: recovery sheets, typed in word by word, enrol one. Opened from the
//! log-in page. What is typed is masked and wiped.

use std::sync::Arc;

use eframe::egui::{Id, Key, Ui};

use super::new_password::NewPassword;
use super::{Screen, front};
use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::sheet_entry::{Offered, SheetEntry, Sheets};
use crate::app::snapshot::{DraftWish, EnrolledFace};
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Field, Icon, SecretField, panes, progress, text};

/// The width of the column.
const WIDTH: f32 = 600.0;

/// The screen.
#[derive(Default)]
pub(super) struct Recovery {
    entry: SheetEntry,
    word: SecretField,
    sheets: Sheets,
    /// What was wrong with the last word or sheet.
    told: Option<Told>,
    person: Person,
    asked: Option<RequestId>,
    focused: bool,
}

/// What is said of what was typed last.
enum Told {
    NotAWord,
    Refused(Problem),
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
            let action = panes::frame(cx.theme)
                .inner_margin(24)
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = space::MEDIUM;
                    self.step_ui(ui, cx)
                })
                .inner;
            ui.add_space(space::MEDIUM);
            front::foot(ui, cx, |_| None).or(action)
        })
    }

    fn unsaved(&self) -> bool {
        !self.sheets.is_empty() || !self.entry.is_empty()
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
        if self.sheets.missing() == 0 { self.person_ui(ui, cx) } else { self.sheets_ui(ui, cx) }
    }

    fn sheets_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::text(ui, Face::Title, cx.theme.text, cx.t("recover-title-sheets"));
        text::muted(ui, cx.theme, cx.t("recover-text"));
        self.held_ui(ui, cx);
        if let Some(Told::Refused(problem)) = &self.told {
            let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
            panes::notice(ui, cx.theme, Tone::Danger, &words, None);
        }
        self.word_ui(ui, cx);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let back = Button::secondary(cx.t("wizard-back")).ui(ui, cx.theme);
            let typed = !self.entry.is_empty();
            if Button::secondary(cx.t("recover-word-before")).enabled(typed).ui(ui, cx.theme) {
                self.entry.back();
            }
            if Button::secondary(cx.t("recover-sheet-again")).enabled(typed).ui(ui, cx.theme) {
                self.entry = SheetEntry::default();
                self.told = None;
            }
            back.then_some(Action::Back)
        })
        .inner
    }

    /// The sheets that are together, and how many are missing.
    fn held_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.horizontal_wrapped(|ui| {
            for number in self.sheets.numbers() {
                panes::chip(
                    ui,
                    cx.theme,
                    Tone::Good,
                    &cx.with("recover-sheet", &[("number", u32::from(number).into())]),
                );
            }
            let missing = cx.with("recover-missing", &[("count", self.sheets.missing().into())]);
            text::small(ui, cx.theme, missing);
        });
    }

    /// One word at a time: a space or Enter takes it.
    fn word_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (place, of) = (self.entry.place(), SheetEntry::of());
        let label = cx.with("recover-word", &[("place", place.into()), ("words", of.into())]);
        let error = matches!(self.told, Some(Told::NotAWord)).then(|| cx.t("recover-not-a-word").to_owned());
        let field =
            Field::new(&label).id(Id::unique("recover-word")).note(cx.t("recover-word-note")).error(error);
        let response = self.word.ui(ui, cx.theme, field, cx.t("caps-lock"));
        keys::focus_first(&mut self.focused, &response);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.changed() && !self.word.ends_with_space() {
            self.told = None;
        }
        if !self.word.is_empty() && (entered || self.word.ends_with_space()) {
            self.take();
            response.request_focus();
            ui.ctx().request_repaint();
        }
        let done = self.entry.share();
        progress::bar(ui, cx.theme, &label, Some(done));
    }

    fn take(&mut self) {
        let offered = self.entry.offer(&self.word.password());
        self.word.wipe();
        self.told = match offered {
            Offered::Taken => None,
            Offered::NotAWord => Some(Told::NotAWord),
            Offered::Wrong(error) => Some(Told::Refused(error.into())),
            Offered::Whole(sheet) => self.sheets.add(*sheet).err().map(|error| Told::Refused(error.into())),
        };
        if self.sheets.missing() == 0 {
            self.focused = false;
        }
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
