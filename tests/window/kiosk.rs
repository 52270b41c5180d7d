//! The kiosk's session as it is installed: cage shows the program and nothing else, on a screen that exists in memory
//! alone. What seatd, udev and systemd do in a real room is not here to try.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use strongroom::texts::Language;

use crate::desktop::{Desktop, Kind, give};
use crate::planted;
use crate::story::install;

/// How long the first picture may take. A software renderer on a busy machine is slow.
const PATIENCE: Duration = Duration::from_mins(1);

/// The colour of the logo and of the button that unlocks, in light and in dark: `src/ui/theme.rs`.
const LOGO: [u8; 3] = [0x0e, 0x5a, 0x6b];

#[test]
fn cage_shows_strongroom_and_nothing_else() {
    let mut desktop = Desktop::start("kiosk", 75, Kind::ordinary(Language::English));
    let program = install(&desktop);
    let vault = desktop.folder().join("vault");
    planted::make(&vault);
    give(&vault);
    let session = desktop.folder().join("session");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/kiosk/session"), &session).unwrap();
    give(&session);

    let mut kiosk = desktop.ordinary(session.to_str().unwrap());
    kiosk.env("STRONGROOM_PROGRAM", &program).env("STRONGROOM_VAULT", &vault);
    kiosk.envs([("WLR_BACKENDS", "headless"), ("WLR_LIBINPUT_NO_DEVICES", "1"), ("WLR_RENDERER", "pixman")]);
    // Two screens side by side, which the window fills: what fills a single one is passed by where pictures are taken.
    kiosk.env("WLR_HEADLESS_OUTPUTS", "2");
    kiosk.stdout(Stdio::null()).stderr(Stdio::null());
    desktop.adopt(kiosk);

    let begun = Instant::now();
    let picture = loop {
        let picture = picture(&desktop).filter(is_the_unlock_screen);
        if let Some(picture) = picture {
            break picture;
        }
        assert!(begun.elapsed() < PATIENCE, "no unlock screen in {}", kept().display());
        thread::sleep(Duration::from_millis(200));
    };
    let (right, bottom) = (picture.width() - 1, picture.height() - 1);
    let edges = [(0, 0), (right, 0), (0, bottom), (right, bottom)];
    let grey = |(x, y)| picture.get_pixel(x, y).0.iter().all(|part| *part > 0x60);
    assert!(edges.into_iter().all(grey), "something else is at an edge: {}", kept().display());
}

/// What cage shows now; nothing before it can be asked.
fn picture(desktop: &Desktop) -> Option<image::RgbImage> {
    let taken = desktop.folder().join("kiosk.png");
    let mut grim = desktop.ordinary("grim");
    grim.env("WAYLAND_DISPLAY", "wayland-0").arg(&taken).stderr(Stdio::null());
    if !grim.status().expect("grim is needed: apt-get install grim cage").success() {
        return None;
    }
    fs::create_dir_all(kept().parent().unwrap()).unwrap();
    fs::copy(&taken, kept()).unwrap();
    Some(image::open(&taken).ok()?.into_rgb8())
}

/// The picture that is kept for people.
fn kept() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("window/kiosk.png")
}

fn is_the_unlock_screen(picture: &image::RgbImage) -> bool {
    picture.pixels().filter(|pixel| pixel.0 == LOGO).count() > 500
}
