#include <binggui/ui/term.h>

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include <curses.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>
#include <binggui/ui/decoder.h>
#include <binggui/ui/terminfo.h>
#include <binggui/ui/tty.h>

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct term {
	struct canvas canvas;
	struct press ahead; /* read by term_pending, not yet handed out */
	bool has_ahead, hung, resized;
	/* Real: screen is not NULL. */
	SCREEN *screen;
	FILE *in, *out;
	struct tty tty;
	struct decoder *decoder;
	int64_t fed; /* when bytes came last */
	int escape_ms, line_ms;
	struct {
		attr_t attrs;
		short pair;
	} looks[ROLE_COUNT];
	/* In memory. */
	VEC(struct press) queue; /* texts are own copies */
	size_t taken;            /* of the queue */
	char *handed;            /* text of the paste handed out last */
	int64_t clock;
	unsigned commits;
};

/*
 * ncurses asks the C library how wide a character is; this definition takes the
 * library's place, so that ncurses and our own arithmetic agree.
 */
static int ambiguous_columns = 1;

int wcwidth(wchar_t c)
{
	return c == 0 ? 0 : width_char((uint32_t)c, ambiguous_columns);
}

/* ---- opening --------------------------------------------------------------------------------- */

static bool utf8_locale(struct err *e)
{
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	if (setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "zh_CN.UTF-8"))
		return true;
	return err_set(e, ERR_IO,
		"系统缺少 UTF-8 语言环境（C.UTF-8），界面打不开，请安装 libc-bin 或 locales");
}

static const char *capability(const char *name)
{
	const char *s = tigetstr((char *)name);
	return s && s != (char *)-1 ? s : "";
}

struct learnt {
	const char *capability;
	enum press_kind kind;
	int f;
};

static const struct learnt own_keys[] = {
	{"kcuu1", PRESS_UP},
	{"kcud1", PRESS_DOWN},
	{"kcub1", PRESS_LEFT},
	{"kcuf1", PRESS_RIGHT},
	{"khome", PRESS_HOME},
	{"kend", PRESS_END},
	{"kpp", PRESS_PGUP},
	{"knp", PRESS_PGDN},
	{"kich1", PRESS_INS},
	{"kdch1", PRESS_DEL},
	{"kcbt", PRESS_BACKTAB},
	{"kent", PRESS_ENTER},
	{"kbs", PRESS_BACKSPACE},
	{"kf1", PRESS_F, 1},
	{"kf2", PRESS_F, 2},
	{"kf3", PRESS_F, 3},
	{"kf4", PRESS_F, 4},
	{"kf5", PRESS_F, 5},
	{"kf6", PRESS_F, 6},
	{"kf7", PRESS_F, 7},
	{"kf8", PRESS_F, 8},
	{"kf9", PRESS_F, 9},
	{"kf10", PRESS_F, 10},
	{"kf11", PRESS_F, 11},
	{"kf12", PRESS_F, 12},
};

static void learn_keys(struct decoder *d)
{
	for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++)
		decoder_learn(d, capability(own_keys[i].capability),
			(struct press){.kind = own_keys[i].kind, .f = own_keys[i].f});
}

/*
 * How roles look. Without colours, and on a terminal of eight, nothing is lost: words and marks say
 * it all.
 */
struct look {
	attr_t mono, attrs;
	short fg, bg;
};

static const struct look looks[ROLE_COUNT] = {
	[ROLE_NORMAL] = {A_NORMAL, A_NORMAL, -1, -1},
	[ROLE_TITLE] = {A_REVERSE, A_BOLD, COLOR_WHITE, COLOR_BLUE},
	[ROLE_BAR] = {A_REVERSE, A_NORMAL, COLOR_BLACK, COLOR_CYAN},
	[ROLE_LABEL] = {A_BOLD, A_BOLD, -1, -1},
	[ROLE_VALUE] = {A_UNDERLINE, A_UNDERLINE, -1, -1},
	[ROLE_FOCUS] = {A_REVERSE, A_REVERSE, -1, -1},
	[ROLE_PROBLEM] = {A_BOLD, A_BOLD, COLOR_RED, -1},
	[ROLE_NOTICE] = {A_BOLD, A_NORMAL, COLOR_YELLOW, -1},
	[ROLE_GOOD] = {A_NORMAL, A_NORMAL, COLOR_GREEN, -1},
	[ROLE_DIM] = {A_DIM, A_DIM, -1, -1},
	[ROLE_MARK] = {A_NORMAL, A_NORMAL, -1, -1},
	[ROLE_BOLD] = {A_BOLD, A_BOLD, -1, -1},
	[ROLE_BOX] = {A_NORMAL, A_NORMAL, -1, -1},
};

