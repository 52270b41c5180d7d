//! The window: routes, screens, widgets, theme. Knows the vault only through requests and events.
//!
//! A screen gets [`cx::Cx`], a read-only picture, and returns at most one [`action::Action`]; `apply` is the one
//! place that grants it. No frame waits for a disk, a key derivation or a lock.

mod action;
mod apply;
mod clipboard;
mod closing;
mod cx;
mod fonts;
mod idle;
mod keys;
mod link;
mod locking;
mod manual;
mod model;
mod news;
mod notices;
mod pace;
mod picker;
mod preferences;
mod route;
mod screens;
mod shell;
mod signals;
mod start;
mod status;
mod theme;
mod widgets;
mod window;

use std::sync::{Arc, Mutex};

use eframe::egui::{self, Vec2, ViewportBuilder, vec2};
use eframe::glow;

use crate::app::technician::{self, Driver, Message};

pub use link::Link;
pub use preferences::Preferences;
pub use start::{Ended, Stage, Start};
pub use window::Window;

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[error("no window can be opened: {0}")]
pub struct NoWindow(String);

/// The room that a desktop's frame and panel may take around a window, in points.
const FRAME: Vec2 = vec2(8.0, 48.0);

/// How `packaging/kiosk/session` calls itself where desktops say their names (`XDG_CURRENT_DESKTOP`): the screen is the
/// window's alone.
const KIOSK: &str = "strongroom-kiosk";

/// Shows the window until it ends, on this thread.
///
/// # Errors
/// [`NoWindow`] where there is no display, or none that draws.
pub fn run_window(start: Start) -> Result<Ended, NoWindow> {
    let ended = Arc::new(Mutex::new(Ended::Closed));
    let viewport = ViewportBuilder::default()
        .with_title("Strongroom")
        .with_app_id("strongroom")
        .with_icon(icon())
        .with_inner_size(vec2(1280.0, 800.0))
        .with_min_inner_size(vec2(1024.0, 700.0))
        .with_decorations(std::env::var_os("XDG_CURRENT_DESKTOP").is_none_or(|name| name != KIOSK))
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        centered: true,
        persist_window: false,
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let shown = Shown { ended: ended.clone(), window: None, pace: pace::Pace::default(), fitted: false };
    eframe::run_native(
        "strongroom",
        options,
        Box::new(move |made| {
            technician::note(&drawn_by(made.gl.as_deref()));
            let mut window = Window::new(start, &made.egui_ctx);
            if is_x11() {
                window.can_be_watched();
            }
            Ok(Box::new(Shown { window: Some(window), ..shown }))
        }),
    )
    .map_err(|error| NoWindow(error.to_string()))?;
    let ended = ended.lock().map_or(Ended::Closed, |ended| ended.clone());
    Ok(ended)
}

/// Whether the window is one of X11, where each program sees what the others show and what is typed into them. As the
/// window library chooses: Wayland wherever there is one.
fn is_x11() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET")
}

/// The window as eframe drives it.
struct Shown {
    window: Option<Window>,
    pace: pace::Pace,
    /// Whether the window was compared with the screen.
    fitted: bool,
    ended: Arc<Mutex<Ended>>,
}

impl eframe::App for Shown {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        if !self.fitted {
            self.fitted = fit_to_screen(ctx);
        }
        if let Some(window) = &mut self.window {
            window.logic(ctx);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if let Some(window) = &mut self.window {
            window.ui(ui);
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        if self.pace.keep(input) {
            ctx.request_repaint();
        }
        if let Some(window) = &mut self.window {
            window.touched(input);
        }
    }

    fn on_exit(&mut self, _gl: Option<&glow::Context>) {
        if let Some(window) = &mut self.window {
            window.close();
            if let Ok(mut ended) = self.ended.lock() {
                *ended = window.ended();
            }
        }
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }
}

/// Fills a screen that is too small for the window and its frame, so that no edge of it lies outside. False while the
/// size of either is not known.
fn fit_to_screen(ctx: &egui::Context) -> bool {
    let (screen, inner) = ctx.input(|input| (input.viewport().monitor_size, input.viewport().inner_rect));
    let (Some(screen), Some(inner)) = (screen, inner) else { return false };
    let needed = inner.size() + FRAME;
    if needed.x > screen.x || needed.y > screen.y {
        ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
    }
    true
}

/// What draws, as far as OpenGL says, for the technicians' log.
fn drawn_by(gl: Option<&glow::Context>) -> Message {
    let version = gl.map(glow::HasContext::version);
    let driver = version.map_or(Driver::Other, |version| Driver::of_name(&version.vendor_info));
    Message::Window { driver, gl: version.map_or([0, 0], |version| [version.major, version.minor]) }
}

fn icon() -> egui::IconData {
    let png = include_bytes!("../../assets/logo/strongroom-128.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}
