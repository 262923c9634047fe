#include <binggui/schema/expr.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/exprread.h>
#include <binggui/schema/exprtree.h>
#include <binggui/schema/exprvalue.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_number.h>
#include <binggui/schema/type_text.h>
#include <binggui/text/utf8.h>

/* Computed fields may use computed fields; a circle ends here with no value. */
enum { COMPUTED_DEPTH = 12, REFERENCE_BYTES = 256, LINE_BYTES = 64, FEN = 10000 };

struct eval {
	const struct expr_env *env;
	unsigned depth;
};

static bool test(struct eval ev, const struct expr *x, const struct record *r);
static struct exprvalue evaluate(struct eval ev, const struct expr *x, const struct record *r);

struct expr *expr_parse(
	const char *text, const struct def_table *t, const struct defs *d, struct err *e)
{
	return exprread(text, t, d, e);
}

void expr_free(struct expr *x)
{
	exprtree_free(x);
}

static struct date today(struct eval ev)
{
	return ev.env && ev.env->types ? ev.env->types->today : (struct date){0};
}

/* ---- values -------------------------------------------------------------------------------------- */

/* The first line of a value with several, as a reference to follow; false if it is empty or too long. */
static bool reference(const char *text, char out[REFERENCE_BYTES])
{
	size_t n = strcspn(text, "\n");

	if (!n || n >= REFERENCE_BYTES)
		return false;
	memcpy(out, text, n); /* a copy: following replaces the record it stands in */
	out[n] = '\0';
	return true;
}

static const struct record *follow(struct eval ev, const struct def_field *f, const char *text)
{
	char key[REFERENCE_BYTES];

	if (!ev.env || !ev.env->follow || !f->target || !reference(text, key))
		return NULL;
	return ev.env->follow(ev.env->context, f->target, key);
}

static struct exprvalue field_value(struct eval ev, const struct expr *x, const struct record *r)
{
	for (size_t i = 0; i + 1 < x->n_path && r; i++)
		r = follow(ev, x->path[i], record_field(r, x->path[i]));
	const struct def_field *f = x->path[x->n_path - 1];
	if (!r)
		return (struct exprvalue){.field = f};
	if (f->type != &type_computed)
		return exprvalue_of_field(f, record_field(r, f));
	if (!f->computed || ev.depth >= COMPUTED_DEPTH)
		return (struct exprvalue){.field = f};
	ev.depth++;
	return evaluate(ev, f->computed, r);
}

/* ---- arithmetic ---------------------------------------------------------------------------------- */

static struct exprvalue shift_date(struct date d, const struct expr *span, int sign)
{
	int32_t days = date_days(d);
	struct date full = date_from_days(days); /* a partial one counts from its first day */

	if (span->months)
		full = date_add_months(full, sign * span->months);
	if (span->days)
		full = date_from_days(date_days(full) + sign * span->days);
	return exprvalue_of_date(date_valid(full) ? full : (struct date){0});
}

static struct exprvalue sum(struct eval ev, const struct expr *x, const struct record *r)
{
	int sign = x->kind == EXPR_ADD ? 1 : -1;
	struct exprvalue a = evaluate(ev, x->left, r);
	struct date from, to;
	int64_t m, n, result;

	if (x->right->kind == EXPR_SPAN)
		return exprvalue_date(&a, &from) ? shift_date(from, x->right, sign)
						 : (struct exprvalue){0};
	struct exprvalue b = evaluate(ev, x->right, r);
	if ((a.kind == VALUE_DATE || b.kind == VALUE_DATE) && exprvalue_date(&a, &from) &&
		exprvalue_date(&b, &to))
		return exprvalue_of_number((int64_t)(date_days(from) - date_days(to)) * EXPR_ONE);
	if (!exprvalue_number(&a, &m) || !exprvalue_number(&b, &n))
		return (struct exprvalue){0};
	bool over = sign > 0 ? __builtin_add_overflow(m, n, &result)
			     : __builtin_sub_overflow(m, n, &result);
	return over ? (struct exprvalue){0} : exprvalue_of_number(result);
}

