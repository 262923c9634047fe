#include <lib/vt.h>

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include <criterion/criterion.h>

#include <binggui/text/width.h>
#include <lib/jitter.h>

struct vt {
	int fd;
	struct jitter jitter;
	pid_t pid;
	bool reaped, eof;
	int status;
	VTerm *term;
	VTermScreen *screen;
	bool alternate, pasting;
	char *text; /* what was handed out last */
	char *raw;  /* received since vt_bytes */
	size_t n_raw, cap_raw;
	bool narrow;      /* ambiguous characters have one column all the same */
	bool encoded;     /* by these two: */
	iconv_t from, to; /* from and to the terminal's encoding; as UCS-4, as UTF-8 */
	char tail[8];     /* the beginning of a character */
	size_t n_tail, n_bad;
};

static long now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- life ------------------------------------------------------------------------------------ */

static int on_property(VTermProp prop, VTermValue *value, void *x)
{
	struct vt *v = x;
	if (prop == VTERM_PROP_ALTSCREEN)
		v->alternate = value->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

/* What the emulator answers (cursor reports and the like) goes back to the program. */
static void on_output(const char *bytes, size_t n, void *x)
{
	struct vt *v = x;
	if (write(v->fd, bytes, n) < 0)
		v->eof = true;
}

/* libvterm writes through NULL when a wide character comes to a screen of one column. */
static int emulated(int cols)
{
	return cols < 2 ? 2 : cols;
}

static void start_emulator(struct vt *v, int rows, int cols)
{
	v->term = vterm_new(rows, emulated(cols));
	v->screen = vterm_obtain_screen(v->term);
	vterm_set_utf8(v->term, 1);
	vterm_output_set_callback(v->term, on_output, v);
	vterm_screen_set_callbacks(v->screen, &callbacks, v);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_reset(v->screen, 1);
}

static void set_environment(const struct vt_options *o)
{
	setenv("TERM", o->term ? o->term : "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	/* Many run at once: what one of them sets, and random keys do, is not for the others. */
	setenv("XDG_CONFIG_HOME", "/dev/null/config", 1);
	/* A busy machine is not a slow typist: the bytes of one key and answers may come late. */
	if (!o->silent)
		setenv("BINGGUI_LINE_MS", "30000", 1);
	for (const char *const *env = o->env; env && *env; env++) {
		char *name = strdup(*env);
		char *value = strchr(name, '=');
		if (value) {
			*value = '\0';
			setenv(name, value + 1, 1);
		} else {
			unsetenv(name);
		}
		free(name);
	}
}

/*
 * A child that ends by exit() would look for leaks, and cannot: the runner's
 * threads did not come with it through fork().  The parent still looks.
 */
static bool in_child;

int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return in_child;
}

static void be_child(const struct vt_options *o)
{
	in_child = true;
	set_environment(o);
	signal(SIGHUP, SIG_DFL);
	if (o->child)
		_exit(o->child(o->x));
	execvp(o->argv[0], (char *const *)o->argv);
	fprintf(stderr, "%s: %s\n", o->argv[0], strerror(errno));
	_exit(127);
}

static void set_encoding(struct vt *v, const char *encoding)
{
	v->encoded = encoding != NULL;
	if (!encoding)
		return;
	v->from = iconv_open("UCS-4LE", encoding);
	v->to = iconv_open(encoding, "UTF-8");
	cr_assert(v->from != (iconv_t)-1 && v->to != (iconv_t)-1, "iconv: %s", encoding);
}

struct vt *vt_start(const struct vt_options *o)
{
	struct winsize size = {.ws_row = (unsigned short)(o->rows ? o->rows : 24),
		.ws_col = (unsigned short)(o->cols ? o->cols : 80)};
	struct vt *v = calloc(1, sizeof *v);
	jitter_begin(&v->jitter);
	fflush(NULL);
	v->pid = forkpty(&v->fd, NULL, NULL, &size);
	cr_assert(v->pid >= 0, "forkpty: %s", strerror(errno));
	if (v->pid == 0)
		be_child(o);
	fcntl(v->fd, F_SETFD, FD_CLOEXEC);
	start_emulator(v, size.ws_row, size.ws_col);
	set_encoding(v, o->encoding);
	v->narrow = o->ambiguous == 1;
	if (o->silent)
		vterm_output_set_callback(v->term, NULL, NULL);
	return v;
}

static bool reap(struct vt *v, int flags)
{
	if (!v->reaped && waitpid(v->pid, &v->status, flags) == v->pid)
		v->reaped = true;
	return v->reaped;
}

void vt_hang_up(struct vt *v)
{
	if (v->fd >= 0)
		close(v->fd);
	v->fd = -1;
	v->eof = true;
}

void vt_close(struct vt *v)
{
	if (!v)
		return;
	vt_hang_up(v);
	if (!reap(v, WNOHANG)) {
		kill(v->pid, SIGKILL);
		reap(v, 0);
	}
	vterm_free(v->term);
	if (v->encoded) {
		iconv_close(v->from);
		iconv_close(v->to);
	}
	free(v->text);
	free(v->raw);
	free(v);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void keep_raw(struct vt *v, const char *bytes, size_t n)
{
	if (v->n_raw + n > v->cap_raw) {
		v->cap_raw = (v->n_raw + n) * 2;
		v->raw = realloc(v->raw, v->cap_raw);
	}
	memcpy(v->raw + v->n_raw, bytes, n);
	v->n_raw += n;
}

/* What libvterm does not tell: whether the program wants pastes in brackets. */
static void watch_paste_mode(struct vt *v)
{
	const char *on = memmem(v->raw, v->n_raw, "\033[?2004h", 8);
	const char *off = memmem(v->raw, v->n_raw, "\033[?2004l", 8);
	if (on || off)
		v->pasting = on > off;
}

static void add_char(char **at, uint32_t c);

/*
 * libvterm gives ambiguous characters one column.  Here they stand in plane 3,
 * where all have two, until the screen is looked at.
 */
enum { WIDE = 0x30000 };

static void show_char(struct vt *v, uint32_t c)
{
	char text[4];
	char *end = text;
	bool ambiguous = !v->narrow && c < 0x10000 && width_char(c, 2) != width_char(c, 1);
	add_char(&end, ambiguous ? c + WIDE : c);
	vterm_input_write(v->term, text, (size_t)(end - text));
}

/* What stands in tail; true if that was a character or cannot become one. */
static bool show_tail(struct vt *v)
{
	uint32_t out[4];
	char *in = v->tail, *to = (char *)out;
	size_t n = v->n_tail, room = sizeof out;
	bool failed = iconv(v->from, &in, &n, &to, &room) == (size_t)-1;
	if (failed && errno == EINVAL && v->n_tail < sizeof v->tail)
		return false;
	if (!failed)
		iconv(v->from, NULL, NULL, &to, &room);
	for (size_t i = 0; i < (sizeof out - room) / 4; i++)
		show_char(v, out[i]);
	if (failed) {
		v->n_bad++;
		iconv(v->from, NULL, NULL, NULL, NULL);
		show_char(v, '?');
	}
	return true;
}

static void show(struct vt *v, const char *bytes, size_t n)
{
	if (!v->encoded) {
		vterm_input_write(v->term, bytes, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		v->tail[v->n_tail++] = bytes[i];
		if (show_tail(v))
			v->n_tail = 0;
	}
}

/* Reads what comes within ms; false if nothing did or the program has gone. */
static bool pump(struct vt *v, int ms)
{
	char bytes[65536];
	struct pollfd p = {.fd = v->fd, .events = POLLIN};
	if (v->eof || jitter_blind(&v->jitter, ms) || poll(&p, 1, ms) <= 0)
		return false;
	ssize_t n = read(v->fd, bytes, sizeof bytes);
	if (n <= 0) {
		v->eof = n == 0 || (errno != EINTR && errno != EAGAIN);
		return false;
	}
	keep_raw(v, bytes, (size_t)n);
	watch_paste_mode(v);
	show(v, bytes, (size_t)n);
	return true;
}

bool vt_until(struct vt *v, bool (*holds)(struct vt *v, void *x), void *x, int ms)
{
	long until = now_ms() + ms;
	while (pump(v, 0))
		;
	while (!holds(v, x)) {
		long left = until - now_ms();
		if (left <= 0 || v->eof)
			return false;
		pump(v, (int)left);
	}
	return true;
}

static bool is_seen(struct vt *v, void *text)
{
	return vt_sees(v, text);
}

static bool is_gone(struct vt *v, void *text)
{
	return !vt_sees(v, text);
}

bool vt_wait(struct vt *v, const char *text, int ms)
{
	return vt_until(v, is_seen, (void *)text, ms);
}

bool vt_wait_gone(struct vt *v, const char *text, int ms)
{
	return vt_until(v, is_gone, (void *)text, ms);
}

static bool cursor_is(struct vt *v, void *x)
{
	const int *wanted = x;
	int row, col;
	vt_cursor(v, &row, &col);
	return row == wanted[0] && col == wanted[1];
}

bool vt_wait_cursor(struct vt *v, int row, int col, int ms)
{
	int wanted[2] = {row, col};
	return vt_until(v, cursor_is, wanted, ms);
}

void vt_settle(struct vt *v, int quiet_ms)
{
	while (pump(v, quiet_ms))
		;
}

bool vt_wait_exit(struct vt *v, int ms, int *status)
{
	enum { TICK = 10, LAST_WORDS = 200 };
	long until = now_ms() + ms;
	struct timespec tick = {.tv_nsec = 1000000};
	/* The line can be closed a moment before the process has ended, or be held open by others. */
	while (!reap(v, WNOHANG) && now_ms() < until)
		if (!pump(v, TICK) && v->eof)
			nanosleep(&tick, NULL);
	while (v->reaped && !v->eof && pump(v, LAST_WORDS))
		;
	if (status)
		*status = v->status;
	return v->reaped;
}

/* ---- sending --------------------------------------------------------------------------------- */

void vt_sendn(struct vt *v, const char *bytes, size_t n)
{
	jitter_before(&v->jitter);
	/* Read meanwhile: a program that cannot write does not read either. */
	while (n && !v->eof) {
		size_t part = n < 1024 ? n : 1024;
		ssize_t put = write(v->fd, bytes, part);
		if (put < 0 && errno != EINTR && errno != EAGAIN)
			return;
		bytes += put > 0 ? put : 0;
		n -= put > 0 ? (size_t)put : 0;
		pump(v, 0);
	}
	if (!v->eof && !v->reaped)
		jitter_after(&v->jitter, v->pid, v->fd);
}

void vt_send(struct vt *v, const char *text)
{
	size_t n = strlen(text);
	if (!v->encoded) {
		vt_sendn(v, text, n);
		return;
	}
	size_t room = 4 * n;
	char *bytes = malloc(room + 1);
	char *in = (char *)text, *to = bytes;
	cr_assert(
		iconv(v->to, &in, &n, &to, &room) != (size_t)-1, "not in this encoding: %s", text);
	iconv(v->to, NULL, NULL, &to, &room);
	vt_sendn(v, bytes, (size_t)(to - bytes));
	free(bytes);
}

void vt_paste(struct vt *v, const char *text)
{
	if (v->pasting)
		vt_send(v, "\033[200~");
	vt_send(v, text);
	if (v->pasting)
		vt_send(v, "\033[201~");
}

void vt_resize(struct vt *v, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	pump(v, 0);
	vterm_set_size(v->term, rows, emulated(cols));
	ioctl(v->fd, TIOCSWINSZ, &size);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void add_char(char **at, uint32_t c)
{
	char *p = *at;
	if (c < 0x80) {
		*p++ = (char)c;
	} else if (c < 0x800) {
		*p++ = (char)(0xC0 | c >> 6);
		*p++ = (char)(0x80 | (c & 0x3F));
	} else if (c < 0x10000) {
		*p++ = (char)(0xE0 | c >> 12);
		*p++ = (char)(0x80 | (c >> 6 & 0x3F));
		*p++ = (char)(0x80 | (c & 0x3F));
	} else {
		*p++ = (char)(0xF0 | c >> 18);
		*p++ = (char)(0x80 | (c >> 12 & 0x3F));
		*p++ = (char)(0x80 | (c >> 6 & 0x3F));
		*p++ = (char)(0x80 | (c & 0x3F));
	}
	*at = p;
}

static uint32_t shown(struct vt *v, uint32_t c)
{
	return v->encoded && c >= WIDE && c < WIDE + 0x10000 ? c - WIDE : c;
}

/* A row without the blanks at its end; returns the place behind. */
static char *add_row(struct vt *v, char *at, int row, int cols)
{
	char *start = at;
	for (int col = 0; col < cols;) {
		VTermScreenCell cell;
		VTermPos pos = {row, col};
		if (!vterm_screen_get_cell(v->screen, pos, &cell) || cell.width < 1)
			break;
		if (!cell.chars[0])
			*at++ = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			add_char(&at, shown(v, cell.chars[i]));
		col += cell.width;
	}
	while (at > start && at[-1] == ' ')
		at--;
	*at = '\0';
	return at;
}

const char *vt_row(struct vt *v, int row)
{
	int rows, cols;
	vterm_get_size(v->term, &rows, &cols);
	free(v->text);
	v->text = calloc((size_t)cols + 1, 4 * VTERM_MAX_CHARS_PER_CELL);
	if (row >= 0 && row < rows)
		add_row(v, v->text, row, cols);
	return v->text;
}

const char *vt_text(struct vt *v)
{
	int rows, cols;
	vterm_get_size(v->term, &rows, &cols);
	free(v->text);
	v->text = calloc((size_t)rows * ((size_t)cols + 1) + 1, 4 * VTERM_MAX_CHARS_PER_CELL);
	char *at = v->text;
	for (int row = 0; row < rows; row++) {
		at = add_row(v, at, row, cols);
		*at++ = '\n';
	}
	*at = '\0';
	return v->text;
}

bool vt_sees(struct vt *v, const char *text)
{
	return strstr(vt_text(v), text) != NULL;
}

int vt_find_row(struct vt *v, const char *text)
{
	int rows, cols;
	vterm_get_size(v->term, &rows, &cols);
	for (int row = 0; row < rows; row++)
		if (strstr(vt_row(v, row), text))
			return row;
	return -1;
}

void vt_cursor(struct vt *v, int *row, int *col)
{
	VTermPos pos;
	vterm_state_get_cursorpos(vterm_obtain_state(v->term), &pos);
	*row = pos.row;
	*col = pos.col;
}

bool vt_reversed(struct vt *v, int row, int col)
{
	VTermScreenCell cell;
	VTermPos pos = {row, col};
	return vterm_screen_get_cell(v->screen, pos, &cell) && cell.attrs.reverse;
}

bool vt_alternate(struct vt *v)
{
	return v->alternate;
}

size_t vt_bytes(struct vt *v)
{
	size_t n = v->n_raw;
	v->n_raw = 0;
	return n;
}

const char *vt_raw(struct vt *v, size_t *n)
{
	*n = v->n_raw;
	return v->raw ? v->raw : "";
}

size_t vt_bad(struct vt *v)
{
	return v->n_bad;
}

int vt_pid(struct vt *v)
{
	return (int)v->pid;
}

int vt_fd(struct vt *v)
{
	return v->fd;
}
