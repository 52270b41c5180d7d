//! The attendant: the process that stands beside a confined one, and does for it what it may not do any more. It prints,
//! opens a token's device, and starts the next stage when one has ended. It holds no key and is handed none; a PDF that is
//! to be printed passes through it.
//!
//! The two talk over a pair of local sockets that was made before confinement. A window's attendant is its parent
//! ([`attend`]); a command's is a child that ends with it ([`begin_spooling`]). Without an attendant, in tests of the
//! library, the process does these things itself.

mod stages;
mod wire;

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{self, Scope};

use zeroize::Zeroizing;

use crate::keys::token::hidraw;
use crate::paper::{self, PrintError, Spooled};

pub use stages::{Stage, attend, run_command};
use wire::{Answer, Wish};

/// The way to this process's attendant.
static LINE: OnceLock<Mutex<UnixStream>> = OnceLock::new();

/// The hidden flag of a process that only prints.
pub const SPOOLER_FLAG: &str = "--spooler";

/// In a stage: standard input is the line to the attendant. With it this process ends.
pub fn be_attended() -> io::Result<()> {
    rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::TERM))?;
    keep(UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?));
    Ok(())
}

/// For a command that may print: starts a process of this program that does nothing else, and ends with this one.
pub fn begin_spooling() -> io::Result<()> {
    let (ours, theirs) = UnixStream::pair()?;
    let mut spooler = Command::new(std::env::current_exe()?);
    spooler.arg(SPOOLER_FLAG).stdin(Stdio::from(OwnedFd::from(theirs))).stdout(Stdio::null());
    // It ends by itself when the line is closed, and nobody waits for it.
    drop(spooler.spawn()?);
    keep(ours);
    Ok(())
}

/// What a process does that only prints: serves the line on its standard input until it is closed.
pub fn spool() -> io::Result<()> {
    let mut line = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    thread::scope(|scope| {
        while let Some(wish) = wire::wish_from(&mut line)? {
            serve(scope, &mut line, wish)?;
        }
        Ok(())
    })
}

fn keep(line: UnixStream) {
    // A process has one attendant all its life; a second line is closed again.
    drop(LINE.set(Mutex::new(line)));
}

/// Sends a PDF to the system's default printer. `title` names the job in the queue: nothing secret.
pub(super) fn print(pdf: &[u8], title: &str) -> Result<(), PrintError> {
    let Some(answer) = ask(&Wish::Print { title: title.to_owned(), pdf: Zeroizing::new(pdf.to_vec()) })
    else {
        return paper::print(pdf, title).map(Spooled::forget);
    };
    match answer? {
        Answer::Done => Ok(()),
        Answer::NoSpooler => Err(PrintError::NoSpooler),
        Answer::Refused(said) => Err(PrintError::Refused(said)),
        Answer::Device(_) => Err(PrintError::Io(io::ErrorKind::InvalidData.into())),
    }
}

/// Opens a token's device file.
pub(super) fn open_token(device: &Path) -> io::Result<hidraw::HidRaw> {
    match ask(&Wish::Token(device.to_owned())) {
        None => hidraw::HidRaw::open(device),
        Some(Ok(Answer::Device(file))) => Ok(hidraw::HidRaw::from(file)),
        Some(Ok(_)) => Err(io::ErrorKind::PermissionDenied.into()),
        Some(Err(error)) => Err(error),
    }
}

/// Says what is to come after this stage. Nothing more is asked afterwards.
pub fn go_on_with(stage: &Stage) {
    if let Some(Err(error)) = ask(&Wish::Next(stage.clone())) {
        log::warn!("the next stage cannot be started: {error}");
    }
}

/// The attendant's answer; none where there is no attendant.
fn ask(wish: &Wish) -> Option<io::Result<Answer>> {
    let mut line = LINE.get()?.lock().unwrap_or_else(PoisonError::into_inner);
    Some(wire::tell(&mut line, wish).and_then(|()| wire::answer_from(&mut line)))
}

/// Does what is wished for, but for the next stage, which only [`attend`] starts. What was printed is followed to the paper
/// in a thread of `scope`: nobody who locks waits for a printer.
fn serve<'s>(scope: &'s Scope<'s, '_>, line: &mut UnixStream, wish: Wish) -> io::Result<()> {
    let answer = match wish {
        Wish::Print { title, pdf } => match paper::print(&pdf, &title) {
            Ok(spooled) => {
                scope.spawn(move || spooled.forget());
                Answer::Done
            }
            Err(PrintError::NoSpooler) => Answer::NoSpooler,
            Err(error) => Answer::Refused(error.to_string()),
        },
        Wish::Token(device) => token(&device).map_or(Answer::NoSpooler, Answer::Device),
        Wish::Next(_) => Answer::Done,
    };
    wire::answer(line, answer)
}

/// A device, if it is a token's by what it says of itself; nothing else is ever opened for a confined process.
fn token(device: &Path) -> Option<File> {
    let tokens: Vec<PathBuf> = hidraw::tokens(Path::new("/"));
    let known = tokens.iter().find(|token| *token == device)?;
    File::options().read(true).write(true).open(known).ok()
}