/* years(a) and days(a): from a until today, or from a to b. */
static struct exprvalue elapsed(struct eval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue a = evaluate(ev, x->left, r);
	struct exprvalue b = x->right ? evaluate(ev, x->right, r) : exprvalue_of_date(today(ev));
	struct date from, to;

	if (!exprvalue_date(&a, &from) || !exprvalue_date(&b, &to))
		return (struct exprvalue){0};
	if (x->kind == EXPR_DAYS)
		return exprvalue_of_number((int64_t)(date_days(to) - date_days(from)) * EXPR_ONE);
	int age = date_age(from, to);
	return age < 0 ? (struct exprvalue){0} : exprvalue_of_number(age * EXPR_ONE);
}

static size_t characters(struct span s)
{
	const char *at = s.at, *end = s.at + s.n;
	size_t n = 0;

	for (; at < end; n++)
		utf8_next(&at, end);
	return n;
}

static size_t related(struct eval ev, const struct expr *x, const struct record *r, size_t enough)
{
	if (!ev.env || !ev.env->related)
		return 0;
	return ev.env->related(ev.env->context, x->table, x->owner->target, r, x->left, enough);
}

static struct exprvalue evaluate(struct eval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue v;

	switch (x->kind) {
	case EXPR_FIELD:
		return field_value(ev, x, r);
	case EXPR_LITERAL:
		return exprvalue_of_literal(x);
	case EXPR_TODAY:
		return exprvalue_of_date(today(ev));
	case EXPR_ADD:
	case EXPR_SUBTRACT:
		return sum(ev, x, r);
	case EXPR_NEGATE:
		v = evaluate(ev, x->left, r);
		return exprvalue_number(&v, &v.number) ? exprvalue_of_number(-v.number)
						       : (struct exprvalue){0};
	case EXPR_YEARS:
	case EXPR_DAYS:
		return elapsed(ev, x, r);
	case EXPR_LENGTH:
		v = evaluate(ev, x->left, r);
		return exprvalue_of_number((int64_t)characters(v.text) * EXPR_ONE);
	case EXPR_COUNT:
		return exprvalue_of_number((int64_t)related(ev, x, r, SIZE_MAX) * EXPR_ONE);
	case EXPR_SPAN:
		return (struct exprvalue){0};
	default:
		return (struct exprvalue){
			.kind = VALUE_TEXT, .text = span_of(test(ev, x, r) ? "是" : "否")};
	}
}

/* ---- comparing ----------------------------------------------------------------------------------- */

/* Whether a field says by which name a record is known. */
static bool names_record(const struct def_field *f)
{
	return f->find == FIND_TEXT || f->find == FIND_PINYIN;
}

/* A reference equals a text if the record it points to is found by that text. */
static bool reference_is(struct eval ev, const struct def_field *f, struct span stored,
	const struct expr *literal, bool part)
{
	char key[REFERENCE_BYTES];

	if (!f->target || stored.n >= REFERENCE_BYTES)
		return false;
	memcpy(key, stored.at, stored.n);
	key[stored.n] = '\0';
	const struct record *to = follow(ev, f, key);
	for (size_t i = 0; to && i < f->target->n; i++) {
		const struct def_field *name = f->target->fields[i];
		struct span text = span_of(record_field(to, name));
		if (names_record(name) && text.n && exprvalue_found(text, literal->folded, !part))
			return true;
	}
	return false;
}

/* One value against one value; != and !~ are the caller's business. */
static bool compare_one(
	struct eval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	if (exprvalue_compare(op, a, b))
		return true;
	if ((op != OP_EQUAL && op != OP_LIKE) || !b->literal || !*b->literal->folded || !a->text.n)
		return false;
	return a->field && a->field->target &&
	       reference_is(ev, a->field, a->text, b->literal, op == OP_LIKE);
}

/* A field with several values compares if any of them does. */
static bool compare_lines(
	struct eval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	const char *at = a->text.at, *end = at + a->text.n;
	char line[LINE_BYTES];

	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop ? stop : end) - at);
		struct exprvalue one = {.kind = VALUE_TEXT, .field = a->field, .text = {at, n}};
		if (n && n < LINE_BYTES && a->kind != VALUE_TEXT) {
			memcpy(line, at, n);
			line[n] = '\0';
			one = exprvalue_of_field(a->field, line);
		}
		if (compare_one(ev, op, &one, b))
			return true;
		at += n + (stop != NULL);
	}
	return false;
}

