//! CSV (RFC 4180) that a spreadsheet opens as what it is: UTF-8 with a mark that says so, every cell in quotes, and no cell
//! that could be taken for a formula.

/// U+FEFF, by which spreadsheets know UTF-8.
const MARK: char = '\u{feff}';

/// What formulas begin with, also in the wide letters that some spreadsheets take for the same.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// What may stand before a formula.
const BLANK: [char; 5] = [' ', '\t', '\r', '\n', '\u{a0}'];

/// The first row.
pub(super) fn head(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    format!("{MARK}{}", row(&names))
}

/// A row, its end included.
pub(super) fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

/// A cell. One that would be a formula gets an apostrophe in front, which makes it a text.
fn cell(text: &str) -> String {
    let formula = text.trim_start_matches(BLANK).starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// How many rows a table has, the first one included: ends of lines that are not within quotes.
pub(super) fn rows_in(table: &str) -> u64 {
    let (mut rows, mut quoted, mut before) = (0, false, '\0');
    for letter in table.chars() {
        match letter {
            '"' => quoted = !quoted,
            '\n' if before == '\r' && !quoted => rows += 1,
            _ => {}
        }
        before = letter;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n", "＝1", "=HYPERLINK(\"x\")"]
        {
            assert!(cell(text).starts_with("\"'"), "{text:?}");
        }
        for text in ["", "a=1", "2026-11-22", "ștampilă", "1"] {
            assert_eq!(cell(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn quotes_commas_and_lines_stay_in_their_cell() {
        let cells = ["a \"b\", c".to_owned(), "two\r\nlines".to_owned()];
        assert_eq!(row(&cells), "\"a \"\"b\"\", c\",\"two\r\nlines\"\r\n");
        assert_eq!(rows_in(&(head(&["x", "y"]) + &row(&cells) + &row(&cells))), 3);
    }
}
