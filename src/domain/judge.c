#include <binggui/domain/judge.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/codeword.h>
#include <binggui/domain/mixed.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/exprtree.h>
#include <binggui/table/table.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

void judge_make(struct judge *j, struct candidate *c)
{
	*j = (struct judge){.candidate = c};
	j->people = judge_person_make(&j->person, c->lexicon, c->archive->defs);
	j->records = mem_array(c->lexicon->n_related + 1, sizeof *j->records);
}

void judge_free(struct judge *j)
{
	for (size_t i = 0; j->records && i <= j->candidate->lexicon->n_related; i++)
		record_free(&j->records[i]);
	for (size_t i = 0; i < j->n_rules; i++)
		expr_free(j->rules[i]);
	mem_free(j->rules);
	mem_free(j->records);
	record_free(&j->followed);
	owner_free(&j->owner);
	wrapper_free(&j->wrapper);
	*j = (struct judge){0};
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* The cell with the year, the century or the unit that its surroundings say. */
static bool completed(struct candidate *c, const struct slot *s, const struct cell *cell,
	struct str *text, struct cell *out)
{
	const struct def_table *t = c->lexicon->table;
	const struct slot *day = t->day ? lexicon_field(c->lexicon, t, t->day->name) : NULL;
	bool added = false;

	if (s->role != SLOT_FIELD || s->table != t || cell->kind == CELL_ERROR)
		return false;
	if (text_eq(s->field->type_name, "date") && cell->kind == CELL_TEXT && day)
		added = surround_date(&c->around, cell->text, candidate_get(c, day),
			s->field->intake & INTAKE_AHEAD, c->archive->types.today, text);
	else if (text_eq(s->field->type_name, "money"))
		added = surround_money(&c->around, cell->text, candidate_label(c, s), text);
	*out = *cell;
	if (added) {
		out->text = text->at;
		out->kind = CELL_TEXT;
	}
	return added;
}

/* 公益性岗位 under 岗位类别: a word that a column's list does not know, but that of a field without one. */
static bool belongs_elsewhere(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	bool rest;

	for (size_t i = 0; s->field->codes && i < c->lexicon->n; i++) {
		const struct slot *other = c->lexicon->at[i];
		if (other->role != SLOT_FIELD || other->table != c->lexicon->table ||
			!(other->field->intake & INTAKE_TITLED) || candidate_mapped(c, other))
			continue;
		const struct def_code *code = codeword_find(other->field->codes, cell->text, &rest);
		if (code) {
			candidate_put(c, other, code->label);
			return true;
		}
	}
	return false;
}

/*
 * 八一慰问金 under 救助类别: the word of the list that it holds, where a title would be asked too.  What else it
 * says (八一) goes to the field that has no column.
 */
static bool word_within(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	const struct def_code *code =
		s->field->intake & INTAKE_TITLED ? surround_word(s->field, cell->text) : NULL;

	if (!code || s->table != c->lexicon->table)
		return false;
	candidate_put(c, s, code->label);
	candidate_keep(c, s);
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *other = c->lexicon->at[i];
		if (other == s || other->role != SLOT_FIELD || other->table != s->table ||
			!(other->field->intake & INTAKE_TITLED) || candidate_mapped(c, other))
			continue;
		code = surround_word(other->field, cell->text);
		if (code)
			candidate_put(c, other, code->label);
	}
	return true;
}

/* 慰问金 and 救助金 in one row: two payments are two rows. */
static bool second_amount(struct candidate *c, const struct slot *s, const struct cell *cell)
{
	if (s->role != SLOT_FIELD || !text_eq(s->field->type_name, "money") ||
		!*candidate_get(c, s) || text_eq(cell->text, "-") || text_eq(cell->text, "0"))
		return false;
	finding_add(&c->findings, s->path, FINDING_AMOUNT_UNPARSABLE,
		"一行里有两笔“%s”，只取了第一笔，另一笔“%s”请另写一行", s->field->label,
		cell->text);
	candidate_remark(c, "另一笔：%s", cell->text);
	return true;
}

static void read_cell(struct judge *j, const struct slot *s, const struct cell *cell)
{
	struct candidate *c = j->candidate;
	struct str text = {0};
	struct cell full;

	if (second_amount(c, s, cell))
		return;
	if (completed(c, s, cell, &text, &full))
		cell = &full;
	mixed_besides(c, s, cell);
	enum finding_code code = reader_cell(&c->reader, s, cell)->code;
	bool failed = code != FINDING_COUNT && code != FINDING_AMOUNT_NEGATIVE &&
		      code != FINDING_DATE_PARTIAL;
	if (!failed || !(mixed_instead(c, s, cell) ||
			       (code == FINDING_VALUE_UNKNOWN &&
				       (belongs_elsewhere(c, s, cell) || word_within(c, s, cell)))))
		candidate_take(c, s, reader_cell(&c->reader, s, cell));
	str_free(&text);
}

