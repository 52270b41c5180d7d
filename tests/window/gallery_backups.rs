//! Pictures of the screens about backups and recovery sheets, for eyes, as `gallery` takes them of the others. Judges nothing
//! but that each screen is reached. Takes root: the sticks are file systems of their own, mounted where only the window sees
//! them. Run by hand: `cargo test --test window -- --ignored gallery_backups`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::desktop::give;
use crate::gallery::{LOGIN, PASSWORD, Part, Walk, each_desktop};
use crate::story::keep_sheet;

const OPERATOR: (&str, &str) = ("mihai.stan", "sample copper kettle on the stove");
const STAFF: (&str, &str) = ("ioana.marin", "sample orchard under seven lamps");
const SECOND: (&str, &str) = ("andrei.popa", "sample walnut beside the north gate");

/// What writing takes a while of.
const LARGE_BYTES: usize = 200_000_000;

/// The places for media are the window's own; what this machine has mounted there is none of it.
const PLACES: &str = "for at in $(awk '$5 ~ \"^/(mnt|media|run/media)\" {print $5}' /proc/self/mountinfo | sort -r); do umount -l $at; done;
     mount -t tmpfs none /media && mkdir /media/BLUE /media/GREY /media/RED && chmod 755 /media";

#[test]
#[ignore = "pictures for eyes; takes minutes"]
fn backups() {
    each_desktop(180, |name, first, kind, look| {
        let walk = Walk::begin(name, first, kind, look, PLACES);
        let parts: [(&str, Part); 9] = [
            ("operator", Walk::operator),
            ("writing", Walk::writing),
            ("refused", Walk::refused_media),
            ("verifying", Walk::verifying),
            ("drill", Walk::drill),
            ("restore", Walk::restore),
            ("sheets", Walk::sheets),
            ("one sheet", Walk::one_sheet),
            ("in place", Walk::in_place),
        ];
        walk.part("preparing", Walk::prepare);
        for (name, part) in parts {
            walk.part(name, part);
        }
    });
}

impl Walk {
    /// Does something where the window's media are.
    fn outside(&self, script: &str) {
        let process = self.process.to_string();
        let done = Command::new("nsenter").args(["-t", &process, "-m", "sh", "-c", script]).output().unwrap();
        assert!(done.status.success(), "{script}: {}", String::from_utf8_lossy(&done.stderr));
    }

    fn stick(&self, name: &str) -> String {
        self.desktop.folder().join(format!("{name}.img")).display().to_string()
    }

    fn plug_in(&self, name: &str, options: &str) {
        let image = self.stick(name);
        self.outside(&format!("mount -o loop,{options} {image} /media/{name} && chown 65534:65534 /media/{name} || test {options} = ro"));
    }

    fn unplug(&self, name: &str) {
        self.outside(&format!("umount /media/{name}"));
    }

    /// The program on the vault, by the command line.
    fn command(&self, (login, password): (&str, &str), arguments: &[&str]) -> serde_json::Value {
        let file = self.desktop.folder().join(login);
        fs::write(&file, password).unwrap();
        give(&file);
        let program = self.desktop.folder().join("strongroom");
        let mut command = self.desktop.ordinary(program.to_str().unwrap());
        command.args(["--json", "--vault", self.vault().to_str().unwrap(), "--account", login]);
        let done = command.arg("--password-file").arg(file).args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap_or_default()
    }

    fn prepare(&self) {
        for (name, size) in [("BLUE", "1200M"), ("GREY", "64M"), ("RED", "64M")] {
            let image = self.stick(name);
            let made = Command::new("sh")
                .args(["-c", &format!("truncate -s {size} {image} && mkfs.ext4 -q -L {name} -m 0 {image}")])
                .status();
            assert!(made.unwrap().success());
        }
        let large = self.desktop.folder().join("scans.bin");
        fs::write(&large, vec![7; LARGE_BYTES]).unwrap();
        give(&large);
        let groups = self.command(STAFF, &["group", "list"]);
        let group = groups[0]["name"].as_str().unwrap().to_owned();
        let customers = self.command(STAFF, &["customer", "find", "", "--group", &group]);
        let code = customers[0]["code"].as_str().unwrap().to_owned();
        let import = ["import", large.to_str().unwrap(), "--group", &group, "--customer", &code];
        self.command(STAFF, &import);
        fs::remove_file(large).unwrap();
    }

