#include <binggui/app/options.h>

#include <getopt.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <binggui/base/file.h>

enum kind { TEXT, FLAG, DAY, NUMBER, COLUMNS };

struct option_def {
	const char *name, *value;
	enum kind kind;
	size_t at;
	const char *help;
};

#define AT(member) offsetof(struct options, member)

static const struct option_def options_table[] = {
	{"data", "目录", TEXT, AT(data_option),
		"数据目录（默认 $BINGGUI_DATA 或 ~/.local/share/binggui）"},
	{"screens", "目录", TEXT, AT(screens_option),
		"定义文件目录（默认 $BINGGUI_SCREENS 或安装目录）"},
	{"user", "姓名", TEXT, AT(user), "操作人（默认 $BINGGUI_USER 或登录名）"},
	{"today", "日期", DAY, AT(today), "把这一天当作今天，如 2020-04-30"},
	{"encoding", "编码", TEXT, AT(encoding),
		"文件编码：UTF-8 GBK GB18030 Big5 UTF-16（默认自动识别）"},
	{"sheet", "名称", TEXT, AT(sheet), "只读 xlsx 的这一张工作表"},
	{"rejects", "文件", TEXT, AT(rejects), "未导入的行另存为此文件，改好后可再导入"},
	{"dry-run", NULL, FLAG, AT(dry_run), "只检查，不写入"},
	{"json", NULL, FLAG, AT(json), "结果以 JSON 输出"},
	{"where", "条件", TEXT, AT(where), "筛选条件，如 \"sex = 男 and age >= 60\""},
	{"columns", "字段,…", TEXT, AT(columns), "要列出的字段"},
	{"sort", "字段", TEXT, AT(sort), "排序字段，前面加 - 为倒序"},
	{"limit", "行数", NUMBER, AT(limit), "最多列出多少行"},
	{"format", "格式", TEXT, AT(format),
		"list：tsv、csv 或 json；figures、cross：text、json、csv 或 xlsx"},
	{"output", "文件", TEXT, AT(output), "写到此文件"},
	{"area", "区划", TEXT, AT(area), "只管这个区划之内的，写代码或名称"},
	{"yes", NULL, FLAG, AT(yes), "照办，不再问"},
	{"fair", "编号", TEXT, AT(fair), "match all：只安排这场招聘会的岗位"},
	{"base", "名称", TEXT, AT(base), "match all：只安排这个就业基地的岗位"},
	{"apply", NULL, FLAG, AT(apply), "match all：照安排推荐，成一批，可整批撤销"},
	{"reveal", NULL, FLAG, AT(reveal), "显示保密字段全文（记入日志）"},
	{"reason", "文字", TEXT, AT(reason),
		"为什么：export --reveal 要全文的理由，pair handover 的结束原因"},
	{"why", "文字", TEXT, AT(reason), "为什么作废或恢复（void、unvoid），与 --reason 相同"},
	{"repair", NULL, FLAG, AT(repair), "check：重建索引"},
	{"areas", "文件", TEXT, AT(areas), "init：行政区划 CSV"},
	{"people", "人数", NUMBER, AT(people), "demo：多少人，默认一个县的 1326 人"},
	{"seed", "数", NUMBER, AT(seed), "demo：换一个数就换一批人"},
	{"mode", "名称", TEXT, AT(mode), "init：正式库 或 练习库"},
	{"period", "期间", TEXT, AT(period),
		"figures：从哪天到哪天，如 2019-01-01..2020-04-30 或 2019"},
	{"freeze", NULL, FLAG, AT(freeze), "figures：把算出的报表冻结下来，以后档案再改也不变"},
	{"compare", "对象", TEXT, AT(compare),
		"figures：与另一期间（2018）、区划（城关镇）或冻结报表（1-5）比较"},
	{"explain", "数字", TEXT, AT(explain), "figures：这个数字的口径、各部分和背后的名单"},
	{"terminal", "编码", TEXT, AT(terminal),
		"终端编码：auto utf-8 gbk gb18030 big5（默认 $BINGGUI_TERMINAL 或自动识别）"},
	{"ambiguous", "列数", COLUMNS, AT(ambiguous), "“·”“—”一类字符在终端上占 1 列还是 2 列"},
	{"ascii", NULL, FLAG, AT(ascii), "用 + - | 画线"},
	{"no-color", NULL, FLAG, AT(no_color), "不用颜色"},
	{"slow", NULL, FLAG, AT(slow), "线路慢：不按键就不刷新，边键入边找时只显示头几行"},
	{"help", NULL, FLAG, AT(help), "显示帮助"},
	{"version", NULL, FLAG, AT(version), "显示版本"},
};

enum { N_OPTIONS = sizeof options_table / sizeof *options_table };

