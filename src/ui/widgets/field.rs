//! Text fields: a label above, a line below that says what is wrong.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    Color32, CornerRadius, Frame, Id, Key, Margin, Response, Stroke, StrokeKind, TextBuffer, TextEdit, Ui,
    vec2,
};

use super::text;
use crate::ui::theme::{Face, Theme, space};

/// A field that is being described; [`Field::ui`] draws it.
#[must_use = "a field is drawn by `ui`"]
pub(crate) struct Field<'a> {
    label: &'a str,
    shown_label: bool,
    note: Option<&'a str>,
    hint: &'a str,
    error: Option<String>,
    rows: usize,
    width: f32,
    code: bool,
    password: bool,
    enabled: bool,
    id: Option<Id>,
}

impl<'a> Field<'a> {
    /// A field with this label, as wide as there is room.
    pub(crate) fn new(label: &'a str) -> Self {
        Self {
            label,
            shown_label: true,
            note: None,
            hint: "",
            error: None,
            rows: 1,
            width: f32::INFINITY,
            code: false,
            password: false,
            enabled: true,
            id: None,
        }
    }

    /// The label is only spoken; the hint says the same to the eye.
    pub(crate) fn unlabelled(mut self) -> Self {
        self.shown_label = false;
        self
    }

    /// Muted words after the label.
    pub(crate) fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    /// What stands in the field while it is empty.
    pub(crate) fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What is wrong with what is typed.
    pub(crate) fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Several lines.
    pub(crate) fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// As wide as this.
    pub(crate) fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// A screen reader says that something is typed, not what. The buffer must show bullets by itself.
    pub(super) fn password(mut self) -> Self {
        self.password = true;
        self
    }

    /// Whether it can be typed into.
    pub(crate) fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// The id of the field, for moving the keyboard to it.
    pub(crate) fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws it over `value`.
    pub(crate) fn ui(self, ui: &mut Ui, theme: &Theme, value: &mut dyn TextBuffer) -> Response {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            ui.set_max_width(self.width.min(ui.available_width()));
            let label = self.shown_label.then(|| self.label_ui(ui, theme));
            let response = self.edit_ui(ui, theme, value);
            let response = match &label {
                Some(label) => response.labelled_by(label.id),
                None => response,
            };
            if let Some(error) = &self.error {
                text::text(ui, Face::Small, theme.danger, error);
            }
            response
        })
        .inner
    }

    fn label_ui(&self, ui: &mut Ui, theme: &Theme) -> Response {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            let label = text::line(ui, Face::Label, theme.text, self.label);
            if let Some(note) = self.note {
                text::line(ui, Face::Body, theme.muted, note);
            }
            label
        })
        .inner
    }

    fn edit_ui(&self, ui: &mut Ui, theme: &Theme, value: &mut dyn TextBuffer) -> Response {
        let face = if self.code { Face::Code } else { Face::Body };
        let edit = if self.rows > 1 {
            TextEdit::multiline(value).desired_rows(self.rows)
        } else {
            TextEdit::singleline(value)
        };
        let edit = edit
            .frame(
                Frame::new()
                    .fill(if self.enabled { theme.surface } else { theme.background })
                    .stroke(Stroke::new(1.0, Color32::TRANSPARENT))
                    .corner_radius(CornerRadius::same(space::RADIUS))
                    .inner_margin(Margin::symmetric(12, 7)),
            )
            .password(self.password)
            .font(face.font())
            .text_color(theme.text)
            .hint_text(text::rich(Face::Body, theme.faint, self.hint))
            .interactive(self.enabled)
            .desired_width(ui.available_width())
            .min_size(vec2(0.0, space::CONTROL));
        let edit = match self.id {
            Some(id) => edit.id(id),
            None => edit.id_salt(self.label),
        };
        let response = ui.add(edit);
        if self.rows == 1 {
            select_when_tabbed_into(ui, &response, value.as_str().chars().count());
        }
        if !self.shown_label {
            name_for_readers(ui, &response, self.label);
        }
        outline(ui, theme, &response, self.error.is_some());
        response
    }
}

/// Whoever comes into a field of one line by Tab finds all of it selected, so that typing takes its place. It can be had
/// in the same frame or, going backwards, in the next one.
fn select_when_tabbed_into(ui: &Ui, response: &Response, chars: usize) {
    let key = response.id.with("tabbed");
    let (had, tabbed_before) = ui.ctx().data(|data| data.get_temp::<(bool, bool)>(key)).unwrap_or_default();
    let tabbed = ui.input(|input| input.key_pressed(Key::Tab));
    let has = response.has_focus();
    ui.ctx().data_mut(|data| data.insert_temp(key, (has, tabbed)));
    // What came in with the key, in a slow frame, is typed already and must not be typed over.
    if !has || had || !(tabbed || tabbed_before) || response.changed() {
        return;
    }
    let mut state = TextEditState::load(ui.ctx(), response.id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), CCursor::new(chars))));
    state.store(ui.ctx(), response.id);
}

/// Gives a widget a name that only a screen reader says.
pub(crate) fn name_for_readers(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.to_owned()));
}

/// The line around a field: accent with the keyboard, danger with an error.
fn outline(ui: &Ui, theme: &Theme, response: &Response, wrong: bool) {
    let colour = if wrong {
        theme.danger
    } else if response.has_focus() {
        theme.accent
    } else if response.hovered() {
        theme.faint
    } else {
        theme.line
    };
    let radius = CornerRadius::same(space::RADIUS);
    ui.painter().rect_stroke(response.rect, radius, Stroke::new(1.0, colour), StrokeKind::Inside);
    if response.has_focus() {
        let glow = Stroke::new(2.0, colour.gamma_multiply(0.25));
        ui.painter().rect_stroke(response.rect, radius, glow, StrokeKind::Outside);
    }
}
