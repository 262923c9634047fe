#include <binggui/domain/subtotal.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/fold.h>
#include <binggui/text/money.h>

void subtotal_sheet(struct subtotal *s, const struct mapping *m, const struct lexicon *l)
{
	subtotal_free(s);
	s->n = m->n;
	s->at = mem_array(m->n + 1, sizeof *s->at);
	for (size_t i = 0; i < m->n; i++) {
		const struct slot *slot = m->at[i].slot;
		bool money = slot && slot->role == SLOT_FIELD && slot->table == l->table &&
			     text_eq(slot->field->type_name, "money");
		s->at[i].slot = money ? slot : NULL;
	}
}

void subtotal_free(struct subtotal *s)
{
	mem_free(s->at);
	*s = (struct subtotal){0};
}

enum amount { AMOUNT_NONE, AMOUNT_READ, AMOUNT_ODD };

static enum amount read_amount(const struct surround *around, const struct mapping *m,
	size_t column, const char *text, int64_t *fen)
{
	struct str clean = {0}, full = {0};
	enum amount found = AMOUNT_ODD;

	fold_clean(&clean, text);
	if (!clean.n || text_eq(clean.at, "-") || text_eq(clean.at, "/") || text_eq(clean.at, "无"))
		found = AMOUNT_NONE;
	else if (surround_money(around, clean.at, m->at[column].label, &full)
			 ? money_parse(fen, full.at)
			 : money_parse(fen, clean.at))
		found = AMOUNT_READ;
	str_free(&clean);
	str_free(&full);
	return found;
}

void subtotal_row(struct subtotal *s, const struct surround *around, const struct mapping *m,
	const struct row *r)
{
	int64_t fen;

	for (size_t i = 0; i < s->n; i++) {
		struct subtotal_column *c = &s->at[i];
		enum amount found =
			c->slot ? read_amount(around, m, i, sheet_text(r, i), &fen) : AMOUNT_NONE;
		for (int k = 0; k < SINCE_COUNT; k++) {
			c->sums[k] += found == AMOUNT_READ ? fen : 0;
			c->unsure[k] |= found == AMOUNT_ODD;
		}
	}
}

static void begin(struct subtotal_column *c, enum subtotal_since since)
{
	c->sums[since] = 0;
	c->unsure[since] = false;
}

void subtotal_section(struct subtotal *s)
{
	for (size_t i = 0; i < s->n; i++)
		begin(&s->at[i], SINCE_SECTION);
}

static bool row_says(const struct row *r, const char *word)
{
	bool says = false;
	struct str folded = {0};

	for (size_t i = 0; !says && i < r->n; i++) {
		fold_find(&folded, r->cells[i].text);
		says = strstr(str_c(&folded), word) != NULL;
	}
	str_free(&folded);
	return says;
}

static void tell(struct findings *out, const struct subtotal_column *c, int64_t told, int64_t sum)
{
	struct str a = {0}, b = {0};

	money_format(&a, told);
	money_format(&b, sum);
	finding_add(out, c->slot->path, FINDING_SUBTOTAL_MISMATCH,
		"“%s”写的是%s元，上面各行合计%s元", c->slot->field->label, str_c(&a), str_c(&b));
	str_free(&a);
	str_free(&b);
}

/* A total that is none of the sums it may be. */
static void check(const struct subtotal_column *c, int64_t told, enum subtotal_since first,
	enum subtotal_since last, struct findings *out)
{
	for (enum subtotal_since k = first; k <= last; k++)
		if (c->unsure[k] || c->sums[k] == told)
			return;
	tell(out, c, told, c->sums[first == SINCE_START ? SINCE_START : SINCE_TOTAL]);
}

void subtotal_check(struct subtotal *s, const struct surround *around, const struct mapping *m,
	const struct row *r, struct findings *out)
{
	bool part = row_says(r, "小计"), whole = row_says(r, "总计") || row_says(r, "累计");
	enum subtotal_since first = whole ? SINCE_START : SINCE_SECTION;
	enum subtotal_since last = part && !whole ? SINCE_TOTAL : SINCE_START;
	int64_t fen;

	for (size_t i = 0; i < s->n; i++) {
		struct subtotal_column *c = &s->at[i];
		if (!c->slot)
			continue;
		if (read_amount(around, m, i, sheet_text(r, i), &fen) == AMOUNT_READ)
			check(c, fen, first, last, out);
		begin(c, SINCE_SECTION);
		begin(c, SINCE_TOTAL);
		if (!part)
			begin(c, SINCE_WHOLE);
	}
}
