#ifndef BINGGUI_DOMAIN_PAPERFORM_H
#define BINGGUI_DOMAIN_PAPERFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/schema/paperdef.h>
#include <binggui/table/archive.h>

/*
 * A register's form on paper (schema/paperdef), filled in: at most 80 columns a line, a hanzi two,
 * the title in the middle.  Secret fields are masked, dates are 2020年4月30日, what is too long for
 * its place goes on below it, between the same bars; what is empty in running text is a line to write on.
 */
struct paperform {
	struct archive *archive;
	const struct def_table *table;
	const struct def_paper *paper;
	const char *town, *user; /* who prints; "" = a line to write on */
};

/* One of a record, added to out; ERR_CHECK with a sentence if there is none for it. */
bool paperform_record(
	const struct paperform *p, const struct record *r, struct str *out, struct err *e);

/*
 * One sheet for each of these records, a form feed between them, or the list of them.  Those
 * that it is not for are left out: `left` gets how many.  ERR_CHECK if none is left.
 */
bool paperform_all(const struct paperform *p, const uint64_t *ids, size_t n, struct str *out,
	size_t *left, struct err *e);

/* A name as it is shown in public: 张*三, 李*; appends. */
void paperform_mask(const char *name, struct str *out);

#endif
