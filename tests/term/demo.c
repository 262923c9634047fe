#include <term/demo.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/ui/formkeys.h>
#include <binggui/ui/formview.h>
#include <binggui/ui/keymap.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

struct people {
	struct demo *demo;
	struct stack *stack;
	struct listview view;
	struct form *form;
	size_t count;
	struct str keys;
};

/* ---- the list -------------------------------------------------------------------------------- */

static size_t count(void *x, bool *more)
{
	(void)more;
	return ((struct people *)x)->count;
}

static void row(void *x, size_t index, struct str *cells)
{
	static const char *const surnames[] = {"张", "王", "李", "赵", "欧阳", "曾", "单"};
	static const char *const given[] = {
		"建国", "志强", "秀英", "𬭩", "䶮", "红军", "爱民", "兵"};
	static const char *const villages[] = {
		"城关镇文彩社区", "曾家镇向阳村", "牛头店镇红星村", "钟宝镇新坪村", "上竹镇大坪村"};
	struct people *p = x;
	str_addf(&cells[0], "%s%s", surnames[index % 7], given[index * 5 % 8]);
	str_addf(&cells[1], "%zu", 20 + index * 7 % 60);
	str_add(&cells[2], villages[index * 3 % 5]);
	str_add(&cells[3], index % 3 ? "退役士兵" : "复员军人");
	str_addf(&cells[4], "1990000%04zu", index);
	if (p->demo->hostile && index == 1)
		str_add(&cells[2], p->demo->hostile);
}

static void find(void *x, const char *query)
{
	uint64_t n;
	((struct people *)x)->count = text_to_u64(query, &n) ? (size_t)n : 1326;
}

static const struct listview_model model = {.count = count, .row = row, .find = find};
static const struct listview_column columns[] = {{"姓名", 10, LISTVIEW_LEFT},
	{"年龄", 4, LISTVIEW_RIGHT}, {"户籍村", 0, LISTVIEW_LEFT}, {"类别", 12, LISTVIEW_LEFT},
	{"电话", 11, LISTVIEW_LEFT}};

static void list_paint(void *x, struct canvas *c, struct rect body)
{
	struct people *p = x;
	listview_paint(&p->view, c, body);
}

static void open_form(struct people *p);

static bool mark(const struct press *k)
{
	bool asked = k->kind == PRESS_CTRL && k->c == 'Y';
	if (asked && write(1, "", 1) != 1)
		_exit(9);
	return asked;
}

static bool list_key(void *x, const struct press *k)
{
	struct people *p = x;
	if (mark(k))
		return true;
	if (press_is_char(k, 'x'))
		abort();
	if (press_is_char(k, 't'))
		exit(5);
	if (press_is_char(k, 'q'))
		stack_end(p->stack);
	else if (press_is_char(k, 'p'))
		prompt_yes(p->stack, "作废张建国的档案？", "作废后不再统计。", k, NULL, NULL);
	else
		return listview_key(&p->view, k);
	return true;
}

static bool list_command(void *x, const char *command)
{
	if (strcmp(command, "form") == 0)
		open_form(x);
	return strcmp(command, "form") == 0;
}

static bool list_leave(void *x)
{
	return !((struct people *)x)->demo->stays;
}

static void hangup(void *x)
{
	const struct people *p = x;
	if (p->demo->notify && write(p->demo->notify, "hangup", 6) < 0)
		_exit(9);
}

static void list_title(void *x, struct str *out)
{
	const struct people *p = x;
	str_addf(out, "人员%s", p->demo->hostile ? p->demo->hostile : "");
}

static const struct screen_ops list_screen = {
	.context = "list",
	.title = list_title,
	.paint = list_paint,
	.key = list_key,
	.command = list_command,
	.leave = list_leave,
	.hangup = hangup,
};

/* ---- the form -------------------------------------------------------------------------------- */

static void form_screen_paint(void *x, struct canvas *c, struct rect body)
{
	form_paint(((struct people *)x)->form, c, body);
}

static bool form_screen_key(void *x, const struct press *k)
{
	return mark(k) || form_key(((struct people *)x)->form, k);
}

