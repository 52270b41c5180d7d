//! The quiet table: a header, rows of one height, one selected row, and only the rows on screen drawn.
//!
//! It draws and tells what was clicked or typed; what the rows are and what follows is the screen's. The lists of
//! records, customers and groups, the viewer of tables and the reports use it. Places are counted in `u64` and put on
//! screen in `f64`, so that a list of millions stays sharp to its last row.

use std::ops::Range;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Align2, EventFilter, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

use super::cells::{Cell, MARGIN, paint_cell, paint_rule};
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, Theme, space};
use crate::ui::widgets::Icon;
use crate::ui::widgets::button::focus_ring;

/// The width of the mark beside the chosen row while the list has the keyboard, in points.
const FOCUS_BAR: f32 = 3.0;

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// What stands in the header.
    pub(crate) head: String,
    /// How wide it is.
    pub(crate) width: Width,
    /// Numbers stand at the right.
    pub(crate) right: bool,
    /// The header can be clicked; the mark that is drawn beside it.
    pub(crate) sort: Option<Sorted>,
}

/// How wide a column is, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Width {
    /// Always this.
    Points(f32),
    /// A share of what is left.
    Share(f32),
}

/// Whether rows are in the order of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sorted {
    No,
    Up,
    Down,
}

/// What a row shows and what it is called.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// What a screen keeps of its table from frame to frame.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableState {
    /// The rows that were on screen last.
    pub(crate) on_screen: Range<u64>,
    offset: f32,
    height: f32,
    reveal: Option<u64>,
}

/// What happened to the table in this frame.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// A row was clicked, with these keys held.
    pub(crate) clicked: Option<(u64, Modifiers)>,
    /// A row was double-clicked.
    pub(crate) opened: Option<u64>,
    /// The header of this column was clicked.
    pub(crate) sort: Option<usize>,
    /// A chosen row on screen says that the list has the keyboard.
    marked: bool,
}

/// A table that is about to be drawn.
pub(crate) struct Table<'a> {
    pub(crate) id: Id,
    pub(crate) label: &'a str,
    pub(crate) columns: &'a [Column],
    pub(crate) rows: u64,
}

impl Column {
    /// A column of texts.
    pub(crate) fn new(head: impl Into<String>, width: Width) -> Self {
        Self { head: head.into(), width, right: false, sort: None }
    }

    /// The same, with its content at the right.
    #[must_use]
    pub(crate) fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// The same, with a header that sorts.
    #[must_use]
    pub(crate) fn sorted(mut self, sorted: Sorted) -> Self {
        self.sort = Some(sorted);
        self
    }
}

impl TableState {
    /// Scrolls the row into sight in the next frame.
    pub(crate) const fn reveal(&mut self, row: u64) {
        self.reveal = Some(row);
    }

    /// Goes back to the head of the list.
    pub(crate) const fn go_to_head(&mut self) {
        self.reveal = Some(0);
    }

    /// How many whole rows fit on screen.
    pub(crate) fn rows_on_screen(&self) -> u64 {
        whole((self.height / space::ROW).max(1.0))
    }

    /// Where to scroll so that the revealed row is in sight.
    fn offset_for_reveal(&mut self) -> Option<f32> {
        let row = self.reveal.take()?;
        let top = points(row);
        let bottom = top + space::ROW;
        if top < self.offset {
            Some(top)
        } else if bottom > self.offset + self.height && self.height > 0.0 {
            Some(bottom - self.height)
        } else {
            None
        }
    }
}

