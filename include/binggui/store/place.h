#ifndef BINGGUI_STORE_PLACE_H
#define BINGGUI_STORE_PLACE_H

#include <stdbool.h>
#include <sys/types.h>

#include <binggui/base/err.h>

/*
 * The directory a store lies in: that its file system can hold one, whose the
 * files are, that the data file is whole (metapage_check), and that this process
 * opens it only once: closing it a second time would drop LMDB's locks (POSIX
 * locks go with any close).  A child of fork() may open what its parent holds.
 * A zero-filled place is closed.  The list of open places is the module's only
 * state, so a place may not move.
 */
struct place {
	char *dir;
	bool shared; /* setgid or group-writable: the files are the group's */
	gid_t group;
	bool claimed; /* the data file is ours: dev, ino, pid, next are set */
	dev_t dev;
	ino_t ino;
	pid_t pid;
	struct place *next;
	int gate; /* descriptor that keeps other openers waiting; 0 = none */
};

/* Writes the first content of a file; false with a sentence. */
typedef bool place_fill(const char *path, void *context, struct err *e);

struct place_files {
	const char *data, *lock;
	bool create; /* directory and data file, where missing */
	bool read_only; /* a missing lock file is then LMDB's affair: on a read-only disk it needs none */
	place_fill *fill;
	void *context;
};

/*
 * Files come into being in one step, filled and synced, and with their rights
 * set whatever the umask; a group's file of ours that lost its rights to an
 * umask gets them back.  On false with a sentence nothing is held and p is
 * closed.
 *
 * Other processes wait in place_open() until place_opened(): LMDB 0.9.24 empties
 * its lock file while it opens it as the only one, and if it is killed there, one
 * that opens at the same time takes transaction 0 for the last and loses saves.
 */
bool place_open(struct place *p, const char *dir, const struct place_files *files, struct err *e);

void place_opened(struct place *p); /* LMDB has opened it: let the others in */

/* A copy made for keeping: on any file system, only to be read. */
bool place_open_copy(struct place *p, const char *dir, const char *data, struct err *e);

void place_close(struct place *p);

/* Whether writes now fail for lack of room, whatever the system called it. */
bool place_full(const struct place *p);

#endif
