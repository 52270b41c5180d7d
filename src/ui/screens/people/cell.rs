//! One cell of the matrix: what this person holds of this group and why, and the change: nothing, records, or records
//! and identities, and until when. What cannot be granted says why.

use eframe::egui::{Id, Ui};

use super::asking::Asking;
use super::consent::is_reason;
use super::day::DayField;
use super::grants::{name_of, width_of};
use crate::app::event::Answer;
use crate::app::request::{Consent, PeopleWish};
use crate::app::snapshot::{CellWhy, GrantWidth, MatrixCell, MatrixGroup, MatrixRow, MayGrant};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Button, Field, choose, panes, progress, text};

/// The change that is being made.
#[derive(Default)]
struct Change {
    width: Option<GrantWidth>,
    until: DayField,
    reason: String,
}

impl Change {
    /// Whether the names are taken back and the records stay.
    fn narrows(&self, cell: &MatrixCell) -> bool {
        self.width == Some(GrantWidth::Records) && cell.width == Some(GrantWidth::Identities)
    }
}

/// The details and what was typed.
#[derive(Default)]
pub(super) struct CellDetails {
    change: Option<Change>,
    asking: Asking,
    said: Option<String>,
}

impl CellDetails {
    /// Whether a change was begun and not sent.
    pub(super) fn unsaved(&self) -> bool {
        self.change
            .as_ref()
            .is_some_and(|change| !change.reason.trim().is_empty() || !change.until.is_empty())
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let said = match self.asking.hear(cx) {
            Some(Answer::Waiting(number)) => {
                cx.with("people-queued", &[("number", number.0.to_string().into())])
            }
            Some(_) => cx.t("grants-changed").to_owned(),
            None => return,
        };
        *self = Self { said: Some(said), ..Self::default() };
    }

    /// Draws them.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        row: &MatrixRow,
        group: &MatrixGroup,
        cell: &MatrixCell,
    ) -> Option<Action> {
        self.hear(cx);
        let mut wish = None;
        let consent = self.asking.consent_ui(ui, cx, &mut wish);
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
            ui.add_space(space::SMALL);
        }
        text::heading(ui, cx.theme, &row.name);
        text::body(ui, cx.theme, name_of(cx, group));
        let tone = if cell.width.is_some() { Tone::Accent } else { Tone::Plain };
        panes::chip(ui, cx.theme, tone, width_of(cx, cell.width));
        ui.add_space(space::TINY);
        why_ui(ui, cx, cell);
        two_person_ui(ui, cx, group);
        ui.add_space(space::MEDIUM);
        if self.change.is_some() {
            let action = self.change_ui(ui, cx, row, group, cell);
            let consented = consent.and_then(|consent| self.send(cx, row, (group, cell), consent));
            return consented.or(wish).or(action);
        }
        if [cell.records, cell.identities].contains(&MayGrant::Yes) || cell.may_revoke {
            if Button::primary(cx.t("grants-change")).width(ui.available_width()).ui(ui, cx.theme) {
                self.said = None;
                self.change = Some(Change { width: cell.width, ..Change::default() });
            }
        } else {
            text::small(ui, cx.theme, cx.t(&cell.records.text_key()));
        }
        None
    }

    fn change_ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        row: &MatrixRow,
        group: &MatrixGroup,
        cell: &MatrixCell,
    ) -> Option<Action> {
        text::text(ui, Face::Label, cx.theme.text, cx.t("grants-change-to"));
        let change = self.change.as_mut()?;
        choices_ui(ui, cx, cell, change);
        let mut late = false;
        let narrows = change.narrows(cell);
        if !narrows && change.width.is_some() {
            late = change.until.end_of_day(cx).map_or(true, |at| at.is_some_and(|at| at <= cx.now));
            let over = late.then(|| cx.t("screening-until-over"));
            change.until.ui(ui, cx, cx.t("grants-until"), cx.t("screening-optional"), over);
            text::small(ui, cx.theme, cx.t("grants-until-about"));
        } else if cell.width.is_some() {
            if change.width.is_none() && group.holders <= 1 {
                panes::notice(ui, cx.theme, Tone::Danger, cx.t("grants-last"), None);
            }
            let field = Field::new(cx.t("grants-reason")).id(Id::unique("grants-reason"));
            field.ui(ui, cx.theme, &mut change.reason);
            text::small(ui, cx.theme, cx.t("grants-revoke-about"));
        }
        let differs = change.width != cell.width || !change.until.is_empty();
        let taking = narrows || change.width.is_none();
        let ready = if taking { cell.width.is_some() && is_reason(&change.reason) } else { differs && !late };
        let key = if taking { "grants-revoke" } else { "grants-go" };
        self.asking.problem_ui(ui, cx);
        ui.add_space(space::SMALL);
        if self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("people-writing"));
            return None;
        }
        ui.horizontal(|ui| {
            let go = Button::primary(cx.t(key)).enabled(ready).ui(ui, cx.theme);
            if Button::secondary(cx.t("people-cancel")).ui(ui, cx.theme) {
                *self = Self::default();
                return None;
            }
            go.then(|| self.send(cx, row, (group, cell), Consent::Unsaid)).flatten()
        })
        .inner
    }

    fn send(
        &mut self,
        cx: &Cx<'_>,
        row: &MatrixRow,
        (group, cell): (&MatrixGroup, &MatrixCell),
        consent: Consent,
    ) -> Option<Action> {
        let change = self.change.as_ref()?;
        let (account, group) = (row.account, group.group);
        let wish = match change.width {
            Some(width) if !change.narrows(cell) => {
                let until = change.until.end_of_day(cx).ok()?;
                PeopleWish::Grant { account, group, width, until, consent }
            }
            leave => PeopleWish::Revoke { account, group, leave, reason: change.reason.trim().to_owned() },
        };
        Some(self.asking.ask(cx, wish))
    }
}