/* What a column says by itself goes first; then what one says among other things. */
static void read_cells(struct judge *j, bool demands)
{
	struct candidate *c = j->candidate;

	for (size_t i = 0; i < c->mapping->n && i < c->row->n; i++) {
		const struct slot *s = c->mapping->at[i].slot;
		const struct cell *cell = &c->row->cells[i];
		if (!s || !*cell->text || s == c->lexicon->owner ||
			demands != (s->role == SLOT_MIXED && s->mixed->reads == READS_DEMANDS))
			continue;
		if (j->people && judge_person_cell(&j->person, c, s, cell))
			continue;
		if (s->role == SLOT_MIXED)
			mixed_cell(c, s, cell);
		else if (mixed_holds_money(c, s, cell))
			continue;
		else if (s->role == SLOT_FIELD || s->role == SLOT_PERIOD)
			read_cell(j, s, cell);
	}
}

/* ---- what no cell says ----------------------------------------------------------------------- */

/* The header of the amount that the row has; *several gets whether it could have had another. */
static const char *money_label(const struct candidate *c, bool *several)
{
	const struct slot *first = NULL;
	const char *label = "", *filled = NULL;
	size_t n = 0;

	for (size_t i = 0; i < c->mapping->n; i++) {
		const struct slot *s = c->mapping->at[i].slot;
		if (!s || s->role != SLOT_FIELD || !text_eq(s->field->type_name, "money") ||
			(first && s != first))
			continue;
		first = s;
		label = n++ ? label : c->mapping->at[i].label;
		if (!filled && !text_blank(sheet_text(c->row, i)))
			filled = c->mapping->at[i].label;
	}
	*several = n > 1;
	return filled ? filled : label;
}

/* The text that the record is called by: 护林员（公益性岗位）. */
static const char *row_title(const struct candidate *c)
{
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role == SLOT_FIELD && s->table == c->lexicon->table && s->field->required &&
			text_eq(s->field->type_name, "text"))
			return candidate_get(c, s);
	}
	return "";
}

/* The town of the section, the village or the title. */
static void put_town(struct candidate *c, const struct slot *s)
{
	char town[13];

	memcpy(town, c->town, sizeof town);
	if (!*town && *c->village) {
		memcpy(town, c->village, 9);
		memcpy(town + 9, "000", 4);
	}
	candidate_put(c, s, town);
}

/* What a required text is to be made from (`fill: trade`), in the words of that column. */
static void put_filled(struct candidate *c, const struct slot *s)
{
	const struct expr *x = s->field->fill;
	struct str clean = {0};

	if (!s->field->required || !x || x->kind != EXPR_FIELD || x->n_path != 1 ||
		!text_eq(s->field->type_name, "text") || candidate_mapped(c, s))
		return;
	const struct slot *from = lexicon_field(c->lexicon, s->table, x->path[0]->name);
	if (from && candidate_mapped(c, from))
		fold_clean(&clean, candidate_cell(c, from)->text);
	candidate_put(c, s, str_c(&clean));
	str_free(&clean);
}

static void read_surroundings(struct candidate *c)
{
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role != SLOT_FIELD || s->table != c->lexicon->table || c->values[i].n ||
			*candidate_cell(c, s)->text)
			continue;
		put_filled(c, s);
		if (s->field == c->lexicon->table->day && !candidate_mapped(c, s)) {
			struct str day = {0};
			if (surround_day(&c->around, c->archive->types.today, &day))
				candidate_put(c, s, day.at);
			str_free(&day);
		}
		if (s->field->intake & INTAKE_TITLED) {
			bool several;
			const char *label = money_label(c, &several);
			const struct def_code *code = surround_code(
				&c->around, s->field, several ? label : row_title(c), label);
			candidate_put(c, s, code ? code->label : "");
		} else if ((s->field->intake & INTAKE_DOWN) && s->field->table &&
			   text_eq(s->field->table, "area")) {
			put_town(c, s);
		}
	}
}

/* ---- the row's shape ------------------------------------------------------------------------- */

static void check_width(struct candidate *c)
{
	struct str more = {0}, clean = {0};

	for (size_t i = c->mapping->n; i < c->row->n; i++) {
		fold_clean(&clean, c->row->cells[i].text);
		if (clean.n)
			str_addf(&more, "%s%s", more.n ? "、" : "", clean.at);
	}
	if (more.n) {
		finding_add(&c->findings, "", FINDING_COLUMN_COUNT,
			"这一行比表头多出内容“%s”，各栏可能错位，请核对", more.at);
		candidate_remark(c, "多出的内容：%s", more.at);
	}
	str_free(&more);
	str_free(&clean);
}

