//! A plain list of events, for scripts and spreadsheets: one file, without proofs. Written under another name until it is
//! whole.

use super::line::EventLine;
use crate::base::fs::{PRIVATE_FILE, sync_folder, temporary_beside};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListForm {
    /// JSON Lines: an object on each line.
    JsonLines,
    /// CSV, safe to open with a spreadsheet.
    Csv,
}

/// A list that is being written.
pub struct ListFile {
    to: PathBuf,
    form: ListForm,
    file: Option<BufWriter<File>>,
    events: u64,
}

impl ListFile {
    /// Begins a list that is to be `to`, which must not be there.
    pub fn begin(to: &Path, form: ListForm) -> io::Result<Self> {
        if to.try_exists()? {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        let options =
            OpenOptions::new().write(true).create(true).truncate(true).mode(PRIVATE_FILE).to_owned();
        let mut file = BufWriter::with_capacity(1 << 16, options.open(temporary_beside(to))?);
        if form == ListForm::Csv {
            file.write_all(EventLine::head().as_bytes())?;
        }
        Ok(Self { to: to.to_owned(), form, file: Some(file), events: 0 })
    }

    /// Writes the next event.
    pub fn put(&mut self, line: &EventLine) -> io::Result<()> {
        let text = match self.form {
            ListForm::JsonLines => line.json(),
            ListForm::Csv => line.row(),
        };
        self.events += 1;
        self.file.as_mut().map_or(Ok(()), |file| file.write_all(text.as_bytes()))
    }

    /// Ends the list: it is durable, and has its name. How many events are in it.
    pub fn finish(mut self) -> io::Result<u64> {
        if let Some(file) = self.file.take() {
            let done =
                file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
            let named = done.and_then(|()| std::fs::rename(temporary_beside(&self.to), &self.to));
            if let Err(error) = named {
                drop(std::fs::remove_file(temporary_beside(&self.to)));
                return Err(error);
            }
            let parent = self.to.parent().filter(|parent| !parent.as_os_str().is_empty());
            sync_folder(parent.unwrap_or(Path::new(".")))?;
        }
        Ok(self.events)
    }
}

impl Drop for ListFile {
    /// What was not finished goes.
    fn drop(&mut self) {
        if self.file.take().is_some() {
            drop(std::fs::remove_file(temporary_beside(&self.to)));
        }
    }
}
