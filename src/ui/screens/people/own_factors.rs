//! A person's own ways in: which second factors there are; adding a keyfile or a token, and removing one that is lost.
//! The password is asked for each time, and whoever comes out of it with one factor alone is told to add a spare.

use std::path::PathBuf;

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use crate::app::event::Answer;
use crate::app::request::Request;
use crate::app::snapshot::{FactorKind, FactorRow, OwnFace};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::screens::factor_form::{pin, touch_ui};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Icon, SecretField, choose, panes, progress, text};

/// As many as a person has: the one in use, and one for the day when that is lost.
const MOST: usize = 2;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Keyfile,
    Token,
    Remove(u32),
}

impl Doing {
    /// Its short name, for keys of texts (`own-factor-<key>-go`, `own-factor-<key>-about`).
    const fn key(self) -> &'static str {
        match self {
            Self::Keyfile => "keyfile",
            Self::Token => "token",
            Self::Remove(_) => "remove",
        }
    }
}

/// The list, the form that is open, and what was typed.
#[derive(Default)]
pub(super) struct OwnFactors {
    doing: Option<Doing>,
    folder: Option<PathBuf>,
    picking: Option<PickId>,
    label: String,
    pin: SecretField,
    password: SecretField,
    focused: bool,
    asking: Asking,
    said: Option<String>,
}

impl OwnFactors {
    /// Something is typed.
    pub(super) fn is_typed(&self) -> bool {
        !self.password.is_empty() || !self.pin.is_empty() || !self.label.is_empty()
    }

