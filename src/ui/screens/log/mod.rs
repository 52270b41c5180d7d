//! The screens of the access log: the days that wait for review, one day, events, who opened a customer's file, charts,
//! and what is taken out of it.
//!
//! They draw faces and send wishes. The log may have to be read first: then its progress is shown in place of the page,
//! with a way to stop it.

mod accesses;
mod archive;
mod charts;
mod counts;
mod day;
mod event;
mod events;
mod filter_bar;
mod findings;
mod glance;
mod group_break;
mod mark;
mod menu;
mod people_of_day;
mod plots;
mod queue;
mod reading;
mod slip;
mod words;

pub(crate) use accesses::Accesses;
pub(crate) use charts::Charts;
pub(crate) use counts::Counts;
pub(crate) use day::LogDayPage;
pub(crate) use events::Events;
pub(crate) use queue::Log;
