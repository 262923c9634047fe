#include <binggui/app/out.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static void print(FILE *to, const char *text)
{
	const char *at = text, *end = text + strlen(text);
	struct str safe = {0};

	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		bool fine = c == '\n' || c == '\t' || !(c & UTF8_BAD || fold_is_control(c));
		utf8_add(&safe, fine ? c : 0xFFFD);
	}
	fwrite(str_c(&safe), 1, safe.n, to);
	str_free(&safe);
}

void out_text(const char *text)
{
	print(stdout, text);
}

static void line(FILE *to, const char *format, va_list args)
{
	struct str text = {0};

	str_addv(&text, format, args);
	str_addc(&text, '\n');
	print(to, str_c(&text));
	str_free(&text);
}

void out_line(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	line(stdout, format, args);
	va_end(args);
}

void out_problem(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	va_start(args, format);
	line(stderr, format, args);
	va_end(args);
}

int out_failed(const struct err *e)
{
	/* Nothing done is never told as done, even by who forgot to say why. */
	if (e->code == ERR_OK) {
		out_problem("binggui: 没有做成，原因不明；请查看磁盘是否已满，再做一遍");
		return err_exit_code(ERR_BUG);
	}
	out_problem("binggui: %s", e->text);
	return err_exit_code(e->code);
}

bool out_flush(struct err *e)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	return err_sys(e, errno, "输出没有写完");
}
