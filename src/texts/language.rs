//! The languages, how one is recognised and how it groups digits.

use unic_langid::LanguageIdentifier;

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Romanian.
    Romanian,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Romanian];

    /// The language of the machine's settings; English if it is none of ours.
    pub fn of_machine() -> Self {
        sys_locale::get_locale().map_or(Self::English, |locale| Self::of_locale(&locale))
    }

    /// The language of a locale such as `ro-RO` or `en_GB.UTF-8`.
    pub fn of_locale(locale: &str) -> Self {
        let code = locale.split(['-', '_', '.']).next().unwrap_or_default();
        Self::from_code(&code.to_ascii_lowercase()).unwrap_or_default()
    }

    /// The ISO 639-1 code: the folder of its texts and manual pages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Romanian => "ro",
        }
    }

    /// The language with this ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Its name, in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Romanian => "Română",
        }
    }

    /// The identifier that picks the plural rules.
    pub(super) fn id(self) -> LanguageIdentifier {
        self.code().parse().expect("a two-letter code is a language identifier")
    }

    /// What stands between groups of three digits.
    pub(super) const fn group_mark(self) -> char {
        match self {
            Self::English => ',',
            Self::Romanian => '.',
        }
    }

    /// What stands before decimals.
    pub(super) const fn decimal_mark(self) -> char {
        match self {
            Self::English => '.',
            Self::Romanian => ',',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_lead_to_languages() {
        for (locale, language) in [
            ("ro-RO", Language::Romanian),
            ("ro", Language::Romanian),
            ("RO_ro.UTF-8", Language::Romanian),
            ("en-GB", Language::English),
            ("C", Language::English),
            ("de_DE", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }
}
