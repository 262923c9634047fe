#include <binggui/text/xlsx_read.h>

#include <expat.h>
#include <minizip/unzip.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <binggui/base/map.h>
#include <binggui/base/vec.h>
#include <binggui/text/xlsx_book.h>
#include <binggui/text/xlsx_part.h>
#include <binggui/text/xlsx_sheet.h>

#define MAX_BYTES ((size_t)512 << 20)
#define MAX_PARTS 20000u
#define MAX_DEPTH 64
#define CHUNK     65536
#define BOMB_BYTES                                                                                 \
	((size_t)16 << 20) /* from here on a part may not be RATIO times its packed size */
#define BOMB_RATIO 500u
#define NAME_BYTES 512

/* ---- the zip in memory ---------------------------------------------------------------------- */

struct memory {
	const char *bytes;
	size_t n, at;
};

static voidpf memory_open(voidpf opaque, const void *filename, int mode)
{
	(void)filename;
	return mode & ZLIB_FILEFUNC_MODE_WRITE ? NULL : opaque;
}

static uLong memory_read(voidpf opaque, voidpf stream, void *buffer, uLong size)
{
	struct memory *m = stream;
	size_t left = m->n - m->at, n = size < left ? size : left;

	(void)opaque;
	memcpy(buffer, m->bytes + m->at, n);
	m->at += n;
	return n;
}

static uLong memory_write(voidpf opaque, voidpf stream, const void *buffer, uLong size)
{
	(void)opaque;
	(void)stream;
	(void)buffer;
	(void)size;
	return 0;
}

static ZPOS64_T memory_tell(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return ((struct memory *)stream)->at;
}

static long memory_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct memory *m = stream;
	ZPOS64_T from = origin == ZLIB_FILEFUNC_SEEK_CUR   ? m->at
			: origin == ZLIB_FILEFUNC_SEEK_END ? m->n
							   : 0;

	(void)opaque;
	if (offset > m->n || from + offset > m->n)
		return -1;
	m->at = (size_t)(from + offset);
	return 0;
}

