#include <binggui/text/xlsx_write.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <binggui/base/mem.h>
#include <binggui/base/str.h>
#include <binggui/base/vec.h>
#include <binggui/text/utf8.h>

#define MAX_ROWS      1048576
#define MAX_COLUMNS   16384
#define MAX_WIDTH     255.0
#define NAME_CHARS    31
#define HEADING_CHARS 1000

/* What we call in the library; filled by name. */
struct library {
	lxw_workbook *(*new_opt)(const char *, lxw_workbook_options *);
	lxw_worksheet *(*add_worksheet)(lxw_workbook *, const char *);
	lxw_error (*write_string)(
		lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *);
	lxw_error (*write_number)(lxw_worksheet *, lxw_row_t, lxw_col_t, double, lxw_format *);
	lxw_error (*set_column)(lxw_worksheet *, lxw_col_t, lxw_col_t, double, lxw_format *);
	lxw_error (*merge_range)(lxw_worksheet *, lxw_row_t, lxw_col_t, lxw_row_t, lxw_col_t,
		const char *, lxw_format *);
	lxw_format *(*add_format)(lxw_workbook *);
	void (*set_bold)(lxw_format *);
	void (*set_align)(lxw_format *, uint8_t);
	void (*freeze_panes)(lxw_worksheet *, lxw_row_t, lxw_col_t);
	lxw_error (*close)(lxw_workbook *);
	void (*free)(lxw_workbook *);
	char *(*strerror)(lxw_error);
};

static const struct {
	const char *name;
	size_t offset; /* in struct library */
} symbols[] = {
	{"workbook_new_opt", offsetof(struct library, new_opt)},
	{"workbook_add_worksheet", offsetof(struct library, add_worksheet)},
	{"worksheet_write_string", offsetof(struct library, write_string)},
	{"worksheet_write_number", offsetof(struct library, write_number)},
	{"worksheet_set_column", offsetof(struct library, set_column)},
	{"worksheet_merge_range", offsetof(struct library, merge_range)},
	{"workbook_add_format", offsetof(struct library, add_format)},
	{"format_set_bold", offsetof(struct library, set_bold)},
	{"format_set_align", offsetof(struct library, set_align)},
	{"worksheet_freeze_panes", offsetof(struct library, freeze_panes)},
	{"workbook_close", offsetof(struct library, close)},
	{"lxw_workbook_free", offsetof(struct library, free)},
	{"lxw_strerror", offsetof(struct library, strerror)},
};

struct xlsx_writer {
	void *handle;
	struct library lib;
	char *path;
	struct str beside; /* written first, renamed to `path` when it is whole */
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *heading; /* the book's; made at the first heading */
	struct str text;
	VEC(char *) names; /* of the sheets so far */
	size_t next_row;   /* rows before it are written out */
	bool failed;       /* nothing can be trusted any more */
};

static bool open_library(struct xlsx_writer *w, struct err *e)
{
	static const char *const files[] = {"libxlsxwriter.so.4", "libxlsxwriter.so.5",
		"libxlsxwriter.so.6", "libxlsxwriter.so"};

	for (size_t i = 0; !w->handle && i < sizeof files / sizeof *files; i++)
		w->handle = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
	if (!w->handle)
		return err_set(e, ERR_CONFIG,
			"没有安装 libxlsxwriter，不能写 .xlsx；请管理员安装软件包 "
			"libxlsxwriter4，或改存 .csv");
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		void *found = dlsym(w->handle, symbols[i].name);
		if (!found)
			return err_set(e, ERR_CONFIG,
				"libxlsxwriter 版本不合（没有 %s），请管理员安装 libxlsxwriter4 "
				"1.1 或更新版本",
				symbols[i].name);
		memcpy((char *)&w->lib + symbols[i].offset, &found, sizeof found);
	}
	return true;
}

static void free_writer(struct xlsx_writer *w)
{
	if (w->beside.n)
		unlink(w->beside.at);
	for (size_t i = 0; i < w->names.n; i++)
		mem_free(w->names.at[i]);
	vec_free(&w->names);
	if (w->handle)
		dlclose(w->handle);
	str_free(&w->beside);
	str_free(&w->text);
	mem_free(w->path);
	mem_free(w);
}

/* Where it will be written is tried now, so that nobody works for nothing. */
static bool reserve_file(struct xlsx_writer *w, struct err *e)
{
	if (!*w->path)
		return err_set(e, ERR_USAGE, "没有给出要写入的文件名");
	str_addf(&w->beside, "%s.%ld.part", w->path, (long)getpid());
	unlink(w->beside.at);
	int fd = open(w->beside.at, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		int reason = errno;
		str_clear(&w->beside);
		return err_sys(e, reason, "不能写入文件 %s", w->path);
	}
	close(fd);
	return true;
}

