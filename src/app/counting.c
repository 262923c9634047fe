#include <binggui/app/counting.h>

#include <binggui/app/asking.h>
#include <binggui/base/mem.h>
#include <binggui/domain/frozen.h>
#include <binggui/domain/period.h>

static const struct def_sheet *find_sheet(
	const struct def_figures *all, const char *name, struct err *e)
{
	struct str known = {0};

	for (size_t i = 0; i < all->n_sheets; i++) {
		const struct def_sheet *s = all->sheets[i];
		if (!name || text_eq(s->key, name) || text_eq(s->title, name)) {
			str_free(&known);
			return s;
		}
		str_addf(&known, "%s%s（%s）", i ? "、" : "", s->key, s->title);
	}
	if (all->n_sheets)
		err_set(e, ERR_USAGE, "没有报表“%s”，有的是：%s", name, str_c(&known));
	else
		err_set(e, ERR_CONFIG, "定义文件里没有报表（sheets:）");
	str_free(&known);
	return NULL;
}

bool counting_open(struct counting *c, struct archive *a, const char *sheet, struct err *e)
{
	*c = (struct counting){.archive = a};
	c->sheet = find_sheet(a->defs->figures, sheet, e);
	if (!c->sheet)
		return false;
	c->until = a->types.today;
	c->since =
		date_none(c->sheet->since) ? (struct date){c->until.year, 1, 1} : c->sheet->since;
	if (date_cmp(c->since, c->until) > 0)
		c->since = (struct date){c->until.year, 1, 1};
	return true;
}

void counting_close(struct counting *c)
{
	figures_free(&c->figures);
	str_free(&c->area);
	str_free(&c->area_name);
}

bool counting_period(struct counting *c, const char *typed, struct err *e)
{
	struct date since, until;

	if (text_blank(typed))
		return true;
	if (!period_read(typed, c->archive->types.today, &since, &until, e))
		return false;
	c->since = since;
	c->until = until;
	return true;
}

bool counting_area(struct counting *c, const char *typed, struct err *e)
{
	return asking_area(c->archive, typed, &c->area, &c->area_name, e);
}

bool counting_run(struct counting *c, bool (*progress)(void *context, size_t done, size_t all),
	void *context, struct err *e)
{
	struct figure_ask ask = {
		.archive = c->archive,
		.since = c->since,
		.until = c->until,
		.area = str_c(&c->area),
		.progress = progress,
		.context = context,
	};
	struct figures made;
	size_t n;
	const struct def_figure **wanted =
		figures_of_sheet(c->archive->defs->figures, c->sheet, &n);

	bool ok = figures_run(&made, &ask, wanted, n, e);
	mem_free(wanted);
	if (!ok)
		return false;
	figures_free(&c->figures);
	c->figures = made;
	c->counted = true;
	return true;
}

struct figure_sheet counting_sheet(const struct counting *c)
{
	return (struct figure_sheet){
		.figures = &c->figures,
		.defs = c->archive->defs->figures,
		.sheet = c->sheet,
		.since = c->since,
		.until = c->until,
		.today = c->archive->types.today,
		.area = str_c(&c->area_name),
	};
}

bool counting_freeze(struct counting *c, const char *note, uint64_t *id, struct err *e)
{
	struct figure_sheet s = counting_sheet(c);

	return frozen_make(c->archive, &s, str_c(&c->area), note ? note : "", id, e);
}

/* ---- side by side ---------------------------------------------------------------------------- */

typedef bool counting_progress(void *context, size_t done, size_t all);

/* What was frozen, and the same period and area now. */
static bool against_frozen(struct counting *c, uint64_t id, struct comparison *out,
	counting_progress *progress, void *context, struct err *e)
{
	struct frozen f;
	struct counting now = {0};

	if (!frozen_read(c->archive, id, &f, e))
		return false;
	bool ok = counting_open(&now, c->archive, f.sheet, e) && counting_area(&now, f.area, e);
	now.since = f.since;
	now.until = f.until;
	ok = ok && counting_run(&now, progress, context, e) &&
	     comparison_add_frozen(out, 0, c->archive, &f, e);
	if (ok) {
		struct figure_sheet s = counting_sheet(&now);
		comparison_add(out, 1, &s);
	}
	counting_close(&now);
	frozen_free(&f);
	return ok;
}

static bool against_other(struct counting *c, const char *with, struct comparison *out,
	counting_progress *progress, void *context, struct err *e)
{
	struct counting other = {0};
	struct err period = {0};
	bool ok = counting_open(&other, c->archive, c->sheet->key, e);

	if (ok && counting_period(&other, with, &period)) {
		str_set(&other.area, str_c(&c->area));
		str_set(&other.area_name, str_c(&c->area_name));
	} else if (ok) {
		other.since = c->since;
		other.until = c->until;
		ok = counting_area(&other, with, e);
	}
	ok = ok && counting_run(c, progress, context, e) &&
	     counting_run(&other, progress, context, e);
	if (ok) {
		struct figure_sheet a = counting_sheet(c), b = counting_sheet(&other);
		comparison_add(out, 0, &a);
		comparison_add(out, 1, &b);
	}
	counting_close(&other);
	return ok;
}

bool counting_compare(struct counting *c, const char *with, struct comparison *out,
	counting_progress *progress, void *context, struct err *e)
{
	uint64_t id;

	*out = (struct comparison){0};
	bool ok = record_id_parse(with, &id) ? against_frozen(c, id, out, progress, context, e)
					     : against_other(c, with, out, progress, context, e);
	if (ok)
		comparison_finish(out);
	else
		comparison_free(out);
	return ok;
}

const struct def_table *counting_table(const struct archive *a, uint32_t number)
{
	for (size_t i = 0; i < a->defs->n; i++)
		if (a->defs->tables[i]->number == number)
			return a->defs->tables[i];
	return NULL;
}
