//! Who may open what: people by groups, each cell with its reason; the chosen cell beside the matrix, to be changed;
//! and the review that is due every six months.

use std::sync::Arc;

use eframe::egui::{
    Align2, Key, Modifiers, Rect, Response, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use super::asking::Asking;
use super::cell::CellDetails;
use super::loaded::Loaded;
use crate::app::event::Answer;
use crate::app::request::PeopleWish;
use crate::app::snapshot::{GrantWidth, GrantsMatrix, MatrixCell, MatrixGroup, MatrixRow};
use crate::base::id::{AccountId, GroupId};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::cells::line;
use crate::ui::screens::{Screen, beside};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::button::focus_ring;
use crate::ui::widgets::{Answered, Button, Dialog, Icon, panes, text};

/// The width of the names, and of each group's column.
const NAMES: f32 = 184.0;
const COLUMN: f32 = 184.0;

/// The height of a row: what is held, and until when.
const ROW: f32 = 48.0;

/// The screen and what it keeps.
#[derive(Default)]
pub(crate) struct Grants {
    matrix: Loaded<GrantsMatrix>,
    chosen: Option<(AccountId, GroupId)>,
    details: CellDetails,
    confirming: bool,
    asking: Asking,
    reviewed: bool,
}

impl Grants {
    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (title, line) = (cx.t("grants-title"), cx.t("grants-text"));
        let pressed = panes::page_head(ui, cx.theme, title, line, |ui| {
            Button::secondary(cx.t("grants-review")).icon(Icon::Check).ui(ui, cx.theme)
        });
        self.confirming |= pressed;
    }

    fn review_ui(&self, ui: &mut Ui, cx: &Cx<'_>, face: &GrantsMatrix) {
        if self.reviewed {
            panes::notice(ui, cx.theme, Tone::Good, cx.t("grants-reviewed"), None);
            ui.add_space(space::SMALL);
            return;
        }
        let day = |at| cx.texts.date(at);
        let due = face.review_due_at.filter(|due| *due <= cx.now);
        match (face.reviewed_at, due) {
            (_, Some(due)) => {
                let words = cx.with("grants-review-due", &[("date", day(due).into())]);
                panes::notice(ui, cx.theme, Tone::Warning, &words, None);
                ui.add_space(space::SMALL);
            }
            (Some(at), None) => {
                let next = face.review_due_at.map_or_else(String::new, day);
                let words = cx.with("grants-review-last", &[("date", day(at).into()), ("next", next.into())]);
                text::small(ui, cx.theme, words);
            }
            (None, None) => drop(text::small(ui, cx.theme, cx.t("grants-review-never"))),
        }
    }

    fn confirm_ui(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        if !self.confirming {
            return None;
        }
        let (title, go) = (cx.t("grants-review-title"), cx.t("grants-review-go"));
        let dialog = Dialog::new("review", title, go, cx.t("people-cancel")).ready(!self.asking.is_busy());
        let answered = dialog.ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t("grants-review-text"));
            text::muted(ui, cx.theme, cx.t("grants-review-signed"));
            self.asking.problem_ui(ui, cx);
        });
        match answered? {
            Answered::Yes => Some(self.asking.ask(cx, PeopleWish::ReviewGrants(None))),
            Answered::No => {
                self.confirming = false;
                self.asking = Asking::default();
                None
            }
        }
    }

    fn matrix_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &GrantsMatrix) {
        self.keys(ui, face);
        ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.horizontal(|ui| {
                ui.allocate_exact_size(vec2(NAMES, space::ROW), Sense::hover());
                for group in &face.groups {
                    group_ui(ui, cx, group);
                }
            });
            for row in &face.people {
                ui.horizontal(|ui| self.row_ui(ui, cx, face, row));
            }
        });
    }

    fn row_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &GrantsMatrix, row: &MatrixRow) {
        let (rect, name) = ui.allocate_exact_size(vec2(NAMES, ROW), Sense::hover());
        name.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &row.name));
        let put = |y: f32, words: &str, face, ink| {
            let galley = line(ui, words, face, ink, NAMES - 2.0 * space::MEDIUM);
            ui.painter().galley(pos2(rect.left() + space::MEDIUM, rect.top() + y), galley, ink);
        };
        put(6.0, &row.name, Face::Label, cx.theme.text);
        let standing = if row.standing.why().is_some() {
            cx.t(&row.standing.text_key())
        } else {
            cx.t(&format!("role-{}", row.role.key()))
        };
        put(26.0, standing, Face::Small, cx.theme.muted);
        for (cell, group) in row.cells.iter().zip(&face.groups) {
            let here = self.chosen == Some((row.account, group.group));
            let response = cell_ui(ui, cx, cell, &label_of(cx, row, group, cell), here);
            if response.clicked() {
                self.choose(row.account, group.group);
                response.request_focus();
            }
        }
    }

    fn choose(&mut self, account: AccountId, group: GroupId) {
        if !self.details.unsaved() {
            self.chosen = Some((account, group));
            self.details = CellDetails::default();
        }
    }

    /// The arrow keys move over the matrix once a cell is chosen; the Tab key goes from cell to cell.
    fn keys(&mut self, ui: &Ui, face: &GrantsMatrix) {
        if ui.memory(|memory| memory.focused().is_some()) && !self.has_keys(ui) {
            return;
        }
        let Some((account, group)) = self.chosen else { return };
        let row = face.people.iter().position(|row| row.account == account).unwrap_or(0);
        let column = face.groups.iter().position(|other| other.group == group).unwrap_or(0);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
        let (row, column) = if pressed(Key::ArrowDown) {
            (row + 1, column)
        } else if pressed(Key::ArrowUp) {
            (row.saturating_sub(1), column)
        } else if pressed(Key::ArrowRight) {
            (row, column + 1)
        } else if pressed(Key::ArrowLeft) {
            (row, column.saturating_sub(1))
        } else {
            return;
        };
        if let (Some(row), Some(group)) = (face.people.get(row), face.groups.get(column)) {
            self.choose(row.account, group.group);
        }
    }

    fn has_keys(&self, ui: &Ui) -> bool {
        self.chosen.is_some() && !ui.ctx().egui_wants_keyboard_input()
    }

    fn beside_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &GrantsMatrix) -> Option<Action> {
        let found = self.chosen.and_then(|(account, group)| {
            let row = face.people.iter().find(|row| row.account == account)?;
            let place = face.groups.iter().position(|other| other.group == group)?;
            Some((row, face.groups.get(place)?, row.cells.get(place)?))
        });
        let Some((row, group, cell)) = found else {
            let (title, words) = (cx.t("grants-pick-title"), cx.t("grants-pick-text"));
            panes::empty(ui, cx.theme, Icon::ShieldCheck, title, words, None);
            return None;
        };
        self.details.ui(ui, cx, row, group, cell)
    }
}

