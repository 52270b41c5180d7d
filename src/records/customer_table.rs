//! Customers from a table (CSV): a look at its head, a guess at its columns, and the import, row by row.
//!
//! The table is read as it streams by, in whatever encoding and with whatever delimiter it has. Rows that do not fit
//! are refused with their line and the reason; the rest is in.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::StringRecord;

use crate::base::code::ClientCode;
use crate::base::job::{Progress, Watch};
use crate::viewing::stream::TableSource;

use super::customer::{Identity, insert_code, insert_identity};
use super::error::{NotLogged, RecordsError, TableError};
use super::face::{CsvMapping, CsvPreview, IdentityDraft};
use super::group::GroupStore;
use super::text::sorting_key;

/// Rows that a preview shows.
const PREVIEW_ROWS: usize = 20;

/// Customers that are added in one transaction.
const BATCH: usize = 1000;

/// More refused rows than this are only counted: the table is of another kind.
const REFUSED_AT_MOST: usize = 10_000;

/// What came of importing customers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOutcome {
    /// How many customers were added.
    pub added: u64,
    /// Refused rows: the line in the file (from 1) and the key of the reason: `empty-name`, `too-long`,
    /// `bad-character` or `unreadable`.
    pub refused: Vec<(u64, &'static str)>,
    /// Stopped on request; what was added before stays.
    pub cancelled: bool,
}

/// The head of a table, which column is probably what, and which rows would be refused: with `mapping`, or with the guess.
pub fn preview_table(path: &Path, mapping: Option<CsvMapping>) -> Result<CsvPreview, TableError> {
    let (mut table, _) = open(path)?;
    let columns: Vec<String> = match table.headers() {
        Ok(head) => head.iter().map(|column| column.trim().to_owned()).collect(),
        Err(error) => return Err(TableError::Read(io_error(error))),
    };
    let guess = guess_mapping(&columns);
    let judged = mapping.unwrap_or(guess);
    let fault = |row: &StringRecord| identity_in(row, judged, judged.name?).err();
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    let (mut total, mut refused) = (0, 0);
    for row in table.records() {
        match row {
            Ok(row) => {
                let fault = fault(&row);
                refused += u64::from(fault.is_some());
                if rows.len() < PREVIEW_ROWS {
                    rows.push(row.iter().map(str::to_owned).collect());
                    faults.push(fault);
                }
            }
            Err(error) if error.is_io_error() => return Err(TableError::Read(io_error(error))),
            Err(_) => refused += 1,
        }
        total += 1;
    }
    Ok(CsvPreview { path: path.to_owned(), columns, rows, total, guess, judged, refused, faults })
}

impl GroupStore {
    /// Adds a customer for each row of the table. `log` is called with the codes of each batch before it is written;
    /// if it fails nothing of that batch is.
    pub fn import_customers(
        &mut self,
        path: &Path,
        mapping: CsvMapping,
        watch: &mut Watch<'_>,
        mut log: impl FnMut(&[ClientCode]) -> Result<(), NotLogged>,
    ) -> Result<TableOutcome, TableError> {
        self.writable()?;
        self.identities()?;
        let name_column = mapping.name.ok_or(TableError::NoNameColumn)?;
        let (mut table, size_bytes) = open(path)?;
        let mut outcome = TableOutcome::default();
        let mut batch = Vec::new();
        let mut row = StringRecord::new();
        let mut progress =
            Progress { stage: "customers", total_bytes: Some(size_bytes), ..Progress::default() };
        loop {
            let read = table.read_record(&mut row);
            let line = row.position().map_or_else(|| table.position().line(), csv::Position::line);
            match read {
                Ok(false) => break,
                Ok(true) => match identity_in(&row, mapping, name_column) {
                    Ok(identity) => batch.push(identity),
                    Err(reason) => outcome.refuse(line, reason),
                },
                Err(error) if error.is_io_error() => return Err(TableError::Read(io_error(error))),
                Err(_) => outcome.refuse(line, "unreadable"),
            }
            if batch.len() == BATCH {
                if watch.go_on().is_err() {
                    outcome.cancelled = true;
                    return Ok(outcome);
                }
                outcome.added += self.add_batch(std::mem::take(&mut batch), &mut log)?;
                progress.done = outcome.added;
                progress.done_bytes = table.position().byte();
                watch.tell(&progress);
            }
        }
        outcome.added += self.add_batch(batch, &mut log)?;
        Ok(outcome)
    }

