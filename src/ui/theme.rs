//! Every colour, spacing and type size of the window, light and dark, in this one file.
//!
//! Screens and widgets take them from [`Theme`] and [`space`]; none of them writes a number or a colour of its own.

use eframe::egui::{self, Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Visuals, vec2};

use super::fonts;

/// Distances, in points, in steps of 4.
pub(crate) mod space {
    /// Between an icon and its word.
    pub(crate) const TINY: f32 = 4.0;
    /// Between things that belong together.
    pub(crate) const SMALL: f32 = 8.0;
    /// Between things.
    pub(crate) const MEDIUM: f32 = 12.0;
    /// Inside cards, between parts.
    pub(crate) const LARGE: f32 = 16.0;
    /// Around a page.
    pub(crate) const PAGE: f32 = 24.0;
    /// The height of buttons, fields and rows of the rail.
    pub(crate) const CONTROL: f32 = 36.0;
    /// The height of rows of tables.
    pub(crate) const ROW: f32 = 36.0;
    /// The width of the rail.
    pub(crate) const RAIL: f32 = 220.0;
    /// The height of the status bar.
    pub(crate) const STATUS: f32 = 28.0;
    /// The width of the details beside a list.
    pub(crate) const DETAILS: f32 = 300.0;
    /// The width of forms and dialogs.
    pub(crate) const FORM: f32 = 380.0;
    /// The widest that running text is set.
    pub(crate) const TEXT: f32 = 640.0;
    /// Rounded corners of controls.
    pub(crate) const RADIUS: u8 = 6;
    /// Rounded corners of cards.
    pub(crate) const CARD_RADIUS: u8 = 8;
}

/// A kind of lettering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// Running text, 14/20.
    Body,
    /// Labels of fields and buttons, 14/20 medium.
    Label,
    /// Names of things, 14/20 semibold.
    Strong,
    /// The title of a page, 20/28 semibold.
    Title,
    /// The heading of a card, 16/24 semibold.
    Heading,
    /// Hints, heads of tables, the status bar, 12/16.
    Small,
    /// The same, medium.
    SmallLabel,
    /// The letters of a small picture of a document, 9/13.
    Tiny,
    /// Codes, hashes, times: monospaced.
    Code,
    /// Icons beside text.
    Icon,
    /// The small arrow of a list that opens.
    SmallIcon,
    /// The icon of an empty page.
    LargeIcon,
}

impl Face {
    /// The font and size.
    pub(crate) fn font(self) -> FontId {
        match self {
            Self::Body => FontId::new(14.0, FontFamily::Proportional),
            Self::Label => FontId::new(14.0, fonts::medium()),
            Self::Strong => FontId::new(14.0, fonts::semibold()),
            Self::Title => FontId::new(20.0, fonts::semibold()),
            Self::Heading => FontId::new(16.0, fonts::semibold()),
            Self::Small => FontId::new(12.0, FontFamily::Proportional),
            Self::SmallLabel => FontId::new(12.0, fonts::medium()),
            Self::Tiny => FontId::new(9.0, FontFamily::Proportional),
            Self::Code => FontId::new(13.0, FontFamily::Monospace),
            Self::Icon => FontId::new(16.0, fonts::icons()),
            Self::SmallIcon => FontId::new(11.0, fonts::icons()),
            Self::LargeIcon => FontId::new(40.0, fonts::icons()),
        }
    }

    /// The height of a line.
    pub(crate) const fn line(self) -> f32 {
        match self {
            Self::Tiny => 13.0,
            Self::Title => 28.0,
            Self::Heading => 24.0,
            Self::Small | Self::SmallLabel => 16.0,
            Self::LargeIcon => 44.0,
            _ => 20.0,
        }
    }
}

/// What a colour says. Always beside a word that says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing in particular.
    Plain,
    /// Chosen, or under way.
    Accent,
    /// As it should be.
    Good,
    /// Needs attention.
    Warning,
    /// Must not be, or cannot be undone.
    Danger,
}

