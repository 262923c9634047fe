#include <binggui/schema/type_text.h>

#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/pinyin.h>

/* Keys of a store hold 400 bytes with all their parts. */
enum { ORDER_CHARS = 32, KEY_BYTES = 120 };

static bool parse_text(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	(void)f, (void)c, (void)why;
	fold_clean(out, typed);
	return true;
}

static bool parse_longtext(const struct def_field *f, const struct type_context *c,
	const char *typed, struct str *out, struct str *why)
{
	(void)f, (void)c, (void)why;
	fold_clean_lines(out, typed);
	return true;
}

static bool parse_name(const struct def_field *f, const struct type_context *c, const char *typed,
	struct str *out, struct str *why)
{
	(void)f, (void)c, (void)why;
	fold_name(out, typed);
	return true;
}

static bool parse_computed(const struct def_field *f, const struct type_context *c,
	const char *typed, struct str *out, struct str *why)
{
	(void)c;
	fold_clean(out, typed);
	if (!out->n)
		return true;
	str_clear(out);
	str_clear(why);
	str_addf(why, "“%s”由程序算出，不能填写", f->label);
	return false;
}

void type_text_format(
	const struct def_field *f, const struct type_context *c, const char *value, struct str *out)
{
	(void)f, (void)c;
	str_set(out, value);
}

void type_text_bytes(const struct def_field *f, const char *value, struct str *out)
{
	(void)f;
	str_addn(out, value, strnlen(value, KEY_BYTES));
}

void type_text_order(const struct def_field *f, const char *value, struct str *out)
{
	pinyin_sort_key(out, value, ORDER_CHARS);
	str_addn(out, "\0", 2); /* so that 张三 comes before 张三丰 */
	type_text_bytes(f, value, out);
}

static void no_key(const struct def_field *f, const char *value, struct str *out)
{
	(void)f, (void)value, (void)out;
}

const struct type type_text = {
	.name = "text",
	.label = "文字",
	.size = 200,
	.width = 16,
	.ordered = true,
	.parse = parse_text,
	.format = type_text_format,
	.key = type_text_order,
};

const struct type type_longtext = {
	.name = "longtext",
	.label = "多行文字",
	.size = 8000,
	.width = 24,
	.parse = parse_longtext,
	.format = type_text_format,
	.key = type_text_order,
};

const struct type type_name = {
	.name = "name",
	.label = "姓名",
	.size = 50,
	.width = 10,
	.ordered = true,
	.parse = parse_name,
	.format = type_text_format,
	.key = type_text_order,
};

const struct type type_computed = {
	.name = "computed",
	.label = "自动计算",
	.size = 200,
	.width = 12,
	.ordered = true,
	.parse = parse_computed,
	.format = type_text_format,
	.key = no_key,
};
