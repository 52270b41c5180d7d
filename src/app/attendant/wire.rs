//! What a confined process and its attendant say to each other: one byte of kind, four of length, and the rest; the answer
//! likewise, with an open device beside it where one was asked for.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IoSlice, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::AsFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recvmsg, sendmsg,
};
use zeroize::Zeroizing;

use super::Stage;
use crate::base::id::GenerationId;

/// The longest message: more than any page that is printed.
const LONGEST_BYTES: u32 = 64 << 20;

const PRINT: u8 = b'P';
const TOKEN: u8 = b'T';
const CHOOSER: u8 = b'c';
const VAULT: u8 = b'v';
const NEW: u8 = b'n';
const PRACTICE: u8 = b'p';
const RESTORING: u8 = b'r';
const BY_SHEETS: u8 = b's';

const DONE: u8 = b'd';
const NO_SPOOLER: u8 = b'0';
const REFUSED: u8 = b'r';
const DEVICE: u8 = b'f';

/// What a confined process asks for.
pub(super) enum Wish {
    /// This page on paper.
    Print { title: String, pdf: Zeroizing<Vec<u8>> },
    /// This token's device, open.
    Token(PathBuf),
    /// This stage, after the present one.
    Next(Stage),
}

/// What it is answered.
pub(super) enum Answer {
    Done,
    /// Nothing prints here; or no such device.
    NoSpooler,
    /// Why it was not done.
    Refused(String),
    Device(File),
}

/// Sends a wish.
pub(super) fn tell(line: &mut UnixStream, wish: &Wish) -> io::Result<()> {
    match wish {
        Wish::Print { title, pdf } => {
            let mut body = Zeroizing::new(Vec::with_capacity(title.len() + 1 + pdf.len()));
            body.extend_from_slice(title.as_bytes());
            body.push(0);
            body.extend_from_slice(pdf);
            send(line, PRINT, &body)
        }
        Wish::Token(device) => send(line, TOKEN, device.as_os_str().as_bytes()),
        Wish::Next(Stage::Chooser) => send(line, CHOOSER, &[]),
        Wish::Next(Stage::Vault(folder)) => send(line, VAULT, folder.as_os_str().as_bytes()),
        Wish::Next(Stage::Restoring { folder, medium, generation }) => {
            send(line, RESTORING, &restoring(folder, medium, *generation))
        }
        Wish::Next(Stage::BySheets { folder, medium }) => {
            send(line, BY_SHEETS, &[folder.as_os_str().as_bytes(), medium.as_os_str().as_bytes()].join(&0))
        }
        Wish::Next(Stage::New { folder, practice }) => {
            send(line, if *practice { PRACTICE } else { NEW }, folder.as_os_str().as_bytes())
        }
    }
}

/// The next wish; none when the line was closed.
pub(super) fn wish_from(line: &mut UnixStream) -> io::Result<Option<Wish>> {
    let mut kind = [0];
    if line.read(&mut kind)? == 0 {
        return Ok(None);
    }
    let mut body = rest_from(line)?;
    let path = |body: &[u8]| PathBuf::from(OsString::from_vec(body.to_vec()));
    let wish = match kind[0] {
        PRINT => {
            let end = body.iter().position(|byte| *byte == 0).ok_or(io::ErrorKind::InvalidData)?;
            let title = String::from_utf8_lossy(body.get(..end).unwrap_or_default()).into_owned();
            Wish::Print { title, pdf: Zeroizing::new(body.split_off(end + 1)) }
        }
        TOKEN => Wish::Token(path(&body)),
        CHOOSER => Wish::Next(Stage::Chooser),
        VAULT => Wish::Next(Stage::Vault(path(&body))),
        kind @ (NEW | PRACTICE) => Wish::Next(Stage::New { folder: path(&body), practice: kind == PRACTICE }),
        RESTORING => Wish::Next(restoring_from(&body).ok_or(io::ErrorKind::InvalidData)?),
        BY_SHEETS => Wish::Next(by_sheets_from(&body).ok_or(io::ErrorKind::InvalidData)?),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    Ok(Some(wish))
}

/// Vault, medium, and the backup's id or nothing, with a zero byte between two.
fn restoring(folder: &Path, medium: &Path, generation: Option<GenerationId>) -> Vec<u8> {
    let generation = generation.map(|generation| generation.to_string()).unwrap_or_default();
    let parts = [folder.as_os_str().as_bytes(), medium.as_os_str().as_bytes(), generation.as_bytes()];
    parts.join(&0)
}

fn restoring_from(body: &[u8]) -> Option<Stage> {
    let path = |part: &[u8]| PathBuf::from(OsString::from_vec(part.to_vec()));
    let mut parts = body.split(|byte| *byte == 0);
    let (folder, medium, generation) = (path(parts.next()?), path(parts.next()?), parts.next()?);
    let generation = match generation {
        [] => None,
        id => Some(std::str::from_utf8(id).ok()?.parse().ok()?),
    };
    parts.next().is_none().then_some(Stage::Restoring { folder, medium, generation })
}

/// Where the vault is to be, and the medium, with a zero byte between the two.
fn by_sheets_from(body: &[u8]) -> Option<Stage> {
    let path = |part: &[u8]| PathBuf::from(OsString::from_vec(part.to_vec()));
    let mut parts = body.split(|byte| *byte == 0);
    let (folder, medium) = (path(parts.next()?), path(parts.next()?));
    parts.next().is_none().then_some(Stage::BySheets { folder, medium })
}

/// Sends an answer.
pub(super) fn answer(line: &mut UnixStream, answer: Answer) -> io::Result<()> {
    match answer {
        Answer::Done => send(line, DONE, &[]),
        Answer::NoSpooler => send(line, NO_SPOOLER, &[]),
        Answer::Refused(said) => send(line, REFUSED, said.as_bytes()),
        Answer::Device(file) => send_device(line, &file),
    }
}

/// The answer to the wish that was just sent.
pub(super) fn answer_from(line: &mut UnixStream) -> io::Result<Answer> {
    let (kind, device) = kind_and_device(line)?;
    let body = rest_from(line)?;
    match (kind, device) {
        (DONE, _) => Ok(Answer::Done),
        (NO_SPOOLER, _) => Ok(Answer::NoSpooler),
        (REFUSED, _) => Ok(Answer::Refused(String::from_utf8_lossy(&body).into_owned())),
        (DEVICE, Some(file)) => Ok(Answer::Device(file)),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

fn send(line: &mut UnixStream, kind: u8, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len()).ok().filter(|length| *length <= LONGEST_BYTES);
    let length = length.ok_or(io::ErrorKind::InvalidInput)?;
    line.write_all(&[kind])?;
    line.write_all(&length.to_be_bytes())?;
    line.write_all(body)
}

fn rest_from(line: &mut UnixStream) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut length = [0; 4];
    line.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length);
    if length > LONGEST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut body = Zeroizing::new(vec![0; length as usize]);
    line.read_exact(&mut body)?;
    Ok(body)
}

