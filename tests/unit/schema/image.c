#include <binggui/schema/image.h>

#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/map.h>
#include <binggui/base/mem.h>

/* A struct of every shape but types, which only fields have. */
struct leaf {
	int number;
	char *text;
};
struct tree {
	char *name;
	struct tree *left;
	struct leaf *leaves;
	size_t n;
	struct leaf **far;
	uint32_t n_far;
	char **words;
	size_t n_words;
	const struct leaf *best;
	const struct leaf **good;
	size_t n_good;
	struct leaf within;
	struct map by_name;
	void *later;
};

static const struct shape_part leaf_parts[] = {
	{SHAPE_TEXT, offsetof(struct leaf, text), 0, 0, NULL}};
static const struct shape leaf_shape = {sizeof(struct leaf), leaf_parts, 1};
static const struct shape tree_shape;
#define AT(m) offsetof(struct tree, m)
static const struct shape_part tree_parts[] = {
	{SHAPE_TEXT, AT(name), 0, 0, NULL},
	{SHAPE_ONE, AT(left), 0, 0, &tree_shape},
	{SHAPE_MANY, AT(leaves), AT(n), sizeof(size_t), &leaf_shape},
	{SHAPE_EACH, AT(far), AT(n_far), sizeof(uint32_t), &leaf_shape},
	{SHAPE_TEXTS, AT(words), AT(n_words), sizeof(size_t), NULL},
	{SHAPE_SEEN, AT(best), 0, 0, NULL},
	{SHAPE_SEENS, AT(good), AT(n_good), sizeof(size_t), NULL},
	{SHAPE_PART, AT(within), 0, 0, &leaf_shape},
	{SHAPE_MAP, AT(by_name), 0, 0, NULL},
	{SHAPE_NONE, AT(later), 0, 0, NULL},
};
static const struct shape tree_shape = {
	sizeof(struct tree), tree_parts, sizeof tree_parts / sizeof *tree_parts};

static struct leaf leaves[2] = {{1, "一"}, {2, "二"}}, lone = {3, "三"};
static struct leaf *far[] = {&lone};
static char *words[] = {"甲", "", NULL};
static const struct leaf *good[] = {&lone, &leaves[1]};
static struct tree low = {.name = "一", .best = &leaves[0]};

static struct tree sample(void)
{
	struct tree t = {.name = "树",
		.left = &low,
		.leaves = leaves,
		.n = 2,
		.far = far,
		.n_far = 1,
		.words = words,
		.n_words = 3,
		.best = &leaves[1],
		.good = good,
		.n_good = 2,
		.within = {4, "四"},
		.later = &low};

	map_put(&t.by_name, "second", &leaves[1]);
	map_put(&t.by_name, "gone", &lone);
	map_put(&t.by_name, "third", &lone);
	map_del(&t.by_name, "gone");
	return t;
}

static void check(const struct tree *t)
{
	cr_assert_str_eq(t->name, "树");
	cr_assert_eq(t->n, 2);
	cr_assert_str_eq(t->leaves[1].text, "二");
	cr_assert_eq(t->leaves[1].number, 2);
	cr_assert_str_eq(t->far[0]->text, "三");
	cr_assert_str_eq(t->words[0], "甲");
	cr_assert_str_eq(t->words[1], "");
	cr_assert_null(t->words[2]);
	cr_assert_eq(t->best, &t->leaves[1]);
	cr_assert_eq(t->good[0], t->far[0]);
	cr_assert_eq(t->good[1], t->best);
	cr_assert_str_eq(t->within.text, "四");
	cr_assert_eq(map_get(&t->by_name, "second"), t->best);
	cr_assert_eq(map_get(&t->by_name, "third"), t->far[0]);
	cr_assert_null(map_get(&t->by_name, "gone"));
	cr_assert_str_eq(t->left->name, "一");
	cr_assert_eq(t->left->name, t->leaves[0].text); /* alike, so one */
	cr_assert_eq(t->left->best, &t->leaves[0]);
	cr_assert_null(t->left->left);
	cr_assert_null(t->later);
}

Test(image, a_struct_works_wherever_it_lies)
{
	struct tree t = sample();
	struct str bytes = {0};

	cr_assert(image_pack(&bytes, &tree_shape, &t, 4096));
	char *room = mem_alloc(bytes.n + 64);
	for (size_t shift = 0; shift <= 64; shift += 16) {
		memcpy(room + shift, bytes.at, bytes.n);
		check(image_settle(room + shift, bytes.n));
	}
	mem_free(room);
	str_free(&bytes);
	map_free(&t.by_name);
}

Test(image, where_it_was_made_for_it_needs_nothing)
{
	struct tree t = sample();
	struct str bytes = {0};

	cr_assert(image_pack(&bytes, &tree_shape, &t, 0));
	char *room = mem_alloc(bytes.n);
	size_t n = bytes.n;
	str_clear(&bytes);
	cr_assert(image_pack(&bytes, &tree_shape, &t, (uintptr_t)room));
	memcpy(room, bytes.at, n);
	check(image_settle(room, n));
	cr_assert_eq(memcmp(room, bytes.at, n), 0);
	mem_free(room);
	str_free(&bytes);
	map_free(&t.by_name);
}

Test(image, what_points_outside_cannot_be_packed)
{
	static const struct leaf stranger = {9, "外"};
	struct tree t = sample();
	struct str bytes = {0};

	str_add(&bytes, "before");
	t.best = &stranger;
	cr_assert_not(image_pack(&bytes, &tree_shape, &t, 0));
	cr_assert_str_eq(bytes.at, "before");
	str_free(&bytes);
	map_free(&t.by_name);
}

Test(image, sizes_that_do_not_fit_are_refused)
{
	struct tree t = sample();
	struct str bytes = {0};

	cr_assert(image_pack(&bytes, &tree_shape, &t, 0));
	for (size_t n = 0; n < bytes.n; n++)
		cr_assert_null(image_settle(bytes.at, n));
	str_free(&bytes);
	map_free(&t.by_name);
}

Test(image, nothing_but_plain_members)
{
	struct tree t = {.n = 0}, *again;
	struct str bytes = {0};

	cr_assert(image_pack(&bytes, &tree_shape, &t, 0));
	again = image_settle(bytes.at, bytes.n);
	cr_assert(again && !again->name && !again->leaves && !map_get(&again->by_name, "x"));
	str_free(&bytes);
}
