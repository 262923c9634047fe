#include <binggui/ui/form.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/width.h>

struct page {
	char *title;
	int rows;
};

struct form {
	const struct form_ops *ops;
	void *x;
	VEC(struct page) pages;
	VEC(struct form_text) texts;
	VEC(struct form_field) fields;
	size_t focus; /* FORM_NONE if nothing can have it */
	size_t page;
	struct form_scroll scroll;
};

struct form *form_new(const struct form_ops *ops, void *x)
{
	static const struct form_ops none;
	struct form *f = mem_new0(struct form);
	f->ops = ops ? ops : &none;
	f->x = x;
	f->focus = FORM_NONE;
	return f;
}

static void free_field(struct form_field *p)
{
	edit_free(&p->edit);
	mem_free(p->name);
	mem_free(p->label);
	mem_free(p->loaded);
	mem_free(p->entered);
	mem_free(p->shown);
	mem_free(p->problem);
}

void form_free(struct form *f)
{
	struct page *page;
	struct form_text *text;
	struct form_field *field;
	if (!f)
		return;
	vec_each (page, &f->pages)
		mem_free(page->title);
	vec_each (text, &f->texts)
		mem_free(text->text);
	vec_each (field, &f->fields)
		free_field(field);
	vec_free(&f->pages);
	vec_free(&f->texts);
	vec_free(&f->fields);
	mem_free(f);
}

/* Replaces an own copy; NULL stays NULL. */
static void replace(char **own, const char *text)
{
	char *copy = mem_strdup(text);
	mem_free(*own);
	*own = copy;
}

static char *text_of(const struct form_field *p)
{
	struct str s = {0};
	edit_text(&p->edit, &s);
	if (!s.at)
		str_add(&s, "");
	char *text = mem_strdup(str_c(&s));
	str_free(&s);
	return text;
}

/* ---- building -------------------------------------------------------------------------------- */

size_t form_add_page(struct form *f, const char *title)
{
	vec_push(&f->pages, ((struct page){.title = mem_strdup(title ? title : "")}));
	return f->pages.n - 1;
}

static void page_reaches(struct form *f, size_t page, int row)
{
	if (page < f->pages.n && f->pages.at[page].rows < row)
		f->pages.at[page].rows = row;
}

void form_add_text(struct form *f, size_t page, int row, int col, const char *text)
{
	vec_push(&f->texts,
		((struct form_text){page, row, col, row, col, mem_strdup(text ? text : "")}));
	page_reaches(f, page, row + 1);
}

static bool focusable(const struct form *f, size_t field)
{
	return field < f->fields.n && !(f->fields.at[field].flags & FORM_STATIC);
}

/*
 * The text as the focus finds it.  An answer that is longer than its place is read from its
 * beginning, since that is what tells it.
 */
static void take_in(struct form_field *p)
{
	mem_free(p->entered);
	p->entered = text_of(p);
	p->fresh = p->flags & FORM_WHOLE;
	if (p->fresh && width_text(p->entered, 1) > (size_t)p->width)
		edit_home(&p->edit);
}

static void enter(struct form *f, size_t field)
{
	struct form_field *p = &f->fields.at[field];
	f->focus = field;
	if (f->page != p->page)
		f->scroll = (struct form_scroll){0};
	f->page = p->page;
	take_in(p);
}

size_t form_add_field(struct form *f, size_t page, const struct form_field_spec *spec)
{
	struct form_field field = {
		.name = mem_strdup(spec->name ? spec->name : ""),
		.label = mem_strdup(spec->label ? spec->label : ""),
		.page = page,
		.row = spec->row,
		.col = spec->col,
		.width = spec->width > 0 ? spec->width : 1,
		.rows = spec->rows > 0 ? spec->rows : 1,
		.flags = spec->flags,
		.loaded = mem_strdup(""),
	};
	edit_init(&field.edit, "", spec->max, spec->flags & FORM_MULTILINE);
	vec_push(&f->fields, field);
	page_reaches(f, page, field.row + field.rows);
	size_t at = f->fields.n - 1;
	if (f->focus == FORM_NONE && focusable(f, at))
		enter(f, at);
	return at;
}

/* ---- what it is made of ---------------------------------------------------------------------- */

