//! Results on standard output, messages and progress on standard error.
//!
//! The only place of the house that prints. A pipe that was closed ends the printing, not the act.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use serde::Serialize;

use crate::app::acts::Job;
use crate::app::problem::Problem;
use crate::app::technician::{self, Message, Place};
use crate::base::job::{CancelFlag, Progress, Watch};
use crate::base::speed::Speed;
use crate::texts::{Texts, Value};

/// Progress is drawn at most this often.
const PROGRESS_EVERY: Duration = Duration::from_millis(200);

/// Where a command prints.
pub(crate) struct Output {
    texts: Texts,
    json: bool,
    verbose: bool,
    stop: CancelFlag,
}

impl Output {
    pub(super) fn new(texts: Texts, json: bool, verbose: bool) -> Self {
        Self { texts, json, verbose, stop: CancelFlag::default() }
    }

    /// Stops the work of the command at its next step.
    pub(super) fn stop(&self) -> CancelFlag {
        self.stop.clone()
    }

    /// The texts of messages.
    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The result: one JSON document, or the lines for people.
    pub(super) fn result<T: Serialize>(&self, document: &T, lines: impl FnOnce(&Texts) -> Vec<String>) {
        let mut out = io::stdout().lock();
        let written = if self.json {
            serde_json::to_writer_pretty(&mut out, document)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        } else {
            lines(&self.texts).iter().try_for_each(|line| writeln!(out, "{line}"))
        };
        // Whoever closed the pipe has read enough.
        drop(written.and_then(|()| out.flush()));
    }

    /// A message.
    pub(super) fn say(&self, key: &str, named: &[(&str, Value<'_>)]) {
        self.line(&self.texts.with(key, named));
    }

    /// A message for those who asked for more.
    pub(super) fn say_more(&self, key: &str, named: &[(&str, Value<'_>)]) {
        if self.verbose {
            self.say(key, named);
        }
    }

    /// A line that is no text of ours: a path, a reason in the system's words.
    pub(super) fn line(&self, line: &str) {
        drop(writeln!(io::stderr().lock(), "{line}"));
    }

    /// What happened and what to do next; the exit code.
    pub(super) fn problem(&self, problem: &Problem) -> u8 {
        let key = problem.kind.key();
        technician::note(&Message::Problem(problem.kind));
        self.line(&self.texts.problem(key, &problem.details));
        self.line(&self.texts.problem_next(key, &problem.details));
        problem.kind.exit_code()
    }

    /// One problem of many, on one line.
    pub(super) fn failed(&self, what: &str, problem: &Problem) {
        self.line(&format!("{what}: {}", self.texts.problem(problem.kind.key(), &problem.details)));
    }

    /// A watch that draws progress on a terminal.
    pub(super) fn watch(&self) -> Watch<'_> {
        let shown = io::stderr().is_terminal();
        let (began, mut speed) = (Instant::now(), Speed::default());
        let mut last: Option<Instant> = None;
        Watch::new(self.stop(), move |progress| {
            let now = Instant::now();
            if shown && last.is_none_or(|last| now.duration_since(last) >= PROGRESS_EVERY) {
                last = Some(now);
                speed.note(now.duration_since(began), progress.done_bytes);
                self.draw(progress, &speed);
            }
        })
    }

    /// Runs a job, and shows how far it is meanwhile.
    pub(super) fn run<T>(&self, job: Job<T>) -> Result<T, Problem> {
        let done = job.run(&mut self.watch());
        self.progress_over();
        done
    }

    /// Takes the line of progress away.
    pub(super) fn progress_over(&self) {
        if io::stderr().is_terminal() {
            drop(write!(io::stderr().lock(), "\r\x1b[K"));
        }
    }

    fn draw(&self, progress: &Progress, speed: &Speed) {
        let steps = match progress.total {
            Some(total) => format!("{} / {}", self.texts.count(progress.done), self.texts.count(total)),
            None => self.texts.count(progress.done),
        };
        let size = match progress.done_bytes {
            0 => String::new(),
            bytes => format!("  {}", self.texts.size(bytes)),
        };
        let pace = match (speed.bytes_per_second(), progress.total_bytes) {
            (Some(bytes), Some(total)) if bytes > 0 => {
                let left = total.saturating_sub(progress.done_bytes).div_ceil(bytes);
                format!("  {}/s  {}", self.texts.size(bytes), self.texts.countdown(left))
            }
            _ => String::new(),
        };
        drop(write!(io::stderr().lock(), "\r\x1b[K{steps}{size}{pace}"));
    }
}

/// An error that ends the program.
pub(super) fn complain(error: &dyn std::error::Error) {
    drop(writeln!(io::stderr().lock(), "strongroom: {error}"));
}

/// Where warnings go: our own words to standard error, their place to the technicians' log. What other crates say is
/// dropped, for nobody can know what is in it.
struct Warnings;

impl log::Log for Warnings {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata())
            && let Some(place) = Place::of_warning(record.module_path_static(), record.line())
        {
            technician::note(&Message::Warned(place));
            drop(writeln!(io::stderr().lock(), "strongroom: {}", record.args()));
        }
    }

    fn flush(&self) {}
}

/// From now on warnings go to standard error and the technicians' log, and a fault of the program says its place and
/// nothing of what it was working on.
pub(super) fn log_warnings() {
    static WARNINGS: Warnings = Warnings;
    // A second call finds the first one's logger in place.
    drop(log::set_logger(&WARNINGS));
    log::set_max_level(log::LevelFilter::Warn);
    technician::open();
    std::panic::set_hook(Box::new(|fault| {
        if let Some(place) = fault.location().map(Place::of_panic) {
            drop(writeln!(io::stderr().lock(), "strongroom: a fault of the program, {place}"));
            technician::note(&Message::Panicked(place));
        }
    }));
}
