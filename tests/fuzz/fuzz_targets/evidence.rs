//! Whatever lies in a folder of evidence: checking it ends, and says so.

#![no_main]

use std::sync::LazyLock;

static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir_in("/dev/shm").or_else(|_none| tempfile::tempdir()).expect("a folder for inputs"));

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let _whole = strongroom::audit::fuzzing::evidence(FOLDER.path(), input);
});
