//! The way of a new employee through the doors of the program, from a draft to opening a record; and who is shut out.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use strongroom::app::entrance::Entrance;
use strongroom::app::founding::found;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, FoundingWish, GivenFactor, LockReason, Second};
use strongroom::app::session::Session;
use strongroom::app::snapshot::{
    CellWhy, ChecksWhat, CustomerQuery, DraftWish, Due, GrantWidth, IdentityDraft, MayAnswer, MayGrant,
    Named, NextStep, RecordQuery, ScreeningCheck, ScreeningForm, Settled, StandingFace, StandingWhy,
    WaitingState,
};
use strongroom::app::tokens::FindTokens;
use strongroom::base::clock::{HandClock, SharedClock};
use strongroom::base::id::{AccountId, GroupId};
use strongroom::base::job::Watch;
use strongroom::cli::{self, Next, Surroundings};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::fixture::{Fixture, LOGIN, NOW, PASSWORD, password};
use crate::worker::Desk;

const DAY: Duration = Duration::from_hours(24);

/// What everybody but the founder logs in with.
pub(crate) const THEIRS: &str = "patru pisici pe un acoperiș";

/// A practice vault and a clock to move.
pub(crate) struct Office {
    folder: tempfile::TempDir,
    clock: Arc<HandClock>,
}

impl Office {
    /// With its founder, Ana.
    pub(crate) fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap(), clock: Arc::new(HandClock::at(NOW)) };
        std::fs::create_dir_all(office.root().join("sys/class/net")).unwrap();
        std::fs::write(office.file(LOGIN), PASSWORD).unwrap();
        let wish = FoundingWish {
            folder: office.vault(),
            business: "Pop and daughters".to_owned(),
            founder: "Ana Pop".to_owned(),
            login: LOGIN.to_owned(),
            password: password(PASSWORD),
            practice: true,
            language: Language::English,
        };
        drop(found(&wish, None, &office.shared(), Path::new("/")).unwrap());
        office
    }

    /// With a second supervisor, Ion, beside her.
    pub(crate) fn with_two() -> Self {
        let office = Self::new();
        let mut ana = office.enter(LOGIN).unwrap();
        let alone = || Consent::Alone("nobody else is here yet".to_owned());
        let ion = newcomer(&office, &mut ana, "Ion Munteanu", "ion", Role::Supervisor, alone);
        ana.admit_person(ion).unwrap();
        ana.lock(LockReason::Person).unwrap();
        office.signs("ion", "Ion Munteanu");
        office
    }

    /// With Mara of the staff and Vlad, an assessor, besides; all in full standing.
    pub(crate) fn with_staff() -> Self {
        let office = Self::with_two();
        let mut ana = office.enter(LOGIN).unwrap();
        let others = [("mara", "Mara Dinu", Role::Staff), ("vlad", "Vlad Enache", Role::Assessor)];
        for (login, name, role) in others {
            let account = newcomer(&office, &mut ana, name, login, role, || second("ion"));
            ana.admit_person(account).unwrap();
        }
        ana.lock(LockReason::Person).unwrap();
        for (login, name, _) in others {
            office.signs(login, name);
        }
        office
    }

    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.path().join("vault")
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("no-network")
    }

    pub(crate) fn file(&self, login: &str) -> PathBuf {
        self.folder.path().join(format!("{login}.password"))
    }

    pub(crate) fn clock(&self) -> &HandClock {
        &self.clock
    }

    /// The window's worker, with these tokens plugged in.
    pub(crate) fn desk(&self, tokens: FindTokens) -> Desk {
        Desk::over(self.vault(), Arc::clone(&self.clock), self.root(), tokens)
    }

    /// A log-in with this password.
    pub(crate) fn try_with(&self, login: &str, text: &str) -> Result<Session, Problem> {
        self.entrance().unlock(login, &password(text))
    }

    fn shared(&self) -> SharedClock {
        self.clock.clone()
    }

    pub(crate) fn entrance(&self) -> Entrance {
        Entrance::open(&self.vault(), self.shared(), self.root()).unwrap()
    }

    pub(crate) fn enter(&self, login: &str) -> Result<Session, Problem> {
        self.entrance().unlock(login, &password(if login == LOGIN { PASSWORD } else { THEIRS }))
    }

    pub(crate) fn signs(&self, login: &str, name: &str) {
        let mut session = self.enter(login).unwrap();
        session.sign_agreement(name, Language::Romanian).unwrap();
        assert_eq!(session.face().standing, StandingFace::Full);
        session.lock(LockReason::Person).unwrap();
    }

    /// The exit code of a command.
    pub(crate) fn run(&self, login: &str, arguments: &[&str]) -> u8 {
        let surroundings = Surroundings {
            clock: self.shared(),
            system_root: self.root(),
            language: Language::English,
            watch: None,
            confine: |_, _| (),
        };
        let (vault, file) = (self.vault().display().to_string(), self.file(login).display().to_string());
        let common =
            ["strongroom", "--json", "--vault", &vault, "--account", login, "--password-file", &file];
        let all = common.iter().chain(arguments).map(OsString::from);
        match cli::run(all, &surroundings) {
            Next::Done(code) => code,
            _ => panic!("a window was asked for"),
        }
    }
}

