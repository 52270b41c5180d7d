//! The alarm in place of the log-in form: the log is not what was seen of it.

use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::snapshot::Colour;
use strongroom::texts::Language;

use crate::front::{Front, in_both};

fn alarmed(kind: ProblemKind, language: Language) -> Front {
    let mut front = Front::of_vault(Colour::Green, false, language);
    front.type_into("unlock-login", "ioana.marin");
    front.type_into("unlock-password", "păpădia doarme lângă gard");
    front.press("unlock-button");
    let (id, _) = front.asked().expect("it was sent");
    let problem = Problem::new(kind)
        .with("whose", "own")
        .with("name", "")
        .with("seen", "2026-11-21T17:20:00Z")
        .with("then", 48_211)
        .with("now", 47_990)
        .with("agreed", 47_002);
    front.done(id, Err(problem));
    front
}

#[test]
fn a_rollback_says_what_is_known_whom_to_call_and_what_not_to_do() {
    in_both(|language| {
        let mut front = alarmed(ProblemKind::LogRolledBack, language);
        for key in [
            "alarm-log-rolled-back",
            "alarm-log-shut",
            "alarm-log-own",
            "alarm-log-means-rolled-back",
            "alarm-log-call-text",
            "alarm-log-leave-1",
            "alarm-log-leave-3",
        ] {
            assert!(front.sees(key), "{key}");
        }
        assert!(front.sees_words(&front.texts.count(48_211)));
        assert!(front.sees_words(&front.texts.count(47_990)));
        assert!(!front.sees("unlock-button"), "nothing can be typed here");
        assert!(!front.sees("rail-records"), "nothing opened");
        front.press("alarm-log-manual");
        assert!(front.sees("manual-close"));
    });
}

#[test]
fn a_fork_says_up_to_where_the_log_is_the_same() {
    in_both(|language| {
        let mut front = alarmed(ProblemKind::LogForked, language);
        assert!(front.sees("alarm-log-forked") && front.sees("alarm-log-means-forked"));
        assert!(front.sees_words(&front.texts.count(47_002)));
        front.press("alarm-log-back");
        assert!(front.sees("unlock-button"));
    });
}
