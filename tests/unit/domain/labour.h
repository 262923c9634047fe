#ifndef BINGGUI_TESTS_LABOUR_H
#define BINGGUI_TESTS_LABOUR_H

#include <unit/domain/rig.h>

#include <binggui/table/table.h>

/*
 * A small labour market in a rig's archive: "field=value|field=value" makes a
 * record, values canonical, lines of several values with "/".
 */
uint64_t labour_put(struct rig *g, const char *table, const char *values);

/* Somebody born that day (19861102) in that village who looks for work; the seeker's id. */
uint64_t labour_seeker(struct rig *g, const char *name, int order, const char *birth,
	const char *person, const char *seeker);

const char *labour_value(struct rig *g, const char *table, uint64_t id, const char *field);

#endif
