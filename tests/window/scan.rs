//! Looks for secrets in everything that a process can reach, as root would who reads its memory or its core dump.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use memchr::memmem::Finder;

use crate::planted::Secret;

/// How much is read at a time.
const PIECE: usize = 4 << 20;

/// What of a piece is looked at again with the next, so that nothing hides at the seam.
const OVERLAP: usize = 1 << 10;

/// How often each secret was found, and where.
#[derive(Debug, Default)]
pub(crate) struct Found(BTreeMap<&'static str, Vec<String>>);

impl Found {
    pub(crate) fn count(&self, name: &str) -> usize {
        self.0.get(name).map_or(0, Vec::len)
    }

    /// Holds that none of the named was found.
    pub(crate) fn require_none(&self, when: &str, names: impl IntoIterator<Item = &'static str>) {
        let seen: Vec<_> = names.into_iter().filter_map(|name| self.0.get_key_value(name)).collect();
        assert!(seen.is_empty(), "{when}: {seen:#?}");
    }

    pub(crate) fn look(&mut self, secrets: &[Secret], bytes: &[u8], place: impl Fn(usize) -> String) {
        for secret in secrets {
            for form in &secret.forms {
                let places = self.0.entry(secret.name).or_default();
                places.extend(Finder::new(form).find_iter(bytes).map(&place));
            }
        }
        self.0.retain(|_, places| !places.is_empty());
    }
}

/// The processes that run this program.
pub(crate) fn running(program: &str) -> Vec<u32> {
    let numbers =
        fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    numbers
        .filter(|id| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == Path::new(program)))
        .collect()
}

/// Whether the process is a stage of the window, which has keys and texts; the other one stands beside it and has none.
pub(crate) fn is_stage(process: u32) -> bool {
    fs::read(format!("/proc/{process}/cmdline"))
        .is_ok_and(|line| Finder::new("--attended").find(&line).is_some())
}

/// Whether the process has a file open whose path holds `part`.
pub(crate) fn has_open(process: u32, part: &str) -> bool {
    let Ok(open) = fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    open.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
        .any(|path| path.to_string_lossy().contains(part))
}

/// Reads every mapping of the process that could hold anything of its own: not the files that it has mapped to be read
/// alone, its libraries for the most part, which [`core`] reads too. Takes root.
pub(crate) fn memory(process: u32, secrets: &[Secret]) -> Found {
    let memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let (mut found, mut read) = (Found::default(), 0);
    let mut piece = vec![0; PIECE];
    for line in maps.lines() {
        let mut words = line.split_ascii_whitespace();
        let Some((from, to)) = words.next().and_then(|range| range.split_once('-')) else { continue };
        let is_written = words.next().is_some_and(|rights| rights.contains('w'));
        if !is_written && words.next_back().is_some_and(|file| file.starts_with('/')) {
            continue;
        }
        let (mut at, end) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        while at < end {
            let wanted = usize::try_from(end - at).unwrap().min(PIECE);
            // Pages for secrets and the kernel's own are refused.
            let Ok(got @ 1..) = memory.read_at(&mut piece[..wanted], at) else { break };
            found.look(secrets, &piece[..got], |place| told(line, at, &piece[..got], place));
            read += got;
            at += u64::try_from(if got > OVERLAP && at + (got as u64) < end { got - OVERLAP } else { got })
                .unwrap();
        }
    }
    assert!(read > 1 << 20, "no more than {read} bytes of the process could be read");
    found
}

/// Has a debugger write a core of the process, everything in it, and looks there.
pub(crate) fn core(process: u32, folder: &Path, secrets: &[Secret]) -> Found {
    let stem = folder.join("core");
    let mut command = Command::new("gcore");
    command.arg("-a").arg("-o").arg(&stem).arg(process.to_string());
    let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let done = done.expect("gcore is needed: apt-get install gdb");
    assert!(done.success(), "gcore could not read the process");
    let path = folder.join(format!("core.{process}"));
    let mut file = BufReader::with_capacity(PIECE, File::open(&path).unwrap());
    let (mut found, mut piece, mut at) = (Found::default(), Vec::new(), 0);
    while !file.fill_buf().unwrap().is_empty() {
        let kept = piece.len().min(OVERLAP);
        piece.drain(..piece.len() - kept);
        at += file.by_ref().take(PIECE as u64).read_to_end(&mut piece).unwrap();
        found.look(secrets, &piece, |place| told("core", at as u64, &piece, place));
    }
    assert!(at > 10 << 20, "the core has no more than {at} bytes");
    fs::remove_file(path).unwrap();
    found
}

/// Where something was found, and what lies around it.
fn told(mapping: &str, base: u64, bytes: &[u8], place: usize) -> String {
    let around = &bytes[place.saturating_sub(48)..bytes.len().min(place + 112)];
    format!("{mapping} at {:x}: {}", base + place as u64, around.escape_ascii())
}
