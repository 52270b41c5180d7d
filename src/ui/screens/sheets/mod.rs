//! The recovery sheets of a vault that is open: which set is in use, what one sheet is, and putting another set in its
//! place. For supervisors.

mod check;
mod replace;

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::Screen;
use super::people::Loaded;
use crate::app::event::Answer;
use crate::app::request::{Request, SheetWish};
use crate::app::snapshot::SheetsFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};
use check::Check;
use replace::{Replace, Turn};

/// What is done on the page.
#[derive(Default)]
enum Doing {
    #[default]
    Nothing,
    Check(Box<Check>),
    Replace(Box<Replace>),
}

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct RecoverySheets {
    loaded: Loaded<SheetsFace>,
    doing: Doing,
    replaced: bool,
}

impl Screen for RecoverySheets {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let take = |answer: &Answer| match answer {
            Answer::Sheets(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.loaded.keep_of(cx, || Request::Sheets(SheetWish::Look), take);
        panes::page_head(ui, cx.theme, cx.t("sheets-title"), cx.t("sheets-line"), |_| {});
        let Some(face) = self.loaded.face() else {
            self.loaded.missing_ui(ui, cx);
            return asked;
        };
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        let drawn = area.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            self.doing_ui(ui, cx, &face)
        });
        drawn.inner.or(asked)
    }

    fn unsaved(&self) -> bool {
        match &self.doing {
            Doing::Nothing => false,
            Doing::Check(check) => check.is_begun(),
            Doing::Replace(replace) => replace.is_begun(),
        }
    }

    fn manual_page(&self) -> &'static str {
        "recovery-sheets"
    }
}

impl RecoverySheets {
    fn doing_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &SheetsFace) -> Option<Action> {
        match &mut self.doing {
            Doing::Nothing => {
                self.state_ui(ui, cx, face);
                None
            }
            Doing::Check(check) => {
                let (action, over) = check.ui(ui, cx);
                if over {
                    self.doing = Doing::Nothing;
                    self.loaded.again();
                }
                action
            }
            Doing::Replace(replace) => match replace.ui(ui, cx, face) {
                Turn::Stay(action) => action,
                Turn::Over { done, action } => {
                    (self.doing, self.replaced) = (Doing::Nothing, done);
                    if done {
                        self.loaded.again();
                    }
                    action
                }
            },
        }
    }

    fn state_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &SheetsFace) {
        if self.replaced {
            panes::notice(ui, cx.theme, Tone::Good, cx.t("sheets-replaced"), None);
            ui.add_space(space::SMALL);
        }
        if face.owed {
            panes::notice(ui, cx.theme, Tone::Danger, cx.t("sheets-owed"), None);
            ui.add_space(space::SMALL);
        }
        if face.behind > 0 {
            behind_ui(ui, cx, face);
        }
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            text::fact(ui, cx.theme, cx.t("sheets-set"), |ui| {
                text::code(ui, cx.theme, &face.set);
            });
            let since = match face.since {
                Some(at) => cx.texts.date(at),
                None => cx.t("sheets-since-founding").to_owned(),
            };
            text::fact(ui, cx.theme, cx.t("sheets-since"), |ui| {
                text::body(ui, cx.theme, since);
            });
            for old in &face.replaced {
                text::fact(ui, cx.theme, cx.t("sheets-before"), |ui| {
                    let named = [("set", (&old.set).into()), ("when", cx.texts.date(old.at).into())];
                    text::body(ui, cx.theme, cx.with("sheets-before-said", &named));
                });
            }
        });
        ui.add_space(space::SMALL);
        text::muted(ui, cx.theme, cx.t("sheets-text"));
        if !face.replaced.is_empty() {
            text::muted(ui, cx.theme, cx.t("sheets-old-open"));
        }
        if !face.may {
            text::small_tone(ui, cx.theme, Tone::Warning, cx.t("sheets-may-not"));
        }
        ui.add_space(space::SMALL);
        panes::buttons(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let replace = Button::primary(cx.t("sheets-replace")).enabled(face.may).ui(ui, cx.theme);
            if Button::secondary(cx.t("sheets-check")).icon(Icon::ShieldCheck).ui(ui, cx.theme) {
                self.doing = Doing::Check(Box::default());
            } else if replace {
                self.doing = Doing::Replace(Box::default());
            }
        });
    }
}

fn behind_ui(ui: &mut Ui, cx: &Cx<'_>, face: &SheetsFace) {
    let mut words = cx.with("sheets-behind", &[("count", face.behind.into())]);
    if !face.behind_names.is_empty() {
        words = format!("{words} ({})", face.behind_names.join(", "));
    }
    panes::notice(ui, cx.theme, Tone::Warning, &words, None);
    ui.add_space(space::SMALL);
}
