#include <binggui/ui/press.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

#define AS_NAME(id, name) [PRESS_##id] = name,
static const char *const names[PRESS_KIND_COUNT] = {PRESS_KINDS(AS_NAME)};
#undef AS_NAME

/* Kinds that are more than their name. */
static bool carries(enum press_kind kind)
{
	return kind == PRESS_NONE || kind == PRESS_CHAR || kind == PRESS_CTRL || kind == PRESS_F;
}

struct press press_of(enum press_kind kind)
{
	return (struct press){.kind = kind};
}

struct press press_char(uint32_t c)
{
	return (struct press){.kind = PRESS_CHAR, .c = c};
}

struct press press_f(int number)
{
	return (struct press){.kind = PRESS_F, .f = number};
}

void press_name(const struct press *k, char out[PRESS_NAME])
{
	const char *ctrl = k->ctrl ? "Ctrl-" : "";
	out[0] = '\0';
	if (k->kind == PRESS_F)
		snprintf(out, PRESS_NAME, "%sF%d", ctrl, k->f);
	else if (k->kind == PRESS_CTRL)
		snprintf(out, PRESS_NAME, "Ctrl-%c", (char)k->c);
	else if (k->kind == PRESS_CHAR && k->c == ' ')
		strcpy(out, "Space");
	else if (k->kind == PRESS_CHAR && !(k->c & UTF8_BAD))
		out[utf8_put(out, k->c)] = '\0';
	else if (k->kind < PRESS_KIND_COUNT && !carries(k->kind))
		snprintf(out, PRESS_NAME, "%s%s", ctrl, names[k->kind]);
}

static bool parse_f(const char *name, struct press *out)
{
	unsigned long number = 0;
	if ((*name != 'F' && *name != 'f') || !name[1] || strlen(name) > 3)
		return false;
	for (const char *d = name + 1; *d; d++) {
		if (*d < '0' || *d > '9')
			return false;
		number = number * 10 + (unsigned long)(*d - '0');
	}
	if (number < 1 || number > 24)
		return false;
	*out = press_f((int)number);
	return true;
}

static bool parse_named(const char *name, struct press *out)
{
	for (int i = 0; i < PRESS_KIND_COUNT; i++)
		if (!carries(i) && strcasecmp(name, names[i]) == 0) {
			*out = press_of(i);
			return true;
		}
	return parse_f(name, out);
}

static bool parse_char(const char *name, struct press *out)
{
	const char *at = name;
	if (!*name)
		return false;
	uint32_t c = utf8_next(&at, name + strlen(name));
	if (*at || (c & UTF8_BAD) || fold_is_control(c))
		return false;
	*out = press_char(c);
	return true;
}

/* Behind "Ctrl-": a letter, one of the signs that have a control byte, or a named key. */
static bool parse_ctrl(const char *rest, struct press *out)
{
	if (rest[0] && !rest[1]) {
		uint32_t c = (uint8_t)rest[0];
		c = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
		*out = (struct press){.kind = PRESS_CTRL, .c = c};
		return c >= '@' && c <= '_' && c != '[';
	}
	if (!parse_named(rest, out))
		return false;
	out->ctrl = true;
	return true;
}

bool press_parse(const char *name, struct press *out)
{
	struct str ascii = {0};
	fold_ascii(&ascii, name ? name : "");
	const char *s = str_c(&ascii);
	bool ok;
	if (strncasecmp(s, "Ctrl-", 5) == 0)
		ok = parse_ctrl(s + 5, out);
	else if (strcasecmp(s, "Space") == 0)
		ok = (*out = press_char(' '), true);
	else
		ok = parse_char(s, out) || parse_named(s, out);
	str_free(&ascii);
	return ok;
}

bool press_same(const struct press *a, const struct press *b)
{
	return a->kind == b->kind && a->ctrl == b->ctrl && a->f == b->f && a->c == b->c;
}

struct press press_folded(struct press k)
{
	if (k.kind == PRESS_CHAR)
		k.c = fold_ascii_char(k.c);
	return k;
}

bool press_is_char(const struct press *k, uint32_t c)
{
	return k->kind == PRESS_CHAR && (k->c == c || fold_ascii_char(k->c) == c);
}
