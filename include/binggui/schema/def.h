#ifndef BINGGUI_SCHEMA_DEF_H
#define BINGGUI_SCHEMA_DEF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <binggui/base/map.h>

/*
 * What screens/ declares, in memory.  Read-only once loaded; owned by struct
 * defs; every pointer below is valid until defs_free().  docs/screens.md is
 * the language; schema/load fills this.
 */
struct type;
struct expr;
struct filemap;

/* Sensitivity (domain.md C2, PIPL §28). */
enum def_class { CLASS_OPEN, CLASS_INTERNAL, CLASS_PERSONAL, CLASS_SECRET };

/* How find-as-you-type sees a field. */
enum def_find {
	FIND_NO,
	FIND_TEXT,   /* by characters */
	FIND_PINYIN, /* by characters, pinyin, initials */
	FIND_TAIL,   /* by its last digits (id, phone) */
	FIND_REF,    /* `find: yes` on a reference: by what the referenced record is found by */
};

/* How an import reads a column (`import: [down, titled]`): flags of def_field.intake. */
enum def_intake {
	INTAKE_NAMES = 1, /* names: names of several people; any mark between them becomes 、 */
	INTAKE_MADE = 2,  /* made: of a reference; a record of that name is made if there is none */
	INTAKE_DOWN = 4,  /* down: a blank cell means what stands above it (merged cells) */
	INTAKE_TITLED = 8, /* titled: the sheet's title or a section may say it for all its rows */
	INTAKE_AHEAD = 16, /* ahead: a date that may lie in the future */
	INTAKE_UNTIL = 32, /* until: a date; of two days (2015.6.1-2035.6.1) the later is meant */
};

/* Who writes a field, or makes the records of a register (`by: [moves, import]`): flags; 0 = anybody. */
enum def_by {
	BY_MOVES = 1,  /* moves: those of flows, and what they do to others */
	BY_IMPORT = 2, /* import: an old ledger that is imported brings it with its new records */
};

struct def_words {
	char **at;
	size_t n, cap;
};

/*
 * A code.  What a record stores is the label itself: it stays readable when
 * this file is lost.  Renaming one means: new label, old label into `also`.
 */
struct def_code {
	char *label;
	char *gb;              /* number in the national or source list, "" = none */
	char *mnemonic;        /* pinyin initials, from the label */
	struct def_words also; /* other words an import or a clerk may use; old labels */
	bool retired;          /* kept for old records, no longer offered */
};

struct def_codes {
	char *name;
	char *title;
	char *source; /* GB/T number or document */
	struct def_code *at;
	size_t n, cap;
	struct map words; /* folded label, also word, gb number -> struct def_code * */
};

struct def_field {
	char *name;  /* a-z 0-9 _ */
	char *label; /* Chinese */
	const struct type *type;
	char *type_name;
	size_t size; /* characters at most, 0 = the type's own limit */
	bool required;
	bool unique; /* no two live records of the table share the value */
	bool index;
	bool multiple; /* several values, one a line */
	bool readonly;
	unsigned by; /* enum def_by */
	bool verify; /* may be keyed twice (second keying) */
	enum def_find find;
	enum def_class class;
	const struct def_codes *codes; /* of a code field */
	/* These are NULL where they do not apply. */
	char *table; /* of a ref: the referenced table's name */
	const struct def_table *target;
	char *from;    /* the id field that says this one's value (sex, birth) */
	char *formula; /* of a computed field */
	struct expr *computed;
	struct expr *fill; /* works out the value while it is empty; then it is stored */
	const struct def_table *condition; /* its text is a condition over that register */
	/* These are "" where nothing is said. */
	char *initial;         /* `default:`; "" = none; "today" for dates */
	struct def_words also; /* header words an import recognises besides the label */
	struct def_words like; /* what other headers of it look like (domain/headpattern) */
	char *help;            /* meaning */
	char *document;        /* where the clerk finds it: 身份证, 户口簿 … */
	char *example;
	unsigned intake; /* enum def_intake */
	char *imported;  /* instead of `initial` in a record that an import makes; "" = no */
	/* Of the owner: the text that takes a unit that is not on file; NULL = none. */
	const struct def_field *otherwise;
	uint16_t number; /* given out by the store (table/archive); 0 until then */
};

