#include <binggui/domain/figure_value.h>

#include <binggui/base/mem.h>
#include <binggui/domain/rounding.h>
#include <binggui/domain/whereabouts.h>

enum { FEN = 100, MILLION = 1000000, TENTHS = 10 };

static int64_t scale_of(const struct def_figure *f)
{
	if (f->kind == FIGURE_RATIO)
		return TENTHS;
	if (f->kind != FIGURE_SUM || !f->n_sum)
		return 1;
	return text_eq(f->sum[0]->type_name, "money") ? FEN : MILLION;
}

static bool has_place(const struct def_figure *f)
{
	for (size_t i = 0; i < f->n_parts; i++)
		if (!f->parts[i].n_place && !whereabouts_known(f->parts[i].of))
			return false;
	return true;
}

void figure_value_start(
	struct figure_value *v, const struct def_figure *f, const struct figure_ask *ask)
{
	*v = (struct figure_value){.figure = f, .scale = scale_of(f)};
	v->known = !ask->area || !*ask->area || has_place(f);
	v->parts = mem_array(f->n_parts, sizeof *v->parts);
	for (size_t i = 0; i < f->n_parts; i++)
		v->parts[i].label = mem_strdup(f->parts[i].label);
}

void figure_value_free(struct figure_value *v)
{
	for (size_t i = 0; v->parts && i < v->figure->n_parts; i++)
		mem_free(v->parts[i].label);
	for (size_t i = 0; i < v->n_groups; i++) {
		mem_free(v->groups[i].label);
		idset_free(&v->groups[i].ids);
	}
	mem_free(v->parts);
	mem_free(v->groups);
	idset_free(&v->ids);
}

/* In how many parts each was met. */
static void value_overlap(struct figure_value *v)
{
	size_t n = v->figure->n_parts;

	for (size_t i = 0; i < v->ids.n; i++) {
		uint32_t parts = v->ids.at[i].parts;
		v->met[__builtin_popcount(parts)]++;
		for (size_t k = 0; k < n && v->figure->kind == FIGURE_COUNT; k++)
			v->parts[k].value += parts >> k & 1;
	}
}

static void groups_sort(struct figure_value *v)
{
	for (size_t i = 1; i < v->n_groups; i++) {
		struct figure_slice one = v->groups[i];
		size_t at = i;
		for (; at > 0 && v->groups[at - 1].value < one.value; at--)
			v->groups[at] = v->groups[at - 1];
		v->groups[at] = one;
	}
}

/* Of a group only what was kept, counted as the figure is. */
static void keep_in_group(struct figure_value *v, struct figure_slice *group)
{
	struct idset kept = {0};

	group->value = 0;
	for (size_t i = 0; i < group->ids.n; i++) {
		const struct idset_one *one =
			idset_find(&v->ids, group->ids.at[i].table, group->ids.at[i].id);
		if (!one)
			continue;
		idset_add(&kept, one->table, one->id, one->parts);
		group->value += v->figure->times ? one->times : 1;
	}
	idset_free(&group->ids);
	group->ids = kept;
}

static void drop_empty_groups(struct figure_value *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->n_groups; i++) {
		keep_in_group(v, &v->groups[i]);
		if (v->groups[i].ids.n) {
			v->groups[n++] = v->groups[i];
			continue;
		}
		mem_free(v->groups[i].label);
		idset_free(&v->groups[i].ids);
	}
	v->n_groups = n;
}

/* What was met in each set of parts. */
static void keep_every(struct figure_value *v)
{
	const struct def_figure *f = v->figure;

	for (size_t i = 0; i < f->n_parts;) {
		unsigned set = f->parts[i].set;
		uint32_t bits = 0;
		for (; i < f->n_parts && f->parts[i].set == set; i++)
			bits |= 1u << i;
		idset_keep(&v->ids, bits);
	}
	v->value = f->times ? 0 : (int64_t)v->ids.n;
	for (size_t i = 0; f->times && i < v->ids.n; i++)
		v->value += v->ids.at[i].times;
}

void figure_value_finish(struct figure_value *v)
{
	const struct def_figure *f = v->figure;

	value_overlap(v);
	if (f->every)
		keep_every(v);
	idset_sort(&v->ids);
	if (f->every)
		drop_empty_groups(v);
	for (size_t i = 0; i < v->n_groups; i++)
		idset_sort(&v->groups[i].ids);
	groups_sort(v);
	if (f->kind == FIGURE_EARLIEST)
		v->known = v->known && !date_none(v->date);
	else if (f->kind == FIGURE_CONSTANT)
		v->value = f->constant;
	else if (f->kind == FIGURE_CHAPTERS)
		v->value = f->chapters ? (int64_t)f->chapters->n : 0;
}

/* ---- as text ----------------------------------------------------------------------------------------- */

void figure_print(const struct figure_value *v, struct str *out)
{
	const struct def_figure *f = v->figure;

	if (!v->known)
		str_set(out, "—");
	else if (f->kind == FIGURE_EARLIEST)
		rounding_date(out, v->date, f->round == ROUND_MONTH);
	else if (f->kind == FIGURE_RATIO)
		rounding_print(out, ROUND_WHOLE, v->value, v->scale, "%");
	else
		rounding_print(out, f->round, v->value, v->scale, f->unit);
}

void figure_exact(const struct figure_value *v, struct str *out)
{
	char text[DATE_TEXT];

	str_clear(out);
	if (!v->known)
		return;
	if (v->figure->kind == FIGURE_EARLIEST) {
		date_format(v->date, text);
		str_set(out, text);
	} else {
		rounding_exact(out, v->value, v->scale, v->figure->unit);
	}
}