    /// Codes first, identities second, each in one transaction.
    fn add_batch(
        &mut self,
        batch: Vec<Identity>,
        log: &mut impl FnMut(&[ClientCode]) -> Result<(), NotLogged>,
    ) -> Result<u64, TableError> {
        if batch.is_empty() {
            return Ok(0);
        }
        let mut codes = Vec::with_capacity(batch.len());
        for _ in &batch {
            codes.push(self.draw_code()?);
        }
        log(&codes)?;
        let now = self.group.setting.clock.wall();
        self.records.write(|writing| {
            for code in &codes {
                insert_code(writing, *code, now)?;
            }
            Ok::<_, RecordsError>(())
        })?;
        self.identities_mut()?.write(|writing| {
            for (code, identity) in codes.iter().zip(&batch) {
                insert_identity(writing, *code, identity)?;
            }
            Ok::<_, RecordsError>(())
        })?;
        Ok(batch.len() as u64)
    }
}

impl TableOutcome {
    fn refuse(&mut self, line: u64, reason: &'static str) {
        if self.refused.len() < REFUSED_AT_MOST {
            self.refused.push((line, reason));
        }
    }
}

fn open(path: &Path) -> Result<(csv::Reader<Box<dyn Read>>, u64), TableError> {
    let file = File::open(path).map_err(TableError::Read)?;
    let about = file.metadata().map_err(TableError::Read)?;
    if !about.is_file() {
        return Err(TableError::Read(std::io::ErrorKind::InvalidInput.into()));
    }
    let source = TableSource::open(file).map_err(TableError::Read)?;
    let delimiter = source.delimiter;
    let reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(true)
        .from_reader(Box::new(source.text) as Box<dyn Read>);
    Ok((reader, about.len()))
}

fn identity_in(row: &StringRecord, mapping: CsvMapping, name: usize) -> Result<Identity, &'static str> {
    let cell = |column: Option<usize>| column.and_then(|column| row.get(column)).unwrap_or("").to_owned();
    let draft = IdentityDraft {
        name: cell(Some(name)),
        email: cell(mapping.email),
        phone: cell(mapping.phone),
        address: cell(mapping.address),
        notes: cell(mapping.notes),
    };
    Identity::judge(&draft).map_err(|error| match error {
        RecordsError::BadInput { why: "empty", .. } => "empty-name",
        RecordsError::BadInput { why, .. } => why,
        _ => "unreadable",
    })
}

/// Names of columns as people write them, in English and Romanian, folded.
const NAMES: [&str; 7] = ["name", "full name", "customer", "client", "nume", "nume complet", "denumire"];
const EMAILS: [&str; 5] = ["email", "e-mail", "mail", "email address", "adresa de e-mail"];
const PHONES: [&str; 6] = ["phone", "telephone", "mobile", "tel", "telefon", "mobil"];
const ADDRESSES: [&str; 6] = ["address", "postal address", "adresa", "domiciliu", "street", "strada"];
const NOTES: [&str; 6] = ["notes", "note", "remarks", "comments", "observatii", "mentiuni"];

fn guess_mapping(columns: &[String]) -> CsvMapping {
    let folded: Vec<String> = columns.iter().map(|column| sorting_key(column.trim())).collect();
    let exactly = |words: &[&str]| folded.iter().position(|column| words.contains(&column.as_str()));
    let containing =
        |words: &[&str]| folded.iter().position(|column| words.iter().any(|word| column.contains(word)));
    let mut guess = CsvMapping {
        name: exactly(&NAMES),
        email: exactly(&EMAILS).or_else(|| containing(&["mail"])),
        phone: exactly(&PHONES).or_else(|| containing(&["phone", "telefon", "mobil"])),
        address: exactly(&ADDRESSES),
        notes: exactly(&NOTES),
    };
    let free =
        |column: &usize| ![guess.email, guess.phone, guess.address, guess.notes].contains(&Some(*column));
    guess.name = guess.name.or_else(|| containing(&["name", "nume", "client"]).filter(free));
    let taken = |column: &usize| ![guess.name, guess.email, guess.phone].contains(&Some(*column));
    guess.address = guess.address.or_else(|| containing(&["address", "adres"]).filter(taken));
    guess
}

fn io_error(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        _ => std::io::ErrorKind::InvalidData.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_guessed_in_both_languages() {
        let columns = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let guess = guess_mapping(&columns(&["Nr", "Nume", "Telefon", "Adresă", "Observații", "E-mail"]));
        let expected =
            CsvMapping { name: Some(1), email: Some(5), phone: Some(2), address: Some(3), notes: Some(4) };
        assert_eq!(guess, expected);
        let guess = guess_mapping(&columns(&["Customer name", "Email address", "Mobile phone"]));
        assert_eq!((guess.name, guess.email, guess.phone, guess.address), (Some(0), Some(1), Some(2), None));
    }
}
