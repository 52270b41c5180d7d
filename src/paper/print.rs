//! The way to the printer: the PDF goes through a pipe to the system's spooler, never through a file.
//!
//! `lp` and `lpr` both read standard input. Which printer is the default is the system's business.

use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// Neither `lp` nor `lpr` is installed.
    #[error("no printing system is installed")]
    NoSpooler,
    /// The spooler has no printer, or refused: what it said.
    #[error("the printing system refused: {0}")]
    Refused(String),
    /// The spooler could not be run or fed.
    #[error("the printing system cannot be reached: {0}")]
    Io(#[from] io::Error),
}

/// A program that takes a job on its standard input, and how it is told the job's name.
const SPOOLERS: [(&str, &str); 2] = [("lp", "-t"), ("lpr", "-T")];

/// What a spooler said is kept to one line of this many characters.
const SAID_CHARS: usize = 200;

/// Sends a PDF to the system's default printer. `title` names the job in the queue: nothing secret.
///
/// Returns when the spooler has taken the job, not when it is on paper.
pub fn print(pdf: &[u8], title: &str) -> Result<(), PrintError> {
    print_with(&SPOOLERS, pdf, title)
}

fn print_with(spoolers: &[(&str, &str)], pdf: &[u8], title: &str) -> Result<(), PrintError> {
    for (program, title_flag) in spoolers {
        match feed(Command::new(program).arg(title_flag).arg(title), pdf) {
            Err(PrintError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
            sent => return sent,
        }
    }
    Err(PrintError::NoSpooler)
}

fn feed(spooler: &mut Command, pdf: &[u8]) -> Result<(), PrintError> {
    let mut running = spooler.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let fed = running.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(pdf));
    let ended = running.wait_with_output()?;
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        let line = said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("no reason given");
        return Err(PrintError::Refused(line.chars().take(SAID_CHARS).collect()));
    }
    // A spooler that did not want all of it and still said yes would have printed a piece.
    Ok(fed?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn spooler(folder: &Path, script: &str) -> String {
        let path = folder.join("lp");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        path.to_str().unwrap().to_owned()
    }

    #[test]
    fn the_whole_page_reaches_the_spooler_with_its_title() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let program = spooler(folder.path(), &format!("echo \"$1 $2\" >{0}; cat >>{0}", out.display()));
        let pdf = vec![b'x'; 200_000];
        print_with(&[("/nowhere/lp", "-t"), (&program, "-t")], &pdf, "Strongroom").unwrap();
        let got = std::fs::read(out).unwrap();
        assert!(got.starts_with(b"-t Strongroom\n"));
        assert_eq!(got.len(), 14 + pdf.len());
    }

    #[test]
    fn a_refusal_is_told_in_the_spoolers_words() {
        let folder = tempfile::tempdir().unwrap();
        let program =
            spooler(folder.path(), "echo 'lp: Error - no default destination available.' >&2; exit 1");
        let refused = print_with(&[(&program, "-t")], &vec![0; 200_000], "x");
        assert!(matches!(refused, Err(PrintError::Refused(said)) if said.contains("no default destination")));
    }

    #[test]
    fn no_spooler_is_its_own_error() {
        assert!(matches!(print_with(&[("/nowhere/lp", "-t")], b"x", "x"), Err(PrintError::NoSpooler)));
    }
}
