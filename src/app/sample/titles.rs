//! What the sample's records are called, tagged and about, per customer group.

use crate::document::FileKind;

/// One sort of document that a business like this keeps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sort {
    /// Its title, before a date or number is put behind it.
    pub(super) title: &'static str,
    /// Its tags.
    pub(super) tags: &'static [&'static str],
    /// In Romanian.
    pub(super) romanian: bool,
}

const fn english(title: &'static str, tags: &'static [&'static str]) -> Sort {
    Sort { title, tags, romanian: false }
}

const fn romanian(title: &'static str, tags: &'static [&'static str]) -> Sort {
    Sort { title, tags, romanian: true }
}

/// The customer groups: name, share of the customers in percent, whether customers are companies.
pub(super) const GROUPS: [(&str, u64, bool); 4] = [
    ("Private clients", 40, false),
    ("Insured patients", 30, false),
    ("Company health plans", 15, true),
    ("Legal and claims", 15, false),
];

const PDF: [Sort; 10] = [
    english("Discharge letter", &["letter"]),
    english("Blood panel, fasting", &["lab"]),
    english("Referral, cardiology", &["letter", "referral"]),
    english("Loan agreement, signed", &["contract"]),
    english("Power of attorney", &["legal"]),
    english("Account statement", &["finance"]),
    romanian("Bilet de externare", &["scrisoare"]),
    romanian("Scrisoare medicală", &["scrisoare"]),
    romanian("Adeverință de salariat", &["adeverință"]),
    romanian("Împuternicire notarială", &["juridic"]),
];

const IMAGE: [Sort; 8] = [
    english("Identity card, front and back", &["identity"]),
    english("Consent form, scanned", &["consent"]),
    english("Claim photograph", &["claim", "photo"]),
    english("X-ray, left wrist", &["imaging"]),
    english("Signature page, scanned", &["contract"]),
    romanian("Carte de identitate, scanată", &["identitate"]),
    romanian("Fotografie daună", &["daună", "foto"]),
    romanian("Formular de consimțământ", &["consimțământ"]),
];

const TABLE: [Sort; 7] = [
    english("Payment schedule", &["finance"]),
    english("Blood pressure readings", &["lab"]),
    english("Invoice lines", &["finance", "invoice"]),
    english("Employees covered", &["plan"]),
    romanian("Grafic de plăți", &["financiar"]),
    romanian("Rezultate analize", &["laborator"]),
    romanian("Listă angajați asigurați", &["plan"]),
];

const WORD: [Sort; 7] = [
    english("Termination notice", &["legal"]),
    english("Insurance claim", &["claim"]),
    english("Treatment plan", &["plan", "care"]),
    english("Meeting minutes", &["minutes"]),
    romanian("Cerere de despăgubire", &["daună"]),
    romanian("Plan de tratament", &["plan"]),
    romanian("Proces-verbal", &["proces-verbal"]),
];

const MAIL: [Sort; 7] = [
    english("Correspondence with the insurer", &["letter", "insurer"]),
    english("Appointment moved", &["letter"]),
    english("Answer to the complaint", &["complaint"]),
    english("Request for records", &["request"]),
    romanian("Corespondență cu asigurătorul", &["scrisoare"]),
    romanian("Reprogramare consultație", &["scrisoare"]),
    romanian("Răspuns la sesizare", &["sesizare"]),
];

const TEXT: [Sort; 6] = [
    english("Telephone note", &["note"]),
    english("Nurse's notes", &["note", "care"]),
    english("Case summary", &["summary"]),
    romanian("Notă telefonică", &["notă"]),
    romanian("Observații asistentă", &["notă"]),
    romanian("Rezumatul cazului", &["rezumat"]),
];

/// The sorts that come as this kind of file.
pub(super) const fn sorts(kind: FileKind) -> &'static [Sort] {
    match kind {
        FileKind::Pdf => &PDF,
        FileKind::Image => &IMAGE,
        FileKind::Csv | FileKind::Sheet => &TABLE,
        FileKind::Word => &WORD,
        FileKind::Mail => &MAIL,
        FileKind::Text | FileKind::Other => &TEXT,
    }
}

/// Tags that any record may carry besides its sort's.
pub(super) const EXTRA_TAGS: [&str; 6] = ["2024", "2025", "2026", "urgent", "reviewed", "to sign"];

const ENGLISH_SENTENCES: [&str; 20] = [
    "The client was seen on the date given above and the findings were discussed in full.",
    "No change to the medication is proposed at present.",
    "The readings of the last quarter are attached and lie within the expected range.",
    "We ask you to confirm receipt of this letter within fourteen days.",
    "The amount stated in schedule A is repayable in monthly instalments.",
    "Interest is calculated daily on the outstanding balance and is due with each instalment.",
    "The insurer has accepted the claim in principle and asked for the original invoices.",
    "A copy of the identity document was compared with the original.",
    "The client may withdraw consent at any time, in writing or at the desk.",
    "Personal data is processed under the confidentiality terms in annex 2.",
    "The next appointment is to be arranged by the client.",
    "Both parties were present and agreed to the wording as read out.",
    "The file was complete when it was received.",
    "Photographs of the damage were taken on site and are kept with this file.",
    "The treating physician recommends a further examination in six months.",
    "An objection may be lodged within thirty days of receipt.",
    "The payment arrived in part; the balance is due at the end of the month.",
    "Nothing in this letter is to be passed on without the client's consent.",
    "The plan covers dependants from the first day of the following month.",
    "The signature was given in the presence of the undersigned.",
];

const ROMANIAN_SENTENCES: [&str; 20] = [
    "Clientul a fost consultat la data menționată mai sus, iar constatările au fost discutate în întregime.",
    "Pentru moment nu se propune nicio schimbare a medicației.",
    "Valorile ultimului trimestru sunt anexate și se încadrează în limitele așteptate.",
    "Vă rugăm să confirmați primirea acestei scrisori în termen de paisprezece zile.",
    "Suma din anexa A se restituie în rate lunare.",
    "Dobânda se calculează zilnic la soldul rămas și este datorată odată cu fiecare rată.",
    "Asigurătorul a acceptat în principiu cererea și a solicitat facturile în original.",
    "O copie a actului de identitate a fost confruntată cu originalul.",
    "Clientul își poate retrage oricând consimțământul, în scris sau la ghișeu.",
    "Datele personale se prelucrează conform clauzelor de confidențialitate din anexa 2.",
    "Următoarea programare va fi stabilită de client.",
    "Ambele părți au fost prezente și au fost de acord cu textul citit.",
    "Dosarul era complet la primire.",
    "Fotografiile pagubei au fost făcute la fața locului și se păstrează la dosar.",
    "Medicul curant recomandă o nouă examinare peste șase luni.",
    "Se poate face contestație în termen de treizeci de zile de la primire.",
    "Plata a sosit parțial; diferența este scadentă la sfârșitul lunii.",
    "Nimic din această scrisoare nu se transmite mai departe fără acordul clientului.",
    "Planul acoperă persoanele aflate în întreținere din prima zi a lunii următoare.",
    "Semnătura a fost dată în prezența subsemnatului.",
];

/// Sentences to write documents with.
pub(super) const fn sentences(romanian: bool) -> &'static [&'static str] {
    if romanian { &ROMANIAN_SENTENCES } else { &ENGLISH_SENTENCES }
}
