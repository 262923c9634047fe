#include <binggui/text/edit.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

/* One step: at `at`, `gone` was replaced by `come`. */
struct edit_undo {
	size_t at;
	size_t cursor; /* before the step */
	uint32_t *gone, *come;
	size_t n_gone, n_come;
};

/* ---- characters and clusters ----------------------------------------------------------------- */

/* Marks belong to the character before them; a line break bears none. */
static bool is_mark(const struct edit *e, size_t i)
{
	return i > 0 && i < e->n && e->at[i - 1] != '\n' && width_char(e->at[i], 1) == 0;
}

static size_t before(const struct edit *e, size_t i)
{
	if (i == 0)
		return 0;
	for (i--; is_mark(e, i);)
		i--;
	return i;
}

static size_t after(const struct edit *e, size_t i)
{
	if (i >= e->n)
		return e->n;
	for (i++; is_mark(e, i);)
		i++;
	return i;
}

static size_t line_start(const struct edit *e, size_t i)
{
	while (i > 0 && e->at[i - 1] != '\n')
		i--;
	return i;
}

static size_t line_end(const struct edit *e, size_t i)
{
	while (i < e->n && e->at[i] != '\n')
		i++;
	return i;
}

/* ---- changing -------------------------------------------------------------------------------- */

static void undo_free(struct edit_undo *u)
{
	mem_free(u->gone);
	mem_free(u->come);
}

/* Steps that were taken back cannot be done again once something else is changed. */
static void forget_redo(struct edit *e)
{
	while (e->n_undo > e->undo_at)
		undo_free(&e->undo[--e->n_undo]);
}

static uint32_t *copy(const uint32_t *at, size_t n)
{
	return n ? mem_dup(at, n * sizeof *at) : NULL;
}

static void splice(struct edit *e, size_t at, size_t n_gone, const uint32_t *come, size_t n_come)
{
	size_t rest = e->n - at - n_gone;
	if (e->cap < e->n - n_gone + n_come)
		e->at = vec_grow_(e->at, &e->cap, e->n - n_gone + n_come, sizeof *e->at);
	if (rest)
		memmove(e->at + at + n_come, e->at + at + n_gone, rest * sizeof *e->at);
	if (n_come)
		memcpy(e->at + at, come, n_come * sizeof *come);
	e->n = at + n_come + rest;
}

static void remember(struct edit *e, size_t at, size_t n_gone, const uint32_t *come, size_t n_come)
{
	struct edit_undo step = {
		.at = at,
		.cursor = e->cursor,
		.gone = copy(e->at ? e->at + at : NULL, n_gone),
		.n_gone = n_gone,
		.come = copy(come, n_come),
		.n_come = n_come,
	};
	forget_redo(e);
	if (e->cap_undo < e->n_undo + 1)
		e->undo = vec_grow_(e->undo, &e->cap_undo, e->n_undo + 1, sizeof *e->undo);
	e->undo[e->n_undo++] = step;
	e->undo_at = e->n_undo;
}

/* The one door through which text changes: a step of undo, the cursor behind what came. */
static void replace(struct edit *e, size_t at, size_t n_gone, const uint32_t *come, size_t n_come)
{
	if (n_gone == 0 && n_come == 0)
		return;
	remember(e, at, n_gone, come, n_come);
	splice(e, at, n_gone, come, n_come);
	e->cursor = at + n_come;
	e->typing = false;
}

/* Typing on belongs to the step before, until the cursor was moved or a blank typed. */
static bool join_typing(struct edit *e, uint32_t c)
{
	if (!e->typing || e->undo_at != e->n_undo || e->n_undo == 0)
		return false;
	struct edit_undo *u = &e->undo[e->n_undo - 1];
	if (u->at + u->n_come != e->cursor)
		return false;
	u->come = mem_resize(u->come, (u->n_come + 1) * sizeof c);
	u->come[u->n_come++] = c;
	splice(e, e->cursor, 0, &c, 1);
	e->cursor++;
	return true;
}

bool edit_insert(struct edit *e, uint32_t c)
{
	bool line_break = c == '\n' && e->multiline;
	if (c >= 0x110000 || (fold_is_control(c) && !line_break) || (e->max && e->n >= e->max))
		return false;
	if (!join_typing(e, c))
		replace(e, e->cursor, 0, &c, 1);
	e->typing = c != ' ' && !line_break;
	return true;
}

/* Characters of a text as this edit keeps them; line ends become one \n or a blank. */
static size_t read_text(const struct edit *e, uint32_t *to, const char *text, size_t n, bool strip)
{
	const char *end = text + n;
	size_t count = 0;
	while (text < end) {
		uint32_t c = utf8_next(&text, end);
		if (c == '\r' && text < end && *text == '\n')
			continue;
		if (c == '\r' || c == '\n')
			c = e->multiline ? '\n' : ' ';
		else if (strip && c == '\t')
			c = ' ';
		else if (strip && (c & UTF8_BAD))
			c = 0xFFFD;
		else if (strip && fold_is_control(c))
			continue;
		to[count++] = c;
	}
	return count;
}

