#include <binggui/domain/measure.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/nearest.h>

enum { LEVELS = 8, REFERENCE_BYTES = 256, YEAR_BYTES = 4, MONTH_BYTES = 7 };

void measure_free(struct measure *m)
{
	mem_free(m->path.at);
	mem_free(m->title);
	*m = (struct measure){0};
}

/* ---- reading --------------------------------------------------------------------------------- */

static const struct def_field *find(const struct def_table *t, const char *name, struct err *e)
{
	const struct def_field *f = def_field(t, name);
	struct nearest near;

	f = f ? f : def_field_labelled(t, name);
	if (f)
		return f;
	nearest_start(&near, name);
	for (size_t i = 0; i < t->n; i++) {
		nearest_try(&near, t->fields[i]->name);
		nearest_try(&near, t->fields[i]->label);
	}
	if (nearest_word(&near))
		err_set(e, ERR_USAGE, "%s没有字段“%s”；是不是“%s”？", t->title, name,
			nearest_word(&near));
	else
		err_set(e, ERR_USAGE, "%s没有字段“%s”", t->title, name);
	return NULL;
}

static bool read_path(struct measure *m, const struct def_table *t, char *text, struct err *e)
{
	char *rest = text;

	for (char *name; (name = strsep(&rest, ".")) != NULL;) {
		const struct def_field *f = t ? find(t, name, e) : NULL;
		if (!f)
			return t ? false : err_set(e, ERR_USAGE, "“%s”前面的字段不是引用", name);
		if (f->class == CLASS_SECRET && !f->codes)
			return err_set(e, ERR_USAGE, "“%s”是保密项，不能用来分组", f->label);
		vec_push(&m->path, f);
		t = f->target;
	}
	return true;
}

static bool read_part(struct measure *m, const char *word, struct err *e)
{
	static const struct {
		const char *word, *chinese;
		enum measure_part part;
		size_t n;
	} parts[] = {
		{"year", "年", MEASURE_YEAR, 0},
		{"month", "月", MEASURE_MONTH, 0},
		{"county", "县", MEASURE_LEVEL, 0},
		{"town", "镇", MEASURE_LEVEL, 1},
		{"village", "村", MEASURE_LEVEL, 2},
	};
	uint64_t step;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (text_eq(word, parts[i].word) || text_eq(word, parts[i].chinese)) {
			m->part = parts[i].part;
			m->n = parts[i].n;
			return true;
		}
	if (!text_to_u64(word, &step) || !step)
		return err_set(e, ERR_USAGE,
			"“:%s”不认识；日期可写 :year :month，区划可写 :town :village，数字可写 :10",
			word);
	m->part = MEASURE_STEP;
	m->n = (size_t)step;
	return true;
}

/* Whether the field has what is asked of it. */
static bool check_part(const struct measure *m, struct err *e)
{
	const struct def_field *f = m->path.at[m->path.n - 1];
	bool date = text_eq(f->type_name, "date"), tree = f->target && f->target->tree;
	bool fits = m->part == MEASURE_WHOLE || m->part == MEASURE_STEP ||
		    (m->part == MEASURE_LEVEL ? tree : date || f->computed);

	return fits ||
	       err_set(e, ERR_USAGE, "“%s”不能这样归并：年、月只用于日期，县、镇、村只用于区划",
		       f->label);
}

static void make_title(struct measure *m, const char *part)
{
	struct str title = {0};

	for (size_t i = 0; i < m->path.n; i++)
		str_addf(&title, "%s%s", i ? "的" : "", m->path.at[i]->label);
	if (part)
		str_addf(&title, "（%s）",
			m->part == MEASURE_YEAR                 ? "年"
			: m->part == MEASURE_MONTH              ? "月"
			: m->part == MEASURE_LEVEL && m->n == 0 ? "县"
			: m->part == MEASURE_LEVEL && m->n == 1 ? "镇"
			: m->part == MEASURE_LEVEL              ? "村"
								: part);
	m->title = mem_strdup(str_c(&title));
	str_free(&title);
}

bool measure_read(struct measure *m, const struct def_table *t, const char *text, struct err *e)
{
	*m = (struct measure){0};
	if (text_blank(text))
		return true;
	char *copy = mem_strdup(text), *part = strchr(copy, ':');
	if (part)
		*part++ = '\0';
	bool ok = read_path(m, t, copy, e) && (!part || read_part(m, part, e)) && check_part(m, e);
	if (ok)
		make_title(m, part);
	else
		measure_free(m);
	mem_free(copy);
	return ok;
}

