#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/domain/paperform.h>
#include <binggui/schema/load.h>
#include <binggui/schema/type.h>
#include <binggui/store/kv_mem.h>
#include <binggui/table/table.h>
#include <binggui/text/width.h>

static const char text[] = "table: gift\n"
			   "title: 慰问\n"
			   "fields:\n"
			   "  name: {label: 姓名, type: name}\n"
			   "  id_no: {label: 证号, type: idno, class: secret}\n"
			   "  date: {label: 日期, type: date}\n"
			   "  amount: {label: 金额, type: money}\n"
			   "  why: {label: 事由, type: longtext, class: secret}\n"
			   "papers:\n"
			   "  slip:\n"
			   "    title: 领条\n"
			   "    when: amount > 0\n"
			   "    say: 没有金额\n"
			   "    text: |\n"
			   "      {name mask}领{amount}元，{date}，{user}，{town}{id_no?}\n"
			   "      |事由|{why full  }|{name:6}|\n"
			   "      {why}\n"
			   "      {today}{why full}\n"
			   "  roster:\n"
			   "    title: 名单\n"
			   "    kind: list\n"
			   "    head: |\n"
			   "      共{count}人\n"
			   "    row: |\n"
			   "      {row:3} {name:8} {id_no}\n"
			   "    foot: |\n"
			   "      合计{sum amount}元{sum length(name)}字\n";

static struct defs *defs;
static struct archive *a;
static const struct def_table *gift;
static struct str out;
static struct err e;

static void begin(void)
{
	struct def_source source = {"gift.yaml", (char *)text, strlen(text)};
	struct faults faults = {0};

	defs = load_sources(&source, 1, &faults);
	cr_assert(defs, "%s", faults.n ? faults.at[0].text : "");
	faults_free(&faults);
	struct archive_options options = {
		.defs = defs, .user = "王五", .today = {2020, 4, 30}, .create = true};
	a = archive_open("mem:paperform", &options, &e);
	cr_assert(a, "%s", e.text);
	gift = defs_table(defs, "gift");
}

static void end(void)
{
	archive_close(a);
	kv_mem_forget("paperform");
	defs_free(defs);
	str_free(&out);
}

TestSuite(paperform, .init = begin, .fini = end);

static uint64_t add(const char *name, const char *amount, const char *why)
{
	struct record r = {0};

	record_set(&r, def_field(gift, "name")->number, name);
	record_set(&r, def_field(gift, "id_no")->number, "610927198611029013");
	record_set(&r, def_field(gift, "date")->number, "2020-04-05");
	record_set(&r, def_field(gift, "amount")->number, amount);
	record_set(&r, def_field(gift, "why")->number, why);
	struct change c = {.table = gift, .record = &r};
	cr_assert(table_save(a, &c, 1, NULL, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

static bool set(const char *paper, const uint64_t *ids, size_t n, size_t *left)
{
	const struct paperform p = {
		a, gift, paperdef_named(gift->papers, gift->n_papers, paper), "城关镇", "王五"};

	str_clear(&out);
	return paperform_all(&p, ids, n, &out, left, &e);
}

#define SAYS(part) cr_assert(strstr(str_c(&out), part), "no “%s” in\n%s", part, str_c(&out))

Test(paperform, a_record_is_set_in_its_places)
{
	uint64_t id = add("张三丰", "123450", "房屋漏雨，已经三年没有修过，请求补助修房");
	size_t left;

	cr_assert(set("slip", &id, 1, &left), "%s", e.text);
	SAYS("                                      领条\n\n");
	SAYS("张*丰领1234.50元，2020年4月5日，王五，城关镇610927********9013\n");
	SAYS("|事由|房屋漏雨，已|张三丰|\n");
	SAYS("|    |经三年没有修|      |\n");
	SAYS("＊＊＊\n");
	SAYS("2020年4月30日房屋漏雨");
	cr_assert(!strstr(str_c(&out), "610927198611029013"));
}

Test(paperform, what_it_is_not_for_is_left_out_and_told)
{
	uint64_t ids[2] = {add("张三丰", "0", ""), add("李四", "100", "")};
	size_t left;

	cr_assert_not(set("slip", ids, 1, &left));
	cr_assert_eq(e.code, ERR_CHECK);
	cr_assert(strstr(e.text, "《领条》") && strstr(e.text, "没有金额"), "%s", e.text);
	cr_assert(set("slip", ids, 2, &left));
	cr_assert_eq(left, 1);
	SAYS("李*领1.00元");
}

Test(paperform, a_list_counts_and_adds_up)
{
	uint64_t ids[2] = {add("张三丰", "1050", ""), add("李四", "250", "")};
	size_t left;

	cr_assert(set("名单", ids, 2, &left), "%s", e.text);
	SAYS("共2人\n1   张三丰   610927********9013\n2   李四     610927********9013\n");
	SAYS("合计13.00元5字\n");
	cr_assert(set("slip", ids, 2, &left));
	SAYS("\f\n"); /* a sheet each */
}

Test(paperform, no_line_is_wider_than_the_paper)
{
	struct str why = {0};
	size_t left;

	for (int i = 0; i < 60; i++)
		str_add(&why, i % 7 ? "困难" : "，因病");
	uint64_t id = add("欧阳娜娜·艾山江", "99999999", str_c(&why));
	cr_assert(set("slip", &id, 1, &left));
	for (const char *at = str_c(&out); *at;) {
		size_t n = strcspn(at, "\n");
		char *line = mem_strndup(at, n);
		cr_assert_leq(width_text(line, 2), 80, "%s", line);
		cr_assert_neq(strncmp(line, "，", strlen("，")), 0, "%s", line);
		mem_free(line);
		at += n + (at[n] == '\n');
	}
	str_free(&why);
}

Test(paperform, names_in_public)
{
	static const char *const names[][2] = {{"张三丰", "张*丰"}, {"李四", "李*"}, {"王", "王"},
		{"", ""}, {"欧阳修远", "欧**远"}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str_clear(&out);
		paperform_mask(names[i][0], &out);
		cr_assert_str_eq(str_c(&out), names[i][1]);
	}
}
