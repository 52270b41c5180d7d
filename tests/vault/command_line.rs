//! The command line from outside, on the sample vault: the program itself, its JSON and its exit codes.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use serde_json::Value;
use strongroom::base::clock::SystemClock;
use strongroom::cli::{self, Next, Surroundings};
use strongroom::crypto::hash::sha256;
use strongroom::crypto::kdf::Profile;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingPlan, NewPerson, found};
use strongroom::texts::Language;
use strongroom::vault::{Cost, Real};

use crate::fixture::{NOW, password};

/// The program on one vault, with a settings folder of its own.
struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_strongroom"))
            .args(arguments)
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("LC_ALL", "C")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs a command as an account of the sample; its JSON.
    fn json(&self, login: &str, arguments: &[&str]) -> Value {
        let output = self.as_account(login, arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn as_account(&self, login: &str, arguments: &[&str]) -> Output {
        let vault = self.path("demo").display().to_string();
        let file = self.path(login).display().to_string();
        let common = ["--vault", &vault, "--account", login, "--password-file", &file, "--json"];
        self.run(&[&common, arguments].concat())
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text<'v>(object: &'v Value, field: &str) -> &'v str {
    object[field].as_str().unwrap()
}

#[test]
fn the_sample_vault_is_used_from_end_to_end() {
    let program = Program::new();
    let demo = program.path("demo").display().to_string();
    let made = program.run(&["demo", &demo, "--no-window", "--json"]);
    assert_eq!(code(&made), 0, "{}", String::from_utf8_lossy(&made.stderr));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    assert!(Path::new(text(&made, "vault")).join("header.cbor").exists());
    let accounts = made["accounts"].as_array().unwrap();
    for role in ["staff", "supervisor", "backup-operator", "assessor"] {
        assert!(accounts.iter().any(|account| text(account, "role") == role), "{role}");
    }
    for account in accounts {
        program.write(text(account, "login"), format!("{}\n", text(account, "password")).as_bytes());
    }
    let again = program.run(&["demo", &demo, "--no-window", "--json"]);
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(made, again);

    lists_and_searches(&program);
    takes_in_and_out(&program);
    moves_and_closes(&program);
    says_no(&program);
    tells_of_the_log(&program);
    checks(&program);
}

fn tells_of_the_log(program: &Program) {
    let which = ["--act", "record-export", "--outcome", "permitted", "--limit", "5"];
    let shown = program.json("elena.radu", &[&["log", "show"], &which[..]].concat());
    assert_eq!(text(&shown[0], "words"), "test");
    let client = shown[0]["clients"][0].as_str().unwrap().to_owned();
    let refused = program.as_account("ioana.marin", &["log", "show"]);
    assert!(code(&refused) == 1 && refused.stdout.is_empty());
    let to = program.path("taken");
    std::fs::create_dir(&to).unwrap();
    let to = to.display().to_string();
    let reason = ["--reason", "test"];
    let listed = program
        .json("elena.radu", &[&["log", "export", "--format", "csv", "--to", &to], &reason[..]].concat());
    assert!(listed["events"].as_u64().unwrap() > 20);
    let slip = program.path("taken/slip.pdf").display().to_string();
    let slip = program.json("elena.radu", &["log", "slip", "--to", &slip]);
    let held = format!("{} {}", slip["frames"], text(&slip, "words"));
    let vault = program.path("demo").display().to_string();
    let verified = program.run(&["--vault", &vault, "--json", "log", "verify", "--slip", &held]);
    let verified: Value = serde_json::from_slice(&verified.stdout).unwrap();
    assert_eq!(verified["held_against"], 1);
    let report = ["log", "report", "--customer", &client, "--to", &to];
    let report = program.json("elena.radu", &[&report, &reason[..]].concat());
    let days = ["log", "evidence", "--from", "2000-01-01", "--to", "2100-01-01", "--to-dir", &to];
    let evidence = program.json("elena.radu", &[&days[..], &reason].concat());
    for taken in [&report, &evidence] {
        let folder = text(taken, "path");
        let check = ["--json", "log", "verify-evidence", folder, "--founding"];
        for (founding, expected) in
            [(text(&verified, "founding_words"), 0), (text(&verified, "founding"), 0), (&"0a".repeat(32), 4)]
        {
            let checked = program.run(&[&check[..], &[founding]].concat());
            assert_eq!(code(&checked), expected, "{}", String::from_utf8_lossy(&checked.stderr));
        }
    }
}

fn lists_and_searches(program: &Program) {
    let groups = program.json("ioana.marin", &["group", "list"]);
    let groups = groups.as_array().unwrap();
    assert_eq!(groups.len(), 4);
    let total: u64 = groups.iter().map(|group| group["records"].as_u64().unwrap()).sum();
    assert_eq!(total, 2_000);

    let listed = program.json("ioana.marin", &["list", "--group", "Private clients"]);
    let listed = listed.as_array().unwrap();
    let mut kinds: HashMap<&str, u32> = HashMap::new();
    for record in listed {
        for field in ["id", "code", "title", "sha256"] {
            assert!(!text(record, field).is_empty());
        }
        assert!(record["size"].as_u64().unwrap() > 0);
        *kinds.entry(text(record, "kind")).or_default() += 1;
    }
    assert!(
        ["pdf", "image", "csv", "sheet", "word", "mail", "text"].iter().all(|kind| kinds.contains_key(kind))
    );

    let found = program.json("ioana.marin", &["search", "scrisoare"]);
    assert!(found.as_array().unwrap().iter().any(|object| text(object, "object") == "record"));
    let named = program.json("ioana.marin", &["customer", "find", "munteanu"]);
    let named = named.as_array().unwrap();
    assert!(!named.is_empty() && named.iter().all(|customer| text(customer, "name").contains("Munteanu")));
    let by_code = program.json("ioana.marin", &["customer", "find", text(&named[0], "code")]);
    assert_eq!(text(&by_code[0], "code"), text(&named[0], "code"));
}

fn takes_in_and_out(program: &Program) {
    let group = ["--group", "Private clients"];
    let added = program.json(
        "ioana.marin",
        &[&["customer", "add", "--name", "Ștefania Bălăceanu", "--phone", "+40 700 000 001"], &group[..]]
            .concat(),
    );
    let client = text(&added[0], "code").to_owned();
    let edit = ["customer", "edit", &client, "--email", "stefania@exemplu.example"];
    program.json("ioana.marin", &[&edit[..], &group].concat());
    let found = program.json("ioana.marin", &["customer", "find", "stefania balaceanu"]);
    assert_eq!(text(&found[0], "contact"), "stefania@exemplu.example");

    let content: Vec<u8> = (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    program.write("in/Scanare contract.bin", &content);
    program.write("in/deeper/notă.txt", "o notă".as_bytes());
    let folder = program.path("in").display().to_string();
    let import = [&["import", &folder, "--customer", &client], &group[..]].concat();
    let imported = program.json("ioana.marin", &import);
    assert_eq!(imported.as_array().unwrap().len(), 2);
    let listed = program.json("ioana.marin", &[&["list", "--customer", &client], &group[..]].concat());
    assert_eq!(listed.as_array().unwrap().len(), 2);

    let record =
        imported.as_array().unwrap().iter().find(|r| text(r, "title") == "Scanare contract").unwrap();
    assert_eq!(text(record, "sha256"), sha256(&content).to_hex());
    std::fs::create_dir(program.path("out")).unwrap();
    let out = program.path("out").display().to_string();
    let export = [&["export", text(record, "id"), "--to", &out, "--reason", "test"], &group[..]].concat();
    let exported = program.json("ioana.marin", &export);
    let copy = PathBuf::from(text(&exported[0], "path"));
    assert_eq!(std::fs::read(copy).unwrap(), content);
    assert_eq!(text(&exported[0], "sha256"), text(record, "sha256"));

    let table = program.write("customers.csv", b"Name,Phone\nJohn Elsewhere,+44 7700 900111\n,nobody\n");
    let table = table.display().to_string();
    let output = program.as_account("ioana.marin", &[&["customer", "import", &table], &group[..]].concat());
    assert_eq!(code(&output), 8, "a row was refused");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["added"], 1);
    assert_eq!(report["refused"][0]["line"], 3);
    fails_in_part(program, &group);

    let vault = program.path("demo/groups").display().to_string();
    let inside = [&["export", text(record, "id"), "--to", &vault, "--reason", "test"], &group[..]].concat();
    assert_eq!(code(&program.as_account("ioana.marin", &inside)), 1, "no copy goes into the vault");
}

/// Some files are in and others are not: said by a code of its own, each failure once.
fn fails_in_part(program: &Program, group: &[&str]) {
    let found = program.json("ioana.marin", &["customer", "find", "Elsewhere"]);
    let client = text(&found[0], "code");
    let [good, bad, worse] = ["good.txt", "gone.txt", "lost.txt"].map(|name| program.path(name));
    std::fs::write(&good, "a letter").unwrap();
    let [good, bad, worse] = [&good, &bad, &worse].map(|path| path.display().to_string());
    for (files, ends, rows) in [(&[&*good, &*bad][..], 8, 1), (&[&*bad, &*worse], 1, 0), (&[&*bad], 1, 0)] {
        let import = [&["import"], files, &["--customer", client], group].concat();
        let output = program.as_account("ioana.marin", &import);
        assert_eq!(code(&output), ends, "{files:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        for file in files.iter().filter(|file| **file != good) {
            let lines = said.lines().filter(|line| line.contains(file)).count();
            assert_eq!(lines, 1, "{said}");
        }
        let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(listed.as_array().unwrap().len(), rows);
    }
}

fn moves_and_closes(program: &Program) {
    let made = program.json("elena.radu", &["group", "add", "Archive 2026"]);
    let archive = text(&made[0], "id").to_owned();
    let found = program.json("elena.radu", &["customer", "find", "balaceanu"]);
    let client = text(&found[0], "code").to_owned();
    let moving = ["customer", "move", &client, "--group", "Private clients", "--to", &archive];
    let moved = program.json("elena.radu", &moving);
    assert_eq!(text(&moved[0], "group"), archive);
    assert_eq!(moved[0]["records"], 2);
    let renamed = program.json("elena.radu", &["group", "rename", "Archive 2026", "Archive"]);
    assert_eq!(text(&renamed[0], "name"), "Archive");
    let closed = program.json("elena.radu", &["group", "close", "Archive"]);
    assert_eq!(closed[0]["closed"], true);
    let refused = program.as_account("elena.radu", &["customer", "add", "--name", "X", "--group", "Archive"]);
    assert_eq!(code(&refused), 1);
    assert!(refused.stdout.is_empty());
}

fn says_no(program: &Program) {
    // Staff make no groups; an operator and an assessor see no customers.
    assert_eq!(code(&program.as_account("ioana.marin", &["group", "add", "Mine"])), 1);
    assert_eq!(code(&program.as_account("mihai.stan", &["group", "list"])), 1);
    assert_eq!(code(&program.as_account("catherine.wells", &["customer", "find", "a"])), 1);
    // Unknown names and codes.
    assert_eq!(code(&program.as_account("ioana.marin", &["list", "--group", "No such group"])), 1);
    let mistyped = ["list", "--group", "Private clients", "--customer", "K7Q4-92MX-3PE"];
    assert_eq!(code(&program.as_account("ioana.marin", &mistyped)), 2);
    // Wrong usage.
    assert_eq!(code(&program.run(&["frobnicate"])), 2);
    assert_eq!(code(&program.run(&["group", "list"])), 2);
    assert_eq!(code(&program.run(&["--help"])), 0);
    // Wrong password and unknown login: the same answer.
    program.write("nobody", b"not the password at all\n");
    let unknown = program.as_account("nobody", &["group", "list"]);
    std::fs::copy(program.path("nobody"), program.path("thomas.ashworth")).unwrap();
    let wrong = program.as_account("thomas.ashworth", &["group", "list"]);
    assert_eq!((code(&unknown), code(&wrong)), (3, 3));
    assert_eq!(unknown.stderr, wrong.stderr);
    // Not a vault.
    let nowhere = program.path("config").display().to_string();
    std::fs::create_dir_all(&nowhere).unwrap();
    assert_eq!(code(&program.run(&["--vault", &nowhere, "group", "list"])), 1);
}

fn checks(program: &Program) {
    let checked = program.json("elena.radu", &["check"]);
    assert_eq!(checked["damage"].as_array().unwrap().len(), 0, "{checked}");
    assert_eq!(checked["records"], 2_003);
    let repaired = program.json("elena.radu", &["check", "--repair"]);
    assert_eq!(repaired["orphan_bytes"], 0);

    let group = std::fs::read_dir(program.path("demo/groups")).unwrap().next().unwrap().unwrap().path();
    let stack = std::fs::read_dir(group).unwrap().map(|entry| entry.unwrap().path());
    let stack = stack.filter(|path| path.to_string_lossy().contains("stack-")).min().unwrap();
    let mut bytes = std::fs::read(&stack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&stack, bytes).unwrap();
    let damaged = program.as_account("elena.radu", &["check"]);
    assert_eq!(code(&damaged), 4);
    let report: Value = serde_json::from_slice(&damaged.stdout).unwrap();
    let name = stack.file_name().unwrap().to_string_lossy().into_owned();
    assert!(report["damage"].as_array().unwrap().iter().any(|damage| text(damage, "file").ends_with(&name)));
}

/// A machine whose network cable is plugged in.
fn networked_root() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let interface = root.path().join("sys/class/net/eth0");
    std::fs::create_dir_all(&interface).unwrap();
    for (file, value) in [("operstate", "up"), ("carrier", "1"), ("flags", "0x1003"), ("type", "1")] {
        std::fs::write(interface.join(file), value).unwrap();
    }
    root
}