const char *measure_title(const struct measure *m)
{
	return m->title ? m->title : "";
}

/* ---- values ---------------------------------------------------------------------------------- */

static const struct record *follow(
	const struct expr_env *env, const struct def_field *f, const char *text)
{
	char reference[REFERENCE_BYTES];
	size_t n = strcspn(text, "\n");

	if (!n || n >= sizeof reference || !env->follow)
		return NULL;
	memcpy(reference, text, n); /* a copy: following replaces what it stands in */
	reference[n] = '\0';
	return env->follow(env->context, f->target, reference);
}

/* The area `level` steps below the root on the way to this one; "" if it lies above that. */
static void climb(const struct expr_env *env, const struct def_field *f, const char *text,
	size_t level, struct str *out)
{
	char *way[LEVELS];
	size_t n = 0;
	const struct def_table *t = f->target;

	for (const char *at = text; *at && n < LEVELS;) {
		way[n++] = mem_strdup(at);
		const struct record *r = follow(env, f, at);
		at = r ? record_field(r, t->tree) : "";
	}
	str_set(out, n > level ? way[n - 1 - level] : "");
	while (n)
		mem_free(way[--n]);
}

static void cut(const char *text, size_t n, struct str *out)
{
	str_clear(out);
	if (strlen(text) >= n)
		str_addn(out, text, n);
}

/* 37 in tens is "30": the first of its step. */
static void step(const char *text, size_t n, struct str *out)
{
	char *end;
	long long v = strtoll(text, &end, 10);
	long long size = (long long)n;

	str_clear(out);
	if (end != text)
		str_addf(out, "%lld", (v - ((v % size) + size) % size));
}

static void add_value(const struct measure *m, const struct expr_env *env, const char *text,
	struct def_words *out)
{
	struct str key = {0};

	switch (m->part) {
	case MEASURE_YEAR:
		cut(text, YEAR_BYTES, &key);
		break;
	case MEASURE_MONTH:
		cut(text, MONTH_BYTES, &key);
		break;
	case MEASURE_LEVEL:
		climb(env, m->path.at[m->path.n - 1], text, m->n, &key);
		break;
	case MEASURE_STEP:
		step(text, m->n, &key);
		break;
	default:
		str_set(&key, text);
	}
	vec_push(out, mem_strdup(str_c(&key)));
	str_free(&key);
}

/* The text at the end of the path; in `text`, which is replaced. */
static void path_text(const struct measure *m, const struct record *r, const struct expr_env *env,
	struct str *text)
{
	struct record copy = {0};

	str_clear(text);
	for (size_t i = 0; i + 1 < m->path.n && r; i++)
		r = follow(env, m->path.at[i], record_field(r, m->path.at[i]));
	const struct def_field *last = m->path.at[m->path.n - 1];
	if (r && last->computed) {
		record_copy(&copy, r);
		expr_value(last->computed, &copy, env, text);
		record_free(&copy);
	} else if (r) {
		str_set(text, record_field(r, last));
	}
}

void measure_values(const struct measure *m, const struct record *r, const struct expr_env *env,
	struct def_words *out)
{
	struct str text = {0};

	if (!m->path.n) {
		vec_push(out, mem_strdup(""));
		return;
	}
	path_text(m, r, env, &text);
	char *rest = text.n ? text.at : NULL;
	if (!rest)
		add_value(m, env, "", out);
	for (char *line; (line = strsep(&rest, "\n")) != NULL;)
		add_value(m, env, line, out);
	str_free(&text);
}

void measure_show(const struct measure *m, struct archive *a, const char *key, struct str *out)
{
	const struct def_field *f = m->path.n ? m->path.at[m->path.n - 1] : NULL;

	str_clear(out);
	if (!*key)
		return;
	if (m->part == MEASURE_YEAR)
		str_addf(out, "%s年", key);
	else if (m->part == MEASURE_MONTH)
		str_addf(out, "%.4s年%d月", key, atoi(key + 5));
	else if (m->part == MEASURE_STEP)
		str_addf(out, "%s-%lld", key, atoll(key) + (long long)m->n - 1);
	else if (f && !f->computed)
		type_format(f, &a->types, key, out);
	else
		str_set(out, key);
}

size_t measure_rank(const struct measure *m, const char *key)
{
	const struct def_field *f = m->path.n ? m->path.at[m->path.n - 1] : NULL;

	for (size_t i = 0; f && f->codes && i < f->codes->n; i++)
		if (text_eq(f->codes->at[i].label, key))
			return i;
	return SIZE_MAX;
}