/// The three widths; one that cannot be chosen is said with its reason instead.
fn choices_ui(ui: &mut Ui, cx: &Cx<'_>, cell: &MatrixCell, change: &mut Change) {
    let widths = [
        (None, if cell.may_revoke { MayGrant::Yes } else { MayGrant::Held }),
        (Some(GrantWidth::Records), cell.records),
        (Some(GrantWidth::Identities), cell.identities),
    ];
    for (width, may) in widths {
        let label = width_of(cx, width);
        let here = change.width == width;
        let narrower = cell.may_revoke && width < cell.width;
        if here || cell.width == width || narrower || may == MayGrant::Yes {
            if choose::row(ui, cx.theme, label, Face::Body, here).clicked() {
                change.width = width;
            }
        } else if width.is_some() {
            text::muted(ui, cx.theme, label);
            text::small(ui, cx.theme, cx.t(&may.text_key()));
        }
    }
}

fn why_ui(ui: &mut Ui, cx: &Cx<'_>, cell: &MatrixCell) {
    let day = |at| cx.texts.date(at);
    let words = match &cell.why {
        CellWhy::Granted { by, with: Some(with), at } => {
            let named = [("by", by.into()), ("with", with.into()), ("date", day(*at).into())];
            cx.with("grants-why-granted-with", &named)
        }
        CellWhy::Granted { by, with: None, at } => {
            cx.with("grants-why-granted", &[("by", by.into()), ("date", day(*at).into())])
        }
        CellWhy::Made { at } => cx.with("grants-why-made", &[("date", day(*at).into())]),
        CellWhy::Revoked { by, at, reason } => {
            let named = [("by", by.into()), ("date", day(*at).into()), ("reason", reason.into())];
            cx.with("grants-why-revoked", &named)
        }
        CellWhy::LeftOut { by, at } => {
            cx.with("grants-why-left-out", &[("by", by.into()), ("date", day(*at).into())])
        }
        CellWhy::Expired { at } => cx.with("grants-why-expired", &[("date", day(*at).into())]),
        CellWhy::NeverGranted => cx.t("grants-why-never").to_owned(),
    };
    text::muted(ui, cx.theme, words);
    if let Some(until) = cell.until {
        text::muted(ui, cx.theme, cx.with("grants-ends", &[("date", day(until).into())]));
    }
}

fn two_person_ui(ui: &mut Ui, cx: &Cx<'_>, group: &MatrixGroup) {
    if group.two_person_records {
        text::small(ui, cx.theme, cx.t("grants-two-records"));
    } else if group.two_person_identities {
        text::small(ui, cx.theme, cx.t("grants-two-identities"));
    }
}
