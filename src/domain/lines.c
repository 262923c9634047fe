#include <binggui/domain/lines.h>

#include <string.h>

struct span lines_next(const char **at)
{
	struct span line = {*at, strcspn(*at, "\n")};

	*at += line.n + ((*at)[line.n] == '\n');
	return line;
}

bool lines_has(const char *lines, struct span line)
{
	while (*lines)
		if (span_eq(lines_next(&lines), line))
			return true;
	return false;
}

void lines_add(struct str *out, struct span line)
{
	if (lines_has(str_c(out), line))
		return;
	if (out->n)
		str_addc(out, '\n');
	str_addn(out, line.at, line.n);
}

void lines_add_all(struct str *out, const char *lines)
{
	while (*lines)
		lines_add(out, lines_next(&lines));
}
