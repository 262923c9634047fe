#include <binggui/app/backstep.h>

#include <string.h>

#include <binggui/base/mem.h>

enum { STEPS_MAX = 200 };

void backstep_free(struct backstep *s)
{
	for (size_t i = 0; i < s->texts.n; i++)
		mem_free(s->texts.at[i].text);
	vec_free(&s->texts);
}

static void forget_texts(struct backsteps *b)
{
	for (size_t i = 0; i < b->n; i++)
		mem_free(b->settled[i]);
	mem_free(b->settled);
	b->settled = NULL;
	b->n = 0;
}

void backsteps_free(struct backsteps *b)
{
	for (size_t i = 0; i < b->steps.n; i++)
		backstep_free(&b->steps.at[i]);
	vec_free(&b->steps);
	forget_texts(b);
}

void backsteps_settle(struct backsteps *b, const struct form *f)
{
	struct str text = {0};

	forget_texts(b);
	b->n = form_count(f);
	b->settled = mem_array(b->n, sizeof *b->settled);
	for (size_t i = 0; i < b->n; i++) {
		form_text(f, i, &text);
		b->settled[i] = mem_strdup(str_c(&text));
	}
	str_free(&text);
}

void backsteps_start(struct backsteps *b, const struct form *f)
{
	backsteps_free(b);
	backsteps_settle(b, f);
}

void backsteps_note(struct backsteps *b, const struct form *f, size_t place)
{
	struct backstep step = {.place = place};
	struct str text = {0};

	for (size_t i = 0; i < b->n; i++) {
		form_text(f, i, &text);
		if (form_flags(f, i) & FORM_STATIC || strcmp(str_c(&text), b->settled[i]) == 0)
			continue;
		struct backstep_text *old = vec_add(&step.texts);
		*old = (struct backstep_text){i, b->settled[i]};
		b->settled[i] = mem_strdup(str_c(&text));
	}
	str_free(&text);
	if (!step.texts.n)
		return;
	if (b->steps.n == STEPS_MAX) {
		backstep_free(&b->steps.at[0]);
		vec_remove(&b->steps, 0);
	}
	vec_push(&b->steps, step);
}

/* Whether it would change anything: undo within a field may have been there before. */
static bool would_change(const struct backstep *s, const struct form *f)
{
	struct str text = {0};
	bool any = false;

	for (size_t i = 0; i < s->texts.n; i++) {
		form_text(f, s->texts.at[i].place, &text);
		any |= strcmp(str_c(&text), s->texts.at[i].text) != 0;
	}
	str_free(&text);
	return any;
}

bool backsteps_take(struct backsteps *b, const struct form *f, struct backstep *out)
{
	while (b->steps.n) {
		*out = *vec_last(&b->steps);
		b->steps.n--;
		if (would_change(out, f))
			return true;
		backstep_free(out);
	}
	return false;
}
