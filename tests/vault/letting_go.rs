//! Letting a medium go, with a disk service of our own on a bus of our own in the place of udisks2: what it says is one
//! thing, what the table of mounts says counts. udisks2 itself and real drives are not to be had here.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use strongroom::backup::eject::{LetGo, is_gone, let_go};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};
use zbus::{DBusError, interface};

const BLOCK: &str = "/org/freedesktop/UDisks2/block_devices/sdb1";
const DRIVE: &str = "/org/freedesktop/UDisks2/drives/Ultra_Fit";

/// What the service does when it is asked to unmount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Unmounts,
    SaysSoOnly,
    IsNotAllowed,
    FindsItBusy,
    KnowsNoSuchDevice,
}

#[derive(Debug, DBusError)]
#[zbus(prefix = "org.freedesktop.UDisks2.Error")]
enum Refusal {
    DeviceBusy,
    NotAuthorized,
    #[zbus(error)]
    ZBus(zbus::Error),
}

type Options = HashMap<String, OwnedValue>;

struct Root(Manner);

#[interface(name = "org.freedesktop.UDisks2.Manager")]
impl Root {
    fn resolve_device(&self, device: Options, options: Options) -> Vec<OwnedObjectPath> {
        is_quiet(&options);
        assert_eq!(<&str>::try_from(&device["path"]).unwrap(), "/dev/sdb1");
        let found = OwnedObjectPath::try_from(BLOCK).unwrap();
        if self.0 == Manner::KnowsNoSuchDevice { Vec::new() } else { vec![found] }
    }
}

struct Filesystem(Manner, PathBuf, Arc<Mutex<Vec<&'static str>>>);

#[interface(name = "org.freedesktop.UDisks2.Filesystem")]
impl Filesystem {
    fn unmount(&self, options: Options) -> Result<(), Refusal> {
        is_quiet(&options);
        self.2.lock().unwrap().push("unmount");
        match self.0 {
            Manner::Unmounts => mounted(&self.1, &[]),
            Manner::IsNotAllowed => return Err(Refusal::NotAuthorized),
            Manner::FindsItBusy => return Err(Refusal::DeviceBusy),
            Manner::SaysSoOnly | Manner::KnowsNoSuchDevice => {}
        }
        Ok(())
    }
}

struct Block;

#[interface(name = "org.freedesktop.UDisks2.Block")]
impl Block {
    #[zbus(property)]
    fn drive(&self) -> OwnedObjectPath {
        OwnedObjectPath::try_from(DRIVE).unwrap()
    }
}

struct Drive(Arc<Mutex<Vec<&'static str>>>);

#[interface(name = "org.freedesktop.UDisks2.Drive")]
impl Drive {
    fn power_off(&self, options: Options) {
        is_quiet(&options);
        self.0.lock().unwrap().push("power off");
    }
}

fn is_quiet(options: &Options) {
    assert!(bool::try_from(&options["auth.no_user_interaction"]).unwrap());
}

/// Writes a table of what is mounted below this root.
fn mounted(root: &Path, at: &[&Path]) {
    let mut table = "22 1 0:21 / / rw - overlay overlay rw\n".to_owned();
    for at in at {
        table += &format!("36 22 8:17 / {} rw shared:1 - vfat /dev/sdb1 rw\n", at.display());
    }
    fs::create_dir_all(root.join("proc/self")).unwrap();
    fs::write(root.join("proc/self/mountinfo"), table).unwrap();
}

/// A message bus that ends with the test.
struct Bus(Child, String);

impl Bus {
    fn start(folder: &Path) -> Self {
        let rules = folder.join("bus.conf");
        let text = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
            "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig><include>/usr/share/dbus-1/session.conf</include>
            <policy context="default"><allow user="root"/></policy></busconfig>"#;
        fs::write(&rules, text).unwrap();
        let address = format!("unix:path={}", folder.join("bus").display());
        let mut bus = Command::new("dbus-daemon")
            .arg("--config-file")
            .arg(&rules)
            .args(["--nofork", "--print-address", "--address", &address])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus is needed: apt-get install dbus");
        let mut lines = BufReader::new(bus.stdout.take().unwrap()).lines();
        let address = lines.next().expect("the message bus starts").unwrap();
        Self(bus, address)
    }

    fn serve(&self, manner: Manner, root: &Path, asked: &Arc<Mutex<Vec<&'static str>>>) -> Connection {
        let builder = Builder::address(self.1.as_str()).unwrap().name("org.freedesktop.UDisks2").unwrap();
        let builder = builder.serve_at("/org/freedesktop/UDisks2/Manager", Root(manner)).unwrap();
        let files = Filesystem(manner, root.to_owned(), Arc::clone(asked));
        let builder = builder.serve_at(BLOCK, files).unwrap().serve_at(BLOCK, Block).unwrap();
        builder.serve_at(DRIVE, Drive(Arc::clone(asked))).unwrap().build().unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

#[test]
fn the_table_of_mounts_has_the_last_word() {
    let apart = tempfile::tempdir().unwrap();
    let apart = apart.path().canonicalize().unwrap();
    let (mount, root) = (apart.join("stick"), apart.join("root"));
    fs::create_dir(&mount).unwrap();
    let bus = Bus::start(&apart);
    for (manner, expected, asked_for) in [
        (Manner::Unmounts, LetGo::Unmounted, &["unmount", "power off"][..]),
        (Manner::SaysSoOnly, LetGo::ByHand, &["unmount", "power off"]),
        (Manner::IsNotAllowed, LetGo::ByHand, &["unmount"]),
        (Manner::FindsItBusy, LetGo::Busy, &["unmount"]),
        (Manner::KnowsNoSuchDevice, LetGo::ByHand, &[]),
    ] {
        mounted(&root, &[&mount]);
        let asked = Arc::default();
        let service = bus.serve(manner, &root, &asked);
        assert_eq!(let_go(&mount, &root, Some(&bus.1)).unwrap(), expected, "{manner:?}");
        assert_eq!(*asked.lock().unwrap(), asked_for, "{manner:?}");
        assert_eq!(is_gone(&mount, &root).unwrap(), expected == LetGo::Unmounted);
        service.close().unwrap();
    }
    // Nobody there to ask; and a folder that is no mount of its own.
    mounted(&root, &[&mount]);
    assert_eq!(let_go(&mount, &root, Some(&bus.1)).unwrap(), LetGo::ByHand);
    assert_eq!(let_go(&mount, &root, Some("unix:path=/nowhere")).unwrap(), LetGo::ByHand);
    mounted(&root, &[&apart]);
    assert_eq!(let_go(&mount, &root, Some(&bus.1)).unwrap(), LetGo::ByHand);
    // Whoever unmounts it by hand is believed once the table agrees.
    mounted(&root, &[]);
    assert!(is_gone(&mount, &root).unwrap());
}
