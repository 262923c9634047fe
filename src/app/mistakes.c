#include <binggui/app/mistakes.h>

#include <binggui/base/mem.h>
#include <binggui/ui/picker.h>

void mistakes_free(struct mistakes *m)
{
	vec_free(&m->places);
}

static void picked(void *x, size_t index)
{
	struct mistakes *m = x;

	if (index != PICKER_NONE && index < m->places.n)
		form_go(m->form, m->places.at[index]);
}

static void collect(struct mistakes *m, bool severe)
{
	for (size_t i = 0; i < form_count(m->form); i++)
		if (form_problem_text(m->form, i) && form_problem_severe(m->form, i) == severe)
			vec_push(&m->places, i);
}

static char *line_of(const struct mistakes *m, size_t place)
{
	struct str line = {0};

	str_addf(&line, "%s %s：%s", form_problem_severe(m->form, place) ? "!" : "?",
		form_label(m->form, place), form_problem_text(m->form, place));
	return str_take(&line);
}

bool mistakes_show(struct mistakes *m)
{
	VEC(struct picker_item) items = {0};
	struct str title = {0};

	vec_clear(&m->places);
	collect(m, true);
	size_t severe = m->places.n;
	collect(m, false);
	for (size_t i = 0; i < m->places.n; i++)
		vec_push(&items, ((struct picker_item){line_of(m, m->places.at[i]), NULL}));
	str_addf(&title, "必须改正 %zu 处，提醒 %zu 处", severe, m->places.n - severe);
	if (items.n)
		picker_items(m->stack, str_c(&title), items.at, items.n, 0, NULL, picked, m);
	for (size_t i = 0; i < items.n; i++)
		mem_free((char *)items.at[i].label);
	bool any = items.n > 0;
	vec_free(&items);
	str_free(&title);
	return any;
}
