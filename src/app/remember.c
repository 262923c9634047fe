#include <binggui/app/remember.h>

#include <string.h>

static void setting_name(
	struct str *out, const struct app *app, const char *what, const struct def_table *t)
{
	str_addf(out, "user/%s/%s/%s", app->archive->user, what, t->name);
}

bool remember_get(struct app *app, const char *what, const struct def_table *t, struct str *out,
	struct err *e)
{
	struct str name = {0};

	setting_name(&name, app, what, t);
	bool ok = archive_setting(app->archive, str_c(&name), out, e);
	str_free(&name);
	return ok;
}

bool remember_set(struct app *app, const char *what, const struct def_table *t, const char *text,
	struct err *e)
{
	struct str name = {0};

	setting_name(&name, app, what, t);
	bool ok = archive_set(app->archive, str_c(&name), text, e);
	str_free(&name);
	return ok;
}

void remember_line(struct str *out, const char *lines, const char *line, size_t max)
{
	size_t kept = 1;

	str_clear(out);
	str_addf(out, "%s\n", line);
	for (const char *at = lines; *at && kept < max;) {
		size_t n = strcspn(at, "\n");
		if (n && (n != strlen(line) || memcmp(at, line, n) != 0)) {
			str_addn(out, at, n);
			str_addc(out, '\n');
			kept++;
		}
		at += n + (at[n] == '\n');
	}
}
