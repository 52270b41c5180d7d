//! The charts of the log, drawn with `egui_plot` in the theme's colours: bars by days and by hours, and a week as a heat
//! map. They are looked at, not dragged; each has a name that says what it shows.
//!
//! What they say in words and as tables is in `charts`.

use eframe::egui::{Color32, Role, Sense, Ui, WidgetInfo, vec2};
use egui_plot::{AxisHints, Bar, BarChart, GridMark, Plot, PlotBounds};
use jiff::civil::{Date, Weekday};

use crate::app::snapshot::LogCharts;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::text;

/// How many people have a colour of their own; the others share one.
pub(super) const COLOURED: usize = 6;

/// How much of its place a bar fills.
const BAR: f64 = 0.78;

/// How much of its place a square of the heat map fills.
const SQUARE: f64 = 0.9;

/// The least room for the name of a day under a chart, in points.
const DAY_LABEL: f32 = 64.0;

/// The hours of a day, from 0 to 23.
pub(super) fn hours(ui: &mut Ui, cx: &Cx<'_>, hours: &[u64; 24], height: f32) {
    let fill = cx.theme.series().first().copied().unwrap_or(cx.theme.accent);
    let texts = cx.texts.clone();
    let bars = (0..).zip(hours).map(|(hour, count)| {
        bar(f64::from(hour), real(*count), fill).name(format!("{hour:02}:00 · {}", texts.count(*count)))
    });
    let chart = named(BarChart::new("", bars.collect()));
    let top = hours.iter().copied().max().unwrap_or(0);
    let plot = bare(cx, "log-hours", height, top)
        .custom_x_axes(vec![axis_x(cx, |mark| format!("{:02}", whole(mark.value)))]);
    let marks = (0..24).step_by(3).map(|hour| mark(f64::from(hour), 3.0)).collect::<Vec<_>>();
    let shown = plot.x_grid_spacer(move |_| marks.clone()).show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([-0.6, 0.0], [23.6, real(ceiling(top))]));
        plot.bar_chart(chart);
    });
    say(cx.t("log-hours"), &shown.response);
}

/// Accesses by days, one colour for each person.
pub(super) fn accesses(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts, name: &str, height: f32) {
    let totals = totals(charts);
    let top = totals.iter().copied().max().unwrap_or(0);
    let mut base = vec![0_u64; charts.days.len()];
    let mut parts = Vec::new();
    for (who, counts, colour) in series(cx, charts) {
        let bars = (0..).zip(counts.iter().zip(&mut base)).filter_map(|(place, (count, base))| {
            let under = real(*base);
            *base += count;
            let day = charts.days.get(place)?;
            let name = format!("{} · {who}: {}", cx.texts.day(*day), cx.texts.count(*count));
            (*count > 0).then(|| bar(position(place), real(*count), colour).base_offset(under).name(name))
        });
        parts.push(named(BarChart::new(who.clone(), bars.collect())));
    }
    by_days(ui, cx, "log-accesses-by-day", &charts.days, top, height, name, parts);
}

/// What failed or was refused, by days.
pub(super) fn failures(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts, name: &str, height: f32) {
    let top = charts.failures.iter().copied().max().unwrap_or(0);
    let bars = charts.days.iter().zip(&charts.failures).enumerate().map(|(place, (day, count))| {
        let name = format!("{} · {}", cx.texts.day(*day), cx.texts.count(*count));
        bar(position(place), real(*count), cx.theme.danger).name(name)
    });
    let chart = named(BarChart::new("", bars.collect()));
    by_days(ui, cx, "log-failures", &charts.days, top, height, name, vec![chart]);
}

