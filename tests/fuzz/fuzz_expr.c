#include <fuzz/driver.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/expr.h>
#include <binggui/schema/load.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"",
		"sex = 男 and age >= 60 and not has(service: out < 2000)",
		"village.name ~ 坪 or sex in (男, 女性) and birth < today-60y",
		"phone = \"\" 且 非 name !~ '张 三' 或 （money > 1.2万）",
		"years(birth, today + 3m) - -2.5 != count(service) and days(birth) > length(name)",
		"birth = 1986-11 and birth >= 1986 and tags = 独居 and up.up.name = 张三",
		"\"户籍村(社区)\" = 61 and focus and not (((focus = 是)))",
		"town = name and total + 1 - total = 1 and name = 2020春节",
		NULL,
	};
	return seeds;
}

static const char table[] =
	"table: person\ntitle: 对象\nfields:\n"
	"  name: {label: 姓名, type: name, find: pinyin, unique: yes}\n"
	"  sex: {label: 性别, type: code, codes: sex, index: yes}\n"
	"  birth: {label: 出生日期, type: date, index: yes}\n"
	"  age: {label: 年龄, type: computed, formula: years(birth)}\n"
	"  village: {label: 户籍村(社区), type: ref, table: person, index: yes}\n"
	"  up: {label: 上级, type: ref, table: person}\n"
	"  money: {label: 金额, type: money, index: yes}\n"
	"  total: {label: 数, type: number}\n"
	"  focus: {label: 重点, type: yesno}\n"
	"  phone: {label: 电话, type: phone}\n"
	"  tags: {label: 标签, type: code, codes: sex, multiple: yes}\n"
	"  town: {label: 乡镇, type: computed, formula: up.name}\n"
	"codes:\n  sex: {title: 性别, list: [男, {label: 女, also: [女性]}, 独居]}\n";
static const char service[] = "table: service\ntitle: 服役\nowner: person\nfields:\n"
			      "  person: {label: 对象, type: ref, table: person}\n"
			      "  out: {label: 退役, type: date}\n";

static const struct record *follow(
	void *context, const struct def_table *target, const char *reference)
{
	(void)target;
	return *reference == '9' ? NULL : context;
}

static size_t each(void *context, const struct def_table *t, const struct def_field *by,
	const struct record *of, size_t enough, expr_row *row, void *row_context)
{
	(void)context, (void)t, (void)by, (void)enough;
	return row ? 1 + (row(row_context, of) && row(row_context, of)) : 2;
}

static void fill(const struct def_table *t, struct record *r)
{
	static const char *const values[] = {"张三丰", "男", "1986-11", "", "610927", "3-1027",
		"-12345", "3.25", "是", "19900001234", "独居\n男", ""};

	for (size_t i = 0; i < t->n; i++) {
		t->fields[i]->number = (uint16_t)(i + 1);
		record_set(r, t->fields[i]->number, values[i]);
	}
}

static void evaluate(const struct expr *x, struct record *r)
{
	struct type_context types = {.today = {2024, 8, 1}};
	struct expr_env env = {.types = &types, .context = r, .follow = follow, .each = each};
	struct str low = {0}, high = {0}, value = {0};
	const struct def_field *f = NULL;

	bool holds = expr_test(x, r, &env);
	expr_value(x, r, &env, &value);
	if (expr_bound(x, &f, &low, &high) && holds) {
		/* What holds for a record is never outside the bounds an index would be asked for. */
		struct str key = {0}, from = {0}, to = {0};
		type_key(f, record_field(r, f), &key);
		type_key(f, str_c(&low), &from);
		type_key(f, str_c(&high), &to);
		size_t n = key.n < from.n ? key.n : from.n;
		FUZZ_HOLDS(!from.n || memcmp(str_c(&key), str_c(&from), n) >= 0);
		n = key.n < to.n ? key.n : to.n;
		FUZZ_HOLDS(!to.n || memcmp(str_c(&key), str_c(&to), n) <= 0);
		str_free(&key);
		str_free(&from);
		str_free(&to);
	}
	str_free(&low);
	str_free(&high);
	str_free(&value);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct defs *d; /* loaded once: loading is fuzz_screens' business */
	static struct record r;
	struct def_source sources[] = {{(char *)"person.yaml", (char *)table, sizeof table - 1},
		{(char *)"service.yaml", (char *)service, sizeof service - 1}};
	struct faults faults = {0};
	struct err e = {0};

	if (!d) {
		d = load_sources(sources, 2, &faults);
		FUZZ_HOLDS(d);
		fill(defs_table(d, "person"), &r);
	}
	char *text = mem_strndup((const char *)bytes, n);
	struct expr *x = expr_parse(text, defs_table(d, "person"), d, &e);
	FUZZ_HOLDS(x || (e.code == ERR_DATA && text_starts(e.text, "第")));
	if (x)
		evaluate(x, &r);
	expr_free(x);
	mem_free(text);
	return 0;
}
