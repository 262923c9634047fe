#include <binggui/text/csv.h>

#include <stdbool.h>
#include <string.h>

#include <binggui/base/vec.h>

#define LOOK_RECORDS 200 /* by which the separator is told */
#define LOOK_BYTES   262144
#define LOOK_FIELDS  256

/* ---- reading -------------------------------------------------------------------------------- */

/* Text that is cut into cells where it lies: a separator becomes the NUL of the cell before it. */
struct reader {
	struct sheet *out;
	char *at, *end; /* *end is writable */
	char separator;
	bool stops[256]; /* what a bare cell may end at or must look at: separator, CR, LF, quote */
	bool lossy;      /* there is a U+FFFD somewhere */
	VEC(struct cell) cells;
	unsigned row_flags;
};

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

/* Ends the cell at `end` and steps over what stood there; true if the record goes on. */
static bool finish(struct reader *r, char *text, char *end, unsigned flags)
{
	bool more = r->at < r->end && *r->at == r->separator;

	if (r->at < r->end) {
		bool pair = *r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n';
		r->at += pair ? 2 : 1;
	}
	*end = '\0';
	if (r->lossy && strstr(text, "\xEF\xBF\xBD"))
		flags |= CELL_LOSSY;
	struct cell cell = {.text = text, .kind = CELL_TEXT, .flags = flags};
	vec_push(&r->cells, cell);
	return more;
}

static void skip_bare(struct reader *r, bool *quote)
{
	char *at = r->at;

	while (at < r->end) {
		while (at < r->end && !r->stops[(unsigned char)*at])
			at++;
		if (at == r->end || *at != '"')
			break;
		*quote = true;
		at++;
	}
	r->at = at;
}

static bool read_bare(struct reader *r)
{
	char *text = r->at;
	bool quote = false;

	skip_bare(r, &quote);
	bool formula = r->at - text >= 3 && text[0] == '=' && text[1] == '"' && r->at[-1] == '"';
	if (quote && !formula)
		r->row_flags |= ROW_QUOTE_MALFORMED;
	return finish(r, text, r->at, 0);
}

/* Closes up what a doubled quote leaves: moves [from, to) to *write. */
static void close_up(char **write, char *from, char *to)
{
	if (*write != from)
		memmove(*write, from, (size_t)(to - from));
	*write += to - from;
}

static bool only_blanks(const char *from, const char *to)
{
	while (from < to && (*from == ' ' || *from == '\t'))
		from++;
	return from == to;
}

/* Where the quote that closes a cell stands; NULL if none does. */
static const char *closing_quote(const char *from, const char *end)
{
	while (from < end && (from = memchr(from, '"', (size_t)(end - from)))) {
		if (from + 1 == end || from[1] != '"')
			return from;
		from += 2;
	}
	return NULL;
}

static bool ends_well(const struct reader *r, const char *close)
{
	const char *at = close ? close + 1 : r->end;

	while (at < r->end && (*at == ' ' || (*at == '\t' && r->separator != '\t')))
		at++;
	return close && (at == r->end || *at == r->separator || is_break(*at));
}

static bool only_breaks(const char *from, const char *to)
{
	while (from < to && is_break(*from))
		from++;
	return from == to;
}

/* The last record's line as people wrote it: a few separators at least. */
static bool holds_records(const struct reader *r, const char *from, const char *to)
{
	size_t width = r->out->n ? r->out->rows[r->out->n - 1].n : 0, n = 0;
	const char *line = memchr(from, '\n', (size_t)(to - from));

	line = line ? line : memchr(from, '\r', (size_t)(to - from));
	for (const char *at = line; at && at < to; at++)
		n += *at == r->separator;
	return line && (n * 2 >= width || only_breaks(line, to));
}

/* A quote that someone forgot to close has taken the records behind it into its cell. */
static bool runs_away(const struct reader *r)
{
	const char *close = closing_quote(r->at + 1, r->end);

	return !ends_well(r, close) && holds_records(r, r->at + 1, close ? close : r->end);
}

static bool read_quoted(struct reader *r)
{
	char *text = r->at + 1, *write = text, *from = text;
	bool quote = false;

	if (runs_away(r)) {
		r->row_flags |= ROW_QUOTE_MALFORMED;
		r->at++;
		return read_bare(r);
	}
	for (;;) {
		char *hit = from < r->end ? memchr(from, '"', (size_t)(r->end - from)) : NULL;
		if (!hit) {
			close_up(&write, from, r->end);
			r->at = r->end;
			r->row_flags |= ROW_QUOTE_MALFORMED;
			return finish(r, text, write, CELL_QUOTED);
		}
		bool doubled = hit + 1 < r->end && hit[1] == '"';
		close_up(&write, from, hit + doubled);
		from = hit + 1 + doubled;
		if (!doubled)
			break;
	}
	r->at = from;
	skip_bare(r, &quote);
	if (!only_blanks(from, r->at))
		r->row_flags |= ROW_QUOTE_MALFORMED;
	close_up(&write, from, r->at);
	return finish(r, text, write, CELL_QUOTED);
}

static void read_record(struct reader *r)
{
	bool more = true;

	vec_clear(&r->cells);
	r->row_flags = 0;
	if (is_break(*r->at)) {
		bool pair = *r->at == '\r' && r->at + 1 < r->end && r->at[1] == '\n';
		r->at += pair ? 2 : 1;
		more = false;
	}
	while (more) /* behind a last separator there is an empty cell */
		more = r->at < r->end && *r->at == '"' ? read_quoted(r) : read_bare(r);
	size_t number = r->out->n ? r->out->rows[r->out->n - 1].number + 1 : 1;
	struct row *row = cell_add_row(r->out, number, r->cells.at, r->cells.n);
	row->flags = r->row_flags;
}

