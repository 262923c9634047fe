#include <binggui/domain/areaplan.h>

#include <string.h>

#include <binggui/domain/referring.h>

void areachange_free(struct areachange *c)
{
	vec_free(&c->old);
	vec_free(&c->people);
	*c = (struct areachange){0};
}

void areachange_plan_free(struct areachange_plan *p)
{
	map_free(&p->seen);
	vec_free(&p->moves);
	vec_free(&p->closing);
	*p = (struct areachange_plan){0};
}

/* ---- the registers --------------------------------------------------------------------------- */

static const struct def_table *table_of(const struct areachange *c, const char *name)
{
	return defs_table(c->archive->defs, name);
}

static const char *get(const struct def_table *t, const struct record *r, const char *field)
{
	const struct def_field *f = t ? def_field(t, field) : NULL;

	return f ? record_field(r, f) : "";
}

static bool has_id(const struct ids *ids, uint64_t id)
{
	for (size_t i = 0; i < ids->n; i++)
		if (ids->at[i] == id)
			return true;
	return false;
}

/* ---- the plan -------------------------------------------------------------------------------- */

static void add_move(struct areachange_plan *p, const struct def_table *t, uint64_t id)
{
	struct str key = {0};

	str_addf(&key, "%s %llu", t->name, (unsigned long long)id);
	bool known = map_has(&p->seen, str_c(&key));
	map_put(&p->seen, str_c(&key), p);
	str_free(&key);
	if (!known)
		vec_push(&p->moves, ((struct areachange_move){t, id}));
}

/* The station that works in an area; 0 = none. */
static bool station_of(const struct areachange *c, const char *code, uint64_t *id, struct err *e)
{
	const struct def_table *t = table_of(c, "station");
	const struct def_field *f = t ? def_field(t, "area") : NULL;

	*id = 0;
	if (f && f->unique)
		table_by_unique(c->archive, t, f, code, id, e);
	return !e || e->code == ERR_OK;
}

/* Who takes over the stations of the areas that go. */
static bool plan_stations(const struct areachange *c, struct areachange_plan *p, struct err *e)
{
	const struct def_table *area = table_of(c, "area"), *station = table_of(c, "station");
	struct record r = {0};
	bool ok = !c->rest || table_get(c->archive, area, c->rest, &r, e);

	ok = ok && station_of(c, c->rest ? get(area, &r, "code") : c->code, &p->heir, e);
	for (size_t i = 0; ok && i < c->old.n; i++) {
		uint64_t id = 0;
		ok = table_get(c->archive, area, c->old.at[i], &r, e) &&
		     station_of(c, get(area, &r, "code"), &id, e);
		if (!ok || !id || id == p->heir)
			continue;
		if (p->heir) {
			vec_push(&p->closing, id);
		} else {
			p->heir = id;
			add_move(p, station, id);
		}
	}
	record_free(&r);
	return ok;
}

/* Whether a reference of that field follows: not what became of other areas, nor stations (planned apart). */
static bool follows(const struct areachange *c, const struct referrer *r)
{
	return !text_eq(r->field->name, "succ") && r->table != table_of(c, "station") &&
	       !(r->table == table_of(c, "area") && has_id(&c->old, r->id));
}

static bool plan_referring(const struct areachange *c, struct areachange_plan *p, struct err *e)
{
	const struct def_table *area = table_of(c, "area");
	struct referring all = {0};
	struct record r = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < c->old.n; i++) {
		ok = table_get(c->archive, area, c->old.at[i], &r, e) &&
		     referring_find(c->archive, area, &r, &all, e);
		for (size_t k = 0; ok && k < all.n; k++)
			if (follows(c, &all.at[k]))
				add_move(p, all.at[k].table, all.at[k].id);
	}
	referring_free(&all);
	record_free(&r);
	return ok;
}

/* Of a split: households and grids all of whose people go, go with them. */
struct counting {
	const struct areachange *change;
	const struct def_table *person;
	const struct def_field *field; /* person.household, person.grid */
	const char *reference;
	size_t go, stay;
};

static bool count_member(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct counting *c = context;

	if (span_is(record_peek(bytes, n, c->field->number), c->reference)) {
		if (has_id(&c->change->people, id))
			c->go++;
		else
			c->stay++;
	}
	return true;
}

static bool plan_container(
	const struct areachange *c, struct areachange_plan *p, const char *field, struct err *e)
{
	const struct def_table *person = table_of(c, "person");
	const struct def_field *f = def_field(person, field);
	struct record r = {0}, held = {0};
	struct map done = {0};
	bool ok = true;

	for (size_t i = 0; ok && f && f->target && i < c->people.n; i++) {
		struct counting counting = {c, person, f, NULL, 0, 0};
		ok = table_get(c->archive, person, c->people.at[i], &r, e);
		counting.reference = ok ? record_field(&r, f) : "";
		if (!ok || !*counting.reference || map_has(&done, counting.reference))
			continue;
		map_put(&done, counting.reference, p);
		ok = table_scan(c->archive, person, count_member, &counting, e) &&
		     table_by_reference(c->archive, f->target, counting.reference, &held, e);
		if (ok && !counting.stay)
			add_move(p, f->target, held.id);
	}
	map_free(&done);
	record_free(&r);
	record_free(&held);
	return ok;
}

