//! Marking a day reviewed: a note, what the signature says, and what becomes of one's own acts.
//!
//! Own acts wait for another supervisor, unless one is here and signs too, or, in the founding period, a written reason
//! stands.

use eframe::egui::{Id, Ui};

use crate::app::request::{Consent, Second};
use crate::app::snapshot::{DayState, LogDay};
use crate::base::limits::LINE_CHARS;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::factor_form::FactorForm;
use crate::ui::screens::people::{Asking, is_reason};
use crate::ui::theme::space;
use crate::ui::widgets::{Answered, Dialog, Field, SecretField, choose, progress, text};

/// The longest note, in letters.
const NOTE_CHARS: usize = 4 * LINE_CHARS;

/// What becomes of one's own acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Wait,
    Second,
    Alone,
}

impl Own {
    /// Its short name, for keys of texts (`log-own-<key>`, `log-own-<key>-about`).
    const fn key(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Second => "second",
            Self::Alone => "alone",
        }
    }
}

/// What came of the question.
pub(super) enum Marked {
    /// The note, and who covers one's own acts.
    Sign(String, Consent),
    /// Not yet: something else is wished for first.
    Wish(Action),
    /// Given up.
    Up,
}

/// The dialog and what is typed.
pub(super) struct Mark {
    note: String,
    own: Own,
    ways: Vec<Own>,
    login: String,
    password: SecretField,
    factor: FactorForm,
    reason: String,
    focused: bool,
}

impl Mark {
    /// The question for a day; `own` if this person's own acts are in it and nobody reviewed them.
    pub(super) fn new(cx: &Cx<'_>, day: &LogDay, own: bool) -> Self {
        let founding = cx.model.session.as_ref().is_some_and(|session| session.founding_period);
        let covering = if founding { Own::Alone } else { Own::Second };
        let only_own = day.row.state == DayState::WaitsForAnother;
        let ways = match (own, founding || only_own) {
            (false, _) => Vec::new(),
            (true, true) => vec![covering],
            (true, false) => vec![Own::Wait, covering],
        };
        Self {
            note: String::new(),
            own: ways.first().copied().unwrap_or(Own::Wait),
            ways,
            login: String::new(),
            password: SecretField::default(),
            factor: FactorForm::default(),
            reason: String::new(),
            focused: false,
        }
    }

    /// Whether something typed is not sent.
    pub(super) fn is_typed(&self) -> bool {
        !self.note.trim().is_empty()
    }

    /// What is typed as the note.
    pub(super) fn note(&self) -> String {
        self.note.trim().to_owned()
    }

    /// It was refused: what is typed stays, but for the password.
    pub(super) fn refused(&mut self) {
        self.password.wipe();
    }

    /// Draws it.
    pub(super) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>, day: &LogDay, asking: &Asking) -> Option<Marked> {
        let busy = asking.is_busy();
        let title = cx.with("log-mark-title", &[("day", cx.texts.long_day(day.row.day).into())]);
        let dialog = Dialog::new("log-mark", &title, cx.t("log-mark-go"), cx.t("people-cancel"));
        let dialog = dialog.wide().without_enter().ready(self.is_ready() && !busy);
        let mut wish = None;
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.with("log-mark-about", &[("count", day.seen.into())]));
            ui.add_space(space::SMALL);
            self.note_ui(ui, cx, busy);
            if !self.ways.is_empty() {
                ui.add_space(space::SMALL);
                wish = self.own_ui(ui, cx, busy);
            }
            asking.problem_ui(ui, cx);
            if busy {
                progress::waiting(ui, cx.theme, cx.t("people-writing"));
            }
        });
        if let Some(wish) = wish {
            return Some(Marked::Wish(wish));
        }
        match answered? {
            Answered::Yes => Some(Marked::Sign(self.note(), self.consent())),
            Answered::No => (!busy).then_some(Marked::Up),
        }
    }

    fn note_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, busy: bool) {
        let long = self.note.chars().count() > NOTE_CHARS;
        let error = long.then(|| cx.with("log-mark-note-long", &[("max", NOTE_CHARS.into())]));
        let field = Field::new(cx.t("log-mark-note")).hint(cx.t("log-mark-note-hint")).rows(3).error(error);
        let note = field.id(Id::unique("log-note")).enabled(!busy).ui(ui, cx.theme, &mut self.note);
        keys::focus_first(&mut self.focused, &note);
    }

    fn own_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, busy: bool) -> Option<Action> {
        text::strong(ui, cx.theme, cx.t("log-own-title"));
        if self.ways.len() > 1 {
            let words: Vec<&str> =
                self.ways.iter().map(|way| cx.t(&format!("log-own-{}", way.key()))).collect();
            let here = self.ways.iter().position(|way| *way == self.own).unwrap_or(0);
            if let Some(way) =
                choose::words(ui, cx.theme, &words, here).and_then(|place| self.ways.get(place))
            {
                self.own = *way;
            }
        }
        text::small(ui, cx.theme, cx.t(&format!("log-own-{}-about", self.own.key())));
        match self.own {
            Own::Wait => None,
            Own::Second => {
                let login = Field::new(cx.t("consent-login")).id(Id::unique("log-second-login"));
                login.enabled(!busy).ui(ui, cx.theme, &mut self.login);
                let field = Field::new(cx.t("consent-password")).id(Id::unique("log-second-password"));
                self.password.ui(ui, cx.theme, field.enabled(!busy), cx.t("caps-lock"));
                self.factor.ui(ui, cx, "log-second", !busy)
            }
            Own::Alone => {
                let reason = Field::new(cx.t("consent-reason")).id(Id::unique("log-own-reason"));
                reason.enabled(!busy).ui(ui, cx.theme, &mut self.reason);
                None
            }
        }
    }

    fn is_ready(&self) -> bool {
        let fits = self.note.chars().count() <= NOTE_CHARS;
        fits && match self.own {
            Own::Wait => true,
            Own::Second => {
                !self.login.trim().is_empty() && !self.password.is_empty() && self.factor.is_ready()
            }
            Own::Alone => is_reason(&self.reason),
        }
    }

    fn consent(&mut self) -> Consent {
        match self.own {
            Own::Wait => Consent::Unsaid,
            Own::Second => Consent::Second(Second {
                login: self.login.trim().to_owned(),
                password: self.password.password(),
                factor: self.factor.given(),
            }),
            Own::Alone => Consent::Alone(self.reason.trim().to_owned()),
        }
    }
}
