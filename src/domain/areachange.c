#include <binggui/domain/areachange.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/domain/areas.h>
#include <binggui/domain/lines.h>
#include <binggui/domain/referring.h>
#include <binggui/table/batch.h>

/* Records in one transaction: short enough that nobody else's save waits for it. */
enum { GROUP = 64 };

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

static void set(const struct def_table *t, struct record *r, const char *field, const char *value)
{
	const struct def_field *f = def_field(t, field);

	if (f)
		record_set(r, f->number, value);
}

static bool has_id(const struct ids *ids, uint64_t id)
{
	for (size_t i = 0; i < ids->n; i++)
		if (ids->at[i] == id)
			return true;
	return false;
}

/* ---- saving ---------------------------------------------------------------------------------- */

/* Records on their way into one save; each stands still while its change points to it. */
struct pair {
	struct record base, record;
};

struct work {
	const struct areachange *change;
	struct areachange_plan *plan;
	const struct def_table *area;
	struct record *old; /* as they were, by c->old */
	struct record target, rest;
	struct batch batch;
	char day[DATE_TEXT];
	struct str name; /* of the batch */
	VEC(struct pair *) pairs;
	VEC(struct change) changes;
	size_t saved;
};

static void clear(struct work *w)
{
	for (size_t i = 0; i < w->pairs.n; i++) {
		change_free(&w->changes.at[i]);
		record_free(&w->pairs.at[i]->base);
		record_free(&w->pairs.at[i]->record);
		mem_free(w->pairs.at[i]);
	}
	vec_clear(&w->pairs);
	vec_clear(&w->changes);
}

/* What moves may have faults of its own, which moving neither makes nor mends. */
static bool save(struct work *w, struct err *e)
{
	const struct save_options options = {
		.batch = w->batch.id, .reason = str_c(&w->name), .skip_check = true, .joins = true};
	bool ok = !w->changes.n ||
		  table_save(w->change->archive, w->changes.at, w->changes.n, &options, e);

	w->saved += ok ? w->changes.n : 0;
	clear(w);
	return ok;
}

/* A change of that record (NULL = a new one); what it shall be is the caller's to say. */
static struct record *add(struct work *w, const struct def_table *t, const struct record *base)
{
	struct pair *p = mem_new0(struct pair);

	if (base) {
		record_copy(&p->base, base);
		record_copy(&p->record, base);
	}
	vec_push(&w->pairs, p);
	vec_push(&w->changes,
		((struct change){
			.table = t, .base = base ? &p->base : NULL, .record = &p->record}));
	return &p->record;
}

static struct record *add_id(struct work *w, const struct def_table *t, uint64_t id, struct err *e)
{
	struct record base = {0};
	struct record *r = NULL;

	if (table_get(w->change->archive, t, id, &base, e) && !base.voided)
		r = add(w, t, &base);
	record_free(&base);
	return r;
}

/* ---- the areas ------------------------------------------------------------------------------- */

/* 陕西省…城关镇新华村 with another name at its end. */
static void rename_full(
	const struct def_table *t, struct record *r, const char *old, const char *new)
{
	struct str full = {0};

	str_set(&full, get(t, r, "full_name"));
	if (full.n && text_ends(str_c(&full), old)) {
		str_cut(&full, full.n - strlen(old));
		str_add(&full, new);
		set(t, r, "full_name", str_c(&full));
	}
	str_free(&full);
}

/* An import knows it under its old name too. */
static void note_old_name(const struct def_table *t, struct record *r, const char *old)
{
	struct str note = {0};

	str_set(&note, get(t, r, "note"));
	str_addf(&note, "%s原名%s", note.n ? "；" : "", old);
	set(t, r, "note", str_c(&note));
	str_free(&note);
}

static void set_name(struct work *w, struct record *r, const char *name)
{
	struct str old = {0};
	size_t stem = strlen(name);

	str_set(&old, get(w->area, r, "name"));
	rename_full(w->area, r, str_c(&old), name);
	set(w->area, r, "name", name);
	for (size_t i = 0; name[i]; i++)
		if (i && stem == strlen(name) && ((unsigned char)name[i] & 0xc0) != 0x80 &&
			areas_ending(name + i) == strlen(name + i))
			stem = i;
	char *shorter = mem_strndup(name, stem);
	if (*get(w->area, r, "short"))
		set(w->area, r, "short", stem < strlen(name) ? shorter : "");
	mem_free(shorter);
	str_free(&old);
}