    /// Draws it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) -> Option<Action> {
        self.hear(cx);
        text::heading(ui, cx.theme, cx.t("own-factors"));
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
        }
        let factors: Vec<&FactorRow> =
            face.factors.iter().filter(|row| row.kind != FactorKind::PasswordOnly).collect();
        match factors.len() {
            0 => drop(text::muted(ui, cx.theme, cx.t("own-factors-none"))),
            1 => text_of_one(ui, cx),
            _ => drop(text::muted(ui, cx.theme, cx.t("own-factors-two"))),
        }
        for row in &factors {
            self.row_ui(ui, cx, row);
        }
        match self.doing {
            Some(doing) => self.form_ui(ui, cx, doing, factors.len()),
            None => self.acts_ui(ui, cx, factors.len()),
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let said = match self.asking.hear(cx) {
            None => return,
            Some(Answer::KeyfileMade(path)) => {
                cx.with("own-factor-keyfile-done", &[("path", path.display().to_string().into())])
            }
            Some(_) if self.doing == Some(Doing::Token) => cx.t("own-factor-token-done").to_owned(),
            Some(_) => cx.t("own-factor-remove-done").to_owned(),
        };
        *self = Self { said: Some(said), ..Self::default() };
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &FactorRow) {
        ui.horizontal(|ui| {
            text::body(ui, cx.theme, name_of(cx, row));
            let remove = cx.with("own-factor-remove", &[("name", name_of(cx, row).into())]);
            if self.doing.is_none() && choose::link(ui, cx.theme, &remove) {
                self.begin(Doing::Remove(row.slot));
            }
        });
    }

    fn begin(&mut self, doing: Doing) {
        *self = Self { doing: Some(doing), ..Self::default() };
    }

    fn acts_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, factors: usize) -> Option<Action> {
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            if factors < MOST && Button::secondary(cx.t("own-factor-add-keyfile")).ui(ui, cx.theme) {
                self.begin(Doing::Keyfile);
            }
            if factors < MOST && Button::secondary(cx.t("own-factor-add-token")).ui(ui, cx.theme) {
                self.begin(Doing::Token);
            }
        });
        let lost = factors > 0 && choose::link(ui, cx.theme, cx.t("own-factor-lost"));
        lost.then_some(Action::Manual(Some("ways-in")))
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, doing: Doing, factors: usize) -> Option<Action> {
        ui.add_space(space::TINY);
        text::small(ui, cx.theme, cx.t(&format!("own-factor-{}-about", doing.key())));
        let last = factors == 1 && matches!(doing, Doing::Remove(_));
        let first = factors == 0;
        if last || first {
            let key = if last { "own-factor-last" } else { "own-factor-first" };
            text::small_tone(ui, cx.theme, Tone::Warning, cx.t(key));
        }
        let enabled = !self.asking.is_busy();
        let picking = self.what_ui(ui, cx, doing, enabled);
        let field = Field::new(cx.t("own-factor-password")).id(Id::unique("own-factor-password"));
        let password = self.password.ui(ui, cx.theme, field.enabled(enabled), cx.t("caps-lock"));
        keys::focus_first(&mut self.focused, &password);
        self.asking.problem_ui(ui, cx);
        picking.or_else(|| self.go_ui(ui, cx, doing))
    }

    /// What is asked for besides the password.
    fn what_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, doing: Doing, enabled: bool) -> Option<Action> {
        if matches!(doing, Doing::Remove(_)) {
            return None;
        }
        let label = Field::new(cx.t("own-factor-label")).note(cx.t("own-factor-label-note"));
        let label = label.id(Id::unique("own-factor-label")).enabled(enabled);
        label.ui(ui, cx.theme, &mut self.label);
        if doing == Doing::Token {
            let field = Field::new(cx.t("given-pin")).note(cx.t("given-pin-note"));
            self.pin.ui(ui, cx.theme, field.id(Id::unique("own-factor-pin")).enabled(enabled), "");
            return None;
        }
        if let Some(paths) = cx.picked(self.picking) {
            self.picking = None;
            self.folder = paths.first().cloned().or(self.folder.take());
        }
        let chosen = self.folder.as_ref().map(|folder| folder.display().to_string());
        text::small(ui, cx.theme, chosen.as_deref().unwrap_or_else(|| cx.t("own-factor-folder-none")));
        let button = Button::secondary(cx.t("own-factor-folder")).icon(Icon::FolderOpen);
        button.enabled(enabled).ui(ui, cx.theme).then(|| {
            let (id, action) = cx.pick(PickWish::Folder);
            self.picking = Some(id);
            action
        })
    }

    fn go_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, doing: Doing) -> Option<Action> {
        ui.add_space(space::TINY);
        if self.asking.is_busy() {
            if doing == Doing::Token {
                return touch_ui(ui, cx, self.asking.asked());
            }
            progress::waiting(ui, cx.theme, cx.t("own-factor-waiting"));
            return None;
        }
        let ready = !self.password.is_empty() && (doing != Doing::Keyfile || self.folder.is_some());
        ui.horizontal(|ui| {
            let label = cx.t(&format!("own-factor-{}-go", doing.key()));
            let go = match doing {
                Doing::Remove(_) => Button::danger(label),
                Doing::Keyfile | Doing::Token => Button::primary(label),
            };
            let go = go.enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                *self = Self::default();
                return None;
            }
            (ready && (go || keys::submitted(ui))).then(|| self.send(cx, doing))
        })
        .inner
    }

    fn send(&mut self, cx: &Cx<'_>, doing: Doing) -> Action {
        let (password, label) = (self.password.password(), self.label.trim().to_owned());
        self.password.wipe();
        self.focused = false;
        let request = match doing {
            Doing::Keyfile => {
                let folder = self.folder.clone().unwrap_or_default();
                Request::AddKeyfile { password, folder, label }
            }
            Doing::Token => Request::AddToken { password, pin: pin(&mut self.pin), label },
            Doing::Remove(slot) => Request::RemoveFactor { password, slot },
        };
        self.asking.ask_for(cx, request)
    }
}

/// One alone is not enough, and why.
fn text_of_one(ui: &mut Ui, cx: &Cx<'_>) {
    panes::notice(ui, cx.theme, Tone::Warning, cx.t("own-factors-one"), None);
}

fn name_of(cx: &Cx<'_>, row: &FactorRow) -> String {
    let kind = cx.t(&row.kind.text_key());
    if row.label.is_empty() { kind.to_owned() } else { format!("{kind}: {}", row.label) }
}
