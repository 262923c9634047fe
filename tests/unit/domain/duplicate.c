#include <binggui/domain/duplicate.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/table.h>
#include <unit/domain/rig.h>

static struct rig rig;

static void open(void)
{
	rig_open(&rig);
}

static void close(void)
{
	rig_close(&rig);
}

TestSuite(duplicate, .init = open, .fini = close);

static const struct def_table *persons(void)
{
	return defs_table(rig.defs, "person");
}

static void set(struct record *r, const char *field, const char *value)
{
	record_set(r, def_field(persons(), field)->number, value);
}

static struct record person(
	const char *name, const char *birth, const char *number, const char *phone)
{
	struct record r = {0};

	set(&r, "name", name);
	set(&r, "birth", birth);
	set(&r, "id_no", number);
	set(&r, "phone1", phone);
	set(&r, "id_type", *number ? "居民身份证" : "无证");
	return r;
}

static uint64_t save(const char *name, const char *birth, const char *number, const char *phone)
{
	struct record r = person(name, birth, number, phone);
	struct change c = {.table = persons(), .record = &r};
	struct err e = {0};

	cr_assert(table_save(rig.archive, &c, 1, NULL, &e), "%s", e.text);
	uint64_t id = r.id;
	change_free(&c);
	record_free(&r);
	return id;
}

/* The codes of what is found for somebody new, separated by blanks. */
static const char *found(const char *name, const char *birth, const char *number, const char *phone)
{
	static char out[512];
	struct record r = person(name, birth, number, phone);
	struct duplicates d = {0};
	struct err e = {0};

	out[0] = '\0';
	cr_assert(duplicate_find(rig.archive, persons(), &r, &d, &e), "%s", e.text);
	for (size_t i = 0; i < d.n; i++)
		snprintf(out + strlen(out), sizeof out - strlen(out), "%s%s", i ? " " : "",
			duplicate_code(d.at[i].rule));
	duplicates_free(&d);
	record_free(&r);
	return out;
}

Test(duplicate, rules_have_codes_and_labels)
{
	for (int i = 0; i < DUPLICATE_RULE_COUNT; i++) {
		cr_assert(*duplicate_code((enum duplicate_rule)i));
		cr_assert(*duplicate_label((enum duplicate_rule)i));
	}
}

Test(duplicate, nobody_is_like_somebody_new)
{
	cr_assert_str_eq(found("张三丰", "1954-01-01", "", ""), "");
	cr_assert_str_eq(found("", "", "", ""), "");
	save("李四", "1960-02-03", "", "");
	cr_assert_str_eq(found("张三丰", "1960-02-03", "", ""), "");
}

Test(duplicate, the_same_number)
{
	save("张三丰", "1986-11-02", rig_id("19861102", 901), "");
	cr_assert_str_eq(found("王五", "1986-11-02", rig_id("19861102", 901), ""), "same-number");
}

Test(duplicate, name_and_birthday)
{
	save("张三丰", "1954-01-01", "", "");
	cr_assert_str_eq(found("张三丰", "1954-01-01", "", ""), "same-name-birth");
	cr_assert_str_eq(found("张三丰", "1954-01", "", ""), "same-name-birth");
	cr_assert_str_eq(found("张三丰", "1954", "", ""), "same-name-birth");
	cr_assert_str_eq(found("張三豐", "1954-01-01", "", ""), "same-name-birth");
	cr_assert_str_eq(found("张三丰", "1955-01-01", "", ""), "");
	cr_assert_str_eq(found("张三丰", "", "", ""), "same-name");
}

Test(duplicate, name_and_phone_or_a_slip_in_the_number)
{
	save("张三丰", "1986-11-02", rig_id("19861102", 901), "19900000001");
	cr_assert_str_eq(found("张三丰", "1987-11-02", "", "19900000001"), "same-name-phone");
	const char *near = rig_id("19861112", 901);
	cr_assert_str_eq(found("张三丰", "1986-11-12", near, ""), "near-number");
	cr_assert_str_eq(found("张三丰", "1987-11-02", "", ""), "");
}

Test(duplicate, names_that_sound_alike)
{
	save("张伟", "1970-05-06", "", "");
	cr_assert_str_eq(found("章炜", "1970-05-06", "", ""), "same-sound-birth");
	cr_assert_str_eq(found("章炜", "1970-05", "", ""), "same-sound-birth");
	cr_assert_str_eq(found("章炜", "1970", "", ""), "", "a year alone is too little");
	cr_assert_str_eq(found("章炜", "1970-05-07", "", ""), "");
}

