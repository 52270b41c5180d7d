//! Pages as others read them, for tests: through the tools of `poppler-utils` and `zbar-tools`.

use std::io::Write;
use std::process::{Command, Stdio};

/// Runs a tool on a page, both through pipes.
pub(super) fn through(tool: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{tool} is needed for this test: {error}"));
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.status.success(), "{tool} failed");
    output.stdout
}

/// The text of all pages.
pub(super) fn text_of(pdf: &[u8]) -> String {
    String::from_utf8(through("pdftotext", &["-layout", "-", "-"], pdf)).unwrap()
}

/// What the code on the first page holds.
pub(super) fn code_of(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("page.png");
    std::fs::write(&picture, through("pdftoppm", &["-png", "-r", "200", "-f", "1", "-l", "1", "-"], pdf))
        .unwrap();
    let read = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(&picture).output().unwrap();
    String::from_utf8(read.stdout).unwrap()
}
