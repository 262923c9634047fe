#include <binggui/app/importer.h>

#include <stdlib.h>
#include <string.h>

#include <binggui/app/importrow.h>
#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/domain/import.h>
#include <binggui/domain/plan.h>
#include <binggui/domain/reject.h>
#include <binggui/text/idno.h>
#include <binggui/ui/listview.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/progress.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

enum stage { STAGE_MAPPING, STAGE_PREVIEW, STAGE_DONE };

/* A column of a sheet, as the mapping lists them one below the other. */
struct place {
	size_t sheet, column;
};

struct importer {
	struct app *app;
	const struct def_table *table;
	char *file;
	struct book book;
	struct plan *plan;
	enum stage stage;
	struct listview list;
	VEC(struct place) places;
	VEC(size_t) shown; /* rows of the plan, in the preview */
	bool only_problems;
	struct progress progress;
};

static const struct screen_ops importer_screen;
static const struct listview_model mapping_model, preview_model;

static void importer_free(void *x)
{
	struct importer *m = x;

	listview_free(&m->list);
	plan_close(m->plan);
	sheet_close(&m->book);
	vec_free(&m->places);
	vec_free(&m->shown);
	mem_free(m->file);
	mem_free(m);
}

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct importer *)context)->progress, done, all);
}

static void say_error(struct importer *m, const struct err *e)
{
	stack_say(m->app->stack, ROLE_PROBLEM, "%s", e->text);
}

/* ---- the mapping ----------------------------------------------------------------------------- */

static void show_mapping(struct importer *m)
{
	static const struct listview_column columns[] = {
		{"列", 4, LISTVIEW_LEFT},
		{"表头", 18, LISTVIEW_LEFT},
		{"导入到", 18, LISTVIEW_LEFT}, /* in 60 columns too */
		{"第一行内容", 20, LISTVIEW_LEFT},
		{"说明", 0, LISTVIEW_LEFT},
	};

	for (size_t i = 0; i < m->plan->n_sheets; i++)
		for (size_t k = 0; m->plan->sheets[i].taken && k < m->plan->sheets[i].mapping.n;
			k++) {
			struct place p = {i, k};
			vec_push(&m->places, p);
		}
	listview_init(&m->list, &mapping_model, m, columns, sizeof columns / sizeof *columns);
}

static size_t mapping_count(void *model, bool *more)
{
	(void)more;
	return ((struct importer *)model)->places.n;
}

/* A … Z, AA …: as a spreadsheet names its columns. */
static void column_name(size_t column, struct str *out)
{
	char text[8], *p = text + sizeof text - 1;

	*p = '\0';
	for (size_t n = column + 1; n && p > text; n = (n - 1) / 26)
		*--p = (char)('A' + (n - 1) % 26);
	str_add(out, p);
}

static struct mapping_column *mapped(struct importer *m, size_t index)
{
	const struct place *p = &m->places.at[index];

	return &m->plan->sheets[p->sheet].mapping.at[p->column];
}

/* The first text below the header: what a clerk recognises a column by. */
static const char *sample(const struct importer *m, const struct place *p)
{
	const struct sheet *s = &m->book.sheets[p->sheet];

	for (size_t i = m->plan->sheets[p->sheet].heading.last + 1; i < s->n; i++)
		if (*sheet_text(&s->rows[i], p->column))
			return sheet_text(&s->rows[i], p->column);
	return "";
}

/* Numbers of people are covered on the screen even before they are in the store. */
static void sample_text(const struct importer *m, size_t index, struct str *out)
{
	const struct place *p = &m->places.at[index];
	const struct slot *slot = m->plan->sheets[p->sheet].mapping.at[p->column].slot;
	const char *text = sample(m, p);
	char masked[19];

	if (slot && slot->field && slot->field->class == CLASS_SECRET) {
		idno_mask(masked, text);
		text = masked;
	}
	str_set(out, text);
}

