//! What can be wrong with a file that was kept: kinds, each with the phrase that is kept in logs, notes and JSON, and the key
//! of its text. What a library or the system says in its own words has no kind.
//!
//! Said by the rooms that verify (`vault`, `staff`, `backup`, `app`); shown in the reader's language by screens.

macro_rules! wrongs {
    ($($name:ident = $key:literal, $phrase:literal;)*) => {
        /// What is wrong with a file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Wrong {
            $(#[doc = $phrase] $name,)*
        }

        impl Wrong {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// As it is kept, in English.
            pub const fn phrase(self) -> &'static str {
                match self { $(Self::$name => $phrase,)* }
            }

            /// The key of its text.
            pub const fn text_key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }
        }
    };
}

wrongs! {
    Missing = "wrong-missing", "it is missing";
    Size = "wrong-size", "its size is not what was written";
    Content = "wrong-content", "its content is not what was written";
    Bytes = "wrong-bytes", "its bytes are not what was written";
    NotOfGeneration = "wrong-not-of-generation", "it is not of this generation";
    NotPlain = "wrong-not-plain", "it is not a plain file";
    NoManifest = "wrong-no-manifest", "it is not a manifest of this version";
    OtherVault = "wrong-other-vault", "it is another vault's";
    NotByTwo = "wrong-not-by-two", "it is not signed by two";
    NotByPerson = "wrong-not-by-person", "it is not signed by a person";
    ByUnknown = "wrong-by-unknown", "it is signed by somebody who is not known";
    NotByMachine = "wrong-not-by-machine", "it is not signed by the machine";
    OtherStatement = "wrong-other-statement", "its last statement is not the manifest's";
    NoReaderKey = "wrong-no-reader-key", "the key that reads the access log is not among them";
    OtherRows = "wrong-other-rows", "it has not as many rows as it keeps count of";
    OtherRowsThen = "wrong-other-rows-then", "it has not as many rows as when it was copied";
    OtherMachineKey = "wrong-other-machine-key", "it is not the key that the founding statement names";
    OtherFounding = "wrong-other-founding", "it was made under another founding statement";
    OtherAccount = "wrong-other-account", "it belongs to another account";
    OtherWrap = "wrong-other-wrap", "its wrap is not the one that was signed for";
    NoWrap = "wrong-no-wrap", "it has no wrap of the epoch in use";
    NoStatement = "wrong-no-statement", "no statement names this group";
    UnknownFile = "wrong-unknown-file", "no vault of this version has such a file";
}

impl Wrong {
    /// The kind that was kept as this phrase.
    pub fn of(phrase: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|wrong| wrong.phrase() == phrase)
    }
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.phrase())
    }
}

impl From<Wrong> for String {
    fn from(wrong: Wrong) -> Self {
        wrong.phrase().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_phrase() {
        for wrong in Wrong::ALL {
            assert_eq!(Wrong::of(&wrong.to_string()), Some(*wrong));
        }
        assert_eq!(Wrong::of("no space left on device"), None);
    }
}
