//! The manual inside the window: pages on the left, the page on the right, words to find across all of them.

mod pages;

use eframe::egui::{Align, Layout, ScrollArea, Ui, vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::action::Action;
use super::cx::Cx;
use super::keys;
use super::theme::{Face, space};
use super::widgets::{Button, Field, panes, text};

pub(crate) use pages::names;

/// The manual, open at a page.
pub(crate) struct Manual {
    page: &'static str,
    find: String,
    cache: CommonMarkCache,
    /// The page was changed: the next frame shows its top.
    turned: bool,
}

impl Manual {
    /// The manual at a page; at its first page if there is none of that name.
    pub(crate) fn at(page: &'static str) -> Self {
        let mut cache = CommonMarkCache::default();
        for name in names() {
            cache.add_link_hook(name);
        }
        let page = if names().any(|name| name == page) { page } else { "index" };
        Self { page, find: String::new(), cache, turned: true }
    }

    /// Draws it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let close = panes::page_head(ui, cx.theme, cx.t("manual-title"), cx.t("manual-line"), |ui| {
            Button::secondary(cx.t("manual-close")).hint("Esc").ui(ui, cx.theme)
        });
        if close || keys::pressed(ui, &keys::BACK) {
            return Some(Action::CloseManual);
        }
        let height = ui.available_height();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            ui.allocate_ui_with_layout(vec2(260.0, height), Layout::top_down(Align::Min), |ui| {
                panes::frame(cx.theme).inner_margin(12).show(ui, |ui| {
                    ui.set_min_size(ui.available_size());
                    self.list_ui(ui, cx);
                });
            });
            panes::frame(cx.theme).inner_margin(24).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.page_ui(ui, cx);
            });
        });
        None
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        Field::new(cx.t("manual-find")).unlabelled().hint(cx.t("manual-find-hint")).ui(
            ui,
            cx.theme,
            &mut self.find,
        );
        ui.add_space(space::SMALL);
        let found = pages::find(cx.texts.language(), &self.find);
        if found.is_empty() {
            text::muted(ui, cx.theme, cx.t("manual-nothing"));
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for page in found {
                if self.row_ui(ui, cx, page.title, page.name == self.page) {
                    self.page = page.name;
                    self.turned = true;
                }
                if let Some(line) = page.line {
                    ui.indent(page.name, |ui| text::small(ui, cx.theme, line));
                }
            }
        });
    }

    fn row_ui(&self, ui: &mut Ui, cx: &Cx<'_>, title: &str, here: bool) -> bool {
        let face = if here { Face::Strong } else { Face::Body };
        super::widgets::choose::row(ui, cx.theme, title, face, here).clicked()
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let source = pages::text(cx.texts.language(), self.page);
        let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt(("manual", self.page));
        if std::mem::take(&mut self.turned) {
            scroll = scroll.vertical_scroll_offset(0.0);
        }
        scroll.show(ui, |ui| {
            ui.set_max_width(space::TEXT);
            CommonMarkViewer::new().show(ui, &mut self.cache, source);
        });
        let followed = names().find(|name| self.cache.get_link_hook(name) == Some(true));
        if let Some(page) = followed {
            self.page = page;
            self.turned = true;
        }
    }
}
