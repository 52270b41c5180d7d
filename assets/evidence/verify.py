#!/usr/bin/env python3
"""Verifies evidence and access reports that Strongroom wrote. Needs Python 3.9 or later, nothing else, no network.

    python3 verify.py FOLDER --founding "six words" | --founding HEX
    python3 verify.py --self-test

The founding fingerprint must come from somewhere else than the folder: paper, a slip, a supervisor. Nor does a copy of
this program that lies in a folder prove that folder: take it from a copy that you trust, or read it; it is short.

Checks, in this order: the founding statement against the fingerprint; the certificates of the signers' keys down to
it; the signature; the hash of every file. Of evidence also: every frame, the chain of hashes through them, the tree
up to each signed checkpoint, and that every event says what its sealed frame says. Ends with 0 if all holds, 4 if not
(the first file or frame that fails is named), 2 on wrong usage.
"""

import base64
import csv
import hashlib
import hmac
import io
import json
import os
import re
import sys
import zlib

MOST_BYTES = 4 << 30  # of one file
BODY_BYTES = 1 << 20  # of one frame's body


class Bad(Exception):
    """Something does not hold. Says which file, and where in it."""

    def __init__(self, where, why):
        super().__init__("%s: %s" % (where, why))


def need(holds, where, why):
    if not holds:
        raise Bad(where, why)


# --- Ed25519, verification alone (RFC 8032, section 5.1.7; strict: no small orders, no second spellings) -------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(one, two):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, two
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(scalar, point):
    result = NEUTRAL
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same_point(one, two):
    (x1, y1, z1, _), (x2, y2, z2, _) = one, two
    return (x1 * z2 - x2 * z1) % P == 0 and (y1 * z2 - y2 * z1) % P == 0


