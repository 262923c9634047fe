#ifndef BINGGUI_SCHEMA_FAULT_H
#define BINGGUI_SCHEMA_FAULT_H

#include <stddef.h>

#include <binggui/base/str.h>

/* One thing that is wrong in a definition file.  Lines and columns from 1, columns in characters. */
struct fault {
	char *file;
	size_t line, column;
	char *text; /* Chinese, without the place */
};
struct faults {
	struct fault *at;
	size_t n, cap;
};

void fault_add(struct faults *faults, const char *file, size_t line, size_t column,
	const char *format, ...) __attribute__((format(printf, 5, 6)));
void faults_free(struct faults *faults);
void faults_sort(struct faults *faults); /* by file, line, column; one that stands twice goes */
void fault_text(
	struct str *out, const struct fault *f); /* "file:line:column: text"; replaces out */

#endif
