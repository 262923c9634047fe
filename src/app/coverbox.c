#include <binggui/app/coverbox.h>

#include <string.h>

#include <binggui/app/namelist.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/visitmap.h>
#include <binggui/ui/list.h>
#include <binggui/ui/stack.h>

enum {
	CELL = 3,   /* columns of a month */
	PEOPLE = 5, /* of how many there are */
	YEAR = 6,   /* of all twelve months */
	GUTTER = 2,
	MONTHS = VISITMAP_MONTHS,
	LEGEND_ROWS = 2,
};

struct coverbox {
	struct app *app;
	struct visitmap map;
	struct list list; /* villages */
	size_t month;     /* VISITMAP_YEAR = all of them */
	uint64_t tick;
};

static const struct screen_ops coverbox_screen;

static void coverbox_free(void *x)
{
	struct coverbox *s = x;

	visitmap_free(&s->map);
	mem_free(s);
}

static bool load(struct coverbox *s, struct err *e)
{
	visitmap_free(&s->map);
	s->tick = archive_tick(s->app->archive);
	bool ok = visitmap_load(&s->map, s->app->archive, app_today(s->app), e);
	list_set_count(&s->list, s->map.places.n);
	return ok;
}

void coverbox_push(struct app *app)
{
	struct coverbox *s = mem_new0(struct coverbox);
	struct err e = {0};

	s->app = app;
	s->month = MONTHS - 1;
	if (!load(s, &e)) {
		stack_say(app->stack, ROLE_PROBLEM, "%s", e.text);
		coverbox_free(s);
		return;
	}
	stack_push(app->stack, &coverbox_screen, s);
}

/* ---- painting -------------------------------------------------------------------------------- */

/* How much of a village was reached: never by colour alone. */
static char sign(size_t visited, size_t people)
{
	if (!people)
		return ' ';
	if (!visited)
		return '.';
	if (visited >= people)
		return '@';
	return visited * 3 < people ? '-' : visited * 3 < people * 2 ? '+' : '#';
}

static enum role sign_role(char c)
{
	return c == '@' || c == '#' ? ROLE_GOOD : c == '.' ? ROLE_DIM : ROLE_NORMAL;
}

static int name_columns(const struct rect *r)
{
	return r->cols - GUTTER - MONTHS * CELL - PEOPLE - YEAR;
}

static void paint_head(const struct coverbox *s, struct canvas *c, struct rect r)
{
	int name = name_columns(&r), col = r.col + GUTTER + name + PEOPLE;
	struct str text = {0};

	canvas_text(c, r.row, r.col + GUTTER, name, ROLE_LABEL, "村(社区)");
	canvas_right(c, r.row, r.col + GUTTER + name, PEOPLE, ROLE_LABEL, "在档");
	for (size_t i = 0; i < MONTHS; i++) {
		str_clear(&text);
		str_addf(&text, "%d", visitmap_month(&s->map, i).month);
		canvas_right(c, r.row, col + (int)i * CELL, CELL - 1, ROLE_LABEL, str_c(&text));
	}
	canvas_right(c, r.row, col + MONTHS * CELL, YEAR, ROLE_LABEL, "一年");
	str_free(&text);
}

static void paint_place(
	const struct coverbox *s, struct canvas *c, struct rect r, int row, size_t place)
{
	const struct visitmap_place *p = &s->map.places.at[place];
	int name = name_columns(&r), col = r.col + GUTTER + name + PEOPLE;
	bool current = place == s->list.cursor;
	struct str text = {0};

	if (name >= 24 && *visitmap_town(&s->map, place))
		str_addf(&text, "%s ", visitmap_town(&s->map, place));
	str_add(&text, visitmap_name(&s->map, place));
	canvas_text(c, row, r.col + GUTTER, name, ROLE_NORMAL, str_c(&text));
	str_clear(&text);
	str_addf(&text, "%zu", p->people);
	canvas_right(c, row, r.col + GUTTER + name, PEOPLE, ROLE_DIM, str_c(&text));
	for (size_t i = 0; i < MONTHS; i++) {
		char cell = sign(p->visited[i], p->people);
		canvas_fill(c, row, col + (int)i * CELL + 1, 1, sign_role(cell), (uint8_t)cell);
	}
	str_clear(&text);
	str_addf(&text, "%zu", p->visited[VISITMAP_YEAR]);
	canvas_right(c, row, col + MONTHS * CELL, YEAR - 1, ROLE_NORMAL, str_c(&text));
	int at = s->month == VISITMAP_YEAR ? col + MONTHS * CELL + 1 : col + (int)s->month * CELL;
	if (current) {
		canvas_fill(c, row, r.col, 1, ROLE_MARK, canvas_pointer(c));
		canvas_fill(c, row, at, 1, ROLE_MARK, '[');
		canvas_fill(c, row, s->month == VISITMAP_YEAR ? at + YEAR - 2 : at + 2, 1,
			ROLE_MARK, ']');
		canvas_cursor(c, row, at);
	}
	str_free(&text);
}

