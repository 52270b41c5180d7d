//! What waits for a second person: requests to be answered or carried out, what one supervisor did alone and a second
//! is to ratify, and the groups whose keys are owed to be renewed.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::asking::Asking;
use super::diff::diff_ui;
use super::loaded::Loaded;
use super::owed::Owed;
use super::will;
use crate::app::event::Answer;
use crate::app::request::{PeopleWish, RequestId};
use crate::app::snapshot::{
    AgreementDiff, AloneRow, GrantWidth, HeldGroup, MayAnswer, Named, TwoPerson, WaitingNumber, WaitingRow,
    WaitingState, Will,
};
use crate::base::id::GroupId;
use crate::policy::Role;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::Screen;
use crate::ui::screens::backup::owed_ui;
use crate::ui::screens::groups::{Came, Errand, Opening};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::panes::Side;
use crate::ui::widgets::{Answered, Button, Dialog, Icon, choose, panes, progress, text};

/// Lines are not drawn longer, however wide the window is.
const WIDEST: f32 = 2.6 * space::TEXT;

/// What is about to be done, and asked about once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Answer(WaitingNumber, bool),
    Ratify,
}

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Waiting {
    requests: Loaded<[WaitingRow]>,
    alone: Loaded<[AloneRow]>,
    owed: Owed,
    confirming: Option<Asked>,
    asking: Asking,
    /// What a new text of the agreement would change: asked for, and known.
    comparing: Asking,
    compared: Option<(WaitingNumber, Option<Arc<AgreementDiff>>)>,
    /// A grant that is handed on with a second person.
    opening: Option<(GroupId, Opening)>,
    said: Option<&'static str>,
}

impl Waiting {
    fn load(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let requests = |answer: &Answer| match answer {
            Answer::WaitingList(rows) => Some(Arc::clone(rows)),
            _ => None,
        };
        let alone = |answer: &Answer| match answer {
            Answer::AloneList(rows) => Some(Arc::clone(rows)),
            _ => None,
        };
        self.requests
            .keep(cx, || PeopleWish::Waiting, requests)
            .or_else(|| self.alone.keep(cx, || PeopleWish::Alone, alone))
            .or_else(|| self.owed.keep(cx))
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if let (Some(Answer::Diff(diff)), Some((_, shown))) = (self.comparing.hear(cx), &mut self.compared) {
            *shown = Some(Arc::clone(diff));
        }
        if self.asking.hear(cx).is_some() {
            self.opening = None;
            self.said = Some(match self.confirming.take() {
                Some(Asked::Answer(_, true)) => "waiting-said-agreed",
                Some(Asked::Answer(_, false)) => "waiting-said-refused",
                Some(Asked::Ratify) => "waiting-said-ratified",
                None => "waiting-said-carried-out",
            });
        }
    }

