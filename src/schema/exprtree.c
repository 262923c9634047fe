#include <binggui/schema/exprtree.h>

#include <stddef.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>

static void node_free(struct expr *x)
{
	mem_free(x->path);
	mem_free(x->text);
	mem_free(x->folded);
	if (x->memo)
		map_free(x->memo);
	mem_free(x->memo);
	mem_free(x);
}

/* Siblings are walked, so that a long list costs no stack; depth is limited by the reader. */
void exprtree_free(struct expr *x)
{
	while (x) {
		struct expr *next = x->next;
		exprtree_free(x->left);
		exprtree_free(x->right);
		node_free(x);
		x = next;
	}
}

bool exprtree_names(const struct expr *x, const struct def_field *f)
{
	for (; x; x = x->next)
		if ((x->n_path && x->path[0] == f) || exprtree_names(x->left, f) ||
			exprtree_names(x->right, f))
			return true;
	return false;
}
