//! The register of media: where each lies, who holds it, when it was written and verified, and whether it is still in use.

use eframe::egui::{Id, ScrollArea, Ui};

use super::edit::Edit;
use super::words::{ago, of_register};
use crate::app::request::{BackupWish, Request};
use crate::app::snapshot::{MediaFace, MediumFace};
use crate::base::id::MediumId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::people::{Asking, Loaded};
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::{Screen, beside};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, Icon, panes, text};

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Media {
    register: Loaded<MediaFace>,
    table: TableState,
    chosen: Option<MediumId>,
    /// Taking the chosen one out of use is being asked about.
    confirming: bool,
    edit: Option<Edit>,
    asking: Asking,
}

impl Screen for Media {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.register.keep_of(cx, || Request::Backup(BackupWish::Register), of_register);
        if self.asking.hear(cx).is_some() {
            self.confirming = false;
        }
        if self.edit.as_mut().is_some_and(|edit| edit.hear(cx)) {
            self.edit = None;
        }
        panes::page_head(ui, cx.theme, cx.t("media-title"), cx.t("media-line"), |_| {});
        let Some(face) = self.register.face() else {
            self.register.missing_ui(ui, cx);
            return asked;
        };
        if face.media.is_empty() {
            let (title, words) = (cx.t("media-none"), cx.t("media-none-about"));
            let go = panes::empty(ui, cx.theme, Icon::Stick, title, words, Some(cx.t("media-enrol-one")));
            return asked.or(go.then_some(Action::Go(Route::Backup)));
        }
        self.chosen = self.chosen.or(face.media.first().map(|first| first.medium));
        let (list, details) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, &face));
        let chosen = face.media.iter().find(|one| Some(one.medium) == self.chosen);
        let action = beside::card(ui, cx.theme, details, |ui| {
            let area = ScrollArea::vertical().auto_shrink(false);
            area.show(ui, |ui| chosen.and_then(|one| self.details_ui(ui, cx, one, &face))).inner
        });
        asked.or(action)
    }

    fn manual_page(&self) -> &'static str {
        "media"
    }
}

fn list_id() -> Id {
    Id::unique("media-list")
}

