#include <binggui/domain/demo_names.h>

#include <stdio.h>
#include <string.h>

#include <binggui/base/mem.h>
#include <binggui/text/idno.h>

/* The commonest surnames as often as they are met, and some that are rarer. */
static const char surnames[] = "王王王王王王李李李李李李张张张张张刘刘刘刘陈陈陈陈杨杨杨黄黄吴吴赵"
			       "赵周周徐孙马朱胡林郭何高罗"
			       "郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余蒋叶杜苏魏程吕丁沈任姚卢钟"
			       "姜崔谭廖范汪陆金石戴贾韦夏"
			       "邱方侯邹熊孟秦白毛江闫薛尹付段雷黎史龙钱贺陶顾龚郝邵万严洪赖武傅莫"
			       "孔汤向常温康施文牛樊葛邢安"
			       "齐易乔伍庞颜倪庄聂章鲁岳翟申殷詹覃冉";
static const char for_men[] = "军国建华平强伟刚勇明志林成海波峰斌龙兵辉新生福贵祥宝山东民安康宁学"
			      "德才光荣卫和长江飞鹏家永克勤立功忠孝松柏正义文武庆喜来启云显耀世先"
			      "大金贤应怀远树根";
static const char for_women[] = "秀英芳娜敏静丽艳娟霞玉梅红春兰桂珍莲菊香月琴凤翠巧云慧琳雪萍淑"
				"贞爱华明清美洁";

/* Codes of counties around, present and past. */
static const char *const regions[] = {"610927", "612428", "610921", "610922", "610923", "610924",
	"610925", "610926", "610928", "610929", "610902", "612401", "612422", "612423", "612424",
	"612425"};
enum { REGIONS = sizeof regions / sizeof *regions, EACH = 50 }; /* counties to a region */
enum { FIRST_YEAR = 1926, DAYS = 75 * 366, ORDERS = 100 };

static void add_one(struct demo_maker *m, char *out, const char *from)
{
	size_t at = strlen(out), i = demo_roll(m, (unsigned)strlen(from) / 3);

	memcpy(out + at, from + 3 * i, 3);
	out[at + 3] = '\0';
}

void demo_name(struct demo_maker *m, char out[16], bool male)
{
	const char *given = male ? for_men : for_women;

	*out = '\0';
	add_one(m, out, surnames);
	add_one(m, out, given);
	if (demo_roll(m, 100) < 72)
		add_one(m, out, given);
}

uint8_t *demo_numbers_new(void)
{
	return mem_zalloc((size_t)DAYS * ORDERS / 8 + 1);
}

void demo_numbers_clear(uint8_t *taken)
{
	memset(taken, 0, (size_t)DAYS * ORDERS / 8 + 1);
}

unsigned demo_numbers_region(size_t county)
{
	return (unsigned)(county / EACH % REGIONS);
}

static bool take(uint8_t *taken, size_t number)
{
	uint8_t bit = (uint8_t)(1u << number % 8);

	if (taken[number / 8] & bit)
		return false;
	taken[number / 8] |= bit;
	return true;
}

void demo_number(struct demo_maker *m, uint8_t *taken, size_t county, int born, int until,
	bool male, char out[19], struct date *birth)
{
	const struct date first = {FIRST_YEAR, 1, 1};
	unsigned order;
	size_t day;

	do {
		int year = born + (int)demo_roll(m, (unsigned)(until - born + 1));
		*birth = date_add_days((struct date){(int16_t)year, 1, 1}, (int)demo_roll(m, 365));
		order = 2 * demo_roll(m, ORDERS / 2) + male;
		day = (size_t)(date_days(*birth) - date_days(first));
	} while (!take(taken, day * ORDERS + order));
	snprintf(out, 19, "%s%04d%02d%02d%u", regions[demo_numbers_region(county)], birth->year,
		birth->month, birth->day, 900 + order);
	out[17] = idno_check_digit(out);
	out[18] = '\0';
}
