//! Enrolling a medium: what people say of it. What is typed stays until it is done, whatever goes wrong.

use std::path::{Path, PathBuf};

use eframe::egui::{Id, Ui};

use crate::app::request::{BackupWish, Request};
use crate::app::snapshot::MediumWish;
use crate::base::limits::LINE_CHARS;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::people::Asking;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, panes, progress, text};

/// The form of one medium.
pub(super) struct Enrol {
    mount: PathBuf,
    wish: MediumWish,
    asking: Asking,
    focused: bool,
    /// It was sent once: what is missing is said.
    tried: bool,
}

impl Enrol {
    /// An empty form for what is mounted here.
    pub(super) fn of(mount: &Path) -> Self {
        Self {
            mount: mount.to_owned(),
            wish: MediumWish::default(),
            asking: Asking::default(),
            focused: false,
            tried: false,
        }
    }

    /// Where its medium is mounted.
    pub(super) fn mount(&self) -> &Path {
        &self.mount
    }

    /// Whether something is typed.
    pub(super) fn is_begun(&self) -> bool {
        self.wish != MediumWish::default()
    }

    /// Whether it was done.
    pub(super) fn hear(&mut self, cx: &Cx<'_>) -> bool {
        self.asking.hear(cx).is_some()
    }

    /// Draws the form.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::muted(ui, cx.theme, cx.t("enrol-about"));
        ui.add_space(space::MEDIUM);
        let half = (ui.available_width() - space::LARGE) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            let label = self.field(cx, "enrol-label", true, &self.wish.label).hint(cx.t("enrol-label-hint"));
            let label =
                label.id(Id::unique("enrol-label")).width(half).ui(ui, cx.theme, &mut self.wish.label);
            keys::focus_first(&mut self.focused, &label);
            let place = self.field(cx, "enrol-place", true, &self.wish.place).hint(cx.t("enrol-place-hint"));
            place.width(half).ui(ui, cx.theme, &mut self.wish.place);
        });
        ui.add_space(space::SMALL);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            let set = self.field(cx, "enrol-set", false, &self.wish.set).hint(cx.t("enrol-set-hint"));
            set.width(half).ui(ui, cx.theme, &mut self.wish.set);
            let holder =
                self.field(cx, "enrol-holder", true, &self.wish.holder).hint(cx.t("enrol-holder-hint"));
            holder.width(half).ui(ui, cx.theme, &mut self.wish.holder);
        });
        text::small(ui, cx.theme, cx.t("enrol-set-about"));
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::MEDIUM);
        self.foot_ui(ui, cx)
    }

    fn field<'a>(&self, cx: &Cx<'a>, key: &str, needed: bool, value: &str) -> Field<'a> {
        let empty = needed && self.tried && value.trim().is_empty();
        let long = value.chars().count() > LINE_CHARS;
        let long = long.then(|| cx.with("enrol-too-long", &[("max", LINE_CHARS.into())]));
        Field::new(cx.t(key)).error(empty.then(|| cx.t("enrol-missing").to_owned()).or(long))
    }

    fn is_ready(&self) -> bool {
        let MediumWish { label, place, set, holder } = &self.wish;
        let filled = [label, place, holder].into_iter().all(|value| !value.trim().is_empty());
        filled && [label, place, set, holder].into_iter().all(|value| value.chars().count() <= LINE_CHARS)
    }

    fn foot_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let busy = self.asking.is_busy();
        let pressed = panes::buttons(ui, |ui| {
            let pressed = Button::primary(cx.t("enrol-go")).enabled(!busy).ui(ui, cx.theme);
            if busy {
                progress::waiting(ui, cx.theme, cx.t("enrol-working"));
            }
            pressed
        });
        if busy || !(pressed || keys::submitted(ui)) {
            return None;
        }
        self.tried = true;
        self.is_ready().then(|| {
            let wish = BackupWish::Enrol { mount: self.mount.clone(), wish: self.wish.clone() };
            self.asking.ask_for(cx, Request::Backup(wish))
        })
    }
}