struct xlsx_writer *xlsx_write_open(const char *path, struct err *e)
{
	struct xlsx_writer *w = mem_new0(struct xlsx_writer);
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};

	w->path = mem_strdup(path ? path : "");
	if (open_library(w, e) && reserve_file(w, e)) {
		w->book = w->lib.new_opt(w->beside.at, &options);
		if (w->book)
			return w;
		err_set(e, ERR_IO, "不能新建工作簿 %s", path);
	}
	free_writer(w);
	return NULL;
}

/* Text as XML may hold it: no undecodable bytes, U+FFFE, U+FFFF; at most `chars` characters. */
static const char *clean(struct str *out, const char *text, size_t chars)
{
	const char *at = text ? text : "", *end = at + strlen(at);

	str_clear(out);
	for (size_t n = 0; at < end && n < chars; n++) {
		uint32_t c = utf8_next(&at, end);
		bool bad = (c & UTF8_BAD) || c == 0xFFFE || c == 0xFFFF;
		utf8_add(out, bad ? 0xFFFD : c);
	}
	return str_c(out);
}

static bool failed(struct xlsx_writer *w, lxw_error code, struct err *e)
{
	w->failed = true;
	if (code == LXW_ERROR_CREATING_XLSX_FILE || code == LXW_ERROR_CREATING_TMPFILE ||
		code == LXW_ERROR_ZIP_FILE_OPERATION || code == LXW_ERROR_ZIP_FILE_ADD ||
		code == LXW_ERROR_ZIP_CLOSE)
		return err_sys(
			e, errno ? errno : EIO, "写入 %s 失败，请检查磁盘空间后再导出", w->path);
	return err_set(e, ERR_IO, "写入 %s 失败：%s", w->path, w->lib.strerror(code));
}

static bool name_taken(const struct xlsx_writer *w, const char *name)
{
	for (size_t i = 0; i < w->names.n; i++)
		if (strcasecmp(w->names.at[i], name) == 0)
			return true;
	return false;
}

/* What spreadsheets accept: 31 characters, none of []:*?/\ and no ' at the ends, used once. */
static void sheet_name(struct xlsx_writer *w, const char *name, struct str *out)
{
	char suffix[16] = "";

	for (unsigned copy = 2;; copy++) {
		clean(out, name, NAME_CHARS - strlen(suffix));
		for (size_t i = 0; i < out->n; i++)
			if (strchr("[]:*?/\\", out->at[i]) || (unsigned char)out->at[i] < ' ')
				out->at[i] = '_';
		if (out->n && out->at[0] == '\'')
			out->at[0] = '_';
		if (out->n && out->at[out->n - 1] == '\'')
			out->at[out->n - 1] = '_';
		if (!out->n)
			str_set(out, "Sheet");
		str_add(out, suffix);
		if (!name_taken(w, out->at))
			return;
		snprintf(suffix, sizeof suffix, " (%u)", copy);
	}
}

bool xlsx_write_sheet(struct xlsx_writer *w, const char *name, struct err *e)
{
	struct str good = {0};

	if (w->failed)
		return err_set(e, ERR_IO, "写入 %s 时已经出错", w->path);
	sheet_name(w, name, &good);
	w->sheet = w->lib.add_worksheet(w->book, str_c(&good));
	w->next_row = 0;
	if (w->sheet) {
		vec_push(&w->names, str_take(&good));
		return true;
	}
	w->failed = true;
	err_set(e, ERR_IO, "不能在 %s 里新建工作表“%s”", w->path, str_c(&good));
	str_free(&good);
	return false;
}

/* Rows are written out as soon as the next one begins: there is no way back. */
static bool place_ok(struct xlsx_writer *w, size_t row, size_t column, struct err *e)
{
	if (!w->sheet && !xlsx_write_sheet(w, "Sheet1", e))
		return false;
	if (w->failed)
		return err_set(e, ERR_IO, "写入 %s 时已经出错", w->path);
	if (row >= MAX_ROWS || column >= MAX_COLUMNS) {
		w->failed = true;
		return err_set(e, ERR_DATA,
			"表格超过 .xlsx 的上限（%d 行、%d 列），请缩小范围或改存 .csv", MAX_ROWS,
			MAX_COLUMNS);
	}
	if (row + 1 < w->next_row) {
		w->failed = true;
		return err_set(e, ERR_BUG, "程序错误：工作簿的第 %zu 行已经写过", row + 1);
	}
	w->next_row = row + 1;
	return true;
}

