/* Lets chosen calls of a process fail, for files below one folder; loaded by LD_PRELOAD (bench/faults.py).
   fault_arm(kind, at, sticky, folder): the at-th call that the kind concerns fails, and all later with sticky.
   fault_disarm(): everything works again; returns how many calls failed. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, NO_SPACE, IO_ERROR, NO_ACCESS, SHORT_WRITE, NO_SYNC };
enum { WRITE = 1, SYNC = 2, MAKE = 4, NAME = 8 };

static int kind, at, sticky, seen, failed, cut;
static char folder[4096];
static const int concerns[] = {0, WRITE | MAKE, WRITE | SYNC, MAKE | NAME, WRITE, SYNC};

void fault_arm(int new_kind, int new_at, int new_sticky, const char *new_folder) {
    snprintf(folder, sizeof folder, "%s", new_folder);
    at = new_at; sticky = new_sticky; seen = failed = cut = 0; kind = new_kind;
}

int fault_disarm(void) { kind = NONE; return failed; }

static int below(const char *path) { return path && strncmp(path, folder, strlen(folder)) == 0; }

static int ours(int file) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static int fails(int call) {
    if (kind == NONE || !(concerns[kind] & call)) return 0;
    seen++;
    if (!(seen == at || (sticky && seen > at) || cut)) return 0;
    failed++;
    errno = kind == IO_ERROR || kind == NO_SYNC ? EIO : kind == NO_ACCESS ? EACCES : ENOSPC;
    return 1;
}

#define REAL(name) __typeof__(name) *real = dlsym(RTLD_NEXT, #name)

/* A short write gives half, and the rest finds the disk full. */
#define WRITING(call_short, call)                                       \
    if (kind && ours(file) && fails(WRITE)) {                           \
        if (kind == SHORT_WRITE && !cut && size > 1) { cut = 1; return call_short; } \
        if (!sticky) cut = 0;                                           \
        return -1;                                                      \
    }                                                                   \
    return call;

ssize_t write(int file, const void *data, size_t size) {
    REAL(write);
    WRITING(real(file, data, size / 2), real(file, data, size))
}
ssize_t pwrite(int file, const void *data, size_t size, off_t place) {
    REAL(pwrite);
    WRITING(real(file, data, size / 2, place), real(file, data, size, place))
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t place) {
    REAL(pwrite64);
    WRITING(real(file, data, size / 2, place), real(file, data, size, place))
}

#define SIMPLE(type, name, parameters, arguments, call, where)          \
    type name parameters {                                              \
        REAL(name);                                                     \
        if (kind && (where) && fails(call)) return -1;                  \
        return real arguments;                                          \
    }

SIMPLE(int, fsync, (int file), (file), SYNC, ours(file))
SIMPLE(int, fdatasync, (int file), (file), SYNC, ours(file))
SIMPLE(int, ftruncate, (int file, off_t size), (file, size), WRITE, ours(file))
SIMPLE(int, ftruncate64, (int file, off64_t size), (file, size), WRITE, ours(file))
SIMPLE(int, mkdir, (const char *path, mode_t mode), (path, mode), MAKE, below(path))
SIMPLE(int, link, (const char *from, const char *to), (from, to), MAKE, below(to))
SIMPLE(int, linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags), MAKE,
       below(to))
SIMPLE(int, unlink, (const char *path), (path), NAME, below(path))
SIMPLE(int, rename, (const char *from, const char *to), (from, to), NAME, below(to))
SIMPLE(int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), NAME, below(to))

/* Opening counts where it makes a file; with NO_ACCESS also where it only wants to write. */
#define OPENING(name)                                                   \
    int name(const char *path, int flags, ...) {                        \
        mode_t mode = 0;                                                \
        if (flags & O_CREAT) {                                          \
            va_list rest;                                               \
            va_start(rest, flags);                                      \
            mode = va_arg(rest, mode_t);                                \
            va_end(rest);                                               \
        }                                                               \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);  \
        int counts = flags & O_CREAT || (kind == NO_ACCESS && flags & (O_WRONLY | O_RDWR)); \
        if (kind && counts && below(path) && fails(MAKE)) return -1;    \
        return real(path, flags, mode);                                 \
    }

OPENING(open)
OPENING(open64)
