//! The people of the house made of rows: answers what is asked about people from memory.

use std::sync::Arc;
use std::time::Duration;

use strongroom::app::event::Answer;
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, PeopleWish};
use strongroom::app::snapshot::{
    AgreementDiff, AgreementFace, AgreementRegister, AgreementVersion, AloneRow, CellWhy, ChecksWhat,
    DiffParagraph, DiffRun, DiffSide, DraftRow, DraftWish, Due, EnrolledFace, FactorKind, FactorRow,
    GrantWidth, GrantsMatrix, Lapsing, LapsingWhat, LastOf, MatrixCell, MatrixGroup, MatrixRow, MayAnswer,
    MayGrant, MayRenew, Named, NextStep, OwedRow, OwnFace, OwnGrant, PeopleFace, PersonRow, RegisterRow,
    ScreeningCheck, ScreeningFace, SecondNeeded, SettingRow, SignedFace, StandingFace, StandingWhy,
    WaitingNumber, WaitingRow, WaitingState, Will,
};
use strongroom::base::clock::WallTime;
use strongroom::base::id::{AccountId, DraftId, GroupId};
use strongroom::policy::Role;
use strongroom::texts::Language;

use crate::house::NOW;

/// The six words of everybody's keys.
pub(crate) const WORDS: [&str; 6] = ["harbor", "velvet", "anchor", "pigeon", "lunar", "orbit"];

/// Everyone, and how the vault behaves towards them.
pub(crate) struct Crew {
    pub people: PeopleFace,
    pub matrix: GrantsMatrix,
    pub requests: Vec<WaitingRow>,
    pub alone: Vec<AloneRow>,
    pub owed: Vec<OwedRow>,
    /// Acts that may need two are answered by this until a consent comes along.
    pub needed: Option<SecondNeeded>,
    /// Why the person at the desk is to sign.
    pub to_sign: Option<StandingWhy>,
}

pub(crate) fn days(count: u64) -> WallTime {
    NOW.plus(Duration::from_hours(24 * count))
}

pub(crate) fn draft_id(number: u8) -> DraftId {
    DraftId::from_bytes([number; 16])
}

fn ago(count: i64) -> WallTime {
    WallTime::from_unix_millis(NOW.unix_millis() - count * 86_400_000)
}

pub(crate) fn account(number: u8) -> AccountId {
    AccountId::from_bytes([number; 16])
}

fn words() -> Vec<String> {
    WORDS.map(str::to_owned).to_vec()
}

fn person(number: u8, name: &str, login: &str, role: Role, standing: StandingFace) -> PersonRow {
    PersonRow {
        account: account(number),
        name: name.to_owned(),
        login: login.to_owned(),
        job_title: "Secretariat".to_owned(),
        role,
        is_me: number == 1,
        standing,
        next_step: None,
        screened_until: Some(days(200)),
        exempt: false,
        agreement_version: Some(1),
        agreed_until: Some(days(120)),
        last_login: Some(ago(1)),
        warnings: Vec::new(),
        fingerprint_words: words(),
        last_of: LastOf::default(),
    }
}

impl Crew {
    /// Nobody but the person at the desk.
    pub(crate) fn alone() -> Self {
        Self {
            people: PeopleFace {
                people: vec![person(1, "Ioana Marin", "ioana.marin", Role::Supervisor, StandingFace::Full)],
                ..PeopleFace::default()
            },
            matrix: GrantsMatrix::default(),
            requests: Vec::new(),
            alone: Vec::new(),
            owed: Vec::new(),
            needed: None,
            to_sign: None,
        }
    }

    /// Two supervisors, three others, and a draft.
    pub(crate) fn sample() -> Self {
        let mut crew = Self::alone();
        let lapsed = StandingFace::Lapsed(StandingWhy::ScreeningLapsed);
        let fresh = StandingFace::Lapsed(StandingWhy::NotScreened);
        let mut matei = person(3, "Matei Dobre", "matei.dobre", Role::Staff, fresh);
        matei.next_step = Some(NextStep::Screen);
        (matei.screened_until, matei.agreement_version, matei.last_login) = (None, None, None);
        let mut radu = person(2, "Radu Pop", "radu.pop", Role::Supervisor, StandingFace::Full);
        radu.warnings = vec![Lapsing { what: LapsingWhat::Agreement, at: days(6), days: 6, urgent: true }];
        crew.people.people.extend([
            radu,
            matei,
            person(4, "Sânziana Ștefănescu", "sanziana", Role::Staff, lapsed),
            person(5, "Dan Oprea", "dan.oprea", Role::BackupOperator, StandingFace::Left),
        ]);
        crew.people.drafts.push(draft(7, "Eva Țurcanu", "eva.turcanu", Role::Staff));
        crew.matrix = matrix();
        crew
    }