/* A form page: the picture taken apart.  Rows and columns from 0, in terminal columns. */
enum def_item_kind { ITEM_TEXT, ITEM_FIELD };
struct def_item {
	enum def_item_kind kind;
	size_t row, column, width;
	size_t height;                 /* rows, 1 unless drawn on several */
	char *text;                    /* of ITEM_TEXT */
	const struct def_field *field; /* of ITEM_FIELD */
};
struct def_form {
	char *title;
	size_t rows;
	struct def_item *at;
	size_t n, cap;
};

/* A sentence that must hold for a record: `rules: [{when: EXPR, say: TEXT, field: NAME, level: error|warn}]`. */
enum def_level { LEVEL_ERROR, LEVEL_WARN };
struct def_rule {
	struct expr *when; /* true = broken */
	char *say;
	const struct def_field *field; /* where it is shown */
	enum def_level level;
	char *code; /* stable English name for --json; "rule" if not given */
};

struct def_column {
	const struct def_field *field;
	size_t width; /* terminal columns, 0 = by type and size */
};
struct def_list {
	struct def_column *at;
	size_t n, cap;
	const struct def_field *sort; /* NULL = by id */
	bool descending;              /* `sort: -date` */
};

/*
 * `unique: [{fields: [person, tier], where: 'to = ""', say: …}]`: no two live records that
 * satisfy `where` agree in all of these fields.  The first field is the owner or indexed.
 *
 * `near: date 365d`: only those whose dates lie no further apart; an empty date counts as today.
 * `level: warn` forbids nothing: it is told, unless the yesno field `ack` is 是.
 */
struct def_fields {
	const struct def_field **at;
	size_t n, cap;
};
struct def_set {
	const struct def_field *field;
	struct expr *value; /* worked out on the record that moves */
	bool log;           /* a field of the log of the effect's move */
};
struct def_sets {
	struct def_set *at;
	size_t n, cap;
};
struct def_unique {
	struct def_fields fields;
	struct expr *where; /* NULL = every record */
	char *say;
	char *code;                   /* for --json; "unique" if not given */
	const struct def_field *near; /* a date; NULL = whenever */
	unsigned days, months;        /* how far apart at most; one of them */
	enum def_level level;
	bool empty; /* `empty: same`: what is not filled in is like what is not filled in */
	const struct def_field *ack; /* NULL = none */
	/* What becomes of one of two that meet when their owners are merged; none = it is voided. */
	struct def_sets merged;
};

/*
 * A column that says several fields at once: `columns: [{label: 薪资, reads: pay, into: [pay_from,
 * pay_to, pay_unit]}]`.  Only imports know it.
 */
enum def_reads {
	READS_PAY,  /* 1-1.5万/月: from, to, unit */
	READS_AGES, /* 18—45周岁: least, most, most of women */
	READS_DEMANDS, /* 男，18-45岁，高中以上: whatever of these fields it says; a long text keeps it all */
	READS_GIFT, /* 500元+大米1袋: money, goods */
};
struct def_mixed {
	char *label;
	enum def_reads reads;
	struct def_words also, like;
	struct def_fields into; /* in the order above */
};

/*
 * `fixed: [{when: 'state = 已发放', fields: [fund], say: …}]`: while the stored record satisfies
 * `when`, only moves change these fields; with `void: no` it is not voided either.
 */
struct def_fixed {
	struct expr *when;
	struct def_fields fields;
	bool kept; /* `void: no` */
	char *say;
	char *code; /* for --json; "fixed" if not given */
};

