#ifndef TESTS_PROCS_PEOPLE_H
#define TESTS_PROCS_PEOPLE_H

#include <stdbool.h>
#include <stdint.h>

#include <binggui/table/archive.h>
#include <binggui/table/table.h>

/* A store on disk with a register of people and one of visits, opened by one process after the other or by many at once. */
struct people {
	struct defs *defs;
	struct archive *a;
	const struct def_table *person, *visit;
};

void people_place(char dir[256]); /* a new empty directory */
void people_remove(const char *dir);
bool people_open(struct people *p, const char *dir, bool create); /* tells on stderr why not */
void people_close(struct people *p);

void people_set(const struct def_table *t, struct record *r, const char *field, const char *value);
uint64_t people_number(const struct def_table *t, const struct record *r, const char *field);
bool people_sound(struct people *p); /* check finds nothing; tells on stderr what it finds */

unsigned people_times(const char *variable, unsigned fallback); /* a number from the environment */

#endif
