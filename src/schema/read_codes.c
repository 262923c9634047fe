#include <binggui/schema/read_codes.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>
#include <binggui/text/pinyin.h>

/* Files a word; a word that already means another code is told. */
static void learn(struct def_codes *codes, struct def_code *code, const char *word,
	const struct yaml_node *place, struct faults *faults)
{
	const struct def_code *other = def_code_learn(codes, code, word);

	if (other && text_eq(other->label, code->label))
		expect_fault(place, faults, "代码“%s”写了两次", word);
	else if (other)
		expect_fault(place, faults, "“%s”已经指“%s”，不能又指“%s”", word, other->label,
			code->label);
}

/* A bare word is a label without more. */
static void read_code(struct def_codes *codes, const struct yaml_node *node, struct faults *faults)
{
	static const char *const known[] = {"label", "gb", "also", "retired", NULL};
	bool bare = node->kind == YAML_SCALAR;
	struct str initials = {0};

	if (!bare && !expect_map(node, faults))
		return;
	if (bare && text_blank(node->text)) {
		expect_fault(node, faults, "这里应是一个代码的名称");
		return;
	}
	struct def_code *code = vec_add(codes);
	code->label = bare ? mem_strdup(node->text) : expect_copy(node, "label", true, faults);
	code->gb = bare ? mem_strdup("") : expect_copy(node, "gb", false, faults);
	pinyin_code(&initials, code->label);
	code->mnemonic = str_take(&initials);
	if (!code->mnemonic)
		code->mnemonic = mem_strdup("");
	if (!bare) {
		yaml_only(node, known, faults);
		expect_words(&code->also, node, "also", faults);
		code->retired = yaml_bool(yaml_get(node, "retired"), false, faults);
	}
	const struct yaml_node *place = bare ? node : yaml_get(node, "label");
	if (*code->label)
		learn(codes, code, code->label, place, faults);
	for (size_t i = 0; i < code->also.n; i++)
		learn(codes, code, code->also.at[i], yaml_get(node, "also"), faults);
	if (*code->gb)
		learn(codes, code, code->gb, yaml_get(node, "gb"), faults);
}

static void read_list(struct def_codes *codes, const struct yaml_node *node, struct faults *faults)
{
	static const char *const known[] = {"title", "source", "list", NULL};
	const struct yaml_node *list = yaml_get(node, "list");

	codes->title = expect_copy(node, "title", true, faults);
	codes->source = expect_copy(node, "source", false, faults);
	yaml_only(node, known, faults);
	if (!list) {
		expect_fault(node, faults, "缺少“list”");
		return;
	}
	if (!expect_list(list, faults))
		return;
	if (!list->n)
		expect_fault(list, faults, "代码表是空的");
	vec_reserve(codes, list->n + 1); /* its words point into it: it may not move */
	for (size_t i = 0; i < list->n; i++)
		read_code(codes, list->items[i], faults);
}

void read_codes(
	struct defs *d, const char *table, const struct yaml_node *node, struct faults *faults)
{
	if (!expect_map(node, faults))
		return;
	for (size_t i = 0; i < node->n; i++) {
		const struct yaml_node *item = node->items[i];
		struct str name = {0};
		if (!expect_name(item, item->key, item->key_line, item->key_column, faults) ||
			!expect_map(item, faults))
			continue;
		if (table)
			str_addf(&name, "%s.", table);
		str_add(&name, item->key);
		if (map_has(&d->codes_by_name, name.at))
			fault_add(faults, item->file, item->key_line, item->key_column,
				"代码表“%s”在别的文件里已有", item->key);
		else
			read_list(def_new_codes(d, name.at), item, faults);
		str_free(&name);
	}
}

struct def_codes *read_codes_named(const struct defs *d, const char *table, const char *name)
{
	struct str own = {0};

	str_addf(&own, "%s.%s", table, name);
	struct def_codes *codes = map_get(&d->codes_by_name, own.at);
	str_free(&own);
	return codes ? codes : map_get(&d->codes_by_name, name);
}
