//! The worker from the window's side: requests in, events out, jobs beside it, and what locking does to them.

use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::entrance::Entrance;
use strongroom::app::event::{Answer, Event};
use strongroom::app::founding::found;
use strongroom::app::problem::ProblemKind;
use strongroom::app::request::{
    Consent, FoundingWish, GivenFactor, LockReason, PeopleWish, Request, RequestId, Second,
};
use strongroom::app::session::SESSION;
use strongroom::app::snapshot::{CustomerQuery, IdentityDraft, InterruptedImport, RecordQuery};
use strongroom::app::tokens::FindTokens;
use strongroom::app::worker::{Beside, FINISH_MOVES, Worker};
use strongroom::base::clock::{HandClock, SharedClock, WallTime};
use strongroom::base::code::ClientCode;
use strongroom::base::id::GroupId;
use strongroom::base::job::{CancelFlag, Watch};
use strongroom::texts::Language;

use crate::fixture::{LOGIN, NOW, PASSWORD, password};
use crate::worker_line::Line;

/// A practice vault and its worker.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    pub(crate) clock: Arc<HandClock>,
    line: Line,
}

impl Deref for Desk {
    type Target = Line;

    fn deref(&self) -> &Line {
        &self.line
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut Line {
        &mut self.line
    }
}

impl Desk {
    /// Ends the program and starts it again.
    pub(crate) fn restart(&mut self) {
        let clock: SharedClock = self.clock.clone();
        self.end();
        self.line = Line::to(Worker::start(Some(self.vault()), clock, self.root(), Arc::new(|| ())));
    }

    /// The same with these tokens plugged in.
    pub(crate) fn restart_with(&mut self, tokens: FindTokens) {
        self.restart();
        self.end();
        let root = self.root();
        let wake = Arc::new(|| ());
        let beside = Beside { tokens: Some(tokens), watch: None };
        self.line = Line::to(Worker::start_with(Some(self.vault()), self.clock.clone(), root, wake, beside));
    }

    /// The folder of the vault.
    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    /// The root of the machine, on which there is no network.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("no-network")
    }

    /// Ends the program.
    pub(crate) fn end(&mut self) {
        let idle = Worker::start(None, self.clock.clone(), PathBuf::from("/"), Arc::new(|| ()));
        self.line = Line::to(idle);
    }

    /// A locked practice vault.
    pub(crate) fn new() -> Self {
        Self::of_kind(true)
    }

    /// A locked vault of the real kind. Slow.
    pub(crate) fn of_real_vault() -> Self {
        Self::of_kind(false)
    }

    fn of_kind(practice: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(HandClock::at(NOW));
        let shared: SharedClock = clock.clone();
        let wish = FoundingWish {
            folder: folder.path().join("vault"),
            business: "Pop and daughters".to_owned(),
            founder: "Ana Pop".to_owned(),
            login: LOGIN.to_owned(),
            password: password(PASSWORD),
            practice,
            language: Language::English,
        };
        let root = folder.path().join("no-network");
        std::fs::create_dir_all(root.join("sys/class/net")).unwrap();
        drop(found(&wish, None, &shared, &root).unwrap());
        let worker = Worker::start(Some(wish.folder), shared, root, Arc::new(|| ()));
        Self { folder, clock, line: Line::to(worker) }
    }

    /// Over a vault that is there already, with these tokens plugged in.
    pub(crate) fn over(vault: PathBuf, clock: Arc<HandClock>, root: PathBuf, tokens: FindTokens) -> Self {
        let beside = Beside { tokens: Some(tokens), watch: None };
        let worker = Worker::start_with(Some(vault), clock.clone(), root, Arc::new(|| ()), beside);
        Self { folder: tempfile::tempdir().unwrap(), clock, line: Line::to(worker) }
    }

    pub(crate) fn unlocked() -> Self {
        let mut desk = Self::new();
        assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
        desk
    }

