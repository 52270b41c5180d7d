//! Moves of customers that were interrupted, finished before anything else is done.

use crate::app::session::Session;

use super::super::output::Output;

/// Finishes them. One that cannot be finished now keeps nobody from what they came for: it is told, and stays frozen.
pub(super) fn finish(session: &mut Session, output: &Output) {
    match session.moves_owed().map_or(Ok(0), |job| output.run(job)) {
        Ok(0) => {}
        Ok(count) => output.say("moves-finished", &[("count", count.into())]),
        Err(problem) => {
            output.problem(&problem);
            output.say("moves-not-finished", &[]);
        }
    }
}
