#include <binggui/schema/read_sentence.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/exprtree.h>

static void add_text(struct match_sentence *out, const char *text, size_t n)
{
	struct match_piece p = {.text = mem_strndup(text, n)};

	vec_push(out, p);
}

/* A secret in a sentence can only be masked as the field it is. */
static bool uncovers(const struct expr *x, bool alone)
{
	for (; x; x = x->next) {
		if (x->n_path && x->path[x->n_path - 1]->class == CLASS_SECRET && !alone)
			return true;
		if (x->n_path && x->path[x->n_path - 1]->computed &&
			uncovers(x->path[x->n_path - 1]->computed, false))
			return true;
		if (uncovers(x->left, false) || uncovers(x->right, false))
			return true;
	}
	return false;
}

/* What the braces of one sentence may hold. */
struct reading {
	struct linking *l;
	const struct expr_scope *scopes;
	size_t n_scopes;
	const struct yaml_node *node;
	bool missing;
};

static void add_value(const struct reading *r, const char *text, struct match_sentence *out)
{
	struct match_piece p = {0};
	struct err e = {0};

	if (r->missing && text_eq(text, "missing")) {
		vec_push(out, p);
		return;
	}
	p.value = expr_parse_scope(text, r->scopes, r->n_scopes, r->l->defs, &e);
	if (p.value)
		vec_push(out, p);
	if (p.value && uncovers(p.value, p.value->kind == EXPR_FIELD))
		expect_fault(r->node, r->l->faults,
			"{%s}会露出保密字段；保密字段只能单独写，写出来是遮盖的", text);
	else if (!p.value && !r->l->unreadable.n)
		expect_fault(r->node, r->l->faults, "{%s}有误，%s", text, e.text);
}

void read_sentence(struct linking *l, const struct expr_scope *scopes, size_t n_scopes,
	const struct yaml_node *node, bool missing, struct match_sentence *out)
{
	const struct reading r = {l, scopes, n_scopes, node, missing};
	const char *at = node->text;

	if (node->kind != YAML_SCALAR || text_blank(at)) {
		expect_fault(node, l->faults, "这里应是一句话，值写在花括号里");
		return;
	}
	while (*at) {
		size_t n = strcspn(at, "{}");
		const char *end = at[n] == '{' ? strpbrk(at + n + 1, "{}") : NULL;
		if (n)
			add_text(out, at, n);
		if (!at[n])
			return;
		if (!end || *end != '}') {
			expect_fault(node, l->faults, "花括号没有配对");
			return;
		}
		char *value = mem_strndup(at + n + 1, (size_t)(end - at) - n - 1);
		add_value(&r, value, out);
		mem_free(value);
		at = end + 1;
	}
}