/* `flow:`: the states of a record and what moves it from one to another (docs/screens.md). */
struct def_forbid {
	struct expr *when;
	char *say;
};
struct def_forbids {
	struct def_forbid *at;
	size_t n, cap;
};
/* What becomes of an effect whose move cannot leave the state the other record is in. */
enum def_otherwise { OTHERWISE_TELL, OTHERWISE_REFUSE, OTHERWISE_PASS };
struct def_effect { /* what a move does to related records */
	const struct def_table *table;
	const struct def_field *by; /* its reference to the record that moves, or to what `of` is */
	const struct def_field *of; /* `of: person`: a reference of the record that moves; NULL */
	struct expr *when;          /* whether at all, seen from the one that moves; NULL = yes */
	struct expr *where;         /* which of them; NULL = all */
	char *move;                 /* moves them too; NULL = no */
	bool make;                  /* none is looked for: a new one is made */
	enum def_otherwise otherwise;
	struct def_sets set;
};
struct def_effects {
	struct def_effect *at;
	size_t n, cap;
};
struct def_ask { /* a field the clerk is asked for: of the table, of the log, or of both */
	const struct def_field *own, *log;
	bool needed;
};
struct def_asks {
	struct def_ask *at;
	size_t n, cap;
};
struct def_move {
	char *name;            /* 更换 */
	struct def_words from; /* states; empty = from any */
	char *to;              /* "" = the state stays */
	struct def_asks ask;   /* the needed ones first */
	struct def_forbids forbid;
	struct def_sets set;
	struct def_effects effects;
};
struct def_flow {
	const struct def_field *state; /* a code field; the flow's only writer is a move */
	const struct def_field *since; /* a date: since when it is in that state; NULL = not kept */
	struct def_words start;        /* states a new record may have; the first is the default */
	struct def_move *moves;
	size_t n, cap;
	/* Each move (and the making of a record) adds a record to this table; NULL = none. */
	const struct def_table *log;
	const struct def_field *log_owner, *log_act, *log_date; /* date may be NULL */
	bool log_made; /* the making of a record is logged too */
};

struct def_table {
	char *name;
	char *title;
	char *file;                /* where it is declared */
	char *shows;               /* "{name} {village}" */
	struct def_field **fields; /* in the order declared */
	size_t n, cap;
	struct map by_name; /* field name -> struct def_field * */
	/* `key: code`: references hold this natural key; NULL = they hold the record id. */
	const struct def_field *key;
	struct def_form *forms;
	size_t n_forms, cap_forms;
	struct def_rule *rules;
	size_t n_rules, cap_rules;
	struct def_list list;
	struct def_words book; /* related tables shown in the book */
	bool roster;           /* its fields may stand as columns in a roster of its owner */
	/* `owner: person`: the ref to the table this one hangs on; NULL = on none. */
	const struct def_field *owner;
	/* `place: person.village`: where a record belongs, an area; NULL = nowhere. */
	struct expr *place;
	/* `day: date`: the day it is counted under; NULL = none. */
	const struct def_field *day;
	/* `tree: parent`: the reference to the record above it in the same table; NULL = no tree. */
	const struct def_field *tree;
	struct def_unique *uniques;
	size_t n_uniques, cap_uniques;
	/* Like rules, held inside the transaction, also when what hangs on it changes. */
	struct def_rule *keep;
	size_t n_keep, cap_keep;
	unsigned by; /* who makes, voids and restores its records: enum def_by */
	struct def_fixed *fixed;
	size_t n_fixed, cap_fixed;
	struct def_flow *flow; /* NULL = none */
	struct def_mixed *mixed;
	size_t n_mixed, cap_mixed;
	/* `same: [date, by]`: rows of one owner that agree in these are one record; empty = all must. */
	struct def_fields same;
	struct def_paper *papers; /* schema/paperdef */
	size_t n_papers;
	uint16_t number; /* given out by the store; 0 until then */
};

struct def_menu_item {
	char *label;
	char *table, *command;       /* one of them is NULL, or both with `items:` */
	struct def_menu_item *items; /* a menu of its own */
	size_t n, cap;
};
/* What is owed or wrong: counted on the home screen, opened as a list under that condition. */
struct def_due {
	char *label, *table, *condition;
	bool everywhere; /* `scope: all`: not only the area of whoever sits there */
	const struct def_table *of;
	struct expr *where;
};
struct def_key {
	char *context, *key, *command;
	char *label; /* "" = not on the key bar */
};

enum { DEFS_DIGEST = 16 };

