#include <binggui/ui/keymap.h>

#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/base/vec.h>
#include <binggui/text/width.h>

static const char common[] = "common";

struct keymap {
	VEC(struct binding) all;
	/* What keymap_at walked last, in its order. */
	VEC(const struct binding *) shown;
	char *shown_context;
};

struct keymap *keymap_new(void)
{
	return mem_new0(struct keymap);
}

/* The members are const for readers; here they are ours. */
static void release(struct binding *b)
{
	mem_free((char *)b->context);
	mem_free((char *)b->key);
	mem_free((char *)b->command);
	mem_free((char *)b->label);
}

static void forget_shown(struct keymap *m)
{
	vec_free(&m->shown);
	mem_free(m->shown_context);
	m->shown_context = NULL;
}

void keymap_free(struct keymap *m)
{
	struct binding *b;
	if (!m)
		return;
	vec_each (b, &m->all)
		release(b);
	vec_free(&m->all);
	forget_shown(m);
	mem_free(m);
}

static struct binding *find(const struct keymap *m, const char *context, const struct press *k)
{
	struct binding *b;
	vec_each (b, &m->all)
		if (text_eq(b->context, context) && press_same(&b->press, k))
			return b;
	return NULL;
}

bool keymap_bind(struct keymap *m, const char *context, const char *key, const char *command,
	const char *label, struct err *e)
{
	struct press press;
	char name[PRESS_NAME];
	if (!press_parse(key, &press))
		return err_set(e, ERR_CONFIG, "“%s”不是按键名，按键写作 F2、Ctrl-P、Enter 等",
			key ? key : "");
	press_name(&press, name);
	struct binding fresh = {
		.context = mem_strdup(text_blank(context) ? common : context),
		.key = mem_strdup(name),
		.command = mem_strdup(command ? command : ""),
		.label = mem_strdup(label ? label : ""),
		.press = press,
	};
	struct binding *old = find(m, fresh.context, &press);
	if (old) {
		release(old);
		*old = fresh;
	} else {
		vec_push(&m->all, fresh);
	}
	forget_shown(m);
	return true;
}

const char *keymap_command(const struct keymap *m, const char *context, const struct press *k)
{
	struct press folded = press_folded(*k);
	const struct binding *b = find(m, context ? context : common, &folded);
	if (!b)
		b = find(m, common, &folded);
	return b && *b->command ? b->command : NULL;
}

/* F1..F24 by number, the rest behind. */
static int place(const struct binding *b)
{
	return b->press.kind == PRESS_F ? b->press.f : 100;
}

static void show(struct keymap *m, const struct binding *b)
{
	size_t at = m->shown.n;
	while (at > 0 && place(m->shown.at[at - 1]) > place(b))
		at--;
	vec_insert(&m->shown, at, b);
}

static void walk(struct keymap *m, const char *context)
{
	struct binding *b;
	forget_shown(m);
	m->shown_context = mem_strdup(context);
	vec_each (b, &m->all)
		if (text_eq(b->context, context) && *b->command)
			show(m, b);
	if (text_eq(context, common))
		return;
	vec_each (b, &m->all)
		if (text_eq(b->context, common) && *b->command && !find(m, context, &b->press))
			show(m, b);
}

const struct binding *keymap_at(const struct keymap *m, const char *context, size_t i)
{
	/* The order is worked out once per context: a cache, not a change of the map. */
	struct keymap *cache = (struct keymap *)m;
	context = context ? context : common;
	if (!m->shown_context || strcmp(m->shown_context, context) != 0)
		walk(cache, context);
	return i < m->shown.n ? m->shown.at[i] : NULL;
}

const char *keymap_key(const struct keymap *m, const char *context, const char *command)
{
	const struct binding *b;
	for (size_t i = 0; (b = keymap_at(m, context, i)); i++)
		if (text_eq(b->command, command))
			return b->key;
	return NULL;
}

/* Adds one entry to the bar if it has room. */
static bool add_entry(
	struct str *out, const struct binding *b, size_t *used, size_t room, int ambiguous)
{
	size_t gap = *used ? 1 : 0;
	size_t width = width_text(b->key, ambiguous) + width_text(b->label, ambiguous);

	if (*used + gap + width > room)
		return false;
	str_addf(out, "%s%s%s", gap ? " " : "", b->key, b->label);
	*used += gap + width;
	return true;
}

/* The way out is on the bar even where others have no room. */
static const struct binding *way_out(const struct keymap *m, const char *context)
{
	const struct binding *b;

	for (size_t i = 0; (b = keymap_at(m, context, i)); i++)
		if (*b->label && strcmp(b->key, "F10") == 0)
			return b;
	return NULL;
}

void keymap_bar(
	const struct keymap *m, const char *context, size_t columns, int ambiguous, struct str *out)
{
	const struct binding *b, *out_of_here = way_out(m, context);
	struct str entry = {0};
	size_t used = 0, kept = 0;

	str_clear(out);
	if (out_of_here && add_entry(&entry, out_of_here, &kept, columns, ambiguous))
		kept++; /* its gap */
	for (size_t i = 0; (b = keymap_at(m, context, i)); i++) {
		if (!*b->label)
			continue;
		if (b == out_of_here)
			kept = 0;
		if (!add_entry(out, b, &used, columns - kept, ambiguous))
			break;
	}
	if (kept)
		str_addf(out, "%s%s", used ? " " : "", str_c(&entry));
	str_free(&entry);
}

/* What to call a command: its label, else that of another key which does the same there. */
static const char *name_of(const struct keymap *m, const char *context, const struct binding *b)
{
	const struct binding *other;
	for (size_t i = 0; !*b->label && (other = keymap_at(m, context, i)); i++)
		if (*other->label && strcmp(other->command, b->command) == 0)
			return other->label;
	return *b->label ? b->label : b->command;
}

void keymap_help(const struct keymap *m, const char *context, int ambiguous, struct str *out)
{
	const struct binding *b;
	size_t widest = 0;
	for (size_t i = 0; (b = keymap_at(m, context, i)); i++) {
		size_t width = width_text(b->key, ambiguous);
		widest = width > widest ? width : widest;
	}
	str_clear(out);
	for (size_t i = 0; (b = keymap_at(m, context, i)); i++) {
		width_fit(out, b->key, widest + 2, ambiguous);
		str_addf(out, "%s\n", name_of(m, context, b));
	}
}
