//! Which variables of the environment reach a stage of the program: none that make its loader, its libraries or its
//! toolkit read code or settings from elsewhere.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

/// Variables that begin like this stay behind: the loader's, and what it looks for code in.
const LEFT_BEHIND_FROM: [&str; 4] = ["LD_", "MALLOC_", "EGUI_", "__EGL_"];

/// And these.
const LEFT_BEHIND: [&str; 8] = [
    "GLIBC_TUNABLES",
    "GCONV_PATH",
    "LOCPATH",
    "LIBGL_DRIVERS_PATH",
    "GBM_BACKENDS_PATH",
    "GTK_MODULES",
    "RUST_BACKTRACE",
    "RUST_LOG",
];

/// What every stage is given besides: no pictures of shaders on the disk, which it could not write anyway.
pub const ADDED: [(&str, &str); 2] =
    [("MESA_SHADER_CACHE_DISABLE", "true"), ("MESA_GLSL_CACHE_DISABLE", "true")];

/// Whether a variable is handed on to a stage.
pub fn is_kept(name: &OsStr) -> bool {
    let name = name.as_bytes();
    !LEFT_BEHIND_FROM.iter().any(|from| name.starts_with(from.as_bytes()))
        && !LEFT_BEHIND.iter().any(|left| name == left.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_loads_code_stays_behind() {
        for name in ["LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "EGUI_INSPECTION", "GLIBC_TUNABLES"] {
            assert!(!is_kept(OsStr::new(name)), "{name}");
        }
        for name in ["HOME", "DISPLAY", "XAUTHORITY", "LANG", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"] {
            assert!(is_kept(OsStr::new(name)), "{name}");
        }
    }
}