struct defs {
	struct def_table **tables; /* order: as named in menu/home, then by name */
	size_t n, cap;
	struct map by_name;
	struct def_codes **codes;
	size_t n_codes, cap_codes;
	struct map codes_by_name;
	struct def_menu_item *menu; /* home.yaml */
	size_t n_menu, cap_menu;
	struct def_due *due; /* `due:` of home.yaml */
	size_t n_due, cap_due;
	struct def_key *keys; /* keys.yaml */
	size_t n_keys, cap_keys;
	struct def_figures *figures; /* schema/figuredef; never NULL once loaded */
	struct def_source *sources;  /* the texts it was loaded from, to be kept in the store */
	struct def_match *match;     /* `match:` (schema/match.h); NULL = none */
	void (*free_match)(struct def_match *m); /* its module's, which stands above this one */
	size_t n_sources, cap_sources;
	uint8_t digest[DEFS_DIGEST]; /* of the sources, as table/catalog makes it */
	bool digested;               /* it was made */
	struct filemap *kept; /* all of this lies within it (schema/kept); NULL = it was read */
};

struct def_source {
	char *name; /* file name without directory */
	char *text;
	size_t n;
};

struct defs *defs_new(void);
void defs_free(struct defs *d); /* NULL is fine */

/* A new part, zero-filled but for its name, owned by the whole; no other may have the name. */
struct def_table *def_new_table(struct defs *d, const char *name);
struct def_codes *def_new_codes(struct defs *d, const char *name);
struct def_field *def_new_field(struct def_table *t, const char *name);
struct def_form *def_new_form(struct def_table *t);     /* valid until the next is made */
struct def_rule *def_new_rule(struct def_table *t);     /* valid until the next is made */
struct def_rule *def_new_keep(struct def_table *t);     /* valid until the next is made */
struct def_unique *def_new_unique(struct def_table *t); /* valid until the next is made */
struct def_fixed *def_new_fixed(struct def_table *t);   /* valid until the next is made */
struct def_mixed *def_new_mixed(struct def_table *t);   /* valid until the next is made */
struct def_flow *def_new_flow(struct def_table *t);     /* instead of NULL */
struct def_move *def_new_move(struct def_flow *f);      /* valid until the next is made */
/* An item of the main menu, or of a menu within (under); valid until the next is made there. */
struct def_menu_item *def_new_menu_item(struct defs *d, struct def_menu_item *under);
struct def_due *def_new_due(struct defs *d); /* valid until the next is made */
struct def_key *def_new_key(struct defs *d);
void def_add_source(struct defs *d, const char *name, const char *text, size_t n);

/* NULL if there is none.  A label is also found folded: full-width, traditional, with blanks. */
struct def_table *defs_table(const struct defs *d, const char *name);
struct def_field *def_field(const struct def_table *t, const char *name);
struct def_field *def_field_labelled(const struct def_table *t, const char *label);

/* What a new record that an import makes gets in this field by itself; "" = nothing. */
const char *def_imported(const struct def_field *f);

/* Whether the word is among them, as it stands. */
bool def_words_has(const struct def_words *w, const char *word);

/* The move of that name; NULL = none. */
const struct def_move *def_move_named(const struct def_flow *f, const char *name);
/* The state a record is in after the move from that one. */
const char *def_move_to(const struct def_move *m, const char *from);
/* Whether the move leaves that state. */
bool def_move_leaves(const struct def_move *m, const char *state);
/* The first move from one state to the other; NULL = none. */
const struct def_move *def_move_between(const struct def_flow *f, const char *from, const char *to);
/* The first move that leads to a state, from wherever; NULL = none. */
const struct def_move *def_move_into(const struct def_flow *f, const char *state);

/* Files a word under a code for def_code_find; yields the other code that already has it, or NULL. */
const struct def_code *def_code_learn(
	struct def_codes *codes, struct def_code *code, const char *word);
/*
 * By label, `also` word, GB number (leading zeros do not count) or initials,
 * folded; NULL if none or if two would do.  Retired codes are found by all but their initials.
 */
const struct def_code *def_code_find(const struct def_codes *codes, const char *text);

#endif
