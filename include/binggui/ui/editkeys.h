#ifndef BINGGUI_UI_EDITKEYS_H
#define BINGGUI_UI_EDITKEYS_H

#include <binggui/text/edit.h>
#include <binggui/ui/press.h>

/*
 * What keys do to a text being edited, wherever it stands: characters, paste,
 * Backspace Del Left Right Home End, Ctrl-K (to the end) Ctrl-U (to the start)
 * Ctrl-W (a word), Ctrl-Z and Ctrl-Y.  Enter breaks the line of a text of several lines.
 */
enum editkeys_result {
	EDITKEYS_UNUSED,  /* not for a text, or undo with nothing to undo */
	EDITKEYS_MOVED,   /* taken, the text is as it was */
	EDITKEYS_CHANGED, /* the text is another */
};
enum editkeys_result editkeys_press(struct edit *e, const struct press *k);

#endif
