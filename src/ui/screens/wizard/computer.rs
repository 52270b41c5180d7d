//! What this computer was measured to do: how much work each guess of the password will cost.

use eframe::egui::Ui;

use super::{Turn, login_ui, turn_ui};
use crate::app::event::Answer;
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::KdfFace;
use crate::ui::cx::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Button, panes, progress, text};

/// Draws the step; the measuring starts by itself.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, asked: &mut Option<RequestId>, login: &str) -> Turn {
    text::muted(ui, cx.theme, cx.t("wizard-computer-text"));
    login_ui(ui, cx, login);
    if asked.is_none() {
        let (id, action) = cx.ask(Request::Calibrate);
        *asked = Some(id);
        return Turn::Stay(Some(action));
    }
    let measured = match cx.answer(*asked) {
        None => {
            progress::waiting(ui, cx.theme, cx.t("wizard-computer-waiting"));
            false
        }
        Some(Ok(Answer::Calibrated(face))) => {
            face_ui(ui, cx, face);
            true
        }
        Some(Ok(_)) => false,
        Some(Err(problem)) => {
            let words = format!("{} {}", cx.problem(problem), cx.problem_next(problem));
            panes::notice(ui, cx.theme, Tone::Danger, &words, None);
            if Button::secondary(cx.t("wizard-again")).ui(ui, cx.theme) {
                *asked = None;
            }
            false
        }
    };
    turn_ui(ui, cx, "wizard-make", measured)
}

fn face_ui(ui: &mut Ui, cx: &Cx<'_>, face: &KdfFace) {
    let seconds = format!("{}.{}", face.takes_millis / 1000, face.takes_millis % 1000 / 100);
    let seconds = if cx.texts.language() == crate::texts::Language::Romanian {
        seconds.replace('.', ",")
    } else {
        seconds
    };
    panes::card(ui, cx.theme, |ui| {
        ui.set_width(ui.available_width());
        text::fact(ui, cx.theme, cx.t("wizard-computer-method"), |ui| {
            text::body(ui, cx.theme, "Argon2id");
        });
        text::fact(ui, cx.theme, cx.t("wizard-computer-memory"), |ui| {
            text::body(ui, cx.theme, cx.with("wizard-computer-mib", &[("count", face.memory_mib.into())]));
        });
        text::fact(ui, cx.theme, cx.t("wizard-computer-passes"), |ui| {
            text::body(ui, cx.theme, cx.texts.count(u64::from(face.passes)));
        });
        text::fact(ui, cx.theme, cx.t("wizard-computer-time"), |ui| {
            text::body(ui, cx.theme, cx.with("wizard-computer-seconds", &[("seconds", seconds.into())]));
        });
    });
}
