//! The rows of the list of groups: those that are open, with their counts, and after them those that take two people and
//! are shut, or that do not open, of which nothing is known but the name.

use super::pairs::minutes_left;
use crate::app::snapshot::{GroupRow, HeldGroup, TwoPerson};
use crate::base::id::GroupId;
use crate::ui::cx::Cx;
use crate::ui::model::Model;
use crate::ui::screens::cells::Cell;
use crate::ui::screens::table::Row;
use crate::ui::theme::Tone;

/// One group of the list.
#[derive(Clone, Copy)]
pub(super) struct Listed<'m> {
    /// What is known of it while it is open.
    pub(super) row: Option<&'m GroupRow>,
    /// How many people it takes, and whether it is shut.
    pub(super) held: Option<&'m HeldGroup>,
}

/// All of them: the open ones first.
pub(super) fn all(model: &Model) -> Vec<Listed<'_>> {
    let held = |id: GroupId| model.held.iter().find(|held| held.group == id);
    let open = model.groups.iter().map(|row| Listed { row: Some(row), held: held(row.id) });
    let shut = model.held.iter().filter(|held| model.group(held.group).is_none());
    open.chain(shut.map(|held| Listed { row: None, held: Some(held) })).collect()
}

impl Listed<'_> {
    /// Which.
    pub(super) fn id(&self) -> Option<GroupId> {
        self.row.map(|row| row.id).or(self.held.map(|held| held.group))
    }

    fn name(&self) -> &str {
        self.row.map(|row| row.name.as_str()).or(self.held.map(|held| held.name.as_str())).unwrap_or_default()
    }

    /// As the table draws it.
    pub(super) fn drawn(&self, cx: &Cx<'_>, chosen: bool) -> Row {
        let mut chips = vec![self.state(cx)];
        chips.extend(self.mark(cx).map(|mark| (mark, Tone::Accent)));
        let states: Vec<&str> = chips.iter().map(|(word, _)| word.as_str()).collect();
        let state = states.join(", ");
        let Some(row) = self.row else {
            let label = cx.with("groups-row-shut", &[("name", self.name().into()), ("state", state.into())]);
            let empty = || Cell::muted("");
            let cells =
                vec![Cell::Text(self.name().to_owned()), Cell::Chips(chips), empty(), empty(), empty()];
            return Row { cells, label, chosen };
        };
        let identities = cx.t(if row.identities { "groups-identities-yes" } else { self.nameless() });
        let customers = cx.with("records-customers-count", &[("count", row.customers.into())]);
        let records = cx.with("records-count", &[("count", row.records.into())]);
        let named = [
            ("name", (&row.name).into()),
            ("state", state.into()),
            ("customers", customers.into()),
            ("records", records.into()),
        ];
        let label = cx.with("groups-row", &named);
        let cells = vec![
            Cell::Text(row.name.clone()),
            Cell::Chips(chips),
            Cell::muted(identities),
            Cell::muted(cx.texts.count(row.customers)),
            Cell::muted(cx.texts.count(row.records)),
        ];
        Row { cells, label, chosen }
    }

    fn state(&self, cx: &Cx<'_>) -> (String, Tone) {
        let (key, tone) = match self.row {
            None if self.held.is_some_and(|held| held.problem.is_some()) => ("groups-unopened", Tone::Danger),
            None => ("groups-shut", Tone::Plain),
            Some(row) if row.closed => ("groups-closed", Tone::Plain),
            Some(_) => ("groups-open", Tone::Good),
        };
        (cx.t(key).to_owned(), tone)
    }

    /// What tells that it takes two people, or for how long two have opened it.
    fn mark(&self, cx: &Cx<'_>) -> Option<String> {
        let held = self.held.filter(|held| held.takes != TwoPerson::No)?;
        Some(match held.open_until {
            Some(until) => {
                cx.with("groups-two-mark-left", &[("minutes", minutes_left(until, cx.now).into())])
            }
            None => cx.t(&format!("groups-two-mark-{}", held.takes.key())).to_owned(),
        })
    }

    /// Why the identities are not to be had.
    pub(super) fn nameless(&self) -> &'static str {
        let shut = self.held.is_some_and(|held| held.shut);
        if shut { "groups-shut" } else { "groups-identities-no" }
    }
}
