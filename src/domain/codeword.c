#include <binggui/domain/codeword.h>

#include <string.h>

#include <binggui/base/map.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

/* Whether a figure is really one of the code's words, not its number in some list. */
static bool says(const struct def_code *code, const char *figure)
{
	bool same = text_eq(code->label, figure);

	for (size_t i = 0; !same && i < code->also.n; i++)
		same = text_eq(code->also.at[i], figure);
	return same;
}

static const struct def_code *exact(const struct def_codes *codes, const char *folded)
{
	const struct def_code *code = *folded ? map_get(&codes->words, folded) : NULL;
	bool figure = code && !folded[strspn(folded, "0123456789")];

	return figure && !says(code, folded) ? NULL : code;
}

/* 七 -> 七级, 汉 -> 汉族. */
static const struct def_code *with_ending(const struct def_codes *codes, const char *folded)
{
	static const char *const tails[] = {"级", "族"};
	struct str word = {0};
	const struct def_code *found = NULL;

	for (size_t i = 0; *folded && !found && i < sizeof tails / sizeof *tails; i++) {
		str_clear(&word);
		str_addf(&word, "%s%s", folded, tails[i]);
		found = exact(codes, word.at);
	}
	str_free(&word);
	return found;
}

/* 7级 -> 七级, 10 -> 十. */
static void hanzi_digits(struct str *out, const char *folded)
{
	static const char *const digits[] = {
		"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	str_clear(out);
	for (; *folded; folded++)
		if (folded[0] == '1' && folded[1] == '0') {
			str_add(out, "十");
			folded++;
		} else if (*folded >= '0' && *folded <= '9')
			str_add(out, digits[*folded - '0']);
		else
			str_addc(out, *folded);
}

/* Behind a leading number and its mark: 03.群众, 1、男. */
static const char *behind_number(const char *folded)
{
	const char *at = folded + strspn(folded, "0123456789");

	if (at == folded)
		return folded;
	if (*at == '.' || *at == '-' || *at == ':' || *at == ')' || *at == '_')
		at++;
	else if (text_starts(at, "、"))
		at += strlen("、");
	return at;
}

static const struct def_code *find_folded(const struct def_codes *codes, const char *folded)
{
	const struct def_code *found = exact(codes, folded);
	struct str word = {0};

	if (!found && *behind_number(folded))
		found = exact(codes, behind_number(folded));
	if (!found)
		found = with_ending(codes, folded);
	if (!found && strpbrk(folded, "0123456789")) {
		hanzi_digits(&word, folded);
		found = exact(codes, word.at);
		if (!found)
			found = with_ending(codes, word.at);
	}
	str_free(&word);
	return found;
}

const struct def_code *codeword_find(const struct def_codes *codes, const char *text, bool *rest)
{
	struct str folded = {0};

	*rest = false;
	if (!codes)
		return NULL;
	fold_find(&folded, text);
	const struct def_code *found = exact(codes, folded.n ? folded.at : text);
	if (!found && folded.n)
		found = find_folded(codes, folded.at);
	char *bracket = !found && folded.n ? strchr(folded.at, '(') : NULL;
	if (bracket && bracket > folded.at) {
		*bracket = '\0';
		found = find_folded(codes, folded.at);
		*rest = found != NULL;
	}
	str_free(&folded);
	return found;
}

static const char *skip_marks(const char *at)
{
	for (;;)
		if (*at == ',' || *at == '/' || *at == ';' || *at == '-' || *at == ':')
			at++;
		else if (text_starts(at, "、") || text_starts(at, "，"))
			at += strlen("、");
		else
			return at;
}

/* The rest of `folded` in front of or behind a word; false if the word is at neither end. */
static bool cut_word(struct str *rest, const char *folded, const char *word)
{
	size_t n = strlen(word), all = strlen(folded);

	str_clear(rest);
	if (n < strlen("一二") || n >= all)
		return false;
	if (text_starts(folded, word))
		str_add(rest, skip_marks(folded + n));
	else if (text_ends(folded, word))
		str_addn(rest, folded, all - n);
	return rest->n > 0;
}

const struct def_code *codeword_split(const struct def_table *t, const struct def_field *f,
	const char *text, const struct def_field **other, const struct def_code **other_code)
{
	struct str folded = {0}, rest = {0};
	const struct def_code *found = NULL;
	const char *word;
	void *code;

	fold_find(&folded, text);
	for (size_t i = 0; f->codes && !found && i < t->n; i++) {
		const struct def_field *g = t->fields[i];
		if (g == f || !g->codes || g->codes == f->codes)
			continue;
		for (size_t k = 0; !found && map_each(&g->codes->words, &k, &word, &code);) {
			if (!cut_word(&rest, str_c(&folded), word))
				continue;
			found = find_folded(f->codes, rest.at);
			*other = g;
			*other_code = code;
		}
	}
	str_free(&folded);
	str_free(&rest);
	return found;
}