static void mapping_row(void *model, size_t index, struct str *cells)
{
	struct importer *m = model;
	const struct mapping_column *c = mapped(m, index);

	column_name(m->places.at[index].column, &cells[0]);
	if (m->plan->n_sheets > 1)
		str_addf(&cells[0], "%zu", m->places.at[index].sheet + 1);
	str_addf(&cells[1], "%s%s%s", c->group, *c->group ? "·" : "", c->label);
	str_set(&cells[2], c->slot ? c->slot->label : "（不导入）");
	sample_text(m, index, &cells[3]);
	str_set(&cells[4], mapping_reason(c->why));
}

static char mapping_mark(void *model, size_t index)
{
	const struct mapping_column *c = mapped(model, index);

	if (c->why == MAPPING_GUESSED)
		return '?';
	return c->slot || c->why == MAPPING_IGNORED ? ' ' : '!';
}

static const struct listview_model mapping_model = {
	.count = mapping_count,
	.row = mapping_row,
	.mark = mapping_mark,
};

static void slot_picked(void *x, size_t index)
{
	struct importer *m = x;
	size_t at;

	if (index == PICKER_NONE || !listview_current(&m->list, &at))
		return;
	const struct place *p = &m->places.at[at];
	const struct slot *slot = index ? m->plan->lexicon.at[index - 1] : NULL;
	mapping_put(&m->plan->sheets[p->sheet].mapping, p->column, slot);
}

static void choose_slot(struct importer *m)
{
	VEC(struct picker_item) items = {0};
	struct picker_item none = {"（不导入）", NULL};
	size_t at, now = 0;

	if (!listview_current(&m->list, &at))
		return;
	vec_push(&items, none);
	for (size_t i = 0; i < m->plan->lexicon.n; i++) {
		struct picker_item item = {m->plan->lexicon.at[i]->label, NULL};
		vec_push(&items, item);
		if (m->plan->lexicon.at[i] == mapped(m, at)->slot)
			now = i + 1;
	}
	picker_items(m->app->stack, "这一列导入到", items.at, items.n, now, NULL, slot_picked, m);
	vec_free(&items);
}

/* ---- the preview ----------------------------------------------------------------------------- */

static void pick_rows(struct importer *m)
{
	vec_clear(&m->shown);
	for (size_t i = 0; i < m->plan->n; i++) {
		enum outcome o = m->plan->rows[i].outcome;
		if (!m->only_problems || o == OUTCOME_WARN || o == OUTCOME_REPORT ||
			m->plan->rows[i].findings.n)
			vec_push(&m->shown, i);
	}
	listview_refresh(&m->list);
}

/* What a row is called by, and what tells it from another of that name; NULL = nothing. */
struct naming {
	const struct slot *name, *more;
};

static bool is_type(const struct slot *s, const char *type)
{
	return s->field && text_eq(s->field->type_name, type);
}

static struct naming naming_of(const struct lexicon *l)
{
	struct naming n = {lexicon_field(l, l->table, "name"), lexicon_field(l, l->table, "id_no")};

	n.name = n.name ? n.name : lexicon_made(l);
	for (size_t i = 0; i < l->n; i++) {
		const struct slot *s = l->at[i];
		bool own = s->role == SLOT_FIELD && s->table == l->table && s->field->required;
		if (!n.name && s->role == SLOT_OWNER && text_eq(s->field->name, "name"))
			n.name = s;
		if (!n.more && ((s->role == SLOT_OWNER && is_type(s, "idno")) ||
				       (own && s != n.name && is_type(s, "text"))))
			n.more = s;
	}
	return n;
}