pub(crate) fn second(login: &str) -> Consent {
    Consent::Second(Second {
        login: login.to_owned(),
        password: password(THEIRS),
        factor: GivenFactor::Nothing,
    })
}

pub(crate) fn form(account: AccountId) -> ScreeningForm {
    let check =
        ScreeningCheck { what: ChecksWhat::IdentityDocument, outcome: "identity card seen".to_owned() };
    ScreeningForm {
        account,
        checks: vec![check],
        passed: true,
        valid_until: None,
        checked_on: None,
        notes: String::new(),
    }
}

pub(crate) fn done<T: std::fmt::Debug>(settled: Result<Settled<T>, Problem>) -> T {
    match settled.unwrap() {
        Settled::Done(done) => done,
        other => panic!("not done: {other:?}"),
    }
}

/// Drafted, enrolled and screened.
pub(crate) fn newcomer(
    office: &Office,
    by: &mut Session,
    name: &str,
    login: &str,
    role: Role,
    consent: impl Fn() -> Consent,
) -> AccountId {
    let wish =
        DraftWish { name: name.to_owned(), login: login.to_owned(), job_title: "Assistant".to_owned(), role };
    let draft = by.draft_account(&wish).unwrap();
    let enrolled = done(by.enrol(draft, &password(THEIRS), &consent()));
    assert_eq!((enrolled.login.as_str(), enrolled.fingerprint_words.len()), (login, 6));
    std::fs::write(office.file(login), THEIRS).unwrap();
    done(by.screen(&form(enrolled.account), &consent()));
    enrolled.account
}

/// A group with one customer and one record; the customer's name is Zamfirescu.
fn filled_group(ana: &mut Session, office: &Office) -> GroupId {
    let group = ana.make_group("Clients").unwrap();
    let identity = IdentityDraft { name: "Zamfirescu".to_owned(), ..IdentityDraft::default() };
    let code = ana.add_customer(group, &identity).unwrap();
    let file = office.folder.path().join("letter.txt");
    std::fs::write(&file, "Dear sir").unwrap();
    ana.import_files(group, code, vec![file]).unwrap().run(&mut Watch::unwatched()).unwrap();
    group
}

