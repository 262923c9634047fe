#include <binggui/ui/replay.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/text/utf8.h>

struct replay {
	struct term *term;
	struct stack *stack; /* the caller's */
	struct str text;
	bool ended;
};

struct replay *replay_open(int rows, int cols)
{
	struct replay *r = mem_new0(struct replay);
	r->term = term_memory(rows, cols);
	return r;
}

void replay_close(struct replay *r)
{
	if (!r)
		return;
	term_close(r->term);
	str_free(&r->text);
	mem_free(r);
}

struct term *replay_term(struct replay *r)
{
	return r->term;
}

void replay_attach(struct replay *r, struct stack *s)
{
	r->stack = s;
	r->ended = !stack_drain(s);
}

/* ---- the script ------------------------------------------------------------------------------ */

/* r NULL: only looks whether the script is right. */
static void feed(struct replay *r, struct press k)
{
	if (!r || r->ended)
		return;
	term_feed(r->term, &k);
	if (r->stack)
		r->ended = !stack_drain(r->stack);
}

static void type(struct replay *r, const char *text)
{
	for (const char *end = text + strlen(text); text < end;)
		feed(r, press_char(utf8_next(&text, end)));
}

static void run_paste(struct replay *r, const char *rest)
{
	struct str text = {0};
	for (; *rest; rest++) {
		bool newline = rest[0] == '\\' && rest[1] == 'n';
		str_addc(&text, newline ? '\n' : *rest);
		rest += newline;
	}
	feed(r, (struct press){.kind = PRESS_PASTE, .text = str_c(&text), .n = text.n});
	str_free(&text);
}

static bool run_size(struct replay *r, const char *rest)
{
	char *end;
	long rows = strtol(rest, &end, 10);
	if (*end != 'x' || rows < 1)
		return false;
	long cols = strtol(end + 1, &end, 10);
	if (*end || cols < 1)
		return false;
	if (r && !r->ended) {
		term_set_size(r->term, (int)rows, (int)cols);
		if (r->stack)
			r->ended = !stack_drain(r->stack);
	}
	return true;
}

static bool run_wait(struct replay *r, const char *rest)
{
	uint64_t ms;
	if (!text_to_u64(rest, &ms) || ms > 1000000000)
		return false;
	if (r)
		term_pass(r->term, (int)ms);
	feed(r, press_of(PRESS_IDLE));
	return true;
}

static bool run_bad(struct replay *r, const char *rest)
{
	char *end;
	unsigned long byte = strtoul(rest, &end, 16);
	if (!*rest || *end || byte > 0xFF)
		return false;
	feed(r, (struct press){.kind = PRESS_BAD, .c = (uint32_t)byte});
	return true;
}

/* What stood between < and >. */
static bool run_special(struct replay *r, char *word)
{
	char *rest = strchr(word, ' ');
	if (rest)
		*rest++ = '\0';
	else
		rest = word + strlen(word);
	if (strcmp(word, "text") == 0)
		type(r, rest);
	else if (strcmp(word, "paste") == 0)
		run_paste(r, rest);
	else if (strcmp(word, "size") == 0)
		return run_size(r, rest);
	else if (strcmp(word, "wait") == 0)
		return run_wait(r, rest);
	else if (strcmp(word, "bad") == 0)
		return run_bad(r, rest);
	else if (strcmp(word, "hangup") == 0)
		feed(r, press_of(PRESS_HANGUP));
	else
		return false;
	return true;
}

/* A key's name exactly as it is written: "end" and "up" are also what somebody may type. */
static bool is_name(const char *word, struct press *k)
{
	char name[PRESS_NAME];
	if (!word[0] || !press_parse(word, k))
		return false;
	press_name(k, name);
	return strcmp(word, name) == 0;
}

static bool run_word(struct replay *r, char *word, bool special)
{
	struct press k;
	if (special)
		return run_special(r, word);
	if (is_name(word, &k))
		feed(r, k);
	else
		type(r, word);
	return true;
}

static bool run(struct replay *r, const char *script, struct err *e)
{
	while (*(script += strspn(script, " \t\n"))) {
		bool special = *script == '<' && strchr(script, '>');
		size_t n = special ? strcspn(script, ">") + 1 : strcspn(script, " \t\n");
		char *word = special ? mem_strndup(script + 1, n - 2) : mem_strndup(script, n);
		bool ok = run_word(r, word, special);
		mem_free(word);
		if (!ok)
			return err_set(e, ERR_DATA, "按键脚本里“%.*s”不对", (int)n, script);
		script += n;
	}
	return true;
}

bool replay_keys(struct replay *r, const char *script, struct err *e)
{
	return run(NULL, script, e) && run(r, script, e);
}

/* ---- the screen ------------------------------------------------------------------------------ */

bool replay_ended(const struct replay *r)
{
	return r->ended;
}

const char *replay_text(struct replay *r)
{
	struct canvas *c = term_canvas(r->term);
	struct str row = {0};
	str_clear(&r->text);
	for (int i = 0; i < c->rows; i++) {
		canvas_row(c, i, &row);
		str_addf(&r->text, "%s\n", str_c(&row));
	}
	str_free(&row);
	return str_c(&r->text);
}

const char *replay_row(struct replay *r, int row)
{
	struct canvas *c = term_canvas(r->term);
	str_clear(&r->text);
	if (row >= 0 && row < c->rows)
		canvas_row(c, row, &r->text);
	return str_c(&r->text);
}

bool replay_sees(struct replay *r, const char *text)
{
	return strstr(replay_text(r), text) != NULL;
}

void replay_cursor(const struct replay *r, int *row, int *col)
{
	const struct canvas *c = term_canvas(r->term);
	*row = c->cursor_row < 0 ? c->rows - 1 : c->cursor_row;
	*col = c->cursor_col < 0 ? c->cols - 1 : c->cursor_col;
}

enum role replay_role(const struct replay *r, int row, int col)
{
	const struct canvas_cell *at = canvas_at(term_canvas(r->term), row, col);
	return at ? (enum role)at->role : ROLE_NORMAL;
}
