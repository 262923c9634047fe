#include <binggui/schema/exprfollow.h>

#include <string.h>

#include <binggui/schema/exprvalue.h>

bool exprfollow_reference(const char *text, char out[EXPR_REFERENCE])
{
	size_t n = strcspn(text, "\n");

	if (!n || n >= EXPR_REFERENCE)
		return false;
	memcpy(out, text, n); /* a copy: following replaces the record it stands in */
	out[n] = '\0';
	return true;
}

const struct record *exprfollow(struct expreval ev, const struct def_field *f, const char *text)
{
	char key[EXPR_REFERENCE];

	if (!ev.env || !ev.env->follow || !f->target || !exprfollow_reference(text, key))
		return NULL;
	return ev.env->follow(ev.env->context, f->target, key);
}

/* Whether a field says by which name a record is known. */
static bool names_record(const struct def_field *f)
{
	return f->find == FIND_TEXT || f->find == FIND_PINYIN;
}

bool exprfollow_named(
	const struct def_table *t, const struct record *r, const char *folded, bool part)
{
	for (size_t i = 0; i < t->n; i++) {
		struct span text =
			span_of(names_record(t->fields[i]) ? record_field(r, t->fields[i]) : "");
		if (text.n && exprvalue_found(text, folded, !part))
			return true;
	}
	return false;
}
