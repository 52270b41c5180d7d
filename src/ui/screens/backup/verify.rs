//! Verifying what lies on a medium that is plugged in: its backups, how much of one is read, and what was found.
//!
//! It takes no key: every file is compared with the signed list of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Id, Ui};

use super::medium;
use super::words::ago;
use crate::app::event::Answer;
use crate::app::request::{BackupWish, Request, RequestId};
use crate::app::snapshot::{Extent, GenerationFace, MediumSeen, ShelfFace, VerifiedFace};
use crate::base::id::GenerationId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::model::JobKind;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::job::Work;
use crate::ui::screens::people::Loaded;
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::{Screen, beside};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, progress, text};

/// Of a sample, one volume of so many is read.
const SAMPLE_EVERY: usize = 5;

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Verify {
    /// The medium whose backups are shown, by where it is mounted.
    of: Option<PathBuf>,
    shelf: Loaded<ShelfFace>,
    table: TableState,
    chosen: Option<GenerationId>,
    sample: bool,
    work: Work,
    /// Whether work that was begun before was looked for.
    looked: bool,
    found: Option<Arc<VerifiedFace>>,
}

/// Media that can be verified: those of this vault.
fn ours<'a>(cx: &Cx<'a>) -> Vec<&'a MediumSeen> {
    let seen = cx.model.plugged.as_deref().unwrap_or_default();
    seen.iter().filter(|one| one.medium.is_some()).collect()
}

impl Verify {
    fn hear(&mut self, cx: &Cx<'_>) {
        if !std::mem::replace(&mut self.looked, true) {
            self.work.follow(cx.model.newest_job(JobKind::BackupVerify));
        }
        if let Some(Answer::BackupVerified(found)) = self.work.hear(cx) {
            self.found = Some(Arc::clone(found));
        }
    }

    /// Keeps to one medium, and asks what lies on it.
    fn keep(&mut self, cx: &Cx<'_>, ours: &[&MediumSeen]) -> Option<Action> {
        let here = ours.iter().find(|one| Some(&one.mount) == self.of.as_ref()).or(ours.first())?;
        if self.of.as_ref() != Some(&here.mount) {
            self.of = Some(here.mount.clone());
            self.shelf.forget();
            self.chosen = None;
        }
        let take = |answer: &Answer| match answer {
            Answer::OnMedium(shelf) => Some(Arc::clone(shelf)),
            _ => None,
        };
        let mount = here.mount.clone();
        self.shelf.keep_of(cx, || Request::Backup(BackupWish::Shelf { mount }), take)
    }

    fn start(&mut self, cx: &Cx<'_>, mount: &Path, generation: GenerationId) -> Action {
        self.found = None;
        // Another one each time: a sample that always read the same would never see the rest.
        let from = usize::try_from(cx.now.unix_millis().unsigned_abs() / 1000).unwrap_or(0) % SAMPLE_EVERY;
        let extent = if self.sample { Extent::Sample { every: SAMPLE_EVERY, from } } else { Extent::All };
        let wish = BackupWish::Verify { mount: mount.to_owned(), generation: Some(generation), extent };
        self.work.begin(cx, Request::Backup(wish))
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, shelf: &ShelfFace) {
        let columns = [
            Column::new(cx.t("verify-made"), Width::Share(1.0)),
            Column::new(cx.t("verify-kind"), Width::Points(120.0)),
            Column::new(cx.t("verify-size"), Width::Points(96.0)).right(),
            Column::new(cx.t("verify-verified"), Width::Points(150.0)),
        ];
        let rows = shelf.generations.len() as u64;
        let table = Table { id: list_id(), label: cx.t("verify-list"), columns: &columns, rows };
        let chosen = self.chosen;
        let at = |place: u64| shelf.generations.get(usize::try_from(place).ok()?);
        let touched = table.ui(ui, cx, &mut self.table, |place| Some(drawn(cx, at(place)?, chosen)));
        let mut moved = touched.clicked.map(|(place, _)| place);
        if ui.memory(eframe::egui::Memory::focused) == Some(list_id()) {
            let here = shelf.generations.iter().position(|one| Some(one.generation) == chosen);
            let here = here.and_then(|place| u64::try_from(place).ok());
            if let Some(place) = table::moved(ui, &self.table, here, rows) {
                self.table.reveal(place);
                moved = Some(place);
            }
        }
        if let Some(one) = moved.and_then(at) {
            self.chosen = Some(one.generation);
        }
    }

