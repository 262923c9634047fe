#ifndef BINGGUI_APP_VERB_H
#define BINGGUI_APP_VERB_H

#include <binggui/app/app.h>
#include <binggui/schema/record.h>

/*
 * What the program does without a screen: `binggui VERB WORDS`.  Each verb has a
 * file of its own (verb_*.c) and stands once in the table of verb.c.
 */
struct verb {
	const char *name;
	const char *words; /* what follows, for the help */
	const char *help;
	int min_words, max_words;                         /* behind the verb; -1 = any number */
	enum { VERB_BARE, VERB_DEFS, VERB_STORE } needs;  /* what must be loaded or open before */
	int (*run)(struct app *app, int n, char **words); /* the exit code */
};

/* One a line, so that two people can add one each. */
extern const struct verb verb_init;
extern const struct verb verb_demo;
extern const struct verb verb_import;
extern const struct verb verb_list;
extern const struct verb verb_show;
extern const struct verb verb_book;
extern const struct verb verb_print;
extern const struct verb verb_history;
extern const struct verb verb_set;
extern const struct verb verb_move;
extern const struct verb verb_void;
extern const struct verb verb_unvoid;
extern const struct verb verb_each;
extern const struct verb verb_merge;
extern const struct verb verb_export;
extern const struct verb verb_figures;
extern const struct verb verb_cross;
extern const struct verb verb_pair;
extern const struct verb verb_area;
extern const struct verb verb_campaign;
extern const struct verb verb_owed;
extern const struct verb verb_match;
extern const struct verb verb_batches;
extern const struct verb verb_undo;
extern const struct verb verb_journal;
extern const struct verb verb_check;
extern const struct verb verb_screens;
extern const struct verb verb_backup;
extern const struct verb verb_restore;
extern const struct verb verb_complete;

const struct verb *verb_by_name(const char *name); /* NULL if there is none */
const struct verb *verb_at(size_t i); /* in the order of the help; NULL behind the last */
void verb_help(struct str *out);

/* The record a word means: an id ("1-27"), or a unique value (a whole identity number, an area code). */
bool verb_record(struct app *app, const struct def_table *t, const char *word, struct record *out,
	struct err *e);

/* Runs one; the exit code. */
int verb_run(struct app *app, const struct verb *v, int n, char **words);

#endif
