//! Eyes and hands on a desktop: waits for what a screen reader finds, clicks it and types into it. Nothing here waits for a
//! fixed time; what it waits for is what the window shows.

use std::thread;
use std::time::{Duration, Instant};

use strongroom::texts::Texts;

use crate::desktop::Desktop;
use crate::tree::Place;

/// What lies lower is behind the edge of a page, or near it.
const SEEN_DOWN_TO: i32 = 740;

/// How long typed keys may take to arrive before they are typed again.
const SETTLING: Duration = Duration::from_secs(10);

/// The pause between two looks.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How many looks after the first something must keep its place for.
const STANDS: u32 = 3;

impl Desktop {
    /// Waits until a thing with this name can be seen, and says where it is.
    pub(crate) fn see(&self, name: &str) -> Place {
        self.see_where(name, |place| place.name == name)
    }

    /// Waits until a thing whose name holds `part` can be seen.
    pub(crate) fn see_part(&self, part: &str) -> Place {
        self.see_where(part, |place| place.name.contains(part) || place.value.contains(part))
    }

    /// Waits until one of these can be seen.
    pub(crate) fn see_any(&self, names: &[&str]) -> Place {
        self.see_where(&names.join(" or "), |place| names.contains(&&place.name[..]))
    }

    /// Waits until it is there and keeps its place: what is laid out anew moves for some frames.
    fn see_where(&self, what: &str, fits: impl Fn(&Place) -> bool) -> Place {
        let (mut found, mut stood): (Option<Place>, u32) = (None, 0);
        self.wait_for(what, || {
            let now = self.places(&fits).into_iter().next();
            let still = matches!((&found, &now), (Some(before), Some(now)) if before.middle == now.middle);
            stood = if still { stood + 1 } else { 0 };
            found = now;
            stood == STANDS
        });
        found.unwrap()
    }

    /// Whether something with this name can be seen right now.
    pub(crate) fn shows(&self, name: &str) -> bool {
        !self.places(|place| place.name == name).is_empty()
    }

    /// Does `cause` now and then until this can be seen.
    pub(crate) fn see_after(&self, name: &str, cause: impl Fn()) {
        self.wait_for(name, || {
            cause();
            thread::sleep(Duration::from_millis(200));
            self.shows(name)
        });
    }

    /// Waits until nothing bears this name any more.
    pub(crate) fn see_gone(&self, name: &str) {
        self.wait_for(&format!("{name} to go"), || !self.shows(name));
    }

    /// Clicks the middle of the button, link, row or box with this name, and scrolls down to it if it must.
    pub(crate) fn click(&self, name: &str) {
        let look = || self.see_where(name, |place| place.name == name && place.is_pressable());
        let mut place = look();
        for _ in 0..20 {
            if place.middle.1 < SEEN_DOWN_TO {
                break;
            }
            // Not `--sync`: where the pointer is there already, that waits for a move that never comes.
            self.hand(&["mousemove", "640", "400", "click", "--repeat", "3", "5"]);
            place = look();
        }
        self.click_at(&place);
    }

    /// Clicks it until something called `then` comes up: a click may hit a frame that was just being replaced.
    pub(crate) fn click_to_see(&self, name: &str, then: &str) {
        for _ in 0..3 {
            self.click(name);
            let begun = Instant::now();
            while begun.elapsed() < SETTLING {
                if self.shows(then) {
                    return;
                }
                thread::sleep(LOOK_EVERY);
            }
        }
        self.see(then);
    }

    /// Clicks the row of a list whose name holds `part`.
    pub(crate) fn click_row(&self, part: &str) {
        self.click_at(&self.see_where(part, |place| place.name.contains(part) && place.is_pressable()));
    }

    /// Clicks the field with this label, among things that bear the same name.
    pub(crate) fn click_field(&self, name: &str) {
        self.click_at(&self.see_where(name, |place| place.name == name && place.is_field()));
    }

    fn click_at(&self, place: &Place) {
        let (x, y) = (place.middle.0.to_string(), place.middle.1.to_string());
        self.hand(&["mousemove", "--sync", &x, &y, "click", "1"]);
    }

    /// Fills the field with this label, in place of what it holds. A busy machine may drop keys: what arrived is read back.
    pub(crate) fn fill(&self, label: &str, text: &str) {
        for _ in 0..3 {
            self.click_field(label);
            self.press("ctrl+a");
            self.press("BackSpace");
            self.type_text(text);
            if self.holds(label, text) {
                return;
            }
        }
        panic!("{label} does not take {text}; {}", self.picture("given-up").display());
    }

    /// Whether the field comes to hold the text; of a password only its length is seen.
    fn holds(&self, label: &str, text: &str) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < SETTLING {
            let field = self.see_where(label, |place| place.name == label && place.is_field());
            let masked = field.value.chars().all(|letter| letter == '•') && !field.value.is_empty();
            if field.value == text || masked && field.value.chars().count() == text.chars().count() {
                return true;
            }
            thread::sleep(LOOK_EVERY);
        }
        false
    }

    /// Logs in.
    pub(crate) fn log_in(&self, words: &Texts, login: &str, password: &str) {
        self.see(words.text("unlock-button"));
        self.fill(words.text("unlock-login"), login);
        self.fill(words.text("unlock-password"), password);
        self.press("Return");
        self.see(words.text("rail-lock"));
    }

    pub(crate) fn type_text(&self, text: &str) {
        self.hand(&["type", "--delay", "15", text]);
    }

    pub(crate) fn press(&self, keys: &str) {
        self.hand(&["key", keys]);
    }

    /// Makes the window as large as the screen.
    pub(crate) fn enlarge(&self, size: (u32, u32)) {
        let (width, height) = (size.0.to_string(), (size.1 - 26).to_string());
        let window = [
            "search",
            "--onlyvisible",
            "--name",
            "Strongroom",
            "windowsize",
            &width,
            &height,
            "windowmove",
            "0",
            "0",
        ];
        self.hand(&window);
    }

    pub(crate) fn enlarge_again(&self) {
        self.enlarge(self.kind.size);
    }

    /// Clicks the n-th of the buttons with this name.
    pub(crate) fn click_nth(&self, name: &str, n: usize) {
        self.see(name);
        let places = self.places(|place| place.name == name && place.is_pressable());
        self.click_at(&places[n]);
    }

    /// Clicks the one of two that is there.
    pub(crate) fn click_part(&self, one: &str, other: &str) {
        self.click_at(&self.see_any(&[one, other]));
    }

    pub(crate) fn hand(&self, arguments: &[&str]) {
        self.tool("xdotool", arguments).unwrap_or_else(|| panic!("xdotool {arguments:?}"));
    }
}
