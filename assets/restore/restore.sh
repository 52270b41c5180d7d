#!/bin/sh
# Restores a backup of Strongroom with nothing but age, tar and what every Linux has.
#
#   sh restore.sh GENERATION IDENTITY OUT          the vault's files, as they were, into the new folder OUT
#   sh restore.sh --plain OUT IDENTITY PLAIN       every database of OUT as a plain SQLite file, into the new folder PLAIN
#
# GENERATION  the folder this file lies in; the ones it grew from must lie beside it
# IDENTITY    a file with the age identity: from combiner.py and three recovery sheets
# The second form takes the program rawkey: from this folder, from $RAWKEY, or from the PATH.
#
# Every file is compared with the manifest. The manifest's signatures are not verified here: Strongroom does that.
set -eu
LC_ALL=C
export LC_ALL
umask 077

die() {
    echo "restore.sh: $*" >&2
    exit 1
}

# The SHA-256 of a file.
sum() {
    set -- "$(sha256sum <"$1")"
    echo "${1%% *}"
}

# The lines of the manifest of folder $1 that begin with $2; the text ends at the first empty line.
lines() {
    sed '/^$/q' "$1/manifest.txt" | grep "^$2 " || true
}

# Compares the volumes and other files of folder $1 with its manifest.
compare() {
    { lines "$1" volume; lines "$1" extra; } | while read -r _ bytes want name; do
        [ -f "$1/$name" ] || die "$1/$name is missing"
        [ "$(wc -c <"$1/$name")" -eq "$bytes" ] || die "$1/$name has another size"
        [ "$(sum "$1/$name")" = "$want" ] || die "$1/$name is damaged"
    done
}

# Puts the pieces of folder $1 into $out, those of what it grew from first.
unpack() {
    [ -f "$1/manifest.txt" ] || die "$1 has no manifest: its writing did not end"
    lines "$1" parent | while read -r _ _ name want; do
        before=$(dirname "$1")/$name
        [ -f "$before/manifest.txt" ] || die "$before is missing, and this backup grew from it"
        [ "$(sum "$before/manifest.txt")" = "$want" ] || die "$before/manifest.txt is another one"
        unpack "$before" || exit 1
    done || return 1
    compare "$1" || return 1
    number=0
    lines "$1" volume | while read -r _ _ _ name; do
        number=$((number + 1))
        rm -rf "$out/.pieces"
        mkdir "$out/.pieces"
        age -d -i "$identity" -o - "$1/$name" >"$out/.tar" || die "age does not open $1/$name"
        tar -x -C "$out/.pieces" -f "$out/.tar" || die "tar does not read $1/$name"
        rm "$out/.tar"
        lines "$1" "piece $number" | while read -r _ _ offset bytes path; do
            piece=$out/.pieces/$path@$offset
            [ "$(wc -c <"$piece")" -eq "$bytes" ] || die "a piece of $path is missing in $1/$name"
            mkdir -p "$(dirname "$out/$path")"
            if [ "$offset" -eq 0 ] && [ ! -e "$out/$path" ]; then
                mv "$piece" "$out/$path"
            else
                dd if="$piece" of="$out/$path" bs=65536 seek=$((offset / 65536)) conv=notrunc status=none
            fi
        done || exit 1
    done || return 1
    rm -rf "$out/.pieces"
}

# Leaves in $out exactly the files of folder $1, each as its manifest says.
settle() {
    lines "$1" file | while read -r _ bytes want _ path; do
        mkdir -p "$(dirname "$out/$path")"
        [ -e "$out/$path" ] || : >"$out/$path"
        truncate -s "$bytes" "$out/$path"
        [ "$(sum "$out/$path")" = "$want" ] || die "$path is not what was copied"
    done || return 1
    lines "$1" file | cut -d ' ' -f 5- | sort >"$out/.wanted"
    (cd "$out" && find . -type f ! -name .wanted | sed 's|^\./||' | sort) >"$out.found"
    comm -13 "$out/.wanted" "$out.found" | while read -r path; do rm "$out/$path"; done
    rm "$out/.wanted" "$out.found"
    mkdir -p "$out/accounts" "$out/groups" "$out/audit" "$out/keys"
}

# The plain form of one database: $1 its path in the vault, $2 its key's file without epochs, $3 name, $4 number.
plain() {
    epoch=${1%.db}
    epoch=${epoch##*.}
    key=
    for file in "$vault/keys/$2.$epoch."*.age; do key=$file; done
    [ -f "$key" ] || die "there is no key of $1"
    mkdir -p "$(dirname "$target/$1")"
    age -d -i "$identity" "$key" | "$rawkey" "$vault/$1" "$target/${1%.db}.sqlite" "$3" "$4" || die "$1 did not open"
}

decrypt() {
    here=$(cd "$(dirname "$0")" && pwd)
    rawkey=${RAWKEY:-$(command -v rawkey || true)}
    if [ -z "$rawkey" ] && [ -f "$here/rawkey" ]; then
        # A stick may not let programs run.
        cp "$here/rawkey" "$target/.rawkey"
        chmod 700 "$target/.rawkey"
        rawkey=$target/.rawkey
    fi
    [ -n "$rawkey" ] || die "the program rawkey is not here; see RESTORE.txt"
    (cd "$vault" && find . -name '*.db' -type f | sed 's|^\./||' | sort) >"$target/.databases"
    while read -r path; do
        file=$(basename "$path")
        group=$(basename "$(dirname "$path")")
        case $file in
            registry.*) plain "$path" registry registry 0 ;;
            records.*) plain "$path" "records-$group" records 0 ;;
            identities.*) plain "$path" "identities-$group" identities 0 ;;
            stack-*)
                number=${file#stack-}
                plain "$path" "records-$group" stack "${number%%.*}"
                ;;
        esac
    done <"$target/.databases"
    rm -f "$target/.databases" "$target/.rawkey"
}

[ $# -ge 3 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
command -v age >/dev/null || die "the program age is needed (Debian: apt install age)"
if [ "$1" = --plain ]; then
    vault=$2 identity=$3 target=$4
    [ ! -e "$target" ] || die "$target is there already"
    mkdir "$target"
    decrypt
else
    generation=$(cd "$1" && pwd) || die "$1 is not a folder"
    identity=$2 out=$3
    [ ! -e "$out" ] || die "$out is there already"
    mkdir "$out"
    unpack "$generation" || die "nothing was restored; remove $out"
    settle "$generation" || die "nothing was restored; remove $out"
fi
echo "restore.sh: done" >&2
