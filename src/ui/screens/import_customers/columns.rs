//! Which column of the table is what: a choice for each line of an identity, and the first rows as they would be added.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use crate::app::snapshot::{CsvMapping, CsvPreview};
use crate::ui::cx::Cx;
use crate::ui::screens::cells::{Cell, one_line};
use crate::ui::screens::choice::{choice, option};
use crate::ui::screens::table::{Column, Row, Table, TableState, Width};
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{panes, text};

/// The keys of the texts that name the lines of an identity, in the order they are shown.
const LINES: [&str; 5] = [
    "csv-column-for-name",
    "csv-column-for-email",
    "csv-column-for-phone",
    "csv-column-for-address",
    "csv-column-for-notes",
];

/// How many rows are shown.
const ROWS_SHOWN: usize = 6;

/// The table's head, and which column is what.
pub(super) struct Columns {
    preview: Arc<CsvPreview>,
    pub(super) mapping: CsvMapping,
    table: TableState,
}

impl Columns {
    /// The columns as the rows were judged by: as they are guessed, at first.
    pub(super) fn of(preview: &Arc<CsvPreview>) -> Self {
        Self { preview: Arc::clone(preview), mapping: preview.judged, table: TableState::default() }
    }

    /// The rows were judged anew. What was chosen meanwhile stays.
    pub(super) fn judged_anew(&mut self, preview: &Arc<CsvPreview>) {
        self.preview = Arc::clone(preview);
    }

    /// The mapping the rows are to be judged by, where they were not yet.
    pub(super) fn unjudged(&self) -> Option<CsvMapping> {
        (self.fault().is_none() && self.mapping != self.preview.judged).then_some(self.mapping)
    }

    /// How many rows would be added.
    fn fit(&self) -> u64 {
        self.preview.total.saturating_sub(self.preview.refused)
    }

    /// Whether there is something to import, as far as it is known.
    pub(super) fn is_ready(&self) -> bool {
        self.fault().is_none() && self.unjudged().is_none() && (self.fit() > 0 || self.preview.total == 0)
    }

