//! Errors of backups: media, generations, and the keys that travel with them.

use std::io;

use crate::backup::BackupError;
use crate::staff::copied::CopyError;

use super::super::problem::{Problem, ProblemKind as Kind};
use super::{damaged, internal};

impl From<CopyError> for Problem {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Registry(error) => error.into(),
            CopyError::NoRegistryKey | CopyError::Io(_) | CopyError::Chain(_) => {
                Self::new(Kind::BackupDamaged).with("what", error)
            }
        }
    }
}

impl From<BackupError> for Problem {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Medium { error, .. } if is_full(&error) => {
                Self::new(Kind::MediumFull).with("free", 0).with("needed", 0)
            }
            BackupError::Medium { file, error } => {
                Self::new(Kind::MediumFailed).with("path", file).with("why", error)
            }
            BackupError::NotReadBack(ref file) => {
                Self::new(Kind::MediumFailed).with("path", file).with("why", &error)
            }
            BackupError::NoRoom { free, needed } => {
                Self::new(Kind::MediumFull).with("free", free).with("needed", needed)
            }
            BackupError::Changed(_) => Self::new(Kind::Refused).with("why", "vault-changed"),
            BackupError::Vault { .. } => damaged(error),
            BackupError::Damaged { .. } | BackupError::ChainBroken(_) => {
                Self::new(Kind::BackupDamaged).with("what", error)
            }
            BackupError::NotEmpty(path) => Self::new(Kind::FolderNotEmpty).with("path", path),
            BackupError::Cancelled(stopped) => stopped.into(),
            BackupError::Parcel(_) | BackupError::Note(_) => internal(error),
        }
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
