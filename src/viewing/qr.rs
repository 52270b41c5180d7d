//! The text of a QR code in a picture, as of a recovery sheet that was photographed or scanned: PNG and JPEG, with limits.
//!
//! The text is a secret: it comes back in a buffer that is wiped, and so are the pixels that are kept here. What the readers
//! of pictures and of codes held while they worked is freed without being wiped: they give no hold of it.

use std::cmp::Ordering;
use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use rqrr::PreparedImage;
use zeroize::Zeroizing;

/// The largest picture, in bytes of its file.
pub const PICTURE_BYTES: u64 = 32 << 20;

/// The longest side that is decoded, in pixels: a page at 600 dpi is 7,016 high.
const SIDE_PIXELS: u32 = 10_000;

/// The most that the decoder may allocate.
const DECODER_BYTES: u64 = 400 << 20;

/// The longest side at which a code is looked for.
const LARGEST: u32 = 4_000;

/// And others: noise disappears in a smaller picture.
const LOOKED_AT: [u32; 3] = [2_400, 1_400, 800];

/// The text of the one code in a picture. `Err` is the key of the reason why not: those of pictures, or `no-code`.
pub fn code_in(content: &[u8]) -> Result<Zeroizing<String>, &'static str> {
    let whole = grey(content)?;
    let (width, height) = (whole.width(), whole.height());
    let longest = width.max(height);
    let mut found = Err("no-code");
    let own = longest.min(LARGEST);
    let smaller = LOOKED_AT.iter().copied().filter(|side| *side < own);
    // Where the edges of a code fall between pixels, a little larger is enough for it to be found.
    let larger = [3, 4, 5].map(|halves| own / 2 * halves).into_iter().filter(|side| *side <= LARGEST);
    let sides = [own].into_iter().chain(larger).chain(smaller);
    for side in sides {
        let seen = match side.cmp(&longest) {
            Ordering::Less => whole.thumbnail(side, side),
            Ordering::Equal => whole.clone(),
            Ordering::Greater => whole.resize(side, side, FilterType::Triangle),
        };
        let text = seen.as_luma8().and_then(look);
        wipe(seen);
        if let Some(text) = text {
            found = Ok(text);
            break;
        }
    }
    wipe(whole);
    found
}

fn grey(content: &[u8]) -> Result<DynamicImage, &'static str> {
    let mut reader = ImageReader::new(Cursor::new(content)).with_guessed_format().or(Err("damaged"))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return Err("kind");
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_PIXELS);
    limits.max_image_height = Some(SIDE_PIXELS);
    limits.max_alloc = Some(DECODER_BYTES);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(super::picture::reason)?;
    if decoder.total_bytes() > DECODER_BYTES {
        return Err("large");
    }
    let decoded = DynamicImage::from_decoder(decoder).map_err(super::picture::reason)?;
    let grey = DynamicImage::ImageLuma8(decoded.to_luma8());
    wipe(decoded);
    Ok(grey)
}

fn look(grey: &image::GrayImage) -> Option<Zeroizing<String>> {
    let (width, height) = (usize::try_from(grey.width()).ok()?, usize::try_from(grey.height()).ok()?);
    let pixels = grey.as_raw();
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        pixels.get(y * width + x).copied().unwrap_or(u8::MAX)
    });
    for grid in prepared.detect_grids() {
        // As long as the longest code, so that it never grows and leaves no copy behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(8_192));
        if grid.decode_to(&mut *bytes).is_ok()
            && let Ok(text) = std::str::from_utf8(&bytes)
        {
            return Some(Zeroizing::new(text.to_owned()));
        }
    }
    None
}

fn wipe(picture: DynamicImage) {
    drop(Zeroizing::new(picture.into_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma, imageops};
    use qrcode::{Color, QrCode};

    const TEXT: &str =
        "STRONGROOM-SHEET:01A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C5D6E7F80910203";

    /// The code with a white margin, `scale` pixels to a module.
    fn drawn(text: &str, scale: u32) -> GrayImage {
        let code = QrCode::new(text).unwrap();
        let modules = u32::try_from(code.width()).unwrap();
        let dark = |x: u32, y: u32| {
            let inside = |at: u32| (at / scale).checked_sub(4).filter(|at| *at < modules);
            let (Some(x), Some(y)) = (inside(x), inside(y)) else { return false };
            code[(x as usize, y as usize)] == Color::Dark
        };
        let side = (modules + 8) * scale;
        GrayImage::from_fn(side, side, |x, y| Luma([if dark(x, y) { 20 } else { 240 }]))
    }

    fn bytes_of(picture: GrayImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageLuma8(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn read(picture: GrayImage) -> Result<String, &'static str> {
        code_in(&bytes_of(picture, ImageFormat::Png)).map(|text| text.to_string())
    }

    #[test]
    fn a_code_is_read_at_every_size_turned_and_with_noise() {
        for scale in [3, 6, 12] {
            assert_eq!(read(drawn(TEXT, scale)).as_deref(), Ok(TEXT), "scale {scale}");
        }
        assert_eq!(read(imageops::rotate90(&drawn(TEXT, 5))).as_deref(), Ok(TEXT));
        assert_eq!(read(imageops::rotate180(&drawn(TEXT, 5))).as_deref(), Ok(TEXT));
        let mut noisy = drawn(TEXT, 8);
        let mut state = 1_u32;
        for pixel in noisy.pixels_mut() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = u8::try_from(state >> 26).unwrap();
            pixel.0[0] = pixel.0[0].saturating_add(noise).saturating_sub(32);
        }
        assert_eq!(read(noisy).as_deref(), Ok(TEXT));
        let jpeg = bytes_of(drawn(TEXT, 6), ImageFormat::Jpeg);
        assert_eq!(code_in(&jpeg).unwrap().as_str(), TEXT);
    }

    #[test]
    fn a_code_is_found_on_a_whole_page() {
        let mut page = GrayImage::from_pixel(1_654, 2_339, Luma([250]));
        imageops::overlay(&mut page, &drawn(TEXT, 6), 900, 1_400);
        for y in 200..260 {
            for x in 100..1_500 {
                page.put_pixel(x, y, Luma([if (x / 7 + y / 9) % 2 == 0 { 30 } else { 250 }]));
            }
        }
        assert_eq!(read(page).as_deref(), Ok(TEXT));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert_eq!(read(GrayImage::from_pixel(300, 300, Luma([255]))), Err("no-code"));
        assert_eq!(code_in(b"not a picture"), Err("kind"));
        let png = bytes_of(drawn(TEXT, 4), ImageFormat::Png);
        assert!(code_in(&png[..png.len() / 2]).is_err());
        let tiff = bytes_of(drawn(TEXT, 4), ImageFormat::Tiff);
        assert_eq!(code_in(&tiff), Err("kind"));
    }

    #[test]
    fn a_picture_that_says_it_is_huge_is_refused_before_it_is_decoded() {
        let mut png = bytes_of(GrayImage::from_pixel(1, 1, Luma([0])), ImageFormat::Png);
        for (width, height) in [(60_000_u32, 60_000_u32), (9_999, 400_000)] {
            png[16..20].copy_from_slice(&width.to_be_bytes());
            png[20..24].copy_from_slice(&height.to_be_bytes());
            let crc = crc32fast::hash(&png[12..29]);
            png[29..33].copy_from_slice(&crc.to_be_bytes());
            assert_eq!(code_in(&png), Err("large"), "{width} x {height}");
        }
    }
}