#[test]
fn a_new_employee_comes_in_step_by_step_and_sees_codes_alone() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    assert!(!ana.face().founding_period);
    let group = filled_group(&mut ana, &office);
    let wish = DraftWish {
        name: "Mara Dinu".to_owned(),
        login: "mara".to_owned(),
        job_title: String::new(),
        role: Role::Staff,
    };
    let draft = ana.draft_account(&wish).unwrap();
    assert_eq!(ana.draft_account(&wish).unwrap_err().kind, ProblemKind::NameTaken);
    assert_eq!(ana.people().unwrap().drafts.len(), 1);
    let mara = done(ana.enrol(draft, &password(THEIRS), &Consent::Unsaid)).account;
    std::fs::write(office.file("mara"), THEIRS).unwrap();
    let step = |ana: &mut Session| {
        ana.people().unwrap().people.into_iter().find(|row| row.account == mara).unwrap().next_step
    };
    assert!(ana.people().unwrap().drafts.is_empty());

    // Enrolled, but not screened: no key is wrapped for her, so nothing opens.
    assert_eq!(step(&mut ana), Some(NextStep::Screen));
    assert!(ana.admit_person(mara).is_err());
    ana.lock(LockReason::Person).unwrap();
    assert_eq!(office.run("mara", &["group", "list"]), 7);

    // Two supervisors stand, so a screening needs both, and a reason is no way around it.
    let mut ana = office.enter(LOGIN).unwrap();
    for consent in [Consent::Unsaid, Consent::Alone("in a hurry".to_owned())] {
        let Settled::SecondNeeded(needed) = ana.screen(&form(mara), &consent).unwrap() else {
            panic!("screened by one")
        };
        assert_eq!(needed.who, [("Ion Munteanu".to_owned(), "ion".to_owned())]);
        assert!(!needed.reason_is_enough);
    }
    let wrong = Consent::Second(Second {
        login: "ion".to_owned(),
        password: password("not his password"),
        factor: GivenFactor::Nothing,
    });
    assert_eq!(ana.screen(&form(mara), &wrong).unwrap_err().kind, ProblemKind::WrongCredentials);
    let herself = Consent::Second(Second {
        login: LOGIN.to_owned(),
        password: password(PASSWORD),
        factor: GivenFactor::Nothing,
    });
    assert_eq!(ana.screen(&form(mara), &herself).unwrap_err().kind, ProblemKind::Refused);
    assert_eq!(step(&mut ana), Some(NextStep::Screen));
    done(ana.screen(&form(mara), &second("ion")));
    let kept = ana.screening(mara).unwrap();
    assert_eq!(kept.checks, form(mara).checks);
    assert_eq!((kept.by.as_str(), kept.countersigned_by.as_deref()), ("Ana Pop", Some("Ion Munteanu")));
    assert_eq!(step(&mut ana), Some(NextStep::Admit));
    ana.admit_person(mara).unwrap();

    // Screened, but unsigned: no group can be granted, and she can only read and sign.
    assert_eq!(step(&mut ana), Some(NextStep::Sign));
    let early = ana.grant(mara, group, GrantWidth::Records, None, &second("ion"));
    assert!(early.is_err());
    ana.lock(LockReason::Person).unwrap();
    let mut session = office.enter("mara").unwrap();
    assert_eq!(session.face().standing, StandingFace::MustSign(StandingWhy::NotSigned));
    assert_eq!(session.list_groups().unwrap_err().kind, ProblemKind::MustSign);
    let text = session.agreement(None, Language::English).unwrap();
    assert!(text.is_current && text.text.contains("confidential"));
    assert_eq!(text.to_sign, Some(StandingWhy::NotSigned));
    assert!(session.sign_agreement("Somebody Else", Language::English).is_err());
    session.lock(LockReason::Person).unwrap();
    assert_eq!(office.run("mara", &["group", "list"]), 7);
    assert_eq!(office.run("mara", &["agreement", "show"]), 0);
    assert_eq!(office.run("mara", &["agreement", "sign", "--name", "Mara Dinu"]), 0);

    // A grant widens, so it needs two; nobody grants themselves.
    let mut ana = office.enter(LOGIN).unwrap();
    let needed = ana.grant(mara, group, GrantWidth::Records, None, &Consent::Unsaid).unwrap();
    assert!(matches!(needed, Settled::SecondNeeded(_)));
    done(ana.grant(mara, group, GrantWidth::Records, None, &second("ion")));
    let me = ana.person_named(LOGIN).unwrap();
    let own = ana.grant(me, group, GrantWidth::Identities, None, &second("ion"));
    assert_eq!(own.unwrap_err().kind, ProblemKind::Refused);
    let matrix = ana.grants().unwrap();
    let cell = |account| {
        let row = matrix.people.iter().find(|row| row.account == account).unwrap();
        row.cells[0].clone()
    };
    assert_eq!(cell(mara).width, Some(GrantWidth::Records));
    assert!(matches!(cell(mara).why, CellWhy::Granted { .. }));
    assert_eq!((cell(mara).records, cell(mara).identities), (MayGrant::Held, MayGrant::Yes));
    assert_eq!(cell(me).records, MayGrant::Myself);
    assert!(matches!(cell(me).why, CellWhy::Made { .. }));
    ana.lock(LockReason::Person).unwrap();
    codes_alone(&office, group);
}

/// Mara opens the record; nowhere is there a name.
fn codes_alone(office: &Office, group: GroupId) {
    let mut mara = office.enter("mara").unwrap();
    assert_eq!(mara.face().standing, StandingFace::Full);
    let groups = mara.list_groups().unwrap();
    assert!(groups.len() == 1 && !groups[0].identities);
    let every = CustomerQuery { group: None, text: String::new() };
    let found = mara.find_customers(&every, 0, 10).unwrap();
    assert_eq!(found.total, 1);
    assert!(found.rows[0].name.is_none() && found.rows[0].contact.is_none());
    let by_name = CustomerQuery { text: "zamfirescu".to_owned(), ..every };
    assert_eq!(mara.find_customers(&by_name, 0, 10).unwrap().total, 0);
    let code = found.rows[0].code;
    assert!(mara.customer(group, code).unwrap().identity.is_none());
    let records = mara.find_records(&RecordQuery::default(), 0, 10).unwrap();
    let record = records.rows[0].id;
    let sheet = mara.open_record(group, record).unwrap().run(&mut Watch::unwatched()).unwrap();
    assert_eq!(sheet.row.code, code);
    let refused =
        mara.add_customer(group, &IdentityDraft { name: "X".to_owned(), ..IdentityDraft::default() });
    assert_eq!(refused.unwrap_err().details, [("why", "no-identities-grant".to_owned())]);
    let own = mara.own_page();
    assert_eq!(own.grants.len(), 1);
    assert_eq!(own.grants[0].width, GrantWidth::Records);
    assert!(mara.people().is_err() && mara.grants().is_err());
    mara.lock(LockReason::Person).unwrap();
}

