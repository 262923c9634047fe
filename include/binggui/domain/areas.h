#ifndef BINGGUI_DOMAIN_AREAS_H
#define BINGGUI_DOMAIN_AREAS_H

#include <stdbool.h>
#include <stddef.h>

#include <binggui/base/err.h>
#include <binggui/base/map.h>
#include <binggui/base/str.h>
#include <binggui/table/archive.h>

/*
 * The area table in memory, with every word that may mean one of them.  Words
 * are folded by areas_fold(); a village is known by its whole name, by its name
 * without 村 or 社区, by its short name, and by the older names that its note tells
 * (原名新华大队); an abolished one stands for what became of it.
 */
enum area_level { AREA_COUNTY, AREA_TOWN, AREA_VILLAGE };

struct area {
	char code[13];
	enum area_level level;
	char *name;      /* 文彩村 */
	char *full_name; /* 陕西省安康市镇坪县城关镇文彩村; "" if not told */
	long town;       /* index of the town a village lies in; -1 = none */
	char *succ;      /* codes of what became of it, one a line; "" = it is there */
	bool abolished;
};

struct area_word {
	char *text;
	size_t n;    /* bytes */
	size_t area; /* index */
	bool whole;  /* with its ending: 文彩村; else 文彩 */
};

struct area_words {
	struct area_word *at; /* longest first, whole ones before others */
	size_t n, cap;
};

struct areas {
	struct area *at;
	size_t n, cap;
	struct map by_code; /* -> index + 1 as a pointer */
	struct area_words towns, villages;
	struct area_words
		above; /* 陕西省 安康市 镇坪县: what stands in front of a town; area is not set */
};

bool areas_load(struct areas *out, struct archive *a, struct err *e);
void areas_free(struct areas *a);

/* Simplified, without blanks; characters with several simplified forms that place names share (鍾 乾 臺) folded as well. */
void areas_fold(struct str *out, const char *text);

long areas_by_code(const struct areas *a, const char *code); /* -1 if there is none */

/* Bytes of the ending at the start of text (社区居民委员会, 村委会, 大队 …); 0 if there is none. */
size_t areas_ending(const char *text);

#endif
