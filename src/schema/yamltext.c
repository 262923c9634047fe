#include <binggui/schema/yamltext.h>

#include <stdint.h>
#include <string.h>

#include <binggui/base/vec.h>
#include <binggui/text/utf8.h>

#define COLON "："
#define COMMA "，"
#define BLANK "　" /* U+3000 */
enum { WIDE = 3 }; /* bytes of each of them */

/* A line of the copy without its \n. */
static struct span line_at(const struct yamltext *t, size_t line)
{
	size_t from = t->lines.at[line - 1];
	size_t to = line < t->lines.n ? t->lines.at[line] - 1 : t->text.n;

	return (struct span){str_c(&t->text) + from, to - from};
}

static size_t chars(const char *from, const char *to)
{
	size_t n = 0;

	for (; from < to; n++)
		utf8_next(&from, to);
	return n;
}

static void index_lines(struct yamltext *t)
{
	const char *start = str_c(&t->text), *end = start + t->text.n;

	t->lines.n = 0;
	vec_push(&t->lines, 0);
	for (const char *at = start; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;) {
		at++;
		vec_push(&t->lines, (size_t)(at - start));
	}
}

/* What libyaml allows, less the line breaks of Unicode that no editor shows as such. */
static bool printable(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n';
	return (c < 0x7F || c > 0x9F) && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE &&
	       c != 0xFFFF;
}

static void tell_character(struct yamltext *t, uint32_t c, size_t line, size_t column)
{
	if (c & UTF8_BAD)
		fault_add(t->faults, t->file, line, column,
			"文件不是 UTF-8 编码（多半是 GBK，即“ANSI”）；请在编辑器里另存为 UTF-8 "
			"后再用");
	else
		fault_add(t->faults, t->file, line, column, "这里有看不见的控制字符 U+%04X；请删去",
			(unsigned)c);
}

/* Bytes that are certainly fine: printable ASCII, line ends, and hanzi of the basic block. */
static const char *skip_plain(const char *at, const char *end)
{
	while (at < end) {
		unsigned char c = (unsigned char)*at;
		if ((c >= 0x20 && c < 0x7F) || c == '\n')
			at++;
		else if (c >= 0xE4 && c <= 0xE9 && end - at >= WIDE && (at[1] & 0xC0) == 0x80 &&
			 (at[2] & 0xC0) == 0x80)
			at += WIDE;
		else
			break;
	}
	return at;
}

/* One sentence for the first character that cannot stay; the rest would only repeat it. */
static bool readable(struct yamltext *t)
{
	const char *start = str_c(&t->text), *at = start, *end = at + t->text.n;

	while ((at = skip_plain(at, end)) < end) {
		const char *here = at;
		uint32_t c = utf8_next(&at, end);
		if (!(c & UTF8_BAD) && printable(c))
			continue;
		size_t line = 1;
		while (line < t->lines.n && start + t->lines.at[line] <= here)
			line++;
		tell_character(t, c, line, chars(start + t->lines.at[line - 1], here) + 1);
		return false;
	}
	return true;
}

