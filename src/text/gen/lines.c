#include "gen.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void gen_die(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("maketables: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

void lines_open(struct lines *l, const char *dir, const char *name)
{
	char command[1024];
	size_t n = strlen(name);
	int packed = n > 4 && strcmp(name + n - 4, ".bz2") == 0;
	*l = (struct lines){.piped = packed};
	snprintf(command, sizeof command, packed ? "bzip2 -dc '%s/%s'" : "%s/%s", dir, name);
	l->file = packed ? popen(command, "r") : fopen(command, "r");
	if (!l->file)
		gen_die("cannot read %s/%s", dir, name);
}

int lines_next(struct lines *l)
{
	ssize_t n = getline(&l->text, &l->cap, l->file);
	while (n > 0 && (l->text[n - 1] == '\n' || l->text[n - 1] == '\r'))
		l->text[--n] = '\0';
	return n >= 0;
}

void lines_close(struct lines *l)
{
	int bad = ferror(l->file);
	bad |= l->piped ? pclose(l->file) != 0 : fclose(l->file) != 0;
	if (bad)
		gen_die("reading stopped early (is bzip2 installed?)");
	free(l->text);
}

char *lines_field(char **at, char separator)
{
	char *field = *at;
	if (!field)
		return NULL;
	char *end = strchr(field, separator);
	if (end)
		*end++ = '\0';
	*at = end;
	return field;
}

uint32_t lines_utf8(const char **at)
{
	const unsigned char *b = (const unsigned char *)*at;
	size_t n = b[0] < 0x80 ? 1 : b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
	uint32_t c = n == 1 ? b[0] : b[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++)
		c = c << 6 | (b[i] & 0x3Fu);
	*at += n;
	return c;
}