static bool wants_color(const struct term_options *o)
{
	const char *no = getenv("NO_COLOR");
	return !o->no_color && !(no && *no);
}

static void set_looks(struct term *t, bool color)
{
	bool can = color && has_colors() && start_color() == OK && COLORS >= 8 &&
		   use_default_colors() == OK;
	for (int i = 0; i < ROLE_COUNT; i++) {
		const struct look *l = &looks[i];
		t->looks[i].attrs = can ? l->attrs : l->mono;
		if (can && l->fg >= 0 && init_pair((short)(i + 1), l->fg, l->bg) == OK)
			t->looks[i].pair = (short)(i + 1);
	}
}

static void set_farewell(void)
{
	struct str s = {0};
	str_addf(&s, PASTE_OFF "%s%s%s\r", capability("sgr0"), capability("cnorm"),
		capability("rmcup"));
	/* Terminfo writes delays as $<5>; no terminal of today needs them. */
	for (char *pad; (pad = s.at ? strstr(s.at, "$<") : NULL);) {
		char *end = strchr(pad, '>');
		if (!end)
			break;
		memmove(pad, end + 1, strlen(end + 1) + 1);
	}
	tty_set_farewell(str_c(&s));
	str_free(&s);
}

static void set_size(struct term *t)
{
	int rows, cols;
	if (tty_size(&t->tty, &rows, &cols) && (rows != LINES || cols != COLS))
		resizeterm(rows, cols);
	int width = t->canvas.ambiguous;
	enum canvas_lines lines = t->canvas.lines;
	bool slow = t->canvas.slow;
	canvas_resize(&t->canvas, LINES, COLS);
	t->canvas.ambiguous = width;
	t->canvas.lines = lines;
	t->canvas.slow = slow;
}

static bool start_screen(struct term *t, const char *name)
{
	if (terminfo_known(name, t->tty.out))
		t->screen = newterm((char *)name, t->out, t->in);
	return t->screen != NULL;
}

static bool start_curses(struct term *t, const struct term_options *o, struct err *e)
{
	const char *name = o->term ? o->term : getenv("TERM");
	t->in = fdopen(dup(t->tty.in), "r");
	t->out = fdopen(dup(t->tty.out), "w");
	use_env(FALSE);
	use_tioctl(TRUE); /* $LINES and $COLUMNS would freeze the size */
	if (!t->in || !t->out || (!start_screen(t, name) && !start_screen(t, "xterm")))
		return err_set(
			e, ERR_IO, "终端类型“%s”不能用，请设 TERM=xterm 再试", name ? name : "");
	raw(); /* no IXON: Ctrl-S is a key; no ISIG: Ctrl-Z and Ctrl-C are keys */
	noecho();
	nonl();
	typeahead(-1);
	idcok(stdscr, FALSE); /* it cuts wide characters in half */
	set_looks(t, wants_color(o));
	learn_keys(t->decoder);
	set_farewell();
	tty_write(&t->tty, PASTE_ON);
	return true;
}

struct term *term_open(const struct term_options *o, struct err *e)
{
	static const struct term_options defaults;
	o = o ? o : &defaults;
	bool standard = o->in == 0 && o->out == 0;
	struct term *t = mem_new0(struct term);
	t->escape_ms = o->escape_ms > 0 ? o->escape_ms : 300;
	t->line_ms = o->line_ms;
	t->decoder = decoder_new();
	canvas_init(&t->canvas, 1, 1);
	t->canvas.ambiguous = ambiguous_columns = o->ambiguous == 2 ? 2 : 1;
	t->canvas.lines = o->legacy_lines ? CANVAS_ACS : o->ascii ? CANVAS_ASCII : CANVAS_UNICODE;
	t->canvas.slow = o->slow;
	setenv("NCURSES_NO_UTF8_ACS", o->legacy_lines ? "0" : "1", 1);
	if (utf8_locale(e) && tty_open(&t->tty, o->in, standard ? 1 : o->out, e) &&
		start_curses(t, o, e)) {
		set_size(t);
		decoder_feed(t->decoder, o->typed, o->n_typed);
		t->fed = term_now(t);
		return t;
	}
	term_close(t);
	return NULL;
}