bool areachange_plan_split(const struct areachange *c, struct areachange_plan *p, struct err *e)
{
	const struct def_table *person = table_of(c, "person");

	for (size_t i = 0; i < c->people.n; i++)
		add_move(p, person, c->people.at[i]);
	return plan_container(c, p, "household", e) && plan_container(c, p, "grid", e);
}

/* 村 and 社区 stand on one level. */
static const char *level_of(const struct def_table *t, const struct record *r)
{
	const char *kind = get(t, r, "kind");

	return text_eq(kind, "社区") ? "村" : kind;
}

/* The one that is there already is still there, and of the level of those that change. */
static bool check_target(const struct areachange *c, uint64_t id, struct err *e)
{
	const struct def_table *t = table_of(c, "area");
	struct record to = {0}, old = {0};
	bool ok = table_get(c->archive, t, id, &to, e);

	if (ok && *get(t, &to, "valid_to") && !has_id(&c->old, id))
		ok = err_set(e, ERR_USAGE, "“%s”已经撤销了，不能再并进去", get(t, &to, "name"));
	for (size_t i = 0; ok && i < c->old.n; i++) {
		ok = table_get(c->archive, t, c->old.at[i], &old, e);
		if (ok && !text_eq(level_of(t, &old), level_of(t, &to)))
			ok = err_set(e, ERR_USAGE, "“%s”是%s，“%s”是%s，级别不同不能合并",
				get(t, &old, "name"), get(t, &old, "kind"), get(t, &to, "name"),
				get(t, &to, "kind"));
	}
	record_free(&to);
	record_free(&old);
	return ok;
}

/* The last day of the old is not before its first. */
static bool check_day(const struct areachange *c, struct err *e)
{
	const struct def_table *t = table_of(c, "area");
	struct record old = {0};
	struct date from;
	bool ok = true;

	for (size_t i = 0; ok && i < c->old.n; i++) {
		ok = table_get(c->archive, t, c->old.at[i], &old, e);
		if (ok && date_parse(&from, get(t, &old, "valid_from")) && date_full(from) &&
			date_days(c->day) < date_days(from))
			ok = err_set(e, ERR_USAGE, "“%s”从%s起才有，变更日期不能比它早",
				get(t, &old, "name"), get(t, &old, "valid_from"));
	}
	record_free(&old);
	return ok;
}

static bool look_up(const struct areachange *c, struct areachange_plan *p, struct err *e)
{
	const struct def_table *area = table_of(c, "area");
	uint64_t id = 0;

	if (!area || !area->key)
		return err_set(e, ERR_CONFIG, "没有登记簿 area，不能变更区划");
	if (!c->old.n)
		return err_set(e, ERR_USAGE, "没有说哪个区划要变更");
	if (!table_by_unique(c->archive, area, area->key, c->code, &id, e) && e && e->code)
		return false;
	p->makes = !id;
	if (p->makes && (!c->name || !*c->name))
		return err_set(e, ERR_USAGE, "区划 %s 还没有，要给它一个名称", c->code);
	if (c->name && text_blank(c->name))
		return err_set(e, ERR_USAGE, "区划的名称不能空着，请写新名称");
	if (p->makes && (strlen(c->code) != 12 || strspn(c->code, "0123456789") != 12))
		return err_set(e, ERR_USAGE, "新的区划代码“%s”不是12位数字", c->code);
	if (has_id(&c->old, id) && c->kind != AREA_RENAMED)
		return err_set(e, ERR_USAGE, "变更前后是同一个区划");
	if (c->kind == AREA_RENAMED && id && !has_id(&c->old, id))
		return err_set(e, ERR_USAGE, "代码 %s 已经是另一个区划；并到那里请用合并", c->code);
	if (c->kind == AREA_SPLIT && !c->people.n)
		return err_set(e, ERR_USAGE, "没有说哪些人要分出去");
	return check_day(c, e) && (!id || check_target(c, id, e));
}

bool areachange_make_plan(const struct areachange *c, struct areachange_plan *out, struct err *e)
{
	struct err none = {0};

	e = e ? e : &none;
	areachange_plan_free(out);
	if (!look_up(c, out, e))
		return false;
	if (c->kind == AREA_RENAMED && !out->makes)
		return station_of(c, c->code, &out->heir, e);
	if (c->kind == AREA_SPLIT && !areachange_plan_split(c, out, e))
		return false;
	if (c->kind == AREA_SPLIT && !c->rest)
		return true;
	return plan_referring(c, out, e) && plan_stations(c, out, e);
}

void areachange_text(const struct areachange_plan *p, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < p->moves.n; i++) {
		const struct def_table *t = p->moves.at[i].table;
		size_t n = 0;
		bool told = false;
		for (size_t k = 0; k < p->moves.n; k++) {
			told = told || (k < i && p->moves.at[k].table == t);
			n += p->moves.at[k].table == t;
		}
		if (!told)
			str_addf(out, "%s%s %zu", out->n ? "、" : "", t->title, n);
	}
	if (p->closing.n)
		str_addf(out, "%s撤销服务站 %zu", out->n ? "、" : "", p->closing.n);
}