fn run_in(root: &Path, arguments: &[&str]) -> u8 {
    let surroundings = Surroundings {
        clock: Arc::new(SystemClock),
        system_root: root.to_owned(),
        language: Language::English,
        watch: None,
        confine: |_, _| (),
    };
    let arguments = std::iter::once("strongroom").chain(arguments.iter().copied()).map(OsString::from);
    match cli::run(arguments, &surroundings) {
        Next::Done(code) => code,
        _ => panic!("a window was asked for"),
    }
}

#[test]
fn a_real_vault_is_neither_made_nor_opened_on_a_networked_machine() {
    let root = networked_root();
    let folder = tempfile::tempdir().unwrap();
    let (vault, pass) = (folder.path().join("vault"), folder.path().join("password"));
    std::fs::write(&pass, "lămâi verzi pe geam\n").unwrap();
    let (vault, pass) = (vault.display().to_string(), pass.display().to_string());
    let common = ["--vault", &vault, "--password-file", &pass];
    let init = [&common[..], &["init", "--business", "B", "--founder", "F", "--login", "ana"]].concat();
    assert_eq!(run_in(root.path(), &init), 5);
    assert!(!Path::new(&vault).exists());

    let password = password("lămâi verzi pe geam");
    let founder = NewPerson {
        name: "Ana Pop".to_owned(),
        login: "ana".to_owned(),
        job_title: String::new(),
        password: &password,
        agreement: AgreementLanguage::English,
    };
    let plan = FoundingPlan {
        folder: PathBuf::from(&vault),
        business: "Pop and daughters".to_owned(),
        founder,
        cost: Cost::<Real>::from_params(Profile::Real.floor()),
        exemption_reason: "No one else is here yet".to_owned(),
        wall: NOW,
    };
    drop(found(plan).unwrap().commit().unwrap());
    std::fs::create_dir_all(Path::new(&vault).join("audit")).unwrap();
    let list = [&common[..], &["--account", "ana", "group", "list"]].concat();
    assert_eq!(run_in(root.path(), &list), 5);
    // The same vault where nothing of a network is in sight; the statements are of another day, so no more is asked.
    let alone = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(alone.path().join("sys/class/net")).unwrap();
    assert_ne!(run_in(alone.path(), &list), 5);
}

