//! Groups that take two people, as the program uses them: opened with a second person on the same screen for an hour,
//! shut to the last byte before and after, in the log with both names; ruled, dealt anew and renewed by two.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::acts::pairs::OPEN_BY_TWO;
use strongroom::app::entrance::Entrance;
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, GivenFactor, LockReason, PairWish, Request, Second};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    CustomerQuery, GrantWidth, HeldGroup, IdentityDraft, RecordQuery, Settled, TwoPerson,
};
use strongroom::app::worker::Worker;
use strongroom::audit::{self, Entry, Outcome};
use strongroom::base::clock::HandClock;
use strongroom::base::code::ClientCode;
use strongroom::base::id::{AccountId, GroupId, RecordId};
use strongroom::base::job::Watch;
use strongroom::cli::{self, Next, Surroundings};
use strongroom::policy::{Act, Role};
use strongroom::staff::enrol::GroupGrant;
use strongroom::texts::Language;

use crate::fixture::{Fixture, LOGIN, PASSWORD, later, password};
use crate::hands::password_of;
use crate::worker_line::Line;

pub(crate) const WHY: &str = "The auditor asks for the file";
pub(crate) const NAME: &str = "Private clients";

/// A vault with a group of one customer and one record, which four people hold; and a clock to move.
pub(crate) struct House {
    pub(crate) fixture: Fixture,
    clock: Arc<HandClock>,
    pub(crate) group: GroupId,
    code: ClientCode,
    record: RecordId,
}

impl House {
    pub(crate) fn new() -> Self {
        Self::with(true, |_, _| ())
    }

    /// With others besides, and a second supervisor who holds the group or does not.
    pub(crate) fn with(mia_holds: bool, others: impl FnOnce(&Fixture, GroupId)) -> Self {
        let fixture = Fixture::new();
        let clock = Arc::new(HandClock::at(later()));
        let nowhere = fixture.layout().folder().join("accounts");
        let entrance = Entrance::open(fixture.layout().folder(), clock.clone(), nowhere).ok().unwrap();
        let mut ana = entrance.unlock(LOGIN, &password(PASSWORD)).ok().unwrap();
        let group = ana.make_group(NAME).unwrap();
        let identity = IdentityDraft { name: "Ștefan Brânză".to_owned(), ..IdentityDraft::default() };
        let code = ana.add_customer(group, &identity).unwrap();
        let letter = tempfile::tempdir().unwrap();
        fs::write(letter.path().join("letter.txt"), "Dear Sir").unwrap();
        let job = ana.import_files(group, code, vec![letter.path().to_owned()]).ok().unwrap();
        let record = job.run(&mut Watch::unwatched()).unwrap().imported[0];
        ana.lock(LockReason::Person).unwrap();
        drop(entrance);
        let grants = [GroupGrant { group, identities: true }];
        for login in ["dan", "lia"] {
            fixture.with_person(login, Role::Staff, &grants);
        }
        fixture.with_person("eve", Role::Staff, &[]);
        others(&fixture, group);
        fixture.with_person("mia", Role::Supervisor, if mia_holds { &grants } else { &[] });
        Self { fixture, clock, group, code, record }
    }

    /// The same, and the group takes two from now on.
    pub(crate) fn by_two(rule: TwoPerson) -> Self {
        Self::new().ruled(rule)
    }

    /// The same house under this rule.
    pub(crate) fn ruled(self, rule: TwoPerson) -> Self {
        let house = self;
        let mut ana = house.enter(LOGIN);
        house.rule(&mut ana, rule).unwrap();
        ana.lock(LockReason::Person).unwrap();
        house
    }

    pub(crate) fn enter(&self, login: &str) -> Session {
        let nowhere = self.fixture.layout().folder().join("accounts");
        let entrance =
            Entrance::open(self.fixture.layout().folder(), self.clock.clone(), nowhere).ok().unwrap();
        let entered = entrance.unlock(login, &password(password_of(login)));
        entered.map_err(|problem| format!("{problem:?}")).unwrap()
    }

    /// Rules it with mia as the second supervisor, and writes the group again to the end.
    fn rule(&self, session: &mut Session, rule: TwoPerson) -> Result<u64, Problem> {
        let consent = Consent::Second(second("mia"));
        let Settled::Done(job) = session.rule_two_person(self.group, rule, false, &consent)? else {
            panic!("not done")
        };
        let report = job.run(&mut Watch::unwatched())?;
        session.settle_rekeys();
        Ok(report.stacks)
    }

