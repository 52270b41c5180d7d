//! Choosing files and folders: one wrapper in front of the desktop's own dialog and of the picker inside the window.
//!
//! The desktop's dialog serves the chooser and the wizard; once a vault is open the window's own picker does, limited
//! to the allowed places, and says so. Screens wish for a choice with [`super::cx::Cx::pick`] and read it from
//! [`super::cx::Cx::picked`].

/// Tells one choice from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PickId(pub(crate) u64);

/// What is to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PickWish {
    /// Files, one or more.
    Files,
    /// Files with one of these endings, one or more.
    FilesEnding(&'static [&'static str]),
    /// Files and whole folders.
    FilesAndFolders,
    /// One folder.
    Folder,
    /// Where to write a file of this name.
    Save(String),
}
