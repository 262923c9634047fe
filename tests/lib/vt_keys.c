#include <lib/vt.h>

#include <stdlib.h>
#include <string.h>

/* Keys by name, as xterm sends them. */

struct named {
	const char *name, *bytes;
};

static const struct named named_keys[] = {
	{"Enter", "\r"},
	{"Esc", "\033"},
	{"Tab", "\t"},
	{"BackTab", "\033[Z"},
	{"Space", " "},
	{"Backspace", "\177"},
	{"Up", "\033[A"},
	{"Down", "\033[B"},
	{"Right", "\033[C"},
	{"Left", "\033[D"},
	{"Home", "\033[H"},
	{"End", "\033[F"},
	{"Ins", "\033[2~"},
	{"Del", "\033[3~"},
	{"PgUp", "\033[5~"},
	{"PgDn", "\033[6~"},
	{"F1", "\033OP"},
	{"F2", "\033OQ"},
	{"F3", "\033OR"},
	{"F4", "\033OS"},
	{"F5", "\033[15~"},
	{"F6", "\033[17~"},
	{"F7", "\033[18~"},
	{"F8", "\033[19~"},
	{"F9", "\033[20~"},
	{"F10", "\033[21~"},
	{"F11", "\033[23~"},
	{"F12", "\033[24~"},
};

bool vt_key(struct vt *v, const char *name)
{
	for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++)
		if (strcmp(named_keys[i].name, name) == 0) {
			vt_send(v, named_keys[i].bytes);
			return true;
		}
	if (strncmp(name, "Ctrl-", 5) == 0 && name[5] >= 'A' && name[5] <= 'Z' && !name[6]) {
		char byte = (char)(name[5] - '@');
		vt_sendn(v, &byte, 1);
		return true;
	}
	return false;
}

void vt_keys(struct vt *v, const char *names)
{
	char *copy = strdup(names);
	char *rest;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (!vt_key(v, word))
			vt_send(v, word);
	free(copy);
}