static void coverbox_paint(void *x, struct canvas *c, struct rect body)
{
	struct coverbox *s = x;
	int rows = body.rows - 1 - LEGEND_ROWS;

	paint_head(s, c, body);
	list_set_rows(&s->list, rows > 0 ? (size_t)rows : 1);
	for (size_t i = 0; i < list_seen(&s->list) && (int)i < rows; i++)
		paint_place(s, c, body, body.row + 1 + (int)i, s->list.top + i);
	canvas_text(c, body.row + body.rows - 1, body.col + GUTTER, body.cols - GUTTER, ROLE_DIM,
		". 没走访  - 不到1/3  + 不到2/3  # 2/3以上  @ 全部");
}

static void coverbox_title(void *x, struct str *out)
{
	struct coverbox *s = x;
	char from[DATE_TEXT], to[DATE_TEXT];

	date_format(visitmap_month(&s->map, 0), from);
	date_format(visitmap_month(&s->map, MONTHS - 1), to);
	str_addf(out, "走访覆盖  %.7s 至 %.7s", from, to);
}

/* The place and the month the cursor is on, in words. */
static void cell_text(const struct coverbox *s, struct str *out)
{
	const struct visitmap_place *p = &s->map.places.at[s->list.cursor];
	char month[DATE_TEXT];

	date_format(visitmap_month(&s->map, s->month == VISITMAP_YEAR ? 0 : s->month), month);
	str_addf(out, "%s%s %.7s", visitmap_town(&s->map, s->list.cursor),
		visitmap_name(&s->map, s->list.cursor), s->month == VISITMAP_YEAR ? "一年" : month);
	str_addf(out, "：在档 %zu 人，走访到 %zu 人", p->people, p->visited[s->month]);
}

static enum role coverbox_message(void *x, struct str *out)
{
	const struct coverbox *s = x;

	if (s->list.count)
		cell_text(s, out);
	return ROLE_DIM;
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void open_names(struct coverbox *s, bool visited)
{
	struct namelist_rows rows = {0};
	struct ids ids = {0};
	struct str title = {0};

	if (!s->list.count)
		return;
	visitmap_people(&s->map, s->list.cursor, s->month, visited, &ids);
	for (size_t i = 0; i < ids.n; i++)
		namelist_add(&rows, ids.at[i]);
	cell_text(s, &title);
	char *words = strstr(title.at, "：");
	if (words)
		str_cut(&title, (size_t)(words - title.at));
	str_addf(&title, visited ? " 走访到的 %zu 人" : " 没走访的 %zu 人", ids.n);
	namelist_push(s->app, str_c(&title), "没有人", NULL, 0, &rows);
	vec_free(&ids);
	str_free(&title);
}

static bool coverbox_key(void *x, const struct press *k)
{
	struct coverbox *s = x;

	switch (k->kind) {
	case PRESS_UP:
		list_move(&s->list, -1);
		return true;
	case PRESS_DOWN:
		list_move(&s->list, 1);
		return true;
	case PRESS_PGUP:
		list_page(&s->list, -1);
		return true;
	case PRESS_PGDN:
		list_page(&s->list, 1);
		return true;
	case PRESS_HOME:
		list_go(&s->list, 0);
		return true;
	case PRESS_END:
		list_go(&s->list, SIZE_MAX);
		return true;
	case PRESS_LEFT:
		s->month -= s->month > 0;
		return true;
	case PRESS_RIGHT:
		s->month += s->month < VISITMAP_YEAR;
		return true;
	default:
		return false;
	}
}

static bool coverbox_command(void *x, const char *command)
{
	if (strcmp(command, "open") == 0)
		open_names(x, false);
	else if (strcmp(command, "visited") == 0)
		open_names(x, true);
	else
		return false;
	return true;
}

/* Whoever comes back to the map sees what was saved meanwhile. */
static void coverbox_resume(void *x)
{
	struct coverbox *s = x;
	struct err e = {0};

	if (s->tick != archive_tick(s->app->archive) && !load(s, &e))
		stack_say(s->app->stack, ROLE_PROBLEM, "%s", e.text);
}

static const struct screen_ops coverbox_screen = {
	.context = "coverage",
	.title = coverbox_title,
	.paint = coverbox_paint,
	.key = coverbox_key,
	.command = coverbox_command,
	.message = coverbox_message,
	.resume = coverbox_resume,
	.free = coverbox_free,
};
