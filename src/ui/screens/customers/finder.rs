//! Finding one customer as you type: a box, and the few that fit below it. Adding files begins with it.
//!
//! A code is checked as it is typed; each keystroke is a newer search.

use eframe::egui::{Align2, Id, Key, Modifiers, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use super::typed::{Typed, typed};
use crate::app::event::Answer;
use crate::app::problem::{Problem, ProblemKind};
use crate::app::request::{Request, RequestId};
use crate::app::snapshot::{CustomerQuery, CustomerRow};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::cells::line;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Field, text};

/// How many customers are offered.
const OFFERED: u32 = 8;

/// What is typed and what fits.
#[derive(Default)]
pub(crate) struct Finder {
    text: String,
    asked_for: Option<String>,
    asked: Option<RequestId>,
    found: Vec<CustomerRow>,
    problem: Option<Problem>,
    at: usize,
    focused: bool,
}

impl Finder {
    /// Draws the box and what fits. Returns the customer that was chosen.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<CustomerRow> {
        self.hear(cx);
        let id = Id::unique("customer-finder");
        let typing = ui.memory(|memory| memory.has_focus(id));
        let chosen = if typing { self.keys(ui) } else { None };
        let names = super::sees_names(cx, None);
        let error = match typed(&self.text) {
            Typed::Mistyped => Some(cx.t("customers-code-check").to_owned()),
            Typed::Words | Typed::Code(_) => None,
        };
        Field::new(cx.t("add-customer-label"))
            .hint(cx.t(if names { "add-customer-hint" } else { "add-customer-hint-codes" }))
            .error(error)
            .id(id)
            .ui(ui, cx.theme, &mut self.text);
        if !std::mem::replace(&mut self.focused, true) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        ui.add_space(space::TINY);
        chosen.or(self.found_ui(ui, cx))
    }

    /// The search that what is typed asks for.
    pub(crate) fn wish(&mut self, cx: &Cx<'_>) -> Option<Action> {
        let words = self.text.trim();
        if self.asked_for.as_deref() == Some(words) {
            return None;
        }
        self.asked_for = Some(words.to_owned());
        let query = CustomerQuery { group: None, text: words.to_owned() };
        let (id, action) = cx.ask(Request::FindCustomers { query, offset: 0, limit: OFFERED });
        self.asked = Some(id);
        Some(action)
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        if cx.lost(self.asked) {
            (self.asked, self.asked_for) = (None, None);
        }
        match cx.answer(self.asked) {
            Some(Ok(Answer::Customers(listing))) => {
                self.found.clone_from(&listing.rows);
                self.problem = None;
                self.at = 0;
                self.asked = None;
            }
            Some(Err(problem)) => {
                self.problem = (problem.kind != ProblemKind::Cancelled).then(|| problem.clone());
                self.asked = None;
            }
            _ => {}
        }
    }

    fn keys(&mut self, ui: &Ui) -> Option<CustomerRow> {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            self.at = (self.at + 1).min(self.found.len().saturating_sub(1));
        } else if pressed(Key::ArrowUp) {
            self.at = self.at.saturating_sub(1);
        } else if pressed(Key::Enter) {
            return self.found.get(self.at).cloned();
        }
        None
    }

    fn found_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<CustomerRow> {
        if let Some(problem) = &self.problem {
            text::small_tone(ui, cx.theme, Tone::Danger, cx.problem(problem));
            return None;
        }
        if self.found.is_empty() {
            if self.asked_for.as_deref().is_some_and(|words| !words.is_empty()) && self.asked.is_none() {
                text::small(ui, cx.theme, cx.t("add-customer-none"));
            }
            return None;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let rows = self.found.iter().enumerate();
        rows.filter(|(place, row)| found_row_ui(ui, cx, row, *place == self.at))
            .map(|(_, row)| row.clone())
            .last()
    }
}

fn found_row_ui(ui: &mut Ui, cx: &Cx<'_>, row: &CustomerRow, here: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::click());
    let code = row.code.to_string();
    let group = cx.model.group(row.group).map_or("", |group| group.name.as_str());
    let name = row.name.as_deref().unwrap_or(group);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, here, format!("{code}, {name}")));
    if here || response.hovered() || response.has_focus() {
        let fill = if here { cx.theme.accent_soft } else { cx.theme.hover };
        ui.painter().rect_filled(rect, f32::from(space::RADIUS), fill);
    }
    let left = rect.left_center() + vec2(space::MEDIUM, 0.0);
    ui.painter().text(left, Align2::LEFT_CENTER, &code, Face::Code.font(), cx.theme.text);
    let galley = line(ui, name, Face::Body, cx.theme.text, rect.width() * 0.45);
    let at = left + vec2(132.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, cx.theme.text);
    if row.name.is_some() {
        let galley = line(ui, group, Face::Small, cx.theme.muted, rect.width() * 0.25);
        let at = rect.right_center() - vec2(galley.size().x + space::MEDIUM, galley.size().y / 2.0);
        ui.painter().galley(at, galley, cx.theme.muted);
    }
    response.clicked()
}
