#include <binggui/domain/figure.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/figure_pass.h>
#include <binggui/domain/rounding.h>
#include <binggui/table/journal.h>
#include <binggui/table/table.h>

enum { TRIES = 3 };

/* ---- which -------------------------------------------------------------------------------------- */

struct wanted {
	const struct def_figure **at;
	size_t n, cap;
};

static void want(struct wanted *w, const struct def_figure *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i] == f)
			return;
	vec_push(w, f);
}

/* What those that are wanted need themselves. */
static void want_needed(struct wanted *w)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct def_figure *f = w->at[i];
		want(w, f->over);
		want(w, f->under);
		want(w, f->against);
	}
}

const struct def_figure **figures_of_sheet(
	const struct def_figures *all, const struct def_sheet *s, size_t *n)
{
	struct wanted w = {0};

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->at[i].n; k++)
			want(&w, s->at[i].at[k]);
	for (size_t i = 0; i < all->n_checks; i++) {
		const struct def_side *sides[] = {&all->checks[i].left, &all->checks[i].right};
		if (!figuredef_concerns(&all->checks[i], s))
			continue;
		for (size_t k = 0; k < 2; k++)
			for (size_t j = 0; j < sides[k]->n; j++)
				want(&w, sides[k]->at[j].figure);
	}
	for (size_t i = 0; i < all->n; i++) /* what only the text says */
		if (figuredef_quotes(s, all->at[i]->key))
			want(&w, all->at[i]);
	*n = w.n;
	return w.at;
}

/* ---- values --------------------------------------------------------------------------------------- */

static void empty(struct figures *f)
{
	for (size_t i = 0; i < f->n; i++)
		figure_value_free(&f->at[i]);
	mem_free(f->at);
	mem_free(f->footings);
	*f = (struct figures){0};
}

void figures_free(struct figures *f)
{
	empty(f);
}

const struct figure_value *figures_value(const struct figures *f, const struct def_figure *of)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->at[i].figure == of)
			return &f->at[i];
	return NULL;
}

static void value_ratio(const struct figures *f, struct figure_value *v)
{
	const struct figure_value *over = figures_value(f, v->figure->over);
	const struct figure_value *under = figures_value(f, v->figure->under);

	v->known = over && under && over->known && under->known && under->value > 0;
	if (v->known)
		v->value = rounding_permille(over->value, under->value);
}

/* ---- the walks -------------------------------------------------------------------------------------- */

struct passes {
	struct figure_pass *at;
	size_t n, cap;
	size_t done;
};

static struct figure_pass *pass_over(struct passes *p, const struct def_table *t)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->at[i].table == t)
			return &p->at[i];
	struct figure_pass *made = vec_add(p);
	made->table = t;
	return made;
}

static void passes_of(struct passes *p, struct figures *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct figure_value *v = &f->at[i];
		for (size_t k = 0; v->known && k < v->figure->n_parts; k++) {
			const struct def_part *part = &v->figure->parts[k];
			figure_pass_add(pass_over(p, part->of), part, v, (unsigned)k);
		}
	}
}

/* Registers that others hang on come first: where their records lie need not be read again. */
static void owners_first(struct passes *p)
{
	size_t first = 0;

	for (size_t i = 0; i < p->n; i++) {
		for (size_t k = 0; k < p->n; k++)
			if (k != i && whereabouts_through(p->at[k].table, p->at[i].table))
				p->at[i].owner = true;
		if (!p->at[i].owner)
			continue;
		struct figure_pass one = p->at[i];
		memmove(&p->at[first + 1], &p->at[first], (i - first) * sizeof one);
		p->at[first++] = one;
	}
}

static bool passes_run(struct passes *p, const struct figure_ask *ask, struct figures *f,
	struct whereabouts *w, struct err *e)
{
	size_t all = 0;
	bool ok = true;

	for (size_t i = 0; i < p->n; i++)
		all += (size_t)archive_count(ask->archive, p->at[i].table);
	for (size_t i = 0; ok && i < p->n; i++) {
		struct figure_pass *pass = &p->at[i];
		pass->ask = ask;
		pass->whereabouts = w;
		pass->env = ask->archive->env;
		pass->env.since = ask->since;
		pass->env.until = ask->until;
		date_format(ask->since, pass->since);
		date_format(ask->until, pass->until);
		pass->done = &p->done;
		pass->all = all;
		pass->footing.table = pass->table;
		ok = figure_pass_run(pass, e);
		if (ok && pass->footing.rows) {
			f->footings = vec_grow_(f->footings, &f->cap_footings, f->n_footings + 1,
				sizeof *f->footings);
			f->footings[f->n_footings++] = pass->footing;
		}
	}
	return ok;
}

