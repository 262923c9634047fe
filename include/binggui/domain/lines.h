#ifndef BINGGUI_DOMAIN_LINES_H
#define BINGGUI_DOMAIN_LINES_H

#include <stdbool.h>

#include <binggui/base/str.h>

/*
 * The values of a field that has several: one a line, "" is none.
 */
struct span lines_next(const char **at); /* the line at *at, which moves behind it */
bool lines_has(const char *lines, struct span line);
void lines_add(struct str *out, struct span line); /* unless it is among them */
void lines_add_all(struct str *out, const char *lines);

#endif