#[test]
fn one_supervisor_alone_needs_a_written_reason() {
    let office = Office::new();
    let mut ana = office.enter(LOGIN).unwrap();
    let wish = DraftWish {
        name: "Ion Munteanu".to_owned(),
        login: "ion".to_owned(),
        job_title: String::new(),
        role: Role::Supervisor,
    };
    let draft = ana.draft_account(&wish).unwrap();
    let Settled::SecondNeeded(needed) = ana.enrol(draft, &password(THEIRS), &Consent::Unsaid).unwrap() else {
        panic!("enrolled without a reason")
    };
    assert!(needed.reason_is_enough && needed.who.is_empty());
    let weak = ana.enrol(draft, &password("ion munteanu ion"), &Consent::Alone("first".to_owned()));
    assert_eq!(weak.unwrap_err().kind, ProblemKind::WeakPassword);
    let enrolled = done(ana.enrol(draft, &password(THEIRS), &Consent::Alone("nobody is here".to_owned())));
    done(ana.screen(&form(enrolled.account), &Consent::Alone("nobody is here".to_owned())));
    assert_eq!(ana.people().unwrap().to_ratify, 2);
    let own = ana.screen(&form(ana.person_named(LOGIN).unwrap()), &Consent::Alone("me".to_owned()));
    assert_eq!(own.unwrap_err().kind, ProblemKind::Refused);
    ana.lock(LockReason::Person).unwrap();
}

#[test]
fn what_lapses_is_foretold_and_then_shuts_out() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, || second("ion"));
    ana.admit_person(mara).unwrap();
    ana.lock(LockReason::Person).unwrap();
    office.signs("mara", "Mara Dinu");
    for _ in 0..5 {
        office.clock.advance(DAY * 69);
        for login in [LOGIN, "ion", "mara"] {
            office.enter(login).unwrap().lock(LockReason::Person).unwrap();
        }
    }
    // 345 days later everything is within its last 30 days.
    let mut ana = office.enter(LOGIN).unwrap();
    let row = ana.people().unwrap().people.into_iter().find(|row| row.account == mara).unwrap();
    assert_eq!(row.standing, StandingFace::Full);
    let whats: Vec<&str> = row.warnings.iter().map(|lapsing| lapsing.what.key()).collect();
    assert_eq!(whats, ["screening", "agreement"]);
    assert!(row.warnings.iter().all(|lapsing| lapsing.days == 20 && !lapsing.urgent));
    let register = ana.agreement_register().unwrap();
    assert!(register.rows.iter().all(|row| row.due == Due::Month));
    ana.lock(LockReason::Person).unwrap();

    office.clock.advance(DAY * 21);
    let Err(shut_out) = office.enter("mara") else { panic!("she came in") };
    assert_eq!(shut_out.kind, ProblemKind::Lapsed);
    let see = shut_out.details.iter().find(|(name, _)| *name == "see").unwrap();
    assert!(see.1.contains("Ana Pop") && see.1.contains("Ion Munteanu"));
    assert_eq!(office.run("mara", &["group", "list"]), 7);
    // A supervisor comes in for renewal only, and can screen another.
    let mut ana = office.enter(LOGIN).unwrap();
    assert_eq!(ana.face().standing, StandingFace::Renewal(StandingWhy::ScreeningLapsed));
    assert!(ana.make_group("Late").is_err());
    done(ana.screen(&form(mara), &second("ion")));
    ana.lock(LockReason::Person).unwrap();
    assert_eq!(
        office.enter("mara").unwrap().face().standing,
        StandingFace::MustSign(StandingWhy::AgreementLapsed)
    );
}

