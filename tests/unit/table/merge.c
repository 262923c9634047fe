#include <unit/table/sample.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/merge.h>

struct case_of {
	struct sample s;
	struct record base, theirs, mine, out;
	struct merge_clashes clashes;
};

static void begin(struct case_of *c)
{
	memset(c, 0, sizeof *c);
	sample_make(&c->s, "mem");
	sample_set(c->s.person, &c->base, "name", "张三");
	sample_set(c->s.person, &c->base, "note", "旧");
	record_copy(&c->theirs, &c->base);
	record_copy(&c->mine, &c->base);
	c->theirs.id = c->base.id = 7;
	c->theirs.version = 3;
}

static void end(struct case_of *c)
{
	record_free(&c->base);
	record_free(&c->theirs);
	record_free(&c->mine);
	record_free(&c->out);
	vec_free(&c->clashes);
	sample_free(&c->s);
}

static bool merged(struct case_of *c)
{
	return merge_records(c->s.person, &c->base, &c->theirs, &c->mine, &c->out, &c->clashes);
}

static const char *out(const struct case_of *c, const char *field)
{
	return record_field(&c->out, def_field(c->s.person, field));
}

Test(merge, one_side_alone_goes_in)
{
	struct case_of c;

	begin(&c);
	sample_set(c.s.person, &c.theirs, "phone", "19900000001");
	sample_set(c.s.person, &c.mine, "note", "");
	sample_set(c.s.person, &c.mine, "count", "3");
	cr_assert(merged(&c));
	cr_assert_str_eq(out(&c, "phone"), "19900000001");
	cr_assert_str_eq(out(&c, "note"), "");
	cr_assert_str_eq(out(&c, "count"), "3");
	cr_assert_eq(c.out.id, 7);
	cr_assert_eq(c.out.version, 3);
	end(&c);
}

Test(merge, both_alike_is_no_clash_and_different_is)
{
	struct case_of c;

	begin(&c);
	sample_set(c.s.person, &c.theirs, "note", "同");
	sample_set(c.s.person, &c.mine, "note", "同");
	cr_assert(merged(&c));
	sample_set(c.s.person, &c.mine, "note", "异");
	cr_assert_not(merged(&c));
	cr_assert_eq(c.clashes.n, 1);
	cr_assert_eq(c.out.n, 0);
	end(&c);
}

Test(merge, removed_here_and_changed_there_is_a_clash)
{
	struct case_of c;

	begin(&c);
	sample_set(c.s.person, &c.theirs, "note", "新");
	sample_set(c.s.person, &c.mine, "note", "");
	cr_assert_not(merged(&c));
	end(&c);
}

Test(merge, what_belongs_together_stays_together)
{
	struct case_of c;
	char id_no[19];

	begin(&c);
	const struct def_field *number = def_field(c.s.person, "id_no");
	cr_assert_eq(merge_leader(c.s.person, def_field(c.s.person, "sex")), number);
	cr_assert_eq(merge_leader(c.s.person, def_field(c.s.person, "name")), number);
	cr_assert_eq(merge_leader(c.s.person, number), number);
	cr_assert_eq(merge_leader(c.s.person, def_field(c.s.person, "note")),
		def_field(c.s.person, "note"));
	sample_idno(3, id_no);
	sample_set(c.s.person, &c.theirs, "id_no", id_no);
	sample_set(c.s.person, &c.mine, "sex", "女");
	cr_assert_not(merged(&c));
	end(&c);
}

Test(merge, fields_nobody_knows_any_more_survive)
{
	struct case_of c;

	begin(&c);
	record_set(&c.base, 900, "甲");
	record_set(&c.theirs, 900, "甲");
	record_set(&c.mine, 900, "乙");
	record_set(&c.theirs, 901, "丙");
	record_set(&c.mine, 902, "丁");
	cr_assert(merged(&c));
	cr_assert_str_eq(record_get(&c.out, 900), "乙");
	cr_assert_str_eq(record_get(&c.out, 901), "丙");
	cr_assert_str_eq(record_get(&c.out, 902), "丁");
	end(&c);
}

Test(merge, sameness)
{
	struct record a = {0}, b = {0};

	cr_assert(merge_same(&a, &b));
	record_set(&a, 1, "x");
	cr_assert_not(merge_same(&a, &b));
	record_set(&b, 2, "x");
	cr_assert_not(merge_same(&a, &b));
	record_set(&b, 2, "");
	record_set(&b, 1, "x");
	cr_assert(merge_same(&a, &b));
	record_free(&a);
	record_free(&b);
}