/// The colours in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Theme {
    pub(crate) dark: bool,
    pub(crate) background: Color32,
    pub(crate) surface: Color32,
    pub(crate) rail: Color32,
    pub(crate) line: Color32,
    pub(crate) text: Color32,
    pub(crate) muted: Color32,
    /// Hints inside empty fields, and what is disabled.
    pub(crate) faint: Color32,
    pub(crate) accent: Color32,
    pub(crate) accent_soft: Color32,
    pub(crate) accent_hover: Color32,
    pub(crate) on_accent: Color32,
    pub(crate) hover: Color32,
    pub(crate) ok: Color32,
    pub(crate) ok_soft: Color32,
    pub(crate) warning: Color32,
    pub(crate) warning_soft: Color32,
    pub(crate) danger: Color32,
    pub(crate) danger_soft: Color32,
    pub(crate) plain_soft: Color32,
    pub(crate) backdrop: Color32,
}

impl Theme {
    /// Dark letters on light ground.
    pub(crate) const fn light() -> Self {
        Self {
            dark: false,
            background: rgb(0xF5_F7F8),
            surface: rgb(0xFF_FFFF),
            rail: rgb(0xEB_EFF1),
            line: rgb(0xDD_E3E7),
            text: rgb(0x17_232B),
            muted: rgb(0x5B_6973),
            faint: rgb(0x8A_969E),
            accent: rgb(0x0E_5A6B),
            accent_soft: rgb(0xDC_ECEF),
            accent_hover: rgb(0x0B_4A58),
            on_accent: rgb(0xFF_FFFF),
            hover: rgb(0xEE_F2F4),
            ok: rgb(0x2B_7A4B),
            ok_soft: rgb(0xDD_F0E4),
            warning: rgb(0x9A_6400),
            warning_soft: rgb(0xFC_EFD3),
            danger: rgb(0xB3_261E),
            danger_soft: rgb(0xFB_E1DF),
            plain_soft: rgb(0xE9_EDF0),
            backdrop: Color32::from_black_alpha(90),
        }
    }

    /// Light letters on dark ground.
    pub(crate) const fn dark() -> Self {
        Self {
            dark: true,
            background: rgb(0x12_191D),
            surface: rgb(0x1A_2328),
            rail: rgb(0x15_1D21),
            line: rgb(0x2B_373E),
            text: rgb(0xE6_ECEF),
            muted: rgb(0x9F_ADB5),
            faint: rgb(0x74_838C),
            accent: rgb(0x57_B3C6),
            accent_soft: rgb(0x17_3740),
            accent_hover: rgb(0x74_C3D3),
            on_accent: rgb(0x08_1A1F),
            hover: rgb(0x21_2C32),
            ok: rgb(0x6C_C492),
            ok_soft: rgb(0x17_3325),
            warning: rgb(0xE0_B152),
            warning_soft: rgb(0x3A_2E14),
            danger: rgb(0xF0_8A82),
            danger_soft: rgb(0x42_2020),
            plain_soft: rgb(0x26_3138),
            backdrop: Color32::from_black_alpha(150),
        }
    }

