//! The confidentiality agreement: read to its end, the full name typed, signed with the person's own key. Where it is
//! due nothing else opens but the lock. The signed copy can be printed or saved right after.

use std::sync::Arc;

use eframe::egui::{Align, Id, Layout, Ui, vec2};

use super::asking::Asking;
use super::loaded::Loaded;
use super::reader::Reader;
use super::signed_copy::SignedCopy;
use crate::app::event::Answer;
use crate::app::request::PeopleWish;
use crate::app::snapshot::AgreementFace;
use crate::texts::Language;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::{Screen, head};
use crate::ui::shell;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Icon, choose, panes, progress, text};

/// The height of what stands below the text.
const FOOT: f32 = 184.0;

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Agreement {
    text: Loaded<AgreementFace>,
    language: Option<Language>,
    reader: Reader,
    name: String,
    asking: Asking,
    signed: bool,
    copy: SignedCopy,
}

impl Agreement {
    fn sign(&mut self, cx: &Cx<'_>, face: &AgreementFace) -> Action {
        let typed_name = self.name.trim().to_owned();
        self.asking.ask(cx, PeopleWish::SignAgreement { typed_name, language: face.language })
    }

    fn head_ui(ui: &mut Ui, cx: &Cx<'_>, face: &AgreementFace) -> Option<Action> {
        let line = match face.to_sign {
            Some(why) => cx.with("agreement-because", &[("why", cx.t(&why.text_key()).into())]),
            None => cx.t("agreement-signed-already").to_owned(),
        };
        let title = cx.with("agreement-title", &[("version", face.version.to_string().into())]);
        panes::page_head(ui, cx.theme, &title, &line, |ui| {
            let names = Language::ALL.map(Language::own_name);
            let here = Language::ALL.iter().position(|language| *language == face.language).unwrap_or(0);
            let wide = choose::width_of_words(ui, &names);
            let room = vec2(ui.available_width().min(wide), space::CONTROL);
            let layout = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(room, layout, |ui| choose::words(ui, cx.theme, &names, here)).inner
        })
        .and_then(|place| Language::ALL.get(place))
        .map(|language| Action::Speak(*language))
    }

    fn read_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &AgreementFace) -> Option<Action> {
        let foot = if face.to_sign.is_some() { FOOT } else { 0.0 };
        let room = ui.available_rect_before_wrap();
        let edge = (room.bottom() - foot).max(room.top());
        let above = eframe::egui::Rect::from_min_max(room.min, [room.right(), edge].into());
        crate::ui::screens::beside::card(ui, cx.theme, above, |ui| {
            self.reader.ui(ui, cx, cx.t("agreement-text"), &face.text);
        });
        face.to_sign?;
        let below = eframe::egui::Rect::from_min_max([room.left(), edge + space::MEDIUM].into(), room.max);
        let below = eframe::egui::UiBuilder::new().max_rect(below);
        ui.scope_builder(below, |ui| self.sign_ui(ui, cx, face)).inner
    }

    fn sign_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &AgreementFace) -> Option<Action> {
        let read = self.reader.is_read();
        let busy = self.asking.is_busy();
        let same = plain(&self.name) == plain(&face.name);
        let error = (!self.name.trim().is_empty() && !same)
            .then(|| cx.with("agreement-name-differs", &[("name", (&face.name).into())]));
        let note = cx.t(if read { "agreement-name-note" } else { "agreement-read-first" });
        let field =
            Field::new(cx.t("agreement-name")).note(note).error(error).id(Id::unique("agreement-name"));
        field.enabled(read && !busy).width(space::TEXT).ui(ui, cx.theme, &mut self.name);
        let until = cx.texts.date(face.would_count_until);
        text::small(ui, cx.theme, cx.with("agreement-counts", &[("date", until.into())]));
        self.asking.problem_ui(ui, cx);
        if busy {
            progress::waiting(ui, cx.theme, cx.t("agreement-signing"));
            return None;
        }
        let ready = read && same;
        let pressed = Button::primary(cx.t("agreement-sign")).enabled(ready).ui(ui, cx.theme);
        (ready && (pressed || keys::submitted(ui))).then(|| self.sign(cx, face))
    }

    fn signed_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let name = cx.model.session.as_ref().map_or(String::new(), |session| session.name.clone());
        ui.set_max_width(space::TEXT);
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::MEDIUM;
            ui.horizontal(|ui| {
                Icon::CheckCircle.ui(ui, cx.theme.ok);
                text::heading(ui, cx.theme, cx.t("agreement-done"));
            });
            text::body(ui, cx.theme, cx.t("agreement-done-text"));
            let copy = self.copy.ui(ui, cx, None, &name);
            let on = Button::primary(cx.t("agreement-go-on")).ui(ui, cx.theme);
            let home =
                cx.model.session.as_ref().map(|session| shell::home(session, cx.model.restoring.is_some()));
            copy.or(home.filter(|_| on).map(Action::Go))
        })
        .inner
    }
}

impl Screen for Agreement {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if matches!(self.asking.hear(cx), Some(Answer::Signed)) {
            self.signed = true;
            self.name.clear();
        }
        if self.signed {
            panes::page_head(ui, cx.theme, cx.t("agreement-heading"), "", |_| ());
            return self.signed_ui(ui, cx);
        }
        let language = cx.texts.language();
        if self.language.replace(language) != Some(language) {
            // Another language is another text: it is read from its head.
            self.text.forget();
            self.reader = Reader::default();
        }
        let take = |answer: &Answer| match answer {
            Answer::Agreement(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.text.keep(cx, || PeopleWish::OpenAgreement { version: None, language }, take);
        let Some(face) = self.text.face() else {
            panes::page_head(ui, cx.theme, cx.t("agreement-heading"), "", |_| ());
            self.text.missing_ui(ui, cx);
            return asked;
        };
        // Where it is due nothing else opens.
        if face.to_sign.is_none() && head::back_ui(ui, cx, cx.t("own-title")) {
            return Some(Action::Back);
        }
        let spoken = Self::head_ui(ui, cx, &face);
        if face.to_sign.is_some() {
            panes::notice(ui, cx.theme, Tone::Accent, cx.t("agreement-only"), None);
            ui.add_space(space::SMALL);
        }
        let action = self.read_ui(ui, cx, &face);
        asked.or(spoken).or(action)
    }

    fn unsaved(&self) -> bool {
        !self.name.trim().is_empty()
    }

    fn manual_page(&self) -> &'static str {
        "agreement"
    }
}

/// A name without what does not matter: spaces at the ends or doubled, capitals.
fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
