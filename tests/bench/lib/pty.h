#ifndef BENCH_LIB_PTY_H
#define BENCH_LIB_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <lib/clock.h>

enum { PTY_ROWS = 24, PTY_COLUMNS = 80 };

/*
 * A program on a terminal of 24 x 80, and a clock.  A step ends when nothing
 * has come for a while; its time is that of the last byte.
 */
struct pty {
	int fd;
	pid_t pid;
	double started; /* ms */
	double cpu;     /* used up to now */
	void *term;     /* libvterm, fed outside what is measured */
	long anon_peak; /* KiB of RssAnon, as seen after the steps */
	/* A slow line between the two: 0 = none.  Bytes are taken from the program no faster. */
	double bits_per_second, round_trip_ms;
};

struct pty_step {
	double ms;  /* to the last byte */
	double cpu; /* ms of processor time meanwhile: what a busy machine cannot blur */
	size_t bytes;
};

void pty_start(struct pty *p, const char *const argv[]);
struct pty_step pty_wait(
	struct pty *p, double since); /* what comes by itself; `since` as now_ms() */
struct pty_step pty_type_ahead(
	struct pty *p, const char *keys); /* typed before the program reads; from its start */
struct pty_step pty_send(struct pty *p, const char *keys);

/* The characters that stand on the screen; 0 behind a wide one. */
struct pty_picture {
	uint32_t at[PTY_ROWS][PTY_COLUMNS];
};
void pty_picture(struct pty *p, struct pty_picture *out);
bool pty_sees(struct pty *p, const char *text);
void pty_close(struct pty *p);

/* KiB of a line of /proc/PID/FILE ("status" RssAnon:, "smaps_rollup" Private_Dirty:). */
long pty_memory(struct pty *p, const char *file, const char *line);

#endif