#[test]
fn a_new_text_is_compared_published_by_two_and_signed_by_everyone() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let texts = [Language::English, Language::Romanian].map(|l| ana.agreement(None, l).unwrap().text);
    let [english, romanian] = texts.map(|text| format!("{text}\n\n10. **More.** I lock the door.\n"));
    let diff = ana.compare_with_draft(&english, Language::English).unwrap();
    let changed =
        diff.paragraphs.iter().filter(|p| !matches!(p, strongroom::app::snapshot::DiffParagraph::Same(_)));
    assert_eq!(changed.count(), 1);
    let alone = ana.publish_agreement(&english, &romanian, &Consent::Unsaid).unwrap();
    assert!(matches!(alone, Settled::SecondNeeded(_)));
    assert_eq!(done(ana.publish_agreement(&english, &romanian, &second("ion"))), 2);
    assert_eq!(ana.face().standing, StandingFace::MustSign(StandingWhy::NewText));
    assert_eq!(ana.compare_agreements(1, 2, Language::English).unwrap().paragraphs, diff.paragraphs);
    let copy = office.folder.path().join("copy.pdf");
    ana.save_signed_copy(None, &copy, Language::Romanian).unwrap();
    assert!(std::fs::read(&copy).unwrap().starts_with(b"%PDF"));
    ana.sign_agreement(" ana  pop ", Language::English).unwrap();
    assert_eq!(ana.face().standing, StandingFace::Full);
    let register = ana.agreement_register().unwrap();
    assert_eq!(register.versions.iter().map(|version| version.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((register.rows[0].name.as_str(), register.rows[0].due), ("Ion Munteanu", Due::Missing));
    ana.lock(LockReason::Person).unwrap();
    assert_eq!(office.run("ion", &["staff", "list"]), 7);
}

#[test]
fn the_command_line_keeps_the_same_rules() {
    let office = Office::with_two();
    let ana = |arguments: &[&str]| office.run(LOGIN, arguments);
    let file = |login: &str| office.file(login).display().to_string();
    std::fs::write(office.file("mara"), THEIRS).unwrap();
    let (ions, maras) = (file("ion"), file("mara"));
    assert_eq!(ana(&["group", "add", "Clients"]), 0);
    assert_eq!(ana(&["staff", "draft", "--name", "Mara Dinu", "--login", "mara", "--role", "staff"]), 0);
    assert_eq!(ana(&["staff", "enrol", "mara", "--new-password-file", &maras]), 0);
    let screen = ["staff", "screen", "mara", "--check", "identity-document=card", "--check", "other=asked"];
    assert_eq!(ana(&screen), 1);
    let two = ["--second", "ion", "--second-password-file", &ions];
    assert_eq!(ana(&[&screen[..], &two].concat()), 0);
    assert_eq!(ana(&["staff", "screen", "mara", "--check", "palmistry=good"]), 2);
    assert_eq!(ana(&["staff", "screening", "mara"]), 0);
    assert_eq!(ana(&["staff", "admit", "mara"]), 0);
    assert_eq!(office.run("mara", &["staff", "own"]), 0);
    assert_eq!(office.run("mara", &["agreement", "sign", "--name", "Mara Dinu", "--language", "ro"]), 0);
    let set = ["grant", "set", "mara", "--group", "Clients", "--until", "2027-05-31"];
    assert_eq!(ana(&set), 1);
    assert_eq!(ana(&[&set[..], &two].concat()), 0);
    assert_eq!(office.run("mara", &["list", "--group", "Clients"]), 0);
    assert_eq!(office.run("mara", &["grant", "list"]), 1);
    assert_eq!(ana(&["grant", "review"]), 0);
    assert_eq!(ana(&["grant", "revoke", "mara", "--group", "Clients", "--reason", "moved"]), 0);
    assert_eq!(office.run("mara", &["list", "--group", "Clients"]), 1);
    assert_eq!(ana(&["agreement", "register"]), 0);
    let wrong = ["--second", "ion", "--second-password-file", &file(LOGIN)];
    assert_eq!(ana(&[&set[..], &wrong].concat()), 3);
}

#[test]
fn what_waits_takes_effect_when_the_other_agrees() {
    let office = Office::with_two();
    let later = || Consent::Later("before the holidays".to_owned());
    let mut ana = office.enter(LOGIN).unwrap();
    let group = filled_group(&mut ana, &office);
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, || second("ion"));
    ana.admit_person(mara).unwrap();
    ana.lock(LockReason::Person).unwrap();
    office.signs("mara", "Mara Dinu");

    let mut ana = office.enter(LOGIN).unwrap();
    let Settled::Waiting(grant) = ana.grant(mara, group, GrantWidth::Identities, None, &later()).unwrap()
    else {
        panic!("it does not wait")
    };
    let Settled::Waiting(rule) = ana.change_setting("idle-lock-minutes", 3, &later()).unwrap() else {
        panic!("it does not wait")
    };
    assert!(ana.change_setting("idle-lock-minutes", 60, &later()).is_err());
    assert_eq!(ana.waiting().unwrap()[0].mine, MayAnswer::MyOwn);
    assert!(ana.answer(grant, true).is_err());
    ana.lock(LockReason::Person).unwrap();

    let mut ion = office.enter("ion").unwrap();
    let face = ion.face();
    assert_eq!(face.waiting, 2);
    let rows = ion.waiting().unwrap();
    assert_eq!((rows[0].will.key, rows[0].by.as_str(), rows[0].mine), ("grant", "Ana Pop", MayAnswer::Yes));
    assert_eq!(rows[1].will.key, "policy");
    ion.answer(grant, true).unwrap();
    ion.answer(rule, true).unwrap();
    let idle = ion.settings().into_iter().find(|row| row.rule == "idle-lock-minutes").unwrap();
    assert_eq!((idle.value, idle.default), (3, 5));
    ion.lock(LockReason::Person).unwrap();

    // Ion does not hold the group, so the grant that he agreed to is handed on by Ana.
    let mut ana = office.enter(LOGIN).unwrap();
    let rows = ana.waiting().unwrap();
    assert_eq!((rows.len(), rows[0].state), (1, WaitingState::Agreed));
    ana.carry_out(grant).unwrap();
    assert!(ana.waiting().unwrap().is_empty());
    assert!(ana.carry_out(grant).is_err());
    ana.lock(LockReason::Person).unwrap();
    assert!(office.enter("mara").unwrap().list_groups().unwrap()[0].identities);
}

