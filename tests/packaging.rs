//! What is given on beside the source: the kiosk of the locked room, the scripts, and what the program is built from.
//!
//! Read as files, put into a folder of its own, and asked of the tools that will read them (`systemd-analyze`, `sh`,
//! `cargo`). Nothing of this machine is changed. The kiosk's session in a real compositor is in `tests/window`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The most that `systemd-analyze security` may find exposed, in its own tenths.
const EXPOSURE_TENTHS: &str = "20";

/// What lies in the kiosk's folder and is read by people, not put into place.
const NOT_INSTALLED: [&str; 3] = ["install.sh", "checklist-en.md", "checklist-ro.md"];

#[test]
fn each_service_of_the_kiosk_is_exposed_to_little() {
    let units = services();
    assert!(units.len() >= 2, "{units:?}");
    for unit in units {
        let exposed =
            analyze(&["security", "--offline=true", "--no-pager", "--threshold", EXPOSURE_TENTHS], &unit);
        let said = String::from_utf8_lossy(&exposed.stdout).into_owned();
        assert!(exposed.status.success(), "{unit}: {said}{}", String::from_utf8_lossy(&exposed.stderr));
        assert!(said.contains("Overall exposure level"), "{unit}: {said}");
    }
}

#[test]
fn systemd_knows_every_line_of_the_kiosks_services() {
    // Units that this machine lacks are no fault of the file; a line that is passed over is.
    for unit in services() {
        let said = String::from_utf8_lossy(&analyze(&["verify"], &unit).stderr).into_owned();
        let begins = unit.trim_end_matches(".service");
        let odd = said.lines().find(|line| line.contains(begins) && line.contains(".service:"));
        assert!(
            odd.is_none_or(|line| line.contains("Failed to create") || line.contains("Command ")),
            "{said}"
        );
    }
}

#[test]
fn the_guard_is_not_blinded_and_no_network_is_spoken_to() {
    let unit = fs::read_to_string(kiosk().join("strongroom.service")).unwrap();
    let lines: BTreeSet<&str> = unit.lines().collect();
    assert!(lines.contains("RestrictAddressFamilies=AF_UNIX AF_NETLINK"));
    assert!(lines.contains("IPAddressDeny=any"));
    let blinds = ["PrivateNetwork=", "NetworkNamespacePath=", "JoinsNamespaceOf=", "InaccessiblePaths=/sys"];
    assert!(!lines.iter().any(|line| blinds.iter().any(|blind| line.starts_with(blind))));
}

/// A medium is what hangs on a USB socket: a USB disk that answers as an ATA disk bears another `ID_BUS`.
#[test]
fn a_medium_is_known_by_its_socket_and_mounted_by_systemd() {
    let rules = fs::read_to_string(kiosk().join("70-strongroom.rules")).unwrap();
    let is_of_media = |line: &&str| line.starts_with("ACTION") && line.contains("strongroom-medium@");
    let medium = rules.lines().find(is_of_media).unwrap();
    assert!(medium.contains("SUBSYSTEM==\"block\", SUBSYSTEMS==\"usb\","), "{medium}");
    assert!(!medium.contains("ID_BUS"), "{medium}");
    // What the service itself mounted, nobody else would see: it has file systems of its own.
    let script = fs::read_to_string(kiosk().join("medium")).unwrap();
    let mounts = |line: &&str| line.trim_start().starts_with("mount ");
    assert!(script.contains("    systemd-mount ") && script.lines().find(mounts).is_none());
}

