//! What each person did on a day: the counts, from when to when, and whether somebody else reviewed it.

use eframe::egui::{Align, Layout, Ui};

use super::words;
use crate::app::snapshot::{LogDay, LogFilter, PersonDay};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::records::filters::start_of;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{choose, panes, text};

/// Draws them; the wish to see one person's events of the day.
pub(super) fn ui(ui: &mut Ui, cx: &Cx<'_>, day: &LogDay) -> Option<Action> {
    text::heading(ui, cx.theme, cx.t("log-people"));
    ui.spacing_mut().item_spacing.y = space::TINY;
    let mut action = None;
    for person in &day.people {
        if person_ui(ui, cx, person) {
            let filter = LogFilter { person: person.account, ..of_day(cx, day) };
            action = Some(Action::Open(Route::LogEvents(Box::new(filter))));
        }
        ui.add_space(space::MEDIUM);
    }
    action
}

/// The filter that shows the whole day, the oldest event first.
pub(super) fn of_day(cx: &Cx<'_>, day: &LogDay) -> LogFilter {
    let zone = cx.texts.zone();
    LogFilter {
        from: start_of(day.row.day, zone),
        to: day.row.day.tomorrow().ok().and_then(|next| start_of(next, zone)),
        oldest_first: true,
        ..LogFilter::default()
    }
}

/// One person; true when their name was pressed.
fn person_ui(ui: &mut Ui, cx: &Cx<'_>, person: &PersonDay) -> bool {
    let pressed = ui
        .horizontal(|ui| {
            let pressed = if person.account.is_some() {
                choose::link(ui, cx.theme, &person.who)
            } else {
                text::body(ui, cx.theme, cx.t("log-who-program-long"));
                false
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (tone, key) = if person.reviewed {
                    (Tone::Good, "log-person-reviewed")
                } else if person.mine {
                    (Tone::Plain, "log-person-mine")
                } else {
                    (Tone::Warning, "log-person-open")
                };
                panes::chip(ui, cx.theme, tone, cx.t(key));
            });
            pressed
        })
        .inner;
    let between = [
        ("from", cx.texts.time(person.first).into()),
        ("to", cx.texts.time(person.last).into()),
        ("events", cx.with("log-events-count", &[("count", person.counts.events.into())]).into()),
    ];
    text::small(ui, cx.theme, cx.with("log-person-line", &between));
    let counted = words::counted(&person.counts);
    if !counted.is_empty() {
        let parts = counted
            .into_iter()
            .map(|(key, count)| format!("{}: {}", cx.t(key).to_lowercase(), cx.texts.count(count)));
        text::small(ui, cx.theme, parts.collect::<Vec<_>>().join(" · "));
    }
    pressed
}
