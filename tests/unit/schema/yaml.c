#include <string.h>

#include <criterion/criterion.h>

#include <binggui/schema/yaml.h>

static struct yaml_node *parse(const char *text, struct faults *faults)
{
	return yaml_parse("x.yaml", text, strlen(text), faults);
}

Test(yaml, everything_is_text_and_knows_its_place)
{
	struct faults f = {0};
	struct yaml_node *root = parse("a: no\n乙: {c: 0123, d: [x, \"y z\", '']}\ne:\n", &f);

	cr_assert_eq(f.n, 0);
	cr_assert_eq(root->kind, YAML_MAP);
	cr_assert_str_eq(root->file, "x.yaml");
	cr_assert_str_eq(yaml_text(root, "a"), "no");
	const struct yaml_node *b = yaml_get(root, "乙");
	cr_assert_eq(b->kind, YAML_MAP);
	cr_assert_eq(b->line, 2);
	cr_assert_eq(b->column, 4);
	cr_assert_eq(b->key_line, 2);
	cr_assert_eq(b->key_column, 1);
	cr_assert_str_eq(b->file, "x.yaml");
	cr_assert_str_eq(yaml_text(b, "c"), "0123");
	const struct yaml_node *d = yaml_get(b, "d");
	cr_assert_eq(d->kind, YAML_LIST);
	cr_assert_eq(d->n, 3);
	cr_assert_not(d->items[0]->quoted);
	cr_assert(d->items[1]->quoted);
	cr_assert_str_eq(d->items[2]->text, "");
	cr_assert_str_eq(yaml_text(root, "e"), "");
	yaml_tree_free(root);
}

Test(yaml, asking_for_what_is_not_there)
{
	struct faults f = {0};
	struct yaml_node *root = parse("a: {b: c}\n", &f);

	cr_assert_null(yaml_get(root, "x"));
	cr_assert_null(yaml_get(NULL, "x"));
	cr_assert_null(yaml_get(yaml_get(yaml_get(root, "a"), "b"), "c"));
	cr_assert_null(yaml_text(root, "a"));
	cr_assert_null(yaml_text(root, "x"));
	yaml_tree_free(root);
	yaml_tree_free(NULL);
}

Test(yaml, drawings_keep_their_place)
{
	struct faults f = {0};
	struct yaml_node *root = parse("f:\n  基本: |\n     姓名 {x}\n\n       右\n  b: 1\n", &f);
	const struct yaml_node *drawing = yaml_get(yaml_get(root, "f"), "基本");

	cr_assert(drawing->block);
	cr_assert_str_eq(drawing->text, "姓名 {x}\n\n  右\n");
	cr_assert_eq(drawing->text_line, 3);
	cr_assert_eq(drawing->text_column, 6);
	yaml_tree_free(root);
}

/* The rest of the tree is read as if nothing had happened. */
Test(yaml, slips_do_not_stop_the_reading)
{
	struct faults f = {0};
	struct yaml_node *root =
		parse("甲：1\nb: 2\nb: 3\nc: &x 4\nd: {e：5, g: 6}\nh: {i: 7，j: 8}\n", &f);

	cr_assert_eq(f.n, 5);
	cr_assert_str_eq(yaml_text(root, "甲"), "1");
	cr_assert_str_eq(yaml_text(root, "b"), "2");
	cr_assert_str_eq(yaml_text(root, "c"), "4");
	cr_assert_str_eq(yaml_text(yaml_get(root, "d"), "e"), "5");
	cr_assert_str_eq(yaml_text(yaml_get(root, "d"), "g"), "6");
	cr_assert_str_eq(yaml_text(yaml_get(root, "h"), "j"), "8");
	faults_free(&f);
	yaml_tree_free(root);
}

Test(yaml, what_cannot_be_read_is_null_with_a_fault)
{
	const char *bad[] = {"a: [", "a: \"", "a: b: c", "- a\nb: c\n", "a: *", "%", "{", "\"",
		"a: |x\n", "? [a, b]\n: x\n", "\xB1\xF8"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct faults f = {0};
		struct yaml_node *root = parse(bad[i], &f);
		cr_expect_gt(f.n, 0, "%s", bad[i]);
		faults_free(&f);
		yaml_tree_free(root);
	}
	struct faults f = {0};
	cr_assert_null(parse("", &f));
	cr_assert_null(parse("# nothing\n", &f));
	cr_assert_eq(f.n, 0);
}

Test(yaml, known_keys)
{
	static const char *const known[] = {"label", "type", NULL};
	struct faults f = {0};
	struct yaml_node *root = parse("label: a\nlable: b\nxyz: c\n", &f);

	yaml_only(root, known, &f);
	cr_assert_eq(f.n, 2);
	cr_assert_str_eq(f.at[0].text, "没有“lable”这一项；是不是“label”？");
	cr_assert_eq(f.at[0].line, 2);
	cr_assert_str_eq(f.at[1].text, "没有“xyz”这一项");
	yaml_only(NULL, known, &f);
	yaml_only(yaml_get(root, "label"), known, &f);
	cr_assert_eq(f.n, 2);
	faults_free(&f);
	yaml_tree_free(root);
}

Test(yaml, yes_and_no)
{
	struct faults f = {0};
	struct yaml_node *root = parse("a: yes\nb: 是\nc: no\nd: false\ne: 1\nf: []\n", &f);

	cr_assert(yaml_bool(yaml_get(root, "a"), false, &f));
	cr_assert(yaml_bool(yaml_get(root, "b"), false, &f));
	cr_assert_not(yaml_bool(yaml_get(root, "c"), true, &f));
	cr_assert_not(yaml_bool(yaml_get(root, "d"), true, &f));
	cr_assert(yaml_bool(NULL, true, &f));
	cr_assert_eq(f.n, 0);
	cr_assert(yaml_bool(yaml_get(root, "e"), true, &f));
	cr_assert_not(yaml_bool(yaml_get(root, "f"), false, &f));
	cr_assert_eq(f.n, 2);
	faults_free(&f);
	yaml_tree_free(root);
}
