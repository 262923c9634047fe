#include <binggui/ui/editkeys.h>

#include <binggui/text/utf8.h>

static enum editkeys_result changed(bool yes)
{
	return yes ? EDITKEYS_CHANGED : EDITKEYS_MOVED;
}

static enum editkeys_result killed(struct edit *e, void (*kill)(struct edit *e))
{
	size_t before = e->n;
	kill(e);
	return changed(e->n != before);
}

static enum editkeys_result moved(struct edit *e, void (*move)(struct edit *e))
{
	move(e);
	return EDITKEYS_MOVED;
}

static enum editkeys_result control(struct edit *e, uint32_t c)
{
	switch (c) {
	case 'K':
		return killed(e, edit_kill_to_end);
	case 'U':
		return killed(e, edit_kill_to_start);
	case 'W':
		return killed(e, edit_kill_word);
	case 'Z':
		return edit_undo(e) ? EDITKEYS_CHANGED : EDITKEYS_UNUSED;
	case 'Y':
		return edit_redo(e) ? EDITKEYS_CHANGED : EDITKEYS_UNUSED;
	default:
		return EDITKEYS_UNUSED;
	}
}

enum editkeys_result editkeys_press(struct edit *e, const struct press *k)
{
	if (k->ctrl)
		return EDITKEYS_UNUSED;
	switch (k->kind) {
	case PRESS_CHAR:
		return changed(edit_insert(e, k->c));
	case PRESS_PASTE:
		return changed(edit_paste(e, k->text, k->n) > 0);
	case PRESS_ENTER:
		return e->multiline ? changed(edit_insert(e, '\n')) : EDITKEYS_UNUSED;
	case PRESS_BACKSPACE:
		return changed(edit_backspace(e));
	case PRESS_DEL:
		return changed(edit_delete(e));
	case PRESS_LEFT:
		return moved(e, edit_left);
	case PRESS_RIGHT:
		return moved(e, edit_right);
	case PRESS_HOME:
		return moved(e, edit_home);
	case PRESS_END:
		return moved(e, edit_end);
	case PRESS_CTRL:
		return control(e, k->c);
	default:
		return EDITKEYS_UNUSED;
	}
}
