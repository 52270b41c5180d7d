//! The rules of the house: each with its value, its default and its bounds, and the form that changes one; and the
//! clock that counts, which a supervisor sets right when it was wrong. Both need a second supervisor, where there is one.

use std::sync::Arc;

use eframe::egui::{Id, ScrollArea, Ui};

use super::asking::Asking;
use super::consent::is_reason;
use super::loaded::Loaded;
use crate::app::event::Answer;
use crate::app::request::{Consent, PeopleWish};
use crate::app::snapshot::{SettingRow, StandingFace};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::route::Route;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::{Screen, beside, head};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, Icon, choose, panes, progress, text};

/// What is changed beside the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Doing {
    #[default]
    Nothing,
    Rule(usize),
    Clock,
}

/// The screen and what was typed.
#[derive(Default)]
pub(crate) struct Settings {
    loaded: Loaded<[SettingRow]>,
    table: TableState,
    doing: Doing,
    typed: String,
    reason: String,
    focused: bool,
    asking: Asking,
    said: Option<String>,
}

impl Settings {
    fn hear(&mut self, cx: &Cx<'_>) {
        let said = match self.asking.hear(cx) {
            Some(Answer::Waiting(number)) => {
                cx.with("people-queued", &[("number", number.0.to_string().into())])
            }
            Some(_) if self.doing == Doing::Clock => cx.t("clock-done").to_owned(),
            Some(_) => cx.t("settings-done").to_owned(),
            None => return,
        };
        self.begin(Doing::Nothing, String::new());
        self.said = Some(said);
    }

    fn begin(&mut self, doing: Doing, typed: String) {
        (self.doing, self.typed) = (doing, typed);
        (self.reason, self.asking) = (String::new(), Asking::default());
        (self.focused, self.said) = (false, None);
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rules: &[SettingRow]) {
        let columns = [
            Column::new(cx.t("settings-column-rule"), Width::Share(1.0)),
            Column::new(cx.t("settings-column-value"), Width::Points(72.0)).right(),
            Column::new(cx.t("settings-column-default"), Width::Points(84.0)).right(),
            Column::new(cx.t("settings-column-bounds"), Width::Points(108.0)).right(),
        ];
        let rows = u64::try_from(rules.len()).unwrap_or(0);
        let table = Table { id: list_id(), label: cx.t("settings-list"), columns: &columns, rows };
        let doing = self.doing;
        let touched = table.ui(ui, cx, &mut self.table, |place| {
            let place = usize::try_from(place).ok()?;
            Some(drawn(cx, rules.get(place)?, doing == Doing::Rule(place)))
        });
        if let Some((place, _)) = touched.clicked {
            self.choose(rules, place);
        }
    }

    /// What is being typed stays.
    fn choose(&mut self, rules: &[SettingRow], place: u64) {
        let Ok(place) = usize::try_from(place) else { return };
        if let Some(rule) = rules.get(place).filter(|_| !self.is_typed(rules)) {
            self.begin(Doing::Rule(place), rule.value.to_string());
        }
    }

    fn keys(&mut self, ui: &Ui, rules: &[SettingRow]) {
        if ui.memory(eframe::egui::Memory::focused) != Some(list_id()) {
            return;
        }
        let here = match self.doing {
            Doing::Rule(place) => u64::try_from(place).ok(),
            Doing::Nothing | Doing::Clock => None,
        };
        let rows = u64::try_from(rules.len()).unwrap_or(0);
        if let Some(place) = table::moved(ui, &self.table, here, rows) {
            self.table.reveal(place);
            // The list keeps the keyboard.
            self.choose(rules, place);
            self.focused = true;
        }
    }

    fn is_typed(&self, rules: &[SettingRow]) -> bool {
        match self.doing {
            Doing::Nothing => false,
            Doing::Clock => !self.reason.trim().is_empty(),
            Doing::Rule(place) => rules.get(place).is_some_and(|rule| self.typed != rule.value.to_string()),
        }
    }