static bool make_target(struct work *w, struct err *e)
{
	const struct areachange *c = w->change;
	const struct def_table *t = w->area;

	if (w->plan->makes) {
		struct record *r = add(w, t, NULL);
		static const char *const same[] = {"name", "short", "full_name", "kind", "parent"};
		for (size_t i = 0; i < sizeof same / sizeof *same; i++)
			set(t, r, same[i], get(t, &w->old[0], same[i]));
		set_name(w, r, c->name);
		set(t, r, "code", c->code);
		set(t, r, "valid_from", w->day);
	} else if (c->kind == AREA_RENAMED) {
		struct record *r = add(w, t, &w->old[0]);
		set_name(w, r, c->name);
		note_old_name(t, r, get(t, &w->old[0], "name"));
	}
	return save(w, e) && table_by_reference(c->archive, t, c->code, &w->target, e);
}

static void end_area(struct work *w, const struct record *old)
{
	static const char *const kinds[] = {"更名", "合并", "拆分"};
	struct record *r = add(w, w->area, old);
	struct str succ = {0};

	lines_add(&succ, span_of(w->change->code));
	if (w->change->rest)
		lines_add(&succ, span_of(get(w->area, &w->rest, "code")));
	set(w->area, r, "valid_to", w->day);
	set(w->area, r, "succ", str_c(&succ));
	set(w->area, r, "succ_kind", kinds[w->change->kind]);
	if (w->change->kind == AREA_MERGED) /* figures of the town count what it left there */
		set(w->area, r, "parent", get(w->area, &w->target, "parent"));
	str_free(&succ);
}

/* ---- what follows ---------------------------------------------------------------------------- */

static const struct record *goes_to(const struct work *w, const struct areachange_move *m)
{
	const struct areachange *c = w->change;

	if (c->kind != AREA_SPLIT || has_id(&c->people, m->id))
		return &w->target;
	return &w->rest; /* a container whose people go is told apart by its caller */
}

static void change_all(
	const struct work *w, const struct def_table *t, struct record *r, const struct record *to)
{
	for (size_t i = 0; i < w->change->old.n; i++)
		referring_change(w->area, &w->old[i], to, t, r);
}

/* Of somebody who goes: a grid that stays behind is his no longer. */
static bool leave_grid(struct work *w, struct record *r, struct err *e)
{
	const struct def_table *person = table_of(w->change, "person");
	const struct def_field *f = def_field(person, "grid");
	struct record grid = {0};
	bool stays = true;

	if (!f || !f->target || !*record_field(r, f))
		return true;
	bool ok = table_by_reference(w->change->archive, f->target, record_field(r, f), &grid, e);
	for (size_t i = 0; i < w->plan->moves.n; i++)
		stays = stays && !(w->plan->moves.at[i].table == f->target &&
					 w->plan->moves.at[i].id == grid.id);
	if (ok && stays)
		record_set(r, f->number, "");
	record_free(&grid);
	return ok;
}

/* Moves before the ones that `rest` adds are of the split itself: the people and what is theirs. */
static bool follow(struct work *w, size_t i, size_t n_split, struct err *e)
{
	const struct areachange_move *m = &w->plan->moves.at[i];
	struct record *r = add_id(w, m->table, m->id, e);
	bool split = w->change->kind == AREA_SPLIT;

	if (!r)
		return !e->code;
	change_all(w, m->table, r, split && i < n_split ? &w->target : goes_to(w, m));
	return !split || m->table != table_of(w->change, "person") ||
	       !has_id(&w->change->people, m->id) || leave_grid(w, r, e);
}

static bool follow_all(struct work *w, struct err *e)
{
	struct areachange_plan split = {0};
	bool ok = w->change->kind != AREA_SPLIT || areachange_plan_split(w->change, &split, e);

	for (size_t i = 0; ok && i < w->plan->moves.n; i++) {
		ok = follow(w, i, split.moves.n, e);
		if (ok && w->changes.n >= GROUP)
			ok = save(w, e);
	}
	areachange_plan_free(&split);
	return ok && save(w, e);
}

/* ---- stations -------------------------------------------------------------------------------- */

/* 新华村退役军人服务站 under the new name of its village; anything else stays. */
static void rename_station(struct work *w, struct record *r)
{
	const struct def_table *t = table_of(w->change, "station");
	const char *old = get(w->area, &w->old[0], "name"), *name = get(t, r, "name");
	const char *at = strstr(name, old);
	struct str new = {0};

	if (at && w->change->name && *old) {
		str_addn(&new, name, (size_t)(at - name));
		str_addf(&new, "%s%s", w->change->name, at + strlen(old));
		set(t, r, "name", str_c(&new));
	}
	str_free(&new);
}

