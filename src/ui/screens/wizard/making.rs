//! The vault is being made.

use eframe::egui::Ui;

use super::Turn;
use crate::app::event::Answer;
use crate::app::request::RequestId;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Button, panes, progress, text};

/// Draws the step; goes on by itself when it is made.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, asked: &mut Option<RequestId>) -> Turn {
    match cx.answer(*asked) {
        Some(Ok(Answer::Founded(_))) => Turn::Next,
        Some(Err(problem)) => {
            let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
            panes::notice(ui, cx.theme, Tone::Danger, &words, None);
            if Button::primary(cx.t("wizard-making-back")).ui(ui, cx.theme) {
                return Turn::Restart;
            }
            Turn::Stay(None)
        }
        _ => {
            text::muted(ui, cx.theme, cx.t("wizard-making-text"));
            progress::waiting(ui, cx.theme, cx.t("wizard-making-waiting"));
            Turn::Stay(None)
        }
    }
}
