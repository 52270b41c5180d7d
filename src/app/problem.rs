//! What a person is told when something was not done: what happened, and what to do next.
//!
//! Every error of the house is widened into a [`Problem`] once, at this floor. A problem carries the keys of texts
//! (`problem-<key>` and `problem-<key>-next`), so that it is said in the reader's language, never a secret and never
//! a customer's name. A `why` that is one of [`WHY_KEYS`] is the key of a text (`why-<key>`); any other is for the
//! technician.

use std::fmt;

/// What happened and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The kind of problem: picks the texts and the exit code.
    pub kind: ProblemKind,
    /// What the texts name: a path that was asked for, a size, a date.
    pub details: Vec<(&'static str, String)>,
}

macro_rules! problem_kinds {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $code:literal;)*) => {
        /// The kinds of problems, each with its texts and its exit code (`DESIGN`: 1 refused or failed, 2 usage,
        /// 3 credentials, 4 damage, 5 not air-gapped, 6 no space, 7 lapsed;
        /// and 8, some of it was done).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemKind { $($(#[$doc])* $name,)* }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The key of the texts that say it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The exit code of a command that ends with it.
            pub const fn exit_code(self) -> u8 {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

problem_kinds! {
    /// Unknown account or wrong password: the same answer for both.
    WrongCredentials = "wrong-credentials", 3;
    /// Too many failed log-ins; `until` says when to try again.
    Throttled = "throttled", 3;
    /// Too many failed log-ins: a supervisor has to let the person try again.
    AskSupervisor = "ask-supervisor", 3;
    /// The workstation is on a network; `device` names the interface.
    NotAirGapped = "not-air-gapped", 5;
    /// The process is not confined as it must be for a real vault; `what` names what could be done.
    NotConfined = "not-confined", 1;
    /// The vault is open in another program.
    SeatTaken = "seat-taken", 1;
    /// The folder holds no vault; `path` names it.
    NoVault = "no-vault", 1;
    /// The folder is not empty, so no vault is made in it; `path` names it.
    FolderNotEmpty = "folder-not-empty", 1;
    /// The vault was made by a newer version.
    NewerFormat = "newer-format", 1;
    /// Something in the vault is damaged or was changed from outside; `what` names it.
    Damaged = "damaged", 4;
    /// The statements of the vault do not verify; `what` says which and why.
    StatementsRefused = "statements-refused", 4;
    /// The access log is shorter than it was seen to be: `whose` says by whom or what (`own`, `group` with its `name`,
    /// `checkpoint` or `break` with its number as `name`, `head`, `slip`, `file`), `seen` when, `then` and `now` how many
    /// frames; `may` is there for a person who may accept it.
    LogRolledBack = "log-rolled-back", 4;
    /// The access log is as long as it was seen to be, and another: details as before, and `agreed`, up to which frame
    /// it is known to be the same.
    LogForked = "log-forked", 4;
    /// The person's screening, agreement or account lapsed; `why` is the key of the reason, `see` names who can help.
    Lapsed = "lapsed", 7;
    /// A second person has to sign with the one logged in; `what` names those who can.
    SecondNeeded = "second-needed", 1;
    /// There is no second person for it: a written reason stands in.
    ReasonNeeded = "reason-needed", 1;
    /// The agreement is to be signed before anything else is done.
    MustSign = "must-sign", 7;
    /// The rules refuse it for this person; `why` is the key of the reason.
    Refused = "refused", 1;
    /// The group is closed.
    GroupClosed = "group-closed", 1;
    /// The group takes two people and is not open; `what` names it.
    GroupShut = "group-shut", 1;
    /// An account is not closed by someone who does not read the log, while others are here who do; `see` names them.
    NotLogReader = "not-log-reader", 1;
    /// Nothing with this name or code is there; `what` names it.
    NotFound = "not-found", 1;
    /// The name is in use; `what` names it.
    NameTaken = "name-taken", 1;
    /// Something typed does not fit; `what` names the field and why.
    BadInput = "bad-input", 2;
    /// The password does not keep the rules; `why` is the key of the reason.
    WeakPassword = "weak-password", 1;
    /// The numeric code does not keep the rules; `why` is the key of the reason.
    WeakCode = "weak-code", 1;
    /// Not the code; `left` says how many tries there are.
    WrongCode = "wrong-code", 3;
    /// No code leads back: too many wrong ones, or it ended with its session; only the full log-in is left.
    CodeGone = "code-gone", 3;
    /// The recovery sheets do not fit; `why` is the key of the reason, `what` the place of a word, `sheet` which sheet.
    Sheets = "sheets", 1;
    /// A file that was given as a keyfile is none; `path` names it.
    NotAKeyfile = "not-a-keyfile", 3;
    /// No token answers, or none that belongs to this vault.
    NoToken = "no-token", 3;
    /// The token is there and did not do it; `why` is the key of the reason.
    TokenRefused = "token-refused", 3;
    /// It needs the full log-in, not only the code.
    NeedsFullLogIn = "needs-full-log-in", 1;
    /// The disk has too little room; `free` and `needed` in bytes as text.
    NoSpace = "no-space", 6;
    /// A file outside the vault could not be read; `path` and `why`.
    CannotRead = "cannot-read", 1;
    /// A file outside the vault could not be written; `path` and `why`.
    CannotWrite = "cannot-write", 1;
    /// The event could not be made durable, so the act was not done; `why`.
    NotLogged = "not-logged", 1;
    /// The record is shown neither as text nor table nor picture; `why` is the key of the reason.
    NotShown = "not-shown", 1;
    /// The person stopped it.
    Cancelled = "cancelled", 1;
    /// The vault is locked.
    Locked = "locked", 1;
    /// What was asked for of the access log was taken to an archive; `before` is the first frame that is still here.
    LogArchived = "log-archived", 1;
    /// What was taken out of a log does not prove itself; `place` names the file or frame, `why` what is wrong with it.
    BadEvidence = "bad-evidence", 4;
    /// A medium is not used; `path` names it, `why` is the key of the reason.
    MediumRefused = "medium-refused", 6;
    /// A medium failed while it was written or read; `path` names the file, `why` is what the system says.
    MediumFailed = "medium-failed", 6;
    /// A medium has too little room; `free` and `needed` in bytes as text.
    MediumFull = "medium-full", 6;
    /// What lies on a medium is not what was written; `what` names the file and what is wrong with it.
    BackupDamaged = "backup-damaged", 4;
    /// A backup is being written: nothing else is done in the vault until it is whole.
    BackupRunning = "backup-running", 1;
    /// Other work goes on in the vault, and must end before a backup is written.
    WorkGoesOn = "work-goes-on", 1;
    /// No printer, or it refused; `why`.
    NotPrinted = "not-printed", 1;
    /// Some of it was done, and some was not: `done` and `failed` say how many. What failed was named before.
    Partly = "partly", 8;
    /// A fault of the program or the system; `why` is for the technician.
    Internal = "internal", 1;
}

/// The reasons that have texts (`why-<key>`).
pub const WHY_KEYS: &[&str] = &[
    // Not printed.
    "no-spooler",
    // Refused.
    "role",
    "no-records-grant",
    "no-identities-grant",
    "not-grantable",
    "person-not-screened",
    "person-not-agreed",
    "person-role",
    "not-a-sample",
    "other-folders",
    "inside-vault",
    "inside-medium",
    "no-break",
    "nothing-old",
    "no-restore-key",
    "vault-changed",
    // MediumRefused.
    "medium-not-apart",
    "medium-not-enrolled",
    "medium-foreign",
    "medium-enrolled",
    "medium-forged",
    "medium-read-only",
    "medium-empty",
    "medium-unreadable",
    "medium-out-of-reach",
    "medium-retired",
    "medium-copied",
    "medium-too-small",
    "medium-too-old",
    "medium-written-often",
    "medium-failed-before",
    "medium-device-worn",
    "medium-wrong-set",
    // Refused.
    "passwords-differ",
    "being-moved",
    "same-group",
    "group-in-use",
    "own-case",
    "second-is-first",
    "second-not-standing",
    "few-holders",
    "two-person-time",
    "second-holds-not",
    "grant-takes-two",
    "request",
    "renewal-only",
    // Lapsed.
    "not-screened",
    "not-admitted",
    "screening-lapsed",
    "inactive",
    "left",
    // WeakPassword.
    "too-short",
    "too-long",
    "too-common",
    "too-guessable",
    "names-the-person",
    "used-before",
    // Refused: second factors.
    "two-factors",
    "factor-twice",
    "slots-changed",
    // TokenRefused.
    "pin-needed",
    "pin-not-set",
    "pin-wrong",
    "token-blocked",
    "token-not-touched",
    "token-cannot",
    // WeakCode.
    "code-not-digits",
    "code-too-short",
    "code-too-long",
    "code-date",
    "code-pattern",
    // Sheets.
    "sheet-word",
    "sheet-words",
    "sheet-mistyped",
    "sheet-none",
    "sheet-newer",
    "sheet-other-set",
    "sheet-twice",
    "sheet-too-few",
    "sheet-other-vault",
    "sheet-other-backup",
    "sheet-replaced",
    "sheet-not-new",
    "sheet-picture-no-code",
    "sheet-picture-kind",
    "sheet-picture-large",
    "sheet-picture-damaged",
    // Refused: where sheets are saved.
    "sheet-same-folder",
    "sheet-same-medium",
    // CannotRead.
    "special-file",
    "changed-while-read",
    // BadInput.
    "input-empty",
    "input-too-long",
    "input-bad-character",
    "input-missing",
    "input-bad-line",
    // NotShown: the same keys as `not-shown-<key>`.
];

/// What was typed, where a problem of the kind [`ProblemKind::BadInput`] names a field: its label is the text
/// `field-<key>`. Any other `what` stands for itself.
pub const FIELD_KEYS: &[&str] = &[
    "business",
    "founder",
    "login",
    "job title",
    "exemption reason",
    "group-name",
    "screening",
    "typed name",
    "agreement",
    "end",
    "rule",
    "name",
    "email",
    "phone",
    "address",
    "notes",
    "title",
    "tags",
    "reason",
    "fingerprint",
    "label",
];

impl Problem {
    /// A problem of this kind that names nothing.
    pub const fn new(kind: ProblemKind) -> Self {
        Self { kind, details: Vec::new() }
    }

    /// Whether it says that something older was put back: supervisors may accept that.
    pub fn is_break(&self) -> bool {
        let older = self.details.iter().any(|(name, _)| *name == "older");
        matches!(self.kind, ProblemKind::LogRolledBack | ProblemKind::LogForked) || older
    }

    /// What was typed in this field does not fit, for this reason (one of [`WHY_KEYS`] without its `input-`).
    pub(crate) fn bad_input(field: &str, why: &str) -> Self {
        Self::new(ProblemKind::BadInput).with("what", field).with("why", format!("input-{why}"))
    }

    /// Says what was not found, or which name is taken; other problems stay as they are.
    #[must_use]
    pub(super) fn naming(mut self, what: impl fmt::Display) -> Self {
        if matches!(self.kind, ProblemKind::NotFound | ProblemKind::NameTaken) {
            self.details.retain(|(name, _)| *name != "what");
            self.details.push(("what", what.to_string()));
        }
        self
    }

    /// Says which path it was, where that is not said yet.
    #[must_use]
    pub(crate) fn at(self, path: impl fmt::Display) -> Self {
        if self.details.iter().any(|(name, _)| *name == "path") { self } else { self.with("path", path) }
    }

    /// Adds what the texts name as `$name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.details.push((name, value.to_string()));
        self
    }
}
