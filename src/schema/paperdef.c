#include <binggui/schema/paperdef.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprtree.h>

static void text_free(struct paper_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = 0; k < t->at[i].n; k++) {
			mem_free(t->at[i].at[k].text);
			exprtree_free(t->at[i].at[k].value);
		}
		vec_free(&t->at[i]);
	}
	vec_free(t);
}

void paperdef_free(struct def_paper *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct def_paper *p = &at[i];
		mem_free(p->name);
		mem_free(p->title);
		mem_free(p->say);
		exprtree_free(p->when);
		text_free(&p->text);
		text_free(&p->head);
		text_free(&p->row);
		text_free(&p->foot);
	}
	mem_free(at);
}

const struct def_paper *paperdef_named(const struct def_paper *at, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (text_eq(at[i].name, name) || text_eq(at[i].title, name))
			return &at[i];
	return NULL;
}