static void show_preview(struct importer *m)
{
	struct naming n = naming_of(&m->plan->lexicon);
	const struct slot *owner = m->plan->lexicon.owner;
	const struct listview_column columns[] = {
		{"行", 6, LISTVIEW_RIGHT},
		{"结果", 6, LISTVIEW_LEFT},
		{owner           ? owner->field->label
			: n.name ? n.name->field->label
				 : "名称",
			12, LISTVIEW_LEFT},
		{n.more ? n.more->field->label : "", 18, LISTVIEW_LEFT},
		{"问题", 0, LISTVIEW_LEFT},
	};

	listview_free(&m->list);
	listview_init(&m->list, &preview_model, m, columns, sizeof columns / sizeof *columns);
	pick_rows(m);
}

static size_t preview_count(void *model, bool *more)
{
	(void)more;
	return ((struct importer *)model)->shown.n;
}

static const struct plan_row *row_at(const struct importer *m, size_t index)
{
	return &m->plan->rows[m->shown.at[index]];
}

static void preview_row(void *model, size_t index, struct str *cells)
{
	const struct importer *m = model;
	const struct plan_row *r = row_at(m, index);
	struct naming n = naming_of(&m->plan->lexicon);
	const struct slot *owner = m->plan->lexicon.owner;
	const char *name = n.name ? plan_value(m->plan, r, n.name->path) : "";
	const char *more = n.more ? plan_value(m->plan, r, n.more->path) : "";
	char masked[19];

	str_addf(&cells[0], "%zu", plan_row_number(m->plan, r));
	str_set(&cells[1], outcome_label(r->outcome));
	if (!*name && owner && owner->field->otherwise) /* a unit that is not on file */
		name = plan_value(m->plan, r, owner->field->otherwise->name);
	str_set(&cells[2], name);
	if (*more && is_type(n.more, "idno")) {
		idno_mask(masked, more);
		more = masked;
	}
	str_set(&cells[3], more);
	for (size_t i = 0; i < r->findings.n; i++)
		str_addf(&cells[4], "%s%s", i ? "；" : "", r->findings.at[i].text);
}

static char preview_mark(void *model, size_t index)
{
	static const char marks[] = {[OUTCOME_ACCEPT] = ' ',
		[OUTCOME_WARN] = '?',
		[OUTCOME_REPORT] = '!',
		[OUTCOME_SKIP] = '-'};

	return marks[row_at(model, index)->outcome];
}

static enum role preview_role(void *model, size_t index)
{
	static const enum role roles[] = {
		[OUTCOME_ACCEPT] = ROLE_NORMAL,
		[OUTCOME_WARN] = ROLE_NOTICE,
		[OUTCOME_REPORT] = ROLE_PROBLEM,
		[OUTCOME_SKIP] = ROLE_DIM,
	};

	return roles[row_at(model, index)->outcome];
}

static const struct listview_model preview_model = {
	.count = preview_count,
	.row = preview_row,
	.mark = preview_mark,
	.role = preview_role,
};

static void judge(struct importer *m)
{
	struct err e = {0};

	progress_begin(&m->progress, m->app->term, "检查每一行");
	if (!plan_judge(m->plan, step, m, &e) || !import_rehearse(m->plan, &e)) {
		say_error(m, &e);
		return;
	}
	m->stage = STAGE_PREVIEW;
	show_preview(m);
}

/* The row that a clerk put right: what becomes of it now. */
static void mended(void *x, size_t sheet, size_t index)
{
	struct importer *m = x;
	size_t at = 0;

	judge(m);
	for (size_t i = 0; i < m->plan->n; i++) {
		const struct plan_row *r = &m->plan->rows[i];
		if (r->sheet != sheet || r->index != index)
			continue;
		stack_say(m->app->stack, r->findings.n ? ROLE_NOTICE : ROLE_GOOD,
			"第 %zu 行：%s%s%s", plan_row_number(m->plan, r), outcome_label(r->outcome),
			r->findings.n ? "，" : "", r->findings.n ? r->findings.at[0].text : "");
	}
	for (; at < m->shown.n; at++)
		if (row_at(m, at)->sheet > sheet ||
			(row_at(m, at)->sheet == sheet && row_at(m, at)->index >= index))
			break;
	list_go(&m->list.list, at < m->shown.n ? at : at - (at > 0));
}

