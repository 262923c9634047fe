#include <binggui/schema/exprword.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/type.h>
#include <binggui/schema/type_date.h>
#include <binggui/schema/type_number.h>
#include <binggui/text/dateread.h>
#include <binggui/text/fold.h>
#include <binggui/text/money.h>

enum { PATH_MAX_STEPS = 8, FEN = 10000 }; /* millionths of a 元 */

static bool is_type(const struct def_field *f, const char *name)
{
	return f && f->type && text_eq(f->type->name, name);
}

const struct def_field *exprword_field(const struct expr *x)
{
	if (x && (x->kind == EXPR_SUM || x->kind == EXPR_LAST || x->kind == EXPR_FIRST))
		x = x->right;
	return x && x->kind == EXPR_FIELD ? x->path[x->n_path - 1] : NULL;
}

static enum exprword_kind field_kind(const struct def_field *f)
{
	if (is_type(f, "computed"))
		return WORD_ANY; /* its formula may not have been read yet */
	if (is_type(f, "date"))
		return WORD_DATE;
	return is_type(f, "number") || is_type(f, "money") ? WORD_NUMBER : WORD_TEXT;
}

static enum exprword_kind sum_kind(enum exprword_kind a, enum exprword_kind b, bool minus)
{
	if (a == WORD_DATE && b == WORD_DATE && minus)
		return WORD_NUMBER;
	if (a == WORD_DATE || b == WORD_DATE)
		return WORD_DATE;
	return a == WORD_NUMBER && b == WORD_NUMBER ? WORD_NUMBER : WORD_ANY;
}

enum exprword_kind exprword_kind(const struct expr *x)
{
	switch (x->kind) {
	case EXPR_FIELD:
	case EXPR_LAST:
	case EXPR_FIRST:
		return field_kind(exprword_field(x));
	case EXPR_TODAY:
	case EXPR_SINCE:
	case EXPR_UNTIL:
		return WORD_DATE;
	case EXPR_SPAN:
		return WORD_SPAN;
	case EXPR_YEARS:
	case EXPR_DAYS:
	case EXPR_LENGTH:
	case EXPR_MONTHLY:
	case EXPR_COUNT:
	case EXPR_SUM:
	case EXPR_NEGATE:
		return WORD_NUMBER;
	case EXPR_ADD:
	case EXPR_SUBTRACT:
		return sum_kind(
			exprword_kind(x->left), exprword_kind(x->right), x->kind == EXPR_SUBTRACT);
	case EXPR_LITERAL:
		return WORD_ANY;
	default:
		return WORD_TRUTH;
	}
}

/* ---- names --------------------------------------------------------------------------------------- */

static const char *near_field(const char *word, const struct def_table *t)
{
	struct nearest near;

	nearest_start(&near, word);
	for (size_t i = 0; i < t->n; i++) {
		nearest_try(&near, t->fields[i]->name);
		nearest_try(&near, t->fields[i]->label);
	}
	return nearest_word(&near);
}

void exprword_hint(const char *word, const struct def_table *t, struct str *why)
{
	const char *near = near_field(word, t);

	if (near)
		str_addf(why, "；是不是字段“%s”？", near);
}

static void tell_field(const char *name, const struct def_table *t, struct str *why)
{
	const char *near = why ? near_field(name, t) : NULL;

	if (!why)
		return;
	str_clear(why);
	str_addf(why, "“%s”里没有字段“%s”", t->title ? t->title : t->name, name);
	if (near)
		str_addf(why, "；是不是“%s”？", near);
	else if (strstr(name, "且") || strstr(name, "或"))
		str_add(why, "；“且”“或”的前后要空格");
}

static void tell_no_reference(const struct def_field *f, struct str *why)
{
	if (!why)
		return;
	str_clear(why);
	str_addf(why, "“%s”不是引用，后面不能加点", f->label);
}

static void add_step(struct expr *x, const struct def_field *f)
{
	x->path = mem_resize(x->path, (x->n_path + 1) * sizeof *x->path);
	x->path[x->n_path++] = f;
}

static const struct def_field *field_named(const struct def_table *t, const char *name)
{
	const struct def_field *f = def_field(t, name);

	return f ? f : def_field_labelled(t, name);
}

bool exprword_path(struct expr *x, const char *dotted, const struct def_table *t, struct str *why)
{
	const struct def_field *f = strchr(dotted, '.') ? NULL : field_named(t, dotted);
	struct str name = {0};
	bool good = true;

	if (f) {
		add_step(x, f);
		return true;
	}
	for (const char *at = dotted; good && at;) {
		const char *dot = strchr(at, '.');
		str_clear(&name);
		str_addn(&name, at, dot ? (size_t)(dot - at) : strlen(at));
		f = field_named(t, str_c(&name));
		good = f && x->n_path < PATH_MAX_STEPS;
		if (!good) {
			tell_field(str_c(&name), t, why);
			break;
		}
		add_step(x, f);
		at = dot ? dot + 1 : NULL;
		t = f->target;
		if (at && !t) {
			good = false;
			tell_no_reference(f, why);
		}
	}
	str_free(&name);
	return good;
}