static enum expr_op mirrored(enum expr_op op)
{
	static const enum expr_op others[] = {
		[OP_EQUAL] = OP_EQUAL,
		[OP_UNEQUAL] = OP_UNEQUAL,
		[OP_LESS] = OP_MORE,
		[OP_LESS_EQUAL] = OP_MORE_EQUAL,
		[OP_MORE] = OP_LESS,
		[OP_MORE_EQUAL] = OP_LESS_EQUAL,
		[OP_LIKE] = OP_LIKE,
		[OP_UNLIKE] = OP_UNLIKE,
	};

	return others[op];
}

static bool compare_values(
	struct eval ev, enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	bool negated = op == OP_UNEQUAL || op == OP_UNLIKE;
	bool several = a->field && a->field->multiple &&
		       memchr(a->text.at ? a->text.at : "", '\n', a->text.n);

	if (negated)
		op = op == OP_UNEQUAL ? OP_EQUAL : OP_LIKE;
	bool holds = several ? compare_lines(ev, op, a, b) : compare_one(ev, op, a, b);
	return holds != negated;
}

/* Whether evaluating x may follow references, which ends the life of texts got before. */
static bool follows(const struct expr *x)
{
	return x->kind != EXPR_LITERAL && x->kind != EXPR_TODAY &&
	       !(x->kind == EXPR_FIELD && x->n_path == 1 && !x->path[0]->computed);
}

static bool compare(struct eval ev, enum expr_op op, const struct exprvalue *left,
	const struct expr *right, const struct record *r)
{
	struct exprvalue a = *left;
	char *kept = NULL;

	if (a.text.n && follows(right))
		a.text.at = kept = mem_strndup(a.text.at, a.text.n);
	struct exprvalue b = evaluate(ev, right, r);
	bool swap = a.literal && !b.literal && op != OP_LIKE && op != OP_UNLIKE;
	bool holds =
		swap ? compare_values(ev, mirrored(op), &b, &a) : compare_values(ev, op, &a, &b);
	mem_free(kept);
	return holds;
}

static bool test_in(struct eval ev, const struct expr *x, const struct record *r)
{
	for (const struct expr *one = x->right; one; one = one->next) {
		struct exprvalue left = evaluate(ev, x->left, r);
		if (compare(ev, OP_EQUAL, &left, one, r))
			return true;
	}
	return false;
}

static bool test(struct eval ev, const struct expr *x, const struct record *r)
{
	struct exprvalue v;

	switch (x->kind) {
	case EXPR_AND:
		return test(ev, x->left, r) && test(ev, x->right, r);
	case EXPR_OR:
		return test(ev, x->left, r) || test(ev, x->right, r);
	case EXPR_NOT:
		return !test(ev, x->left, r);
	case EXPR_COMPARE:
		v = evaluate(ev, x->left, r);
		return compare(ev, x->op, &v, x->right, r);
	case EXPR_IN:
		return test_in(ev, x, r);
	case EXPR_HAS:
		return related(ev, x, r, 1) > 0;
	default:
		v = evaluate(ev, x, r);
		return exprvalue_truth(&v);
	}
}

bool expr_test(const struct expr *x, const struct record *r, const struct expr_env *env)
{
	return !x || test((struct eval){.env = env}, x, r);
}

void expr_value(
	const struct expr *x, const struct record *r, const struct expr_env *env, struct str *out)
{
	char text[DATE_TEXT];

	str_clear(out);
	if (!x)
		return;
	struct exprvalue v = evaluate((struct eval){.env = env}, x, r);
	switch (v.kind) {
	case VALUE_NUMBER:
		type_number_write(out, v.number);
		break;
	case VALUE_DATE:
		date_format(v.date, text);
		str_set(out, text);
		break;
	case VALUE_TEXT:
		str_addn(out, v.text.at, v.text.n);
		break;
	case VALUE_NONE:
		break;
	}
}

/* ---- what an index can use ----------------------------------------------------------------------- */

