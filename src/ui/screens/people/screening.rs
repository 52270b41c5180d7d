//! Recording a screening: what was checked, what came of it, and until when it counts. Beside it the
//! screening on record. Where the vault has two supervisors, a second one countersigns.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use super::day::DayField;
use super::loaded::Loaded;
use crate::app::event::Answer;
use crate::app::request::{Consent, PeopleWish};
use crate::app::snapshot::{ChecksWhat, ScreeningCheck, ScreeningFace, ScreeningForm};
use crate::base::id::AccountId;
use crate::base::limits::NOTE_CHARS;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::{Screen, beside, head};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Field, choose, panes, progress, text};

/// One line of the form.
#[derive(Default)]
struct Check {
    ticked: bool,
    outcome: String,
}

/// The screen and what was typed.
pub(crate) struct Screening {
    account: AccountId,
    name: String,
    checks: [Check; ChecksWhat::ALL.len()],
    passed: bool,
    until: DayField,
    checked_on: DayField,
    notes: String,
    asking: Asking,
    last: Loaded<ScreeningFace>,
    /// What was done, once it was.
    said: Option<String>,
}

impl Screening {
    /// The form for one person.
    pub(crate) fn new(account: AccountId, name: String) -> Self {
        Self {
            account,
            name,
            checks: Default::default(),
            passed: true,
            until: DayField::default(),
            checked_on: DayField::default(),
            notes: String::new(),
            asking: Asking::default(),
            last: Loaded::default(),
            said: None,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let said = match self.asking.hear(cx) {
            Some(Answer::Waiting(number)) => {
                cx.with("people-queued", &[("number", number.0.to_string().into())])
            }
            Some(_) => cx.with("screening-done", &[("name", (&self.name).into())]),
            None => return,
        };
        *self = Self { said: Some(said), ..Self::new(self.account, self.name.clone()) };
    }

    /// The form as the worker takes it; none while something is missing.
    fn form(&self, cx: &Cx<'_>) -> Option<ScreeningForm> {
        let checks: Vec<ScreeningCheck> = ChecksWhat::ALL
            .into_iter()
            .zip(&self.checks)
            .filter(|(_, check)| check.ticked)
            .map(|(what, check)| ScreeningCheck { what, outcome: check.outcome.trim().to_owned() })
            .collect();
        let said = checks.iter().all(|check| !check.outcome.is_empty());
        let valid_until = self.until.end_of_day(cx).ok()?;
        let checked_on = self.checked_on.start_of_day(cx).ok()?;
        let fits = valid_until.is_none_or(|until| until > cx.now)
            && checked_on.is_none_or(|at| at <= cx.now)
            && self.notes.chars().count() <= NOTE_CHARS;
        let (account, passed, notes) = (self.account, self.passed, self.notes.trim().to_owned());
        let form = ScreeningForm { account, checks, passed, valid_until, checked_on, notes };
        (!form.checks.is_empty() && said && fits).then_some(form)
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.spacing_mut().item_spacing.y = space::SMALL;
        self.asking.problem_ui(ui, cx);
        text::heading(ui, cx.theme, cx.t("screening-what"));
        for (what, check) in ChecksWhat::ALL.into_iter().zip(&mut self.checks) {
            check_ui(ui, cx, what, check);
        }
        ui.add_space(space::SMALL);
        text::heading(ui, cx.theme, cx.t("screening-outcome"));
        let words = [cx.t("screening-did-pass"), cx.t("screening-did-not")];
        if let Some(place) = choose::words(ui, cx.theme, &words, usize::from(!self.passed)) {
            self.passed = place == 0;
        }
        if !self.passed {
            text::small_tone(ui, cx.theme, Tone::Warning, cx.t("screening-not-about"));
        }
        let over = self.until.end_of_day(cx).is_ok_and(|at| at.is_some_and(|at| at <= cx.now));
        let over = over.then(|| cx.t("screening-until-over"));
        ui.add_space(space::SMALL);
        self.until.ui(ui, cx, cx.t("screening-until"), cx.t("screening-optional"), over);
        text::small(ui, cx.theme, cx.t("screening-until-about"));
        self.more_ui(ui, cx);
    }

    /// The button stays in sight, with what is still missing.
    fn foot_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        let form = self.form(cx);
        let pressed = ui.horizontal(|ui| {
            let pressed = Button::primary(cx.t("screening-go")).enabled(form.is_some()).ui(ui, cx.theme);
            if form.is_none() {
                text::small(ui, cx.theme, cx.t("screening-missing"));
            }
            pressed
        });
        form.filter(|_| pressed.inner).map(|form| self.send(cx, form, Consent::Unsaid))
    }

