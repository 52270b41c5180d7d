//! Putting another set of recovery sheets in the place of the one in use: why, the new sheets, three of them typed in
//! again, the second signature. Until the last of these the set of before is the vault's.

use std::sync::Arc;

use eframe::egui::Ui;

use crate::app::event::Answer;
use crate::app::request::{Consent, Request, SheetWish};
use crate::app::snapshot::{NewSheetsFace, SheetsFace};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::people::Asking;
use crate::ui::screens::reason_form::ReasonForm;
use crate::ui::screens::sheet_form::SheetForm;
use crate::ui::screens::sheets_out::{Issue, SheetsOut, fingerprint_ui};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, panes, progress, text};

const ISSUE: Issue = Issue {
    save: |number, path, language| Request::Sheets(SheetWish::Save { number, path, language }),
    print: |number, language| Request::Sheets(SheetWish::Print { number, language }),
};

/// What comes after a frame.
pub(super) enum Turn {
    Stay(Option<Action>),
    /// It is over: done, or given up.
    Over {
        done: bool,
        action: Option<Action>,
    },
}

/// How far it is.
#[derive(Default)]
pub(super) struct Replace {
    reason: ReasonForm,
    drawn: Option<Arc<NewSheetsFace>>,
    out: SheetsOut,
    /// All are out: now they are typed in.
    kept: bool,
    form: SheetForm,
    asking: Asking,
}

impl Replace {
    /// Whether leaving loses something.
    pub(super) fn is_begun(&self) -> bool {
        self.drawn.is_some() || self.reason.is_begun()
    }

    /// Draws the step that it is at.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &SheetsFace) -> Turn {
        match self.asking.hear(cx) {
            Some(Answer::SheetsDrawn(drawn)) => self.drawn = Some(Arc::clone(drawn)),
            Some(_) => return Turn::Over { done: true, action: None },
            None => {}
        }
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish);
        let consented = consent.map(|consent| self.send(cx, consent));
        text::text(ui, Face::Title, cx.theme.text, cx.t("sheets-replace-title"));
        let (action, given_up) = match self.drawn.clone() {
            None => self.reason_ui(ui, cx, face),
            Some(drawn) if !self.kept => self.out_ui(ui, cx, &drawn),
            Some(_) => self.typed_ui(ui, cx),
        };
        if given_up {
            let (_, action) = cx.ask(Request::Sheets(SheetWish::Drop));
            return Turn::Over { done: false, action: Some(action) };
        }
        Turn::Stay(consented.or(wish).or(action))
    }

    fn reason_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &SheetsFace) -> (Option<Action>, bool) {
        text::muted(ui, cx.theme, cx.t("sheets-replace-text"));
        ui.add_space(space::SMALL);
        panes::notice(ui, cx.theme, Tone::Plain, cx.t("sheets-old-open"), None);
        ui.add_space(space::SMALL);
        self.reason.ui(ui, cx, "sheets-reason", cx.t("sheets-reason-hint"), cx.t("sheets-reason-kept"));
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::SMALL);
        let ready = self.reason.is_ready() && face.may && !self.asking.is_busy();
        let (go, up) = self.buttons(ui, cx, "sheets-draw", ready);
        (go.then(|| self.asking.ask_for(cx, Request::Sheets(SheetWish::Draw))), up)
    }

    fn out_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, drawn: &NewSheetsFace) -> (Option<Action>, bool) {
        let intro = [("needed", u32::from(drawn.needed).into()), ("count", u32::from(drawn.sheets).into())];
        text::muted(ui, cx.theme, cx.with("sheets-out-text", &intro));
        ui.add_space(space::SMALL);
        let action = self.out.ui(ui, cx, drawn.sheets, &ISSUE);
        ui.add_space(space::SMALL);
        fingerprint_ui(ui, cx, &drawn.fingerprint_words);
        let (go, up) = self.buttons(ui, cx, "sheets-type", self.out.all());
        self.kept = go;
        (action, up)
    }

    fn typed_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> (Option<Action>, bool) {
        text::muted(ui, cx.theme, cx.t("sheets-type-text"));
        ui.add_space(space::SMALL);
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() && !self.asking.is_consenting() {
            progress::waiting(ui, cx.theme, cx.t("sheets-replacing"));
            return (None, false);
        }
        if self.form.is_done() {
            panes::notice(ui, cx.theme, Tone::Good, cx.t("sheets-typed"), None);
            ui.add_space(space::SMALL);
            let (go, up) = self.buttons(ui, cx, "sheets-go", true);
            return (go.then(|| self.send(cx, Consent::Unsaid)), up);
        }
        let action = self.form.ui(ui, cx);
        ui.add_space(space::SMALL);
        let mut up = false;
        let wish = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            up = Button::secondary(cx.t("sheets-give-up")).ui(ui, cx.theme);
            self.form.buttons_ui(ui, cx)
        });
        (action.or(wish.inner), up)
    }

    /// On, or up.
    fn buttons(&self, ui: &mut Ui, cx: &Cx<'_>, go: &str, ready: bool) -> (bool, bool) {
        panes::buttons(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let pressed = Button::primary(cx.t(go)).enabled(ready).ui(ui, cx.theme);
            let up = Button::secondary(cx.t("sheets-give-up")).ui(ui, cx.theme);
            (pressed && ready && !self.asking.is_busy(), up)
        })
    }

    fn send(&mut self, cx: &Cx<'_>, consent: Consent) -> Action {
        let (sheets, reason) = (self.form.words(), self.reason.reason());
        self.asking.ask_for(cx, Request::Sheets(SheetWish::Replace { sheets, reason, consent }))
    }
}
