//! What lies in a folder, read by a thread of its own: a slow stick must not stop the window.

use std::path::{Path, PathBuf};

use crossbeam_channel::Receiver;
use eframe::egui::Context;

/// The most entries that are shown.
const MOST: usize = 5_000;

/// One file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) folder: bool,
    pub(super) size_bytes: u64,
}

/// A folder that is being read, or was.
pub(super) struct Folder {
    answer: Receiver<Result<Vec<Entry>, String>>,
    read: Option<Result<Vec<Entry>, String>>,
}

impl Folder {
    /// Begins to read.
    pub(super) fn read(path: &Path, ctx: &Context) -> Self {
        let (done, answer) = crossbeam_channel::bounded(1);
        let (path, ctx) = (path.to_owned(), ctx.clone());
        std::thread::spawn(move || {
            // A picker that was closed needs no answer.
            drop(done.send(entries(&path).map_err(|error| error.to_string())));
            ctx.request_repaint();
        });
        Self { answer, read: None }
    }

    /// What lies in it, once it is read, or why it could not be.
    pub(super) fn entries(&mut self) -> Option<&Result<Vec<Entry>, String>> {
        if self.read.is_none() {
            self.read = self.answer.try_recv().ok();
        }
        self.read.as_ref()
    }
}

fn entries(path: &Path) -> std::io::Result<Vec<Entry>> {
    let mut found: Vec<Entry> = std::fs::read_dir(path)?
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let meta = std::fs::metadata(entry.path()).ok()?;
            (!name.starts_with('.')).then(|| Entry {
                path: entry.path(),
                name,
                folder: meta.is_dir(),
                size_bytes: meta.len(),
            })
        })
        .take(MOST)
        .collect();
    found.sort_by_cached_key(|entry| (!entry.folder, entry.name.to_lowercase()));
    Ok(found)
}
