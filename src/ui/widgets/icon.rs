//! The icons in use, by what they mean here: letters of the Phosphor typeface.

use eframe::egui::{Color32, RichText, Ui, WidgetText};

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
    Check = "\u{E182}",
    CheckCircle = "\u{E184}",
    Clock = "\u{E19A}",
    Close = "\u{E4F6}",
    File = "\u{E230}",
    FileCsv = "\u{EB1C}",
    FileText = "\u{E23A}",
    Files = "\u{E710}",
    Folder = "\u{E24A}",
    FolderOpen = "\u{E256}",
    Group = "\u{E68E}",
    Info = "\u{E2CE}",
    Lock = "\u{E2FA}",
    Manual = "\u{E0E6}",
    Pencil = "\u{E3B4}",
    Person = "\u{E4C2}",
    Printer = "\u{E3DC}",
    Save = "\u{E248}",
    Search = "\u{E30C}",
    ShieldCheck = "\u{E40C}",
    Stopped = "\u{E4E4}",
    Users = "\u{E4D6}",
    Vault = "\u{E76E}",
    WarningCircle = "\u{E4E2}",
}

impl Icon {
    /// The icon as text of this colour.
    pub(crate) fn text(self, colour: Color32) -> RichText {
        RichText::new(self.letter()).font(Face::Icon.font()).color(colour)
    }

    /// Draws the icon.
    pub(crate) fn ui(self, ui: &mut Ui, colour: Color32) {
        ui.label(WidgetText::from(self.text(colour)));
    }
}
