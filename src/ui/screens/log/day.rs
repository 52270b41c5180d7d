//! One day of the log: what is unusual with the events behind it, what each person did, the hours, who reviewed it, and
//! marking it reviewed.

use std::sync::Arc;

use eframe::egui::{Frame, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2};
use jiff::civil::Date;

use super::findings::Findings;
use super::mark::{Mark, Marked};
use super::reading::Reading;
use super::slip::SlipDialog;
use super::{glance, people_of_day, plots, words};
use crate::app::event::Answer;
use crate::app::request::{Consent, LogWish, Request, RequestId};
use crate::app::snapshot::{DayState, LogDay};
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::people::{Asking, AskingDialog};
use crate::ui::screens::taking::TakeDialog;
use crate::ui::screens::{Screen, beside, head};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Icon, panes, text};

/// The share of the page that the people take.
const PEOPLE: f32 = 0.38;

/// The height of the chart of hours.
const HOURS: f32 = 112.0;

/// The screen and what it keeps.
pub(crate) struct LogDayPage {
    day: Date,
    loaded: Reading<LogDay>,
    findings: Findings,
    mark: Option<Mark>,
    asking: Asking,
    reviewed: bool,
    slip: Option<SlipDialog>,
    evidence: Option<TakeDialog>,
}

impl LogDayPage {
    /// The page of a day.
    pub(crate) fn new(day: Date) -> Self {
        Self {
            day,
            loaded: Reading::default(),
            findings: Findings::default(),
            mark: None,
            asking: Asking::default(),
            reviewed: false,
            slip: None,
            evidence: None,
        }
    }

    fn hear(&mut self, cx: &Cx<'_>) {
        let was_busy = self.asking.is_busy();
        if self.asking.hear(cx).is_some() {
            self.mark = None;
            self.reviewed = true;
            self.findings = Findings::default();
        } else if was_busy
            && !self.asking.is_busy()
            && let Some(mark) = &mut self.mark
        {
            mark.refused();
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, day: Option<&LogDay>) -> Option<Action> {
        let line = day.map_or_else(String::new, |day| words::summary(cx, &day.row));
        panes::page_head(ui, cx.theme, &cx.texts.long_day(self.day), &line, |ui| {
            let day = day?;
            if let Some(label) = mark_label(cx, day)
                && Button::primary(label).enabled(self.mark.is_none()).ui(ui, cx.theme)
            {
                self.reviewed = false;
                self.mark = Some(Mark::new(cx, day, has_own(day)));
            }
            if Button::secondary(cx.t("log-menu-slip")).icon(Icon::Printer).ui(ui, cx.theme) {
                self.slip = Some(SlipDialog::default());
            }
            if Button::secondary(cx.t("log-menu-evidence")).ui(ui, cx.theme) {
                self.evidence = Some(TakeDialog::evidence(self.day, self.day));
            }
            let all = Button::secondary(cx.t("log-events")).ui(ui, cx.theme);
            all.then(|| Action::Open(Route::LogEvents(Box::new(people_of_day::of_day(cx, day)))))
        })
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, day: &LogDay) -> Option<Action> {
        let (left, right) = split(ui);
        // Beside the bar that scrolls, not under it.
        let within = Frame::new().inner_margin(Margin { right: 12, ..Margin::ZERO });
        let found = ui
            .scope_builder(UiBuilder::new().max_rect(left), |ui| {
                let area = ScrollArea::vertical().auto_shrink(false);
                area.show(ui, |ui| within.show(ui, |ui| self.left_ui(ui, cx, day)).inner).inner
            })
            .inner;
        let people = beside::card(ui, cx.theme, right, |ui| {
            let area = ScrollArea::vertical().auto_shrink(false);
            area.show(ui, |ui| within.show(ui, |ui| right_ui(ui, cx, day)).inner).inner
        });
        found.or(people)
    }

    fn left_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, day: &LogDay) -> Option<Action> {
        if self.reviewed {
            panes::notice(ui, cx.theme, Tone::Good, cx.t("log-marked"), None);
            ui.add_space(space::SMALL);
        }
        if has_own(day) {
            let own = day.people.iter().find(|person| person.mine);
            let count = own.map_or(0, |person| person.counts.events);
            let words = cx.with("log-own-waits", &[("count", count.into())]);
            panes::notice(ui, cx.theme, Tone::Plain, &words, None);
            ui.add_space(space::SMALL);
        }
        if matches!(day.row.state, DayState::Today | DayState::Alone) {
            glance::explained_ui(ui, cx, day.row.state);
            ui.add_space(space::SMALL);
        }
        text::heading(ui, cx.theme, cx.t("log-unusual"));
        if day.row.findings.is_empty() {
            text::muted(ui, cx.theme, cx.t("log-nothing-unusual-long"));
            return None;
        }
        self.findings.ui(ui, cx, &day.row.findings)
    }

