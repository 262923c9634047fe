#include <binggui/ui/paint.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

struct frame paint_frame(const struct canvas *c)
{
	struct frame f = {.title = -1, .message = -1, .bar = -1};
	int left = c->rows;
	f.body = (struct rect){.row = 0, .col = 0, .rows = left, .cols = c->cols};
	if (left > 1)
		f.message = --left;
	if (left > 2) {
		f.bar = left;
		f.message = --left;
	}
	if (left > 2) {
		f.title = 0;
		f.body.row = 1;
		left--;
	}
	f.body.rows = left;
	return f;
}

void paint_title(struct canvas *c, int row, const char *left, const char *right)
{
	int of_left = (int)width_text(left, c->ambiguous);
	int of_right = (int)width_text(right, c->ambiguous);
	canvas_fit(c, row, 0, c->cols, ROLE_TITLE, "");
	canvas_text(c, row, 1, c->cols - 2, ROLE_TITLE, left);
	if (of_right && of_left + of_right + 4 <= c->cols)
		canvas_text(c, row, c->cols - of_right - 1, of_right, ROLE_TITLE, right);
}

void paint_message(struct canvas *c, int row, enum role role, const char *text)
{
	/* The last cell stays free: some terminals scroll when it is written. */
	canvas_fit(c, row, 0, c->cols - 1, role, text);
}

void paint_keys(struct canvas *c, int row, const struct keymap *m, const char *context)
{
	struct str bar = {0};
	if (m)
		keymap_bar(m, context, (size_t)c->cols, c->ambiguous, &bar);
	canvas_fit(c, row, 0, c->cols, ROLE_BAR, str_c(&bar));
	str_free(&bar);
}

struct rect paint_dialog(struct canvas *c, int rows, int cols, const char *title)
{
	struct rect outer = {.rows = rows + 2, .cols = cols + 4};
	if (outer.rows > c->rows)
		outer.rows = c->rows;
	if (outer.cols > c->cols)
		outer.cols = c->cols;
	outer.row = (c->rows - outer.rows) / 2;
	outer.col = (c->cols - outer.cols) / 2;
	if (outer.rows < 3 || outer.cols < 6) { /* no room for lines */
		canvas_blank(c, outer, ROLE_NORMAL);
		return outer;
	}
	canvas_box(c, outer);
	if (!text_blank(title)) {
		int width = (int)width_text(title, c->ambiguous);
		int room = outer.cols - 4;
		width = width < room ? width : room;
		canvas_fill(c, outer.row, outer.col + 1, width + 2, ROLE_BOLD, ' ');
		canvas_text(c, outer.row, outer.col + 2, width, ROLE_BOLD, title);
	}
	return (struct rect){outer.row + 1, outer.col + 2, outer.rows - 2, outer.cols - 4};
}

/* What no line begins with, and what none ends with. */
static bool is_any(uint32_t c, const char *of)
{
	while (*of)
		if (utf8_next(&of, of + strlen(of)) == c)
			return true;
	return false;
}

static bool may_break(uint32_t before, uint32_t behind)
{
	bool word = before > ' ' && before < 0x7F && behind > ' ' && behind < 0x7F;

	return !word && !is_any(behind, "，。、；：？！）》〉”’」』】…,.;:?!)%") &&
	       !is_any(before, "（《〈“‘「『【(");
}

/* The last place within n bytes where a line may end; n if there is none in its second half. */
static size_t break_before(const char *text, size_t n, const char *stop)
{
	size_t found = n;
	uint32_t before = 0;

	for (const char *at = text; at < stop && (size_t)(at - text) <= n;) {
		const char *here = at;
		uint32_t c = utf8_next(&at, stop);
		if ((size_t)(here - text) * 2 > n && may_break(before, c))
			found = (size_t)(here - text);
		before = c;
	}
	return found;
}

/*
 * The next line of text that fits into `columns`: its bytes, and in *skip those of the break behind
 * it.
 */
static size_t next_line(const char *text, int columns, int ambiguous, size_t *skip)
{
	const char *stop = strchrnul(text, '\n');
	size_t n = (size_t)(stop - text);
	char *line = mem_strndup(text, n);
	size_t fits = width_clip(line, (size_t)(columns > 0 ? columns : 1), ambiguous, NULL);
	mem_free(line);
	if (fits >= n) {
		*skip = *stop ? 1 : 0;
		return n;
	}
	const char *first = text;
	if (fits == 0) { /* narrower than one character: it is cut, not repeated for ever */
		utf8_next(&first, stop);
		fits = (size_t)(first - text);
	} else {
		fits = break_before(text, fits, stop);
	}
	*skip = strspn(text + fits, " ");
	*skip += text[fits + *skip] == '\n' ? 1 : 0;
	return fits;
}

int paint_text(struct canvas *c, struct rect r, enum role role, const char *text, int from_line)
{
	int line = 0;
	for (size_t skip; *text; line++) {
		size_t n = next_line(text, r.cols, c->ambiguous, &skip);
		if (line >= from_line && line - from_line < r.rows) {
			char *part = mem_strndup(text, n);
			canvas_fit(c, r.row + line - from_line, r.col, r.cols, role, part);
			mem_free(part);
		}
		text += n + skip;
	}
	return line;
}

int paint_text_lines(const char *text, int columns, int ambiguous)
{
	int lines = 0;
	for (size_t skip; *text; lines++)
		text += next_line(text, columns, ambiguous, &skip) + skip;
	return lines;
}

void paint_count(uint64_t n, char out[PAINT_COUNT])
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)n);
	size_t at = 0;
	for (int i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
}

void paint_progress(struct canvas *c, int row, int col, int columns, uint64_t done, uint64_t all)
{
	char of_done[PAINT_COUNT];
	char of_all[PAINT_COUNT];
	char tail[2 * PAINT_COUNT + 16];
	paint_count(done, of_done);
	paint_count(all, of_all);
	if (!all) {
		canvas_fit(c, row, col, columns, ROLE_NORMAL, of_done);
		return;
	}
	done = done < all ? done : all;
	int percent = (int)((double)done * 100.0 / (double)all);
	snprintf(tail, sizeof tail, " %3d%%  %s/%s", percent, of_done, of_all);
	int bar = columns - (int)strlen(tail) - 2;
	if (bar < 4) {
		canvas_fit(c, row, col, columns, ROLE_NORMAL, tail + 1);
		return;
	}
	int full = (int)((double)done * bar / (double)all);
	canvas_fill(c, row, col, 1, ROLE_NORMAL, '[');
	canvas_fill(c, row, col + 1, full, ROLE_NORMAL, '#');
	canvas_fill(c, row, col + 1 + full, bar - full, ROLE_NORMAL, '.');
	canvas_fit(c, row, col + 1 + bar, columns - 1 - bar, ROLE_NORMAL, "]");
	canvas_fit(c, row, col + 2 + bar, columns - 2 - bar, ROLE_NORMAL, tail);
}