#[test]
fn a_text_that_waits_is_read_before_it_is_agreed_to() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let texts = [Language::English, Language::Romanian].map(|l| ana.agreement(None, l).unwrap().text);
    let [english, romanian] = texts.map(|text| format!("{text}\n\n10. **More.** I lock the door.\n"));
    let diff = ana.compare_with_draft(&english, Language::English).unwrap();
    let later = Consent::Later("the new law".to_owned());
    let Settled::Waiting(number) = ana.publish_agreement(&english, &romanian, &later).unwrap() else {
        panic!("it does not wait")
    };
    ana.lock(LockReason::Person).unwrap();
    let mut ion = office.enter("ion").unwrap();
    let read = ion.compare_agreements(1, 2, Language::English).unwrap();
    assert_eq!(read.paragraphs, diff.paragraphs);
    assert_eq!(ion.agreement_register().unwrap().versions.len(), 1, "it is no version yet");
    ion.answer(number, true).unwrap();
    assert_eq!(ion.face().standing, StandingFace::MustSign(StandingWhy::NewText));
}

#[test]
fn a_screening_that_waits_says_what_was_checked() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, || second("ion"));
    let again = ScreeningForm { notes: "The number ends in 41".to_owned(), ..form(mara) };
    let Settled::Waiting(number) = ana.screen(&again, &Consent::Later("yearly".to_owned())).unwrap() else {
        panic!("it does not wait")
    };
    ana.lock(LockReason::Person).unwrap();
    let mut ion = office.enter("ion").unwrap();
    let row = ion.waiting().unwrap().into_iter().find(|row| row.number == number).unwrap();
    let checked = Named::Checks(again.checks.clone(), again.notes.clone());
    assert!(row.will.named.contains(&("checks", checked)), "{:?}", row.will);
    ion.answer(number, true).unwrap();
    assert_eq!(ion.screening(mara).unwrap().checks, again.checks);
}

#[test]
fn the_second_supervisor_ratifies_what_the_first_did_alone() {
    let office = Office::new();
    let mut ana = office.enter(LOGIN).unwrap();
    let alone = || Consent::Alone("nobody else is here yet".to_owned());
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, alone);
    let ion = newcomer(&office, &mut ana, "Ion Munteanu", "ion", Role::Supervisor, alone);
    ana.admit_person(ion).unwrap();
    ana.admit_person(mara).unwrap();
    ana.lock(LockReason::Person).unwrap();
    office.signs("ion", "Ion Munteanu");
    let mut ion = office.enter("ion").unwrap();
    let list = ion.alone().unwrap();
    assert!(list.iter().all(|row| row.by == "Ana Pop" && row.reason == "nobody else is here yet"));
    assert!(list.iter().any(|row| row.will.key == "screen"));
    let (about, others): (Vec<_>, Vec<_>) = list.iter().partition(|row| row.may == MayAnswer::AboutMe);
    let keys: Vec<&str> = about.iter().map(|row| row.will.key).collect();
    assert_eq!(keys, ["enrol-keys", "screen"], "his own enrolment and screening are not his to ratify");
    assert!(others.iter().all(|row| row.may == MayAnswer::Yes));
    let before = ion.face().to_ratify;
    assert_eq!(before, others.len() as u64);
    assert!(before >= 1, "{before}");
    assert_eq!(ion.ratify().unwrap(), before);
    assert_eq!(ion.face().to_ratify, 0);
    ion.lock(LockReason::Person).unwrap();
    assert_eq!(office.run("ion", &["approve", "list"]), 0);
    assert_eq!(office.run("ion", &["approve", "ratify"]), 1);
    assert_eq!(office.run("ion", &["rule", "list"]), 0);
    assert_eq!(office.run("ion", &["staff", "leave", "mara", "--reason", "moved away"]), 0);
    let slip = office.vault().with_file_name("slip.pdf").display().to_string();
    assert_eq!(office.run("ion", &["staff", "slip", "mara", "--to", &slip]), 0);
    assert!(std::fs::read(slip).unwrap().starts_with(b"%PDF"));
    assert_eq!(office.run("ion", &["staff", "slip", "ion", "--to", "/tmp/none.pdf"]), 1, "he is here");
    // Nothing is left of the account that a log-in could open: it is as unknown as any other.
    assert_eq!(office.run("mara", &["staff", "own"]), 3);
}