static int memory_done(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* ---- the workbook --------------------------------------------------------------------------- */

struct workbook {
	struct memory memory;
	unzFile zip;
	struct map parts; /* normal name -> place in `places` + 1 */
	VEC(unz64_file_pos) places;
	const struct sheet_options *options;
	size_t max, unpacked, expected; /* bytes; expected: what the directory announces */
	struct xlsx_book book;
};

static bool damaged(struct err *e, const char *where)
{
	return err_set(e, ERR_DATA,
		"工作簿已损坏（%s），可能没有下载或拷贝完整，请在 Excel 或 WPS 中打开后重新保存",
		where);
}

/* As relations name it: small letters, '/' and no '/' in front. */
static void normal_name(char *name)
{
	size_t skip = strspn(name, "/\\");

	memmove(name, name + skip, strlen(name + skip) + 1);
	for (; *name; name++) {
		if (*name == '\\')
			*name = '/';
		else if (*name >= 'A' && *name <= 'Z')
			*name += 'a' - 'A';
	}
}

static bool note_part(struct workbook *w, struct err *e)
{
	char name[NAME_BYTES];
	unz_file_info64 info;
	unz64_file_pos place;

	if (unzGetCurrentFileInfo64(w->zip, &info, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK ||
		unzGetFilePos64(w->zip, &place) != UNZ_OK)
		return damaged(e, "目录");
	name[sizeof name - 1] = '\0';
	normal_name(name);
	if (info.uncompressed_size < w->max)
		w->expected += (size_t)info.uncompressed_size;
	if (!map_has(&w->parts, name)) {
		vec_push(&w->places, place);
		map_put(&w->parts, name, (void *)(uintptr_t)w->places.n);
	}
	if (w->places.n > MAX_PARTS)
		return err_set(e, ERR_DATA, "压缩包里的文件太多，不像是工作簿");
	return true;
}

static bool open_zip(struct workbook *w, struct err *e)
{
	zlib_filefunc64_def functions = {
		.zopen64_file = memory_open,
		.zread_file = memory_read,
		.zwrite_file = memory_write,
		.ztell64_file = memory_tell,
		.zseek64_file = memory_seek,
		.zclose_file = memory_done,
		.zerror_file = memory_done,
		.opaque = &w->memory,
	};

	w->zip = unzOpen2_64("memory", &functions);
	if (!w->zip)
		return damaged(e, "压缩包不完整");
	int rc = unzGoToFirstFile(w->zip);
	while (rc == UNZ_OK) {
		if (!note_part(w, e))
			return false;
		rc = unzGoToNextFile(w->zip);
	}
	return rc == UNZ_END_OF_LIST_OF_FILE || damaged(e, "目录");
}

/* Says what a zip without a workbook is. */
static bool no_workbook(const struct workbook *w, struct err *e)
{
	if (map_has(&w->parts, "xl/workbook.bin"))
		return err_set(e, ERR_DATA, "这是 .xlsb 文件，请在 Excel 中另存为 .xlsx 再导入");
	if (map_has(&w->parts, "content.xml"))
		return err_set(e, ERR_DATA,
			"这是 OpenDocument 文件（.ods），请在 WPS 或 LibreOffice 中另存为 .xlsx "
			"再导入");
	if (map_has(&w->parts, "word/document.xml"))
		return err_set(e, ERR_DATA,
			"这是 Word 文档，不是表格；请把表格复制到 Excel 中，存为 .xlsx 再导入");
	return err_set(e, ERR_DATA, "这个压缩包不是 .xlsx 工作簿；如果里面装着表格，请先解压");
}

/* ---- XML of one part ------------------------------------------------------------------------ */

struct parse {
	XML_Parser parser;
	const struct xlsx_part *part;
	void *context;
	const char *name;
	int depth;
	bool failed; /* e tells why */
	struct err *e;
};

/* The local name of an element of SpreadsheetML (both kinds), package relations or no namespace. */
static const char *local_name(const char *name)
{
	static const char *const ours[] = {
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
		"http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://schemas.openxmlformats.org/package/2006/relationships",
	};
	const char *bar = strrchr(name, '|');

	if (!bar)
		return name;
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (strlen(ours[i]) == (size_t)(bar - name) &&
			memcmp(ours[i], name, (size_t)(bar - name)) == 0)
			return bar + 1;
	return NULL;
}

static void stop(struct parse *p)
{
	p->failed = true;
	XML_StopParser(p->parser, XML_FALSE);
}

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct parse *p = data;
	const char *local = local_name(name);

	if (p->failed)
		return;
	if (++p->depth > MAX_DEPTH) {
		err_set(p->e, ERR_DATA, "工作簿里的 %s 嵌套太深，已拒绝读取", p->name);
		stop(p);
	} else if (local && p->part->start &&
		   !p->part->start(p->context, local, attributes, p->e)) {
		stop(p);
	}
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
	struct parse *p = data;
	const char *local = local_name(name);

	p->depth--;
	if (!p->failed && local && p->part->end && !p->part->end(p->context, local, p->e))
		stop(p);
}

static void XMLCALL on_text(void *data, const XML_Char *text, int n)
{
	struct parse *p = data;

	if (!p->failed && p->part->text)
		p->part->text(p->context, text, (size_t)n);
}

/* A workbook has no document type: whoever writes one wants to smuggle entities in. */
static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system,
	const XML_Char *public, int internal)
{
	struct parse *p = data;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	err_set(p->e, ERR_DATA, "工作簿里的 %s 带有 DTD 或实体声明，为安全起见拒绝读取", p->name);
	stop(p);
}