bool exprword_is_code(const struct def_field *f, const char *word)
{
	return f && f->codes && def_code_find(f->codes, word) != NULL;
}

/* ---- literals ------------------------------------------------------------------------------------ */

static bool refuse(struct str *why, const struct def_field *f, const char *wants, const char *text)
{
	str_clear(why);
	str_addf(why, "“%s”要与%s比较，“%s”不是", f->label, wants, text);
	return false;
}

static void read_date(struct expr *x, const char *text, const struct def_field *f)
{
	struct dateread read;
	struct date d = {0};

	if (!date_parse(&d, text) && (is_type(f, "date") || (*text >= '0' && *text <= '9'))) {
		dateread_typed(&read, text, d);
		if (read.fault == DATEREAD_OK || read.fault == DATEREAD_PARTIAL)
			d = read.date;
	}
	x->is_date = type_date_span(d, &x->first, &x->last);
}

static bool code_literal(
	struct expr *x, const char *text, const struct def_field *f, struct str *why)
{
	struct str out = {0};

	if (!f->codes)
		return true;
	bool good = f->type->parse(f, NULL, text, &out, why);
	if (good) {
		x->code = def_code_find(f->codes, text);
		mem_free(x->text);
		x->text = mem_strdup(str_c(&out));
	} else if (strstr(text, "且") || strstr(text, "或")) {
		str_add(why, "（“且”“或”的前后要空格）");
	}
	str_free(&out);
	return good;
}

static bool number_literal(
	struct expr *x, const char *text, const struct def_field *f, struct str *why)
{
	int64_t fen;

	if (!is_type(f, "money"))
		return x->is_number ? true : refuse(why, f, "数字", text);
	if (!money_parse(&fen, text) || fen > INT64_MAX / FEN || fen < -(INT64_MAX / FEN))
		return refuse(why, f, "金额", text);
	x->is_number = true;
	x->number = fen * FEN;
	return true;
}

/* Text as the field's type would store it; as it is where the type does not want it (a part of a phone number). */
static void stored_form(struct expr *x, const char *text, const struct def_field *f)
{
	struct str out = {0}, why = {0};

	x->constant = f && !is_type(f, "computed") && f->type->parse(f, NULL, text, &out, &why);
	if (x->constant && out.n) {
		mem_free(x->text);
		x->text = mem_strdup(out.at);
	}
	str_free(&out);
	str_free(&why);
}

static bool by_type(struct expr *x, const char *text, const struct def_field *f, struct str *why)
{
	x->constant = true;
	if (is_type(f, "code"))
		return code_literal(x, text, f, why);
	if (is_type(f, "number") || is_type(f, "money"))
		return number_literal(x, text, f, why);
	if (is_type(f, "date"))
		return x->is_date ? true : refuse(why, f, "日期", text);
	stored_form(x, text, f);
	if (is_type(f, "yesno") && !x->constant)
		return refuse(why, f, "“是”或“否”", text);
	return true;
}

static bool read_literal(struct expr *x, const char *text, const struct def_field *f,
	enum expr_op op, struct str *why)
{
	struct str clean = {0}, folded = {0};
	bool part = op == OP_LIKE || op == OP_UNLIKE;

	/* Only ~ and references look for the folded text. */
	bool known = f && f->type && !is_type(f, "ref") && !is_type(f, "computed");
	fold_clean(&clean, text);
	if (part || !known)
		fold_find(&folded, str_c(&clean));
	x->text = str_take(&clean);
	x->folded = str_take(&folded);
	if (!x->text)
		x->text = mem_strdup("");
	if (!x->folded)
		x->folded = mem_strdup("");
	x->is_number = type_number_read(x->text, &x->number);
	read_date(x, x->text, f);
	if (!f || part || !*x->text)
		return true;
	char *typed = mem_strdup(x->text);
	bool good = by_type(x, typed, f, why);
	mem_free(typed);
	return good;
}

bool exprword_literal(struct expr *x, const char *text, const struct def_field *f, enum expr_op op,
	struct str *why)
{
	bool good = read_literal(x, text, f, op, why);

	x->n_text = strlen(x->text);
	return good;
}

bool exprword_span(struct expr *x, const char *text)
{
	static const struct {
		const char *unit;
		int days, months;
	} units[] = {{"d", 1, 0}, {"天", 1, 0}, {"日", 1, 0}, {"w", 7, 0}, {"周", 7, 0},
		{"m", 0, 1}, {"月", 0, 1}, {"个月", 0, 1}, {"y", 0, 12}, {"年", 0, 12}};
	size_t n = strspn(text, "0123456789");

	if (n == 0 || n > 5)
		return false;
	int count = atoi(text);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (text_eq(text + n, units[i].unit)) {
			x->days = count * units[i].days;
			x->months = count * units[i].months;
			return true;
		}
	return false;
}
