//! Recovery sheets, typed word by word or read from a picture of their code: what every screen shares that takes sheets.
//! What is typed is masked and wiped. What the sheets then do is the screen's.

use eframe::egui::{Id, Key, Ui};
use zeroize::Zeroizing;

use crate::app::event::Answer;
use crate::app::problem::Problem;
use crate::app::request::{Request, RequestId};
use crate::app::sheet_entry::{Offered, SheetEntry, Sheets, TypedSheet};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Icon, SecretField, panes, progress, text};

/// What a picture of a sheet's code may be.
const PICTURES: &[&str] = &["png", "jpg", "jpeg"];

/// The sheets, and what is typed of the next one.
#[derive(Default)]
pub(super) struct SheetForm {
    entry: SheetEntry,
    word: SecretField,
    sheets: Sheets,
    /// What was wrong with the last word or sheet.
    told: Option<Told>,
    picking: Option<PickId>,
    reading: Option<RequestId>,
    focused: bool,
    /// One sheet is enough.
    one: bool,
}

/// What is said of what was typed last.
enum Told {
    NotAWord,
    Refused(Problem),
}

impl SheetForm {
    /// For a single sheet.
    pub(super) fn of_one() -> Self {
        Self { one: true, ..Self::default() }
    }

    /// Whether anything was typed.
    pub(super) fn is_begun(&self) -> bool {
        !self.sheets.is_empty() || !self.entry.is_empty()
    }

    /// Whether enough sheets are together.
    pub(super) fn is_done(&self) -> bool {
        self.missing() == 0
    }

    fn missing(&self) -> usize {
        if self.one { usize::from(self.sheets.is_empty()) } else { self.sheets.missing() }
    }

    /// The words of the sheets, each for itself.
    pub(super) fn words(&self) -> Vec<Zeroizing<String>> {
        self.sheets.words()
    }

    /// Draws the sheets that are together and the word that is asked for.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let action = self.hear(cx);
        self.held_ui(ui, cx);
        if let Some(Told::Refused(problem)) = &self.told {
            let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
            panes::notice(ui, cx.theme, Tone::Danger, &words, None);
        }
        if self.reading.is_some() {
            progress::waiting(ui, cx.theme, cx.t("recover-reading"));
        } else {
            self.word_ui(ui, cx);
        }
        action
    }

    /// Draws what can be done beside typing.
    pub(super) fn buttons_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let typed = !self.entry.is_empty();
        if Button::secondary(cx.t("recover-word-before")).enabled(typed).ui(ui, cx.theme) {
            self.entry.back();
        }
        if Button::secondary(cx.t("recover-sheet-again")).enabled(typed).ui(ui, cx.theme) {
            self.entry = SheetEntry::default();
            self.told = None;
        }
        let free = self.reading.is_none() && self.picking.is_none();
        let picture = Button::secondary(cx.t("recover-picture")).icon(Icon::FileText).enabled(free);
        picture.ui(ui, cx.theme).then(|| {
            let (id, action) = cx.pick(PickWish::FileEnding(PICTURES));
            self.picking = Some(id);
            action
        })
    }

    /// Takes in which picture was chosen, and what was read from it.
    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        if cx.lost(self.reading) {
            self.reading = None;
        }
        if let Some(answer) = cx.answer(self.reading) {
            self.reading = None;
            match answer {
                Ok(Answer::SheetRead(read)) => drop(read.take().map(|sheet| self.add(sheet))),
                Ok(_) => {}
                Err(problem) => self.told = Some(Told::Refused(problem.clone())),
            }
        }
        let path = cx.picked(self.picking)?.first().cloned();
        self.picking = None;
        let (id, action) = cx.ask(Request::ReadSheet { path: path? });
        self.reading = Some(id);
        self.told = None;
        Some(action)
    }

    fn add(&mut self, sheet: TypedSheet) {
        self.entry = SheetEntry::default();
        self.told = self.sheets.add(sheet).err().map(|error| Told::Refused(error.into()));
    }

    /// The sheets that are together, and how many are missing.
    fn held_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        if self.one {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for number in self.sheets.numbers() {
                let words = cx.with("recover-sheet", &[("number", u32::from(number).into())]);
                panes::chip(ui, cx.theme, Tone::Good, &words);
            }
            text::small(ui, cx.theme, cx.with("recover-missing", &[("count", self.missing().into())]));
        });
    }

    /// One word at a time: a space or Enter takes it.
    fn word_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (place, of) = (self.entry.place(), SheetEntry::of());
        let label = cx.with("recover-word", &[("place", place.into()), ("words", of.into())]);
        let error = matches!(self.told, Some(Told::NotAWord)).then(|| cx.t("recover-not-a-word").to_owned());
        let field =
            Field::new(&label).id(Id::unique("recover-word")).note(cx.t("recover-word-note")).error(error);
        let response = self.word.ui(ui, cx.theme, field, cx.t("caps-lock"));
        keys::focus_first(&mut self.focused, &response);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.changed() && !self.word.ends_with_space() {
            self.told = None;
        }
        if !self.word.is_empty() && (entered || self.word.ends_with_space()) {
            self.take();
            response.request_focus();
            ui.ctx().request_repaint();
        }
        ui.add_space(space::TINY);
        progress::bar(ui, cx.theme, &label, Some(self.entry.share()));
    }

    fn take(&mut self) {
        let offered = self.entry.offer(&self.word.password());
        self.word.wipe();
        match offered {
            Offered::Taken => self.told = None,
            Offered::NotAWord => self.told = Some(Told::NotAWord),
            Offered::Wrong(error) => self.told = Some(Told::Refused(error.into())),
            Offered::Whole(sheet) => self.add(*sheet),
        }
    }
}
