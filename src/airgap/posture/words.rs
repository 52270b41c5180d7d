//! A row in the reader's language: the same words on the screen, on paper and on the command line.

use super::{Fact, Row};
use crate::airgap::finding::Verdict;
use crate::texts::{Texts, Value};

impl Row {
    /// What it is about, in a word or two.
    pub fn name(&self, texts: &Texts) -> String {
        texts.text(&format!("posture-{}", self.subject().key())).to_owned()
    }

    /// What it means.
    pub fn why(&self, texts: &Texts) -> String {
        texts.text(&format!("posture-{}-why", self.subject().key())).to_owned()
    }

    /// What was seen.
    pub fn said(&self, texts: &Texts) -> String {
        self.with(&format!("posture-{}", self.seen.key()), texts)
    }

    /// What to do; nothing where it is green.
    pub fn next(&self, texts: &Texts) -> Option<String> {
        (self.colour() != Verdict::Green)
            .then(|| self.with(&format!("posture-{}-do", self.seen.key()), texts))
    }

    fn with(&self, key: &str, texts: &Texts) -> String {
        let named: Vec<(&str, Value<'_>)> = self
            .facts
            .iter()
            .map(|(name, fact)| {
                let value = match fact {
                    Fact::Word(word) => word.into(),
                    Fact::Count(count) => (*count).into(),
                    Fact::Bytes(bytes) => texts.size(*bytes).into(),
                };
                (*name, value)
            })
            .collect();
        texts.with(key, &named)
    }
}
