//! The way to the printer: the PDF goes through a pipe to the system's spooler, never through a file.
//!
//! `lp` and `lpr` both read standard input. Which printer is the default is the system's business.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

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

/// Programs of a printing system.
struct Spooler<'a> {
    /// Takes a job on its standard input.
    submit: &'a str,
    /// How it is told the job's name.
    title_flag: &'a str,
    /// Lists the jobs that are not on paper yet, and forgets one with its files; none where jobs have no names.
    follow: Option<(&'a str, &'a str)>,
}

const SPOOLERS: [Spooler<'_>; 2] = [
    Spooler { submit: "lp", title_flag: "-t", follow: Some(("lpstat", "cancel")) },
    Spooler { submit: "lpr", title_flag: "-T", follow: None },
];

/// What a spooler said is kept to one line of this many characters.
const SAID_CHARS: usize = 200;

/// How often, and how many times, it is asked whether a job is on paper. A printer that is slower keeps its job: it goes
/// with the spooler's own tidying.
const ASKED_EVERY: Duration = Duration::from_millis(500);
const ASKED: u32 = 120;

/// What the spooler has taken.
#[must_use = "what is printed stays in the spool until it is forgotten"]
pub struct Spooled<'a> {
    /// What lists jobs, what forgets one, and its name; none where it cannot be followed.
    job: Option<(&'a str, &'a str, String)>,
    asked_every: Duration,
}

impl Spooled<'_> {
    /// Waits until it is on paper, and has the spooler remove what it kept of it, so that nothing is left behind. What takes
    /// longer than a minute is left alone.
    pub fn forget(self) {
        if let Some((list, forget, job)) = self.job
            && is_on_paper(list, &job, self.asked_every)
        {
            clear(forget, &job);
        }
    }
}

/// Sends a PDF to the system's default printer. `title` names the job in the queue: nothing secret.
///
/// Returns when the spooler has taken the job.
pub fn print(pdf: &[u8], title: &str) -> Result<Spooled<'static>, PrintError> {
    print_with(&SPOOLERS, pdf, title, ASKED_EVERY)
}

fn print_with<'a>(
    spoolers: &[Spooler<'a>],
    pdf: &[u8],
    title: &str,
    asked_every: Duration,
) -> Result<Spooled<'a>, PrintError> {
    for spooler in spoolers {
        match feed(Command::new(spooler.submit).arg(spooler.title_flag).arg(title), pdf) {
            Err(PrintError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(said) => {
                let job = spooler.follow.zip(job_of(&said)).map(|((list, forget), job)| (list, forget, job));
                return Ok(Spooled { job, asked_every });
            }
            Err(error) => return Err(error),
        }
    }
    Err(PrintError::NoSpooler)
}

/// Gives what the spooler said of the job it took.
fn feed(spooler: &mut Command, pdf: &[u8]) -> Result<String, PrintError> {
    let mut running = spooler.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let fed = running.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(pdf));
    let ended = running.wait_with_output()?;
    if !ended.status.success() {
        let said = String::from_utf8_lossy(&ended.stderr);
        let line = said.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("no reason given");
        return Err(PrintError::Refused(line.chars().take(SAID_CHARS).collect()));
    }
    // A spooler that did not want all of it and still said yes would have printed a piece.
    fed?;
    Ok(String::from_utf8_lossy(&ended.stdout).into_owned())
}

/// The name of the job in "request id is printer-12 (0 file(s))", in whatever language `lp` says it.
fn job_of(said: &str) -> Option<String> {
    let mut words = said.split_whitespace().filter(|word| {
        let number = word.rsplit_once('-').map(|(_, number)| number);
        number.is_some_and(|number| !number.is_empty() && number.chars().all(|one| one.is_ascii_digit()))
    });
    words.next().map(str::to_owned)
}

/// Waits until a job is in no queue any more; not for ever.
fn is_on_paper(list: &str, job: &str, asked_every: Duration) -> bool {
    for _ in 0..ASKED {
        let listed = Command::new(list).arg("-o").stdin(Stdio::null()).output();
        let Some(listed) = listed.ok().filter(|listed| listed.status.success()) else { return false };
        let waits = String::from_utf8_lossy(&listed.stdout)
            .lines()
            .any(|line| line.split_whitespace().next() == Some(job));
        if !waits {
            return true;
        }
        std::thread::sleep(asked_every);
    }
    false
}

