//! The row above the list of events: words, and the choices that narrow it; below, what it is narrowed to, each with a
//! way to take it off.
//!
//! Looking into the log is itself logged, so words are looked for when they are typed to the end, not at every letter.

use eframe::egui::{Align, Id, Key, Layout, Ui, vec2};

use super::words;
use crate::app::snapshot::{LogFilter, Outcome};
use crate::base::code::ClientCode;
use crate::base::id::AccountId;
use crate::policy::Act;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::choice::{choice, option};
use crate::ui::screens::records::filters::{When, day_of, start_of, typed_day};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Field, Icon, text};

/// The field of words is never narrower than this beside the choices; else it gets a line of its own.
const WORDS_LEAST: f32 = 200.0;

/// The height of the row that says what the list is narrowed to.
const NARROWED: f32 = 28.0;

/// What is typed and not used yet, and the names that are known.
#[derive(Default)]
pub(super) struct FilterBar {
    words: String,
    code: String,
    from: String,
    to: String,
    choices_width: f32,
    /// Everyone who can be chosen, once they are asked for.
    pub(super) people: Vec<(AccountId, String)>,
    /// The list of people was opened.
    pub(super) wants_people: bool,
}

impl FilterBar {
    /// The bar of a list that is narrowed already.
    pub(super) fn of(filter: &LogFilter) -> Self {
        Self { words: filter.words.clone(), ..Self::default() }
    }

    /// The id of the field of words.
    pub(super) fn words_id() -> Id {
        Id::unique("log-words")
    }

    /// Draws both rows. True when something else is looked for.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) -> bool {
        let before = filter.clone();
        let left = ui.available_width() - self.choices_width - space::MEDIUM;
        if left < WORDS_LEAST {
            self.words_ui(ui, cx, filter, ui.available_width());
            ui.horizontal(|ui| self.choices_ui(ui, cx, filter));
        } else {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                self.words_ui(ui, cx, filter, left);
                self.choices_ui(ui, cx, filter);
            });
        }
        self.narrowed_ui(ui, cx, filter);
        *filter != before
    }

    fn words_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter, width: f32) {
        let id = Self::words_id();
        if keys::pressed(ui, &keys::FIND) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let field = Field::new(cx.t("log-words")).unlabelled().hint(cx.t("log-words-hint")).width(width);
        let response = field.id(id).ui(ui, cx.theme, &mut self.words);
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.words.trim().clone_into(&mut filter.words);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    fn choices_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let start = ui.cursor().left();
        self.person_ui(ui, cx, filter);
        act_ui(ui, cx, filter);
        outcome_ui(ui, cx, filter);
        self.customer_ui(ui, cx, filter);
        self.when_ui(ui, cx, filter);
        let width = ui.cursor().left() - start - space::SMALL;
        if (width - self.choices_width).abs() > 0.5 {
            self.choices_width = width;
            ui.ctx().request_discard("the choices changed their width");
        }
    }

    fn person_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
        let mut opened = false;
        let people = &self.people;
        let (_, chosen) = choice(ui, cx.theme, cx.t("log-filter-person"), None, |ui| {
            opened = true;
            if people.is_empty() {
                text::muted(ui, cx.theme, cx.t("log-reading"));
            }
            people
                .iter()
                .find(|(account, name)| option(ui, cx.theme, filter.person == Some(*account), name))
                .map(|(account, _)| *account)
        });
        self.wants_people |= opened;
        if chosen.is_some() {
            filter.person = chosen;
        }
    }

    fn customer_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
        let (_, chosen) = choice(ui, cx.theme, cx.t("log-filter-customer"), None, |ui| {
            ui.set_min_width(240.0);
            let typed: Option<ClientCode> = self.code.trim().parse().ok();
            let wrong = !self.code.trim().is_empty() && typed.is_none();
            let error = wrong.then(|| cx.t("customers-code-check").to_owned());
            let field = Field::new(cx.t("log-filter-code")).hint("K7Q4-92MX-3PD").error(error);
            let field = field.ui(ui, cx.theme, &mut self.code);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(space::SMALL);
            let pressed =
                Button::secondary(cx.t("records-filter-use")).enabled(typed.is_some()).ui(ui, cx.theme);
            typed.filter(|_| entered || pressed)
        });
        if chosen.is_some() {
            filter.customer = chosen;
            self.code.clear();
        }
    }

    fn when_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
        let (_, chosen) = choice(ui, cx.theme, cx.t("log-filter-when"), None, |ui| {
            for (when, key) in [
                (When::Today, "records-filter-date-today"),
                (When::Week, "records-filter-date-week"),
                (When::Month, "records-filter-date-month"),
                (When::Year, "records-filter-date-year"),
            ] {
                if option(ui, cx.theme, false, cx.t(key)) {
                    return Some(when);
                }
            }
            self.days_ui(ui, cx)
        });
        if let Some(when) = chosen {
            let zone = cx.texts.zone();
            let days = when.days(day_of(cx.now, zone));
            filter.from = days.start.and_then(|day| start_of(day, zone));
            filter.to = days.end.and_then(|day| start_of(day, zone));
        }
    }

    /// From one day to another, typed.
    fn days_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<When> {
        ui.add_space(space::SMALL);
        let (from, to) = (typed_day(&self.from), typed_day(&self.to));
        let hint = cx.t("records-filter-date-hint");
        let bad = |day: Option<_>| day.is_none().then(|| cx.t("records-filter-date-bad").to_owned());
        for (key, day, typed) in
            [("records-filter-date-from", from, &mut self.from), ("records-filter-date-to", to, &mut self.to)]
        {
            Field::new(cx.t(key)).hint(hint).error(bad(day)).ui(ui, cx.theme, typed);
            ui.add_space(space::TINY);
        }
        let usable = from.zip(to).is_some_and(|(from, to)| from.is_some() || to.is_some());
        let pressed = Button::secondary(cx.t("records-filter-use")).enabled(usable).ui(ui, cx.theme);
        from.zip(to).filter(|_| pressed).map(|(from, to)| When::Between(from, to))
    }

    /// What the list is narrowed to. A press takes one off, or all.
    fn narrowed_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
        let parts = self.parts(cx, filter);
        if parts.is_empty() {
            return;
        }
        let room = vec2(ui.available_width(), NARROWED);
        let row = Layout::left_to_right(Align::Center).with_main_wrap(true);
        ui.allocate_ui_with_layout(room, row, |ui| {
            text::text(ui, Face::Small, cx.theme.muted, cx.t("log-narrowed"));
            for (part, words) in &parts {
                if Button::quiet(words).icon(Icon::Close).ui(ui, cx.theme) {
                    self.take_off(*part, filter);
                }
            }
            if parts.len() > 1 && Button::quiet(cx.t("records-filter-clear")).ui(ui, cx.theme) {
                self.clear(filter);
            }
        });
    }

    /// Everything is shown again, in the same order.
    pub(super) fn clear(&mut self, filter: &mut LogFilter) {
        *filter = LogFilter { oldest_first: filter.oldest_first, ..LogFilter::default() };
        self.words.clear();
    }

    fn take_off(&mut self, part: Part, filter: &mut LogFilter) {
        match part {
            Part::Only => filter.only.clear(),
            Part::Person => filter.person = None,
            Part::Act => filter.act = None,
            Part::Outcome => filter.outcome = None,
            Part::Customer => filter.customer = None,
            Part::Record => filter.record = None,
            Part::Group => filter.group = None,
            Part::When => (filter.from, filter.to) = (None, None),
            Part::Words => {
                filter.words.clear();
                self.words.clear();
            }
        }
    }

    fn parts(&self, cx: &Cx<'_>, filter: &LogFilter) -> Vec<(Part, String)> {
        let mut parts = Vec::new();
        let mut say =
            |part, key: &str, value: String| parts.push((part, cx.with(key, &[("what", value.into())])));
        if !filter.only.is_empty() {
            let count = cx.with("log-events-count", &[("count", filter.only.len().into())]);
            say(Part::Only, "log-narrowed-only", count);
        }
        if let Some(person) = filter.person {
            let known = self.people.iter().find(|(account, _)| *account == person);
            let name = known.map_or_else(|| cx.t("log-one-person").to_owned(), |(_, name)| name.clone());
            say(Part::Person, "log-narrowed-person", name);
        }
        if let Some(act) = filter.act {
            say(Part::Act, "log-narrowed-act", cx.t(&act.text_key()).to_owned());
        }
        if filter.outcome.is_some() {
            say(Part::Outcome, "log-narrowed-outcome", words::outcome(cx, filter.outcome).0);
        }
        if let Some(code) = filter.customer {
            say(Part::Customer, "log-narrowed-customer", code.to_string());
        }
        if let Some(record) = filter.record {
            say(Part::Record, "log-narrowed-record", record.to_string().chars().take(8).collect());
        }
        if let Some(group) = filter.group {
            let name = cx.model.group(group).map(|row| row.name.clone());
            say(Part::Group, "log-narrowed-group", words::group(cx, &(group, name)));
        }
        if filter.from.is_some() || filter.to.is_some() {
            say(Part::When, "log-narrowed-when", between(cx, filter));
        }
        if !filter.words.is_empty() {
            say(Part::Words, "log-narrowed-words", filter.words.clone());
        }
        parts
    }
}

