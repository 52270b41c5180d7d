//! A customer moves to another group whole, whatever interrupts the move.

use std::panic::{AssertUnwindSafe, catch_unwind};

use strongroom::base::code::ClientCode;
use strongroom::base::id::{GroupId, RecordId};
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::records::face::{CustomerQuery, RecordQuery};
use strongroom::records::{GroupStore, MoveError, MoveStep, RecordEdit, RecordsError};

use crate::group::{House, content, customer, import, import_one, named, noise};

const STEPS: [MoveStep; 6] = [
    MoveStep::Intent,
    MoveStep::Copied,
    MoveStep::Committed,
    MoveStep::Identity,
    MoveStep::Forgotten,
    MoveStep::Tombstone,
];

struct Moved {
    house: House,
    from: GroupId,
    to: GroupId,
    code: ClientCode,
    ids: Vec<RecordId>,
}

fn before() -> Moved {
    let mut house = House::new();
    let (mut from, to) = (house.group(), house.group());
    let code = customer(&mut from, "Ana Pop");
    let other = customer(&mut from, "Ion");
    let files = vec![("a.bin", noise(1, 3 << 20)), ("b.txt", Vec::new())];
    let mut imported = import(&mut from, code, files).imported;
    imported.sort_by(|one, other| one.shown.cmp(&other.shown));
    let ids: Vec<_> = imported.iter().map(|record| record.id).collect();
    import_one(&mut from, other, "c.bin", noise(3, 1000));
    let edit = RecordEdit { title: "Țintă".into(), tags: vec!["t".into()], notes: "n".into() };
    from.edit_record(ids[0], &edit).unwrap();
    Moved { from: from.id(), to: to.id(), house, code, ids }
}

impl Moved {
    fn open(&self) -> (GroupStore, GroupStore) {
        (self.house.open(self.from), self.house.open(self.to))
    }

    /// Everything is in the other group, and nothing but the tombstone here.
    fn assert_done(&self) {
        let (mut from, mut to) = self.open();
        for group in [&mut from, &mut to] {
            let health = group.check(&mut Watch::unwatched()).unwrap();
            assert_eq!((health.damage, health.orphan_bytes), (vec![], 0));
        }
        assert_eq!(from.customer(self.code).unwrap().moved_to, Some(self.to));
        assert_eq!(from.customer(self.code).unwrap().identity, None);
        assert_eq!((from.counts().unwrap().customers, from.counts().unwrap().records), (1, 1));
        let listed = from.find_customers(&CustomerQuery::default(), 0, 10).unwrap();
        assert_eq!(listed.rows.len(), 1);
        let sheet = to.customer(self.code).unwrap();
        assert_eq!((sheet.identity, sheet.records, sheet.moved_to), (Some(named("Ana Pop")), 2, None));
        assert_eq!(to.counts().unwrap().records, 2);
        assert_eq!(content(&to, self.ids[0]), noise(1, 3 << 20));
        let found =
            to.find_records(&RecordQuery { text: "tinta t".into(), ..RecordQuery::default() }, 0, 9).unwrap();
        assert_eq!((found.total, found.rows[0].tags.clone()), (1, vec!["t".to_owned()]));
        assert!(matches!(from.record(self.ids[0]), Err(RecordsError::NotFound)));
        assert!(matches!(from.add_customer(self.code, &named("X")), Err(RecordsError::CodeTaken)));
    }
}

#[test]
fn a_customer_moves_whole_and_may_come_back() {
    let moved = before();
    let (mut from, mut to) = moved.open();
    let mut steps = Vec::new();
    from.move_customer(&mut to, moved.code, &mut Watch::unwatched(), |step| steps.push(step)).unwrap();
    assert_eq!(steps, STEPS);
    drop((from, to));
    moved.assert_done();

    let (mut from, mut to) = moved.open();
    to.move_customer(&mut from, moved.code, &mut Watch::unwatched(), |_| ()).unwrap();
    assert_eq!(from.customer(moved.code).unwrap().identity, Some(named("Ana Pop")));
    assert_eq!(content(&from, moved.ids[0]), noise(1, 3 << 20));
}

