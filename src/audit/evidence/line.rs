//! An event as others read it: a line of JSON, and a row of a table. The same for evidence and plain lists.

use super::table;
use crate::audit::{FrameNumber, LoggedEvent};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, GroupId, SessionId};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// The names that whoever takes something out of the log knows, and the zone of their times. The log has ids alone.
#[derive(Debug, Clone)]
pub struct Names {
    /// People by account: name and login.
    pub accounts: BTreeMap<AccountId, String>,
    /// The groups that the person holds.
    pub groups: BTreeMap<GroupId, String>,
    /// The zone that times are written in, with their offset from UTC.
    pub zone: TimeZone,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventLine {
    /// The number of its frame.
    pub number: FrameNumber,
    /// When, such as `2026-11-22T12:00:00.000+02:00`.
    pub at: String,
    /// The same as milliseconds since 1970 UTC.
    pub wall_ms: i64,
    /// Time since the machine was started; not in plain lists.
    pub since_boot_ms: Option<u64>,
    /// The run of the program.
    pub session: String,
    /// How many events of the session were before it; not in plain lists.
    pub step: Option<u64>,
    /// Who; none before a log-in.
    pub account: Option<String>,
    /// Their name and login, as the maker knows them.
    pub account_name: Option<String>,
    /// The number of the act.
    pub act: u16,
    /// Its short name.
    pub act_name: Option<String>,
    /// How it ended.
    pub outcome: String,
    /// The group.
    pub group: Option<String>,
    /// Its name, if the maker knows it.
    pub group_name: Option<String>,
    /// The customers' codes.
    pub clients: Vec<String>,
    /// The record's id.
    pub record: Option<String>,
    /// How many.
    pub count: Option<u64>,
    /// What was typed or given.
    pub words: String,
    /// Of a log-in: how many failed in a row, in the clear.
    pub failures: Option<u32>,
}

/// Where an event stands in its session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) session: SessionId,
    pub(super) step: u64,
}

impl Names {
    /// A time with its offset from UTC, to the millisecond.
    pub fn time(&self, at: WallTime) -> String {
        let Ok(moment) = Timestamp::from_millisecond(at.unix_millis()) else { return String::new() };
        moment.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string()
    }

    /// How far the zone is from UTC at that time: `+02:00`.
    pub fn offset(&self, at: WallTime) -> String {
        let Ok(moment) = Timestamp::from_millisecond(at.unix_millis()) else { return String::new() };
        moment.to_zoned(self.zone.clone()).strftime("%:z").to_string()
    }
}

impl EventLine {
    /// What an event says; `None` of one that a later version wrote.
    pub(super) fn of(logged: &LoggedEvent, step: Step, names: &Names) -> Option<Self> {
        let event = logged.event.as_ref()?;
        Some(Self {
            number: logged.number,
            at: names.time(logged.wall),
            wall_ms: logged.wall.unix_millis(),
            since_boot_ms: Some(millis(logged.since_boot)),
            session: step.session.to_string(),
            step: Some(step.step),
            account: event.account.map(|account| account.to_string()),
            account_name: event.account.and_then(|account| names.accounts.get(&account).cloned()),
            act: logged.act_number,
            act_name: Some(event.act.key().to_owned()),
            outcome: event.outcome.key().to_owned(),
            group: event.group.map(|group| group.to_string()),
            group_name: event.group.and_then(|group| names.groups.get(&group).cloned()),
            clients: event.clients.iter().map(ToString::to_string).collect(),
            record: event.record.map(|record| record.to_string()),
            count: event.count,
            words: event.words.to_string(),
            failures: logged.log_in.map(|log_in| log_in.failures),
        })
    }

    /// The line of JSON, its newline included.
    pub(super) fn json(&self) -> String {
        let line = serde_json::to_string(self).expect("texts and numbers are written as JSON");
        line + "\n"
    }

    /// The row of the table.
    pub(super) fn row(&self) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        table::row(&[
            self.number.to_string(),
            self.at.clone(),
            self.session.clone(),
            text(&self.account),
            text(&self.account_name),
            self.act.to_string(),
            text(&self.act_name),
            self.outcome.clone(),
            text(&self.group),
            text(&self.group_name),
            self.clients.join(" "),
            text(&self.record),
            self.count.map(|count| count.to_string()).unwrap_or_default(),
            self.words.clone(),
        ])
    }

    /// The first row of the table.
    pub(super) fn head() -> String {
        table::head(&[
            "number",
            "at",
            "session",
            "account",
            "account_name",
            "act",
            "act_name",
            "outcome",
            "group",
            "group_name",
            "clients",
            "record",
            "count",
            "words",
        ])
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
