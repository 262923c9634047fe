#ifndef BINGGUI_STORE_BACKUP_H
#define BINGGUI_STORE_BACKUP_H

#include <stdbool.h>

#include <binggui/base/err.h>

/*
 * Writes dir/name by write(fd) and reads it back from the disk, not from memory:
 * a bad stick shows here.  The directory is made if need be (0700) and may hold
 * no such file yet.  Then verify(dir) may look into it.  False with a sentence
 * leaves nothing behind.  write returns 0 or an errno.
 */
struct backup {
	int (*write)(int fd, void *context);
	bool (*verify)(const char *dir, void *context, struct err *e);
	void *context;
};
bool backup_make(const struct backup *b, const char *dir, const char *name, struct err *e);

#endif