#[expect(clippy::too_many_arguments, reason = "one chart over days, drawn in one place")]
fn by_days(
    ui: &mut Ui,
    cx: &Cx<'_>,
    id: &str,
    days: &[Date],
    top: u64,
    height: f32,
    name: &str,
    parts: Vec<BarChart>,
) {
    let (texts, labelled) = (cx.texts.clone(), days.to_vec());
    let last = position(days.len().saturating_sub(1));
    let room = (ui.available_width() / DAY_LABEL).max(1.0);
    let every = days.len().div_ceil(usize::try_from(whole(f64::from(room))).unwrap_or(1).max(1)).max(1);
    // A label has half a step to either side, so that none hangs over the end.
    let labelled_days = every / 2..days.len().saturating_sub((every - 1) / 2);
    let marks: Vec<GridMark> =
        labelled_days.step_by(every).map(|place| mark(position(place), position(every))).collect();
    let plot = bare(cx, id, height, top).custom_x_axes(vec![axis_x(cx, move |mark| {
        let place = usize::try_from(whole(mark.value)).unwrap_or(0);
        labelled.get(place).map_or_else(String::new, |day| texts.short_day(*day))
    })]);
    let shown = plot.x_grid_spacer(move |_| marks.clone()).show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([-0.7, 0.0], [last + 0.7, real(ceiling(top))]));
        for part in parts {
            plot.bar_chart(part);
        }
    });
    say(name, &shown.response);
}

/// The week: days down, hours across, the more the darker.
pub(super) fn week(ui: &mut Ui, cx: &Cx<'_>, week: &[[u64; 24]; 7], name: &str, height: f32) {
    let most = week.iter().flatten().copied().max().unwrap_or(0).max(1);
    let mut bars = Vec::with_capacity(7 * 24);
    for (row, hours) in week.iter().enumerate() {
        for (hour, count) in hours.iter().enumerate() {
            let share = real(*count) / real(most);
            #[expect(clippy::cast_possible_truncation, reason = "a share for the eye")]
            let fill = cx.theme.heat(share as f32);
            let named = format!("{} {hour:02}:00 · {}", weekday(cx, row), cx.texts.count(*count));
            let middle = 6.0 - position(row);
            let square = Bar::new(position(hour), SQUARE).base_offset(middle - SQUARE / 2.0).width(SQUARE);
            bars.push(square.fill(fill).name(named));
        }
    }
    let chart = named(BarChart::new("", bars));
    let days: Vec<String> = (0..7).map(|row| weekday(cx, row)).collect();
    let hours = axis_x(cx, |mark| format!("{:02}", whole(mark.value)));
    let down = axis_y(cx, move |mark| {
        let row = 6_u64.checked_sub(whole(mark.value)).and_then(|row| usize::try_from(row).ok());
        row.and_then(|row| days.get(row)).cloned().unwrap_or_default()
    });
    let across: Vec<GridMark> = (0..24).step_by(3).map(|hour| mark(f64::from(hour), 3.0)).collect();
    let rows: Vec<GridMark> = (0..7).map(|row| mark(f64::from(row), 1.0)).collect();
    let plot = bare(cx, "log-week", height, most).show_grid([false, false]);
    let plot = plot.custom_x_axes(vec![hours]).custom_y_axes(vec![down]);
    let plot = plot.x_grid_spacer(move |_| across.clone()).y_grid_spacer(move |_| rows.clone());
    let shown = plot.show(ui, |plot| {
        plot.set_plot_bounds(PlotBounds::from_min_max([-0.6, -0.6], [23.6, 6.6]));
        plot.bar_chart(chart);
    });
    say(name, &shown.response);
}

/// Whose colour is whose.
pub(super) fn legend(ui: &mut Ui, cx: &Cx<'_>, charts: &LogCharts) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        for (who, _, colour) in series(cx, charts) {
            let (rect, _) = ui.allocate_exact_size(vec2(10.0, Face::Small.line()), Sense::hover());
            ui.painter().circle_filled(rect.center(), 4.0, colour);
            text::text(ui, Face::Small, cx.theme.muted, who);
            ui.add_space(space::TINY);
        }
    });
}