impl Table<'_> {
    /// Draws the table over all the room that is left. `row` is asked for the rows on screen only.
    pub(crate) fn ui(
        self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        state: &mut TableState,
        row: impl Fn(u64) -> Option<Row>,
    ) -> Touched {
        let mut touched = Touched::default();
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let widths = spread(self.columns, ui.available_width());
        touched.sort = self.header_ui(ui, cx.theme, &widths);
        let body = ui.available_rect_before_wrap();
        let list = ui.interact(body, self.id, Sense::FOCUSABLE);
        list.widget_info(|| WidgetInfo::labeled(Role::List, true, self.label));
        self.hold_arrow_keys(ui, &list);
        self.body_ui(ui, cx, state, &widths, &mut touched, row);
        if list.has_focus() && !touched.marked {
            focus_ring(ui, cx.theme, body.shrink(3.0), &list);
        }
        if touched.clicked.is_some() {
            list.request_focus();
        }
        touched
    }

    fn hold_arrow_keys(&self, ui: &Ui, list: &Response) {
        if list.has_focus() {
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, arrows));
        }
    }

    fn header_ui(&self, ui: &mut Ui, theme: &Theme, widths: &[f32]) -> Option<usize> {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::ROW), Sense::hover());
        let mut sort = None;
        for (place, (column, cell)) in self.columns.iter().zip(cells_in(rect, widths)).enumerate() {
            let Some(sorted) = column.sort else {
                paint_head(ui, column, cell, theme.muted);
                continue;
            };
            let head = ui.interact(cell, self.id.with(("head", place)), Sense::click());
            head.widget_info(|| WidgetInfo::labeled(Role::Button, true, &column.head));
            let strong = head.hovered() || head.has_focus() || sorted != Sorted::No;
            paint_head(ui, column, cell, if strong { theme.text } else { theme.muted });
            if head.clicked() {
                sort = Some(place);
            }
        }
        paint_rule(ui, theme, rect.x_range(), rect.bottom());
        sort
    }

    fn body_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        state: &mut TableState,
        widths: &[f32],
        touched: &mut Touched,
        row: impl Fn(u64) -> Option<Row>,
    ) {
        let mut area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        if let Some(offset) = state.offset_for_reveal() {
            area = area.vertical_scroll_offset(offset);
        }
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(points(self.rows));
            let top = ui.clip_rect().top().max(ui.max_rect().top());
            let first = whole((viewport.top() / space::ROW).floor());
            let end = (whole((viewport.bottom() / space::ROW).ceil()) + 1).min(self.rows);
            state.on_screen = first..end.max(first);
            for place in state.on_screen.clone() {
                let rect = row_rect(place, viewport.top(), top, ui.max_rect().x_range());
                self.row_ui(ui, cx, rect, widths, place, row(place).as_ref(), touched);
            }
        });
        state.offset = shown.state.clamped_offset().y;
        state.height = shown.inner_rect.height();
    }

    #[expect(clippy::too_many_arguments, reason = "one row of a table, drawn in one place")]
    fn row_ui(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        rect: Rect,
        widths: &[f32],
        place: u64,
        row: Option<&Row>,
        touched: &mut Touched,
    ) {
        let theme = cx.theme;
        paint_rule(ui, theme, rect.x_range(), rect.bottom());
        let Some(row) = row else {
            let first = cells_in(rect, widths).next().unwrap_or(rect);
            paint_cell(ui, theme, first, &Cell::muted("…"), false);
            return;
        };
        let sensed = ui.interact(rect, self.id.with(place), Sense::CLICK);
        sensed.widget_info(|| WidgetInfo::selected(Role::ListItem, true, row.chosen, &row.label));
        if row.chosen {
            ui.painter().rect_filled(rect, 0.0, theme.accent_soft);
            if ui.memory(|memory| memory.has_focus(self.id)) {
                // A bar in the accent says that the arrow keys move from here.
                let bar = Rect::from_min_size(rect.min, vec2(FOCUS_BAR, rect.height() - 1.0));
                ui.painter().rect_filled(bar, 0.0, theme.accent);
                touched.marked = true;
            }
        } else if sensed.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.hover);
        }
        for ((cell, column), rect) in row.cells.iter().zip(self.columns).zip(cells_in(rect, widths)) {
            paint_cell(ui, theme, rect, cell, column.right);
        }
        if sensed.clicked() {
            touched.clicked = Some((place, ui.input(|input| input.modifiers)));
        }
        if sensed.double_clicked() {
            touched.opened = Some(place);
        }
    }
}