    pub(crate) fn answer(&mut self, wish: &PeopleWish) -> Result<Answer, Problem> {
        if let (Some(needed), Some(Consent::Unsaid)) = (&self.needed, consent(wish)) {
            return Ok(Answer::SecondNeeded(Arc::new(needed.clone())));
        }
        let later = matches!(consent(wish), Some(Consent::Later(_)));
        if let (PeopleWish::Enrol { draft, .. }, true) = (wish, later) {
            return self.enrol(*draft, Some(WaitingNumber(31)));
        }
        if later {
            return Ok(Answer::Waiting(WaitingNumber(31)));
        }
        Ok(match wish {
            PeopleWish::List => Answer::People(Arc::new(self.people.clone())),
            PeopleWish::Draft(wish) => {
                let number = draft_id(8);
                let DraftWish { name, login, role, .. } = wish.clone();
                self.people.drafts.push(draft(8, &name, &login, role));
                Answer::Drafted(number)
            }
            PeopleWish::DropDraft(number) => {
                self.people.drafts.retain(|draft| draft.draft != *number);
                Answer::Done
            }
            PeopleWish::Enrol { draft, .. } => self.enrol(*draft, None)?,
            PeopleWish::OpenScreening(account) if *account == self::account(4) => {
                Answer::Screening(Arc::new(screening()))
            }
            PeopleWish::OpenScreening(_) => return Err(Problem::new(ProblemKind::NotFound)),
            PeopleWish::OpenAgreement { language, .. } => {
                Answer::Agreement(Arc::new(self.agreement(*language)))
            }
            PeopleWish::SignAgreement { .. } => Answer::Signed,
            PeopleWish::Register => Answer::Register(Arc::new(register())),
            PeopleWish::DiffAgreement { .. } | PeopleWish::DiffDraftText { .. } => {
                Answer::Diff(Arc::new(diff()))
            }
            PeopleWish::Grants => Answer::Grants(Arc::new(self.matrix.clone())),
            PeopleWish::Waiting => Answer::WaitingList(self.requests.clone().into()),
            PeopleWish::Alone => Answer::AloneList(self.alone.clone().into()),
            PeopleWish::Owed => Answer::Owed(self.owed.clone().into()),
            PeopleWish::Ratify => Answer::Ratified(self.alone.drain(..).len() as u64),
            PeopleWish::Settings => Answer::Settings(settings().into()),
            // This house has no printer.
            PeopleWish::Suspect { account, .. } => {
                let closed = self.people.people.iter_mut().filter(|row| row.account == *account);
                closed.for_each(|row| row.standing = StandingFace::Left);
                Answer::NoSlip(Problem::new(ProblemKind::NotPrinted).with("why", "no printer"))
            }
            PeopleWish::Own => Answer::Own(Arc::new(own())),
            _ => Answer::Done,
        })
    }

    fn enrol(&mut self, number: DraftId, waits: Option<WaitingNumber>) -> Result<Answer, Problem> {
        let place = self.people.drafts.iter().position(|draft| draft.draft == number);
        let draft = self.people.drafts.remove(place.ok_or(Problem::new(ProblemKind::NotFound))?);
        Ok(Answer::Enrolled(Arc::new(EnrolledFace {
            account: account(9),
            name: draft.wish.name,
            login: draft.wish.login,
            fingerprint_words: words(),
            waits,
        })))
    }

    fn agreement(&self, language: Language) -> AgreementFace {
        let text = match language {
            Language::English => include_str!("../../assets/agreements/en.md"),
            Language::Romanian => include_str!("../../assets/agreements/ro.md"),
        };
        AgreementFace {
            version: 1,
            language,
            text: text.to_owned(),
            is_current: true,
            to_sign: self.to_sign,
            name: "Ioana Marin".to_owned(),
            would_count_until: days(365),
        }
    }
}

const fn consent(wish: &PeopleWish) -> Option<&Consent> {
    match wish {
        PeopleWish::Enrol { consent, .. }
        | PeopleWish::Screen { consent, .. }
        | PeopleWish::Grant { consent, .. }
        | PeopleWish::ChangeSetting { consent, .. }
        | PeopleWish::CorrectClock { consent, .. }
        | PeopleWish::PublishAgreement { consent, .. } => Some(consent),
        _ => None,
    }
}

