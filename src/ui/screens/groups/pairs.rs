//! How many people a group takes, beside it: what is shut, opening it with a second person, how long it stays open,
//! and, for supervisors, ruling it.

use std::time::Duration;

use eframe::egui::Ui;

use super::opening::{Came, Errand, Opening};
use crate::app::event::Answer;
use crate::app::request::{Consent, PairWish, Request};
use crate::app::snapshot::{HeldGroup, TwoPerson};
use crate::base::clock::WallTime;
use crate::base::id::GroupId;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::screens::people::Asking;
use crate::ui::theme::{Face, Tone, space};
use crate::ui::widgets::{Answered, Button, Dialog, choose, panes, progress, text};

/// With fewer than this who hold a group, it is asked whether that is meant.
const ENOUGH: u64 = 3;

/// A ruling that is being made.
struct Ruling {
    group: GroupId,
    rule: TwoPerson,
    /// That few hold it was said, and is meant.
    few_confirmed: bool,
    /// The worker was asked for it.
    asked: bool,
}

/// The section and what it keeps.
#[derive(Default)]
pub(super) struct Pairs {
    asking: Asking,
    opening: Option<(GroupId, Opening)>,
    ruling: Option<Ruling>,
    shutting: bool,
    /// The group that is to get new keys, which nobody owes.
    renewing: Option<GroupId>,
    said: Option<String>,
}

impl Pairs {
    /// Another group is looked at: what was said of the one before goes.
    pub(super) fn show(&mut self) {
        if !self.asking.is_busy() {
            *self = Self::default();
        }
    }

    /// Takes in answers.
    pub(super) fn hear(&mut self, cx: &Cx<'_>) {
        let Some(answer) = self.asking.hear(cx) else { return };
        let group = self.opening.as_ref().map(|(group, _)| *group);
        let group = group.or(self.ruling.as_ref().map(|ruling| ruling.group)).or(self.renewing);
        let name = group.and_then(|group| held(cx, group)).map(|held| held.name.clone()).unwrap_or_default();
        let key = match (answer, &self.opening) {
            (Answer::Waiting(_), _) => "groups-two-waits",
            (_, Some((_, opening))) if opening.errand() == Errand::Open => "groups-two-opened",
            (_, Some(_)) => "groups-two-renewed",
            _ if self.renewing.is_some() => "groups-two-renewed",
            _ if self.shutting => "groups-two-was-shut",
            _ => "groups-two-ruled",
        };
        *self = Self { said: Some(cx.with(key, &[("name", name.into())])), ..Self::default() };
    }

