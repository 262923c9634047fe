#include <unit/table/sample.h>

#include <stdio.h>

#include <criterion/criterion.h>

#include <binggui/base/vec.h>
#include <binggui/table/words.h>

static const char *folded(const struct def_table *t, const char *text)
{
	static char text_out[200];
	struct str out = {0};

	words_fold(&out, t, text);
	snprintf(text_out, sizeof text_out, "%s", str_c(&out));
	str_free(&out);
	return text_out;
}

Test(words, offices_are_places)
{
	struct sample s;

	sample_make(&s, "mem");
	cr_assert_str_eq(folded(s.area, "蔬菜村村民委员会"), "蔬菜村");
	cr_assert_str_eq(folded(s.area, "蔬菜村委会"), "蔬菜村");
	cr_assert_str_eq(folded(s.area, "城关社区居委会"), "城关社区");
	cr_assert_str_eq(folded(s.area, "城关居民委员会"), "城关社区");
	cr_assert_str_eq(folded(s.area, "城关镇人民政府"), "城关镇");
	cr_assert_str_eq(folded(s.area, "老城街道办事处"), "老城街道");
	cr_assert_str_eq(folded(s.area, "村委会"), "村委会"); /* nothing would be left */
	cr_assert_str_eq(folded(s.area, ""), "");
	cr_assert_str_eq(folded(s.person, "村村委会"), "村村委会"); /* people are no places */
	sample_free(&s);
}

static bool shortens(const struct def_table *t, const char *text, const char *to)
{
	return span_is(words_short(t, span_of(text)), to);
}

Test(words, a_place_without_its_kind)
{
	struct sample s;

	sample_make(&s, "mem");
	cr_assert(shortens(s.area, "蔬菜村", "蔬菜"));
	cr_assert(shortens(s.area, "城关社区", "城关"));
	cr_assert(shortens(s.area, "河村", "河村")); /* one character says too little */
	cr_assert(shortens(s.area, "", ""));
	cr_assert(shortens(s.person, "蔬菜村", "蔬菜村"));
	sample_free(&s);
}

Test(words, which_fields)
{
	struct sample s;

	sample_make(&s, "mem");
	cr_assert(words_has(s.area, def_field(s.area, "name")));
	cr_assert(words_has(s.area, def_field(s.area, "short")));
	cr_assert_not(words_has(s.area, def_field(s.area, "code")));
	cr_assert(words_has(s.person, def_field(s.person, "name")));
	cr_assert_not(words_has(s.person, def_field(s.person, "note")));
	cr_assert_not(words_has(s.person, def_field(s.person, "id_no")));
	cr_assert_eq(words_parent(s.area), def_field(s.area, "parent"));
	cr_assert_null(words_parent(s.person));
	sample_free(&s);
}

static size_t how_many(const struct words *w, enum words_rank rank, const char *word)
{
	struct ids ids = {0};

	words_find(w, rank, span_of(word), &ids);
	size_t n = ids.n;
	vec_free(&ids);
	return n;
}

Test(words, follow_what_is_saved)
{
	struct sample s;
	struct err e = {0};

	sample_make(&s, "mem");
	struct words *w = words_new(s.person);
	cr_assert(words_refresh(w, s.a, &e));
	cr_assert_eq(how_many(w, WORDS_FULL, "张三丰"), 0);
	uint64_t id = sample_add(s.a, s.person, "name", "张三丰", NULL);
	sample_add(s.a, s.person, "name", "张三丰", NULL);
	cr_assert(words_refresh(w, s.a, &e));
	cr_assert(words_refresh(w, s.a, &e));
	cr_assert_eq(how_many(w, WORDS_FULL, "张三丰"), 2);
	cr_assert_eq(how_many(w, WORDS_INITIALS, "zsf"), 2);
	cr_assert_eq(how_many(w, WORDS_SHORT, "张三丰"), 0);
	cr_assert_eq(sample_edit(s.a, s.person, id, "name", "张三", &e), CHANGE_SAVED);
	cr_assert(words_refresh(w, s.a, &e));
	cr_assert_eq(how_many(w, WORDS_FULL, "张三丰"), 1);
	words_free(w);
	words_free(NULL);
	sample_free(&s);
}
