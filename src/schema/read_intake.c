#include <binggui/schema/read_intake.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/type.h>

/* ---- fields -------------------------------------------------------------------------------------- */

/* What may be said of a field, and of which type alone it makes sense; NULL = of any. */
static const struct {
	const char *word;
	enum def_intake flag;
	const char *type;
} words[] = {
	{"names", INTAKE_NAMES, "text"},
	{"made", INTAKE_MADE, "ref"},
	{"down", INTAKE_DOWN, NULL},
	{"titled", INTAKE_TITLED, "code"},
	{"ahead", INTAKE_AHEAD, "date"},
	{"until", INTAKE_UNTIL, "date"},
};

static void read_flag(
	struct linking *l, struct def_field *f, const char *word, const struct yaml_node *node)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!text_eq(words[i].word, word))
			continue;
		if (words[i].type && f->type != type_by_name(words[i].type))
			expect_fault(
				node, l->faults, "“%s”只用于类型 %s 的字段", word, words[i].type);
		f->intake |= words[i].flag;
		return;
	}
	expect_fault(node, l->faults,
		"“import”里没有“%s”；可用的有 names、made、down、titled、ahead", word);
}

static void read_flags(struct linking *l, struct def_field *f, const struct yaml_node *node)
{
	struct def_words said = {0};

	expect_words(&said, node, "import", l->faults);
	for (size_t i = 0; i < said.n; i++) {
		read_flag(l, f, said.at[i], linking_item(yaml_get(node, "import"), i));
		mem_free(said.at[i]);
	}
	vec_free(&said);
}

static void read_imported(struct linking *l, struct def_field *f, const struct yaml_node *node)
{
	struct str out = {0}, why = {0};

	if (!f->imported || !*f->imported)
		return;
	if (type_parse(f, NULL, f->imported, &out, &why)) {
		mem_free(f->imported);
		f->imported = mem_strdup(str_c(&out));
	} else {
		expect_fault(
			yaml_get(node, "imported"), l->faults, "导入时的值不能用：%s", str_c(&why));
	}
	str_free(&out);
	str_free(&why);
}

static void read_otherwise(
	struct linking *l, struct def_table *t, struct def_field *f, const struct yaml_node *node)
{
	const char *name = expect_text(node, "otherwise", false, l->faults);
	const struct yaml_node *entry = yaml_get(node, "otherwise");

	if (!name)
		return;
	f->otherwise = linking_field(l, t, name, entry);
	if (f != t->owner)
		expect_fault(entry, l->faults, "“otherwise”只用于“owner”的字段");
	else if (f->otherwise && f->otherwise->type != type_by_name("text"))
		expect_fault(entry, l->faults, "“otherwise”要指文字字段（type: text）");
}

/* ---- columns ------------------------------------------------------------------------------------- */

static const char *const reads[] = {"pay", "ages", "demands", "gift", NULL};

static void add_field(struct linking *l, const struct def_table *t, struct def_fields *out,
	const char *name, const struct yaml_node *node)
{
	const struct def_field *f = linking_field(l, t, name, node);

	if (f)
		vec_push(out, f);
}

static void read_fields(struct linking *l, const struct def_table *t, struct def_fields *out,
	const struct yaml_node *node, const char *key)
{
	struct def_words names = {0};

	expect_words(&names, node, key, l->faults);
	for (size_t i = 0; i < names.n; i++) {
		add_field(l, t, out, names.at[i], linking_item(yaml_get(node, key), i));
		mem_free(names.at[i]);
	}
	vec_free(&names);
}

static void read_column(struct linking *l, struct def_table *t, const struct yaml_node *node)
{
	static const char *const keys[] = {"label", "reads", "into", "also", "like", NULL};
	static const size_t least[] = {
		[READS_PAY] = 3, [READS_AGES] = 2, [READS_DEMANDS] = 1, [READS_GIFT] = 2};

	if (!expect_map(node, l->faults))
		return;
	yaml_only(node, keys, l->faults);
	struct def_mixed *m = def_new_mixed(t);
	m->label = expect_copy(node, "label", true, l->faults);
	m->reads = (enum def_reads)expect_choice(node, "reads", reads, READS_DEMANDS, l->faults);
	expect_words(&m->also, node, "also", l->faults);
	expect_words(&m->like, node, "like", l->faults);
	read_fields(l, t, &m->into, node, "into");
	if (m->into.n < least[m->reads])
		expect_fault(node, l->faults, "“into”里的字段不够：%s 要 %zu 个", reads[m->reads],
			least[m->reads]);
}

void read_intake(struct linking *l, struct def_table *t, const struct yaml_node *root)
{
	const struct yaml_node *columns = yaml_get(root, "columns");

	for (size_t i = 0; i < t->n; i++) {
		struct def_field *f = t->fields[i];
		const struct yaml_node *node = yaml_get(yaml_get(root, "fields"), f->name);
		read_flags(l, f, node);
		read_imported(l, f, node);
		read_otherwise(l, t, f, node);
	}
	if (columns && expect_list(columns, l->faults))
		for (size_t i = 0; i < columns->n; i++)
			read_column(l, t, columns->items[i]);
	read_fields(l, t, &t->same, root, "same");
}
