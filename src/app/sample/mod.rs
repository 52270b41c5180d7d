//! The sample business: who works there, its customers and the files they sent. All invented, the same for a seed.
//!
//! Only makes content; the acts of `app` put it into a vault (`demo`). Titles, names and texts are English and
//! Romanian, as the business has both.

mod dice;
mod mail;
mod office;
mod pdf;
mod people;
mod pictures;
mod prose;
mod tables;
mod titles;
mod weeks;

use crate::document::FileKind;
use crate::records::face::IdentityDraft;

use dice::Dice;
use titles::{GROUPS, Sort};

pub use people::{ACCOUNTS, SampleAccount, draft};
pub use weeks::{DAYS, Filed, REVIEWED_AFTER, Weeks, Workday, workday};

/// The name of the sample business.
pub const BUSINESS: &str = "Dumbrava Clinic";

/// The seed of the sample vault that `demo` makes.
pub const SEED: u64 = 0x5742_0D1A;

/// How many customers there are over all groups.
pub const CUSTOMERS: usize = 400;

/// How many records there are, and of which kind.
const RECORDS: [(Form, usize); 8] = [
    (Form::Pdf, 360),
    (Form::Png, 170),
    (Form::Jpeg, 170),
    (Form::Csv, 170),
    (Form::Xlsx, 160),
    (Form::Docx, 320),
    (Form::Eml, 330),
    (Form::Text, 320),
];

/// The forms that files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pdf,
    Png,
    Jpeg,
    Csv,
    Xlsx,
    Docx,
    Eml,
    Text,
}

impl Form {
    const fn kind(self) -> FileKind {
        match self {
            Self::Pdf => FileKind::Pdf,
            Self::Png | Self::Jpeg => FileKind::Image,
            Self::Csv => FileKind::Csv,
            Self::Xlsx => FileKind::Sheet,
            Self::Docx => FileKind::Word,
            Self::Eml => FileKind::Mail,
            Self::Text => FileKind::Text,
        }
    }

    const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Eml => "eml",
            Self::Text => "txt",
        }
    }
}

/// A customer group.
#[derive(Debug, Clone)]
pub struct SampleGroup {
    /// Its name.
    pub name: &'static str,
    /// Its customers.
    pub customers: Vec<SampleCustomer>,
}

/// A customer and what they sent.
#[derive(Debug, Clone)]
pub struct SampleCustomer {
    /// Who they are.
    pub identity: IdentityDraft,
    /// Their records, oldest first.
    pub records: Vec<SampleRecord>,
}

/// A record, before its content is made.
#[derive(Debug, Clone)]
pub struct SampleRecord {
    /// The title.
    pub title: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The name of the file.
    pub file_name: String,
    /// How many minutes before now it was filed.
    pub minutes_ago: u64,
    form: Form,
    sort: Sort,
    dice: Dice,
}

impl SampleRecord {
    /// What kind of file it is.
    pub const fn kind(&self) -> FileKind {
        self.form.kind()
    }

    /// Makes the file. `name` is the customer's, for letters.
    pub fn content(&self, name: &str) -> Vec<u8> {
        let mut dice = self.dice.clone();
        let letter = prose::letter(&mut dice, &self.title, name, self.sort.romanian);
        match self.form {
            Form::Pdf => pdf::write(&letter),
            Form::Png => pictures::scan_png(&mut dice),
            Form::Jpeg => pictures::photo_jpeg(&mut dice),
            Form::Csv => tables::csv(&tables::table(&mut dice, self.sort.romanian)),
            Form::Xlsx => office::xlsx(&tables::table(&mut dice, self.sort.romanian)),
            Form::Docx => office::docx(&letter),
            Form::Eml => mail::eml(&letter, &mut dice),
            Form::Text => prose::text(&letter).into_bytes(),
        }
    }
}

/// The whole business for this seed: four groups, 400 customers, 2,000 records.
pub fn business(seed: u64) -> Vec<SampleGroup> {
    let root = Dice::new(seed);
    let mut groups: Vec<SampleGroup> =
        GROUPS.iter().map(|(name, ..)| SampleGroup { name, customers: Vec::new() }).collect();
    for (place, (_, percent, company)) in GROUPS.iter().enumerate() {
        let count = CUSTOMERS as u64 * percent / 100;
        for number in 0..count {
            let mut dice = root.fork((place as u64 + 1) << 32 | number);
            groups[place].customers.push(SampleCustomer {
                identity: people::identity(&mut dice, *company),
                records: Vec::new(),
            });
        }
    }
    deal_records(&root, &mut groups);
    groups
}

