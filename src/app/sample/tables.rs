//! Tables of amounts and readings, and their CSV form (RFC 4180).

use super::dice::Dice;

/// Rows of cells; the first row is the head.
pub(super) type Table = Vec<Vec<String>>;

/// A payment or reading table.
pub(super) fn table(dice: &mut Dice, romanian: bool) -> Table {
    let head: [&str; 5] = if romanian {
        ["Data", "Poziția", "Cantitate", "Valoare (lei)", "Observații"]
    } else {
        ["Date", "Item", "Quantity", "Amount", "Remarks"]
    };
    let items: [&str; 6] = if romanian {
        ["Consultație", "Analize de sânge", "Rată, principal", "Rată, dobândă", "Radiografie", "Primă lunară"]
    } else {
        [
            "Consultation",
            "Blood panel",
            "Instalment, principal",
            "Instalment, interest",
            "X-ray",
            "Monthly premium",
        ]
    };
    let remarks: [&str; 4] = if romanian {
        ["", "achitat", "restanță; revenim", ""]
    } else {
        ["", "paid", "late, reminder sent", ""]
    };
    let mut rows = vec![head.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()];
    let year = dice.between(2024, 2026);
    for number in 0..dice.between(12, 160) {
        let (month, day) = (number % 12 + 1, dice.between(1, 28));
        rows.push(vec![
            format!("{year}-{month:02}-{day:02}"),
            dice.pick(&items).to_owned(),
            dice.between(1, 4).to_string(),
            format!("{}.{:02}", dice.between(12, 4_800), dice.below(100)),
            dice.pick(&remarks).to_owned(),
        ]);
    }
    rows
}

/// The table as CSV in UTF-8.
pub(super) fn csv(table: &Table) -> Vec<u8> {
    let lines: Vec<String> =
        table.iter().map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",")).collect();
    (lines.join("\r\n") + "\r\n").into_bytes()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
