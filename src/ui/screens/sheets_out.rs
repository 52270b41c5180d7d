//! Recovery sheets that leave: each printed, or saved at a place of its own, and each ticked before it goes on. What the
//! wizard and the replacing of a set share; where they go on to is theirs.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::app::request::{Request, RequestId};
use crate::texts::Language;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// One sheet: what was asked for it and what came of it.
#[derive(Default)]
struct Sheet {
    picking: Option<PickId>,
    asked: Option<RequestId>,
    /// Where it is being saved; none while it is being printed.
    to: Option<PathBuf>,
    /// It was printed, or saved in this folder.
    out: Option<Option<PathBuf>>,
    /// The chosen folder holds another sheet.
    same_place: bool,
    ticked: bool,
}

/// The width of the buttons of a sheet.
const SHEET_BUTTON: f32 = 126.0;

/// How each sheet is asked for.
pub(crate) struct Issue {
    pub(crate) save: fn(u8, PathBuf, Language) -> Request,
    pub(crate) print: fn(u8, Language) -> Request,
}

/// How far each sheet is.
#[derive(Default)]
pub(crate) struct SheetsOut {
    sheets: Vec<Sheet>,
}

impl SheetsOut {
    /// Whether every sheet is kept.
    pub(crate) fn all(&self) -> bool {
        !self.sheets.is_empty() && self.sheets.iter().all(|sheet| sheet.ticked)
    }

    /// Draws `count` sheets.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, count: u8, issue: &Issue) -> Option<Action> {
        self.sheets.resize_with(usize::from(count), Sheet::default);
        let mut action = self.follow(cx, issue);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            for number in 1..=count {
                action = self.sheet_ui(ui, cx, number, issue).or(action.take());
            }
        });
        action
    }

    /// Takes what was chosen and what came of printing and saving.
    fn follow(&mut self, cx: &Cx<'_>, issue: &Issue) -> Option<Action> {
        for place in 0..self.sheets.len() {
            if let Some(action) = self.chosen(cx, place, issue) {
                return Some(action);
            }
            let Some(sheet) = self.sheets.get_mut(place) else { continue };
            if let Some(Ok(_)) = cx.answer(sheet.asked) {
                sheet.asked = None;
                sheet.out = Some(sheet.to.take());
            }
        }
        None
    }

    fn chosen(&mut self, cx: &Cx<'_>, place: usize, issue: &Issue) -> Option<Action> {
        let path = cx.picked(self.sheets.get(place)?.picking)?.first().cloned();
        let taken = path.as_ref().is_some_and(|path| self.holds_another(place, path));
        let sheet = self.sheets.get_mut(place)?;
        sheet.picking = None;
        sheet.same_place = taken;
        let path = path.filter(|_| !taken)?;
        let number = u8::try_from(place + 1).ok()?;
        let (id, action) = cx.ask((issue.save)(number, path.clone(), cx.texts.language()));
        sheet.asked = Some(id);
        sheet.to = path.parent().map(Path::to_owned);
        Some(action)
    }

    /// Two sheets in one folder are lost and stolen together.
    fn holds_another(&self, place: usize, path: &Path) -> bool {
        let folder = path.parent();
        self.sheets.iter().enumerate().any(|(other, sheet)| {
            other != place && sheet.out.as_ref().is_some_and(|out| out.is_some() && out.as_deref() == folder)
        })
    }

    fn sheet_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, number: u8, issue: &Issue) -> Option<Action> {
        let sheet = self.sheets.get_mut(usize::from(number) - 1)?;
        let waiting = cx.waiting(sheet.asked);
        let name = cx.with("wizard-sheet", &[("number", u32::from(number).into())]);
        let mut action = None;
        ui.horizontal(|ui| {
            ui.set_min_height(space::CONTROL);
            if sheet.out.is_some() {
                let label = cx.with("wizard-sheet-tick", &[("number", u32::from(number).into())]);
                choose::tick(ui, cx.theme, &mut sheet.ticked, &label);
            } else {
                Icon::FileText.ui(ui, cx.theme.accent);
                text::line(ui, Face::Strong, cx.theme.text, &name);
            }
            state_ui(ui, cx, sheet, waiting);
            panes::buttons(ui, |ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let label = cx.with("wizard-sheet-save", &[("number", u32::from(number).into())]);
                // Digits are not equally wide; the buttons below each other are.
                let wide = SHEET_BUTTON;
                if Button::secondary(&label).icon(Icon::Save).width(wide).enabled(!waiting).ui(ui, cx.theme) {
                    let wish = PickWish::Save(format!("{name}.pdf"));
                    let (id, pick) = cx.pick(wish);
                    sheet.picking = Some(id);
                    action = Some(pick);
                }
                let label = cx.with("wizard-sheet-print", &[("number", u32::from(number).into())]);
                if Button::secondary(&label)
                    .icon(Icon::Printer)
                    .width(wide)
                    .enabled(!waiting)
                    .ui(ui, cx.theme)
                {
                    let (id, print) = cx.ask((issue.print)(number, cx.texts.language()));
                    sheet.asked = Some(id);
                    sheet.to = None;
                    action = Some(print);
                }
            });
        });
        if let Some(Err(problem)) = cx.answer(sheet.asked) {
            let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
            text::small_tone(ui, cx.theme, Tone::Danger, words);
        }
        if sheet.same_place {
            text::small_tone(ui, cx.theme, Tone::Danger, cx.t("wizard-sheet-same-place"));
        }
        action
    }
}

fn state_ui(ui: &mut Ui, cx: &Cx<'_>, sheet: &Sheet, waiting: bool) {
    match &sheet.out {
        _ if waiting => _ = panes::chip(ui, cx.theme, Tone::Accent, cx.t("wizard-sheet-working")),
        None => _ = panes::chip(ui, cx.theme, Tone::Warning, cx.t("wizard-sheet-missing")),
        Some(None) => _ = panes::chip(ui, cx.theme, Tone::Good, cx.t("wizard-sheet-printed")),
        Some(Some(_)) => _ = panes::chip(ui, cx.theme, Tone::Good, cx.t("wizard-sheet-saved")),
    }
}

/// The fingerprint of the founding statement, to be compared with the sheets for as long as the vault lives.
pub(crate) fn fingerprint_ui(ui: &mut Ui, cx: &Cx<'_>, words: &[String]) {
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::strong(ui, cx.theme, cx.t("wizard-fingerprint"));
        text::code(ui, cx.theme, words.join(" "));
        text::small(ui, cx.theme, cx.t("wizard-fingerprint-about"));
    });
    ui.add_space(space::TINY);
}
