#include <binggui/app/shelf.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static void free_view(struct shelf_view *v)
{
	mem_free(v->name);
	look_free(&v->look);
}

void shelf_free(struct shelf *s)
{
	for (size_t i = 0; i < s->n; i++)
		free_view(&s->at[i]);
	vec_free(s);
}

void shelf_name(struct str *out, const char *typed)
{
	fold_clean(out, typed ? typed : "");
	const char *at = str_c(out), *end = at + out->n;

	for (size_t i = 0; i < SHELF_NAME && at < end; i++)
		utf8_next(&at, end);
	str_cut(out, (size_t)(at - str_c(out)));
}

struct shelf_view *shelf_find(const struct shelf *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (text_eq(s->at[i].name, name))
			return &s->at[i];
	return NULL;
}

/* NULL if there is no room or no name. */
static struct shelf_view *place(struct shelf *s, const char *name)
{
	struct shelf_view *v = shelf_find(s, name);

	if (v || text_blank(name) || s->n >= SHELF_VIEWS)
		return v;
	v = vec_add(s);
	v->name = mem_strdup(name);
	return v;
}

bool shelf_put(struct shelf *s, const char *name, const struct look *l)
{
	struct shelf_view *v = place(s, name);

	if (!v)
		return false;
	look_copy(&v->look, l);
	return true;
}

void shelf_remove(struct shelf *s, const char *name)
{
	struct shelf_view *v = shelf_find(s, name);

	if (!v)
		return;
	size_t i = (size_t)(v - s->at);
	free_view(v);
	vec_remove(s, i);
}

void shelf_read(struct shelf *s, const struct def_table *t, const char *text)
{
	char *copy = mem_strdup(text ? text : ""), *rest = copy;
	struct shelf_view *v = NULL;
	struct str name = {0};

	shelf_free(s);
	for (char *line; (line = strsep(&rest, "\n"));) {
		if (text_starts(line, "view ")) {
			shelf_name(&name, line + strlen("view "));
			v = place(s, str_c(&name));
			if (v)
				look_default(&v->look, t);
		} else if (v) {
			look_read_line(&v->look, t, line);
		}
	}
	str_free(&name);
	mem_free(copy);
}

void shelf_write(const struct shelf *s, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < s->n; i++) {
		str_addf(out, "view %s\n", s->at[i].name);
		look_write(&s->at[i].look, out);
	}
}
