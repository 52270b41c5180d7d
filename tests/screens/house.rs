//! A vault made of rows: answers the window's requests from memory, and remembers what was asked.
//!
//! No file, no key and no thread: what a screen asks for and what it shows of the answer is all that is tested here.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender};
use strongroom::app::event::{Answer, Event};
use strongroom::app::problem::{Problem, ProblemKind};
use strongroom::app::request::{Consent, DeleteWhat, Request, RequestId};
use strongroom::app::snapshot::{
    AirGapFace, BackupState, CheckReport, CsvMapping, CsvPreview, CsvReport, CustomerRow, CustomerSheet,
    ExportReport, FileKind, GroupRow, IdentityDraft, ImportReport, Listing, RecordRow, RecordSheet,
    SessionFace, StandingFace, TakenFace, VaultFace, WaitingNumber,
};
use strongroom::base::clock::WallTime;
use strongroom::base::code::ClientCode;
use strongroom::base::id::{GroupId, RecordId};
use strongroom::document::{Picture, Shown, Table, Text};
use strongroom::policy::Role;
use strongroom::ui::Link;

use crate::crew::Crew;
use crate::logbook::Logbook;
use crate::sticks::Sticks;

/// The moment at which everything happens: 22 November 2026, 09:41:07 UTC.
pub(crate) const NOW: WallTime = WallTime::from_unix_millis(1_795_340_467_000);

const DAY_MILLIS: i64 = 86_400_000;

/// The kinds, titles and tags of the sample records, again and again.
const TITLES: [(&str, FileKind, &[&str], u64); 9] = [
    ("Discharge letter 2026-11-14", FileKind::Text, &["letter"], 4_120),
    ("Blood panel, fasting", FileKind::Csv, &["lab"], 18_800),
    ("Loan agreement, signed", FileKind::Pdf, &["contract", "hold"], 2_100_000),
    ("Identity card, front and back", FileKind::Image, &["identity"], 3_400_000),
    ("Payment schedule 2026", FileKind::Sheet, &["finance"], 58_000),
    ("Correspondence, March to May", FileKind::Mail, &["letter"], 96_000),
    ("Consimțământ semnat, scanat", FileKind::Image, &["consent"], 1_200_000),
    ("Insurance claim 2291", FileKind::Word, &["claim"], 74_000),
    ("Old drive image", FileKind::Other, &[], 5_000_000_000),
];

const NAMES: [&str; 8] = [
    "Ana-Maria Țîrlea",
    "Ștefan Bărbulescu",
    "Margaret Ellison",
    "Ioana Crăciun",
    "Thomas Whitfield",
    "Gheorghe Anghelescu",
    "Priya Raman",
    "Răzvan Ionescu",
];

/// What lies in the vault and how it behaves.
pub(crate) struct House {
    pub groups: Vec<GroupRow>,
    pub customers: Vec<CustomerSheet>,
    pub records: Vec<RecordSheet>,
    /// The people.
    pub crew: Crew,
    /// The access log.
    pub logbook: Logbook,
    /// The media.
    pub sticks: Sticks,
    /// How the backups stand.
    pub backup: Option<BackupState>,
    /// The founding period is not over.
    pub founding: bool,
    /// Nobody said yet that the recovery sheets are kept.
    pub sheets_owed: bool,
    /// How the person who logs in stands.
    pub standing: StandingFace,
    /// Requests are only remembered; the test answers them.
    pub hold: bool,
    /// The next request is refused with this.
    pub refuse: Option<Problem>,
    /// What was asked and not looked at yet, oldest first.
    pub asked: VecDeque<(RequestId, Request)>,
}

/// The house, shared by the window and the test.
#[derive(Clone)]
pub(crate) struct Shared {
    pub house: Rc<RefCell<House>>,
    pub tell: Sender<Event>,
    pub events: Receiver<Event>,
}

impl Shared {
    pub(crate) fn new(house: House) -> Self {
        let (tell, events) = crossbeam_channel::unbounded();
        Self { house: Rc::new(RefCell::new(house)), tell, events }
    }

    /// The window's end.
    pub(crate) fn link(&self) -> Link {
        let shared = self.clone();
        Link::new(move |id, request| shared.take(id, request), self.events.clone())
    }

