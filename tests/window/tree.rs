//! What a screen reader would find in the window: the names, roles and places that the program publishes over AT-SPI.

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

/// The most things that are looked at: a list shows some dozens of rows.
const MOST: usize = 4000;

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

    /// Everything that has a name or a text, of all programs, outermost first.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut found = Vec::new();
        let mut waiting =
            vec![("org.a11y.atspi.Registry".to_owned(), "/org/a11y/atspi/accessible/root".to_owned())];
        let mut looked = 0;
        while let Some((owner, path)) = waiting.pop() {
            looked += 1;
            if looked > MOST {
                break;
            }
            let Ok(node) = self.interface(&owner, &path, "org.a11y.atspi.Accessible") else { continue };
            if let Some(place) = self.place(&owner, &path, &node) {
                found.push(place);
            }
            // Things may go while they are looked at; what is gone has no children.
            let children: Vec<(String, OwnedObjectPath)> = node.call("GetChildren", &()).unwrap_or_default();
            waiting.extend(children.into_iter().rev().map(|(owner, path)| (owner, path.to_string())));
        }
        found
    }

    fn place(&self, owner: &str, path: &str, node: &Proxy<'_>) -> Option<Place> {
        let name: String = node.get_property("Name").unwrap_or_default();
        let role: u32 = node.call("GetRole", &()).ok()?;
        let value = self.value(owner, path);
        if name.is_empty() && value.is_empty() {
            return None;
        }
        let component = self.interface(owner, path, "org.a11y.atspi.Component").ok()?;
        let (x, y, width, height): (i32, i32, i32, i32) = component.call("GetExtents", &(0_u32,)).ok()?;
        let states: Vec<u32> = node.call("GetState", &()).unwrap_or_default();
        let enabled = states.first().is_some_and(|bits| bits & SENSITIVE != 0);
        (width > 0 && height > 0).then(|| Place {
            name,
            role,
            enabled,
            value,
            middle: (x + width / 2, y + height / 2),
        })
    }

    fn value(&self, owner: &str, path: &str) -> String {
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
