//! Writing the next text of the agreement, in both languages, with what is different from the text in force; and
//! comparing versions. Once it takes effect everyone signs again.

use std::sync::Arc;

use eframe::egui::{Id, ScrollArea, Ui};

use super::asking::Asking;
use super::diff::diff_ui;
use super::loaded::Loaded;
use crate::app::event::Answer;
use crate::app::request::{Consent, PeopleWish};
use crate::app::snapshot::{AgreementDiff, AgreementFace, AgreementRegister};
use crate::texts::Language;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::{Screen, beside, head};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, choose, panes, progress, text};

/// The text of one language.
#[derive(Default)]
struct Side {
    current: Loaded<AgreementFace>,
    typed: Option<String>,
}

impl Side {
    fn changed(&self) -> bool {
        let (Some(typed), Some(face)) = (&self.typed, self.current.face()) else { return false };
        typed.trim() != face.text.trim()
    }

    fn text(&self) -> String {
        self.typed.clone().unwrap_or_default()
    }
}

/// The screen and what was typed.
#[derive(Default)]
pub(crate) struct AgreementText {
    english: Side,
    romanian: Side,
    shown: Option<Language>,
    register: Loaded<AgreementRegister>,
    comparing: Asking,
    diff: Option<Arc<AgreementDiff>>,
    asking: Asking,
    said: Option<String>,
}

impl AgreementText {
    fn hear(&mut self, cx: &Cx<'_>) {
        if let Some(Answer::Diff(diff)) = self.comparing.hear(cx) {
            self.diff = Some(Arc::clone(diff));
        }
        let said = match self.asking.hear(cx) {
            Some(Answer::Waiting(number)) => {
                cx.with("people-queued", &[("number", number.0.to_string().into())])
            }
            Some(_) => cx.t("text-published").to_owned(),
            None => return,
        };
        *self = Self { said: Some(said), shown: self.shown, ..Self::default() };
    }

    fn load(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let take = |answer: &Answer| match answer {
            Answer::Agreement(face) => Some(Arc::clone(face)),
            _ => None,
        };
        for (side, language) in
            [(&mut self.english, Language::English), (&mut self.romanian, Language::Romanian)]
        {
            let asked = side.current.keep(cx, || PeopleWish::OpenAgreement { version: None, language }, take);
            if asked.is_some() {
                return asked;
            }
            if let (None, Some(face)) = (&side.typed, side.current.face()) {
                side.typed = Some(face.text.clone());
            }
        }
        let take = |answer: &Answer| match answer {
            Answer::Register(face) => Some(Arc::clone(face)),
            _ => None,
        };
        self.register.keep(cx, || PeopleWish::Register, take)
    }

    fn side(&mut self, language: Language) -> &mut Side {
        match language {
            Language::English => &mut self.english,
            Language::Romanian => &mut self.romanian,
        }
    }

    fn write_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let shown = self.shown.unwrap_or_else(|| cx.texts.language());
        let names = Language::ALL.map(Language::own_name);
        let here = Language::ALL.iter().position(|language| *language == shown).unwrap_or(0);
        if let Some(place) = choose::words(ui, cx.theme, &names, here) {
            self.shown = Language::ALL.get(place).copied();
            self.diff = None;
        }
        let height = (ui.available_height() - 132.0).max(160.0);
        let side = self.side(shown);
        let Some(typed) = &mut side.typed else {
            side.current.missing_ui(ui, cx);
            return None;
        };
        let label = cx.with("text-field", &[("language", shown.own_name().into())]);
        ui.allocate_ui([ui.available_width(), height].into(), |ui| {
            ScrollArea::vertical().auto_shrink(false).id_salt("text").show(ui, |ui| {
                let field = Field::new(&label).unlabelled().rows(18);
                field.id(Id::unique(("agreement-text", here))).ui(ui, cx.theme, typed);
            });
        });
        let text = typed.clone();
        self.asking.problem_ui(ui, cx);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        self.buttons_ui(ui, cx, text, shown)
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, text: String, language: Language) -> Option<Action> {
        let (english, romanian) = (self.english.changed(), self.romanian.changed());
        let filled = [&self.english, &self.romanian].iter().all(|side| !side.text().trim().is_empty());
        let ready = english && romanian && filled;
        let action = ui
            .horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                let publish = Button::primary(cx.t("text-publish")).enabled(ready).ui(ui, cx.theme);
                let compare = Button::secondary(cx.t("text-compare")).ui(ui, cx.theme);
                if publish {
                    return Some(self.publish(cx, Consent::Unsaid));
                }
                compare.then(|| self.comparing.ask(cx, PeopleWish::DiffDraftText { text, language }))
            })
            .inner;
        let key = if english == romanian { "text-publish-about" } else { "text-one-only" };
        text::small(ui, cx.theme, cx.t(key));
        action
    }

    fn publish(&mut self, cx: &Cx<'_>, consent: Consent) -> Action {
        let (english, romanian) = (self.english.text(), self.romanian.text());
        self.asking.ask(cx, PeopleWish::PublishAgreement { english, romanian, consent })
    }

    fn beside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let mut action = None;
        text::heading(ui, cx.theme, cx.t("text-versions"));
        if let Some(face) = self.register.face() {
            let language = self.shown.unwrap_or_else(|| cx.texts.language());
            for (newer, older) in
                face.versions.iter().zip(face.versions.iter().skip(1).map(Some).chain([None]))
            {
                let version = cx.with("people-version", &[("version", newer.version.to_string().into())]);
                let from = match (newer.published_at, &newer.by) {
                    (Some(at), Some(by)) => format!("{by}, {}", cx.texts.date(at)),
                    _ => cx.t("text-built-in").to_owned(),
                };
                text::body(ui, cx.theme, format!("{version}: {from}"));
                let Some(older) = older else { continue };
                let (from, to) = (older.version, newer.version);
                let words = cx.with("text-compare-with", &[("version", from.to_string().into())]);
                if choose::link(ui, cx.theme, &words) {
                    let wish = PeopleWish::DiffAgreement { from, to, language };
                    action = Some(self.comparing.ask(cx, wish));
                }
            }
        }
        ui.add_space(space::MEDIUM);
        text::heading(ui, cx.theme, cx.t("text-changes"));
        self.comparing.problem_ui(ui, cx);
        match &self.diff {
            Some(diff) => diff_ui(ui, cx, diff),
            None => drop(text::muted(ui, cx.theme, cx.t("text-changes-none"))),
        }
        action
    }
}

impl Screen for AgreementText {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let asked = self.load(cx);
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish);
        let back = head::back_ui(ui, cx, cx.t("text-back"));
        panes::page_head(ui, cx.theme, cx.t("text-title"), cx.t("text-text"), |_| ());
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
            ui.add_space(space::SMALL);
        }
        let (left, right) = beside::split(ui);
        let write = beside::card(ui, cx.theme, left, |ui| self.write_ui(ui, cx));
        let compare = beside::card(ui, cx.theme, right, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.beside_ui(ui, cx)).inner
        });
        let consented = consent.map(|consent| self.publish(cx, consent));
        consented.or(wish).or(asked).or(write).or(compare).or(back.then_some(Action::Back))
    }

    fn unsaved(&self) -> bool {
        self.english.changed() || self.romanian.changed()
    }

    fn manual_page(&self) -> &'static str {
        "agreement-text"
    }
}
