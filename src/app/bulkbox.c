#include <binggui/app/bulkbox.h>

#include <binggui/app/failures.h>
#include <binggui/base/vec.h>
#include <binggui/schema/type.h>
#include <binggui/ui/paint.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/prompt.h>
#include <binggui/ui/stack.h>

void bulkbox_free(struct bulkbox *b)
{
	vec_free(&b->ids);
	vec_free(&b->fields);
	str_free(&b->value);
	valuebox_free(&b->asking);
}

/* ---- doing it -------------------------------------------------------------------------------- */

static bool step(void *context, size_t done, size_t all)
{
	return progress_step(&((struct bulkbox *)context)->progress, done, all);
}

static void tell(struct bulkbox *b, const struct bulk_result *r)
{
	struct str text = {0};

	str_addf(&text, "改了 %zu 条", r->changed);
	if (r->unchanged)
		str_addf(&text, "，%zu 条原来就是这样", r->unchanged);
	if (r->failures.n)
		str_addf(&text, "，%zu 条没有改成", r->failures.n);
	if (r->stopped)
		str_add(&text, "；中止了，没轮到的没有改");
	else if (!r->failures.n && r->changed)
		str_add(&text, "；在“导入历史与撤销”里可以整批撤销");
	stack_say(b->app->stack, r->failures.n || r->stopped ? ROLE_NOTICE : ROLE_GOOD, "%s",
		str_c(&text));
	str_free(&text);
}

static void confirmed(void *x, bool yes)
{
	struct bulkbox *b = x;
	struct bulk_result result;
	struct err e = {0};
	const struct bulk bulk = {
		.archive = b->app->archive,
		.table = b->table,
		.field = b->field,
		.how = b->how,
		.value = str_c(&b->value),
		.ids = b->ids.at,
		.n = b->ids.n,
		.progress = step,
		.context = b,
	};

	if (!yes) {
		stack_say(b->app->stack, ROLE_NORMAL, "什么都没有改");
		return;
	}
	progress_begin(&b->progress, b->app->term, "批量修改");
	bool ok = bulk_run(&bulk, &result, &e);
	b->done(b->x, &result);
	if (ok)
		tell(b, &result);
	else
		stack_say(b->app->stack, ROLE_PROBLEM, "改到一半停下（已改 %zu 条）：%s",
			result.changed, e.text);
	if (result.failures.n)
		failures_push(b->app, b->table, &result);
	bulk_result_free(&result);
}

static void confirm(struct bulkbox *b)
{
	struct str question = {0}, details = {0}, value = {0};
	struct press start = {.kind = PRESS_CTRL, .c = 'G'};
	char count[PAINT_COUNT];

	paint_count(b->ids.n, count);
	type_format_masked(b->field, &b->app->archive->types, str_c(&b->value), &value);
	str_addf(&question, "%s 条记录的“%s”", count, b->field->label);
	if (!value.n)
		str_add(&question, "都清空？");
	else
		str_addf(&question, "都%s“%s”？",
			b->how == BULK_ADD      ? "加上"
			: b->how == BULK_REMOVE ? "去掉"
						: "改成",
			str_c(&value));
	if (b->unseen)
		str_addf(&details, "其中 %zu 条标记了但现在的列表里没有显示。\n", b->unseen);
	str_add(&details, "每条都照表单的规则检查，通不过的不改，改完列出原因。"
			  "以后可以在“导入历史与撤销”里整批撤销。");
	prompt_yes(b->app->stack, str_c(&question), str_c(&details), &start, confirmed, b);
	str_free(&question);
	str_free(&details);
	str_free(&value);
}

/* ---- asking ---------------------------------------------------------------------------------- */

static void value_given(void *x, const char *value)
{
	struct bulkbox *b = x;

	str_set(&b->value, value);
	confirm(b);
}

static void ask_value(struct bulkbox *b, enum bulk_how how)
{
	struct str title = {0};

	b->how = how;
	str_addf(&title, "%s%s", b->field->label,
		how == BULK_ADD      ? "加上"
		: how == BULK_REMOVE ? "去掉"
				     : "改成");
	valuebox_push(&b->asking, b->app, b->field, str_c(&title), value_given, b);
	str_free(&title);
}

static void how_picked(void *x, size_t index)
{
	struct bulkbox *b = x;

	if (index == PICKER_NONE)
		return;
	if (index > 0) { /* 0 empties */
		ask_value(b, b->hows[index - 1]);
		return;
	}
	b->how = BULK_SET;
	str_clear(&b->value);
	confirm(b);
}

/* Emptying stands apart, so that a value that cannot be read never empties anything. */
static void ask_how(struct bulkbox *b)
{
	static const struct picker_item items[] = {
		{"清空", NULL}, {"改成…", NULL}, {"加上…", NULL}, {"去掉…", NULL}};
	size_t n = b->field->multiple ? 4 : 2;

	b->hows[0] = BULK_SET;
	b->hows[1] = BULK_ADD;
	b->hows[2] = BULK_REMOVE;
	if (b->field->required && !b->field->multiple)
		ask_value(b, BULK_SET);
	else
		picker_items(b->app->stack, b->field->label, items, n, b->field->multiple ? 2 : 1,
			NULL, how_picked, b);
}

static void field_picked(void *x, size_t index)
{
	struct bulkbox *b = x;

	if (index == PICKER_NONE)
		return;
	b->field = b->fields.at[index];
	ask_how(b);
}

void bulkbox_push(struct bulkbox *b, struct app *app, const struct def_table *t,
	const uint64_t *ids, size_t n, size_t unseen, bulkbox_done *done, void *x)
{
	VEC(struct picker_item) items = {0};
	struct str title = {0};

	b->app = app;
	b->table = t;
	b->unseen = unseen;
	b->done = done;
	b->x = x;
	vec_clear(&b->ids);
	vec_clear(&b->fields);
	for (size_t i = 0; i < n; i++)
		vec_push(&b->ids, ids[i]);
	for (size_t i = 0; i < t->n; i++) {
		if (!bulk_allowed(t->fields[i]))
			continue;
		vec_push(&b->fields, (const struct def_field *)t->fields[i]);
		vec_push(&items, ((struct picker_item){t->fields[i]->label, NULL}));
	}
	str_addf(&title, "改 %zu 条记录的哪一项", n);
	picker_items(app->stack, str_c(&title), items.at, items.n, 0, NULL, field_picked, b);
	str_free(&title);
	vec_free(&items);
}