/// Each person with their counts and colour; those after the coloured ones together.
fn series(cx: &Cx<'_>, charts: &LogCharts) -> Vec<(String, Vec<u64>, Color32)> {
    let colours = cx.theme.series();
    let named = charts.people.iter().zip(colours).take(COLOURED);
    let mut series: Vec<_> =
        named.map(|((_, who, counts), colour)| (who.clone(), counts.clone(), colour)).collect();
    if charts.people.len() > COLOURED {
        let mut others = vec![0; charts.days.len()];
        for (_, _, counts) in charts.people.iter().skip(COLOURED) {
            others.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        let count = [("count", (charts.people.len() - COLOURED).into())];
        let colour = colours.last().copied().unwrap_or(cx.theme.faint);
        series.push((cx.with("log-chart-others", &count), others, colour));
    }
    series
}

/// All accesses of each day.
pub(super) fn totals(charts: &LogCharts) -> Vec<u64> {
    (0..charts.days.len())
        .map(|place| charts.people.iter().filter_map(|(_, _, counts)| counts.get(place)).sum())
        .collect()
}

/// The short name of a day of the week; 0 is Monday.
pub(super) fn weekday(cx: &Cx<'_>, row: usize) -> String {
    let number = i8::try_from(row).unwrap_or(0);
    Weekday::from_monday_zero_offset(number).map_or_else(|_| String::new(), |day| cx.texts.weekday_short(day))
}

/// A plot that can only be looked at, with counts at its left.
fn bare<'a>(cx: &Cx<'_>, id: &str, height: f32, top: u64) -> Plot<'a> {
    let texts = cx.texts.clone();
    let step = step(top);
    let marks: Vec<GridMark> = (0..=ceiling(top) / step).map(|n| mark(real(n * step), real(step))).collect();
    Plot::new(id)
        .height(height)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .sense(Sense::hover())
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .show_background(false)
        .show_grid([false, true])
        .grid_color(cx.theme.line)
        .grid_fade(0.0)
        .grid_spacing(1.0..=2.0)
        .custom_y_axes(vec![axis_y(cx, move |mark| texts.count(whole(mark.value)))])
        .y_grid_spacer(move |_| marks.clone())
}

fn axis_x<'a>(cx: &Cx<'_>, say: impl Fn(GridMark) -> String + 'a) -> AxisHints<'a> {
    axis(cx, AxisHints::new_x(), say)
}

fn axis_y<'a>(cx: &Cx<'_>, say: impl Fn(GridMark) -> String + 'a) -> AxisHints<'a> {
    axis(cx, AxisHints::new_y(), say).min_thickness(36.0)
}

fn axis<'a>(cx: &Cx<'_>, axis: AxisHints<'a>, say: impl Fn(GridMark) -> String + 'a) -> AxisHints<'a> {
    axis.formatter(move |mark, _| say(mark))
        .label_spacing(1.0..=2.0)
        .tick_label_color(cx.theme.muted)
        .tick_label_font(Face::Small.font())
}

fn bar(at: f64, height: f64, fill: Color32) -> Bar {
    Bar::new(at, height).width(BAR).fill(fill)
}

/// Says the name of a bar where the pointer is.
fn named(chart: BarChart) -> BarChart {
    chart.element_formatter(Box::new(|bar, _| bar.name.clone()))
}

const fn mark(value: f64, step_size: f64) -> GridMark {
    GridMark { value, step_size }
}

fn say(name: &str, response: &eframe::egui::Response) {
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
}

/// The distance of the lines of a chart that reaches `top`: 1, 2 or 5 times a power of ten, at most five of them.
fn step(top: u64) -> u64 {
    let mut power = 1;
    loop {
        for factor in [1, 2, 5] {
            if factor * power * 4 >= top {
                return factor * power;
            }
        }
        power *= 10;
    }
}

/// Where a chart that reaches `top` ends: the next line, so that no bar touches the edge.
fn ceiling(top: u64) -> u64 {
    let step = step(top);
    (top / step + 1) * step
}

#[expect(clippy::cast_precision_loss, reason = "counts on a chart")]
const fn real(count: u64) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "places on a chart")]
const fn position(place: usize) -> f64 {
    place as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates, which is meant")]
fn whole(value: f64) -> u64 {
    value.round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_few_and_round() {
        for (top, expected) in [(0, 1), (3, 1), (5, 2), (20, 5), (21, 10), (412, 200), (9_000, 5_000)] {
            assert_eq!(step(top), expected, "{top}");
            assert!(ceiling(top) > top && ceiling(top) / step(top) <= 5, "{top}");
        }
    }
}