    /// The letters of a tone.
    pub(crate) const fn ink(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Plain => self.muted,
            Tone::Accent => self.accent,
            Tone::Good => self.ok,
            Tone::Warning => self.warning,
            Tone::Danger => self.danger,
        }
    }

    /// The ground of a tone.
    pub(crate) const fn soft(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Plain => self.plain_soft,
            Tone::Accent => self.accent_soft,
            Tone::Good => self.ok_soft,
            Tone::Warning => self.warning_soft,
            Tone::Danger => self.danger_soft,
        }
    }

    /// The colours that tell the lines of a chart apart, the most important first; whoever comes after shares the last.
    pub(crate) fn series(&self) -> [Color32; 7] {
        if self.dark {
            rgbs([0x57_B3C6, 0xE0_A458, 0xA9_9BE8, 0x6C_C492, 0xE3_8BB8, 0x8F_B2E8, 0x74_838C])
        } else {
            rgbs([0x0E_5A6B, 0xB4_690E, 0x5B_4FA2, 0x2B_7A4B, 0xA2_3B72, 0x4A_6FA5, 0x8A_969E])
        }
    }

    /// The colour of a square of a heat map: from nothing (0) to the most (1).
    pub(crate) fn heat(&self, share: f32) -> Color32 {
        if share <= 0.0 { self.plain_soft } else { self.accent_soft.lerp_to_gamma(self.accent, share.sqrt()) }
    }

    /// The thin line around cards and controls.
    pub(crate) const fn hairline(&self) -> Stroke {
        Stroke { width: 1.0, color: self.line }
    }

    /// Makes egui's own widgets look like ours.
    pub(crate) fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(if self.dark { egui::Theme::Dark } else { egui::Theme::Light });
        ctx.all_styles_mut(|style| {
            style.visuals = self.visuals();
            style.text_styles = [
                (egui::TextStyle::Small, Face::Small.font()),
                (egui::TextStyle::Body, Face::Body.font()),
                (egui::TextStyle::Button, Face::Label.font()),
                (egui::TextStyle::Heading, Face::Title.font()),
                (egui::TextStyle::Monospace, Face::Code.font()),
            ]
            .into();
            style.spacing.item_spacing = vec2(space::SMALL, space::SMALL);
            style.spacing.button_padding = vec2(space::MEDIUM, space::SMALL);
            style.spacing.interact_size = vec2(space::CONTROL, 20.0);
            style.spacing.scroll = egui::style::ScrollStyle {
                floating_width: 4.0,
                bar_inner_margin: 2.0,
                bar_outer_margin: 2.0,
                dormant_handle_opacity: 0.12,
                active_handle_opacity: 0.25,
                interact_handle_opacity: 0.5,
                ..egui::style::ScrollStyle::floating()
            };
            style.spacing.menu_margin = Margin::same(6);
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.4;
            style.animation_time = 0.08;
            style.visuals.text_cursor.blink = false;
        });
    }

    fn visuals(&self) -> Visuals {
        let mut visuals = if self.dark { Visuals::dark() } else { Visuals::light() };
        visuals.panel_fill = self.background;
        visuals.window_fill = self.surface;
        visuals.window_stroke = self.hairline();
        visuals.window_corner_radius = CornerRadius::same(space::CARD_RADIUS);
        visuals.menu_corner_radius = CornerRadius::same(space::CARD_RADIUS);
        visuals.popup_shadow = self.shadow();
        visuals.window_shadow = self.shadow();
        visuals.extreme_bg_color = self.surface;
        visuals.faint_bg_color = self.hover;
        visuals.code_bg_color = self.plain_soft;
        visuals.text_edit_bg_color = Some(self.surface);
        visuals.hyperlink_color = self.accent;
        visuals.warn_fg_color = self.warning;
        visuals.error_fg_color = self.danger;
        visuals.weak_text_color = Some(self.faint);
        visuals.override_text_color = None;
        visuals.selection.bg_fill = self.accent_soft;
        visuals.selection.stroke = Stroke::new(1.0, self.accent);
        visuals.text_cursor.stroke = Stroke::new(1.5, self.text);
        visuals.disabled_alpha = 0.55;
        let widgets = &mut visuals.widgets;
        for (state, fill, stroke) in [
            (&mut widgets.noninteractive, self.surface, self.line),
            (&mut widgets.inactive, self.surface, self.line),
            (&mut widgets.hovered, self.hover, self.faint),
            (&mut widgets.active, self.accent_soft, self.accent),
            (&mut widgets.open, self.hover, self.faint),
        ] {
            state.bg_fill = fill;
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, stroke);
            state.fg_stroke = Stroke::new(1.0, self.text);
            state.corner_radius = CornerRadius::same(space::RADIUS);
            state.expansion = 0.0;
        }
        visuals
    }

    const fn shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 6],
            blur: 24,
            spread: 0,
            color: Color32::from_black_alpha(if self.dark { 120 } else { 36 }),
        }
    }
}

fn rgbs<const N: usize>(colours: [u32; N]) -> [Color32; N] {
    colours.map(rgb)
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}
