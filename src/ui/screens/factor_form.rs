//! What is given besides a password: nothing, a keyfile on its stick, or a token. Offered to everyone in the same words,
//! so that nobody learns from it who has a second factor, or whether there is such an account.
//!
//! Used by the unlock screen and where a second person logs in for one act.

use std::path::PathBuf;

use eframe::egui::{Id, Ui};

use crate::app::request::{GivenFactor, Request, RequestId};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Field, Icon, SecretField, choose, progress, text};

/// How the names of keyfiles end.
const ENDINGS: &[&str] = &["keyfile"];

/// Which kind is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Nothing,
    Keyfile,
    Token,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Nothing, Self::Keyfile, Self::Token];

    /// The key of its text.
    const fn text_key(self) -> &'static str {
        match self {
            Self::Nothing => "given-nothing",
            Self::Keyfile => "given-keyfile",
            Self::Token => "given-token",
        }
    }
}

/// The form and what was chosen.
#[derive(Default)]
pub(super) struct FactorForm {
    open: bool,
    kind: Kind,
    keyfile: Option<PathBuf>,
    picking: Option<PickId>,
    pin: SecretField,
}

impl FactorForm {
    /// Draws the way to it or, once that was taken, the form. `name` tells its fields from those of another form.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, name: &str, enabled: bool) -> Option<Action> {
        self.take_picked(cx);
        if !self.open {
            let link = choose::link(ui, cx.theme, cx.t("given-open"));
            self.open |= link && enabled;
            return None;
        }
        text::line(ui, Face::Label, cx.theme.text, cx.t("given-title"));
        let words = Kind::ALL.map(|kind| cx.t(kind.text_key()));
        let here = Kind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        let chosen = choose::words(ui, cx.theme, &words, here).and_then(|place| Kind::ALL.get(place));
        if let Some(kind) = chosen.filter(|_| enabled) {
            self.kind = *kind;
        }
        match self.kind {
            Kind::Nothing => None,
            Kind::Keyfile => self.keyfile_ui(ui, cx, enabled),
            Kind::Token => {
                let field = Field::new(cx.t("given-pin")).note(cx.t("given-pin-note"));
                let field = field.id(Id::unique((name, "given-pin"))).enabled(enabled);
                self.pin.ui(ui, cx.theme, field, "");
                text::small(ui, cx.theme, cx.t("given-token-about"));
                None
            }
        }
    }

    fn keyfile_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, enabled: bool) -> Option<Action> {
        let chosen = self.keyfile.as_ref().map(|path| path.display().to_string());
        text::small(ui, cx.theme, chosen.as_deref().unwrap_or_else(|| cx.t("given-keyfile-about")));
        let key = if chosen.is_some() { "given-choose-other" } else { "given-choose" };
        let pressed = Button::secondary(cx.t(key)).icon(Icon::FolderOpen).enabled(enabled).ui(ui, cx.theme);
        pressed.then(|| {
            let (id, action) = cx.pick(PickWish::FileEnding(ENDINGS));
            self.picking = Some(id);
            action
        })
    }

    fn take_picked(&mut self, cx: &Cx<'_>) {
        if let Some(paths) = cx.picked(self.picking) {
            self.picking = None;
            // Cancelled, what was chosen before stays.
            self.keyfile = paths.first().cloned().or(self.keyfile.take());
        }
    }

    /// Whether what was begun is complete.
    pub(super) fn is_ready(&self) -> bool {
        self.kind != Kind::Keyfile || self.keyfile.is_some()
    }

    /// Whether a token is asked, which waits for a touch.
    pub(super) fn is_token(&self) -> bool {
        self.kind == Kind::Token
    }

    /// What is given. The PIN is wiped; a keyfile stays chosen.
    pub(super) fn given(&mut self) -> GivenFactor {
        let given = self.given_again();
        self.pin.wipe();
        given
    }

    /// What is given, where it is given once more when a second person has signed: the PIN stays until the form goes.
    pub(super) fn given_again(&self) -> GivenFactor {
        match (self.kind, &self.keyfile) {
            (Kind::Keyfile, Some(path)) => GivenFactor::Keyfile(path.clone()),
            (Kind::Token, _) => GivenFactor::Token { pin: typed(&self.pin) },
            (Kind::Nothing | Kind::Keyfile, _) => GivenFactor::Nothing,
        }
    }
}

/// A PIN as typed, taken out of its field; none if nothing was typed: then the token looks at the finger.
pub(super) fn pin(field: &mut SecretField) -> Option<crate::crypto::secret::Password> {
    let typed = typed(field);
    field.wipe();
    typed
}

fn typed(field: &SecretField) -> Option<crate::crypto::secret::Password> {
    (!field.is_empty()).then(|| field.password())
}

/// While a token waits to be touched: that it does, and the way to stop waiting.
pub(super) fn touch_ui(ui: &mut Ui, cx: &Cx<'_>, waits_for: Option<RequestId>) -> Option<Action> {
    let stopping = waits_for.and_then(|id| cx.model.task(id)).is_some_and(|task| task.stopping);
    progress::waiting(ui, cx.theme, cx.t("given-touch"));
    ui.add_space(space::TINY);
    let stop = Button::secondary(cx.t("given-stop")).enabled(!stopping).ui(ui, cx.theme);
    waits_for.filter(|_| stop).map(|id| cx.ask(Request::Cancel(id)).1)
}
