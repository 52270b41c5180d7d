//! The typefaces, built into the program: Inter for text, `JetBrains` Mono for codes, Phosphor for icons.
//!
//! All are in `assets/fonts` with their licences; no font of the machine is ever read.

use std::sync::Arc;

use eframe::egui::{Context, FontData, FontDefinitions, FontFamily};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const MEDIUM: &[u8] = include_bytes!("../../assets/fonts/Inter-Medium.otf");
const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");
const MONO: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf");
const ICONS: &[u8] = include_bytes!("../../assets/fonts/Phosphor-Regular.ttf");

/// Inter Medium.
pub(crate) fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

/// Inter `SemiBold`.
pub(crate) fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Phosphor.
pub(crate) fn icons() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// Installs the typefaces. They are in use from the next pass on.
pub(crate) fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in
        [("regular", REGULAR), ("medium", MEDIUM), ("semibold", SEMIBOLD), ("mono", MONO), ("icons", ICONS)]
    {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    // Each family falls back to the others, so that a rare letter is drawn rather than a box.
    for (family, first) in [
        (FontFamily::Proportional, "regular"),
        (FontFamily::Monospace, "mono"),
        (medium(), "medium"),
        (semibold(), "semibold"),
        (icons(), "icons"),
    ] {
        let chain = [first, "regular", "mono", "icons"];
        fonts.families.insert(family, chain.into_iter().map(str::to_owned).collect());
    }
    ctx.set_fonts(fonts);
}
