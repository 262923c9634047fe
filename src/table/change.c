#include <binggui/table/change.h>

#include <binggui/base/vec.h>

void change_free(struct change *c)
{
	if (!c)
		return;
	problems_free(&c->problems);
	record_free(&c->theirs);
	vec_free(&c->clashes);
	vec_free(&c->effects);
}
