#include <criterion/criterion.h>
#include <string.h>

#include <binggui/text/lex.h>
#include <binggui/text/utf8.h>

/* "name:age sign:>= number:60" with @column behind each. */
static void show(struct str *out, const char *text)
{
	static const char *const kinds[] = {"end", "name", "number", "date", "text", "sign", "bad"};
	struct lex l;
	lex_read(&l, text);
	str_clear(out);
	for (size_t i = 0; i < l.n; i++)
		str_addf(out, "%s%s:%s@%zu", i ? " " : "", kinds[l.at[i].kind], l.at[i].text,
			l.at[i].column);
	lex_free(&l);
}

static void expect(const char *text, const char *wanted)
{
	struct str out = {0};
	show(&out, text);
	cr_expect_str_eq(str_c(&out), wanted, "%s\n  %s\nnot\n  %s", text, str_c(&out), wanted);
	str_free(&out);
}

Test(lex, names_numbers_and_signs)
{
	expect("age >= 60", "name:age@1 sign:>=@5 number:60@8 end:@10");
	expect("class12=退役士兵", "name:class12@1 sign:=@8 name:退役士兵@9 end:@13");
	expect("village.town = 城关镇", "name:village.town@1 sign:=@14 name:城关镇@16 end:@19");
	expect("a!=1<=2!~b",
		"name:a@1 sign:!=@2 number:1@4 sign:<=@5 number:2@7 sign:!~@8 name:b@10 "
		"end:@11");
	expect("12.5*-3/x;",
		"number:12.5@1 sign:*@5 sign:-@6 number:3@7 sign:/@8 name:x@9 sign:;@10 "
		"end:@11");
	expect("买买提·吐尔逊", "name:买买提·吐尔逊@1 end:@8");
	expect("𬭩=㛃", "name:𬭩@1 sign:=@2 name:㛃@3 end:@4");
	expect("a.b.c x.", "name:a.b.c@1 name:x@7 bad:.@8 end:@9");
}

Test(lex, digits_may_go_on_in_letters)
{
	expect("today-90d", "name:today@1 sign:-@6 name:90d@7 end:@10");
	expect("2020春节", "name:2020春节@1 end:@7");
	expect("61092719860101001X", "name:61092719860101001X@1 end:@19");
	expect("3-1027", "number:3@1 sign:-@2 number:1027@3 end:@7");
	expect("_x 9_", "name:_x@1 name:9_@4 end:@6");
}

Test(lex, dates)
{
	expect("2019-08", "date:2019-08@1 end:@8");
	expect("birth<2019-8-1", "name:birth@1 sign:<@6 date:2019-08-01@7 end:@15");
	expect("2019", "number:2019@1 end:@5");
	expect("2019-13", "number:2019@1 sign:-@5 number:13@6 end:@8");
	expect("2019-123", "number:2019@1 sign:-@5 number:123@6 end:@9");
	expect("12019-08", "number:12019@1 sign:-@6 number:08@7 end:@9");
	expect("2019-08-32", "date:2019-08@1 sign:-@8 number:32@9 end:@11");
	expect("2019-08-20d", "date:2019-08@1 sign:-@8 name:20d@9 end:@12");
	expect("2019-08-01-20d", "date:2019-08-01@1 sign:-@11 name:20d@12 end:@15");
	expect("2019-08d", "number:2019@1 sign:-@5 name:08d@6 end:@9");
	expect("２０１９－０８", "date:2019-08@1 end:@8");
}

Test(lex, full_width_punctuation_counts_one_column)
{
	expect("年龄＞＝６０　且（性别＝男，女）", "name:年龄@1 sign:>=@3 number:60@5 name:且@8 "
						   "sign:(@9 name:性别@10 sign:=@12 name:男@13 "
						   "sign:,@14 name:女@15 sign:)@16 end:@17");
	expect("a～b：c；d＜e",
		"name:a@1 sign:~@2 name:b@3 sign::@4 name:c@5 sign:;@6 name:d@7 sign:<@8 "
		"name:e@9 end:@10");
	expect("a！＝b！～c", "name:a@1 sign:!=@2 name:b@4 sign:!~@5 name:c@7 end:@8");
	expect("a≠b≤c≥d",
		"name:a@1 sign:!=@2 name:b@3 sign:<=@4 name:c@5 sign:>=@6 name:d@7 end:@8");
	expect("ＡＢ", "name:AB@1 end:@3");
	expect("男、女", "name:男@1 sign:,@2 name:女@3 end:@4");
}

Test(lex, quoted_text_is_kept_as_typed)
{
	expect("\"a b\"", "text:a b@1 end:@6");
	expect("'it''s'", "text:it's@1 end:@8");
	expect("\"\"", "text:@1 end:@3");
	expect("“张　三”=‘Ａ’", "text:张　三@1 sign:=@6 text:Ａ@7 end:@10");
	expect("“张三“", "text:张三@1 end:@5");
	expect("\"说“好”\"", "text:说“好”@1 end:@7");
	expect("\"a\"\"b\" c", "text:a\"b@1 name:c@8 end:@9");
	expect("\"\xFF\"", "text:\xFF@1 end:@4");
}

Test(lex, what_has_no_place)
{
	expect("a = \"b", "name:a@1 sign:=@3 bad:\"b@5 end:@7");
	expect("a。b", "name:a@1 bad:。@2 name:b@3 end:@4");
	expect("#", "bad:#@1 end:@2");
	expect("a\xFF"
	       "b",
		"name:a@1 bad:\xEF\xBF\xBD@2 name:b@3 end:@4");
	expect("\x1B[2J", "bad:\xEF\xBF\xBD@1 bad:[@2 name:2J@3 end:@5");
	expect("!", "bad:!@1 end:@2");
	expect("【a】", "bad:【@1 name:a@2 bad:】@3 end:@4");
}

Test(lex, nothing_at_all)
{
	struct lex l;
	expect("", "end:@1");
	expect(" \t\n　\xEF\xBB\xBF", "end:@6");
	expect(NULL, "end:@1");
	lex_read(&l, NULL);
	cr_assert_eq(l.n, 1);
	lex_free(&l);
	cr_assert_eq(l.n, 0);
	lex_free(&l);
	lex_free(NULL);
}

Test(lex, columns_rise_and_stay_within_the_text)
{
	uint32_t seed = 11;
	static const char *const pieces[] = {"年龄", ">=", "“", "\"", "'", "2019-08", "-1", "。",
		"\xFF", " ", "60d", "．", "１", "（", "\x1B", "𬭩"};
	for (int round = 0; round < 500; round++) {
		struct str text = {0};
		struct lex l;
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525 + 1013904223;
			str_add(&text, pieces[seed >> 28]);
		}
		lex_read(&l, str_c(&text));
		for (size_t i = 1; i < l.n; i++)
			cr_assert_lt(l.at[i - 1].column, l.at[i].column);
		cr_assert_eq(l.at[l.n - 1].column, utf8_count(str_c(&text)) + 1);
		lex_free(&l);
		str_free(&text);
	}
}
