#ifndef BINGGUI_SCHEMA_MATCH_H
#define BINGGUI_SCHEMA_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/str.h>
#include <binggui/schema/def.h>
#include <binggui/schema/expr.h>

/*
 * What `match:` in screens/match.yaml declares: which posts and people are looked
 * at, what must hold between the two, and what counts how much.  Its conditions see
 * both sides, post.x and seeker.x: they are conditions over two scopes (schema/expr).
 * Owned by struct defs; schema/read_match fills it.
 */
enum { MATCH_POST, MATCH_SEEKER, MATCH_SIDES }; /* the scopes, and the records of a pair */

/* A sentence with values in it: "超过{post.age_max}岁上限{seeker.age - post.age_max}岁". */
struct match_piece {
	char *text;         /* as it is; NULL = a value */
	struct expr *value; /* NULL = {missing}: the one that is not there */
};
struct match_sentence {
	struct match_piece *at;
	size_t n, cap;
};

struct match_fields {
	const struct def_field **at;
	size_t n, cap;
};

/* Records that can mend what is missing: trainings that lead to a certificate. */
struct match_mend {
	const struct def_table *table;
	struct expr *where;         /* which of them; NULL = all */
	struct match_fields fields; /* one of these speaks of what is missing */
	struct match_sentence say;  /* over a record of the table */
};

/* A hard condition: `rule` must hold, or all values of `all` be among those of `in`. */
struct match_must {
	char *code;  /* stable English name for --json */
	char *label; /* what it is about, in a word: 年龄 */
	struct expr *rule, *all, *in;
	struct def_words except;   /* values of `all` that need not be there */
	struct match_sentence say; /* what is wrong if it does not */
	struct match_mend *mend;   /* NULL = nothing here can */
};

struct match_part {
	char *code;
	struct expr *when;
	int32_t points;
	struct match_sentence say;
};

/* Posts that are filled together: those at a job fair, those of a base. */
struct match_group {
	char *name, *title;             /* "fair" 招聘会 */
	const struct def_table *table;  /* job_fair */
	const struct def_table *stands; /* fair_stand; NULL = the table itself has the employer */
	const struct def_field *by, *employer; /* of stands: its fair, its employer */
};

/* One side: whose records, under which condition. */
struct match_side {
	const struct def_table *table;
	struct expr *where; /* over its own records; NULL = all */
};

struct def_match {
	char *title;
	struct match_side post, seeker;
	struct expr *seats;               /* of a post: how many can still be sent; NULL = one */
	const struct def_field *employer; /* of a post; NULL = groups cannot be asked for */
	const struct def_field *person;   /* of a seeker */
	const struct def_table *people;   /* what it points to */
	struct {
		const struct def_table *table;
		const struct def_field *person, *post;
		struct def_sets set,
			seeker; /* of the referral, of the seeker who is sent; worked out on the post */
	} referral;
	struct expr_scope scopes[MATCH_SIDES];
	struct {
		struct match_must *at;
		size_t n, cap;
	} must;
	struct {
		struct match_part *at;
		size_t n, cap;
	} parts;
	struct {
		struct match_group *at;
		size_t n, cap;
	} groups;
	struct match_sentence slip; /* what is printed for one referral */
};

void match_free(struct def_match *m); /* NULL is fine */

/* The group of that name; NULL if there is none. */
const struct match_group *match_group(const struct def_match *m, const char *name);

/*
 * The sentence for the records of its scopes (one, or a pair); `missing` stands for
 * {missing}.  Appends.
 */
void match_say(const struct match_sentence *s, const struct record *const *records,
	const struct expr_env *env, const char *missing, struct str *out);

/* Whether a bound condition has become a constant; *holds is what it says. */
bool match_known(const struct expr *x, bool *holds);

/*
 * The fields of a table that conditions and sentences over a pair look at (not those of
 * the slip), each once, appended: what has to be read of many records.  A table's
 * naming fields are among them, since a reference may be compared with a name.
 */
void match_uses(const struct def_match *m, const struct def_table *t, struct match_fields *out);

#endif
