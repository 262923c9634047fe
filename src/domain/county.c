#include <binggui/domain/county.h>

#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/check.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>
#include <binggui/text/sheet.h>

enum { CHUNK = 200, LIST_MOST = 64 << 20 };

/* A new record, held until its chunk is saved. */
struct made {
	const struct def_table *table;
	struct record record;
};

struct county {
	struct archive *archive;
	const struct def_table *areas, *stations;
	struct {
		struct made *at;
		size_t n, cap;
	} made;
	struct county_result *result;
	struct str code, name; /* of the county itself */
};

/* ---- saving ---------------------------------------------------------------------------------- */

static void drop_made(struct county *c)
{
	for (size_t i = 0; i < c->made.n; i++)
		record_free(&c->made.at[i].record);
	vec_clear(&c->made);
}

static bool flush(struct county *c, struct err *e)
{
	struct change *changes = mem_array(c->made.n + 1, sizeof *changes);
	struct save_options options = {.reason = "装入行政区划", .skip_check = true};

	for (size_t i = 0; i < c->made.n; i++) {
		changes[i].table = c->made.at[i].table;
		changes[i].record = &c->made.at[i].record;
	}
	bool ok = !c->made.n || table_save(c->archive, changes, c->made.n, &options, e);
	for (size_t i = 0; i < c->made.n; i++) {
		if (ok && c->made.at[i].table == c->areas)
			c->result->areas++;
		else if (ok)
			c->result->stations++;
		change_free(&changes[i]);
	}
	mem_free(changes);
	drop_made(c);
	return ok;
}

static void put(struct record *r, const struct def_table *t, const char *field, const char *text)
{
	const struct def_field *f = def_field(t, field);

	if (f)
		record_set(r, f->number, text);
}

/* The record is the callee's.  One whose code is there already is left as it is. */
static bool add(struct county *c, const struct def_table *t, struct record *r, struct err *e)
{
	const struct def_field *key = def_field(t, "code");
	uint64_t id;
	struct err none;

	if (table_by_unique(c->archive, t, key, record_field(r, key), &id, &none)) {
		record_free(r);
		return true;
	}
	check_derive(t, r, &c->archive->types);
	vec_push(&c->made, ((struct made){t, *r}));
	return c->made.n < CHUNK || flush(c, e);
}

/* ---- one area -------------------------------------------------------------------------------- */

/* The columns of a list, by their English names. */
static const char *const columns[] = {"code", "parent", "kind", "name", "full_name"};
enum { CODE, PARENT, KIND, NAME, FULL_NAME, COLUMNS };

static bool all_digits(const char *text)
{
	return strlen(text) == 12 && strspn(text, "0123456789") == 12;
}

static bool add_area(struct county *c, const char *const values[COLUMNS], struct err *e)
{
	struct record r = {0};
	struct str kind = {0}, why = {0};
	const struct def_field *f = def_field(c->areas, "kind");
	bool county = text_ends(values[CODE], "000000");

	put(&r, c->areas, "code", values[CODE]);
	put(&r, c->areas, "name", values[NAME]);
	put(&r, c->areas, "full_name", values[FULL_NAME]);
	if (!county)
		put(&r, c->areas, "parent", values[PARENT]);
	if (f && type_parse(f, &c->archive->types, values[KIND], &kind, &why))
		record_set(&r, f->number, str_c(&kind));
	if (county && !c->code.n) {
		str_set(&c->code, values[CODE]);
		str_set(&c->name, *values[FULL_NAME] ? values[FULL_NAME] : values[NAME]);
	}
	str_free(&kind);
	str_free(&why);
	return add(c, c->areas, &r, e);
}

