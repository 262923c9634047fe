#include <binggui/text/json.h>

#include <inttypes.h>
#include <string.h>

#include <binggui/text/utf8.h>

void json_start(struct json *j, struct str *out)
{
	*j = (struct json){.out = out};
}

static void separate(struct json *j)
{
	if (j->comma)
		str_addc(j->out, ',');
	j->comma = true;
}

void json_open(struct json *j, char bracket)
{
	separate(j);
	str_addc(j->out, bracket);
	j->comma = false;
}

void json_close(struct json *j, char bracket)
{
	str_addc(j->out, bracket);
	j->comma = true;
}

static void add_char(struct str *out, uint32_t c)
{
	if (c & UTF8_BAD)
		c = 0xFFFD;
	if (c == '"' || c == '\\')
		str_addf(out, "\\%c", (char)c);
	else if (c == '\n')
		str_add(out, "\\n");
	else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
		str_addf(out, "\\u%04x", c);
	else
		utf8_add(out, c);
}

static void quote(struct str *out, const char *text)
{
	const char *at = text, *end = text + strlen(text);

	str_addc(out, '"');
	while (at < end)
		add_char(out, utf8_next(&at, end));
	str_addc(out, '"');
}

void json_key(struct json *j, const char *key)
{
	separate(j);
	quote(j->out, key);
	str_addc(j->out, ':');
	j->comma = false;
}

void json_text(struct json *j, const char *text)
{
	separate(j);
	if (text)
		quote(j->out, text);
	else
		str_add(j->out, "null");
}

void json_number(struct json *j, int64_t n)
{
	separate(j);
	str_addf(j->out, "%" PRId64, n);
}

void json_decimal(struct json *j, const char *digits)
{
	separate(j);
	str_add(j->out, *digits ? digits : "null");
}

void json_bool(struct json *j, bool b)
{
	separate(j);
	str_add(j->out, b ? "true" : "false");
}

void json_pair(struct json *j, const char *key, const char *text)
{
	json_key(j, key);
	json_text(j, text);
}

void json_pair_number(struct json *j, const char *key, int64_t n)
{
	json_key(j, key);
	json_number(j, n);
}
