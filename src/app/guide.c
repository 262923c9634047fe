#include <binggui/app/guide.h>

#include <string.h>

#include <binggui/app/making.h>
#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/csv.h>
#include <binggui/text/fold.h>
#include <binggui/text/sheet.h>
#include <binggui/ui/list.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum step { COUNTY, MODE, NAME, STATION, MAKE, STEPS };

static const char *const modes[] = {"正式库", "练习库"};

/* A list of areas that came with the program. */
struct guide_county {
	char *label, *path;
};

struct guide {
	struct app *app;
	struct list list;
	struct {
		struct guide_county *at;
		size_t n, cap;
	} counties;
	struct str areas, county, name, station; /* answers; areas is the file */
	size_t mode;
};

static void guide_free(void *x)
{
	struct guide *g = x;

	for (size_t i = 0; i < g->counties.n; i++) {
		mem_free(g->counties.at[i].label);
		mem_free(g->counties.at[i].path);
	}
	vec_free(&g->counties);
	str_free(&g->areas);
	str_free(&g->county);
	str_free(&g->name);
	str_free(&g->station);
	mem_free(g);
}

/* ---- counties at hand ------------------------------------------------------------------------ */

/* The full name of the first area, which is the county itself; the file's name if it has none. */
static char *county_of(const char *path, const char *file)
{
	enum { FULL_NAME = 5, MOST = 64 << 20 };
	struct sheet s = {0};
	struct str text = {0};
	char *label = NULL;

	if (file_read(path, MOST, &text, NULL)) {
		csv_parse(&s, str_c(&text), text.n, ',');
		if (s.n > 1 && *sheet_text(&s.rows[1], FULL_NAME))
			label = mem_strdup(sheet_text(&s.rows[1], FULL_NAME));
		cell_free_sheet(&s);
	}
	str_free(&text);
	return label ? label : mem_strdup(file);
}

static void find_counties(struct guide *g)
{
	struct file_names names = {0};
	struct str dir = {0}, path = {0};

	file_join(&dir, str_c(&g->app->options.screens), "areas");
	if (file_list(str_c(&dir), ".csv", &names, NULL))
		for (size_t i = 0; i < names.n; i++) {
			file_join(&path, str_c(&dir), names.at[i]);
			struct guide_county c = {
				county_of(str_c(&path), names.at[i]), mem_strdup(str_c(&path))};
			vec_push(&g->counties, c);
		}
	file_names_free(&names);
	str_free(&dir);
	str_free(&path);
}

static void choose_county(struct guide *g, size_t i)
{
	str_set(&g->county, g->counties.at[i].label);
	str_set(&g->areas, g->counties.at[i].path);
}

/* ---- questions ------------------------------------------------------------------------------- */

static void next(struct guide *g)
{
	list_move(&g->list, +1);
}

static void path_typed(void *x, const char *path)
{
	struct guide *g = x;

	if (!path || text_blank(path))
		return;
	if (!file_exists(path)) {
		stack_say(g->app->stack, ROLE_PROBLEM, "没有文件 %s，请核对路径", path);
		return;
	}
	str_set(&g->areas, path);
	str_set(&g->county, path);
	next(g);
}

static void county_picked(void *x, size_t index)
{
	struct guide *g = x;

	if (index == PICKER_NONE)
		return;
	if (index < g->counties.n) {
		choose_county(g, index);
		next(g);
		return;
	}
	prompt_line(g->app->stack, "行政区划文件", "路径（.csv）", NULL, path_typed, g);
}

static void ask_county(struct guide *g)
{
	VEC(struct picker_item) items = {0};
	struct picker_item other = {"另外的县：指明行政区划文件", NULL};

	for (size_t i = 0; i < g->counties.n; i++) {
		struct picker_item item = {g->counties.at[i].label, NULL};
		vec_push(&items, item);
	}
	vec_push(&items, other);
	picker_items(g->app->stack, "哪个县", items.at, items.n, 0, NULL, county_picked, g);
	vec_free(&items);
}

static void mode_picked(void *x, size_t index)
{
	struct guide *g = x;

	if (index == PICKER_NONE)
		return;
	g->mode = index;
	next(g);
}

static void ask_mode(struct guide *g)
{
	static const struct picker_item items[] = {
		{"正式库：登记真实的人", NULL}, {"练习库：练手用，标题行一直写着“练习库”", NULL}};

	picker_items(g->app->stack, "建哪一种库", items, 2, g->mode, NULL, mode_picked, g);
}

static void name_typed(void *x, const char *name)
{
	struct guide *g = x;

	if (!name || text_blank(name))
		return;
	fold_clean(&g->name, name);
	next(g);
}

