#include <binggui/app/rosterbox.h>

#include <binggui/base/file.h>
#include <binggui/domain/walksheet.h>
#include <binggui/table/journal.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

void rosterbox_free(struct rosterbox *b)
{
	str_free(&b->title);
	paper_free(&b->paper);
}

static void say(struct rosterbox *b, enum role role, const char *text)
{
	stack_say(b->app->stack, role, "%s", text);
}

/* Every file that leaves the program is in the journal before it is written. */
static bool note(void *x, const char *path, struct err *e)
{
	struct rosterbox *b = x;
	struct str reason = {0};

	str_addf(&reason, "走访名单“%s”到 %s", str_c(&b->title), path);
	bool ok = journal_note(b->app->archive, "export",
		defs_table(b->app->archive->defs, "campaign"), b->campaign, str_c(&reason), e);
	str_free(&reason);
	return ok;
}

static struct walksheet sheet_of(struct rosterbox *b, int columns)
{
	return (struct walksheet){
		.roll = b->roll,
		.title = str_c(&b->title),
		.area = b->area,
		.columns = columns,
	};
}

static void write_text(struct rosterbox *b, int columns)
{
	struct walksheet w = sheet_of(b, columns);
	struct str text = {0}, name = {0};
	size_t people;
	struct err e = {0};

	if (!walksheet_text(&w, &text, &people, &e)) {
		say(b, ROLE_PROBLEM, e.text);
	} else if (!people) {
		say(b, ROLE_NOTICE, "这里没有还要走访的人，不用印名单");
	} else {
		str_addf(&name, "%s走访名单.txt", roll_place_name(b->roll, b->area));
		paper_ask(&b->paper, b->app, str_c(&name), &text, note, b);
	}
	str_free(&text);
	str_free(&name);
}

static void write_workbook(struct rosterbox *b, const char *path)
{
	struct walksheet w = sheet_of(b, 80);
	size_t people;
	struct err e = {0};

	if (note(b, path, &e) && walksheet_xlsx(&w, path, &people, &e))
		stack_say(b->app->stack, ROLE_GOOD, "%zu 人已写到 %s", people, path);
	else
		say(b, ROLE_PROBLEM, e.text);
}

static void replace_answered(void *x, bool yes)
{
	struct rosterbox *b = x;

	if (yes)
		write_workbook(b, str_c(&b->paper.path));
	else
		say(b, ROLE_NOTICE, "没有写，原来的文件没有动");
}

static void path_given(void *x, const char *typed)
{
	struct rosterbox *b = x;

	if (text_blank(typed))
		return;
	paper_path(&b->paper.path, typed);
	if (file_exists(str_c(&b->paper.path)))
		prompt_yes(b->app->stack, "已经有这个文件，换掉它吗？", str_c(&b->paper.path), NULL,
			replace_answered, b);
	else
		write_workbook(b, str_c(&b->paper.path));
}

static void form_picked(void *x, size_t index)
{
	struct rosterbox *b = x;
	struct str name = {0};

	if (index == PICKER_NONE)
		return;
	if (index < 2) {
		write_text(b, index ? 132 : 80);
		return;
	}
	str_addf(&name, "~/%s走访名单.xlsx", roll_place_name(b->roll, b->area));
	prompt_line(b->app->stack, "写成表格", "文件", str_c(&name), path_given, b);
	str_free(&name);
}

void rosterbox_push(struct rosterbox *b, struct app *app, struct roll *roll, uint64_t campaign,
	const char *title, long area)
{
	static const struct picker_item items[] = {
		{"文本，80 列", "80"},
		{"文本，132 列(宽行打印纸)", "132"},
		{"表格 xlsx，一镇一张", "xlsx"},
	};

	b->app = app;
	b->roll = roll;
	b->campaign = campaign;
	b->area = area;
	str_set(&b->title, title);
	picker_items(app->stack, "走访名单写成", items, 3, 0, NULL, form_picked, b);
}
