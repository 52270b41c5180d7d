//! A new password: typed twice, judged while it is typed by the rules every password is held to.
//!
//! The wizard, the enrolment and a person's own page use it. What is typed is masked and wiped.

use eframe::egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::password::{self, PASSWORD_CHARS, PasswordVerdict};
use crate::crypto::secret::Password;
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Field, SecretField, text};

/// The two fields and what was typed.
#[derive(Default)]
pub(crate) struct NewPassword {
    first: SecretField,
    again: SecretField,
    verdict: Option<PasswordVerdict>,
    focused: bool,
}

impl NewPassword {
    /// Draws the fields and the meter; true while what is typed can be taken. `names` are the person's own.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, names: &[String]) -> bool {
        let least = cx.model.session.as_ref().map_or(PASSWORD_CHARS, |session| session.password_chars);
        let field = Field::new(cx.t("wizard-password-first"));
        let first = self.first.ui(ui, cx.theme, field, cx.t("caps-lock"));
        keys::focus_first(&mut self.focused, &first);
        if first.changed() {
            self.judge(names, least);
        }
        meter_ui(ui, cx, self.verdict.as_ref());
        let differs = !self.again.is_empty() && !self.again.same_as(&self.first);
        let error = differs.then(|| cx.t("wizard-password-differs").to_owned());
        let field = Field::new(cx.t("wizard-password-again")).error(error);
        self.again.ui(ui, cx.theme, field, cx.t("caps-lock"));
        let rule = cx.with("wizard-password-rule", &[("count", least.into())]);
        text::small(ui, cx.theme, rule);
        let taken = self.verdict.is_some_and(|verdict| verdict.refused.is_none());
        taken && self.again.same_as(&self.first)
    }

    /// The same, but the keyboard stays where it is when it is first drawn.
    pub(crate) fn without_focus() -> Self {
        Self { focused: true, ..Self::default() }
    }

    /// Something is typed.
    pub(crate) fn is_typed(&self) -> bool {
        !self.first.is_empty() || !self.again.is_empty()
    }

    /// What is typed.
    pub(crate) fn password(&self) -> Password {
        self.first.password()
    }

    fn judge(&mut self, names: &[String], least: usize) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.verdict =
            (!self.first.is_empty()).then(|| password::judge_at_least(&self.first.password(), &names, least));
    }
}

/// Four bars and a word.
fn meter_ui(ui: &mut Ui, cx: &Cx<'_>, verdict: Option<&PasswordVerdict>) {
    let (filled, tone, words) = match verdict {
        None => (0, Tone::Plain, String::new()),
        Some(verdict) => said(cx, verdict),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    let name = cx.t("wizard-password-meter");
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = Some(f64::from(filled) * 25.0);
        info
    });
    let width = (rect.width() - 3.0 * space::TINY) / 4.0;
    let mut left = rect.left();
    for place in 0..4 {
        let bar = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let colour = if place < filled { cx.theme.ink(tone) } else { cx.theme.plain_soft };
        ui.painter().rect_filled(bar, CornerRadius::same(3), colour);
        left += width + space::TINY;
    }
    if !words.is_empty() {
        ui.add_space(-space::TINY);
        text::small_tone(ui, cx.theme, tone, words);
    }
}

fn said(cx: &Cx<'_>, verdict: &PasswordVerdict) -> (u8, Tone, String) {
    match verdict.refused {
        Some("too-short") => {
            let count = cx.with("wizard-password-chars", &[("count", verdict.chars.into())]);
            (verdict.strength.min(2), Tone::Warning, count)
        }
        Some(why) => {
            let why = cx.t(&format!("why-{why}")).to_owned();
            (
                verdict.strength.min(2),
                Tone::Danger,
                cx.with("wizard-password-refused", &[("why", why.into())]),
            )
        }
        None => {
            let key = if verdict.strength >= 4 { "wizard-password-strong" } else { "wizard-password-good" };
            (verdict.strength.max(3), Tone::Good, cx.t(key).to_owned())
        }
    }
}
