#!/usr/bin/env bash
# Importing and exporting against Debian's age, side by side: the same data, the same disk, medians of five, interleaved.
#
#   tests/benches/against-peers.sh [FOLDER]      FOLDER: where the data goes (about 6 GiB free); default: target/peers
#
# Prints a table of MB/s and ratios: 1 GiB of incompressible data, and 2,000 files of 500 KB. Every time includes making
# the result durable. The data is read from the page cache, so that all are limited by what they compute and write.
# Then searches among a million customers, in CPU time. Wants a machine that does nothing else.
set -euo pipefail
export LC_ALL=C
top=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:-$top/target/peers}
rounds=${ROUNDS:-5}
customers=${CUSTOMERS:-1000000}

need() {
    command -v age >/dev/null && return
    echo "installing age" >&2
    if [ "$(id -u)" = 0 ]; then apt-get install -y -qq age >&2; else sudo apt-get install -y -qq age >&2; fi
}

# timed NAME BYTES COMMAND…: runs it, and notes its seconds.
timed() {
    local name=$1 bytes=$2 start end
    shift 2
    start=$(date +%s.%N)
    "$@"
    end=$(date +%s.%N)
    awk -v n="$name" -v b="$bytes" -v s="$start" -v e="$end" 'BEGIN { print n, b / 1e6 / (e - s) }' >>"$work/rates"
}

# ours SIZE NAME FILE…: imports and exports with the library, and notes the seconds it says.
ours() {
    local name=$1
    shift
    rm -rf "$work/vault" "$work/out"
    mkdir "$work/out"
    "$measure" files "$work/vault" "$work/out" "$@" |
        awk -v n="$name" '{ print n "-" $1, $3 / 1e6 / $2 }' >>"$work/rates"
    rm -rf "$work/vault" "$work/out"
}

seal_file() { age -r "$recipient" -o "$work/peer.age" "$work/large" && sync "$work/peer.age"; }
open_file() { age -d -i "$work/key" -o "$work/peer.out" "$work/peer.age" && sync "$work/peer.out"; }
seal_many() { tar -C "$work" -c many | age -r "$recipient" -o "$work/peer.age" && sync "$work/peer.age"; }
open_many() {
    mkdir "$work/peer.out" && age -d -i "$work/key" "$work/peer.age" | tar -C "$work/peer.out" -x && sync -f "$work/peer.out"
}

median() { awk -v n="$1" '$1 == n { print $2 }' "$work/rates" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

row() {
    local ours peer
    ours=$(median "$2") peer=$(median "$3")
    awk -v t="$1" -v o="$ours" -v p="$peer" -v g="$4" \
        'BEGIN { printf "%-34s %8.0f %8.0f %7.2f   %s\n", t, o, p, o / p, (o / p >= g ? "" : "below ") "goal " g }'
}

need
profile=${PROFILE:-dev}
cargo build --quiet --locked --profile "$profile" --manifest-path "$top/Cargo.toml" --example measure
target=$(cargo metadata --manifest-path "$top/Cargo.toml" --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
measure=$target/$([ "$profile" = dev ] && echo debug || echo "$profile")/examples/measure

rm -rf "$work"
mkdir -p "$work/many"
trap 'rm -rf "$work"' EXIT
age-keygen -o "$work/key" 2>/dev/null
recipient=$(age-keygen -y "$work/key")
openssl rand -out "$work/large" $((1 << 30))
for n in $(seq 2000); do openssl rand -out "$work/many/$n.bin" 500000; done
: >"$work/rates"
large=$((1 << 30)) many=$((2000 * 500000))

for _ in $(seq "$rounds"); do
    cat "$work/large" "$work"/many/* >/dev/null
    sync
    timed age-large-in "$large" seal_file
    timed age-large-out "$large" open_file
    rm -rf "$work"/peer.*
    ours large "$work/large"
    timed age-many-in "$many" seal_many
    timed age-many-out "$many" open_many
    rm -rf "$work"/peer.*
    ours many "$work/many"
done

printf '%-34s %8s %8s %7s\n' "MB/s, median of $rounds" ours age ratio
row "import 1 GiB" large-import age-large-in 0.6
row "export 1 GiB" large-export age-large-out 1.5
row "import 2,000 files of 500 KB" many-import age-many-in 0.6
row "export 2,000 files of 500 KB" many-export age-many-out 1.5
echo
"$measure" customers "$work/vault" "$customers"
