//! Pictures of the air gap, the posture and what the confinement shows, for eyes, as `gallery` takes them of the others: a
//! real vault on a machine of its own. Run by hand: `cargo test --test window -- --ignored gallery_gap`.

use std::fs;

use strongroom::texts::Texts;

use crate::desktop::{Desktop, Kind, give};
use crate::dropped::drop_file;
use crate::gallery::{each_desktop, prefer};
use crate::story::{install, quiet};
use crate::veth::{LOGIN, PASSWORD, found, ip};

/// The network hardware of the host, which the machine of the test sees without its interface.
const NO_HARDWARE: &str =
    "mount -t tmpfs none /sys/bus/pci/devices && mount -t tmpfs none /sys/bus/virtio/devices";

struct Shots<'a> {
    desktop: &'a Desktop,
    texts: &'a Texts,
    folder: &'a str,
}

impl Shots<'_> {
    fn t(&self, key: &str) -> &str {
        assert!(self.texts.has(key), "{key}");
        self.texts.text(key)
    }

    fn shot(&self, name: &str) {
        self.desktop.settle();
        self.desktop.picture(&format!("{}/{name}", self.folder));
    }

    /// Opens the details from the mark in this state, and comes back.
    fn details(&self, mark: &str, name: &str) {
        let d = self.desktop;
        d.click_row(self.t(mark));
        d.see(self.t("gap-looked"));
        self.shot(name);
        d.press("Escape");
        d.see_gone(self.t("gap-looked"));
    }
}

#[test]
#[ignore = "pictures for eyes; takes minutes"]
fn gap() {
    each_desktop(180, |folder, first, kind, look| {
        let mut desktop = Desktop::start(&format!("gap-{folder}"), first, kind);
        let texts = Texts::new(kind.language);
        let program = install(&desktop);
        let vault = found(&desktop, &program);
        prefer(&desktop, kind.language, look, &vault);
        green(&mut desktop, &texts, folder, &program, kind);
        amber_and_red(&mut desktop, &texts, folder, &program, kind);
    });
}

fn green(desktop: &mut Desktop, texts: &Texts, folder: &str, program: &str, kind: Kind) {
    let mut window = desktop.isolated_with(program, NO_HARDWARE);
    window.arg("--vault").arg(desktop.folder().join("vault"));
    desktop.adopt(quiet(window));
    desktop.see(texts.text("unlock-button"));
    desktop.enlarge(kind.size);
    let shots = Shots { desktop, texts, folder };
    shots.shot("g01-green");
    shots.details("status-air-gap-green", "g02-green-details");
    desktop.press("alt+F4");
    desktop.see_gone(texts.text("unlock-button"));
}

fn amber_and_red(desktop: &mut Desktop, texts: &Texts, folder: &str, program: &str, kind: Kind) {
    let papers = desktop.folder().join("papers");
    fs::create_dir_all(&papers).unwrap();
    fs::write(desktop.folder().join("letter.txt"), "Dear Ms Winter, the deed is signed.\n").unwrap();
    give(&papers);
    let mut window = desktop.isolated(program);
    window.arg("--vault").arg(desktop.folder().join("vault")).arg("--allow").arg(&papers);
    let machine = desktop.adopt(quiet(window));
    desktop.see(texts.text("unlock-button"));
    desktop.enlarge(kind.size);
    let shots = Shots { desktop, texts, folder };
    shots.shot("g03-amber");
    shots.details("status-air-gap-amber", "g04-amber-details");
    desktop.log_in(texts, LOGIN, PASSWORD);
    desktop.click(shots.t("rail-posture"));
    desktop.picture(&format!("{folder}/g05-looking"));
    desktop.see(shots.t("posture-why"));
    shots.shot("g06-posture");
    desktop.click_to_see(shots.t("posture-take"), shots.t("posture-take-text"));
    shots.shot("g07-report");
    desktop.click_to_see(shots.t("out-folder-choose"), shots.t("picker-path"));
    shots.shot("g08-picker");
    desktop.press("Escape");
    desktop.see_gone(shots.t("picker-path"));
    desktop.press("Escape");
    desktop.see_gone(shots.t("posture-take-text"));
    desktop.click(shots.t("rail-records"));
    desktop.see_gone(shots.t("posture-why"));
    drop_file(desktop, &desktop.folder().join("letter.txt"));
    desktop.see(shots.t("reach-title"));
    shots.shot("g09-drop");
    ip(machine, "link add gap0 type veth peer name gap1");
    ip(machine, "link set gap0 up");
    desktop.see_part("gap0");
    ip(machine, "link set gap1 up");
    desktop.see(shots.t("gap-page-title"));
    shots.shot("g10-red");
    desktop.click_to_see(shots.t("gap-page-all"), shots.t("gap-looked"));
    shots.shot("g11-red-details");
    desktop.press("Escape");
    ip(machine, "link add wg0 type veth peer name wg1");
    ip(machine, "link set wg0 up");
    ip(machine, "link set wg1 up");
    ip(machine, "address add 10.9.0.1/24 dev gap0");
    ip(machine, "route add default via 10.9.0.2 dev gap0");
    desktop.click_to_see(shots.t("gap-page-all"), shots.t("gap-looked"));
    desktop.see_part("wg0");
    shots.shot("g12-red-more-details");
    desktop.press("Escape");
    desktop.see(shots.t("gap-page-title"));
    shots.shot("g12-red-more");
    ip(machine, "link del gap0");
    ip(machine, "link del wg0");
    desktop.see(shots.t("locked-network"));
    shots.shot("g13-over");
    desktop.press("alt+F4");
    desktop.see_gone(shots.t("unlock-button"));
}
