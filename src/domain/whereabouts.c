#include <binggui/domain/whereabouts.h>

#include <stdint.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>
#include <binggui/domain/idset.h>
#include <binggui/schema/exprtree.h>

enum { OWNERS_DEEP = 4, AREAS_DEEP = 16, INSIDE = 1, OUTSIDE = 2 };
enum { TABLES = 8, NUMBERS = 1 << 24 };

/* What the maps say: NULL is not yet known. */
static char yes, no;

struct known {
	const struct def_table *table; /* NULL: a free place */
	uint8_t *at;
	size_t n;
};

struct whereabouts {
	struct archive *archive;
	uint64_t first; /* id of this station, before the first it gave out */
	const struct def_table *areas;
	char *area;
	struct map inside; /* reference of an area -> yes or no */
	/* Of those asked about, INSIDE or OUTSIDE: of this station's first ones by number, of others by id. */
	struct known known[TABLES];
	struct idset others;
};

/* ---- what is known already ------------------------------------------------------------------- */

/* Where the answer for a record stands; NULL if it has no place by number. */
static uint8_t *place_of(struct whereabouts *w, const struct def_table *t, uint64_t id, bool make)
{
	uint64_t number = id - w->first;
	struct known *k = w->known;

	while (k < w->known + TABLES && k->table && k->table != t)
		k++;
	if (number >= NUMBERS || k == w->known + TABLES)
		return NULL;
	if (number >= k->n && make) {
		size_t n = 2 * number + 1024;
		k->table = t;
		k->at = mem_resize(k->at, n);
		memset(k->at + k->n, 0, n - k->n);
		k->n = n;
	}
	return number < k->n ? &k->at[number] : NULL;
}

static unsigned recall(struct whereabouts *w, const struct def_table *t, uint64_t id)
{
	const uint8_t *at = place_of(w, t, id, false);

	return at ? *at : idset_parts(&w->others, t->number, id);
}

static void keep(struct whereabouts *w, const struct def_table *t, uint64_t id, bool inside)
{
	uint8_t *at = place_of(w, t, id, true);

	if (at)
		*at = inside ? INSIDE : OUTSIDE;
	else
		idset_add(&w->others, t->number, id, inside ? INSIDE : OUTSIDE);
}

/* ---- areas ----------------------------------------------------------------------------------- */

struct whereabouts *whereabouts_new(struct archive *a, const char *area)
{
	struct whereabouts *w = mem_new0(struct whereabouts);

	w->archive = a;
	w->first = (uint64_t)a->station << RECORD_STATION_SHIFT;
	w->areas = defs_table(a->defs, "area");
	w->area = mem_strdup(area);
	return w;
}

void whereabouts_free(struct whereabouts *w)
{
	if (!w)
		return;
	map_free(&w->inside);
	for (size_t i = 0; i < TABLES; i++)
		mem_free(w->known[i].at);
	idset_free(&w->others);
	mem_free(w->area);
	mem_free(w);
}

bool whereabouts_known(const struct def_table *t)
{
	for (unsigned deep = 0; t && deep < OWNERS_DEEP; deep++) {
		if (t->place)
			return true;
		t = t->owner ? t->owner->target : NULL;
	}
	return false;
}

static const struct record *follow(
	const struct whereabouts *w, const struct def_table *t, const char *reference)
{
	const struct expr_env *env = &w->archive->env;

	return env->follow ? env->follow(env->context, t, reference) : NULL;
}

/* Up the tree until the area itself, or its root. */
static bool climbs_to(const struct whereabouts *w, const char *reference)
{
	struct str at = {0};
	bool found = false;

	str_set(&at, reference);
	for (unsigned deep = 0; w->areas && w->areas->tree && deep < AREAS_DEEP; deep++) {
		const struct record *r = follow(w, w->areas, str_c(&at));
		const char *above = r ? record_field(r, w->areas->tree) : "";
		if (!*above || (found = text_eq(above, w->area)))
			break;
		str_set(&at, above);
	}
	str_free(&at);
	return found;
}

static bool area_inside(struct whereabouts *w, const char *reference)
{
	if (!*reference)
		return false;
	if (text_eq(reference, w->area))
		return true;
	const char *known = map_get(&w->inside, reference);
	if (!known) {
		known = climbs_to(w, reference) ? &yes : &no;
		map_put(&w->inside, reference, (void *)(uintptr_t)known);
	}
	return known == &yes;
}

static bool within(struct whereabouts *w, const struct def_table *t, const struct record *r,
	const struct expr *place, unsigned deep);

/* Whether the record behind a reference lies there; asked once for each. */
static bool owner_within(
	struct whereabouts *w, const struct def_table *t, const char *reference, unsigned deep)
{
	struct record copy = {0};
	uint64_t id = 0;

	if (!*reference || deep >= OWNERS_DEEP)
		return false;
	bool numbered = record_id_parse(reference, &id);
	unsigned known = numbered ? recall(w, t, id) : 0;
	if (known)
		return known == INSIDE;
	const struct record *r = follow(w, t, reference);
	if (r)
		record_copy(&copy, r);
	bool inside = r && within(w, t, &copy, NULL, deep + 1);
	if (numbered)
		keep(w, t, id, inside);
	record_free(&copy);
	return inside;
}

/* `person.village` asks the same of every record of one person: then the person is asked. */
static bool asks_owner(const struct expr *place)
{
	const struct def_table *t = place->n_path > 1 ? place->path[0]->target : NULL;
	const struct expr *its = t ? t->place : NULL;

	if (!its || its->kind != EXPR_FIELD || its->n_path + 1 != place->n_path)
		return false;
	for (size_t i = 0; i < its->n_path; i++)
		if (its->path[i] != place->path[i + 1])
			return false;
	return true;
}

static bool within(struct whereabouts *w, const struct def_table *t, const struct record *r,
	const struct expr *place, unsigned deep)
{
	struct str area = {0};

	place = place ? place : t->place;
	if (!place)
		return t->owner &&
		       owner_within(w, t->owner->target, record_field(r, t->owner), deep);
	if (place->kind == EXPR_FIELD && place->n_path == 1 && !place->path[0]->computed)
		return area_inside(w, record_field(r, place->path[0]));
	if (place->kind == EXPR_FIELD && asks_owner(place))
		return owner_within(
			w, place->path[0]->target, record_field(r, place->path[0]), deep);
	expr_value(place, r, &w->archive->env, &area);
	bool found = area_inside(w, str_c(&area));
	str_free(&area);
	return found;
}

bool whereabouts_within(struct whereabouts *w, const struct def_table *t, const struct record *r,
	const struct expr *place)
{
	return within(w, t, r, place, 0);
}

bool whereabouts_note(struct whereabouts *w, const struct def_table *t, const struct record *r)
{
	bool inside = within(w, t, r, NULL, 0);

	keep(w, t, r->id, inside);
	return inside;
}

bool whereabouts_through(const struct def_table *t, const struct def_table *owner)
{
	if (!t->place)
		return t->owner && t->owner->target == owner;
	return t->place->kind == EXPR_FIELD && asks_owner(t->place) &&
	       t->place->path[0]->target == owner;
}
