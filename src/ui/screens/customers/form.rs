//! The lines of an identity as a form: for a new customer and for one that is edited.
//!
//! Draws and checks what is typed; saving is the screen's.

use eframe::egui::{Id, Ui};

use super::typed::{IdentityFaults, IdentityLine};
use crate::app::snapshot::IdentityDraft;
use crate::ui::cx::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, text};

/// With at least this much room two short fields stand side by side.
const WIDE: f32 = 500.0;

/// Draws the fields over `draft`. A missing name is only said once something was `touched`.
pub(super) fn identity_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut IdentityDraft, touched: bool) {
    let faults = IdentityFaults::of(draft);
    let long = |line: IdentityLine| {
        (faults.long == Some(line)).then(|| cx.with("customer-line-long", &[("max", line.longest().into())]))
    };
    let name_missing = (faults.name_missing && touched).then(|| cx.t("customer-name-missing").to_owned());
    let email_odd = faults.email_odd.then(|| cx.t("customer-email-bad").to_owned());
    Field::new(cx.t("customer-name")).error(name_missing.or(long(IdentityLine::Name))).id(name_id()).ui(
        ui,
        cx.theme,
        &mut draft.name,
    );
    ui.add_space(space::SMALL);
    let email = Field::new(cx.t("customer-email")).error(email_odd.or(long(IdentityLine::Email)));
    let phone = Field::new(cx.t("customer-phone")).error(long(IdentityLine::Phone));
    if ui.available_width() < WIDE {
        email.ui(ui, cx.theme, &mut draft.email);
        ui.add_space(space::SMALL);
        phone.ui(ui, cx.theme, &mut draft.phone);
    } else {
        let half = (ui.available_width() - space::LARGE) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            email.width(half).ui(ui, cx.theme, &mut draft.email);
            phone.width(half).ui(ui, cx.theme, &mut draft.phone);
        });
    }
    ui.add_space(space::SMALL);
    Field::new(cx.t("customer-address")).error(long(IdentityLine::Address)).ui(
        ui,
        cx.theme,
        &mut draft.address,
    );
    ui.add_space(space::SMALL);
    Field::new(cx.t("customer-notes")).rows(3).error(long(IdentityLine::Notes)).ui(
        ui,
        cx.theme,
        &mut draft.notes,
    );
    text::small(ui, cx.theme, cx.t("customer-notes-help"));
}

/// The id of the name's field.
pub(super) fn name_id() -> Id {
    Id::unique("customer-name")
}

/// The draft as it is saved: without spaces around its lines.
pub(super) fn trimmed(draft: &IdentityDraft) -> IdentityDraft {
    let line = |text: &str| text.trim().to_owned();
    IdentityDraft {
        name: line(&draft.name),
        email: line(&draft.email),
        phone: line(&draft.phone),
        address: line(&draft.address),
        notes: draft.notes.trim_end().to_owned(),
    }
}
