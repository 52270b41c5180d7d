//! A day that is typed, `2026-11-22`, and what it means in milliseconds. Days are the workstation's own days.

use eframe::egui::Ui;
use jiff::civil::Date;

use crate::base::clock::WallTime;
use crate::ui::cx::Cx;
use crate::ui::widgets::Field;

/// What is typed is no day.
pub(crate) struct NoDay;

/// A field for a day.
#[derive(Default)]
pub(crate) struct DayField {
    typed: String,
}

impl DayField {
    /// Whether nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.typed.trim().is_empty()
    }

    /// The last millisecond of the day, so that the day itself still counts; none if nothing is typed.
    pub(crate) fn end_of_day(&self, cx: &Cx<'_>) -> Result<Option<WallTime>, NoDay> {
        if self.is_empty() {
            return Ok(None);
        }
        let day: Date = self.typed.trim().parse().or(Err(NoDay))?;
        let next = day.tomorrow().or(Err(NoDay))?.to_zoned(cx.texts.zone().clone()).or(Err(NoDay))?;
        Ok(Some(WallTime::from_unix_millis(next.timestamp().as_millisecond() - 1)))
    }

    /// The first millisecond of the day; none if nothing is typed.
    pub(super) fn start_of_day(&self, cx: &Cx<'_>) -> Result<Option<WallTime>, NoDay> {
        if self.is_empty() {
            return Ok(None);
        }
        let day: Date = self.typed.trim().parse().or(Err(NoDay))?;
        let start = day.to_zoned(cx.texts.zone().clone()).or(Err(NoDay))?;
        Ok(Some(WallTime::from_unix_millis(start.timestamp().as_millisecond())))
    }

    /// Draws it; `error` is said if what is typed is a day that does not fit.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, label: &str, note: &str, error: Option<&str>) {
        let wrong = self.end_of_day(cx).is_err().then(|| cx.t("day-wrong"));
        let error = wrong.or(error).map(str::to_owned);
        let field = Field::new(label).note(note).hint(cx.t("day-hint")).error(error).width(220.0);
        field.ui(ui, cx.theme, &mut self.typed);
    }
}
