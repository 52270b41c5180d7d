//! What the window remembers from one run to the next: language, look, and which vaults were open. Nothing of a
//! vault's content, and nothing that matters if it is lost: a file that cannot be read or written is passed over.

use std::path::{Path, PathBuf};

use crate::base::fs;
use crate::base::person::settings_folder;
use crate::texts::Language;

/// How many vaults are remembered.
const RECENT: usize = 5;

/// Light, dark, or as the desktop says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// As the desktop says; light if it says nothing.
    #[default]
    System,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
}

impl Look {
    /// Every look.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The look's short name, in the file and in keys of texts (`look-<key>`).
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    pub(crate) language: Language,
    pub(crate) look: Look,
    /// The folders of vaults that were open, newest first.
    pub(crate) recent: Vec<PathBuf>,
    /// Where this is kept; nowhere in tests.
    file: Option<PathBuf>,
}

impl Preferences {
    /// What the person's own settings folder remembers.
    pub fn of_person() -> Self {
        let Some(file) = settings_folder().map(|folder| folder.join("window")) else {
            return Self { language: Language::of_machine(), ..Self::default() };
        };
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        Self { file: Some(file), ..Self::parse(&text) }
    }

    /// Nothing remembered but a language: for tests.
    pub fn speaking(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// The newest vault that was open and is still there.
    pub fn last_vault(&self) -> Option<&Path> {
        self.recent.first().map(PathBuf::as_path).filter(|folder| folder.join("header.cbor").exists())
    }

    /// A vault is opened: it comes first from now on.
    pub(crate) fn opened(&mut self, vault: &Path) {
        self.recent.retain(|other| other != vault);
        self.recent.insert(0, vault.to_owned());
        self.recent.truncate(RECENT);
        self.save();
    }

    /// Writes the file, if there is one.
    pub(crate) fn save(&self) {
        let Some(file) = &self.file else { return };
        let written = file
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| fs::write_atomically(file, self.to_text().as_bytes()));
        if let Err(error) = written {
            log::info!("the window's preferences were not written: {error}");
        }
    }

    fn parse(text: &str) -> Self {
        let mut read = Self { language: Language::of_machine(), ..Self::default() };
        for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
            match name {
                "language" => read.language = Language::from_code(value).unwrap_or(read.language),
                "look" => read.look = Look::ALL.into_iter().find(|l| l.key() == value).unwrap_or_default(),
                "vault" if read.recent.len() < RECENT => read.recent.push(PathBuf::from(value)),
                _ => {}
            }
        }
        read
    }

    fn to_text(&self) -> String {
        let mut text = format!("language={}\nlook={}\n", self.language.code(), self.look.key());
        // A folder whose name has a line break in it is not remembered.
        for vault in self.recent.iter().filter_map(|vault| vault.to_str()).filter(|v| !v.contains('\n')) {
            text.push_str("vault=");
            text.push_str(vault);
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut kept = Preferences::speaking(Language::Romanian);
        kept.look = Look::Dark;
        kept.opened(Path::new("/vaults/a"));
        kept.opened(Path::new("/vaults/b"));
        kept.opened(Path::new("/vaults/a"));
        let read = Preferences::parse(&kept.to_text());
        assert_eq!(read, kept);
        assert_eq!(read.recent, [Path::new("/vaults/a"), Path::new("/vaults/b")]);
    }

    #[test]
    fn strange_files_are_passed_over() {
        let read = Preferences::parse("look=loud\nvault\n=\nnothing=1\n");
        assert_eq!((read.look, read.recent.len()), (Look::System, 0));
    }
}
