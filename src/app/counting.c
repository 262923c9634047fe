#include <binggui/app/counting.h>

#include <binggui/base/mem.h>
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
	return text_blank(typed) ||
	       period_read(typed, c->archive->types.today, &c->since, &c->until, e);
}

/* Some field that refers to areas: it knows how one is typed. */
static const struct def_field *area_field(const struct archive *a)
{
	const struct def_table *t = defs_table(a->defs, "area");

	return t ? t->tree : NULL;
}

bool counting_area(struct counting *c, const char *typed, struct err *e)
{
	const struct def_field *f = area_field(c->archive);
	struct str why = {0};

	str_clear(&c->area);
	str_clear(&c->area_name);
	if (text_blank(typed))
		return true;
	if (!f)
		return err_set(e, ERR_CONFIG, "定义文件里没有行政区划（area）");
	bool ok = type_parse(f, &c->archive->types, typed, &c->area, &why) ||
		  err_set(e, ERR_USAGE, "区划“%s”：%s", typed, str_c(&why));
	if (ok)
		type_format(f, &c->archive->types, str_c(&c->area), &c->area_name);
	str_free(&why);
	return ok;
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

const struct def_table *counting_table(const struct archive *a, uint32_t number)
{
	for (size_t i = 0; i < a->defs->n; i++)
		if (a->defs->tables[i]->number == number)
			return a->defs->tables[i];
	return NULL;
}