#[test]
fn an_interruption_after_any_step_is_finished_by_moving_again() {
    for stop_at in STEPS {
        let moved = before();
        {
            let (mut from, mut to) = moved.open();
            let interrupted = catch_unwind(AssertUnwindSafe(|| {
                from.move_customer(&mut to, moved.code, &mut Watch::unwatched(), |step| {
                    assert!(step != stop_at, "the power goes here");
                })
            }));
            assert!(interrupted.is_err());
        }
        let (mut from, mut to) = moved.open();
        for group in [&mut from, &mut to] {
            group.sweep(false, &mut Watch::unwatched()).unwrap();
        }
        if stop_at < MoveStep::Tombstone {
            assert_eq!(from.unfinished_moves().unwrap(), [(moved.code, moved.to)], "{stop_at:?}");
            assert!(matches!(from.edit_customer(moved.code, &named("B")), Err(RecordsError::BeingMoved)));
            from.move_customer(&mut to, moved.code, &mut Watch::unwatched(), |_| ()).unwrap();
        }
        assert_eq!(from.unfinished_moves().unwrap(), []);
        drop((from, to));
        moved.assert_done();
    }
}

#[test]
fn one_that_was_interrupted_and_is_stopped_waits_to_be_finished() {
    let moved = before();
    let (mut from, mut to) = moved.open();
    let interrupted = catch_unwind(AssertUnwindSafe(|| {
        from.move_customer(&mut to, moved.code, &mut Watch::unwatched(), |_| panic!("the power goes here"))
    }));
    assert!(interrupted.is_err());
    drop((from, to));
    let (mut from, mut to) = moved.open();
    let flag = CancelFlag::default();
    let stop = flag.clone();
    let mut watch = Watch::new(flag, |_| ());
    let stopped = from.move_customer(&mut to, moved.code, &mut watch, |_| stop.cancel());
    assert!(matches!(stopped, Err(MoveError::Records(RecordsError::Cancelled(_)))), "{stopped:?}");
    assert_eq!(from.unfinished_moves().unwrap(), [(moved.code, moved.to)], "it was decided");
    from.move_customer(&mut to, moved.code, &mut Watch::unwatched(), |_| ()).unwrap();
    drop((from, to));
    moved.assert_done();
}

#[test]
fn a_move_that_is_stopped_leaves_everything_here() {
    let moved = before();
    let (mut from, mut to) = moved.open();
    let flag = CancelFlag::default();
    let stop = flag.clone();
    let result = from.move_customer(&mut to, moved.code, &mut Watch::new(flag, |_| ()), |step| {
        if step == MoveStep::Intent {
            stop.cancel();
        }
    });
    assert!(matches!(result, Err(MoveError::Records(RecordsError::Cancelled(_)))), "{result:?}");
    assert_eq!(from.unfinished_moves().unwrap(), []);
    from.edit_customer(moved.code, &named("Ana B")).unwrap();
    assert!(matches!(to.customer(moved.code), Err(RecordsError::NotFound)));
    assert_eq!(to.check(&mut Watch::unwatched()).unwrap().orphan_bytes, 0);
}

#[test]
fn what_cannot_move_says_why() {
    let moved = before();
    let (mut from, mut to) = moved.open();
    let mut same = moved.house.open(moved.from);
    let mut watch = Watch::unwatched();
    assert!(matches!(
        from.move_customer(&mut same, moved.code, &mut watch, |_| ()),
        Err(MoveError::SameGroup)
    ));
    to.add_customer(moved.code, &named("Another")).unwrap();
    assert!(matches!(from.move_customer(&mut to, moved.code, &mut watch, |_| ()), Err(MoveError::CodeTaken)));
    assert_eq!(from.unfinished_moves().unwrap(), []);
}