static void form_screen_free(void *x)
{
	struct people *p = x;
	form_free(p->form);
	p->form = NULL;
}

static const struct screen_ops form_screen = {
	.name = "档案",
	.context = "form",
	.paint = form_screen_paint,
	.key = form_screen_key,
	.free = form_screen_free,
};

static void open_form(struct people *p)
{
	static const char *const labels[] = {"姓名", "性别", "民族", "出生日期", "公民身份号码",
		"户籍地址", "现住地址", "联系电话", "入伍时间", "退役时间", "部队", "备注"};
	p->form = form_new(NULL, NULL);
	form_add_page(p->form, "基本");
	form_add_page(p->form, "其他");
	for (int i = 0; i < 12; i++) {
		int col = i % 2 ? 40 : 1;
		form_add_text(p->form, 0, i / 2 * 2, col, labels[i]);
		form_add_field(p->form, 0,
			&(struct form_field_spec){.name = labels[i],
				.label = labels[i],
				.row = i / 2 * 2,
				.col = col + 14,
				.width = 20});
		form_load(p->form, (size_t)i, i % 3 ? "城关镇文彩社区" : "张建国");
	}
	form_add_field(p->form, 1,
		&(struct form_field_spec){.name = "note",
			.row = 1,
			.col = 2,
			.width = 70,
			.rows = 5,
			.flags = FORM_MULTILINE});
	stack_push(p->stack, &form_screen, p);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void keys_paint(void *x, struct canvas *c, struct rect body)
{
	struct people *p = x;
	canvas_text(c, body.row + 1, 0, body.cols, ROLE_NORMAL, str_c(&p->keys));
	canvas_cursor(c, body.row, 3);
}

static bool keys_key(void *x, const struct press *k)
{
	struct people *p = x;
	char name[PRESS_NAME];
	press_name(k, name);
	if (press_is_char(k, 'q'))
		stack_end(p->stack);
	str_clear(&p->keys);
	if (k->kind == PRESS_PASTE)
		str_addf(&p->keys, "[paste %zu %.*s]", k->n, k->n < 20 ? (int)k->n : 20, k->text);
	else if (k->kind == PRESS_BAD)
		str_addf(&p->keys, "[bad %02X]", (unsigned)k->c);
	else
		str_addf(&p->keys, "[%s]", name);
	return true;
}

static const struct screen_ops keys_screen = {
	.name = "按键",
	.paint = keys_paint,
	.key = keys_key,
	.hangup = hangup,
};

/* ---- both ------------------------------------------------------------------------------------ */

static int run(struct demo *demo, const struct screen_ops *ops)
{
	struct people p = {.demo = demo, .count = 1326};
	struct term_options o = {.escape_ms = demo->escape_ms,
		.line_ms = demo->line_ms,
		.ambiguous = demo->ambiguous,
		.ascii = demo->ascii,
		.legacy_lines = demo->legacy_lines};
	struct err e = {0};
	struct term *t = term_open(&o, &e);
	if (!t)
		return 3;
	struct keymap *map = keymap_new();
	keymap_bind(map, "common", "F1", "help", "帮助", NULL);
	keymap_bind(map, "common", "F10", "back", "返回", NULL);
	keymap_bind(map, "common", "Esc", "back", "", NULL);
	keymap_bind(map, "common", "Ctrl-L", "redraw", "重画", NULL);
	keymap_bind(map, "list", "F2", "form", "打开", NULL);
	listview_init(&p.view, &model, &p, columns, 5);
	p.stack = stack_new(t, map);
	stack_set_title(p.stack, "兵归", "王五 城关镇 练习库");
	stack_push(p.stack, ops, &p);
	bool kept = stack_run(p.stack);
	stack_free(p.stack);
	term_close(t);
	keymap_free(map);
	listview_free(&p.view);
	str_free(&p.keys);
	return kept ? 0 : 4;
}

int demo_list(void *x)
{
	return run(x, &list_screen);
}

int demo_keys(void *x)
{
	return run(x, &keys_screen);
}
