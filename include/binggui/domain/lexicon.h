#ifndef BINGGUI_DOMAIN_LEXICON_H
#define BINGGUI_DOMAIN_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/map.h>
#include <binggui/base/str.h>
#include <binggui/schema/def.h>

/*
 * The words that may stand over a column, and where the column's values go.
 * Made from the labels and `also:` words of a table, of the tables that hang on
 * it (their owner is a reference to it), and of those it refers to and whose natural
 * key a roster can name (person.household).  The table's own words win; a word
 * that two related tables share means neither unless the group above it says which.
 */
enum slot_role {
	SLOT_FIELD,   /* a field of the table or of a related one */
	SLOT_TOWN,    /* 乡镇: helps to find the village */
	SLOT_GROUP,   /* 组: goes behind the address */
	SLOT_AGE,     /* 年龄: computed, only checked */
	SLOT_PERIOD,  /* 服役时间 1986.11-1990.12: start and end in one cell */
	SLOT_IGNORED, /* 序号, 未导入原因 */
};

struct slot {
	enum slot_role role;
	const struct def_table *table; /* of SLOT_FIELD; of SLOT_PERIOD the table of both dates */
	const struct def_field *field; /* of SLOT_FIELD; of SLOT_PERIOD the start */
	const struct def_field *until; /* of SLOT_PERIOD the end */
	char *path;    /* "birth", "service.enlisted"; "@town" … for the other roles */
	char *label;   /* for people: 出生日期, 服役经历·入伍时间, 乡镇 */
	size_t number; /* its place in the lexicon */
};

struct lexicon {
	const struct def_table *table; /* the one imported into */
	struct slot **slots;           /* in the order a clerk is offered them */
	size_t n, cap;
	struct map
		words; /* folded header word -> struct slot *; NULL is not stored, see `shared` */
	struct map shared; /* words that several related tables have */
};

void lexicon_make(struct lexicon *l, const struct defs *d, const struct def_table *t);
void lexicon_free(struct lexicon *l);

/* A header text to its folded word: no blanks, line breaks, * or colons; full-width to ASCII; simplified; lower case. */
void lexicon_fold(struct str *out, const char *header);

/*
 * What a header means: the whole text, without what stands in brackets, without
 * the brackets alone, and its parts around / 、 in this order.  `group` is the label of the
 * row above it ("" = none).  NULL if it is not known.
 */
const struct slot *lexicon_find(const struct lexicon *l, const char *header, const char *group);

const struct slot *lexicon_slot(
	const struct lexicon *l, const char *path); /* NULL if there is none */

#endif
