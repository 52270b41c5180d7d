//! A table at full size: its own columns, as wide as what stands in them, and only the rows on screen drawn.

use eframe::egui::{Id, ScrollArea, Ui};

use super::content::bar_ui;
use crate::document::Table as Content;
use crate::ui::cx::Cx;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::table::{Column, Row, Table, TableState, Width};

/// How many rows are looked at for the width of a column.
const LOOKED_AT: usize = 100;

/// Points a letter takes, and the narrowest and widest column.
const LETTER: f32 = 8.0;
const NARROWEST: f32 = 64.0;
const WIDEST: f32 = 320.0;

/// Where a table is scrolled, and how wide its columns are.
#[derive(Default)]
pub(super) struct TableView {
    state: TableState,
    columns: Vec<Column>,
    of_rows: Option<usize>,
}

impl TableView {
    /// Draws the table over all the room.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, table: &Content) {
        if self.of_rows != Some(table.rows.len()) {
            self.of_rows = Some(table.rows.len());
            self.columns = columns(cx, table);
        }
        let rows = cx.with("viewer-table-rows", &[("count", table.rows.len().into())]);
        let across = cx.with("viewer-table-columns", &[("count", self.columns.len().into())]);
        bar_ui(ui, cx, &[rows, across], table.cut);
        let needed: f32 = self.columns.iter().map(|column| points(column.width)).sum();
        let width = needed.max(ui.available_width());
        ScrollArea::horizontal().id_salt("across").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(width);
            let shown = Table {
                id: Id::unique("viewer-table"),
                label: cx.t("viewer-table"),
                columns: &self.columns,
                rows: u64::try_from(table.rows.len()).unwrap_or(0),
            };
            shown.ui(ui, cx, &mut self.state, |place| row_at(table, place));
        });
    }
}

fn row_at(table: &Content, place: u64) -> Option<Row> {
    let row = table.rows.get(usize::try_from(place).ok()?)?;
    let cells = row.iter().map(|cell| Cell::Text(cell.clone())).collect();
    Some(Row { cells, label: row.join(", "), chosen: false })
}

fn columns(cx: &Cx<'_>, table: &Content) -> Vec<Column> {
    let looked_at = || table.rows.iter().take(LOOKED_AT);
    let count = looked_at().map(Vec::len).chain([table.head.len()]).max().unwrap_or(0);
    (0..count)
        .map(|place| {
            let head = table.head.get(place).filter(|head| !head.is_empty()).cloned();
            let head = head.unwrap_or_else(|| cx.with("viewer-column", &[("number", (place + 1).into())]));
            let cells = looked_at().filter_map(|row| row.get(place)).map(|cell| cell.chars().count());
            let longest = cells.chain([head.chars().count()]).max().unwrap_or(0);
            Column::new(head, Width::Points(width_of(longest)))
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "cells are cut at a few thousand letters")]
fn width_of(letters: usize) -> f32 {
    (letters as f32 * LETTER + 24.0).clamp(NARROWEST, WIDEST)
}

const fn points(width: Width) -> f32 {
    match width {
        Width::Points(points) => points,
        Width::Share(_) => NARROWEST,
    }
}