    /// Someone with this role is logged in.
    pub(crate) fn log_in(&self, role: Role) {
        let house = self.house.borrow();
        let face = VaultFace {
            path: PathBuf::from("/vaults/dumbrava"),
            business: "Dumbrava Clinic".to_owned(),
            sample: false,
            air_gap: AirGapFace::of(Vec::new()),
            confinement: strongroom::app::snapshot::ConfinementFace::default(),
        };
        let session = SessionFace {
            name: "Ioana Marin".to_owned(),
            login: "ioana.marin".to_owned(),
            role,
            failed_since_last: 0,
            last_login: None,
            ends_at: NOW.plus(std::time::Duration::from_hours(12)),
            idle_lock_secs: 300,
            password_chars: 15,
            log_written_at: NOW,
            founding_period: house.founding,
            standing: house.standing,
            waiting: house.crew.people.waiting,
            to_ratify: house.crew.people.to_ratify,
            owed: house.crew.people.owed,
            sheets_owed: house.sheets_owed,
            review: (role == Role::Supervisor).then(|| house.logbook.due.clone()),
            backup: house.backup.clone(),
        };
        self.say(Event::Face(Arc::new(face)));
        self.say(Event::Session(Arc::new(session)));
        self.say(Event::Groups(house.groups.clone().into()));
        self.done(RequestId(0), Ok(Answer::Unlocked));
    }

    pub(crate) fn say(&self, event: Event) {
        self.tell.send(event).expect("the window listens");
    }

    pub(crate) fn done(&self, request: RequestId, answer: Result<Answer, Problem>) {
        self.say(Event::Done { request, answer });
    }

    fn take(&self, id: RequestId, request: Request) {
        let mut house = self.house.borrow_mut();
        if let Some(problem) = house.refuse.take() {
            self.done(id, Err(problem));
        } else if !house.hold || is_search(&request) {
            let answer = house.answer(&request);
            self.say(Event::Groups(house.groups.clone().into()));
            self.done(id, answer);
        }
        house.asked.push_back((id, request));
    }
}

const fn is_search(request: &Request) -> bool {
    matches!(request, Request::FindCustomers { .. } | Request::FindRecords { .. })
}

impl House {
    /// An empty vault.
    pub(crate) fn empty() -> Self {
        Self {
            groups: Vec::new(),
            customers: Vec::new(),
            records: Vec::new(),
            crew: Crew::alone(),
            logbook: Logbook::empty(),
            sticks: Sticks::default(),
            backup: None,
            founding: false,
            sheets_owed: false,
            standing: StandingFace::Full,
            hold: false,
            refuse: None,
            asked: VecDeque::new(),
        }
    }

    /// Two groups, 40 customers and `records` records.
    pub(crate) fn sample(records: usize) -> Self {
        let mut house = Self::empty();
        house.groups = vec![group(1, "Private clients", true), group(2, "Clinică pediatrie", true)];
        for number in 0..40_u8 {
            house.customers.push(customer(number));
        }
        for number in 0..records {
            house.records.push(record(number));
        }
        house.count();
        house
    }

    /// Takes the oldest request that fits.
    pub(crate) fn asked_for(&mut self, fits: impl Fn(&Request) -> bool) -> Option<(RequestId, Request)> {
        let place = self.asked.iter().position(|(_, request)| fits(request))?;
        self.asked.remove(place)
    }

    fn count(&mut self) {
        for group in &mut self.groups {
            let customers = self.customers.iter().filter(|customer| customer.group == group.id).count();
            let records = self.records.iter().filter(|record| record.row.group == group.id).count();
            group.customers = customers as u64;
            group.records = records as u64;
        }
    }