static void mend_row(struct importer *m)
{
	size_t index;

	if (listview_current(&m->list, &index) && m->plan->sheets[row_at(m, index)->sheet].taken)
		importrow_mend(m->app, &m->book, m->plan, row_at(m, index), mended, m);
}

static void open_row(struct importer *m)
{
	struct str title = {0}, text = {0};
	size_t index;

	if (!listview_current(&m->list, &index))
		return;
	const struct plan_row *r = row_at(m, index);
	str_addf(&title, "第 %zu 行", plan_row_number(m->plan, r));
	importrow_text(m->app, m->plan, r, &text);
	prompt_text(
		m->app->stack, str_c(&title), text.n ? str_c(&text) : "这一行不是记录", NULL, NULL);
	str_free(&title);
	str_free(&text);
}

/* ---- writing --------------------------------------------------------------------------------- */

static void reject_named(void *x, const char *path)
{
	struct importer *m = x;
	struct err e = {0};
	size_t n = 0;

	if (!path || text_blank(path))
		return;
	if (reject_write(m->plan, path, &n, &e))
		stack_say(m->app->stack, ROLE_GOOD, "未导入的 %zu 行已存到 %s，改好后可再导入", n,
			path);
	else
		say_error(m, &e);
}

static void ask_reject(struct importer *m)
{
	struct str path = {0};

	if (!m->plan->counts[OUTCOME_REPORT])
		return;
	reject_path(&path, m->file);
	prompt_line(m->app->stack, "未导入的行另存为", "文件", str_c(&path), reject_named, m);
	str_free(&path);
}

static void told(void *x)
{
	ask_reject(x);
}

static void apply(void *x, bool yes)
{
	struct importer *m = x;
	struct import_options options = {.file = m->file, .progress = step, .context = m};
	struct import_result result = {0};
	struct str text = {0};
	struct err e = {0};

	if (!yes)
		return;
	progress_begin(&m->progress, m->app->term, "写入");
	bool ok = import_apply(m->plan, &options, &result, &e);
	m->stage = STAGE_DONE;
	m->only_problems = true;
	pick_rows(m);
	const char *unit = text_eq(m->table->name, "person") ? "人" : "条";
	str_addf(&text, "%s\n\n新增 %zu %s，补充 %zu %s，无变化 %zu %s，未导入 %zu 行。\n",
		!ok              ? e.text
		: result.stopped ? "已中止，先写入的部分保留。"
		: result.batch   ? "导入完成。"
				 : "库里已经都有，什么也没有写入。",
		result.created, unit, result.updated, unit, result.unchanged, unit,
		m->plan->counts[OUTCOME_REPORT]);
	if (result.batch)
		str_addf(&text, "\n要整批撤销：主菜单“导入历史与撤销”，批次 %llu。\n",
			(unsigned long long)result.batch);
	prompt_text(m->app->stack, "导入结果", str_c(&text), told, m);
	str_free(&text);
}

