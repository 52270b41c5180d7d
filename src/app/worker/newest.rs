//! Which search was asked for last: older ones are not begun, and the one that runs is interrupted.
//!
//! Shared by the window's end, which notes each search as it is sent, and the worker, which asks before it searches.

use std::sync::Mutex;

use crate::records::face::{CustomerQuery, RecordQuery};
use crate::store::Interrupt;

use super::super::request::Request;

/// The last search of each kind, and what stops the one that runs.
#[derive(Default)]
pub(super) struct Newest {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    customers: Option<CustomerQuery>,
    records: Option<RecordQuery>,
    running: Vec<Interrupt>,
    running_kind: Option<Kind>,
    stopped: bool,
}

/// The two kinds of searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Customers,
    Records,
}

impl Newest {
    /// A request is on its way. If it is another search, or everything is to stop, the one that runs is interrupted.
    pub(super) fn note(&self, wish: &Request) {
        let Ok(mut state) = self.state.lock() else { return };
        let superseded = match wish {
            Request::FindCustomers { query, .. } => {
                let other = state.customers.as_ref() != Some(query);
                state.customers = Some(query.clone());
                other.then_some(Kind::Customers)
            }
            Request::FindRecords { query, .. } => {
                let other = state.records.as_ref() != Some(query);
                state.records = Some(query.clone());
                other.then_some(Kind::Records)
            }
            Request::Lock(_) => {
                state.stopped = true;
                state.running_kind
            }
            _ => None,
        };
        if superseded.is_some() && superseded == state.running_kind {
            state.interrupt();
        }
    }

    /// The worker ends: what runs is interrupted and nothing is begun.
    pub(super) fn stop(&self) {
        if let Ok(mut state) = self.state.lock() {
            state.stopped = true;
            state.interrupt();
        }
    }

    /// The vault is locked: nothing is begun any more, and what was looked for is forgotten.
    pub(super) fn forget(&self) {
        if let Ok(mut state) = self.state.lock() {
            *state = State { stopped: true, ..State::default() };
        }
    }

    /// Searches may be begun again, after unlocking.
    pub(super) fn go_on(&self) {
        if let Ok(mut state) = self.state.lock() {
            *state = State::default();
        }
    }

    /// Whether this is still what is looked for. If so, it can be interrupted until [`Newest::end`].
    pub(super) fn begin(&self, wish: &Request, interrupts: Vec<Interrupt>) -> bool {
        let Ok(mut state) = self.state.lock() else { return true };
        let (kind, wanted) = match wish {
            Request::FindCustomers { query, .. } => {
                (Kind::Customers, state.customers.as_ref().is_none_or(|newest| newest == query))
            }
            Request::FindRecords { query, .. } => {
                (Kind::Records, state.records.as_ref().is_none_or(|newest| newest == query))
            }
            _ => return true,
        };
        if state.stopped || !wanted {
            return false;
        }
        state.running = interrupts;
        state.running_kind = Some(kind);
        true
    }

    /// Nothing runs that could be interrupted.
    pub(super) fn end(&self) {
        if let Ok(mut state) = self.state.lock() {
            state.running.clear();
            state.running_kind = None;
        }
    }
}

impl State {
    fn interrupt(&mut self) {
        for running in self.running.drain(..) {
            running.interrupt();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(text: &str, offset: u64) -> Request {
        let query = CustomerQuery { group: None, text: text.to_owned() };
        Request::FindCustomers { query, offset, limit: 50 }
    }

    #[test]
    fn an_older_search_is_not_begun_and_pages_of_the_newest_are() {
        let newest = Newest::default();
        newest.note(&search("po", 0));
        newest.note(&search("pop", 0));
        newest.note(&search("pop", 50));
        assert!(!newest.begin(&search("po", 0), Vec::new()));
        assert!(newest.begin(&search("pop", 0), Vec::new()));
        newest.end();
        assert!(newest.begin(&search("pop", 50), Vec::new()));
    }

    #[test]
    fn searches_of_the_other_kind_do_not_supersede() {
        let newest = Newest::default();
        newest.note(&search("po", 0));
        newest.note(&Request::FindRecords { query: RecordQuery::default(), offset: 0, limit: 10 });
        assert!(newest.begin(&search("po", 0), Vec::new()));
    }

    #[test]
    fn nothing_is_begun_once_everything_stops() {
        let newest = Newest::default();
        newest.note(&search("po", 0));
        newest.stop();
        assert!(!newest.begin(&search("po", 0), Vec::new()));
        newest.go_on();
        assert!(newest.begin(&search("po", 0), Vec::new()));
    }
}