/// Where the arrow, page, Home and End keys lead from `selected` in a list of `rows`; takes the keys.
pub(crate) fn moved(ui: &Ui, state: &TableState, selected: Option<u64>, rows: u64) -> Option<u64> {
    let last = rows.checked_sub(1)?;
    let page = state.rows_on_screen().saturating_sub(1).max(1);
    let at = selected.unwrap_or(0).min(last);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        Some(if selected.is_some() { (at + 1).min(last) } else { 0 })
    } else if pressed(Key::ArrowUp) {
        Some(at.saturating_sub(1))
    } else if pressed(Key::PageDown) {
        Some((at + page).min(last))
    } else if pressed(Key::PageUp) {
        Some(at.saturating_sub(page))
    } else if pressed(Key::Home) {
        Some(0)
    } else if pressed(Key::End) {
        Some(last)
    } else {
        None
    }
}

fn paint_head(ui: &Ui, column: &Column, cell: Rect, colour: egui::Color32) {
    let mark = match column.sort {
        Some(Sorted::Up) => Some(Icon::CaretUp),
        Some(Sorted::Down) => Some(Icon::CaretDown),
        _ => None,
    };
    let mut job = LayoutJob::simple_singleline(column.head.clone(), Face::SmallLabel.font(), colour);
    if let Some(mark) = mark {
        job.append(mark.letter(), space::TINY, TextFormat::simple(Face::SmallIcon.font(), colour));
    }
    let galley = ui.painter().layout_job(job);
    let (anchor, at) = if column.right {
        (Align2::RIGHT_CENTER, cell.right_center() - vec2(MARGIN, 0.0))
    } else {
        (Align2::LEFT_CENTER, cell.left_center() + vec2(MARGIN, 0.0))
    };
    let at = anchor.anchor_size(at, galley.size()).min;
    ui.painter().with_clip_rect(cell.intersect(ui.clip_rect())).galley(at, galley, colour);
}

/// Shares `room` out among the columns.
fn spread(columns: &[Column], room: f32) -> Vec<f32> {
    let fixed: f32 =
        columns.iter().map(|c| if let Width::Points(points) = c.width { points } else { 0.0 }).sum();
    let shares: f32 =
        columns.iter().map(|c| if let Width::Share(share) = c.width { share } else { 0.0 }).sum();
    let left = (room - fixed).max(0.0);
    columns
        .iter()
        .map(|column| match column.width {
            Width::Points(points) => points,
            Width::Share(share) => left * share / shares.max(f32::EPSILON),
        })
        .collect()
}

fn cells_in(row: Rect, widths: &[f32]) -> impl Iterator<Item = Rect> {
    let mut left = row.left();
    widths.iter().map(move |width| {
        let cell = Rect::from_min_size(pos2(left, row.top()), vec2(*width, row.height()));
        left += width;
        cell
    })
}

/// Where a row lies on screen. In `f64`, because `f32` points are four apart at the end of a million rows.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "the difference is small")]
fn row_rect(place: u64, offset: f32, top: f32, across: egui::Rangef) -> Rect {
    let from_top = place as f64 * f64::from(space::ROW) - f64::from(offset);
    let top = top + from_top as f32;
    Rect::from_x_y_ranges(across, top..=top + space::ROW)
}

#[expect(clippy::cast_precision_loss, reason = "scrolling rounds to what a scroll bar can show")]
fn points(rows: u64) -> f32 {
    rows as f32 * space::ROW
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is meant")]
fn whole(rows: f32) -> u64 {
    rows as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_what_the_fixed_columns_leave() {
        let columns = [
            Column::new("code", Width::Points(100.0)),
            Column::new("title", Width::Share(2.0)),
            Column::new("tags", Width::Share(1.0)),
        ];
        assert_eq!(spread(&columns, 400.0), [100.0, 200.0, 100.0]);
        assert_eq!(spread(&columns, 50.0), [100.0, 0.0, 0.0]);
    }

    #[test]
    fn rows_at_the_end_of_a_million_are_one_height_apart() {
        let offset = points(1_000_000) - 600.0;
        let across = egui::Rangef::new(0.0, 10.0);
        let rows: Vec<Rect> =
            (999_990..1_000_000).map(|place| row_rect(place, offset, 0.0, across)).collect();
        for pair in rows.windows(2) {
            assert!((pair[1].top() - pair[0].top() - space::ROW).abs() < 0.01);
        }
    }
}