/* Blanks at the head of a line as people type them: tab, U+3000, NBSP.  0 = none of them. */
static size_t wrong_blank(const char *at, const char *end)
{
	if (at < end && *at == '\t')
		return 1;
	if (end - at >= WIDE && memcmp(at, BLANK, WIDE) == 0)
		return WIDE;
	return end - at >= 2 && memcmp(at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t indent_of(struct span line)
{
	size_t n = 0;

	while (n < line.n && line.at[n] == ' ')
		n++;
	return n;
}

/* Length of a line without the note behind it and without blanks, signs and digits at its end. */
static size_t head_length(struct span line)
{
	size_t n = line.n;

	for (size_t i = 1; i < line.n; i++)
		if (line.at[i] == '#' && line.at[i - 1] == ' ') {
			n = i;
			break;
		}
	while (n && strchr("+-0123456789 ", line.at[n - 1]))
		n--;
	return n;
}

/* Whether the line ends in | or > with its signs: a drawing begins below. */
static bool opens_block(struct span line)
{
	size_t n = head_length(line);

	if (!n || (line.at[n - 1] != '|' && line.at[n - 1] != '>'))
		return false;
	if (n == 1 || line.at[n - 2] == ' ')
		return true;
	return n > WIDE && memcmp(line.at + n - 1 - WIDE, COLON, WIDE) == 0;
}

/* Tells a wrong blank in the head of line `i` and leaves blanks in its place. */
static void mend_head(struct yamltext *t, size_t i, bool drawing)
{
	struct span line = line_at(t, i);
	size_t at = indent_of(line), size = wrong_blank(line.at + at, line.at + line.n);

	if (!size || (drawing && size != 1))
		return;
	t->told = true;
	fault_add(t->faults, t->file, i, at + 1, "缩进里有%s；请改成空格",
		size == 1 ? "制表符(Tab)" : "全角空格");
	char *from = t->text.at + t->lines.at[i - 1];
	while ((size = wrong_blank(from + at, line.at + line.n)) != 0) {
		memset(from + at, ' ', size);
		at += size;
	}
}

/* A row that stands left of the drawing's first row would end the drawing for libyaml. */
static void check_row(struct yamltext *t, size_t i, size_t first, size_t indent)
{
	fault_add(t->faults, t->file, i, indent + 1,
		"这一行比图的第一行（第 %zu 行）更靠左；请给第一行少空几格，或在 | "
		"后面写明缩进格数",
		first);
	t->told = true;
}

/* Heads of lines, and drawings whose first row stands too far right. */
static void check_lines(struct yamltext *t)
{
	size_t head = 0, first = 0,
	       depth = 0; /* of the drawing we are in: its | line, first row, indentation */
	size_t head_indent = 0;

	for (size_t i = 1; i <= t->lines.n; i++) {
		mend_head(t, i, head != 0);
		struct span line = line_at(t, i);
		size_t indent = indent_of(line);
		bool row = head && (indent > head_indent || indent == line.n);
		str_addc(&t->drawn, row);
		if (indent == line.n)
			continue;
		if (row) {
			if (!first)
				yamltext_drawing(t, head, &first, &depth);
			if (indent < depth)
				check_row(t, i, first, indent);
			continue;
		}
		head = opens_block(line) ? i : 0;
		head_indent = indent;
		first = 0;
	}
}

/* The copy: without BOM, \r\n and \r as \n. */
static void copy_text(struct yamltext *t, const char *bytes, size_t n)
{
	const char *at = bytes, *end = bytes + n;

	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	str_reserve(&t->text, n);
	while (at < end) {
		const char *stop = memchr(at, '\r', (size_t)(end - at));
		str_addn(&t->text, at, (size_t)((stop ? stop : end) - at));
		at = stop ? stop + 1 : end;
		if (stop && (at == end || *at != '\n'))
			str_addc(&t->text, '\n');
	}
}

bool yamltext_open(
	struct yamltext *t, const char *file, const char *bytes, size_t n, struct faults *faults)
{
	*t = (struct yamltext){.file = file, .faults = faults};
	copy_text(t, bytes, n);
	index_lines(t);
	if (!readable(t))
		return false;
	check_lines(t);
	return true;
}

void yamltext_close(struct yamltext *t)
{
	str_free(&t->text);
	str_free(&t->drawn);
	vec_free(&t->lines);
	vec_free(&t->mends);
}

size_t yamltext_column(const struct yamltext *t, size_t line, size_t column)
{
	size_t moved = 0;

	for (size_t i = 0; i < t->mends.n; i++)
		if (t->mends.at[i].line == line && t->mends.at[i].column < column)
			moved += t->mends.at[i].moved;
	return column > moved ? column - moved : column;
}

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* Whether `name:` or `name：` stands here, blanks in front allowed. */
static bool key_follows(const char *at, const char *end)
{
	while (at < end && *at == ' ')
		at++;
	const char *start = at;
	while (at < end && name_char(*at))
		at++;
	if (at == start)
		return false;
	return (at < end && *at == ':') || (end - at >= WIDE && memcmp(at, COLON, WIDE) == 0);
}

/* Whether what stands left of a full-width colon can be meant as a key: one word, nothing quoted. */
static bool key_stands(const char *start, const char *at)
{
	const char *from = at;

	while (from > start && !strchr("{[, \"'", from[-1]))
		from--;
	if (from == at)
		return false;
	if (from > start && (from[-1] == '"' || from[-1] == '\''))
		return false;
	while (from > start && from[-1] == ' ')
		from--;
	return from == start || strchr("{,-?", from[-1]) != NULL;
}

/* The first full-width sign in the line that stands for YAML's own; NULL if there is none. */
static const char *wide_sign(struct span line)
{
	const char *end = line.at + line.n;
	char quote = 0;

	for (const char *at = line.at; at < end; at++) {
		bool opens = at == line.at || strchr(" {[,:", at[-1]);
		if (quote) {
			quote = *at == quote ? 0 : quote;
		} else if ((*at == '"' || *at == '\'') && opens) {
			quote = *at;
		} else if (*at == '#' && opens) {
			return NULL;
		} else if (end - at >= WIDE && memcmp(at, COLON, WIDE) == 0) {
			if (key_stands(line.at, at))
				return at;
		} else if (end - at >= WIDE && memcmp(at, COMMA, WIDE) == 0) {
			if (key_follows(at + WIDE, end))
				return at;
		}
	}
	return NULL;
}

static void mend_sign(struct yamltext *t, size_t line, size_t offset)
{
	bool colon = memcmp(t->text.at + offset, COLON, WIDE) == 0;
	size_t column = chars(t->text.at + t->lines.at[line - 1], t->text.at + offset) + 1;
	struct str mended = {0};

	if (colon)
		fault_add(t->faults, t->file, line, yamltext_column(t, line, column),
			"这里是全角冒号“：”；请改成半角冒号加空格“: ”");
	else
		fault_add(t->faults, t->file, line, yamltext_column(t, line, column),
			"这里是全角逗号“，”；请改成半角逗号加空格“, ”");
	str_addn(&mended, t->text.at, offset);
	str_add(&mended, colon ? ": " : ", ");
	str_add(&mended, t->text.at + offset + WIDE);
	str_free(&t->text);
	t->text = mended;
	struct yamltext_mend m = {line, column, 1};
	vec_push(&t->mends, m);
	index_lines(t);
}

bool yamltext_mend(struct yamltext *t, size_t first, size_t last)
{
	for (size_t i = first ? first : 1; i <= last && i <= t->lines.n; i++) {
		const char *at = t->drawn.at[i - 1] ? NULL : wide_sign(line_at(t, i));
		if (at) {
			mend_sign(t, i, (size_t)(at - t->text.at));
			return true;
		}
	}
	return false;
}

bool yamltext_find(
	const struct yamltext *t, size_t *line, size_t *column, size_t last, const char *wanted)
{
	size_t skip = *column - 1;

	for (size_t i = *line; i >= 1 && i <= last && i <= t->lines.n; i++, skip = 0) {
		struct span s = line_at(t, i);
		const char *at = s.at, *end = s.at + s.n;
		while (skip-- && at < end)
			utf8_next(&at, end);
		const char *found = memmem(at, (size_t)(end - at), wanted, strlen(wanted));
		if (found) {
			*line = i;
			*column = chars(s.at, found) + 1;
			return true;
		}
	}
	return false;
}

void yamltext_drawing(const struct yamltext *t, size_t head, size_t *row, size_t *indent)
{
	struct span line = line_at(t, head);
	size_t said = 0;

	for (size_t i = head_length(line); i < line.n && line.at[i] != '#'; i++)
		if (line.at[i] >= '1' && line.at[i] <= '9')
			said = (size_t)(line.at[i] - '0');
	*row = head + 1;
	*indent = said ? indent_of(line) + said : 0;
	for (size_t i = head + 1; i <= t->lines.n && !said; i++) {
		struct span s = line_at(t, i);
		if (indent_of(s) < s.n) {
			*indent = indent_of(s);
			return;
		}
	}
}