/// One thing that a list is narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Only,
    Person,
    Act,
    Outcome,
    Customer,
    Record,
    Group,
    When,
    Words,
}

/// The days of a filter, the last one included.
fn between(cx: &Cx<'_>, filter: &LogFilter) -> String {
    let zone = cx.texts.zone();
    let first = filter.from.map(|from| cx.texts.day(day_of(from, zone)));
    let last = filter
        .to
        .map(|to| day_of(to, zone).yesterday().map_or_else(|_| String::new(), |day| cx.texts.day(day)));
    match (first, last) {
        (Some(first), Some(last)) if first == last => first,
        (Some(first), Some(last)) => {
            cx.with("log-days-between", &[("from", first.into()), ("to", last.into())])
        }
        (Some(first), None) => cx.with("log-days-from", &[("day", first.into())]),
        (None, Some(last)) => cx.with("log-days-to", &[("day", last.into())]),
        (None, None) => String::new(),
    }
}

fn act_ui(ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
    let (_, chosen) = choice(ui, cx.theme, cx.t("log-filter-act"), None, |ui| {
        let mut acts = Act::ALL.iter();
        acts.find(|act| option(ui, cx.theme, filter.act == Some(**act), cx.t(&act.text_key()))).copied()
    });
    if chosen.is_some() {
        filter.act = chosen;
    }
}

fn outcome_ui(ui: &mut Ui, cx: &Cx<'_>, filter: &mut LogFilter) {
    let (_, chosen) = choice(ui, cx.theme, cx.t("log-filter-outcome"), None, |ui| {
        Outcome::ALL
            .into_iter()
            .find(|outcome| option(ui, cx.theme, filter.outcome == Some(*outcome), cx.t(&outcome.text_key())))
    });
    if chosen.is_some() {
        filter.outcome = chosen;
    }
}
