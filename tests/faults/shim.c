/* Makes the n-th call that writes below a folder fail with an I/O error, once or from then on. Preloaded into the process that does the work. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char below[PATH_MAX];
static int at, always, calls;

void fault_arm(const char *folder, int n, int from_then_on) {
    snprintf(below, sizeof below, "%s", folder);
    at = n, always = from_then_on, calls = 0;
}

int fault_calls(void) { return calls; }

static int is_below(const char *path) { return below[0] && path && !strncmp(path, below, strlen(below)); }

static int fails(void) {
    calls++;
    if (at && (calls == at || (always && calls > at))) {
        errno = EIO;
        return 1;
    }
    return 0;
}

static int file_fails(int file) {
    char link[64], path[PATH_MAX];
    if (!below[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path) && !strstr(path, "/told") && fails();
}

#define REAL(kind, name, ...) static kind (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int f, const void *b, size_t n) { REAL(ssize_t, write, int, const void *, size_t); return file_fails(f) ? -1 : real(f, b, n); }
ssize_t pwrite(int f, const void *b, size_t n, off_t o) { REAL(ssize_t, pwrite, int, const void *, size_t, off_t); return file_fails(f) ? -1 : real(f, b, n, o); }
ssize_t pwrite64(int f, const void *b, size_t n, off64_t o) { REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t); return file_fails(f) ? -1 : real(f, b, n, o); }
int fsync(int f) { REAL(int, fsync, int); return file_fails(f) ? -1 : real(f); }
int fdatasync(int f) { REAL(int, fdatasync, int); return file_fails(f) ? -1 : real(f); }
int ftruncate(int f, off_t n) { REAL(int, ftruncate, int, off_t); return file_fails(f) ? -1 : real(f, n); }
int ftruncate64(int f, off64_t n) { REAL(int, ftruncate64, int, off64_t); return file_fails(f) ? -1 : real(f, n); }
int unlink(const char *p) { REAL(int, unlink, const char *); return is_below(p) && fails() ? -1 : real(p); }
int rename(const char *p, const char *q) { REAL(int, rename, const char *, const char *); return is_below(p) && fails() ? -1 : real(p, q); }
int link(const char *p, const char *q) { REAL(int, link, const char *, const char *); return is_below(p) && fails() ? -1 : real(p, q); }