    pub(crate) fn group(&mut self, name: &str) -> GroupId {
        match self.ask(Request::MakeGroup { name: name.to_owned() }) {
            Ok(Answer::GroupMade(group)) => group,
            other => panic!("no group: {:?}", other.err()),
        }
    }

    pub(crate) fn customer(&mut self, group: GroupId, name: &str) -> ClientCode {
        let identity = IdentityDraft { name: name.to_owned(), ..IdentityDraft::default() };
        match self.ask(Request::AddCustomer { group, identity }) {
            Ok(Answer::CustomerAdded(code)) => code,
            other => panic!("no customer: {:?}", other.err()),
        }
    }

    /// A folder of files to put in.
    fn files(&self, count: u32, bytes: usize) -> Vec<PathBuf> {
        let folder = self.folder.path().join("in");
        std::fs::create_dir_all(&folder).unwrap();
        for number in 0..count {
            let mut content = vec![0_u8; bytes];
            content
                .iter_mut()
                .zip(0_u32..)
                .for_each(|(byte, n)| *byte = ((n * 31 + number) % 256).to_le_bytes()[0]);
            std::fs::write(folder.join(format!("file {number}.bin")), content).unwrap();
        }
        vec![folder]
    }

    fn records(&mut self, group: GroupId) -> u64 {
        let query = RecordQuery { group: Some(group), ..RecordQuery::default() };
        match self.ask(Request::FindRecords { query, offset: 0, limit: 1 }) {
            Ok(Answer::Records(listing)) => listing.total,
            other => panic!("no records: {:?}", other.err()),
        }
    }
}

pub(crate) fn unlock(text: &str) -> Request {
    Request::Unlock { login: LOGIN.to_owned(), password: password(text) }
}

pub(crate) fn find(text: &str) -> Request {
    let query = CustomerQuery { group: None, text: text.to_owned() };
    Request::FindCustomers { query, offset: 0, limit: 20 }
}

#[test]
fn the_face_comes_first_and_a_wrong_password_opens_nothing() {
    let mut desk = Desk::new();
    let face = desk.wait_for(|_| true);
    assert!(matches!(face, Event::Face(face) if face.sample && face.business == "Pop and daughters"));
    let refused = desk.ask(unlock("not the password")).err().unwrap();
    assert_eq!(refused.kind, ProblemKind::WrongCredentials);
    let locked = desk.ask(Request::MakeGroup { name: "A".to_owned() }).err().unwrap();
    assert_eq!(locked.kind, ProblemKind::Locked);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    let session = desk.wait_for(|event| matches!(event, Event::Session(_)));
    assert!(matches!(session, Event::Session(face) if face.failed_since_last == 1 && face.founding_period));
}

#[test]
fn locking_while_a_password_is_derived_from_leaves_the_vault_locked() {
    let mut desk = Desk::new();
    let coming = desk.send(unlock(PASSWORD));
    let lock = desk.send(Request::Lock(LockReason::Idle));
    assert!(desk.answer(lock).is_ok());
    // Either it was too late, or it came in and was locked out again.
    match desk.answer(coming) {
        Err(problem) => assert_eq!(problem.kind, ProblemKind::Locked),
        Ok(answer) => assert!(matches!(answer, Answer::Unlocked)),
    }
    assert_eq!(desk.ask(find("a")).err().unwrap().kind, ProblemKind::Locked);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
}

#[test]
fn a_search_does_not_wait_for_the_second_persons_password() {
    let mut desk = Desk::of_real_vault();
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    drop(desk.take_kept());
    let login = "nobody.known".to_owned();
    let second = Second { login, password: password("about a second"), factor: GivenFactor::Nothing };
    let consent = Consent::Second(second);
    let wish = PeopleWish::CorrectClock { reason: "The battery".to_owned(), consent };
    let slow = desk.send(Request::People(wish));
    let search = desk.send(find("a"));
    let code = desk.send(Request::SetCode { code: password("704193") });
    let again = desk.send(find("b"));
    let mut order = Vec::new();
    while order.len() < 4 {
        let asked = [slow, search, code, again];
        let mine = |event: &Event| matches!(event, Event::Done { request, .. } if asked.contains(request));
        if let Event::Done { request, .. } = desk.wait_for(mine) {
            order.push(request);
        }
    }
    assert_eq!(order[..2], [search, again]);
}