Test(duplicate, names_with_one_slip)
{
	save("张三丰", "1954-01-01", "", "");
	save("张三丰", "1970-01-01", "", "");
	save("阿卜杜热合曼·吾买尔", "1990-06-06", "", "");
	static const char *const near[] = {"张三峯", "李三丰", "张四丰", "张丰", "张三丰子"};
	for (size_t i = 0; i < sizeof near / sizeof *near; i++)
		cr_assert(strlen(found(near[i], "1954-01-01", "", "")), "%s", near[i]);
	cr_assert_str_eq(found("张四丰", "1954-01-01", "", ""), "near-name-birth");
	cr_assert_str_eq(found("李四丰", "1954-01-01", "", ""), "");
	cr_assert_str_eq(found("阿不杜热合曼吾买尔", "1990-06-06", "", ""), "same-sound-birth");
	cr_assert_str_eq(found("阿卜杜热合曼·吾买提", "1990-06-06", "", ""), "near-name-birth");
}

Test(duplicate, oneself_and_the_voided_are_nobody_else)
{
	struct record r = {0};
	struct duplicates d = {0};
	struct err e = {0};
	uint64_t id = save("张三丰", "1954-01-01", "", "");

	cr_assert(table_get(rig.archive, persons(), id, &r, &e));
	cr_assert(duplicate_find(rig.archive, persons(), &r, &d, &e));
	cr_assert_eq(d.n, 0);
	struct record base = {0};
	record_copy(&base, &r);
	struct change c = {.table = persons(), .base = &base, .record = &r, .void_it = true};
	cr_assert(table_save(rig.archive, &c, 1, NULL, &e), "%s", e.text);
	change_free(&c);
	record_free(&base);
	record_free(&r);
	duplicates_free(&d);
	cr_assert_str_eq(found("张三丰", "1954-01-01", "", ""), "");
}

Test(duplicate, a_table_without_names_has_none)
{
	struct record r = {0};
	struct duplicates d = {0};
	struct err e = {0};

	cr_assert(duplicate_find(rig.archive, defs_table(rig.defs, "service"), &r, &d, &e));
	cr_assert_eq(d.n, 0);
}

Test(duplicate, what_was_touched)
{
	struct record a = person("张三", "1954-01-01", "", ""), b = {0};

	record_copy(&b, &a);
	cr_assert(duplicate_touched(persons(), NULL, &a));
	cr_assert_not(duplicate_touched(persons(), &a, &b));
	set(&b, "phone1", "19900000001");
	cr_assert_not(duplicate_touched(persons(), &a, &b));
	set(&b, "birth", "1954-01-02");
	cr_assert(duplicate_touched(persons(), &a, &b));
	record_free(&a);
	record_free(&b);
}

/* In a county's worth of people; the figure is printed, what is asserted is far above it. */
Test(duplicate, among_many_people)
{
	static const char *const given[] = {
		"伟", "芳", "娜", "敏", "静", "强", "磊", "军", "洋", "勇"};
	static const char *const family[] = {"张", "王", "李", "赵", "陈", "刘", "杨", "黄"};
	enum { MANY = 4000, BATCH = 500 };
	static struct record r[BATCH];
	struct change c[BATCH];
	struct err e = {0};

	for (int i = 0; i < MANY; i += BATCH) {
		for (int k = 0; k < BATCH; k++) {
			char name[32], birth[16];
			int n = i + k;
			snprintf(name, sizeof name, "%s%s%s", family[n % 8], given[n / 8 % 10],
				given[n / 80 % 10]);
			snprintf(birth, sizeof birth, "19%02d-%02d-%02d", 40 + n % 60,
				1 + n / 60 % 12, 1 + n % 28);
			r[k] = person(name, birth, "", "");
			c[k] = (struct change){.table = persons(), .record = &r[k]};
		}
		cr_assert(table_save(rig.archive, c, BATCH, NULL, &e), "%s", e.text);
		for (int k = 0; k < BATCH; k++) {
			change_free(&c[k]);
			record_free(&r[k]);
		}
	}
	clock_t start = clock();
	cr_assert_str_eq(found("张伟伟", "1940-01-01", "", ""), "same-name-birth");
	double ms = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC;
	cr_log_info("%d people: %.1f ms", MANY, ms);
	cr_assert_lt(ms, 500.0);
}
