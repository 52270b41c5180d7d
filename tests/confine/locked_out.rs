//! A real vault that is there already does not open in a process that could not be confined: not by the program's own
//! rooms, not by the command line; and that it was tried is in the vault's log.
//!
//! Confining fails in two ways: there is another thread, or the kernel's rules for files are used up. The vault is read
//! afterwards in this process, which nobody ever confined or tested.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, mpsc};
use std::{fs, thread};

use landlock::{AccessFs, Ruleset, RulesetAttr as _};
use strongroom::app::entrance::Entrance;
use strongroom::app::request::GivenFactor;
use strongroom::audit::{self, Entry, Outcome};
use strongroom::base::clock::{Clock as _, SystemClock};
use strongroom::confine::{self, Plan};
use strongroom::crypto::kdf::Profile;
use strongroom::crypto::secret::Password;
use strongroom::policy::Act;
use strongroom::staff;
use strongroom::staff::agreement::AgreementLanguage;
use strongroom::staff::founding::{FoundingPlan, NewPerson, found};
use strongroom::vault::{Cost, FoundingKind, Layout, Real, Sample, Vault};

const LOGIN: &str = "ioana.marin";
const PASSWORD: &str = "harbour lantern over nine quiet mills";

/// How many rules for files the kernel lays over each other in one process: `LANDLOCK_MAX_NUM_LAYERS`.
const LAYERS: u32 = 16;

/// A thread from before keeps the process from being confined; whoever opens the vault in it then is refused.
pub(crate) fn a_real_vault_does_not_open_in_a_process_that_is_not_confined() {
    let house = tempfile::tempdir().unwrap();
    make(house.path(), Cost::<Real>::from_params(Profile::Real.floor()));
    let output = probe("locked-out", house.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    for way in ["unlock", "wrong-password"] {
        assert!(said.contains(&format!("main {way} not-confined exit 1\n")), "{said}");
    }
    assert_eq!(refused(house.path()).len(), 2, "{said}");
    // Else it would prove nothing: here, where nothing was found broken, the same password opens it.
    let entrance =
        Entrance::open(&vault_in(house.path()), Arc::new(SystemClock), house.path().to_owned()).ok().unwrap();
    let problem = entrance.unlock(LOGIN, &password()).err().map(|problem| problem.kind);
    assert_eq!(problem, None);
}

/// The program itself, started where the kernel takes no more rules for files.
pub(crate) fn a_command_that_cannot_be_confined_opens_sample_vaults_only() {
    let house = tempfile::tempdir().unwrap();
    make(house.path(), Cost::<Real>::from_params(Profile::Real.floor()));
    let output = probe("used-up", house.path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("could not be confined") && said.contains("writing-outside"), "{said}");
    assert!(output.stdout.is_empty());
    let words = refused(house.path());
    assert!(matches!(&words[..], [only] if only.contains("not-confined")), "{words:?}");

    let house = tempfile::tempdir().unwrap();
    make(house.path(), Cost::<Sample>::from_params(Profile::Sample.floor()));
    let output = probe("used-up", house.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(refused(house.path()), Vec::<String>::new());
}

/// `probe locked-out HOUSE`: confining fails, because of a thread, and then someone logs in.
pub(crate) fn be_locked_out(house: &Path) {
    confine::harden();
    let (end, ended) = mpsc::channel::<()>();
    let other = thread::spawn(move || ended.recv());
    confine::begin(&Plan::of_system());
    let entrance = Entrance::open(&vault_in(house), Arc::new(SystemClock), house.to_owned()).ok().unwrap();
    let wrong = Password::from_text("not the password of anyone here".to_owned().into());
    for (way, password) in [("unlock", password()), ("wrong-password", wrong)] {
        let Err(problem) = entrance.unlock_with(LOGIN, &password, &GivenFactor::Nothing) else {
            panic!("a real vault was opened")
        };
        println!("main {way} {} exit {}", problem.kind.key(), problem.kind.exit_code());
    }
    drop(entrance);
    drop(end);
    drop(other.join());
}

/// `probe used-up HOUSE`: becomes the program, which cannot confine itself any more.
pub(crate) fn use_up(house: &Path) {
    for _ in 0..LAYERS {
        // What nothing here needs: making devices.
        let rules = Ruleset::default().handle_access(AccessFs::MakeBlock).unwrap().create().unwrap();
        rules.restrict_self().unwrap();
    }
    let file = house.join("password");
    fs::write(&file, PASSWORD).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_strongroom"));
    program.env("LANG", "C.UTF-8").arg("--vault").arg(vault_in(house)).args(["--account", LOGIN]);
    program.arg("--password-file").arg(file).args(["group", "list"]);
    panic!("{}", program.exec());
}

fn probe(how: &str, house: &Path) -> Output {
    let own = std::env::current_exe().unwrap();
    Command::new(own).args(["probe", how]).arg(house).output().unwrap()
}

fn vault_in(house: &Path) -> PathBuf {
    house.join("vault")
}

fn password() -> Password {
    Password::from_text(PASSWORD.to_owned().into())
}

/// Makes a vault in the house, which is a machine without a network, too.
fn make<K: FoundingKind>(house: &Path, cost: Cost<K>) {
    fs::create_dir_all(house.join("sys/class/net")).unwrap();
    let password = password();
    let founder = NewPerson {
        name: "Ioana Marin".to_owned(),
        login: LOGIN.to_owned(),
        job_title: String::new(),
        password: &password,
        agreement: AgreementLanguage::English,
    };
    let plan = FoundingPlan {
        folder: vault_in(house),
        business: "Dumbrava Clinic".to_owned(),
        founder,
        cost,
        exemption_reason: "No one else is here yet".to_owned(),
        wall: SystemClock.wall(),
    };
    drop(found(plan).unwrap().commit().unwrap());
}

/// The words of each log-in in the vault's log that was refused.
fn refused(house: &Path) -> Vec<String> {
    let opened = Vault::open(&vault_in(house)).unwrap().unlock(LOGIN, &password(), None).unwrap();
    let vault = staff::verify(opened, SystemClock.wall()).unwrap();
    let reader = vault.log_reader().unwrap();
    let keys = |epoch| (epoch == 1).then(|| reader.reader_private());
    let mut words = Vec::new();
    let mut show = |entry| {
        if let Entry::Event { event, .. } = entry
            && let Some(event) = event.event
            && (event.act, event.outcome) == (Act::LogIn, Outcome::Refused)
        {
            words.push(event.words.to_string());
        }
    };
    audit::read(&Layout::new(vault_in(house)).audit(), vault.id(), &keys, &mut show).unwrap();
    words
}
