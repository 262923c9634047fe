#include <binggui/schema/read_field.h>

#include <binggui/base/mem.h>
#include <binggui/schema/expect.h>
#include <binggui/schema/nearest.h>
#include <binggui/schema/type.h>

static const char *const keys[] = {"label", "type", "size", "required", "unique", "index", "find",
	"class", "codes", "table", "from", "formula", "fill", "default", "readonly", "verify",
	"multiple", "also", "like", "help", "document", "example", "import", "imported",
	"otherwise", "by", "condition", NULL};

static bool is(const struct def_field *f, const char *type)
{
	return text_eq(f->type_name, type);
}

/* A field of an unknown type goes on as one that anything may be done with: nothing more is told of it. */
static void read_type(struct def_field *f, const struct yaml_node *node, struct faults *faults)
{
	f->type_name = expect_copy(node, "type", true, faults);
	f->type = type_by_name(f->type_name);
	if (f->type)
		return;
	if (*f->type_name) {
		struct nearest near;
		nearest_start(&near, f->type_name);
		for (size_t i = 0; type_at(i); i++)
			nearest_try(&near, type_at(i)->name);
		if (nearest_word(&near))
			expect_fault(yaml_get(node, "type"), faults, "没有类型“%s”；是不是“%s”？",
				f->type_name, nearest_word(&near));
		else
			expect_fault(yaml_get(node, "type"), faults, "没有类型“%s”", f->type_name);
	}
	mem_free(f->type_name);
	f->type_name = mem_strdup("");
	f->type = type_by_name("computed");
}

static void read_find(struct def_field *f, const struct yaml_node *node, struct faults *faults)
{
	static const char *const words[] = {"no", "yes", "pinyin", "tail", "否", "是", NULL};
	static const enum def_find finds[] = {
		FIND_NO, FIND_TEXT, FIND_PINYIN, FIND_TAIL, FIND_NO, FIND_TEXT};

	f->find = finds[expect_choice(node, "find", words, 0, faults)];
	if (!is(f, "ref") || f->find == FIND_NO)
		return;
	if (f->find != FIND_TEXT)
		expect_fault(yaml_get(node, "find"), faults, "引用字段的 find 只能写 yes 或 no");
	f->find = FIND_REF;
}

static void read_size(struct def_field *f, const struct yaml_node *node, struct faults *faults)
{
	size_t most = f->type->size;

	f->size = expect_number(node, "size", 100000, faults);
	if (f->size > most && *f->type_name) {
		expect_fault(yaml_get(node, "size"), faults, "类型 %s 最多 %zu 个字，这里写了 %zu",
			f->type->name, most, f->size);
		f->size = most;
	}
}

static void read_flags(struct def_field *f, const struct yaml_node *node, struct faults *faults)
{
	f->required = yaml_bool(yaml_get(node, "required"), false, faults);
	f->unique = yaml_bool(yaml_get(node, "unique"), false, faults);
	f->index = yaml_bool(yaml_get(node, "index"), false, faults);
	f->multiple = yaml_bool(yaml_get(node, "multiple"), false, faults);
	f->readonly = yaml_bool(yaml_get(node, "readonly"), false, faults);
	f->verify = yaml_bool(yaml_get(node, "verify"), false, faults);
}

/* A key that a field of this type must have, and others may not. */
static void pair_with_type(const struct def_field *f, const struct yaml_node *node, const char *key,
	const char *type, struct faults *faults)
{
	const struct yaml_node *entry = yaml_get(node, key);

	if (!*f->type_name)
		return;
	if (is(f, type) && !entry)
		expect_fault(node, faults, "类型 %s 的字段要写“%s”", type, key);
	else if (!is(f, type) && entry)
		fault_add(faults, entry->file, entry->key_line, entry->key_column,
			"“%s”只用于类型 %s 的字段", key, type);
}

/* Two keys that cannot both stand. */
static void refuse_both(const struct yaml_node *node, bool both, const char *key, const char *why,
	struct faults *faults)
{
	const struct yaml_node *entry = yaml_get(node, key);

	if (both && entry)
		fault_add(faults, entry->file, entry->key_line, entry->key_column, "%s", why);
}

static void check_keys(
	const struct def_field *f, const struct yaml_node *node, struct faults *faults)
{
	bool computed = is(f, "computed"), longtext = is(f, "longtext");

	pair_with_type(f, node, "codes", "code", faults);
	pair_with_type(f, node, "table", "ref", faults);
	pair_with_type(f, node, "formula", "computed", faults);
	refuse_both(
		node, computed && f->required, "required", "自动计算的字段不能要求必填", faults);
	refuse_both(node, computed && f->unique, "unique", "自动计算的字段不存盘，不能要求不重复",
		faults);
	refuse_both(
		node, computed && f->index, "index", "自动计算的字段不存盘，不能建索引", faults);
	refuse_both(node, computed && f->find != FIND_NO, "find",
		"自动计算的字段不存盘，不能用来查找", faults);
	refuse_both(node, computed, "default", "自动计算的字段没有默认值", faults);
	refuse_both(node, computed, "fill", "自动计算的字段不存盘，不用“fill”", faults);
	refuse_both(node, computed && f->multiple, "multiple", "自动计算的字段只有一个值", faults);
	refuse_both(node, longtext && (f->unique || f->index), f->unique ? "unique" : "index",
		"多行文字不能建索引", faults);
	refuse_both(node, longtext && f->multiple, "multiple", "多行文字不能有几个值", faults);
	refuse_both(
		node, f->unique && f->multiple, "multiple", "要求不重复的字段只能有一个值", faults);
}

void read_field(struct def_table *t, const struct yaml_node *node, struct faults *faults)
{
	static const char *const classes[] = {"open", "internal", "personal", "secret", NULL};

	if (!expect_name(node, node->key, node->key_line, node->key_column, faults) ||
		!expect_map(node, faults))
		return;
	struct def_field *f = def_new_field(t, node->key);
	yaml_only(node, keys, faults);
	f->label = expect_copy(node, "label", true, faults);
	read_type(f, node, faults);
	read_size(f, node, faults);
	read_flags(f, node, faults);
	read_find(f, node, faults);
	f->class = (enum def_class)expect_choice(node, "class", classes, CLASS_OPEN, faults);
	const char *table = expect_text(node, "table", false, faults);
	f->table = table ? mem_strdup(table) : NULL;
	const char *from = expect_text(node, "from", false, faults);
	f->from = from ? mem_strdup(from) : NULL;
	const char *formula = expect_text(node, "formula", false, faults);
	f->formula = formula ? mem_strdup(formula) : NULL;
	f->initial = expect_copy(node, "default", false, faults);
	expect_words(&f->also, node, "also", faults);
	expect_words(&f->like, node, "like", faults);
	f->help = expect_copy(node, "help", false, faults);
	f->document = expect_copy(node, "document", false, faults);
	f->example = expect_copy(node, "example", false, faults);
	f->imported = expect_copy(node, "imported", false, faults);
	check_keys(f, node, faults);
}
