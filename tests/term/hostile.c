#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/schema/load.h>
#include <lib/hostile.h>
#include <lib/shell.h>
#include <lib/vt.h>

/* Hostile texts in the store, and the bytes that come out: on a terminal, from every verb, in exports. */

static struct shell s;

static void fill(size_t n)
{
	struct str url = {0};
	struct faults faults = {0};
	struct err e = {0};
	struct archive_options o = {.user = "测试员", .today = {2020, 4, 30}};

	o.defs = load_dir("screens", &faults, &e);
	str_addf(&url, "lmdb:%s/data", s.dir);
	struct archive *a = archive_open(str_c(&url), &o, &e);
	cr_assert(a, "%s", e.text);
	for (size_t i = 0; i < n; i++)
		hostile_records(a, i);
	archive_close(a);
	defs_free(o.defs);
	faults_free(&faults);
	str_free(&url);
}

static void open_shell(void)
{
	shell_open(&s);
	cr_assert_eq(shell_run(&s, "init --mode 练习库"), 0, "%s", str_c(&s.err));
	fill(hostile_count() / 4 + 1);
}

static void close_shell(void)
{
	shell_close(&s);
}

TestSuite(hostile_out, .init = open_shell, .fini = close_shell, .timeout = 1800);

/* ---- the terminal ---------------------------------------------------------------------------- */

/* Sequences of the program itself: CSI with few parameters, a character set, keypad, save and restore. */
static size_t own_sequence(const char *at, const char *end)
{
	if (end - at >= 3 && (at[1] == '(' || at[1] == ')'))
		return strchr("0AB", at[2]) ? 3 : 0;
	if (end - at >= 2 && at[1] && strchr("=>78M", at[1]))
		return 2;
	if (end - at < 3 || at[1] != '[')
		return 0;
	size_t n = 2 + strspn(at + 2, "?>0123456789;");
	return at[n] && strchr("ABCDGHJKLMPSTXZ@dhlmrt", at[n]) ? n + 1 : 0;
}

/* Everything that was sent since the start: no byte in it that is not ours. */
static void ours(struct vt *v)
{
	size_t n;
	const char *raw = vt_raw(v, &n), *end = raw + n;

	for (const char *at = raw; at < end;) {
		size_t own = *at == '\x1b' ? own_sequence(at, end) : 0;
		size_t shift =
			*at == '\r' || *at == '\n' || *at == '\b' || *at == '\x0e' || *at == '\x0f';
		if (own && !memmem(at, own, "31337", 5)) {
			at += own;
		} else if (shift) {
			at++;
		} else {
			size_t part = strcspn(at, "\x1b\r\n\b\x0e\x0f");
			cr_assert(part && hostile_in(at, part) < 0,
				"sent: %02x %02x %02x %02x %02x %02x\n%s", (unsigned char)at[0],
				(unsigned char)at[1], (unsigned char)at[2], (unsigned char)at[3],
				(unsigned char)at[4], (unsigned char)at[5], vt_text(v));
			at += part;
		}
	}
	cr_assert_eq(vt_bad(v), 0);
}

Test(hostile_out, the_bytes_a_terminal_gets)
{
	static const char *const walk[] = {"1", "PgDn", "PgDn", "PgDn", "PgDn", "Right", "Right",
		"Home", "Enter", "PgDn", "PgDn", "PgDn", "PgDn", "F2", "Esc", "Ctrl-N", "Enter",
		"PgDn", "Esc", "Esc", "Esc", "Down", "F4", "Tab", "Tab", "Esc", "Down", "Enter",
		"PgDn", "PgDn", "Esc", "Down", "Enter", "Esc", "Ctrl-P", "PgDn", "Esc", "F5", "Esc",
		"Esc", "5", "End", "PgUp", "Enter", "Esc", "Esc", "6", "End", "PgUp", "Enter",
		"Esc", "Esc"};
	char data[96];
	const char *argv[] = {shell_program(), "--data", data, "--screens", "screens", "--user",
		"测试员\x1b[31337m\u202e", "--today", "2020-04-30", NULL};

	snprintf(data, sizeof data, "%s/data", s.dir);
	struct vt *v = vt_start(&(struct vt_options){.argv = argv});
	cr_assert(vt_wait(v, "主菜单", VT_PATIENCE), "%s", vt_text(v));
	for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
		vt_keys(v, walk[i]);
		vt_settle(v,
			120); /* so that most of it is painted: what counts are the bytes in the end */
	}
	kill(vt_pid(v), SIGHUP);
	cr_assert(vt_wait_exit(v, VT_PATIENCE, NULL), "%s", vt_text(v));
	ours(v);
	vt_close(v);
}

