#ifndef BINGGUI_SCHEMA_TREEFILE_H
#define BINGGUI_SCHEMA_TREEFILE_H

#include <stddef.h>

#include <binggui/schema/yaml.h>

/*
 * The trees of the definition files, kept in a file of the user's cache:
 * parsing YAML is most of what starting the program costs.  A tree is
 * taken from there only while the text is, byte for byte, what it was made of.
 * Whatever is wrong with the file, the texts are parsed instead and it is written anew.
 */
struct treefile;

struct treefile *treefile_open(const char *path); /* NULL = without a file: everything is parsed */

/*
 * yaml_parse(), or the same tree from the file: it lives until
 * treefile_close(), and so must name and text.
 */
struct yaml_node *treefile_parse(
	struct treefile *t, const char *name, const char *text, size_t n, struct faults *faults);

/* Writes what was used, if any of it was parsed now and none of it had a fault. */
void treefile_close(struct treefile *t);

#endif
