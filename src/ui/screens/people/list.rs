//! The list of people, with one of them beside it: how they stand, what is due, and what can be done next.
//!
//! Drafts stand in the same list until they are enrolled.

use std::sync::Arc;

use eframe::egui::{Frame, Id, Margin, Ui};

use super::asking::Asking;
use super::draft::{Draft, Drafting};
use super::loaded::Loaded;
use super::person::Person;
use crate::app::event::Answer;
use crate::app::request::PeopleWish;
use crate::app::snapshot::{DraftRow, PeopleFace, PersonRow, StandingFace};
use crate::base::id::{AccountId, DraftId};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::table::{self, Column, Row, Table, TableState, Width};
use crate::ui::screens::{Screen, beside};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, choose, panes, progress, text};

/// Who is chosen in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chosen {
    Account(AccountId),
    Draft(DraftId),
}

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct People {
    loaded: Loaded<PeopleFace>,
    table: TableState,
    chosen: Option<Chosen>,
    drafting: Option<Draft>,
    asking: Asking,
    person: Person,
}

impl People {
    fn hear(&mut self, cx: &Cx<'_>) {
        if let Some(Answer::Drafted(number)) = self.asking.hear(cx) {
            self.drafting = None;
            self.chosen = Some(Chosen::Draft(*number));
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let (pressed, settings) =
            panes::page_head(ui, cx.theme, cx.t("people-title"), cx.t("people-text"), |ui| {
                let idle = self.drafting.is_none();
                let new = idle && Button::primary(cx.t("people-new")).ui(ui, cx.theme);
                (new, Button::secondary(cx.t("people-settings")).ui(ui, cx.theme))
            });
        if pressed {
            self.drafting = Some(Draft::default());
        }
        settings.then_some(Action::Go(Route::Settings))
    }

    /// What needs somebody's attention, each with the way there.
    fn due_ui(ui: &mut Ui, cx: &Cx<'_>, face: &PeopleFace) -> Option<Action> {
        let mut action = None;
        let lines = [
            ("people-due-waiting", face.waiting),
            ("people-due-ratify", face.to_ratify),
            ("people-due-owed", face.owed),
        ];
        for (key, count) in lines.into_iter().filter(|(_, count)| *count > 0) {
            ui.horizontal(|ui| {
                Icon::WarningCircle.ui(ui, cx.theme.warning);
                text::body(ui, cx.theme, cx.with(key, &[("count", count.into())]));
                if choose::link(ui, cx.theme, cx.t("people-due-see")) {
                    action = Some(Action::Go(Route::Waiting));
                }
            });
        }
        action
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &PeopleFace) {
        let columns = [
            Column::new(cx.t("people-column-name"), Width::Share(1.15)),
            Column::new(cx.t("people-column-role"), Width::Points(152.0)),
            Column::new(cx.t("people-column-standing"), Width::Share(0.95)),
            Column::new(cx.t("people-column-due"), Width::Share(1.5)),
        ];
        let rows = u64::try_from(face.drafts.len() + face.people.len()).unwrap_or(0);
        let table = Table { id: list_id(), label: cx.t("people-list"), columns: &columns, rows };
        let chosen = self.chosen;
        let touched = table.ui(ui, cx, &mut self.table, |place| drawn(cx, face, place, chosen));
        if let Some((place, _)) = touched.clicked {
            self.choose(at(face, place));
        }
    }

    fn keys(&mut self, ui: &Ui, face: &PeopleFace) {
        if ui.memory(eframe::egui::Memory::focused) != Some(list_id()) {
            return;
        }
        let rows = u64::try_from(face.drafts.len() + face.people.len()).unwrap_or(0);
        let here = (0..rows).find(|place| at(face, *place) == self.chosen && self.chosen.is_some());
        if let Some(place) = table::moved(ui, &self.table, here, rows) {
            self.table.reveal(place);
            self.choose(at(face, place));
        }
    }

    /// What is being typed stays.
    fn choose(&mut self, chosen: Option<Chosen>) {
        if self.drafting.as_ref().is_some_and(Draft::is_typed) {
            return;
        }
        self.drafting = None;
        self.chosen = chosen;
    }

    fn beside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &PeopleFace) -> Option<Action> {
        if let Some(draft) = &mut self.drafting {
            return match draft.ui(ui, cx, &mut self.asking)? {
                Drafting::Ask(action) => Some(action),
                Drafting::Up => {
                    self.drafting = None;
                    self.asking = Asking::default();
                    None
                }
            };
        }
        match self.chosen {
            Some(Chosen::Account(account)) => {
                let person = face.people.iter().find(|person| person.account == account)?;
                self.person.ui(ui, cx, person)
            }
            Some(Chosen::Draft(number)) => {
                let draft = face.drafts.iter().find(|draft| draft.draft == number)?;
                self.draft_ui(ui, cx, draft)
            }
            None => {
                let (title, words) = (cx.t("people-pick-title"), cx.t("people-pick-text"));
                panes::empty(ui, cx.theme, Icon::Users, title, words, None);
                None
            }
        }
    }

