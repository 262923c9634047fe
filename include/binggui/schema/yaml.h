#ifndef BINGGUI_SCHEMA_YAML_H
#define BINGGUI_SCHEMA_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/str.h>
#include <binggui/schema/fault.h>

/*
 * A YAML file as a tree in which every node knows its place, so that whatever
 * is wrong can be told as file:line:column.  Only what screens/ needs: maps,
 * lists, scalars (all are text; `no` and `0123` stay what was written), block
 * scalars with their drawing kept.  Refused with their place: duplicate keys,
 * tabs as indentation, anchors and aliases, several documents, bytes that are not UTF-8
 * (with the hint that the file is probably GBK), full-width ： or ， where YAML
 * wants : or , (named as such).  Slips like these are mended while reading, so that
 * one run tells everything that is wrong.
 */

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_kind kind;
	const char *file; /* owned by the tree */
	size_t line, column;
	char *key; /* of a map's entry, else NULL */
	size_t key_line, key_column;
	char *text;  /* of a scalar */
	bool quoted; /* it stood in quotes */
	bool faulty; /* something about it was told already: no more need be said */
	bool block;  /* it is a | drawing */
	size_t text_line, text_column; /* of a drawing: its first row, its indentation + 1 */
	struct yaml_node **items;      /* of a list or map, in order */
	size_t n, cap;
};

/* NULL if nothing could be read at all; faults are added in any case. */
struct yaml_node *yaml_parse(const char *file, const char *text, size_t n, struct faults *faults);
/* NULL is fine.  (libyaml itself owns the name yaml_free.) */
void yaml_tree_free(struct yaml_node *root);

/* NULL if absent or if it is no map; of yaml_text also if the entry is no scalar. */
/* Makes a tree, freed by yaml_tree_free, of nodes that lie in an arena; the arena is the tree's then. */
struct arena;
struct yaml_node *yaml_tree_of(struct arena *arena, const struct yaml_node *root, const char *file);

const struct yaml_node *yaml_get(const struct yaml_node *map, const char *key);
const char *yaml_text(const struct yaml_node *map, const char *key);

/* Tells every key of the map that is not among `known` (NULL-terminated), with the nearest known one as a hint. */
void yaml_only(const struct yaml_node *map, const char *const *known, struct faults *faults);
/* yes/是/true, no/否/false; otherwise a fault and `fallback`. */
bool yaml_bool(const struct yaml_node *node, bool fallback, struct faults *faults);

#endif
