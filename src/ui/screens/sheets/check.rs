//! What one recovery sheet is: typed in or read from a picture, told without being shown.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::app::event::Answer;
use crate::app::request::{Request, RequestId, SheetWish};
use crate::app::snapshot::{SheetFace, SheetOf};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::people::problem_ui;
use crate::ui::screens::sheet_form::SheetForm;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, progress, text};

/// The sheet, and what is known of it.
pub(super) struct Check {
    form: SheetForm,
    asked: Option<RequestId>,
    face: Option<Arc<SheetFace>>,
}

impl Default for Check {
    fn default() -> Self {
        Self { form: SheetForm::of_one(), asked: None, face: None }
    }
}

impl Check {
    /// Whether something was typed that is not told yet.
    pub(super) fn is_begun(&self) -> bool {
        self.form.is_begun()
    }

    /// Draws it. True when it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        self.hear(cx);
        text::text(ui, Face::Title, cx.theme.text, cx.t("sheets-check-title"));
        text::muted(ui, cx.theme, cx.t("sheets-check-text"));
        ui.add_space(space::SMALL);
        if let Some(face) = &self.face {
            face_ui(ui, cx, face);
            ui.add_space(space::SMALL);
        }
        let mut action = if self.asked.is_some() {
            progress::waiting(ui, cx.theme, cx.t("recover-reading"));
            None
        } else {
            self.form.ui(ui, cx)
        };
        if let Some(Err(problem)) = cx.answer(self.asked) {
            problem_ui(ui, cx, problem);
        }
        if self.form.is_done() && self.asked.is_none() {
            action = self.ask(cx).or(action);
        }
        ui.add_space(space::SMALL);
        let over = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let over = Button::secondary(cx.t("sheets-close")).ui(ui, cx.theme);
                action = self.form.buttons_ui(ui, cx).or(action.take());
                over
            })
            .inner;
        (action, over)
    }

    /// The words go as soon as they were asked about.
    fn ask(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let words = self.form.words().pop()?;
        self.form = SheetForm::of_one();
        self.face = None;
        let (id, action) = cx.ask(Request::Sheets(SheetWish::Check(words)));
        self.asked = Some(id);
        Some(action)
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if let Some(Ok(Answer::Sheet(face))) = cx.answer(self.asked) {
            self.face = Some(Arc::clone(face));
            self.asked = None;
        }
        if cx.lost(self.asked) {
            self.asked = None;
        }
    }
}

fn face_ui(ui: &mut Ui, cx: &Cx<'_>, face: &SheetFace) {
    let tone = match face.of {
        SheetOf::InUse => Tone::Good,
        SheetOf::Replaced | SheetOf::Founding => Tone::Warning,
        SheetOf::Unknown => Tone::Danger,
    };
    let named = [
        ("number", u32::from(face.number).into()),
        ("total", u32::from(face.total).into()),
        ("set", (&face.set).into()),
    ];
    let whole = cx.with("sheets-check-whole", &named);
    let words = format!("{whole} {}", cx.t(&format!("sheet-of-{}", face.of.key())));
    panes::notice(ui, cx.theme, tone, &words, None);
}