    /// Draws the section of a group that is held.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        held: &HeldGroup,
        supervisor: bool,
    ) -> Option<Action> {
        ui.add_space(space::LARGE);
        text::strong(ui, cx.theme, cx.t("groups-two-title"));
        if let Some(said) = &self.said {
            panes::notice(ui, cx.theme, Tone::Good, said, None);
        }
        text::body(ui, cx.theme, cx.t(&format!("groups-{}", held.takes.text_key())));
        let mut action = self.state_ui(ui, cx, held);
        action = action.or(self.owed_ui(ui, cx, held));
        if supervisor {
            action = action.or(self.rule_ui(ui, cx, held)).or(self.renew_ui(ui, cx, held));
        }
        if self.opening.is_none() && self.ruling.as_ref().is_none_or(|ruling| ruling.asked) {
            self.asking.problem_ui(ui, cx);
        }
        action.or_else(|| self.dialogs_ui(ui, cx, held))
    }

    /// Shut or open, and what can be done about it.
    fn state_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, held: &HeldGroup) -> Option<Action> {
        if held.shut {
            let key =
                if held.takes == TwoPerson::Whole { "groups-two-shut" } else { "groups-two-names-shut" };
            panes::notice(ui, cx.theme, Tone::Plain, cx.t(key), None);
            if held.with.is_empty() {
                text::small(ui, cx.theme, cx.t("groups-two-nobody"));
                return None;
            }
            let open = Button::secondary(cx.t("groups-two-open")).width(ui.available_width());
            if open.enabled(!self.asking.is_busy()).ui(ui, cx.theme) {
                self.begin(Errand::Open, held);
            }
            return None;
        }
        let left = minutes_left(held.open_until?, cx.now);
        // The minutes go by also when nobody moves.
        ui.ctx().request_repaint_after(Duration::from_secs(20));
        let words = cx.with("groups-two-left", &[("minutes", left.into())]);
        panes::notice(ui, cx.theme, Tone::Accent, &words, None);
        let shut = Button::secondary(cx.t("groups-two-shut-now")).width(ui.available_width());
        if !shut.enabled(!self.asking.is_busy()).ui(ui, cx.theme) {
            return None;
        }
        self.said = None;
        self.shutting = true;
        Some(self.asking.ask_for(cx, Request::Pair(PairWish::Shut(held.group))))
    }

    /// New keys that two have to make.
    fn owed_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, held: &HeldGroup) -> Option<Action> {
        if !held.owed || held.takes == TwoPerson::No {
            return None;
        }
        panes::notice(ui, cx.theme, Tone::Warning, cx.t("groups-two-owed"), None);
        let renew = Button::secondary(cx.t("groups-two-renew")).width(ui.available_width());
        if renew.enabled(!held.with.is_empty() && !self.asking.is_busy()).ui(ui, cx.theme) {
            self.begin(Errand::Renew, held);
        }
        None
    }

    /// How many it is to take.
    fn rule_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, held: &HeldGroup) -> Option<Action> {
        ui.add_space(space::SMALL);
        text::small(ui, cx.theme, cx.t("groups-two-rule"));
        let ruling = self.ruling.as_ref().filter(|ruling| ruling.group == held.group);
        let chosen = ruling.map_or(held.rule, |ruling| ruling.rule);
        if self.ruling.as_ref().is_some_and(|ruling| ruling.asked) && self.asking.is_busy() {
            progress::waiting(ui, cx.theme, cx.t("groups-two-ruling"));
            return None;
        }
        for rule in TwoPerson::ALL {
            let words = cx.t(&rule.text_key());
            if !choose::row(ui, cx.theme, words, Face::Body, rule == chosen).clicked() {
                continue;
            }
            (self.said, self.renewing) = (None, None);
            self.asking = Asking::default();
            let ruling = Ruling { group: held.group, rule, few_confirmed: false, asked: false };
            self.ruling = (rule != held.rule).then_some(ruling);
        }
        let ruling = self.ruling.as_ref().filter(|ruling| ruling.group == held.group)?;
        let holders = held.holders_of(ruling.rule);
        text::small(ui, cx.theme, cx.t("groups-two-rule-about"));
        if holders < 2 {
            text::small_tone(ui, cx.theme, Tone::Warning, cx.t("groups-two-too-few"));
        }
        let go = Button::secondary(cx.t("groups-two-rule-go")).width(ui.available_width());
        if !go.enabled(holders >= 2 && !self.asking.is_busy()).ui(ui, cx.theme) {
            return None;
        }
        self.rule(cx, held, Consent::Unsaid)
    }

    /// Asks for the ruling, once it was confirmed where few hold the group.
    fn rule(&mut self, cx: &Cx<'_>, held: &HeldGroup, consent: Consent) -> Option<Action> {
        let ruling = self.ruling.as_mut()?;
        let (group, rule) = (ruling.group, ruling.rule);
        let few = held.holders_of(rule) < ENOUGH;
        ruling.asked = true;
        if few && !ruling.few_confirmed {
            return None;
        }
        let wish = PairWish::Rule { group, rule, few_confirmed: few, consent };
        Some(self.asking.ask_for(cx, Request::Pair(wish)))
    }

    /// New keys that nobody owes.
    fn renew_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, held: &HeldGroup) -> Option<Action> {
        if held.owed || held.shut || cx.model.group(held.group).is_none_or(|group| !group.identities) {
            return None;
        }
        ui.add_space(space::SMALL);
        text::small(ui, cx.theme, cx.t("groups-renew-about"));
        if self.renewing.is_some() && self.asking.is_busy() && !self.asking.is_consenting() {
            progress::waiting(ui, cx.theme, cx.t("groups-two-ruling"));
            return None;
        }
        let renew = Button::secondary(cx.t("groups-renew")).width(ui.available_width());
        if !renew.enabled(!self.asking.is_busy()).ui(ui, cx.theme) {
            return None;
        }
        *self = Self { renewing: Some(held.group), ..Self::default() };
        Some(self.renew(cx, held.group, Consent::Unsaid))
    }

    fn renew(&mut self, cx: &Cx<'_>, group: GroupId, consent: Consent) -> Action {
        self.asking.ask_for(cx, Request::Pair(PairWish::Renew { group, consent }))
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &Cx<'_>, held: &HeldGroup) -> Option<Action> {
        if let Some((_, opening)) = self.opening.as_mut().filter(|(group, _)| *group == held.group) {
            return match opening.ui(ui, cx, held, &mut self.asking)? {
                Came::Asked(action) | Came::Wish(action) => Some(action),
                Came::Up => {
                    *self = Self::default();
                    None
                }
            };
        }
        if let Some(group) = self.renewing {
            let mut wish = None;
            return match self.asking.consent_ui(ui, cx, &mut wish) {
                Some(consent) => Some(self.renew(cx, group, consent)),
                None => wish,
            };
        }
        let ruling = self.ruling.as_ref().filter(|ruling| ruling.group == held.group && ruling.asked)?;
        if held.holders_of(ruling.rule) < ENOUGH && !ruling.few_confirmed {
            return self.few_ui(ui, cx, held);
        }
        let mut wish = None;
        match self.asking.consent_ui(ui, cx, &mut wish) {
            Some(consent) => self.rule(cx, held, consent),
            None => wish,
        }
    }

    /// The question whether so few are meant.
    fn few_ui(&mut self, ui: &Ui, cx: &Cx<'_>, held: &HeldGroup) -> Option<Action> {
        let rule = self.ruling.as_ref()?.rule;
        let named = [("count", held.holders_of(rule).into()), ("name", (&held.name).into())];
        let title = cx.with("groups-two-few-title", &named);
        let dialog = Dialog::new("few-holders", &title, cx.t("groups-two-few-go"), cx.t("groups-cancel"));
        let answered = dialog.dangerous().without_enter().ui(ui, cx.theme, |ui| {
            text::body(ui, cx.theme, cx.t("groups-two-few-text"));
        });
        match answered? {
            Answered::Yes => {
                self.ruling.as_mut()?.few_confirmed = true;
                self.rule(cx, held, Consent::Unsaid)
            }
            Answered::No => {
                self.ruling = None;
                None
            }
        }
    }

    fn begin(&mut self, errand: Errand, held: &HeldGroup) {
        *self = Self { opening: Some((held.group, Opening::new(errand, held))), ..Self::default() };
    }
}

/// The minutes that are left, begun ones counted whole.
pub(super) fn minutes_left(until: WallTime, now: WallTime) -> u64 {
    until.since(now).as_secs().div_ceil(60)
}

fn held<'c>(cx: &Cx<'c>, group: GroupId) -> Option<&'c HeldGroup> {
    cx.model.held.iter().find(|held| held.group == group)
}
