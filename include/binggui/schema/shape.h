#ifndef BINGGUI_SCHEMA_SHAPE_H
#define BINGGUI_SCHEMA_SHAPE_H

#include <stddef.h>

/*
 * What a struct of the definitions holds besides plain numbers: enough for schema/image to copy
 * all of it elsewhere.  Whoever adds a pointer to such a struct names it in schema/shape.c, which
 * does not compile as long as a struct has another size than was described.
 */
enum shape_kind {
	SHAPE_TEXT,  /* a text, or NULL */
	SHAPE_BYTES, /* n bytes */
	SHAPE_TEXTS, /* an array of n texts */
	SHAPE_ONE,   /* a struct of its own, or NULL */
	SHAPE_MANY,  /* an array of n structs */
	SHAPE_EACH,  /* an array of n pointers to structs of its own */
	SHAPE_SEEN,  /* a struct that belongs to something else of the definitions, or NULL */
	SHAPE_SEENS, /* an array of n pointers to such structs */
	SHAPE_PART,  /* a struct within this one */
	SHAPE_MAP,   /* struct map from texts to structs that belong to something else */
	SHAPE_TYPE,  /* a type (schema/type), which is the program's */
	SHAPE_NONE,  /* nothing as long as definitions have only been loaded */
};

struct shape_part {
	enum shape_kind kind;
	size_t at;           /* bytes into the struct */
	size_t n_at, n_size; /* where and how wide n is */
	const struct shape *of;
};

struct shape {
	size_t size;
	const struct shape_part *parts;
	size_t n;
};

const struct shape *shape_defs(void); /* struct defs */

#endif