struct term *term_memory(int rows, int cols)
{
	struct term *t = mem_new0(struct term);
	canvas_init(&t->canvas, rows, cols);
	return t;
}

void term_close(struct term *t)
{
	if (!t)
		return;
	if (t->screen) {
		endwin();
		delscreen(t->screen);
		tty_set_farewell(PASTE_OFF); /* the rest endwin has said */
	}
	tty_close(&t->tty);
	if (t->in)
		fclose(t->in);
	if (t->out)
		fclose(t->out);
	for (; t->taken < t->queue.n; t->taken++)
		mem_free((char *)t->queue.at[t->taken].text);
	vec_free(&t->queue);
	mem_free(t->handed);
	decoder_free(t->decoder);
	canvas_free(&t->canvas);
	mem_free(t);
}

void term_rescue(void)
{
	tty_rescue();
}

/* ---- drawing --------------------------------------------------------------------------------- */

struct canvas *term_canvas(struct term *t)
{
	return &t->canvas;
}

/* A line character by its name in the terminal's own line set (the VT100's letters); 0 if it is none. */
static wchar_t acs_name(const struct term *t, const struct canvas_cell *cell)
{
	static const uint32_t lines[] = {0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518};
	if (t->canvas.lines != CANVAS_ACS || cell->role != ROLE_BOX)
		return 0;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (cell->c == lines[i])
			return L"qxlkmj"[i];
	return 0;
}

static void commit_cell(const struct term *t, const struct canvas_cell *cell, cchar_t *out)
{
	wchar_t text[2 + CELL_MARKS] = {(wchar_t)cell->c};
	attr_t attrs = t->looks[cell->role].attrs;
	for (int i = 0; i < CELL_MARKS; i++)
		text[1 + i] = (wchar_t)cell->marks[i];
	wchar_t line = acs_name(t, cell);
	if (line) {
		text[0] = line;
		attrs |= A_ALTCHARSET;
	}
	setcchar(out, text, attrs, t->looks[cell->role].pair, NULL);
}

static void commit_row(const struct term *t, int row, cchar_t *line)
{
	int n = 0;
	for (int col = 0; col < t->canvas.cols; col++) {
		const struct canvas_cell *cell = canvas_at(&t->canvas, row, col);
		if (cell->width)
			commit_cell(t, cell, &line[n++]);
	}
	mvadd_wchnstr(row, 0, line, n);
}

void term_commit(struct term *t)
{
	int row = t->canvas.cursor_row;
	int col = t->canvas.cursor_col;
	t->commits++;
	if (!t->screen)
		return;
	cchar_t *line = mem_array((size_t)t->canvas.cols + 1, sizeof *line);
	for (int i = 0; i < t->canvas.rows; i++)
		commit_row(t, i, line);
	mem_free(line);
	move(row < 0 ? t->canvas.rows - 1 : row, col < 0 ? t->canvas.cols - 1 : col);
	wnoutrefresh(stdscr);
	doupdate();
}

void term_redraw(struct term *t)
{
	if (t->screen)
		clearok(curscr, TRUE);
}

void term_bell(struct term *t)
{
	if (t->screen)
		beep();
}

/* ---- reading --------------------------------------------------------------------------------- */

