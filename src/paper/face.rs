//! The typefaces of the house, embedded: measuring a line of text and turning it into glyphs.
//!
//! The same shaping measures and draws, so that what fits on paper is what was measured. Left to right only.

use super::NotSet;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::sync::LazyLock;

/// The faces that pages are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// Running text.
    Text,
    /// Titles and labels.
    Strong,
    /// Words, codes and ids.
    Mono,
}

/// What stands for a character that the face lacks, where that is better than no page at all.
const STAND_IN: char = '?';

struct Loaded {
    font: Font,
    shaper: rustybuzz::Face<'static>,
}

static TEXT: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../assets/fonts/Inter-Regular.otf")));
static STRONG: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../assets/fonts/Inter-SemiBold.otf")));
static MONO: LazyLock<Loaded> =
    LazyLock::new(|| load(include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf")));

fn load(bytes: &'static [u8]) -> Loaded {
    let font = Font::new(bytes.into(), 0).expect("an embedded typeface is sound");
    let shaper = rustybuzz::Face::from_slice(bytes, 0).expect("an embedded typeface is sound");
    Loaded { font, shaper }
}

/// A line of text, shaped: its glyphs and its width, both for a size of 1.
pub(super) struct Line {
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) ems: f32,
}

impl Face {
    fn loaded(self) -> &'static Loaded {
        match self {
            Self::Text => &TEXT,
            Self::Strong => &STRONG,
            Self::Mono => &MONO,
        }
    }

    /// The font as the PDF embeds it: only the glyphs that are used.
    pub(super) fn font(self) -> Font {
        self.loaded().font.clone()
    }

    /// Shapes a line. Refused if the face lacks one of its characters: a page with holes helps no one.
    pub(super) fn line(self, text: &str) -> Result<Line, NotSet> {
        let face = &self.loaded().shaper;
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let features = self.features();
        let shaped = rustybuzz::shape(face, &features, buffer);
        let infos = shaped.glyph_infos();
        let units = self.font().units_per_em();
        let ems = |units_wide: i32| {
            #[expect(clippy::cast_precision_loss, reason = "an advance is a few thousand units")]
            let wide = units_wide as f32;
            wide / units
        };
        let mut glyphs = Vec::with_capacity(infos.len());
        for (place, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
            if info.glyph_id == 0 {
                return Err(NotSet);
            }
            let start = info.cluster as usize;
            let after = infos.iter().skip(place + 1).map(|next| next.cluster as usize);
            let end = after.into_iter().find(|next| *next > start).unwrap_or(text.len());
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                ems(position.x_advance),
                ems(position.x_offset),
                ems(position.y_offset),
                ems(position.y_advance),
                start..end,
                None,
            ));
        }
        let ems = glyphs.iter().map(|glyph| glyph.x_advance).sum();
        Ok(Line { glyphs, ems })
    }

    /// How wide a line is at a size.
    pub(super) fn width(self, text: &str, size: f32) -> Result<f32, NotSet> {
        Ok(self.line(text)?.ems * size)
    }

    /// The text with a stand-in for every character that the face lacks: for names, which can be in any script.
    pub(super) fn settable(self, text: &str) -> String {
        let shaper = &self.loaded().shaper;
        text.chars()
            .map(|character| if shaper.glyph_index(character).is_some() { character } else { STAND_IN })
            .collect()
    }

    /// Codes and words are set letter by letter: a ligature would hide what is to be typed.
    fn features(self) -> Vec<rustybuzz::Feature> {
        let off = |tag: &[u8; 4]| rustybuzz::Feature::new(rustybuzz::ttf_parser::Tag::from_bytes(tag), 0, ..);
        match self {
            Self::Mono => vec![off(b"liga"), off(b"calt")],
            Self::Text | Self::Strong => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_the_letters_of_both_languages() {
        for face in [Face::Text, Face::Strong, Face::Mono] {
            assert!(face.line("AaĂăÂâÎîȘșȚț 0123456789 …–„”").is_ok());
        }
    }

    #[test]
    fn a_character_that_is_lacking_is_refused_or_stood_in_for() {
        assert!(Face::Text.line("山田").is_err());
        assert_eq!(Face::Text.settable("山 & Fiii"), "? & Fiii");
    }

    #[test]
    fn the_monospaced_face_is_even() {
        let width = |text| Face::Mono.width(text, 10.0).unwrap();
        assert!((width("iiii") - width("WWWW")).abs() < 0.01);
        assert!((width("fi->") - width("abcd")).abs() < 0.01);
    }
}