    fn beside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rules: &[SettingRow]) -> Option<Action> {
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
            ui.add_space(space::SMALL);
        }
        match self.doing {
            Doing::Nothing => {
                let (title, words) = (cx.t("settings-pick-title"), cx.t("settings-pick-text"));
                panes::empty(ui, cx.theme, Icon::ShieldCheck, title, words, None);
                None
            }
            Doing::Rule(place) => self.rule_ui(ui, cx, rules.get(place)?),
            Doing::Clock => self.clock_ui(ui, cx),
        }
    }

    fn rule_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rule: &SettingRow) -> Option<Action> {
        text::heading(ui, cx.theme, cx.t(&format!("rule-{}", rule.rule)));
        let bounds =
            [("least", rule.least.into()), ("most", rule.most.into()), ("default", rule.default.into())];
        text::muted(ui, cx.theme, cx.with("settings-bounds", &bounds));
        text::small(ui, cx.theme, cx.t("settings-two"));
        if !rule.followed {
            text::small_tone(ui, cx.theme, Tone::Warning, cx.t("settings-not-yet"));
        }
        ui.add_space(space::SMALL);
        let value = self.value(rule);
        let wrong = value.is_none().then(|| cx.with("settings-wrong", &bounds));
        let field = Field::new(cx.t("settings-field")).id(Id::unique("settings-value")).width(160.0);
        let field = field.error(wrong).ui(ui, cx.theme, &mut self.typed);
        keys::focus_first(&mut self.focused, &field);
        if rule.value != rule.default && choose::link(ui, cx.theme, cx.t("settings-back-to-default")) {
            self.typed = rule.default.to_string();
        }
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::SMALL);
        let value = value.filter(|value| *value != rule.value);
        let go = self.go_ui(ui, cx, "settings-go", value.is_some());
        (go && value.is_some()).then(|| self.send(cx, rule, Consent::Unsaid)).flatten()
    }

    fn clock_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        text::heading(ui, cx.theme, cx.t("clock-title"));
        text::muted(ui, cx.theme, cx.t("clock-text"));
        text::fact(ui, cx.theme, cx.t("clock-now"), |ui| {
            text::strong(ui, cx.theme, cx.texts.date_and_time(cx.now));
        });
        text::small(ui, cx.theme, cx.t("settings-two"));
        ui.add_space(space::SMALL);
        let field = Field::new(cx.t("consent-reason")).id(Id::unique("clock-reason"));
        let field = field.ui(ui, cx.theme, &mut self.reason);
        keys::focus_first(&mut self.focused, &field);
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::SMALL);
        let go = self.go_ui(ui, cx, "clock-go", is_reason(&self.reason));
        go.then(|| self.correct(cx, Consent::Unsaid))
    }

    /// The two buttons of a form, or that it is under way.
    fn go_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, key: &str, ready: bool) -> bool {
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return false;
        }
        ui.horizontal_wrapped(|ui| {
            let pressed = Button::primary(cx.t(key)).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                self.begin(Doing::Nothing, String::new());
                return false;
            }
            ready && (pressed || keys::submitted(ui))
        })
        .inner
    }

    /// What is typed, if it is a value that the rule can have.
    fn value(&self, rule: &SettingRow) -> Option<u64> {
        let value = self.typed.trim().parse().ok()?;
        (rule.least..=rule.most).contains(&value).then_some(value)
    }

    fn send(&mut self, cx: &Cx<'_>, rule: &SettingRow, consent: Consent) -> Option<Action> {
        let (value, rule) = (self.value(rule)?, rule.rule.to_owned());
        Some(self.asking.ask(cx, PeopleWish::ChangeSetting { rule, value, consent }))
    }

    fn correct(&mut self, cx: &Cx<'_>, consent: Consent) -> Action {
        let reason = self.reason.trim().to_owned();
        self.asking.ask(cx, PeopleWish::CorrectClock { reason, consent })
    }

    fn consented(&mut self, cx: &Cx<'_>, rules: &[SettingRow], consent: Consent) -> Option<Action> {
        match self.doing {
            Doing::Rule(place) => self.send(cx, rules.get(place)?, consent),
            Doing::Clock => Some(self.correct(cx, consent)),
            Doing::Nothing => None,
        }
    }
}

impl Screen for Settings {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let take = |answer: &Answer| match answer {
            Answer::Settings(rules) => Some(Arc::clone(rules)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || PeopleWish::Settings, take);
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish);
        let back = head::back_ui(ui, cx, cx.t("people-back"));
        let clock = panes::page_head(ui, cx.theme, cx.t("settings-title"), cx.t("settings-text"), |ui| {
            Button::secondary(cx.t("clock-open")).icon(Icon::Clock).ui(ui, cx.theme)
        });
        let Some(rules) = self.loaded.face() else {
            self.loaded.missing_ui(ui, cx);
            return asked;
        };
        if clock && !self.is_typed(&rules) {
            self.begin(Doing::Clock, String::new());
        }
        renewal_ui(ui, cx);
        self.keys(ui, &rules);
        let (list, beside) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, &rules));
        let action = beside::card(ui, cx.theme, beside, |ui| {
            let area = ScrollArea::vertical().auto_shrink(false);
            area.show(ui, |ui| self.beside_ui(ui, cx, &rules)).inner
        });
        let consented = consent.and_then(|consent| self.consented(cx, &rules, consent));
        let back = back.then_some(Action::Go(Route::People));
        consented.or(wish).or(action).or(asked).or(back)
    }

    fn unsaved(&self) -> bool {
        self.loaded.face().is_some_and(|rules| self.is_typed(&rules))
    }

    fn manual_page(&self) -> &'static str {
        "settings"
    }
}

/// In a session for renewal only the clock can be set right.
fn renewal_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let standing = cx.model.session.as_ref().map(|session| session.standing);
    if matches!(standing, Some(StandingFace::Renewal(_))) {
        panes::notice(ui, cx.theme, Tone::Plain, cx.t("settings-renewal"), None);
        ui.add_space(space::SMALL);
    }
}

fn list_id() -> Id {
    Id::unique("settings-list")
}

fn drawn(cx: &Cx<'_>, rule: &SettingRow, chosen: bool) -> Row {
    let name = cx.t(&format!("rule-{}", rule.rule));
    let (value, default) = (cx.texts.count(rule.value), cx.texts.count(rule.default));
    let bounds = format!("{} \u{2013} {}", cx.texts.count(rule.least), cx.texts.count(rule.most));
    let label = format!("{name}: {value}");
    let cells =
        vec![Cell::Text(name.to_owned()), Cell::Text(value), Cell::muted(default), Cell::muted(bounds)];
    Row { cells, label, chosen }
}
