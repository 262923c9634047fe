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
		"village within 张三丰 and up not within village or 上级 位于 '3-1027'",
		"birth >= since and birth + days(birth, until) <= 至 or 自 > today",
		"sum(service.pay: out > 2000) > 1.2万 and last(service.out) - first(服役.out) = 3",
		"has(service by helper: out = other.birth) and count(service 按 person) > me.total",
		"other.tags = tags and sex in (other.tags, other.sex, 男) and other.village within "
		"up",
		"other.village.up within me.village or money <= other.money + 1 and other.focus",
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
			      "  out: {label: 退役, type: date}\n"
			      "  helper: {label: 帮助人, type: ref, table: person, index: yes}\n"
			      "  pay: {label: 津贴, type: money}\n";

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

static const struct type_context types = {.today = {2024, 8, 1}};

static bool lies(
	const struct def_field *f, const struct record *r, const char *from, const char *to)
{
	struct str key = {0}, low = {0}, high = {0};

	type_key(f, record_field(r, f), &key);
	type_key(f, from, &low);
	type_key(f, to, &high);
	size_t n = key.n < low.n ? key.n : low.n, m = key.n < high.n ? key.n : high.n;
	bool within = (!low.n || memcmp(str_c(&key), str_c(&low), n) >= 0) &&
		      (!high.n || memcmp(str_c(&key), str_c(&high), m) <= 0);
	str_free(&key);
	str_free(&low);
	str_free(&high);
	return within;
}

/* What holds for a record is never outside the bounds an index would be asked for. */
static void ask_index(const struct expr *x, const struct record *r, bool holds)
{
	struct str low = {0}, high = {0};
	const struct def_field *f = NULL;

	if (expr_bound(x, &f, &low, &high) && holds)
		FUZZ_HOLDS(lies(f, r, str_c(&low), str_c(&high)));
	str_free(&low);
	str_free(&high);
}

/* Whatever is known beforehand, a condition holds for the same records. */
static void bind(const struct expr *x, const struct record *r, size_t n, bool holds)
{
	struct expr_env env = {
		.types = &types, .context = (void *)r, .follow = follow, .each = each};

	for (unsigned known = 0; known < 1u << n; known++) {
		const struct record *records[2], *all[2] = {r, r};
		for (size_t i = 0; i < n; i++)
			records[i] = known >> i & 1 ? r : NULL;
		struct expr *bound = expr_bind(x, records, n, &env);
		bool one = n == 1 || known == 1 || known == 2;
		FUZZ_HOLDS(holds ==
			   (one ? expr_test(bound, r, &env) : expr_test_scope(bound, all, &env)));
		if (one)
			ask_index(bound, r, holds);
		expr_free(bound);
	}
}

static void evaluate(const struct expr *x, const struct record *r, size_t n)
{
	struct expr_env env = {
		.types = &types, .context = (void *)r, .follow = follow, .each = each};
	const struct record *records[2] = {r, r};
	struct str value = {0};

	bool holds = expr_test_scope(x, records, &env);
	expr_value_scope(x, records, &env, &value);
	if (n == 1)
		ask_index(x, r, holds);
	bind(x, r, n, holds);
	str_free(&value);
}

static void try_text(const char *text, const struct defs *d, const struct record *r, size_t n)
{
	const struct def_table *t = defs_table(d, "person");
	struct expr_scope scopes[] = {{"me", t}, {"other", t}};
	struct err e = {0};
	struct expr *x =
		n == 1 ? expr_parse(text, t, d, &e) : expr_parse_scope(text, scopes, n, d, &e);

	FUZZ_HOLDS(x || (e.code == ERR_DATA && text_starts(e.text, "第")));
	if (x)
		evaluate(x, r, n);
	expr_free(x);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct defs *d; /* loaded once: loading is fuzz_screens' business */
	static struct record r;
	struct def_source sources[] = {{(char *)"person.yaml", (char *)table, sizeof table - 1},
		{(char *)"service.yaml", (char *)service, sizeof service - 1}};
	struct faults faults = {0};

	if (!d) {
		d = load_sources(sources, 2, &faults);
		FUZZ_HOLDS(d);
		fill(defs_table(d, "person"), &r);
		struct def_table *t = defs_table(d, "person");
		t->tree = def_field(t, "up");
	}
	char *text = mem_strndup((const char *)bytes, n);
	try_text(text, d, &r, 1);
	try_text(text, d, &r, 2);
	mem_free(text);
	return 0;
}
