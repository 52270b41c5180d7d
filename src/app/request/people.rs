//! What may be asked about people: drafts, screening, the agreement, grants, and what needs a second person.

use crate::crypto::secret::Password;

/// How an act that needs two gets its second signature.
#[derive(Default)]
pub enum Consent {
    /// Nothing was said. If one signature is enough the act is done; else it is answered by what is needed.
    #[default]
    Unsaid,
    /// A second person authenticates now, without ending the first one's session.
    Second(Second),
    /// The founding period: alone, with a written reason that the second supervisor will read.
    Alone(String),
    /// It waits, with a reason, until a second person answers.
    Later(String),
}

/// A second person who authenticates on the same screen, for one act.
pub struct Second {
    /// The login name as typed.
    pub login: String,
    /// The password as typed.
    pub password: Password,
}
