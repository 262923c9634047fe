#include <fuzz/driver.h>

#include <string.h>

#include <binggui/text/edit.h>
#include <binggui/text/utf8.h>
#include <binggui/text/width.h>

/* The first byte says what kind of edit, the text up to \n is its content, the rest are keys. */
const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"0张三丰\nlrud张x",
		"1一段长文字，分成几行。\nhelrLRbBdDkKwWuUzZpPnN",
		"2e\xCC\x81\xCC\xA3"
		"a\xFF\x1B𬭩\nlllbbzzzyyyrrrdd",
		"3\nnnn三丰 abc def\nuuuduuwkz",
		"\n",
		NULL,
	};
	return seeds;
}

struct run {
	struct edit e;
	size_t columns;
	int ambiguous;
};

static void press(struct run *r, uint32_t key, const char *rest)
{
	struct edit *e = &r->e;
	switch (key) {
	case 'l':
		edit_left(e);
		break;
	case 'r':
		edit_right(e);
		break;
	case 'h':
		edit_home(e);
		break;
	case 'e':
		edit_end(e);
		break;
	case 'b':
		edit_backspace(e);
		break;
	case 'd':
		edit_delete(e);
		break;
	case 'k':
		edit_kill_to_end(e);
		break;
	case 'K':
		edit_kill_to_start(e);
		break;
	case 'w':
		edit_kill_word(e);
		break;
	case 'u':
		edit_up(e, r->columns, r->ambiguous);
		break;
	case 'n':
		edit_down(e, r->columns, r->ambiguous);
		break;
	case 'z':
		edit_undo(e);
		break;
	case 'y':
		edit_redo(e);
		break;
	case 's':
		edit_set(e, rest);
		break;
	case 'p':
		edit_paste(e, rest, strlen(rest));
		break;
	case '+':
		r->columns++;
		break;
	case '-':
		r->columns -= r->columns > 0;
		break;
	case '=':
		r->ambiguous = 3 - r->ambiguous;
		break;
	default:
		edit_insert(e, key);
	}
}

static void check_view(struct run *r)
{
	struct str out = {0};
	size_t column;
	edit_view(&r->e, r->columns, r->ambiguous, &out, &column);
	FUZZ_HOLDS(width_text(str_c(&out), r->ambiguous) == r->columns);
	FUZZ_HOLDS(column < r->columns || r->columns == 0);
	FUZZ_HOLDS(utf8_valid(str_c(&out), out.n));
	FUZZ_HOLDS(r->e.first <= r->e.cursor);
	str_free(&out);
}

static void check_lines(struct run *r)
{
	const struct edit *e = &r->e;
	size_t n = edit_wrap(e, r->columns, r->ambiguous, NULL, 0);
	struct edit_line *lines = calloc(n, sizeof *lines);
	FUZZ_HOLDS(n > 0 && lines && edit_wrap(e, r->columns, r->ambiguous, lines, n) == n);
	for (size_t i = 0; i < n; i++) {
		size_t next = i + 1 < n ? lines[i + 1].from : e->n;
		FUZZ_HOLDS(lines[i].from <= lines[i].to && lines[i].to <= next);
		/* Only a break or a blank may stand between two lines. */
		FUZZ_HOLDS(next - lines[i].to <= 1);
		FUZZ_HOLDS(next == lines[i].to || e->at[lines[i].to] == '\n' ||
			   e->at[lines[i].to] == ' ');
	}
	FUZZ_HOLDS(lines[0].from == 0 && lines[n - 1].to == e->n);
	free(lines);
}

/* Everything taken back is the text that was there first; everything done again the last one. */
static void check_undo(struct run *r, const char *first)
{
	struct str last = {0}, now = {0};
	while (edit_redo(&r->e))
		;
	edit_text(&r->e, &last);
	while (edit_undo(&r->e))
		;
	edit_text(&r->e, &now);
	FUZZ_HOLDS(strcmp(str_c(&now), first) == 0);
	while (edit_redo(&r->e))
		;
	edit_text(&r->e, &now);
	FUZZ_HOLDS(strcmp(str_c(&now), str_c(&last)) == 0);
	str_free(&last);
	str_free(&now);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct run r = {.columns = 8, .ambiguous = 1};
	struct str text = {0}, first = {0};
	str_addn(&text, data, n);
	char *start = n ? text.at + 1 : "";
	size_t cut = strcspn(start, "\n");
	const char *keys = start[cut] ? start + cut + 1 : "";
	if (start[cut])
		start[cut] = '\0';
	edit_init(&r.e, start, n && data[0] & 2 ? 40 : 0, n && data[0] & 1);
	edit_text(&r.e, &first);
	const char *end = keys + strlen(keys);
	for (int i = 0; keys < end && i < 200; i++) {
		uint32_t key = utf8_next(&keys, end);
		press(&r, key, keys);
		FUZZ_HOLDS(r.e.cursor <= r.e.n);
		check_view(&r);
		check_lines(&r);
	}
	check_undo(&r, str_c(&first));
	edit_free(&r.e);
	str_free(&text);
	str_free(&first);
	return 0;
}