static bool feed(struct parse *p, const char *bytes, size_t n, bool last)
{
	if (XML_Parse(p->parser, bytes, (int)n, last) != XML_STATUS_ERROR)
		return true;
	if (p->failed)
		return false;
	char where[NAME_BYTES + 160];
	snprintf(where, sizeof where, "%s 第 %lu 行：%s", p->name,
		(unsigned long)XML_GetCurrentLineNumber(p->parser),
		XML_ErrorString(XML_GetErrorCode(p->parser)));
	return damaged(p->e, where);
}

/* ---- unpacking ------------------------------------------------------------------------------ */

static bool counted(struct workbook *w, size_t n, size_t of_part, size_t packed, struct err *e)
{
	w->unpacked += n;
	if (w->unpacked > w->max)
		return err_set(e, ERR_DATA,
			"工作簿解开后超过 %zu 字节，已拒绝读取；请分成几份再导入", w->max);
	if (of_part > BOMB_BYTES && of_part / BOMB_RATIO > packed)
		return err_set(e, ERR_DATA, "工作簿压缩得不合常理（疑似“压缩炸弹”），已拒绝读取");
	if (w->options->progress && !w->options->progress(w->options->context, w->unpacked,
					    w->expected > w->unpacked ? w->expected : w->unpacked))
		return err_set(e, ERR_STOPPED, "已停止读取文件");
	return true;
}

/* Pumps the open part through the parser. */
static bool pump(struct workbook *w, struct parse *p, size_t packed, struct err *e)
{
	char *chunk = mem_alloc(CHUNK);
	size_t of_part = 0;
	bool ok = true;
	int n;

	do {
		n = unzReadCurrentFile(w->zip, chunk, CHUNK);
		if (n < 0) {
			ok = damaged(e, p->name);
			break;
		}
		of_part += (size_t)n;
		ok = counted(w, (size_t)n, of_part, packed, e) && feed(p, chunk, (size_t)n, n == 0);
	} while (ok && n > 0);
	mem_free(chunk);
	return ok;
}

static bool parse_open_part(struct workbook *w, struct parse *p, size_t packed, struct err *e)
{
	p->parser = XML_ParserCreateNS(NULL, '|');
	if (!p->parser)
		return err_set(e, ERR_BUG, "内存不足，无法读取工作簿");
	XML_SetUserData(p->parser, p);
	XML_SetElementHandler(p->parser, on_start, on_end);
	XML_SetCharacterDataHandler(p->parser, on_text);
	XML_SetStartDoctypeDeclHandler(p->parser, on_doctype);
	bool ok = pump(w, p, packed, e);
	XML_ParserFree(p->parser);
	return ok;
}