    fn requests_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rows: &[WaitingRow]) -> Option<Action> {
        let mut action = None;
        for row in rows {
            panes::card(ui, cx.theme, |ui| {
                ui.set_width(ui.available_width());
                panes::abreast(ui, |ui, side| {
                    let wish = match side {
                        Side::Left => {
                            text::strong(ui, cx.theme, will::said(cx, &row.will));
                            self.compare_ui(ui, cx, row)
                        }
                        Side::Right => self.stand_ui(ui, cx, row),
                    };
                    action = wish.or(action.take());
                });
            });
            ui.add_space(space::SMALL);
        }
        action
    }

    /// Who asked and why, where it stands, and the buttons.
    fn stand_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &WaitingRow) -> Option<Action> {
        let by = [
            ("number", row.number.0.to_string().into()),
            ("by", (&row.by).into()),
            ("date", cx.texts.date_and_time(row.at).into()),
        ];
        text::muted(ui, cx.theme, cx.with("waiting-by", &by));
        if will::reason_of(&row.will) != Some(row.reason.as_str()) {
            text::muted(ui, cx.theme, cx.with("waiting-reason", &[("reason", (&row.reason).into())]));
        }
        // The chip stands at the middle of the buttons beside it.
        ui.spacing_mut().interact_size.y = space::CONTROL;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            panes::chip(ui, cx.theme, tone_of(row.state), cx.t(&row.state.text_key()));
            self.answer_ui(ui, cx, row)
        })
        .inner
    }

    /// A new text of the agreement is read before it is agreed to: what it changes.
    fn compare_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &WaitingRow) -> Option<Action> {
        let version = row.will.named.iter().find_map(|(name, named)| match named {
            Named::Words(version) if *name == "version" => version.parse::<u32>().ok(),
            _ => None,
        });
        let version = version.filter(|_| row.state == WaitingState::Open)?;
        match &self.compared {
            Some((number, Some(diff))) if *number == row.number => {
                diff_ui(ui, cx, diff);
                return None;
            }
            Some((number, None)) if *number == row.number && self.comparing.is_busy() => {
                progress::waiting(ui, cx.theme, cx.t("waiting-comparing"));
                return None;
            }
            _ => {}
        }
        self.comparing.problem_ui(ui, cx);
        if !choose::link(ui, cx.theme, cx.t("waiting-see-changes")) {
            return None;
        }
        self.compared = Some((row.number, None));
        let (from, language) = (version.saturating_sub(1), cx.texts.language());
        Some(self.comparing.ask(cx, PeopleWish::DiffAgreement { from, to: version, language }))
    }

    /// The buttons of a request, or why there are none.
    fn answer_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &WaitingRow) -> Option<Action> {
        let busy = self.asking.is_busy();
        match (row.state, row.mine) {
            (WaitingState::Open, MayAnswer::Yes) => {
                let label = |key| cx.with(key, &[("number", row.number.0.to_string().into())]);
                if Button::secondary(&label("waiting-agree")).enabled(!busy).ui(ui, cx.theme) {
                    self.confirming = Some(Asked::Answer(row.number, true));
                }
                if Button::secondary(&label("waiting-refuse")).enabled(!busy).ui(ui, cx.theme) {
                    self.confirming = Some(Asked::Answer(row.number, false));
                }
                None
            }
            (WaitingState::Agreed, MayAnswer::MyOwn) => {
                let label = cx.with("waiting-carry-out", &[("number", row.number.0.to_string().into())]);
                if !Button::secondary(&label).enabled(!busy).ui(ui, cx.theme) {
                    return None;
                }
                self.said = None;
                if let Some(held) = by_two(cx, &row.will) {
                    self.asking = Asking::default();
                    self.opening = Some((held.group, Opening::new(Errand::HandOn(row.number), held)));
                    return None;
                }
                Some(self.asking.ask(cx, PeopleWish::CarryOut(row.number)))
            }
            (WaitingState::Open, may) => {
                text::small(ui, cx.theme, cx.t(&may.text_key()));
                None
            }
            (WaitingState::Agreed, _) => {
                text::small(ui, cx.theme, cx.with("waiting-carries-out", &[("by", (&row.by).into())]));
                None
            }
            (WaitingState::Done | WaitingState::Refused, _) => None,
        }
    }

    fn alone_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, rows: &[AloneRow]) {
        text::heading(ui, cx.theme, cx.t("waiting-alone-title"));
        text::muted(ui, cx.theme, cx.t("waiting-alone-text"));
        for row in rows {
            panes::card(ui, cx.theme, |ui| {
                ui.set_width(ui.available_width());
                panes::abreast(ui, |ui, side| match side {
                    Side::Left => _ = text::body(ui, cx.theme, will::said(cx, &row.will)),
                    Side::Right => alone_by_ui(ui, cx, row),
                });
            });
        }
        let any = rows.iter().any(|row| row.may == MayAnswer::Yes);
        if any && Button::primary(cx.t("waiting-ratify")).enabled(!self.asking.is_busy()).ui(ui, cx.theme) {
            self.confirming = Some(Asked::Ratify);
        }
        ui.add_space(space::LARGE);
    }

    /// The second person whom handing on a group that takes two needs.
    fn opening_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let (group, opening) = self.opening.as_mut()?;
        let held = cx.model.held.iter().find(|held| held.group == *group)?;
        match opening.ui(ui, cx, held, &mut self.asking)? {
            Came::Asked(action) | Came::Wish(action) => Some(action),
            Came::Up => {
                self.opening = None;
                self.asking = Asking::default();
                None
            }
        }
    }

    /// What staff see: the groups they hold whose keys are owed.
    fn staff_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.owed.keep(cx);
        panes::page_head(ui, cx.theme, cx.t("owed-title"), cx.t("owed-text"), |_| ());
        let Some(owed) = self.owed.rows() else { return asked };
        if owed.is_empty() && !self.owed.has_news() {
            let (title, words) = (cx.t("owed-empty-title"), cx.t("owed-empty-text"));
            panes::empty(ui, cx.theme, Icon::CheckCircle, title, words, None);
            return asked;
        }
        let renewing = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(WIDEST.min(ui.available_width() - space::MEDIUM));
            self.owed.ui(ui, cx, &owed)
        });
        renewing.inner.or(asked)
    }

    fn confirm_ui(&mut self, ui: &Ui, cx: &Cx<'_>, rows: &[WaitingRow]) -> Option<Action> {
        let asked = self.confirming?;
        let (title, go) = match asked {
            Asked::Answer(_, true) => ("waiting-agree-title", "waiting-agree-go"),
            Asked::Answer(_, false) => ("waiting-refuse-title", "waiting-refuse-go"),
            Asked::Ratify => ("waiting-ratify-title", "waiting-ratify-go"),
        };
        let dialog = Dialog::new("waiting", cx.t(title), cx.t(go), cx.t("people-cancel")).wide();
        let answered = dialog.ready(!self.asking.is_busy()).ui(ui, cx.theme, |ui| {
            match asked {
                Asked::Answer(number, agreed) => {
                    if let Some(row) = rows.iter().find(|row| row.number == number) {
                        panes::notice(ui, cx.theme, Tone::Plain, &will::said(cx, &row.will), None);
                    }
                    let key = if agreed { "waiting-agree-about" } else { "waiting-refuse-about" };
                    text::muted(ui, cx.theme, cx.t(key));
                }
                Asked::Ratify => drop(text::body(ui, cx.theme, cx.t("waiting-ratify-about"))),
            }
            self.asking.problem_ui(ui, cx);
            if self.asking.is_busy() {
                progress::waiting(ui, cx.theme, cx.t("people-writing"));
            }
        });
        match answered? {
            Answered::Yes => {
                let wish = match asked {
                    Asked::Answer(number, agreed) => PeopleWish::Answer { number, agreed },
                    Asked::Ratify => PeopleWish::Ratify,
                };
                Some(self.asking.ask(cx, wish))
            }
            Answered::No => {
                self.confirming = None;
                self.asking = Asking::default();
                None
            }
        }
    }
}

