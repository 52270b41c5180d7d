//! Everything a person or the program can do that the access log knows, each with its number.
//!
//! The numbers are on disk in every event: they are never reused and never change their meaning.

use super::numbered::numbered;

numbered! {
/// What is done. [`number`](Act::number) is what the log keeps.
Act {
    /// The program was started on this vault.
    ProgramStart = 1, "program-start";
    /// The program ends in order.
    ProgramEnd = 2, "program-end";
    /// The wall clock jumped against the time since boot.
    ClockJump = 3, "clock-jump";
    /// The disk is full; written from the reserve.
    DiskFull = 4, "disk-full";
    /// A torn last frame was set aside.
    TornTail = 5, "torn-tail";
    /// The log that counts failed log-ins, or the file beside it, was deleted or put back.
    TriesReset = 6, "tries-reset";
    /// A supervisor let someone try again who failed to log in too often.
    LogInRelease = 9, "log-in-release";
    /// Someone logged in.
    LogIn = 10, "log-in";
    /// A log-in failed.
    LogInFailed = 11, "log-in-failed";
    /// A log-in was not tried, because too many failed before.
    LogInThrottled = 12, "log-in-throttled";
    /// The vault was locked.
    Lock = 13, "lock";
    /// The vault was not opened because the machine is on a network.
    NetworkRefused = 14, "network-refused";
    /// What the air-gap guard sees changed.
    AirGapChange = 15, "air-gap-change";
    /// A numeric code for coming back was set or dropped.
    CodeSet = 16, "code-set";
    /// A numeric code was wrong.
    CodeFailed = 17, "code-failed";
    /// A person changed their password.
    PasswordChange = 18, "password-change";
    /// A person added or removed a keyfile or a token.
    FactorChange = 19, "factor-change";
    /// A vault was founded.
    VaultFound = 20, "vault-found";
    /// Recovery sheets were printed or saved.
    SheetsIssue = 21, "sheets-issue";
    /// The whole vault was checked.
    VaultCheck = 22, "vault-check";
    /// Content that no row names was swept.
    VaultRepair = 23, "vault-repair";
    /// A customer group was made.
    GroupMake = 30, "group-make";
    /// A customer group was renamed.
    GroupRename = 31, "group-rename";
    /// A customer group was closed: read-only from then on.
    GroupClose = 32, "group-close";
    /// The groups were listed.
    GroupList = 33, "group-list";
    /// A customer was added.
    CustomerAdd = 40, "customer-add";
    /// A customer's identity was edited.
    CustomerEdit = 41, "customer-edit";
    /// A customer's page was opened.
    CustomerView = 42, "customer-view";
    /// Customers were searched; one event before the first result, one with the final words.
    CustomerSearch = 43, "customer-search";
    /// Names or contacts were shown.
    IdentityReveal = 44, "identity-reveal";
    /// A customer was moved to another group.
    CustomerMove = 45, "customer-move";
    /// Customers were imported from a table.
    CustomerImport = 46, "customer-import";
    /// A customer was deleted for good, with all records.
    CustomerDelete = 47, "customer-delete";
    /// Files were put in.
    RecordImport = 50, "record-import";
    /// A record's title, tags or notes were edited.
    RecordEdit = 51, "record-edit";
    /// A record was opened and shown.
    RecordView = 52, "record-view";
    /// Records were searched or listed.
    RecordSearch = 53, "record-search";
    /// A copy of a record left the vault.
    RecordExport = 54, "record-export";
    /// A record was deleted.
    RecordDelete = 55, "record-delete";
    /// Something was printed.
    Print = 56, "print";
    /// A document was redacted.
    Redact = 57, "redact";
    /// An account was enrolled.
    Enrol = 60, "enrol";
    /// A screening was recorded.
    Screen = 61, "screen";
    /// The confidentiality agreement was signed.
    AgreementSign = 62, "agreement-sign";
    /// Access was granted.
    Grant = 63, "grant";
    /// Access was revoked.
    Revoke = 64, "revoke";
    /// A request was countersigned.
    Countersign = 65, "countersign";
    /// A rule was changed.
    PolicyChange = 66, "policy-change";
    /// A new epoch of keys was made.
    Rekey = 67, "rekey";
    /// A supervisor was enrolled by recovery sheets.
    RecoveryEnrol = 68, "recovery-enrol";
    /// The time that counts was set right by statement.
    ClockCorrect = 69, "clock-correct";
    /// A day of the log was reviewed.
    LogReview = 70, "log-review";
    /// The log was read or exported.
    LogRead = 71, "log-read";
    /// A new text of the agreement was published.
    AgreementPublish = 72, "agreement-publish";
    /// What one person alone had decided was ratified by a second.
    Ratify = 73, "ratify";
    /// What people were granted was reviewed.
    GrantReview = 74, "grant-review";
    /// A second signature was asked for.
    RequestMake = 75, "request-make";
    /// The register of people was read.
    StaffList = 76, "staff-list";
    /// What the log holds left the vault: evidence, a report, a list or a slip.
    LogExport = 77, "log-export";
    /// Segments of the log that are older than they have to be kept were taken to an archive.
    LogArchive = 78, "log-archive";
    /// That the log is not what was seen of it was accepted: an older copy was put back, and it is gone on with.
    LogBreakAccept = 79, "log-break-accept";
    /// A backup was written.
    BackupWrite = 80, "backup-write";
    /// A backup was verified.
    BackupVerify = 81, "backup-verify";
    /// A backup was restored.
    Restore = 82, "restore";
    /// A restore was rehearsed.
    Drill = 83, "drill";
    /// A medium was registered or changed.
    Media = 84, "media";
    /// What protects the workstation around the program was looked at.
    PostureView = 90, "posture-view";
    /// A signed report of it was written.
    PostureReport = 91, "posture-report";
    /// A group that takes two people was opened by two, or its time was over.
    GroupOpenTwo = 110, "group-open-two";
    /// It was ruled whether a group takes two people.
    GroupTwoPerson = 111, "group-two-person";
    /// It was decided that a group gets new keys, which nobody owed.
    RekeyDecide = 112, "rekey-decide";
    /// Other recovery sheets took the place of those before, or a group's keys were wrapped to those in use.
    RecoveryReplace = 113, "recovery-replace";
}
}

impl Act {
    /// The key of its text.
    pub fn text_key(self) -> String {
        format!("act-{}", self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_back_to_its_act_and_grows() {
        for act in Act::ALL {
            assert_eq!(Act::from_number(act.number()), Some(*act));
        }
        assert!(Act::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
    }
}
