#ifndef BINGGUI_SCHEMA_EXPECT_H
#define BINGGUI_SCHEMA_EXPECT_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/schema/def.h>
#include <binggui/schema/yaml.h>

/*
 * What a definition must have at a place.  Each of these tells what is
 * wrong there, once, and answers with something harmless so that reading goes on.
 */

/* A fault at the node's place, unless something was told about it already. */
void expect_fault(const struct yaml_node *node, struct faults *faults, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The text of map's entry, NULL if it is absent, blank or no scalar; absence is a fault if it is needed. */
const char *expect_text(
	const struct yaml_node *map, const char *key, bool needed, struct faults *faults);
/* The same, copied; "" instead of NULL. */
char *expect_copy(const struct yaml_node *map, const char *key, bool needed, struct faults *faults);

bool expect_map(const struct yaml_node *node, struct faults *faults);
bool expect_list(const struct yaml_node *node, struct faults *faults);

/* A list of words, or one word alone; none twice. */
void expect_words(
	struct def_words *out, const struct yaml_node *map, const char *key, struct faults *faults);

/* A whole number from 1 to `most`; 0 if absent. */
size_t expect_number(
	const struct yaml_node *map, const char *key, size_t most, struct faults *faults);

/* A name of ours: a-z, then a-z 0-9 _, at most 40. */
bool expect_name(const struct yaml_node *node, const char *name, size_t line, size_t column,
	struct faults *faults);

/* Which of the words (NULL-terminated) the entry says; `fallback` if absent or none of them. */
size_t expect_choice(const struct yaml_node *map, const char *key, const char *const *words,
	size_t fallback, struct faults *faults);

#endif
