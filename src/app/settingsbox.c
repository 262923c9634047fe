#include <binggui/app/settingsbox.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/schema/type.h>
#include <binggui/text/fold.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum line { NAME, TERMINAL, AMBIGUOUS, LINES_OF, COLORS, SPEED, AREA, ROWS };

enum { CHOICES = 5 };

/* What a setting can be; the first is what holds if nothing is said. */
struct setting {
	const char *label, *help;
	struct picker_item choices[CHOICES]; /* code = what is kept */
	size_t n;                            /* 0 = any text */
};

static const struct setting settings[ROWS] = {
	[NAME] = {"操作人", "每次改动都记这个姓名；空着就是登录名", {{0}}, 0},
	[AREA] = {"我的辖区", "主屏只数这里的事；空着按本人所在的站", {{0}}, 0},
	[TERMINAL] = {"终端编码", "汉字成了乱码时改",
		{{"自动识别", "auto"}, {"UTF-8", "utf-8"}, {"GBK", "gbk"}, {"GB18030", "gb18030"},
			{"Big5", "big5"}},
		5},
	[AMBIGUOUS] = {"“·”“—”占几列", "表格线和列对不齐时改",
		{{"自动识别", "0"}, {"1 列", "1"}, {"2 列", "2"}}, 3},
	[LINES_OF] = {"画线", "框线成了字母或问号时改", {{"线条 ┌─┐", "0"}, {"字符 +-+", "1"}}, 2},
	[COLORS] = {"颜色", "看不清时改", {{"用颜色", "0"}, {"不用颜色", "1"}}, 2},
	[SPEED] = {"线路", "远程连接一字一顿时改", {{"一般", "0"}, {"很慢", "1"}}, 2},
};

struct settingsbox {
	struct app *app;
	struct listview list;
	size_t asked;
};

static void settingsbox_free(void *x)
{
	struct settingsbox *b = x;

	listview_free(&b->list);
	mem_free(b);
}

/* ---- what holds ------------------------------------------------------------------------------ */

static size_t chosen(const struct settings *s, size_t line)
{
	switch (line) {
	case TERMINAL:
		for (size_t i = 1; i < settings[line].n; i++)
			if (text_eq(s->terminal, settings[line].choices[i].code))
				return i;
		return 0;
	case AMBIGUOUS:
		return (size_t)s->ambiguous;
	case LINES_OF:
		return s->ascii;
	case COLORS:
		return s->no_color;
	case SPEED:
		return s->slow;
	default:
		return 0;
	}
}

static void choose(struct settings *s, size_t line, size_t choice)
{
	switch (line) {
	case TERMINAL:
		mem_free(s->terminal);
		s->terminal = choice ? mem_strdup(settings[line].choices[choice].code) : NULL;
		break;
	case AMBIGUOUS:
		s->ambiguous = (int)choice;
		break;
	case LINES_OF:
		s->ascii = choice == 1;
		break;
	case COLORS:
		s->no_color = choice == 1;
		break;
	case SPEED:
		s->slow = choice == 1;
		break;
	}
}

/* The reference of a station to its area: what is typed is read as it would be there. */
static const struct def_field *area_field(const struct app *app)
{
	const struct def_table *t = defs_table(app->archive->defs, "station");

	return t ? def_field(t, "area") : NULL;
}

static void show_area(const struct app *app, const char *area, struct str *out)
{
	const struct def_field *f = area_field(app);

	if (!area)
		str_set(out, "（本人的站）");
	else if (f)
		type_format(f, &app->archive->types, area, out);
	else
		str_set(out, area);
}

static size_t model_count(void *model, bool *more)
{
	(void)model;
	(void)more;
	return ROWS;
}

static void model_row(void *model, size_t index, struct str *cells)
{
	const struct settingsbox *b = model;
	const struct settings *s = &b->app->kept;

	str_set(&cells[0], settings[index].label);
	if (settings[index].n)
		str_set(&cells[1], settings[index].choices[chosen(s, index)].label);
	else if (index == NAME)
		str_set(&cells[1], s->name ? s->name : "（登录名）");
	else
		show_area(b->app, s->area, &cells[1]);
	str_set(&cells[2], settings[index].help);
}

