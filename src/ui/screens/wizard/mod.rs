//! Making a new vault, step by step: where, who, the password, what this computer can do, the making, the recovery
//! sheets. On a computer with a live network it says so before it asks for anything, and offers a practice vault.

mod computer;
mod folder;
mod making;
mod password;
mod sheets;
mod you;

pub(super) use you::login_of;

use std::path::PathBuf;

use eframe::egui::Ui;

use super::{Screen, front};
use crate::app::request::{FoundingWish, Request, RequestId};
use crate::app::snapshot::Colour;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Icon, choose, panes, text};

/// The width of the column.
const WIDTH: f32 = 600.0;

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Folder,
    You,
    Password,
    Computer,
    Making,
    Sheets,
    Done,
}

impl Step {
    const ALL: [Self; 7] =
        [Self::Folder, Self::You, Self::Password, Self::Computer, Self::Making, Self::Sheets, Self::Done];

    /// The step's short name, for keys of texts (`wizard-title-<key>`).
    const fn key(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::You => "you",
            Self::Password => "password",
            Self::Computer => "computer",
            Self::Making => "making",
            Self::Sheets => "sheets",
            Self::Done => "done",
        }
    }
}

/// What a step wants.
enum Turn {
    /// Stay, and wish for this.
    Stay(Option<Action>),
    /// Go to the next step.
    Next,
    /// Go to the step before.
    Back,
    /// Start again from the first step, with what was typed.
    Restart,
}

/// The screen.
pub(super) struct Wizard {
    practice: bool,
    /// The folder that this process was started for.
    chosen: Option<PathBuf>,
    step: Step,
    folder: folder::FolderStep,
    you: you::YouStep,
    password: password::PasswordStep,
    calibrating: Option<RequestId>,
    making: Option<RequestId>,
    sheets: sheets::SheetsStep,
}

impl Wizard {
    /// At its first step; at the second one where the folder is chosen and this process reaches no other.
    pub(super) fn new(practice: bool, chosen: Option<PathBuf>) -> Self {
        Self {
            practice,
            step: if chosen.is_some() { Step::You } else { Step::Folder },
            folder: folder::FolderStep::new(practice, chosen.as_deref()),
            chosen,
            you: you::YouStep::default(),
            password: password::PasswordStep::default(),
            calibrating: None,
            making: None,
            sheets: sheets::SheetsStep::default(),
        }
    }
}

/// The way for whoever lost a vault, and needs no new one.
fn restore_ui(ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
    choose::link(ui, cx.theme, cx.t("chooser-restore")).then_some(Action::Open(Route::FromBackup))
}

impl Screen for Wizard {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if self.step == Step::Making && self.making.is_none() {
            return Some(self.found(cx));
        }
        if matches!(self.step, Step::Making | Step::Sheets) {
            // Whoever leaves now never sees the sheets again: not by a key that is pressed by the way.
            let _stays = keys::pressed(ui, &keys::BACK);
        }
        front::column(ui, WIDTH, |ui| {
            front::head(ui, cx, cx.t(if self.practice { "wizard-line-practice" } else { "wizard-line" }));
            let red = cx.model.air_gap().is_some_and(|face| face.colour == Colour::Red);
            if red && !self.practice && self.step != Step::Done {
                return self.network_ui(ui, cx);
            }
            self.steps_ui(ui, cx);
            let turn = front::card(ui, cx, |ui| {
                text::text(
                    ui,
                    Face::Title,
                    cx.theme.text,
                    cx.t(&format!("wizard-title-{}", self.step.key())),
                );
                self.step_ui(ui, cx)
            });
            ui.add_space(space::MEDIUM);
            let first = self.step == Step::Folder;
            let foot = front::foot(ui, cx, |ui| if first { restore_ui(ui, cx) } else { None });
            self.turn(turn).or(foot)
        })
    }

    /// The sheets are shown once only; before them, what is typed would be lost.
    fn unsaved(&self) -> bool {
        match self.step {
            Step::Making | Step::Sheets => true,
            Step::Done => false,
            Step::Folder | Step::You | Step::Password | Step::Computer => {
                self.you.is_typed() || self.password.typed.is_typed()
            }
        }
    }

    fn lost_by_closing(&self) -> &'static str {
        if matches!(self.step, Step::Making | Step::Sheets) { "close-sheets" } else { "close-unsaved" }
    }

    fn manual_page(&self) -> &'static str {
        if self.step == Step::Sheets { "recovery-sheets" } else { "founding" }
    }
}

impl Wizard {
    fn step_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Turn {
        match self.step {
            Step::Folder => self.folder.ui(ui, cx),
            Step::You => self.you.ui(ui, cx),
            Step::Password => self.password.ui(ui, cx, &self.you.names()),
            Step::Computer => computer::ui(ui, cx, &mut self.calibrating, self.you.login.trim()),
            Step::Making => making::ui(ui, cx, &mut self.making),
            Step::Sheets => self.sheets.ui(ui, cx, self.making),
            Step::Done => self.done_ui(ui, cx),
        }
    }

