#include <binggui/schema/yamlpack.h>

#include <string.h>

#include <criterion/criterion.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>

static const char text[] = "table: person\n"
			   "fields:\n"
			   "  name: {label: 姓名, type: name, also: [名字, \"引号 里的\"]}\n"
			   "  note: {label: 备注}\n"
			   "empty: {}\n"
			   "forms:\n"
			   "  基本: |\n"
			   "     姓名 {name   }\n"
			   "     备注 {note   }\n";

static void same_text(const char *a, const char *b)
{
	cr_assert_eq(!a, !b);
	if (a)
		cr_assert_str_eq(a, b);
}

static void same(const struct yaml_node *a, const struct yaml_node *b)
{
	cr_assert_eq(a->kind, b->kind);
	cr_assert_str_eq(a->file, b->file);
	cr_assert_eq(a->line, b->line);
	cr_assert_eq(a->column, b->column);
	cr_assert_eq(a->key_line, b->key_line);
	cr_assert_eq(a->key_column, b->key_column);
	cr_assert_eq(a->quoted, b->quoted);
	cr_assert_eq(a->block, b->block);
	cr_assert_eq(a->text_line, b->text_line);
	cr_assert_eq(a->text_column, b->text_column);
	cr_assert_eq(a->n, b->n);
	same_text(a->key, b->key);
	same_text(a->text, b->text);
	for (size_t i = 0; i < a->n; i++)
		same(a->items[i], b->items[i]);
}

static void there_and_back(const char *name, const char *bytes, size_t n)
{
	struct faults faults = {0};
	struct str packed = {0};
	struct yaml_node *root = yaml_parse(name, bytes, n, &faults);

	cr_assert_not_null(root, "%s", name);
	yamlpack_write(&packed, root);
	struct yaml_node *again = yamlpack_read(name, packed.at, packed.n);
	cr_assert_not_null(again);
	same(root, again);
	yaml_tree_free(root);
	yaml_tree_free(again);
	str_free(&packed);
	faults_free(&faults);
}

Test(yamlpack, a_tree_comes_back_as_it_was)
{
	struct file_names names = {0};
	struct str path = {0}, bytes = {0};

	there_and_back("a.yaml", text, strlen(text));
	cr_assert(file_list("screens", ".yaml", &names, NULL));
	for (size_t i = 0; i < names.n; i++) {
		file_join(&path, "screens", names.at[i]);
		cr_assert(file_read(path.at, 1 << 20, &bytes, NULL));
		there_and_back(names.at[i], bytes.at, bytes.n);
	}
	file_names_free(&names);
	str_free(&path);
	str_free(&bytes);
}

/* Damaged bytes are no tree, or some tree: never a crash. */
Test(yamlpack, bytes_cut_or_changed_anywhere)
{
	struct faults faults = {0};
	struct str packed = {0};
	struct yaml_node *root = yaml_parse("a.yaml", text, strlen(text), &faults);

	yamlpack_write(&packed, root);
	for (size_t n = 0; n < packed.n; n++) {
		char *part = mem_dup(packed.at, n);
		cr_assert_null(yamlpack_read("a.yaml", part, n));
		mem_free(part);
	}
	for (size_t i = 0; i < packed.n; i++) {
		char *changed = mem_dup(packed.at, packed.n);
		changed[i] ^= (char)0xFF;
		yaml_tree_free(yamlpack_read("a.yaml", changed, packed.n));
		mem_free(changed);
	}
	cr_assert_null(yamlpack_read("a.yaml", NULL, 0));
	yaml_tree_free(root);
	str_free(&packed);
	faults_free(&faults);
}
