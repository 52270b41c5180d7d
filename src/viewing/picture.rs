//! PNG, JPEG, TIFF, WebP and GIF into pixels, with hard limits on size and on the decoder's memory.
//!
//! The first frame or page alone is read. What is larger than a screen can use is made smaller here, once.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::document::Picture;

/// The longest side that is decoded, in pixels.
const SIDE_PIXELS: u32 = 20_000;

/// The most that a decoder may allocate.
const DECODER_BYTES: u64 = 400 << 20;

/// The longest side that is handed to the screen; a larger picture is made smaller.
const SHOWN_SIDE_PIXELS: u32 = 4_096;

/// Reads bytes as a picture. `Err` is the key of the reason why not.
pub(super) fn read(content: &[u8]) -> Result<Picture, &'static str> {
    let mut reader = ImageReader::new(Cursor::new(content)).with_guessed_format().or(Err("damaged"))?;
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(reason)?;
    let orientation = decoder.orientation().map_err(reason)?;
    let mut decoded = DynamicImage::from_decoder(decoder).map_err(reason)?;
    decoded.apply_orientation(orientation);
    let (full_width, full_height) = (decoded.width(), decoded.height());
    if full_width.max(full_height) > SHOWN_SIDE_PIXELS {
        decoded = decoded.thumbnail(SHOWN_SIDE_PIXELS, SHOWN_SIDE_PIXELS);
    }
    let pixels = decoded.into_rgba8();
    Ok(Picture {
        width: pixels.width(),
        height: pixels.height(),
        full_width,
        full_height,
        rgba: pixels.into_raw(),
    })
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_PIXELS);
    limits.max_image_height = Some(SIDE_PIXELS);
    limits.max_alloc = Some(DECODER_BYTES);
    limits
}

#[expect(clippy::needless_pass_by_value, reason = "taken by map_err")]
pub(super) fn reason(error: image::ImageError) -> &'static str {
    match error {
        image::ImageError::Limits(_) => "large",
        image::ImageError::Unsupported(_) => "kind",
        _ => "damaged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageFormat;

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn every_format_of_the_house_is_read() {
        for format in
            [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Tiff, ImageFormat::WebP, ImageFormat::Gif]
        {
            let picture = read(&encoded(31, 17, format)).unwrap();
            assert_eq!(
                (picture.width, picture.height, picture.rgba.len()),
                (31, 17, 31 * 17 * 4),
                "{format:?}"
            );
        }
    }

    #[test]
    fn large_pictures_are_made_smaller_and_huge_ones_refused() {
        let picture = read(&encoded(8_192, 16, ImageFormat::Png)).unwrap();
        assert_eq!((picture.width, picture.height, picture.full_width), (4_096, 8, 8_192));
        assert_eq!(read(&encoded(20_001, 1, ImageFormat::Png)), Err("large"));
    }

    #[test]
    fn cut_pictures_are_damaged() {
        let whole = encoded(40, 40, ImageFormat::Png);
        assert_eq!(read(&whole[..whole.len() / 2]), Err("damaged"));
    }
}