def point_of(encoded):
    """The point with these 32 bytes; None if there is none, or another spelling of it exists."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if len(encoded) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = point_of(BASE_Y.to_bytes(32, "little"))


def ed25519_verifies(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    if same_point(times(8, a), NEUTRAL) or same_point(times(8, r), NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return same_point(times(s, BASE), add(r, times(k, a)))


# --- AES-256-GCM (FIPS 197, NIST SP 800-38D): how an event is sealed --------------------------------------------------


def doubled(byte):
    return (byte << 1) ^ (0x11B if byte & 0x80 else 0)


def made_sbox():
    """The inverse in GF(2^8), then the affine map: FIPS 197, section 5.1.1. Powers of 3 go through all but zero."""
    powers, power = [], 1
    for _ in range(255):
        powers.append(power)
        power ^= doubled(power)
    logs = {power: at for at, power in enumerate(powers)}
    box = [0x63]
    for byte in range(1, 256):
        inverse = powers[-logs[byte] % 255]
        turned = [((inverse << by) | (inverse >> (8 - by))) & 0xFF for by in range(5)]
        box.append(turned[0] ^ turned[1] ^ turned[2] ^ turned[3] ^ turned[4] ^ 0x63)
    return box


SBOX = made_sbox()


def mixed(row):
    """What each byte does to a column in one round, from this row of the state: its column of FIPS 197, section 5.1.3."""
    columns = [(doubled(s), s, s, s ^ doubled(s)) for s in SBOX]
    return [int.from_bytes(bytes(column[4 - row:] + column[:4 - row]), "big") for column in columns]


MIXED = [mixed(row) for row in range(4)]


def substituted(word):
    return int.from_bytes(bytes(SBOX[byte] for byte in word.to_bytes(4, "big")), "big")


def aes256_schedule(key):
    words, constant = [int.from_bytes(key[at:at + 4], "big") for at in range(0, 32, 4)], 1
    for at in range(8, 60):
        word = words[-1]
        if at % 8 == 0:
            word = substituted(((word << 8) | (word >> 24)) & 0xFFFFFFFF) ^ (constant << 24)
            constant = doubled(constant)
        elif at % 8 == 4:
            word = substituted(word)
        words.append(words[-8] ^ word)
    return words


def aes256_block(schedule, block):
    a, b, c, d = (int.from_bytes(block[at:at + 4], "big") ^ schedule[at // 4] for at in range(0, 16, 4))
    m0, m1, m2, m3 = MIXED
    for at in range(4, 56, 4):
        columns = ((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c))
        a, b, c, d = (m0[w >> 24] ^ m1[x >> 16 & 255] ^ m2[y >> 8 & 255] ^ m3[z & 255] ^ schedule[at + column]
                      for column, (w, x, y, z) in enumerate(columns))
    out = bytearray()
    for column, (w, x, y, z) in enumerate(((a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c))):
        last = SBOX[w >> 24] << 24 | SBOX[x >> 16 & 255] << 16 | SBOX[y >> 8 & 255] << 8 | SBOX[z & 255]
        out += (last ^ schedule[56 + column]).to_bytes(4, "big")
    return bytes(out)


def ghash(subkey, data):
    """SP 800-38D, section 6.4; the multiples of the subkey by single bits are made once."""
    bits, value = [], int.from_bytes(subkey, "big")
    for _ in range(128):
        bits.append(value)
        value = value >> 1 ^ (0xE1 << 120 if value & 1 else 0)
    bits.reverse()
    hashed = 0
    for at in range(0, len(data), 16):
        left, hashed, place = hashed ^ int.from_bytes(data[at:at + 16], "big"), 0, 0
        while left:
            if left & 1:
                hashed ^= bits[place]
            left >>= 1
            place += 1
    return hashed.to_bytes(16, "big")


def padded(data):
    return data + bytes(-len(data) % 16)


def opens(key, associated, sealed):
    """The plaintext of what is sealed: nonce (12) || ciphertext || tag (16). None if it does not open."""
    if len(sealed) < 28:
        return None
    nonce, ciphertext, tag = sealed[:12], sealed[12:-16], sealed[-16:]
    schedule = aes256_schedule(key)
    block = lambda counter: aes256_block(schedule, nonce + counter.to_bytes(4, "big"))
    lengths = (8 * len(associated)).to_bytes(8, "big") + (8 * len(ciphertext)).to_bytes(8, "big")
    hashed = ghash(aes256_block(schedule, bytes(16)), padded(associated) + padded(ciphertext) + lengths)
    if not hmac.compare_digest(bytes(a ^ b for a, b in zip(hashed, block(1))), tag):
        return None
    stream = b"".join(block(2 + at // 16) for at in range(0, len(ciphertext), 16))
    return bytes(a ^ b for a, b in zip(ciphertext, stream))


# --- The Merkle tree of RFC 6962, section 2.1 -------------------------------------------------------------------------


def leaf_hash(body):
    return hashlib.sha256(b"\0" + body).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Edge:
    """The right edge of a tree: the roots of its complete subtrees, the largest first."""

    def __init__(self, count, roots):
        need(len(roots) == bin(count).count("1"), "proofs.json", "another number of subtrees than %d frames have" % count)
        self.count, self.roots = count, list(roots)

    def push(self, root, level=0):
        above = self.count >> level
        while above & 1:
            root = node_hash(self.roots.pop(), root)
            above >>= 1
        self.roots.append(root)
        self.count += 1 << level

    def grow(self, to, subtrees):
        """Adds the largest complete subtrees that reach from here to `to`."""
        for subtree in subtrees:
            need(self.count < to, "proofs.json", "more subtrees than the tree has room for")
            level = (to - self.count).bit_length() - 1
            while self.count % (1 << level):
                level -= 1
            self.push(subtree, level)
        need(self.count == to, "proofs.json", "fewer subtrees than lead to %d frames" % to)

    def root(self):
        if not self.roots:
            return hashlib.sha256(b"").digest()
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node_hash(left, root)
        return root


# --- CBOR (RFC 8949), as much as Strongroom writes --------------------------------------------------------------------


class NotCbor(Exception):
    pass


class Cbor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        taken = self.data[self.at:self.at + count]
        if len(taken) != count:
            raise NotCbor
        self.at += count
        return taken

    def head(self):
        first = self.take(1)[0]
        major, short = first >> 5, first & 31
        if short < 24:
            return major, short
        if short > 27:
            raise NotCbor
        return major, int.from_bytes(self.take(1 << (short - 24)), "big")

    def value(self, depth=0):
        if depth > 16:
            raise NotCbor
        major, argument = self.head()
        if major == 0:
            return argument
        if major == 1:
            return -1 - argument
        if major == 2:
            return self.take(argument)
        if major == 3:
            try:
                return self.take(argument).decode()
            except UnicodeDecodeError:
                raise NotCbor
        if major == 4:
            return [self.value(depth + 1) for _ in range(self.bounded(argument))]
        if major == 5:
            pairs = [(self.value(depth + 1), self.value(depth + 1)) for _ in range(self.bounded(argument))]
            if len(dict(pairs)) != len(pairs):
                raise NotCbor
            return dict(pairs)
        if major == 7 and argument in (20, 21, 22):
            return {20: False, 21: True, 22: None}[argument]
        raise NotCbor

    def bounded(self, count):
        if count > len(self.data):
            raise NotCbor
        return count


def cbor(data, where):
    reader = Cbor(data)
    try:
        value = reader.value()
    except (NotCbor, TypeError):
        raise Bad(where, "is not the CBOR it should be")
    need(reader.at == len(data), where, "something follows its end")
    return value


# --- Signed notes (C2SP) ----------------------------------------------------------------------------------------------


def unbase64(text, where):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Bad(where, "is not base64")
    need(base64.b64encode(data).decode() == text, where, "is not the one spelling of its base64")
    return data


def key_hash(name, public):
    return hashlib.sha256(name.encode() + b"\n\1" + public).digest()[:4]


class Note:
    def __init__(self, raw, where):
        try:
            whole = raw.decode()
        except UnicodeDecodeError:
            raise Bad(where, "is not UTF-8")
        text, apart, signatures = whole.rpartition("\n\n")
        need(apart and signatures.endswith("\n"), where, "is not a signed note")
        need(not any(ord(c) < 32 and c != "\n" for c in whole), where, "has control characters")
        self.where, self.text, self.signatures = where, text + "\n", []
        for line in signatures[:-1].split("\n"):
            parts = line.split(" ")
            need(len(parts) == 3 and parts[0] == "\u2014" and parts[1], where, "has a line that is no signature")
            signature = unbase64(parts[2], where)
            need(len(signature) == 68, where, "has a signature of another length")
            self.signatures.append((parts[1], signature[:4], signature[4:]))

    def signed_by(self, name, public):
        """Whether `name` signed it. A signature of that name that does not verify is an error."""
        found = False
        for signer, hashed, signature in self.signatures:
            if signer == name and hashed == key_hash(name, public):
                verifies = ed25519_verifies(public, self.text.encode(), signature)
                need(verifies, self.where, "the signature of %s does not verify" % name)
                found = True
        return found

    def lines(self):
        return self.text[:-1].split("\n")


# --- What Strongroom signs --------------------------------------------------------------------------------------------

SUPERVISOR, ASSESSOR = 2, 4
ID = re.compile("[0-9a-f]{32}")


class Root:
    """What the founding statement names: the vault, the founder's key, the recovery sheets' key, the machine's key."""

    def __init__(self, raw, fingerprint):
        where = "founding.cbor"
        digest = hashlib.sha256(raw).digest()
        need(fingerprint(digest), where, "is not the founding statement with this fingerprint")
        try:
            core, _signatures = cbor(raw, where)
            _version, number, _previous, _made_at, _alone, kind, fields = core
            vault, _sample, business, founder, _kem, founder_key, _rkem, _rage, recovery, machine = fields
            need((number, kind) == (0, 1), where, "is not a founding statement")
            self.vault, self.business, self.founder = vault.hex(), business, founder.hex()
            self.founder_key, self.recovery, self.machine = founder_key, recovery, machine
        except (ValueError, TypeError, AttributeError):
            raise Bad(where, "is not a founding statement")
        self.machine_name = "strongroom-machine-" + self.vault[:8]
        self.recovery_name = "strongroom-recovery-" + self.vault[:8]


