#include <binggui/schema/exprvalue.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_number.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

enum { FEN = 10000 }; /* millionths of a 元 */

static bool is_type(const struct def_field *f, const char *name)
{
	return f->type && strcmp(f->type->name, name) == 0;
}

struct exprvalue exprvalue_of_number(int64_t millionths)
{
	return (struct exprvalue){.kind = VALUE_NUMBER, .number = millionths};
}

struct exprvalue exprvalue_of_date(struct date d)
{
	return (struct exprvalue){.kind = date_none(d) ? VALUE_NONE : VALUE_DATE, .date = d};
}

struct exprvalue exprvalue_of_literal(const struct expr *x)
{
	if (x->kind == EXPR_VALUE)
		return (struct exprvalue){
			.kind = (enum exprvalue_kind)x->value,
			.field = x->field,
			.several = x->several,
			.text = {x->text, x->n_text},
			.number = x->number,
			.date = x->date,
		};
	return (struct exprvalue){
		.kind = *x->text ? VALUE_TEXT : VALUE_NONE,
		.literal = x,
		.text = {x->text, x->n_text ? x->n_text : strlen(x->text)},
		.number = x->number,
	};
}

struct exprvalue exprvalue_of_field(const struct def_field *f, const char *text)
{
	struct exprvalue v = {.field = f, .text = {text, strlen(text)}};

	if (!*text)
		return v;
	v.kind = VALUE_TEXT;
	v.several = f->multiple && memchr(text, '\n', v.text.n);
	/* The first letter of the type's name tells most of them apart: this runs for every record. */
	switch (f->type ? f->type->name[0] : 't') {
	case 'd':
		v.kind = date_parse(&v.date, text) ? VALUE_DATE : VALUE_NONE;
		break;
	case 'n':
		if (is_type(f, "number"))
			v.kind = type_number_read(text, &v.number) ? VALUE_NUMBER : VALUE_NONE;
		break;
	case 'm':
		v.kind = type_money_read(text, &v.number) && v.number < INT64_MAX / FEN &&
					 v.number > -(INT64_MAX / FEN)
				 ? VALUE_NUMBER
				 : VALUE_NONE;
		v.number = v.kind == VALUE_NUMBER ? v.number * FEN : 0;
		break;
	default:
		break;
	}
	return v;
}

bool exprvalue_number(const struct exprvalue *v, int64_t *out)
{
	if (v->kind != VALUE_NUMBER && !(v->literal && v->literal->is_number))
		return false;
	*out = v->number;
	return true;
}

bool exprvalue_date(const struct exprvalue *v, struct date *out)
{
	if (v->kind == VALUE_DATE)
		*out = v->date;
	else if (v->literal && v->literal->is_date)
		*out = date_from_days(v->literal->first);
	else
		return false;
	return true;
}

static bool ordered(enum expr_op op, int order)
{
	switch (op) {
	case OP_LESS:
		return order < 0;
	case OP_LESS_EQUAL:
		return order <= 0;
	case OP_MORE:
		return order > 0;
	case OP_MORE_EQUAL:
		return order >= 0;
	default:
		return order == 0;
	}
}

bool exprvalue_days(enum expr_op op, int32_t first, int32_t last, int32_t from, int32_t to)
{
	switch (op) {
	case OP_LESS:
		return last < from;
	case OP_LESS_EQUAL:
		return last <= to;
	case OP_MORE:
		return first > to;
	case OP_MORE_EQUAL:
		return first >= from;
	default:
		return first >= from && last <= to;
	}
}

static bool days_of(const struct exprvalue *v, int32_t *first, int32_t *last)
{
	if (v->kind == VALUE_DATE)
		return type_date_span(v->date, first, last);
	if (!v->literal || !v->literal->is_date)
		return false;
	*first = v->literal->first;
	*last = v->literal->last;
	return true;
}

static int text_order(struct span a, struct span b)
{
	int order = memcmp(a.at, b.at, a.n < b.n ? a.n : b.n);

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

/* A code by the label it has now or had once. */
static bool is_code(const struct def_code *code, struct span stored)
{
	for (size_t i = 0; i < code->also.n; i++)
		if (span_is(stored, code->also.at[i]))
			return true;
	return false;
}

/* The next character as fold_find would leave it; 0 behind the end. */
static uint32_t next_folded(const char **at, const char *end)
{
	while (*at < end) {
		uint32_t c = fold_ascii_char(fold_pua(utf8_next(at, end)));
		if (c == ' ' || c == 0xB7 || c == 0xA0 || c == '\n' || c == '\t')
			continue;
		return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : fold_simplified(c);
	}
	return 0;
}

bool exprvalue_found(struct span text, const char *folded, bool whole)
{
	const char *end = text.at + text.n, *needle_end = folded + strlen(folded);

	for (const char *start = text.at; start < end;) {
		const char *at = start, *needle = folded;
		uint32_t a = 0, b = 0;
		while (needle < needle_end &&
			(b = utf8_next(&needle, needle_end)) == (a = next_folded(&at, end)))
			;
		if (a == b && needle == needle_end)
			return !whole || next_folded(&at, end) == 0;
		if (whole)
			return false;
		utf8_next(&start, end);
	}
	return !*folded && !whole;
}

static bool contains(struct span text, const char *plain, const char *folded)
{
	size_t n = strlen(plain);

	if (memmem(text.at, text.n, plain, n))
		return true;
	return *folded && exprvalue_found(text, folded, false);
}

static bool is_like(const struct exprvalue *a, const struct exprvalue *b)
{
	struct str folded = {0};

	if (!a->text.n)
		return false;
	if (b->literal)
		return contains(a->text, b->literal->text, b->literal->folded);
	char *plain = mem_strndup(b->text.at ? b->text.at : "", b->text.n);
	fold_find(&folded, plain);
	bool like = *plain && contains(a->text, plain, str_c(&folded));
	mem_free(plain);
	str_free(&folded);
	return like;
}

static bool compare_texts(enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	if (op != OP_EQUAL)
		return ordered(op, text_order(a->text, b->text));
	return span_eq(a->text, b->text) ||
	       (b->literal && b->literal->code && is_code(b->literal->code, a->text));
}

bool exprvalue_compare(enum expr_op op, const struct exprvalue *a, const struct exprvalue *b)
{
	int32_t first, last, from, to;
	int64_t m, n;

	if (op == OP_LIKE)
		return is_like(a, b);
	if (a->kind == VALUE_NONE || b->kind == VALUE_NONE)
		return op == OP_EQUAL && a->kind == b->kind;
	if (a->kind == VALUE_DATE || b->kind == VALUE_DATE)
		return days_of(a, &first, &last) && days_of(b, &from, &to) &&
		       exprvalue_days(op, first, last, from, to);
	if (a->kind == VALUE_NUMBER || b->kind == VALUE_NUMBER)
		return exprvalue_number(a, &m) && exprvalue_number(b, &n) &&
		       ordered(op, (m > n) - (m < n));
	return compare_texts(op, a, b);
}

bool exprvalue_truth(const struct exprvalue *v)
{
	if (v->kind == VALUE_NUMBER)
		return v->number != 0;
	return v->kind != VALUE_NONE && !span_is(v->text, "否");
}
