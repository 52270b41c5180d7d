//! Where the program keeps what belongs to the person who runs it and to no vault: settings, and what it notes for
//! technicians (XDG Base Directory Specification). Makes paths; touches no file.

use std::path::PathBuf;

/// The folder of the program's settings.
pub fn settings_folder() -> Option<PathBuf> {
    of_program("XDG_CONFIG_HOME", ".config")
}

/// The folder of what the program notes from one run to the next.
pub fn state_folder() -> Option<PathBuf> {
    of_program("XDG_STATE_HOME", ".local/state")
}

/// The file with the cookie that opens the way to an X11 screen.
pub fn screen_cookie() -> Option<PathBuf> {
    let named = std::env::var_os("XAUTHORITY").map(PathBuf::from);
    named.or_else(|| std::env::home_dir().map(|home| home.join(".Xauthority")))
}

fn of_program(variable: &str, otherwise: &str) -> Option<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .filter(|folder| folder.is_absolute())
        .or_else(|| std::env::home_dir().map(|home| home.join(otherwise)))
        .map(|folder| folder.join("strongroom"))
}
