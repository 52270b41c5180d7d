/* rawkey: turns a database of Strongroom and its key into a plain SQLite file. For restoring without Strongroom.
 *
 *     rawkey DATABASE PLAIN NAME NUMBER < KEY
 *
 * KEY is one of the vault's files keys/..., opened with age; NAME is registry, records, identities, stack or index; NUMBER
 * is the stack's number, else 0. PLAIN must not be there. Ends with 0 when every page was read and is in PLAIN. Linked
 * statically with the SQLCipher that Strongroom is built with; FORMAT.md gives the derivation. */
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sqlite3.h"

#define PLACE_BYTES 39
#define KEY_BYTES 32

static int fail(const char *what)
{
    fprintf(stderr, "rawkey: %s\n", what);
    return 1;
}

/* The bytes of exactly `count` pairs of digits; 0 if there are others. */
static int from_hex(const char *digits, unsigned char *bytes, size_t count)
{
    size_t at;
    unsigned value;
    for (at = 0; at < count; at++) {
        if (sscanf(digits + 2 * at, "%2x", &value) != 1)
            return 0;
        bytes[at] = (unsigned char)value;
    }
    return digits[2 * count] == '\n' || digits[2 * count] == '\0';
}

static int read_key(unsigned char *place, unsigned char *key)
{
    char line[512];
    int found = 0;
    while (fgets(line, sizeof line, stdin)) {
        if (!strncmp(line, "place ", 6))
            found |= from_hex(line + 6, place, PLACE_BYTES) ? 1 : 0;
        if (!strncmp(line, "key ", 4))
            found |= from_hex(line + 4, key, KEY_BYTES) ? 2 : 0;
    }
    OPENSSL_cleanse(line, sizeof line);
    return found == 3;
}

static size_t put(unsigned char *into, const void *part, size_t length)
{
    into[0] = (unsigned char)(length >> 24);
    into[1] = (unsigned char)(length >> 16);
    into[2] = (unsigned char)(length >> 8);
    into[3] = (unsigned char)length;
    memcpy(into + 4, part, length);
    return length + 4;
}

/* HKDF-Expand with SHA-256: one block. */
static int derive(const unsigned char *key, const unsigned char *place, const char *name, unsigned long number,
                  unsigned char *raw)
{
    static const char label[] = "strongroom/database/v1";
    unsigned char info[256], big[4];
    size_t length;
    unsigned int written = 0;
    if (strlen(name) > 32)
        return 0;
    big[0] = (unsigned char)(number >> 24);
    big[1] = (unsigned char)(number >> 16);
    big[2] = (unsigned char)(number >> 8);
    big[3] = (unsigned char)number;
    length = put(info, label, sizeof label - 1);
    length += put(info + length, place, PLACE_BYTES);
    length += put(info + length, name, strlen(name));
    length += put(info + length, big, sizeof big);
    info[length++] = 1;
    return HMAC(EVP_sha256(), key, KEY_BYTES, info, length, raw, &written) && written == KEY_BYTES;
}

static int run(sqlite3 *db, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) == SQLITE_OK)
        return 1;
    fail(why ? why : sqlite3_errmsg(db));
    sqlite3_free(why);
    return 0;
}

static int export_plain(sqlite3 *db, const unsigned char *raw, int page_bytes, const char *plain)
{
    char pragma[96] = "PRAGMA key = \"x'", settings[256], *attach;
    size_t at = strlen(pragma), byte;
    int done;
    for (byte = 0; byte < KEY_BYTES; byte++)
        at += (size_t)snprintf(pragma + at, sizeof pragma - at, "%02x", raw[byte]);
    snprintf(pragma + at, sizeof pragma - at, "'\"");
    snprintf(settings, sizeof settings,
             "PRAGMA cipher_page_size = %d; PRAGMA cipher_use_hmac = ON; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;"
             "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;",
             page_bytes);
    done = run(db, "PRAGMA cipher_log_level = NONE") && run(db, pragma) && run(db, settings);
    OPENSSL_cleanse(pragma, sizeof pragma);
    attach = sqlite3_mprintf("ATTACH DATABASE %Q AS plain KEY ''", plain);
    done = done && attach && run(db, attach) && run(db, "SELECT sqlcipher_export('plain')") &&
           run(db, "DETACH DATABASE plain");
    sqlite3_free(attach);
    return done;
}

int main(int count, char **words)
{
    unsigned char place[PLACE_BYTES], key[KEY_BYTES], raw[KEY_BYTES];
    sqlite3 *db = NULL;
    int done;
    if (count != 5)
        return fail("rawkey DATABASE PLAIN NAME NUMBER < KEY"), 2;
    if (access(words[2], F_OK) == 0)
        return fail("the plain file is there already");
    if (access(words[1], R_OK) != 0)
        return fail("the database is not there");
    if (!read_key(place, key))
        return fail("this is not a key of Strongroom");
    done = derive(key, place, words[3], strtoul(words[4], NULL, 10), raw);
    OPENSSL_cleanse(key, sizeof key);
    if (!done)
        return fail("the key could not be derived");
    /* Attached files are made only by a connection that may make files; this one is there. */
    if (sqlite3_open_v2(words[1], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        return fail("the database could not be opened");
    done = export_plain(db, raw, strcmp(words[3], "stack") ? 16384 : 65536, words[2]);
    OPENSSL_cleanse(raw, sizeof raw);
    sqlite3_close(db);
    if (!done)
        unlink(words[2]);
    return done ? 0 : 1;
}
