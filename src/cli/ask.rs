//! What a person is asked on the terminal, and passwords from files. Passwords are never echoed.

use std::fs::File;
use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::path::Path;
use std::process::{Command, Stdio};

use zeroize::Zeroizing;

use crate::app::problem::{Problem, ProblemKind};
use crate::crypto::secret::Password;

/// The most bytes that are read of a password file's first line.
const PASSWORD_BYTES: usize = 1024;

/// The most bytes that are read of a file with a recovery sheet's words.
const SHEET_BYTES: usize = 4096;

/// Whether there is someone to ask.
pub(super) fn someone_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line. The question goes to standard error, so that standard output stays clean.
pub(super) fn ask_line(question: &str) -> Result<String, Problem> {
    let mut prompt = io::stderr().lock();
    write!(prompt, "{question}: ").and_then(|()| prompt.flush()).map_err(|error| no_terminal(&error))?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).map_err(|error| no_terminal(&error))?;
    Ok(line.trim().to_owned())
}

/// Asks for a password, without echo.
pub(super) fn ask_password(question: &str) -> Result<Password, Problem> {
    let mut prompt = io::stderr().lock();
    write!(prompt, "{question}: ").and_then(|()| prompt.flush()).map_err(|error| no_terminal(&error))?;
    let line = {
        let _quiet = Quiet::begin().map_err(|error| no_terminal(&error))?;
        unbuffered_stdin().and_then(|mut stdin| first_line(&mut stdin))
    };
    writeln!(prompt).map_err(|error| no_terminal(&error))?;
    line.map(Password::from_text).map_err(|error| no_terminal(&error))
}

/// Asks for the words of a recovery sheet, which are shown as they are typed: 32 of them are not typed blind.
pub(super) fn ask_sheet(question: &str) -> Result<Zeroizing<String>, Problem> {
    let mut prompt = io::stderr().lock();
    write!(prompt, "{question}: ").and_then(|()| prompt.flush()).map_err(|error| no_terminal(&error))?;
    unbuffered_stdin().and_then(|mut stdin| first_line(&mut stdin)).map_err(|error| no_terminal(&error))
}

/// The words of a recovery sheet from a file, on one line or on many.
pub(super) fn sheet_from(path: &Path) -> Result<Zeroizing<String>, Problem> {
    let unreadable = |error: io::Error| {
        Problem::new(ProblemKind::CannotRead).with("path", path.display()).with("why", error)
    };
    let mut text = Zeroizing::new(String::with_capacity(SHEET_BYTES));
    let file = File::open(path).map_err(unreadable)?;
    file.take(SHEET_BYTES as u64).read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// The code of a recovery sheet from a picture of it.
pub(super) fn sheet_from_picture(path: &Path) -> Result<Zeroizing<String>, Problem> {
    crate::app::recovery::text_of_picture(path)
}

/// The first line of a file; `-` is standard input.
pub(super) fn password_from(path: &Path) -> Result<Password, Problem> {
    let line = if path == Path::new("-") {
        unbuffered_stdin().and_then(|mut stdin| first_line(&mut stdin))
    } else {
        File::open(path).and_then(|mut file| first_line(&mut file))
    };
    line.map(Password::from_text).map_err(|error| {
        Problem::new(ProblemKind::CannotRead).with("path", path.display()).with("why", error)
    })
}

/// Standard input without the library's buffer, which would keep what was typed.
fn unbuffered_stdin() -> io::Result<File> {
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

/// Reads up to the end of the line byte by byte, into one buffer that never grows and leaves no copy behind.
fn first_line(from: &mut impl Read) -> io::Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(PASSWORD_BYTES));
    let mut byte = Zeroizing::new([0]);
    while from.read(&mut *byte)? == 1 && byte[0] != b'\n' {
        if bytes.len() == PASSWORD_BYTES {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the line is too long for a password"));
        }
        bytes.push(byte[0]);
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|_not_text| io::Error::new(io::ErrorKind::InvalidData, "the password is not UTF-8 text"))?;
    Ok(Zeroizing::new(text.to_owned()))
}

fn no_terminal(error: &io::Error) -> Problem {
    Problem::new(ProblemKind::CannotRead).with("path", "terminal").with("why", error)
}

/// While it lives, the terminal does not show what is typed. Set by `stty` (POSIX), which takes the terminal from us
/// as its standard input.
struct Quiet {
    before: String,
}

impl Quiet {
    fn begin() -> io::Result<Self> {
        let before = stty(&["-g"])?;
        stty(&["-echo"])?;
        Ok(Self { before: before.trim().to_owned() })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // A terminal that is gone cannot be set back, and need not be.
        drop(stty(&[&self.before]));
    }
}

fn stty(arguments: &[&str]) -> io::Result<String> {
    let done = Command::new("stty").args(arguments).stdin(Stdio::inherit()).output()?;
    if done.status.success() {
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    } else {
        Err(io::Error::other("the terminal cannot be told not to show what is typed"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Option<String> {
        first_line(&mut &bytes[..]).ok().map(|line| line.to_string())
    }

    #[test]
    fn the_first_line_is_the_password() {
        assert_eq!(read(b"caf\xc3\xa9 by the sea\nnot this"), Some("café by the sea".to_owned()));
        assert_eq!(read(b"windows line\r\n"), Some("windows line".to_owned()));
        assert_eq!(read(b"no end"), Some("no end".to_owned()));
        assert_eq!(read(b""), Some(String::new()));
        assert_eq!(read(&[b'x'; 2000]), None);
        assert_eq!(read(b"\xff\xfe\n"), None);
    }
}
