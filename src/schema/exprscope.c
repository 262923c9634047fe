#include <binggui/schema/exprscope.h>

#include <string.h>
#include <strings.h>

#include <binggui/base/mem.h>
#include <binggui/schema/nearest.h>

static bool is_named(const char *name, struct span first)
{
	return name && strlen(name) == first.n && strncasecmp(name, first.at, first.n) == 0;
}

size_t exprscope_named(
	const struct expr_scope *scopes, size_t n, const char *dotted, const char **rest)
{
	const char *dot = strchr(dotted, '.');

	if (!dot)
		return n;
	struct span first = {dotted, (size_t)(dot - dotted)};
	*rest = dot + 1;
	for (size_t i = 0; i < n; i++)
		if (is_named(scopes[i].name, first))
			return i;
	for (size_t i = 0; i < n; i++)
		if (is_named(scopes[i].table->title, first))
			return i;
	return n;
}

void exprscope_hint(const struct expr_scope *scopes, size_t n, const char *dotted, struct str *why)
{
	const char *dot = strchr(dotted, '.'), *rest;
	struct nearest near;

	if (!dot || exprscope_named(scopes, n, dotted, &rest) < n)
		return;
	char *first = mem_strndup(dotted, (size_t)(dot - dotted));
	nearest_start(&near, first);
	for (size_t i = 0; i < n; i++)
		nearest_try(&near, scopes[i].name);
	if (nearest_word(&near))
		str_addf(why, "；是不是“%s%s”？", nearest_word(&near), dot);
	mem_free(first);
}
