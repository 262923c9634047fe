#include <binggui/app/paper.h>

#include <stdlib.h>

#include <binggui/base/file.h>
#include <binggui/text/charset.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

static void printer_lines(struct str *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			str_addc(out, '\r');
		str_addc(out, *text);
	}
}

bool paper_write(const char *text, const char *path, const char *encoding, struct err *e)
{
	struct str lines = {0}, bytes = {0};
	enum charset charset = CHARSET_UTF8;
	bool ok = !encoding || charset_by_name(encoding, &charset);

	if (!ok) {
		err_set(e, ERR_USAGE, "不认识编码“%s”；可用 UTF-8 或 GB18030", encoding);
	} else if (charset == CHARSET_UTF8) {
		str_add(&bytes, text);
	} else {
		printer_lines(&lines, text);
		ok = charset_encode(&bytes, charset, str_c(&lines), lines.n, NULL, e);
	}
	ok = ok && file_write(path, str_c(&bytes), bytes.n, 0600, e);
	str_free(&lines);
	str_free(&bytes);
	return ok;
}

void paper_path(struct str *out, const char *typed)
{
	struct span name = span_trim(span_of(typed));
	const char *home = getenv("HOME");

	str_clear(out);
	if (home && span_starts(name, "~/")) {
		str_addf(out, "%s/", home);
		name.at += 2;
		name.n -= 2;
	}
	str_addn(out, name.at, name.n);
}

/* ---- questions ------------------------------------------------------------------------------- */

void paper_free(struct paper *p)
{
	str_free(&p->text);
	str_free(&p->path);
}

static void write_it(struct paper *p)
{
	struct err e = {0};
	bool ok = (!p->before || p->before(p->x, str_c(&p->path), &e)) &&
		  paper_write(str_c(&p->text), str_c(&p->path), p->encoding, &e);

	if (ok)
		stack_say(p->app->stack, ROLE_GOOD, "已写到 %s", str_c(&p->path));
	else
		stack_say(p->app->stack, ROLE_PROBLEM, "%s", e.text);
}

static void replace_answered(void *x, bool yes)
{
	struct paper *p = x;

	if (yes)
		write_it(p);
	else
		stack_say(p->app->stack, ROLE_NOTICE, "没有写，原来的文件没有动");
}

static void path_given(void *x, const char *typed)
{
	struct paper *p = x;

	if (text_blank(typed))
		return;
	paper_path(&p->path, typed);
	if (file_exists(str_c(&p->path)))
		prompt_yes(p->app->stack, "已经有这个文件，换掉它吗？", str_c(&p->path), NULL,
			replace_answered, p);
	else
		write_it(p);
}

static void encoding_picked(void *x, size_t index)
{
	struct paper *p = x;

	if (index == PICKER_NONE)
		return;
	p->encoding = index ? "GB18030" : NULL;
	prompt_line(p->app->stack, "写成文本", "文件", str_c(&p->path), path_given, p);
}

void paper_ask(struct paper *p, struct app *app, const char *name, struct str *text,
	bool (*before)(void *x, const char *path, struct err *e), void *x)
{
	static const struct picker_item items[] = {
		{"文本，UTF-8", "utf8"},
		{"文本，GB18030（老式针式打印机）", "gb"},
	};

	str_free(&p->text);
	p->app = app;
	p->text = *text;
	*text = (struct str){0};
	p->before = before;
	p->x = x;
	str_set(&p->path, "~/");
	str_add(&p->path, name);
	picker_items(app->stack, "写成", items, 2, 0, NULL, encoding_picked, p);
}
