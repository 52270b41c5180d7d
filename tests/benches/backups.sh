#!/usr/bin/env bash
# Backups against what stock tools do, side by side: the same vault, the same disk, interleaved, medians.
#
#   tests/benches/backups.sh [--try] [FOLDER]      FOLDER: where the data goes (45 GiB free); default: target/backups
#
#   --try      a vault of 256 MiB and one of 512, one round: a minute, to see that it works (2 GiB free)
#   FULL=MIB LARGE=MIB ROUNDS=N PROFILE=dev|release in the environment: other sizes, rounds, builds
#   STRONGROOM=PROGRAM        one that was built before
#
# First a full backup, written and read back uncached, against `tar | age`, `sync`, and `sha256sum` of the result, read back
# uncached. Then a larger vault: a full backup, 1 % more content, an increment; restic and borg beside it, which read
# nothing back. Every time ends with the result durable. Vaults are practice ones, with the founder logging in each time, who is
# quick; their files are encrypted, so that nobody compresses. Wants a machine that does nothing else.
set -euo pipefail
export LC_ALL=C
top=$(cd "$(dirname "$0")/../.." && pwd)
full_mib=${FULL:-4096} large_mib=${LARGE:-8400} rounds=${ROUNDS:-3}
if [ "${1-}" = --try ]; then
    full_mib=256 large_mib=512 rounds=1
    shift
fi
work=${1:-$top/target/backups}

need() {
    local missing=()
    for package in age restic borgbackup python3; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "installing ${missing[*]}" >&2
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get install -y -qq "${missing[@]}" >&2
}

