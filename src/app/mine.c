#include <binggui/app/mine.h>

#include <binggui/app/asking.h>
#include <binggui/schema/exprtree.h>
#include <binggui/table/query.h>
#include <binggui/table/table.h>

struct search {
	const char *name;
	const struct def_field *of_name, *of_station;
	struct str station;
	size_t n;
};

static bool take_staff(void *context, const struct record *r)
{
	struct search *s = context;

	if (!text_eq(record_field(r, s->of_name), s->name))
		return true;
	str_set(&s->station, record_field(r, s->of_station));
	return ++s->n < 2;
}

/* The station of the one member of staff who is called like the user. */
static bool station_of(struct app *app, struct str *out)
{
	const struct def_table *staff = defs_table(app->archive->defs, "staff");
	struct search s = {.name = app->options.user};
	struct err e = {0};

	s.of_name = staff ? def_field(staff, "name") : NULL;
	s.of_station = staff ? def_field(staff, "station") : NULL;
	bool ok = s.of_name && s.of_station &&
		  query_run(app->archive, staff, NULL, take_staff, &s, &e) && s.n == 1;
	str_set(out, ok ? str_c(&s.station) : "");
	str_free(&s.station);
	return out->n > 0;
}

void mine_area(struct app *app, struct str *out)
{
	const struct def_table *stations = defs_table(app->archive->defs, "station");
	const struct def_field *area = stations ? def_field(stations, "area") : NULL;
	struct str station = {0};
	struct record r = {0};
	struct err e = {0};

	str_set(out, app->options.area    ? app->options.area
		     : app->settings.area ? app->settings.area
					  : "");
	if (!out->n && area && station_of(app, &station) &&
		table_by_reference(app->archive, stations, str_c(&station), &r, &e))
		str_set(out, record_field(&r, area));
	record_free(&r);
	str_free(&station);
}

void mine_area_name(struct app *app, struct str *out)
{
	const struct def_table *areas = defs_table(app->archive->defs, "area");
	const struct def_field *name = areas ? def_field(areas, "name") : NULL;
	struct str key = {0};
	struct record r = {0};
	struct err e = {0};

	mine_area(app, &key);
	str_clear(out);
	if (key.n && name && table_by_reference(app->archive, areas, str_c(&key), &r, &e))
		str_set(out, record_field(&r, name));
	else
		str_set(out, str_c(&key));
	record_free(&r);
	str_free(&key);
}

void mine_condition(
	const struct def_table *t, const char *condition, const char *area, struct str *out)
{
	const struct expr *place = t->place;

	str_set(out, condition);
	if (!place || place->kind != EXPR_FIELD || !*area)
		return;
	str_clear(out);
	if (!text_blank(condition))
		str_addf(out, "(%s) and ", condition);
	for (size_t i = 0; i < place->n_path; i++)
		str_addf(out, "%s%s", i ? "." : "", place->path[i]->name);
	str_addf(out, " within \"%s\"", area);
}

/* By itself, so that brackets in it cannot reach around what is added to it. */
static bool reads(struct app *app, const struct def_table *t, const char *condition, struct err *e)
{
	struct expr *x =
		text_blank(condition) ? NULL : expr_parse(condition, t, app->archive->defs, e);
	bool ok = x || text_blank(condition);

	expr_free(x);
	return ok;
}

bool mine_where(struct app *app, const struct def_table *t, struct str *out, struct err *e)
{
	const char *where = app->options.where ? app->options.where : "";
	struct str area = {0};
	bool ok = asking_area(app->archive, app->options.area, &area, NULL, e);

	str_set(out, where);
	if (ok && area.n) {
		ok = reads(app, t, where, e);
		mine_condition(t, where, str_c(&area), out);
		if (ok && text_eq(str_c(out), where))
			ok = err_set(e, ERR_USAGE, "《%s》不按区划管理，不能用 --area", t->title);
	}
	str_free(&area);
	return ok;
}