impl Screen for Waiting {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if cx.model.session.as_ref().is_some_and(|session| session.role != Role::Supervisor) {
            return self.staff_ui(ui, cx);
        }
        self.hear(cx);
        let asked = self.load(cx);
        panes::page_head(ui, cx.theme, cx.t("waiting-title"), cx.t("waiting-text"), |_| ());
        if let Some(said) = self.said {
            panes::notice(ui, cx.theme, Tone::Good, cx.t(said), None);
            ui.add_space(space::SMALL);
        }
        if self.confirming.is_none() && self.opening.is_none() {
            self.asking.problem_ui(ui, cx);
        }
        let (Some(requests), Some(alone), Some(owed)) =
            (self.requests.face(), self.alone.face(), self.owed.rows())
        else {
            self.requests.missing_ui(ui, cx);
            return asked;
        };
        let has_owed = !owed.is_empty() || self.owed.has_news();
        let backups = cx.model.session.as_ref().and_then(|session| session.backup.clone());
        let backups = backups.filter(|backups| !backups.owed.is_empty());
        if requests.is_empty() && alone.is_empty() && !has_owed && backups.is_none() {
            let (title, words) = (cx.t("waiting-empty-title"), cx.t("waiting-empty-text"));
            panes::empty(ui, cx.theme, Icon::CheckCircle, title, words, None);
            return asked;
        }
        let action = ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                ui.set_max_width(WIDEST.min(ui.available_width() - space::MEDIUM));
                // First what every screen leads here for.
                let mut renewing = None;
                if has_owed {
                    text::heading(ui, cx.theme, cx.t("owed-title"));
                    text::muted(ui, cx.theme, cx.t("owed-text"));
                    renewing = self.owed.ui(ui, cx, &owed);
                    ui.add_space(space::LARGE);
                }
                if let Some(backups) = &backups {
                    text::heading(ui, cx.theme, cx.t("backup-title"));
                    owed_ui(ui, cx, backups);
                    let there = choose::link(ui, cx.theme, cx.t("backup-owed-there"));
                    renewing = renewing.or(there.then_some(Action::Go(Route::Backup)));
                    ui.add_space(space::LARGE);
                }
                if !alone.is_empty() {
                    self.alone_ui(ui, cx, &alone);
                }
                if !requests.is_empty() {
                    text::heading(ui, cx.theme, cx.t("waiting-requests"));
                }
                let action = self.requests_ui(ui, cx, &requests);
                action.or(renewing)
            })
            .inner;
        let confirmed = self.confirm_ui(ui, cx, &requests).or_else(|| self.opening_ui(ui, cx));
        confirmed.or(asked).or(action)
    }

    fn job(&self) -> Option<RequestId> {
        self.owed.job()
    }

    fn manual_page(&self) -> &'static str {
        "waiting"
    }
}

