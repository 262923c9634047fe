#ifndef TESTS_UNIT_TEXT_ZIPPED_H
#define TESTS_UNIT_TEXT_ZIPPED_H

#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>

#include <binggui/base/str.h>

/* A zip of hand-made parts in memory, so that tests can put anything into a workbook. */
struct zipped_part {
	const char *name;
	const char *content;
	size_t n; /* 0: strlen(content) */
};

struct zipped_file {
	struct str bytes;
	size_t at;
};

static inline voidpf zipped_open(voidpf opaque, const void *name, int mode)
{
	(void)name;
	(void)mode;
	return opaque;
}

static inline uLong zipped_read(voidpf opaque, voidpf stream, void *buffer, uLong n)
{
	struct zipped_file *f = stream;
	size_t left = f->bytes.n - f->at;

	(void)opaque;
	n = n < left ? n : left;
	memcpy(buffer, f->bytes.at + f->at, n);
	f->at += n;
	return n;
}

static inline uLong zipped_write(voidpf opaque, voidpf stream, const void *buffer, uLong n)
{
	struct zipped_file *f = stream;

	(void)opaque;
	if (f->at + n > f->bytes.n) {
		str_reserve(&f->bytes, f->at + n - f->bytes.n);
		f->bytes.n = f->at + n;
		f->bytes.at[f->bytes.n] = '\0';
	}
	memcpy(f->bytes.at + f->at, buffer, n);
	f->at += n;
	return n;
}

static inline ZPOS64_T zipped_tell(voidpf opaque, voidpf stream)
{
	(void)opaque;
	return ((struct zipped_file *)stream)->at;
}

static inline long zipped_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct zipped_file *f = stream;

	(void)opaque;
	f->at = (size_t)offset + (origin == ZLIB_FILEFUNC_SEEK_END          ? f->bytes.n
					 : origin == ZLIB_FILEFUNC_SEEK_CUR ? f->at
									    : 0);
	return 0;
}

static inline int zipped_done(voidpf opaque, voidpf stream)
{
	(void)opaque;
	(void)stream;
	return 0;
}

/* The caller frees the result with str_free. */
static inline struct str zipped(const struct zipped_part *parts, size_t n)
{
	struct zipped_file file = {0};
	zlib_filefunc64_def functions = {
		.zopen64_file = zipped_open,
		.zread_file = zipped_read,
		.zwrite_file = zipped_write,
		.ztell64_file = zipped_tell,
		.zseek64_file = zipped_seek,
		.zclose_file = zipped_done,
		.zerror_file = zipped_done,
		.opaque = &file,
	};
	zipFile zip = zipOpen2_64("memory", APPEND_STATUS_CREATE, NULL, &functions);

	for (size_t i = 0; i < n; i++) {
		size_t size = parts[i].n ? parts[i].n : strlen(parts[i].content);
		zipOpenNewFileInZip(
			zip, parts[i].name, NULL, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 6);
		zipWriteInFileInZip(zip, parts[i].content, (unsigned)size);
		zipCloseFileInZip(zip);
	}
	zipClose(zip, NULL);
	return file.bytes;
}

#define ZIPPED_MAIN   "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define ZIPPED_DOC    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define ZIPPED_PACKET "http://schemas.openxmlformats.org/package/2006/relationships"

#define ZIPPED_RELS                                                                                \
	"<Relationships xmlns=\"" ZIPPED_PACKET "\"><Relationship Id=\"rId1\" Type=\"" ZIPPED_DOC  \
	"/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

#define ZIPPED_BOOK(sheets)                                                                        \
	"<?xml version=\"1.0\"?><workbook xmlns=\"" ZIPPED_MAIN "\" xmlns:r=\"" ZIPPED_DOC         \
	"\"><sheets>" sheets "</sheets></workbook>"

#define ZIPPED_RELATION(id, type, target)                                                          \
	"<Relationship Id=\"" id "\" Type=\"" ZIPPED_DOC "/" type "\" Target=\"" target "\"/>"

#define ZIPPED_BOOK_RELS(more)                                                                     \
	"<Relationships xmlns=\"" ZIPPED_PACKET                                                    \
	"\">" ZIPPED_RELATION("rId1", "worksheet", "worksheets/sheet1.xml")                        \
		ZIPPED_RELATION("rId8", "sharedStrings", "sharedStrings.xml")                      \
			ZIPPED_RELATION("rId9", "styles", "styles.xml") more "</Relationships>"

#define ZIPPED_SHEET(body) "<worksheet xmlns=\"" ZIPPED_MAIN "\">" body "</worksheet>"

/* A workbook of one sheet. */
static inline struct str zipped_book(const char *sheet, const char *strings, const char *styles)
{
	struct zipped_part parts[] = {
		{"[Content_Types].xml", "<Types/>", 0},
		{"_rels/.rels", ZIPPED_RELS, 0},
		{"xl/workbook.xml",
			ZIPPED_BOOK("<sheet name=\"名册\" sheetId=\"1\" r:id=\"rId1\"/>"), 0},
		{"xl/_rels/workbook.xml.rels", ZIPPED_BOOK_RELS(""), 0},
		{"xl/worksheets/sheet1.xml", sheet, 0},
		{"xl/sharedStrings.xml", strings ? strings : "<sst xmlns=\"" ZIPPED_MAIN "\"/>", 0},
		{"xl/styles.xml", styles ? styles : "<styleSheet xmlns=\"" ZIPPED_MAIN "\"/>", 0},
	};

	return zipped(parts, sizeof parts / sizeof *parts);
}

#endif
