#include <binggui/app/transcode.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/app/out.h>
#include <binggui/app/probe.h>
#include <binggui/app/relay.h>

/* Set for the process behind: the columns of ambiguous characters. */
#define MARKER "BINGGUI_TRANSCODED"

bool transcode_named(const char *name, bool *told, enum charset *out)
{
	enum charset c;
	*told = !text_blank(name) && strcmp(name, "auto") != 0;
	if (!*told)
		return true;
	if (!charset_by_name(name, &c) || c == CHARSET_UTF16LE || c == CHARSET_UTF16BE)
		return false;
	/* As files GBK is read as GB18030; a terminal may know no more than its name says. */
	bool full = strstr(name, "18030") != NULL;
	*out = c == CHARSET_GB18030 && !full ? CHARSET_GBK : c;
	return true;
}

/* ---- the locale ------------------------------------------------------------------------------ */

static const char *locale_name(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return "";
}

/* zh_CN.GBK@x: false if the name tells no encoding, or none of these. */
static bool locale_says(enum charset *out)
{
	char name[32];
	bool told;
	const char *dot = strchr(locale_name(), '.');
	size_t n = dot ? strcspn(dot + 1, "@") : 0;
	if (n == 0 || n >= sizeof name)
		return false;
	memcpy(name, dot + 1, n);
	name[n] = '\0';
	return transcode_named(name, &told, out) && told;
}

/* That of the pairs of bytes which a terminal shows as one character. */
static enum charset encoding_of_pairs(void)
{
	enum charset c;
	const char *name = locale_name();
	if (locale_says(&c) && c != CHARSET_UTF8)
		return c;
	bool traditional = text_starts(name, "zh_TW") || text_starts(name, "zh_HK") ||
			   text_starts(name, "zh_MO");
	return traditional ? CHARSET_BIG5 : CHARSET_GBK;
}

/* ---- how the terminal is ------------------------------------------------------------------------ */

static enum charset encoding_shown(const struct probe *p)
{
	enum charset c;
	if (p->utf8 > 4)
		return encoding_of_pairs();
	return p->utf8 == 0 && locale_says(&c) ? c : CHARSET_UTF8;
}

/*
 * On the machine itself the locale describes the terminal, and asking it would
 * only cost start-up time.  Over SSH the locale is the server's own.
 */
static bool locale_trusted(void)
{
	enum charset c;
	return !getenv("SSH_CONNECTION") && !getenv("SSH_TTY") && locale_says(&c) &&
	       c == CHARSET_UTF8;
}

static bool learn(struct transcode *t, const struct options *o, struct err *e)
{
	struct probe p = {0};
	bool told;
	const char *name = o->terminal ? o->terminal : getenv("BINGGUI_TERMINAL");
	if (!transcode_named(name, &told, &t->terminal))
		return err_set(e, ERR_USAGE,
			"不认识终端编码“%s”；可用的有 auto、utf-8、gbk、gb18030、big5", name);
	if ((!told && !locale_trusted()) || (told && !o->ambiguous))
		probe_terminal(&p, o->line_ms);
	t->typed = p.typed;
	if (p.hung)
		return err_set(e, ERR_STOPPED, "终端已断开");
	if (!told)
		t->terminal = encoding_shown(&p);
	bool pairs = t->terminal != CHARSET_UTF8;
	int shown = pairs ? p.ambiguous_pair : p.ambiguous;
	if (shown != 1 && shown != 2)
		shown = pairs ? 2 : 1;
	t->ambiguous = o->ambiguous ? o->ambiguous : shown;
	return true;
}

/* ---- both processes -------------------------------------------------------------------------- */

/*
 * Whose own line set is reached by letters: some old ones send bytes above
 * ASCII for it, which would not pass.
 */
static bool has_line_set(void)
{
	static const char *const kinds[] = {"xterm", "vt", "linux", "putty", "screen", "tmux",
		"rxvt", "konsole", "mlterm", "gnome"};
	const char *term = getenv("TERM");
	for (size_t i = 0; term && i < sizeof kinds / sizeof *kinds; i++)
		if (text_starts(term, kinds[i]))
			return true;
	return false;
}

static void be_behind(struct transcode *t, const char *marker, struct term_options *o)
{
	t->behind = true;
	t->ambiguous = *marker == '1' ? 1 : 2;
	o->ambiguous = t->ambiguous;
	o->legacy_lines = !o->ascii && has_line_set();
	o->ascii = !o->legacy_lines;
	unsetenv(MARKER); /* it is ours, not that of whatever we may start */
}

static int be_front(struct transcode *t, struct app *app, struct err *e)
{
	struct recode *r = recode_new(t->terminal, t->ambiguous, e);
	if (!r)
		return -1;
	archive_close(app->archive); /* the other process has it open */
	app->archive = NULL;
	setenv(MARKER, t->ambiguous == 1 ? "1" : "2", 1);
	int code = relay_run(r, &t->typed, app->options.line_ms, e);
	recode_free(r);
	return code;
}

bool transcode_ready(struct transcode *t, struct app *app, struct term_options *o, int *code)
{
	struct err e = {0};
	const char *marker = getenv(MARKER);
	*t = (struct transcode){.terminal = CHARSET_UTF8, .ambiguous = 1};
	if (marker) {
		be_behind(t, marker, o);
		return true;
	}
	if (!learn(t, &app->options, &e)) {
		*code = e.code == ERR_STOPPED ? 129 : out_failed(&e); /* hung up: as if by SIGHUP */
		return false;
	}
	if (t->terminal == CHARSET_UTF8) {
		o->ambiguous = t->ambiguous;
		o->typed = str_c(&t->typed);
		o->n_typed = t->typed.n;
		return true;
	}
	*code = be_front(t, app, &e);
	if (*code < 0)
		*code = out_failed(&e);
	return false;
}

void transcode_free(struct transcode *t)
{
	str_free(&t->typed);
}