/* A quote that never closes swallows the rows behind it: such a row is held back. */
static void check_quotes(struct candidate *c)
{
	bool lines = false;

	if (!(c->row->flags & ROW_QUOTE_MALFORMED))
		return;
	for (size_t i = 0; i < c->row->n; i++)
		lines |= strchr(c->row->cells[i].text, '\n') != NULL;
	c->held |= lines;
	finding_add(&c->findings, "", FINDING_QUOTE_MALFORMED, "%s",
		lines ? "引号没有成对，把后面的行也并了进来；请改正引号再导入"
		      : "引号没有成对，请核对这一行的内容");
}

/* A household without its number cannot be told from others: what the row says of it stays in the note. */
static void check_referred(struct candidate *c)
{
	for (size_t i = 0; i < c->lexicon->n_referred; i++) {
		const struct lexicon_referred *r = &c->lexicon->referred[i];
		for (size_t k = 0; !*candidate_get(c, r->number) && k < c->n_used; k++) {
			const struct slot *s = c->lexicon->at[c->used[k]];
			if (s->role != SLOT_FIELD || s->table != r->table ||
				!*candidate_get(c, s) || !candidate_mapped(c, s))
				continue;
			candidate_keep(c, s);
			candidate_put(c, s, "");
		}
	}
}

static bool told_of(const struct findings *f, const char *path)
{
	for (size_t i = 0; i < f->n; i++)
		if (text_eq(f->at[i].field, path))
			return true;
	return false;
}

static enum finding_code missing_code(const struct def_field *f)
{
	static const struct {
		const char *type;
		enum finding_code code;
	} codes[] = {
		{"idno", FINDING_ID_MISSING},
		{"name", FINDING_NAME_MISSING},
		{"date", FINDING_DATE_MISSING},
		{"money", FINDING_AMOUNT_MISSING},
		{"ref", FINDING_TARGET_MISSING},
		{"code", FINDING_VALUE_UNKNOWN},
	};

	for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
		if (text_eq(codes[k].type, f->type_name))
			return codes[k].code;
	return FINDING_TITLE_MISSING;
}

/* An owner who is looked for has been told of; one who may be made only needs a name. */
static bool owner_lacks(const struct candidate *c)
{
	const struct slot *made = lexicon_made(c->lexicon);

	return made && !*candidate_get(c, made);
}

/*
 * What a table other than people's must have.  A row without it is held back, but a code can be put in
 * later: it only warns.
 */
static void check_required(struct candidate *c)
{
	for (size_t i = 0; i < c->lexicon->n; i++) {
		const struct slot *s = c->lexicon->at[i];
		if (s->role != SLOT_FIELD || s->table != c->lexicon->table || !s->field->required ||
			*candidate_get(c, s))
			continue;
		bool date = text_eq(s->field->type_name, "date"); /* not today: the file is older */
		if (s == c->lexicon->owner ? !owner_lacks(c) : *s->field->initial && !date)
			continue;
		bool told = told_of(&c->findings, s->path);
		if (!s->field->codes)
			c->held = true;
		if (!told)
			finding_add(&c->findings, s->path, missing_code(s->field), "没有“%s”",
				s->field->label);
	}
}

/* ---- the rules of the definitions ------------------------------------------------------------ */

static const struct def_table *table_at(const struct judge *j, size_t i)
{
	const struct lexicon *l = j->candidate->lexicon;

	return i ? l->related[i - 1] : l->table;
}

/* The first line of several values: rules look at one record. */
static void put_value(struct record *r, const struct slot *s, const char *text)
{
	const char *end = s->field->multiple ? NULL : strchr(text, '\n');

	if (!end) {
		record_set(r, s->field->number, text);
		return;
	}
	char *first = mem_strndup(text, (size_t)(end - text));
	record_set(r, s->field->number, first);
	mem_free(first);
}

static void clear_record(struct record *r)
{
	while (r->n)
		record_set(r, r->at[r->n - 1].field, NULL);
}

/* Rules hold for the record as it will be: a new one has its defaults. */
static void put_defaults(struct record *r, const struct def_table *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (*def_imported(t->fields[i]) && !*record_field(r, t->fields[i]))
			record_set(r, t->fields[i]->number, def_imported(t->fields[i]));
}

static void fill_records(struct judge *j)
{
	struct candidate *c = j->candidate;

	for (size_t i = 0; i <= c->lexicon->n_related; i++)
		clear_record(&j->records[i]);
	for (size_t u = 0; u < c->n_used; u++) {
		const struct slot *s = c->lexicon->at[c->used[u]];
		if (s->role != SLOT_FIELD || !c->values[c->used[u]].n)
			continue;
		for (size_t i = 0; i <= c->lexicon->n_related; i++)
			if (table_at(j, i) == s->table)
				put_value(&j->records[i], s, c->values[c->used[u]].at);
	}
	put_defaults(&j->records[0], c->lexicon->table);
	for (size_t i = 1; i <= c->lexicon->n_related; i++)
		if (j->records[i].n)
			record_set(&j->records[i], table_at(j, i)->owner->number, "0-0");
}