/// The pages of a vault go to the printer of the room by a local socket, and nobody is listened to by a network.
#[test]
fn the_spooler_listens_on_its_local_socket_only() {
    let table = installed();
    let settings = fs::read_to_string(kiosk().join("cupsd.conf")).unwrap();
    let listens: Vec<&str> =
        settings.lines().filter(|line| line.starts_with("Listen") || line.starts_with("Port")).collect();
    assert_eq!(listens, ["Listen /run/cups/cups.sock"]);
    for setting in ["Browsing No", "WebInterface No", "PreserveJobFiles No"] {
        assert!(settings.lines().any(|line| line == setting), "{setting}");
    }
    let service = fs::read_to_string(kiosk().join("cups-service.conf")).unwrap();
    let (read, _) = &table["cupsd.conf"];
    assert!(service.contains(&format!("ExecStart=\nExecStart=/usr/sbin/cupsd -l -c {read}\n")));
    assert!(service.contains("RestrictAddressFamilies=AF_UNIX AF_NETLINK\nIPAddressDeny=any\n"));
    let installer = fs::read_to_string(kiosk().join("install.sh")).unwrap();
    for word in [" cups cups-client ", " cups.socket ", " cups-browsed.service ", " ipp-usb.service "] {
        assert!(installer.contains(word), "{word}");
    }
}

#[test]
fn the_installer_puts_every_file_of_the_kiosk_where_its_table_says() {
    let table = installed();
    let mut here: BTreeSet<String> = fs::read_dir(kiosk())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    here.retain(|name| !NOT_INSTALLED.contains(&&name[..]));
    assert_eq!(here, table.keys().cloned().collect(), "what lies there, and what is installed");

    let into = tempfile::tempdir().unwrap();
    let program = into.path().join("program");
    fs::write(&program, "#!/bin/sh\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(into.path().join("rawkey"), "rawkey").unwrap();
    let root = into.path().join("root");
    let put =
        Command::new(kiosk().join("install.sh")).arg("--into").arg(&root).arg(&program).output().unwrap();
    assert!(put.status.success(), "{}", String::from_utf8_lossy(&put.stderr));
    for (name, (to, mode)) in &table {
        let there = root.join(to.trim_start_matches('/'));
        assert_eq!(fs::read(&there).unwrap(), fs::read(kiosk().join(name)).unwrap(), "{name}");
        let permissions = fs::metadata(&there).unwrap().permissions().mode() & 0o777;
        assert_eq!(format!("{permissions:o}"), *mode, "{name}");
    }
    assert!(root.join("usr/local/bin/strongroom").exists());
    // Where the program looks for it when it writes a backup.
    assert!(root.join("usr/lib/strongroom/rawkey").exists());
}

#[test]
fn the_kiosks_files_name_what_is_installed() {
    let table = installed();
    let (session, _) = &table["session"];
    let read = |name: &str| fs::read_to_string(kiosk().join(name)).unwrap();
    assert!(read("strongroom.service").contains(&format!("ExecStart={session}\n")));
    assert!(read("session").contains("/usr/local/bin/strongroom"));
    let (medium, _) = &table["medium"];
    assert!(read("strongroom-medium@.service").contains(&format!("ExecStart={medium} mount %I\n")));
    assert!(table["strongroom-medium@.service"].0.ends_with("/strongroom-medium@.service"));
    // One user, one place for the vault, one place for media, said alike wherever they are said.
    for (name, words) in [
        ("strongroom.service", ["User=strongroom", "ReadWritePaths=-/media", "/var/lib/strongroom"]),
        ("strongroom.sysusers", ["u strongroom", "m strongroom video", "/var/lib/strongroom"]),
        ("strongroom.tmpfiles", ["strongroom strongroom", "/media", "/var/lib/strongroom"]),
        ("70-strongroom.rules", ["strongroom-medium@%k.service", "ID_FS_UUID", "TAG+=\"systemd\""]),
        ("medium", ["id -u strongroom", "/media/$uuid", "nosuid,nodev,noexec"]),
        ("polkit.rules", ["\"strongroom\"", "filesystem-unmount-others", "polkit.Result.NO"]),
    ] {
        for word in words {
            assert!(read(name).contains(word), "{name} says nothing of {word}");
        }
    }
}

#[test]
fn every_setting_is_one_setting() {
    for (name, fits) in [
        (
            "modprobe.conf",
            (|line| line.starts_with("install ") && line.ends_with(" /bin/false")) as fn(&str) -> bool,
        ),
        ("sysctl.conf", |line| line.split(" = ").count() == 2),
        ("usbguard.rules", |line| line.starts_with("allow with-") || line.starts_with("reject with-")),
        ("70-strongroom.rules", |line| line.starts_with("ACTION") && !line.ends_with(',')),
    ] {
        let text = fs::read_to_string(kiosk().join(name)).unwrap();
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(fits(line), "{name}: {line}");
            assert!(
                line.trim_end() == line && seen.insert(line),
                "{name}: twice, or blanks at the end: {line}"
            );
        }
    }
}

