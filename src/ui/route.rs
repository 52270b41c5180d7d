//! The places of the window. A route says which screen is shown and of what; the screen itself is in `screens`.

use std::sync::Arc;

use jiff::civil::Date;

use crate::app::snapshot::{DraftRow, LogFilter, RecordRow, RestoredFace};
use crate::base::code::ClientCode;
use crate::base::id::{AccountId, GroupId, RecordId};

/// A screen and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// Which vault: recent, another folder, new, practice.
    Chooser,
    /// Making a new vault.
    Wizard {
        /// A practice vault.
        practice: bool,
        /// The folder, once it is chosen.
        folder: Option<std::path::PathBuf>,
    },
    /// Restoring a backup by recovery sheets: which medium, and where the vault is to be.
    FromBackup,
    /// Restoring a backup by recovery sheets, in a process that reaches around the place.
    BySheets,
    /// What the air-gap guard sees, in detail.
    AirGap,
    /// Login name and password.
    Unlock,
    /// The recovery sheets, when no supervisor can log in.
    Recovery,
    /// The records of a group, or all.
    Records {
        /// One group, or all that are granted.
        group: Option<GroupId>,
        /// One customer.
        customer: Option<ClientCode>,
    },
    /// One record, opened.
    Record {
        /// The group.
        group: GroupId,
        /// The record.
        record: RecordId,
        /// Its title, tags and notes are edited from the start.
        edit: bool,
    },
    /// The customers of a group, or all.
    Customers {
        /// One group, or all that are granted.
        group: Option<GroupId>,
    },
    /// One customer.
    Customer {
        /// The group.
        group: GroupId,
        /// The customer.
        code: ClientCode,
    },
    /// Adding a customer.
    NewCustomer {
        /// The group to start with.
        group: Option<GroupId>,
    },
    /// Importing customers from a table.
    ImportCustomers {
        /// The group to start with.
        group: Option<GroupId>,
    },
    /// Putting files in.
    AddFiles {
        /// The customer to start with.
        customer: Option<(GroupId, ClientCode)>,
        /// Files that were dropped.
        paths: Vec<std::path::PathBuf>,
    },
    /// Files were dropped that lie where the program does not reach.
    OutOfReach(Vec<std::path::PathBuf>),
    /// Taking copies out.
    Export {
        /// The group.
        group: GroupId,
        /// The records, as the list shows them.
        records: Vec<RecordRow>,
    },
    /// Deleting records for good.
    DeleteRecords {
        /// The group.
        group: GroupId,
        /// The records, as the list shows them.
        records: Vec<RecordRow>,
    },
    /// Deleting a customer for good.
    DeleteCustomer {
        /// The group.
        group: GroupId,
        /// The customer.
        code: ClientCode,
    },
    /// Moving a customer to another group.
    MoveCustomer {
        /// Where they are.
        from: GroupId,
        /// The customer.
        code: ClientCode,
    },
    /// The customer groups.
    Groups,
    /// Checking the whole vault.
    Check,
    /// Writing backups: what is plugged in, and what is owed.
    Backup,
    /// The media of the register.
    Media,
    /// Verifying what lies on a medium.
    Verify,
    /// Rehearsing a restore.
    Drill,
    /// Restoring a backup.
    Restore,
    /// Restoring a backup in the place of the vault, in a process that reaches around it.
    InPlace,
    /// A backup is in the place of the vault; nobody is logged in.
    Placed(Arc<RestoredFace>),
    /// The recovery sheets of the vault: which are in use, and replacing them.
    Sheets,
    /// What protects the workstation around the program.
    Posture,
    /// Everyone's account, for supervisors.
    People,
    /// The enrolment of a draft.
    Enrol(DraftRow),
    /// Recording a screening.
    Screening {
        /// Whose.
        account: AccountId,
        /// Their name.
        name: String,
    },
    /// The confidentiality agreement, to read and, where it is due, to sign.
    Agreement,
    /// Who signed what.
    Register,
    /// Writing the next text of the agreement.
    AgreementText,
    /// People by groups.
    Grants,
    /// What waits for a second person.
    Waiting,
    /// The rules of the house, and the clock.
    Settings,
    /// What a person sees of themselves.
    Own,
    /// The days of the access log that wait for review, and those that were reviewed.
    Log,
    /// One day of the access log.
    LogDay(Date),
    /// Events of the access log.
    LogEvents(Box<LogFilter>),
    /// The charts of the access log.
    LogCharts,
    /// Who opened a customer's file.
    Accesses(ClientCode),
    /// What can be counted of the access log without a key.
    LogCounts,
}

impl Route {
    /// Whether its screen shows customers or records, or keeps what was typed of them.
    pub(crate) const fn shows_content(&self) -> bool {
        matches!(
            self,
            Self::Records { .. }
                | Self::Record { .. }
                | Self::Customers { .. }
                | Self::Customer { .. }
                | Self::NewCustomer { .. }
                | Self::ImportCustomers { .. }
                | Self::AddFiles { .. }
                | Self::OutOfReach(_)
                | Self::Export { .. }
                | Self::DeleteRecords { .. }
                | Self::DeleteCustomer { .. }
                | Self::MoveCustomer { .. }
                | Self::Accesses(_)
        )
    }
}
