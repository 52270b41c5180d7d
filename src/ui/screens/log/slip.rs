//! The review slip: what it is for, and printing or saving it.

use eframe::egui::Ui;

use crate::app::event::Answer;
use crate::app::request::{Consent, LogWish, Request, TakeWish};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::picker::{PickId, PickWish};
use crate::ui::screens::people::{Asking, AskingDialog};
use crate::ui::screens::records::filters::day_of;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, Icon, panes, progress, text};

/// The dialog and what came of it.
#[derive(Default)]
pub(super) struct SlipDialog {
    asking: Asking,
    pick: Option<PickId>,
    said: Option<&'static str>,
    /// The head in words, once it is on paper.
    words: Option<String>,
}

impl AskingDialog for SlipDialog {
    fn asking(&mut self) -> &mut Asking {
        &mut self.asking
    }

    fn hear(&mut self, cx: &Cx<'_>) -> Option<Action> {
        match self.asking.hear(cx) {
            Some(Answer::Taken(face)) => {
                self.said = Some("log-slip-saved");
                self.words = Some(face.head_words.clone());
            }
            Some(_) => self.said = Some("log-slip-printed"),
            None => {}
        }
        let path = cx.picked(self.pick)?.first().cloned();
        self.pick = None;
        let language = cx.texts.language();
        Some(
            self.asking
                .ask_for(cx, Request::Log(LogWish::Take(TakeWish::SaveSlip { path: path?, language }))),
        )
    }

    fn ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        let busy = self.asking.is_busy();
        let (title, go) = (cx.t("log-slip-title"), cx.t("log-slip-print"));
        let dialog = Dialog::new("log-slip", title, go, cx.t("log-close")).ready(!busy).wide();
        let mut save = false;
        let answered = dialog.ui(ui, cx.theme, |ui| save = self.content_ui(ui, cx));
        if save {
            self.said = None;
            let day = day_of(cx.now, cx.texts.zone());
            let file = cx.with("log-slip-file", &[("day", day.to_string().into())]);
            let (id, action) = cx.pick(PickWish::Save(format!("{file}.pdf")));
            self.pick = Some(id);
            return (Some(action), false);
        }
        match answered {
            Some(Answered::Yes) => (self.ask(cx, Consent::Unsaid), false),
            Some(Answered::No) => (None, !busy),
            None => (None, false),
        }
    }

    /// Printing needs nobody else.
    fn ask(&mut self, cx: &Cx<'_>, _: Consent) -> Option<Action> {
        self.said = None;
        let language = cx.texts.language();
        Some(self.asking.ask_for(cx, Request::Log(LogWish::Take(TakeWish::PrintSlip { language }))))
    }
}

impl SlipDialog {
    fn content_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        text::body(ui, cx.theme, cx.t("log-slip-text"));
        text::muted(ui, cx.theme, cx.t("log-slip-how"));
        if let Some(said) = self.said {
            panes::notice(ui, cx.theme, Tone::Good, cx.t(said), None);
        }
        if let Some(words) = &self.words {
            text::text(ui, Face::Code, cx.theme.text, words);
        }
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("log-slip-working"));
            return false;
        }
        ui.add_space(space::TINY);
        Button::secondary(cx.t("log-slip-save")).icon(Icon::Save).ui(ui, cx.theme)
    }
}
