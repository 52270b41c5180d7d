# What both commands need of the system. Sourced by packaging/run.sh and tests/run.sh, not run.
# Debian 12 and Ubuntu name these packages alike.

# To build: a C compiler, make and perl, for SQLCipher and its OpenSSL.
BUILD_PACKAGES="gcc libc6-dev make perl"
# To show a window: nothing of X or GL is linked, so these are looked for when it opens.
WINDOW_PACKAGES="libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 libgl1 libgl1-mesa-dri"
# To show it without a screen and take its picture.
VIRTUAL_PACKAGES="xvfb openbox xdotool imagemagick x11-utils x11-xkb-utils"
# What the tests drive, break and compare with.
TEST_PACKAGES="dbus at-spi2-core poppler-utils zbar-tools age mtools dosfstools e2fsprogs util-linux iproute2 strace gdb procps python3 python3-pip systemd cage grim"

say() { printf '%s\n' "$*" >&2; }

# have NAME: whether the package is installed.
have() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# need PACKAGE…: installs the ones that are missing, and says what it does.
need() {
    command -v dpkg-query >/dev/null || { say "This is not Debian or Ubuntu. Please install what matches: $*"; return 0; }
    missing=""
    for package in "$@"; do have "$package" || missing="$missing $package"; done
    [ -n "$missing" ] || return 0
    say "Installing missing system packages:$missing"
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || { say "Only root can install them, and there is no sudo. As root: apt-get install$missing"; return 1; }
        as_root="sudo"
    fi
    # shellcheck disable=SC2086 # words are meant to split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 && return 0
    say "Fetching the list of packages first"
    # shellcheck disable=SC2086
    $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >&2
}

# need_rust: finds cargo, or says how to have it.
need_rust() {
    command -v cargo >/dev/null || PATH="$HOME/.cargo/bin:$PATH"
    command -v cargo >/dev/null || { say "Rust is missing. Install it from https://rustup.rs and try again."; return 1; }
    wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    found=$(rustc --version | cut -d' ' -f2)
    if [ "$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n 1)" != "$wanted" ]; then
        say "Rust $wanted or newer is needed and $found is here: run 'rustup update stable' and try again."
        return 1
    fi
}

# free_display FIRST: prints the first display number from FIRST on that nobody uses.
free_display() {
    number=$1
    while [ -e "/tmp/.X$number-lock" ] || [ -e "/tmp/.X11-unix/X$number" ]; do number=$((number + 1)); done
    echo "$number"
}
