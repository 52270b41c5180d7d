//! What may be asked about people: drafts, screening, the agreement, grants, and what needs a second person.

use std::path::PathBuf;

use crate::app::snapshot::{DraftWish, GrantWidth, ScreeningForm, WaitingNumber};
use crate::base::clock::WallTime;
use crate::base::id::{AccountId, DraftId, GroupId};
use crate::crypto::secret::Password;
use crate::texts::Language;

use super::GivenFactor;

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
    /// What they give besides it.
    pub factor: GivenFactor,
}

/// One thing that is asked for about people. Acts with a [`Consent`] that needs more than was given are answered by
/// [`Answer::SecondNeeded`](crate::app::event::Answer::SecondNeeded), and nothing is done.
pub enum PeopleWish {
    /// Everyone and every draft.
    List,
    /// Write down a new account.
    Draft(DraftWish),
    /// Drop a draft.
    DropDraft(DraftId),
    /// Enrol the person of a draft, who typed their own password.
    Enrol {
        /// The draft.
        draft: DraftId,
        /// The person's password.
        password: Password,
        /// A new supervisor needs two.
        consent: Consent,
    },
    /// Record a screening.
    Screen {
        /// What was checked.
        form: ScreeningForm,
        /// It needs two.
        consent: Consent,
    },
    /// What was checked of a person.
    OpenScreening(AccountId),
    /// A supervisor whom nobody else could screen renews the exemption.
    RenewExemption {
        /// Why, in writing.
        reason: String,
    },
    /// Give a screened person the registry's key.
    Admit(AccountId),
    /// Write a group again under new keys, where that is owed; goes on where it was stopped.
    Rekey(GroupId),
    /// A text of the agreement.
    OpenAgreement {
        /// Which; the current one if none is named.
        version: Option<u32>,
        /// In which language.
        language: Language,
    },
    /// Sign the current text.
    SignAgreement {
        /// The full name as typed.
        typed_name: String,
        /// The language of the text that was read.
        language: Language,
    },
    /// Save a signed copy as a PDF.
    SaveSigned {
        /// Whose; one's own if none is named.
        account: Option<AccountId>,
        /// The file.
        path: PathBuf,
        /// The language of its labels.
        language: Language,
    },
    /// Send a signed copy to the printer.
    PrintSigned {
        /// Whose; one's own if none is named.
        account: Option<AccountId>,
        /// The language of its labels.
        language: Language,
    },
    /// Who signed what.
    Register,
    /// What is different between two versions.
    DiffAgreement {
        /// The older.
        from: u32,
        /// The newer.
        to: u32,
        /// In which language.
        language: Language,
    },
    /// What a text that is being written would change.
    DiffDraftText {
        /// The text.
        text: String,
        /// Its language.
        language: Language,
    },
    /// Publish a new text in both languages.
    PublishAgreement {
        /// English.
        english: String,
        /// Romanian.
        romanian: String,
        /// It needs two.
        consent: Consent,
    },
    /// People by groups.
    Grants,
    /// Grant a group, or more of it.
    Grant {
        /// To whom.
        account: AccountId,
        /// The group.
        group: GroupId,
        /// How much of it.
        width: GrantWidth,
        /// Until when.
        until: Option<WallTime>,
        /// Widening needs two.
        consent: Consent,
    },
    /// Take a group back.
    Revoke {
        /// From whom.
        account: AccountId,
        /// The group.
        group: GroupId,
        /// What is left to them: nothing, or the records alone.
        leave: Option<GrantWidth>,
        /// Why.
        reason: String,
    },
    /// Sign that what stands granted is still needed, of one person or of everyone.
    ReviewGrants(Option<AccountId>),
    /// One's own page.
    Own,
    /// Someone leaves: their account is closed at once, and what they held is owed to be renewed.
    Leave {
        /// Who.
        account: AccountId,
        /// Why.
        reason: String,
    },
    /// Their password, stick or token may be in other hands: their account is closed, a slip is made, and the vault is
    /// locked.
    Suspect {
        /// Who.
        account: AccountId,
        /// Why.
        reason: String,
        /// Where the slip goes.
        to: SlipTo,
        /// The language of the slip.
        language: Language,
    },
    /// The slip about an account that is closed, once more.
    Slip {
        /// Whose.
        account: AccountId,
        /// Where it goes.
        to: SlipTo,
        /// Its language.
        language: Language,
        /// The vault is locked once it is made: the closing, on suspicion, could not make it.
        lock: bool,
    },
    /// What waits for a second person.
    Waiting,
    /// Agree to a request, refuse it, or take back one's own.
    Answer {
        /// Which.
        number: WaitingNumber,
        /// Yes or no.
        agreed: bool,
    },
    /// Do what was agreed to and hands keys on: make the grant, or the new keys and write the group again.
    CarryOut(WaitingNumber),
    /// What a supervisor did alone and nobody ratified.
    Alone,
    /// Ratify all of it that this person may.
    Ratify,
    /// Groups whose keys are owed to be renewed.
    Owed,
    /// The rules of the house.
    Settings,
    /// Change one rule.
    ChangeSetting {
        /// The key of the rule.
        rule: String,
        /// The new value, in the rule's unit.
        value: u64,
        /// It needs two.
        consent: Consent,
    },
    /// Set the time that counts to what the wall clock says.
    CorrectClock {
        /// Why.
        reason: String,
        /// It needs two.
        consent: Consent,
    },
}

/// Where a slip goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipTo {
    /// To the printer.
    Printer,
    /// Into this file, as a PDF.
    File(PathBuf),
}

impl PeopleWish {
    /// How it gets its second signature, if it may need one.
    pub const fn consent_mut(&mut self) -> Option<&mut Consent> {
        match self {
            Self::Enrol { consent, .. }
            | Self::Screen { consent, .. }
            | Self::PublishAgreement { consent, .. }
            | Self::Grant { consent, .. }
            | Self::ChangeSetting { consent, .. }
            | Self::CorrectClock { consent, .. } => Some(consent),
            _ => None,
        }
    }
}
