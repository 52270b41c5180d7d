//! The texts of a recovery sheet, gathered in one language for `paper`.

use crate::keys::recovery::Sheet;
use crate::paper::SheetTexts;
use crate::texts::{Texts, Value};

/// Everything that is said on `sheet`.
pub(super) fn sheet_texts(texts: &Texts, sheet: &Sheet) -> SheetTexts {
    let text = |key: &str| texts.text(key).to_owned();
    let counts: [(&str, Value<'_>); 3] = [
        ("number", u32::from(sheet.number).into()),
        ("total", u32::from(sheet.total).into()),
        ("needed", u32::from(sheet.needed).into()),
    ];
    SheetTexts {
        title: text("sheet-title"),
        number: texts.with("sheet-number", &counts),
        purpose: texts.with("sheet-purpose", &counts),
        keeping_title: text("sheet-keeping-title"),
        keeping: ["sheet-keeping-place", "sheet-keeping-apart", "sheet-keeping-copy", "sheet-keeping-lost"]
            .map(text)
            .to_vec(),
        words_title: text("sheet-words-title"),
        words_note: text("sheet-words-note"),
        checksum_note: text("sheet-checksum-note"),
        qr_note: text("sheet-qr-note"),
        fingerprint_label: text("sheet-fingerprint"),
        set_label: text("sheet-set"),
        date_label: text("sheet-date"),
        keeper_label: text("sheet-keeper"),
        sample_mark: text("sheet-sample-mark"),
        foot: text("sheet-foot"),
    }
}
