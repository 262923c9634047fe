#include <binggui/app/sortbox.h>

#include <binggui/base/vec.h>
#include <binggui/ui/picker.h>
#include <binggui/ui/stack.h>

void sortbox_free(struct sortbox *b)
{
	look_free(&b->look);
	vec_free(&b->fields);
}

static bool offered(const struct sortbox *b, const struct def_field *f)
{
	for (size_t i = 0; i < b->fields.n; i++)
		if (b->fields.at[i] == f)
			return true;
	return false;
}

static void offer_all(struct sortbox *b, const struct def_table *t)
{
	vec_clear(&b->fields);
	for (size_t i = 0; i < b->look.columns.n; i++)
		vec_push(&b->fields, b->look.columns.at[i].field);
	vec_push(&b->fields, (const struct def_field *)NULL);
	for (size_t i = 0; i < t->n; i++)
		if (!offered(b, t->fields[i]))
			vec_push(&b->fields, (const struct def_field *)t->fields[i]);
}

static void picked(void *x, size_t index)
{
	struct sortbox *b = x;

	if (index == PICKER_NONE)
		return;
	const struct def_field *f = b->fields.at[index];
	b->look.descending = f == b->look.sort && !b->look.descending;
	b->look.sort = f;
	b->done(b->x, &b->look);
}

void sortbox_push(struct sortbox *b, struct app *app, const struct def_table *t,
	const struct look *now, sortbox_done *done, void *x)
{
	VEC(struct picker_item) items = {0};
	size_t at = 0;

	b->done = done;
	b->x = x;
	look_copy(&b->look, now);
	offer_all(b, t);
	for (size_t i = 0; i < b->fields.n; i++) {
		const struct def_field *f = b->fields.at[i];
		bool now_so = f == now->sort;
		at = now_so ? i : at;
		vec_push(&items, ((struct picker_item){f ? f->label : "录入先后（编号）",
					 !now_so           ? ""
					 : now->descending ? "现在倒序"
							   : "现在顺序"}));
	}
	picker_items(app->stack, "按哪一项排序（再选一次就倒过来）", items.at, items.n, at, NULL,
		picked, b);
	vec_free(&items);
}