def account_name(account):
    return "strongroom-account-" + account


def notes_in(raw, where):
    """Notes one after the other, each followed by an empty line."""
    notes, at = [], 0
    while at < len(raw):
        text = raw.find(b"\n\n", at)
        end = raw.find(b"\n\n", text + 2) if text >= 0 else -1
        need(end >= 0, where, "something follows its last note")
        notes.append(Note(raw[at:end + 1], "%s, note %d" % (where, len(notes) + 1)))
        at = end + 2
    return notes


def fields_of(note, origin, names):
    """The lines of a note after its first, by the word that each begins with; exactly these, in this order."""
    lines = note.lines()
    need(lines[0] == origin, note.where, "is not of this vault, or of another kind")
    need(len(lines) == len(names) + 1, note.where, "has other lines than it should")
    fields = []
    for name, line in zip(names, lines[1:]):
        need(line.startswith(name + " "), note.where, "has no line that begins with " + name)
        fields.append(line[len(name) + 1:])
    return fields


def number_of(text, where):
    need(re.fullmatch("0|-?[1-9][0-9]{0,18}", text), where, "%r is not a number" % text)
    return int(text)


class Keys:
    """The keys of accounts: each certified by a supervisor, or by the recovery sheets, down to the founder."""

    def __init__(self, raw, root):
        self.root, self.accounts = root, {root.founder: (SUPERVISOR, root.founder_key)}
        for note in notes_in(raw, "keys.txt"):
            where = note.where
            account, role, key = fields_of(note, "strongroom/log-key/v1/" + root.vault, ("account", "role", "key"))
            need(ID.fullmatch(account) and account not in self.accounts, where, "names no new account")
            key = unbase64(key, where)
            need(len(key) == 32, where, "has a key of another length")
            need(len(note.signatures) == 1, where, "is not signed once")
            by = note.signatures[0][0]
            if by == root.recovery_name:
                signer = root.recovery
            else:
                by_role, signer = self.of(by)
                need(by_role == SUPERVISOR, where, "is not signed by a supervisor")
            need(note.signed_by(by, signer), where, "is not signed by " + by)
            self.accounts[account] = (number_of(role, where), key)

    def of(self, name):
        """Role and key of the account with this name of a key."""
        prefix = account_name("")
        return self.accounts.get(name[len(prefix):] if name.startswith(prefix) else "", (0, bytes(32)))


class Signed:
    """`signature.txt`: what the reviewer signed."""

    def __init__(self, raw, keys):
        note = Note(raw, "signature.txt")
        where, root = note.where, keys.root
        origin = "strongroom/evidence/v1/" + root.vault
        kind, frames, events, wall, sums = fields_of(note, origin, ("kind", "frames", "events", "wall", "sums"))
        need(kind in NEEDED, where, "is of a kind that this program does not know")
        frames, events = frames.split(" "), events.split(" ")
        need(len(frames) == 2 and len(events) == 2, where, "has other lines than it should")
        self.kind, self.wall = kind, number_of(wall, where)
        self.first, self.count = (number_of(text, where) for text in frames)
        self.events, self.withheld = (number_of(text, where) for text in events)
        self.sums = unbase64(sums, where)
        need(len(note.signatures) == 1, where, "is not signed once")
        self.by = note.signatures[0][0]
        role, key = keys.of(self.by)
        may = (SUPERVISOR, ASSESSOR) if kind == "posture" else (SUPERVISOR,)
        need(role in may and note.signed_by(self.by, key), where, "is not signed by someone of this vault who may")


class Checkpoint:
    def __init__(self, note, keys):
        where, root = note.where, keys.root
        names = ["last", "wall"] if len(note.lines()) == 5 else ["last", "statements", "wall"]
        lines = note.lines()
        need(len(lines) == 3 + len(names), where, "has other lines than it should")
        need(lines[0] == "strongroom/checkpoint/v1/" + root.vault, where, "is not of this vault")
        self.where, self.count, self.root = where, number_of(lines[1], where), unbase64(lines[2], where)
        fields = {}
        for name, line in zip(names, lines[3:]):
            need(line.startswith(name + " "), where, "has no line that begins with " + name)
            fields[name] = line[len(name) + 1:]
        self.last = unbase64(fields["last"], where)
        need(note.signed_by(root.machine_name, root.machine), where, "is not signed by the machine")
        self.by = []
        for name, _hash, _signature in note.signatures[1:]:
            role, key = keys.of(name)
            if role:  # of accounts that were not certified yet nothing can be said
                need(note.signed_by(name, key), where, "is not signed by " + name)
                self.by.append(name)


# --- A folder ---------------------------------------------------------------------------------------------------------

APART = ("SHA256SUMS", "signature.txt")
NEEDED = {
    "events": ("founding.cbor", "keys.txt", "checkpoints.txt", "proofs.json", "frames.bin", "event-keys.json",
               "events.jsonl", "events.csv"),
    "accesses": ("founding.cbor", "keys.txt", "checkpoints.txt", "report.csv", "report.pdf"),
    "archive": ("founding.cbor", "keys.txt", "checkpoints.txt"),
    "posture": ("founding.cbor", "keys.txt", "checkpoints.txt", "report.csv", "report.pdf"),
}


class Folder:
    def __init__(self, path):
        self.path = path

    def read(self, name):
        path = os.path.join(self.path, name)
        try:
            need(os.path.isfile(path) and not os.path.islink(path), name, "is missing")
            need(os.path.getsize(path) <= MOST_BYTES, name, "is larger than any such file")
            with open(path, "rb") as file:
                return file.read()
        except OSError as error:
            raise Bad(name, "cannot be read: %s" % error)

    def names(self):
        return sorted(os.listdir(self.path))