#[test]
fn three_sheets_enrol_a_supervisor_and_nothing_more() {
    let fixture = Fixture::new();
    let clinic = fixture.with_group("Clinic");
    let folder = fixture.layout().folder().to_owned();
    std::fs::create_dir_all(fixture.layout().audit()).unwrap();
    let apart = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = apart.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let sheets = fixture.seed.split(3, 5).unwrap();
    let paths: Vec<String> =
        sheets.iter().map(|sheet| file(&sheet.number.to_string(), &sheet.words().join("\n"))).collect();
    let new = file("password", THEIRS);
    let clock: SharedClock = Arc::new(HandClock::at(NOW));
    let surroundings = Surroundings {
        clock: clock.clone(),
        system_root: apart.path().to_owned(),
        language: Language::English,
        watch: None,
        confine: |_, _| (),
    };
    let run = |arguments: &[&str]| {
        let vault = folder.display().to_string();
        let all = ["strongroom", "--json", "--vault", &vault].into_iter().chain(arguments.iter().copied());
        match cli::run(all.map(OsString::from), &surroundings) {
            Next::Done(code) => code,
            _ => panic!("a window was asked for"),
        }
    };
    let of = |places: &[usize]| -> Vec<&str> {
        places.iter().flat_map(|place| ["--sheet-file", paths[*place].as_str()]).collect()
    };
    let combine =
        ["recovery", "combine", "--name", "Vlad Stan", "--login", "vlad", "--new-password-file", &new];
    assert_eq!(run(&[&["recovery", "check"][..], &of(&[4, 0, 2])].concat()), 0);
    for too_few in [of(&[0, 1]), of(&[1, 1, 2])] {
        assert_eq!(run(&[&combine[..], &too_few].concat()), 1);
    }
    let other = fixture_sheets_of_another_vault(&file);
    let strangers: Vec<&str> = other.iter().flat_map(|path| ["--sheet-file", path.as_str()]).collect();
    assert_eq!(run(&[&combine[..], &strangers].concat()), 1);
    assert_eq!(run(&[&combine[..], &of(&[4, 0, 2])].concat()), 0);

    let entrance = Entrance::open(&folder, clock, apart.path().to_owned()).unwrap();
    let Ok(mut vlad) = entrance.unlock("vlad", &password(THEIRS)) else { panic!("not let in") };
    assert_eq!(vlad.face().standing, StandingFace::MustSign(StandingWhy::NotSigned));
    vlad.sign_agreement("Vlad Stan", Language::English).unwrap();
    assert_eq!((vlad.face().role, vlad.face().standing), (Role::Supervisor, StandingFace::Full));
    assert!(vlad.list_groups().unwrap().is_empty());
    assert!(vlad.find_records(&RecordQuery { group: Some(clinic), ..RecordQuery::default() }, 0, 1).is_err());
    vlad.lock(LockReason::Person).unwrap();
}

/// Three sheets that fit together, of a vault that is not this one.
fn fixture_sheets_of_another_vault(file: &impl Fn(&str, &str) -> String) -> Vec<String> {
    let other = Fixture::new();
    let sheets = other.seed.split(3, 5).unwrap();
    let path = |sheet: &strongroom::keys::recovery::Sheet| {
        file(&format!("other-{}", sheet.number), &sheet.words().join(" "))
    };
    sheets.iter().take(3).map(path).collect()
}

#[test]
fn a_supervisors_enrolment_waits_for_the_other_and_leaves_nothing_when_refused() {
    let office = Office::with_two();
    let later = || Consent::Later("Ion is away until Monday".to_owned());
    let draft = |ana: &mut Session, name: &str, login: &str| {
        let (name, login, job_title) = (name.to_owned(), login.to_owned(), String::new());
        ana.draft_account(&DraftWish { name, login, job_title, role: Role::Supervisor }).unwrap()
    };
    let mut ana = office.enter(LOGIN).unwrap();
    let eva = draft(&mut ana, "Eva Țurcanu", "eva");
    let Settled::SecondNeeded(needed) = ana.enrol(eva, &password(THEIRS), &Consent::Unsaid).unwrap() else {
        panic!("enrolled by one")
    };
    assert!(needed.may_wait);
    let waits = done(ana.enrol(eva, &password(THEIRS), &later()));
    let number = waits.waits.unwrap();
    let people = ana.people().unwrap();
    assert!(people.drafts.is_empty() && people.people.iter().all(|row| row.login != "eva"));
    // The name is taken while it waits, and she opens nothing.
    let again = draft(&mut ana, "Eva Two", "eva");
    assert_eq!(ana.enrol(again, &password(THEIRS), &later()).unwrap_err().kind, ProblemKind::NameTaken);
    assert_eq!(ana.waiting().unwrap()[0].mine, MayAnswer::MyOwn);
    ana.drop_draft(again).unwrap();
    let olga = draft(&mut ana, "Olga Sava", "olga");
    let refused = done(ana.enrol(olga, &password(THEIRS), &later())).waits.unwrap();
    ana.lock(LockReason::Person).unwrap();
    std::fs::write(office.file("eva"), THEIRS).unwrap();
    std::fs::write(office.file("olga"), THEIRS).unwrap();
    assert_eq!(office.run("eva", &["staff", "own"]), 7);

    // The request says whose keys they are; agreed to, the account is hers, under the same words.
    let mut ion = office.enter("ion").unwrap();
    let row = ion.waiting().unwrap().into_iter().find(|row| row.number == number).unwrap();
    let words = waits.fingerprint_words.join(" ");
    assert!(row.will.named.contains(&("words", Named::Words(words))));
    assert!(row.will.named.contains(&("role", Named::Role(Role::Supervisor))));
    ion.answer(number, true).unwrap();
    ion.answer(refused, false).unwrap();
    let people = ion.people().unwrap().people;
    let eva = people.iter().find(|row| row.login == "eva").unwrap();
    assert_eq!((eva.account, &eva.fingerprint_words), (waits.account, &waits.fingerprint_words));
    assert_eq!(eva.next_step, Some(NextStep::Screen));
    assert!(people.iter().all(|row| row.login != "olga"));
    let account = eva.account;
    done(ion.screen(&form(account), &Consent::Second(by_ana())));
    ion.admit_person(account).unwrap();
    ion.lock(LockReason::Person).unwrap();
    office.signs("eva", "Eva Țurcanu");
    assert_eq!(office.run("olga", &["staff", "own"]), 3, "as unknown as any other name");
}