    /// When it was checked, and anything else.
    fn more_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.add_space(space::SMALL);
        let later = self.checked_on.start_of_day(cx).is_ok_and(|at| at.is_some_and(|at| at > cx.now));
        let later = later.then(|| cx.t("screening-checked-later"));
        self.checked_on.ui(ui, cx, cx.t("screening-checked-on"), cx.t("screening-optional"), later);
        text::small(ui, cx.theme, cx.t("screening-checked-about"));
        ui.add_space(space::SMALL);
        let long = self.notes.chars().count() > NOTE_CHARS;
        let error = long.then(|| cx.with("customer-line-long", &[("max", NOTE_CHARS.into())]));
        let notes = Field::new(cx.t("screening-notes")).note(cx.t("screening-optional")).rows(3);
        notes.error(error).id(Id::unique("screening-notes")).ui(ui, cx.theme, &mut self.notes);
    }

    fn send(&mut self, cx: &Cx<'_>, form: ScreeningForm, consent: Consent) -> Action {
        self.said = None;
        self.asking.ask(cx, PeopleWish::Screen { form, consent })
    }

    fn typed(&self) -> bool {
        self.checks.iter().any(|check| check.ticked) || !self.notes.trim().is_empty()
    }
}

fn check_ui(ui: &mut Ui, cx: &Cx<'_>, what: ChecksWhat, check: &mut Check) {
    choose::tick(ui, cx.theme, &mut check.ticked, cx.t(&what.text_key()));
    if check.ticked {
        ui.horizontal_top(|ui| {
            ui.add_space(28.0);
            let label = format!("{}: {}", cx.t(&what.text_key()), cx.t("screening-found"));
            let hint = cx.t(&format!("screening-hint-{}", what.key()));
            let field = Field::new(&label).unlabelled().hint(hint);
            field.id(Id::unique(("screening", what))).ui(ui, cx.theme, &mut check.outcome);
        });
    }
}

fn last_ui(ui: &mut Ui, cx: &Cx<'_>, face: &ScreeningFace) {
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        text::fact(ui, cx.theme, cx.t(key), |ui| {
            text::body(ui, cx.theme, value);
        });
    };
    let (key, tone) = if face.exempt {
        ("people-exempt", Tone::Plain)
    } else if face.valid_until <= cx.now {
        ("screening-over", Tone::Danger)
    } else {
        ("screening-did-pass", Tone::Good)
    };
    panes::chip(ui, cx.theme, tone, cx.t(key));
    if let Some(at) = face.checked_on {
        fact(ui, "screening-checked-on", &cx.texts.date(at));
    }
    fact(ui, "screening-at", &cx.texts.date(face.at));
    fact(ui, "screening-until", &cx.texts.date(face.valid_until));
    fact(ui, "screening-by", &face.by);
    let second = face.countersigned_by.clone().unwrap_or_else(|| cx.t("screening-alone").to_owned());
    fact(ui, "screening-with", &second);
    if let Some(reason) = &face.reason {
        fact(ui, "consent-reason", reason);
    }
    for check in &face.checks {
        fact_of(ui, cx, check);
    }
    if !face.notes.is_empty() {
        fact(ui, "screening-notes", &face.notes);
    }
    if face.checks.is_empty() {
        text::small(ui, cx.theme, cx.t("screening-no-details"));
    }
}

fn fact_of(ui: &mut Ui, cx: &Cx<'_>, check: &ScreeningCheck) {
    text::fact(ui, cx.theme, cx.t(&check.what.text_key()), |ui| {
        text::body(ui, cx.theme, &check.outcome);
    });
}

impl Screen for Screening {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let account = self.account;
        let take = |answer: &Answer| match answer {
            Answer::Screening(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.last.keep(cx, || PeopleWish::OpenScreening(account), take);
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish).zip(self.form(cx));
        let back = head::back_ui(ui, cx, cx.t("people-back"));
        let title = cx.with("screening-title", &[("name", (&self.name).into())]);
        panes::page_head(ui, cx.theme, &title, cx.t("screening-text"), |_| ());
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
            ui.add_space(space::SMALL);
        }
        let (left, right) = beside::split(ui);
        let form = |screen: &mut Self, ui: &mut Ui| screen.form_ui(ui, cx);
        let foot = |screen: &mut Self, ui: &mut Ui| screen.foot_ui(ui, cx);
        let ((), action) =
            beside::card(ui, cx.theme, left, |ui| beside::with_foot_of(ui, space::CONTROL, self, form, foot));
        beside::card(ui, cx.theme, right, |ui| {
            text::text(ui, Face::Heading, cx.theme.text, cx.t("screening-last"));
            match self.last.face() {
                Some(face) => last_ui(ui, cx, &face),
                None => drop(text::muted(ui, cx.theme, cx.t("screening-none"))),
            }
        });
        let consented = consent.map(|(consent, form)| self.send(cx, form, consent));
        consented.or(wish).or(asked).or(action).or(back.then_some(Action::Go(Route::People)))
    }

    fn unsaved(&self) -> bool {
        self.typed()
    }

    fn manual_page(&self) -> &'static str {
        "screening"
    }
}