    fn held(&self, session: &Session) -> HeldGroup {
        session.held_groups().into_iter().find(|held| held.group == self.group).unwrap()
    }

    /// What someone gets to see of the group: customers by name, records, and the record itself.
    pub(crate) fn seen(&self, session: &mut Session) -> (u64, u64, Result<(), ProblemKind>) {
        let customers =
            session.find_customers(&CustomerQuery { group: None, text: "branza".to_owned() }, 0, 10);
        let records = session.find_records(&RecordQuery::default(), 0, 10).unwrap().total;
        let opened = session.open_record(self.group, self.record);
        let opened = opened.and_then(|job| job.run(&mut Watch::unwatched()));
        (customers.unwrap().total, records, opened.map(drop).map_err(|problem| problem.kind))
    }

    pub(crate) fn account(&self, login: &str) -> AccountId {
        self.fixture.keys(login, password_of(login)).0
    }

    /// Who opened groups with another, how it came out, and the reasons, as the log tells.
    fn opened(&self) -> Vec<(AccountId, Outcome, String)> {
        let vault = self.fixture.verify().unwrap();
        let mut opened = Vec::new();
        let mut show = |entry| {
            if let Entry::Event { event, .. } = entry
                && let event = event.event.unwrap()
                && event.act == Act::GroupOpenTwo
            {
                assert_eq!(event.group, Some(self.group));
                opened.push((event.account.unwrap(), event.outcome, event.words.to_string()));
            }
        };
        let keys =
            |epoch| vault.log_reader_of(epoch).map(strongroom::keys::hierarchy::LogReaderKey::reader_private);
        audit::read(&self.fixture.layout().audit(), vault.id(), &keys, &mut show).unwrap();
        opened
    }
}

pub(crate) fn second(login: &str) -> Second {
    Second { login: login.to_owned(), password: password(password_of(login)), factor: GivenFactor::Nothing }
}

pub(crate) fn why(problem: &Problem) -> Option<&str> {
    problem.details.iter().find(|(name, _)| *name == "why").map(|(_, why)| why.as_str())
}

