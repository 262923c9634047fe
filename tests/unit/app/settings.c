#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/app/settings.h>
#include <binggui/base/file.h>
#include <binggui/base/mem.h>

static char dir[] = "/tmp/binggui-settings-XXXXXX";

static void open_dir(void)
{
	cr_assert_not_null(mkdtemp(dir));
	setenv("XDG_CONFIG_HOME", dir, 1);
	unsetenv("BINGGUI_TERMINAL");
}

static void close_dir(void)
{
	char command[64];

	snprintf(command, sizeof command, "rm -rf %s", dir);
	cr_assert_eq(system(command), 0);
}

TestSuite(settings, .init = open_dir, .fini = close_dir);

static void write_raw(const char *text)
{
	struct str path = {0};
	struct err e = {0};

	file_join(&path, dir, "binggui");
	cr_assert(file_make_dirs(str_c(&path), 0700, &e));
	str_add(&path, "/settings.yaml");
	cr_assert(file_write(str_c(&path), text, strlen(text), 0600, &e), "%s", e.text);
	str_free(&path);
}

Test(settings, what_is_written_is_read)
{
	struct settings s = {.ambiguous = 2, .ascii = true, .no_color = true, .slow = true},
			back = {0};
	struct err e = {0};

	cr_assert(settings_read(&back, &e), "no file is no failure");
	cr_assert_null(back.name);
	s.name = mem_strdup("李\"卫\\国\x1b[31m");
	s.terminal = mem_strdup("gbk");
	cr_assert(settings_write(&s, &e), "%s", e.text);
	cr_assert(settings_read(&back, &e), "%s", e.text);
	cr_assert_str_eq(back.name, "李\"卫\\国[31m");
	cr_assert_str_eq(back.terminal, "gbk");
	cr_assert_eq(back.ambiguous, 2);
	cr_assert(back.ascii && back.no_color && back.slow);
	settings_free(&s);
	settings_free(&back);
}

Test(settings, nonsense_is_passed_by)
{
	static const char *const texts[] = {"", "name", "- a\n- b\n",
		"name: [1, 2]\nambiguous: 7\n", "\xff\xfe: {", "name: \"\"\n"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct settings s = {0};
		struct err e = {0};
		write_raw(texts[i]);
		cr_assert(settings_read(&s, &e), "%zu: %s", i, e.text);
		cr_assert_null(s.name);
		cr_assert_eq(s.ambiguous, 0);
		settings_free(&s);
	}
}

Test(settings, options_go_before_them)
{
	struct settings s = {.name = "李卫国", .terminal = "gbk", .ambiguous = 2};
	struct options told = {
		.user = "张三", .user_told = true, .terminal = "utf-8", .ambiguous = 1};
	struct options open = {.user = "login"};

	settings_apply(&s, &told);
	cr_assert_str_eq(told.user, "张三");
	cr_assert_str_eq(told.terminal, "utf-8");
	cr_assert_eq(told.ambiguous, 1);
	settings_apply(&s, &open);
	cr_assert_str_eq(open.user, "李卫国");
	cr_assert_str_eq(open.terminal, "gbk");
	cr_assert_eq(open.ambiguous, 2);
	cr_assert_not(open.ascii);
}