    /// Where we are on the way.
    fn steps_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let steps: Vec<Step> = Step::ALL.into_iter().filter(|step| !self.skips(*step)).collect();
        let here = steps.iter().position(|step| *step == self.step).unwrap_or(0);
        let words = cx.with("wizard-step", &[("step", (here + 1).into()), ("steps", steps.len().into())]);
        ui.horizontal(|ui| {
            text::line(ui, Face::SmallLabel, cx.theme.muted, words);
            ui.spacing_mut().item_spacing.x = space::TINY;
            for place in 0..steps.len() {
                let colour = if place <= here { cx.theme.accent } else { cx.theme.line };
                let (rect, _) = ui.allocate_exact_size([24.0, 4.0].into(), eframe::egui::Sense::hover());
                ui.painter().rect_filled(rect, 2.0, colour);
            }
        });
    }

    fn turn(&mut self, turn: Turn) -> Option<Action> {
        match turn {
            Turn::Stay(action) => return action,
            Turn::Next if self.step == Step::Folder && self.chosen != Some(self.folder.path()) => {
                return Some(Action::NewVault { folder: self.folder.path(), practice: self.practice });
            }
            Turn::Next => self.step = self.beside(1),
            Turn::Back if self.step == Step::Folder && self.chosen.is_some() => {
                return Some(Action::OtherVault);
            }
            Turn::Back if self.step == Step::Folder => return Some(Action::Back),
            Turn::Back => self.step = self.beside(-1),
            Turn::Restart => {
                self.step = Step::Folder;
                self.making = None;
                self.password = password::PasswordStep::default();
            }
        }
        None
    }

    fn beside(&self, direction: isize) -> Step {
        let mut place = Step::ALL.iter().position(|step| *step == self.step).unwrap_or(0);
        loop {
            place = place.saturating_add_signed(direction);
            let step = Step::ALL.get(place).copied().unwrap_or(Step::Done);
            if !self.skips(step) {
                return step;
            }
        }
    }

    /// A practice vault has a cheap setting, whatever this computer can do.
    fn skips(&self, step: Step) -> bool {
        self.practice && step == Step::Computer
    }

    fn found(&mut self, cx: &Cx<'_>) -> Action {
        let wish = FoundingWish {
            folder: self.folder.path(),
            business: self.you.business.trim().to_owned(),
            founder: self.you.founder.trim().to_owned(),
            login: self.you.login.trim().to_owned(),
            password: self.password.typed.password(),
            practice: self.practice,
            language: cx.texts.language(),
        };
        self.password = password::PasswordStep::default();
        let (id, action) = cx.ask(Request::Found(Box::new(wish)));
        self.making = Some(id);
        action
    }

    fn done_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Turn {
        text::body(
            ui,
            cx.theme,
            cx.with("wizard-done-text", &[("business", self.you.business.trim().into())]),
        );
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::fact(ui, cx.theme, cx.t("wizard-done-folder"), |ui| {
                text::code(ui, cx.theme, self.folder.path().display().to_string());
            });
            text::fact(ui, cx.theme, cx.t("wizard-done-login"), |ui| {
                text::body(ui, cx.theme, self.you.login.trim());
            });
        });
        text::muted(ui, cx.theme, cx.t("wizard-done-next"));
        let open = Button::primary(cx.t("wizard-done-open")).icon(Icon::Lock).ui(ui, cx.theme);
        Turn::Stay((open || keys::submitted(ui)).then(|| Action::OpenVault(self.folder.path())))
    }

    /// Said before anything is asked: on a network no real vault is made.
    fn network_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let devices = cx.model.air_gap().map(|face| face.devices().join(", ")).unwrap_or_default();
        let action = front::card(ui, cx, |ui| {
            ui.horizontal(|ui| {
                Icon::WarningCircle.ui(ui, cx.theme.warning);
                text::heading(ui, cx.theme, cx.t("wizard-network-title"));
            });
            text::body(ui, cx.theme, cx.with("wizard-network-text", &[("devices", devices.into())]));
            if matches!(self.step, Step::Making | Step::Sheets) {
                // The vault is made, and its sheets are nowhere but in memory.
                text::muted(ui, cx.theme, cx.t("wizard-network-sheets"));
                return None;
            }
            text::muted(ui, cx.theme, cx.t("wizard-network-practice"));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                if Button::primary(cx.t("wizard-network-button")).ui(ui, cx.theme) {
                    *self = Self::new(true, None);
                }
                Button::secondary(cx.t("wizard-back")).ui(ui, cx.theme).then_some(Action::Back)
            })
            .inner
        });
        ui.add_space(space::MEDIUM);
        let apart = self.chosen.is_some();
        let foot = front::foot(ui, cx, |ui| if apart { None } else { restore_ui(ui, cx) });
        action.or(foot)
    }
}

/// The login name once more, before the vault is made with it: it cannot be changed after.
fn login_ui(ui: &mut Ui, cx: &Cx<'_>, login: &str) {
    text::fact(ui, cx.theme, cx.t("wizard-done-login"), |ui| {
        text::code(ui, cx.theme, login);
    });
}

/// The buttons below a step: on at the right, back at the left. Enter goes on.
fn turn_ui(ui: &mut Ui, cx: &Cx<'_>, next: &str, ready: bool) -> Turn {
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        let back = Button::secondary(cx.t("wizard-back")).ui(ui, cx.theme);
        panes::buttons(ui, |ui| {
            let pressed = Button::primary(cx.t(next)).enabled(ready).ui(ui, cx.theme);
            if ready && (pressed || keys::submitted(ui)) {
                Turn::Next
            } else if back {
                Turn::Back
            } else {
                Turn::Stay(None)
            }
        })
    })
    .inner
}
