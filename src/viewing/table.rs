//! Comma-, semicolon- or tab-separated values into a table.

use crate::document::Table;

use super::text;

/// The most rows that are shown.
const ROWS: usize = 100_000;

/// The most columns that are shown.
const COLUMNS: usize = 200;

/// The longest cell that is shown, in Unicode scalar values.
const CELL_CHARS: usize = 2_000;

/// Reads bytes as a table. `Err` is the key of the reason why not.
pub(super) fn read(content: &[u8]) -> Result<Table, &'static str> {
    let (decoded, _) = text::decode(content)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter_of(&decoded))
        .has_headers(false)
        .flexible(true)
        .from_reader(decoded.as_bytes());
    let mut cut = false;
    let mut rows = Vec::new();
    for row in reader.records() {
        if rows.len() > ROWS {
            cut = true;
            break;
        }
        let row = row.or(Err("damaged"))?;
        cut |= row.len() > COLUMNS;
        rows.push(row.iter().take(COLUMNS).map(cell).collect::<Vec<_>>());
    }
    let mut rows = rows.into_iter();
    Ok(Table { head: rows.next().unwrap_or_default(), rows: rows.collect(), cut })
}

fn cell(text: &str) -> String {
    text.chars().take(CELL_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The separator that occurs most often in the first line; a comma if none does.
pub(crate) fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_told_from_the_first_line() {
        for (text, delimiter) in [("a,b", b','), ("a;b,c;d", b';'), ("a\tb", b'\t'), ("alone", b',')] {
            assert_eq!(delimiter_of(text), delimiter, "{text}");
        }
    }

    #[test]
    fn rows_may_have_different_lengths() {
        let table = read("nume;oraș\n\"Pop; Ana\";Iași;x\nIon\n".as_bytes()).unwrap();
        assert_eq!(table.head, ["nume", "oraș"]);
        assert_eq!(table.rows, [vec!["Pop; Ana", "Iași", "x"], vec!["Ion"]]);
    }
}
