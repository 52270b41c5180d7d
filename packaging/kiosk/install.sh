#!/bin/sh
# Makes this machine the workstation of the locked room: Strongroom alone on its screen, at every start.
# Fetches nothing. Run as root on Debian 12 or Ubuntu, after reading the checklist for the room beside this file.
#
#   packaging/kiosk/install.sh PROGRAM         installs PROGRAM (target/release/strongroom), rawkey from beside it, and the kiosk
#   packaging/kiosk/install.sh --into DIR PROGRAM   only puts the files below DIR, and changes nothing of this machine
#   packaging/kiosk/install.sh --remove        takes the kiosk away; the vault and its user stay
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# What must be there before: the compositor, who opens keyboard and screen for it, what guards the USB sockets, what
# unmounts media when the program asks for it, what prints, Mesa.
packages="cage seatd usbguard udev udisks2 dbus systemd cups cups-client libegl1 libgl1 libgl1-mesa-dri libwayland-client0 libwayland-egl1 libwayland-cursor0 libxkbcommon0"

# From here, where to, with which permissions.
files="
session             /usr/local/lib/strongroom/session               755
strongroom.service  /etc/systemd/system/strongroom.service          644
strongroom.sysusers /etc/sysusers.d/strongroom.conf                 644
strongroom.tmpfiles /etc/tmpfiles.d/strongroom.conf                 644
70-strongroom.rules /etc/udev/rules.d/70-strongroom.rules           644
medium              /usr/local/lib/strongroom/medium                755
strongroom-medium@.service /etc/systemd/system/strongroom-medium@.service 644
cupsd.conf          /etc/cups/strongroom.conf                       644
cups-service.conf   /etc/systemd/system/cups.service.d/strongroom.conf 644
polkit.rules        /etc/polkit-1/rules.d/50-strongroom.rules       644
usbguard.rules      /etc/usbguard/rules.d/50-strongroom.conf        600
modprobe.conf       /etc/modprobe.d/strongroom.conf                 644
sysctl.conf         /etc/sysctl.d/90-strongroom.conf                644
logind.conf         /etc/systemd/logind.conf.d/90-strongroom.conf   644
sleep.conf          /etc/systemd/sleep.conf.d/90-strongroom.conf    644
coredump.conf       /etc/systemd/coredump.conf.d/90-strongroom.conf 644
"

# What would speak to a network, look for one, set the clock from one, or show another way in.
unwanted="NetworkManager.service NetworkManager-wait-online.service networking.service systemd-networkd.service
systemd-networkd.socket systemd-resolved.service systemd-timesyncd.service wpa_supplicant.service iwd.service
bluetooth.service ModemManager.service avahi-daemon.service avahi-daemon.socket cups-browsed.service ipp-usb.service ssh.service ssh.socket
rpcbind.service rpcbind.socket apt-daily.timer apt-daily-upgrade.timer unattended-upgrades.service fwupd-refresh.timer
ctrl-alt-del.target hibernate.target hybrid-sleep.target suspend-then-hibernate.target"

say() { printf '%s\n' "$*" >&2; }
usage() { sed -n '5,7s/^# \{0,3\}//p' "$0" >&2; exit 2; }

# put ROOT PROGRAM: the program, rawkey if it was built beside it, and every file of the table, below ROOT.
put() {
    install -D -m 755 "$2" "$1/usr/local/bin/strongroom"
    rawkey=$(dirname "$2")/rawkey
    if [ -f "$rawkey" ]; then
        install -D -m 755 "$rawkey" "$1/usr/lib/strongroom/rawkey"
    else
        say "Backups will not carry rawkey: build it with packaging/rawkey/build.sh $rawkey, and install again."
    fi
    echo "$files" | while read -r name to mode; do
        [ -z "$name" ] || install -D -m "$mode" "$here/$name" "$1$to"
    done
}

remove() {
    systemctl disable strongroom.service || true
    echo "$files" | while read -r name to mode; do
        [ -z "$name" ] || rm -f "$to"
    done
    # shellcheck disable=SC2086 # words are meant to split
    systemctl unmask $unwanted || true
    systemctl daemon-reload
    say "The kiosk is gone from the next start on. The program, the vault in /var/lib/strongroom and its user are still there."
}

missing_packages() {
    for package in $packages; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf ' %s' "$package"
    done
}

into=""
case ${1:-} in
    --remove) [ "$(id -u)" = 0 ] || { say "Only root can do this."; exit 1; }; remove; exit 0 ;;
    --into) [ $# = 3 ] || usage; into=$2; shift 2 ;;
    -*) usage ;;
esac
[ $# = 1 ] || usage
[ -x "$1" ] || { say "$1 is not a program."; exit 2; }

if [ -n "$into" ]; then
    put "$into" "$1"
    exit 0
fi

[ "$(id -u)" = 0 ] || { say "Only root can do this."; exit 1; }
missing=$(missing_packages)
[ -z "$missing" ] || { say "Install these packages first, from the distribution's own medium:$missing"; exit 1; }
[ -z "$(swapon --noheadings --show=NAME)" ] || say "There is swap: what is in memory may be written to it. Take it out of /etc/fstab."

put "" "$1"
systemd-sysusers /etc/sysusers.d/strongroom.conf
systemd-tmpfiles --create /etc/tmpfiles.d/strongroom.conf
# What is plugged in now is this room's; what came with the package is not asked any more.
if [ ! -e /etc/usbguard/rules.d/10-this-room.conf ]; then
    (umask 077 && usbguard generate-policy --no-hashes >/etc/usbguard/rules.d/10-this-room.conf)
    say "Allowed as this room's USB devices, please read them:"
    cat /etc/usbguard/rules.d/10-this-room.conf >&2
fi
# shellcheck disable=SC2086
systemctl mask $unwanted
systemctl daemon-reload
udevadm control --reload
sysctl --quiet --system || say "A kernel setting was not taken; see above."
if command -v update-initramfs >/dev/null; then update-initramfs -u; fi
systemctl enable seatd.service usbguard.service cups.socket cups.path strongroom.service
systemctl set-default graphical.target
say "Done. Take the cables out, go through the checklist for the room, and restart."
