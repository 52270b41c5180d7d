//! The people of the sample business: its accounts, and its customers with English and Romanian names.
//!
//! All invented. Telephone numbers lie in ranges kept for fiction, mail addresses under `example` domains (RFC 2606).

use crate::policy::Role;

use super::super::snapshot::DraftWish;
use super::dice::Dice;
use crate::records::face::IdentityDraft;

/// An account of the sample vault. Its password is published: it protects nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SampleAccount {
    /// The person's name.
    pub name: &'static str,
    /// The login name.
    pub login: &'static str,
    /// The published password.
    pub password: &'static str,
    /// The role.
    pub role: Role,
    /// The job title.
    pub job_title: &'static str,
}

/// The accounts. The first is the founder, the second the second supervisor.
pub const ACCOUNTS: [SampleAccount; 6] = [
    SampleAccount {
        name: "Elena Radu",
        login: "elena.radu",
        password: "sample lantern over the quiet mill",
        role: Role::Supervisor,
        job_title: "Practice manager",
    },
    SampleAccount {
        name: "Andrei Popa",
        login: "andrei.popa",
        password: "sample walnut beside the north gate",
        role: Role::Supervisor,
        job_title: "Head of records",
    },
    SampleAccount {
        name: "Ioana Marin",
        login: "ioana.marin",
        password: "sample orchard under seven lamps",
        role: Role::Staff,
        job_title: "Records clerk",
    },
    SampleAccount {
        name: "Thomas Ashworth",
        login: "thomas.ashworth",
        password: "sample harbour between two bridges",
        role: Role::Staff,
        job_title: "Claims clerk",
    },
    SampleAccount {
        name: "Mihai Stan",
        login: "mihai.stan",
        password: "sample copper kettle on the stove",
        role: Role::BackupOperator,
        job_title: "Systems technician",
    },
    SampleAccount {
        name: "Catherine Wells",
        login: "catherine.wells",
        password: "sample compass inside a blue drawer",
        role: Role::Assessor,
        job_title: "External assessor",
    },
];

/// Someone who is to come, and was only written down so far.
pub fn draft() -> DraftWish {
    DraftWish {
        name: "Radu Ilie".to_owned(),
        login: "radu.ilie".to_owned(),
        job_title: "Records clerk".to_owned(),
        role: Role::Staff,
    }
}

const ROMANIAN_FIRST: [&str; 32] = [
    "Ana",
    "Ciprian",
    "Ștefan",
    "Cătălina",
    "Răzvan",
    "Ilinca",
    "Mircea",
    "Brândușa",
    "Gheorghe",
    "Măriuca",
    "Sânziana",
    "Dănuț",
    "Ruxandra",
    "Horațiu",
    "Anca",
    "Ionuț",
    "Lăcrămioara",
    "Vlad",
    "Smaranda",
    "Petre",
    "Mălina",
    "Codruț",
    "Irina",
    "Nicușor",
    "Raluca",
    "Traian",
    "Viorica",
    "Costel",
    "Otilia",
    "Sorin",
    "Ileana",
    "Bogdan",
];

const ROMANIAN_LAST: [&str; 32] = [
    "Popescu",
    "Ionescu",
    "Brâncoveanu",
    "Țurcanu",
    "Șerban",
    "Mureșan",
    "Câmpeanu",
    "Dumitrașcu",
    "Vlădescu",
    "Stănescu",
    "Pătrașcu",
    "Rădulescu",
    "Bălan",
    "Crăciun",
    "Lupașcu",
    "Munteanu",
    "Oprișan",
    "Năstase",
    "Zăvoianu",
    "Grigorescu",
    "Hașdeu",
    "Ciobănescu",
    "Filimon",
    "Văcărescu",
    "Moldoveanu",
    "Sălăjan",
    "Tănase",
    "Cojocaru",
    "Albu",
    "Dragomirescu",
    "Iliescu",
    "Păunescu",
];

const ENGLISH_FIRST: [&str; 32] = [
    "Margaret",
    "Oliver",
    "Harriet",
    "George",
    "Beatrice",
    "Edmund",
    "Florence",
    "Arthur",
    "Imogen",
    "Henry",
    "Rosalind",
    "Walter",
    "Eleanor",
    "Hugh",
    "Matilda",
    "Samuel",
    "Josephine",
    "Albert",
    "Winifred",
    "Ralph",
    "Constance",
    "Miles",
    "Edith",
    "Leonard",
    "Sylvia",
    "Percy",
    "Agnes",
    "Frederick",
    "Dorothy",
    "Simon",
    "Alice",
    "Gareth",
];

const ENGLISH_LAST: [&str; 32] = [
    "Ainsworth",
    "Bellamy",
    "Carrington",
    "Dunmore",
    "Ellery",
    "Fairclough",
    "Goodwin",
    "Hathaway",
    "Ibbotson",
    "Jessop",
    "Kirkby",
    "Lockwood",
    "Merriweather",
    "Northcott",
    "Oakley",
    "Pemberton",
    "Quincey",
    "Ravenscroft",
    "Sedgwick",
    "Thornbury",
    "Underhill",
    "Vickers",
    "Whitcombe",
    "Yardley",
    "Aldridge",
    "Blackwood",
    "Cresswell",
    "Davenport",
    "Everett",
    "Fenwick",
    "Granger",
    "Holloway",
];