#[test]
fn two_people_one_missing_gives_no_byte() {
    let house = House::by_two(TwoPerson::Whole);
    for login in [LOGIN, "dan", "lia", "mia"] {
        let mut session = house.enter(login);
        assert_eq!(house.seen(&mut session), (0, 0, Err(ProblemKind::GroupShut)), "{login}");
        assert!(session.list_groups().unwrap().is_empty());
        let held = house.held(&session);
        assert_eq!((held.takes, held.shut, held.open_until), (TwoPerson::Whole, true, None));
        assert_eq!((held.name.as_str(), held.with.len(), held.owed), (NAME, 3, false));
        let group = house.group;
        let refused = [
            session.customer(group, house.code).map(drop),
            session.add_customer(group, &IdentityDraft::default()).map(drop),
            session.import_files(group, house.code, Vec::new()).map(drop),
            session.export_records(group, vec![house.record], PathBuf::from("/"), WHY).map(drop),
            session
                .find_records(&RecordQuery { group: Some(group), ..RecordQuery::default() }, 0, 1)
                .map(drop),
            session.edit_record(group, house.record, String::new(), Vec::new(), String::new()),
            session.rekey_group(group).map(drop),
        ];
        for problem in refused {
            assert_eq!(problem.unwrap_err().kind, ProblemKind::GroupShut);
        }
        session.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn an_hour_with_a_second_person_and_not_longer() {
    let house = House::by_two(TwoPerson::Whole);
    let mut dan = house.enter("dan");
    let group = house.group;
    let refused = dan.open_by_two(group, &second("lia"), "  ").unwrap_err();
    assert_eq!(refused.kind, ProblemKind::BadInput);
    let wrong =
        Second { login: "lia".to_owned(), password: password("not hers"), factor: GivenFactor::Nothing };
    assert_eq!(dan.open_by_two(group, &wrong, WHY).unwrap_err().kind, ProblemKind::WrongCredentials);
    let own = dan.open_by_two(group, &second("dan"), WHY).unwrap_err();
    assert_eq!(why(&own), Some("second-is-first"));
    let stranger = dan.open_by_two(group, &second("eve"), WHY).unwrap_err();
    assert_eq!(why(&stranger), Some("second-holds-not"));
    assert_eq!(house.seen(&mut dan).1, 0);

    dan.open_by_two(group, &second("lia"), WHY).unwrap();
    assert_eq!(house.seen(&mut dan), (1, 1, Ok(())));
    let held = house.held(&dan);
    assert_eq!(held.open_until, Some(later().plus(OPEN_BY_TWO)));
    assert_eq!(why(&dan.open_by_two(group, &second("lia"), WHY).unwrap_err()), Some("two-person-time"));
    house.clock.advance(OPEN_BY_TWO.saturating_sub(Duration::from_secs(1)));
    assert_eq!(house.seen(&mut dan), (1, 1, Ok(())));
    // The wall clock turned back gives no more time.
    house.clock.set_wall(later());
    house.clock.advance(Duration::from_secs(1));
    let refused = dan.customer(group, house.code).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::GroupShut, "also before anyone came to shut it");
    assert_eq!(house.seen(&mut dan), (0, 0, Err(ProblemKind::GroupShut)));
    assert!(house.held(&dan).shut);
    // Again, and shut by hand.
    dan.open_by_two(group, &second("mia"), WHY).unwrap();
    dan.shut_group(group).unwrap();
    assert!(dan.shut_group(group).is_err());
    assert_eq!(house.seen(&mut dan).1, 0);
    dan.lock(LockReason::Person).unwrap();

    let (dan, lia, eve, mia) =
        (house.account("dan"), house.account("lia"), house.account("eve"), house.account("mia"));
    let said = |account, outcome| (account, outcome, WHY.to_owned());
    let ended = (dan, Outcome::Done, String::new());
    assert_eq!(
        house.opened(),
        [
            said(dan, Outcome::Refused),
            said(eve, Outcome::Refused),
            said(dan, Outcome::Permitted),
            said(lia, Outcome::Permitted),
            ended.clone(),
            said(dan, Outcome::Permitted),
            said(mia, Outcome::Permitted),
            ended,
        ]
    );
}

#[test]
fn identities_take_two_while_records_do_not() {
    let house = House::by_two(TwoPerson::Identities);
    let mut dan = house.enter("dan");
    assert_eq!(house.seen(&mut dan), (0, 1, Ok(())));
    assert!(!dan.list_groups().unwrap()[0].identities);
    let refused = dan.add_customer(house.group, &IdentityDraft::default()).unwrap_err();
    assert_eq!(refused.kind, ProblemKind::GroupShut);
    assert_eq!(dan.customer(house.group, house.code).unwrap().identity, None);
    dan.open_by_two(house.group, &second("lia"), WHY).unwrap();
    assert_eq!(house.seen(&mut dan), (1, 1, Ok(())));
    dan.shut_group(house.group).unwrap();
    assert_eq!(house.seen(&mut dan), (0, 1, Ok(())));
}

#[test]
fn ruling_it_writes_the_group_again_and_back() {
    let house = House::new();
    let mut ana = house.enter(LOGIN);
    let needed = ana.rule_two_person(house.group, TwoPerson::Whole, false, &Consent::Unsaid).unwrap();
    assert!(matches!(needed, Settled::SecondNeeded(needed) if needed.will.key == "group-rule"));
    assert_eq!(house.rule(&mut ana, TwoPerson::Whole).unwrap(), 1);
    assert_eq!((ana.rekey_owed(), house.held(&ana).owed), (Vec::new(), false));
    let folder = house.fixture.layout().group(house.group);
    assert!(folder.join("records.2.db").exists() && folder.join("stack-1.2.db").exists());
    // Back: with the one who seconds holding it too, all at once.
    ana.open_by_two(house.group, &second("mia"), WHY).unwrap();
    assert_eq!(house.rule(&mut ana, TwoPerson::No).unwrap(), 1);
    assert_eq!(ana.rekey_owed(), []);
    ana.lock(LockReason::Person).unwrap();
    for login in [LOGIN, "dan"] {
        let mut session = house.enter(login);
        assert_eq!(house.seen(&mut session), (1, 1, Ok(())));
        session.lock(LockReason::Person).unwrap();
    }
}

#[test]
fn what_was_cut_off_is_gone_on_with_by_two() {
    let house = House::new();
    let mut ana = house.enter(LOGIN);
    let consent = Consent::Second(second("mia"));
    let ruled = ana.rule_two_person(house.group, TwoPerson::Whole, false, &consent).ok().unwrap();
    // The keys are made; the job that writes the stacks never ran.
    drop(ruled);
    ana.settle_rekeys();
    assert!(ana.rekey_owed()[0].begun);
    assert_eq!(ana.rekey_owed()[0].name.as_deref(), Some(NAME));
    ana.lock(LockReason::Person).unwrap();
    let mut mia = house.enter("mia");
    assert_eq!(house.seen(&mut mia).1, 0);
    let job = mia.rekey_by_two(house.group, &second("lia"), WHY).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    mia.settle_rekeys();
    assert_eq!(mia.rekey_owed(), []);
    assert_eq!(house.seen(&mut mia), (1, 1, Ok(())));
    mia.lock(LockReason::Person).unwrap();
    let checked = house.enter(LOGIN).check(true).ok().unwrap().run(&mut Watch::unwatched()).unwrap();
    assert!(checked.damage.is_empty(), "{:?}", checked.damage);
    assert_eq!(checked.unopened.len(), 1);
}

#[test]
fn leaving_owes_new_keys_and_two_make_them() {
    let house = House::by_two(TwoPerson::Whole);
    let mut ana = house.enter(LOGIN);
    ana.leave(house.account("dan"), "Went to another firm").unwrap();
    assert!(!ana.rekey_owed()[0].begun);
    assert_eq!(ana.rekey_group(house.group).err().unwrap().kind, ProblemKind::GroupShut);
    let job = ana.rekey_by_two(house.group, &second("lia"), WHY).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    ana.settle_rekeys();
    assert_eq!((ana.rekey_owed(), house.seen(&mut ana)), (Vec::new(), (1, 1, Ok(()))));
}

#[test]
fn granting_it_deals_it_anew() {
    let house = House::by_two(TwoPerson::Whole);
    let mut ana = house.enter(LOGIN);
    let eve = house.account("eve");
    let grant = |ana: &mut Session, by: &str| {
        let consent = Consent::Second(second(by));
        ana.grant(eve, house.group, GrantWidth::Identities, None, &consent)
    };
    assert_eq!(grant(&mut ana, "mia").unwrap_err().kind, ProblemKind::GroupShut);
    ana.open_by_two(house.group, &second("lia"), WHY).unwrap();
    assert!(matches!(grant(&mut ana, "mia").unwrap(), Settled::Done(())));
    // What is left of it is written again by whoever has it open.
    assert!(ana.rekey_owed()[0].begun);
    let job = ana.rekey_group(house.group).ok().unwrap();
    assert_eq!(job.run(&mut Watch::unwatched()).unwrap().stacks, 1);
    ana.settle_rekeys();
    assert_eq!((ana.rekey_owed(), house.seen(&mut ana)), (Vec::new(), (1, 1, Ok(()))));
    ana.lock(LockReason::Person).unwrap();
    house.fixture.signs("eve", later());
    let mut eve = house.enter("eve");
    assert_eq!(house.seen(&mut eve).1, 0);
    eve.open_by_two(house.group, &second("dan"), WHY).unwrap();
    assert_eq!(house.seen(&mut eve), (1, 1, Ok(())));
}

/// The worker, and its answers one by one.
struct Desk<'h> {
    house: &'h House,
    line: Line,
    held: Vec<HeldGroup>,
    shut: Vec<GroupId>,
}