/* ---- verbs ----------------------------------------------------------------------------------- */

static void printed(const char *words)
{
	shell_run(&s, words);
	long out = hostile_in(str_c(&s.out), s.out.n), err = hostile_in(str_c(&s.err), s.err.n);

	cr_assert(s.out.n || s.err.n, "%s: nothing", words);
	cr_assert(out < 0, "%s: byte %ld: %.60s", words, out, s.out.at + out);
	cr_assert(err < 0, "%s: byte %ld: %.60s", words, err, s.err.at + err);
}

Test(hostile_out, what_the_verbs_print)
{
	static const char *const tables[] = {
		"person", "area", "station", "household", "grid", "staff", "identity", "service"};
	static const char *const verbs[] = {"list %s", "list %s --format csv", "list %s --json",
		"list %s --reveal --format tsv", "show %s 1-1", "show %s 1-2 --json --reveal",
		"show %s 1-75", "history %s 1-1", "history %s 1-3 --json", "history %s 1-80"};
	char words[128];

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++) {
			snprintf(words, sizeof words, verbs[k], tables[i]);
			printed(words);
		}
	printed("journal --limit 1000");
	printed("batches");
	printed("check");
	printed("list '\x1b[31337m\u202e'");
	printed("set person name='\x1b[31337m\u202e' id_no='\x9b'");
}

/* Every register, and whatever is worked out from several. */
Test(hostile_out, what_the_work_prints)
{
	static const char *const words[] = {"pair gaps", "pair load", "pair fill --dry-run",
		"campaign list", "campaign progress '\x1b[31337m'", "owed", "figures",
		"figures --format json", "cross person nation sex", "cross visit by",
		"cross person name --format csv", "match all", "match person 1-1",
		"book person 1-1", "book person 1-3", "move person 1-1 '\x1b[31337m\u202e'",
		"print case 1-1", "print aid 1-1", "area rename '\x1b[31337m' '\x9b'",
		"undo '\x1b[31337m'"};
	struct file_names files = {0};
	struct err e = {0};
	char line[128];

	cr_assert(file_list("screens", ".yaml", &files, &e), "%s", e.text);
	for (size_t i = 0; i < files.n; i++) {
		int n = (int)strcspn(files.at[i], ".");
		snprintf(line, sizeof line, "list %.*s", n, files.at[i]);
		printed(line);
		snprintf(line, sizeof line, "show %.*s 1-1", n, files.at[i]);
		printed(line);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		printed(words[i]);
	file_names_free(&files);
}

Test(hostile_out, what_is_exported)
{
	static const char *const tables[] = {"person", "area", "identity"};
	char words[160];

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		snprintf(words, sizeof words, "export %s -o $DIR/%s.csv --reveal --reason 试",
			tables[i], tables[i]);
		cr_assert_eq(shell_run(&s, words), 0, "%s", str_c(&s.err));
		snprintf(words, sizeof words, "tail -c +4 $DIR/%s.csv | tr -d '\\r'", tables[i]);
		cr_assert_eq(shell_do(&s, words), 0); /* behind its BOM */
		long at = hostile_in(str_c(&s.out), s.out.n);
		cr_assert(s.out.n > 1000);
		cr_assert(at < 0, "%s: byte %ld: %.60s", tables[i], at, s.out.at + at);
		snprintf(words, sizeof words, "export %s -o $DIR/%s.xlsx", tables[i], tables[i]);
		cr_assert_eq(shell_run(&s, words), 0, "%s", str_c(&s.err));
		snprintf(words, sizeof words,
			"unzip -p $DIR/%s.xlsx xl/sharedStrings.xml xl/worksheets/sheet1.xml | tr "
			"-d '\\r'",
			tables[i]);
		shell_do(&s, words);
		at = hostile_in(str_c(&s.out), s.out.n);
		cr_assert(at < 0, "%s.xlsx: byte %ld: %.60s", tables[i], at, s.out.at + at);
	}
}
