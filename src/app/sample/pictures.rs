//! Pictures: scanned pages with lines of writing and a stamp (PNG), and photographs of hills under a sky (JPEG).

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use super::dice::Dice;

/// Three bytes a pixel, rows from the top.
struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    fn filled(width: u32, height: u32, colour: [u8; 3]) -> Self {
        let count = width as usize * height as usize;
        Self { width, height, pixels: colour.repeat(count) }
    }

    fn bar(&mut self, left: u32, top: u32, width: u32, height: u32, colour: [u8; 3]) {
        for y in top..(top + height).min(self.height) {
            for x in left..(left + width).min(self.width) {
                self.dot(x, y, colour);
            }
        }
    }

    fn dot(&mut self, x: u32, y: u32, colour: [u8; 3]) {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        if let Some(pixel) = self.pixels.get_mut(at..at + 3) {
            pixel.copy_from_slice(&colour);
        }
    }
}

fn number(dice: &mut Dice, low: u64, high: u64) -> u32 {
    u32::try_from(dice.between(low, high)).unwrap_or(0)
}

/// A scanned page as PNG.
pub(super) fn scan_png(dice: &mut Dice) -> Vec<u8> {
    let mut page = Canvas::filled(620, 877, [250, 249, 245]);
    let left = number(dice, 50, 70);
    page.bar(left, 60, number(dice, 180, 320), 14, [40, 44, 52]);
    let mut top = 110;
    while top < 760 {
        let mut x = left;
        let end = if dice.chance(15) { 300 } else { 560 };
        while x < end {
            let word = number(dice, 14, 60);
            page.bar(x, top, word, 6, [70, 72, 80]);
            x += word + 7;
        }
        top += if dice.chance(12) { 34 } else { 17 };
    }
    stamp(&mut page, number(dice, 360, 480), number(dice, 660, 780), [38, 70, 150]);
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&page.pixels, page.width, page.height, ExtendedColorType::Rgb8)
        .expect("a picture of matching size is written into memory");
    bytes
}

/// A round stamp.
fn stamp(page: &mut Canvas, centre_x: u32, centre_y: u32, colour: [u8; 3]) {
    for y in centre_y.saturating_sub(46)..centre_y + 46 {
        for x in centre_x.saturating_sub(46)..(centre_x + 46).min(page.width) {
            let square = x.abs_diff(centre_x).pow(2) + y.abs_diff(centre_y).pow(2);
            if (1_600..1_850).contains(&square) || (900..980).contains(&square) {
                page.dot(x, y, colour);
            }
        }
    }
}

/// A photograph as JPEG.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "colours and heights of a drawing, clamped to their range"
)]
pub(super) fn photo_jpeg(dice: &mut Dice) -> Vec<u8> {
    let (width, height) = (640_u32, 480_u32);
    let mut photo = Canvas::filled(width, height, [0, 0, 0]);
    let hue = dice.fraction();
    let waves: Vec<(f64, f64, f64)> = (0..3)
        .map(|_| (dice.fraction() * 6.3, 1.0 + dice.fraction() * 3.0, 25.0 + dice.fraction() * 50.0))
        .collect();
    for x in 0..width {
        let across = f64::from(x) / f64::from(width);
        let hills: Vec<f64> = waves
            .iter()
            .enumerate()
            .map(|(row, (phase, pace, size))| {
                220.0 + 70.0 * row as f64 + size * (phase + pace * 3.0 * across).sin()
            })
            .collect();
        for y in 0..height {
            let down = f64::from(y);
            let behind = hills.iter().filter(|hill| down > **hill).count() as f64;
            let light = if behind == 0.0 { 225.0 - down * 0.25 } else { 170.0 - behind * 42.0 };
            let grain = (dice.next() & 15) as f64 - 8.0;
            let shade = |share: f64| (light * share + grain).clamp(0.0, 255.0) as u8;
            photo.dot(x, y, [shade(0.7 + 0.3 * hue), shade(0.95), shade(1.05 - 0.5 * hue)]);
        }
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 82)
        .write_image(&photo.pixels, width, height, ExtendedColorType::Rgb8)
        .expect("a picture of matching size is written into memory");
    bytes
}
