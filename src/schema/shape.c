#include <binggui/schema/shape.h>

#include <assert.h>

#include <binggui/schema/def.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/figuredef.h>
#include <binggui/schema/match.h>
#include <binggui/schema/paperdef.h>

/* The wrong type behind a member does not compile: nothing else of _Generic fits. */
#define IS(s, m, ...) (0 * sizeof(char[_Generic(((struct s *)0)->m, __VA_ARGS__)]))
#define PLACE(s, m)   offsetof(struct s, m)
#define COUNT(s, n)   PLACE(s, n), sizeof(((struct s *)0)->n)
#define TEXT(s, m)                                                                                 \
	{                                                                                          \
		SHAPE_TEXT, PLACE(s, m) + IS(s, m, char * : 1, const char * : 1), 0, 0, NULL       \
	}
#define BYTES(s, m, n)                                                                             \
	{                                                                                          \
		SHAPE_BYTES, PLACE(s, m) + IS(s, m, char * : 1), COUNT(s, n), NULL                 \
	}
#define TEXTS(s, m, n)                                                                             \
	{                                                                                          \
		SHAPE_TEXTS, PLACE(s, m) + IS(s, m, char ** : 1), COUNT(s, n), NULL                \
	}
#define ONE(s, m, o)                                                                               \
	{                                                                                          \
		SHAPE_ONE, PLACE(s, m) + IS(s, m, struct o * : 1), 0, 0, &o##_shape                \
	}
#define MANY(s, m, n, o)                                                                           \
	{                                                                                          \
		SHAPE_MANY, PLACE(s, m) + IS(s, m, struct o * : 1), COUNT(s, n), &o##_shape        \
	}
#define EACH(s, m, n, o)                                                                           \
	{                                                                                          \
		SHAPE_EACH, PLACE(s, m) + IS(s, m, struct o ** : 1), COUNT(s, n), &o##_shape       \
	}
#define SEEN(s, m, o)                                                                              \
	{                                                                                          \
		SHAPE_SEEN, PLACE(s, m) + IS(s, m, struct o * : 1, const struct o * : 1), 0, 0,    \
			NULL                                                                       \
	}
#define SEENS(s, m, n, o)                                                                          \
	{                                                                                          \
		SHAPE_SEENS, PLACE(s, m) + IS(s, m, const struct o ** : 1), COUNT(s, n), NULL      \
	}
#define PART(s, m, o)                                                                              \
	{                                                                                          \
		SHAPE_PART, PLACE(s, m) + IS(s, m, struct o : 1), 0, 0, &o##_shape                 \
	}
#define MAP(s, m)                                                                                  \
	{                                                                                          \
		SHAPE_MAP, PLACE(s, m) + IS(s, m, struct map : 1), 0, 0, NULL                      \
	}
#define TYPE(s, m)                                                                                 \
	{                                                                                          \
		SHAPE_TYPE, PLACE(s, m) + IS(s, m, const struct type * : 1), 0, 0, NULL            \
	}
#define NONE(s, m)                                                                                 \
	{                                                                                          \
		SHAPE_NONE, PLACE(s, m), 0, 0, NULL                                                \
	}

