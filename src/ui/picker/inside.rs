//! The picker inside the window: allowed places on the left, what lies there on the right, and why it is this one.

use std::path::{Path, PathBuf};

use eframe::egui::{Align, Context, Frame, Id, Key, Layout, Margin, Modal, Modifiers, ScrollArea, Ui, vec2};

use super::folder::{Entry, Folder};
use super::{PickWish, Places};
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Field, Icon, choose, panes, text};

/// The picker, open.
pub(super) struct Inside {
    wish: PickWish,
    roots: Vec<PathBuf>,
    /// It stands in for the desktop's dialog, which is not there.
    stand_in: bool,
    here: PathBuf,
    folder: Folder,
    chosen: Vec<PathBuf>,
    /// What is typed as a path, or the name of the file to write.
    typed: String,
    outside: bool,
}

impl Inside {
    /// Opens it in the first of the places.
    pub(super) fn open(wish: PickWish, places: &Places, stand_in: bool, ctx: &Context) -> Self {
        let roots: Vec<PathBuf> = places.roots.clone();
        let here = roots.first().cloned().unwrap_or_else(|| PathBuf::from("/"));
        let typed = if let PickWish::Save(name) = &wish { name.clone() } else { String::new() };
        let folder = Folder::read(&here, ctx);
        Self { wish, roots, stand_in, here, folder, chosen: Vec::new(), typed, outside: false }
    }

    /// Draws it; returns what was chosen, an empty list if it was cancelled.
    pub(super) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Vec<PathBuf>> {
        let frame = Frame::window(ui.style()).inner_margin(Margin::same(24));
        let shown = Modal::new(Id::unique("picker")).backdrop_color(cx.theme.backdrop).frame(frame).show(
            ui.ctx(),
            |ui| {
                ui.set_width(720.0);
                text::heading(ui, cx.theme, cx.t(self.wish.title_key()));
                let why = if self.stand_in { "picker-why-no-dialog" } else { "picker-why-vault" };
                text::small(ui, cx.theme, cx.t(why));
                ui.add_space(space::SMALL);
                let mut enter = None;
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(vec2(170.0, 340.0), Layout::top_down(Align::Min), |ui| {
                        enter = self.roots_ui(ui, cx);
                    });
                    // A frame lays out like the row it stands in; what lies in the folder goes downwards.
                    ui.vertical(|ui| {
                        panes::frame(cx.theme).inner_margin(8).show(ui, |ui| {
                            ui.set_min_size(vec2(ui.available_width(), 324.0));
                            ui.set_max_height(324.0);
                            enter = self.entries_ui(ui, cx).or(enter.take());
                        });
                    });
                });
                if let Some(folder) = enter {
                    self.enter(folder, ui.ctx());
                }
                self.foot_ui(ui, cx)
            },
        );
        if shown.inner.is_some() {
            return shown.inner;
        }
        (shown.is_top_modal && ui.ctx().input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)))
            .then(Vec::new)
    }

    fn roots_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<PathBuf> {
        let mut enter = None;
        ui.spacing_mut().item_spacing.y = 2.0;
        // One place can lie in another; the nearest is where we are.
        let within = self.roots.iter().filter(|root| self.here.starts_with(root));
        let nearest = within.max_by_key(|root| root.components().count());
        for root in &self.roots {
            let name = if Some(root) == std::env::home_dir().as_ref() {
                cx.t("picker-home").to_owned()
            } else {
                root.display().to_string()
            };
            if choose::row(ui, cx.theme, &name, Face::Body, nearest == Some(root)).clicked() {
                enter = Some(root.clone());
            }
        }
        enter
    }

    fn entries_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<PathBuf> {
        let mut enter = None;
        ui.horizontal(|ui| {
            let up = self.here.parent().filter(|parent| allowed(&self.roots, parent));
            if Button::quiet(cx.t("picker-up")).icon(Icon::ArrowLeft).enabled(up.is_some()).ui(ui, cx.theme) {
                enter = up.map(Path::to_owned);
            }
            text::line(ui, Face::Code, cx.theme.muted, self.here.display().to_string());
        });
        let entries = match self.folder.entries() {
            None => {
                text::muted(ui, cx.theme, cx.t("picker-reading"));
                return enter;
            }
            Some(Err(_)) => {
                text::muted(ui, cx.theme, cx.t("picker-unreadable"));
                return enter;
            }
            Some(Ok(entries)) => entries,
        };
        let (wish, chosen) = (&self.wish, &mut self.chosen);
        let shown: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.folder || wish.takes_files() && wish.fits(&entry.name))
            .collect();
        if shown.is_empty() {
            let saves = matches!(wish, PickWish::Save(_));
            text::muted(ui, cx.theme, cx.t(if saves { "picker-save-here" } else { "picker-empty" }));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, 32.0, shown.len(), |ui, range| {
            for entry in shown.get(range).unwrap_or_default() {
                if let Some(folder) = entry_ui(ui, cx, entry, wish, chosen) {
                    enter = Some(folder);
                }
            }
        });
        enter
    }

    fn foot_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Vec<PathBuf>> {
        ui.add_space(space::SMALL);
        let saving = matches!(self.wish, PickWish::Save(_));
        let label = cx.t(if saving { "picker-name" } else { "picker-path" });
        let error = self.outside.then(|| cx.t("picker-outside").to_owned());
        let field = Field::new(label).hint(cx.t("picker-path-hint")).error(error);
        let field = if saving { Field::new(label) } else { field };
        let typed = field.ui(ui, cx.theme, &mut self.typed);
        if typed.changed() {
            self.outside = false;
        }
        let entered = typed.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let ready = self.ready();
        ui.add_space(space::SMALL);
        panes::buttons(ui, |ui| {
            let choose = Button::primary(cx.t("picker-choose")).enabled(ready).ui(ui, cx.theme);
            if ready && (choose || entered) {
                return self.answer();
            }
            let cancelled = Button::secondary(cx.t("picker-cancel")).ui(ui, cx.theme);
            if self.chosen.len() > 1 {
                text::small_tone(
                    ui,
                    cx.theme,
                    Tone::Plain,
                    cx.with("picker-count", &[("count", self.chosen.len().into())]),
                );
            }
            cancelled.then(Vec::new)
        })
    }

    fn ready(&self) -> bool {
        !self.typed.trim().is_empty() || !self.chosen.is_empty() || self.wish == PickWish::Folder
    }

    fn answer(&mut self) -> Option<Vec<PathBuf>> {
        let typed = self.typed.trim();
        let paths = match &self.wish {
            PickWish::Save(_) => vec![self.here.join(typed)],
            _ if !typed.is_empty() => vec![self.here.join(typed)],
            PickWish::Folder if self.chosen.is_empty() => vec![self.here.clone()],
            _ => std::mem::take(&mut self.chosen),
        };
        self.outside = !paths.iter().all(|path| allowed(&self.roots, path));
        (!self.outside).then_some(paths)
    }

    fn enter(&mut self, folder: PathBuf, ctx: &Context) {
        self.folder = Folder::read(&folder, ctx);
        self.here = folder;
        self.chosen.clear();
    }
}

