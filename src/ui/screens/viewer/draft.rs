//! A record's title, tags and notes while they are edited, and what does not fit in them.
//!
//! Pure. Tags are typed in one line, separated by commas.

use crate::app::snapshot::RecordSheet;
use crate::base::limits::{LINE_CHARS, NOTE_CHARS};

/// What is typed over a record's own title, tags and notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordDraft {
    pub(crate) title: String,
    pub(crate) tags: String,
    pub(crate) notes: String,
}

/// The first thing that does not fit in a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DraftFault {
    TitleMissing,
    TitleLong,
    TagLong,
    NotesLong,
}

impl RecordDraft {
    /// The draft that changes nothing.
    pub(crate) fn of(sheet: &RecordSheet) -> Self {
        Self { title: sheet.row.title.clone(), tags: sheet.row.tags.join(", "), notes: sheet.notes.clone() }
    }

    /// The tags, each once, in the order they were typed.
    pub(crate) fn tag_list(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        for tag in self.tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
            if !tags.iter().any(|known| known == tag) {
                tags.push(tag.to_owned());
            }
        }
        tags
    }

    /// Whether saving it would change the record.
    pub(crate) fn changes(&self, sheet: &RecordSheet) -> bool {
        self.title.trim() != sheet.row.title || self.tag_list() != sheet.row.tags || self.notes != sheet.notes
    }

    /// What keeps it from being saved.
    pub(crate) fn fault(&self) -> Option<DraftFault> {
        if self.title.trim().is_empty() {
            Some(DraftFault::TitleMissing)
        } else if self.title.chars().count() > LINE_CHARS {
            Some(DraftFault::TitleLong)
        } else if self.tag_list().iter().any(|tag| tag.chars().count() > LINE_CHARS) {
            Some(DraftFault::TagLong)
        } else if self.notes.chars().count() > NOTE_CHARS {
            Some(DraftFault::NotesLong)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_trimmed_and_told_once() {
        let draft = RecordDraft {
            title: "Loan".to_owned(),
            tags: " letter , contract,,letter ".to_owned(),
            notes: String::new(),
        };
        assert_eq!(draft.tag_list(), ["letter", "contract"]);
        assert_eq!(draft.fault(), None);
    }

    #[test]
    fn a_draft_without_a_title_or_with_long_lines_is_not_saved() {
        let draft = |title: &str, tags: &str| RecordDraft {
            title: title.to_owned(),
            tags: tags.to_owned(),
            notes: String::new(),
        };
        assert_eq!(draft("  ", "").fault(), Some(DraftFault::TitleMissing));
        assert_eq!(draft(&"t".repeat(LINE_CHARS + 1), "").fault(), Some(DraftFault::TitleLong));
        assert_eq!(draft("t", &"g".repeat(LINE_CHARS + 1)).fault(), Some(DraftFault::TagLong));
    }
}
