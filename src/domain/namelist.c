#include <binggui/domain/namelist.h>

#include <stdbool.h>
#include <string.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static bool is_mark(uint32_t c)
{
	return c == 0x3001 || c == 0xFF0C || c == ',' || c == ';' || c == 0xFF1B || c == '/' ||
	       c == 0xFF0F || c == '\n' || c == '+' || c == '&' || c == '|' || c == '\\';
}

static int bracket(uint32_t c)
{
	c = fold_ascii_char(c);
	return c == '(' ? 1 : c == ')' ? -1 : 0;
}

static void add(struct str *out, const char *from, size_t n)
{
	while (n && *from == ' ')
		from++, n--;
	while (n && from[n - 1] == ' ')
		n--;
	if (!n)
		return;
	if (out->n)
		str_add(out, "、");
	str_addn(out, from, n);
}

/* 李卫国和王建军, but not 李和平: two characters at least on both sides. */
static void add_joined(struct str *out, const char *text)
{
	static const char *const words[] = {"和", "与", "及"};

	for (const char *at = text; *at; at += utf8_bytes(at, 1))
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			size_t n = strlen(words[i]);
			if (!text_starts(at, words[i]) || utf8_count(at + n) < 2 ||
				(size_t)(at - text) < strlen("一二"))
				continue;
			add(out, text, (size_t)(at - text));
			add_joined(out, at + n);
			return;
		}
	add(out, text, strlen(text));
}

/* The next piece between blanks and its characters; false behind the last. */
static bool next_piece(const char **at, struct str *piece)
{
	*at += strspn(*at, " ");
	size_t n = strcspn(*at, " ");
	str_clear(piece);
	str_addn(piece, *at, n);
	*at += n;
	return n > 0;
}

/* 王军 李 红: every piece is a name, or two characters by themselves are one; 李 明 alone is just spread out. */
static bool are_names(const char *text)
{
	struct str piece = {0};
	size_t single = 0, all = 0, pieces = 0;
	bool ok = true;

	for (const char *at = text; next_piece(&at, &piece); pieces++) {
		size_t n = utf8_count(str_c(&piece));
		all += n;
		ok = ok && (n == 1 || single % 2 == 0);
		single = n == 1 ? single + 1 : 0;
	}
	str_free(&piece);
	return ok && single % 2 == 0 && (all > 3 || pieces == 1);
}

/* Pieces between blanks, where each could be a name by itself; else the blanks mean nothing. */
static void add_spaced(struct str *out, const char *text)
{
	struct str piece = {0}, name = {0};
	bool names = are_names(text);

	for (const char *at = text; names && next_piece(&at, &piece);) {
		bool half = !name.n && utf8_count(str_c(&piece)) == 1;
		str_add(&name, str_c(&piece));
		if (half)
			continue;
		add_joined(out, str_c(&name));
		str_clear(&name);
	}
	if (!names) {
		fold_name(&piece, text);
		add_joined(out, str_c(&piece));
	}
	str_free(&piece);
	str_free(&name);
}

void namelist_join(struct str *out, const char *text)
{
	struct str clean = {0}, piece = {0};
	int depth = 0;

	str_clear(out);
	fold_clean_lines(&clean, text);
	const char *at = str_c(&clean), *end = at + clean.n;
	while (at < end) {
		uint32_t c = utf8_next(&at, end);
		depth += bracket(c);
		if (depth > 0 || !is_mark(c)) {
			utf8_add(&piece, c & UTF8_BAD ? '?' : c);
			continue;
		}
		add_spaced(out, str_c(&piece));
		str_clear(&piece);
	}
	add_spaced(out, str_c(&piece));
	str_free(&clean);
	str_free(&piece);
}
