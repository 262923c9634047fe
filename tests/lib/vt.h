#ifndef BINGGUI_TESTS_VT_H
#define BINGGUI_TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A program in a terminal emulator (libvterm behind a pty).  Nothing sleeps:
 * what waits reads the pty until a condition on the screen holds or the time is up.
 * All times are milliseconds.
 */
struct vt;

/* For what must come: no machine is so busy that it takes longer, and nobody waits for what is there. */
enum { VT_PATIENCE = 120000 };

struct vt_options {
	int rows, cols;   /* 0 = 24, 80 */
	const char *term; /* NULL = xterm-256color */
	/*
	 * What the terminal speaks, as iconv calls it; ambiguous characters take two
	 * columns then, unless `ambiguous` says one.  NULL = UTF-8 as it comes, with one.
	 */
	const char *encoding;
	int ambiguous; /* columns of ambiguous characters in an encoding; 0 = 2 */
	bool silent;   /* the terminal answers no question, and nobody waits long for it */
	const char *const *argv; /* the program and its arguments; NULL if `child` is given */
	const char *const
		*env; /* "NAME=value" added to the environment, "NAME" taken away; may be NULL */
	int (*child)(
		void *x); /* runs in the child instead of a program; its result is the exit code */
	void *x;
};

struct vt *vt_start(const struct vt_options *o);
void vt_hang_up(struct vt *v); /* the line drops; the program may go on */
void vt_close(struct vt *v);   /* hangs up, kills what is still there, frees */

void vt_send(struct vt *v, const char *text);             /* UTF-8, in the terminal's encoding */
void vt_sendn(struct vt *v, const char *bytes, size_t n); /* as they are */
bool vt_key(
	struct vt *v, const char *name); /* "F2", "Enter", "Ctrl-P", "Down": as xterm sends them */
void vt_keys(struct vt *v,
	const char *names); /* several, separated by blanks; what is no name is typed */
void vt_paste(struct vt *v, const char *text); /* bracketed if the program asked for it */
void vt_resize(struct vt *v, int rows, int cols);

/*
 * Reads until the screen shows `text` in a row; false when the time is up or the program has ended.
 */
bool vt_wait(struct vt *v, const char *text, int ms);
bool vt_wait_gone(struct vt *v, const char *text, int ms);
bool vt_until(struct vt *v, bool (*holds)(struct vt *v, void *x), void *x, int ms);
bool vt_wait_cursor(struct vt *v, int row, int col, int ms);
void vt_settle(struct vt *v,
	int quiet_ms); /* reads until nothing has come for that long: for counting bytes */
bool vt_wait_exit(struct vt *v, int ms, int *status); /* status as of waitpid */

const char *vt_row(struct vt *v, int row); /* blanks at the end cut; valid until the next call */
const char *vt_text(struct vt *v);         /* all rows, each with '\n' */
bool vt_sees(struct vt *v, const char *text);
int vt_find_row(struct vt *v, const char *text); /* -1 if no row has it */
void vt_cursor(struct vt *v, int *row, int *col);
bool vt_reversed(struct vt *v, int row, int col);
bool vt_alternate(struct vt *v);             /* the alternate screen is on */
size_t vt_bytes(struct vt *v);               /* received since the last call */
const char *vt_raw(struct vt *v, size_t *n); /* the bytes received since vt_bytes was called last */
size_t vt_bad(struct vt *v); /* received bytes that are nothing in the terminal's encoding */
int vt_pid(struct vt *v);
int vt_fd(struct vt *v);

#endif