/* Reads a part by its name; *missing instead of an error where that is allowed (not NULL). */
static bool read_part(struct workbook *w, const char *name, const struct xlsx_part *part,
	void *context, bool *missing, struct err *e)
{
	char normal[NAME_BYTES];
	unz_file_info64 info;

	snprintf(normal, sizeof normal, "%s", name);
	normal_name(normal);
	uintptr_t place = (uintptr_t)map_get(&w->parts, normal);
	if (missing)
		*missing = place == 0;
	if (!place)
		return missing || damaged(e, name);
	if (unzGoToFilePos64(w->zip, &w->places.at[place - 1]) != UNZ_OK ||
		unzGetCurrentFileInfo64(w->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
		return damaged(e, name);
	if (info.flag & 1)
		return err_set(e, ERR_DATA, "工作簿设了密码，请去掉密码后另存为 .xlsx 再导入");
	if (unzOpenCurrentFile(w->zip) != UNZ_OK)
		return damaged(e, name);
	struct parse p = {.part = part, .context = context, .name = name, .e = e};
	bool ok = parse_open_part(w, &p, (size_t)info.compressed_size, e);
	if (unzCloseCurrentFile(w->zip) != UNZ_OK && ok)
		return damaged(e, name);
	return ok;
}

/* ---- from the workbook to its sheets -------------------------------------------------------- */

/* "xl/workbook.xml" is in "xl/", with its relations in "xl/_rels/workbook.xml.rels". */
static void relations_of(const char *part, struct str *folder, struct str *rels)
{
	const char *slash = strrchr(part, '/');
	size_t n = slash ? (size_t)(slash - part) + 1 : 0;

	str_clear(folder);
	str_addn(folder, part, n);
	str_clear(rels);
	str_addf(rels, "%s_rels/%s.rels", str_c(folder), part + n);
}

static bool find_workbook(struct workbook *w, struct str *out, struct err *e)
{
	bool missing;

	w->book.folder = "";
	if (!read_part(w, "_rels/.rels", &xlsx_book_relations, &w->book, &missing, e))
		return false;
	const char *target = xlsx_book_by_type(&w->book, "/officeDocument");
	str_set(out, target ? target : "xl/workbook.xml");
	xlsx_book_forget_relations(&w->book);
	return true;
}

static bool is_workbook(const struct workbook *w, const char *name)
{
	char normal[NAME_BYTES];

	snprintf(normal, sizeof normal, "%s", name);
	normal_name(normal);
	return map_has(&w->parts, normal) && !text_ends(normal, ".bin") &&
	       !text_starts(normal, "word/") && !text_starts(normal, "ppt/");
}

static bool read_book(struct workbook *w, const char *name, struct err *e)
{
	struct str folder = {0}, rels = {0};
	bool missing;

	relations_of(name, &folder, &rels);
	w->book.folder = str_c(&folder);
	bool ok = read_part(w, name, &xlsx_book_workbook, &w->book, NULL, e) &&
		  read_part(w, str_c(&rels), &xlsx_book_relations, &w->book, NULL, e);
	const char *strings = xlsx_book_by_type(&w->book, "/sharedStrings");
	const char *styles = xlsx_book_by_type(&w->book, "/styles");
	if (ok && strings)
		ok = read_part(w, strings, &xlsx_book_strings, &w->book, &missing, e);
	if (ok && styles)
		ok = read_part(w, styles, &xlsx_book_styles, &w->book, &missing, e);
	str_free(&folder);
	str_free(&rels);
	return ok;
}

static bool read_sheet(
	struct workbook *w, struct book *out, const struct xlsx_tab *tab, struct err *e)
{
	const struct xlsx_relation *relation = xlsx_book_by_id(&w->book, tab->relation);

	if (relation && !text_ends(relation->type, "/worksheet")) /* a chart or a dialog */
		return true;
	if (!relation)
		return damaged(e, tab->name);
	struct xlsx_sheet s = {.out = cell_add_sheet(out, tab->name), .book = &w->book};
	s.out->hidden = tab->hidden;
	bool ok = read_part(w, relation->target, &xlsx_sheet_part, &s, NULL, e) &&
		  xlsx_sheet_finish(&s, e);
	xlsx_sheet_free(&s);
	return ok;
}

static bool read_all(struct workbook *w, struct book *out, struct err *e)
{
	struct str name = {0};
	bool ok = open_zip(w, e) && find_workbook(w, &name, e);

	if (ok)
		ok = is_workbook(w, str_c(&name)) ? read_book(w, str_c(&name), e)
						  : no_workbook(w, e);
	for (size_t i = 0; ok && i < w->book.n_tabs; i++)
		ok = read_sheet(w, out, &w->book.tabs[i], e);
	str_free(&name);
	return ok;
}

bool xlsx_read(struct book *out, const char *bytes, size_t n, const struct sheet_options *options,
	struct err *e)
{
	static const struct sheet_options defaults = {0};
	struct workbook w = {
		.memory = {.bytes = bytes, .n = n},
		.options = options ? options : &defaults,
		.book = {.pool = &out->pool},
	};

	out->kind = SHEET_XLSX;
	w.max = w.options->max_bytes ? w.options->max_bytes : MAX_BYTES;
	bool ok = read_all(&w, out, e);
	if (w.zip)
		unzClose(w.zip);
	map_free(&w.parts);
	vec_free(&w.places);
	xlsx_book_free(&w.book);
	return ok;
}
