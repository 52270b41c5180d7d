#!/bin/sh
# Builds rawkey, one static program, from the SQLCipher and OpenSSL that Strongroom itself is built with.
#
#   packaging/rawkey/build.sh [OUT]        OUT: the program to write (default: target/rawkey)
#
# Build Strongroom first: its build leaves OpenSSL in target/. Nothing is fetched.
set -eu
cd "$(dirname "$0")/../.."
out=${1:-target/rawkey}

newest() { ls -td "$@" 2>/dev/null | head -n 1; }
home=${CARGO_HOME:-$HOME/.cargo}
source=$(newest "$home"/registry/src/*/sqlcipher-src-*/sqlcipher/sqlcipher.c)
openssl=$(newest "${CARGO_TARGET_DIR:-target}"/*/build/openssl-sys-*/out/openssl-build/install)
[ -n "$source" ] || { echo "the source of SQLCipher is not here; build Strongroom first" >&2; exit 1; }
[ -n "$openssl" ] || { echo "OpenSSL was not built; build Strongroom first" >&2; exit 1; }
lib=$openssl/lib
[ -f "$lib/libcrypto.a" ] || lib=$openssl/lib64

cc -O2 -static -o "$out" packaging/rawkey/rawkey.c "$source" -I "$(dirname "$source")" -I "$openssl/include" \
    -DSQLITE_HAS_CODEC -DSQLCIPHER_CRYPTO_OPENSSL -DSQLITE_EXTRA_INIT=sqlcipher_extra_init \
    -DSQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown -DSQLITE_TEMP_STORE=2 -DSQLITE_THREADSAFE=1 -DHAVE_STDINT_H \
    -DSQLITE_ENABLE_FTS5 -DSQLITE_OMIT_LOAD_EXTENSION -DHAVE_USLEEP=1 -DHAVE_ISNAN \
    -Wl,--allow-multiple-definition "$lib/libcrypto.a" -lpthread -lm
strip "$out"
echo "$out"
