#include <binggui/schema/expect.h>

#include <stdarg.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>

enum { NAME_MAX_BYTES = 40 };

void expect_fault(const struct yaml_node *node, struct faults *faults, const char *format, ...)
{
	struct str text = {0};
	va_list args;

	if (node->faulty)
		return;
	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	fault_add(faults, node->file, node->line, node->column, "%s", str_c(&text));
	str_free(&text);
}

const char *expect_text(
	const struct yaml_node *map, const char *key, bool needed, struct faults *faults)
{
	const struct yaml_node *node = yaml_get(map, key);

	if (!node) {
		if (needed)
			expect_fault(map, faults, "缺少“%s”", key);
		return NULL;
	}
	if (node->kind != YAML_SCALAR) {
		expect_fault(node, faults, "“%s”只能写一段文字", key);
		return NULL;
	}
	if (text_blank(node->text)) {
		if (!node->quoted)
			expect_fault(node, faults, "“%s”后面是空的", key);
		return NULL;
	}
	return node->text;
}

char *expect_copy(const struct yaml_node *map, const char *key, bool needed, struct faults *faults)
{
	const char *text = expect_text(map, key, needed, faults);

	return mem_strdup(text ? text : "");
}

bool expect_map(const struct yaml_node *node, struct faults *faults)
{
	if (node->kind == YAML_MAP)
		return true;
	if (node->key)
		expect_fault(node, faults, "“%s”下面应是“名称: 值”各项", node->key);
	else
		expect_fault(node, faults, "这里应是“名称: 值”各项，如 {label: 名称}");
	return false;
}

bool expect_list(const struct yaml_node *node, struct faults *faults)
{
	if (node->kind == YAML_LIST)
		return true;
	expect_fault(node, faults, "“%s”应是列表：[甲, 乙]，或每行一个“- 甲”",
		node->key ? node->key : "这里");
	return false;
}

static void add_word(struct def_words *out, const struct yaml_node *node, struct faults *faults)
{
	if (node->kind != YAML_SCALAR || text_blank(node->text)) {
		expect_fault(node, faults, "这里应是一个词");
		return;
	}
	if (!node->quoted && strstr(node->text, "，"))
		expect_fault(node, faults,
			"“%s”里是全角逗号；请改成半角逗号加空格“, ”，若确是一个词请加引号",
			node->text);
	for (size_t i = 0; i < out->n; i++)
		if (text_eq(out->at[i], node->text)) {
			expect_fault(node, faults, "“%s”写了两次", node->text);
			return;
		}
	vec_push(out, mem_strdup(node->text));
}

void expect_words(
	struct def_words *out, const struct yaml_node *map, const char *key, struct faults *faults)
{
	const struct yaml_node *node = yaml_get(map, key);

	if (!node)
		return;
	if (node->kind == YAML_SCALAR) {
		add_word(out, node, faults);
		return;
	}
	if (!expect_list(node, faults))
		return;
	for (size_t i = 0; i < node->n; i++)
		add_word(out, node->items[i], faults);
}

size_t expect_number(
	const struct yaml_node *map, const char *key, size_t most, struct faults *faults)
{
	const char *text = expect_text(map, key, false, faults);
	uint64_t value;

	if (!text)
		return 0;
	if (text_to_u64(text, &value) && value >= 1 && value <= most)
		return (size_t)value;
	expect_fault(yaml_get(map, key), faults, "“%s”应是 1 到 %zu 的整数", key, most);
	return 0;
}

bool expect_name(const struct yaml_node *node, const char *name, size_t line, size_t column,
	struct faults *faults)
{
	size_t n = strlen(name);

	if (n && n <= NAME_MAX_BYTES && name[0] >= 'a' && name[0] <= 'z' &&
		strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == n)
		return true;
	if (!node->faulty)
		fault_add(faults, node->file, line, column,
			"“%s”不能作名称：只用小写字母、数字和 _，以字母开头，最多 %d 个", name,
			NAME_MAX_BYTES);
	return false;
}

size_t expect_choice(const struct yaml_node *map, const char *key, const char *const *words,
	size_t fallback, struct faults *faults)
{
	const char *text = expect_text(map, key, false, faults);
	struct str all = {0};

	if (!text)
		return fallback;
	for (size_t i = 0; words[i]; i++)
		if (text_eq(words[i], text))
			return i;
	for (size_t i = 0; words[i]; i++)
		str_addf(&all, "%s%s", i ? "、" : "", words[i]);
	expect_fault(yaml_get(map, key), faults, "“%s”只能是 %s", key, str_c(&all));
	str_free(&all);
	return fallback;
}