fn by_ana() -> Second {
    Second { login: LOGIN.to_owned(), password: password(PASSWORD), factor: GivenFactor::Nothing }
}

#[test]
fn a_screening_keeps_its_day_and_notes_and_the_matrix_says_what_was_taken_back() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    let group = filled_group(&mut ana, &office);
    let mara = newcomer(&office, &mut ana, "Mara Dinu", "mara", Role::Staff, || second("ion"));
    let tomorrow = ScreeningForm { checked_on: Some(NOW.plus(DAY)), ..form(mara) };
    assert!(ana.screen(&tomorrow, &second("ion")).is_err(), "nothing is checked tomorrow");
    let notes = "Her former employer asks for a letter.".to_owned();
    let earlier = ScreeningForm { checked_on: Some(NOW), notes, ..form(mara) };
    office.clock.advance(DAY * 2);
    done(ana.screen(&earlier, &second("ion")));
    let kept = ana.screening(mara).unwrap();
    assert_eq!((kept.checked_on, &kept.notes), (earlier.checked_on, &earlier.notes));
    ana.admit_person(mara).unwrap();
    ana.lock(LockReason::Person).unwrap();
    office.signs("mara", "Mara Dinu");
    let mut ana = office.enter(LOGIN).unwrap();
    let why = |ana: &mut Session| {
        let matrix = ana.grants().unwrap();
        let row = matrix.people.iter().find(|row| row.account == mara).unwrap();
        row.cells[0].why.clone()
    };
    assert_eq!(why(&mut ana), CellWhy::NeverGranted);
    done(ana.grant(mara, group, GrantWidth::Records, None, &second("ion")));
    ana.revoke(mara, group, None, "moved to the archive").unwrap();
    let CellWhy::Revoked { by, reason, .. } = why(&mut ana) else { panic!("it was taken back") };
    assert_eq!((by.as_str(), reason.as_str()), ("Ana Pop", "moved to the archive"));
    done(ana.grant(mara, group, GrantWidth::Records, Some(NOW.plus(DAY * 30)), &second("ion")));
    assert!(matches!(why(&mut ana), CellWhy::Granted { .. }));
    // The group's keys are owed since hers were taken back; renewed when her new grant is over, she is left out: named
    // before, told to whoever renews, and told apart afterwards.
    office.clock.advance(DAY * 40);
    let owed = ana.rekey_owed();
    assert_eq!((owed.len(), &owed[0].left_out[..]), (1, &["Mara Dinu".to_owned()][..]));
    let report = ana.rekey_group(group).unwrap().run(&mut Watch::unwatched()).unwrap();
    assert_eq!(report.lost, ["Mara Dinu"]);
    ana.settle_rekeys();
    assert!(ana.rekey_owed().is_empty());
    assert!(matches!(why(&mut ana), CellWhy::LeftOut { by, .. } if by == "Ana Pop"));
}

#[test]
fn the_rules_that_are_followed_are_followed() {
    let office = Office::with_two();
    let mut ana = office.enter(LOGIN).unwrap();
    for (rule, value) in [("idle-lock-minutes", 2), ("session-hours", 3), ("password-chars", 24)] {
        done(ana.change_setting(rule, value, &second("ion")));
    }
    let face = ana.face();
    assert_eq!((face.idle_lock_secs, face.password_chars), (120, 24));
    assert_eq!(face.ends_at, NOW.plus(Duration::from_hours(3)));
    assert_eq!(ana.time_left(), Duration::from_hours(3));
    let short = ana.change_password(password(PASSWORD), password("trei lebede albe mici"));
    assert_eq!(short.unwrap_err().kind, ProblemKind::WeakPassword);
    ana.change_password(password(PASSWORD), password("trei lebede albe mici pe lac")).unwrap();
    let rules = ana.settings();
    let followed = |key: &str| rules.iter().find(|row| row.rule == key).unwrap().followed;
    assert!(followed("session-hours") && !followed("clipboard-secs"));
}