#[test]
fn shells_can_read_every_script() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scripts = vec![kiosk().join("session"), kiosk().join("medium")];
    for folder in ["packaging", "packaging/kiosk", "tests", "tests/benches"] {
        let files = fs::read_dir(top.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        scripts.extend(files.filter(|path| path.extension().is_some_and(|extension| extension == "sh")));
    }
    assert!(scripts.len() >= 5);
    for script in scripts {
        let text = fs::read_to_string(&script).unwrap();
        let shell =
            if text.lines().next().is_some_and(|line| line.ends_with("bash")) { "bash" } else { "sh" };
        let read = Command::new(shell).arg("-n").arg(&script).output().unwrap();
        assert!(read.status.success(), "{}: {}", script.display(), String::from_utf8_lossy(&read.stderr));
    }
}

#[test]
fn the_checklist_is_the_same_in_both_languages() {
    let [english, romanian] = ["en", "ro"].map(|language| {
        let text = fs::read_to_string(kiosk().join(format!("checklist-{language}.md"))).unwrap();
        let mark = |line: &str| {
            ["# ", "## ", "- [ ] "].into_iter().find(|mark| line.starts_with(mark)).map(|mark| {
                let code: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
                format!("{mark}{}", code.join(" "))
            })
        };
        text.lines().filter_map(mark).collect::<Vec<String>>()
    });
    assert_eq!(english, romanian);
    assert!(english.len() > 20);
}

/// What `cargo deny` bans by name, looked for in the tree of the program itself as cargo resolves it.
#[test]
fn the_program_is_built_from_nothing_that_speaks_to_a_network() {
    let text = fs::read_to_string(packaging().join("deny.toml")).unwrap();
    let bans = text.split_once("\ndeny = [").unwrap().1.split_once("\n]").unwrap().0;
    let banned: BTreeSet<&str> = bans
        .lines()
        .filter_map(|line| line.trim().strip_prefix("{ name = \"")?.strip_suffix("\" },"))
        .collect();
    for surely in ["hyper", "rustls", "openssl", "hickory-resolver", "reqwest", "socket2"] {
        assert!(banned.contains(surely), "{surely} is not banned");
    }
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"])
        .args(["--target", "x86_64-unknown-linux-gnu", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let held: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(held.contains("strongroom") && held.len() > 100, "that is no tree: {tree}");
    assert_eq!(held.intersection(&banned).collect::<Vec<_>>(), Vec::<&&str>::new());
}

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging")
}

fn kiosk() -> PathBuf {
    packaging().join("kiosk")
}

/// The kiosk's own services.
fn services() -> Vec<String> {
    let names = fs::read_dir(kiosk()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".service")).collect()
}

/// Asks `systemd-analyze` of one of the kiosk's services.
fn analyze(words: &[&str], unit: &str) -> Output {
    Command::new("systemd-analyze")
        .args(words)
        .arg(kiosk().join(unit))
        .env("SYSTEMD_COLORS", "0")
        .output()
        .expect("systemd-analyze is needed: apt-get install systemd")
}

/// The installer's table: each file with where it goes and its permissions.
fn installed() -> BTreeMap<String, (String, String)> {
    let script = fs::read_to_string(kiosk().join("install.sh")).unwrap();
    let table = script.split_once("\nfiles=\"\n").unwrap().1.split_once("\n\"\n").unwrap().0;
    let rows = table.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words.len(), 3, "{line}");
        (words[0].to_owned(), (words[1].to_owned(), words[2].to_owned()))
    });
    rows.collect()
}
