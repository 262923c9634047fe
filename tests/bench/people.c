/*
 * Prints a roster of N invented people as CSV: the same every time.  Order
 * numbers are 900-999 with the right check digit, phones 1990000xxxx, villages
 * those of the sample county.  In the middle stands one 张三丰 (tail 0823).
 * usage: people N areas.csv
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS = 48 * 336 * 200 }; /* there are, of people born until 1985 */

struct village {
	char town[64], name[64];
};

static struct village villages[500];
static size_t n_villages;

static const char surnames[] = "王王王王王王王李李李李李李李张张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨"
			       "黄黄赵赵吴吴周周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯"
			       "邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
			       "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺"
			       "顾毛郝龚邵万钱严覃武戴莫孔向汤";
static const char given[] = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉建华国庆玉梅红春生"
			    "志新海波林峰成龙福祥贵宝山东民安康宁学友德才光荣"
			    "卫民和平长江云飞鹏程家乐喜来正义永全克勤立功小二仁礼智信忠孝廉耻金木水"
			    "火土天地日月星辰风雨雪霜松柏竹菊荷莲桃李杏梨枣";

static unsigned long seed = 20200101;

static unsigned pick(unsigned n)
{
	seed = (seed * 6364136223846793005ul + 1442695040888963407ul);
	return (unsigned)(seed >> 33) % n;
}

/* One hanzi of a text, three bytes each. */
static void add_one(char *out, const char *text)
{
	unsigned i = pick((unsigned)strlen(text) / 3);

	strncat(out, text + 3 * i, 3);
}

static void read_villages(const char *path)
{
	char line[512], town[64] = "";
	FILE *f = fopen(path, "r");

	if (!f) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof line, f) && n_villages < 500) {
		char *save, *code = strtok_r(line, ",", &save), *cell[4] = {0};
		for (int i = 0; i < 4; i++)
			cell[i] = strtok_r(NULL, ",", &save);
		if (!code || !cell[3] || strlen(code) != 12)
			continue;
		if (strcmp(cell[1], "4") == 0)
			snprintf(town, sizeof town, "%s", cell[3]);
		if (strcmp(cell[1], "5") != 0)
			continue;
		snprintf(villages[n_villages].town, 64, "%s", town);
		snprintf(villages[n_villages].name, 64, "%s", cell[3]);
		n_villages++;
	}
	fclose(f);
	if (!n_villages) {
		fprintf(stderr, "%s: no village\n", path);
		exit(1);
	}
}

static char check_digit(const char *number)
{
	static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (number[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

/* The n-th number: every day from 1938 on has two regions of 100 each. */
static void make_number(unsigned long n, char out[19], char birth[11])
{
	unsigned long day = n / 200;
	unsigned year = 1938 + day / 336, month = 1 + day / 28 % 12, date = 1 + day % 28;
	char text[32];

	snprintf(text, sizeof text, "%s%04u%02u%02u%03lu", n / 100 % 2 ? "612428" : "610927", year,
		month, date, 900 + n % 100);
	memcpy(out, text, 17);
	out[17] = check_digit(out);
	out[18] = '\0';
	snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, date);
	memcpy(birth, text, 11);
}

static void print_person(unsigned long i, unsigned long n)
{
	const struct village *v = &villages[pick((unsigned)n_villages)];
	char name[32] = "", number[19], birth[11];
	unsigned phone = pick(10000), month = 1 + pick(12), years = 2 + pick(14);
	/* a prime step through all numbers, so that neighbours are no neighbours in the list */
	unsigned long place = i * 7919 % n;

	add_one(name, surnames);
	add_one(name, given);
	if (pick(100) < 75)
		add_one(name, given);
	unsigned long step = n < NUMBERS ? NUMBERS / n : 1;
	make_number(place * step + pick((unsigned)step), number, birth);
	if (i == n / 2) {
		strcpy(name, "张三丰");
		phone = 823;
	}
	int year = atoi(birth) + 18;
	printf("%lu,%s,%s,%s,%s,1990000%04u,%s,%s,%d-%02u,%d-%02u\n", i + 1, name,
		number[16] % 2 ? "男" : "女", number, birth, phone, v->town, v->name, year, month,
		year + (int)years, month);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: people N areas.csv\n");
		return 2;
	}
	unsigned long n = strtoul(argv[1], NULL, 10);
	read_villages(argv[2]);
	puts("编号,姓名,性别,身份证号,出生日期,联系电话,乡镇,村,入伍日期,退役日期");
	for (unsigned long i = 0; i < n; i++)
		print_person(i, n);
	return 0;
}