    fn answer(&mut self, request: &Request) -> Result<Answer, Problem> {
        let answer = match request {
            Request::People(wish) => return self.crew.answer(wish),
            Request::Log(wish) => return self.logbook.answer(wish),
            Request::AcceptGroupBreak { consent: Consent::Unsaid, .. } => match &self.logbook.needed {
                Some(needed) => Answer::SecondNeeded(Arc::new(needed.clone())),
                None => return Err(Problem::new(ProblemKind::Refused).with("why", "no-break")),
            },
            Request::AcceptGroupBreak { .. } => Answer::Done,
            Request::Delete { consent: Consent::Unsaid, .. } => match &self.crew.needed {
                Some(needed) => Answer::SecondNeeded(Arc::new(needed.clone())),
                None => return Err(Problem::new(ProblemKind::Refused).with("why", "deletion-waits")),
            },
            Request::Delete { consent: Consent::Later(_), .. } => Answer::Waiting(WaitingNumber(31)),
            Request::Delete { what, .. } => self.delete(what),
            Request::FindRecords { query, offset, limit } => {
                let text = query.text.to_lowercase();
                let fit = self.records.iter().map(|sheet| &sheet.row).filter(|row| {
                    query.group.is_none_or(|group| group == row.group)
                        && query.customer.is_none_or(|code| code == row.code)
                        && query.kind.is_none_or(|kind| kind == row.kind)
                        && query.tag.as_ref().is_none_or(|tag| row.tags.contains(tag))
                        && query.filed_from.is_none_or(|from| row.filed_at >= from)
                        && (row.title.to_lowercase().contains(&text)
                            || row.code.to_string().to_lowercase() == text)
                });
                Answer::Records(Arc::new(window(fit.cloned().collect(), *offset, *limit)))
            }
            Request::FindCustomers { query, offset, limit } => {
                let text = query.text.to_lowercase();
                let fit = self.customers.iter().filter(|sheet| {
                    let name = sheet.identity.as_ref().map_or("", |identity| identity.name.as_str());
                    query.group.is_none_or(|group| group == sheet.group)
                        && (name.to_lowercase().contains(&text)
                            || sheet.code.to_string().to_lowercase().starts_with(&text))
                });
                let rows = fit.map(|sheet| self.row_of(sheet)).collect();
                Answer::Customers(Arc::new(window(rows, *offset, *limit)))
            }
            Request::OpenRecord { record, .. } => {
                let sheet = self.records.iter().find(|sheet| sheet.row.id == *record).cloned();
                Answer::Record(Arc::new(sheet.ok_or(Problem::new(ProblemKind::NotFound))?))
            }
            Request::OpenCustomer { group, code } => {
                let sheet = self.customers.iter().find(|sheet| sheet.group == *group && sheet.code == *code);
                Answer::Customer(Arc::new(sheet.cloned().ok_or(Problem::new(ProblemKind::NotFound))?))
            }
            other => return self.change(other),
        };
        Ok(answer)
    }

    fn change(&mut self, request: &Request) -> Result<Answer, Problem> {
        let answer = match request {
            Request::EditRecord { record, title, tags, notes, .. } => {
                let sheet = self.records.iter_mut().find(|sheet| sheet.row.id == *record);
                let sheet = sheet.ok_or(Problem::new(ProblemKind::NotFound))?;
                sheet.row.title.clone_from(title);
                sheet.row.tags.clone_from(tags);
                sheet.notes.clone_from(notes);
                Answer::Done
            }
            Request::AddCustomer { group, identity } => {
                let mut sheet = customer(200);
                (sheet.group, sheet.identity) = (*group, Some(identity.clone()));
                let code = sheet.code;
                self.customers.push(sheet);
                Answer::CustomerAdded(code)
            }
            Request::EditCustomer { code, identity, .. } => {
                let sheet = self.customers.iter_mut().find(|sheet| sheet.code == *code);
                sheet.ok_or(Problem::new(ProblemKind::NotFound))?.identity = Some(identity.clone());
                Answer::Done
            }
            Request::MoveCustomer { to, code, .. } => {
                let sheet = self.customers.iter_mut().find(|sheet| sheet.code == *code);
                sheet.ok_or(Problem::new(ProblemKind::NotFound))?.group = *to;
                Answer::Done
            }
            Request::MakeGroup { name } => {
                let made = group(u8::try_from(self.groups.len() + 1).unwrap(), name, true);
                let id = made.id;
                self.groups.push(made);
                Answer::GroupMade(id)
            }
            Request::RenameGroup { group, name } => {
                self.groups
                    .iter_mut()
                    .filter(|row| row.id == *group)
                    .for_each(|row| row.name.clone_from(name));
                Answer::Done
            }
            Request::CloseGroup { group } => {
                self.groups.iter_mut().filter(|row| row.id == *group).for_each(|row| row.closed = true);
                Answer::Done
            }
            Request::PreviewCsv { path, mapping } => {
                Answer::CsvPreviewed(Arc::new(preview(path.clone(), *mapping)))
            }
            Request::ImportCustomers { .. } => {
                let refused = vec![(4, "empty-name"), (9, "unreadable")];
                Answer::CsvImported(Arc::new(CsvReport { added: 12, refused, cancelled: false }))
            }
            Request::ImportFiles { paths, .. } => Answer::Imported(Arc::new(imported(paths))),
            Request::ExportRecords { records, to, .. } => {
                let written = records.iter().map(|id| (to.join(format!("{id}.txt")), "ab".repeat(32)));
                Answer::Exported(Arc::new(ExportReport {
                    written: written.collect(),
                    ..ExportReport::default()
                }))
            }
            Request::AddKeyfile { folder, .. } => Answer::KeyfileMade(folder.join("strongroom-0a.keyfile")),
            Request::Check { repair } => Answer::Checked(Arc::new(CheckReport {
                files: 14,
                records: self.records.len() as u64,
                orphan_bytes: if *repair { 0 } else { 4_200_000 },
                repaired_bytes: if *repair { 4_200_000 } else { 0 },
                ..CheckReport::default()
            })),
            Request::Backup(wish) => self.sticks.answer(wish),
            Request::Sheets(wish) => crate::sheets::answer(wish),
            Request::Posture => Answer::Posture(Arc::new(crate::posture::sample())),
            Request::TakePosture { folder, .. } => Answer::Taken(Arc::new(TakenFace {
                path: folder.join("strongroom-posture-20261122-094107"),
                files: vec!["report.pdf".to_owned()],
                events: 9,
                withheld: 0,
                frames: 120,
                head_words: "harbor velvet anchor pigeon lunar orbit".to_owned(),
            })),
            _ => Answer::Done,
        };
        self.count();
        Ok(answer)
    }