static bool take(struct options *o, const struct option_def *d, char *value, struct err *e)
{
	char *slot = (char *)o + d->at;
	uint64_t number;

	switch (d->kind) {
	case FLAG:
		*(bool *)slot = true;
		return true;
	case TEXT:
		*(const char **)slot = value;
		return true;
	case DAY:
		if (date_parse((struct date *)slot, value) && date_full(*(struct date *)slot))
			return true;
		return err_set(
			e, ERR_USAGE, "--%s 的日期“%s”不对，应写作 2020-04-30", d->name, value);
	case NUMBER:
		if (!text_to_u64(value, &number))
			return err_set(e, ERR_USAGE, "--%s 后面应是数字，不是“%s”", d->name, value);
		*(size_t *)slot = (size_t)number;
		return true;
	case COLUMNS:
		if (strcmp(value, "1") != 0 && strcmp(value, "2") != 0)
			return err_set(
				e, ERR_USAGE, "--%s 后面应是 1 或 2，不是“%s”", d->name, value);
		*(int *)slot = *value - '0';
		return true;
	}
	return false;
}

static void find_data(struct options *o)
{
	const char *env = getenv("BINGGUI_DATA"), *xdg = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	if (o->data_option)
		str_set(&o->data, o->data_option);
	else if (env && *env)
		str_set(&o->data, env);
	else if (xdg && *xdg)
		file_join(&o->data, xdg, "binggui");
	else
		file_join(&o->data, home ? home : ".", ".local/share/binggui");
}

/* The definitions that came with this program: in the tree it was built in, or beside its bin/. */
static bool beside_program(struct str *out)
{
	static const char *const places[] = {"../screens", "../share/binggui/screens"};
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (n <= 0)
		return false;
	exe[n] = '\0';
	char *slash = strrchr(exe, '/');
	if (slash)
		*slash = '\0';
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		file_join(out, exe, places[i]);
		if (file_is_dir(str_c(out)))
			return true;
	}
	return false;
}

static void find_screens(struct options *o)
{
	const char *env = getenv("BINGGUI_SCREENS");

	if (o->screens_option)
		str_set(&o->screens, o->screens_option);
	else if (env && *env)
		str_set(&o->screens, env);
	else if (!beside_program(&o->screens)) {
		str_set(&o->screens, BINGGUI_DATADIR "/screens");
		if (!file_is_dir(str_c(&o->screens)))
			str_clear(&o->screens);
	}
}

static void find_user(struct options *o)
{
	const char *env = getenv("BINGGUI_USER");

	if (!o->user && env && *env)
		o->user = env;
	o->user_told = o->user != NULL;
	if (o->user)
		return;
	const struct passwd *pw = getpwuid(getuid());
	o->user = pw ? pw->pw_name : "?";
}

/* At most a minute: a terminal that answers nothing would look like a program that hangs. */
static void find_line(struct options *o)
{
	uint64_t ms;

	if (text_to_u64(getenv("BINGGUI_LINE_MS"), &ms))
		o->line_ms = ms < 60000 ? (int)ms : 60000;
}

bool options_read(struct options *o, int argc, char **argv, struct err *e)
{
	struct option longs[N_OPTIONS + 1] = {0};
	int c, which = 0;

	*o = (struct options){0};
	for (size_t i = 0; i < N_OPTIONS; i++)
		longs[i] = (struct option){options_table[i].name,
			options_table[i].kind == FLAG ? no_argument : required_argument, NULL, 1};
	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, ":ho:", longs, &which)) != -1) {
		if (c == 'h')
			o->help = true;
		else if (c == 'o')
			o->output = optarg;
		else if (c == ':')
			return err_set(e, ERR_USAGE, "选项 %s 后面缺少内容", argv[optind - 1]);
		else if (c != 1)
			return err_set(e, ERR_USAGE,
				"不认识选项 %s；用 binggui --help 查看全部选项", argv[optind - 1]);
		else if (!take(o, &options_table[which], optarg, e))
			return false;
	}
	o->words = argv + optind;
	o->n_words = argc - optind;
	find_data(o);
	find_screens(o);
	find_user(o);
	find_line(o);
	if (gethostname(o->host, sizeof o->host - 1) != 0)
		o->host[0] = '\0';
	return true;
}

void options_free(struct options *o)
{
	str_free(&o->data);
	str_free(&o->screens);
}

const char *options_name(size_t i)
{
	return i < N_OPTIONS ? options_table[i].name : NULL;
}

void options_help(struct str *out)
{
	for (size_t i = 0; i < N_OPTIONS; i++) {
		const struct option_def *d = &options_table[i];
		str_addf(out, "  --%s%s%s\n        %s\n", d->name, d->value ? " " : "",
			d->value ? d->value : "", d->help);
	}
}