    /// Beside the list: the medium, how much is read, the work, and what was found.
    fn beside_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        ours: &[&MediumSeen],
        shelf: &ShelfFace,
    ) -> Option<Action> {
        let here = ours.iter().copied().find(|one| Some(&one.mount) == self.of.as_ref())?;
        self.media_ui(ui, cx, ours, here);
        let stop = (cx.t("verify-stop"), cx.t("verify-stop-keeps"));
        if let Some(wish) = self.work.narrow_ui(ui, cx, cx.t("verify-going-on"), stop) {
            return wish;
        }
        self.ended_ui(ui, cx);
        for (file, why) in &shelf.refused {
            let named = [("file", file.as_str().into()), ("why", cx.wrong(why).into())];
            panes::notice(ui, cx.theme, Tone::Danger, &cx.with("verify-not-believed", &named), None);
        }
        let one = shelf.generations.iter().find(|one| Some(one.generation) == self.chosen)?;
        text::text(ui, Face::Strong, cx.theme.text, cx.texts.date_and_time(one.made));
        text::muted(
            ui,
            cx.theme,
            cx.t(if one.full { "verify-full-about" } else { "verify-increment-about" }),
        );
        ui.add_space(space::SMALL);
        text::text(ui, Face::Label, cx.theme.muted, cx.t("verify-how-much"));
        let extents = [cx.t("verify-all"), cx.t("verify-sample")];
        if let Some(place) = choose::words(ui, cx.theme, &extents, usize::from(self.sample)) {
            self.sample = place == 1;
        }
        text::small(ui, cx.theme, cx.t(if self.sample { "verify-sample-about" } else { "verify-all-about" }));
        ui.add_space(space::MEDIUM);
        let go = Button::primary(cx.t("verify-go")).icon(Icon::ShieldCheck).ui(ui, cx.theme);
        go.then(|| self.start(cx, &here.mount, one.generation))
    }

    fn media_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, ours: &[&MediumSeen], here: &MediumSeen) {
        if ours.len() > 1 {
            let names: Vec<&str> = ours.iter().map(|one| one.label.as_str()).collect();
            let place = ours.iter().position(|one| one.mount == here.mount).unwrap_or(0);
            let other = choose::words(ui, cx.theme, &names, place).and_then(|place| ours.get(place));
            if let Some(other) = other.filter(|_| !self.work.is_going_on()) {
                self.of = Some(other.mount.clone());
                self.shelf.forget();
                (self.chosen, self.found) = (None, None);
                self.work.forget_problem();
            }
        }
        medium::head_ui(ui, cx, here);
        ui.add_space(space::MEDIUM);
    }

    fn ended_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let ended = self.work.ended_ui(ui, cx, cx.t("verify-stopped"));
        if let Some(found) = self.found.as_ref().filter(|_| !ended) {
            found_ui(ui, cx, found);
        } else if !ended {
            return;
        }
        ui.add_space(space::MEDIUM);
    }
}

fn list_id() -> Id {
    Id::unique("verify-list")
}

/// What verifying found.
fn found_ui(ui: &mut Ui, cx: &Cx<'_>, found: &VerifiedFace) {
    let named = [("size", cx.texts.size(found.bytes).into()), ("files", found.files.into())];
    if !found.uncached {
        panes::notice(ui, cx.theme, Tone::Warning, cx.t("backup-cached"), None);
    }
    if found.damage.is_empty() {
        let key = if found.whole { "verify-whole" } else { "verify-sample-whole" };
        panes::notice(ui, cx.theme, Tone::Good, &cx.with(key, &named), None);
        return;
    }
    let count = [("count", found.damage.len().into())];
    panes::notice(ui, cx.theme, Tone::Danger, &cx.with("verify-damaged", &count), None);
    for (file, what) in &found.damage {
        text::code(ui, cx.theme, file);
        text::small(ui, cx.theme, cx.wrong(what));
    }
    text::body(ui, cx.theme, cx.t("verify-damaged-do"));
}

fn drawn(cx: &Cx<'_>, one: &GenerationFace, chosen: Option<GenerationId>) -> Row {
    let made = cx.texts.date_and_time(one.made);
    let kind = cx.t(if one.full { "verify-full" } else { "verify-increment" });
    let (state, tone) = match one.verified {
        _ if one.is_damaged() => (cx.t("verify-is-damaged").to_owned(), Tone::Danger),
        Some(at) => (ago(cx, Some(at)), Tone::Good),
        None => (cx.t("media-never").to_owned(), Tone::Warning),
    };
    let size = cx.texts.size(one.bytes);
    let label = format!("{made}, {kind}, {size}, {state}");
    let cells =
        vec![Cell::Text(made), Cell::muted(kind), Cell::muted(size), Cell::Chips(vec![(state, tone)])];
    Row { cells, label, chosen: chosen == Some(one.generation) }
}

impl Screen for Verify {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        panes::page_head(ui, cx.theme, cx.t("verify-title"), cx.t("verify-line"), |_| {});
        let ours = ours(cx);
        if ours.is_empty() {
            if cx.model.plugged.is_none() {
                progress::waiting(ui, cx.theme, cx.t("backup-looking"));
                return None;
            }
            let (title, words) = (cx.t("verify-none"), cx.t("verify-none-about"));
            let again =
                panes::empty(ui, cx.theme, Icon::Stick, title, words, Some(cx.t("backup-look-again")));
            return again.then(|| cx.ask(Request::Backup(BackupWish::LookAgain)).1);
        }
        let asked = self.keep(cx, &ours);
        let Some(shelf) = self.shelf.face() else {
            self.shelf.missing_ui(ui, cx);
            return asked;
        };
        self.chosen = self.chosen.or(shelf.generations.first().map(|newest| newest.generation));
        let (list, details) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| {
            if shelf.generations.is_empty() {
                let (title, words) = (cx.t("verify-empty"), cx.t("verify-empty-about"));
                panes::empty(ui, cx.theme, Icon::HardDrives, title, words, None);
            } else {
                self.list_ui(ui, cx, &shelf);
            }
        });
        let action = beside::card(ui, cx.theme, details, |ui| {
            beside::scrolled(ui, |ui| self.beside_ui(ui, cx, &ours, &shelf))
        });
        asked.or(action)
    }

    fn job(&self) -> Option<RequestId> {
        self.work.id()
    }

    fn manual_page(&self) -> &'static str {
        "verifying-backups"
    }
}
