//! The files of texts, built into the program, one list for each language in the same order.

use super::Language;

macro_rules! files {
    ($code:literal) => {
        &[
            include_str!(concat!("../../assets/i18n/", $code, "/common.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/air-gap.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/backup.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/restoring.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/formats.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/problems.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/start.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/confined.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/records.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/customers.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/people.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/people-screens.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/log.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/log-screens.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/factors.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/house.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/posture.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/commands.ftl")),
            include_str!(concat!("../../assets/i18n/", $code, "/paper.ftl")),
        ]
    };
}

/// The files of a language, whole.
pub(super) const fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => files!("en"),
        Language::Romanian => files!("ro"),
    }
}

/// The keys of a file: what stands before the first ` =` of each line that opens a message.
pub(super) fn keys(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
}