    fn draft_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, draft: &DraftRow) -> Option<Action> {
        text::heading(ui, cx.theme, &draft.wish.name);
        panes::chip(ui, cx.theme, Tone::Plain, cx.t("people-draft"));
        ui.add_space(space::SMALL);
        let fact = |ui: &mut Ui, key: &str, value: &str| {
            text::fact(ui, cx.theme, cx.t(key), |ui| {
                text::body(ui, cx.theme, value);
            });
        };
        fact(ui, "draft-login", &draft.wish.login);
        fact(ui, "draft-role", cx.t(&format!("role-{}", draft.wish.role.key())));
        if !draft.wish.job_title.is_empty() {
            fact(ui, "draft-job", &draft.wish.job_title);
        }
        fact(ui, "people-drafted-by", &draft.by);
        ui.add_space(space::MEDIUM);
        text::muted(ui, cx.theme, cx.t("people-draft-next"));
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::SMALL);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        let width = ui.available_width();
        let enrol = Button::secondary(cx.t("people-enrol")).width(width).ui(ui, cx.theme);
        if Button::danger(cx.t("people-drop")).width(width).ui(ui, cx.theme) {
            return Some(self.asking.ask(cx, PeopleWish::DropDraft(draft.draft)));
        }
        enrol.then(|| Action::Open(Route::Enrol(draft.clone())))
    }
}

impl Screen for People {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let take = |answer: &Answer| match answer {
            Answer::People(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || PeopleWish::List, take);
        let settings = self.head_ui(ui, cx);
        let Some(face) = self.loaded.face() else {
            self.loaded.missing_ui(ui, cx);
            return asked;
        };
        self.keys(ui, &face);
        let due = Self::due_ui(ui, cx, &face);
        ui.add_space(space::SMALL);
        let (list, beside) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.list_ui(ui, cx, &face));
        let action = beside::card(ui, cx.theme, beside, |ui| {
            eframe::egui::ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| {
                    // The scroll bar stands beside what it scrolls.
                    let beside = Frame::new().inner_margin(Margin { right: 12, ..Margin::ZERO });
                    beside.show(ui, |ui| self.beside_ui(ui, cx, &face)).inner
                })
                .inner
        });
        asked.or(action).or(due).or(settings)
    }

    fn unsaved(&self) -> bool {
        self.drafting.as_ref().is_some_and(Draft::is_typed) || self.person.unsaved()
    }

    fn manual_page(&self) -> &'static str {
        "people"
    }
}

fn list_id() -> Id {
    Id::unique("people-list")
}

fn at(face: &PeopleFace, place: u64) -> Option<Chosen> {
    let place = usize::try_from(place).ok()?;
    match face.drafts.get(place) {
        Some(draft) => Some(Chosen::Draft(draft.draft)),
        None => face.people.get(place - face.drafts.len()).map(|person| Chosen::Account(person.account)),
    }
}

fn drawn(cx: &Cx<'_>, face: &PeopleFace, place: u64, chosen: Option<Chosen>) -> Option<Row> {
    let here = at(face, place)?;
    let place = usize::try_from(place).ok()?;
    let (name, role, standing, tone, due) = if let Some(draft) = face.drafts.get(place) {
        let due = cx.t("people-draft-due").to_owned();
        (draft.wish.name.clone(), draft.wish.role, cx.t("people-draft").to_owned(), Tone::Plain, due)
    } else {
        let person = face.people.get(place - face.drafts.len())?;
        let standing = cx.t(&person.standing.text_key()).to_owned();
        (person.name.clone(), person.role, standing, tone_of(person), due_of(cx, person))
    };
    let role = cx.t(&format!("role-{}", role.key()));
    let label = cx.with(
        "people-row",
        &[
            ("name", (&name).into()),
            ("role", role.into()),
            ("standing", (&standing).into()),
            ("due", (&due).into()),
        ],
    );
    let cells =
        vec![Cell::Text(name), Cell::muted(role), Cell::Chips(vec![(standing, tone)]), Cell::muted(due)];
    Some(Row { cells, label, chosen: chosen == Some(here) })
}

/// The colour of how someone stands.
pub(super) fn tone_of(person: &PersonRow) -> Tone {
    match person.standing {
        StandingFace::Full if person.warnings.is_empty() => Tone::Good,
        StandingFace::Full | StandingFace::MustSign(_) | StandingFace::Renewal(_) => Tone::Warning,
        StandingFace::Lapsed(_) if person.next_step.is_some() => Tone::Accent,
        StandingFace::Lapsed(_) => Tone::Danger,
        StandingFace::Left => Tone::Plain,
    }
}

/// What is due with someone, the nearest first.
fn due_of(cx: &Cx<'_>, person: &PersonRow) -> String {
    if let Some(step) = person.next_step {
        return cx.t(&step.text_key()).to_owned();
    }
    if let Some(why) = person.standing.why() {
        return cx.t(&why.text_key()).to_owned();
    }
    person.warnings.iter().min_by_key(|warning| warning.days).map_or_else(String::new, |warning| {
        cx.with(
            "people-lapses-in",
            &[("what", cx.t(&warning.what.text_key()).into()), ("count", warning.days.into())],
        )
    })
}
