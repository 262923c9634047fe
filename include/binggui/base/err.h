#ifndef BINGGUI_BASE_ERR_H
#define BINGGUI_BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

/*
 * Failure as a value.  A function that can fail takes a `struct err *` last,
 * returns false (or NULL) and fills it.  The text is one Chinese sentence for
 * the person at the keyboard: what happened, where, and what to do next.
 * Passing NULL for the err is allowed: the failure is then only the return value.
 */
enum err_code {
	ERR_OK,
	ERR_USAGE,    /* the command line or call was wrong: exit 2 */
	ERR_DATA,     /* a file or value given by the user cannot be used: exit 65 */
	ERR_NOINPUT,  /* a file to read is not there: exit 66 */
	ERR_NOUSER,   /* unknown user: exit 67 */
	ERR_STORE,    /* the store is damaged or cannot be used: exit 65 */
	ERR_FULL,     /* disk full: exit 74 */
	ERR_IO,       /* reading or writing failed: exit 74 */
	ERR_BUSY,     /* somebody else holds it, try again: exit 75 */
	ERR_CONFLICT, /* saved by somebody else meanwhile: exit 75 */
	ERR_DENIED,   /* not allowed: exit 77 */
	ERR_CONFIG,   /* screens/ or settings are wrong: exit 78 */
	ERR_CHECK,    /* a record breaks its definition: exit 65 */
	ERR_NOTFOUND, /* no such record: exit 65 */
	ERR_STOPPED,  /* the user broke it off: exit 1 */
	ERR_BUG,      /* a promise of ours was broken: exit 70 */
};

struct err {
	enum err_code code;
	char text[768]; /* UTF-8, NUL-terminated, cut at a character boundary */
};

void err_clear(struct err *e);

/* Fills e and returns false, so that `return err_set(e, ERR_DATA, "…")` reads well. */
bool err_set(struct err *e, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Like err_set, with the system's reason for `errno_value` appended in Chinese (磁盘已满, 没有权限 …). */
bool err_sys(struct err *e, int errno_value, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts "context：" in front of what is there; returns false. */
bool err_in(struct err *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

const char *err_reason(int errno_value); /* a static Chinese phrase for an errno */
int err_exit_code(enum err_code code);   /* sysexits.h as listed above */

#endif