bool xlsx_write_text(
	struct xlsx_writer *w, size_t row, size_t column, const char *text, struct err *e)
{
	if (!place_ok(w, row, column, e))
		return false;
	const char *good = clean(&w->text, text, SIZE_MAX);
	if (!*good)
		return true;
	errno = 0;
	lxw_error code =
		w->lib.write_string(w->sheet, (lxw_row_t)row, (lxw_col_t)column, good, NULL);
	if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
		w->failed = true;
		return err_set(e, ERR_DATA,
			"第 %zu 行第 %zu 列的文字超过 32767 个字符，.xlsx 放不下，请改存 .csv",
			row + 1, column + 1);
	}
	return code == LXW_NO_ERROR || failed(w, code, e);
}

/* Bold, in the middle over its columns. */
static lxw_format *heading_format(struct xlsx_writer *w)
{
	if (!w->heading)
		w->heading = w->lib.add_format(w->book);
	if (w->heading) {
		w->lib.set_bold(w->heading);
		w->lib.set_align(w->heading, LXW_ALIGN_CENTER);
	}
	return w->heading;
}

bool xlsx_write_heading(
	struct xlsx_writer *w, size_t row, size_t columns, const char *text, struct err *e)
{
	if (columns < 2)
		return xlsx_write_text(w, row, 0, text, e);
	if (!place_ok(w, row, columns - 1, e))
		return false;
	const char *good = clean(&w->text, text, HEADING_CHARS);
	errno = 0;
	lxw_error code = w->lib.merge_range(w->sheet, (lxw_row_t)row, 0, (lxw_row_t)row,
		(lxw_col_t)(columns - 1), good, heading_format(w));
	return code == LXW_NO_ERROR || failed(w, code, e);
}

bool xlsx_write_number(
	struct xlsx_writer *w, size_t row, size_t column, double value, struct err *e)
{
	if (!place_ok(w, row, column, e))
		return false;
	if (value != value ||
		value - value != 0) { /* not a number, endless: a spreadsheet has none */
		w->failed = true;
		return err_set(
			e, ERR_BUG, "程序错误：第 %zu 行第 %zu 列不是数", row + 1, column + 1);
	}
	errno = 0;
	lxw_error code =
		w->lib.write_number(w->sheet, (lxw_row_t)row, (lxw_col_t)column, value, NULL);
	return code == LXW_NO_ERROR || failed(w, code, e);
}

void xlsx_write_widths(struct xlsx_writer *w, const size_t *columns, size_t n)
{
	for (size_t i = 0; w->sheet && i < n && i < MAX_COLUMNS; i++) {
		double width = (double)columns[i];
		w->lib.set_column(w->sheet, (lxw_col_t)i, (lxw_col_t)i,
			width > MAX_WIDTH ? MAX_WIDTH : width, NULL);
	}
}

void xlsx_write_freeze(struct xlsx_writer *w, size_t rows)
{
	if (w->sheet && rows && rows < MAX_ROWS)
		w->lib.freeze_panes(w->sheet, (lxw_row_t)rows, 0);
}

/* From the file beside to its place, whole and on the disk. */
static bool put_in_place(struct xlsx_writer *w, struct err *e)
{
	int fd = open(w->beside.at, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int reason = errno;

	if (fd >= 0)
		close(fd);
	if (ok && rename(w->beside.at, w->path) != 0) {
		ok = false;
		reason = errno;
	}
	if (!ok)
		return err_sys(e, reason, "写入 %s 失败，请检查磁盘空间后再导出", w->path);
	str_clear(&w->beside);
	return true;
}

bool xlsx_write_close(struct xlsx_writer *w, struct err *e)
{
	if (!w)
		return true;
	bool ok = !w->failed && (w->sheet || xlsx_write_sheet(w, "Sheet1", e));
	if (!ok && w->failed)
		err_set(e, ERR_IO, "写入 %s 时已经出错，没有留下文件", w->path);
	if (ok) {
		errno = 0;
		lxw_error code = w->lib.close(w->book); /* frees the book, whatever happens */
		ok = (code == LXW_NO_ERROR || failed(w, code, e)) && put_in_place(w, e);
	} else {
		w->lib.free(w->book);
	}
	free_writer(w);
	return ok;
}

void xlsx_write_drop(struct xlsx_writer *w)
{
	if (!w)
		return;
	w->lib.free(w->book);
	free_writer(w);
}
