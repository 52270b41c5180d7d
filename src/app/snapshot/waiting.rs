//! What waits for a second person: requests in the queue, acts of one supervisor alone, and the dialog's words.

use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId};
use crate::policy::Role;
use crate::texts::Texts;

use super::grants::GrantWidth;
use super::people::ScreeningCheck;

/// The number of a request: that of its statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaitingNumber(pub u64);

/// Exactly what will happen: a text and what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Will {
    /// Its short name.
    pub key: &'static str,
    /// What the text names, by the names it uses.
    pub named: Vec<(&'static str, Named)>,
}

impl Will {
    /// The key of the text.
    pub fn text_key(&self) -> String {
        format!("will-{}", self.key)
    }
}

/// One thing that is named in what will happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A person, by their full name and login.
    Person {
        /// The account, if there is one yet.
        account: Option<AccountId>,
        /// The full name.
        name: String,
        /// The login name.
        login: String,
    },
    /// A group; its name if the reader holds it.
    Group(GroupId, Option<String>),
    /// How much of a group.
    Width(GrantWidth),
    /// A role.
    Role(Role),
    /// A moment, or "no end".
    Until(Option<WallTime>),
    /// A policy setting: its key (`rule-<key>`) and the old and new value in its unit.
    Setting {
        /// The key of the setting.
        rule: &'static str,
        /// What it is.
        from: u64,
        /// What it becomes.
        to: u64,
    },
    /// What was checked of a person, with notes on it; nothing where the reader cannot read it.
    Checks(Vec<ScreeningCheck>, String),
    /// How many of something.
    Count(u64),
    /// How large something is, in bytes.
    Size(u64),
    /// Records that are to be deleted.
    Doomed {
        /// Those that are there, as far as the reader holds their group.
        rows: Vec<DoomedRow>,
        /// Other records of the group with the same content, which stay.
        twins: u64,
        /// Whether the reader holds the group.
        held: bool,
    },
    /// A text, by its key.
    Key(String),
    /// Words or a number, as they are.
    Words(String),
}

/// A record that is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoomedRow {
    /// Whose it is.
    pub code: ClientCode,
    /// Its title.
    pub title: String,
    /// Its size in bytes.
    pub size_bytes: u64,
}

impl Named {
    /// [`Named::Doomed`] in words, a line for each of the first `most` records.
    pub(crate) fn doomed(
        texts: &Texts,
        (rows, twins, held): (&[DoomedRow], u64, bool),
        most: usize,
    ) -> String {
        if !held {
            return texts.text("delete-unheld").to_owned();
        }
        let line = |row: &DoomedRow| format!("{}  {}  ({})", row.code, row.title, texts.size(row.size_bytes));
        let mut lines: Vec<String> = rows.iter().take(most).map(line).collect();
        if rows.len() > most {
            lines.push(texts.with("out-more", &[("count", (rows.len() - most).into())]));
        }
        if twins > 0 {
            lines.push(texts.with("delete-twins", &[("count", twins.into())]));
        }
        lines.join("\n")
    }

    /// [`Named::Checks`] in words, `text` being the texts by their keys.
    pub(crate) fn checks<'t>(
        checks: &[ScreeningCheck],
        notes: &str,
        text: impl Fn(&str) -> &'t str,
    ) -> String {
        let told = checks.iter().map(|check| format!("{}: {}", text(&check.what.text_key()), check.outcome));
        let notes = Some(notes.to_owned()).filter(|notes| !notes.is_empty());
        let all: Vec<String> = told.chain(notes).collect();
        if all.is_empty() { text("screening-checks-unread").to_owned() } else { all.join("; ") }
    }
}

/// A request that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its number.
    pub number: WaitingNumber,
    /// What will happen.
    pub will: Will,
    /// The name of who asked.
    pub by: String,
    /// When.
    pub at: WallTime,
    /// Their reason.
    pub reason: String,
    /// Where it stands.
    pub state: WaitingState,
    /// Whether the person who looks may answer, or why not.
    pub mine: MayAnswer,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitingState {
    /// Nobody answered.
    Open,
    /// Agreed to; the one who asked still has to carry it out (it hands on a key).
    Agreed,
    /// Agreed to and done.
    Done,
    /// Refused.
    Refused,
}

impl WaitingState {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Agreed => "agreed",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("waiting-{}", self.key())
    }
}

/// Whether the person who looks may answer a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MayAnswer {
    /// Yes.
    Yes,
    /// It is their own request.
    MyOwn,
    /// It is about themselves.
    AboutMe,
    /// It is answered already.
    Answered,
    /// They are no supervisor in good standing.
    Role,
}

impl MayAnswer {
    /// Its short name, for the command line and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::MyOwn => "my-own",
            Self::AboutMe => "about-me",
            Self::Answered => "answered",
            Self::Role => "role",
        }
    }

    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("may-answer-{}", self.key())
    }
}

/// An act of one supervisor alone, in the founding period, that a second is to ratify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AloneRow {
    /// The number of its statement.
    pub number: u64,
    /// What was done.
    pub will: Will,
    /// The name of who did it.
    pub by: String,
    /// When.
    pub at: WallTime,
    /// The written reason.
    pub reason: String,
    /// Whether the person who looks may ratify it, or why not.
    pub may: MayAnswer,
}

/// An act that was not done, because it needs a second person or, while there is none, a written reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondNeeded {
    /// What will happen.
    pub will: Will,
    /// Who can be the second, by name and login. Empty in the founding period.
    pub who: Vec<(String, String)>,
    /// The founding period: a written reason stands in for the second person.
    pub reason_is_enough: bool,
    /// It can wait in the queue.
    pub may_wait: bool,
}

/// What came of an act that may need two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled<T> {
    /// It is done.
    Done(T),
    /// It waits in the queue under this number.
    Waiting(WaitingNumber),
    /// Nothing was done: this is needed.
    SecondNeeded(Box<SecondNeeded>),
}

impl<T> Settled<T> {
    /// The same, with what was done made into something else.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Settled<U> {
        match self {
            Self::Done(done) => Settled::Done(make(done)),
            Self::Waiting(number) => Settled::Waiting(number),
            Self::SecondNeeded(needed) => Settled::SecondNeeded(needed),
        }
    }
}