static const struct listview_model model = {.count = model_count, .row = model_row};

/* ---- changing -------------------------------------------------------------------------------- */

static void keep(struct settingsbox *b)
{
	struct err e = {0};

	if (settings_write(&b->app->kept, &e))
		stack_say(b->app->stack, ROLE_GOOD, "已记下，下次启动时生效");
	else
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", e.text);
}

static void name_typed(void *x, const char *name)
{
	struct settingsbox *b = x;
	struct str clean = {0};

	if (!name)
		return;
	fold_clean(&clean, name);
	mem_free(b->app->kept.name);
	b->app->kept.name = clean.n ? str_take(&clean) : NULL;
	str_free(&clean);
	keep(b);
}

static void area_typed(void *x, const char *typed)
{
	struct settingsbox *b = x;
	const struct def_field *f = area_field(b->app);
	struct str area = {0}, why = {0};

	if (!typed || !f)
		return;
	if (type_parse(f, &b->app->archive->types, typed, &area, &why)) {
		mem_free(b->app->kept.area);
		b->app->kept.area = area.n ? str_take(&area) : NULL;
		keep(b);
	} else {
		stack_say(b->app->stack, ROLE_PROBLEM, "%s", str_c(&why));
	}
	str_free(&area);
	str_free(&why);
}

static void picked(void *x, size_t index)
{
	struct settingsbox *b = x;

	if (index == PICKER_NONE)
		return;
	choose(&b->app->kept, b->asked, index);
	keep(b);
}

/* What is kept is nobody's to read: the labels say it. */
static void pick(struct settingsbox *b, const struct setting *line, size_t now)
{
	struct picker_item items[CHOICES] = {{0}};

	for (size_t i = 0; i < line->n; i++)
		items[i].label = line->choices[i].label;
	picker_items(b->app->stack, line->label, items, line->n, now, NULL, picked, b);
}

static void change(struct settingsbox *b)
{
	const struct settings *s = &b->app->kept;

	if (!listview_current(&b->list, &b->asked))
		return;
	const struct setting *line = &settings[b->asked];
	if (line->n)
		pick(b, line, chosen(s, b->asked));
	else if (b->asked == NAME)
		prompt_line(b->app->stack, line->label, "姓名", s->name, name_typed, b);
	else
		prompt_line(
			b->app->stack, line->label, "镇、村的名称或代码", s->area, area_typed, b);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void settingsbox_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct settingsbox *)x)->list, c, body);
}

static bool settingsbox_key(void *x, const struct press *k)
{
	return listview_key(&((struct settingsbox *)x)->list, k);
}

static bool settingsbox_command(void *x, const char *command)
{
	if (strcmp(command, "open") != 0)
		return false;
	change(x);
	return true;
}

static enum role settingsbox_message(void *x, struct str *out)
{
	const struct settingsbox *b = x;
	size_t at;

	if (listview_current(&b->list, &at))
		str_addf(out, "%s：%s；", settings[at].label, settings[at].help);
	str_add(out, "只管本人在这台机器上");
	return ROLE_DIM;
}

static const struct screen_ops settingsbox_screen = {
	.name = "设置",
	.context = "settings",
	.paint = settingsbox_paint,
	.key = settingsbox_key,
	.command = settingsbox_command,
	.message = settingsbox_message,
	.free = settingsbox_free,
};

void settingsbox_push(struct app *app)
{
	static const struct listview_column columns[] = {
		{"设置", 16, LISTVIEW_LEFT},
		{"现在", 14, LISTVIEW_LEFT},
		{"什么时候改", 0, LISTVIEW_LEFT},
	};
	struct settingsbox *b = mem_new0(struct settingsbox);

	b->app = app;
	listview_init(&b->list, &model, b, columns, sizeof columns / sizeof *columns);
	stack_push(app->stack, &settingsbox_screen, b);
}