fn draft(number: u8, name: &str, login: &str, role: Role) -> DraftRow {
    let wish = DraftWish { name: name.to_owned(), login: login.to_owned(), job_title: String::new(), role };
    DraftRow { draft: draft_id(number), wish, by: "Ioana Marin".to_owned() }
}

/// What a screening of Matei needs.
pub(crate) fn second(who: &[(&str, &str)], reason_is_enough: bool) -> SecondNeeded {
    second_for(will_grant(), who, reason_is_enough)
}

/// What this takes.
pub(crate) fn second_for(will: Will, who: &[(&str, &str)], reason_is_enough: bool) -> SecondNeeded {
    SecondNeeded {
        will,
        who: who.iter().map(|(name, login)| ((*name).to_owned(), (*login).to_owned())).collect(),
        reason_is_enough,
        may_wait: !reason_is_enough,
    }
}

pub(crate) fn will_grant() -> Will {
    let name = "Radu Pop".to_owned();
    Will {
        key: "grant",
        named: vec![
            ("person", Named::Person { account: Some(account(2)), name, login: "radu.pop".to_owned() }),
            ("width", Named::Width(GrantWidth::Records)),
            ("group", Named::Group(GroupId::from_bytes([1; 16]), Some("Private clients".to_owned()))),
            ("until", Named::Until(None)),
        ],
    }
}

fn screening() -> ScreeningFace {
    ScreeningFace {
        account: account(4),
        name: "Sânziana Ștefănescu".to_owned(),
        checks: vec![ScreeningCheck { what: ChecksWhat::References, outcome: "both confirm".to_owned() }],
        checked_on: Some(ago(383)),
        notes: "Asked twice.".to_owned(),
        at: ago(380),
        valid_until: ago(15),
        exempt: false,
        by: "Ioana Marin".to_owned(),
        countersigned_by: Some("Radu Pop".to_owned()),
        reason: None,
    }
}

fn signed() -> SignedFace {
    SignedFace {
        version: 1,
        typed_name: "Ioana Marin".to_owned(),
        language: Some(Language::Romanian),
        signed_at: ago(245),
        lapses_at: days(120),
        fingerprint_words: words(),
    }
}

fn register() -> AgreementRegister {
    let row = |number, name: &str, due, signed| RegisterRow {
        account: account(number),
        name: name.to_owned(),
        standing: StandingFace::Full,
        signed,
        due,
    };
    AgreementRegister {
        versions: vec![
            AgreementVersion { version: 2, published_at: Some(ago(30)), by: Some("Radu Pop".to_owned()) },
            AgreementVersion { version: 1, published_at: None, by: None },
        ],
        rows: vec![
            row(3, "Matei Dobre", Due::Missing, None),
            row(2, "Radu Pop", Due::Week, Some(signed())),
            row(1, "Ioana Marin", Due::Later, Some(signed())),
        ],
    }
}

fn diff() -> AgreementDiff {
    let run = |side, words: &str| DiffRun { side, words: words.to_owned() };
    AgreementDiff {
        from: 1,
        to: Some(2),
        paragraphs: vec![
            DiffParagraph::Same("What is confidential.".to_owned()),
            DiffParagraph::Changed(vec![
                run(DiffSide::Same, "I open only what my work "),
                run(DiffSide::Removed, "requires"),
                run(DiffSide::Added, "demands today"),
            ]),
            DiffParagraph::Added("Telephones stay outside the room.".to_owned()),
        ],
    }
}

