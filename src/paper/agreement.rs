//! The signed copy of the confidentiality agreement: the text as it was signed, on as many A4 pages as it takes, and
//! beneath it who signed, when, with which key, and the signature itself.

use super::NotSet;
use super::canvas::{BODY, CODE, HEADING, Ink, NOTE, SUBTITLE, Style, TITLE};
use super::flow::Flow;
use zeroize::Zeroizing;

/// How far the points of the agreement stand in.
const INDENT: f32 = 20.0;

const SMALL_CODE: Style = Style { size: 8.0, leading: 12.0, ..CODE };

/// What is on a signed copy.
pub struct SignedAgreement<'a> {
    /// The business.
    pub business: &'a str,
    /// The text that was signed, Markdown: headings, paragraphs and numbered points.
    pub text: &'a str,
    /// The name as typed.
    pub typed_name: &'a str,
    /// The login name.
    pub login: &'a str,
    /// When it was signed, in the reader's language.
    pub signed_at: &'a str,
    /// Until when it counts, in the reader's language.
    pub lapses_at: &'a str,
    /// The six words of the signer's public keys.
    pub key_words: &'a str,
    /// The number of the signed statement.
    pub statement: u64,
    /// The SHA-256 of the text, in hexadecimal.
    pub text_hash: &'a str,
    /// The Ed25519 signature of the statement, in hexadecimal.
    pub signature: &'a str,
    /// The vault's fingerprint, in words.
    pub vault_words: &'a str,
}

/// The texts of a signed copy in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedTexts {
    /// "Signed copy"
    pub title: String,
    /// "Signed in the vault with the key of the account"
    pub signature_title: String,
    /// "Name"
    pub name_label: String,
    /// "Signed"
    pub signed_label: String,
    /// "Counts until"
    pub lapses_label: String,
    /// "Fingerprint of the key"
    pub key_label: String,
    /// "Statement"
    pub statement_label: String,
    /// "SHA-256 of the text"
    pub hash_label: String,
    /// "Signature (Ed25519)"
    pub signature_label: String,
    /// "Vault fingerprint"
    pub vault_label: String,
    /// The line at the foot of each page.
    pub foot: String,
}

/// Sets a signed copy as a PDF.
pub fn signed_agreement(
    signed: &SignedAgreement<'_>,
    texts: &SignedTexts,
) -> Result<Zeroizing<Vec<u8>>, NotSet> {
    let mut flow = Flow::default();
    flow.paragraph(0.0, signed.business, SUBTITLE)?;
    for line in signed.text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        markdown(&mut flow, line)?;
    }
    signature(&mut flow, signed, texts)?;
    flow.set(&texts.title, &texts.foot)
}

/// Who signed, when and with what; never torn over two pages.
fn signature(flow: &mut Flow, signed: &SignedAgreement<'_>, texts: &SignedTexts) -> Result<(), NotSet> {
    const HEIGHT: f32 = 250.0;
    flow.room_for(HEIGHT);
    flow.gap(14.0);
    flow.paragraph(0.0, &texts.signature_title, HEADING)?;
    let name = format!("{} ({})", signed.typed_name, signed.login);
    let statement = signed.statement.to_string();
    let facts: [(&str, &str, Style); 8] = [
        (&texts.name_label, &name, HEADING),
        (&texts.signed_label, signed.signed_at, BODY),
        (&texts.lapses_label, signed.lapses_at, BODY),
        (&texts.key_label, signed.key_words, CODE),
        (&texts.vault_label, signed.vault_words, CODE),
        (&texts.statement_label, &statement, CODE),
        (&texts.hash_label, signed.text_hash, SMALL_CODE),
        (&texts.signature_label, signed.signature, SMALL_CODE),
    ];
    for (label, value, style) in facts {
        flow.gap(3.0);
        flow.paragraph(0.0, label, NOTE)?;
        for part in in_parts(value) {
            flow.paragraph(0.0, &part, style)?;
        }
    }
    Ok(())
}

