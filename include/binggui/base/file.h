#ifndef BINGGUI_BASE_FILE_H
#define BINGGUI_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>

/*
 * Plain files.  All descriptors are opened with O_CLOEXEC.  Reading refuses
 * what is larger than `max` bytes.  Writing never leaves a half file behind:
 * it writes beside, syncs, renames and syncs the directory.  What is a device
 * or a pipe already (/dev/stdout) is written to as it is and stays one.
 */
bool file_read(const char *path, size_t max, struct str *out, struct err *e); /* replaces out */
bool file_write(const char *path, const void *bytes, size_t n, unsigned mode, struct err *e);
bool file_exists(const char *path);
bool file_is_dir(const char *path);
bool file_make_dirs(const char *path, unsigned mode, struct err *e); /* like mkdir -p */

/* Names in a directory ending in `suffix` (NULL: all), sorted by bytes; "." names left out. */
struct file_names {
	char **at;
	size_t n, cap;
};
bool file_list(const char *dir, const char *suffix, struct file_names *out, struct err *e);
void file_names_free(struct file_names *names);

/* dir/name into out (replaced). */
void file_join(struct str *out, const char *dir, const char *name);

uint64_t file_free_bytes(
	const char *path); /* free to us on that file system; UINT64_MAX if unknown */

#endif