#[test]
fn a_vault_is_not_made_without_places_for_its_sheets() {
    let folder = tempfile::tempdir().unwrap();
    let vault = folder.path().join("vault").display().to_string();
    let program = Program::new();
    let pass = program.write("password", b"a kettle by the frozen lake\n").display().to_string();
    let common = ["--vault", &vault, "--password-file", &pass, "init", "--practice", "--business", "B"];
    let person = ["--founder", "Ana Pop", "--login", "ana"];
    assert_eq!(code(&program.run(&[&common[..], &person].concat())), 2);
    let places: Vec<String> =
        (1..=5).map(|n| program.path(&format!("place-{n}")).display().to_string()).collect();
    for place in &places {
        std::fs::create_dir_all(place).unwrap();
    }
    let same: Vec<&str> = places.iter().flat_map(|_| ["--sheet-to", places[0].as_str()]).collect();
    assert_eq!(code(&program.run(&[&common[..], &person, &same].concat())), 1);
    assert!(!Path::new(&vault).exists());
    let apart: Vec<&str> = places.iter().flat_map(|place| ["--sheet-to", place.as_str()]).collect();
    let made = program.run(&[&["--json"], &common[..], &person, &apart].concat());
    assert_eq!(code(&made), 0, "{}", String::from_utf8_lossy(&made.stderr));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(made["fingerprint"].as_array().unwrap().len(), 6);
    assert!(!Path::new(&vault).join("sheets.owed").exists(), "all five are written");
    for sheet in made["sheets"].as_array().unwrap() {
        assert!(std::fs::read(sheet.as_str().unwrap()).unwrap().starts_with(b"%PDF"));
    }
    let list = ["--vault", &vault, "--account", "ana", "--password-file", &pass, "--json", "group", "list"];
    assert_eq!(code(&program.run(&list)), 0);
}