/// Has the spooler remove what it kept of a job.
fn clear(forget: &str, job: &str) {
    let gone = Command::new(forget).args(["-x", job]).stdin(Stdio::null()).output();
    if !gone.is_ok_and(|gone| gone.status.success()) {
        log::warn!("the printing system did not say that it forgot what was printed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    const AT_ONCE: Duration = Duration::ZERO;

    fn only<'a>(submit: &'a str, follow: Option<(&'a str, &'a str)>) -> Spooler<'a> {
        Spooler { submit, title_flag: "-t", follow }
    }

    fn spooler(folder: &Path, script: &str) -> String {
        program(folder, "lp", script)
    }

    fn program(folder: &Path, name: &str, script: &str) -> String {
        let path = folder.join(name);
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
        let spoolers = [only("/nowhere/lp", None), only(&program, None)];
        print_with(&spoolers, &pdf, "Strongroom", AT_ONCE).unwrap().forget();
        let got = std::fs::read(out).unwrap();
        assert!(got.starts_with(b"-t Strongroom\n"));
        assert_eq!(got.len(), 14 + pdf.len());
    }

    #[test]
    fn a_refusal_is_told_in_the_spoolers_words() {
        let folder = tempfile::tempdir().unwrap();
        let program =
            spooler(folder.path(), "echo 'lp: Error - no default destination available.' >&2; exit 1");
        let refused = print_with(&[only(&program, None)], &vec![0; 200_000], "x", AT_ONCE);
        assert!(
            matches!(refused.map(drop), Err(PrintError::Refused(said)) if said.contains("no default destination"))
        );
    }

    #[test]
    fn no_spooler_is_its_own_error() {
        let none = print_with(&[only("/nowhere/lp", None)], b"x", "x", AT_ONCE);
        assert!(matches!(none.map(drop), Err(PrintError::NoSpooler)));
    }

    #[test]
    fn nothing_is_left_in_the_spool() {
        let folder = tempfile::tempdir().unwrap();
        let spool = folder.path().join("spool");
        std::fs::create_dir(&spool).unwrap();
        let at = spool.display();
        let lp = spooler(
            folder.path(),
            &format!("cat >{at}/d00012-001; echo 'request id is room-12 (0 file(s))'"),
        );
        // In the queue for two looks; then on paper, with its file kept.
        let lpstat = program(
            folder.path(),
            "lpstat",
            &format!(
                "echo x >>{at}/../looks; [ $(wc -l <{at}/../looks) -gt 2 ] || echo 'room-12 ana 1024 Mon'"
            ),
        );
        let cancel = program(
            folder.path(),
            "cancel",
            &format!("[ \"$1 $2\" = '-x room-12' ] && [ $(wc -l <{at}/../looks) = 3 ] && rm {at}/d00012-001"),
        );
        let spoolers = [only(&lp, Some((&lpstat, &cancel)))];
        print_with(&spoolers, b"%PDF secret", "Strongroom", AT_ONCE).unwrap().forget();
        assert_eq!(std::fs::read_dir(&spool).unwrap().count(), 0);
        assert_eq!(job_of("request id is HP-Laser-7 (0 file(s))").as_deref(), Some("HP-Laser-7"));
        assert_eq!(job_of("request-id"), None);
    }

    #[test]
    fn what_is_printing_still_is_never_cancelled() {
        let folder = tempfile::tempdir().unwrap();
        let lp = spooler(folder.path(), "cat >/dev/null; echo 'request id is room-12 (0 file(s))'");
        let touched = folder.path().join("touched");
        let cancel = program(folder.path(), "cancel", &format!("touch {}", touched.display()));
        for says in ["echo 'room-12 ana 1024 Mon'", "exit 1"] {
            let lpstat = program(folder.path(), "lpstat", says);
            print_with(&[only(&lp, Some((&lpstat, &cancel)))], b"%PDF", "x", AT_ONCE).unwrap().forget();
            assert!(!touched.exists(), "{says}");
        }
    }
}
