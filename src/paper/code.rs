//! QR codes drawn as squares (ISO/IEC 18004), not as a picture: sharp at any size, and of the page's own black.

use super::NotSet;
use super::canvas::{Canvas, Ink};
use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

/// The white around a code that scanners ask for, in modules.
const QUIET_MODULES: u16 = 4;

/// Draws `text` as a code in a square with its top left corner at `(x, y)`, the white around it included. A quarter of
/// it may be smudged (level Q).
pub(super) fn qr(canvas: &mut Canvas<'_>, x: f32, y: f32, side: f32, text: &str) -> Result<(), NotSet> {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).or(Err(NotSet))?;
    let modules = u16::try_from(code.width()).or(Err(NotSet))?;
    let module = side / f32::from(modules + 2 * QUIET_MODULES);
    let dark = Zeroizing::new(
        code.into_colors().into_iter().map(|colour| colour == Color::Dark).collect::<Vec<bool>>(),
    );
    let at = |module_number: u16| f32::from(module_number + QUIET_MODULES) * module;
    let mut areas = Vec::new();
    for (row, line) in (0u16..).zip(dark.chunks(usize::from(modules))) {
        for (start, length) in runs(line) {
            areas.push((x + at(start), y + at(row), f32::from(length) * module, module));
        }
    }
    canvas.areas(&areas, Ink::Black)
}

/// Where dark modules lie side by side in a row: the first and how many.
fn runs(line: &[bool]) -> Vec<(u16, u16)> {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for (place, _) in (0u16..).zip(line).filter(|(_, dark)| **dark) {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == place => *length += 1,
            _ => runs.push((place, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    #[test]
    fn dark_modules_side_by_side_are_one_run() {
        assert_eq!(super::runs(&[true, true, false, true, false]), [(0, 2), (3, 1)]);
        assert_eq!(super::runs(&[false; 3]), []);
    }
}
