#include "gen.h"

#include <stdlib.h>
#include <string.h>

/* CLDR's pinyin order: groups of one toned reading each, characters by strokes within. */
struct order {
	struct group {
		char toned[16];
		size_t from, to; /* in at[] */
	} groups[2048];
	size_t n_groups;
	uint32_t at[65536];
	size_t n;
	uint16_t group_of[GEN_HAN]; /* + 1 */
};

/* Where the hanzi stand among all two-byte sort keys; pinyin.c has the rest. */
#define RANK_FIRST 0x4400u
#define RANK_END   0xF100u

/* The group of a reading; long ones come in parts, "xiè (p1)" and "xiè (p2)", which are one. */
static struct group *open_group(struct order *o, const char *toned)
{
	char name[16];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(toned, " "), toned);
	if (o->n_groups && strcmp(o->groups[o->n_groups - 1].toned, name) == 0)
		return &o->groups[o->n_groups - 1];
	if (o->n_groups == sizeof o->groups / sizeof *o->groups)
		gen_die("zh.xml: too many readings");
	struct group *group = &o->groups[o->n_groups++];
	memcpy(group->toned, name, sizeof name);
	group->from = o->n;
	return group;
}

/* "<*安𡯏 # ān" or "<安 # ān" */
static void read_group(struct order *o, char *text)
{
	char *mark = strstr(text, " # ");
	if (!mark)
		gen_die("zh.xml: %.40s", text);
	struct group *group = open_group(o, mark + 3);
	*mark = '\0';
	for (const char *p = text; *p;) {
		uint32_t c = lines_utf8(&p);
		if (c >= GEN_HAN || o->group_of[c] || o->n == sizeof o->at / sizeof *o->at)
			gen_die("zh.xml: U+%04X is out of place", c);
		o->at[o->n++] = c;
		o->group_of[c] = (uint16_t)o->n_groups;
	}
	group->to = o->n;
}

static void read_collation(struct gen *g, struct order *o)
{
	struct lines l;
	int inside = 0;
	for (lines_open(&l, g->unicode, "cldr/common/collation/zh.xml"); lines_next(&l);) {
		char *text = l.text + strspn(l.text, " \t");
		if (strcmp(text, "<collation type='pinyin'>") == 0)
			inside = 1;
		else if (strcmp(text, "</collation>") == 0)
			inside = 0;
		else if (inside && strncmp(text, "<*", 2) == 0)
			read_group(o, text + 2);
		else if (inside && text[0] == '<' && (unsigned char)text[1] >= 0xE3)
			read_group(o, text + 1);
	}
	lines_close(&l);
	if (o->n < 20000)
		gen_die("zh.xml holds only %zu characters in pinyin order", o->n);
}

static void rank_surname(struct gen *g, uint32_t c, const char *toned, uint16_t rank)
{
	for (size_t i = 0; i < g->n_surnames; i++) {
		struct gen_surname *s = &g->surnames[i];
		for (int k = 0; k < 2; k++)
			if (s->c[k] == c && strcmp(s->toned[k], toned) == 0)
				s->rank[k] = rank;
	}
}

/* Surnames read otherwise than their character's place says get one behind their own group. */
static size_t place_surnames(
	struct gen *g, const struct order *o, const struct group *group, size_t rank)
{
	for (size_t i = 0; i < g->n_surnames; i++)
		for (int k = 0; k < 2; k++) {
			const struct gen_surname *s = &g->surnames[i];
			if (!s->c[k] || s->rank[k] || strcmp(s->toned[k], group->toned) != 0)
				continue;
			size_t own = o->group_of[s->c[k]];
			if (own && &o->groups[own - 1] == group)
				rank_surname(g, s->c[k], group->toned, g->rank[s->c[k]]);
			else
				rank_surname(g, s->c[k], group->toned, (uint16_t)rank++);
		}
	return rank;
}

void order_read(struct gen *g)
{
	struct order *o = calloc(1, sizeof *o);
	read_collation(g, o);
	size_t rank = RANK_FIRST;
	for (size_t i = 0; i < o->n_groups; i++) {
		for (size_t k = o->groups[i].from; k < o->groups[i].to; k++)
			g->rank[o->at[k]] = (uint16_t)rank++;
		rank = place_surnames(g, o, &o->groups[i], rank);
	}
	if (rank > RANK_END)
		gen_die("too many characters in pinyin order");
	for (size_t i = 0; i < g->n_surnames; i++)
		for (int k = 0; k < 2; k++) {
			struct gen_surname *s = &g->surnames[i];
			if (s->c[k] && !s->rank[k])
				s->rank[k] = g->rank[s->c[k]];
		}
	free(o);
}

void order_emit(struct gen *g)
{
	table_two_level(g->out, "uni_rank", "uint16_t", g->rank, GEN_HAN);
}
