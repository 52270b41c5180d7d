//! The countersign dialog: what exactly will happen, and how the second signature comes: the second person logs in
//! here and now for this one act, or it waits in the queue, or, in the founding period, a written reason stands.
//!
//! The first person's session goes on; the second one's keys live no longer than the act.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use super::asking::problem_ui;
use super::will;
use crate::app::problem::Problem;
use crate::app::request::{Consent, RequestId, Second};
use crate::app::snapshot::SecondNeeded;
use crate::base::limits::LINE_CHARS;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::factor_form::{FactorForm, touch_ui};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Answered, Dialog, Field, SecretField, choose, panes, progress, text};

/// The shortest reason that says anything, in letters.
pub(crate) const REASON_LEAST: usize = 4;

/// What came of the question.
pub(crate) enum Given {
    /// The second signature.
    Consent(Consent),
    /// Not yet: something else is wished for first.
    Wish(Action),
    /// It was given up; nothing was done.
    Up,
}

/// How the second signature comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Second,
    Alone,
    Later,
}

impl Way {
    /// Its short name, for keys of texts (`consent-way-<key>`, `consent-go-<key>`).
    const fn key(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Alone => "alone",
            Self::Later => "later",
        }
    }
}

/// The question and what was typed.
pub(crate) struct ConsentDialog {
    needed: Arc<SecondNeeded>,
    way: Way,
    login: String,
    password: SecretField,
    factor: FactorForm,
    reason: String,
    /// The act itself has a reason, which was typed before: it is not asked for twice.
    has_reason: bool,
    problem: Option<Problem>,
    focused: bool,
}

impl ConsentDialog {
    /// The question for an act that needs this.
    pub(crate) fn new(needed: Arc<SecondNeeded>) -> Self {
        let way = ways(&needed).first().copied().unwrap_or(Way::Second);
        let login = match needed.who.as_slice() {
            [(_, login)] => login.clone(),
            _ => String::new(),
        };
        let reason = will::reason_of(&needed.will).filter(|words| is_reason(words)).map(str::to_owned);
        Self {
            needed,
            way,
            login,
            password: SecretField::default(),
            factor: FactorForm::default(),
            has_reason: reason.is_some(),
            reason: reason.unwrap_or_default(),
            problem: None,
            focused: false,
        }
    }

    /// It was refused: what is typed stays, but for the password.
    pub(crate) fn refused(&mut self, problem: Problem) {
        self.problem = Some(problem);
        self.password.wipe();
    }

    /// Draws it; what came of it, once something did. `asked` is the act while it is under way.
    pub(crate) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>, asked: Option<RequestId>) -> Option<Given> {
        let busy = asked.is_some();
        let go = format!("consent-go-{}", self.way.key());
        let title = cx.t(if self.needed.reason_is_enough { "consent-title-alone" } else { "consent-title" });
        let dialog = Dialog::new("consent", title, cx.t(&go), cx.t("consent-cancel")).wide();
        let mut wish = None;
        let answered = dialog.ready(self.is_ready() && !busy).ui(ui, cx.theme, |ui| {
            self.will_ui(ui, cx);
            self.ways_ui(ui, cx);
            wish = self.fields_ui(ui, cx, !busy);
            if busy {
                wish = self.busy_ui(ui, cx, asked);
            } else if let Some(problem) = &self.problem {
                problem_ui(ui, cx, problem);
            }
        });
        if let Some(wish) = wish {
            return Some(Given::Wish(wish));
        }
        match answered? {
            Answered::Yes => {
                self.problem = None;
                Some(Given::Consent(self.consent()))
            }
            Answered::No => (!busy).then_some(Given::Up),
        }
    }

    fn busy_ui(&self, ui: &mut Ui, cx: &Cx<'_>, asked: Option<RequestId>) -> Option<Action> {
        if self.way == Way::Second && self.factor.is_token() {
            return touch_ui(ui, cx, asked);
        }
        progress::waiting(ui, cx.theme, cx.t("consent-waiting"));
        None
    }

    fn will_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        text::muted(ui, cx.theme, cx.t("consent-will"));
        panes::notice(ui, cx.theme, Tone::Plain, &will::said(cx, &self.needed.will), None);
        ui.add_space(space::SMALL);
    }

    fn ways_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let ways = ways(&self.needed);
        if ways.len() > 1 {
            let words: Vec<&str> =
                ways.iter().map(|way| cx.t(&format!("consent-way-{}", way.key()))).collect();
            let here = ways.iter().position(|way| *way == self.way).unwrap_or(0);
            let chosen = choose::words(ui, cx.theme, &words, here).and_then(|place| ways.get(place));
            if let Some(way) = chosen {
                self.way = *way;
                self.problem = None;
            }
        }
        text::small(ui, cx.theme, cx.t(&format!("consent-about-{}", self.way.key())));
        ui.add_space(space::SMALL);
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, enabled: bool) -> Option<Action> {
        if self.way == Way::Second {
            let who: Vec<String> =
                self.needed.who.iter().map(|(name, login)| format!("{name} ({login})")).collect();
            text::small(ui, cx.theme, cx.with("consent-who", &[("who", who.join(", ").into())]));
            let login = Field::new(cx.t("consent-login")).id(Id::unique("consent-login")).enabled(enabled);
            let login = login.ui(ui, cx.theme, &mut self.login);
            let field = Field::new(cx.t("consent-password")).id(Id::unique("consent-password"));
            let password = self.password.ui(ui, cx.theme, field.enabled(enabled), cx.t("caps-lock"));
            let first = if self.login.is_empty() { login } else { password };
            keys::focus_first(&mut self.focused, &first);
            ui.add_space(space::TINY);
            self.factor.ui(ui, cx, "consent", enabled)
        } else if self.has_reason {
            text::small(ui, cx.theme, cx.t("consent-reason-said"));
            None
        } else {
            let field = Field::new(cx.t("consent-reason")).id(Id::unique("consent-reason")).enabled(enabled);
            let reason = field.ui(ui, cx.theme, &mut self.reason);
            keys::focus_first(&mut self.focused, &reason);
            text::small(ui, cx.theme, cx.t("consent-reason-about"));
            None
        }
    }

    fn is_ready(&self) -> bool {
        match self.way {
            Way::Second => {
                !self.login.trim().is_empty() && !self.password.is_empty() && self.factor.is_ready()
            }
            Way::Alone | Way::Later => is_reason(&self.reason),
        }
    }

    fn consent(&mut self) -> Consent {
        let reason = self.reason.trim().to_owned();
        match self.way {
            Way::Second => Consent::Second(Second {
                login: self.login.trim().to_owned(),
                password: self.password.password(),
                factor: self.factor.given(),
            }),
            Way::Alone => Consent::Alone(reason),
            Way::Later => Consent::Later(reason),
        }
    }
}

/// Whether it says anything, and fits on a line.
pub(crate) fn is_reason(typed: &str) -> bool {
    (REASON_LEAST..=LINE_CHARS).contains(&typed.trim().chars().count())
}

/// How the second signature can come, the best first.
fn ways(needed: &SecondNeeded) -> Vec<Way> {
    let mut ways = Vec::new();
    if !needed.who.is_empty() {
        ways.push(Way::Second);
    }
    if needed.reason_is_enough {
        ways.push(Way::Alone);
    }
    if needed.may_wait {
        ways.push(Way::Later);
    }
    ways
}
