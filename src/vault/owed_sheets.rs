//! `sheets.owed`: names the set of recovery sheets that nobody has said yet is kept. It stands from the founding on, and goes
//! when all sheets were confirmed, when enough of them were typed in, or with the next set.
//!
//! A reminder, and no more: who can write the folder can remove it, and gains nothing by it.

use std::io;

use crate::base::fs::{read_limited, sync_folder, write_atomically};
use crate::base::id::SheetSetId;

use super::Layout;

/// A set's id is far shorter.
const FILE_BYTES: u64 = 64;

/// The sheets of this set are not known to be kept.
pub fn owe(layout: &Layout, set: SheetSetId) -> io::Result<()> {
    write_atomically(&layout.owed_sheets(), format!("{set}\n").as_bytes())
}

/// The set whose sheets are not known to be kept.
pub fn owed(layout: &Layout) -> Option<SheetSetId> {
    let bytes = read_limited(&layout.owed_sheets(), FILE_BYTES).ok()?;
    std::str::from_utf8(&bytes).ok()?.trim().parse().ok()
}

/// They are kept. Fine if that was said before.
pub fn settle(layout: &Layout) -> io::Result<()> {
    match std::fs::remove_file(layout.owed_sheets()) {
        Ok(()) => sync_folder(layout.folder()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_until_it_is_settled() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path());
        settle(&layout).unwrap();
        assert_eq!(owed(&layout), None);
        let set = SheetSetId::from_bytes([1, 2, 3, 255]);
        owe(&layout, set).unwrap();
        assert_eq!(owed(&layout), Some(set));
        std::fs::write(layout.owed_sheets(), "something else").unwrap();
        assert_eq!(owed(&layout), None);
        settle(&layout).unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