#[test]
fn five_wrong_passwords_make_everyone_wait_also_after_a_restart() {
    let mut desk = Desk::new();
    for _ in 0..5 {
        assert_eq!(desk.ask(unlock("wrong")).err().unwrap().kind, ProblemKind::WrongCredentials);
    }
    desk.restart();
    let waiting = desk.ask(unlock(PASSWORD)).err().unwrap();
    assert_eq!(waiting.kind, ProblemKind::Throttled);
    assert!(waiting.details.iter().any(|(name, _)| *name == "until"));
    // Nor does setting the clock, forwards or back.
    for wall in [NOW.plus(Duration::from_hours(24 * 365)), WallTime::from_unix_millis(0)] {
        desk.clock.set_wall(wall);
        desk.restart();
        assert_eq!(desk.ask(unlock(PASSWORD)).err().unwrap().kind, ProblemKind::Throttled);
    }
    desk.clock.set_wall(NOW);
    desk.clock.advance(Duration::from_secs(15 * 60 + 1));
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
}

#[test]
fn searches_are_answered_while_an_import_runs() {
    let mut desk = Desk::unlocked();
    let group = desk.group("Private clients");
    let code = desk.customer(group, "Ștefan Brâncoveanu");
    let paths = desk.files(40, 400_000);
    let import = desk.send(Request::ImportFiles { group, code, paths });
    let found = desk.ask(find("stefan branc"));
    assert!(matches!(found, Ok(Answer::Customers(found)) if found.total == 1 && found.rows[0].code == code));
    match desk.answer(import) {
        Ok(Answer::Imported(report)) => assert_eq!((report.imported.len(), report.failed.len()), (40, 0)),
        other => panic!("not imported: {:?}", other.err()),
    }
    assert_eq!(desk.records(group), 40);
}

#[test]
fn a_cancelled_import_keeps_what_was_in_and_nothing_half() {
    let mut desk = Desk::unlocked();
    let group = desk.group("Private clients");
    let code = desk.customer(group, "Agnes Whitcombe");
    let paths = desk.files(300, 300_000);
    let import = desk.send(Request::ImportFiles { group, code, paths });
    desk.wait_for(|event| matches!(event, Event::Progress { request, .. } if *request == import));
    desk.send(Request::Cancel(import));
    let imported = match desk.answer(import) {
        Ok(Answer::Imported(report)) => report.imported.len() as u64,
        other => panic!("not answered with a report: {:?}", other.err()),
    };
    assert_eq!(desk.records(group), imported);
    match desk.ask(Request::Check { repair: false }) {
        Ok(Answer::Checked(report)) => assert!(report.damage.is_empty(), "{:?}", report.damage),
        other => panic!("not checked: {:?}", other.err()),
    }
}

