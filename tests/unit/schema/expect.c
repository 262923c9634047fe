#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/schema/expect.h>

static struct faults faults;

static struct yaml_node *parse(const char *text)
{
	return yaml_parse("x.yaml", text, strlen(text), &faults);
}

/* The fault told last, and forgets all. */
static bool told(const char *text)
{
	bool same = faults.n > 0 && text_eq(faults.at[faults.n - 1].text, text);

	if (!same && faults.n)
		cr_log_error("%s", faults.at[faults.n - 1].text);
	faults_free(&faults);
	return same;
}

Test(expect, texts)
{
	struct yaml_node *root = parse("a: b\nc: [d]\ne:\nf: ''\n");

	cr_assert_str_eq(expect_text(root, "a", true, &faults), "b");
	cr_assert_null(expect_text(root, "x", false, &faults));
	cr_assert_null(expect_text(root, "f", false, &faults),
		"an empty quoted text is meant to be empty");
	cr_assert_eq(faults.n, 0);
	cr_assert_null(expect_text(root, "x", true, &faults));
	cr_assert(told("缺少“x”"));
	cr_assert_null(expect_text(root, "c", false, &faults));
	cr_assert(told("“c”只能写一段文字"));
	cr_assert_null(expect_text(root, "e", false, &faults));
	cr_assert(told("“e”后面是空的"));
	char *copy = expect_copy(root, "a", true, &faults);
	cr_assert_str_eq(copy, "b");
	mem_free(copy);
	copy = expect_copy(root, "x", false, &faults);
	cr_assert_str_eq(copy, "");
	mem_free(copy);
	yaml_tree_free(root);
}

Test(expect, shapes)
{
	struct yaml_node *root = parse("a: {b: c}\nd: [e]\n");

	cr_assert(expect_map(yaml_get(root, "a"), &faults));
	cr_assert(expect_list(yaml_get(root, "d"), &faults));
	cr_assert_not(expect_map(yaml_get(root, "d"), &faults));
	cr_assert_not(expect_list(yaml_get(root, "a"), &faults));
	cr_assert_eq(faults.n, 2);
	cr_assert_not(expect_map(yaml_get(root, "d")->items[0], &faults));
	cr_assert(told("这里应是“名称: 值”各项，如 {label: 名称}"));
	yaml_tree_free(root);
}

Test(expect, words)
{
	struct yaml_node *root =
		parse("a: [b, c, b]\nd: e\nf: [[x]]\ng: {h: i}\nj: [甲，乙]\nk: [\"丙，丁\"]\n");
	struct def_words w = {0};

	expect_words(&w, root, "x", &faults);
	cr_assert_eq(w.n, 0);
	expect_words(&w, root, "d", &faults);
	expect_words(&w, root, "k", &faults);
	cr_assert_eq(faults.n, 0);
	cr_assert_eq(w.n, 2);
	expect_words(&w, root, "a", &faults);
	cr_assert_eq(w.n, 4);
	cr_assert(told("“b”写了两次"));
	expect_words(&w, root, "f", &faults);
	cr_assert(told("这里应是一个词"));
	expect_words(&w, root, "g", &faults);
	cr_assert(told("“g”应是列表：[甲, 乙]，或每行一个“- 甲”"));
	expect_words(&w, root, "j", &faults);
	cr_assert_eq(faults.n, 1);
	for (size_t i = 0; i < w.n; i++)
		mem_free(w.at[i]);
	vec_free(&w);
	faults_free(&faults);
	yaml_tree_free(root);
}

Test(expect, numbers_names_and_choices)
{
	static const char *const words[] = {"error", "warn", NULL};
	struct yaml_node *root = parse("a: 12\nb: 0\nc: 13\nd: x\ne: warn\nf: fatal\n");

	cr_assert_eq(expect_number(root, "a", 12, &faults), 12);
	cr_assert_eq(expect_number(root, "x", 12, &faults), 0);
	cr_assert_eq(faults.n, 0);
	cr_assert_eq(expect_number(root, "b", 12, &faults), 0);
	cr_assert_eq(expect_number(root, "c", 12, &faults), 0);
	cr_assert_eq(expect_number(root, "d", 12, &faults), 0);
	cr_assert_eq(faults.n, 3);
	cr_assert(told("“d”应是 1 到 12 的整数"));
	cr_assert_eq(expect_choice(root, "e", words, 0, &faults), 1);
	cr_assert_eq(expect_choice(root, "x", words, 1, &faults), 1);
	cr_assert_eq(faults.n, 0);
	cr_assert_eq(expect_choice(root, "f", words, 0, &faults), 0);
	cr_assert(told("“f”只能是 error、warn"));
	cr_assert(expect_name(root, "phone_1", 1, 1, &faults));
	cr_assert_not(expect_name(root, "", 1, 1, &faults));
	cr_assert_not(expect_name(root, "_a", 1, 1, &faults));
	cr_assert_not(expect_name(root, "aB", 1, 1, &faults));
	cr_assert_not(
		expect_name(root, "a2345678901234567890123456789012345678901", 1, 1, &faults));
	cr_assert_eq(faults.n, 4);
	faults_free(&faults);
	yaml_tree_free(root);
}

Test(expect, one_place_is_told_once)
{
	struct yaml_node *root = parse("a: b\n");

	root->faulty = true;
	expect_fault(root, &faults, "again");
	cr_assert_eq(faults.n, 0);
	yaml_tree_free(root);
}