size_t edit_paste(struct edit *e, const char *text, size_t n)
{
	if (!text || n == 0)
		return 0;
	uint32_t *come = mem_array(n, sizeof *come);
	size_t count = read_text(e, come, text, n, true);
	size_t room = e->max > e->n ? e->max - e->n : 0;
	if (e->max && count > room)
		count = room;
	replace(e, e->cursor, 0, come, count);
	mem_free(come);
	return count;
}

bool edit_backspace(struct edit *e)
{
	size_t from = before(e, e->cursor);
	if (from == e->cursor)
		return false;
	replace(e, from, e->cursor - from, NULL, 0);
	return true;
}

bool edit_delete(struct edit *e)
{
	size_t to = after(e, e->cursor);
	if (to == e->cursor)
		return false;
	replace(e, e->cursor, to - e->cursor, NULL, 0);
	return true;
}

void edit_kill_to_end(struct edit *e)
{
	replace(e, e->cursor, line_end(e, e->cursor) - e->cursor, NULL, 0);
}

void edit_kill_to_start(struct edit *e)
{
	size_t from = line_start(e, e->cursor);
	replace(e, from, e->cursor - from, NULL, 0);
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\n' || c == 0x3000;
}

void edit_kill_word(struct edit *e)
{
	size_t from = e->cursor;
	while (from > 0 && is_blank(e->at[from - 1]))
		from--;
	size_t base = before(e, from);
	bool hanzi = from > 0 && fold_is_hanzi(e->at[base]);
	while (from > 0 && !is_blank(e->at[base]) && fold_is_hanzi(e->at[base]) == hanzi) {
		from = base;
		base = before(e, from);
	}
	replace(e, from, e->cursor - from, NULL, 0);
}

/* ---- life ------------------------------------------------------------------------------------ */

void edit_init(struct edit *e, const char *text, size_t max, bool multiline)
{
	*e = (struct edit){.max = max, .multiline = multiline};
	size_t n = text ? strlen(text) : 0;
	if (n == 0)
		return;
	e->at = mem_array(n, sizeof *e->at);
	e->cap = n;
	e->n = e->cursor = read_text(e, e->at, text, n, false);
}

void edit_free(struct edit *e)
{
	if (!e)
		return;
	e->undo_at = 0;
	forget_redo(e);
	mem_free(e->undo);
	mem_free(e->at);
	*e = (struct edit){0};
}

void edit_set(struct edit *e, const char *text)
{
	size_t n = text ? strlen(text) : 0;
	uint32_t *come = mem_array(n, sizeof *come);
	size_t count = n ? read_text(e, come, text, n, false) : 0;
	replace(e, 0, e->n, come, count);
	e->cursor = e->n;
	mem_free(come);
}

void edit_text(const struct edit *e, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < e->n; i++)
		utf8_add(out, e->at[i]);
}

/* ---- undo ------------------------------------------------------------------------------------ */

bool edit_undo(struct edit *e)
{
	if (e->undo_at == 0)
		return false;
	const struct edit_undo *u = &e->undo[--e->undo_at];
	splice(e, u->at, u->n_come, u->gone, u->n_gone);
	e->cursor = u->cursor;
	e->typing = false;
	return true;
}

bool edit_redo(struct edit *e)
{
	if (e->undo_at == e->n_undo)
		return false;
	const struct edit_undo *u = &e->undo[e->undo_at++];
	splice(e, u->at, u->n_gone, u->come, u->n_come);
	e->cursor = u->at + u->n_come;
	e->typing = false;
	return true;
}

/* ---- moving ---------------------------------------------------------------------------------- */

static void move(struct edit *e, size_t to)
{
	e->cursor = to;
	e->typing = false;
}

void edit_left(struct edit *e)
{
	move(e, before(e, e->cursor));
}

void edit_right(struct edit *e)
{
	move(e, after(e, e->cursor));
}

void edit_home(struct edit *e)
{
	move(e, line_start(e, e->cursor));
}

void edit_end(struct edit *e)
{
	move(e, line_end(e, e->cursor));
}

/* ---- wrapping -------------------------------------------------------------------------------- */

static size_t columns_of(const struct edit *e, size_t from, size_t to, int ambiguous)
{
	size_t columns = 0;
	for (; from < to; from++) {
		int w = width_char(e->at[from], ambiguous);
		columns += w < 0 ? 1 : (size_t)w;
	}
	return columns;
}

static bool in_word(uint32_t c)
{
	return c > ' ' && c < 0x3000 && !(c >= 0x2010 && c < 0x2070);
}

/* What a Chinese line does not begin with. */
static bool is_closing(uint32_t c)
{
	static const uint16_t closing[] = {')', ']', ',', '.', ';', ':', '!', '?', 0x2019, 0x201D,
		0x2026, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF01, 0xFF09,
		0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F};
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
		if (closing[i] == c)
			return true;
	return false;
}

