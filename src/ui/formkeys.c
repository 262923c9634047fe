#include <binggui/ui/formkeys.h>

#include <binggui/text/utf8.h>
#include <binggui/ui/editkeys.h>

static bool can_change(struct form *f, struct form_field *p)
{
	void *x;
	const struct form_ops *ops = form_ops(f, &x);
	if (p->flags & FORM_READONLY)
		return false;
	if (p->covered && ops->reveal && !ops->reveal(x, f, form_focus(f)))
		return false;
	p->covered = false;
	return true;
}

/* `=` or Space in an empty field: what was answered there last. */
static bool give_last(struct form *f, size_t field, const struct press *k)
{
	void *x;
	const struct form_ops *ops = form_ops(f, &x);
	struct str text = {0};
	bool blank = press_is_char(k, ' ');
	if (!form_empty(f, field) || (!blank && !press_is_char(k, '=')))
		return false;
	bool given = ops->last && ops->last(x, f, field, &text);
	if (given) {
		form_fill(f, field, str_c(&text));
		form_edited(f, field);
	}
	str_free(&text);
	return given || blank; /* a blank alone is no answer to anything */
}

/* The keys that only look: they need no right to change. */
static bool only_moves(const struct press *k)
{
	return k->kind == PRESS_LEFT || k->kind == PRESS_RIGHT || k->kind == PRESS_HOME ||
	       k->kind == PRESS_END;
}

static bool is_undo(const struct press *k)
{
	return k->kind == PRESS_CTRL && (k->c == 'Z' || k->c == 'Y');
}

/* The keys that change a text, for which a field must be open to changes. */
static bool would_change(const struct press *k)
{
	return k->kind == PRESS_CHAR || k->kind == PRESS_PASTE || k->kind == PRESS_BACKSPACE ||
	       k->kind == PRESS_DEL || k->kind == PRESS_ENTER || is_undo(k) ||
	       (k->kind == PRESS_CTRL && (k->c == 'K' || k->c == 'U' || k->c == 'W'));
}

static size_t characters(const struct press *k)
{
	const char *at = k->text, *end = k->text + k->n;
	size_t n = 0;

	if (k->kind != PRESS_PASTE)
		return 1;
	for (; at < end; n++)
		utf8_next(&at, end);
	return n;
}

/* What found no room is told, not dropped in silence; `before` = how long the text was. */
static void tell_full(struct form *f, size_t field, const struct press *k, size_t before)
{
	const struct form_field *p = form_at(f, field);
	size_t given = characters(k), taken = p->edit.n - before;
	struct str text = {0};

	if ((k->kind != PRESS_CHAR && k->kind != PRESS_PASTE) || !p->edit.max ||
		p->edit.n < p->edit.max || taken >= given)
		return;
	str_addf(&text, "最多%zu字，已经满了；后面的%zu字没有收下", p->edit.max, given - taken);
	form_problem(f, field, false, str_c(&text));
	str_free(&text);
}

static bool text_key(struct form *f, size_t field, const struct press *k)
{
	struct form_field *p = form_at(f, field);
	if (k->ctrl || (!would_change(k) && !only_moves(k)))
		return false;
	if (is_undo(k) && p->covered)
		return false; /* nothing of it has been typed since it was covered */
	if (would_change(k) && !can_change(f, p))
		return !is_undo(k);
	if (give_last(f, field, k))
		return true;
	form_type_over(f, k);
	size_t before = p->edit.n;
	enum editkeys_result result = editkeys_press(&p->edit, k);
	if (result == EDITKEYS_CHANGED)
		form_edited(f, field);
	tell_full(f, field, k, before);
	return result != EDITKEYS_UNUSED;
}

/* Up and Down stay within a field of several lines while it has another line. */
static bool within(struct form_field *p, bool down)
{
	if (!(p->flags & FORM_MULTILINE) || p->covered)
		return false;
	size_t columns = (size_t)(p->at_width ? p->at_width : p->width);
	return down ? edit_down(&p->edit, columns, 1) : edit_up(&p->edit, columns, 1);
}

/* Enter on an empty line at the end of several: that was all. */
static bool ends_lines(struct form *f, size_t field, struct form_field *p)
{
	const struct edit *e = &p->edit;
	if (e->cursor < e->n || (e->n && e->at[e->n - 1] != '\n'))
		return false;
	if (e->n && edit_backspace(&p->edit))
		form_edited(f, field);
	return true;
}

static bool turn_page(struct form *f, int by)
{
	size_t page = form_page(f);
	if (by < 0 ? page > 0 : page + 1 < form_pages(f))
		form_go_page(f, by < 0 ? page - 1 : page + 1);
	return true;
}

static bool go_end(struct form *f, bool last)
{
	size_t n = form_count(f);
	for (size_t i = 0; i < n; i++)
		if (form_go(f, last ? n - 1 - i : i))
			break;
	return true;
}

bool form_key(struct form *f, const struct press *k)
{
	size_t focus = form_focus(f);
	struct form_field *p = form_at(f, focus);
	if (k->kind == PRESS_PGUP || k->kind == PRESS_PGDN)
		return turn_page(f, k->kind == PRESS_PGUP ? -1 : 1);
	if (!p)
		return false;
	switch (k->kind) {
	case PRESS_ENTER:
		if (p->flags & FORM_MULTILINE && !(p->flags & FORM_READONLY) &&
			!ends_lines(f, focus, p))
			return text_key(f, focus, k);
		return form_step(f, 1);
	case PRESS_TAB:
		form_step(f, 1);
		return true;
	case PRESS_BACKTAB:
		form_step(f, -1);
		return true;
	case PRESS_DOWN:
	case PRESS_UP:
		if (!within(p, k->kind == PRESS_DOWN))
			form_step(f, k->kind == PRESS_DOWN ? 1 : -1);
		return true;
	case PRESS_HOME:
	case PRESS_END:
		if (k->ctrl)
			return go_end(f, k->kind == PRESS_END);
		return text_key(f, focus, k);
	default:
		return text_key(f, focus, k);
	}
}