    fn sign(&mut self, cx: &Cx<'_>, day: &LogDay, note: String, consent: Consent) -> Action {
        let wish = LogWish::Review { days: vec![self.day], seen: day.seen, note, consent };
        self.asking.ask_for(cx, Request::Log(wish))
    }

    /// The question while it is open, or the one for a second person whom the signature needs.
    fn mark_ui(&mut self, ui: &Ui, cx: &Cx<'_>, day: &LogDay) -> Option<Action> {
        let mut wish = None;
        if let Some(consent) = self.asking.consent_ui(ui, cx, &mut wish) {
            let note = self.mark.as_ref().map(Mark::note).unwrap_or_default();
            return Some(self.sign(cx, day, note, consent));
        }
        if wish.is_some() || self.asking.is_consenting() {
            return wish;
        }
        match self.mark.as_mut()?.ui(ui, cx, day, &self.asking)? {
            Marked::Sign(note, consent) => Some(self.sign(cx, day, note, consent)),
            Marked::Wish(action) => Some(action),
            Marked::Up => {
                self.mark = None;
                self.asking = Asking::default();
                None
            }
        }
    }
}

impl Screen for LogDayPage {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        self.hear(cx);
        let wanted = self.day;
        let take = |answer: &Answer| match answer {
            Answer::LogDay(day) => Some(Arc::clone(day)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || LogWish::Day(wanted), take);
        let back = head::back_ui(ui, cx, cx.t("log-back"));
        let day = self.loaded.face();
        let headed = self.head_ui(ui, cx, day.as_deref());
        let (paged, marked) = match &day {
            Some(day) => (self.page_ui(ui, cx, day), self.mark_ui(ui, cx, day)),
            None => (self.loaded.missing_ui(ui, cx), None),
        };
        let slip = SlipDialog::ui_of(&mut self.slip, ui, cx);
        let evidence = TakeDialog::ui_of(&mut self.evidence, ui, cx);
        let back = back.then_some(Action::Back);
        back.or(marked).or(slip).or(evidence).or(asked).or(headed).or(paged)
    }

    fn unsaved(&self) -> bool {
        self.mark.as_ref().is_some_and(Mark::is_typed)
    }

    fn job(&self) -> Option<RequestId> {
        self.evidence.as_ref().and_then(TakeDialog::job)
    }

    fn manual_page(&self) -> &'static str {
        "reviewing"
    }
}

/// Whether the person who looks did something on the day that nobody else reviewed.
fn has_own(day: &LogDay) -> bool {
    day.people.iter().any(|person| person.mine && !person.reviewed)
}

/// What the button that marks the day says; none if there is nothing left to sign.
fn mark_label<'a>(cx: &Cx<'a>, day: &LogDay) -> Option<&'a str> {
    let to_ratify = cx.model.session.as_ref().and_then(|session| session.review.as_ref());
    match day.row.state {
        DayState::Open | DayState::Today | DayState::WaitsForAnother => Some(cx.t("log-mark")),
        DayState::Alone if to_ratify.is_some_and(|due| due.to_ratify > 0) => Some(cx.t("log-ratify")),
        DayState::Alone | DayState::Reviewed => None,
    }
}

/// The findings at the left, the people at the right.
fn split(ui: &Ui) -> (Rect, Rect) {
    let room = ui.available_rect_before_wrap();
    let edge = room.right() - (room.width() * PEOPLE).clamp(space::DETAILS, 2.0 * space::DETAILS);
    let left = Rect::from_min_max(room.min, pos2(edge - space::TINY, room.bottom()));
    (left, Rect::from_min_max(pos2(edge, room.top()), room.max))
}

fn right_ui(ui: &mut Ui, cx: &Cx<'_>, day: &LogDay) -> Option<Action> {
    let action = people_of_day::ui(ui, cx, day);
    ui.add_space(space::SMALL);
    text::heading(ui, cx.theme, cx.t("log-hours"));
    plots::hours(ui, cx, &day.hours, HOURS);
    glance::reviews_ui(ui, cx, &day.row.reviews);
    action
}
