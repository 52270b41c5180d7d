//! One person beside the list: how they stand and why, the facts, what comes next, and the end of the account.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use super::consent::is_reason;
use super::leave::{Leave, Leaving};
use super::list::tone_of;
use super::slip::Slip;
use crate::app::event::Answer;
use crate::app::request::{PeopleWish, SlipTo};
use crate::app::snapshot::{NextStep, PersonRow, StandingFace, StandingWhy};
use crate::base::clock::WallTime;
use crate::base::id::AccountId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, panes, progress, text};

/// The details and what they keep.
#[derive(Default)]
pub(super) struct Person {
    /// Whose details these are: what was typed and said is of one person.
    account: Option<AccountId>,
    asking: Asking,
    leaving: Option<Leave>,
    /// The reason for renewing one's own exemption.
    reason: String,
    renewing: bool,
    said: Option<&'static str>,
    /// What leaves on paper of an account that is closed.
    slip: Slip,
}

impl Person {
    /// Whether something typed is not sent.
    pub(super) fn unsaved(&self) -> bool {
        !self.reason.trim().is_empty() || self.leaving.as_ref().is_some_and(Leave::is_typed)
    }

    /// Draws the person.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, person: &PersonRow) -> Option<Action> {
        if self.account != Some(person.account) {
            *self = Self { account: Some(person.account), ..Self::default() };
        }
        if let Some(answer) = self.asking.hear(cx) {
            if let Answer::NoSlip(problem) = answer {
                self.slip = Slip::of_closing(problem.clone());
            }
            self.said = Some(if self.leaving.take().is_some() {
                "leave-person-done"
            } else if self.renewing {
                "people-exempt-renewed"
            } else {
                "people-admitted"
            });
            self.renewing = false;
            self.reason.clear();
        }
        if let Some(said) = self.said {
            let words = cx.with(said, &[("name", (&person.name).into())]);
            panes::notice(ui, cx.theme, Tone::Good, &words, None);
            ui.add_space(space::SMALL);
        }
        standing_ui(ui, cx, person);
        facts_ui(ui, cx, person);
        if self.leaving.is_none() {
            self.asking.problem_ui(ui, cx);
        }
        ui.add_space(space::MEDIUM);
        let action = self.next_ui(ui, cx, person);
        let action = action.or(self.acts_ui(ui, cx, person));
        action.or(self.leave_ui(ui, cx, person))
    }

    /// What comes next with a new account, or with one that lapsed.
    fn next_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, person: &PersonRow) -> Option<Action> {
        let step = person.next_step?;
        text::strong(ui, cx.theme, cx.t("people-next"));
        text::muted(ui, cx.theme, cx.t(&format!("people-next-{}", step.key())));
        ui.add_space(space::TINY);
        let width = ui.available_width();
        match step {
            NextStep::Admit if self.asking.is_busy() => {
                progress::waiting(ui, cx.theme, cx.t("people-writing"));
                None
            }
            NextStep::Admit => Button::secondary(cx.t("people-admit"))
                .width(width)
                .ui(ui, cx.theme)
                .then(|| self.asking.ask(cx, PeopleWish::Admit(person.account))),
            NextStep::Grant => Button::secondary(cx.t("people-grants"))
                .width(width)
                .ui(ui, cx.theme)
                .then_some(Action::Go(Route::Grants)),
            // Screening has its button below, and signing is the person's own.
            NextStep::Screen | NextStep::Sign => None,
        }
    }

    fn acts_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, person: &PersonRow) -> Option<Action> {
        if person.standing == StandingFace::Left {
            text::small(ui, cx.theme, cx.t("people-left-text"));
            ui.add_space(space::SMALL);
            return self.slip.ui(ui, cx, person);
        }
        if person.is_me {
            text::small(ui, cx.theme, cx.t("people-me-text"));
            let soon =
                person.standing.why() == Some(StandingWhy::ScreeningLapsed) || !person.warnings.is_empty();
            return if person.exempt && soon { self.exempt_ui(ui, cx) } else { None };
        }
        let width = ui.available_width();
        let button = |ui: &mut Ui, key: &str| Button::secondary(cx.t(key)).width(width).ui(ui, cx.theme);
        let screen = button(ui, "people-screen");
        let grants = person.next_step.is_none() && button(ui, "people-grants");
        if Button::danger(cx.t("people-leave")).width(width).ui(ui, cx.theme) {
            self.leaving = Some(Leave::default());
        }
        if screen {
            let (account, name) = (person.account, person.name.clone());
            return Some(Action::Open(Route::Screening { account, name }));
        }
        grants.then_some(Action::Go(Route::Grants))
    }

    fn leave_ui(&mut self, ui: &Ui, cx: &Cx<'_>, person: &PersonRow) -> Option<Action> {
        match self.leaving.as_mut()?.ui(ui, cx, person, &self.asking)? {
            Leaving::Go(reason, suspected) => {
                let (account, language) = (person.account, cx.texts.language());
                let wish = if suspected {
                    PeopleWish::Suspect { account, reason, to: SlipTo::Printer, language }
                } else {
                    PeopleWish::Leave { account, reason }
                };
                Some(self.asking.ask(cx, wish))
            }
            Leaving::Up => {
                self.leaving = None;
                self.asking = Asking::default();
                None
            }
        }
    }

    /// A founder who is alone renews their own exemption, with a reason that others will read.
    fn exempt_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::strong(ui, cx.theme, cx.t("people-exempt-title"));
        text::muted(ui, cx.theme, cx.t("people-exempt-text"));
        let field = Field::new(cx.t("consent-reason")).id(Id::unique("exemption-reason"));
        field.ui(ui, cx.theme, &mut self.reason);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        let button = Button::secondary(cx.t("people-exempt-renew")).enabled(is_reason(&self.reason));
        button.ui(ui, cx.theme).then(|| {
            self.renewing = true;
            self.asking.ask(cx, PeopleWish::RenewExemption { reason: self.reason.trim().to_owned() })
        })
    }
}