/// Who did something alone, why, and who may not ratify it.
fn alone_by_ui(ui: &mut Ui, cx: &Cx<'_>, row: &AloneRow) {
    let by = [
        ("number", row.number.to_string().into()),
        ("by", (&row.by).into()),
        ("date", cx.texts.date_and_time(row.at).into()),
    ];
    text::small(ui, cx.theme, cx.with("waiting-by", &by));
    text::small(ui, cx.theme, cx.with("waiting-reason", &[("reason", (&row.reason).into())]));
    if row.may != MayAnswer::Yes {
        let key = format!("waiting-alone-{}", row.may.key());
        text::small_tone(ui, cx.theme, Tone::Accent, cx.t(&key));
    }
}

/// The group of a grant that takes two people to hand on.
fn by_two<'c>(cx: &Cx<'c>, will: &Will) -> Option<&'c HeldGroup> {
    let width = will.named.iter().find_map(|(_, named)| match named {
        Named::Width(width) => Some(*width),
        _ => None,
    });
    let group = will.named.iter().find_map(|(_, named)| match named {
        Named::Group(group, _) => Some(*group),
        _ => None,
    });
    let held = cx.model.held.iter().find(|held| Some(held.group) == group)?;
    match held.takes {
        TwoPerson::No => None,
        TwoPerson::Identities => (width == Some(GrantWidth::Identities)).then_some(held),
        TwoPerson::Whole => width.is_some().then_some(held),
    }
}

/// The colour of where a request stands.
const fn tone_of(state: WaitingState) -> Tone {
    match state {
        WaitingState::Open => Tone::Warning,
        WaitingState::Agreed => Tone::Accent,
        WaitingState::Done => Tone::Good,
        WaitingState::Refused => Tone::Plain,
    }
}
