#include <binggui/ui/canvas.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

#define AS_NAME(id, name) [ROLE_##id] = name,
static const char *const role_names[ROLE_COUNT] = {ROLES(AS_NAME)};
#undef AS_NAME

enum { SIGN_MIN = 3 }; /* in fewer columns there is no room for a sign */

const char *role_name(enum role role)
{
	return role >= 0 && role < ROLE_COUNT ? role_names[role] : role_names[ROLE_NORMAL];
}

static const struct canvas_cell blank = {.c = ' ', .width = 1};

static struct canvas_cell *cell_at(const struct canvas *c, int row, int col)
{
	if (row < 0 || col < 0 || row >= c->rows || col >= c->cols)
		return NULL;
	return &c->at[(size_t)row * (size_t)c->cols + (size_t)col];
}

void canvas_init(struct canvas *c, int rows, int cols)
{
	*c = (struct canvas){.ambiguous = 1};
	canvas_resize(c, rows, cols);
}

void canvas_free(struct canvas *c)
{
	mem_free(c->at);
	c->at = NULL;
	c->rows = c->cols = 0;
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	c->rows = rows > 0 ? rows : 1;
	c->cols = cols > 0 ? cols : 1;
	mem_free(c->at);
	c->at = mem_array((size_t)c->rows * (size_t)c->cols, sizeof *c->at);
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	for (size_t i = 0; i < (size_t)c->rows * (size_t)c->cols; i++)
		c->at[i] = blank;
	c->cursor_row = c->cursor_col = -1;
}

/* A wide character of which this cell is one half loses the other half too. */
static void break_wide(struct canvas *c, int row, int col)
{
	struct canvas_cell *here = cell_at(c, row, col);
	struct canvas_cell *left = cell_at(c, row, col - 1);
	struct canvas_cell *right = cell_at(c, row, col + 1);
	if (here->width == 0 && left) {
		left->c = ' ';
		left->width = 1;
		memset(left->marks, 0, sizeof left->marks);
	}
	if (here->width == 2 && right) {
		right->c = ' ';
		right->width = 1;
	}
	here->width = 1;
}

static void put(struct canvas *c, int row, int col, int width, enum role role, uint32_t character)
{
	for (int i = 0; i < width; i++) {
		break_wide(c, row, col + i);
		*cell_at(c, row, col + i) = (struct canvas_cell){.c = i ? 0 : character,
			.role = (uint8_t)role,
			.width = (uint8_t)(i ? 0 : width)};
	}
}

/* A combining mark onto the character before it; more than a cell keeps are left out. */
static void put_mark(struct canvas *c, int row, int col, uint32_t mark)
{
	struct canvas_cell *at = cell_at(c, row, col);
	if (!at || at->c == ' ' || at->c == 0)
		return;
	for (int i = 0; i < CELL_MARKS; i++)
		if (!at->marks[i]) {
			at->marks[i] = mark;
			return;
		}
}

/* What may stand in a cell instead of what must not reach a terminal. */
static uint32_t harmless(const struct canvas *c, uint32_t character)
{
	if (width_char(character, c->ambiguous) >= 0)
		return character;
	return c->ambiguous == 2 ? '?' : 0xFFFD;
}

/* What nobody sees takes no room, not even a soft hyphen. */
static int room(const struct canvas *c, uint32_t character)
{
	return fold_is_control(character) ? 0 : width_char(character, c->ambiguous);
}

/* Whether anything of the rest would be seen. */
static bool worth_a_sign(const struct canvas *c, const char *text, const char *end)
{
	while (text < end) {
		uint32_t character = harmless(c, utf8_next(&text, end));
		if (room(c, character) > 0 && character != ' ' && character != 0x3000)
			return true;
	}
	return false;
}

/* What does not fit ends in a sign, or a part would be read as all of it. */
static int put_sign(struct canvas *c, int row, int col, int used, int columns, enum role role)
{
	bool narrow = c->lines != CANVAS_ASCII && width_char(0x2026, c->ambiguous) == 1;
	int at = col + columns - 1;

	if (columns < SIGN_MIN || at < 1)
		return used;
	if (used == columns && cell_at(c, row, at)->width == 0)
		at--; /* all of a wide character makes room */
	canvas_fill(c, row, at, col + columns - at, role, ' ');
	put(c, row, at, 1, role, narrow ? 0x2026 : '~');
	return columns;
}

int canvas_text(struct canvas *c, int row, int col, int columns, enum role role, const char *text)
{
	int used = 0;
	int last = -1; /* column of the character that a mark would stand on */
	if (!text || row < 0 || row >= c->rows)
		return 0;
	if (columns > c->cols - col)
		columns = c->cols - col;
	for (const char *end = text + strlen(text); text < end;) {
		const char *from = text;
		uint32_t character = harmless(c, utf8_next(&text, end));
		int width = room(c, character);
		if (width == 0) {
			if (last >= 0 && !fold_is_control(character))
				put_mark(c, row, last, character);
			continue;
		}
		if (used + width > columns)
			return worth_a_sign(c, from, end)
				       ? put_sign(c, row, col, used, columns, role)
				       : used;
		last = -1;
		if (col + used >= 0) {
			last = col + used;
			if (character == 0x2500 && c->lines == CANVAS_ASCII) /* a rule in a text */
				canvas_fill(c, row, last, width, role, '-');
			else
				put(c, row, last, width, role, character);
		} else if (col + used + width > 0) {
			put(c, row, 0, 1, role,
				' '); /* its right half would stick in from the left */
		}
		used += width;
	}
	return used;
}