fn standing_ui(ui: &mut Ui, cx: &Cx<'_>, person: &PersonRow) {
    text::heading(ui, cx.theme, &person.name);
    panes::chip(ui, cx.theme, tone_of(person), cx.t(&person.standing.text_key()));
    if let Some(why) = person.standing.why() {
        let words = cx.with("people-because", &[("why", cx.t(&why.text_key()).into())]);
        text::small(ui, cx.theme, words);
    }
    for warning in &person.warnings {
        let tone = if warning.urgent { Tone::Danger } else { Tone::Warning };
        let what = [("what", cx.t(&warning.what.text_key()).into()), ("count", warning.days.into())];
        text::small_tone(ui, cx.theme, tone, cx.with("people-lapses-in", &what));
    }
    ui.add_space(space::SMALL);
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, person: &PersonRow) {
    let fact = |ui: &mut Ui, key: &str, value: &str| {
        text::fact(ui, cx.theme, cx.t(key), |ui| {
            text::body(ui, cx.theme, value);
        });
    };
    let until = |at: Option<WallTime>| {
        at.map_or_else(
            || cx.t("people-none").to_owned(),
            |at| cx.with("people-until", &[("date", cx.texts.date(at).into())]),
        )
    };
    fact(ui, "draft-login", &person.login);
    fact(ui, "draft-role", cx.t(&format!("role-{}", person.role.key())));
    if !person.job_title.is_empty() {
        fact(ui, "draft-job", &person.job_title);
    }
    let exempt = if person.exempt { cx.t("people-exempt").to_owned() } else { until(person.screened_until) };
    fact(ui, "lapsing-screening", &exempt);
    let agreed = match person.agreement_version {
        Some(version) => {
            let version = cx.with("people-version", &[("version", version.to_string().into())]);
            format!("{version}, {}", until(person.agreed_until))
        }
        None => cx.t("people-none").to_owned(),
    };
    fact(ui, "lapsing-agreement", &agreed);
    // When others were last here only they know: of them nothing is said, rather than "never".
    if person.is_me || person.last_login.is_some() {
        let never = || cx.t("people-never").to_owned();
        let login = person.last_login.map_or_else(never, |at| cx.texts.date_and_time(at));
        fact(ui, "people-last-login", &login);
    }
    text::fact(ui, cx.theme, cx.t("people-fingerprint"), |ui| {
        text::code(ui, cx.theme, person.fingerprint_words.join(" "));
    });
}