/// A path lies in an allowed place, without ways out of it.
fn allowed(roots: &[PathBuf], path: &Path) -> bool {
    let leaves = path.components().any(|part| part == std::path::Component::ParentDir);
    !leaves && roots.iter().any(|root| path.starts_with(root))
}

/// One line; a folder that is clicked is entered, a file is chosen.
fn entry_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    entry: &Entry,
    wish: &PickWish,
    chosen: &mut Vec<PathBuf>,
) -> Option<PathBuf> {
    let mut enter = None;
    let picked = chosen.contains(&entry.path);
    ui.horizontal(|ui| {
        ui.set_height(32.0);
        ui.add_space(space::TINY);
        let icon = if entry.folder { Icon::Folder } else { Icon::File };
        icon.ui(ui, cx.theme.muted);
        let room = ui.available_width() - 110.0;
        let row = ui
            .allocate_ui_with_layout(vec2(room, 32.0), Layout::left_to_right(Align::Center), |ui| {
                choose::row(ui, cx.theme, &entry.name, Face::Body, picked)
            })
            .inner;
        if entry.folder {
            if row.clicked() {
                enter = Some(entry.path.clone());
            }
            if wish.takes_folders()
                && wish.takes_many()
                && Button::quiet(cx.t("picker-take-folder")).ui(ui, cx.theme)
            {
                toggle(chosen, &entry.path, true);
            }
        } else {
            if row.clicked() {
                toggle(chosen, &entry.path, wish.takes_many());
            }
            text::line(ui, Face::Small, cx.theme.muted, cx.texts.size(entry.size_bytes));
        }
    });
    enter
}

fn toggle(chosen: &mut Vec<PathBuf>, path: &Path, many: bool) {
    if let Some(place) = chosen.iter().position(|other| other == path) {
        chosen.remove(place);
        return;
    }
    if !many {
        chosen.clear();
    }
    chosen.push(path.to_owned());
}