def check_sums(folder, signed):
    """Every file is the one that was signed for, and there is no other."""
    raw = folder.read("SHA256SUMS")
    need(hashlib.sha256(raw).digest() == signed.sums, "SHA256SUMS", "is not the list that was signed")
    sums = {}
    for line in raw.decode("utf-8", "replace").splitlines():
        match = re.fullmatch("([0-9a-f]{64})  ([A-Za-z0-9._-]+)", line)
        need(match and match.group(2) not in sums, "SHA256SUMS", "has a line that is none of its kind")
        sums[match.group(2)] = match.group(1)
    for name in NEEDED[signed.kind]:
        need(name in sums, "SHA256SUMS", "does not name " + name)
    for name in folder.names():
        need(name in sums or name in APART, name, "does not belong to it")
    for name, digest in sums.items():
        data = folder.read(name)
        if hashlib.sha256(data).hexdigest() == digest:
            continue
        if name == "frames.bin":
            for _number, _body in frames_in(data, signed.first):
                pass
        raise Bad(name, "was changed: its hash is not the one that was signed")


def frames_in(data, first):
    """Numbers and bodies of frames: length, CRC of the length, body, CRC of the body."""
    at, number = 0, first
    while at < len(data):
        where = "frames.bin, frame %d" % number
        header = data[at:at + 8]
        need(len(header) == 8, where, "is cut off")
        length = int.from_bytes(header[:4], "big")
        need(zlib.crc32(header[:4]) == int.from_bytes(header[4:], "big"), where, "its length was changed")
        need(length <= BODY_BYTES, where, "is longer than any frame")
        body, check = data[at + 8:at + 8 + length], data[at + 8 + length:at + 12 + length]
        need(len(check) == 4, where, "is cut off")
        need(zlib.crc32(body) == int.from_bytes(check, "big"), where, "its checksum does not fit")
        yield number, body
        at, number = at + 12 + length, number + 1


class Frame:
    """kind, number, previous, and of an event: session, step, the clear part of a log-in, what is sealed."""

    def __init__(self, body, where):
        reader = Cbor(body)
        self.where = where
        try:
            major, elements = reader.head()
            need(major == 4 and elements >= 3, where, "is no frame")
            head = [reader.value() for _ in range(3)]
            self.kind, self.number, self.previous = head
            rest = []
            for _ in range(elements - 3):
                self.before = body[:reader.at]
                rest.append(reader.value())
            need(reader.at == len(body), where, "something follows its end")
            if self.kind == 2:
                session, self.step, self.log_in, self.sealed = rest
                self.session = session.hex()
        except (NotCbor, ValueError, TypeError, AttributeError):
            raise Bad(where, "is no frame")


EVENT_PURPOSE = b"strongroom/audit-event/v1\0"
OUTCOMES = {1: "permitted", 2: "done", 3: "refused", 4: "failed", 5: "cancelled"}
COLUMNS = ("number", "at", "session", "account", "account_name", "act", "act_name", "outcome", "group", "group_name",
           "clients", "record", "count", "words")


def event_in(plain, where):
    """What a sealed frame says, by the names of events.jsonl."""
    reader = Cbor(plain)
    try:
        says = reader.value()
        need(isinstance(says, dict) and not any(plain[reader.at:]), where, "holds no event")
        hexed = lambda key: says[key].hex() if key in says else None
        return {
            "number": says[1], "wall_ms": says[2], "since_boot_ms": says[3], "account": hexed(4), "act": says[5],
            "outcome": OUTCOMES.get(says[6]), "group": hexed(7), "clients": says.get(8, []), "record": hexed(9),
            "count": says.get(10), "words": says.get(11, ""),
        }
    except (NotCbor, KeyError, TypeError, AttributeError):
        raise Bad(where, "holds no event")


def compare(line, event, frame):
    """That a line of events.jsonl says what its frame does. Names and the words for acts are the reviewer's."""
    where = "events.jsonl, event of frame %d" % frame.number
    need(isinstance(line, dict), where, "is no object")
    said = dict(line)
    need(isinstance(said.get("clients"), list), where, "has no list of clients")
    said["clients"] = [str(code).replace("-", "") for code in said["clients"]]
    for name, value in event.items():
        need(name in said and said[name] == value and type(said[name]) is type(value), where,
             "says another %s than the sealed frame" % name)
    need(said.get("session") == frame.session and said.get("step") == frame.step, where, "is of another session")
    failures = frame.log_in[1] if frame.log_in else None
    need(said.get("failures") == failures, where, "counts other failures than the frame")
    match = re.fullmatch(r"(\d{4,5})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})([+-])(\d\d):(\d\d)", str(said.get("at")))
    need(match, where, "has no time with an offset from UTC")
    year, month, day, hour, minute, second, ms = (int(part) for part in match.groups()[:7])
    offset = (int(match.group(9)) * 60 + int(match.group(10))) * (-1 if match.group(8) == "-" else 1)
    seconds = days_from_1970(year, month, day) * 86400 + hour * 3600 + (minute - offset) * 60 + second
    need(seconds * 1000 + ms == event["wall_ms"], where, "gives another time than the sealed frame")


def days_from_1970(year, month, day):
    year -= month <= 2
    era, month = year // 400, (month + 9) % 12
    year_of_era = year - era * 400
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + (153 * month + 2) // 5 + day - 1
    return era * 146097 + day_of_era - 719468


def cell(value):
    """A cell of CSV that no spreadsheet takes for a formula."""
    text = "" if value is None else " ".join(value) if isinstance(value, list) else str(value)
    begins = text.lstrip(" \t\r\n\xa0")[:1]
    if (begins and begins in "=+-@\uff1d\uff0b\uff0d\uff20") or (text and text[0] in "\t\r\n"):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"'


