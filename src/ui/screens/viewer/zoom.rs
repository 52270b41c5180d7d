//! How large a picture is drawn: fitted to the pane, or at a step from 5 to 800 percent.
//!
//! Pure; `picture_ui` draws with it.

use eframe::egui::Vec2;

const STEPS: [f32; 14] = [0.05, 0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0, 5.0, 8.0];

/// How large the picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Zoom {
    /// All of it fits in the pane; never larger than it is.
    #[default]
    Fit,
    /// This many screen points for one pixel of the picture.
    Scale(f32),
}

impl Zoom {
    /// Points for one pixel, for a picture of this size in a pane of that size.
    pub(crate) fn scale(self, picture: Vec2, pane: Vec2) -> f32 {
        match self {
            Self::Scale(scale) => scale,
            Self::Fit => {
                let across = pane.x / picture.x.max(1.0);
                let down = pane.y / picture.y.max(1.0);
                across.min(down).clamp(0.001, 1.0)
            }
        }
    }

    /// The next larger step after what is drawn at `scale` now.
    pub(crate) fn larger(scale: f32) -> Self {
        Self::Scale(STEPS.into_iter().find(|step| *step > scale * 1.01).unwrap_or(8.0))
    }

    /// The next smaller step.
    pub(crate) fn smaller(scale: f32) -> Self {
        Self::Scale(STEPS.into_iter().rev().find(|step| *step < scale * 0.99).unwrap_or(0.05))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::vec2;

    #[test]
    fn a_large_picture_is_fitted_and_a_small_one_is_not_blown_up() {
        let pane = vec2(800.0, 600.0);
        assert!((Zoom::Fit.scale(vec2(1600.0, 600.0), pane) - 0.5).abs() < 1e-6);
        assert!((Zoom::Fit.scale(vec2(100.0, 100.0), pane) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn steps_go_up_and_down_and_end() {
        assert_eq!(Zoom::larger(0.37), Zoom::Scale(0.5));
        assert_eq!(Zoom::smaller(0.37), Zoom::Scale(0.33));
        assert_eq!(Zoom::larger(8.0), Zoom::Scale(8.0));
        assert_eq!(Zoom::smaller(0.05), Zoom::Scale(0.05));
    }
}
