/* A shim that stands between the program and the disk, loaded with LD_PRELOAD. It counts every call that changes a
 * file under SHIM_FOLDER (write, fsync, rename, unlink, truncate, create, mkdir) and at the n-th one
 *
 *   SHIM_MODE=count  does nothing
 *   SHIM_MODE=kill   kills the process with SIGKILL before the call
 *   SHIM_MODE=tear   like kill, but half of what was to be written is written first
 *   SHIM_MODE=full   from then on answers ENOSPC to whatever needs room
 *   SHIM_MODE=large  not at the n-th change: answers EFBIG to whatever makes a file larger than n bytes, as FAT does
 *   SHIM_MODE=stop   writes a byte to standard input (a pipe's end) and stops the process, so that the power can be cut
 *   SHIM_MODE=synced not at the n-th change: stops likewise, after the n-th fsync of a file "volume-…" that went well
 *
 * SHIM_COUNT names a file of 8 bytes that is mapped and holds the count, so that it outlives the process.
 * It is compiled by tests/faults/shim.rs and is no part of the program. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FDS = 65536 };
enum mode { COUNT, KILL, TEAR, FULL, STOP, LARGE, SYNCED };

static char folder[PATH_MAX];
static size_t folder_len;
static enum mode mode;
static unsigned long at;
static _Atomic unsigned long *count;
static _Atomic char watched[FDS];

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("SHIM_FOLDER"), *kind = getenv("SHIM_MODE"), *file = getenv("SHIM_COUNT"), *n = getenv("SHIM_AT");
    if (!path || !kind || !file) return;
    int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0) abort();
    count = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (count == MAP_FAILED) abort();
    folder_len = strlen(path);
    memcpy(folder, path, folder_len + 1);
    at = n ? strtoul(n, NULL, 10) : 0;
    mode = !strcmp(kind, "kill") ? KILL : !strcmp(kind, "tear") ? TEAR : !strcmp(kind, "full") ? FULL : !strcmp(kind, "stop") ? STOP : !strcmp(kind, "large") ? LARGE : !strcmp(kind, "synced") ? SYNCED : COUNT;
}

static int inside(const char *path) {
    return folder_len && !strncmp(path, folder, folder_len) && (path[folder_len] == '/' || !path[folder_len]);
}

/* Whether a path, relative to a folder's descriptor or not, lies under SHIM_FOLDER. */
static int inside_at(int dir, const char *path) {
    if (!folder_len) return 0;
    if (path[0] == '/') return inside(path);
    char link[64], base[PATH_MAX];
    if (dir == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
    ssize_t len = readlink(link, base, sizeof base - 1);
    if (len < 0) return 0;
    base[len] = 0;
    return inside(base);
}

static int inside_fd(int fd) { return folder_len && fd >= 0 && fd < FDS && watched[fd]; }

/* Says so, and waits to be woken. */
static void stop(void) {
    ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (real(0, "!", 1) < 0) abort();
    raise(SIGSTOP);
}

/* One more change is about to happen: returns 1 if there is no room for it. */
static int reached(int needs_room, int fd, const void *bytes, size_t len) {
    unsigned long now = atomic_fetch_add(count, 1) + 1;
    if (mode == FULL) return needs_room && now >= at;
    if (mode == COUNT || mode == LARGE || mode == SYNCED || now != at) return 0;
    if (mode == TEAR && bytes && len > 1) {
        ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
        if (real(fd, bytes, len / 2) < 0) { /* torn as far as it goes */ }
    }
    if (mode == STOP) {
        stop();
        return 0;
    }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int full(void) { errno = ENOSPC; return -1; }

static int too_large(off64_t end) {
    if (mode != LARGE || end <= (off64_t)at) return 0;
    errno = EFBIG;
    return 1;
}

static int opened(int fd) {
    if (folder_len && fd >= 0 && fd < FDS) {
        char link[64], path[PATH_MAX];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t len = readlink(link, path, sizeof path - 1);
        if (len > 0) path[len] = 0;
        watched[fd] = len > 0 && inside(path);
    }
    return fd;
}

static int creates(int dir, const char *path, int flags) {
    return (flags & O_CREAT) && inside_at(dir, path) && faccessat(dir, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
}

#define OPEN(name)                                                                                     \
    int name(const char *path, int flags, ...) {                                                       \
        REAL(name);                                                                                    \
        va_list more; va_start(more, flags); mode_t bits = va_arg(more, mode_t); va_end(more);         \
        if (creates(AT_FDCWD, path, flags) && reached(1, -1, NULL, 0)) return full();                  \
        return opened(real(path, flags, bits));                                                        \
    }
#define OPENAT(name)                                                                                   \
    int name(int dir, const char *path, int flags, ...) {                                              \
        REAL(name);                                                                                    \
        va_list more; va_start(more, flags); mode_t bits = va_arg(more, mode_t); va_end(more);         \
        if (creates(dir, path, flags) && reached(1, -1, NULL, 0)) return full();                       \
        return opened(real(dir, path, flags, bits));                                                   \
    }
OPEN(open) OPEN(open64) OPENAT(openat) OPENAT(openat64)

int close(int fd) { REAL(close); if (fd >= 0 && fd < FDS) watched[fd] = 0; return real(fd); }

ssize_t write(int fd, const void *bytes, size_t len) {
    REAL(write);
    if (inside_fd(fd) && mode == LARGE && too_large(lseek64(fd, 0, SEEK_CUR) + (off64_t)len)) return -1;
    if (inside_fd(fd) && reached(1, fd, bytes, len)) return full();
    return real(fd, bytes, len);
}
ssize_t writev(int fd, const struct iovec *parts, int n) {
    REAL(writev);
    if (inside_fd(fd) && reached(1, -1, NULL, 0)) return full();
    return real(fd, parts, n);
}
#define PWRITE(name, offset_type)                                                                      \
    ssize_t name(int fd, const void *bytes, size_t len, offset_type offset) {                          \
        REAL(name);                                                                                    \
        if (inside_fd(fd)) {                                                                           \
            if (too_large(offset + (off64_t)len)) return -1;                                           \
            int torn = mode == TEAR && atomic_load(count) + 1 == at;                                   \
            if (torn && real(fd, bytes, len / 2, offset) < 0) { /* torn as far as it goes */ }         \
            if (reached(1, -1, NULL, 0)) return full();                                                \
        }                                                                                              \
        return real(fd, bytes, len, offset);                                                           \
    }
PWRITE(pwrite, off_t) PWRITE(pwrite64, off64_t)

/* A volume was synced, and went well. */
static void synced(int fd) {
    static unsigned long so_far;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, path, sizeof path - 1);
    if (len <= 0) return;
    path[len] = 0;
    if (strstr(path, "/volume-") && ++so_far == at) stop();
}

#define SYNC(name)                                                                                     \
    int name(int fd) {                                                                                 \
        REAL(name);                                                                                    \
        if (!inside_fd(fd)) return real(fd);                                                           \
        reached(0, -1, NULL, 0);                                                                       \
        int done = real(fd);                                                                           \
        if (done == 0 && mode == SYNCED) synced(fd);                                                   \
        return done;                                                                                   \
    }
SYNC(fsync) SYNC(fdatasync)

#define TRUNCATE(name, size_type)                                                                      \
    int name(int fd, size_type size) { REAL(name); if (inside_fd(fd) && too_large(size)) return -1; if (inside_fd(fd)) reached(0, -1, NULL, 0); return real(fd, size); }
TRUNCATE(ftruncate, off_t) TRUNCATE(ftruncate64, off64_t)

int fallocate64(int fd, int flags, off64_t offset, off64_t len) {
    REAL(fallocate64);
    if (inside_fd(fd) && reached(1, -1, NULL, 0)) return full();
    return real(fd, flags, offset, len);
}
int posix_fallocate64(int fd, off64_t offset, off64_t len) {
    REAL(posix_fallocate64);
    if (inside_fd(fd) && reached(1, -1, NULL, 0)) return ENOSPC;
    return real(fd, offset, len);
}
int rename(const char *from, const char *to) {
    REAL(rename);
    if (inside_at(AT_FDCWD, to)) reached(0, -1, NULL, 0);
    return real(from, to);
}
int renameat(int dir, const char *from, int to_dir, const char *to) {
    REAL(renameat);
    if (inside_at(to_dir, to)) reached(0, -1, NULL, 0);
    return real(dir, from, to_dir, to);
}
int unlink(const char *path) {
    REAL(unlink);
    if (inside_at(AT_FDCWD, path)) reached(0, -1, NULL, 0);
    return real(path);
}
int unlinkat(int dir, const char *path, int flags) {
    REAL(unlinkat);
    if (inside_at(dir, path)) reached(0, -1, NULL, 0);
    return real(dir, path, flags);
}
int mkdir(const char *path, mode_t bits) {
    REAL(mkdir);
    if (inside_at(AT_FDCWD, path) && reached(1, -1, NULL, 0)) return full();
    return real(path, bits);
}
int renameat2(int dir, const char *from, int to_dir, const char *to, unsigned flags) {
    REAL(renameat2);
    if (inside_at(to_dir, to)) reached(0, -1, NULL, 0);
    return real(dir, from, to_dir, to, flags);
}
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t len, unsigned flags) {
    REAL(copy_file_range);
    if (inside_fd(out) && reached(1, -1, NULL, 0)) return full();
    return real(in, in_at, out, out_at, len, flags);
}
