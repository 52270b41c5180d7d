//! Which vault: one that was open before, another folder, a new one, or one to practise with.

use std::path::{Path, PathBuf};

use eframe::egui::{Align, Layout, Ui, vec2};

use super::Screen;
use super::front;
use crate::app::entrance::holds_vault;
use crate::app::snapshot::Colour;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::route::Route;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// The width of the column.
const WIDTH: f32 = 520.0;

/// The screen.
#[derive(Default)]
pub(super) struct Chooser {
    picking: Option<PickId>,
    /// The chosen folder holds no vault.
    no_vault: Option<PathBuf>,
}

impl Screen for Chooser {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if let Some(action) = self.picked(cx) {
            return Some(action);
        }
        front::column(ui, WIDTH, |ui| {
            front::head(ui, cx, cx.t("chooser-line"));
            network_ui(ui, cx);
            let recent = self.recent_ui(ui, cx);
            let made = new_ui(ui, cx);
            ui.add_space(space::MEDIUM);
            let restore = choose::link(ui, cx.theme, cx.t("chooser-restore"));
            ui.add_space(space::MEDIUM);
            let foot = front::foot(ui, cx, |_| None);
            recent.or(made).or(restore.then_some(Action::Open(Route::FromBackup))).or(foot)
        })
    }

    fn manual_page(&self) -> &'static str {
        "getting-started"
    }
}

impl Chooser {
    fn picked(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let folder = cx.picked(self.picking)?.first().cloned();
        self.picking = None;
        let folder = folder?;
        if holds_vault(&folder) {
            return Some(Action::OpenVault(folder));
        }
        self.no_vault = Some(folder);
        None
    }

    fn recent_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            let mut action = None;
            text::heading(ui, cx.theme, cx.t("chooser-open"));
            for vault in &cx.model.recent {
                if vault_ui(ui, cx, vault) {
                    if holds_vault(vault) {
                        action = Some(Action::OpenVault(vault.clone()));
                    } else {
                        self.no_vault = Some(vault.clone());
                    }
                }
            }
            if let Some(folder) = self.no_vault.as_ref().or(cx.model.no_vault.as_ref()) {
                let words = cx.with("chooser-no-vault", &[("path", folder.display().to_string().into())]);
                panes::notice(ui, cx.theme, Tone::Danger, &words, None);
            }
            ui.add_space(space::TINY);
            if Button::secondary(cx.t("chooser-folder")).icon(Icon::FolderOpen).ui(ui, cx.theme) {
                let (id, wish) = cx.pick(PickWish::Folder);
                self.picking = Some(id);
                self.no_vault = None;
                action = Some(wish);
            }
            action
        })
        .inner
    }
}

fn new_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    ui.add_space(space::SMALL);
    let width = (WIDTH - space::LARGE) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        let new = kind_ui(ui, cx, width, ["chooser-new", "chooser-new-about", "chooser-new-button"], false);
        let practice = kind_ui(
            ui,
            cx,
            width,
            ["chooser-practice", "chooser-practice-about", "chooser-practice-button"],
            true,
        );
        new.or(practice)
    })
    .inner
}

/// A kind of vault that can be made: its name, what it is for, and a button.
fn kind_ui(ui: &mut Ui, cx: &Cx<'_>, width: f32, keys: [&str; 3], practice: bool) -> Option<Action> {
    let [name, about, label] = keys.map(|key| cx.t(key));
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::heading(ui, cx.theme, name);
            // Three lines, so that the two buttons stand side by side.
            let about_room = vec2(ui.available_width(), 3.0 * Face::Body.line());
            ui.allocate_ui_with_layout(about_room, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(about_room);
                text::muted(ui, cx.theme, about);
            });
            ui.add_space(space::TINY);
            Button::secondary(label)
                .ui(ui, cx.theme)
                .then_some(Action::Open(Route::Wizard { practice, folder: None }))
        })
        .inner
    })
    .inner
}

/// One vault that was open before: the name of its folder, and where that is. True when it is to be opened.
fn vault_ui(ui: &mut Ui, cx: &Cx<'_>, vault: &Path) -> bool {
    let name = vault.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    ui.horizontal(|ui| {
        ui.set_min_height(44.0);
        Icon::Vault.ui(ui, cx.theme.accent);
        let label = cx.t("chooser-open-button");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let open = Button::secondary(label).ui(ui, cx.theme);
            // Two lines, together as high as the button beside them.
            let room = vec2(ui.available_width(), space::CONTROL);
            ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                text::line(ui, Face::Strong, cx.theme.text, name);
                text::line(ui, Face::Small, cx.theme.muted, vault.display().to_string());
            });
            open
        })
        .inner
    })
    .inner
}

/// Only practice vaults are opened and made on a network; said before anything is asked.
pub(super) fn network_ui(ui: &mut Ui, cx: &Cx<'_>) {
    if let Some(face) = cx.model.air_gap().filter(|face| face.colour == Colour::Red) {
        let words = cx.with("chooser-network", &[("devices", face.devices().join(", ").into())]);
        panes::notice(ui, cx.theme, Tone::Warning, &words, None);
        ui.add_space(space::TINY);
    }
}