impl Desk<'_> {
    fn ask(&mut self, wish: Request) -> Result<Answer, Problem> {
        let answer = self.line.ask(wish);
        for event in self.line.take_kept() {
            match event {
                Event::Held(held) => self.held = held.to_vec(),
                Event::Shut(group) => self.shut.push(group),
                _ => {}
            }
        }
        answer
    }

    fn records(&mut self) -> u64 {
        let found = Request::FindRecords { query: RecordQuery::default(), offset: 0, limit: 10 };
        match self.ask(found) {
            Ok(Answer::Records(found)) => found.total,
            other => panic!("{:?}", other.err()),
        }
    }

    fn open(&mut self) {
        let wish = PairWish::Open { group: self.house.group, second: second("lia"), reason: WHY.to_owned() };
        assert!(matches!(self.ask(Request::Pair(wish)), Ok(Answer::Done)));
        assert_eq!(self.records(), 1);
    }
}

#[test]
fn the_window_loses_it_after_an_hour_and_no_code_brings_it_back() {
    let house = House::by_two(TwoPerson::Whole);
    let folder = house.fixture.layout().folder().to_owned();
    let nowhere = folder.join("accounts");
    let worker = Worker::start(Some(folder), house.clock.clone(), nowhere, Arc::new(|| ()));
    let mut desk = Desk { house: &house, line: Line::to(worker), held: Vec::new(), shut: Vec::new() };
    let unlock = Request::Unlock { login: "dan".to_owned(), password: password("dan") };
    assert!(matches!(desk.ask(unlock), Ok(Answer::Unlocked)));
    desk.open();
    house.clock.advance(OPEN_BY_TWO);
    assert_eq!(desk.records(), 0);
    assert_eq!(desk.shut, [house.group]);
    assert!(desk.held[0].shut);

    assert!(desk.ask(Request::SetCode { code: password("704193") }).is_ok());
    desk.open();
    assert!(desk.ask(Request::Lock(LockReason::Idle)).is_ok());
    let code = Request::UnlockWithCode { code: password("704193") };
    assert!(matches!(desk.ask(code), Ok(Answer::Unlocked)));
    assert_eq!(desk.records(), 0);
    assert!(desk.held[0].shut && desk.held[0].open_until.is_none());
    desk.open();
    let shut = Request::Pair(PairWish::Shut(house.group));
    assert!(matches!(desk.ask(shut), Ok(Answer::Done)));
    assert_eq!(desk.records(), 0);
}