/* 镇坪县退役军人服务中心, 城关镇退役军人服务站, 城关镇文彩村退役军人服务站. */
static bool add_station(struct county *c, const char *const values[COLUMNS], struct err *e)
{
	struct record r = {0};
	struct str name = {0};
	const char *code = values[CODE], *full = values[FULL_NAME];
	bool county = text_ends(code, "000000"), town = !county && text_ends(code, "000");
	const char *behind = str_c(&c->name);

	if (!c->stations)
		return true;
	str_add(&name, !town && !county && *behind && text_starts(full, behind)
			       ? full + strlen(behind)
			       : values[NAME]);
	str_add(&name, county ? "退役军人服务中心" : "退役军人服务站");
	put(&r, c->stations, "code", code);
	put(&r, c->stations, "name", name.at);
	put(&r, c->stations, "level", county ? "县中心" : town ? "镇站" : "村站");
	put(&r, c->stations, "area", code);
	str_free(&name);
	return add(c, c->stations, &r, e);
}

/* ---- a list ---------------------------------------------------------------------------------- */

static bool find_columns(const struct row *head, long at[COLUMNS], const char *path, struct err *e)
{
	for (int i = 0; i < COLUMNS; i++) {
		at[i] = -1;
		for (size_t k = 0; k < head->n; k++)
			if (text_eq(head->cells[k].text, columns[i]))
				at[i] = (long)k;
	}
	if (at[CODE] < 0 || at[NAME] < 0)
		return err_set(
			e, ERR_DATA, "%s 不是行政区划表：第一行要有 code 和 name 两个栏目名", path);
	return true;
}

typedef bool area_row(struct county *c, const char *const values[COLUMNS], struct err *e);

static bool each_row(struct county *c, const struct sheet *s, const long at[COLUMNS],
	const char *path, area_row *call, struct err *e)
{
	const char *values[COLUMNS];

	for (size_t i = 1; i < s->n; i++) {
		if (sheet_row_blank(&s->rows[i]))
			continue;
		for (int k = 0; k < COLUMNS; k++)
			values[k] = at[k] < 0 ? "" : sheet_text(&s->rows[i], (size_t)at[k]);
		if (!all_digits(values[CODE]) || !*values[NAME])
			return err_set(e, ERR_DATA, "%s 第%zu行：要有12位区划代码和名称", path,
				s->rows[i].number);
		if (!call(c, values, e))
			return false;
	}
	return flush(c, e);
}

static bool load_file(struct county *c, const char *path, struct err *e)
{
	struct sheet_options options = {.max_bytes = LIST_MOST};
	struct book b;
	long at[COLUMNS];

	if (!sheet_open(&b, path, &options, e))
		return false;
	const struct sheet *s = b.n ? &b.sheets[0] : NULL;
	bool ok = s && s->n ? find_columns(&s->rows[0], at, path, e)
			    : err_set(e, ERR_DATA, "%s 是空的", path);
	ok = ok && each_row(c, s, at, path, add_area, e) &&
	     each_row(c, s, at, path, add_station, e);
	sheet_close(&b);
	return ok;
}

static bool load_dir(struct county *c, const char *dir, struct err *e)
{
	struct file_names names = {0};
	struct str path = {0};
	bool ok = file_list(dir, ".csv", &names, e);

	if (ok && !names.n)
		ok = err_set(e, ERR_NOINPUT, "%s 里没有行政区划表（*.csv）", dir);
	for (size_t i = 0; ok && i < names.n; i++) {
		file_join(&path, dir, names.at[i]);
		ok = load_file(c, path.at, e);
	}
	file_names_free(&names);
	str_free(&path);
	return ok;
}

bool county_load(struct archive *a, const char *path, struct county_result *result, struct err *e)
{
	struct county c = {.archive = a,
		.areas = defs_table(a->defs, "area"),
		.stations = defs_table(a->defs, "station"),
		.result = result};
	bool ok = c.areas != NULL;

	*result = (struct county_result){0};
	if (!ok)
		err_set(e, ERR_CONFIG, "screens/ 里没有行政区划（area），不能装入区划");
	else
		ok = file_is_dir(path) ? load_dir(&c, path, e) : load_file(&c, path, e);
	if (ok && c.code.n)
		ok = archive_set(a, "county", str_c(&c.code), e) &&
		     archive_set(a, "county_name", str_c(&c.name), e);
	drop_made(&c);
	vec_free(&c.made);
	str_free(&c.code);
	str_free(&c.name);
	return ok;
}

bool county_code(struct archive *a, struct str *out, struct err *e)
{
	return archive_setting(a, "county", out, e);
}
