//! The rules themselves: what is unusual in one day's events. Pure: given the same day and settings, the same findings.
//!
//! Each rule gathers the events that touch it, by person, group or claimed name, and is a finding once their count
//! reaches its threshold. Read [`rules_of`] for what touches which rule and [`threshold`] for how much it takes.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::{FrameNumber, Outcome};
use crate::base::clock::WallTime;
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId};
use crate::policy::Act;

use super::counts::Counted;
use super::settings::Settings;
use super::{FRAMES_OF_A_FINDING, ReviewRule};

/// One event, as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The number of its frame.
    pub number: FrameNumber,
    /// When.
    pub wall: WallTime,
    /// The day of the week, from 0 (Monday), where the machine stands.
    pub weekday: u8,
    /// The hour there, 0 to 23.
    pub hour: u8,
    /// Who; none for the program's own events and those of before a log-in.
    pub account: Option<AccountId>,
    /// What; none if a later version wrote it.
    pub act: Option<Act>,
    /// How it ended; none if a later version wrote it.
    pub outcome: Option<Outcome>,
    /// The group it touches.
    pub group: Option<GroupId>,
    /// Nobody of this account did anything in this group before.
    pub first_in_group: bool,
    /// The record it touches.
    pub record: Option<RecordId>,
    /// The customers it touches.
    pub clients: &'a [ClientCode],
    /// Its words, folded: of a failed log-in, the claimed name.
    pub words: &'a str,
}

/// A frame that is a finding by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flagged {
    /// Its number.
    pub number: FrameNumber,
    /// When.
    pub wall: WallTime,
    /// Whose, if that is known.
    pub account: Option<AccountId>,
}

/// One day.
#[derive(Debug, Clone, Default)]
pub struct DayView<'a> {
    /// Its events, in the order of the log.
    pub events: Vec<Seen<'a>>,
    /// The last frames of runs of the program that did not end in order.
    pub unended: Vec<Flagged>,
    /// Frames that their session did not write, or that were sealed to another key.
    pub forged: Vec<Flagged>,
}

/// Something unusual in a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: ReviewRule,
    /// Who it is about.
    pub account: Option<AccountId>,
    /// The group it is about.
    pub group: Option<GroupId>,
    /// Of failed log-ins, the name that was claimed.
    pub claimed: String,
    /// When it began.
    pub at: WallTime,
    /// How many events, records or names, as the rule has it.
    pub count: u64,
    /// The frames behind it, ascending; at most [`FRAMES_OF_A_FINDING`].
    pub frames: Vec<FrameNumber>,
}

/// What one finding is about; findings of one rule are shown in this order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
struct About {
    account: Option<AccountId>,
    group: Option<GroupId>,
    claimed: String,
}

#[derive(Default)]
struct Gathered {
    at: Option<WallTime>,
    events: u64,
    records: BTreeSet<RecordId>,
    names: BTreeSet<ClientCode>,
    frames: Vec<FrameNumber>,
}

/// What is unusual in a day, the gravest first.
pub fn judge(day: &DayView<'_>, settings: &Settings) -> Vec<Finding> {
    let mut all: BTreeMap<(ReviewRule, About), Gathered> = BTreeMap::new();
    for event in &day.events {
        for rule in rules_of(event, settings).into_iter().flatten() {
            all.entry((rule, about(rule, event))).or_default().add(event);
        }
    }
    let flagged = [(ReviewRule::NoEnd, &day.unended), (ReviewRule::Forged, &day.forged)];
    for (rule, frame) in flagged.iter().flat_map(|(rule, frames)| frames.iter().map(move |f| (*rule, f))) {
        let about = About { account: frame.account, ..About::default() };
        all.entry((rule, about)).or_default().note(frame.number, frame.wall);
    }
    all.into_iter().filter_map(|((rule, about), found)| found.finding(rule, about, settings)).collect()
}

