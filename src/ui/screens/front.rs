//! What the screens in front of the vault share: a column in the middle, the name of the product, and at its foot
//! the languages, the look and the manual.

use eframe::egui::{Align, Layout, ScrollArea, Ui, vec2};

use crate::texts::Language;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme::{Face, space};
use crate::ui::widgets::{choose, logo, panes, text};

/// A column of this width in the middle of the page, a third of the free height above it.
pub(super) fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with("column");
    let height = ui.ctx().data(|known| known.get_temp::<f32>(id)).unwrap_or(420.0);
    ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            let above = ((ui.clip_rect().height() - height) * 0.45).max(0.0);
            ui.add_space(above);
            let left = ((ui.available_width() - width) / 2.0).max(0.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(left);
                let column =
                    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
                        ui.set_width(width);
                        add(ui)
                    });
                let now = column.response.rect.height();
                if (now - height).abs() > 0.5 {
                    ui.ctx().data_mut(|known| known.insert_temp(id, now));
                    ui.ctx().request_repaint();
                }
                column.inner
            })
            .inner
        })
        .inner
}

/// The sign and name of the product, with a line below.
pub(super) fn head(ui: &mut Ui, cx: &Cx<'_>, line: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        logo::large(ui, cx.theme);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            text::line(ui, Face::Title, cx.theme.text, cx.t("product-name"));
            if !line.is_empty() {
                text::line(ui, Face::Body, cx.theme.muted, line);
            }
        });
    });
    ui.add_space(space::LARGE);
}

/// What the page is about, in a frame as wide as the column.
pub(super) fn card<R>(ui: &mut Ui, cx: &Cx<'_>, add: impl FnOnce(&mut Ui) -> R) -> R {
    panes::frame(cx.theme)
        .inner_margin(24)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space::MEDIUM;
            add(ui)
        })
        .inner
}

/// Languages at the left; at the right the manual and what else the screen has.
pub(super) fn foot(ui: &mut Ui, cx: &Cx<'_>, more: impl FnOnce(&mut Ui) -> Option<Action>) -> Option<Action> {
    ui.horizontal(|ui| {
        let names = Language::ALL.map(Language::own_name);
        let here = Language::ALL.iter().position(|language| *language == cx.texts.language()).unwrap_or(0);
        let spoken = choose::words(ui, cx.theme, &names, here)
            .and_then(|place| Language::ALL.get(place))
            .map(|language| Action::Speak(*language));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            let manual = choose::link(ui, cx.theme, cx.t("front-manual")).then_some(Action::Manual(None));
            more(ui).or(manual)
        })
        .inner
        .or(spoken)
    })
    .inner
}