impl Media {
    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &MediaFace) {
        let columns = [
            Column::new(cx.t("media-label"), Width::Share(1.3)),
            Column::new(cx.t("media-set"), Width::Points(64.0)),
            Column::new(cx.t("media-place"), Width::Share(1.0)),
            Column::new(cx.t("media-holder"), Width::Share(1.0)),
            Column::new(cx.t("media-written"), Width::Points(112.0)),
            Column::new(cx.t("media-verified"), Width::Points(112.0)),
        ];
        let rows = face.media.len() as u64;
        let table = Table { id: list_id(), label: cx.t("media-title"), columns: &columns, rows };
        let chosen = self.chosen;
        let at = |place: u64| face.media.get(usize::try_from(place).ok()?);
        let touched = table.ui(ui, cx, &mut self.table, |place| Some(drawn(cx, at(place)?, chosen)));
        let mut moved = touched.clicked.map(|(place, _)| place);
        if ui.memory(eframe::egui::Memory::focused) == Some(list_id()) {
            let here = face.media.iter().position(|one| Some(one.medium) == chosen);
            let here = here.and_then(|place| u64::try_from(place).ok());
            if let Some(place) = table::moved(ui, &self.table, here, rows) {
                self.table.reveal(place);
                moved = Some(place);
            }
        }
        if let Some(one) = moved.and_then(at) {
            self.chosen = Some(one.medium);
        }
    }

    fn details_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, one: &MediumFace, face: &MediaFace) -> Option<Action> {
        text::heading(ui, cx.theme, &one.wish.label);
        let (word, tone) = state(cx, one, face);
        panes::chip(ui, cx.theme, tone, word);
        ui.add_space(space::MEDIUM);
        let date = |at: Option<_>| at.map(|at| cx.texts.date_and_time(at));
        let never = || cx.t("media-never").to_owned();
        for (key, value) in [
            ("media-set", one.wish.set.clone()),
            ("media-place", one.wish.place.clone()),
            ("media-holder", one.wish.holder.clone()),
            ("media-enrolled", cx.texts.date(one.enrolled)),
            ("media-written", date(one.last_written).unwrap_or_else(never)),
            ("media-verified", date(one.last_verified).unwrap_or_else(never)),
            ("media-drilled", date(one.last_drilled).unwrap_or_else(never)),
            ("medium-writes", cx.texts.count(one.writes)),
            ("media-failures", cx.texts.count(one.failures)),
            ("medium-device", one.model.clone()),
            ("medium-serial", one.serial.clone()),
        ] {
            let value = if value.is_empty() { cx.t("medium-unsaid").to_owned() } else { value };
            text::fact(ui, cx.theme, cx.t(key), |ui| {
                text::text(ui, Face::Body, cx.theme.text, value);
            });
        }
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::MEDIUM);
        if Button::secondary(cx.t("media-edit")).ui(ui, cx.theme) {
            self.edit = Some(Edit::of(one));
        }
        let edited = self.edit_ui(ui, cx);
        if edited.is_some() {
            return edited;
        }
        ui.add_space(space::SMALL);
        if one.retired.is_some() {
            text::small(ui, cx.theme, cx.t("media-retired-about"));
            let back = Button::secondary(cx.t("media-use-again")).enabled(!self.asking.is_busy());
            return back.ui(ui, cx.theme).then(|| self.retire(cx, one, false));
        }
        let retire = Button::secondary(cx.t("media-retire")).enabled(!self.asking.is_busy());
        self.confirming |= retire.ui(ui, cx.theme);
        self.confirm_ui(ui, cx, one)
    }

    fn edit_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let (action, over) = self.edit.as_mut()?.ui(ui, cx);
        if over {
            self.edit = None;
        }
        action
    }

    fn confirm_ui(&mut self, ui: &Ui, cx: &Cx<'_>, one: &MediumFace) -> Option<Action> {
        if !self.confirming {
            return None;
        }
        let named = [("medium", one.wish.label.as_str().into())];
        let title = cx.with("media-retire-title", &named);
        let dialog = Dialog::new("media-retire", &title, cx.t("media-retire-go"), cx.t("people-cancel"));
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t("media-retire-text"));
        });
        self.confirming = answered.is_none();
        (answered == Some(Answered::Yes)).then(|| self.retire(cx, one, true))
    }

    fn retire(&mut self, cx: &Cx<'_>, one: &MediumFace, retired: bool) -> Action {
        let wish = BackupWish::Retire { medium: one.medium, retired };
        self.asking.ask_for(cx, Request::Backup(wish))
    }
}

/// Whether it is in use.
fn state<'a>(cx: &Cx<'a>, one: &MediumFace, face: &MediaFace) -> (&'a str, Tone) {
    if one.retired.is_some() {
        (cx.t("media-retired"), Tone::Plain)
    } else if one.failures > 0 {
        (cx.t("media-failed-once"), Tone::Danger)
    } else if face.set_due.as_ref() == Some(&one.wish.set) {
        (cx.t("backup-its-turn"), Tone::Accent)
    } else {
        (cx.t("media-in-use"), Tone::Good)
    }
}

fn drawn(cx: &Cx<'_>, one: &MediumFace, chosen: Option<MediumId>) -> Row {
    let wish = &one.wish;
    let written = ago(cx, one.last_written);
    let verified = if one.is_damaged {
        Cell::Chips(vec![(cx.t("verify-is-damaged").to_owned(), Tone::Danger)])
    } else {
        Cell::muted(ago(cx, one.last_verified))
    };
    let label = format!("{}, {}, {}, {written}", wish.label, wish.place, wish.holder);
    let label = if one.is_damaged { format!("{label}, {}", cx.t("verify-is-damaged")) } else { label };
    let label = if one.retired.is_some() { format!("{label}, {}", cx.t("media-retired")) } else { label };
    let name = match one.retired {
        Some(_) => Cell::Muted(format!("{} · {}", wish.label, cx.t("media-retired"))),
        None => Cell::Text(wish.label.clone()),
    };
    let cells = vec![
        name,
        Cell::muted(wish.set.clone()),
        Cell::muted(wish.place.clone()),
        Cell::muted(wish.holder.clone()),
        Cell::muted(written),
        verified,
    ];
    Row { cells, label, chosen: chosen == Some(one.medium) }
}
