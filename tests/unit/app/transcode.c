#include <criterion/criterion.h>
#include <stdlib.h>

#include <binggui/app/transcode.h>

static void names(const char *name, enum charset wanted)
{
	enum charset c = CHARSET_COUNT;
	bool told = false;
	cr_expect(transcode_named(name, &told, &c), "%s", name);
	cr_expect(told, "%s", name);
	cr_expect_eq(c, wanted, "%s is %s", name, charset_name(c));
}

Test(transcode, encodings_of_terminals_have_many_names)
{
	names("utf-8", CHARSET_UTF8);
	names("UTF8", CHARSET_UTF8);
	names("gbk", CHARSET_GBK);
	names("GB2312", CHARSET_GBK);
	names("cp936", CHARSET_GBK);
	names("eucCN", CHARSET_GBK);
	names("gb18030", CHARSET_GB18030);
	names("GB-18030", CHARSET_GB18030);
	names("BIG5", CHARSET_BIG5);
	names("BIG5-HKSCS", CHARSET_BIG5);
}

Test(transcode, to_say_nothing_or_auto_is_the_same)
{
	static const char *const nothing[] = {NULL, "", "auto"};
	for (size_t i = 0; i < 3; i++) {
		enum charset c;
		bool told = true;
		cr_expect(transcode_named(nothing[i], &told, &c));
		cr_expect_not(told);
	}
}

Test(transcode, what_no_terminal_speaks_is_refused)
{
	enum charset c;
	bool told;
	cr_expect_not(transcode_named("utf-16", &told, &c));
	cr_expect_not(transcode_named("utf-16be", &told, &c));
	cr_expect_not(transcode_named("latin1", &told, &c));
	cr_expect_not(transcode_named("gbk ", &told, &c) && !told);
}

Test(transcode, the_process_behind_draws_for_the_terminal_in_front)
{
	struct transcode t;
	struct app app = {0};
	struct term_options o = {0};
	int code;
	setenv("TERM", "xterm", 1);
	setenv("BINGGUI_TRANSCODED", "2", 1);
	cr_assert(transcode_ready(&t, &app, &o, &code));
	cr_expect(t.behind);
	cr_expect_eq(o.ambiguous, 2);
	cr_expect(o.legacy_lines);
	cr_expect_not(o.ascii);
	cr_expect_null(getenv("BINGGUI_TRANSCODED"), "nobody else is behind it");
	transcode_free(&t);

	setenv("TERM", "ansi", 1);
	setenv("BINGGUI_TRANSCODED", "1", 1);
	o = (struct term_options){0};
	cr_assert(transcode_ready(&t, &app, &o, &code));
	cr_expect_eq(o.ambiguous, 1);
	cr_expect_not(o.legacy_lines, "its line set is not ASCII");
	cr_expect(o.ascii);
	transcode_free(&t);

	setenv("TERM", "xterm", 1);
	setenv("BINGGUI_TRANSCODED", "2", 1);
	o = (struct term_options){.ascii = true};
	cr_assert(transcode_ready(&t, &app, &o, &code));
	cr_expect_not(o.legacy_lines, "asked for ASCII");
	cr_expect(o.ascii);
	transcode_free(&t);
}