#[test]
fn the_command_line_opens_it_with_the_second_one_and_a_reason() {
    let house = House::new();
    let apart = tempfile::tempdir().unwrap();
    let file = |login: &str| {
        let path = apart.path().join(login);
        fs::write(&path, password_of(login)).unwrap();
        path.display().to_string()
    };
    let surroundings = Surroundings {
        clock: house.clock.clone(),
        system_root: apart.path().to_owned(),
        language: Language::English,
        watch: None,
        confine: |_, _| (),
    };
    let vault = house.fixture.layout().folder().display().to_string();
    let run = |login: &str, arguments: &[&str]| {
        let own = file(login);
        let common = ["strongroom", "--json", "--vault", &vault, "--account", login, "--password-file", &own];
        match cli::run(common.iter().chain(arguments).map(OsString::from), &surroundings) {
            Next::Done(code) => code,
            _ => panic!("a window was asked for"),
        }
    };
    let (mias, lias) = (file("mia"), file("lia"));
    let mia = ["--second", "mia", "--second-password-file", &mias];
    let lia = ["--second", "lia", "--second-password-file", &lias, "--second-reason", WHY];
    let rule = ["group", "two-person", NAME];
    assert_eq!(run(LOGIN, &rule), 1);
    assert_eq!(run(LOGIN, &[&rule[..], &mia].concat()), 0);
    assert_eq!(run(LOGIN, &["group", "owed"]), 0);
    let list = ["list", "--group", NAME];
    assert_eq!(run("dan", &["group", "list"]), 0);
    assert_eq!(run("dan", &list), 1);
    assert_eq!(run("dan", &[&list[..], &lia[..4]].concat()), 1, "without a reason it stays shut");
    assert_eq!(run("dan", &[&list[..], &lia].concat()), 0);
    let wrong = ["--second", "lia", "--second-password-file", &mias, "--second-reason", WHY];
    assert_eq!(run("dan", &[&list[..], &wrong].concat()), 3);
    assert_eq!(run("dan", &list), 1, "it is shut again when the command ends");
    assert_eq!(run(LOGIN, &["staff", "leave", "dan", "--reason", "moved"]), 0);
    assert_eq!(run(LOGIN, &["group", "rekey", NAME]), 1);
    assert_eq!(run(LOGIN, &[&["group", "rekey", NAME][..], &lia].concat()), 0);
    // Back to one, with lia to open it and mia to countersign: the ruling first, the keys by those who hold it.
    assert_eq!(run(LOGIN, &[&["group", "two-person", NAME, "--off"][..], &mia].concat()), 0);
    assert_eq!(run("lia", &list), 1);
    assert_eq!(run(LOGIN, &[&["group", "rekey", NAME][..], &lia].concat()), 0);
    assert_eq!(run("lia", &list), 0);
    let identities = ["group", "two-person", NAME, "--identities-only"];
    assert_eq!(run(LOGIN, &[&identities[..], &mia].concat()), 0);
    assert_eq!(run("lia", &list), 0);
    assert_eq!(run("lia", &["customer", "find", "branza", "--group", NAME]), 0);
}
