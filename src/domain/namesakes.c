#include <binggui/domain/namesakes.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/record.h>
#include <binggui/table/table.h>
#include <binggui/text/fold.h>

struct reading_names {
	struct namesakes *names;
	const struct def_field *name, *number, *village;
	struct str text, folded;
};

static void copy(char *out, size_t room, const struct def_field *f, const void *bytes, size_t n)
{
	struct span value = f ? record_peek(bytes, n, f->number) : (struct span){0};
	size_t most = value.n < room - 1 ? value.n : room - 1;

	if (most)
		memcpy(out, value.at, most);
	out[most] = '\0';
}

static bool add_name(void *context, uint64_t id, const void *bytes, size_t n)
{
	struct reading_names *r = context;
	struct span name = record_peek(bytes, n, r->name->number);

	if (!name.n)
		return true;
	struct namesake *added = vec_add(r->names);
	added->id = id;
	copy(added->name, sizeof added->name, r->name, bytes, n);
	copy(added->number, sizeof added->number, r->number, bytes, n);
	copy(added->village, sizeof added->village, r->village, bytes, n);
	str_clear(&r->text);
	str_addn(&r->text, name.at, name.n);
	fold_find(&r->folded, r->text.at);
	void *place = (void *)(uintptr_t)r->names->n;
	added->next = (size_t)(uintptr_t)map_put(&r->names->names, str_c(&r->folded), place);
	return true;
}

bool namesakes_read(
	struct namesakes *s, struct archive *a, const struct def_table *t, struct err *e)
{
	struct reading_names r = {.names = s, .name = def_field(t, "name")};

	if (s->read || !r.name)
		return true;
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		if (!r.number && f->unique && text_eq(f->type_name, "idno"))
			r.number = f;
		if (!r.village && f->table && text_eq(f->table, "area"))
			r.village = f;
	}
	s->read = table_scan(a, t, add_name, &r, e);
	str_free(&r.text);
	str_free(&r.folded);
	return s->read;
}

void namesakes_free(struct namesakes *s)
{
	map_free(&s->names);
	vec_free(s);
	*s = (struct namesakes){0};
}

static const struct namesake *at_place(const struct namesakes *s, size_t place)
{
	return place ? &s->at[place - 1] : NULL;
}

const struct namesake *namesakes_of(const struct namesakes *s, const char *name)
{
	struct str folded = {0};

	fold_find(&folded, name);
	size_t place = folded.n ? (size_t)(uintptr_t)map_get(&s->names, folded.at) : 0;
	str_free(&folded);
	return at_place(s, place);
}

const struct namesake *namesakes_next(const struct namesakes *s, const struct namesake *n)
{
	return at_place(s, n->next);
}
