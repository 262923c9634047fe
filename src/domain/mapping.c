#include <binggui/domain/mapping.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>

static const char *const reasons[] = {
	[MAPPING_BY_WORD] = "按表头认出",
	[MAPPING_GUESSED] = "猜的，请核对",
	[MAPPING_BY_HAND] = "人工指定",
	[MAPPING_UNKNOWN] = "不认识的表头，不导入",
	[MAPPING_SECOND] = "左边已有同样的一栏，不导入",
	[MAPPING_IGNORED] = "不需要导入",
};

const char *mapping_name(enum mapping_why why)
{
	static const char *const names[] = {
		[MAPPING_BY_WORD] = "word",
		[MAPPING_GUESSED] = "guessed",
		[MAPPING_BY_HAND] = "by-hand",
		[MAPPING_UNKNOWN] = "unknown",
		[MAPPING_SECOND] = "second",
		[MAPPING_IGNORED] = "ignored",
	};

	return names[why];
}

const char *mapping_reason(enum mapping_why why)
{
	return reasons[why];
}

long mapping_column(const struct mapping *m, const struct slot *slot)
{
	for (size_t i = 0; slot && i < m->n; i++)
		if (m->at[i].slot == slot)
			return (long)i;
	return -1;
}

/* A second column of telephones goes to the next telephone of the table that no column has. */
static const struct slot *next_phone(
	const struct mapping *m, const struct lexicon *l, const struct slot *taken)
{
	if (taken->role != SLOT_FIELD || !text_eq(taken->field->type_name, "phone"))
		return NULL;
	for (size_t i = taken->number + 1; i < l->n; i++) {
		const struct slot *s = l->at[i];
		if (s->role == SLOT_FIELD && s->table == taken->table &&
			text_eq(s->field->type_name, "phone") && mapping_column(m, s) < 0)
			return s;
	}
	return NULL;
}

/*
 * Whether two columns of a ledger may say the same field: names (带队领导, 走访干部) and long texts are
 * joined; of amounts under headers of their own (慰问金, 救助金) a row has one.
 */
static bool may_share(const struct lexicon *l, const struct slot *s)
{
	if (!l->owner || s->role != SLOT_FIELD || s->table != l->table)
		return false;
	return (s->field->intake & INTAKE_NAMES) || text_eq(s->field->type_name, "longtext") ||
	       (text_eq(s->field->type_name, "money") && l->table->same.n);
}

static void place(struct mapping *m, const struct lexicon *l, struct mapping_column *c)
{
	const struct slot *s = *c->label ? lexicon_find(l, c->label, c->group) : NULL;

	c->why = MAPPING_UNKNOWN;
	if (!s)
		return;
	c->why = MAPPING_IGNORED;
	if (s->role == SLOT_IGNORED)
		return;
	if (mapping_column(m, s) >= 0 && !may_share(l, s))
		s = next_phone(m, l, s);
	c->why = s ? MAPPING_BY_WORD : MAPPING_SECOND;
	c->slot = s;
}

/* What is known goes first; then what looks like a column that is still free. */
static void resemble(struct mapping *m, const struct lexicon *l, struct mapping_column *c)
{
	const struct slot *s =
		c->why == MAPPING_UNKNOWN && *c->label ? lexicon_like(l, c->label, c->group) : NULL;

	bool joins = s && may_share(l, s) && text_eq(s->field->type_name, "longtext");
	if (!s || (mapping_column(m, s) >= 0 && !joins))
		return;
	c->slot = s;
	c->why = MAPPING_GUESSED;
}

/* Companies have words of their own: what is likely, and still free. */
static void guess(struct mapping *m, const struct lexicon *l, struct mapping_column *c)
{
	const struct slot *s =
		c->why == MAPPING_UNKNOWN && *c->label ? lexicon_guess(l, c->label) : NULL;

	if (!s || mapping_column(m, s) >= 0)
		return;
	c->slot = s;
	c->why = MAPPING_GUESSED;
}

void mapping_make(struct mapping *m, const struct heading *h, const struct lexicon *l)
{
	*m = (struct mapping){mem_array(h->n + 1, sizeof *m->at), h->n};
	for (size_t i = 0; i < h->n; i++) {
		m->at[i].label = h->labels[i];
		m->at[i].group = h->groups[i];
	}
	for (size_t i = 0; i < h->n; i++)
		place(m, l, &m->at[i]);
	for (size_t i = 0; i < h->n; i++)
		resemble(m, l, &m->at[i]);
	for (size_t i = 0; lexicon_made(l) && i < h->n; i++)
		guess(m, l, &m->at[i]);
}

void mapping_free(struct mapping *m)
{
	mem_free(m->at);
	*m = (struct mapping){0};
}

void mapping_put(struct mapping *m, size_t column, const struct slot *slot)
{
	long taken = mapping_column(m, slot);

	if (column >= m->n)
		return;
	if (taken >= 0 && (size_t)taken != column) {
		m->at[taken].slot = NULL;
		m->at[taken].why = MAPPING_SECOND;
	}
	m->at[column].slot = slot && slot->role != SLOT_IGNORED ? slot : NULL;
	m->at[column].why = MAPPING_BY_HAND;
}