static const struct record *follow(
	void *context, const struct def_table *target, const char *reference)
{
	struct judge *j = context;
	struct err e;

	if (target == j->candidate->lexicon->table && text_eq(reference, "0-0"))
		return &j->records[0];
	record_free(&j->followed);
	j->followed = (struct record){0};
	return table_by_reference(j->candidate->archive, target, reference, &j->followed, &e)
		       ? &j->followed
		       : NULL;
}

static bool told(const struct findings *f, const char *path, enum finding_code code)
{
	for (size_t i = 0; i < f->n; i++)
		if (text_eq(f->at[i].field, path) ||
			(f->at[i].code == code && code != FINDING_VALUE_UNKNOWN &&
				code != FINDING_DATE_ORDER))
			return true;
	return false;
}

static bool is_missing(enum finding_code code)
{
	return code == FINDING_ID_MISSING || code == FINDING_NAME_MISSING ||
	       code == FINDING_DATE_MISSING || code == FINDING_VILLAGE_MISSING ||
	       code == FINDING_TARGET_MISSING || code == FINDING_AMOUNT_MISSING ||
	       code == FINDING_TITLE_MISSING;
}

static void apply_rule(struct judge *j, size_t i, const struct def_rule *rule)
{
	struct candidate *c = j->candidate;
	const struct slot *s =
		rule->field ? lexicon_field(c->lexicon, table_at(j, i), rule->field->name) : NULL;
	enum finding_code code = finding_by_name(rule->code);

	if (!s || (code == FINDING_COUNT && rule->level == LEVEL_WARN))
		return;
	code = code == FINDING_COUNT ? FINDING_VALUE_UNKNOWN : code;
	bool lacks = is_missing(code) || !*candidate_get(c, s);
	bool column = candidate_mapped(c, s) || (is_missing(code) && mixed_says(c, s->field));
	if (told(&c->findings, s->path, code) || (lacks && !column))
		return;
	finding_add(&c->findings, s->path, code, "%s", rule->say);
	if (rule->level == LEVEL_WARN || is_missing(code))
		return;
	candidate_keep(c, s);
	candidate_put(c, s, "");
	record_set(&j->records[i], s->field->number, NULL);
}

/* All rows are held against the same rules on the same day. */
static void bind_rules(struct judge *j, const struct expr_env *env)
{
	static const struct record *const open = NULL;
	size_t tables = j->candidate->lexicon->n_related + 1, n = 0;

	for (size_t i = 0; i < tables; i++)
		n += table_at(j, i)->n_rules;
	j->rules = mem_array(n + 1, sizeof *j->rules);
	for (size_t i = 0; i < tables; i++)
		for (size_t k = 0; k < table_at(j, i)->n_rules; k++)
			j->rules[j->n_rules++] =
				expr_bind(table_at(j, i)->rules[k].when, &open, 1, env);
}

static void check_rules(struct judge *j)
{
	struct archive *a = j->candidate->archive;
	struct expr_env env = {.types = &a->types, .context = j, .follow = follow};

	if (!j->rules)
		bind_rules(j, &env);
	for (size_t i = 0, at = 0; i <= j->candidate->lexicon->n_related; i++) {
		const struct def_table *t = table_at(j, i);
		for (size_t k = 0; k < t->n_rules; k++, at++)
			if (j->records[i].n && expr_test(j->rules[at], &j->records[i], &env))
				apply_rule(j, i, &t->rules[k]);
	}
}

/* ---- all together ---------------------------------------------------------------------------- */

static void put_remarks(struct judge *j)
{
	struct candidate *c = j->candidate;
	const struct slot *note = lexicon_field(c->lexicon, c->lexicon->table, "note");
	struct str text = {0};

	if (!note || !c->remarks.n)
		return;
	str_add(&text, candidate_get(c, note));
	if (text.n)
		str_add(&text, "；");
	str_add(&text, c->remarks.at);
	candidate_put(c, note, text.at);
	str_free(&text);
}

bool judge_row(struct judge *j, const struct row *r, struct err *e)
{
	struct candidate *c = j->candidate;

	candidate_clear(c, wrapper_off(&j->wrapper, r));
	j->owner_id = 0;
	read_cells(j, false);
	read_cells(j, true);
	if (j->people) {
		judge_person_finish(&j->person, c);
	} else {
		read_surroundings(c);
		if (c->lexicon->owner && !owner_find(&j->owner, c, &j->owner_id, e))
			return false;
		check_required(c);
	}
	check_referred(c);
	check_width(c);
	check_quotes(c);
	fill_records(j);
	check_rules(j);
	put_remarks(j);
	return true;
}