/// Gives each customer one record, then deals the rest out.
fn deal_records(root: &Dice, groups: &mut [SampleGroup]) {
    let mut customers: Vec<&mut SampleCustomer> =
        groups.iter_mut().flat_map(|group| group.customers.iter_mut()).collect();
    let mut dealing = root.fork(u64::MAX);
    let mut forms: Vec<Form> =
        RECORDS.iter().flat_map(|(form, count)| std::iter::repeat_n(*form, *count)).collect();
    for place in (1..forms.len()).rev() {
        forms.swap(place, usize::try_from(dealing.below(place as u64 + 1)).unwrap_or(place));
    }
    let count = customers.len() as u64;
    for (number, form) in (0_u64..).zip(forms) {
        let to = if number < count { number } else { dealing.below(count) };
        if let Some(customer) = usize::try_from(to).ok().and_then(|to| customers.get_mut(to)) {
            customer.records.push(record(root.fork(number | 1 << 48), number, form));
        }
    }
    for customer in customers {
        customer.records.sort_by_key(|record| std::cmp::Reverse(record.minutes_ago));
    }
}

fn record(mut dice: Dice, number: u64, form: Form) -> SampleRecord {
    let sorts = titles::sorts(form.kind());
    let sort = sorts[usize::try_from(dice.below(sorts.len() as u64)).unwrap_or(0)];
    // Within the last two years, and more often lately: the smaller of two throws.
    let span = 2 * 365 * 24 * 60;
    let minutes_ago = dice.below(span).min(dice.below(span)) + 90;
    let title = match dice.below(4) {
        0 => format!("{} {}", sort.title, dice.between(101, 2999)),
        1 => format!("{} {}-{:02}", sort.title, dice.between(2024, 2026), dice.between(1, 12)),
        2 => format!("{} Q{}", sort.title, dice.between(1, 4)),
        _ => sort.title.to_owned(),
    };
    let mut tags: Vec<String> = sort.tags.iter().map(|tag| (*tag).to_owned()).collect();
    if dice.chance(30) {
        tags.push(dice.pick(&titles::EXTRA_TAGS).to_owned());
    }
    let file_name = format!("{} {:04}.{}", title.replace('/', "-"), number, form.extension());
    SampleRecord { title, tags, file_name, minutes_ago, form, sort, dice }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn the_business_is_as_large_as_it_is_said_to_be() {
        let groups = business(SEED);
        assert_eq!(groups.len(), 4);
        let customers: Vec<_> = groups.iter().flat_map(|group| &group.customers).collect();
        assert_eq!(customers.len(), CUSTOMERS);
        assert!(customers.iter().all(|customer| !customer.records.is_empty()));
        let mut kinds = HashMap::new();
        for record in customers.iter().flat_map(|customer| &customer.records) {
            *kinds.entry(record.kind()).or_insert(0) += 1;
        }
        assert_eq!(kinds.values().sum::<i32>(), 2_000);
        let tables = kinds[&FileKind::Csv] + kinds[&FileKind::Sheet];
        let others = [FileKind::Pdf, FileKind::Image, FileKind::Word, FileKind::Mail, FileKind::Text];
        assert!(tables >= 300 && others.iter().all(|kind| kinds[kind] >= 300));
    }

    #[test]
    fn the_same_seed_gives_the_same_files_and_another_gives_others() {
        let (once, again, other) = (business(7), business(7), business(8));
        let first = |groups: &[SampleGroup]| {
            let customer = &groups[0].customers[0];
            customer.records[0].content(&customer.identity.name)
        };
        assert_eq!(first(&once), first(&again));
        assert_ne!(first(&once), first(&other));
    }

    #[test]
    fn every_form_is_recognised_by_its_first_bytes() {
        let groups = business(SEED);
        for customer in groups.iter().flat_map(|group| &group.customers).take(60) {
            for record in &customer.records {
                let bytes = record.content(&customer.identity.name);
                let known = infer::get(&bytes).map(|kind| kind.extension());
                match record.form {
                    Form::Pdf => assert_eq!(known, Some("pdf")),
                    Form::Png => assert_eq!(known, Some("png")),
                    Form::Jpeg => assert_eq!(known, Some("jpg")),
                    Form::Xlsx => assert_eq!(known, Some("xlsx")),
                    Form::Docx => assert_eq!(known, Some("docx")),
                    Form::Csv | Form::Eml | Form::Text => assert!(std::str::from_utf8(&bytes).is_ok()),
                }
            }
        }
    }

    #[test]
    fn the_published_passwords_are_long_enough_and_differ() {
        let passwords: std::collections::HashSet<_> =
            ACCOUNTS.iter().map(|account| account.password).collect();
        assert_eq!(passwords.len(), ACCOUNTS.len());
        assert!(passwords.iter().all(|password| password.chars().count() >= 15));
    }
}
