//! The row above the list of records: the search box, and the buttons that narrow the list.
//!
//! Each keystroke is a new search; nothing waits for a pause in the typing.

use eframe::egui::{Id, Key, Modifiers, Ui};

use super::filters::{Filters, When, typed_day};
use super::preview::kind_key;
use crate::app::snapshot::FileKind;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::screens::choice::{choice, option};
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{Button, Field, text};

/// The search box is never narrower than this beside the buttons; else it gets a line of its own.
const SEARCH_LEAST: f32 = 220.0;

/// What is typed into the filters and not applied yet.
#[derive(Debug, Default)]
pub(super) struct FilterBar {
    tag: String,
    from: String,
    to: String,
    buttons_width: f32,
}

impl FilterBar {
    /// The id of the search box.
    pub(super) fn search_id() -> Id {
        Id::unique("records-search")
    }

    /// Draws the row; `tags` are those of the rows on screen. True when something else is looked for.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters, tags: &[String]) -> bool {
        let before = filters.clone();
        let left = ui.available_width() - self.buttons_width - space::MEDIUM;
        if left < SEARCH_LEAST {
            search_ui(ui, cx, filters, ui.available_width());
            ui.horizontal(|ui| self.buttons_ui(ui, cx, filters, tags));
        } else {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                search_ui(ui, cx, filters, left);
                self.buttons_ui(ui, cx, filters, tags);
            });
        }
        *filters != before
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters, tags: &[String]) {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let start = ui.cursor().left();
        group_ui(ui, cx, filters);
        kind_ui(ui, cx, filters);
        self.tag_ui(ui, cx, filters, tags);
        self.when_ui(ui, cx, filters);
        customer_ui(ui, cx, filters);
        let width = ui.cursor().left() - start - space::SMALL;
        if (width - self.buttons_width).abs() > 0.5 {
            self.buttons_width = width;
            ui.ctx().request_discard("the filters changed their width");
        }
    }

    fn tag_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters, tags: &[String]) {
        let label = match &filters.tag {
            Some(tag) => cx.with("records-filter-tag", &[("tag", tag.into())]),
            None => cx.t("records-filter-tag-any").to_owned(),
        };
        let (_, chosen) = choice(ui, cx.theme, &label, None, |ui| {
            if option(ui, cx.theme, filters.tag.is_none(), cx.t("records-filter-clear-one")) {
                return Some(None);
            }
            let field = Field::new(cx.t("records-filter-tag-label")).ui(ui, cx.theme, &mut self.tag);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if entered && !self.tag.trim().is_empty() {
                return Some(Some(self.tag.trim().to_owned()));
            }
            if !tags.is_empty() {
                ui.add_space(space::SMALL);
                text::text(ui, Face::SmallLabel, cx.theme.muted, cx.t("records-filter-tag-here"));
            }
            tags.iter()
                .find(|tag| option(ui, cx.theme, filters.tag.as_ref() == Some(tag), tag))
                .map(|tag| Some(tag.clone()))
        });
        if let Some(tag) = chosen {
            filters.tag = tag;
        }
    }

    fn when_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters) {
        let label = match when_key(filters.when) {
            "records-filter-date-any" => cx.t("records-filter-date-any").to_owned(),
            key => cx.with("records-filter-date", &[("when", cx.t(key).into())]),
        };
        let (_, chosen) = choice(ui, cx.theme, &label, None, |ui| {
            for when in [When::Any, When::Today, When::Week, When::Month, When::Year] {
                if option(ui, cx.theme, filters.when == when, cx.t(when_key(when))) {
                    return Some(when);
                }
            }
            self.days_ui(ui, cx)
        });
        if let Some(when) = chosen {
            filters.when = when;
        }
    }

    /// From one day to another, typed.
    fn days_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<When> {
        ui.add_space(space::SMALL);
        let (from, to) = (typed_day(&self.from), typed_day(&self.to));
        let hint = cx.t("records-filter-date-hint");
        let bad = |day: Option<_>| day.is_none().then(|| cx.t("records-filter-date-bad").to_owned());
        Field::new(cx.t("records-filter-date-from")).hint(hint).error(bad(from)).ui(
            ui,
            cx.theme,
            &mut self.from,
        );
        ui.add_space(space::TINY);
        Field::new(cx.t("records-filter-date-to")).hint(hint).error(bad(to)).ui(ui, cx.theme, &mut self.to);
        ui.add_space(space::SMALL);
        let usable = from.zip(to).is_some_and(|(from, to)| from.is_some() || to.is_some());
        let pressed = Button::secondary(cx.t("records-filter-use")).enabled(usable).ui(ui, cx.theme);
        if pressed { from.zip(to).map(|(from, to)| When::Between(from, to)) } else { None }
    }
}

fn search_ui(ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters, width: f32) {
    let id = FilterBar::search_id();
    if ui.input_mut(|input| input.consume_shortcut(&keys::FIND)) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let escaped = ui.memory(|memory| memory.has_focus(id))
        && !filters.text.is_empty()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if escaped {
        filters.text.clear();
    }
    Field::new(cx.t("records-search")).unlabelled().hint(cx.t("records-search-hint")).width(width).id(id).ui(
        ui,
        cx.theme,
        &mut filters.text,
    );
}

fn group_ui(ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters) {
    let named = filters.group.and_then(|id| cx.model.group(id));
    let label = match named {
        Some(group) => cx.with("records-filter-group", &[("group", (&group.name).into())]),
        None => cx.t("records-filter-group-all").to_owned(),
    };
    let (_, chosen) = choice(ui, cx.theme, &label, None, |ui| {
        if option(ui, cx.theme, filters.group.is_none(), cx.t("records-all-groups")) {
            return Some(None);
        }
        let mut groups = cx.model.groups.iter();
        groups
            .find(|group| option(ui, cx.theme, filters.group == Some(group.id), &group.name))
            .map(|group| Some(group.id))
    });
    if let Some(group) = chosen {
        filters.group = group;
        filters.customer = None;
    }
}

fn kind_ui(ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters) {
    let label = match filters.kind {
        Some(kind) => cx.with("records-filter-type", &[("kind", cx.t(kind_key(kind)).into())]),
        None => cx.t("records-filter-type-any").to_owned(),
    };
    let (_, chosen) = choice(ui, cx.theme, &label, None, |ui| {
        if option(ui, cx.theme, filters.kind.is_none(), cx.t("records-filter-clear-one")) {
            return Some(None);
        }
        FileKind::ALL
            .into_iter()
            .find(|kind| option(ui, cx.theme, filters.kind == Some(*kind), cx.t(kind_key(*kind))))
            .map(Some)
    });
    if let Some(kind) = chosen {
        filters.kind = kind;
    }
}

fn customer_ui(ui: &mut Ui, cx: &Cx<'_>, filters: &mut Filters) {
    let Some(code) = filters.customer else { return };
    let label = cx.with("records-filter-customer", &[("code", code.to_string().into())]);
    let (_, cleared) = choice(ui, cx.theme, &label, None, |ui| {
        option(ui, cx.theme, false, cx.t("records-filter-clear-one")).then_some(())
    });
    if cleared.is_some() {
        filters.customer = None;
    }
}

const fn when_key(when: When) -> &'static str {
    match when {
        When::Any => "records-filter-date-any",
        When::Today => "records-filter-date-today",
        When::Week => "records-filter-date-week",
        When::Month => "records-filter-date-month",
        When::Year => "records-filter-date-year",
        When::Between(..) => "records-filter-date-between",
    }
}
