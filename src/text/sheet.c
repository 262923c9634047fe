#include <binggui/text/sheet.h>

#include <ctype.h>
#include <string.h>

#include <binggui/base/file.h>
#include <binggui/base/mem.h>
#include <binggui/text/csv.h>
#include <binggui/text/fold.h>
#include <binggui/text/utf8.h>
#include <binggui/text/xlsx_read.h>

#define MAX_BYTES ((size_t)512 << 20)
#define SNIFF     2048 /* bytes in which the kind shows */

/* ---- what it is ----------------------------------------------------------------------------- */

static bool begins(const char *bytes, size_t n, const char *magic, size_t n_magic)
{
	return n >= n_magic && memcmp(bytes, magic, n_magic) == 0;
}

static bool contains(const char *bytes, size_t n, const char *what, size_t n_what)
{
	return memmem(bytes, n, what, n_what) != NULL;
}

/* "EncryptedPackage" as the directory of a compound file spells it. */
static bool is_encrypted(const char *bytes, size_t n)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

	return contains(bytes, n, name, sizeof name);
}

/* The first record of a workbook of 1987 to 1995, before there were compound files. */
static bool is_old_xls(const char *bytes, size_t n)
{
	return begins(bytes, n, "\x09\x00\x04\x00", 4) || begins(bytes, n, "\x09\x02\x06\x00", 4) ||
	       begins(bytes, n, "\x09\x04\x06\x00", 4) || begins(bytes, n, "\x09\x08\x08\x00", 4) ||
	       begins(bytes, n, "\x09\x08\x10\x00", 4);
}

static bool refuse_binary(const char *bytes, size_t n, struct err *e)
{
	static const struct {
		const char *magic;
		size_t n;
		const char *what;
	} kinds[] = {
		{"%PDF", 4, "PDF 文档"},
		{"Rar!", 4, "RAR 压缩包"},
		{"7z\xBC\xAF", 4, "7z 压缩包"},
		{"\x1F\x8B", 2, "gzip 压缩包"},
		{"\x89PNG", 4, "图片"},
		{"\xFF\xD8\xFF", 3, "图片"},
		{"\x7F"
		 "ELF",
			4, "程序文件"},
		{"MZ\x90", 3, "程序文件"},
		{"SQLite format 3", 15, "数据库文件"},
		{"{\\rtf", 5, "RTF 文档"},
	};

	if (begins(bytes, n, "\xD0\xCF\x11\xE0", 4)) {
		if (is_encrypted(bytes, n))
			return err_set(e, ERR_DATA,
				"这个工作簿设了打开密码，请在 Excel 或 WPS 中去掉密码后另存为 "
				".xlsx 再导入");
		return err_set(e, ERR_DATA,
			"这是旧式 .xls 或 .et 文件，请在 Excel 或 WPS 中另存为 .xlsx 再导入");
	}
	if (is_old_xls(bytes, n))
		return err_set(
			e, ERR_DATA, "这是旧式 .xls 文件，请在 Excel 或 WPS 中另存为 .xlsx 再导入");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (begins(bytes, n, kinds[i].magic, kinds[i].n))
			return err_set(e, ERR_DATA,
				"这是%s，不是表格；请另存为 .xlsx 或 .csv 再导入", kinds[i].what);
	return true;
}

/* The first bytes as small ASCII letters, whatever the encoding's width. */
static void sniff_letters(const char *bytes, size_t n, char out[SNIFF + 1])
{
	size_t kept = 0;

	for (size_t i = 0; i < n && kept < SNIFF; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c > ' ' && c < 0x7F)
			out[kept++] = (char)tolower(c);
	}
	out[kept] = '\0';
}

static bool refuse_markup(const char *bytes, size_t n, struct err *e)
{
	char head[SNIFF + 1];

	sniff_letters(bytes, n < SNIFF ? n : SNIFF, head);
	if (head[0] != '<' && !text_starts(head, "mime-version:"))
		return true;
	bool html = strstr(head, "<html") || strstr(head, "<!doctypehtml");
	if (!html && text_starts(head, "<?xml"))
		return err_set(e, ERR_DATA,
			"这是 XML 文件，请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入");
	if (html || strstr(head, "<table") || strstr(head, "<meta") ||
		text_starts(head, "mime-version:"))
		return err_set(e, ERR_DATA,
			"这其实是网页（HTML 表格），请在 Excel 或 WPS 中打开后另存为 .xlsx 再导入");
	return true;
}

/* ---- CSV ------------------------------------------------------------------------------------ */

/* The encoding that was asked for, or the one that shows; *bom bytes are no text. */
static bool pick_encoding(enum charset *out, size_t *bom, const char *bytes, size_t n,
	const struct sheet_options *options, struct err *e)
{
	enum charset shown = charset_detect(bytes, n, bom);

	*out = shown;
	if (!options->encoding || !*options->encoding)
		return true;
	if (!charset_by_name(options->encoding, out))
		return err_set(e, ERR_USAGE,
			"不认识编码“%s”，可用 UTF-8、GB18030（GBK）、Big5、UTF-16",
			options->encoding);
	bool both_wide = (*out == CHARSET_UTF16LE || *out == CHARSET_UTF16BE) &&
			 (shown == CHARSET_UTF16LE || shown == CHARSET_UTF16BE);
	if (both_wide && *bom)
		*out = shown; /* the mark knows the order of the bytes */
	if (*out != shown)
		*bom = 0;
	return true;
}

