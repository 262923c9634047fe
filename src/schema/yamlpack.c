#include <binggui/schema/yamlpack.h>

#include <stdint.h>
#include <string.h>

#include <binggui/schema/arena.h>

/*
 * A node is its numbers, then its key and its text (each with a NUL behind),
 * then its items.  Texts are not copied one by one: nodes point into the bytes, which
 * the tree keeps.
 */
struct packed {
	uint32_t line, column, key_line, key_column, text_line, text_column;
	uint32_t key, text, items; /* bytes, bytes, count; NONE = there is none */
	uint8_t kind, quoted, block;
};
#define NONE UINT32_MAX

enum { DEPTH_MAX = 32 };

static uint32_t length(const char *text)
{
	return text ? (uint32_t)strlen(text) : NONE;
}

static void write_text(struct str *out, const char *text)
{
	if (text)
		str_addn(out, text, strlen(text) + 1);
}

void yamlpack_write(struct str *out, const struct yaml_node *root)
{
	struct packed p;

	memset(&p, 0, sizeof p); /* the padding too */
	p.line = (uint32_t)root->line;
	p.column = (uint32_t)root->column;
	p.key_line = (uint32_t)root->key_line;
	p.key_column = (uint32_t)root->key_column;
	p.text_line = (uint32_t)root->text_line;
	p.text_column = (uint32_t)root->text_column;
	p.key = length(root->key);
	p.text = length(root->text);
	p.items = (uint32_t)root->n;
	p.kind = (uint8_t)root->kind;
	p.quoted = root->quoted;
	p.block = root->block;
	str_addn(out, &p, sizeof p);
	write_text(out, root->key);
	write_text(out, root->text);
	for (size_t i = 0; i < root->n; i++)
		yamlpack_write(out, root->items[i]);
}

struct reader {
	struct arena arena;
	const char *at, *end;
	bool bad;
};

static char *read_text(struct reader *r, uint32_t n)
{
	char *text = (char *)(uintptr_t)r->at; /* nobody writes to a text of a tree */

	if (n == NONE)
		return NULL;
	if (n >= (size_t)(r->end - r->at) || text[n] != '\0') {
		r->bad = true;
		return NULL;
	}
	r->at += n + 1;
	return text;
}

static void read_items(struct reader *r, struct yaml_node *node, uint32_t n, unsigned depth);

static void read_node(struct reader *r, struct yaml_node *node, unsigned depth)
{
	struct packed p;

	if (depth > DEPTH_MAX || (size_t)(r->end - r->at) < sizeof p) {
		r->bad = true;
		return;
	}
	memcpy(&p, r->at, sizeof p);
	r->at += sizeof p;
	*node = (struct yaml_node){
		.kind = p.kind,
		.line = p.line,
		.column = p.column,
		.key_line = p.key_line,
		.key_column = p.key_column,
		.text_line = p.text_line,
		.text_column = p.text_column,
		.quoted = p.quoted,
		.block = p.block,
	};
	node->key = read_text(r, p.key);
	node->text = read_text(r, p.text);
	if (p.kind > YAML_MAP || (p.kind == YAML_SCALAR && !node->text))
		r->bad = true;
	else if (p.items)
		read_items(r, node, p.items, depth);
}

static void read_items(struct reader *r, struct yaml_node *node, uint32_t n, unsigned depth)
{
	if (n > (size_t)(r->end - r->at) / sizeof(struct packed)) {
		r->bad = true;
		return;
	}
	struct yaml_node *items = arena_alloc(&r->arena, n * sizeof *items);
	node->items = arena_alloc(&r->arena, n * sizeof(struct yaml_node *));
	for (; node->n < n && !r->bad; node->n++) {
		struct yaml_node *item = node->items[node->n] = &items[node->n];
		read_node(r, item, depth + 1);
		r->bad |= node->kind == YAML_MAP && !item->key;
	}
	node->cap = node->n;
}

struct yaml_node *yamlpack_read(const char *file, const void *bytes, size_t n)
{
	struct reader r = {.bad = false};
	struct yaml_node root = {0};

	r.at = bytes;
	r.end = r.at + n;
	read_node(&r, &root, 0);
	if (!r.bad && r.at == r.end)
		return yaml_tree_of(&r.arena, &root, file);
	arena_free(&r.arena);
	return NULL;
}