    /// The key of the text that says why it cannot be imported so.
    pub(super) fn fault(&self) -> Option<&'static str> {
        if self.mapping.name.is_none() {
            return Some("csv-column-required");
        }
        let mut used: Vec<usize> = lines(&self.mapping).into_iter().flatten().collect();
        let all = used.len();
        used.sort_unstable();
        used.dedup();
        (used.len() < all).then_some("csv-column-twice")
    }

    /// The words of the button that imports.
    pub(super) fn go_label(&self, cx: &Cx<'_>) -> String {
        let fit = self.fit();
        if fit == 0 || self.unjudged().is_some() {
            return cx.t("csv-go-uncounted").to_owned();
        }
        cx.with("csv-go", &[("count", fit.into())])
    }

    /// Draws the choices and the preview.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = [space::LARGE, space::MEDIUM].into();
                for (place, key) in LINES.into_iter().enumerate() {
                    self.line_ui(ui, cx, place, cx.t(key));
                }
            });
            if let Some(key) = self.fault() {
                ui.add_space(space::SMALL);
                text::small_tone(ui, cx.theme, Tone::Danger, cx.t(key));
            }
        });
        ui.add_space(space::MEDIUM);
        let rows = cx.with("csv-rows", &[("count", self.preview.total.into())]);
        text::small(ui, cx.theme, format!("{} · {rows}", cx.t("csv-preview")));
        if self.preview.refused > 0 && self.fault().is_none() && self.unjudged().is_none() {
            let words = cx.with("csv-would-refuse", &[("count", self.preview.refused.into())]);
            text::small_tone(ui, cx.theme, Tone::Warning, words);
        }
        ui.add_space(space::TINY);
        self.preview_ui(ui, cx);
    }

    fn line_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, place: usize, label: &str) {
        let line = line_mut(&mut self.mapping, place);
        let columns = &self.preview.columns;
        let none = cx.t("csv-column-none");
        let shown = line.and_then(|column| columns.get(column)).map_or(none, String::as_str);
        ui.vertical(|ui| {
            text::text(ui, Face::Label, cx.theme.text, label);
            let (_, chosen) = choice(ui, cx.theme, shown, Some(180.0), |ui| {
                if option(ui, cx.theme, line.is_none(), none) {
                    return Some(None);
                }
                let mut all = columns.iter().enumerate();
                all.find(|(column, name)| option(ui, cx.theme, *line == Some(*column), name))
                    .map(|(column, _)| Some(column))
            });
            if let Some(chosen) = chosen {
                *line = chosen;
            }
        });
    }

    fn preview_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let mapped = lines(&self.mapping);
        let shown = || LINES.into_iter().zip(mapped).filter_map(|(key, column)| Some((key, column?)));
        let mut columns: Vec<Column> =
            shown().map(|(key, _)| Column::new(cx.t(key), Width::Share(1.0))).collect();
        if columns.is_empty() {
            return;
        }
        let judged = self.unjudged().is_none();
        let faults = self.preview.faults.iter().take(ROWS_SHOWN);
        let marked = judged && faults.flatten().next().is_some();
        if marked {
            columns.push(Column::new(cx.t("csv-column-fault"), Width::Share(1.0)));
        }
        let rows = self.preview.rows.len().min(ROWS_SHOWN);
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let height = (rows + 1) as f32 * space::ROW + 2.0;
        panes::frame(cx.theme).inner_margin(1.0).show(ui, |ui| {
            ui.set_height(height);
            let table = Table {
                id: Id::unique("csv-preview"),
                label: cx.t("csv-preview-table"),
                columns: &columns,
                rows: u64::try_from(rows).unwrap_or(0),
            };
            let preview = &self.preview;
            table.ui(ui, cx, &mut self.table, |place| {
                let row = preview.rows.get(usize::try_from(place).ok()?)?;
                let cell = |column: usize| one_line(row.get(column).map_or("", String::as_str)).into_owned();
                let cells: Vec<String> = shown().map(|(_, column)| cell(column)).collect();
                let mut label = cells.join(", ");
                let mut cells: Vec<Cell> = cells.into_iter().map(Cell::Text).collect();
                let fault = preview.faults.get(usize::try_from(place).ok()?).copied().flatten();
                if let Some(reason) = fault.filter(|_| marked) {
                    let why = cx.t(&format!("csv-refused-{reason}"));
                    label = format!("{label}: {why}");
                    cells.push(Cell::Chips(vec![(why.to_owned(), Tone::Warning)]));
                } else if marked {
                    cells.push(Cell::muted(""));
                }
                Some(Row { cells, label, chosen: false })
            });
        });
    }
}

const fn lines(mapping: &CsvMapping) -> [Option<usize>; 5] {
    [mapping.name, mapping.email, mapping.phone, mapping.address, mapping.notes]
}

const fn line_mut(mapping: &mut CsvMapping, place: usize) -> &mut Option<usize> {
    match place {
        0 => &mut mapping.name,
        1 => &mut mapping.email,
        2 => &mut mapping.phone,
        3 => &mut mapping.address,
        _ => &mut mapping.notes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn columns(guess: CsvMapping) -> Columns {
        let preview = CsvPreview {
            path: PathBuf::from("clients.csv"),
            columns: vec!["Nume".to_owned(), "E-mail".to_owned()],
            rows: Vec::new(),
            total: 0,
            guess,
            judged: guess,
            refused: 0,
            faults: Vec::new(),
        };
        Columns::of(&Arc::new(preview))
    }

    #[test]
    fn a_name_is_needed_and_no_column_is_used_twice() {
        let none = CsvMapping::default();
        assert_eq!(columns(none).fault(), Some("csv-column-required"));
        let named = CsvMapping { name: Some(0), ..none };
        assert_eq!(columns(named).fault(), None);
        assert_eq!(columns(CsvMapping { email: Some(0), ..named }).fault(), Some("csv-column-twice"));
        assert_eq!(columns(CsvMapping { email: Some(1), ..named }).fault(), None);
    }

    #[test]
    fn another_mapping_is_judged_anew() {
        let named = CsvMapping { name: Some(0), ..CsvMapping::default() };
        let mut columns = columns(named);
        assert_eq!(columns.unjudged(), None);
        columns.mapping.name = Some(1);
        assert_eq!(columns.unjudged(), Some(CsvMapping { name: Some(1), ..named }));
        columns.mapping.name = None;
        assert_eq!(columns.unjudged(), None, "there is nothing to judge by");
    }
}
