//! Recovery sheets as they are typed into the window, word by word: each word is looked up at once, a whole sheet is
//! judged, and a mistyped word is asked for again alone. What the sheets then do is `recovery`'s.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::crypto::secret::Password;
use crate::keys::recovery::{SHEET_WORDS, SHEETS_NEEDED, Sheet, SheetError};
use crate::keys::words;

/// The words of one sheet as they are typed. Wiped when dropped.
#[derive(Default)]
pub struct SheetEntry {
    words: Zeroizing<Vec<String>>,
    /// Places, from 0, whose words are to be typed again.
    again: VecDeque<usize>,
}

/// A whole sheet, and its words as they were typed.
pub struct TypedSheet {
    sheet: Sheet,
    words: Zeroizing<String>,
}

/// A sheet on its way from the worker to who asked, who takes it; so that no copy stays behind.
pub struct ReadSheet(Mutex<Option<TypedSheet>>);

impl ReadSheet {
    /// The sheet, the first time.
    pub fn take(&self) -> Option<TypedSheet> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl From<Sheet> for ReadSheet {
    fn from(sheet: Sheet) -> Self {
        let words = sheet.words();
        let text = Zeroizing::new(words.join(" "));
        Self(Mutex::new(Some(TypedSheet { sheet, words: text })))
    }
}

/// What came of a word.
pub enum Offered {
    /// It is in the list; more are needed.
    Taken,
    /// It is not in the list.
    NotAWord,
    /// All are there and the sheet is whole.
    Whole(Box<TypedSheet>),
    /// All are there and something is wrong. Where it can be known what, those words are asked for again, else all.
    Wrong(SheetError),
}

impl SheetEntry {
    /// Which word is asked for, from 1.
    pub fn place(&self) -> usize {
        self.again.front().copied().unwrap_or(self.words.len()) + 1
    }

    /// How many words a sheet has.
    pub const fn of() -> usize {
        SHEET_WORDS
    }

    /// How much of the sheet is typed, 0 to 1.
    pub fn share(&self) -> f32 {
        let count = |words: usize| f32::from(u8::try_from(words).unwrap_or(u8::MAX));
        count(self.words.len()) / count(SHEET_WORDS)
    }

    /// Nothing was typed yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Forgets the word before; nothing while single words are asked for again.
    pub fn back(&mut self) {
        if self.again.is_empty() {
            drop(self.words.pop().map(Zeroizing::new));
        }
    }

    /// Takes the word that is asked for, or several with spaces between them: in any case, whole or their first four
    /// letters. Stops at the first that is not in the list.
    pub fn offer(&mut self, typed: &Password) -> Offered {
        // EXPOSE: words are looked up, and join the others, which are wiped.
        let typed = typed.expose_nfc();
        let mut last = Offered::Taken;
        for word in typed.split_whitespace() {
            last = self.offer_one(word);
            if !matches!(last, Offered::Taken) {
                break;
            }
        }
        last
    }

    fn offer_one(&mut self, word: &str) -> Offered {
        if !words::is_word(word) {
            return Offered::NotAWord;
        }
        match self.again.pop_front().and_then(|place| self.words.get_mut(place)) {
            Some(before) => drop(Zeroizing::new(std::mem::replace(before, word.to_owned()))),
            None => self.words.push(word.to_owned()),
        }
        if self.words.len() < SHEET_WORDS || !self.again.is_empty() {
            return Offered::Taken;
        }
        self.judge()
    }

