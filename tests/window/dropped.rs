//! Lets go of a file over the window, as another program of the desktop would: the source of an XDND drag, by Python and
//! the X library, for no tool does it.

use std::path::Path;

use crate::desktop::Desktop;

const SOURCE: &str = include_str!("dropped.py");

/// Drops this file onto the middle of the window.
pub(crate) fn drop_file(desktop: &Desktop, file: &Path) {
    let mut python = desktop.ordinary("python3");
    let output = python.args(["-c", SOURCE]).arg(file).output().expect("python3 is needed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