int64_t term_now(struct term *t)
{
	struct timespec now;
	if (!t->screen)
		return t->clock;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool hang_up(struct term *t, struct press *out)
{
	*out = press_of(PRESS_HANGUP);
	return t->hung;
}

/* From the queue in memory; its text is handed over and lives until the next read. */
static bool next_queued(struct term *t, struct press *out)
{
	if (t->taken == t->queue.n)
		return hang_up(t, out);
	*out = t->queue.at[t->taken++];
	mem_free(t->handed);
	t->handed = (char *)out->text;
	if (t->taken == t->queue.n) {
		vec_clear(&t->queue);
		t->taken = 0;
	}
	if (out->kind == PRESS_RESIZE) {
		struct canvas old = t->canvas;
		canvas_resize(&t->canvas, (int)out->c, out->f);
		t->canvas.ambiguous = old.ambiguous;
		t->canvas.slow = old.slow;
		*out = press_of(PRESS_RESIZE);
	}
	t->hung |= out->kind == PRESS_HANGUP;
	return true;
}

/* What is there already. */
static bool next_ready(struct term *t, struct press *out)
{
	if (t->has_ahead) {
		t->has_ahead = false;
		*out = t->ahead;
		return true;
	}
	if (!t->screen)
		return next_queued(t, out);
	if (t->resized) {
		t->resized = false;
		set_size(t);
		clearok(curscr, TRUE); /* what a terminal makes of its old picture is unknown */
		*out = press_of(PRESS_RESIZE);
		return true;
	}
	return decoder_next(t->decoder, out) || hang_up(t, out);
}

/* Milliseconds the decoder may still wait for the rest of something; -1 = it waits for nothing. */
static int patience(struct term *t)
{
	static const int ms[] = {
		[DECODER_SEQUENCE] = 100, [DECODER_CHAR] = 500, [DECODER_PASTE] = 2000};
	enum decoder_wait wait = decoder_waits(t->decoder);
	if (wait == DECODER_IDLE)
		return -1;
	int wanted = ms[wait] > t->line_ms ? ms[wait] : t->line_ms;
	int64_t until = t->fed + (wait == DECODER_ESCAPE ? t->escape_ms : wanted);
	int64_t left = until - term_now(t);
	return left > 0 ? (int)left : 0;
}

static enum tty_event wait_for_bytes(struct term *t, int ms)
{
	char bytes[4096];
	size_t n;
	enum tty_event event = tty_wait(&t->tty, ms, bytes, sizeof bytes, &n);
	switch (event) {
	case TTY_INPUT:
		decoder_feed(t->decoder, bytes, n);
		t->fed = term_now(t);
		break;
	case TTY_RESIZE:
		t->resized = true;
		break;
	case TTY_HANGUP:
		t->hung = true;
		break;
	case TTY_NOTHING:
		break;
	}
	return event;
}

/*
 * Gives up waiting for the rest of something.  We may have been away longer than the rest took to
 * come, and a signal is told before bytes are: only who looked and found nothing at all may do so.
 */
static bool gives_up(struct term *t)
{
	bool over = patience(t) == 0 && wait_for_bytes(t, 0) == TTY_NOTHING;
	if (over)
		decoder_flush(t->decoder);
	return over;
}

void term_read(struct term *t, int timeout_ms, struct press *out)
{
	int64_t until = term_now(t) + timeout_ms;
	while (!next_ready(t, out)) {
		int left = timeout_ms < 0 ? -1 : (int)(until - term_now(t));
		int rest = t->screen ? patience(t) : -1;
		if (!t->screen || (timeout_ms >= 0 && left <= 0 && rest != 0)) {
			*out = press_of(PRESS_IDLE);
			return;
		}
		if (rest == 0)
			gives_up(t);
		else
			wait_for_bytes(t, left < 0 || (rest > 0 && rest < left) ? rest : left);
	}
}

bool term_pending(struct term *t)
{
	if (!t->has_ahead) {
		if (t->screen)
			wait_for_bytes(t, 0);
		t->has_ahead = next_ready(t, &t->ahead);
		/* a lone Esc is one as soon as its time is up, also for whoever only looks now and then */
		if (!t->has_ahead && t->screen && gives_up(t))
			t->has_ahead = next_ready(t, &t->ahead);
	}
	return t->has_ahead;
}

bool term_stopped(struct term *t)
{
	struct press k;
	bool stop = false;
	while (!stop && term_pending(t)) {
		term_read(t, 0, &k);
		stop = k.kind == PRESS_ESC || k.kind == PRESS_HANGUP;
	}
	return stop;
}

/* ---- in memory ------------------------------------------------------------------------------- */

void term_feed(struct term *t, const struct press *k)
{
	struct press copy = *k;
	copy.text = k->text ? mem_strndup(k->text, k->n) : NULL;
	vec_push(&t->queue, copy);
}

void term_set_size(struct term *t, int rows, int cols)
{
	vec_push(&t->queue, ((struct press){.kind = PRESS_RESIZE, .c = (uint32_t)rows, .f = cols}));
}

void term_pass(struct term *t, int ms)
{
	t->clock += ms;
}

unsigned term_commits(const struct term *t)
{
	return t->commits;
}