static bool move_staff(
	struct work *w, const struct record *from, const struct record *to, struct err *e)
{
	const struct def_table *station = table_of(w->change, "station");
	struct referring all = {0};
	bool ok = referring_find(w->change->archive, station, from, &all, e);

	for (size_t i = 0; ok && i < all.n; i++) {
		if (all.at[i].table != table_of(w->change, "staff"))
			continue;
		struct record *r = add_id(w, all.at[i].table, all.at[i].id, e);
		ok = r || !e->code;
		if (r)
			referring_change(station, from, to, all.at[i].table, r);
	}
	referring_free(&all);
	return ok;
}

static bool close_stations(struct work *w, struct err *e)
{
	const struct def_table *t = table_of(w->change, "station");
	struct record heir = {0}, one = {0};
	bool ok = !w->plan->closing.n || table_get(w->change->archive, t, w->plan->heir, &heir, e);

	for (size_t i = 0; ok && i < w->plan->closing.n; i++) {
		ok = table_get(w->change->archive, t, w->plan->closing.at[i], &one, e);
		if (ok)
			set(t, add(w, t, &one), "closed", w->day);
		ok = ok && move_staff(w, &one, &heir, e) && save(w, e);
	}
	record_free(&heir);
	record_free(&one);
	return ok;
}

static bool rename_its_station(struct work *w, struct err *e)
{
	const struct def_table *t = table_of(w->change, "station");

	if (!w->plan->heir || w->change->kind != AREA_RENAMED)
		return true;
	struct record *r = add_id(w, t, w->plan->heir, e);
	if (r)
		rename_station(w, r);
	return (r || !e->code) && save(w, e);
}

/* ---- doing it -------------------------------------------------------------------------------- */

static bool read_areas(struct work *w, struct err *e)
{
	const struct areachange *c = w->change;
	bool ok = true;

	w->old = mem_array(c->old.n, sizeof *w->old);
	for (size_t i = 0; ok && i < c->old.n; i++)
		ok = table_get(c->archive, w->area, c->old.at[i], &w->old[i], e);
	return ok && (!c->rest || table_get(c->archive, w->area, c->rest, &w->rest, e));
}

static void name_batch(struct work *w)
{
	static const char *const kinds[] = {"更名", "合并", "分出"};
	const struct areachange *c = w->change;
	struct record target = {0};
	struct err e = {0};

	str_addf(&w->name, "区划%s：", kinds[c->kind]);
	for (size_t i = 0; i < c->old.n; i++)
		str_addf(&w->name, "%s%s", i ? "、" : "", get(w->area, &w->old[i], "name"));
	if (!c->name)
		table_by_reference(c->archive, w->area, c->code, &target, &e);
	str_addf(&w->name, " → %s", c->name ? c->name : get(w->area, &target, "name"));
	record_free(&target);
}

static bool save_all(struct work *w, struct err *e)
{
	const struct areachange *c = w->change;
	bool in_place = c->kind == AREA_RENAMED && !w->plan->makes;

	if (!make_target(w, e) || !follow_all(w, e))
		return false;
	for (size_t i = 0; !in_place && i < c->old.n && (c->kind != AREA_SPLIT || c->rest); i++)
		end_area(w, &w->old[i]);
	return save(w, e) && close_stations(w, e) && rename_its_station(w, e);
}

bool areachange_apply(const struct areachange *c, struct areachange_plan *p, struct err *e)
{
	struct work w = {.change = c, .plan = p, .area = table_of(c, "area")};
	struct str summary = {0};
	struct err none = {0}, later = {0};

	e = e ? e : &none;
	date_format(c->day, w.day);
	bool ok = read_areas(&w, e);
	if (ok)
		name_batch(&w);
	ok = ok && batch_begin(c->archive, w.area->name, str_c(&w.name), &w.batch, e);
	if (ok) {
		p->batch = w.batch.id;
		ok = save_all(&w, e);
		areachange_text(p, &summary);
		w.batch.records = w.saved;
		ok = batch_end(c->archive, &w.batch, ok ? BATCH_DONE : BATCH_STOPPED,
			     str_c(&summary), ok ? e : &later) &&
		     ok;
	}
	clear(&w);
	vec_free(&w.pairs);
	vec_free(&w.changes);
	for (size_t i = 0; i < c->old.n; i++)
		record_free(&w.old[i]);
	mem_free(w.old);
	record_free(&w.target);
	record_free(&w.rest);
	batch_free(&w.batch);
	str_free(&w.name);
	str_free(&summary);
	return ok;
}