void canvas_fit(struct canvas *c, int row, int col, int columns, enum role role, const char *text)
{
	int used = canvas_text(c, row, col, columns, role, text);
	canvas_fill(c, row, col + used, columns - used, role, ' ');
}

static void placed(struct canvas *c, int row, int col, int columns, enum role role,
	const char *text, int parts)
{
	int width = (int)width_text(text, c->ambiguous);
	int indent = width < columns ? (columns - width) / parts : 0;
	canvas_fill(c, row, col, indent, role, ' ');
	canvas_fit(c, row, col + indent, columns - indent, role, text);
}

void canvas_right(struct canvas *c, int row, int col, int columns, enum role role, const char *text)
{
	placed(c, row, col, columns, role, text, 1);
}

void canvas_center(
	struct canvas *c, int row, int col, int columns, enum role role, const char *text)
{
	placed(c, row, col, columns, role, text, 2);
}

void canvas_fill(struct canvas *c, int row, int col, int n, enum role role, uint32_t character)
{
	character = harmless(c, character);
	int width = width_char(character, c->ambiguous);
	if (row < 0 || row >= c->rows || width < 1)
		return;
	for (int i = col < 0 ? -(col / width) : 0; i < n; i++) {
		int at = col + i * width;
		if (at + width > c->cols)
			break;
		if (at >= 0)
			put(c, row, at, width, role, character);
	}
}

void canvas_blank(struct canvas *c, struct rect r, enum role role)
{
	for (int i = 0; i < r.rows; i++)
		canvas_fill(c, r.row + i, r.col, r.cols, role, ' ');
}

/* Horizontal, vertical, then the corners as they are read. */
static const uint32_t box_lines[][6] = {
	[CANVAS_UNICODE] = {0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518},
	[CANVAS_ACS] = {0x2500, 0x2502, 0x250C, 0x2510, 0x2514, 0x2518},
	[CANVAS_ASCII] = {'-', '|', '+', '+', '+', '+'},
};

static const uint32_t *lines_of(const struct canvas *c)
{
	/* Where a line of Unicode takes two columns it cannot be drawn with. */
	bool wide = c->lines == CANVAS_UNICODE && width_char(0x2500, c->ambiguous) == 2;
	return box_lines[wide ? CANVAS_ASCII : c->lines];
}

static void put_line(struct canvas *c, int row, int col, uint32_t character)
{
	if (cell_at(c, row, col))
		put(c, row, col, 1, ROLE_BOX, character);
}

void canvas_box(struct canvas *c, struct rect r)
{
	const uint32_t *line = lines_of(c);
	int bottom = r.row + r.rows - 1;
	int right = r.col + r.cols - 1;
	if (r.rows < 1 || r.cols < 1)
		return;
	canvas_blank(c, r, ROLE_NORMAL);
	for (int col = r.col; col <= right; col++) {
		put_line(c, r.row, col, line[0]);
		put_line(c, bottom, col, line[0]);
	}
	for (int row = r.row; row <= bottom; row++) {
		put_line(c, row, r.col, line[1]);
		put_line(c, row, right, line[1]);
	}
	put_line(c, r.row, r.col, line[2]);
	put_line(c, r.row, right, line[3]);
	put_line(c, bottom, r.col, line[4]);
	put_line(c, bottom, right, line[5]);
}

void canvas_cursor(struct canvas *c, int row, int col)
{
	c->cursor_row = row < 0 ? 0 : row >= c->rows ? c->rows - 1 : row;
	c->cursor_col = col < 0 ? 0 : col >= c->cols ? c->cols - 1 : col;
}

bool canvas_is_blank(const struct canvas *c, int row, int col, int n)
{
	for (int i = 0; i < n; i++) {
		const struct canvas_cell *at = cell_at(c, row, col + i);
		if (!at || at->c != ' ' || at->role != ROLE_NORMAL)
			return false;
	}
	return true;
}

const struct canvas_cell *canvas_at(const struct canvas *c, int row, int col)
{
	return cell_at(c, row, col);
}

void canvas_row(const struct canvas *c, int row, struct str *out)
{
	str_clear(out);
	for (int col = 0; col < c->cols; col++) {
		const struct canvas_cell *at = cell_at(c, row, col);
		if (!at || at->width == 0)
			continue;
		utf8_add(out, at->c);
		for (int i = 0; i < CELL_MARKS && at->marks[i]; i++)
			utf8_add(out, at->marks[i]);
	}
	while (out->n && out->at[out->n - 1] == ' ')
		str_cut(out, out->n - 1);
}

uint32_t canvas_pointer(const struct canvas *c)
{
	return c->lines == CANVAS_UNICODE ? 0x25B8 : '>';
}
