//! What a person is searching: one event when they begin to type, one when they end, with the last words and count.
//!
//! Keeps also which customers' names the lists have shown, so that each name shown is in the log once per search.

use std::collections::BTreeSet;

use zeroize::Zeroizing;

use crate::audit::{Event, Outcome};
use crate::base::code::ClientCode;
use crate::base::id::GroupId;
use crate::policy::Act;

use super::witness::Witness;

/// A search that is going on.
pub(super) struct Trail {
    act: Act,
    group: Option<GroupId>,
    words: Zeroizing<String>,
    count: u64,
    told: bool,
    shown: BTreeSet<(GroupId, ClientCode)>,
}

impl Trail {
    /// Begins with these words; the event says `Permitted`.
    pub(super) fn begin(act: Act, group: Option<GroupId>, words: &str) -> Self {
        let words = Zeroizing::new(words.to_owned());
        Self { act, group, words, count: 0, told: false, shown: BTreeSet::new() }
    }

    /// Whether a search of this kind goes on in this one.
    pub(super) fn goes_on_as(&self, act: Act, group: Option<GroupId>) -> bool {
        self.act == act && self.group == group
    }

    /// More was typed.
    pub(super) fn type_on(&mut self, words: &str) {
        if *self.words != words {
            self.words = Zeroizing::new(words.to_owned());
        }
    }

    /// The first event of the search; none once it was written.
    pub(super) fn beginning(&mut self, witness: &Witness) -> Option<Event> {
        if self.told {
            return None;
        }
        self.told = true;
        Some(self.event(witness))
    }

    /// Whether its first event was written, so that it needs a last one.
    pub(super) const fn was_told(&self) -> bool {
        self.told
    }

    /// The names on a page that this search did not show before: one event for each group.
    pub(super) fn reveal(
        &mut self,
        witness: &Witness,
        named: impl Iterator<Item = (GroupId, ClientCode)>,
    ) -> Vec<Event> {
        let mut events: Vec<Event> = Vec::new();
        for (group, code) in named.filter(|named| !self.shown.contains(named)).collect::<BTreeSet<_>>() {
            match events.last_mut() {
                Some(event) if event.group == Some(group) => event.clients.push(code),
                _ => events.push(witness.event_in(Act::IdentityReveal, group).of_client(code)),
            }
            self.shown.insert((group, code));
        }
        events
    }

    /// How many were found last.
    pub(super) fn found(&mut self, count: u64) {
        self.count = count;
    }

    /// The last event of the search.
    pub(super) fn end(&self, witness: &Witness) -> Event {
        self.event(witness).counting(self.count).outcome(Outcome::Done)
    }

    fn event(&self, witness: &Witness) -> Event {
        let mut event = witness.event(self.act).with_words(&self.words);
        event.group = self.group;
        event
    }
}
