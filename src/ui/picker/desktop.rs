//! The desktop's own dialog, in a thread of its own: it may take as long as it likes.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossbeam_channel::Receiver;
use eframe::egui::Context;

use super::PickWish;
use crate::texts::Texts;

/// A dialog that is answered faster was never seen by anyone.
const NOBODY_IS_THAT_FAST: Duration = Duration::from_millis(200);

/// A dialog that is open.
pub(super) struct Desktop {
    wish: PickWish,
    opened_at: Instant,
    answer: Receiver<Option<Vec<PathBuf>>>,
}

/// How it was answered.
pub(super) enum Answer {
    /// These; none if it was cancelled.
    Chosen(Vec<PathBuf>),
    /// This desktop has no dialog.
    NoDialog(PickWish),
}

impl Desktop {
    /// Whether there may be one: without a session bus there is none.
    pub(super) fn is_there() -> bool {
        std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
            || std::env::var_os("XDG_RUNTIME_DIR")
                .is_some_and(|folder| PathBuf::from(folder).join("bus").exists())
    }

    /// Opens it.
    pub(super) fn open(wish: PickWish, texts: &Texts, ctx: &Context) -> Self {
        let (done, answer) = crossbeam_channel::bounded(1);
        let (asked, ctx) = (wish.clone(), ctx.clone());
        let title = texts.text(wish.title_key()).to_owned();
        std::thread::spawn(move || {
            // A window that is gone needs no answer.
            drop(done.send(ask(&asked, title)));
            ctx.request_repaint();
        });
        Self { wish, opened_at: Instant::now(), answer }
    }

    /// How it was answered, if it was.
    pub(super) fn answer(&self) -> Option<Answer> {
        match self.answer.try_recv() {
            Ok(Some(paths)) => Some(Answer::Chosen(paths)),
            Ok(None) if self.opened_at.elapsed() < NOBODY_IS_THAT_FAST => {
                Some(Answer::NoDialog(self.wish.clone()))
            }
            Ok(None) | Err(crossbeam_channel::TryRecvError::Disconnected) => Some(Answer::Chosen(Vec::new())),
            Err(crossbeam_channel::TryRecvError::Empty) => None,
        }
    }
}

fn ask(wish: &PickWish, title: String) -> Option<Vec<PathBuf>> {
    let dialog = rfd::FileDialog::new().set_title(title);
    match wish {
        // The desktop's dialogs choose either files or folders; whole folders can also be dropped.
        PickWish::Files => dialog.pick_files(),
        PickWish::FileEnding(endings) => {
            dialog.add_filter(endings.join(", "), endings).pick_file().map(|file| vec![file])
        }
        PickWish::Folder => dialog.pick_folder().map(|folder| vec![folder]),
        PickWish::Save(name) => dialog.set_file_name(name).save_file().map(|file| vec![file]),
    }
}
