//! Whose vault it is, and who founds it.

use eframe::egui::Ui;

use super::{Turn, turn_ui};
use crate::ui::cx::Cx;
use crate::ui::keys;
use crate::ui::widgets::{Field, text};

/// The step and what was typed.
#[derive(Default)]
pub(super) struct YouStep {
    pub(super) business: String,
    pub(super) founder: String,
    pub(super) login: String,
    /// The login was typed, so it no longer follows the name.
    own_login: bool,
    focused: bool,
}

impl YouStep {
    /// The names that must not be the password.
    pub(super) fn names(&self) -> [String; 3] {
        [self.business.trim().to_owned(), self.founder.trim().to_owned(), self.login.trim().to_owned()]
    }

    /// Something is typed.
    pub(super) fn is_typed(&self) -> bool {
        [&self.business, &self.founder, &self.login].iter().any(|typed| !typed.trim().is_empty())
    }

    /// Draws the step.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Turn {
        text::muted(ui, cx.theme, cx.t("wizard-you-text"));
        let business = Field::new(cx.t("wizard-you-business")).ui(ui, cx.theme, &mut self.business);
        keys::focus_first(&mut self.focused, &business);
        let founder = Field::new(cx.t("wizard-you-founder")).ui(ui, cx.theme, &mut self.founder);
        if founder.changed() && !self.own_login {
            self.login = login_of(&self.founder);
        }
        let wrong = self.login.trim().contains(char::is_whitespace);
        let error = wrong.then(|| cx.t("wizard-you-login-spaces").to_owned());
        let field = Field::new(cx.t("wizard-you-login")).note(cx.t("wizard-you-login-note")).error(error);
        if field.ui(ui, cx.theme, &mut self.login).changed() {
            self.own_login = !self.login.is_empty();
        }
        let ready = !wrong && self.names().iter().all(|name| !name.is_empty());
        turn_ui(ui, cx, "wizard-next", ready)
    }
}

/// `Ștefan Ion Pop` → `stefan.ion.pop`.
pub(in crate::ui::screens) fn login_of(name: &str) -> String {
    let plain = |letter: char| match letter {
        'ă' | 'â' | 'á' | 'à' | 'ä' => 'a',
        'î' | 'í' => 'i',
        'ș' | 'ş' => 's',
        'ț' | 'ţ' => 't',
        'é' | 'è' => 'e',
        'ö' | 'ó' | 'ő' => 'o',
        'ü' | 'ú' | 'ű' => 'u',
        other => other,
    };
    let words: Vec<String> = name
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(plain).collect())
        .collect();
    words.join(".")
}

#[cfg(test)]
mod tests {
    #[test]
    fn logins_follow_names() {
        assert_eq!(super::login_of("Ștefan-Ion Pop "), "stefan.ion.pop");
        assert_eq!(super::login_of(""), "");
    }
}
