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
    Archive = "\u{E00C}",
    ArrowLeft = "\u{E058}",
    ArrowRight = "\u{E06C}",
    CaretDown = "\u{E136}",
    CaretRight = "\u{E13A}",
    CaretUp = "\u{E13C}",
    Check = "\u{E182}",
    CheckCircle = "\u{E184}",
    Clock = "\u{E19A}",
    Close = "\u{E4F6}",
    Copy = "\u{E1CA}",
    Examine = "\u{E7EA}",
    Export = "\u{EAF0}",
    File = "\u{E230}",
    FileCsv = "\u{EB1C}",
    FilePdf = "\u{E702}",
    FileSheet = "\u{EB22}",
    FileText = "\u{E23A}",
    FileWord = "\u{EB1E}",
    Files = "\u{E710}",
    Folder = "\u{E24A}",
    FolderOpen = "\u{E256}",
    Group = "\u{E68E}",
    Identity = "\u{E2C8}",
    Image = "\u{E2CA}",
    Info = "\u{E2CE}",
    Key = "\u{E2D6}",
    Lock = "\u{E2FA}",
    Mail = "\u{E218}",
    Manual = "\u{E0E6}",
    Moon = "\u{E330}",
    Move = "\u{E0A0}",
    NoNetwork = "\u{E4F2}",
    Pencil = "\u{E3B4}",
    Person = "\u{E4C2}",
    Plus = "\u{E3D4}",
    Printer = "\u{E3DC}",
    Save = "\u{E248}",
    Search = "\u{E30C}",
    ShieldCheck = "\u{E40C}",
    Stop = "\u{E46C}",
    Stopped = "\u{E4E4}",
    Sun = "\u{E472}",
    Table = "\u{E476}",
    Tag = "\u{E478}",
    Upload = "\u{E4C0}",
    Usb = "\u{E956}",
    Users = "\u{E4D6}",
    Vault = "\u{E76E}",
    Warning = "\u{E4E0}",
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