static void ask_apply(struct importer *m)
{
	struct str summary = {0};
	struct press start = press_f(2);

	plan_summary(m->plan, &summary);
	prompt_yes(m->app->stack, "写入库中吗？", str_c(&summary), &start, apply, m);
	str_free(&summary);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void next_stage(struct importer *m)
{
	if (m->stage == STAGE_MAPPING)
		judge(m);
	else if (m->stage == STAGE_PREVIEW)
		ask_apply(m);
	else
		stack_say(m->app->stack, ROLE_NORMAL, "已经导入过了；F10 返回");
}

static void row_number_typed(void *x, const char *text)
{
	struct importer *m = x;
	uint64_t number;

	if (!text || !text_to_u64(text, &number))
		return;
	for (size_t i = 0; i < m->shown.n; i++) {
		if (plan_row_number(m->plan, row_at(m, i)) < number)
			continue;
		list_go(&m->list.list, i);
		return;
	}
}

static bool importer_command(void *x, const char *command)
{
	struct importer *m = x;
	bool mapping = m->stage == STAGE_MAPPING;

	if (strcmp(command, "save") == 0) {
		next_stage(m);
	} else if (strcmp(command, "choose") == 0 && mapping) {
		choose_slot(m);
	} else if (strcmp(command, "filter") == 0 && !mapping) {
		m->only_problems = !m->only_problems;
		pick_rows(m);
	} else if (strcmp(command, "mend") == 0 && !mapping) {
		mend_row(m);
	} else if (strcmp(command, "goto") == 0 && !mapping) {
		prompt_line(m->app->stack, "到某行", "行号", NULL, row_number_typed, m);
	} else if (mapping && (text_eq(command, "filter") || text_eq(command, "goto"))) {
		stack_say(m->app->stack, ROLE_NOTICE, "先按 F2 检查全部行，再看哪些行有问题");
	} else {
		return false;
	}
	return true;
}

static bool importer_key(void *x, const struct press *k)
{
	struct importer *m = x;

	if (k->kind != PRESS_ENTER)
		return listview_key(&m->list, k);
	if (m->stage == STAGE_MAPPING)
		choose_slot(m);
	else
		open_row(m);
	return true;
}

static void importer_title(void *x, struct str *out)
{
	static const char *const titles[] = {[STAGE_MAPPING] = "导入：核对每一列",
		[STAGE_PREVIEW] = "导入：核对每一行",
		[STAGE_DONE] = "导入：结果"};
	const struct importer *m = x;
	const char *slash = strrchr(m->file, '/');

	str_addf(out, "%s  %s", titles[m->stage], slash ? slash + 1 : m->file);
}

static enum role importer_message(void *x, struct str *out)
{
	const struct importer *m = x;
	size_t index;

	if (m->stage != STAGE_MAPPING && listview_current(&m->list, &index) &&
		row_at(m, index)->findings.n) { /* its column may be narrow */
		str_add(out, row_at(m, index)->findings.at[0].text);
		return ROLE_NOTICE;
	}
	if (m->stage == STAGE_MAPPING)
		str_add(out, "Enter 或 F4 改对应；F2 检查全部行，还不写入");
	else if (m->stage == STAGE_PREVIEW)
		plan_summary(m->plan, out);
	else
		str_add(out, "Enter 看这一行的详情；F3 改好再导入；F10 返回");
	return ROLE_NORMAL;
}

static void importer_paint(void *x, struct canvas *c, struct rect body)
{
	listview_paint(&((struct importer *)x)->list, c, body);
}

static const struct screen_ops importer_screen = {
	.context = "import",
	.title = importer_title,
	.paint = importer_paint,
	.key = importer_key,
	.command = importer_command,
	.message = importer_message,
	.free = importer_free,
};

/* ---- opening --------------------------------------------------------------------------------- */

static bool open_file(struct importer *m, struct err *e)
{
	struct sheet_options options = {
		.encoding = m->app->options.encoding, .progress = step, .context = m};

	progress_begin(&m->progress, m->app->term, "读取文件");
	if (!sheet_open(&m->book, m->file, &options, e))
		return false;
	m->plan = plan_open(m->app->archive, m->table, &m->book, m->app->options.sheet, e);
	return m->plan != NULL;
}

void importer_open(struct app *app, const struct def_table *t, const char *path)
{
	struct importer *m = mem_new0(struct importer);
	struct err e = {0};

	m->app = app;
	m->table = t;
	m->file = mem_strdup(path);
	if (open_file(m, &e)) {
		show_mapping(m);
		stack_push(app->stack, &importer_screen, m);
	} else {
		say_error(m, &e);
		importer_free(m);
	}
}
