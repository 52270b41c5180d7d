//! The icons in use, by what they mean here: letters of the Phosphor typeface.

use eframe::egui::{Color32, Sense, Ui, vec2};

use crate::ui::theme::Face;

macro_rules! icons {
    ($($name:ident = $letter:literal,)*) => {
        /// An icon. Never alone: a word beside it says the same.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Icon { $($name,)* }

        impl Icon {
            /// Its letter in the icon typeface.
            pub(crate) const fn letter(self) -> &'static str {
                match self { $(Self::$name => $letter,)* }
            }
        }
    };
}

icons! {
    ArrowLeft = "\u{E058}",
    CaretDown = "\u{E136}",
    CaretUp = "\u{E13C}",
    Check = "\u{E182}",
    CheckCircle = "\u{E184}",
    Clock = "\u{E19A}",
    ClockBack = "\u{E1A0}",
    Close = "\u{E4F6}",
    File = "\u{E230}",
    FileCsv = "\u{EB1C}",
    FileText = "\u{E23A}",
    Files = "\u{E710}",
    Folder = "\u{E24A}",
    FolderOpen = "\u{E256}",
    Group = "\u{E68E}",
    IdCard = "\u{E2C8}",
    Info = "\u{E2CE}",
    Lock = "\u{E2FA}",
    Manual = "\u{E0E6}",
    Notebook = "\u{E34E}",
    Pencil = "\u{E3B4}",
    Person = "\u{E4C2}",
    PersonCircle = "\u{E4C4}",
    Printer = "\u{E3DC}",
    Save = "\u{E248}",
    Search = "\u{E30C}",
    Shield = "\u{E40A}",
    ShieldCheck = "\u{E40C}",
    Signature = "\u{EBAC}",
    HardDrives = "\u{E2A0}",
    Stick = "\u{E956}",
    Stopped = "\u{E4E4}",
    Users = "\u{E4D6}",
    Vault = "\u{E76E}",
    WarningCircle = "\u{E4E2}",
}

impl Icon {
    /// Draws the icon, in the middle of a line as high as the text beside it.
    pub(crate) fn ui(self, ui: &mut Ui, colour: Color32) {
        let galley = ui.painter().layout_no_wrap(self.letter().to_owned(), Face::Icon.font(), colour);
        let (rect, _) = ui.allocate_exact_size(vec2(galley.size().x, Face::Icon.line()), Sense::hover());
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, colour);
    }
}
