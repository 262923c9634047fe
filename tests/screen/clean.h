#ifndef BINGGUI_TESTS_CLEAN_H
#define BINGGUI_TESTS_CLEAN_H

#include <stddef.h>

#include <lib/world.h>

/* Walks over screens on which no cell may hold what could steer a terminal. */
void clean_screen(struct world *w, const char *where);

void clean_keys(struct world *w, const char *script);
void clean_times(struct world *w, const char *script, size_t n);

/* Back to the menu, whatever is open; what is asked is let go of. */
void clean_home(struct world *w);
/* Back until so many screens are open: 1 is the menu. */
void clean_back(struct world *w, size_t depth);

/* The menu stays while something is pushed on it by the test. */
void clean_shown(struct world *w, const char *what);

#endif
