#ifndef BINGGUI_UI_KEYMAP_H
#define BINGGUI_UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/str.h>
#include <binggui/ui/press.h>

/*
 * Which key does what where: context -> key -> command name.  What a context
 * does not bind is looked for in "common".  The key bar, help and the palette
 * are read from here, so they cannot differ from what the keys do.
 */
struct keymap;

struct binding {
	const char *context, *key, *command;
	const char *label; /* short, for the key bar ("存盘"); "" = not shown there */
	struct press press;
};

struct keymap *keymap_new(void);
void keymap_free(struct keymap *m);

/*
 * Binds a key; an earlier binding of the same key in that context is replaced.
 * An empty command takes away what "common" would do.  False (ERR_CONFIG)
 * if `key` is no key's name.
 */
bool keymap_bind(struct keymap *m, const char *context, const char *key, const char *command,
	const char *label, struct err *e);

/* The command of a key, or NULL.  Full-width characters count as ASCII. */
const char *keymap_command(const struct keymap *m, const char *context, const struct press *k);

/* The key's name that gives this command there, for palette and messages; NULL if none. */
const char *keymap_key(const struct keymap *m, const char *context, const char *command);

/*
 * What holds in a context, its own and those of "common" it does not hide:
 * F-keys by number first, the rest in the order bound.  NULL behind the last.
 * Valid until the next keymap_bind.
 */
const struct binding *keymap_at(const struct keymap *m, const char *context, size_t i);

/* "F1帮助 F2存盘 …": what fits into `columns`, whole entries only. */
void keymap_bar(const struct keymap *m, const char *context, size_t columns, int ambiguous,
	struct str *out);

/* "F2 存盘" lines, keys padded to one width; what has no label shows its command's name. */
void keymap_help(const struct keymap *m, const char *context, int ambiguous, struct str *out);

#endif
