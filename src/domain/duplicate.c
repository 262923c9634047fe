#include <binggui/domain/duplicate.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/date.h>
#include <binggui/base/vec.h>
#include <binggui/store/kv.h>
#include <binggui/table/search.h>
#include <binggui/table/space.h>
#include <binggui/table/table.h>
#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>
#include <binggui/text/utf8.h>

enum {
	NAME_MAX_ = 30, /* characters of a name that are compared */
	CANDIDATES =
		50000, /* looked at per way of searching: more than share any surname in a county */
	NEAR_DIGITS = 2, /* digits of a number that a slip of the fingers changes */
};

const char *duplicate_code(enum duplicate_rule rule)
{
#define CODE(id, code, label) [DUPLICATE_##id] = code,
	static const char *const codes[] = {DUPLICATE_RULES(CODE)};
#undef CODE
	return codes[rule];
}

const char *duplicate_label(enum duplicate_rule rule)
{
#define LABEL(id, code, label) [DUPLICATE_##id] = label,
	static const char *const labels[] = {DUPLICATE_RULES(LABEL)};
#undef LABEL
	return labels[rule];
}

void duplicates_free(struct duplicates *d)
{
	vec_free(d);
}

/* ---- the fields that tell people apart --------------------------------------------------------- */

struct traits {
	const struct def_field *name, *number, *birth, *phone; /* NULL = the table has none */
};

static const struct def_field *first_typed(const struct def_table *t, const char *type)
{
	for (size_t i = 0; i < t->n; i++)
		if (text_eq(t->fields[i]->type_name, type))
			return t->fields[i];
	return NULL;
}

static const struct def_field *birth_of(const struct def_table *t, const struct def_field *number)
{
	for (size_t i = 0; number && i < t->n; i++)
		if (text_eq(t->fields[i]->type_name, "date") &&
			text_eq(t->fields[i]->from, number->name))
			return t->fields[i];
	return NULL;
}

static struct traits traits_of(const struct def_table *t)
{
	const struct def_field *number = first_typed(t, "idno");

	return (struct traits){
		.name = first_typed(t, "name"),
		.number = number,
		.birth = birth_of(t, number),
		.phone = first_typed(t, "phone"),
	};
}

static bool same_value(const struct def_field *f, const struct record *a, const struct record *b)
{
	return !f || text_eq(record_field(a, f), record_field(b, f));
}

bool duplicate_touched(
	const struct def_table *t, const struct record *before, const struct record *now)
{
	static const struct record none;
	struct traits traits = traits_of(t);
	const struct record *old = before ? before : &none;

	return !same_value(traits.name, old, now) || !same_value(traits.number, old, now) ||
	       !same_value(traits.birth, old, now);
}

/* ---- names ------------------------------------------------------------------------------------- */

struct name {
	uint32_t at[NAME_MAX_];
	size_t n;
};

static void name_read(struct name *out, const char *text)
{
	struct str folded = {0};
	fold_find(&folded, text);
	const char *at = str_c(&folded), *end = at + folded.n;

	out->n = 0;
	while (at < end && out->n < NAME_MAX_)
		out->at[out->n++] = utf8_next(&at, end);
	str_free(&folded);
}

static bool name_same(const struct name *a, const struct name *b)
{
	return a->n == b->n && memcmp(a->at, b->at, a->n * sizeof *a->at) == 0;
}

static bool reads_alike(uint32_t a, uint32_t b)
{
	const char *left[PINYIN_MAX], *right[PINYIN_MAX];
	size_t n = pinyin_of(a, left), m = pinyin_of(b, right);

	if (a == b)
		return true;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++)
			if (strcmp(left[i], right[k]) == 0)
				return true;
	return false;
}

static bool name_sounds(const struct name *a, const struct name *b)
{
	bool alike = a->n == b->n && a->n > 0;

	for (size_t i = 0; alike && i < a->n; i++)
		alike = reads_alike(a->at[i], b->at[i]);
	return alike;
}

/* One character replaced, left out or added. */
static bool name_near(const struct name *a, const struct name *b)
{
	const struct name *shorter = a->n <= b->n ? a : b, *longer = a->n <= b->n ? b : a;
	size_t head = 0, tail = 0;

	if (shorter->n < 2 || longer->n - shorter->n > 1)
		return false;
	while (head < shorter->n && a->at[head] == b->at[head])
		head++;
	while (tail < shorter->n - head && a->at[a->n - 1 - tail] == b->at[b->n - 1 - tail])
		tail++;
	return head + tail + 1 >= longer->n;
}

