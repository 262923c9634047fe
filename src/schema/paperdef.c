#include <binggui/schema/paperdef.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/schema/exprtree.h>

struct def_paper *paperdef_new(struct def_table *t)
{
	t->papers = mem_resize(t->papers, (t->n_papers + 1) * sizeof *t->papers);
	t->papers[t->n_papers] = (struct def_paper){0};
	return &t->papers[t->n_papers++];
}

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

void paperdef_free(struct def_table *t)
{
	for (size_t i = 0; i < t->n_papers; i++) {
		struct def_paper *p = &t->papers[i];
		mem_free(p->name);
		mem_free(p->title);
		mem_free(p->say);
		exprtree_free(p->when);
		text_free(&p->text);
		text_free(&p->head);
		text_free(&p->row);
		text_free(&p->foot);
	}
	mem_free(t->papers);
	t->papers = NULL;
	t->n_papers = 0;
}

const struct def_paper *paperdef_named(const struct def_table *t, const char *name)
{
	for (size_t i = 0; i < t->n_papers; i++)
		if (text_eq(t->papers[i].name, name) || text_eq(t->papers[i].title, name))
			return &t->papers[i];
	return NULL;
}