def csv_of(lines):
    rows = [",".join(cell(name) for name in COLUMNS)]
    rows += [",".join(cell(line[name]) for name in COLUMNS) for line in lines]
    return ("\ufeff" + "".join(row + "\r\n" for row in rows)).encode()


def json_in(raw, where):
    try:
        return json.loads(raw.decode())
    except (ValueError, RecursionError):
        raise Bad(where, "is not JSON")


def unhex(text, length, where):
    need(isinstance(text, str) and re.fullmatch("[0-9a-f]{%d}" % (2 * length), text), where, "%r is not a hash" % (text,))
    return bytes.fromhex(text)


def event_keys(raw):
    where, keys = "event-keys.json", {}
    listed = json_in(raw, where)
    need(isinstance(listed, list), where, "is no list")
    for pair in listed:
        need(isinstance(pair, list) and len(pair) == 2 and type(pair[0]) is int, where, "has something that is no key")
        need(pair[0] not in keys, where, "has two keys for frame %d" % pair[0])
        keys[pair[0]] = unhex(pair[1], 32, where)
    return keys


def check_events(folder, signed, keys):
    """Every frame, the tree up to every checkpoint, and that every event says what its frame does."""
    checkpoints = [Checkpoint(note, keys) for note in notes_in(folder.read("checkpoints.txt"), "checkpoints.txt")]
    proofs = json_in(folder.read("proofs.json"), "proofs.json")
    need(isinstance(proofs, dict) and isinstance(proofs.get("left"), list) and isinstance(proofs.get("growth"), list),
         "proofs.json", "is not what it should be")
    need(proofs.get("first") == signed.first, "proofs.json", "begins with another frame than the signature")
    edge = Edge(signed.first, [unhex(root, 32, "proofs.json") for root in proofs["left"]])
    last = unhex(proofs.get("before"), 32, "proofs.json")
    end, secrets = signed.first + signed.count, event_keys(folder.read("event-keys.json"))
    lines = []
    for text in folder.read("events.jsonl").split(b"\n")[:-1]:
        lines.append(json_in(text, "events.jsonl, line %d" % (len(lines) + 1)))
    need(len(lines) == signed.events, "events.jsonl", "has %d events, and %d were signed" % (len(lines), signed.events))
    waiting, place, withheld = list(checkpoints), 0, 0

    def at_checkpoint(last):
        while waiting and waiting[0].count <= edge.count:
            point = waiting.pop(0)
            need(point.count == edge.count, point.where, "is not in its order, or of before the first frame")
            need(point.root == edge.root(), point.where, "has another root than the frames")
            need(last is None or point.last == last, point.where, "names another last frame")

    at_checkpoint(last)
    for number, body in frames_in(folder.read("frames.bin"), signed.first):
        frame = Frame(body, "frames.bin, frame %d" % number)
        need(frame.number == number, frame.where, "has another number")
        need(frame.previous == last, frame.where, "does not follow the frame before")
        last = leaf_hash(body)
        edge.push(last)
        at_checkpoint(last)
        if frame.kind != 2:
            continue
        if number not in secrets:
            withheld += 1
            continue
        place_of = EVENT_PURPOSE + bytes.fromhex(keys.root.vault) + frame.before
        plain = opens(secrets.pop(number), place_of, frame.sealed)
        need(plain is not None, frame.where, "does not open with its key in event-keys.json")
        event = event_in(plain, frame.where)
        need(event["number"] == number, frame.where, "holds the event of another frame")
        need(place < len(lines), "events.jsonl", "has no event of frame %d" % number)
        compare(lines[place], event, frame)
        place += 1
    need(edge.count == end, "frames.bin", "has %d frames, and %d were signed" % (edge.count - signed.first, signed.count))
    need(place == len(lines), "events.jsonl", "has events that no frame holds")
    need(not secrets, "event-keys.json", "has a key for a frame that is not there")
    need(withheld == signed.withheld, "frames.bin", "%d events are withheld, and %d were signed" % (withheld, signed.withheld))
    for growth in proofs["growth"]:
        need(isinstance(growth, dict) and type(growth.get("count")) is int and isinstance(growth.get("subtrees"), list),
             "proofs.json", "is not what it should be")
        edge.grow(growth["count"], [unhex(root, 32, "proofs.json") for root in growth["subtrees"]])
        at_checkpoint(None)
    need(not waiting, "checkpoints.txt", "has checkpoints that nothing leads to")
    covering = [point for point in checkpoints if point.count >= end and signed.by in point.by]
    need(covering, "checkpoints.txt", "has none that covers every frame and that the reviewer signed")
    need(folder.read("events.csv") == csv_of(lines), "events.csv", "does not say what events.jsonl does")


def check_report(folder, signed, keys):
    """A report of accesses or of the posture has no frames: what it says is the word of who signed it."""
    checkpoints = [Checkpoint(note, keys) for note in notes_in(folder.read("checkpoints.txt"), "checkpoints.txt")]
    need(len(checkpoints) == 1 and signed.by in checkpoints[0].by, "checkpoints.txt", "is not the reviewer's one checkpoint")
    need((signed.first, signed.count) == (0, checkpoints[0].count), "checkpoints.txt", "is of another moment than the report")
    try:
        table = folder.read("report.csv").decode("utf-8-sig")
        rows = len(list(csv.reader(io.StringIO(table, newline=""), strict=True))) - 1
    except (UnicodeDecodeError, csv.Error):
        raise Bad("report.csv", "is no table")
    need(rows == signed.events, "report.csv", "has %d rows, and %d were signed" % (rows, signed.events))


def check_archive(folder, signed, keys):
    """Segments are sealed: what can be said of them without the reader key is that they are the signed ones."""
    for note in notes_in(folder.read("checkpoints.txt"), "checkpoints.txt"):
        Checkpoint(note, keys)


