//! The dialog in which a second person types their own password, to open a group that takes two or to renew its keys,
//! with the reason that both names go into the log with.
//!
//! What is typed stays when it is refused, but for the password.

use eframe::egui::{Id, Ui};

use crate::app::request::{PairWish, Request, Second};
use crate::app::snapshot::{HeldGroup, WaitingNumber};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::factor_form::{FactorForm, touch_ui};
use crate::ui::screens::people::{Asking, is_reason};
use crate::ui::theme::space;
use crate::ui::widgets::{Answered, Dialog, Field, SecretField, progress, text};

/// What the second person is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errand {
    /// To open the group.
    Open,
    /// To make its new keys.
    Renew,
    /// To hand on a grant that was agreed to.
    HandOn(WaitingNumber),
}

impl Errand {
    const fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Open => ("groups-two-open-title", "groups-two-open-text", "groups-two-open-go"),
            Self::Renew => ("groups-two-renew-title", "groups-two-renew-text", "groups-two-renew-go"),
            Self::HandOn(_) => ("groups-two-hand-title", "groups-two-hand-text", "groups-two-hand-go"),
        }
    }
}

/// The dialog and what was typed.
pub(crate) struct Opening {
    errand: Errand,
    login: String,
    password: SecretField,
    factor: FactorForm,
    reason: String,
    focused: bool,
}

/// What came of it.
pub(crate) enum Came {
    /// The worker is asked.
    Asked(Action),
    /// Something else is wished for first.
    Wish(Action),
    /// It was given up.
    Up,
}

impl Opening {
    /// For a group; whoever is the only one who can second it is named already.
    pub(crate) fn new(errand: Errand, held: &HeldGroup) -> Self {
        let login = match held.with.as_slice() {
            [(_, login)] => login.clone(),
            _ => String::new(),
        };
        Self {
            errand,
            login,
            password: SecretField::default(),
            factor: FactorForm::default(),
            reason: String::new(),
            focused: false,
        }
    }

    /// What it is for.
    pub(crate) const fn errand(&self) -> Errand {
        self.errand
    }

    /// Draws it; what came of it, once something did.
    pub(crate) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>, held: &HeldGroup, asking: &mut Asking) -> Option<Came> {
        let busy = asking.is_busy();
        let (title, about, go) = self.errand.keys();
        let title = cx.with(title, &[("name", (&held.name).into())]);
        let dialog = Dialog::new("open-by-two", &title, cx.t(go), cx.t("groups-cancel")).wide();
        let mut wish = None;
        let answered = dialog.ready(self.is_ready() && !busy).ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t(about));
            ui.add_space(space::SMALL);
            wish = self.fields_ui(ui, cx, held, !busy);
            if busy && self.factor.is_token() {
                wish = touch_ui(ui, cx, asking.asked());
            } else if busy {
                progress::waiting(ui, cx.theme, cx.t("groups-two-waiting"));
            }
            asking.problem_ui(ui, cx);
        });
        if let Some(wish) = wish {
            return Some(Came::Wish(wish));
        }
        match answered? {
            Answered::Yes => Some(Came::Asked(asking.ask_for(cx, Request::Pair(self.wish(held))))),
            Answered::No => (!busy).then_some(Came::Up),
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, held: &HeldGroup, enabled: bool) -> Option<Action> {
        let who: Vec<String> = held.with.iter().map(|(name, login)| format!("{name} ({login})")).collect();
        text::small(ui, cx.theme, cx.with("groups-two-with", &[("who", who.join(", ").into())]));
        let reason = Field::new(cx.t("groups-two-reason")).hint(cx.t("groups-two-reason-hint"));
        let reason = reason.id(Id::unique("two-reason")).enabled(enabled);
        let reason = reason.ui(ui, cx.theme, &mut self.reason);
        keys::focus_first(&mut self.focused, &reason);
        let login = Field::new(cx.t("groups-two-login")).id(Id::unique("two-login")).enabled(enabled);
        login.ui(ui, cx.theme, &mut self.login);
        let field = Field::new(cx.t("groups-two-password")).id(Id::unique("two-password")).enabled(enabled);
        self.password.ui(ui, cx.theme, field, cx.t("caps-lock"));
        ui.add_space(space::TINY);
        self.factor.ui(ui, cx, "two", enabled)
    }

    fn is_ready(&self) -> bool {
        let second = !self.login.trim().is_empty() && !self.password.is_empty() && self.factor.is_ready();
        second && is_reason(&self.reason)
    }

    fn wish(&mut self, held: &HeldGroup) -> PairWish {
        let (group, reason) = (held.group, self.reason.trim().to_owned());
        let second = Second {
            login: self.login.trim().to_owned(),
            password: self.password.password(),
            factor: self.factor.given(),
        };
        self.password.wipe();
        match self.errand {
            Errand::Open => PairWish::Open { group, second, reason },
            Errand::Renew => PairWish::Rekey { group, second, reason },
            Errand::HandOn(number) => PairWish::HandOn { number, second, reason },
        }
    }
}