/* A better place than `to` to break [from, to): not within a word, no comma at the start of a line. */
static size_t good_break(const struct edit *e, size_t from, size_t to)
{
	size_t at = to;
	if (in_word(e->at[at]) && in_word(e->at[at - 1]))
		while (at > from && in_word(e->at[at - 1]))
			at--;
	else if (is_closing(e->at[at]))
		at = before(e, at);
	return at > from ? at : to;
}

/* The line that starts at `from`; the next one starts at *next, which is beyond n behind the last. */
static struct edit_line wrap_line(
	const struct edit *e, size_t from, size_t columns, int ambiguous, size_t *next)
{
	size_t used = 0, to = from;
	while (to < e->n && e->at[to] != '\n') {
		size_t end = after(e, to);
		size_t w = columns_of(e, to, end, ambiguous);
		if (used + w > columns && to > from)
			break;
		used += w;
		to = end;
	}
	if (to == e->n) {
		*next = e->n + 1;
	} else if (e->at[to] == '\n' || e->at[to] == ' ') {
		*next = to + 1; /* a blank at the break is not seen */
	} else {
		to = good_break(e, from, to);
		*next = to;
	}
	return (struct edit_line){from, to};
}

size_t edit_wrap(
	const struct edit *e, size_t columns, int ambiguous, struct edit_line *lines, size_t max)
{
	size_t count = 0;
	for (size_t from = 0; from <= e->n; count++) {
		struct edit_line line = wrap_line(e, from, columns, ambiguous, &from);
		if (lines && count < max)
			lines[count] = line;
	}
	return count;
}

/* The place in a line that is at `column` or just before it; not on the next line's start. */
static size_t place_at(
	const struct edit *e, struct edit_line line, size_t next, size_t column, int ambiguous)
{
	size_t at = line.from, used = 0;
	while (at < line.to) {
		size_t end = after(e, at);
		used += columns_of(e, at, end, ambiguous);
		if (used > column || (end == line.to && next == line.to))
			break;
		at = end;
	}
	return at;
}

/* The wrapped line the cursor is on, the one before it, and where the one behind it starts. */
struct surroundings {
	struct edit_line own, above;
	size_t next;
	bool has_above;
};

static struct surroundings around(const struct edit *e, size_t columns, int ambiguous)
{
	struct surroundings s = {.next = 0};
	for (size_t from = 0;; from = s.next) {
		s.own = wrap_line(e, from, columns, ambiguous, &s.next);
		if (e->cursor < s.next)
			return s;
		s.above = s.own;
		s.has_above = true;
	}
}

bool edit_up(struct edit *e, size_t columns, int ambiguous)
{
	struct surroundings s = around(e, columns, ambiguous);
	if (!s.has_above)
		return false;
	size_t column = columns_of(e, s.own.from, e->cursor, ambiguous);
	move(e, place_at(e, s.above, s.own.from, column, ambiguous));
	return true;
}

bool edit_down(struct edit *e, size_t columns, int ambiguous)
{
	struct surroundings s = around(e, columns, ambiguous);
	if (s.next > e->n)
		return false;
	size_t column = columns_of(e, s.own.from, e->cursor, ambiguous);
	size_t next;
	struct edit_line below = wrap_line(e, s.next, columns, ambiguous, &next);
	move(e, place_at(e, below, next, column, ambiguous));
	return true;
}

/* ---- the part seen --------------------------------------------------------------------------- */

/* Columns from `from` to the cursor and under it; behind the end it needs one. */
static size_t columns_to_cursor(const struct edit *e, size_t from, int ambiguous)
{
	size_t end = after(e, e->cursor);
	size_t under = columns_of(e, e->cursor, end, ambiguous);
	return columns_of(e, from, e->cursor, ambiguous) + (under ? under : 1);
}

static void scroll(struct edit *e, size_t columns, int ambiguous)
{
	if (e->first > e->cursor)
		e->first = e->cursor;
	while (is_mark(e, e->first))
		e->first--;
	size_t wanted = columns_to_cursor(e, e->first, ambiguous);
	while (wanted > columns && e->first < e->cursor) {
		size_t next = after(e, e->first);
		wanted -= columns_of(e, e->first, next, ambiguous);
		e->first = next;
	}
	/* Room at the right that text hidden at the left could fill. */
	size_t used = columns_of(e, e->first, e->n, ambiguous) + 1;
	while (e->first > 0) {
		size_t previous = before(e, e->first);
		used += columns_of(e, previous, e->first, ambiguous);
		if (used > columns)
			break;
		e->first = previous;
	}
}

void edit_view(
	struct edit *e, size_t columns, int ambiguous, struct str *out, size_t *cursor_column)
{
	struct str seen = {0};
	str_clear(out);
	scroll(e, columns, ambiguous);
	for (size_t i = e->first; i < e->n && seen.n < columns * 16 + 16; i++)
		utf8_add(&seen, e->at[i] == '\n' ? ' ' : e->at[i]);
	width_fit(out, str_c(&seen), columns, ambiguous);
	str_free(&seen);
	size_t column = columns_of(e, e->first, e->cursor, ambiguous);
	if (cursor_column)
		*cursor_column = column < columns ? column : columns ? columns - 1 : 0;
}
