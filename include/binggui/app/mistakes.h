#ifndef BINGGUI_APP_MISTAKES_H
#define BINGGUI_APP_MISTAKES_H

#include <stddef.h>

#include <binggui/base/vec.h>
#include <binggui/ui/form.h>
#include <binggui/ui/stack.h>

/*
 * All problems of a form in one list, those that forbid saving first; Enter
 * goes to the field.  Lives as long as the form; zero-filled but for form and stack.
 */
struct mistakes {
	struct stack *stack;
	struct form *form;
	VEC(size_t) places; /* of the list shown last */
};
void mistakes_free(struct mistakes *m);

/* False if there is none. */
bool mistakes_show(struct mistakes *m);

#endif
