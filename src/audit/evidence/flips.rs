//! What was taken out of a log, altered at one byte after the other: both verifiers fail and name the file. Some of the
//! bytes of each file in an ordinary run, every byte in the long mode.

use super::VERIFIER;
use super::tests::{House, files};
use crate::audit::archive::tests::{archive_now, found};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many bytes of each file an ordinary run alters, about.
const SAMPLES: usize = 40;

/// Alters the bytes of every file in one process, by the verifier as it is, whose answers about a signature are kept: most
/// alterations ask again for the same ones. Says how many bytes there were.
const IN_PYTHON: &str = r#"
import contextlib, functools, importlib.util, io, os, sys
script, folder, founding, samples = sys.argv[1:]
spec = importlib.util.spec_from_file_location("verifier", script)
verifier = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verifier)
verifier.ed25519_verifies = functools.lru_cache(maxsize=64)(verifier.ed25519_verifies)

def said():
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        code = verifier.main([folder, "--founding", founding])
    return code, heard.getvalue()

def put(path, data):
    with open(path, "wb") as file:
        file.write(data)

count = 0
for name in sorted(os.listdir(folder)):
    path = os.path.join(folder, name)
    with open(path, "rb") as file:
        whole = file.read()
    for at in range(0, len(whole), max(1, len(whole) // int(samples)) if int(samples) else 1):
        put(path, whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1:])
        code, text = said()
        if code != 4 or not text.startswith("FAILED  " + name):
            sys.exit("%s at %d: %d %s" % (name, at, code, text))
        count += 1
    put(path, whole)
if said()[0] != 0:
    sys.exit("the whole folder does not verify")
print(count)
"#;

fn is_long() -> bool {
    std::env::var_os("STRONGROOM_LONG").is_some()
}

/// Evidence of each kind that holds events, and a house that it comes from.
fn taken() -> Vec<(House, PathBuf)> {
    let (events, report, shelf) = (House::with_events(12), House::with_events(4), House::with_events(60));
    let bundle = events.take(3..12, "bundle").path;
    let accesses = report.report("report").path;
    archive_now(&shelf, &found(&shelf), "shelf");
    let archive = shelf.path("shelf");
    vec![(events, bundle), (report, accesses), (shelf, archive)]
}

/// How many bytes are altered, in steps of which size.
fn steps(bytes: usize) -> impl Iterator<Item = usize> {
    (0..bytes).step_by(if is_long() { 1 } else { (bytes / SAMPLES).max(1) })
}

#[test]
fn one_altered_byte_of_any_file_fails_and_is_named() {
    for (house, folder) in taken() {
        for name in files(&folder) {
            let path = folder.join(&name);
            let whole = fs::read(&path).unwrap();
            for at in steps(whole.len()) {
                let mut altered = whole.clone();
                altered[at] ^= 1 << (at % 8);
                fs::write(&path, &altered).unwrap();
                let bad = house.check(&folder).unwrap_err();
                assert!(bad.place.starts_with(&name), "{name} at {at}: {bad}");
            }
            fs::write(&path, &whole).unwrap();
        }
        house.check(&folder).unwrap();
    }
}

#[test]
fn the_verifier_in_python_fails_and_names_it_too() {
    for (house, folder) in taken() {
        let altered = |name: &String| steps(fs::read(folder.join(name)).unwrap().len()).count();
        let expected: usize = files(&folder).iter().map(altered).sum();
        assert_eq!(altered_in_python(&house, &folder), expected);
    }
}

fn altered_in_python(house: &House, folder: &Path) -> usize {
    let script = house.path("trusted-verify.py");
    fs::write(&script, VERIFIER).unwrap();
    let samples = if is_long() { 0 } else { SAMPLES };
    let said = Command::new("python3")
        .args(["-I", "-B", "-c", IN_PYTHON])
        .arg(&script)
        .arg(folder)
        .args([house.words(), samples.to_string()])
        .output()
        .expect("python3 is needed for this test");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap().trim().parse().unwrap()
}