/// Hexadecimal is torn into lines by us: it has no spaces.
fn in_parts(value: &str) -> Vec<String> {
    const MOST_CHARS: usize = 64;
    if value.contains(' ') {
        return vec![value.to_owned()];
    }
    let letters: Vec<char> = value.chars().collect();
    letters.chunks(MOST_CHARS).map(|part| part.iter().collect()).collect()
}

/// One line of Markdown: a heading, a numbered point or a paragraph. Marks of emphasis are left out.
fn markdown(flow: &mut Flow, line: &str) -> Result<(), NotSet> {
    let plain = line.replace("**", "");
    if let Some(title) = plain.strip_prefix("# ") {
        return flow.paragraph(0.0, title, TITLE);
    }
    if let Some(heading) = plain.trim_start_matches('#').strip_prefix(' ').filter(|_| plain.starts_with('#'))
    {
        flow.gap(6.0);
        return flow.paragraph(0.0, heading, HEADING);
    }
    flow.gap(5.0);
    match plain.split_once(". ").filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit())) {
        Some((number, point)) => {
            flow.room_for(BODY.leading);
            flow.place(0.0, 0.0, format!("{number}."), Style { ink: Ink::Muted, ..BODY });
            flow.paragraph(INDENT, point, BODY)
        }
        None => flow.paragraph(0.0, &plain, BODY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(text: &str) -> Vec<u8> {
        let label = |text: &str| text.to_owned();
        let texts = SignedTexts {
            title: label("Signed copy"),
            signature_title: label("Signed in the vault"),
            name_label: label("Name"),
            signed_label: label("Signed"),
            lapses_label: label("Counts until"),
            key_label: label("Key"),
            statement_label: label("Statement"),
            hash_label: label("SHA-256"),
            signature_label: label("Signature"),
            vault_label: label("Vault"),
            foot: label("Strongroom"),
        };
        let signed = SignedAgreement {
            business: "Marin & Fiii",
            text,
            typed_name: "Ștefan Țîru",
            login: "stefan",
            signed_at: "22.11.2026",
            lapses_at: "22.11.2027",
            key_words: "harbor velvet anchor pigeon lunar orbit",
            statement: 12,
            text_hash: &"ab".repeat(32),
            signature: &"cd".repeat(64),
            vault_words: "cactus meadow harbor velvet anchor pigeon",
        };
        signed_agreement(&signed, &texts).unwrap().to_vec()
    }

    fn read(pdf: &[u8]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copy.pdf");
        std::fs::write(&path, pdf).unwrap();
        let out =
            std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
        String::from_utf8(out.stdout).unwrap()
    }

    #[test]
    fn the_agreement_and_its_signature_can_be_read() {
        for text in
            [include_str!("../../assets/agreements/en.md"), include_str!("../../assets/agreements/ro.md")]
        {
            let said = read(&copy(text));
            let last = text.lines().rev().find(|line| !line.is_empty()).unwrap();
            let words: Vec<&str> = last.split(' ').take(5).collect();
            for expected in [
                &words.join(" "),
                "9.",
                "Ștefan Țîru (stefan)",
                "22.11.2027",
                "harbor velvet",
                &"cd".repeat(32),
            ] {
                assert!(said.contains(expected), "{expected}\n{said}");
            }
            assert!(!said.contains("**"));
        }
    }

    #[test]
    fn a_long_text_takes_more_pages_and_its_signature_stands_whole() {
        let long = "# Title\n\n".to_owned()
            + &"1. A point that says the same as every other point here.\n".repeat(200);
        let said = read(&copy(&long));
        let pages: Vec<&str> = said.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() > 3, "{}", pages.len());
        let last = pages.last().unwrap();
        assert!(last.contains("Signed in the vault") && last.contains(&"cd".repeat(32)), "{last}");
        // How wide the spaces between the numbers come out is the reader's affair.
        let foot = pages[0].replace(' ', "");
        assert!(foot.contains(&format!("1/{}", pages.len())), "{foot}");
    }
}