#[test]
fn locking_stops_an_import_and_the_next_log_in_can_go_on_with_it() {
    let mut desk = Desk::unlocked();
    let group = desk.group("Private clients");
    let code = desk.customer(group, "Agnes Whitcombe");
    let paths = desk.files(300, 300_000);
    let import = desk.send(Request::ImportFiles { group, code, paths });
    desk.wait_for(|event| matches!(event, Event::Progress { request, .. } if *request == import));
    let lock = desk.send(Request::Lock(LockReason::Idle));
    assert!(desk.answer(lock).is_ok());
    desk.wait_for(|event| matches!(event, Event::Locked(LockReason::Idle)));
    let imported = match desk.answer(import) {
        Ok(Answer::Imported(report)) => report.imported.len() as u64,
        other => panic!("not answered with a report: {:?}", other.err()),
    };
    assert_eq!(desk.ask(find("a")).err().unwrap().kind, ProblemKind::Locked);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    assert_eq!(desk.records(group), imported);
    let Event::Interrupted(left) = desk.wait_for(|event| matches!(event, Event::Interrupted(_))) else {
        unreachable!("it was waited for")
    };
    assert_eq!(left.len(), 1);
    let InterruptedImport { group, code, paths } = left[0].clone();
    assert_eq!(paths.len() as u64, 300 - imported);
    match desk.ask(Request::ImportFiles { group, code, paths }) {
        Ok(Answer::Imported(report)) => assert_eq!(report.imported.len() as u64, 300 - imported),
        other => panic!("not imported: {:?}", other.err()),
    }
    assert_eq!(desk.records(group), 300);
    // It is done: locking again brings nothing back.
    desk.ask(Request::Lock(LockReason::Person)).unwrap();
    drop(desk.take_kept());
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    assert!(!desk.take_kept().iter().any(|event| matches!(event, Event::Interrupted(_))));
}

#[test]
fn an_older_search_is_superseded() {
    let mut desk = Desk::unlocked();
    let group = desk.group("Private clients");
    desk.customer(group, "Agnes Whitcombe");
    let searches: Vec<RequestId> =
        ["a", "ag", "agn", "agnes"].into_iter().map(|text| desk.send(find(text))).collect();
    let (newest, older) = searches.split_last().unwrap();
    assert!(matches!(desk.answer(*newest), Ok(Answer::Customers(found)) if found.total == 1));
    for search in older {
        if let Err(problem) = desk.answer(*search) {
            assert_eq!(problem.kind, ProblemKind::Cancelled);
        }
    }
}

#[test]
fn a_session_ends_by_itself() {
    let mut desk = Desk::unlocked();
    desk.clock.advance(SESSION);
    assert_eq!(desk.ask(find("a")).err().unwrap().kind, ProblemKind::Locked);
    desk.wait_for(|event| matches!(event, Event::Locked(LockReason::SessionEnd)));
}

#[test]
fn a_move_that_was_interrupted_is_finished_beside_the_work_after_the_log_in() {
    let mut desk = Desk::unlocked();
    let (from, to) = (desk.group("Private clients"), desk.group("Archive"));
    let code = desk.customer(from, "Ștefan Brânză");
    let paths = desk.files(3, 2 << 20);
    let imported = desk.ask(Request::ImportFiles { group: from, code, paths });
    assert!(matches!(imported, Ok(Answer::Imported(_))));
    desk.end();
    let entrance = Entrance::open(&desk.vault(), desk.clock.clone(), desk.root()).unwrap();
    let mut ana = entrance.unlock(LOGIN, &password(PASSWORD)).unwrap();
    let job = ana.move_customer(from, to, code).ok().unwrap();
    let mut watch = Watch::new(CancelFlag::default(), |_| panic!("the power goes here"));
    assert!(catch_unwind(AssertUnwindSafe(|| job.run(&mut watch))).is_err());
    ana.lock(LockReason::Person).unwrap();
    drop(entrance);

    desk.restart();
    let is_end = |event: &Event| matches!(event, Event::Done { request, .. } if *request == FINISH_MOVES);
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    assert!(matches!(desk.wait_for(is_end), Event::Done { answer: Ok(Answer::Done), .. }));
    assert_eq!((desk.records(from), desk.records(to)), (0, 3));
    let kept = desk.take_kept();
    let told = |event: &Event| matches!(event, Event::Progress { request, .. } if *request == FINISH_MOVES);
    assert!(kept.iter().any(told), "how far it is was told");
    // Nothing is left of it.
    assert!(desk.ask(Request::Lock(LockReason::Person)).is_ok());
    assert!(matches!(desk.ask(unlock(PASSWORD)), Ok(Answer::Unlocked)));
    assert!(desk.ask(Request::Lock(LockReason::Person)).is_ok());
    assert!(!desk.take_kept().iter().any(is_end));
}