struct form_field *form_at(const struct form *f, size_t field)
{
	return field < f->fields.n ? &f->fields.at[field] : NULL;
}

struct form_text *form_text_at(const struct form *f, size_t i)
{
	return i < f->texts.n ? &f->texts.at[i] : NULL;
}

const char *form_page_title(const struct form *f, size_t page)
{
	return page < f->pages.n ? f->pages.at[page].title : "";
}

int form_page_rows(const struct form *f, size_t page)
{
	return page < f->pages.n ? f->pages.at[page].rows : 0;
}

const struct form_ops *form_ops(const struct form *f, void **x)
{
	*x = f->x;
	return f->ops;
}

struct form_scroll *form_scroll(struct form *f)
{
	return &f->scroll;
}

size_t form_count(const struct form *f)
{
	return f->fields.n;
}

size_t form_pages(const struct form *f)
{
	return f->pages.n;
}

size_t form_find(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (text_eq(f->fields.at[i].name, name))
			return i;
	return FORM_NONE;
}

const char *form_name(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p ? p->name : "";
}

const char *form_label(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p ? p->label : "";
}

unsigned form_flags(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p ? p->flags : 0;
}

size_t form_page_of(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p ? p->page : 0;
}

void form_set_flags(struct form *f, size_t field, unsigned flags)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	p->flags = flags;
	p->edit.multiline = flags & FORM_MULTILINE;
	if (f->focus == field && !focusable(f, field) && !form_step(f, 1) && !form_step(f, -1))
		f->focus = FORM_NONE;
	else if (f->focus == FORM_NONE && focusable(f, field))
		enter(f, field);
}

/* ---- values ---------------------------------------------------------------------------------- */

void form_restore(struct form *f, size_t field, const char *text)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	size_t max = p->edit.max;
	edit_free(&p->edit);
	edit_init(&p->edit, text, max, p->flags & FORM_MULTILINE);
	replace(&p->shown, NULL);
	p->covered = (p->flags & FORM_SECRET) && p->edit.n > 0;
	if (f->focus == field)
		take_in(p);
}

void form_load(struct form *f, size_t field, const char *text)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	form_restore(f, field, text);
	mem_free(p->loaded);
	p->loaded = text_of(p);
}

void form_fill(struct form *f, size_t field, const char *text)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	char *now = text_of(p);
	if (!text_eq(now, text))
		edit_set(&p->edit, text ? text : "");
	mem_free(now);
	replace(&p->shown, NULL);
}

void form_show(struct form *f, size_t field, const char *shown)
{
	struct form_field *p = form_at(f, field);
	if (p)
		replace(&p->shown, shown);
}

void form_text(const struct form *f, size_t field, struct str *out)
{
	const struct form_field *p = form_at(f, field);
	if (p)
		edit_text(&p->edit, out);
	else
		str_clear(out);
}

bool form_empty(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return !p || p->edit.n == 0;
}

bool form_dirty(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	if (!p)
		return false;
	char *now = text_of(p);
	bool dirty = strcmp(now, p->loaded) != 0;
	mem_free(now);
	return dirty;
}

bool form_changed(const struct form *f)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (form_dirty(f, i))
			return true;
	return false;
}

void form_set_clean(struct form *f)
{
	struct form_field *p;
	vec_each (p, &f->fields) {
		mem_free(p->loaded);
		p->loaded = text_of(p);
	}
}

void form_type_over(struct form *f, const struct press *k)
{
	struct form_field *p = form_at(f, f->focus);
	bool typed = k->kind == PRESS_CHAR || k->kind == PRESS_PASTE;

	/* at its beginning there is nothing else that Backspace could take away */
	bool erased = k->kind == PRESS_BACKSPACE && p && p->edit.cursor == 0;
	if (!p || !p->fresh)
		return;
	p->fresh = false;
	if (p->edit.n && (typed || erased))
		edit_set(&p->edit, "");
}

void form_edited(struct form *f, size_t field)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	replace(&p->shown, NULL);
	if (f->ops->changed)
		f->ops->changed(f->x, f, field);
}

bool form_covered(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p && p->covered;
}

void form_cover(struct form *f, size_t field, bool covered)
{
	struct form_field *p = form_at(f, field);
	if (p)
		p->covered = covered && (p->flags & FORM_SECRET);
}

