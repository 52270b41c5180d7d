#!/bin/sh
# Builds Strongroom, makes a sample vault and opens it in a window. Nothing else is needed on a fresh Debian 12 or
# Ubuntu with rustup.
#
#   packaging/run.sh [--virtual] [DIR]
#
# DIR       where the sample vault is made, or found again (default: target/sample-vault)
# --virtual no screen here: open the window on a virtual one and save its picture as target/strongroom-window.png
set -eu
cd "$(dirname "$0")/.."
. packaging/packages.sh

virtual=no
folder=target/sample-vault
for word in "$@"; do
    case $word in
        --virtual) virtual=yes ;;
        -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
        -*) say "Unknown option $word; see --help"; exit 2 ;;
        *) folder=$word ;;
    esac
done

# Asked first: nobody should wait for a build to learn that there is no screen.
has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

if [ "$virtual" = no ] && ! has_display; then
    say ""
    say "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened."
    if [ -t 0 ]; then
        printf 'Open it on a virtual one and save a picture of the window? [y/N] ' >&2
        read -r answer
        case $answer in [yY]*) virtual=yes ;; esac
    fi
    if [ "$virtual" = no ]; then
        say "Run 'packaging/run.sh --virtual' to open it on a virtual one and save a picture of the window."
        exit 1
    fi
fi

# shellcheck disable=SC2086 # words are meant to split
need $BUILD_PACKAGES $WINDOW_PACKAGES
need_rust

say "Building (the first time takes about 15 minutes on two cores)"
cargo build --locked --bin strongroom
program=${CARGO_TARGET_DIR:-target}/debug/strongroom

# Backups carry it, so that their databases can be read without Strongroom. The program looks for it beside itself.
rawkey=$(dirname "$program")/rawkey
if [ ! -f "$rawkey" ] && command -v cc >/dev/null && command -v strip >/dev/null; then
    sh packaging/rawkey/build.sh "$rawkey" >/dev/null || say "rawkey could not be built; backups will not carry it."
fi

say "Making the sample vault in $folder, or reusing it"
"$program" demo "$folder" --no-window

if [ "$virtual" = no ]; then
    exec "$program" demo "$folder" >/dev/null
fi

# shellcheck disable=SC2086
need $VIRTUAL_PACKAGES
picture=${CARGO_TARGET_DIR:-target}/strongroom-window.png
DISPLAY=:$(free_display 90)
export DISPLAY
unset WAYLAND_DISPLAY || true
started=""
end() { for process in $started; do kill "$process" 2>/dev/null || true; done; }
trap end EXIT INT TERM

Xvfb "$DISPLAY" -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 &
started="$!"
tries=0
until xdpyinfo >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || { say "The virtual display did not start."; exit 1; }
    sleep 0.1
done
openbox >/dev/null 2>&1 &
started="$! $started"
"$program" demo "$folder" >/dev/null &
window_process=$!
started="$window_process $started"

say "Waiting for the window on display $DISPLAY"
tries=0
until xdotool search --onlyvisible --pid "$window_process" >/dev/null 2>&1 \
    || xdotool search --onlyvisible --name Strongroom >/dev/null 2>&1; do
    tries=$((tries + 1))
    kill -0 "$window_process" 2>/dev/null || { say "The program ended before it opened a window."; exit 1; }
    [ "$tries" -lt 300 ] || { say "No window appeared within 30 seconds."; exit 1; }
    sleep 0.1
done
sleep 2 # two seconds to draw: a software renderer is slow
import -window root "$picture"
say "The window opened. Its picture: $picture"