/* A group by a reference is told by what the reference shows. */
static void name_groups(struct figure_value *v, struct archive *a)
{
	const struct def_path *path = &v->figure->group;
	struct str text = {0};

	if (!path->n || !path->at[path->n - 1]->target)
		return;
	for (size_t i = 0; i < v->n_groups; i++) {
		type_format(path->at[path->n - 1], &a->types, v->groups[i].label, &text);
		mem_free(v->groups[i].label);
		v->groups[i].label = mem_strdup(str_c(&text));
	}
	str_free(&text);
}

/* Of those counted, the ones that were met more often than a number of their own; none set, none met too often. */
static bool keep_more(struct figure_value *v, struct archive *a, struct err *e)
{
	const struct def_figure *f = v->figure;
	struct record r = {0};
	bool ok = true;

	if (!f->more_than)
		return true;
	const struct def_path *by = &f->parts[0].by[0];
	for (size_t i = 0; ok && i < v->ids.n; i++) {
		ok = table_get(a, by->at[by->n - 1]->target, v->ids.at[i].id, &r, e);
		const char *most = ok ? record_field(&r, f->more_than) : "";
		if (!*most || v->ids.at[i].times <= strtod(most, NULL))
			v->ids.at[i].parts = 0;
	}
	idset_keep(&v->ids, 1);
	v->value = (int64_t)v->ids.n;
	record_free(&r);
	return ok;
}

static bool run_once(
	struct figures *out, const struct figure_ask *ask, const struct wanted *w, struct err *e)
{
	struct passes passes = {0};
	bool in = ask->area && *ask->area;
	struct whereabouts *where = in ? whereabouts_new(ask->archive, ask->area) : NULL;

	out->at = mem_array(w->n, sizeof *out->at);
	out->n = w->n;
	for (size_t i = 0; i < w->n; i++)
		figure_value_start(&out->at[i], w->at[i], ask);
	passes_of(&passes, out);
	if (in)
		owners_first(&passes);
	out->version = journal_last(ask->archive);
	archive_hold(ask->archive, true);
	bool ok = passes_run(&passes, ask, out, where, e) && archive_trouble(ask->archive, e);
	archive_hold(ask->archive, false);
	for (size_t i = 0; ok && i < out->n; i++)
		ok = keep_more(&out->at[i], ask->archive, e);
	for (size_t i = 0; i < out->n; i++)
		figure_value_finish(&out->at[i]), name_groups(&out->at[i], ask->archive);
	for (size_t i = 0; i < out->n; i++)
		if (out->at[i].figure->kind == FIGURE_RATIO)
			value_ratio(out, &out->at[i]);
	for (size_t i = 0; i < passes.n; i++)
		figure_pass_free(&passes.at[i]);
	vec_free(&passes);
	whereabouts_free(where);
	return ok;
}

bool figures_run(struct figures *out, const struct figure_ask *ask,
	const struct def_figure *const *wanted, size_t n, struct err *e)
{
	struct wanted w = {0};
	bool ok = false;

	*out = (struct figures){0};
	for (size_t i = 0; i < n; i++)
		want(&w, wanted[i]);
	want_needed(&w);
	for (unsigned i = 0; i < TRIES; i++) {
		uint64_t tick = archive_tick(ask->archive);
		empty(out);
		ok = run_once(out, ask, &w, e);
		out->moved = ok && archive_tick(ask->archive) != tick;
		if (!out->moved)
			break;
	}
	vec_free(&w);
	if (!ok)
		empty(out);
	return ok;
}

/* ---- shares --- */

void figure_share(const struct figures *f, const struct figure_value *v, struct str *out)
{
	const struct figure_value *whole =
		v->figure->against ? figures_value(f, v->figure->against) : NULL;

	str_clear(out);
	if (whole && v->known && whole->known)
		rounding_share(out, v->value, whole->value);
}