static void station_typed(void *x, const char *typed)
{
	struct guide *g = x;
	struct str plain = {0};
	uint64_t n;

	if (!typed)
		return;
	fold_ascii(&plain, typed);
	if (!text_to_u64(str_c(&plain), &n) || n < 1 || n > MAKING_STATIONS) {
		stack_say(g->app->stack, ROLE_PROBLEM, "站号应是 1 到 %d 的数字", MAKING_STATIONS);
	} else {
		str_clear(&g->station);
		str_addf(&g->station, "%llu", (unsigned long long)n);
		next(g);
	}
	str_free(&plain);
}

static void make(struct guide *g)
{
	uint64_t station = 1;
	struct making m = {
		.areas = str_c(&g->areas), .mode = modes[g->mode], .name = str_c(&g->name)};
	struct err e = {0};

	if (!g->areas.n) {
		list_go(&g->list, COUNTY);
		stack_say(g->app->stack, ROLE_NOTICE, "先选哪个县");
		return;
	}
	text_to_u64(str_c(&g->station), &station);
	m.station = (uint16_t)station;
	stack_say(g->app->stack, ROLE_NORMAL, "正在建库：装入行政区划，编服务站 …");
	stack_paint(g->app->stack);
	if (making_store(g->app, &m, &e))
		stack_end(g->app->stack);
	else
		stack_say(g->app->stack, ROLE_PROBLEM, "%s", e.text);
}

static void answer(struct guide *g)
{
	switch ((enum step)g->list.cursor) {
	case COUNTY:
		ask_county(g);
		break;
	case MODE:
		ask_mode(g);
		break;
	case NAME:
		prompt_line(g->app->stack, "我是谁（每次改动都记这个姓名）", "姓名",
			str_c(&g->name), name_typed, g);
		break;
	case STATION:
		prompt_line(g->app->stack, "这台机器的站号（各台不同；县中心填 1）", "站号",
			str_c(&g->station), station_typed, g);
		break;
	case MAKE:
	case STEPS:
		make(g);
		break;
	}
}

/* ---- the screen ------------------------------------------------------------------------------ */

static const char *value_of(const struct guide *g, size_t step)
{
	switch (step) {
	case COUNTY:
		return g->county.n ? str_c(&g->county) : "（请选）";
	case MODE:
		return modes[g->mode];
	case NAME:
		return str_c(&g->name);
	case STATION:
		return str_c(&g->station);
	default:
		return "";
	}
}

static void guide_paint(void *x, struct canvas *c, struct rect body)
{
	static const char *const labels[STEPS] = {"哪个县", "哪种库", "我是谁", "站号", "建库"};
	struct guide *g = x;
	int col = body.col + 2, row = body.row + 1;
	struct str place = {0};

	canvas_text(c, row, col, body.cols - 4, ROLE_BOLD,
		"这里还没有档案库。回答四个问题，就能开始用。");
	str_addf(&place, "数据将放在 %s", str_c(&g->app->options.data));
	canvas_text(c, row + 1, col, body.cols - 4, ROLE_DIM, str_c(&place));
	str_free(&place);
	list_set_rows(&g->list, STEPS);
	for (size_t i = 0; i < STEPS; i++) {
		int at = row + 3 + (int)i + (i == MAKE);
		if (i == g->list.cursor) {
			canvas_fill(c, at, col, 1, ROLE_MARK, canvas_pointer(c));
			canvas_cursor(c, at, col);
		}
		canvas_text(c, at, col + 2, 10, i == MAKE ? ROLE_BOLD : ROLE_LABEL, labels[i]);
		canvas_text(c, at, col + 12, body.cols - 16, ROLE_NORMAL, value_of(g, i));
	}
}

static bool guide_key(void *x, const struct press *k)
{
	struct guide *g = x;
	struct press folded = press_folded(*k);

	if (folded.kind == PRESS_UP || folded.kind == PRESS_DOWN)
		list_move(&g->list, folded.kind == PRESS_UP ? -1 : +1);
	else if (folded.kind == PRESS_CHAR && folded.c >= '1' && folded.c <= '0' + STEPS) {
		list_go(&g->list, (size_t)(folded.c - '1'));
		answer(g);
	} else
		return false;
	return true;
}

static bool guide_command(void *x, const char *command)
{
	if (strcmp(command, "open") == 0)
		answer(x);
	else if (strcmp(command, "save") == 0)
		make(x);
	else
		return false;
	return true;
}

static enum role guide_message(void *x, struct str *out)
{
	(void)x;
	str_add(out, "Enter 回答光标所在的一项，F2 建库；现在离开什么也不会留下");
	return ROLE_DIM;
}

static const struct screen_ops guide_screen = {
	.name = "第一次使用",
	.context = "guide",
	.paint = guide_paint,
	.key = guide_key,
	.command = guide_command,
	.message = guide_message,
	.free = guide_free,
};

void guide_push(struct app *app)
{
	struct guide *g = mem_new0(struct guide);

	g->app = app;
	list_set_count(&g->list, STEPS);
	str_set(&g->name, app->options.user);
	str_set(&g->station, "1");
	find_counties(g);
	if (g->counties.n == 1)
		choose_county(g, 0);
	stack_push(app->stack, &guide_screen, g);
}
