#include <binggui/domain/import_json.h>

#include <string.h>

#include <binggui/domain/candidate.h>
#include <binggui/text/charset.h>
#include <binggui/text/json.h>

static const char *encoding_of(const struct plan *p)
{
	return p->book->kind == SHEET_XLSX ? "xlsx" : charset_name(p->book->encoding);
}

/* What was made of every heading: which were guessed at, and which are not imported. */
static void put_columns(struct json *j, const struct plan *p)
{
	json_key(j, "columns");
	json_open(j, '[');
	for (size_t s = 0; s < p->n_sheets; s++)
		for (size_t i = 0; i < p->sheets[s].mapping.n; i++) {
			const struct mapping_column *c = &p->sheets[s].mapping.at[i];
			json_open(j, '{');
			json_pair(j, "sheet", p->book->sheets[s].name);
			json_pair_number(j, "column", (int64_t)i + 1);
			json_pair(j, "heading", c->label);
			json_pair(j, "field", c->slot ? c->slot->path : "");
			json_pair(j, "why", mapping_name(c->why));
			json_close(j, '}');
		}
	json_close(j, ']');
}

void import_json_head(struct str *out, const struct plan *p, const char *file)
{
	struct json j;

	json_start(&j, out);
	json_open(&j, '{');
	json_pair(&j, "file", file);
	json_pair(&j, "encoding", encoding_of(p));
	json_pair_number(&j, "header_row", (int64_t)plan_header_row(p));
	put_columns(&j, p);
	json_key(&j, "rows");
	json_open(&j, '[');
}

static void put_problems(struct json *j, const struct findings *f)
{
	json_key(j, "problems");
	json_open(j, '[');
	for (size_t i = 0; i < f->n; i++) {
		json_open(j, '{');
		json_pair(j, "field", f->at[i].field);
		json_pair(j, "code", finding_name(f->at[i].code));
		json_pair(j, "text", f->at[i].text);
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* Several values stand one a line in the store; a reader of JSON gets them as people write them. */
static void put_value(struct json *j, const struct slot *s, const char *text)
{
	struct str joined = {0};

	if (!s->field->codes || !strchr(text, '\n')) {
		json_pair(j, s->path, text);
		return;
	}
	for (; *text; text++)
		if (*text == '\n')
			str_add(&joined, "、");
		else
			str_addc(&joined, *text);
	json_pair(j, s->path, str_c(&joined));
	str_free(&joined);
}

/*
 * Whom the row is about, as people tell him: his identity number as understood; the name of an owner
 * that may be made; else the reference itself.
 */
static void put_owner(struct json *j, const struct plan *p, const struct plan_row *r)
{
	const struct slot *owner = p->lexicon.owner, *made = lexicon_made(&p->lexicon);
	const char *text = "";

	if (!owner)
		return;
	if (made)
		text = packed_get(r->values, made->number);
	for (size_t i = 0; !*text && i < p->lexicon.n; i++) {
		const struct slot *s = p->lexicon.at[i];
		if (s->role == SLOT_OWNER && text_eq(s->field->type_name, "idno"))
			text = packed_get(r->values, s->number);
	}
	if (!*text)
		text = packed_get(r->values, owner->number);
	if (*text)
		json_pair(j, owner->path, text);
}

static void put_id(struct json *j, const struct plan *p, const struct plan_row *r)
{
	const char *number = plan_value(p, r, "id_no");
	char id[32] = "";

	if (!*number && r->id)
		record_id_text(r->id, id);
	json_pair(j, "id", *number ? number : id);
}

void import_json_row(struct str *out, const struct plan *p, size_t row)
{
	const struct plan_row *r = &p->rows[row];
	const struct slot *slot;
	const char *text;
	struct json j = {.out = out, .comma = row > 0};

	json_open(&j, '{');
	json_pair_number(&j, "row", (int64_t)plan_row_number(p, r));
	json_pair(&j, "sheet", plan_row_sheet(p, r));
	json_pair(&j, "outcome", outcome_name(r->outcome));
	put_id(&j, p, r);
	put_problems(&j, &r->findings);
	json_key(&j, "values");
	json_open(&j, '{');
	put_owner(&j, p, r);
	for (size_t i = 0; plan_each(p, r, &i, &slot, &text);)
		if (slot != p->lexicon.owner && slot != lexicon_made(&p->lexicon))
			put_value(&j, slot, text);
	json_close(&j, '}');
	json_close(&j, '}');
}

static void put_counts(struct json *j, const size_t *counts, const size_t *actions)
{
	json_key(j, "counts");
	json_open(j, '{');
	for (int o = 0; o < OUTCOME_COUNT; o++)
		json_pair_number(j, outcome_name((enum outcome)o), (int64_t)counts[o]);
	json_close(j, '}');
	json_key(j, "changes");
	json_open(j, '{');
	json_pair_number(j, "create", (int64_t)actions[PLAN_CREATE]);
	json_pair_number(j, "update", (int64_t)actions[PLAN_UPDATE]);
	json_pair_number(j, "unchanged", (int64_t)actions[PLAN_UNCHANGED]);
	json_close(j, '}');
}

void import_json_tail(struct str *out, const struct plan *p)
{
	struct json j = {.out = out};

	json_close(&j, ']');
	put_counts(&j, p->counts, p->actions);
	json_close(&j, '}');
}

void import_json_refused(struct str *out, const char *file, const char *why)
{
	static const size_t none[OUTCOME_COUNT + PLAN_ACTION_COUNT];
	struct json j;

	json_start(&j, out);
	json_open(&j, '{');
	json_pair(&j, "file", file);
	json_pair(&j, "error", why);
	json_pair_number(&j, "header_row", 0);
	json_key(&j, "rows");
	json_open(&j, '[');
	json_close(&j, ']');
	put_counts(&j, none, none);
	json_close(&j, '}');
	str_addc(out, '\n');
}

void import_json(struct str *out, const struct plan *p, const char *file)
{
	str_clear(out);
	import_json_head(out, p, file);
	for (size_t i = 0; i < p->n; i++)
		import_json_row(out, p, i);
	import_json_tail(out, p);
	str_addc(out, '\n');
}
