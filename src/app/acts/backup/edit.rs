//! What people say of a medium, changed: its label, place, set and holder. In the registry alone: the note on the medium keeps
//! the label it was enrolled with, and is not touched.

use crate::backup::register::{self, MediumRow, medium_name};
use crate::base::id::MediumId;
use crate::base::limits::LINE_CHARS;
use crate::policy::Act;

use super::super::super::problem::{Problem, ProblemKind};
use super::super::super::session::Session;
use super::super::super::snapshot::MediumWish;

impl Session {
    /// Changes what is said of a medium. The log says which medium, and what of it was changed.
    pub fn edit_medium(&mut self, medium: MediumId, wish: &MediumWish) -> Result<(), Problem> {
        let permit = self.permit(Act::Media, None)?;
        let wish = tidy(wish)?;
        let rows = register::media(&self.vault.media_rows("medium/")?);
        let row = rows.into_iter().find(|(id, _)| *id == medium).map(|(_, row)| row);
        let row = row.ok_or_else(|| Problem::new(ProblemKind::NotFound).with("what", medium))?;
        let Some(what) = changed(&row, &wish) else { return Ok(()) };
        self.require_label_of(&wish.label, Some(medium))?;
        let event = self.witness.event(permit.act()).with_words(&format!("edit {}: {what}", row.label));
        self.witness.log(&event)?;
        let MediumWish { label, place, set, holder } = wish;
        let row = MediumRow { label, place, set, holder, ..row };
        let kept = self.vault.keep_media_row(&permit, &medium_name(medium), &register::to_bytes(&row));
        let kept = kept.map_err(Problem::from);
        self.witness.note_end(event, kept.as_ref().err());
        kept
    }
}

/// Each is one line, and there is a label.
fn tidy(wish: &MediumWish) -> Result<MediumWish, Problem> {
    let MediumWish { label, place, set, holder } = wish;
    let line = |text: &String| {
        let line = text.trim();
        let fits = line.chars().count() <= LINE_CHARS && !line.chars().any(char::is_control);
        fits.then(|| line.to_owned()).ok_or_else(|| Problem::bad_input("label", "bad-line"))
    };
    let wish =
        MediumWish { label: line(label)?, place: line(place)?, set: line(set)?, holder: line(holder)? };
    if wish.label.is_empty() { Err(Problem::bad_input("label", "bad-line")) } else { Ok(wish) }
}

/// What is different, for the log; nothing if all is as it was.
fn changed(row: &MediumRow, wish: &MediumWish) -> Option<String> {
    let renamed = format!("label {}", wish.label);
    let each = [
        (row.label != wish.label, renamed.as_str()),
        (row.place != wish.place, "place"),
        (row.set != wish.set, "set"),
        (row.holder != wish.holder, "holder"),
    ];
    let changed: Vec<&str> = each.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect();
    (!changed.is_empty()).then(|| changed.join(", "))
}
