//! The vault and its people through their public doors: founding, unlocking, verifying, every kind of tampering; the
//! worker as the window sees it, and the command line as its users do.

#![expect(
    clippy::string_slice,
    reason = "a test that meets what it does not expect should end, and say where"
)]
#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected has failed")]

mod backup_chains;
mod backup_house;
mod backup_secrecy;
mod backup_worker;
mod backups;
mod by_sheets;
mod code;
mod command_line;
mod content;
mod damage;
mod deleting;
mod drills;
mod factors;
mod finding;
mod fixture;
mod found;
mod group;
mod groups;
mod guarded;
mod hands;
mod leaving;
mod letting_go;
mod log_anchors;
mod log_review;
mod logged;
mod logged_media;
mod moving;
mod never_bricked;
mod newcomer;
mod old_files;
mod pairs;
mod people;
mod posture;
mod proofs;
mod real;
mod recovery;
mod rekey;
mod renewing;
mod restoring;
mod sealed_keys;
mod sheets;
mod sheets_replaced;
mod soft_cbor;
mod soft_token;
mod speed;
mod tamper_files;
mod tamper_keyslots;
mod tamper_people;
mod tamper_registry;
mod throttle;
mod tokens;
mod touch;
mod two_people;
mod unlock;
mod vector;
mod worker;
mod worker_line;