def verify(path, fingerprint):
    folder = Folder(path)
    need(os.path.isdir(path), path, "is no folder")
    root = Root(folder.read("founding.cbor"), fingerprint)
    keys = Keys(folder.read("keys.txt"), root)
    signed = Signed(folder.read("signature.txt"), keys)
    check_sums(folder, signed)
    checks = {"events": check_events, "archive": check_archive}
    checks.get(signed.kind, check_report)(folder, signed, keys)
    return root, signed


# --- The founding fingerprint: 64 hexadecimal digits, or six words of 11 bits each (English list of BIP-39) ------------


def fingerprint_of(typed):
    """A function that says whether a digest has this fingerprint; None if this is none."""
    plain = re.sub(r"[\s:]+", " ", typed.strip().lower())
    if re.fullmatch("[0-9a-f ]+", plain) and len(plain.replace(" ", "")) == 64:
        wanted = bytes.fromhex(plain.replace(" ", ""))
        return lambda digest: digest == wanted
    numbers = [word_number(word) for word in plain.replace("-", " ").split()]
    if len(numbers) != 6 or None in numbers:
        return None
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    return lambda digest: int.from_bytes(digest, "big") >> (256 - 66) == bits


def word_number(word):
    words = WORDS.split()
    if word in words:
        return words.index(word)
    begun = [place for place, known in enumerate(words) if len(word) == 4 and known.startswith(word)]
    return begun[0] if len(begun) == 1 else None


# --- Self-test: published vectors -------------------------------------------------------------------------------------