impl Screen for Grants {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        if self.asking.hear(cx).is_some() {
            self.confirming = false;
            self.reviewed = true;
        }
        let take = |answer: &Answer| match answer {
            Answer::Grants(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.matrix.keep(cx, || PeopleWish::Grants, take);
        self.head_ui(ui, cx);
        let Some(face) = self.matrix.face() else {
            self.matrix.missing_ui(ui, cx);
            return asked;
        };
        self.review_ui(ui, cx, &face);
        ui.add_space(space::SMALL);
        if face.groups.is_empty() {
            let (title, words) = (cx.t("grants-empty-title"), cx.t("grants-empty-text"));
            let go = panes::empty(ui, cx.theme, Icon::Group, title, words, Some(cx.t("rail-groups")));
            return asked.or(go.then_some(Action::Go(Route::Groups)));
        }
        let (list, beside) = beside::split(ui);
        beside::sheet(ui, cx.theme, list, |ui| self.matrix_ui(ui, cx, &face));
        let action = beside::card(ui, cx.theme, beside, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.beside_ui(ui, cx, &face)).inner
        });
        let review = self.confirm_ui(ui, cx);
        asked.or(action).or(review)
    }

    fn unsaved(&self) -> bool {
        self.details.unsaved()
    }

    fn manual_page(&self) -> &'static str {
        "grants"
    }
}

