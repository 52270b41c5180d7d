//! Choosing files and folders: one wrapper in front of the desktop's own dialog and of the picker inside the window.
//!
//! The desktop's dialog serves the chooser; a process that is confined to a vault has the window's own picker, limited to
//! the places it reaches, and it says so. Screens wish for a choice with
//! [`super::cx::Cx::pick`] and read it from [`super::cx::Cx::picked`].

mod desktop;
mod folder;
mod inside;
mod walking;

use std::path::PathBuf;

use eframe::egui::{Context, Ui};

use crate::app::confinement::Reach;
use crate::texts::Texts;

use super::cx::Cx;
use super::model::Model;
use desktop::Desktop;
use inside::Inside;

/// Tells one choice from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PickId(pub(crate) u64);

/// What is to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PickWish {
    /// Files, one or more.
    Files,
    /// One file with one of these endings.
    FileEnding(&'static [&'static str]),
    /// One folder.
    Folder,
    /// Where to write a file of this name.
    Save(String),
}

impl PickWish {
    /// The key of the title of the dialog.
    pub(super) const fn title_key(&self) -> &'static str {
        match self {
            Self::Files => "picker-title-files",
            Self::FileEnding(_) => "picker-title-file",
            Self::Folder => "picker-title-folder",
            Self::Save(_) => "picker-title-save",
        }
    }

    /// Whether a folder answers it.
    pub(super) const fn takes_folders(&self) -> bool {
        matches!(self, Self::Folder)
    }

    /// Whether files answer it.
    pub(super) const fn takes_files(&self) -> bool {
        !matches!(self, Self::Folder | Self::Save(_))
    }

    /// Whether more than one may be chosen.
    pub(super) const fn takes_many(&self) -> bool {
        matches!(self, Self::Files)
    }

    /// Whether a file of this name fits.
    pub(super) fn fits(&self, name: &str) -> bool {
        match self {
            Self::FileEnding(endings) => {
                let name = name.to_lowercase();
                endings.iter().any(|ending| name.ends_with(&format!(".{ending}")))
            }
            _ => true,
        }
    }
}

/// Where the window's own picker may look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Places {
    /// The folders it may enter, with everything below them.
    roots: Vec<PathBuf>,
    /// The desktop's dialog may be used.
    desktop: bool,
}

impl Places {
    /// Everywhere in a process that is not confined, and the desktop's dialog; else where it reaches.
    pub(super) fn of(reach: Option<&Reach>) -> Self {
        let Some(reach) = reach else {
            let home = std::env::home_dir();
            return Self { roots: home.into_iter().chain([PathBuf::from("/")]).collect(), desktop: true };
        };
        Self { roots: reach.roots.clone(), desktop: false }
    }
}

/// A choice that is open, or none.
pub(crate) struct Picker {
    open: Option<(PickId, Open)>,
    places: Places,
    /// The desktop's dialogs may be tried at all.
    desktop: bool,
}

enum Open {
    Desktop(Desktop),
    Inside(Box<Inside>),
}

impl Picker {
    /// No choice is open. `desktop` is false in tests.
    pub(super) fn new(desktop: bool, places: Places) -> Self {
        Self { open: None, places, desktop }
    }

    /// A choice is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a choice; one that was open is given up.
    pub(super) fn open(&mut self, id: PickId, wish: PickWish, texts: &Texts, ctx: &Context) {
        let desktop = self.desktop && self.places.desktop && Desktop::is_there();
        let open = if desktop {
            Open::Desktop(Desktop::open(wish, texts, ctx))
        } else {
            Open::Inside(Box::new(Inside::open(wish, &self.places, self.places.desktop, ctx)))
        };
        self.open = Some((id, open));
    }

    /// Gives up what is open.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes what the desktop's dialog answered.
    pub(super) fn logic(&mut self, ctx: &Context, model: &mut Model) {
        let Some((id, Open::Desktop(dialog))) = &self.open else { return };
        let id = *id;
        match dialog.answer() {
            None => {}
            Some(desktop::Answer::Chosen(paths)) => {
                model.choose(id, paths);
                self.open = None;
            }
            Some(desktop::Answer::NoDialog(wish)) => {
                // It closed before anyone could have: there is none on this desktop.
                self.open = Some((id, Open::Inside(Box::new(Inside::open(wish, &self.places, true, ctx)))));
            }
        }
    }

    /// Draws the window's own picker if it is open; returns what was chosen, nothing if it was cancelled.
    pub(super) fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<(PickId, Vec<PathBuf>)> {
        let (id, Open::Inside(inside)) = self.open.as_mut()? else { return None };
        let chosen = (*id, inside.ui(ui, cx)?);
        self.open = None;
        Some(chosen)
    }
}