/// A device travels beside its answer's first byte (unix(7), `SCM_RIGHTS`).
fn send_device(line: &mut UnixStream, file: &File) -> io::Result<()> {
    let mut room = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut beside = SendAncillaryBuffer::new(&mut room);
    let files = [file.as_fd()];
    if !beside.push(SendAncillaryMessage::ScmRights(&files)) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    sendmsg(&*line, &[IoSlice::new(&[DEVICE])], &mut beside, SendFlags::NOSIGNAL)?;
    line.write_all(&0_u32.to_be_bytes())
}

fn kind_and_device(line: &UnixStream) -> io::Result<(u8, Option<File>)> {
    let mut kind = [0];
    let mut room = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut beside = RecvAncillaryBuffer::new(&mut room);
    let read = recvmsg(line, &mut [IoSliceMut::new(&mut kind)], &mut beside, RecvFlags::CMSG_CLOEXEC)?;
    if read.bytes == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let mut files = beside.drain().filter_map(|message| match message {
        RecvAncillaryMessage::ScmRights(files) => Some(files),
        _ => None,
    });
    let file = files.next().and_then(|mut files| files.next()).map(File::from);
    Ok((kind[0], file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, SeekFrom};

    #[test]
    fn wishes_and_answers_arrive_as_they_were_sent() {
        let (mut inside, mut outside) = UnixStream::pair().unwrap();
        let pdf = Zeroizing::new(b"%PDF-\0 with zeros \0".to_vec());
        tell(&mut inside, &Wish::Print { title: "Strongroom".to_owned(), pdf: pdf.clone() }).unwrap();
        let Some(Wish::Print { title, pdf: got }) = wish_from(&mut outside).unwrap() else { panic!() };
        assert_eq!((title.as_str(), &got), ("Strongroom", &pdf));
        for stage in [
            Stage::Chooser,
            Stage::Vault("/v/ăț".into()),
            Stage::Restoring { folder: "/v/ăț".into(), medium: "/media/a b".into(), generation: None },
            Stage::Restoring {
                folder: "/v".into(),
                medium: "/m".into(),
                generation: Some(GenerationId::from_bytes([7; 16])),
            },
            Stage::BySheets { folder: "/v/ăț".into(), medium: "/media/a b".into() },
            Stage::New { folder: "/n".into(), practice: true },
            Stage::New { folder: "/n".into(), practice: false },
        ] {
            tell(&mut inside, &Wish::Next(stage.clone())).unwrap();
            assert!(matches!(wish_from(&mut outside).unwrap(), Some(Wish::Next(got)) if got == stage));
        }
        answer(&mut outside, Answer::Refused("no paper".to_owned())).unwrap();
        assert!(matches!(answer_from(&mut inside).unwrap(), Answer::Refused(said) if said == "no paper"));
        drop(inside);
        assert!(wish_from(&mut outside).unwrap().is_none());
    }

    #[test]
    fn an_open_device_travels() {
        let (mut inside, mut outside) = UnixStream::pair().unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"device").unwrap();
        answer(&mut outside, Answer::Device(file)).unwrap();
        answer(&mut outside, Answer::Done).unwrap();
        let Answer::Device(mut file) = answer_from(&mut inside).unwrap() else { panic!() };
        file.seek(SeekFrom::Start(0)).unwrap();
        let mut read = String::new();
        file.read_to_string(&mut read).unwrap();
        assert_eq!(read, "device");
        assert!(matches!(answer_from(&mut inside).unwrap(), Answer::Done));
    }

    #[test]
    fn what_is_no_wish_is_an_error() {
        let (mut inside, mut outside) = UnixStream::pair().unwrap();
        inside.write_all(b"X\0\0\0\0").unwrap();
        assert!(wish_from(&mut outside).is_err());
        inside.write_all(b"T\xff\xff\xff\xff").unwrap();
        assert!(wish_from(&mut outside).is_err());
    }
}
