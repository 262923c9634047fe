#include <binggui/domain/unitname.h>

#include <stddef.h>
#include <string.h>

#include <binggui/base/str.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>

static const struct {
	const char *word;
	size_t least; /* characters that the whole must have */
	bool anywhere;
} words[] = {
	{"官兵", 2, true},
	{"公司", 3, true},
	{"部队", 3, true},
	{"武警", 3, true},
	{"驻军", 2, true},
	{"人武部", 3, true},
	{"消防", 4, true},
	{"全体", 4, true},
	{"干部职工", 4, true},
	{"合作社", 4, true},
	{"委员会", 4, true},
	{"办公室", 4, true},
	{"服务站", 3, true},
	{"服务中心", 4, true},
	{"人民政府", 4, true},
	{"学校", 3, false},
	{"医院", 3, false},
	{"中心", 4, false},
	{"集团", 4, false},
	{"银行", 4, false},
	{"协会", 4, false},
	{"敬老院", 3, true},
	{"光荣院", 3, true},
	{"军休所", 3, false},
	{"干休所", 3, false},
	{"民兵", 3, true},
	{"陵园", 4, false},
	{"大队", 3, false},
	{"中队", 3, false},
	{"支队", 3, false},
	{"哨所", 3, false},
	{"家庭农场", 5, false},
	{"村委会", 3, false},
	{"居委会", 3, false},
	{"党支部", 4, false},
	{"部", 3, false},
	{"局", 3, false},
	{"站", 3, false},
	{"厂", 3, false},
	{"所", 4, false},
	{"院", 4, false},
	{"校", 4, false},
	{"队", 4, false},
	{"社", 4, false},
	{"店", 4, false},
	{"馆", 4, false},
	{"连", 5, false},
	{"营", 5, false},
	{"团", 5, false},
	{"办", 5, false},
	{"委", 5, false},
	{"会", 5, false},
	{"政府", 4, false},
	{"社区", 4, false},
	{"村", 3, false},
	{"镇", 3, false},
	{"企业", 4, false},
};

bool unitname_is(const char *text)
{
	struct str t = {0};
	bool unit = false;

	fold_find(&t, text);
	char *bracket = t.n ? t.at + t.n - 1 : NULL;
	if (bracket && *bracket == ')')
		while (bracket > t.at && *bracket != '(')
			bracket--;
	if (bracket && bracket > t.at && *bracket == '(')
		str_cut(&t, (size_t)(bracket - t.at));
	size_t n = utf8_count(str_c(&t));
	for (size_t i = 0; !unit && i < sizeof words / sizeof *words; i++)
		unit = n >= words[i].least &&
		       (words[i].anywhere ? strstr(str_c(&t), words[i].word) != NULL
					  : text_ends(str_c(&t), words[i].word));
	str_free(&t);
	return unit;
}
