//! What a screen reader would find in the window: the names, roles and places that the program publishes over AT-SPI.
//!
//! All names of a program come with one answer, as screen readers ask for them too (`org.a11y.atspi.Cache`); texts and
//! places are asked of those things alone that are looked for.

use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::OwnedObjectPath;

/// A thing in a window.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) name: String,
    /// The number of its role in AT-SPI.
    pub(crate) role: u32,
    /// It answers: a button that waits for something does not.
    pub(crate) enabled: bool,
    /// The text of a field.
    pub(crate) value: String,
    /// Its middle, on the screen.
    pub(crate) middle: (i32, i32),
}

impl Place {
    pub(crate) fn is_pressable(&self) -> bool {
        self.enabled && PRESSABLE.contains(&self.role)
    }

    pub(crate) fn is_field(&self) -> bool {
        FIELDS.contains(&self.role)
    }
}

/// Combo box, password, spin button, text, entry.
const FIELDS: [u32; 5] = [11, 40, 52, 61, 79];

/// Check box, list item, menu item, page tab, button, radio button, radio menu item, toggle, table cell, link, table row, tree item.
const PRESSABLE: [u32; 13] = [7, 32, 35, 37, 43, 44, 45, 55, 56, 62, 88, 90, 91];

/// The accessibility bus of a desktop.
pub(crate) struct Accessibility {
    bus: Connection,
}

/// A thing that goes while it is asked never answers; the bus itself would wait five minutes.
const ANSWER: Duration = Duration::from_secs(3);

/// The bit of the state "answers to the person".
const SENSITIVE: u32 = 1 << 24;

impl Accessibility {
    /// Says on the message bus that someone reads the screen, before any program starts.
    pub(crate) fn switch_on(session_address: &str) -> Self {
        let session = Builder::address(session_address).unwrap().build().expect("the message bus answers");
        let status = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status").unwrap();
        status.set_property("IsEnabled", true).expect("at-spi2-core is needed: apt-get install at-spi2-core");
        status.set_property("ScreenReaderEnabled", true).unwrap();
        let door = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").unwrap();
        let address: String = door.call("GetAddress", &()).unwrap();
        let bus = Builder::address(&address[..]).unwrap().method_timeout(ANSWER);
        let bus = bus.build().expect("the accessibility bus answers");
        Self { bus }
    }

    /// What fits, of all programs, outermost first.
    pub(crate) fn places(&self, fits: impl Fn(&Place) -> bool) -> Vec<Place> {
        let mut found = Vec::new();
        for program in self.programs() {
            for item in self.items(&program) {
                let mut place = item.place();
                if item.has_text() && (place.name.is_empty() || place.is_field()) {
                    place.value = self.value(&item);
                }
                let is_something = !place.name.is_empty() || !place.value.is_empty();
                if is_something
                    && fits(&place)
                    && let Some(middle) = self.middle(&item)
                {
                    place.middle = middle;
                    found.push(place);
                }
            }
        }
        found
    }

    /// The names on the bus of the programs that can be read.
    fn programs(&self) -> Vec<String> {
        let (owner, path) = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
        let registry = self.interface(owner, path, "org.a11y.atspi.Accessible");
        let programs = registry.and_then(|registry| registry.call("GetChildren", &()));
        let programs: Vec<(String, OwnedObjectPath)> = programs.unwrap_or_default();
        programs.into_iter().map(|(owner, _root)| owner).collect()
    }

    /// Everything that a program shows. Nothing of one that has just ended.
    fn items(&self, program: &str) -> Vec<Item> {
        let cache = self.interface(program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache");
        cache.and_then(|cache| cache.call("GetItems", &())).unwrap_or_default()
    }

    /// The middle of a thing on the screen; none of what is not to be seen, or gone meanwhile.
    fn middle(&self, item: &Item) -> Option<(i32, i32)> {
        let (owner, path) = &item.object;
        let component = self.interface(owner, path, "org.a11y.atspi.Component").ok()?;
        let (x, y, width, height): (i32, i32, i32, i32) = component.call("GetExtents", &(0_u32,)).ok()?;
        (width > 0 && height > 0).then_some((x + width / 2, y + height / 2))
    }

    fn value(&self, item: &Item) -> String {
        let (owner, path) = &item.object;
        let text = self.interface(owner, path, "org.a11y.atspi.Text");
        text.and_then(|text| text.call("GetText", &(0_i32, -1_i32))).unwrap_or_default()
    }

    fn interface<'a>(&'a self, owner: &str, path: &str, interface: &'static str) -> zbus::Result<Proxy<'a>> {
        let builder = zbus::blocking::proxy::Builder::<Proxy<'a>>::new(&self.bus);
        builder
            .destination(owner.to_owned())?
            .path(path.to_owned())?
            .interface(interface)?
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
    }
}

/// A thing as a program tells it among all others.
#[derive(serde::Deserialize, zbus::zvariant::Type)]
struct Item {
    object: (String, OwnedObjectPath),
    _program: (String, OwnedObjectPath),
    _parent: (String, OwnedObjectPath),
    _index: i32,
    _children: i32,
    interfaces: Vec<String>,
    name: String,
    role: u32,
    _description: String,
    states: Vec<u32>,
}

impl Item {
    fn has_text(&self) -> bool {
        self.interfaces.iter().any(|name| name == "org.a11y.atspi.Text")
    }

    /// Without its text and its middle.
    fn place(&self) -> Place {
        Place {
            name: self.name.clone(),
            role: self.role,
            enabled: self.states.first().is_some_and(|bits| bits & SENSITIVE != 0),
            value: String::new(),
            middle: (0, 0),
        }
    }
}
