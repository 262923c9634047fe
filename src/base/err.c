#include <binggui/base/err.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

void err_clear(struct err *e)
{
	if (e)
		*e = (struct err){0};
}

/* A text that did not fit ends before the character that was cut. */
static void trim_tail(char *text, size_t size)
{
	size_t n = strlen(text);

	if (n + 1 < size)
		return;
	while (n && (text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n)
		text[n - 1] = '\0';
}

bool err_set(struct err *e, enum err_code code, const char *format, ...)
{
	va_list args;

	if (!e)
		return false;
	e->code = code;
	va_start(args, format);
	vsnprintf(e->text, sizeof e->text, format, args);
	va_end(args);
	trim_tail(e->text, sizeof e->text);
	return false;
}

static enum err_code code_of(int errno_value)
{
	switch (errno_value) {
	case ENOSPC:
	case EDQUOT:
		return ERR_FULL;
	case EACCES:
	case EPERM:
	case EROFS:
		return ERR_DENIED;
	case ENOENT:
	case ENOTDIR:
	case EISDIR: /* where a file to read was expected */
		return ERR_NOINPUT;
	default:
		return ERR_IO;
	}
}

bool err_sys(struct err *e, int errno_value, const char *format, ...)
{
	va_list args;

	if (!e)
		return false;
	e->code = code_of(errno_value);
	va_start(args, format);
	vsnprintf(e->text, sizeof e->text, format, args);
	va_end(args);
	size_t n = strlen(e->text);
	snprintf(e->text + n, sizeof e->text - n, "：%s", err_reason(errno_value));
	trim_tail(e->text, sizeof e->text);
	return false;
}

bool err_in(struct err *e, const char *format, ...)
{
	char rest[sizeof e->text];
	va_list args;

	if (!e)
		return false;
	memcpy(rest, e->text, sizeof rest);
	va_start(args, format);
	vsnprintf(e->text, sizeof e->text, format, args);
	va_end(args);
	size_t n = strlen(e->text);
	snprintf(e->text + n, sizeof e->text - n, "：%s", rest);
	trim_tail(e->text, sizeof e->text);
	return false;
}

const char *err_reason(int errno_value)
{
	static const struct {
		int number;
		const char *text;
	} reasons[] = {
		{ENOSPC, "磁盘已满"},
		{EDQUOT, "磁盘配额已用完"},
		{EACCES, "没有权限"},
		{EPERM, "不允许这样做"},
		{EROFS, "磁盘是只读的"},
		{ENOENT, "文件不存在"},
		{ENOTDIR, "路径中有一段不是目录"},
		{EISDIR, "这是一个目录"},
		{EEXIST, "已经存在"},
		{EIO, "读写磁盘出错"},
		{EMFILE, "打开的文件太多"},
		{ENFILE, "系统打开的文件太多"},
		{ENOMEM, "内存不足"},
		{EFBIG, "文件太大"},
		{ENAMETOOLONG, "文件名太长"},
		{EINVAL, "参数不对"},
		{EAGAIN, "暂时不可用，请稍后再试"},
		{EBUSY, "正被占用"},
		{ELOOP, "链接绕成了圈"},
	};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].number == errno_value)
			return reasons[i].text;
	return strerror(errno_value);
}

int err_exit_code(enum err_code code)
{
	static const int codes[] = {
		[ERR_OK] = 0,
		[ERR_USAGE] = 2,
		[ERR_DATA] = EX_DATAERR,
		[ERR_NOINPUT] = EX_NOINPUT,
		[ERR_NOUSER] = EX_NOUSER,
		[ERR_STORE] = EX_DATAERR,
		[ERR_FULL] = EX_IOERR,
		[ERR_IO] = EX_IOERR,
		[ERR_BUSY] = EX_TEMPFAIL,
		[ERR_CONFLICT] = EX_TEMPFAIL,
		[ERR_DENIED] = EX_NOPERM,
		[ERR_CONFIG] = EX_CONFIG,
		[ERR_CHECK] = EX_DATAERR,
		[ERR_NOTFOUND] = EX_DATAERR,
		[ERR_STOPPED] = 1,
		[ERR_BUG] = EX_SOFTWARE,
	};

	return codes[code];
}