def self_test():
    h = bytes.fromhex
    checks = []

    def check(name, holds):
        checks.append((name, bool(holds)))

    public = h("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = h("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
    check("RFC 8032 7.1, test 2", ed25519_verifies(public, b"\x72", signature))
    check("another message", not ed25519_verifies(public, b"\x73", signature))
    higher = (int.from_bytes(signature[32:], "little") + L).to_bytes(32, "little")
    check("a second spelling of s", not ed25519_verifies(public, b"\x72", signature[:32] + higher))
    neutral = b"\1" + bytes(31)
    check("a key of small order", not ed25519_verifies(neutral, b"any", neutral + bytes(32)))
    public = h("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
    signature = h("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")
    check("RFC 8032 7.1, test 3", ed25519_verifies(public, h("af82"), signature))
    check("FIPS 197 C.3", aes256_block(aes256_schedule(bytes(range(32))), h("00112233445566778899aabbccddeeff"))
          == h("8ea2b7ca516745bfeafc49904b496089"))
    # McGrew and Viega, The Galois/Counter Mode of Operation, appendix B.
    check("GCM, test case 13", opens(bytes(32), b"", bytes(12) + h("530f8afbc74536b9a963b4f1c4cb738b")) == b"")
    key, place = h("feffe9928665731c6d6a8f9467308308" * 2), h("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = h("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39")
    sealed = h("cafebabefacedbaddecaf888"
               "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
               "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
               "76fc6ece0f4e1768cddf8853bb2d551b")
    check("GCM, test case 16", opens(key, place, sealed) == plain)
    check("another place", opens(key, place + b"\0", sealed) is None)
    check("another key", opens(bytes(32), place, sealed) is None)
    # The test data of Certificate Transparency: eight leaves, and the roots of the trees of one, three and eight.
    leaves = [h(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                   "606162636465666768696a6b6c6d6e6f")]
    roots = {1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
             3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
             8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}
    edge = Edge(0, [])
    for leaf in leaves:
        edge.push(leaf_hash(leaf))
        if edge.count in roots:
            check("RFC 6962 tree of %d" % edge.count, edge.root() == h(roots[edge.count]))
    other = Edge(0, [])
    for leaf in leaves[:3]:
        other.push(leaf_hash(leaf))
    other.grow(8, [leaf_hash(leaves[3]), node_hash(node_hash(leaf_hash(leaves[4]), leaf_hash(leaves[5])),
                                                  node_hash(leaf_hash(leaves[6]), leaf_hash(leaves[7])))])
    check("growth by subtrees", other.root() == edge.root())
    name, text = "PeterNeumann", "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    # The example of Go's golang.org/x/mod/sumdb/note.
    note = Note((text + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n").encode(), "note")
    public = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    check("Go's note", public[0] == 1 and note.signed_by(name, public[1:]))
    check("CRC-32", zlib.crc32(b"123456789") == 0xCBF43926)
    check("the list of words", hashlib.sha256(("\n".join(WORDS.split()) + "\n").encode()).hexdigest()
          == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda")
    check("days", days_from_1970(2026, 11, 22) == 20779 and days_from_1970(1970, 1, 1) == 0)
    for name, holds in checks:
        print("%s  %s" % ("ok    " if holds else "FAILED", name))
    return all(holds for _, holds in checks)


USAGE = "usage: verify.py FOLDER --founding FINGERPRINT   or   verify.py --self-test"


def main(arguments):
    if arguments == ["--self-test"]:
        return 0 if self_test() else 4
    if len(arguments) != 3 or "--founding" not in arguments[:2]:
        print(USAGE, file=sys.stderr)
        return 2
    at = arguments.index("--founding")
    typed, path = arguments[at + 1], arguments[2] if at == 0 else arguments[0]
    fingerprint = fingerprint_of(typed)
    if fingerprint is None:
        print("The fingerprint is six words, or 64 hexadecimal digits.", file=sys.stderr)
        return 2
    try:
        root, signed = verify(path, fingerprint)
    except Bad as bad:
        print("FAILED  %s" % bad)
        return 4
    except OSError as error:
        print("FAILED  %s" % error)
        return 4
    what = {"events": "frames %d to %d" % (signed.first, signed.first + signed.count - 1),
            "accesses": "accesses to one customer's file", "archive": "%d archived segments" % signed.count,
            "posture": "posture of the workstation"}[signed.kind]
    said = "rows" if signed.kind == "posture" else "events"
    print("VERIFIED  %s: %s, %d %s" % (root.business, what, signed.events, said)
          + (", %d more are sealed" % signed.withheld if signed.withheld else ""))
    print("Signed by %s" % signed.by)
    return 0


WORDS = """
abandon ability able about above absent absorb abstract absurd abuse access accident account accuse achieve acid
acoustic acquire across act action actor actress actual adapt add addict address adjust admit adult advance advice
aerobic affair afford afraid again age agent agree ahead aim air airport aisle alarm album alcohol alert alien all
alley allow almost alone alpha already also alter always amateur amazing among amount amused analyst anchor ancient
anger angle angry animal ankle announce annual another answer antenna antique anxiety any apart apology appear apple
approve april arch arctic area arena argue arm armed armor army around arrange arrest arrive arrow art artefact artist
artwork ask aspect assault asset assist assume asthma athlete atom attack attend attitude attract auction audit august
aunt author auto autumn average avocado avoid awake aware away awesome awful awkward axis baby bachelor bacon badge
bag balance balcony ball bamboo banana banner bar barely bargain barrel base basic basket battle beach bean beauty
because become beef before begin behave behind believe below belt bench benefit best betray better between beyond
bicycle bid bike bind biology bird birth bitter black blade blame blanket blast bleak bless blind blood blossom blouse
blue blur blush board boat body boil bomb bone bonus book boost border boring borrow boss bottom bounce box boy
bracket brain brand brass brave bread breeze brick bridge brief bright bring brisk broccoli broken bronze broom
brother brown brush bubble buddy budget buffalo build bulb bulk bullet bundle bunker burden burger burst bus business
busy butter buyer buzz cabbage cabin cable cactus cage cake call calm camera camp can canal cancel candy cannon canoe
canvas canyon capable capital captain car carbon card cargo carpet carry cart case cash casino castle casual cat
catalog catch category cattle caught cause caution cave ceiling celery cement census century cereal certain chair
chalk champion change chaos chapter charge chase chat cheap check cheese chef cherry chest chicken chief child chimney
choice choose chronic chuckle chunk churn cigar cinnamon circle citizen city civil claim clap clarify claw clay clean
clerk clever click client cliff climb clinic clip clock clog close cloth cloud clown club clump cluster clutch coach
coast coconut code coffee coil coin collect color column combine come comfort comic common company concert conduct
confirm congress connect consider control convince cook cool copper copy coral core corn correct cost cotton couch
country couple course cousin cover coyote crack cradle craft cram crane crash crater crawl crazy cream credit creek
crew cricket crime crisp critic crop cross crouch crowd crucial cruel cruise crumble crunch crush cry crystal cube
culture cup cupboard curious current curtain curve cushion custom cute cycle dad damage damp dance danger daring dash
daughter dawn day deal debate debris decade december decide decline decorate decrease deer defense define defy degree
delay deliver demand demise denial dentist deny depart depend deposit depth deputy derive describe desert design desk
despair destroy detail detect develop device devote diagram dial diamond diary dice diesel diet differ digital dignity
dilemma dinner dinosaur direct dirt disagree discover disease dish dismiss disorder display distance divert divide
divorce dizzy doctor document dog doll dolphin domain donate donkey donor door dose double dove draft dragon drama
drastic draw dream dress drift drill drink drip drive drop drum dry duck dumb dune during dust dutch duty dwarf
dynamic eager eagle early earn earth easily east easy echo ecology economy edge edit educate effort egg eight either
elbow elder electric elegant element elephant elevator elite else embark embody embrace emerge emotion employ empower
empty enable enact end endless endorse enemy energy enforce engage engine enhance enjoy enlist enough enrich enroll
ensure enter entire entry envelope episode equal equip era erase erode erosion error erupt escape essay essence estate
eternal ethics evidence evil evoke evolve exact example excess exchange excite exclude excuse execute exercise exhaust
exhibit exile exist exit exotic expand expect expire explain expose express extend extra eye eyebrow fabric face
faculty fade faint faith fall false fame family famous fan fancy fantasy farm fashion fat fatal father fatigue fault
favorite feature february federal fee feed feel female fence festival fetch fever few fiber fiction field figure file
film filter final find fine finger finish fire firm first fiscal fish fit fitness fix flag flame flash flat flavor
flee flight flip float flock floor flower fluid flush fly foam focus fog foil fold follow food foot force forest
forget fork fortune forum forward fossil foster found fox fragile frame frequent fresh friend fringe frog front frost
frown frozen fruit fuel fun funny furnace fury future gadget gain galaxy gallery game gap garage garbage garden garlic
garment gas gasp gate gather gauge gaze general genius genre gentle genuine gesture ghost giant gift giggle ginger
giraffe girl give glad glance glare glass glide glimpse globe gloom glory glove glow glue goat goddess gold good goose
gorilla gospel gossip govern gown grab grace grain grant grape grass gravity great green grid grief grit grocery group
grow grunt guard guess guide guilt guitar gun gym habit hair half hammer hamster hand happy harbor hard harsh harvest
hat have hawk hazard head health heart heavy hedgehog height hello helmet help hen hero hidden high hill hint hip hire
history hobby hockey hold hole holiday hollow home honey hood hope horn horror horse hospital host hotel hour hover
hub huge human humble humor hundred hungry hunt hurdle hurry hurt husband hybrid ice icon idea identify idle ignore
ill illegal illness image imitate immense immune impact impose improve impulse inch include income increase index
indicate indoor industry infant inflict inform inhale inherit initial inject injury inmate inner innocent input
inquiry insane insect inside inspire install intact interest into invest invite involve iron island isolate issue item
ivory jacket jaguar jar jazz jealous jeans jelly jewel job join joke journey joy judge juice jump jungle junior junk
just kangaroo keen keep ketchup key kick kid kidney kind kingdom kiss kit kitchen kite kitten kiwi knee knife knock
know lab label labor ladder lady lake lamp language laptop large later latin laugh laundry lava law lawn lawsuit layer
lazy leader leaf learn leave lecture left leg legal legend leisure lemon lend length lens leopard lesson letter level
liar liberty library license life lift light like limb limit link lion liquid list little live lizard load loan
lobster local lock logic lonely long loop lottery loud lounge love loyal lucky luggage lumber lunar lunch luxury
lyrics machine mad magic magnet maid mail main major make mammal man manage mandate mango mansion manual maple marble
march margin marine market marriage mask mass master match material math matrix matter maximum maze meadow mean
measure meat mechanic medal media melody melt member memory mention menu mercy merge merit merry mesh message metal
method middle midnight milk million mimic mind minimum minor minute miracle mirror misery miss mistake mix mixed
mixture mobile model modify mom moment monitor monkey monster month moon moral more morning mosquito mother motion
motor mountain mouse move movie much muffin mule multiply muscle museum mushroom music must mutual myself mystery myth
naive name napkin narrow nasty nation nature near neck need negative neglect neither nephew nerve nest net network
neutral never news next nice night noble noise nominee noodle normal north nose notable note nothing notice novel now
nuclear number nurse nut oak obey object oblige obscure observe obtain obvious occur ocean october odor off offer
office often oil okay old olive olympic omit once one onion online only open opera opinion oppose option orange orbit
orchard order ordinary organ orient original orphan ostrich other outdoor outer output outside oval oven over own
owner oxygen oyster ozone pact paddle page pair palace palm panda panel panic panther paper parade parent park parrot
party pass patch path patient patrol pattern pause pave payment peace peanut pear peasant pelican pen penalty pencil
people pepper perfect permit person pet phone photo phrase physical piano picnic picture piece pig pigeon pill pilot
pink pioneer pipe pistol pitch pizza place planet plastic plate play please pledge pluck plug plunge poem poet point
polar pole police pond pony pool popular portion position possible post potato pottery poverty powder power practice
praise predict prefer prepare present pretty prevent price pride primary print priority prison private prize problem
process produce profit program project promote proof property prosper protect proud provide public pudding pull pulp
pulse pumpkin punch pupil puppy purchase purity purpose purse push put puzzle pyramid quality quantum quarter question
quick quit quiz quote rabbit raccoon race rack radar radio rail rain raise rally ramp ranch random range rapid rare
rate rather raven raw razor ready real reason rebel rebuild recall receive recipe record recycle reduce reflect reform
refuse region regret regular reject relax release relief rely remain remember remind remove render renew rent reopen
repair repeat replace report require rescue resemble resist resource response result retire retreat return reunion
reveal review reward rhythm rib ribbon rice rich ride ridge rifle right rigid ring riot ripple risk ritual rival river
road roast robot robust rocket romance roof rookie room rose rotate rough round route royal rubber rude rug rule run
runway rural sad saddle sadness safe sail salad salmon salon salt salute same sample sand satisfy satoshi sauce
sausage save say scale scan scare scatter scene scheme school science scissors scorpion scout scrap screen script
scrub sea search season seat second secret section security seed seek segment select sell seminar senior sense
sentence series service session settle setup seven shadow shaft shallow share shed shell sheriff shield shift shine
ship shiver shock shoe shoot shop short shoulder shove shrimp shrug shuffle shy sibling sick side siege sight sign
silent silk silly silver similar simple since sing siren sister situate six size skate sketch ski skill skin skirt
skull slab slam sleep slender slice slide slight slim slogan slot slow slush small smart smile smoke smooth snack
snake snap sniff snow soap soccer social sock soda soft solar soldier solid solution solve someone song soon sorry
sort soul sound soup source south space spare spatial spawn speak special speed spell spend sphere spice spider spike
spin spirit split spoil sponsor spoon sport spot spray spread spring spy square squeeze squirrel stable stadium staff
stage stairs stamp stand start state stay steak steel stem step stereo stick still sting stock stomach stone stool
story stove strategy street strike strong struggle student stuff stumble style subject submit subway success such
sudden suffer sugar suggest suit summer sun sunny sunset super supply supreme sure surface surge surprise surround
survey suspect sustain swallow swamp swap swarm swear sweet swift swim swing switch sword symbol symptom syrup system
table tackle tag tail talent talk tank tape target task taste tattoo taxi teach team tell ten tenant tennis tent term
test text thank that theme then theory there they thing this thought three thrive throw thumb thunder ticket tide
tiger tilt timber time tiny tip tired tissue title toast tobacco today toddler toe together toilet token tomato
tomorrow tone tongue tonight tool tooth top topic topple torch tornado tortoise toss total tourist toward tower town
toy track trade traffic tragic train transfer trap trash travel tray treat tree trend trial tribe trick trigger trim
trip trophy trouble truck true truly trumpet trust truth try tube tuition tumble tuna tunnel turkey turn turtle twelve
twenty twice twin twist two type typical ugly umbrella unable unaware uncle uncover under undo unfair unfold unhappy
uniform unique unit universe unknown unlock until unusual unveil update upgrade uphold upon upper upset urban urge
usage use used useful useless usual utility vacant vacuum vague valid valley valve van vanish vapor various vast vault
vehicle velvet vendor venture venue verb verify version very vessel veteran viable vibrant vicious victory video view
village vintage violin virtual virus visa visit visual vital vivid vocal voice void volcano volume vote voyage wage
wagon wait walk wall walnut want warfare warm warrior wash wasp waste water wave way wealth weapon wear weasel weather
web wedding weekend weird welcome west wet whale what wheat wheel when where whip whisper wide width wife wild will
win window wine wing wink winner winter wire wisdom wise wish witness wolf woman wonder wood wool word work world
worry worth wrap wreck wrestle wrist write wrong yard year yellow you young youth zebra zero zone zoo
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