/// The name of a group as this person may see it.
pub(super) fn name_of<'a>(cx: &Cx<'a>, group: &'a MatrixGroup) -> &'a str {
    group.name.as_deref().unwrap_or_else(|| cx.t("grants-nameless"))
}

/// What a cell says of how much is held.
pub(super) fn width_of<'a>(cx: &Cx<'a>, width: Option<GrantWidth>) -> &'a str {
    width.map_or_else(|| cx.t("grants-nothing"), |width| cx.t(&width.text_key()))
}

fn label_of(cx: &Cx<'_>, row: &MatrixRow, group: &MatrixGroup, cell: &MatrixCell) -> String {
    let named = [
        ("name", (&row.name).into()),
        ("group", name_of(cx, group).into()),
        ("width", width_of(cx, cell.width).into()),
    ];
    cx.with("grants-cell", &named)
}

fn group_ui(ui: &mut Ui, cx: &Cx<'_>, group: &MatrixGroup) {
    let (rect, head) = ui.allocate_exact_size(vec2(COLUMN, space::ROW), Sense::hover());
    let name = name_of(cx, group);
    head.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
    let ink = if group.name.is_some() { cx.theme.text } else { cx.theme.muted };
    let galley = line(ui, name, Face::SmallLabel, ink, COLUMN - 2.0 * space::SMALL);
    let at = pos2(rect.left() + space::SMALL, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    head.on_hover_text(name);
}

fn cell_ui(ui: &mut Ui, cx: &Cx<'_>, cell: &MatrixCell, label: &str, here: bool) -> Response {
    let theme = cx.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(COLUMN, ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, here, label));
    let shrunk = rect.shrink(3.0);
    let (fill, ink) = match cell.width {
        Some(GrantWidth::Identities) => (theme.accent_soft, theme.accent),
        Some(GrantWidth::Records) => (theme.plain_soft, theme.text),
        None => (theme.surface, theme.muted),
    };
    let fill = if response.hovered() { theme.hover } else { fill };
    let edge = if here { eframe::egui::Stroke::new(2.0, theme.accent) } else { theme.hairline() };
    ui.painter().rect(shrunk, f32::from(space::RADIUS), fill, edge, StrokeKind::Inside);
    let until = cell.until.map(|until| cx.with("people-until", &[("date", cx.texts.date(until).into())]));
    let second = until.unwrap_or_else(|| {
        if cell.width.is_some() { String::new() } else { cx.t(&cell.why.text_key()).to_owned() }
    });
    let words = width_of(cx, cell.width);
    two_lines(ui, cx, shrunk, words, &second, ink);
    focus_ring(ui, theme, shrunk, &response);
    response
}

fn two_lines(ui: &Ui, cx: &Cx<'_>, rect: Rect, first: &str, second: &str, ink: eframe::egui::Color32) {
    let width = rect.width() - 2.0 * space::SMALL;
    let left = rect.left() + space::SMALL;
    let shift = if second.is_empty() { 0.0 } else { 9.0 };
    let galley = line(ui, first, Face::SmallLabel, ink, width);
    let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y - shift), galley.size());
    ui.painter().galley(at.min, galley, ink);
    if !second.is_empty() {
        let galley = line(ui, second, Face::Small, cx.theme.muted, width);
        let at = Align2::LEFT_CENTER.anchor_size(pos2(left, rect.center().y + shift), galley.size());
        ui.painter().galley(at.min, galley, cx.theme.muted);
    }
}