/* A copy in the pool, with U+FFFD for each NUL byte. */
static char *writable(struct cell_pool *pool, const char *text, size_t *n)
{
	size_t nuls = 0;

	for (const char *at = text; (at = memchr(at, '\0', *n - (size_t)(at - text))); at++)
		nuls++;
	if (!nuls)
		return cell_pool_text(pool, text, *n);
	char *copy = cell_pool_take(pool, *n + nuls * 2 + 1), *to = copy;
	for (size_t i = 0; i < *n; i++) {
		if (text[i]) {
			*to++ = text[i];
			continue;
		}
		memcpy(to, "\xEF\xBF\xBD", 3);
		to += 3;
	}
	*to = '\0';
	*n = (size_t)(to - copy);
	return copy;
}

/* Bytes of a first line "sep=;" with its end; *separator gets what it names. */
static size_t sep_line(const char *text, size_t n, char *separator)
{
	if (n < 6 || memcmp(text, "sep=", 4) != 0 || !memchr(",;|:\t", text[4], 5) ||
		!is_break(text[5]))
		return 0;
	*separator = text[4];
	return text[5] == '\r' && n > 6 && text[6] == '\n' ? 7 : 6;
}

/* Without BOM in front and filler behind. */
static struct span body(const char *text, size_t n)
{
	if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
		text += 3;
		n -= 3;
	}
	while (n && (text[n - 1] == '\0' || text[n - 1] == '\x1A'))
		n--;
	return (struct span){text, n};
}

void csv_parse(struct sheet *out, const char *text, size_t n, char separator)
{
	struct span s = body(text, n);
	char named;
	size_t skip = sep_line(s.at, s.n, &named);

	if (s.n == skip)
		return;
	s.n -= skip;
	char *copy = writable(&out->pool, s.at + skip, &s.n);
	struct reader r = {.out = out, .at = copy, .end = copy + s.n, .separator = separator};
	r.stops[(unsigned char)separator] = r.stops['\n'] = r.stops['\r'] = r.stops['"'] = true;
	r.lossy = memmem(copy, s.n, "\xEF\xBF\xBD", 3) != NULL;
	while (r.at < r.end)
		read_record(&r);
	vec_free(&r.cells);
}

/* ---- the separator -------------------------------------------------------------------------- */

/* Behind the quoted cell that opens at `at`. */
static const char *skip_quoted(const char *at, const char *end)
{
	for (at++; at < end; at++) {
		if (*at != '"')
			continue;
		if (at + 1 < end && at[1] == '"')
			at++;
		else
			return at + 1;
	}
	return end;
}

/* Cells of the record at *at, which moves behind its line break. */
static size_t count_cells(const char **at, const char *end, char separator)
{
	size_t n = 1;
	bool start = true;

	while (*at < end) {
		char c = **at;
		if (c == '"' && start) {
			*at = skip_quoted(*at, end);
			start = false;
			continue;
		}
		++*at;
		if (is_break(c)) {
			if (c == '\r' && *at < end && **at == '\n')
				++*at;
			break;
		}
		start = c == separator;
		n += start;
	}
	return n;
}

/* How well a separator does: records of its usual width count most, single cells nothing. */
static size_t rate(const char *text, size_t n, char separator, size_t *width)
{
	size_t seen[LOOK_FIELDS] = {0}, score = 0;
	const char *at = text, *end = text + n;

	for (int i = 0; i < LOOK_RECORDS && at < end; i++) {
		size_t cells = count_cells(&at, end, separator);
		seen[cells < LOOK_FIELDS ? cells : LOOK_FIELDS - 1]++;
	}
	*width = 1;
	for (size_t i = 2; i < LOOK_FIELDS; i++)
		if (seen[i] && (*width == 1 || seen[i] >= seen[*width]))
			*width = i;
	for (size_t i = 2; i < LOOK_FIELDS; i++)
		score += seen[i] * (i == *width ? 4 : i + 1 == *width || i == *width + 1 ? 2 : 1);
	return score;
}

char csv_separator(const char *text, size_t n)
{
	static const char candidates[] = {',', '\t', ';'};
	struct span s = body(text, n);
	size_t best_score = 0, best_width = 1;
	char best = ',';

	if (sep_line(s.at, s.n, &best))
		return best;
	for (size_t i = 0; i < sizeof candidates; i++) {
		size_t width, score;
		score = rate(s.at, s.n < LOOK_BYTES ? s.n : LOOK_BYTES, candidates[i], &width);
		if (score < best_score || (score == best_score && width <= best_width))
			continue;
		best = candidates[i];
		best_score = score;
		best_width = width;
	}
	return best;
}

/* ---- writing -------------------------------------------------------------------------------- */

void csv_add_cell(struct str *out, const char *text, char separator, size_t column)
{
	size_t n = text ? strlen(text) : 0;
	char special[] = {'"', '\r', '\n', ',', ';', '\t', separator, '\0'};

	if (column)
		str_addc(out, separator);
	if (!n)
		return;
	if (!strpbrk(text, special) && text[0] != ' ' && text[n - 1] != ' ') {
		str_addn(out, text, n);
		return;
	}
	str_addc(out, '"');
	for (const char *at = text; *at; at++) {
		if (*at == '"')
			str_addc(out, '"');
		str_addc(out, *at);
	}
	str_addc(out, '"');
}

void csv_end_row(struct str *out)
{
	str_add(out, "\r\n");
}