/* A struct with its size where pointers take 8 bytes, and its parts. */
#define SHAPE(s, bytes, ...)                                                                       \
	static_assert(sizeof(void *) != 8 || sizeof(struct s) == (bytes),                          \
		#s " has changed: name its new pointers here, then correct its size");             \
	static const struct shape_part s##_parts[] = {__VA_ARGS__};                                \
	static const struct shape s##_shape = {                                                    \
		sizeof(struct s), s##_parts, sizeof s##_parts / sizeof *s##_parts}

/* ---- conditions, words ----------------------------------------------------------------------- */

static const struct shape expr_shape;
SHAPE(expr, 168, ONE(expr, left, expr), ONE(expr, right, expr), ONE(expr, next, expr),
	SEENS(expr, path, n_path, def_field), TEXT(expr, text), TEXT(expr, folded),
	SEEN(expr, code, def_code), SEEN(expr, field, def_field), NONE(expr, memo),
	SEEN(expr, table, def_table), SEEN(expr, by, def_field), NONE(expr, of));

SHAPE(def_words, 24, TEXTS(def_words, at, n));
SHAPE(def_fields, 24, SEENS(def_fields, at, n, def_field));

/* ---- codes, fields --------------------------------------------------------------------------- */

SHAPE(def_code, 56, TEXT(def_code, label), TEXT(def_code, gb), TEXT(def_code, mnemonic),
	PART(def_code, also, def_words));
SHAPE(def_codes, 96, TEXT(def_codes, name), TEXT(def_codes, title), TEXT(def_codes, source),
	MANY(def_codes, at, n, def_code), MAP(def_codes, words));

SHAPE(def_field, 240, TEXT(def_field, name), TEXT(def_field, label), TYPE(def_field, type),
	TEXT(def_field, type_name), SEEN(def_field, codes, def_codes), TEXT(def_field, table),
	SEEN(def_field, target, def_table), TEXT(def_field, from), TEXT(def_field, formula),
	ONE(def_field, computed, expr), ONE(def_field, fill, expr),
	SEEN(def_field, condition, def_table), TEXT(def_field, initial),
	PART(def_field, also, def_words), PART(def_field, like, def_words), TEXT(def_field, help),
	TEXT(def_field, document), TEXT(def_field, example), TEXT(def_field, imported),
	SEEN(def_field, otherwise, def_field));

/* ---- registers ------------------------------------------------------------------------------- */

SHAPE(def_item, 56, TEXT(def_item, text), SEEN(def_item, field, def_field));
SHAPE(def_form, 40, TEXT(def_form, title), MANY(def_form, at, n, def_item));
SHAPE(def_rule, 40, ONE(def_rule, when, expr), TEXT(def_rule, say),
	SEEN(def_rule, field, def_field), TEXT(def_rule, code));
SHAPE(def_column, 16, SEEN(def_column, field, def_field));
SHAPE(def_list, 40, MANY(def_list, at, n, def_column), SEEN(def_list, sort, def_field));
SHAPE(def_set, 24, SEEN(def_set, field, def_field), ONE(def_set, value, expr));
SHAPE(def_sets, 24, MANY(def_sets, at, n, def_set));
SHAPE(def_unique, 104, PART(def_unique, fields, def_fields), ONE(def_unique, where, expr),
	TEXT(def_unique, say), TEXT(def_unique, code), SEEN(def_unique, near, def_field),
	SEEN(def_unique, ack, def_field), PART(def_unique, merged, def_sets));
SHAPE(def_fixed, 56, ONE(def_fixed, when, expr), PART(def_fixed, fields, def_fields),
	TEXT(def_fixed, say), TEXT(def_fixed, code));
SHAPE(def_mixed, 88, TEXT(def_mixed, label), PART(def_mixed, also, def_words),
	PART(def_mixed, like, def_words), PART(def_mixed, into, def_fields));

SHAPE(def_forbid, 16, ONE(def_forbid, when, expr), TEXT(def_forbid, say));
SHAPE(def_forbids, 24, MANY(def_forbids, at, n, def_forbid));
SHAPE(def_effect, 80, SEEN(def_effect, table, def_table), SEEN(def_effect, by, def_field),
	SEEN(def_effect, of, def_field), ONE(def_effect, when, expr), ONE(def_effect, where, expr),
	TEXT(def_effect, move), PART(def_effect, set, def_sets));
SHAPE(def_effects, 24, MANY(def_effects, at, n, def_effect));
SHAPE(def_ask, 24, SEEN(def_ask, own, def_field), SEEN(def_ask, log, def_field));
SHAPE(def_asks, 24, MANY(def_asks, at, n, def_ask));
SHAPE(def_move, 136, TEXT(def_move, name), PART(def_move, from, def_words), TEXT(def_move, to),
	PART(def_move, ask, def_asks), PART(def_move, forbid, def_forbids),
	PART(def_move, set, def_sets), PART(def_move, effects, def_effects));
SHAPE(def_flow, 104, SEEN(def_flow, state, def_field), SEEN(def_flow, since, def_field),
	PART(def_flow, start, def_words), MANY(def_flow, moves, n, def_move),
	SEEN(def_flow, log, def_table), SEEN(def_flow, log_owner, def_field),
	SEEN(def_flow, log_act, def_field), SEEN(def_flow, log_date, def_field));

SHAPE(paper_piece, 40, TEXT(paper_piece, text), ONE(paper_piece, value, expr));
SHAPE(paper_line, 24, MANY(paper_line, at, n, paper_piece));
SHAPE(paper_text, 24, MANY(paper_text, at, n, paper_line));
SHAPE(def_paper, 136, TEXT(def_paper, name), TEXT(def_paper, title), ONE(def_paper, when, expr),
	TEXT(def_paper, say), PART(def_paper, text, paper_text), PART(def_paper, head, paper_text),
	PART(def_paper, row, paper_text), PART(def_paper, foot, paper_text));

SHAPE(def_table, 424, TEXT(def_table, name), TEXT(def_table, title), TEXT(def_table, file),
	TEXT(def_table, shows), EACH(def_table, fields, n, def_field), MAP(def_table, by_name),
	SEEN(def_table, key, def_field), MANY(def_table, forms, n_forms, def_form),
	MANY(def_table, rules, n_rules, def_rule), PART(def_table, list, def_list),
	PART(def_table, book, def_words), SEEN(def_table, owner, def_field),
	ONE(def_table, place, expr), SEEN(def_table, day, def_field),
	SEEN(def_table, tree, def_field), MANY(def_table, uniques, n_uniques, def_unique),
	MANY(def_table, keep, n_keep, def_rule), MANY(def_table, fixed, n_fixed, def_fixed),
	ONE(def_table, flow, def_flow), MANY(def_table, mixed, n_mixed, def_mixed),
	PART(def_table, same, def_fields), MANY(def_table, papers, n_papers, def_paper));

/* ---- figures --------------------------------------------------------------------------------- */

SHAPE(def_path, 24, SEENS(def_path, at, n, def_field));
SHAPE(def_condition, 24, SEEN(def_condition, of, def_table), TEXT(def_condition, text),
	ONE(def_condition, expr, expr));
SHAPE(def_part, 120, TEXT(def_part, label), SEEN(def_part, of, def_table),
	SEEN(def_part, where, expr), SEEN(def_part, common, expr),
	SEENS(def_part, place, n_place, expr), SEENS(def_part, day, n_day, def_field),
	MANY(def_part, by, n_by, def_path));
SHAPE(def_figure, 192, TEXT(def_figure, key), TEXT(def_figure, title), TEXT(def_figure, article),
	TEXT(def_figure, definition), TEXT(def_figure, unit), SEEN(def_figure, where, expr),
	SEEN(def_figure, more_than, def_field), MANY(def_figure, parts, n_parts, def_part),
	SEENS(def_figure, sum, n_sum, def_field), PART(def_figure, group, def_path),
	SEEN(def_figure, against, def_figure), SEEN(def_figure, over, def_figure),
	SEEN(def_figure, under, def_figure), SEEN(def_figure, chapters, def_sheet));
SHAPE(def_chapter, 32, TEXT(def_chapter, title), SEENS(def_chapter, at, n, def_figure));
SHAPE(def_sheet, 56, TEXT(def_sheet, key), TEXT(def_sheet, title), TEXT(def_sheet, text),
	MANY(def_sheet, at, n, def_chapter));
SHAPE(def_term, 16, SEEN(def_term, figure, def_figure));
SHAPE(def_side, 24, MANY(def_side, at, n, def_term));
SHAPE(def_check, 80, TEXT(def_check, title), TEXT(def_check, say), PART(def_check, left, def_side),
	PART(def_check, right, def_side), SEEN(def_check, sheet, def_sheet));
SHAPE(def_figures, 96, EACH(def_figures, at, n, def_figure),
	EACH(def_figures, sheets, n_sheets, def_sheet),
	MANY(def_figures, checks, n_checks, def_check),
	MANY(def_figures, conditions, n_conditions, def_condition));

/* ---- matching -------------------------------------------------------------------------------- */

SHAPE(match_piece, 16, TEXT(match_piece, text), ONE(match_piece, value, expr));
SHAPE(match_sentence, 24, MANY(match_sentence, at, n, match_piece));
SHAPE(match_fields, 24, SEENS(match_fields, at, n, def_field));
SHAPE(match_mend, 64, SEEN(match_mend, table, def_table), ONE(match_mend, where, expr),
	PART(match_mend, fields, match_fields), PART(match_mend, say, match_sentence));
SHAPE(match_must, 96, TEXT(match_must, code), TEXT(match_must, label), ONE(match_must, rule, expr),
	ONE(match_must, all, expr), ONE(match_must, in, expr), PART(match_must, except, def_words),
	PART(match_must, say, match_sentence), ONE(match_must, mend, match_mend));
SHAPE(match_part, 48, TEXT(match_part, code), ONE(match_part, when, expr),
	PART(match_part, say, match_sentence));
SHAPE(match_group, 48, TEXT(match_group, name), TEXT(match_group, title),
	SEEN(match_group, table, def_table), SEEN(match_group, stands, def_table),
	SEEN(match_group, by, def_field), SEEN(match_group, employer, def_field));
SHAPE(match_side, 16, SEEN(match_side, table, def_table), ONE(match_side, where, expr));
SHAPE(expr_scope, 16, TEXT(expr_scope, name), SEEN(expr_scope, table, def_table));
static_assert(MATCH_SIDES == 2, "scopes of a match");
SHAPE(def_match, 272, TEXT(def_match, title), PART(def_match, post, match_side),
	PART(def_match, seeker, match_side), ONE(def_match, seats, expr),
	SEEN(def_match, employer, def_field), SEEN(def_match, person, def_field),
	SEEN(def_match, people, def_table), SEEN(def_match, referral.table, def_table),
	SEEN(def_match, referral.person, def_field), SEEN(def_match, referral.post, def_field),
	PART(def_match, referral.set, def_sets), PART(def_match, referral.seeker, def_sets),
	PART(def_match, scopes[MATCH_POST], expr_scope),
	PART(def_match, scopes[MATCH_SEEKER], expr_scope),
	MANY(def_match, must.at, must.n, match_must),
	MANY(def_match, parts.at, parts.n, match_part),
	MANY(def_match, groups.at, groups.n, match_group), PART(def_match, slip, match_sentence));

/* ---- the whole ------------------------------------------------------------------------------- */

static const struct shape def_menu_item_shape;
SHAPE(def_menu_item, 48, TEXT(def_menu_item, label), TEXT(def_menu_item, table),
	TEXT(def_menu_item, command), MANY(def_menu_item, items, n, def_menu_item));
SHAPE(def_due, 48, TEXT(def_due, label), TEXT(def_due, table), TEXT(def_due, condition),
	SEEN(def_due, of, def_table), ONE(def_due, where, expr));
SHAPE(def_key, 32, TEXT(def_key, context), TEXT(def_key, key), TEXT(def_key, command),
	TEXT(def_key, label));
SHAPE(def_source, 24, TEXT(def_source, name), BYTES(def_source, text, n));
SHAPE(defs, 296, EACH(defs, tables, n, def_table), MAP(defs, by_name),
	EACH(defs, codes, n_codes, def_codes), MAP(defs, codes_by_name),
	MANY(defs, menu, n_menu, def_menu_item), MANY(defs, due, n_due, def_due),
	MANY(defs, keys, n_keys, def_key), ONE(defs, figures, def_figures),
	MANY(defs, sources, n_sources, def_source), ONE(defs, match, def_match),
	NONE(defs, free_match), NONE(defs, kept));

const struct shape *shape_defs(void)
{
	return &defs_shape;
}
