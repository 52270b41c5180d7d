#!/usr/bin/env python3
"""Puts recovery sheets together without Strongroom. Needs Python 3.7 or later, nothing else, no network.

    python3 combiner.py SHEET SHEET SHEET > identity.txt     the age identity that opens the backups
    python3 combiner.py --raw NAME NUMBER < KEY              the raw key of a database, 64 hexadecimal digits

A SHEET is a file with the 32 words of one sheet (numbers between them do no harm; words.txt must lie beside this
program), or with the text of its code, STRONGROOM-SHEET:… . KEY is one of the files keys/*.age, opened with the
identity. NAME is registry, records, identities, stack or index; NUMBER is the stack's number, else 0.

Ends with 1 and says why if the sheets do not fit together. What it prints opens everything: keep it off every disk
that stays, and remove it afterwards.
"""

import hashlib
import hmac
import os
import sys

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class Bad(Exception):
    """A sheet or a key is not what it should be."""


def word_bytes(words):
    """The 44 bytes of 32 words of eleven bits each."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.txt")
    with open(path, encoding="ascii") as lines:
        known = [line.strip() for line in lines if line.strip()]
    value = 0
    for place, word in enumerate(words, 1):
        found = [n for n, one in enumerate(known) if one == word or one[:4] == word[:4]]
        if not found:
            raise Bad("word %d is not in the list" % place)
        value = value << 11 | found[0]
    if len(words) != 32:
        raise Bad("%d words; a sheet has 32" % len(words))
    return value.to_bytes(44, "big")


def sheet(text):
    """Set, needed, number and share of one sheet."""
    text = text.strip()
    if text.startswith("STRONGROOM-SHEET:"):
        whole = bytes.fromhex(text[len("STRONGROOM-SHEET:"):])
    else:
        words = [word.lower() for word in text.split() if any(c.isalpha() for c in word)]
        whole = word_bytes(words)
    if len(whole) != 44:
        raise Bad("it is not a recovery sheet")
    body, checksum = whole[:40], whole[40:]
    if hashlib.sha256(b"strongroom/sheet/v1\0" + body).digest()[:4] != checksum:
        raise Bad("it is mistyped")
    if body[0] != 1:
        raise Bad("it was printed by a newer version")
    return body[1:5], body[6], body[5], body[8:40]


def times(a, b):
    """Multiplication in GF(2^8) with x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= 0x11D
        b >>= 1
    return product


def inverse(a):
    result = 1
    for _ in range(254):
        result = times(result, a)
    return result


def combine(sheets):
    """The seed: the polynomials' values at 0 (Lagrange)."""
    if len({(set_, needed) for set_, needed, _, _ in sheets}) != 1:
        raise Bad("the sheets are of different sets")
    needed = sheets[0][1]
    numbers = [number for _, _, number, _ in sheets]
    if len(set(numbers)) != len(numbers):
        raise Bad("the same sheet twice")
    if len(sheets) < needed:
        raise Bad("%d more sheets are needed" % (needed - len(sheets)))
    seed = bytearray(32)
    for _, _, x, share in sheets[:needed]:
        factor = 1
        for other in numbers[:needed]:
            if other != x:
                factor = times(factor, times(other, inverse(other ^ x)))
        for place, byte in enumerate(share):
            seed[place] ^= times(factor, byte)
    return bytes(seed)


def prefixed(*parts):
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def derive(key, label, *context):
    """HKDF-Expand with SHA-256 (RFC 5869), 32 bytes."""
    return hmac.new(key, prefixed(label) + prefixed(*context) + b"\x01", hashlib.sha256).digest()


def bech32(prefix, data):
    """BIP-173."""
    value, bits, fives = 0, 0, []
    for byte in data:
        value, bits = value << 8 | byte, bits + 8
        while bits >= 5:
            bits -= 5
            fives.append(value >> bits & 31)
    if bits:
        fives.append(value << 5 - bits & 31)
    check = 1
    for five in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + fives + [0] * 6:
        top, check = check >> 25, (check & 0x1FFFFFF) << 5 ^ five
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> bit & 1:
                check ^= generator
    check ^= 1
    fives += [check >> 5 * (5 - n) & 31 for n in range(6)]
    return prefix + "1" + "".join(ALPHABET[five] for five in fives)


def identity(paths):
    sheets = []
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                sheets.append(sheet(file.read()))
        except (Bad, ValueError) as error:
            raise Bad("%s: %s" % (path, error))
    secret = derive(combine(sheets), b"strongroom/recovery-x25519/v1")
    return bech32("age-secret-key-", secret).upper()


def raw_key(name, number):
    lines = dict(line.split(" ", 1) for line in sys.stdin.read().splitlines()[1:])
    place, key = bytes.fromhex(lines["place"]), bytes.fromhex(lines["key"])
    if len(place) != 39 or len(key) != 32:
        raise Bad("it is not a key of Strongroom")
    label = b"strongroom/database/v1"
    return derive(key, label, place, name.encode(), int(number).to_bytes(4, "big")).hex()


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "--raw":
        return raw_key(*arguments[1:])
    if len(arguments) >= 2 and not arguments[0].startswith("-"):
        return identity(arguments)
    sys.stderr.write(__doc__)
    sys.exit(2)


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except (Bad, OSError, KeyError, ValueError) as error:
        sys.exit("combiner.py: %s" % error)