fn matrix() -> GrantsMatrix {
    let group = |number, name: Option<&str>| MatrixGroup {
        group: GroupId::from_bytes([number; 16]),
        name: name.map(str::to_owned),
        two_person_records: false,
        two_person_identities: number == 2,
        holders: 3,
    };
    let nothing = |may| MatrixCell {
        width: None,
        until: None,
        why: CellWhy::NeverGranted,
        records: may,
        identities: may,
        may_revoke: false,
    };
    let held = |width, until| MatrixCell {
        width: Some(width),
        until,
        why: CellWhy::Granted {
            by: "Ioana Marin".to_owned(),
            with: Some("Radu Pop".to_owned()),
            at: ago(100),
        },
        records: MayGrant::Held,
        identities: if width == GrantWidth::Records { MayGrant::Yes } else { MayGrant::Held },
        may_revoke: true,
    };
    let row = |number, name: &str, role, cells| MatrixRow {
        account: account(number),
        name: name.to_owned(),
        login: String::new(),
        role,
        standing: StandingFace::Full,
        cells,
    };
    let mine = MatrixCell {
        why: CellWhy::Made { at: ago(300) },
        may_revoke: false,
        ..held(GrantWidth::Identities, None)
    };
    let made = MatrixCell { records: MayGrant::Myself, identities: MayGrant::Myself, ..mine };
    let gone = MatrixCell {
        why: CellWhy::Revoked {
            by: "Radu Pop".to_owned(),
            at: ago(9),
            reason: "moved to the archive".to_owned(),
        },
        ..nothing(MayGrant::Yes)
    };
    GrantsMatrix {
        groups: vec![group(1, Some("Private clients")), group(2, Some("Clinică pediatrie")), group(3, None)],
        people: vec![
            row(1, "Ioana Marin", Role::Supervisor, vec![made.clone(), made, nothing(MayGrant::Myself)]),
            row(
                2,
                "Radu Pop",
                Role::Supervisor,
                vec![
                    nothing(MayGrant::Yes),
                    held(GrantWidth::Identities, None),
                    nothing(MayGrant::NotHeldByMe),
                ],
            ),
            row(
                3,
                "Matei Dobre",
                Role::Staff,
                vec![
                    nothing(MayGrant::NotScreened),
                    nothing(MayGrant::NotScreened),
                    nothing(MayGrant::NotHeldByMe),
                ],
            ),
            row(
                4,
                "Sânziana Ștefănescu",
                Role::Staff,
                vec![held(GrantWidth::Records, Some(days(40))), gone, nothing(MayGrant::NotHeldByMe)],
            ),
        ],
        reviewed_at: Some(ago(200)),
        review_due_at: Some(ago(17)),
    }
}

/// One request that can be answered, one that is the asker's own and agreed to, and one of their own.
pub(crate) fn requests() -> Vec<WaitingRow> {
    let row = |number, by: &str, state, mine| WaitingRow {
        number: WaitingNumber(number),
        will: will_grant(),
        by: by.to_owned(),
        at: ago(1),
        reason: "covers for a colleague".to_owned(),
        state,
        mine,
    };
    vec![
        row(21, "Radu Pop", WaitingState::Open, MayAnswer::Yes),
        row(22, "Ioana Marin", WaitingState::Agreed, MayAnswer::MyOwn),
        row(23, "Ioana Marin", WaitingState::Open, MayAnswer::MyOwn),
    ]
}

/// One act of the founder alone.
pub(crate) fn alone_by(name: &str) -> Vec<AloneRow> {
    vec![AloneRow {
        number: 12,
        will: will_grant(),
        by: name.to_owned(),
        at: ago(3),
        reason: "nobody else is enrolled yet".to_owned(),
        may: if name == "Ioana Marin" { MayAnswer::MyOwn } else { MayAnswer::Yes },
    }]
}

/// One group whose renewal was begun.
pub(crate) fn owed() -> Vec<OwedRow> {
    vec![OwedRow {
        group: GroupId::from_bytes([1; 16]),
        name: Some("Private clients".to_owned()),
        may: MayRenew::Yes,
        begun: true,
        left_out: vec!["Sânziana Ștefănescu".to_owned()],
    }]
}

fn settings() -> Vec<SettingRow> {
    let row = |rule, value, default, least, most| SettingRow {
        rule,
        value,
        default,
        least,
        most,
        followed: rule != "backup-days",
    };
    vec![
        row("idle-lock-minutes", 5, 5, 1, 15),
        row("screening-months", 6, 12, 1, 24),
        row("backup-days", 1, 1, 1, 7),
    ]
}

fn own() -> OwnFace {
    OwnFace {
        name: "Ioana Marin".to_owned(),
        login: "ioana.marin".to_owned(),
        job_title: "Director".to_owned(),
        role: Role::Supervisor,
        standing: StandingFace::Full,
        last_login: Some(ago(1)),
        failed_since_last: 2,
        grants: vec![OwnGrant {
            group: GroupId::from_bytes([1; 16]),
            name: "Private clients".to_owned(),
            width: GrantWidth::Identities,
            until: None,
        }],
        screened_until: Some(days(20)),
        agreement: Some(signed()),
        warnings: vec![Lapsing { what: LapsingWhat::Screening, at: days(20), days: 20, urgent: false }],
        factors: vec![FactorRow { slot: 0, kind: FactorKind::Keyfile, label: "blue stick".to_owned() }],
        code_set: false,
        fingerprint_words: words(),
    }
}
