#ifndef BINGGUI_DOMAIN_LEXICON_H
#define BINGGUI_DOMAIN_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/map.h>
#include <binggui/base/str.h>
#include <binggui/domain/headrole.h>
#include <binggui/schema/def.h>

/*
 * The words that may stand over a column, and where the column's values go.
 * Made from the labels and `also:` words of a table and of the tables that hang
 * on it (their `owner:` refers to it, and they say `roster: yes`: visits and payments are
 * ledgers of their own, no columns of a roster), a table that itself hangs on another
 * also from what finds its owner (number, name, telephone, its last digits, its place), and a table that refers to
 * records without a natural key (households) also from theirs.  The table's own words win; a
 * word that several related tables share means one of them only if the group above says which.
 */
struct slot {
	enum slot_role role;
	const struct def_table
		*table; /* of SLOT_FIELD and SLOT_OWNER; of SLOT_PERIOD the table of both dates */
	const struct def_field *field; /* of SLOT_FIELD and SLOT_OWNER; of SLOT_PERIOD the start */
	const struct slot *until;      /* of SLOT_PERIOD: where the end goes */
	const struct slot *from;       /* of SLOT_PERIOD: where the start goes */
	const struct def_mixed *mixed; /* of SLOT_MIXED */
	char *path;    /* "birth", "service.enlisted"; "@town" … for the other roles */
	char *label;   /* for people: 出生日期, 服役经历·入伍时间, 乡镇 */
	size_t number; /* its place in the lexicon */
	bool yields;   /* words that mean something in a nearer register already are not its */
};

/*
 * A record that the main one refers to, found or made by a number in the row: the household of a
 * person; the owner itself if its field says `import: made` (the employer of a post, by its name).
 */
struct lexicon_referred {
	const struct def_field *via;   /* the main table's reference */
	const struct def_table *table; /* what it refers to */
	const struct slot *number;     /* what tells one from another */
};

struct lexicon {
	const struct def_table *table; /* the one imported into */
	struct slot **at;              /* in the order a clerk is offered them */
	size_t n, cap;
	const struct def_table **related; /* the tables that hang on it, in the order of its book */
	size_t n_related, cap_related;
	struct lexicon_referred *referred;
	size_t n_referred, cap_referred;
	const struct slot *owner; /* the table's reference to its owner; NULL = it has none */
	struct map words;         /* folded header word -> struct lexicon_word * */
};

void lexicon_make(struct lexicon *l, const struct defs *d, const struct def_table *t);
void lexicon_free(struct lexicon *l);

/*
 * What a header means: the whole text, without what stands in brackets, without
 * the brackets alone, and its parts around / 、 in this order.  `group` is the label of the
 * row above it ("" = none): it may complete the word (入伍 over 时间), choose among related tables
 * (伤残情况 over 等级), or say that it is about somebody else (配偶 over 姓名).  NULL if it is not known.
 */
const struct slot *lexicon_find(const struct lexicon *l, const char *header, const char *group);

/*
 * What a header means that no word is, by what the fields say their headers look like (`like:`); of
 * several the one that says more of it.  NULL if none fits.
 */
const struct slot *lexicon_like(const struct lexicon *l, const char *header, const char *group);

/*
 * What a header most likely means that no word is: the longest word it ends with, else begins with
 * (月综合收入, 薪酬区间).  For tables that strangers write in words of their own; NULL if there is none.
 */
const struct slot *lexicon_guess(const struct lexicon *l, const char *header);

/* Whether the rows' owners are made where they are not on file; their name then stands in this slot. */
const struct slot *lexicon_made(const struct lexicon *l); /* NULL = they are not */

const struct slot *lexicon_slot(
	const struct lexicon *l, const char *path); /* NULL if there is none */
const struct slot *lexicon_field(
	const struct lexicon *l, const struct def_table *t, const char *field);

#endif