const ROMANIAN_STREETS: [&str; 8] = [
    "Strada Teilor",
    "Bulevardul Unirii",
    "Strada Ștefan cel Mare",
    "Aleea Castanilor",
    "Strada Făgărașului",
    "Calea Moșilor",
    "Strada Grădinii",
    "Piața Mărăști",
];

const ROMANIAN_TOWNS: [&str; 8] =
    ["Cluj-Napoca", "Iași", "Brașov", "Timișoara", "Târgu Mureș", "Bistrița", "Constanța", "Sfântu Gheorghe"];

const ENGLISH_STREETS: [&str; 8] = [
    "Mill Lane",
    "Church Street",
    "Station Road",
    "The Crescent",
    "Harbour View",
    "Orchard Close",
    "Bridge Street",
    "Kingsway",
];

const ENGLISH_TOWNS: [&str; 8] =
    ["Ludlow", "Whitby", "Tavistock", "Hexham", "Stamford", "Frome", "Kendal", "Lewes"];

const COMPANY_WORDS: [&str; 12] = [
    "Carpați",
    "Dunărea",
    "Fairclough",
    "Bucegi",
    "Northcott",
    "Mureș",
    "Thornbury",
    "Apuseni",
    "Pemberton",
    "Siret",
    "Lockwood",
    "Făgăraș",
];

const COMPANY_TRADES: [&str; 10] = [
    "Timber",
    "Textile",
    "Logistics",
    "Panificație",
    "Precision Tools",
    "Construcții",
    "Vineyards",
    "Transport",
    "Printworks",
    "Ceramics",
];

const NOTES: [&str; 10] = [
    "Prefers letters to the telephone.",
    "Preferă să fie sunat după ora 16.",
    "Daughter holds power of attorney.",
    "Interpreter needed for longer visits.",
    "Se prezintă cu însoțitor.",
    "Moved from paper file 2019-114.",
    "Consimțământ reînnoit anual.",
    "Invoices go to the employer.",
    "Address confirmed by identity card.",
    "Dosar preluat de la cabinetul vechi.",
];

/// The identity of one customer; a company where `company` is set.
pub(super) fn identity(dice: &mut Dice, company: bool) -> IdentityDraft {
    if company { company_identity(dice) } else { personal_identity(dice) }
}

fn personal_identity(dice: &mut Dice) -> IdentityDraft {
    let romanian = dice.chance(58);
    let (first, last) = if romanian {
        (dice.pick(&ROMANIAN_FIRST), dice.pick(&ROMANIAN_LAST))
    } else {
        (dice.pick(&ENGLISH_FIRST), dice.pick(&ENGLISH_LAST))
    };
    let second_last =
        dice.chance(12).then(|| if romanian { dice.pick(&ROMANIAN_LAST) } else { dice.pick(&ENGLISH_LAST) });
    let name = match second_last {
        Some(second) if second != last => format!("{first} {last}-{second}"),
        _ => format!("{first} {last}"),
    };
    let mailbox = format!("{}.{}{}", plain(first), plain(last), dice.between(1, 99));
    IdentityDraft {
        name,
        email: format!("{mailbox}@{}", if romanian { "exemplu.example" } else { "mail.example" }),
        phone: phone(dice, romanian),
        address: address(dice, romanian),
        notes: note(dice),
    }
}

fn company_identity(dice: &mut Dice) -> IdentityDraft {
    let romanian = dice.chance(60);
    let (word, trade) = (dice.pick(&COMPANY_WORDS), dice.pick(&COMPANY_TRADES));
    let form = if romanian { dice.pick(&["SRL", "SA"]) } else { dice.pick(&["Ltd", "LLP"]) };
    let host = format!("{}-{}", plain(word), plain(trade)).replace(' ', "-");
    IdentityDraft {
        name: format!("{word} {trade} {} {form}", dice.between(1, 400)),
        email: format!("{}@{host}.example", if romanian { "personal" } else { "people" }),
        phone: phone(dice, romanian),
        address: address(dice, romanian),
        notes: note(dice),
    }
}

fn phone(dice: &mut Dice, romanian: bool) -> String {
    if romanian {
        format!("+40 700 000 {:03}", dice.below(1000))
    } else {
        format!("+44 7700 900{:03}", dice.below(1000))
    }
}

fn address(dice: &mut Dice, romanian: bool) -> String {
    if romanian {
        let (street, number) = (dice.pick(&ROMANIAN_STREETS), dice.between(1, 180));
        format!("{street} nr. {number}, {}", dice.pick(&ROMANIAN_TOWNS))
    } else {
        let (number, street) = (dice.between(1, 180), dice.pick(&ENGLISH_STREETS));
        format!("{number} {street}, {}", dice.pick(&ENGLISH_TOWNS))
    }
}

fn note(dice: &mut Dice) -> String {
    if dice.chance(35) { dice.pick(&NOTES).to_owned() } else { String::new() }
}

/// Lower case without diacritics, as mailboxes are written.
fn plain(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    word.nfd().filter(|c| c.is_ascii_alphanumeric() || *c == ' ').collect::<String>().to_lowercase()
}