/* ---- judging ----------------------------------------------------------------------------------- */

/* What is known of both agrees, the month at least where `month` is asked for. */
static bool births_agree(const char *a, const char *b, bool month)
{
	struct date x, y;

	if (!date_parse(&x, a) || !date_parse(&y, b))
		return false;
	if (month && (!x.month || !y.month))
		return false;
	return x.year == y.year && (!x.month || !y.month || x.month == y.month) &&
	       (!x.day || !y.day || x.day == y.day);
}

static bool numbers_near(const char *a, const char *b)
{
	size_t n = strlen(a), differ = 0;

	if (!n || n != strlen(b))
		return false;
	for (size_t i = 0; i < n; i++)
		differ += a[i] != b[i];
	return differ <= NEAR_DIGITS;
}

/* The person in question, or one to be compared with; texts of another's bytes. */
struct person {
	struct name name;
	const char *birth, *number, *phone;
};

static bool judge_same_name(
	const struct person *mine, const struct person *other, enum duplicate_rule *rule)
{
	if (births_agree(mine->birth, other->birth, false))
		*rule = DUPLICATE_NAME_BIRTH;
	else if (*mine->phone && text_eq(mine->phone, other->phone))
		*rule = DUPLICATE_NAME_PHONE;
	else if (numbers_near(mine->number, other->number))
		*rule = DUPLICATE_NAME_NUMBER;
	else if (!*mine->birth || !*other->birth)
		*rule = DUPLICATE_NAME;
	else
		return false;
	return true;
}

static bool judge(const struct person *mine, const struct person *other, enum duplicate_rule *rule)
{
	if (*mine->number && text_eq(mine->number, other->number))
		*rule = DUPLICATE_NUMBER;
	else if (name_same(&mine->name, &other->name))
		return judge_same_name(mine, other, rule);
	else if (!births_agree(mine->birth, other->birth, true))
		return false;
	else if (name_sounds(&mine->name, &other->name))
		*rule = DUPLICATE_SOUND;
	else if (name_near(&mine->name, &other->name))
		*rule = DUPLICATE_CHARACTER;
	else
		return false;
	return true;
}

/* ---- candidates -------------------------------------------------------------------------------- */

struct hunt {
	struct archive *archive;
	const struct def_table *table;
	struct traits traits;
	const struct record *record;
	struct person mine;
	struct ids candidates;
	struct duplicates *out;
};

/* Notes the id; nothing is read here, since the search is still walking. */
static bool note(void *context, uint64_t id)
{
	struct hunt *h = context;

	if (id != h->record->id && h->candidates.n < CANDIDATES)
		vec_push(&h->candidates, id);
	return false;
}

static bool add_found(struct hunt *h, const char *typed, struct err *e)
{
	struct search *q = search_open(h->archive, h->table, typed, e);
	const struct search_ask ask = {.max = 0, .accept = note, .context = h};
	struct search_hit none;
	size_t n, all;

	bool ok = q && search_run(h->archive, q, &ask, &none, &n, &all, e);
	search_close(q);
	return ok;
}

static void add_part(const struct name *name, size_t from, size_t to, struct str *out)
{
	if (out->n && to > from)
		str_addc(out, ' ');
	for (size_t i = from; i < to; i++)
		utf8_add(out, name->at[i]);
}

/* A name with one slip in it keeps one of these parts: all but one character, or one half of a long one. */
static bool add_near(struct hunt *h, struct err *e)
{
	const struct name *name = &h->mine.name;
	size_t ways = name->n <= 4 ? name->n : 2;
	struct str typed = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < ways && name->n >= 2; i++) {
		str_clear(&typed);
		if (name->n <= 4) {
			add_part(name, 0, i, &typed);
			add_part(name, i + 1, name->n, &typed);
		} else {
			add_part(name, i ? name->n / 2 : 0, i ? name->n : name->n / 2, &typed);
		}
		ok = add_found(h, str_c(&typed), e);
	}
	str_free(&typed);
	return ok;
}

static bool add_sounding(struct hunt *h, struct err *e)
{
	struct str typed = {0};
	bool ok = true;

	for (size_t i = 0; i < h->mine.name.n; i++) {
		const char *readings[PINYIN_MAX];
		if (!pinyin_of(h->mine.name.at[i], readings)) {
			str_clear(&typed);
			break;
		}
		str_add(&typed, readings[0]);
	}
	if (typed.n)
		ok = add_found(h, str_c(&typed), e);
	str_free(&typed);
	return ok;
}