/* The field of a term `field op literal` that an index is kept of; NULL if the term is another. */
static const struct def_field *bounded(const struct expr *x)
{
	if (x->kind != EXPR_COMPARE || x->op == OP_UNEQUAL || x->op == OP_LIKE ||
		x->op == OP_UNLIKE)
		return NULL;
	if (x->left->kind != EXPR_FIELD || x->left->n_path != 1 || x->right->kind != EXPR_LITERAL)
		return NULL;
	const struct def_field *f = x->left->path[0];
	if (!(f->index || f->unique) || !x->right->constant || !*x->right->text)
		return NULL;
	/* A reference may be named by what it shows; only what can be nothing but canonical may be looked up. */
	uint64_t id;
	if (f->target && (f->target->key || !record_id_parse(x->right->text, &id)))
		return NULL;
	/* Indexes keep texts in the order of pinyin, conditions compare them by their bytes. */
	bool ranges = f->type == &type_date || f->type == &type_number || f->type == &type_money;
	return x->op != OP_EQUAL && (f->multiple || !ranges) ? NULL : f;
}

/* The least precise date that begins on a day: it sorts before all others of that day. */
static void first_text(int32_t day, struct str *out)
{
	struct date d = date_from_days(day);
	char text[DATE_TEXT];

	d.month = d.month == 1 && d.day == 1 ? 0 : d.month;
	d.day = d.day == 1 ? 0 : d.day;
	date_format(d, text);
	str_set(out, text);
}

static void last_text(int32_t day, struct str *out)
{
	char text[DATE_TEXT];

	date_format(date_from_days(day), text);
	str_set(out, text);
}

static void date_bounds(const struct expr *x, struct str *low, struct str *high)
{
	int32_t first = x->right->first, last = x->right->last;

	if (x->op == OP_EQUAL || x->op == OP_MORE_EQUAL)
		first_text(first, low);
	else if (x->op == OP_MORE)
		first_text(last + 1, low);
	if (x->op == OP_EQUAL || x->op == OP_LESS_EQUAL)
		last_text(last, high);
	else if (x->op == OP_LESS)
		last_text(first - 1, high);
}

/* Number literals in the form their field stores: 分 for money. */
static void number_bounds(const struct expr *x, bool money, struct str *low, struct str *high)
{
	struct str text = {0};

	if (money)
		str_addf(&text, "%lld", (long long)(x->right->number / FEN));
	else
		type_number_write(&text, x->right->number);
	if (x->op != OP_LESS && x->op != OP_LESS_EQUAL)
		str_set(low, text.at);
	if (x->op != OP_MORE && x->op != OP_MORE_EQUAL)
		str_set(high, text.at);
	str_free(&text);
}

/* How few records a term leaves: equality on a unique field, equality, a range; 0 = no use. */
static unsigned worth(const struct expr *x)
{
	const struct def_field *f = bounded(x);

	if (!f)
		return 0;
	return x->op != OP_EQUAL ? 1 : f->unique ? 3 : 2;
}

/* The best term of the AND chain. */
static const struct expr *best_term(const struct expr *x)
{
	if (x->kind != EXPR_AND)
		return worth(x) ? x : NULL;
	const struct expr *a = best_term(x->left), *b = best_term(x->right);
	if (!a || !b)
		return a ? a : b;
	return worth(b) > worth(a) ? b : a;
}

/* Fills whichever end of the range is still open from other terms on the same field. */
static void narrow(
	const struct expr *x, const struct def_field *f, struct str *low, struct str *high)
{
	struct str from = {0}, to = {0};

	if (x->kind == EXPR_AND) {
		narrow(x->left, f, low, high);
		narrow(x->right, f, low, high);
		return;
	}
	if (bounded(x) != f)
		return;
	if (f->type == &type_date)
		date_bounds(x, &from, &to);
	else if (f->type == &type_number || f->type == &type_money)
		number_bounds(x, f->type == &type_money, &from, &to);
	else
		str_set(&from, x->right->text), str_set(&to, x->right->text);
	if (!low->n && from.n)
		str_add(low, from.at);
	if (!high->n && to.n)
		str_add(high, to.at);
	str_free(&from);
	str_free(&to);
}

bool expr_bound(
	const struct expr *x, const struct def_field **field, struct str *low, struct str *high)
{
	const struct expr *best = x ? best_term(x) : NULL;

	str_clear(low);
	str_clear(high);
	if (!best)
		return false;
	*field = bounded(best);
	narrow(best, *field, low, high);
	if (best->op != OP_EQUAL)
		narrow(x, *field, low, high);
	return low->n || high->n;
}
