//! Looking for events, and everything that was done with one customer's file.

use std::collections::BTreeMap;

use crate::audit::Event;
use crate::audit::index::IndexedEvent;
use crate::base::code::ClientCode;
use crate::base::id::AccountId;

use super::super::super::log_desk::Names;
use super::super::super::problem::Problem;
use super::super::super::session::Session;
use super::super::super::snapshot::{CustomerAccesses, EventRow, Listing, LogFilter};
use super::super::Job;

impl Session {
    /// Events that fit, from `offset`, at most `limit`. A filter that is not the one before is logged.
    pub fn log_events(
        &mut self,
        filter: LogFilter,
        offset: u64,
        limit: u32,
    ) -> Result<Job<Listing<Vec<EventRow>>>, Problem> {
        let reading = if self.log_filter.as_ref() == Some(&filter) {
            self.log_reading_again()?
        } else {
            let reading = self.log_reading(|event| describe(event, &filter))?;
            self.log_filter = Some(filter.clone());
            reading
        };
        Ok(Job::new(move |watch| {
            reading.run(watch, |log| {
                let found = log.index.find(&filter, offset, limit)?;
                let rows = found.events.into_iter().map(|event| event_row(event, log.names)).collect();
                Ok(Listing { total: found.total, offset, rows })
            })
        }))
    }

    /// Who opened a customer's file, when and why; logged.
    pub fn customer_accesses(&mut self, code: ClientCode) -> Result<Job<CustomerAccesses>, Problem> {
        let reading = self.log_reading(|event| event.of_client(code).with_words("accesses"))?;
        Ok(Job::new(move |watch| {
            reading.run(watch, |log| {
                let found = log.index.accesses(code)?;
                let mut people: BTreeMap<Option<AccountId>, u64> = BTreeMap::new();
                for event in &found {
                    *people.entry(event.account).or_default() += 1;
                }
                let named = |(account, count)| (account, log.names.person(account), count);
                let mut people: Vec<_> = people.into_iter().map(named).collect();
                people.sort_by_cached_key(|(_, name, count)| (std::cmp::Reverse(*count), name.clone()));
                Ok(CustomerAccesses {
                    code,
                    rows: found.into_iter().map(|event| event_row(event, log.names)).collect(),
                    people,
                    seen: log.index.head().count,
                    unreadable: log.index.unreadable(),
                })
            })
        }))
    }
}

/// What the log keeps of a filter.
fn describe(mut event: Event, filter: &LogFilter) -> Event {
    let LogFilter { person, customer, record, act, outcome, group, from, to, words, only, oldest_first: _ } =
        filter;
    event.group = *group;
    event.record = *record;
    event.clients.extend(customer);
    let told = [
        person.map(|person| format!("person:{person}")),
        act.map(|act| format!("act:{}", act.key())),
        outcome.map(|outcome| format!("outcome:{}", outcome.key())),
        from.map(|from| format!("from:{from}")),
        to.map(|to| format!("to:{to}")),
        only.first().map(|first| format!("frames:{first}+{}", only.len())),
        Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
    ];
    let told: Vec<String> = std::iter::once("events".to_owned()).chain(told.into_iter().flatten()).collect();
    event.with_words(&told.join(" "))
}

fn event_row(event: IndexedEvent, names: &Names) -> EventRow {
    EventRow {
        number: event.number,
        at: event.wall,
        account: event.account,
        who: names.person(event.account),
        act: event.act,
        act_number: event.act_number,
        outcome: event.outcome,
        group: event.group.map(|group| names.group(group)),
        customers: event.clients,
        record: event.record,
        count: event.count,
        words: event.words,
        session: event.session,
    }
}