    fn come_in(&self, (login, password): (&str, &str)) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        if d.shows(t("rail-lock")) {
            d.click_to_see(t("rail-lock"), t("unlock-button"));
        } else if d.shows(t("chooser-open-button")) {
            d.click_to_see(t("chooser-open-button"), t("unlock-button"));
        }
        d.enlarge_again();
        d.log_in(&self.words, login, password);
        d.see(t("rail-lock"));
    }

    fn operator(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        self.come_in(OPERATOR);
        d.see(t("backup-plug-in"));
        self.shot("b01-operators-home");
        self.plug_in("BLUE", "rw");
        d.see(t("enrol-label"));
        self.shot("b02-unknown");
        let (label, place, holder) = match self.words.language() {
            strongroom::texts::Language::English => ("Stick B, blue", "safe 2", "Mihai Stan"),
            strongroom::texts::Language::Romanian => ("Stick B, albastru", "seif 2", "Mihai Stan"),
        };
        d.fill(t("enrol-label"), label);
        d.fill(t("enrol-place"), place);
        d.fill(t("enrol-holder"), holder);
        self.shot("b03-enrolling");
        d.click_to_see(t("enrol-go"), t("backup-write"));
        self.shot("b04-operators-home-with-a-medium");
    }

    fn writing(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click(t("backup-write"));
        d.see(t("write-going-on"));
        // What is written from here on waits, and the picture is of the middle.
        self.outside("sleep 1; fsfreeze -f /media/BLUE");
        self.shot("b05-writing");
        self.outside("fsfreeze -u /media/BLUE");
        d.see(t("written-confirm"));
        self.shot("b06-written");
        d.click(t("written-confirm"));
        self.shot("b07-still-mounted");
        self.unplug("BLUE");
        d.see(t("written-done-go"));
        self.shot("b08-may-be-removed");
        d.click_to_see(t("written-done-go"), t("backup-plug-in"));
        self.shot("b09-home-afterwards");
    }

    fn refused_media(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        self.plug_in("BLUE", "ro");
        d.see(t("backup-what-to-do"));
        self.shot("b10-refused-read-only");
        self.unplug("BLUE");
        d.see(t("backup-plug-in"));
        // A stick with another vault's note.
        self.plug_in("BLUE", "rw");
        self.plug_in("GREY", "rw");
        self.outside(
            "mkdir /media/GREY/STRONGROOM && sed '1s/..$/00/' /media/BLUE/STRONGROOM/medium.txt >/media/GREY/STRONGROOM/medium.txt && chown -R 65534:65534 /media/GREY/STRONGROOM",
        );
        self.unplug("BLUE");
        self.unplug("GREY");
        d.see(t("backup-plug-in"));
        self.plug_in("GREY", "rw");
        d.see(t("backup-what-to-do"));
        self.shot("b11-refused-foreign");
        self.unplug("GREY");
    }

    fn verifying(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        self.plug_in("BLUE", "rw");
        d.click_to_see(t("rail-verify"), t("verify-go"));
        self.shot("b12-verify");
        d.click(t("verify-go"));
        d.see(t("verify-going-on"));
        self.desktop.picture(&format!("{}/b13-verifying", self.name));
        d.see_gone(t("verify-going-on"));
        self.shot("b14-verified");
        d.click_to_see(t("rail-media"), t("media-title"));
        d.click_row(match self.words.language() {
            strongroom::texts::Language::English => "Stick B, blue",
            strongroom::texts::Language::Romanian => "Stick B, albastru",
        });
        self.shot("b15-media");
    }

    fn pick(&self, button: &str, path: &str) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t(button), t("picker-path"));
        d.fill(t("picker-path"), path);
        d.press("Return");
        d.see_gone(t("picker-path"));
    }

    fn drill(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        self.come_in((LOGIN, PASSWORD));
        self.shot("b16-supervisors-notice");
        d.click_to_see(t("rail-backup"), t("backup-title"));
        self.shot("b17-supervisors-page");
        d.click_to_see(t("rail-drill"), t("drill-go"));
        let spare = self.desktop.folder().join("spare");
        fs::create_dir_all(&spare).unwrap();
        give(&spare);
        self.pick("out-folder-choose", spare.to_str().unwrap());
        self.shot("b18-drill");
        d.click(t("drill-go"));
        d.see(t("drill-running"));
        self.desktop.picture(&format!("{}/b19-drill-going-on", self.name));
        d.see(t("drill-again"));
        self.shot("b20-drill-result");
    }

    /// A record is deleted that the backup has; it is put back.
    fn restore(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-lock"), t("unlock-button"));
        let groups = self.command((LOGIN, PASSWORD), &["group", "list"]);
        let group = groups[0]["name"].as_str().unwrap().to_owned();
        let listed = self.command((LOGIN, PASSWORD), &["list", "--group", &group]);
        let large = listed.as_array().unwrap().iter().find(|row| row["size"] == LARGE_BYTES).unwrap();
        let record = large["id"].as_str().unwrap().to_owned();
        let second = self.desktop.folder().join("second");
        fs::write(&second, SECOND.1).unwrap();
        give(&second);
        let by = ["--second", SECOND.0, "--second-password-file", second.to_str().unwrap()];
        let delete = ["delete", &record, "--group", &group, "--reason", "Deleted by mistake"];
        self.command((LOGIN, PASSWORD), &[&delete[..], &by].concat());
        self.come_in((LOGIN, PASSWORD));
        d.click_to_see(t("rail-drill"), t("drill-restore"));
        d.click_to_see(t("drill-restore"), t("restore-go"));
        let apart = self.desktop.folder().join("apart");
        fs::create_dir_all(&apart).unwrap();
        give(&apart);
        self.pick("out-folder-choose", apart.to_str().unwrap());
        self.shot("b21-restore");
        d.click(t("restore-go"));
        d.see(t("restore-running"));
        self.desktop.picture(&format!("{}/b22-restoring", self.name));
        d.see(t("put-back-go"));
        self.shot("b23-restored");
        d.click(t("put-back-go"));
        self.seconded("b24-put-back-signed");
        d.see_any(&[t("put-back-stop-what"), t("put-back-done")]);
        self.desktop.picture(&format!("{}/b25-putting-back", self.name));
        d.see(t("put-back-done"));
        self.shot("b26-put-back");
    }

    /// The picture of a sheet that was saved, as a scanner makes it.
    fn scanned(&self, number: u32) -> PathBuf {
        let sheet = self.desktop.folder().join(format!("place-{number}/sheet.pdf"));
        let to = sheet.with_extension("");
        let mut tool = Command::new("pdftoppm");
        let done = tool.args(["-png", "-gray", "-singlefile", "-r", "150"]).arg(&sheet).arg(&to).status();
        assert!(done.expect("pdftoppm is needed: apt-get install poppler-utils").success());
        give(&to.with_extension("png"));
        to.with_extension("png")
    }

    fn sheets(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-sheets"), t("sheets-replace"));
        self.shot("b30-sheets");
        d.click_to_see(t("sheets-replace"), t("sheets-draw"));
        d.fill(t("out-reason-label"), "Sheet 2 was lost when the office moved");
        self.shot("b31-why");
        d.click_to_see(t("sheets-draw"), t("sheets-type"));
        self.shot("b32-new-set");
        for number in 1..=5 {
            keep_sheet(d, &self.words, number);
        }
        self.shot("b33-kept");
        let page = self.scanned(1);
        let kept = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("window").join(&self.name);
        fs::copy(page, kept.join("b34-printed-sheet.png")).unwrap();
        d.click_to_see(t("sheets-type"), t("recover-picture"));
        self.shot("b35-typing");
        for number in [2, 5, 3] {
            self.pick("recover-picture", self.scanned(number).to_str().unwrap());
            d.see_any(&[t("recover-picture"), t("sheets-typed")]);
            d.settle();
        }
        d.see(t("sheets-typed"));
        self.shot("b36-typed");
        d.click(t("sheets-go"));
        self.seconded("b37-signed");
        d.see(t("sheets-replaced"));
        self.shot("b38-replaced");
    }

    fn one_sheet(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-sheets"), t("sheets-check"));
        d.click_to_see(t("sheets-check"), t("sheets-check-title"));
        self.shot("b39-check");
        self.pick("recover-picture", self.scanned(4).to_str().unwrap());
        d.see_part(t("sheet-of-in-use"));
        self.shot("b40-checked");
        d.click(t("sheets-close"));
    }

    fn in_place(&self) {
        let (d, t) = (&self.desktop, |key| self.t(key));
        d.click_to_see(t("rail-drill"), t("drill-restore"));
        d.click_to_see(t("drill-restore"), t("restore-another"));
        d.click_to_see(t("restore-another"), t("restore-to-place"));
        d.click_to_see(t("restore-to-place"), t("restore-in-place-go"));
        self.shot("b41-in-place");
        d.click(t("restore-in-place-go"));
        d.see(t("unlock-button"));
        d.enlarge_again();
        self.shot("b42-another-log-in");
        d.log_in(&self.words, LOGIN, PASSWORD);
        d.see(t("place-begin"));
        self.shot("b43-place");
        d.click(t("place-begin"));
        d.see(t("place-go"));
        self.shot("b44-staged");
        d.click(t("place-go"));
        self.seconded("b45-place-signed");
        d.see(t("placed-open"));
        self.shot("b46-placed");
    }
}