    fn delete(&mut self, what: &DeleteWhat) -> Answer {
        let before = self.records.len();
        let customer = match what {
            DeleteWhat::Records(ids) => {
                self.records.retain(|sheet| !ids.contains(&sheet.row.id));
                false
            }
            DeleteWhat::Customer(code) => {
                self.records.retain(|sheet| sheet.row.code != *code);
                self.customers.retain(|sheet| sheet.code != *code);
                true
            }
        };
        self.count();
        Answer::Deleted { records: (before - self.records.len()) as u64, customer }
    }

    fn row_of(&self, sheet: &CustomerSheet) -> CustomerRow {
        let records = self.records.iter().filter(|record| record.row.code == sheet.code).count();
        CustomerRow {
            group: sheet.group,
            code: sheet.code,
            name: sheet.identity.as_ref().map(|identity| identity.name.clone()),
            contact: sheet.identity.as_ref().map(|identity| identity.email.clone()),
            records: records as u64,
            added_at: sheet.added_at,
        }
    }
}

fn window<T: Clone>(all: Vec<T>, offset: u64, limit: u32) -> Listing<Vec<T>> {
    let total = all.len() as u64;
    let rows = all.into_iter().skip(usize::try_from(offset).unwrap()).take(limit as usize).collect();
    Listing { total, offset, rows }
}

pub(crate) fn group(number: u8, name: &str, identities: bool) -> GroupRow {
    let id = GroupId::from_bytes([number; 16]);
    GroupRow { id, name: name.to_owned(), closed: false, identities, customers: 0, records: 0 }
}

pub(crate) fn code(number: u8) -> ClientCode {
    let mut values = [0; 10];
    for (place, value) in values.iter_mut().enumerate() {
        *value = number.wrapping_mul(7).wrapping_add(u8::try_from(place * 11).unwrap()) % 32;
    }
    values[9] = number % 32;
    values[8] = number / 32;
    ClientCode::from_values(values)
}

pub(crate) fn customer(number: u8) -> CustomerSheet {
    let name = NAMES[usize::from(number) % NAMES.len()];
    CustomerSheet {
        group: GroupId::from_bytes([if number % 4 == 3 { 2 } else { 1 }; 16]),
        code: code(number),
        identity: Some(IdentityDraft {
            name: name.to_owned(),
            email: format!("client{number}@example.ro"),
            phone: format!("+40 721 000 {number:03}"),
            address: "Str. Teiului 14, Cluj-Napoca".to_owned(),
            notes: String::new(),
        }),
        added_at: WallTime::from_unix_millis(NOW.unix_millis() - i64::from(number) * DAY_MILLIS),
        records: 3,
        moved_to: None,
    }
}