/* ---- problems -------------------------------------------------------------------------------- */

void form_problem(struct form *f, size_t field, bool severe, const char *text)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	replace(&p->problem, text);
	p->severe = text && severe;
}

const char *form_problem_text(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p ? p->problem : NULL;
}

bool form_problem_severe(const struct form *f, size_t field)
{
	const struct form_field *p = form_at(f, field);
	return p && p->severe;
}

void form_clear_problems(struct form *f)
{
	for (size_t i = 0; i < f->fields.n; i++)
		form_problem(f, i, false, NULL);
}

size_t form_problems(const struct form *f, bool severe_only)
{
	const struct form_field *p;
	size_t n = 0;
	vec_each (p, &f->fields)
		n += p->problem && (p->severe || !severe_only);
	return n;
}

bool form_message(struct form *f, struct str *out)
{
	const struct form_field *p = form_at(f, f->focus);
	str_clear(out);
	if (p && p->problem)
		str_add(out, p->problem);
	else if (p && f->ops->hint)
		f->ops->hint(f->x, f, f->focus, out);
	return p && p->problem;
}

/* ---- the focus ------------------------------------------------------------------------------- */

size_t form_focus(const struct form *f)
{
	return f->focus;
}

size_t form_page(const struct form *f)
{
	return f->page;
}

/* Tells the app of a changed text, once per change. */
static void leave(struct form *f)
{
	struct form_field *p = form_at(f, f->focus);
	if (!p || !p->entered)
		return;
	char *now = text_of(p);
	bool changed = strcmp(now, p->entered) != 0;
	mem_free(p->entered);
	p->entered = now;
	if (changed && f->ops->leave)
		f->ops->leave(f->x, f, f->focus);
}

void form_settle(struct form *f)
{
	leave(f);
	struct form_field *p = form_at(f, f->focus);
	if (p) /* what `leave` made of it is not a change by the user */
		take_in(p);
}

bool form_go(struct form *f, size_t field)
{
	if (!focusable(f, field))
		return false;
	if (field == f->focus) {
		f->page = f->fields.at[field].page;
		return true;
	}
	leave(f);
	struct form_field *old = form_at(f, f->focus);
	if (old)
		replace(&old->entered, NULL);
	if (focusable(f, field))
		enter(f, field);
	return true;
}

static bool go_first_problem(struct form *f, bool severe)
{
	for (size_t i = 0; i < f->fields.n; i++) {
		const struct form_field *p = &f->fields.at[i];
		if (p->problem && p->severe == severe && focusable(f, i))
			return form_go(f, i);
	}
	return false;
}

bool form_go_problem(struct form *f)
{
	return go_first_problem(f, true) || go_first_problem(f, false);
}

bool form_step(struct form *f, int by)
{
	size_t i = f->focus;
	if (i == FORM_NONE || by == 0)
		return false;
	while (by < 0 ? i > 0 : i + 1 < f->fields.n) {
		i = by < 0 ? i - 1 : i + 1;
		if (focusable(f, i))
			return form_go(f, i);
	}
	return false;
}

bool form_go_page(struct form *f, size_t page)
{
	if (page >= f->pages.n)
		return false;
	for (size_t i = 0; i < f->fields.n; i++)
		if (f->fields.at[i].page == page && focusable(f, i))
			return form_go(f, i);
	form_settle(f); /* a page of texts only: it is shown, the focus stays where it was */
	f->page = page;
	f->scroll = (struct form_scroll){0};
	return true;
}

/* ---- choosing -------------------------------------------------------------------------------- */

bool form_choose(struct form *f)
{
	const struct form_field *p = form_at(f, f->focus);
	if (!p || (p->flags & FORM_READONLY) || !f->ops->choose)
		return false;
	f->ops->choose(f->x, f, f->focus);
	return true;
}

void form_choice(struct form *f, size_t field, const char *text, const char *shown)
{
	struct form_field *p = form_at(f, field);
	if (!p)
		return;
	form_fill(f, field, text);
	form_show(f, field, shown);
	if (f->ops->leave)
		f->ops->leave(f->x, f, field);
	p = form_at(f, field);
	if (p && field == f->focus)
		take_in(p);
}
