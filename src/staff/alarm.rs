//! What is wrong with a vault whose keyslot opened: each has a name, and none is opened past.

use crate::base::id::{AccountId, GroupId};
use crate::keys::place::KeyKind;
use crate::keys::statement::StatementError;
use crate::store::StoreError;

/// A vault that was changed from outside, or damaged: why it is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Alarm {
    /// The registry could not be read.
    #[error(transparent)]
    RegistryUnreadable(#[from] StoreError),
    /// There is no founding statement, or not the one the keyslot names.
    #[error("the founding statement is not the one this account was made under")]
    OtherFounding,
    /// A statement is no statement.
    #[error("statement {0} is malformed")]
    Malformed(u64),
    /// A number is missing, repeated or out of order.
    #[error("statement {0} is out of order")]
    Number(u64),
    /// A statement does not name the hash of the one before.
    #[error("statement {0} does not follow from the one before")]
    BrokenChain(u64),
    /// A signature does not verify with the signer's key.
    #[error("statement {0} is not signed by whom it says")]
    Signature(u64),
    /// The signer was not entitled to say this at this place in the chain.
    #[error("statement {0} was made without the authority to make it: {1}")]
    NoAuthority(u64, &'static str),
    /// The account that logged in is not in the statements, or under another login or other keys.
    #[error("the account that logged in is not the one the statements know")]
    OtherAccount(AccountId),
    /// The reader keys of the header are not those of the statements.
    #[error("the log's reader key in the header is not the one the statements name")]
    ReaderKey,
    /// The machine key is not the one the founding statement names.
    #[error("the machine key is not the one the founding statement names")]
    MachineKey,
    /// The registry's own key does not match its epoch statement.
    #[error("the registry is not the one the statements name")]
    OtherRegistry,
    /// A wrap is missing although a grant stands.
    #[error("the wrapped key of a grant is missing ({kind:?})")]
    WrapMissing {
        /// The kind of key.
        kind: KeyKind,
        /// Its group.
        group: Option<GroupId>,
    },
    /// A wrap is not the one whose hash was signed, or opens to another key.
    #[error("a wrapped key was swapped ({kind:?})")]
    WrapSwapped {
        /// The kind of key.
        kind: KeyKind,
        /// Its group.
        group: Option<GroupId>,
    },
    /// A group's row is missing, or its name does not open with the group's key.
    #[error("the name of group {0} is missing or was changed")]
    GroupFace(GroupId),
    /// A text of the agreement is not the one whose hash was signed.
    #[error("the text of version {0} of the agreement was changed")]
    AgreementText(u32),
    /// The account's anchor is missing, damaged or another's.
    #[error("the anchor of this account is missing or was changed")]
    Anchor,
    /// The registry or the statements are older than this account has seen.
    #[error("an older registry was put back")]
    RolledBack,
}

impl From<StatementError> for Alarm {
    fn from(error: StatementError) -> Self {
        match error {
            StatementError::Malformed(number) => Self::Malformed(number),
            StatementError::BadSignature(number) => Self::Signature(number),
        }
    }
}