pub(crate) fn record(number: usize) -> RecordSheet {
    let (title, kind, tags, size_bytes) = TITLES[number % TITLES.len()];
    let of = u8::try_from(number / 3 % 40).unwrap();
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(number as u64 + 1).to_be_bytes());
    RecordSheet {
        row: RecordRow {
            group: customer(of).group,
            id: RecordId::from_bytes(id),
            code: code(of),
            title: title.to_owned(),
            kind,
            tags: tags.iter().map(ToString::to_string).collect(),
            filed_at: WallTime::from_unix_millis(
                NOW.unix_millis() - i64::try_from(number).unwrap() * DAY_MILLIS / 2,
            ),
            size_bytes,
        },
        file_name: format!("scan-{number:04}.dat"),
        notes: String::new(),
        sha256_hex: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        filed_by: "R. Pop".to_owned(),
        shown: shown(kind),
    }
}

fn shown(kind: FileKind) -> Shown {
    let words = |line: &str| line.to_owned();
    match kind {
        FileKind::Text => Shown::Text(Arc::new(Text {
            lines: vec![
                words("SCRISOARE DE EXTERNARE"),
                String::new(),
                words("Pacientul a fost internat la 3 noiembrie 2026 și externat la 14 noiembrie 2026."),
                words(
                    "1. Continue the treatment as prescribed for another fourteen days, then return for a check.",
                ),
                words("2. Rest, no effort, plenty of fluids."),
            ],
            encoding: "UTF-8",
            cut: false,
        })),
        FileKind::Csv => Shown::Table(Arc::new(Table {
            head: ["Test", "Result", "Unit", "Reference"].map(words).to_vec(),
            rows: (0..60)
                .map(|row| {
                    [words("Glucose"), format!("{}", 80 + row), words("mg/dL"), words("70 to 99")].to_vec()
                })
                .collect(),
            cut: false,
        })),
        FileKind::Image => Shown::Picture(Arc::new(drawing(900, 600))),
        _ => Shown::Not("kind"),
    }
}

fn drawing(width: u32, height: u32) -> Picture {
    let mut rgba = Vec::with_capacity(4 * (width * height) as usize);
    for y in 0..height {
        for x in 0..width {
            let line = y % 40 < 3 && x > 60 && x < width - 60;
            let shade = if line { 90 } else { 250 };
            rgba.extend([shade, shade, if x < 40 { 200 } else { shade }, 255]);
        }
    }
    Picture { width, height, full_width: width, full_height: height, rgba }
}

fn preview(path: PathBuf, mapping: Option<CsvMapping>) -> CsvPreview {
    let guess = CsvMapping { name: Some(0), email: Some(1), ..CsvMapping::default() };
    let row = |name: &str, mail: &str| vec![name.to_owned(), mail.to_owned(), "0721 111 222".to_owned()];
    CsvPreview {
        path,
        columns: ["Nume", "E-mail", "Telefon"].map(str::to_owned).to_vec(),
        rows: vec![
            row("Ana Pop", "ana@example.ro"),
            row("John Miller", "john@\r\nexample.com"),
            row("", "x"),
        ],
        total: 14,
        guess,
        judged: mapping.unwrap_or(guess),
        refused: 2,
        faults: vec![None, None, Some("empty-name")],
    }
}

fn imported(paths: &[PathBuf]) -> ImportReport {
    let name =
        |path: &PathBuf| path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let (bad, good): (Vec<&PathBuf>, Vec<_>) = paths.iter().partition(|path| name(path).starts_with("bad"));
    let (twice, _): (Vec<&PathBuf>, Vec<_>) = good.iter().partition(|path| name(path).starts_with("twice"));
    ImportReport {
        imported: good.iter().enumerate().map(|(n, _)| record(900 + n).row.id).collect(),
        bytes: 1_500_000 * good.len() as u64,
        duplicates: twice.iter().map(|path| (name(path), record(0).row.id)).collect(),
        failed: bad
            .iter()
            .map(|path| {
                (
                    name(path),
                    Problem::new(ProblemKind::CannotRead)
                        .with("path", name(path))
                        .with("why", "permission denied"),
                )
            })
            .collect(),
        cancelled: false,
        left: Vec::new(),
    }
}
