//! A person's own page: the last log-in and failed tries, what they hold, the agreement, the ways in; and what only
//! they can change: their second factors, their password and their numeric code.

use std::sync::Arc;

use eframe::egui::{Frame, Margin, ScrollArea, Ui};

use super::loaded::Loaded;
use super::own_code::OwnCode;
use super::own_factors::OwnFactors;
use super::own_password::OwnPassword;
use super::signed_copy::SignedCopy;
use crate::app::event::Answer;
use crate::app::request::PeopleWish;
use crate::app::snapshot::OwnFace;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::route::Route;
use crate::ui::screens::Screen;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{choose, panes, text};

/// The screen and what was typed.
#[derive(Default)]
pub(crate) struct Own {
    loaded: Loaded<OwnFace>,
    factors: OwnFactors,
    password: OwnPassword,
    code: OwnCode,
    copy: SignedCopy,
}

impl Own {
    fn columns_ui(&mut self, columns: &mut [Ui], cx: &Cx<'_>, face: &OwnFace) -> Option<Action> {
        let [left, right] = columns else { return None };
        for column in [&mut *left, &mut *right] {
            column.spacing_mut().item_spacing.x = space::SMALL;
        }
        let first = left.vertical(|ui| self.left_ui(ui, cx, face)).inner;
        first.or(right.vertical(|ui| self.right_ui(ui, cx, face)).inner)
    }

    fn left_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) -> Option<Action> {
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            log_in_ui(ui, cx, face);
        });
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            grants_ui(ui, cx, face);
        });
        ui.add_space(space::MEDIUM);
        panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            self.agreement_ui(ui, cx, face)
        })
        .inner
    }

    fn agreement_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) -> Option<Action> {
        text::heading(ui, cx.theme, cx.t("own-agreement"));
        let Some(signed) = &face.agreement else {
            text::muted(ui, cx.theme, cx.t("register-never"));
            return choose::link(ui, cx.theme, cx.t("own-read")).then_some(Action::Open(Route::Agreement));
        };
        let fact = |ui: &mut Ui, key: &str, value: &str| {
            text::fact(ui, cx.theme, cx.t(key), |ui| {
                text::body(ui, cx.theme, value);
            });
        };
        fact(ui, "register-version", &signed.version.to_string());
        fact(ui, "register-signed", &cx.texts.date(signed.signed_at));
        fact(ui, "register-lapses", &cx.texts.date(signed.lapses_at));
        let read = choose::link(ui, cx.theme, cx.t("own-read")).then_some(Action::Open(Route::Agreement));
        ui.add_space(space::SMALL);
        self.copy.ui(ui, cx, None, &face.name).or(read)
    }

    fn right_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) -> Option<Action> {
        let password = panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            self.password.ui(ui, cx, face)
        })
        .inner;
        ui.add_space(space::MEDIUM);
        let factors = panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            self.factors.ui(ui, cx, face)
        })
        .inner;
        ui.add_space(space::MEDIUM);
        let code = panes::card(ui, cx.theme, |ui| {
            ui.set_width(ui.available_width());
            self.code.ui(ui, cx)
        })
        .inner;
        factors.or(password).or(code)
    }
}

impl Screen for Own {
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let take = |answer: &Answer| match answer {
            Answer::Own(face) => Some(Arc::clone(face)),
            _ => None,
        };
        let asked = self.loaded.keep(cx, || PeopleWish::Own, take);
        let Some(face) = self.loaded.face() else {
            panes::page_head(ui, cx.theme, cx.t("own-title"), "", |_| ());
            self.loaded.missing_ui(ui, cx);
            return asked;
        };
        let role = cx.t(&format!("role-{}", face.role.key()));
        let job = if face.job_title.is_empty() { String::new() } else { format!(" · {}", face.job_title) };
        let line = format!("{} ({}) · {role}{job}", face.name, face.login);
        panes::page_head(ui, cx.theme, cx.t("own-title"), &line, |_| ());
        renewal_ui(ui, cx, &face);
        let action = ScrollArea::vertical()
            .auto_shrink(false)
            .show(ui, |ui| {
                // The scroll bar stands beside the cards.
                let beside = Frame::new().inner_margin(Margin { right: 12, ..Margin::ZERO });
                let columns = |ui: &mut Ui| {
                    ui.spacing_mut().item_spacing.x = space::MEDIUM + space::SMALL;
                    ui.columns(2, |columns| self.columns_ui(columns, cx, &face))
                };
                beside.show(ui, columns).inner
            })
            .inner;
        asked.or(action)
    }

    fn unsaved(&self) -> bool {
        self.password.is_typed() || self.factors.is_typed()
    }

    fn manual_page(&self) -> &'static str {
        "own-page"
    }
}

/// What lapses soon, and what a supervisor in renewal has to do.
fn renewal_ui(ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) {
    if let Some(why) = face.standing.why() {
        let words = cx.with("own-standing", &[("why", cx.t(&why.text_key()).into())]);
        panes::notice(ui, cx.theme, Tone::Warning, &words, None);
        ui.add_space(space::SMALL);
    }
    for warning in &face.warnings {
        let tone = if warning.urgent { Tone::Danger } else { Tone::Warning };
        let what = [("what", cx.t(&warning.what.text_key()).into()), ("count", warning.days.into())];
        panes::notice(ui, cx.theme, tone, &cx.with("people-lapses-in", &what), None);
        ui.add_space(space::SMALL);
    }
}

fn log_in_ui(ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) {
    text::heading(ui, cx.theme, cx.t("own-log-ins"));
    let last = face.last_login.map_or_else(|| cx.t("own-first").to_owned(), |at| cx.texts.date_and_time(at));
    text::fact(ui, cx.theme, cx.t("people-last-login"), |ui| {
        text::body(ui, cx.theme, last);
    });
    text::fact(ui, cx.theme, cx.t("own-failed"), |ui| {
        text::body(ui, cx.theme, cx.texts.count(u64::from(face.failed_since_last)));
    });
    if face.failed_since_last > 0 {
        text::small_tone(ui, cx.theme, Tone::Warning, cx.t("own-failed-about"));
    }
    let screened = face.screened_until.map_or_else(
        || cx.t("people-none").to_owned(),
        |at| cx.with("people-until", &[("date", cx.texts.date(at).into())]),
    );
    text::fact(ui, cx.theme, cx.t("lapsing-screening"), |ui| {
        text::body(ui, cx.theme, screened);
    });
    text::fact(ui, cx.theme, cx.t("people-fingerprint"), |ui| {
        text::code(ui, cx.theme, face.fingerprint_words.join(" "));
    });
}

fn grants_ui(ui: &mut Ui, cx: &Cx<'_>, face: &OwnFace) {
    text::heading(ui, cx.theme, cx.t("own-grants"));
    if !face.role.may_hold_group_keys() {
        text::muted(ui, cx.theme, cx.t("may-grant-role"));
    } else if face.grants.is_empty() {
        text::muted(ui, cx.theme, cx.t("own-grants-none"));
    }
    for grant in &face.grants {
        let until = grant.until.map_or_else(String::new, |at| {
            format!(", {}", cx.with("people-until", &[("date", cx.texts.date(at).into())]))
        });
        text::fact(ui, cx.theme, &grant.name, |ui| {
            text::body(ui, cx.theme, format!("{}{until}", cx.t(&grant.width.text_key())));
        });
    }
}