    fn judge(&mut self) -> Offered {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        match Sheet::from_words(&words) {
            Ok(sheet) => {
                let words = Zeroizing::new(words.join(" "));
                *self = Self::default();
                Offered::Whole(Box::new(TypedSheet { sheet, words }))
            }
            Err(error) => {
                match error {
                    SheetError::Word(place) | SheetError::LikelyWord(place) => {
                        self.again.push_back(place - 1);
                    }
                    SheetError::Swapped(place) => self.again.extend([place - 1, place]),
                    _ => *self = Self::default(),
                }
                Offered::Wrong(error)
            }
        }
    }
}

/// The sheets that are together so far, all of one set, each once.
#[derive(Default)]
pub struct Sheets(Vec<TypedSheet>);

impl Sheets {
    /// Adds one.
    pub fn add(&mut self, typed: TypedSheet) -> Result<(), SheetError> {
        let mut others = self.0.iter().map(|other| &other.sheet);
        if others.clone().any(|other| other.set != typed.sheet.set) {
            return Err(SheetError::OtherSet);
        }
        if others.any(|other| other.number == typed.sheet.number) {
            return Err(SheetError::Repeated);
        }
        self.0.push(typed);
        Ok(())
    }

    /// Their numbers, in the order in which they came.
    pub fn numbers(&self) -> impl Iterator<Item = u8> {
        self.0.iter().map(|typed| typed.sheet.number)
    }

    /// How many more are needed; as many as ever where there is none yet.
    pub fn missing(&self) -> usize {
        let needed = self.0.first().map_or(SHEETS_NEEDED, |typed| typed.sheet.needed);
        usize::from(needed).saturating_sub(self.0.len())
    }

    /// None yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their words, each sheet's for itself.
    pub fn words(&self) -> Vec<Zeroizing<String>> {
        self.0.iter().map(|typed| typed.words.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::recovery::RecoverySeed;

    fn sheets() -> Vec<Sheet> {
        RecoverySeed::generate().split(3, 5).unwrap()
    }

    fn word(text: &str) -> Password {
        Password::from_text(Zeroizing::new(text.to_owned()))
    }

    fn type_all(entry: &mut SheetEntry, words: &[String]) -> Offered {
        entry.offer(&word(&words.join(" ")))
    }

    #[test]
    fn a_sheet_is_typed_word_by_word() {
        let all = sheets();
        let words = all[1].words();
        let mut entry = SheetEntry::default();
        assert!(matches!(entry.offer(&word("zzzz")), Offered::NotAWord));
        assert_eq!(entry.place(), 1);
        assert!(matches!(entry.offer(&word("abandon")), Offered::Taken));
        entry.back();
        let whole = type_all(&mut entry, &words);
        assert!(matches!(whole, Offered::Whole(typed) if typed.sheet.number == 2));
        assert!(entry.is_empty());
    }

    #[test]
    fn a_wrong_word_is_asked_for_again_alone() {
        let all = sheets();
        let right = all[0].words();
        let mut wrong = right.clone();
        wrong[7] = if right[7] == "abandon" { "zoo".to_owned() } else { "abandon".to_owned() };
        let mut entry = SheetEntry::default();
        let told = type_all(&mut entry, &wrong);
        assert!(matches!(told, Offered::Wrong(SheetError::LikelyWord(8))));
        assert_eq!(entry.place(), 8);
        assert!(matches!(entry.offer(&word(&right[7])), Offered::Whole(_)));
    }

    #[test]
    fn sheets_are_of_one_set_and_each_once() {
        let (one, other) = (sheets(), sheets());
        let typed = |sheet: &Sheet| match type_all(&mut SheetEntry::default(), &sheet.words()) {
            Offered::Whole(typed) => *typed,
            _ => panic!("the sheet is whole"),
        };
        let mut together = Sheets::default();
        assert_eq!(together.missing(), 3);
        together.add(typed(&one[0])).unwrap();
        assert_eq!(together.add(typed(&other[1])), Err(SheetError::OtherSet));
        assert_eq!(together.add(typed(&one[0])), Err(SheetError::Repeated));
        together.add(typed(&one[4])).unwrap();
        together.add(typed(&one[2])).unwrap();
        assert_eq!((together.missing(), together.numbers().collect::<Vec<_>>()), (0, vec![1, 5, 3]));
        assert_eq!(together.words()[1].split(' ').count(), 32);
    }
}