need
profile=${PROFILE:-dev} program=${STRONGROOM:-}
if [ -z "$program" ]; then
    cargo build --quiet --locked --profile "$profile" --manifest-path "$top/Cargo.toml" --bin strongroom
    target=$(cargo metadata --manifest-path "$top/Cargo.toml" --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
    program=$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/strongroom
fi

rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
echo 'bench lantern beside the old well' >"$work/password"
chmod 600 "$work/password"
export RESTIC_PASSWORD=bench BORG_PASSPHRASE=bench BORG_BASE_DIR=$work/borg-home
for n in 1 2; do age-keygen -o "$work/key-$n" 2>/dev/null; done
recipients=(-r "$(age-keygen -y "$work/key-1")" -r "$(age-keygen -y "$work/key-2")")

# room VAULT ARGUMENTS…: the program, logged in as the founder.
room() {
    local vault=$1
    shift
    "$program" --json --vault "$vault" --account founder --password-file "$work/password" "$@" 2>"$work/said" || {
        cat "$work/said" >&2
        exit 1
    }
}

field() { python3 -c 'import json, sys; a = json.load(sys.stdin); print((a[0] if isinstance(a, list) else a)[sys.argv[1]])' "$1"; }

# found VAULT MIB: a vault with so much content.
found() {
    local vault=$1 left=$2 code n=0
    local sheets=()
    for n in 1 2 3 4 5; do mkdir -p "$work/sheet-$n" && sheets+=(--sheet-to "$work/sheet-$n"); done
    room "$vault" init --practice --business Bench --founder "Fay Founder" --login founder "${sheets[@]}" >/dev/null
    rm -rf "$work"/sheet-*
    room "$vault" group add Clients >/dev/null
    code=$(room "$vault" customer add --group Clients --name "Ann Winter" | field code)
    echo "$code" >"$vault.code"
    while [ "$left" -gt 0 ]; do
        local part=$((left < 1024 ? left : 1024))
        add "$vault" "$part"
        left=$((left - part))
    done
}

# add VAULT MIB: more content. What is filed is zeros; what lies in the vault is not.
add() {
    truncate -s "$2M" "$work/filed"
    room "$1" import "$work/filed" --group Clients --customer "$(cat "$1.code")" >/dev/null
    rm "$work/filed"
}

enrol() {
    mkdir -p "$2"
    room "$1" media enrol "$2" --label Bench >/dev/null
}

# timed NAME COMMAND…: notes its seconds.
timed() {
    local name=$1 start end
    shift
    start=$(date +%s.%N)
    "$@"
    end=$(date +%s.%N)
    awk -v n="$name" -v s="$start" -v e="$end" 'BEGIN { printf "%s %.3f\n", n, e - s }' >>"$work/times"
}

median() { awk -v n="$1" '$1 == n { print $2 }' "$work/times" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

bytes() { du -sb --apparent-size "$1" | cut -f 1; }

warm() { find "$1" -type f -exec cat {} + >/dev/null && sync; }

ours() { room "$1" backup write --to "$2" "${@:3}" >"$work/written"; }

# Both end with every byte of the result read from the disk.
stock() {
    tar -C "$1" -c . | age "${recipients[@]}" >"$work/peer.age"
    sync "$work/peer.age"
    dd if="$work/peer.age" iflag=nocache count=0 status=none
    sha256sum "$work/peer.age" >/dev/null
}

restic_run() { restic -q --no-cache -r "$work/restic" backup --compression off "$1" && sync -f "$work/restic"; }
borg_run() { borg create --compression none "$work/borg::$2" "$1" && sync -f "$work/borg"; }

: >"$work/times"
echo "a vault of $full_mib MiB" >&2
found "$work/vault" "$full_mib"
for round in $(seq "$rounds"); do
    rm -rf "$work/medium"
    enrol "$work/vault" "$work/medium"
    warm "$work/vault"
    timed full ours "$work/vault" "$work/medium" --full
    warm "$work/vault"
    timed stock stock "$work/vault"
    rm -f "$work/peer.age"
done
vault_bytes=$(bytes "$work/vault")
rm -rf "$work/vault" "$work/vault.code" "$work/medium"

echo "a vault of $large_mib MiB" >&2
found "$work/large" "$large_mib"
enrol "$work/large" "$work/medium"
restic -q --no-cache -r "$work/restic" init
borg init -e repokey-blake2 "$work/borg" 2>"$work/said"
warm "$work/large"
timed large-full ours "$work/large" "$work/medium" --full
full_bytes=$(field bytes <"$work/written")
timed restic-full restic_run "$work/large"
restic_full=$(bytes "$work/restic")
timed borg-full borg_run "$work/large" one
borg_full=$(bytes "$work/borg")
add "$work/large" $((large_mib / 100))
warm "$work/large"
timed increment ours "$work/large" "$work/medium"
increment_bytes=$(field bytes <"$work/written")
[ "$(field full <"$work/written")" = False ] || { echo "that was no increment" >&2; exit 1; }
timed restic-increment restic_run "$work/large"
restic_increment=$(($(bytes "$work/restic") - restic_full))
timed borg-increment borg_run "$work/large" two
borg_increment=$(($(bytes "$work/borg") - borg_full))

awk -v o="$(median full)" -v p="$(median stock)" -v b="$vault_bytes" -v m="$full_mib" -v r="$rounds" 'BEGIN {
    printf "\n%-46s %8s %8s\n", "full backup of " m " MiB, median of " r, "seconds", "MB/s"
    printf "%-46s %8.1f %8.0f\n", "strongroom: written, read back uncached", o, b / 1e6 / o
    printf "%-46s %8.1f %8.0f\n", "tar | age, sync, sha256sum uncached", p, b / 1e6 / p
    printf "%-46s %8.2f   %s\n", "strongroom / stock", o / p, (o / p <= 1.25 ? "" : "above ") "goal 1.25"
}'
# line NAME FULL-SECONDS SECONDS FULL-BYTES BYTES
line() {
    awk -v n="$1" -v f="$2" -v s="$3" -v fb="$4" -v b="$5" 'BEGIN {
        printf "%-14s %8.1f %8.1f %7.1f %% %10.1f %10.1f %7.2f %%\n", n, f, s, 100 * s / f, fb / 1048576, b / 1048576, 100 * b / fb
    }'
}
printf '\n%-14s %8s %8s %9s %10s %10s %9s\n' "$large_mib MiB + 1 %" "full s" "more s" "" "full MiB" "more MiB" ""
line strongroom "$(median large-full)" "$(median increment)" "$full_bytes" "$increment_bytes"
line restic "$(median restic-full)" "$(median restic-increment)" "$restic_full" "$restic_increment"
line borg "$(median borg-full)" "$(median borg-increment)" "$borg_full" "$borg_increment"
awk -v s="$(median increment)" -v f="$(median large-full)" -v b="$increment_bytes" -v fb="$full_bytes" 'BEGIN {
    t = 100 * s / f; v = 100 * b / fb
    printf "goals: %s15 %% of the time, %s2 %% of the bytes\n", (t <= 15 ? "" : "above "), (v <= 2 ? "" : "above ")
}'