/// A stick that may not hold all sheets is refused before anything is made; what fails later takes the vault back.
#[test]
fn a_vault_whose_sheets_cannot_all_be_kept_is_not_left_behind() {
    let program = Program::new();
    let vault = program.path("vault").display().to_string();
    let pass = program.write("password", b"a kettle by the frozen lake\n").display().to_string();
    let common = ["--vault", &vault, "--password-file", &pass, "init", "--practice", "--business", "B"];
    let person = ["--founder", "Ana Pop", "--login", "ana"];
    let into = |root: &Path| -> Vec<String> {
        let folders: Vec<_> = (1..=5).map(|number| root.join(number.to_string())).collect();
        for folder in &folders {
            std::fs::create_dir_all(folder).unwrap();
        }
        folders.iter().flat_map(|folder| ["--sheet-to".to_owned(), folder.display().to_string()]).collect()
    };
    let init = |places: &[String]| {
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        program.run(&[&common[..], &person, &places].concat())
    };

    let stick = tempfile::tempdir_in("/dev/shm").unwrap();
    let on_stick = into(stick.path());
    let refused = init(&on_stick);
    assert_eq!(code(&refused), 1);
    assert!(!Path::new(&vault).exists());
    for folder in on_stick.iter().skip(1).step_by(2) {
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "{folder}");
    }

    let places = into(&program.path("places"));
    let in_the_way = program.path("places/4/strongroom-recovery-sheet-4.pdf/x");
    std::fs::create_dir_all(&in_the_way).unwrap();
    let failed = init(&places);
    assert_ne!(code(&failed), 0);
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("taken away again"), "{said}");
    let left = |number: u8| std::fs::read_dir(program.path(&format!("places/{number}"))).unwrap().count();
    assert_eq!([1, 2, 3, 5].map(left), [0; 4], "what was written opens nothing, and is gone");
    assert_eq!(std::fs::read_dir(&vault).unwrap().count(), 0);

    std::fs::remove_dir_all(in_the_way.parent().unwrap()).unwrap();
    let others = program.write("places/2/strongroom-recovery-sheet-2.pdf", b"of another vault");
    let refused = init(&places);
    assert_eq!(code(&refused), 1);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("lies there already"));
    assert_eq!(std::fs::read(&others).unwrap(), b"of another vault");

    std::fs::remove_file(others).unwrap();
    let made = init(&places);
    assert_eq!(code(&made), 0, "{}", String::from_utf8_lossy(&made.stderr));
}
