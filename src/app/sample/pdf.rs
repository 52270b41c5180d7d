//! Letters as PDF 1.4: pages of real text in Helvetica, Romanian letters included (ISO 32000-1, 7 and 9.6).
//!
//! For the sample alone: nothing is embedded and nothing is compressed. What the program prints is `paper`'s.

use super::prose::{Letter, wrapped};

/// Lines on one page.
const PAGE_LINES: usize = 46;

/// Romanian letters that `WinAnsiEncoding` lacks: the byte they get here and the glyph's name.
const ROMANIAN: [(char, u8, &str); 6] = [
    ('ă', 128, "abreve"),
    ('Ă', 129, "Abreve"),
    ('ș', 130, "scommaaccent"),
    ('Ș', 131, "Scommaaccent"),
    ('ț', 132, "tcommaaccent"),
    ('Ț', 133, "Tcommaaccent"),
];

/// The letter as a PDF.
pub(super) fn write(letter: &Letter) -> Vec<u8> {
    let lines = lines(letter);
    let pages: Vec<&[String]> = lines.chunks(PAGE_LINES).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        page_tree(pages.len()),
        font(),
        stream(&to_unicode()),
        document_title(&letter.title),
    ];
    for (place, page) in pages.iter().enumerate() {
        let content = 7 + 2 * place;
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
                 /Resources << /Font << /F1 3 0 R >> >> >>"
            )
            .into_bytes(),
        );
        objects.push(stream(&page_content(page, place == 0)));
    }
    assemble(&objects)
}

fn lines(letter: &Letter) -> Vec<String> {
    let mut lines = vec![letter.title.clone(), String::new(), letter.date.clone(), letter.addressee.clone()];
    lines.push(String::new());
    lines.push(letter.greeting.clone());
    for paragraph in &letter.paragraphs {
        lines.push(String::new());
        lines.extend(wrapped(paragraph, 88));
    }
    lines.push(String::new());
    lines.push(letter.close.clone());
    lines
}

fn page_tree(count: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..count).map(|place| format!("{} 0 R", 6 + 2 * place)).collect();
    format!("<< /Type /Pages /Count {count} /Kids [{}] >>", kids.join(" ")).into_bytes()
}

fn font() -> Vec<u8> {
    let names: String = ROMANIAN.iter().map(|(_, _, name)| format!(" /{name}")).collect();
    format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R /Encoding << /Type /Encoding \
         /BaseEncoding /WinAnsiEncoding /Differences [128{names}] >> >>"
    )
    .into_bytes()
}

/// Which character each of our own bytes means, so that text can be searched and copied.
fn to_unicode() -> Vec<u8> {
    let own: String = ROMANIAN
        .iter()
        .map(|(letter, byte, _)| format!("<{byte:02X}> <{:04X}>\n", u32::from(*letter)))
        .collect();
    format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n\
         1 begincodespacerange <00> <FF> endcodespacerange\n\
         2 beginbfrange <20> <7E> <0020> <A0> <FF> <00A0> endbfrange\n\
         {} beginbfchar\n{own}endbfchar\nendcmap end end\n",
        ROMANIAN.len()
    )
    .into_bytes()
}

fn document_title(title: &str) -> Vec<u8> {
    let utf16: String = title.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<< /Title <FEFF{utf16}> >>").into_bytes()
}

fn page_content(lines: &[String], first: bool) -> Vec<u8> {
    let mut content = b"BT /F1 10 Tf 15 TL 62 776 Td\n".to_vec();
    for (place, line) in lines.iter().enumerate() {
        let heading = first && place == 0;
        if heading {
            content.extend_from_slice(b"/F1 16 Tf ");
        }
        content.push(b'(');
        content.extend(encoded(line));
        content.extend_from_slice(b") Tj T*");
        content.extend_from_slice(if heading { b" /F1 10 Tf\n" } else { b"\n" });
    }
    content.extend_from_slice(b"ET\n");
    content
}

/// The line in the font's encoding, with the characters that end a string escaped.
fn encoded(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len());
    for letter in line.chars() {
        let own = ROMANIAN.iter().find(|(known, ..)| *known == letter).map(|(_, byte, _)| *byte);
        match (own, u8::try_from(u32::from(letter))) {
            (Some(byte), _) => bytes.push(byte),
            (None, Ok(byte @ (b'(' | b')' | b'\\'))) => bytes.extend_from_slice(&[b'\\', byte]),
            (None, Ok(byte @ (0x20..=0x7e | 0xa0..=0xff))) => bytes.push(byte),
            (None, _) => bytes.push(b'?'),
        }
    }
    bytes
}

fn stream(content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
    object.extend_from_slice(content);
    object.extend_from_slice(b"\nendstream");
    object
}

/// The objects, numbered from 1, with the cross-reference table; object 1 is the catalogue, 5 the information.
fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::with_capacity(objects.len());
    for (number, object) in (1_usize..).zip(objects) {
        places.push(pdf.len());
        pdf.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        pdf.extend_from_slice(object);
        pdf.extend_from_slice(b"\nendobj\n");
    }
    let table = pdf.len();
    pdf.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        pdf.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    pdf.extend_from_slice(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    pdf
}
