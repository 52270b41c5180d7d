//! The smallest Word and Excel files that the office programs open (ECMA-376, in a zip).

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::prose::Letter;
use super::tables::Table;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// The letter as a Word document.
pub(super) fn docx(letter: &Letter) -> Vec<u8> {
    let mut body = String::new();
    let lines = [&letter.title, &letter.date, &letter.addressee, &letter.greeting];
    for line in lines.into_iter().chain(&letter.paragraphs).chain([&letter.close]) {
        body.push_str("<w:p><w:r><w:t xml:space=\"preserve\">");
        body.push_str(&escaped(line));
        body.push_str("</w:t></w:r></w:p>");
    }
    let document = format!("{HEAD}<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    let part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    zipped(&[
        ("[Content_Types].xml", types(&[("/word/document.xml", part)])),
        ("_rels/.rels", links(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", document),
        // Nothing is linked to, yet what tells Word files from others expects a fourth entry.
        ("word/_rels/document.xml.rels", links(&[])),
    ])
}

/// The table as an Excel workbook with one sheet.
pub(super) fn xlsx(table: &Table) -> Vec<u8> {
    let mut rows = String::new();
    for row in table {
        rows.push_str("<row>");
        for cell in row {
            if !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
                rows.push_str(&format!("<c><v>{cell}</v></c>"));
            } else {
                rows.push_str(&format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(cell)));
            }
        }
        rows.push_str("</row>");
    }
    let sheet = format!("{HEAD}<worksheet xmlns=\"{SHEET}\"><sheetData>{rows}</sheetData></worksheet>");
    let book = format!(
        "{HEAD}<workbook xmlns=\"{SHEET}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/>\
         </sheets></workbook>"
    );
    let (book_part, sheet_part) = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
    );
    zipped(&[
        (
            "[Content_Types].xml",
            types(&[("/xl/workbook.xml", book_part), ("/xl/worksheets/1.xml", sheet_part)]),
        ),
        ("_rels/.rels", links(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", links(&[("worksheet", "worksheets/1.xml")])),
        ("xl/worksheets/1.xml", sheet),
    ])
}

fn types(parts: &[(&str, &str)]) -> String {
    let overrides: String = parts
        .iter()
        .map(|(name, kind)| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"))
        .collect();
    format!(
        "{HEAD}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    )
}

fn links(targets: &[(&str, &str)]) -> String {
    let links: String = targets
        .iter()
        .map(|(kind, to)| format!("<Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{to}\"/>"))
        .collect();
    format!("{HEAD}<Relationships xmlns=\"{LINKS}\">{links}</Relationships>")
}

fn zipped(files: &[(&str, String)]) -> Vec<u8> {
    let written = || -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default())?;
            zip.write_all(text.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    };
    written().expect("writing a few small files into memory does not fail")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