static bool add_same_number(struct hunt *h, struct err *e)
{
	uint64_t id;

	*e = (struct err){0};
	if (!h->traits.number || !h->traits.number->unique || !*h->mine.number)
		return true;
	if (table_by_unique(h->archive, h->table, h->traits.number, h->mine.number, &id, e))
		note(h, id);
	return e->code == ERR_OK;
}

static bool add_same_name(struct hunt *h, struct err *e)
{
	struct str typed = {0};
	bool ok = true;

	add_part(&h->mine.name, 0, h->mine.name.n, &typed);
	if (typed.n)
		ok = add_found(h, str_c(&typed), e);
	str_free(&typed);
	return ok;
}

/* ---- looking at them --------------------------------------------------------------------------- */

static const char *peek(const struct def_field *f, struct kv_bytes bytes, struct str *out)
{
	str_clear(out);
	if (!f)
		return "";
	struct span value = record_peek(bytes.at, bytes.n, f->number);
	str_addn(out, value.at, value.n);
	return str_c(out);
}

static void look_at(struct hunt *h, uint64_t id, struct kv_bytes bytes, struct str text[4])
{
	struct person other;
	enum duplicate_rule rule;

	if (record_peek_voided(bytes.at, bytes.n))
		return;
	name_read(&other.name, peek(h->traits.name, bytes, &text[0]));
	other.birth = peek(h->traits.birth, bytes, &text[1]);
	other.number = peek(h->traits.number, bytes, &text[2]);
	other.phone = peek(h->traits.phone, bytes, &text[3]);
	if (judge(&h->mine, &other, &rule))
		vec_push(h->out, ((struct duplicate){id, rule}));
}

static enum kv_status look(struct kv_txn *txn, void *context)
{
	struct hunt *h = context;
	struct str text[4] = {{0}};
	enum kv_status s = KV_OK;

	vec_clear(h->out);
	for (size_t i = 0; s == KV_OK && i < h->candidates.n; i++) {
		uint64_t id = h->candidates.at[i];
		struct kv_bytes bytes;
		struct key k;
		if (i && id == h->candidates.at[i - 1])
			continue;
		space_record(&k, h->table->number, id);
		s = kv_get(txn, key_of(&k), &bytes);
		if (s == KV_OK)
			look_at(h, id, bytes, text);
		else if (s == KV_NOTFOUND)
			s = KV_OK;
	}
	for (size_t i = 0; i < 4; i++)
		str_free(&text[i]);
	return s;
}

static int by_id(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static int by_rule(const void *a, const void *b)
{
	const struct duplicate *x = a, *y = b;

	return x->rule != y->rule ? (x->rule < y->rule ? -1 : 1) : by_id(&x->id, &y->id);
}

static bool hunt(struct hunt *h, struct err *e)
{
	bool ok = add_same_number(h, e) && add_same_name(h, e);

	/* what only resembles the name counts with the birthday alone */
	if (ok && strlen(h->mine.birth) >= strlen("1986-11"))
		ok = add_near(h, e) && add_sounding(h, e);
	if (!ok || !h->candidates.n)
		return ok;
	qsort(h->candidates.at, h->candidates.n, sizeof *h->candidates.at, by_id);
	if (!kv_run(h->archive->kv, false, look, h, e))
		return false;
	if (h->out->n)
		qsort(h->out->at, h->out->n, sizeof *h->out->at, by_rule);
	if (h->out->n > DUPLICATE_MAX)
		h->out->n = DUPLICATE_MAX;
	return true;
}

bool duplicate_find(struct archive *a, const struct def_table *t, const struct record *r,
	struct duplicates *out, struct err *e)
{
	struct hunt h = {.archive = a, .table = t, .traits = traits_of(t), .record = r, .out = out};

	vec_clear(out);
	if (!h.traits.name || h.traits.name->find == FIND_NO)
		return true;
	name_read(&h.mine.name, record_field(r, h.traits.name));
	h.mine.birth = h.traits.birth ? record_field(r, h.traits.birth) : "";
	h.mine.number = h.traits.number ? record_field(r, h.traits.number) : "";
	h.mine.phone = h.traits.phone ? record_field(r, h.traits.phone) : "";
	bool ok = h.mine.name.n == 0 || hunt(&h, e);
	vec_free(&h.candidates);
	return ok;
}
