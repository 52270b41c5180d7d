//! Letters of a few paragraphs, which the other writers turn into files.

use super::dice::Dice;
use super::titles::sentences;

/// A letter, before it has a form.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) title: String,
    pub(super) date: String,
    pub(super) addressee: String,
    pub(super) greeting: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) close: String,
}

/// A letter about `title` to the customer.
pub(super) fn letter(dice: &mut Dice, title: &str, name: &str, romanian: bool) -> Letter {
    let paragraphs = (0..dice.between(3, 14)).map(|_| paragraph(dice, romanian)).collect();
    let (year, month, day) = (dice.between(2024, 2026), dice.between(1, 12), dice.between(1, 28));
    let sign = dice.pick(&["Elena Radu", "Ioana Marin", "Thomas Ashworth", "Andrei Popa"]);
    Letter {
        title: title.to_owned(),
        date: format!("{year}-{month:02}-{day:02}"),
        addressee: name.to_owned(),
        greeting: if romanian { "Stimată doamnă, stimate domn," } else { "Dear Sir or Madam," }.to_owned(),
        paragraphs,
        close: if romanian { format!("Cu stimă, {sign}") } else { format!("Yours faithfully, {sign}") },
    }
}

fn paragraph(dice: &mut Dice, romanian: bool) -> String {
    let count = dice.between(2, 5);
    (0..count).map(|_| dice.pick(sentences(romanian))).collect::<Vec<_>>().join(" ")
}

/// The letter as plain text.
pub(super) fn text(letter: &Letter) -> String {
    let mut text = format!("{}\n{}\n{}\n\n", letter.title, letter.date, letter.addressee);
    for paragraph in &letter.paragraphs {
        for line in wrapped(paragraph, 78) {
            text.push_str(&line);
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(&letter.close);
    text.push('\n');
    text
}

/// Lines of at most about `width` characters, broken between words.
pub(super) fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        let fits =
            lines.last().is_none_or(|line| line.is_empty() || line.chars().count() + word.len() < width);
        if !fits {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