static bool going_on(const struct sheet_options *options, size_t done, size_t all, struct err *e)
{
	if (!options->progress || options->progress(options->context, done, all))
		return true;
	return err_set(e, ERR_STOPPED, "已停止读取文件");
}

/* Without the NUL bytes with which some programs fill a file up. */
static size_t unfilled(const char *bytes, size_t n, enum charset encoding)
{
	if (encoding != CHARSET_UTF16LE && encoding != CHARSET_UTF16BE)
		while (n && bytes[n - 1] == '\0')
			n--;
	return n;
}

/* Many control characters where text should be: a picture, a database, anything but a roster. */
static bool is_text(const struct str *text)
{
	size_t n = text->n < SNIFF ? text->n : SNIFF, odd = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text->at[i];
		odd += c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f';
	}
	return odd * 20 <= n;
}

/* Reads the text into the one sheet of a CSV. */
static bool parse_text(struct book *out, const struct str *text,
	const struct sheet_options *options, size_t n, struct err *e)
{
	if (!is_text(text))
		return err_set(e, ERR_DATA, "这不是表格文件，请另存为 .xlsx 或 .csv 再导入");
	if (!going_on(options, n / 2, n, e))
		return false;
	out->separator = csv_separator(str_c(text), text->n);
	csv_parse(cell_add_sheet(out, ""), str_c(text), text->n, out->separator);
	return going_on(options, n, n, e);
}

static bool parse_csv(struct book *out, const char *bytes, size_t n,
	const struct sheet_options *options, struct err *e)
{
	struct charset_faults faults = {0};
	struct str text = {0};
	size_t bom;

	out->kind = SHEET_CSV;
	if (!pick_encoding(&out->encoding, &bom, bytes, n, options, e) ||
		!going_on(options, 0, n, e))
		return false;
	n = unfilled(bytes, n, out->encoding);
	bom = bom < n ? bom : n;
	bool ok = charset_decode(&text, out->encoding, bytes + bom, n - bom, &faults, e) &&
		  parse_text(out, &text, options, n, e);
	out->n_lossy = faults.n;
	charset_faults_free(&faults);
	str_free(&text);
	return ok;
}

/* ---- both ----------------------------------------------------------------------------------- */

static bool parse_any(struct book *out, const char *bytes, size_t n,
	const struct sheet_options *options, struct err *e)
{
	size_t max = options->max_bytes ? options->max_bytes : MAX_BYTES;

	if (n > max)
		return err_set(
			e, ERR_DATA, "文件太大（%zu 字节，最多 %zu），请分成几份再导入", n, max);
	if (begins(bytes, n, "PK\3\4", 4) || begins(bytes, n, "PK\5\6", 4))
		return xlsx_read(out, bytes, n, options, e);
	return refuse_binary(bytes, n, e) && refuse_markup(bytes, n, e) &&
	       parse_csv(out, bytes, n, options, e);
}

bool sheet_parse(struct book *out, const char *bytes, size_t n, const struct sheet_options *options,
	struct err *e)
{
	static const struct sheet_options defaults = {0};

	*out = (struct book){0};
	if (parse_any(out, bytes ? bytes : "", n, options ? options : &defaults, e))
		return true;
	sheet_close(out);
	return false;
}

bool sheet_open(
	struct book *out, const char *path, const struct sheet_options *options, struct err *e)
{
	size_t max = options && options->max_bytes ? options->max_bytes : MAX_BYTES;
	struct str bytes = {0};

	*out = (struct book){0};
	bool ok =
		file_read(path, max, &bytes, e) && sheet_parse(out, bytes.at, bytes.n, options, e);
	str_free(&bytes);
	return ok;
}

void sheet_close(struct book *b)
{
	for (size_t i = 0; i < b->n; i++)
		cell_free_sheet(&b->sheets[i]);
	mem_free(b->sheets);
	cell_pool_free(&b->pool);
	*b = (struct book){0};
}

/* ---- looking -------------------------------------------------------------------------------- */

const struct cell *sheet_cell(const struct row *r, size_t column)
{
	static const struct cell empty = {.text = (char *)"", .kind = CELL_TEXT};

	return r && column < r->n ? &r->cells[column] : &empty;
}

const char *sheet_text(const struct row *r, size_t column)
{
	return sheet_cell(r, column)->text;
}

static bool blank(const char *text)
{
	const char *end = text + strlen(text);

	while (text < end) {
		uint32_t c = utf8_next(&text, end);
		bool space = c == ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ||
			     c == 0x202F || c == 0x205F;
		if (!space && !fold_is_control(c))
			return false;
	}
	return true;
}

bool sheet_row_blank(const struct row *r)
{
	for (size_t i = 0; r && i < r->n; i++)
		if (!blank(r->cells[i].text))
			return false;
	return true;
}
