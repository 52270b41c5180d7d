//! E-mail messages as files (RFC 5322, MIME with 8-bit UTF-8 text, RFC 2047 subjects).

use super::dice::Dice;
use super::prose::{Letter, text};

/// The letter as a message.
pub(super) fn eml(letter: &Letter, dice: &mut Dice) -> Vec<u8> {
    let mut message = String::new();
    let mut header = |name: &str, value: &str| {
        message.push_str(name);
        message.push_str(": ");
        message.push_str(value);
        message.push_str("\r\n");
    };
    header(
        "From",
        &format!("{} <client{}@mail.example>", encoded(&letter.addressee), dice.between(100, 999)),
    );
    header("To", "Dumbrava Clinic <records@dumbrava.example>");
    header("Subject", &encoded(&letter.title));
    header("Date", &date(dice));
    header("Message-ID", &format!("<{:016x}@mail.example>", dice.next()));
    header("MIME-Version", "1.0");
    header("Content-Type", "text/plain; charset=utf-8");
    header("Content-Transfer-Encoding", "8bit");
    message.push_str("\r\n");
    message.push_str(&text(letter).replace('\n', "\r\n"));
    message.into_bytes()
}

fn date(dice: &mut Dice) -> String {
    let month =
        dice.pick(&["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]);
    let (day, year) = (dice.between(1, 28), dice.between(2024, 2026));
    format!("{day:02} {month} {year} {:02}:{:02}:00 +0200", dice.between(8, 18), dice.below(60))
}

/// The text as encoded words of RFC 2047 ("Q"), at most 75 characters each; plain ASCII stays as it is.
fn encoded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut words = vec![String::new()];
    for character in text.chars() {
        let mut bytes = [0; 4];
        let piece: String = if character.is_ascii_alphanumeric() {
            character.to_string()
        } else {
            character.encode_utf8(&mut bytes).bytes().map(|byte| format!("={byte:02X}")).collect()
        };
        if words.last().is_none_or(|word| word.len() + piece.len() > 60) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push_str(&piece);
        }
    }
    words.iter().map(|word| format!("=?utf-8?Q?{word}?=")).collect::<Vec<_>>().join("\r\n ")
}