/// The rules that an event touches: what it is by itself, or whom it is refused to; when; and how much of it.
fn rules_of(event: &Seen<'_>, settings: &Settings) -> [Option<ReviewRule>; 3] {
    let (Some(act), Some(outcome)) = (event.act, event.outcome) else { return [None; 3] };
    let itself = match act {
        Act::ClockJump => Some(ReviewRule::ClockJump),
        Act::DiskFull => Some(ReviewRule::DiskFull),
        Act::TornTail => Some(ReviewRule::TornTail),
        Act::TriesReset => Some(ReviewRule::TriesReset),
        Act::NetworkRefused | Act::AirGapChange => Some(ReviewRule::Network),
        Act::LogBreakAccept if outcome == Outcome::Permitted => Some(ReviewRule::LogBreak),
        Act::LogInThrottled => Some(ReviewRule::Throttled),
        Act::LogInFailed | Act::CodeFailed => Some(ReviewRule::FailedLogIns),
        Act::LogIn if outcome == Outcome::Failed => Some(ReviewRule::FailedLogIns),
        _ if outcome == Outcome::Refused => Some(ReviewRule::Refusals),
        _ => None,
    };
    if itself.is_some() || outcome != Outcome::Permitted || event.account.is_none() {
        return [itself, None, None];
    }
    let counted = Counted::of(act);
    let worked = !matches!(counted, Counted::Program | Counted::FailedLogIn);
    let late = worked && !settings.in_hours(event.weekday, event.hour);
    let much = match (act, counted) {
        (Act::LogExport | Act::Print, _) | (_, Counted::Export) => Some(ReviewRule::Exports),
        (_, Counted::View) if event.record.is_some() => Some(ReviewRule::ManyRecords),
        (_, Counted::Names) => Some(ReviewRule::ManyNames),
        _ => None,
    };
    let first = event.first_in_group.then_some(ReviewRule::FirstGroup);
    [late.then_some(ReviewRule::OutOfHours), much, first]
}

/// How much it takes until it is a finding.
const fn threshold(rule: ReviewRule, settings: &Settings) -> u64 {
    match rule {
        ReviewRule::FailedLogIns => settings.failed_log_ins,
        ReviewRule::ManyRecords => settings.records,
        ReviewRule::ManyNames => settings.names,
        ReviewRule::Exports => settings.exports,
        ReviewRule::Refusals => settings.refusals,
        ReviewRule::Forged
        | ReviewRule::LogBreak
        | ReviewRule::TriesReset
        | ReviewRule::ClockJump
        | ReviewRule::NoEnd
        | ReviewRule::DiskFull
        | ReviewRule::TornTail
        | ReviewRule::Network
        | ReviewRule::Throttled
        | ReviewRule::OutOfHours
        | ReviewRule::FirstGroup => 1,
    }
}

fn about(rule: ReviewRule, event: &Seen<'_>) -> About {
    let failed = matches!(rule, ReviewRule::FailedLogIns | ReviewRule::Throttled);
    About {
        account: event.account,
        group: event.group.filter(|_| rule == ReviewRule::FirstGroup),
        claimed: if failed && event.account.is_none() { event.words.to_owned() } else { String::new() },
    }
}

impl Gathered {
    fn add(&mut self, event: &Seen<'_>) {
        self.note(event.number, event.wall);
        self.records.extend(event.record);
        self.names.extend(event.clients);
    }

    fn note(&mut self, number: FrameNumber, wall: WallTime) {
        self.at.get_or_insert(wall);
        self.events += 1;
        if self.frames.len() < FRAMES_OF_A_FINDING {
            self.frames.push(number);
        }
    }

    fn finding(self, rule: ReviewRule, about: About, settings: &Settings) -> Option<Finding> {
        let count = match rule {
            ReviewRule::ManyRecords => self.records.len() as u64,
            ReviewRule::ManyNames => self.names.len() as u64,
            _ => self.events,
        };
        let About { account, group, claimed } = about;
        (count >= threshold(rule, settings)).then_some(Finding {
            rule,
            account,
            group,
            claimed,
            at: self.at?,
            count,
            frames: self.frames,
        })
    }
}
