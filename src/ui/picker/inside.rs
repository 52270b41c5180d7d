//! The picker inside the window: allowed places on the left, what lies there on the right, and why it is this one.

use std::path::{Path, PathBuf};

use eframe::egui::{
    Align, Context, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Response, ScrollArea, Ui, vec2,
};

use super::folder::{Entry, Folder};
use super::walking::Walk;
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
    walk: Walk,
    /// The field is to be given the keyboard.
    to_field: bool,
}

impl Inside {
    /// Opens it in the first of the places.
    pub(super) fn open(wish: PickWish, places: &Places, stand_in: bool, ctx: &Context) -> Self {
        let roots: Vec<PathBuf> = places.roots.clone();
        let here = roots.first().cloned().unwrap_or_else(|| PathBuf::from("/"));
        let typed = if let PickWish::Save(name) = &wish { name.clone() } else { String::new() };
        let to_field = !typed.is_empty();
        let walk = if to_field { Walk::default() } else { Walk::begin() };
        let folder = Folder::read(&here, ctx);
        Self {
            wish,
            roots,
            stand_in,
            here,
            folder,
            chosen: Vec::new(),
            typed,
            outside: false,
            walk,
            to_field,
        }
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
                let (mut enter, mut taken) = (None, false);
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(vec2(170.0, 340.0), Layout::top_down(Align::Min), |ui| {
                        enter = self.roots_ui(ui, cx);
                    });
                    // A frame lays out like the row it stands in; what lies in the folder goes downwards.
                    ui.vertical(|ui| {
                        panes::frame(cx.theme).inner_margin(8).show(ui, |ui| {
                            ui.set_min_size(vec2(ui.available_width(), 324.0));
                            ui.set_max_height(324.0);
                            let (folder, file) = self.entries_ui(ui, cx);
                            (enter, taken) = (folder.or(enter.take()), file);
                        });
                    });
                });
                if let Some(folder) = enter {
                    self.enter(folder, ui.ctx());
                }
                let answer = self.foot_ui(ui, cx);
                if taken { self.answer() } else { answer }
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

    /// A folder to be entered, and whether a file was taken by Enter.
    fn entries_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> (Option<PathBuf>, bool) {
        let mut enter = None;
        let up = self.above();
        ui.horizontal(|ui| {
            if Button::quiet(cx.t("picker-up")).icon(Icon::ArrowLeft).enabled(up.is_some()).ui(ui, cx.theme) {
                enter.clone_from(&up);
            }
            text::line(ui, Face::Code, cx.theme.muted, self.here.display().to_string());
        });
        let entries = match self.folder.entries() {
            None => {
                text::muted(ui, cx.theme, cx.t("picker-reading"));
                return (enter, false);
            }
            Some(Err(_)) => {
                text::muted(ui, cx.theme, cx.t("picker-unreadable"));
                self.to_field |= !self.walk.before(&[]);
                return (enter, false);
            }
            Some(Ok(entries)) => entries,
        };
        let (wish, chosen, walk) = (&self.wish, &mut self.chosen, &mut self.walk);
        let shown: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.folder || wish.takes_files() && wish.fits(&entry.name))
            .collect();
        if shown.is_empty() {
            let saves = matches!(wish, PickWish::Save(_));
            text::muted(ui, cx.theme, cx.t(if saves { "picker-save-here" } else { "picker-empty" }));
        }
        self.to_field |= !walk.before(&shown);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut taken = false;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, shown.len(), |ui, range| {
            walk.bring(ui, range.start, ROW);
            for (place, entry) in shown.iter().enumerate().take(range.end).skip(range.start) {
                let (row, folder) = entry_ui(ui, cx, entry, wish, chosen);
                walk.row(ui, place, &row);
                let by_enter = row.clicked() && ui.input(|input| input.key_pressed(Key::Enter));
                if by_enter && !entry.folder {
                    if !chosen.contains(&entry.path) {
                        chosen.push(entry.path.clone());
                    }
                    taken = true;
                }
                enter = folder.or(enter.take());
            }
        });
        if walk.keys(ui, &shown) && enter.is_none() {
            enter = up;
        }
        (enter, taken)
    }

    /// The folder above this one, if it may be entered.
    fn above(&self) -> Option<PathBuf> {
        self.here.parent().filter(|parent| allowed(&self.roots, parent)).map(Path::to_owned)
    }

    fn foot_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Vec<PathBuf>> {
        ui.add_space(space::SMALL);
        let saving = matches!(self.wish, PickWish::Save(_));
        let label = cx.t(if saving { "picker-name" } else { "picker-path" });
        let error = self.outside.then(|| cx.t("picker-outside").to_owned());
        let field = Field::new(label).hint(cx.t("picker-path-hint")).error(error);
        let field = if saving { Field::new(label) } else { field };
        let was_empty = self.typed.is_empty();
        let typed = field.ui(ui, cx.theme, &mut self.typed);
        if std::mem::take(&mut self.to_field) {
            typed.request_focus();
        }
        if typed.has_focus() {
            self.walk.stop();
        }
        let back =
            typed.has_focus() && was_empty && !saving && ui.input(|input| input.key_pressed(Key::Backspace));
        if let Some(above) = self.above().filter(|_| back) {
            self.enter(above, ui.ctx());
        }
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
        self.walk.entered(&std::mem::replace(&mut self.here, folder));
        self.chosen.clear();
    }
}

/// The height of a row.
const ROW: f32 = 32.0;

/// A path lies in an allowed place, without ways out of it.
fn allowed(roots: &[PathBuf], path: &Path) -> bool {
    let leaves = path.components().any(|part| part == std::path::Component::ParentDir);
    !leaves && roots.iter().any(|root| path.starts_with(root))
}

/// One line, and the folder to be entered: a folder that is clicked is entered, a file is chosen.
fn entry_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    entry: &Entry,
    wish: &PickWish,
    chosen: &mut Vec<PathBuf>,
) -> (Response, Option<PathBuf>) {
    let mut enter = None;
    let picked = chosen.contains(&entry.path);
    let drawn = ui.horizontal(|ui| {
        ui.set_height(ROW);
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
        row
    });
    (drawn.inner, enter)
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
