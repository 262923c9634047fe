#include "gen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void emit_all(struct gen *g)
{
	fputs("/* Made by maketables; do not edit. */\n", g->out);
	fputs("#include <binggui/text/unitables.h>\n\n", g->out);
	width_emit(g);
	readings_emit(g);
	tone_emit(g);
	order_emit(g);
	surnames_emit(g);
	variants_emit(g);
	dots_emit(g);
	common_emit(g);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		gen_die("usage: maketables UNICODE-DIR OWN-DIR OUT.c");
	struct gen *g = calloc(1, sizeof *g);
	if (!g)
		gen_die("no memory");
	g->unicode = argv[1];
	g->own = argv[2];
	width_read(g);
	readings_read(g);
	variants_read(g);
	surnames_read(g);
	order_read(g);
	g->out = fopen(argv[3], "w");
	if (!g->out)
		gen_die("cannot write %s: %s", argv[3], strerror(errno));
	emit_all(g);
	if (ferror(g->out) || fclose(g->out) != 0)
		gen_die("cannot write %s: %s", argv[3], strerror(errno));
	free(g);
	return 0;
}
