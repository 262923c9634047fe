#include <binggui/schema/read_table.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/read_codes.h>
#include <binggui/schema/read_field.h>

static const char *const keys[] = {"table", "title", "shows", "key", "owner", "fields", "codes",
	"forms", "list", "book", "rules", "place", "day", "tree", "unique", "keep", "flow",
	"roster", "columns", "same", "papers", "by", "fixed", NULL};

/* person for dir/person.yaml */
static struct span stem(const char *file)
{
	const char *slash = strrchr(file, '/');
	struct span s = span_of(slash ? slash + 1 : file);

	if (text_ends(file, ".yaml"))
		s.n -= strlen(".yaml");
	return s;
}

static void read_fields(struct def_table *t, const struct yaml_node *root, struct faults *faults)
{
	const struct yaml_node *fields = yaml_get(root, "fields");

	if (!fields) {
		expect_fault(root, faults, "缺少“fields”");
		return;
	}
	if (!expect_map(fields, faults))
		return;
	if (!fields->n)
		expect_fault(fields, faults, "“fields”里一个字段也没有");
	for (size_t i = 0; i < fields->n; i++)
		read_field(t, fields->items[i], faults);
}

/* A word that names a field in the head of an imported sheet may name no other. */
static void claim(struct map *words, const struct def_field *f, const char *word,
	const struct yaml_node *place, struct faults *faults)
{
	const struct def_field *other = map_get(words, word);

	if (other && other != f)
		expect_fault(place, faults, "“%s”已经是字段“%s”的名称，不能又指“%s”", word,
			other->name, f->name);
	else
		map_put(words, word, (void *)f);
}

/* Labels first, so that an `also` word is told where it clashes with one. */
static void check_words(
	const struct def_table *t, const struct yaml_node *root, struct faults *faults)
{
	const struct yaml_node *fields = yaml_get(root, "fields");
	struct map words = {0};

	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		const struct yaml_node *label = yaml_get(yaml_get(fields, f->name), "label");
		if (label && *f->label)
			claim(&words, f, f->label, label, faults);
	}
	for (size_t i = 0; i < t->n; i++) {
		const struct def_field *f = t->fields[i];
		const struct yaml_node *also = yaml_get(yaml_get(fields, f->name), "also");
		for (size_t j = 0; j < f->also.n; j++)
			claim(&words, f, f->also.at[j],
				also->kind == YAML_LIST && j < also->n ? also->items[j] : also,
				faults);
	}
	map_free(&words);
}

struct def_table *read_table(struct defs *d, const struct yaml_node *root, struct faults *faults)
{
	const char *name = expect_text(root, "table", true, faults);
	const struct yaml_node *node = yaml_get(root, "table");
	struct span file = stem(root->file);

	yaml_only(root, keys, faults);
	if (!name || !expect_name(node, name, node->line, node->column, faults))
		return NULL;
	if (defs_table(d, name)) {
		expect_fault(
			node, faults, "登记簿“%s”已在 %s 中定义", name, defs_table(d, name)->file);
		return NULL;
	}
	if (!span_is(file, name))
		expect_fault(node, faults, "文件名要与登记簿一致：应为 %s.yaml", name);
	struct def_table *t = def_new_table(d, name);
	t->file = mem_strdup(root->file);
	t->title = expect_copy(root, "title", true, faults);
	t->shows = expect_copy(root, "shows", false, faults);
	read_fields(t, root, faults);
	check_words(t, root, faults);
	const struct yaml_node *codes = yaml_get(root, "codes");
	if (codes)
		read_codes(d, name, codes, faults);
	expect_words(&t->book, root, "book", faults);
	t->roster = yaml_bool(yaml_get(root, "roster"), false, faults);
	return t;
}
