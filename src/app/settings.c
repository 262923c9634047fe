#include <binggui/app/settings.h>

#include <stdlib.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/schema/yaml.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

enum { FILE_MOST = 1 << 16 };

static void find_dir(struct str *out)
{
	const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (xdg && *xdg)
		file_join(out, xdg, "binggui");
	else
		file_join(out, home && *home ? home : ".", ".config/binggui");
}

static void find_file(struct str *out)
{
	struct str dir = {0};

	find_dir(&dir);
	file_join(out, str_c(&dir), "settings.yaml");
	str_free(&dir);
}

void settings_free(struct settings *s)
{
	mem_free(s->name);
	mem_free(s->area);
	mem_free(s->terminal);
	*s = (struct settings){0};
}

static char *said(const struct yaml_node *root, const char *key)
{
	const char *text = yaml_text(root, key);

	return text_blank(text) ? NULL : mem_strdup(text);
}

static void take(struct settings *s, const struct yaml_node *root)
{
	const char *columns = yaml_text(root, "ambiguous");

	s->name = said(root, "name");
	s->area = said(root, "area");
	s->terminal = said(root, "terminal");
	s->ambiguous = text_eq(columns, "1") ? 1 : text_eq(columns, "2") ? 2 : 0;
	s->ascii = text_eq(yaml_text(root, "lines"), "ascii");
	s->no_color = text_eq(yaml_text(root, "colors"), "no");
	s->slow = text_eq(yaml_text(root, "line"), "slow");
}

bool settings_read(struct settings *s, struct err *e)
{
	struct str path = {0}, text = {0};
	struct faults faults = {0};
	bool ok = true;

	settings_free(s);
	find_file(&path);
	if (file_exists(str_c(&path)))
		ok = file_read(str_c(&path), FILE_MOST, &text, e);
	if (ok && text.n) {
		struct yaml_node *root = yaml_parse("settings.yaml", str_c(&text), text.n, &faults);
		if (root)
			take(s, root);
		yaml_tree_free(root);
	}
	faults_free(&faults);
	str_free(&path);
	str_free(&text);
	return ok;
}

/* Quoted, and clean: the name is shown in every title. */
static void add(struct str *out, const char *key, const char *value)
{
	struct str clean = {0};

	if (text_blank(value))
		return;
	fold_clean(&clean, value);
	str_addf(out, "%s: \"", key);
	for (const char *p = str_c(&clean); *p; p++) {
		if (*p == '"' || *p == '\\')
			str_addc(out, '\\');
		str_addc(out, *p);
	}
	str_add(out, "\"\n");
	str_free(&clean);
}

bool settings_write(const struct settings *s, struct err *e)
{
	struct str dir = {0}, path = {0}, text = {0};

	str_add(&text, "# 兵归：本人在这台机器上的设置；在设置屏里改\n");
	add(&text, "name", s->name);
	add(&text, "area", s->area);
	add(&text, "terminal", s->terminal);
	add(&text, "ambiguous", s->ambiguous == 1 ? "1" : s->ambiguous == 2 ? "2" : NULL);
	add(&text, "lines", s->ascii ? "ascii" : "unicode");
	add(&text, "colors", s->no_color ? "no" : "yes");
	add(&text, "line", s->slow ? "slow" : "fast");
	find_dir(&dir);
	find_file(&path);
	bool ok = file_make_dirs(str_c(&dir), 0700, e) &&
		  file_write(str_c(&path), str_c(&text), text.n, 0600, e);
	str_free(&dir);
	str_free(&path);
	str_free(&text);
	return ok;
}

void settings_apply(const struct settings *s, struct options *o)
{
	if (!o->user_told && s->name)
		o->user = s->name;
	if (!o->terminal && !getenv("BINGGUI_TERMINAL"))
		o->terminal = s->terminal;
	if (!o->ambiguous)
		o->ambiguous = s->ambiguous;
	o->ascii = o->ascii || s->ascii;
	o->no_color = o->no_color || s->no_color;
	o->slow = o->slow || s->slow;
}
