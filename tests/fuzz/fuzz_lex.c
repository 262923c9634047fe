#include <fuzz/driver.h>

#include <string.h>

#include <binggui/text/lex.h>
#include <binggui/text/utf8.h>

const char *const *fuzz_seeds(void)
{
	static const char *const seeds[] = {
		"class12 = 退役士兵 and age >= 60 and not has(service: discharged < 2000)",
		"village.name ~ 坪   sex in (男, 女)   birth < today-60y   phone1 = \"\"",
		"年龄＞＝６０　且（性别＝“男”，‘女’）；名～三 ！＝ 2019-08-01 − 3.5*2/1",
		"count(visit: campaign = 2020春节) !~ 'it''s' : 61092719860101001X",
		"\"never closed 张三\x1B[2J\xFF\xE5\xBC",
		NULL,
	};
	return seeds;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct lex l;
	struct str text = {0};
	str_addn(&text, data, n);
	const char *c = str_c(&text);
	size_t count = utf8_count(c);
	lex_read(&l, c);
	FUZZ_HOLDS(l.n > 0 && l.at[l.n - 1].kind == LEX_END);
	FUZZ_HOLDS(l.at[l.n - 1].column == count + 1);
	for (size_t i = 0; i < l.n; i++) {
		const struct lex_token *t = &l.at[i];
		FUZZ_HOLDS(t->column >= 1);
		FUZZ_HOLDS(i == 0 || l.at[i - 1].column < t->column);
		FUZZ_HOLDS(i + 1 == l.n || t->kind != LEX_END);
		FUZZ_HOLDS(t->kind == LEX_TEXT || utf8_valid(t->text, strlen(t->text)));
		FUZZ_HOLDS(t->kind == LEX_TEXT || t->kind == LEX_END || *t->text);
	}
	lex_free(&l);
	str_free(&text);
	return 0;
}
