//! A picture on the graphics card: decoded pixels, cut into tiles that any card can hold, and drawn at any size.
//!
//! The pixels come from memory and leave it when the screen is dropped. At most a few tiles are handed over in one
//! frame, so that a huge picture never holds up the window. The details of a record and the viewer use it.

use std::sync::Arc;

use eframe::egui::{
    Color32, ColorImage, Context, Painter, Rect, TextureFilter, TextureHandle, TextureOptions,
    TextureWrapMode, Vec2, pos2, vec2,
};

use crate::document::Picture;

/// The longest side of a tile, in pixels; less where the graphics card holds less.
const TILE_SIDE: usize = 2048;

/// How many tiles are handed over in one frame.
const TILES_A_FRAME: usize = 2;

/// One picture and the tiles that are on the card already.
pub(crate) struct Tiled {
    picture: Arc<Picture>,
    side: usize,
    tiles: Vec<(Rect, TextureHandle)>,
    across: usize,
    down: usize,
}

impl Tiled {
    /// The picture, with nothing on the card yet.
    pub(crate) fn new(ctx: &Context, picture: &Arc<Picture>) -> Self {
        let side = ctx.input(|input| input.max_texture_side).clamp(64, TILE_SIDE);
        let tiles_in = |pixels: u32| usize::try_from(pixels).unwrap_or(0).div_ceil(side);
        Self {
            picture: Arc::clone(picture),
            side,
            tiles: Vec::new(),
            across: tiles_in(picture.width),
            down: tiles_in(picture.height),
        }
    }

    /// Whether this is the picture that is shown here.
    pub(crate) fn shows(&self, picture: &Arc<Picture>) -> bool {
        Arc::ptr_eq(&self.picture, picture)
    }

    /// Its size in pixels, as points.
    pub(crate) fn size(&self) -> Vec2 {
        natural_size(self.picture.width, self.picture.height)
    }

    /// Draws it over `rect`. Asks for another frame while tiles are missing.
    pub(crate) fn paint(&mut self, painter: &Painter, rect: Rect) {
        self.hand_over(painter.ctx());
        let scale = rect.size() / self.size().max(vec2(1.0, 1.0));
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        for (part, texture) in &self.tiles {
            let at = Rect::from_min_max(
                rect.min + part.min.to_vec2() * scale,
                rect.min + part.max.to_vec2() * scale,
            );
            if at.intersects(painter.clip_rect()) {
                painter.image(texture.id(), at, whole, Color32::WHITE);
            }
        }
    }

    fn hand_over(&mut self, ctx: &Context) {
        for _ in 0..TILES_A_FRAME {
            let next = self.tiles.len();
            if next >= self.across * self.down {
                return;
            }
            let tile = self.tile(ctx, next % self.across, next / self.across);
            self.tiles.push(tile);
        }
        ctx.request_repaint();
    }

    fn tile(&self, ctx: &Context, column: usize, row: usize) -> (Rect, TextureHandle) {
        let picture_width = usize::try_from(self.picture.width).unwrap_or(0);
        let picture_height = usize::try_from(self.picture.height).unwrap_or(0);
        let (left, top) = (column * self.side, row * self.side);
        let (width, height) = (self.side.min(picture_width - left), self.side.min(picture_height - top));
        let mut pixels = Vec::with_capacity(width * height);
        for line in top..top + height {
            let start = 4 * (line * picture_width + left);
            let bytes = self.picture.rgba.get(start..start + 4 * width).unwrap_or_default();
            pixels.extend(bytes.chunks_exact(4).map(|pixel| match pixel {
                [red, green, blue, alpha] => Color32::from_rgba_unmultiplied(*red, *green, *blue, *alpha),
                _ => Color32::TRANSPARENT,
            }));
        }
        pixels.resize(width * height, Color32::TRANSPARENT);
        let texture = ctx.load_texture("record", ColorImage::new([width, height], pixels), SMOOTH);
        let part = Rect::from_min_size(pos2(points(left), points(top)), vec2(points(width), points(height)));
        (part, texture)
    }
}

const SMOOTH: TextureOptions = TextureOptions {
    magnification: TextureFilter::Linear,
    minification: TextureFilter::Linear,
    wrap_mode: TextureWrapMode::ClampToEdge,
    mipmap_mode: Some(TextureFilter::Linear),
};

/// The size a picture of `width` × `height` pixels has on screen at one point for each pixel.
pub(crate) fn natural_size(width: u32, height: u32) -> Vec2 {
    #[expect(clippy::cast_precision_loss, reason = "pictures are far smaller than 2^24 pixels across")]
    vec2(width as f32, height as f32)
}

#[expect(clippy::cast_precision_loss, reason = "pictures are far smaller than 2^24 pixels across")]
fn points(pixels: usize) -> f32 {
    pixels as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_wider_than_a_tile_is_cut_and_covered_whole() {
        let picture = Arc::new(Picture {
            width: 4100,
            height: 3,
            full_width: 4100,
            full_height: 3,
            rgba: vec![200; 4 * 4100 * 3],
        });
        let ctx = Context::default();
        let mut tiled = Tiled::new(&ctx, &picture);
        assert_eq!((tiled.across, tiled.down), (3, 1));
        for _ in 0..3 {
            tiled.hand_over(&ctx);
        }
        assert_eq!(tiled.tiles.len(), 3);
        let right = tiled.tiles.iter().map(|(part, _)| part.right()).fold(0.0, f32::max);
        assert!((right - 4100.0).abs() < 0.5);
    }
}
